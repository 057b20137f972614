/* passes.c -- runs the passes over Core in order. See passes.h for the list and core.h for what each leaves. */
#include "codegen/cname.h"
#include "codegen/pack.h"
#include "codegen/passes.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 24 }; /* of the optimiser, at most */

typedef struct Row {
  const char *name;
  void (*run)(Pass *p);
} Row;

static const Row first[] = {{"finish", pass_finish}, {"simplify", pass_simplify}};

/* For EMIT_CC: again and again, while there is something to be gained. */
static const Row optimiser[] = {
    {"specialise", pass_specialise},
    {"cases", pass_cases},
    {"simplify", pass_simplify},
    {"cells", pass_cells},
};

static const Row last[] = {
    {"instances", pass_instances}, {"reach", pass_reach},     {"sink", pass_sink},
    {"match", pass_match},         {"tidy", pass_tidy},       {"contify", pass_contify},
    {"closure", pass_closure},     {"modcons", pass_modcons}, {"versions", pass_versions},
    {"ranges", pass_ranges},       {"trim", pass_trim},
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

CoreGlobal *pass_global(Pass *p, GlobalKind kind, CoreGlobal *outer, const Sym *name, Span span) {
  CoreGlobal *g = ARENA_NEW(p->arena, CoreGlobal);
  g->kind = kind;
  g->pkg = outer->pkg;
  g->name = name ? name : outer->name;
  g->span = span;
  g->cname = arena_printf(p->arena, "l%s__%s_%d", cname_of(p->arena, outer),
                          readable(p->arena, name), (*p->next_id)++);
  g->is_shaped = g->is_finished = g->is_local = true;
  vec_push(p->arena, &p->unit->globals, g);
  return g;
}

static void run_rows(Pass *p, const Row *row, size_t rows, const char *dump) {
  for (size_t i = 0; i < rows; i++) {
    row[i].run(p);
#if defined SMT_DEBUG || defined SMT_STRESS
    core_check(p, row[i].name);
#endif
    if (dump && strcmp(dump, row[i].name) == 0) core_print_unit(stdout, p->unit);
  }
}

#define RUN(rows, dump) run_rows(&p, rows, sizeof rows / sizeof *rows, dump)

void codegen_passes(Arena *a, int *next_id, CoreUnit *unit, EmitMode mode, const char *dump) {
  Pass p = {.arena = a, .next_id = next_id, .unit = unit, .mode = mode, .changed = mode == EMIT_CC};
  RUN(first, dump);
  for (int round = 0; mode == EMIT_CC && p.changed && round < ROUNDS; round++) {
    p.changed = false;
    RUN(optimiser, dump);
  }
  RUN(last, dump);
}

void codegen_prepare_library(Arena *a, int *next_id, CoreUnit *unit) {
  Pass p = {.arena = a, .next_id = next_id, .unit = unit, .mode = EMIT_LIBRARY};
  pass_finish(&p);
  simplify_judge(&p);
  core_pack(a, unit);
}

const char *codegen_pass_name(size_t index) {
  enum {
    FIRST = sizeof first / sizeof *first,
    OPTIMISER = sizeof optimiser / sizeof *optimiser,
    LAST = sizeof last / sizeof *last
  };
  if (index < FIRST) return first[index].name;
  if (index < FIRST + OPTIMISER) return optimiser[index - FIRST].name;
  return index < FIRST + OPTIMISER + LAST ? last[index - FIRST - OPTIMISER].name : NULL;
}
