/* use.c -- what a name comes to where it stands: an instance of its scheme, applied to dictionaries. */
#include "typecheck/infer_internal.h"

#include <string.h>

#include "codegen/prims.h"
#include "frontend/datum.h"

Type **use_fresh_types(Checker *c, Scheme *s) {
  Type **arg = ARENA_ARRAY(c->arena, Type *, s->vars + 1);
  for (int i = 0; i < s->vars; i++)
    arg[i] = ty_var(c->arena, c->world->next_id, c->level, s->kind[i]);
  return arg;
}

/* Holes for the constraints of an instantiated scheme, from number `from` on. */
static void want_all(Checker *c, Scheme *s, int from, Type **arg, Span span, const char *what,
                     Use *u) {
  u->dict = ARENA_ARRAY(c->arena, Core *, s->preds + 1);
  for (int i = from; i < s->preds; i++) {
    Pred p = s->pred[i];
    p.arg = ARENA_ARRAY(c->arena, Type *, p.cls->params + 1);
    for (int k = 0; k < p.cls->params; k++)
      p.arg[k] = ty_instantiate(c->arena, s->pred[i].arg[k], arg);
    Core *hole = core_new(c->arena, CORE_HOLE, span);
    u->dict[u->dicts++] = hole;
    want_pred(c, &p, hole, span, what);
  }
}

static Use use_scheme(Checker *c, Scheme *s, Core *core, Span span, const char *what) {
  Use u = {.core = core};
  Type **arg = use_fresh_types(c, s);
  u.type = ty_instantiate(c->arena, s->type, arg);
  want_all(c, s, 0, arg, span, what, &u);
  return u;
}

static Use use_method(Checker *c, Global *g, Span span) {
  Method *m = &g->cls->method[g->method];
  Scheme *s = m->scheme;
  Use self = {0}, u = {0};
  Type **arg = use_fresh_types(c, s);
  Scheme head = *s;
  head.preds = 1;
  want_all(c, &head, 0, arg, span, g->name->text, &self);
  u.core = elab_slot(c, span, self.dict[0], g->cls->supers + g->method);
  u.type = ty_instantiate(c->arena, s->type, arg);
  u.thunk = !m->is_function;
  want_all(c, s, 1, arg, span, g->name->text, &u);
  return u;
}

/* The scheme of a primitive is read from its row when it is first used. */
static void prim_scheme(Checker *c, Global *g) {
  const char *text = prim_info(g->core->prim)->type;
  Package *outer_package = c->package;
  Scope *outer = c->scope;
  static const char *const home[] = {"coalton", "coalton/classes"};
  Scope *scope = ARENA_NEW(c->arena, Scope);
  scope->package = g->home;
  for (int i = 0; i < 2; i++) {
    Package *p = package_get(c->world, sym_of(c->world->names, home[i]));
    for (int k = 0; k < p->own[SPACE_TYPE].len; k++)
      names_put(c->arena, &scope->visible[SPACE_TYPE], p->own[SPACE_TYPE].entry[k].key,
                p->own[SPACE_TYPE].entry[k].value);
  }
  const char *whole = arena_printf(c->arena, "(%s)", text);
  uint32_t file = sources_add(c->world->sources, "primitives", whole, strlen(whole));
  DatumVec data = read_source(c->arena, c->world->names, c->diag, file);
  c->scope = scope;
  g->scheme = tyexpr_scheme(c, data.data[0]);
  c->scope = outer;
  c->package = outer_package;
}

Use use_global(Checker *c, Global *g, Span span) {
  if (g->kind == VALUE_METHOD) return use_method(c, g, span);
  if (!g->scheme && g->core && g->core->kind == GLOBAL_PRIM) prim_scheme(c, g);
  if (g->def && g->def->scheme)
    return use_scheme(c, g->def->scheme, core_global(c->arena, span, g->core), span, g->name->text);
  if (g->scheme)
    return use_scheme(c, g->scheme, core_global(c->arena, span, g->core), span, g->name->text);
  Use u = {0};
  if (g->def && g->def->in_progress) {
    u.type = g->def->type;
    u.core = core_new(c->arena, CORE_HOLE, span);
    u.core->filled = core_global(c->arena, span, g->core);
    u.open_definition = g->def;
  } else { /* its definition was wrong */
    u.type = ty_error(c->arena);
    u.core = elab_poison(c, span);
  }
  return u;
}

Use use_local(Checker *c, Local *l, Span span) {
  if (!l->core) l->core = fresh_var(c, l->name, l->span);
  if (l->scheme)
    return use_scheme(c, l->scheme, elab_var(c, span, l->core), span,
                      l->name ? l->name->text : NULL);
  Use u = {.type = l->type ? l->type : ty_error(c->arena)};
  if (l->binding && l->binding->in_progress) {
    u.core = core_new(c->arena, CORE_HOLE, span);
    u.core->filled = elab_var(c, span, l->core);
    u.open_binding = l->binding;
  } else {
    u.core = elab_var(c, span, l->core);
  }
  return u;
}

