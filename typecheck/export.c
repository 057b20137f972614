/* export.c -- what a file exports, as functions that C can call.
 *
 *   takes:     the exported values of a checked file (smt build --lib)
 *   leaves:    CoreUnit.exports: for each a function of all its parameters at once, with C types; or why there is none */
#include "codegen/export.h"

#include <string.h>

#include "typecheck/module.h"

enum { PARAMETERS = 32 };

/* The types of the parameters of t (none for a lone Unit), then that of the result. */
static int split(Checker *c, Type *t, Type **part) {
  Type *from, *to;
  int n = 0;
  for (; n < PARAMETERS && ty_is_arrow(c, t, &from, &to); t = ty_find(to)) part[n++] = from;
  part[n] = t;
  if (n == 1 && ty_head(part[0]) == c->builtin->unit) {
    part[0] = part[1];
    n = 0;
  }
  return n;
}

/* Why C cannot have it, or NULL. */
static const char *refusal(Checker *c, const Global *g, Type *const *part, int params) {
  Type *from, *to;
  if (g->scheme->preds) return "its type has constraints";
  if (g->scheme->vars) return "its type has variables";
  if (ty_is_arrow(c, part[params], &from, &to)) return "it has too many parameters";
  for (int i = 0; i <= params; i++) {
    if (part[i]->tag == TY_KEYS) return "it has keyword parameters";
    if (ty_is_arrow(c, part[i], &from, &to)) return "it takes a function";
    if (i < params && ty_head(part[i]) == c->builtin->unit)
      return "one of its parameters is a Unit";
  }
  return NULL;
}

static const char *parameter_name(const Global *g, int i, int params) {
  const CoreGlobal *core = g->core;
  bool is_known = core->kind == GLOBAL_FUNCTION && core->arity == params && core->param;
  return is_known && core->param[i]->name ? core->param[i]->name->text : NULL;
}

/* g applied to all of its parameters, as a function of them. */
static CoreGlobal *make_function(Checker *c, const Global *g, int params) {
  CoreGlobal *f = global_new(c, GLOBAL_FUNCTION, g->name, g->span);
  Type *from, *to;
  bool is_function = ty_is_arrow(c, g->scheme->type, &from, &to);
  f->arity = params ? params : 1;
  f->param = ARENA_ARRAY(c->arena, CoreVar *, f->arity);
  Core **arg = ARENA_ARRAY(c->arena, Core *, f->arity);
  for (int i = 0; i < f->arity; i++) {
    f->param[i] = fresh_var(c, NULL, g->span);
    arg[i] = params ? core_var(c->arena, g->span, f->param[i]) : core_word(c->arena, g->span, 0);
  }
  f->body = core_global(c->arena, g->span, g->core);
  if (is_function) f->body = core_call(c->arena, g->span, f->body, arg, f->arity);
  return f;
}

static Export *export_new(Checker *c, const Global *g) {
  Type *part[PARAMETERS + 1];
  Export *e = ARENA_NEW(c->arena, Export);
  e->name = g->name->text;
  e->type = ty_scheme_text(c->arena, g->scheme);
  e->doc = g->doc;
  e->params = split(c, ty_find(g->scheme->type), part);
  for (int i = 0; i <= e->params; i++) part[i] = ty_find(part[i]);
  e->why_not = refusal(c, g, part, e->params);
  if (e->why_not) return e;
  e->param = ARENA_ARRAY(c->arena, CType *, e->params + 1);
  e->param_name = ARENA_ARRAY(c->arena, const char *, e->params + 1);
  for (int i = 0; i < e->params; i++) {
    e->param[i] = foreign_export_type(c, part[i]);
    e->param_name[i] = parameter_name(g, i, e->params);
  }
  e->result = foreign_export_type(c, part[e->params]);
  e->function = make_function(c, g, e->params);
  return e;
}

/* Dynamic variables and macros mean nothing to C, constructors and methods are not functions of the file's own, and main is
 * for programs. */
static bool is_candidate(const Global *g) {
  return g->kind == VALUE_PLAIN && !g->dynamic && g->scheme && g->core &&
         strcmp(g->name->text, "main") != 0;
}

void module_exports(Module *m) {
  Checker *c = &m->c;
  const Map *exported = &c->package->exported[SPACE_VALUE];
  Exports *all = ARENA_NEW(c->arena, Exports);
  c->unit->exports = all;
  if (c->package->name) all->prefix = c->package->name->text;
  for (int i = 0; i < exported->len; i++) {
    const Global *g = exported->entry[i].value;
    if (is_candidate(g)) vec_push(c->arena, &all->items, export_new(c, g));
  }
}
