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
  bool is_optional; /* the program is right without it, but slower */
} Row;

static const Row first[] = {{"finish", pass_finish, false}, {"simplify", pass_simplify, false}};

/* For EMIT_CC: again and again, while there is something to be gained. */
static const Row optimiser[] = {
    {"specialise", pass_specialise, true},
    {"cases", pass_cases, true},
    {"simplify", pass_simplify, false},
    {"cells", pass_cells, true},
};

static const Row last[] = {
    {"instances", pass_instances, false},
    {"reach", pass_reach, false},
    {"sink", pass_sink, true},
    {"match", pass_match, false},
    {"tidy", pass_tidy, false},
    {"contify", pass_contify, true},
    {"closure", pass_closure, false},
    {"modcons", pass_modcons, true},
    {"versions", pass_versions, true},
    {"ranges", pass_ranges, true},
    {"trim", pass_trim, false},
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

enum {
  FIRST = sizeof first / sizeof *first,
  OPTIMISER = sizeof optimiser / sizeof *optimiser,
  LAST = sizeof last / sizeof *last,
};

/* Is the name, of that length, in the list separated by commas? */
static bool is_listed(const char *names, const char *name) {
  size_t length = strlen(name);
  for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
    if (strncmp(at, name, length) == 0 && (at[length] == 0 || at[length] == ',')) return true;
  return false;
}

static void run_rows(Pass *p, const Row *row, size_t rows, const PassOptions *options) {
  for (size_t i = 0; i < rows; i++) {
    if (!row[i].is_optional || !is_listed(options->without, row[i].name)) row[i].run(p);
#if defined SMT_DEBUG || defined SMT_STRESS
    core_check(p, row[i].name);
#endif
    if (options->dump && strcmp(options->dump, row[i].name) == 0) core_print_unit(stdout, p->unit);
  }
}

void codegen_passes(Arena *a, int *next_id, CoreUnit *unit, EmitMode mode,
                    const PassOptions *options) {
  static const PassOptions none;
  Pass p = {.arena = a, .next_id = next_id, .unit = unit, .mode = mode, .changed = mode == EMIT_CC};
  if (!options) options = &none;
  if (options->explain) p.explanation = explain_new(a);
  run_rows(&p, first, FIRST, options);
  for (int round = 0; mode == EMIT_CC && p.changed && round < ROUNDS; round++) {
    p.changed = false;
    run_rows(&p, optimiser, OPTIMISER, options);
  }
  run_rows(&p, last, LAST, options);
  if (options->explain) explain_print(&p, stdout);
}

void codegen_prepare_library(Arena *a, int *next_id, CoreUnit *unit) {
  Pass p = {.arena = a, .next_id = next_id, .unit = unit, .mode = EMIT_LIBRARY};
  pass_finish(&p);
  simplify_judge(&p);
  core_pack(a, unit);
}

static const Row *row_at(size_t index) {
  if (index < FIRST) return &first[index];
  if (index < FIRST + OPTIMISER) return &optimiser[index - FIRST];
  return index < FIRST + OPTIMISER + LAST ? &last[index - FIRST - OPTIMISER] : NULL;
}

const char *codegen_pass_name(size_t index) {
  const Row *row = row_at(index);
  return row ? row->name : NULL;
}

const char *codegen_needed_pass(const char *names) {
  for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
    size_t length = strcspn(at, ",");
    bool found = false;
    for (size_t i = 0; row_at(i) && !found; i++)
      found = row_at(i)->is_optional && strlen(row_at(i)->name) == length &&
              strncmp(row_at(i)->name, at, length) == 0;
    if (!found) return at;
  }
  return NULL;
}