/* Apply a use to arguments, dictionaries first; a recursive use is noted so that its dictionaries can be put in later. */
Core *use_apply(Checker *c, Use *u, Span span, Core **arg, int args) {
  int n = u->dicts + (u->thunk ? 1 : 0);
  Core **all = ARENA_ARRAY(c->arena, Core *, n + args + 1);
  for (int i = 0; i < u->dicts; i++) all[i] = u->dict[i];
  if (u->thunk) all[u->dicts] = elab_unit(c, span);
  if (u->thunk) { /* the slot gives a value, which is then applied */
    Core *value = core_call(c->arena, span, u->core, all, n);
    return core_call(c->arena, span, value, arg, args);
  }
  for (int i = 0; i < args; i++) all[n + i] = arg[i];
  Core *call = core_call(c->arena, span, u->core, all, n + args);
  if (u->open_binding) vec_push(c->arena, *u->open_binding->holes, call);
  if (u->open_definition) vec_push(c->arena, *u->open_definition->holes, call);
  return call;
}

/* Put the dictionaries of a generalised binding into its recursive uses. */
void use_fill_recursive(Checker *c, Core **use, int uses, CoreVar **dict, int dicts) {
  if (dicts == 0) return;
  for (int i = 0; i < uses; i++) {
    Core *u = use[i];
    bool call = u->kind == CORE_CALL;
    int args = call ? u->call.args : 0;
    Core **all = ARENA_ARRAY(c->arena, Core *, dicts + args);
    for (int k = 0; k < dicts; k++) all[k] = elab_var(c, u->span, dict[k]);
    for (int k = 0; k < args; k++) all[dicts + k] = u->call.arg[k];
    if (call) {
      u->call.arg = all;
      u->call.args = dicts + args;
    } else {
      u->filled = core_call(c->arena, u->span, u->filled, all, dicts);
    }
  }
}

/* The keyword arguments that t takes after n others, or NULL. */
static Type *keys_after(Checker *c, Type *t, int n) {
  Type *from, *to;
  for (; n > 0 && ty_is_arrow(c, t, &from, &to); n--) t = to;
  return ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS ? ty_find(from) : NULL;
}

static int key_index(const Type *keys, const Sym *name) {
  for (int i = 0; i < keys->keys.len; i++)
    if (keys->keys.name[i] == name) return i;
  return -1;
}

/* Those of the keyword arguments `have` that are asked for, as a type; NULL if others are asked for as well. */
static Type *keys_asked_for(Checker *c, Type *have, Type *asked) {
  int n = asked->keys.len;
  Type **type = ARENA_ARRAY(c->arena, Type *, n + 1);
  for (int i = 0; i < n; i++) {
    int at = key_index(have, asked->keys.name[i]);
    if (at < 0) return NULL;
    type[i] = have->keys.type[at];
  }
  return ty_keys(c->arena, asked->keys.name, type, n);
}

Core *use_drop_keywords(Checker *c, Use *u, Span span, Core **some, int somes, Type **type,
                        Type *expected) {
  Type *t = *type, *from, *to, *have = NULL;
  int n = 0;
  Type *param[32];
  while (!have && ty_is_arrow(c, t, &from, &to) && n < 31) {
    if (ty_find(from)->tag == TY_KEYS) have = ty_find(from);
    else param[n++] = from;
    t = to;
  }
  if (!have) return NULL;
  Type *asked = keys_after(c, expected, n), *kept = NULL;
  if (asked) {
    kept = keys_asked_for(c, have, asked);
    if (!kept || kept->keys.len == have->keys.len) return NULL;
  }
  int given = n, args = 0, keeps = kept ? kept->keys.len : 0;
  if (n + keeps == 0) param[n++] = ty_con(c->arena, c->builtin->unit);
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, n + keeps);
  Core **arg = ARENA_ARRAY(c->arena, Core *, somes + n + have->keys.len + 1);
  for (int i = 0; i < n + keeps; i++) var[i] = fresh_var(c, NULL, span);
  for (int i = 0; i < somes; i++) arg[args++] = some[i];
  for (int i = 0; i < given; i++) arg[args++] = elab_var(c, span, var[i]);
  for (int i = 0; i < have->keys.len; i++) {
    int at = kept ? key_index(kept, have->keys.name[i]) : -1;
    arg[args++] = at < 0 ? core_word(c->arena, span, 0) /* None */ : elab_var(c, span, var[n + at]);
  }
  if (kept) t = ty_arrow(c, kept, t);
  for (int i = n - 1; i >= 0; i--) t = ty_arrow(c, param[i], t);
  *type = t;
  return core_lambda(c->arena, span, var, n + keeps, use_apply(c, u, span, arg, args));
}

Core *infer_name(Checker *c, Expr *e, Type *expected) {
  Use u =
      e->kind == EXPR_LOCAL ? use_local(c, e->local, e->span) : use_global(c, e->global, e->span);
  Type *t = u.type;
  Core *core = use_drop_keywords(c, &u, e->span, NULL, 0, &t, expected);
  if (!core) core = use_apply(c, &u, e->span, NULL, 0);
  unify_expr(c, e, expected, t);
  return core;
}
