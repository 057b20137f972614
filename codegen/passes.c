/* passes.c -- runs the passes over Core in order. See passes.h for the list and core.h for what each leaves. */
#include "codegen/pack.h"
#include "codegen/passes.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  void (*run)(Pass *p);
} passes[] = {
  {"finish", pass_finish}, {"simplify", pass_simplify}, {"instances", pass_instances}, {"reach", pass_reach},
  {"match", pass_match},   {"tidy", pass_tidy},         {"contify", pass_contify}, {"closure", pass_closure},     {"trim", pass_trim},
};

CoreGlobal *pass_prim(Pass *p, const char *name) {
  PrimId id = prim_find(name);
  if (!p->prim) p->prim = ARENA_ARRAY(p->arena, CoreGlobal *, prim_count);
  CoreGlobal *g = p->prim[id];
  if (g) return g;
  g = p->prim[id] = ARENA_NEW(p->arena, CoreGlobal);
  g->kind = GLOBAL_PRIM;
  g->prim = id;
  g->arity = prim_info(id)->arity;
  g->cname = arena_printf(p->arena, "prim_%d", id);
  g->is_shaped = true;
  return g;
}

/* The identifier characters of a name, for reading; at most 24 of them. */
static const char *readable(Arena *a, const Sym *name) {
  char *text = arena_alloc_kind(a, 25, ARENA_TEXT);
  int n = 0;
  for (const char *c = name ? name->text : "fn"; *c && n < 24; c++) {
    bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
    if (plain) text[n++] = *c;
    else if (n && text[n - 1] != '_') text[n++] = '_';
  }
  return n ? text : "fn";
}

CoreGlobal *pass_global(Pass *p, GlobalKind kind, const CoreGlobal *outer, const Sym *name, Span span) {
  CoreGlobal *g = ARENA_NEW(p->arena, CoreGlobal);
  g->kind = kind;
  g->pkg = outer->pkg;
  g->name = name ? name : outer->name;
  g->span = span;
  g->cname = arena_printf(p->arena, "l%s__%s_%d", outer->cname, readable(p->arena, name), (*p->next_id)++);
  g->is_shaped = g->is_finished = g->is_local = true;
  vec_push(p->arena, &p->unit->globals, g);
  return g;
}

void codegen_passes(Arena *a, int *next_id, CoreUnit *unit, EmitMode mode, const char *dump) {
  Pass p = {.arena = a, .next_id = next_id, .unit = unit, .mode = mode};
  for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
    passes[i].run(&p);
#if defined SMT_DEBUG || defined SMT_STRESS
    core_check(&p, passes[i].name);
#endif
    if (dump && strcmp(dump, passes[i].name) == 0) core_print_unit(stdout, unit);
  }
}

void codegen_prepare_library(Arena *a, int *next_id, CoreUnit *unit) {
  Pass p = {.arena = a, .next_id = next_id, .unit = unit, .mode = EMIT_LIBRARY};
  pass_finish(&p);
  simplify_judge(&p);
  core_pack(a, unit);
}

const char *codegen_pass_name(size_t index) {
  return index < sizeof passes / sizeof *passes ? passes[index].name : NULL;
}
