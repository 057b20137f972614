/* infer.c -- types of expressions, and Core with explicit dictionaries.
 *
 *   takes:     resolved expressions (frontend)
 *   leaves:    Core; each use of an overloaded name applied to its dictionaries
 *   source:    Damas and Milner, Principal type-schemes for functional programs, 1982; Wadler and Blott, How to make
 *              ad-hoc polymorphism less ad hoc, 1989; the relaxed value restriction after Garrigue, 2004
 *
 * Expressions are checked against an expected type, which may be a fresh variable: a mismatch is then found at the
 * innermost form that shows it. Dictionaries are holes (CORE_HOLE) until their constraint is solved. */
#include <stdlib.h>
#include <string.h>

#include "codegen/prims.h"
#include "frontend/datum.h"
#include "typecheck/checker.h"

/* ---- small things ---- */

CoreVar *fresh_var(Checker *c, const Sym *name, Span span) {
  return core_fresh(c->arena, c->world->next_id, name, span);
}

static Core *var_core(Checker *c, Span span, CoreVar *v) { return core_var(c->arena, span, v); }

static Core *unit_core(Checker *c, Span span) { return core_word(c->arena, span, 0); }

static Core *poison(Checker *c, Span span) { return core_word(c->arena, span, 0); }

static Core *lambda1(Checker *c, Span span, CoreVar *param, Core *body) {
  CoreVar **p = ARENA_ARRAY(c->arena, CoreVar *, 1);
  p[0]        = param;
  return core_lambda(c->arena, span, p, 1, body);
}

static Core *string_core(Checker *c, Span span, const char *text) {
  Core *s = core_new(c->arena, CORE_STRING, span);
  s->text = arena_strndup(c->arena, text, strlen(text));
  s->size = (uint32_t)strlen(text);
  return s;
}

static void *library_entity(Checker *c, Space space, const char *package, const char *name) {
  const Sym *pkg = sym_find(c->world->names, package, strlen(package));
  const Sym *sym = sym_find(c->world->names, name, strlen(name));
  Package *p = pkg ? names_get(&c->world->package, pkg) : NULL;
  if (!p || !sym) return NULL;
  void *e = names_get(&p->own[space], sym);
  return e ? e : names_get(&p->exported[space], sym);
}

Class *class_named(Checker *c, const char *package, const char *name) {
  return library_entity(c, SPACE_CLASS, package, name);
}

Global *library_global(Checker *c, const char *package, const char *name) {
  return library_entity(c, SPACE_VALUE, package, name);
}

TyCon *library_type(Checker *c, const char *package, const char *name) {
  return library_entity(c, SPACE_TYPE, package, name);
}

static Core *prim_core(Checker *c, Span span, const char *name) {
  Global *g = library_global(c, "smelter/prim", name);
  return core_global(c->arena, span, g->core);
}

static void want(Checker *c, Pred *pred, Core *hole, Span span, const char *what) {
  Wanted w = {.pred = *pred, .hole = hole, .what = what};
  w.pred.span = span;
  vec_push(c->arena, c->wanted, w);
}

/* A hole for a constraint of one type. */
static Core *want1(Checker *c, Class *cls, Type *t, Span span, const char *what) {
  Pred p  = {.cls = cls, .span = span};
  p.arg    = ARENA_ARRAY(c->arena, Type *, 1);
  p.arg[0] = t;
  Core *hole = core_new(c->arena, CORE_HOLE, span);
  want(c, &p, hole, span, what);
  return hole;
}

static Core *select_slot(Checker *c, Span span, Core *dict, int slot) {
  Core *m        = core_new(c->arena, CORE_METHOD, span);
  m->method.dict = dict;
  m->method.slot = slot;
  return m;
}

static int method_slot(Class *cls, const char *name) {
  for (int i = 0; i < cls->methods; i++)
    if (strcmp(cls->method[i].name->text, name) == 0) return cls->supers + i;
  return -1;
}

/* ---- using names ---- */

/* What a name comes to where it stands: its type, and Core that still wants `dicts` in front of its arguments. */
typedef struct Use {
  Type  *type;
  Core  *core;
  Core **dict;
  int    dicts;
  bool   thunk;        /* a method that is no function: its slot takes Unit */
  Binding    *open_binding;      /* still being inferred: the call is noted there */
  Definition *open_definition;
} Use;

static Type **fresh_types(Checker *c, Scheme *s) {
  Type **arg = ARENA_ARRAY(c->arena, Type *, s->vars + 1);
  for (int i = 0; i < s->vars; i++) arg[i] = ty_var(c->arena, c->world->next_id, c->level, s->kind[i]);
  return arg;
}

/* Holes for the constraints of an instantiated scheme, from number `from` on. */
static void want_all(Checker *c, Scheme *s, int from, Type **arg, Span span, const char *what, Use *u) {
  u->dict = ARENA_ARRAY(c->arena, Core *, s->preds + 1);
  for (int i = from; i < s->preds; i++) {
    Pred p = s->pred[i];
    p.arg  = ARENA_ARRAY(c->arena, Type *, p.cls->params + 1);
    for (int k = 0; k < p.cls->params; k++) p.arg[k] = ty_instantiate(c->arena, s->pred[i].arg[k], arg);
    Core *hole = core_new(c->arena, CORE_HOLE, span);
    u->dict[u->dicts++] = hole;
    want(c, &p, hole, span, what);
  }
}

static Use use_scheme(Checker *c, Scheme *s, Core *core, Span span, const char *what) {
  Use    u   = {.core = core};
  Type **arg = fresh_types(c, s);
  u.type     = ty_instantiate(c->arena, s->type, arg);
  want_all(c, s, 0, arg, span, what, &u);
  return u;
}

static Use use_method(Checker *c, Global *g, Span span) {
  Method *m    = &g->cls->method[g->method];
  Scheme *s    = m->scheme;
  Use     self = {0}, u = {0};
  Type  **arg  = fresh_types(c, s);
  Scheme  head = *s;
  head.preds   = 1;
  want_all(c, &head, 0, arg, span, g->name->text, &self);
  u.core  = select_slot(c, span, self.dict[0], g->cls->supers + g->method);
  u.type  = ty_instantiate(c->arena, s->type, arg);
  u.thunk = !m->is_function;
  want_all(c, s, 1, arg, span, g->name->text, &u);
  return u;
}

/* The scheme of a primitive is read from its row when it is first used. */
static void prim_scheme(Checker *c, Global *g) {
  const char *text = prim_info(g->core->prim)->type;
  Package *outer_package = c->package;
  Scope   *outer = c->scope;
  static const char *const home[] = {"coalton", "coalton/classes"};
  Scope   *scope = ARENA_NEW(c->arena, Scope);
  scope->package = g->home;
  for (int i = 0; i < 2; i++) {
    Package *p = package_get(c->world, sym_of(c->world->names, home[i]));
    for (int k = 0; k < p->own[SPACE_TYPE].len; k++)
      names_put(c->arena, &scope->visible[SPACE_TYPE], p->own[SPACE_TYPE].entry[k].key,
              p->own[SPACE_TYPE].entry[k].value);
  }
  const char *whole = arena_printf(c->arena, "(%s)", text);
  uint32_t    file  = sources_add(c->world->sources, "primitives", whole, strlen(whole));
  DatumVec    data  = read_source(c->arena, c->world->names, c->diag, file);
  c->scope  = scope;
  g->scheme = tyexpr_scheme(c, data.data[0]);
  c->scope  = outer;
  c->package = outer_package;
}

static Use use_global(Checker *c, Global *g, Span span) {
  if (g->kind == VALUE_METHOD) return use_method(c, g, span);
  if (!g->scheme && g->core && g->core->kind == GLOBAL_PRIM) prim_scheme(c, g);
  if (g->def && g->def->scheme) return use_scheme(c, g->def->scheme, core_global(c->arena, span, g->core), span, g->name->text);
  if (g->scheme) return use_scheme(c, g->scheme, core_global(c->arena, span, g->core), span, g->name->text);
  Use u = {0};
  if (g->def && g->def->in_progress) {
    u.type = g->def->type;
    u.core = core_new(c->arena, CORE_HOLE, span);
    u.core->filled = core_global(c->arena, span, g->core);
    u.open_definition = g->def;
  } else {   /* its definition was wrong */
    u.type = ty_error(c->arena);
    u.core = poison(c, span);
  }
  return u;
}

static Use use_local(Checker *c, Local *l, Span span) {
  if (!l->core) l->core = fresh_var(c, l->name, l->span);
  if (l->scheme) return use_scheme(c, l->scheme, var_core(c, span, l->core), span, l->name ? l->name->text : NULL);
  Use u = {.type = l->type ? l->type : ty_error(c->arena)};
  if (l->binding && l->binding->in_progress) {
    u.core         = core_new(c->arena, CORE_HOLE, span);
    u.core->filled = var_core(c, span, l->core);
    u.open_binding = l->binding;
  } else {
    u.core = var_core(c, span, l->core);
  }
  return u;
}

/* Apply a use to arguments, dictionaries first; a recursive use is noted so that its dictionaries can be put in later. */
static Core *use_apply(Checker *c, Use *u, Span span, Core **arg, int args) {
  int    n   = u->dicts + (u->thunk ? 1 : 0);
  Core **all = ARENA_ARRAY(c->arena, Core *, n + args + 1);
  for (int i = 0; i < u->dicts; i++) all[i] = u->dict[i];
  if (u->thunk) all[u->dicts] = unit_core(c, span);
  if (u->thunk) {   /* the slot gives a value, which is then applied */
    Core *value = core_call(c->arena, span, u->core, all, n);
    return core_call(c->arena, span, value, arg, args);
  }
  for (int i = 0; i < args; i++) all[n + i] = arg[i];
  Core *call = core_call(c->arena, span, u->core, all, n + args);
  if (u->open_binding) vec_push(c->arena, u->open_binding->holes, call);
  if (u->open_definition) vec_push(c->arena, u->open_definition->holes, call);
  return call;
}

/* Put the dictionaries of a generalised binding into its recursive uses. */
static void fill_recursive_uses(Checker *c, Core **use, int uses, CoreVar **dict, int dicts) {
  if (dicts == 0) return;
  for (int i = 0; i < uses; i++) {
    Core  *u    = use[i];
    bool   call = u->kind == CORE_CALL;
    int    args = call ? u->call.args : 0;
    Core **all  = ARENA_ARRAY(c->arena, Core *, dicts + args);
    for (int k = 0; k < dicts; k++) all[k] = var_core(c, u->span, dict[k]);
    for (int k = 0; k < args; k++) all[dicts + k] = u->call.arg[k];
    if (call) {
      u->call.arg  = all;
      u->call.args = dicts + args;
    } else {
      u->filled = core_call(c->arena, u->span, u->filled, all, dicts);
    }
  }
}

/* A function with keyword arguments that is not called on the spot takes their defaults: eta-expand. */
static Core *drop_keywords(Checker *c, Use *u, Span span, Type **type) {
  Type *t = u->type, *from, *to;
  int   n = 0, keys = -1;
  Type *param[32];
  while (ty_is_arrow(c, t, &from, &to) && n < 31) {
    if (ty_find(from)->tag == TY_KEYS) {
      keys = ty_find(from)->keys.len;
      t    = to;
      break;
    }
    param[n++] = from;
    t          = to;
  }
  if (keys < 0) return NULL;
  int given = n;
  if (n == 0) param[n++] = ty_con(c->arena, c->builtin->unit);
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, n);
  Core    **arg = ARENA_ARRAY(c->arena, Core *, n + keys + 1);
  for (int i = 0; i < n; i++) var[i] = fresh_var(c, NULL, span);
  for (int i = 0; i < given; i++) arg[i] = var_core(c, span, var[i]);
  for (int i = 0; i < keys; i++) arg[given + i] = core_word(c->arena, span, 0);   /* None */
  for (int i = n - 1; i >= 0; i--) t = ty_arrow(c, param[i], t);
  *type = t;
  return core_lambda(c->arena, span, var, n, use_apply(c, u, span, arg, given + keys));
}

static Core *infer_name(Checker *c, Expr *e, Type *expected) {
  Use   u = e->kind == EXPR_LOCAL ? use_local(c, e->local, e->span) : use_global(c, e->global, e->span);
  Type *t = u.type;
  Core *core = drop_keywords(c, &u, e->span, &t);
  if (!core) core = use_apply(c, &u, e->span, NULL, 0);
  unify_at(c, e->span, expected, t);
  return core;
}

/* ---- calls ---- */

static const char *head_name(Expr *fn) {
  if (fn->kind == EXPR_LOCAL && fn->local->name) return fn->local->name->text;
  if (fn->kind == EXPR_GLOBAL) return fn->global->name->text;
  return NULL;
}

static Core *some_core(Checker *c, Span span, Core *value) {
  Global *some = library_global(c, "coalton", "Some");
  return core_call1(c->arena, span, core_global(c->arena, span, some->core), value);
}

/* The keyword arguments of a call, in the order of the type; absent ones are None. */
static void infer_keywords(Checker *c, Expr *e, Type *keys, Core **out) {
  for (int i = 0; i < keys->keys.len; i++) out[i] = core_word(c->arena, e->span, 0);
  for (int k = 0; k < e->call.keywords; k++) {
    Keyword *kw = &e->call.keyword[k];
    int at = -1;
    for (int i = 0; i < keys->keys.len; i++)
      if (keys->keys.name[i] == kw->name) at = i;
    if (at < 0) {
      diag_error(c->diag, DIAG_KEYWORD, kw->span, "there is no keyword argument `:%s` here", kw->name->text);
      const char *list = "";
      for (int i = 0; i < keys->keys.len; i++)
        list = arena_printf(c->arena, "%s%s`:%s`", list, i ? ", " : "", keys->keys.name[i]->text);
      diag_hint(c->diag, "the function takes %s", list);
      infer(c, kw->value, fresh_type(c));
      continue;
    }
    out[at] = some_core(c, kw->span, infer(c, kw->value, keys->keys.type[at]));
  }
}

static void report_too_many(Checker *c, Expr *e, int taken, Type *t) {
  TypePrinter p = {.arena = c->arena};
  const char *name = head_name(e->call.fn);
  if (taken == 0) {
    diag_error(c->diag, DIAG_NOT_A_FUNCTION, e->call.fn->span,
               "this is called like a function, but it is `%s`, which takes no arguments", ty_text(&p, t));
    return;
  }
  diag_error(c->diag, DIAG_TOO_MANY_ARGUMENTS, e->span, "`%s` takes %d argument%s, but is given %d",
             name ? name : "this function", taken, taken == 1 ? "" : "s", e->call.args);
  if (e->call.fn->kind == EXPR_GLOBAL && e->call.fn->global->span.file)
    diag_note(c->diag, e->call.fn->global->span, "defined here");
}

/* A call evaluates its arguments from the left; with keywords out of order they are bound first. */
static Core *order_keywords(Checker *c, Expr *e, Core **arg, int args, int keys_at, Type *keys, Core *call) {
  if (e->call.keywords < 1) return call;
  /* bind every argument in written order, then call with the variables */
  typedef struct { uint32_t at; int index; } Place;
  Place *place = ARENA_ARRAY(c->arena, Place, args + 1);
  int n = 0;
  for (int i = 0; i < args; i++) {
    uint32_t at = arg[i]->span.at;
    if (keys_at >= 0 && i >= keys_at && i < keys_at + keys->keys.len) {
      at = UINT32_MAX;
      for (int k = 0; k < e->call.keywords; k++)
        if (e->call.keyword[k].name == keys->keys.name[i - keys_at]) at = e->call.keyword[k].span.at;
      if (at == UINT32_MAX) continue;
    }
    int k = n++;
    while (k > 0 && place[k - 1].at > at) {
      place[k] = place[k - 1];
      k--;
    }
    place[k] = (Place){at, i};
  }
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, args + 1);
  Core **value  = ARENA_ARRAY(c->arena, Core *, args + 1);
  int offset = call->call.args - args;   /* dictionaries stand in front */
  for (int k = 0; k < n; k++) {
    int i    = place[k].index;
    var[i]   = fresh_var(c, NULL, arg[i]->span);
    value[i] = arg[i];
    call->call.arg[offset + i] = var_core(c, arg[i]->span, var[i]);
  }
  Core *out = call;
  for (int k = n - 1; k >= 0; k--)
    out = core_let(c->arena, e->span, var[place[k].index], value[place[k].index], out);
  return out;
}

static Core *infer_accessor_call(Checker *c, Expr *e, Type *expected) {
  Type *record = fresh_type(c);
  Core *value  = infer(c, e->call.arg[0], record);
  Core *node   = core_new(c->arena, CORE_FIELD, e->span);
  node->field.value = value;
  Access a = {.record = record, .result = fresh_type(c), .field = e->call.fn->field, .node = node,
              .span = e->call.fn->span};
  vec_push(c->arena, &c->access, a);
  solve_access(c, c->access.len - 1);
  unify_at(c, e->span, expected, a.result);
  return node;
}

static Core *infer_call(Checker *c, Expr *e, Type *expected) {
  Expr *fn = e->call.fn;
  if (fn->kind == EXPR_ACCESSOR && e->call.args == 1 && !e->call.keywords) return infer_accessor_call(c, e, expected);
  Use u = {0};
  if (fn->kind == EXPR_LOCAL) u = use_local(c, fn->local, fn->span);
  else if (fn->kind == EXPR_GLOBAL) u = use_global(c, fn->global, fn->span);
  else {
    u.type = fresh_type(c);
    u.core = infer(c, fn, u.type);
  }
  Type  *t   = u.type, *from, *to, *keys = NULL;
  /* What is expected of a constructor's value is known of its fields, before they are looked at. */
  if (fn->kind == EXPR_GLOBAL && fn->global->kind == VALUE_CTOR) {
    for (int i = 0; i < e->call.args && ty_is_arrow(c, t, &from, &to); i++) t = to;
    if (!ty_is_arrow(c, t, &from, &to) && unify(c, expected, t) != UNIFY_OK) {
      unify_at(c, e->span, expected, t);
      expected = fresh_type(c);
    }
    t = u.type;
  }
  Core **arg = ARENA_ARRAY(c->arena, Core *, e->call.args + 80);
  int    n = 0, taken = 0, keys_at = -1;
  bool   bad = false;
  for (int i = 0; i < e->call.args; i++) {
    if (ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
      for (int k = 0; k < ty_find(from)->keys.len; k++) arg[n++] = core_word(c->arena, e->span, 0);
      t = to;
    }
    if (!ty_is_arrow(c, t, &from, &to)) {
      Type *now = ty_find(t);
      if (now->tag == TY_VAR && !now->var.rigid) {
        from = fresh_type(c);
        to   = fresh_type(c);
        unify(c, now, ty_arrow(c, from, to));
      } else {
        if (now->tag != TY_ERROR && !bad) report_too_many(c, e, taken, t);
        bad  = true;
        from = fresh_type(c);
        to   = ty_error(c->arena);
      }
    }
    arg[n++] = infer(c, e->call.arg[i], from);
    t        = to;
    taken++;
  }
  if (ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
    keys    = ty_find(from);
    keys_at = n;
    infer_keywords(c, e, keys, arg + n);
    n += keys->keys.len;
    t = to;
  } else if (e->call.keywords) {
    if (ty_find(t)->tag != TY_ERROR)
      diag_error(c->diag, DIAG_KEYWORD, e->call.keyword[0].span,
                 "this function takes no keyword arguments (none that is known here)");
    for (int k = 0; k < e->call.keywords; k++) infer(c, e->call.keyword[k].value, fresh_type(c));
  } else if (e->call.nullary) {   /* (f) is (f Unit) */
    Type *unit = ty_con(c->arena, c->builtin->unit);
    if (!ty_is_arrow(c, t, &from, &to)) {
      Type *now = ty_find(t);
      if (now->tag == TY_VAR && !now->var.rigid) {
        from = unit;
        to   = fresh_type(c);
        unify(c, now, ty_arrow(c, from, to));
      } else {
        if (now->tag != TY_ERROR) report_too_many(c, e, 0, t);
        from = unit;
        to   = ty_error(c->arena);
      }
    }
    unify_at(c, e->span, from, unit);
    arg[n++] = unit_core(c, e->span);
    t        = to;
  }
  unify_at(c, e->span, expected, t);
  Core *call = use_apply(c, &u, e->span, arg, n);
  return call->kind == CORE_CALL && keys_at >= 0 ? order_keywords(c, e, arg, n, keys_at, keys, call) : call;
}

/* ---- literals ---- */

static bool is_con(Type *t, TyCon *con) { return t->tag == TY_CON && t->con == con; }

static Core *integer_core(Checker *c, Span span, const char *digits) {
  Core *k   = core_new(c->arena, CORE_INTEGER, span);
  k->digits = digits;
  return k;
}

static Core *infer_integer(Checker *c, Expr *e, Type *expected) {
  Type *t    = ty_find(expected);
  Core *node = integer_core(c, e->span, e->digits);
  if (is_con(t, c->builtin->integer)) return node;
  Class *num = class_named(c, "coalton/classes", "Num");
  if (!num) {   /* early library */
    unify_at(c, e->span, expected, ty_con(c->arena, c->builtin->integer));
    return node;
  }
  Core *dict = want1(c, num, expected, e->span, "an integer literal");
  return core_call1(c->arena, e->span, select_slot(c, e->span, dict, method_slot(num, "fromInt")), node);
}

static Core *infer_float(Checker *c, Expr *e, Type *expected) {
  Core *node = core_new(c->arena, CORE_HOLE, e->span);
  Pred  p    = {.cls = c->builtin->floating, .span = e->span};
  p.arg      = ARENA_ARRAY(c->arena, Type *, 1);
  p.arg[0]   = expected;
  if (e->suffix) {
    TyCon *con = e->suffix == 'f' ? c->builtin->f32 : c->builtin->f64;
    if (!unify_at(c, e->span, expected, ty_con(c->arena, con))) return poison(c, e->span);
  }
  Wanted w = {.pred = p, .hole = node, .number = e->number, .what = "a float literal"};
  vec_push(c->arena, c->wanted, w);
  return node;
}

/* ---- patterns ---- */

static CorePat *pat_new(Checker *c, PatKind kind, Span span) {
  CorePat *p = ARENA_NEW(c->arena, CorePat);
  p->kind    = kind;
  p->span    = span;
  return p;
}

static void bind_local(Checker *c, Local *l, Type *t) {
  if (!l->core) l->core = fresh_var(c, l->name, l->span);
  l->core->type = t;
  l->type       = t;
}

static CorePat *infer_pattern(Checker *c, Pattern *p, Type *t);

/* Compare with a literal through Eq: (fn (x) (== x literal)). */
static CorePat *test_pattern(Checker *c, Pattern *p, Type *t, Core *literal) {
  Class *eq = class_named(c, "coalton/classes", "Eq");
  CorePat *out = pat_new(c, PAT_TEST, p->span);
  CoreVar *x   = fresh_var(c, NULL, p->span);
  Core *dict   = want1(c, eq, t, p->span, "a literal pattern");
  Core *same   = core_call2(c->arena, p->span, select_slot(c, p->span, dict, method_slot(eq, "==")),
                            var_core(c, p->span, x), literal);
  out->test = lambda1(c, p->span, x, same);
  return out;
}

static CorePat *infer_literal_pattern(Checker *c, Pattern *p, Type *t) {
  Expr e = {.span = p->span};
  CorePat *out;
  switch (p->kind) {
  case PATTERN_INTEGER: {
    Type *now = ty_find(t);
    if (is_con(now, c->builtin->integer)) {
      out         = pat_new(c, PAT_INTEGER, p->span);
      out->digits = p->digits;
      return out;
    }
    e.digits = p->digits;
    out      = test_pattern(c, p, t, infer_integer(c, &e, t));
    LatePattern late = {out, t, p->digits};
    vec_push(c->arena, &c->late_pattern, late);
    return out;
  }
  case PATTERN_FLOAT:
    e.number = p->number;
    e.suffix = p->suffix;
    return test_pattern(c, p, t, infer_float(c, &e, t));
  case PATTERN_RATIO: {
    Global *ratio = library_global(c, "smelter/literal", "ratio");
    Use     u     = use_global(c, ratio, p->span);
    Type   *from, *to = u.type;
    ty_is_arrow(c, to, &from, &to);
    ty_is_arrow(c, to, &from, &to);
    unify_at(c, p->span, t, to);
    return test_pattern(c, p, t, core_call2(c->arena, p->span, u.core, integer_core(c, p->span, p->digits),
                                            integer_core(c, p->span, p->denominator)));
  }
  case PATTERN_STRING:
    unify_at(c, p->span, t, ty_con(c->arena, c->builtin->string));
    out       = pat_new(c, PAT_STRING, p->span);
    out->text = p->text;
    out->size = p->size;
    return out;
  case PATTERN_CHAR:
    unify_at(c, p->span, t, ty_con(c->arena, c->builtin->character));
    out       = pat_new(c, PAT_WORD, p->span);
    out->word = p->code;
    return out;
  case PATTERN_ERROR:
  case PATTERN_WILD:
  case PATTERN_VAR:
  case PATTERN_AS:
  case PATTERN_CTOR: break;
  }
  return pat_new(c, PAT_WILD, p->span);
}

static CorePat *infer_pattern(Checker *c, Pattern *p, Type *t) {
  CorePat *out;
  Type    *from, *to;
  switch (p->kind) {
  case PATTERN_ERROR:
    for (int i = 0; i < p->subs; i++) infer_pattern(c, p->sub[i], ty_error(c->arena));
    return pat_new(c, PAT_WILD, p->span);
  case PATTERN_WILD: return pat_new(c, PAT_WILD, p->span);
  case PATTERN_VAR:
    bind_local(c, p->local, t);
    out      = pat_new(c, PAT_VAR, p->span);
    out->var = p->local->core;
    return out;
  case PATTERN_AS:
    bind_local(c, p->local, t);
    out         = pat_new(c, PAT_AS, p->span);
    out->var    = p->local->core;
    out->sub    = ARENA_ARRAY(c->arena, CorePat *, 1);
    out->sub[0] = infer_pattern(c, p->sub[0], t);
    return out;
  case PATTERN_CTOR: {
    Use   u      = use_global(c, p->ctor, p->span);
    Type *result = u.type;
    Type **field = ARENA_ARRAY(c->arena, Type *, p->subs + 1);
    for (int i = 0; i < p->subs; i++) {
      if (!ty_is_arrow(c, result, &from, &to)) from = to = ty_error(c->arena);
      field[i] = from;
      result   = to;
    }
    bool fits = unify_at(c, p->span, t, result);
    out       = pat_new(c, PAT_CTOR, p->span);
    out->ctor = p->ctor->core->ctor;
    out->sub  = ARENA_ARRAY(c->arena, CorePat *, p->subs + 1);
    for (int i = 0; i < p->subs; i++)
      out->sub[i] = infer_pattern(c, p->sub[i], fits ? field[i] : ty_error(c->arena));
    if (!fits) out->kind = PAT_WILD;
    return out;
  }
  case PATTERN_INTEGER:
  case PATTERN_RATIO:
  case PATTERN_FLOAT:
  case PATTERN_STRING:
  case PATTERN_CHAR: return infer_literal_pattern(c, p, t);
  }
  return pat_new(c, PAT_WILD, p->span);
}

/* ---- functions ---- */

/* Non-local return: the body runs under a handler for a key that only this call of the function knows. */
static Core *catch_escape(Checker *c, Function *f, Core *body, Span span) {
  CoreVar *type = fresh_var(c, NULL, span), *value = fresh_var(c, NULL, span), *decline = fresh_var(c, NULL, span);
  Core *mine = core_call2(c->arena, span, prim_core(c, span, "pointer-eq?"), var_core(c, span, type),
                          var_core(c, span, f->escape));
  Core *test = core_new(c->arena, CORE_IF, span);
  test->iff.cond      = mine;
  test->iff.then      = var_core(c, span, value);
  test->iff.otherwise = var_core(c, span, decline);
  CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, 3);
  param[0] = type;
  param[1] = value;
  param[2] = decline;
  Core *handler = core_lambda(c->arena, span, param, 3, test);
  Core *thunk   = lambda1(c, span, fresh_var(c, NULL, span), body);
  Core *guarded = core_call2(c->arena, span, prim_core(c, span, "catch"), thunk, handler);
  Core *key     = core_call1(c->arena, span, prim_core(c, span, "cell-new"), unit_core(c, span));
  return core_let(c->arena, span, f->escape, key, guarded);
}

typedef struct FnCore {
  CoreVar **param;
  int       params;
  Core     *body;
} FnCore;

/* match x with the one pattern of a parameter, around the rest of the function */
static Core *match_param(Checker *c, CoreVar *x, CorePat *pat, Core *body) {
  Core *m           = core_new(c->arena, CORE_MATCH, pat->span);
  m->match.value    = var_core(c, pat->span, x);
  m->match.branch   = ARENA_ARRAY(c->arena, CoreBranch, 1);
  m->match.branch[0] = (CoreBranch){pat, body};
  m->match.branches = 1;
  return m;
}

static FnCore infer_function(Checker *c, Function *f, Span span, Type *expected) {
  FnCore   out   = {0};
  Function *outer = c->function;
  int n = f->params + f->keywords;
  out.param       = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  CorePat **pat   = ARENA_ARRAY(c->arena, CorePat *, n + 1);
  Type **type     = ARENA_ARRAY(c->arena, Type *, n + 1);
  Type *t = expected, *from, *to;
  bool follows = true;      /* the expected type still tells us parameters */
  c->function = f;
  c->lambda++;
  f->lambda = c->lambda;
  for (int i = 0; i < f->params; i++) {
    if (follows && ty_is_arrow(c, t, &from, &to)) {
      type[i] = from;
      t       = to;
    } else {
      follows = false;
      type[i] = fresh_type(c);
    }
    if (f->nullary) unify_at(c, span, type[i], ty_con(c->arena, c->builtin->unit));
    pat[i] = infer_pattern(c, f->param[i], type[i]);
    out.param[i] = pat[i]->kind == PAT_VAR ? pat[i]->var : fresh_var(c, NULL, f->param[i]->span);
  }
  Type *keys = NULL;
  int  *key_index = ARENA_ARRAY(c->arena, int, f->keywords + 1);
  if (f->keywords) {
    if (follows && ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
      keys = ty_find(from);
      t    = to;
    } else {   /* sorted by name, as in types */
      follows      = false;
      keys         = ARENA_NEW(c->arena, Type);
      keys->tag    = TY_KEYS;
      keys->keys.name = ARENA_ARRAY(c->arena, const Sym *, f->keywords);
      keys->keys.type = ARENA_ARRAY(c->arena, Type *, f->keywords);
      for (int i = 0; i < f->keywords; i++) {
        int at = keys->keys.len++;
        while (at > 0 && strcmp(keys->keys.name[at - 1]->text, f->keyword[i].name->text) > 0) {
          keys->keys.name[at] = keys->keys.name[at - 1];
          keys->keys.type[at] = keys->keys.type[at - 1];
          at--;
        }
        keys->keys.name[at] = f->keyword[i].name;
        keys->keys.type[at] = fresh_type(c);
      }
    }
    for (int i = 0; i < keys->keys.len; i++) out.param[f->params + i] = NULL;
    if (keys->keys.len > f->keywords) {
      CoreVar **wide = ARENA_ARRAY(c->arena, CoreVar *, f->params + keys->keys.len + 1);
      memcpy(wide, out.param, sizeof *wide * (size_t)f->params);
      out.param = wide;
    }
    for (int k = 0; k < f->keywords; k++) {
      key_index[k] = -1;
      for (int i = 0; i < keys->keys.len; i++)
        if (keys->keys.name[i] == f->keyword[k].name) key_index[k] = i;
      if (key_index[k] < 0)
        diag_error(c->diag, DIAG_KEYWORD, f->keyword[k].span, "the declared type has no keyword `:%s`",
                   f->keyword[k].name->text);
    }
    for (int i = 0; i < keys->keys.len; i++) out.param[f->params + i] = fresh_var(c, keys->keys.name[i], span);
  }
  Type *result = follows ? t : fresh_type(c);
  f->result    = result;
  Core **fallback = ARENA_ARRAY(c->arena, Core *, f->keywords + 1);
  for (int k = 0; k < f->keywords; k++) {
    Type *kt = key_index[k] >= 0 ? keys->keys.type[key_index[k]] : fresh_type(c);
    fallback[k] = infer(c, f->keyword[k].value, kt);
    bind_local(c, f->keyword[k].local, kt);
  }
  Core *body = infer(c, f->body, result);
  if (f->on_return) {
    Core *block = core_new(c->arena, CORE_BLOCK, span);
    block->block.label = f->on_return;
    block->block.body  = body;
    body = block;
  }
  if (f->escape) body = catch_escape(c, f, body, span);
  for (int k = f->keywords - 1; k >= 0; k--) {
    if (key_index[k] < 0) continue;
    Global *some = library_global(c, "coalton", "Some");
    Core *m      = core_new(c->arena, CORE_MATCH, f->keyword[k].span);
    CoreVar *v   = fresh_var(c, NULL, f->keyword[k].span);
    CorePat *is  = pat_new(c, PAT_CTOR, f->keyword[k].span);
    is->ctor     = some->core->ctor;
    is->sub      = ARENA_ARRAY(c->arena, CorePat *, 1);
    is->sub[0]   = pat_new(c, PAT_VAR, f->keyword[k].span);
    is->sub[0]->var = v;
    m->match.value    = var_core(c, f->keyword[k].span, out.param[f->params + key_index[k]]);
    m->match.branch   = ARENA_ARRAY(c->arena, CoreBranch, 2);
    m->match.branch[0] = (CoreBranch){is, var_core(c, f->keyword[k].span, v)};
    m->match.branch[1] = (CoreBranch){pat_new(c, PAT_WILD, f->keyword[k].span), fallback[k]};
    m->match.branches = 2;
    body = core_let(c->arena, span, f->keyword[k].local->core, m, body);
  }
  for (int i = f->params - 1; i >= 0; i--) {
    if (pat[i]->kind == PAT_VAR || pat[i]->kind == PAT_WILD) continue;
    cover_branches(c, &f->param[i], 1, f->param[i]->span, "a parameter");
    body = match_param(c, out.param[i], pat[i], body);
  }
  out.params = f->params + (keys ? keys->keys.len : 0);
  out.body   = body;
  c->function = outer;
  c->lambda--;
  if (!follows) {
    Type *whole = result;
    if (keys) whole = ty_arrow(c, keys, whole);
    for (int i = f->params - 1; i >= 0; i--) whole = ty_arrow(c, type[i], whole);
    unify_at(c, span, expected, whole);
  }
  return out;
}

static Core *infer_fn(Checker *c, Expr *e, Type *expected) {
  FnCore f = infer_function(c, e->function, e->span, expected);
  return core_lambda(c->arena, e->span, f.param, f.params, f.body);
}

/* ---- groups of bindings ---- */

typedef struct Item {
  const Sym *name;
  Span       span;          /* of the name */
  Span       whole;
  Function  *function;
  Expr      *value;
  Type      *type;
  Core      *core;          /* value; or body of function */
  FnCore     fn;
  WantedVec  wanted;
  Definition *def;
  Binding    *binding;
  CoreVar   **dict;         /* parameters for retained constraints */
  int         dicts;
  Holes       holes;        /* its uses of the group's members */
} Item;

static Expr *strip(Expr *e) {
  while (e->kind == EXPR_THE) e = e->the.value;
  return e;
}

static bool item_is_function(Item *it) { return it->function || strip(it->value)->kind == EXPR_FN; }

/* May the types of its value be generalised whatever their variance? */
static bool nonexpansive(Expr *e) {
  e = strip(e);
  switch (e->kind) {
  case EXPR_INTEGER:
  case EXPR_RATIO:
  case EXPR_FLOAT:
  case EXPR_STRING:
  case EXPR_CHAR:
  case EXPR_LOCAL:
  case EXPR_GLOBAL:
  case EXPR_ACCESSOR:
  case EXPR_FN:
  case EXPR_UNIT:
  case EXPR_ERROR:
  case EXPR_TYPE_OF: return true;
  case EXPR_CALL:
    if (e->call.fn->kind != EXPR_GLOBAL || e->call.fn->global->kind != VALUE_CTOR) return false;
    if (e->call.args != e->call.fn->global->core->ctor->arity) return false;
    for (int i = 0; i < e->call.args; i++)
      if (!nonexpansive(e->call.arg[i])) return false;
    return true;
  case EXPR_LET:
  case EXPR_BIND:
  case EXPR_MATCH:
  case EXPR_IF:
  case EXPR_SEQ:
  case EXPR_THE:
  case EXPR_FAIL:
  case EXPR_RETURN:
  case EXPR_FOR:
  case EXPR_BREAK:
  case EXPR_CONTINUE:
  case EXPR_BUILDER:
  case EXPR_COMPREHENSION:
  case EXPR_ADJOIN:
  case EXPR_THROW:
  case EXPR_RESUME:
  case EXPR_CATCH:
  case EXPR_RESUMABLE:
  case EXPR_DYNAMIC:
  case EXPR_C: break;
  }
  return false;
}

static void lower(Type *t, int level) {
  t = ty_find(t);
  if (t->tag == TY_VAR && t->var.level > level && !t->var.rigid) t->var.level = level;
  if (t->tag == TY_APP) {
    lower(t->fun, level);
    lower(t->arg, level);
  }
}

static Variance flip(Variance v) {
  return v == VARIANCE_CO ? VARIANCE_CONTRA : v == VARIANCE_CONTRA ? VARIANCE_CO : v;
}

/* Lower every variable that occurs other than covariantly. */
static void lower_weak(Checker *c, Type *t, Variance at, int level) {
  t = ty_find(t);
  if (t->tag == TY_VAR) {
    if (at != VARIANCE_CO) lower(t, level);
    return;
  }
  if (t->tag != TY_APP) return;
  Type *arg[32];
  int   n = 0;
  Type *h = t;
  while (h->tag == TY_APP && n < 32) {
    arg[n++] = h->arg;
    h        = ty_find(h->fun);
  }
  TyCon *con = h->tag == TY_CON ? h->con : NULL;
  if (h->tag == TY_VAR) lower(h, level);
  for (int i = 0; i < n; i++) {
    Type    *x = arg[n - 1 - i];
    Variance v = con && con->variance && i < con->params ? con->variance[i] : VARIANCE_IN;
    if (con == c->builtin->arrow) v = i == 0 ? VARIANCE_CONTRA : VARIANCE_CO;
    if (v == VARIANCE_NONE) continue;
    if (v == VARIANCE_IN || at == VARIANCE_IN) lower_weak(c, x, VARIANCE_IN, level);
    else lower_weak(c, x, v == VARIANCE_CONTRA ? flip(at) : at, level);
  }
}

static void infer_item(Checker *c, Item *it) {
  WantedVec *outer = c->wanted;
  c->wanted        = &it->wanted;
  if (it->function) {
    it->fn   = infer_function(c, it->function, it->whole, it->type);
    it->core = it->fn.body;
  } else {
    it->core = infer(c, it->value, it->type);
  }
  c->wanted = outer;
}

/* Join dictionary parameters and the parameters of the value. */
static void finish_definition(Checker *c, Item *it, bool has_dicts) {
  CoreGlobal *g = it->def->global->core;
  CoreVar **param = it->fn.param;
  int params = it->fn.params;
  Core *body = it->core;
  if (!it->function && body->kind == CORE_LAMBDA) {
    param  = body->lambda.param;
    params = body->lambda.params;
    body   = body->lambda.body;
  }
  int n = params + (has_dicts ? it->dicts : 0);
  g->param = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  if (has_dicts) memcpy(g->param, it->dict, sizeof *g->param * (size_t)it->dicts);
  if (params) memcpy(g->param + (n - params), param, sizeof *g->param * (size_t)params);
  g->arity = n;
  g->kind  = n ? GLOBAL_FUNCTION : GLOBAL_VALUE;
  g->body  = body;
  it->def->checked = true;
}

static Core *finish_binding(Checker *c, Item *it) {
  Core *value = it->core;
  if (it->function) value = core_lambda(c->arena, it->whole, it->fn.param, it->fn.params, it->fn.body);
  if (!it->dicts) return value;
  if (value->kind != CORE_LAMBDA) return core_lambda(c->arena, it->whole, it->dict, it->dicts, value);
  int n = it->dicts + value->lambda.params;
  CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, n);
  memcpy(param, it->dict, sizeof *param * (size_t)it->dicts);
  memcpy(param + it->dicts, value->lambda.param, sizeof *param * (size_t)value->lambda.params);
  return core_lambda(c->arena, it->whole, param, n, value->lambda.body);
}

static void report_ambiguous(Checker *c, WantedVec *w) {
  /* The innermost producer of the type says most: the last in the text. One message for a list. */
  Wanted *worst = NULL;
  for (int i = 0; i < w->len; i++)
    if (!worst || w->data[i].pred.span.at > worst->pred.span.at) worst = &w->data[i];
  if (!worst) return;
  TypePrinter p = {.arena = c->arena};
  diag_error(c->diag, DIAG_AMBIGUOUS_TYPE, worst->pred.span,
             "the type is ambiguous here: nothing determines which `%s` is meant", ty_pred_text(&p, &worst->pred));
  diag_hint(c->diag, "say the type with (the Type ...)");
  for (int i = 0; i < w->len; i++) {
    Core *h = w->data[i].hole;
    h->kind = CORE_WORD;
    h->word = 0;
  }
}

static bool pred_mentions_deep(Checker *c, Pred *p, int level) {
  TypeVec vars = {0};
  for (int i = 0; i < p->cls->params; i++) type_vars(c->arena, p->arg[i], &vars);
  for (int i = 0; i < vars.len; i++)
    if (vars.data[i]->var.level > level) return true;
  return false;
}

static void solve_and_default(Checker *c, WantedVec *w, int level, Type **keep, int keeps) {
  do solve(c, w);
  while (solve_default(c, w, level, keep, keeps));
}

static bool same_pred(Pred *a, Pred *b) {
  if (a->cls != b->cls) return false;
  for (int i = 0; i < a->cls->params; i++)
    if (!ty_equal(a->arg[i], b->arg[i])) return false;
  return true;
}

/* Is pred among the superclasses of other? */
static bool implied_by(Checker *c, Pred *pred, Pred *other) {
  for (int i = 0; i < other->cls->supers; i++) {
    Pred *s = &other->cls->super[i], super = *s;
    super.arg = ARENA_ARRAY(c->arena, Type *, s->cls->params + 1);
    for (int k = 0; k < s->cls->params; k++) super.arg[k] = ty_instantiate(c->arena, s->arg[k], other->arg);
    if (same_pred(pred, &super) || implied_by(c, pred, &super)) return true;
  }
  return false;
}

/* Each constraint once, without those that another one's superclasses give. */
static int minimal_preds(Checker *c, WantedVec *w, Pred *out) {
  int n = 0;
  for (int i = 0; i < w->len; i++) {
    Pred *p = &w->data[i].pred;
    bool  drop = false;
    for (int k = 0; k < n && !drop; k++) drop = same_pred(p, &out[k]);
    for (int k = 0; k < w->len && !drop; k++) drop = k != i && implied_by(c, p, &w->data[k].pred);
    if (!drop) out[n++] = *p;
  }
  return n;
}

static void report_not_generalizable(Checker *c, Item *it) {
  TypePrinter p = {.arena = c->arena};
  diag_error(c->diag, DIAG_NOT_GENERALIZABLE, it->span,
             "the type `%s` of `%s` cannot be generalized: its value is computed once, so every type variable needs one type",
             ty_text(&p, it->type), it->name ? it->name->text : "this expression");
  diag_hint(c->diag, "declare its type: (declare %s ...)", it->name ? it->name->text : "name");
}

/* Generalise a group whose bodies have been inferred one level deeper. */
static void generalise(Checker *c, Item *item, int n, int access_from, bool toplevel) {
  int  L          = c->level;
  bool restricted = false, expansive = false, mono = false;
  Type **keep     = ARENA_ARRAY(c->arena, Type *, n);
  for (int i = 0; i < n; i++) {
    restricted = restricted || !item_is_function(&item[i]);
    expansive  = expansive || (!item[i].function && !nonexpansive(item[i].value));
    mono       = mono || (item[i].binding && item[i].binding->mono);
    keep[i]    = item[i].type;
    if (c->principal && item[i].def && item[i].def->is_expression) restricted = expansive = false;
  }
  solve_access(c, access_from);
  for (int i = 0; i < n; i++) solve(c, &item[i].wanted);
  solve_access(c, access_from);
  for (int k = access_from; k < c->access.len; k++)
    if (!c->access.data[k].done) lower(c->access.data[k].record, L);
  if (mono)
    for (int i = 0; i < n; i++) lower(item[i].type, L);
  for (int i = 0; i < n; i++) {
    bool all = toplevel && restricted;
    solve_and_default(c, &item[i].wanted, L, keep, all ? 0 : n);
  }
  if (expansive)
    for (int i = 0; i < n; i++) lower_weak(c, item[i].type, VARIANCE_CO, L);
  if (restricted)
    for (int i = 0; i < n; i++)
      for (int k = 0; k < item[i].wanted.len; k++)
        for (int a = 0; a < item[i].wanted.data[k].pred.cls->params; a++)
          lower(item[i].wanted.data[k].pred.arg[a], L);
  TypeVec vars = {0}, free = {0};
  for (int i = 0; i < n; i++) type_vars(c->arena, item[i].type, &vars);
  for (int i = 0; i < vars.len; i++)
    if (vars.data[i]->var.level > L && !vars.data[i]->var.rigid) vec_push(c->arena, &free, vars.data[i]);
  if (toplevel)
    for (int i = 0; i < n; i++) {
      TypeVec mine = {0};
      type_vars(c->arena, item[i].type, &mine);
      bool weak = false;
      for (int k = 0; k < mine.len; k++) weak = weak || (mine.data[k]->var.level <= L && !mine.data[k]->var.rigid);
      if (weak && !(item[i].def && item[i].def->is_expression)) {
        report_not_generalizable(c, &item[i]);
        for (int k = 0; k < mine.len; k++) unify(c, mine.data[k], ty_error(c->arena));
      }
    }
  /* constraints: outward, or retained */
  WantedVec all = {0};
  for (int i = 0; i < n; i++) {
    WantedVec stay = {0}, lost = {0};
    for (int k = 0; k < item[i].wanted.len; k++) {
      Wanted *w = &item[i].wanted.data[k];
      if (!pred_mentions_deep(c, &w->pred, L)) {
        if (toplevel) vec_push(c->arena, &lost, *w);
        else vec_push(c->arena, c->wanted, *w);
        continue;
      }
      bool mentions = false;
      for (int a = 0; a < w->pred.cls->params; a++)
        for (int v = 0; v < free.len; v++) mentions = mentions || type_mentions(w->pred.arg[a], free.data[v]);
      if (!mentions) vec_push(c->arena, &lost, *w);
      else {
        vec_push(c->arena, &stay, *w);
        vec_push(c->arena, &all, *w);
      }
    }
    report_ambiguous(c, &lost);
    item[i].wanted = stay;
  }
  Pred *pred  = ARENA_ARRAY(c->arena, Pred, all.len + 1);
  int   preds = minimal_preds(c, &all, pred);
  TypeVec quantified = {0};
  for (int i = 0; i < free.len; i++) vec_push(c->arena, &quantified, free.data[i]);
  for (int i = 0; i < preds; i++)
    for (int a = 0; a < pred[i].cls->params; a++) {
      TypeVec more = {0};
      type_vars(c->arena, pred[i].arg[a], &more);
      for (int k = 0; k < more.len; k++) {
        bool seen = more.data[k]->var.rigid || more.data[k]->var.level <= L;
        for (int q = 0; q < quantified.len && !seen; q++) seen = quantified.data[q] == more.data[k];
        if (!seen) vec_push(c->arena, &quantified, more.data[k]);
      }
    }
  for (int i = 0; i < n; i++) {
    Item *it  = &item[i];
    int from  = c->given.len;
    it->dict  = ARENA_ARRAY(c->arena, CoreVar *, preds + 1);
    it->dicts = preds;
    for (int k = 0; k < preds; k++) {
      it->dict[k] = fresh_var(c, pred[k].cls->name, it->span);
      given_push(c, &pred[k], var_core(c, it->span, it->dict[k]));
    }
    for (int k = 0; k < it->wanted.len; k++) {
      Wanted *w = &it->wanted.data[k];
      w->hole->filled = given_find(c, &w->pred, from);
      if (!w->hole->filled) w->hole->filled = poison(c, it->span);
    }
    c->given.len = from;
    Scheme *s = scheme_close(c, it->type, quantified.data, quantified.len, pred, preds);
    if (it->def) {
      it->def->global->scheme = s;
      it->def->in_progress    = false;
      fill_recursive_uses(c, it->holes.data, it->holes.len, it->dict, preds);
      finish_definition(c, it, true);
    } else {
      it->binding->in_progress = false;
      if (quantified.len || preds) it->binding->local->scheme = s;
      fill_recursive_uses(c, it->holes.data, it->holes.len, it->dict, preds);
    }
  }
}

/* ---- declared bindings ---- */

/* Variables of a declared scheme as rigid types, its constraints as givens. */
typedef struct Rigid {
  Type   **type;
  CoreVar **dict;
  int      given_from, names_from;
} Rigid;

static Rigid rigid_enter(Checker *c, Scheme *s, Span span) {
  Rigid r = {.given_from = c->given.len, .names_from = c->type_name.len};
  r.type  = ARENA_ARRAY(c->arena, Type *, s->vars + 1);
  r.dict  = ARENA_ARRAY(c->arena, CoreVar *, s->preds + 1);
  for (int i = 0; i < s->vars; i++) {
    r.type[i] = ty_rigid(c->arena, c->world->next_id, c->level, s->kind[i], s->name[i]);
    if (s->scoped) {
      TypeName n = {s->name[i], r.type[i]};
      vec_push(c->arena, &c->type_name, n);
    }
  }
  for (int i = 0; i < s->preds; i++) {
    Pred p = s->pred[i];
    p.arg  = ARENA_ARRAY(c->arena, Type *, p.cls->params + 1);
    for (int k = 0; k < p.cls->params; k++) p.arg[k] = ty_instantiate(c->arena, s->pred[i].arg[k], r.type);
    r.dict[i] = fresh_var(c, p.cls->name, span);
    given_push(c, &p, var_core(c, span, r.dict[i]));
  }
  return r;
}

/* Solve what a declared body wants; what it cannot decide goes outward, or is an error. */
static void settle(Checker *c, WantedVec *wanted, int access_from, int outer_level, WantedVec *outer) {
  solve_access(c, access_from);
  solve(c, wanted);
  solve_access(c, access_from);
  solve_and_default(c, wanted, outer_level, NULL, 0);
  solve_access(c, access_from);
  solve_and_default(c, wanted, outer_level, NULL, 0);
  WantedVec lost = {0};
  for (int i = 0; i < wanted->len; i++) {
    Wanted *w = &wanted->data[i];
    bool rigid = false;
    TypeVec vars = {0};
    for (int a = 0; a < w->pred.cls->params; a++) type_vars(c->arena, w->pred.arg[a], &vars);
    bool flexible_deep = false;
    for (int k = 0; k < vars.len; k++) {
      if (vars.data[k]->var.rigid) rigid = rigid || vars.data[k]->var.level > outer_level;
      else flexible_deep = flexible_deep || vars.data[k]->var.level > outer_level;
    }
    if (!flexible_deep && rigid) {
      report_unsolved(c, w);
      w->hole->kind = CORE_WORD;
      w->hole->word = 0;
    } else if (flexible_deep || !outer) {
      vec_push(c->arena, &lost, *w);
    } else {
      vec_push(c->arena, outer, *w);
    }
  }
  report_ambiguous(c, &lost);
}

static void infer_declared(Checker *c, Item *it, Scheme *s) {
  int access_from = c->access.len;
  int L = c->level;
  c->level++;
  Rigid r  = rigid_enter(c, s, it->span);
  it->type = ty_instantiate(c->arena, s->type, r.type);
  infer_item(c, it);
  c->level--;
  settle(c, &it->wanted, access_from, L, L == 0 ? NULL : c->wanted);
  c->given.len     = r.given_from;
  c->type_name.len = r.names_from;
  it->dict  = r.dict;
  it->dicts = s->preds;
}

/* ---- let ---- */

/* Does the value of a recursive group stand for data that may be tied in a knot? */
static bool is_constructor_call(Expr *e) {
  e = strip(e);
  return e->kind == EXPR_CALL && e->call.fn->kind == EXPR_GLOBAL && e->call.fn->global->kind == VALUE_CTOR &&
         e->call.args == e->call.fn->global->core->ctor->arity;
}

typedef struct LetGroup {
  Item *item;
  int   items;
  bool  recursive;
} LetGroup;

typedef struct Tarjan {       /* strongly connected components (Tarjan, Depth-first search and linear graph algorithms, 1972) */
  int next;
  VEC(Binding *) stack;
  VEC(LetGroup) group;
} Tarjan;

static Item binding_item(Binding *b) {
  Item it = {.name = b->local->name, .span = b->local->span, .whole = b->value->span, .value = b->value, .binding = b};
  return it;
}

static void visit_binding(Checker *c, Tarjan *t, Binding *b) {
  b->index = b->low = ++t->next;
  b->on_stack = true;
  vec_push(c->arena, &t->stack, b);
  for (int i = 0; i < b->uses.len; i++) {
    Binding *u = b->uses.data[i];
    if (u->declared) {   /* its type is known; only the order of definition matters, and functions have none */
      if (!u->index && strip(u->value)->kind != EXPR_FN) visit_binding(c, t, u);
      if (u->on_stack && u->low < b->low) b->low = u->low;
      if (u->index && !u->on_stack) continue;
      if (!u->index) visit_binding(c, t, u);
      if (u->on_stack && u->low < b->low) b->low = u->low;
      continue;
    }
    if (!u->index) visit_binding(c, t, u);
    if (u->on_stack && u->low < b->low) b->low = u->low;
  }
  if (b->low != b->index) return;
  LetGroup g = {0};
  int from = t->stack.len;
  do from--;
  while (t->stack.data[from] != b);
  g.items = t->stack.len - from;
  g.item  = ARENA_ARRAY(c->arena, Item, g.items);
  for (int i = 0; i < g.items; i++) {
    Binding *m  = t->stack.data[from + i];
    m->on_stack = false;
    g.item[i]   = binding_item(m);
    for (int k = 0; k < m->uses.len; k++)
      for (int q = 0; q < g.items; q++) g.recursive = g.recursive || m->uses.data[k] == t->stack.data[from + q];
  }
  t->stack.len = from;
  vec_push(c->arena, &t->group, g);
}

static void infer_let_group(Checker *c, LetGroup *g) {
  int access_from = c->access.len;
  int implicit = 0;
  Item *todo = ARENA_ARRAY(c->arena, Item, g->items);
  for (int i = 0; i < g->items; i++)
    if (!g->item[i].binding->declared) todo[implicit++] = g->item[i];
  c->level++;
  for (int i = 0; i < implicit; i++) {
    Item *it = &todo[i];
    it->type = fresh_type(c);
    it->binding->local->type = it->type;
    if (!it->binding->local->core) it->binding->local->core = fresh_var(c, it->name, it->span);
    it->binding->in_progress = g->recursive;
  }
  for (int i = 0; i < implicit; i++) {
    for (int k = 0; k < implicit; k++) todo[k].binding->holes = &todo[i].holes;
    infer_item(c, &todo[i]);
  }
  c->level--;
  if (implicit) generalise(c, todo, implicit, access_from, false);
  int k = 0;
  for (int i = 0; i < g->items; i++) {
    Item *it = &g->item[i];
    if (!it->binding->declared) *it = todo[k++];
    else infer_declared(c, it, it->binding->local->scheme);
  }
  if (!g->recursive) return;
  for (int i = 0; i < g->items; i++)
    if (strip(g->item[i].value)->kind != EXPR_FN && !is_constructor_call(g->item[i].value)) {
      diag_error(c->diag, DIAG_RECURSIVE_VALUE, g->item[i].span,
                 "`%s` is defined by itself: a recursive value must be a function or built by a constructor",
                 g->item[i].name ? g->item[i].name->text : "this value");
      break;
    }
}

static Core *infer_let(Checker *c, Expr *e, Type *expected) {
  Tarjan t = {0};
  for (int i = 0; i < e->let.bindings; i++) {
    Binding *b = e->let.binding[i];
    if (!b->declared) continue;
    Scheme *s = tyexpr_scheme(c, b->declared);
    b->local->scheme = s;
    b->local->core   = fresh_var(c, b->local->name, b->local->span);
  }
  for (int i = 0; i < e->let.bindings; i++)
    if (!e->let.binding[i]->index) visit_binding(c, &t, e->let.binding[i]);
  for (int i = 0; i < t.group.len; i++) infer_let_group(c, &t.group.data[i]);
  Core *body = infer(c, e->let.body, expected);
  for (int i = t.group.len - 1; i >= 0; i--) {
    LetGroup *g = &t.group.data[i];
    if (!g->recursive) {
      body = core_let(c->arena, e->span, g->item[0].binding->local->core, finish_binding(c, &g->item[0]), body);
      continue;
    }
    Core *rec = core_new(c->arena, CORE_LETREC, e->span);
    rec->letrec.vars  = g->items;
    rec->letrec.var   = ARENA_ARRAY(c->arena, CoreVar *, g->items);
    rec->letrec.value = ARENA_ARRAY(c->arena, Core *, g->items);
    for (int k = 0; k < g->items; k++) {
      rec->letrec.var[k]   = g->item[k].binding->local->core;
      rec->letrec.value[k] = finish_binding(c, &g->item[k]);
    }
    rec->letrec.body = body;
    body = rec;
  }
  return body;
}

/* ---- other forms ---- */

static Core *match_core(Checker *c, Span span, Core *value, MatchBranch *branch, CorePat **pat, Core **body, int n) {
  (void)branch;
  Core *m           = core_new(c->arena, CORE_MATCH, span);
  m->match.value    = value;
  m->match.branch   = ARENA_ARRAY(c->arena, CoreBranch, n + 1);
  m->match.branches = n;
  for (int i = 0; i < n; i++) m->match.branch[i] = (CoreBranch){pat[i], body[i]};
  return m;
}

static Core *infer_match(Checker *c, Expr *e, Type *expected) {
  bool unchecked = e->match.branches < 0;   /* a do binding */
  int  n         = unchecked ? 1 : e->match.branches;
  Type *t        = fresh_type(c);
  Core *value    = infer(c, e->match.value, t);
  CorePat **pat  = ARENA_ARRAY(c->arena, CorePat *, n + 1);
  Core **body    = ARENA_ARRAY(c->arena, Core *, n + 1);
  Pattern **p    = ARENA_ARRAY(c->arena, Pattern *, n + 1);
  for (int i = 0; i < n; i++) {
    p[i]    = e->match.branch[i].pat;
    pat[i]  = infer_pattern(c, p[i], t);
    body[i] = infer(c, e->match.branch[i].body, expected);
  }
  if (!unchecked) cover_branches(c, p, n, e->span, NULL);
  return match_core(c, e->span, value, e->match.branch, pat, body, n);
}

static Core *if_core(Checker *c, Span span, Core *cond, Core *then, Core *otherwise) {
  Core *k = core_new(c->arena, CORE_IF, span);
  k->iff.cond = cond;
  k->iff.then = then;
  k->iff.otherwise = otherwise;
  return k;
}

static Core *infer_if(Checker *c, Expr *e, Type *expected) {
  Core *cond = infer(c, e->iff.cond, ty_con(c->arena, c->builtin->boolean));
  Core *then = infer(c, e->iff.then, expected);
  return if_core(c, e->span, cond, then, infer(c, e->iff.otherwise, expected));
}

static Core *infer_bind(Checker *c, Expr *e, Type *expected) {
  Type *t     = fresh_type(c);
  Core *value = infer(c, e->bind.value, t);
  CorePat *p  = infer_pattern(c, e->bind.pat, t);
  Core *body  = infer(c, e->bind.body, expected);
  if (p->kind == PAT_VAR) return core_let(c->arena, e->span, p->var, value, body);
  if (p->kind == PAT_WILD) return core_seq(c->arena, e->span, value, body);
  cover_branches(c, &e->bind.pat, 1, e->bind.pat->span, "a let");
  return match_core(c, e->bind.pat->span, value, NULL, &p, &body, 1);
}

/* The dropped value of a sequence: a function there was hardly meant. */
static void warn_discarded(Checker *c, Expr *e, Type *t) {
  Type *from, *to;
  if (ty_is_arrow(c, t, &from, &to))
    diag_warn(c->diag, DIAG_DISCARDED_FUNCTION, e->span,
              "this gives a function, which is ignored: is an argument missing?");
}

static Core *infer_seq(Checker *c, Expr *e, Type *expected) {
  /* long bodies are long chains: walk them without recursion */
  Core *head = NULL, **at = &head;
  while (e->kind == EXPR_SEQ) {
    Type *t     = fresh_type(c);
    Core *first = infer(c, e->seq.first, t);
    if (e->seq.first->kind == EXPR_CALL) warn_discarded(c, e->seq.first, t);
    Core *s = core_seq(c->arena, e->span, first, NULL);
    *at = s;
    at  = &s->seq.second;
    e   = e->seq.second;
  }
  *at = infer(c, e, expected);
  return head;
}

static Core *infer_the(Checker *c, Expr *e, Type *expected) {
  Scheme *s = tyexpr_scheme(c, e->the.type);
  Type   *t = ty_instantiate(c->arena, s->type, fresh_types(c, s));
  unify_at(c, e->span, expected, t);
  return infer(c, e->the.value, t);
}

static Core *infer_accessor(Checker *c, Expr *e, Type *expected) {
  CoreVar *x  = fresh_var(c, NULL, e->span);
  Core *node  = core_new(c->arena, CORE_FIELD, e->span);
  node->field.value = var_core(c, e->span, x);
  Access a = {.record = fresh_type(c), .result = fresh_type(c), .field = e->field, .node = node, .span = e->span};
  vec_push(c->arena, &c->access, a);
  unify_at(c, e->span, expected, ty_arrow(c, a.record, a.result));
  solve_access(c, c->access.len - 1);
  return lambda1(c, e->span, x, node);
}

static Core *infer_return(Checker *c, Expr *e) {
  Function *f     = e->ret.function;
  Core     *value = infer(c, e->ret.value, f->result);
  if (f->lambda == c->lambda) {
    if (!f->on_return) f->on_return = fresh_var(c, NULL, e->span);
    Core *x       = core_new(c->arena, CORE_EXIT, e->span);
    x->exit.label = f->on_return;
    x->exit.value = value;
    return x;
  }
  if (!f->escape) f->escape = fresh_var(c, NULL, e->span);
  return core_call2(c->arena, e->span, prim_core(c, e->span, "throw"), var_core(c, e->span, f->escape), value);
}

static Core *exit_core(Checker *c, Span span, CoreVar *label) {
  Core *x       = core_new(c->arena, CORE_EXIT, span);
  x->exit.label = label;
  x->exit.value = unit_core(c, span);
  return x;
}

static Core *block_core(Checker *c, Span span, CoreVar *label, Core *body) {
  Core *b        = core_new(c->arena, CORE_BLOCK, span);
  b->block.label = label;
  b->block.body  = body;
  return b;
}

static Core *assign_core(Checker *c, Span span, CoreVar *var, Core *value) {
  Core *a         = core_new(c->arena, CORE_ASSIGN, span);
  a->assign.var   = var;
  a->assign.value = value;
  var->assigned   = true;
  return a;
}

/* The steps of `for` are computed from the old values, then assigned; those of `for*` one after the other. */
static Core *for_steps(Checker *c, Expr *e, Core **step) {
  int   n    = e->loop.vars;
  Core *out  = unit_core(c, e->span);
  if (e->loop.sequential || n == 1) {
    for (int i = n - 1; i >= 0; i--)
      out = core_seq(c->arena, e->span, assign_core(c, e->span, e->loop.var[i]->local->core, step[i]), out);
    return out;
  }
  CoreVar **next = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  for (int i = n - 1; i >= 0; i--) {
    next[i] = fresh_var(c, e->loop.var[i]->local->name, e->span);
    out = core_seq(c->arena, e->span,
                   assign_core(c, e->span, e->loop.var[i]->local->core, var_core(c, e->span, next[i])), out);
  }
  for (int i = n - 1; i >= 0; i--) out = core_let(c->arena, e->span, next[i], step[i], out);
  return out;
}

static Core *infer_for(Checker *c, Expr *e, Type *expected) {
  int    n    = e->loop.vars;
  Loop  *loop = e->loop.loop;
  Core **init = ARENA_ARRAY(c->arena, Core *, n + 1), **step = ARENA_ARRAY(c->arena, Core *, n + 1);
  Span   span = e->span;
  loop->on_break    = fresh_var(c, NULL, span);
  loop->on_continue = fresh_var(c, NULL, span);
  for (int i = 0; i < n; i++) {
    Binding *b = e->loop.var[i];
    Type    *t = fresh_type(c);
    if (b->declared) {
      Scheme *s = tyexpr_scheme(c, b->declared);
      t = ty_instantiate(c->arena, s->type, fresh_types(c, s));
    }
    init[i] = infer(c, b->value, t);
    bind_local(c, b->local, t);
  }
  for (int i = 0; i < n; i++) step[i] = infer(c, e->loop.step[i], e->loop.var[i]->local->type);
  Core *limit = NULL;
  Type *ufix  = ty_con(c->arena, c->builtin->ufix);
  if (e->loop.test == TEST_REPEAT) limit = infer(c, e->loop.limit, ufix);
  else if (e->loop.limit) limit = infer(c, e->loop.limit, ty_con(c->arena, c->builtin->boolean));
  Core *body    = infer(c, e->loop.body, fresh_type(c));
  Core *returns = unit_core(c, span);
  if (e->loop.returns) returns = infer(c, e->loop.returns, expected);
  else unify_at(c, span, expected, ty_con(c->arena, c->builtin->unit));

  Core *turn = core_seq(c->arena, span, loop->continues ? block_core(c, span, loop->on_continue,
                                                                      core_seq(c->arena, span, body, unit_core(c, span)))
                                                         : body,
                        for_steps(c, e, step));
  CoreVar *left = NULL;
  switch (e->loop.test) {
  case TEST_NONE: break;
  case TEST_WHILE:
    turn = core_seq(c->arena, span, if_core(c, span, limit, unit_core(c, span), exit_core(c, span, loop->on_break)), turn);
    break;
  case TEST_UNTIL:
    turn = core_seq(c->arena, span, if_core(c, span, limit, exit_core(c, span, loop->on_break), unit_core(c, span)), turn);
    break;
  case TEST_REPEAT: {
    left = fresh_var(c, NULL, span);
    Core *done = core_call2(c->arena, span, prim_core(c, span, "word-eq"), var_core(c, span, left), core_word(c->arena, span, 0));
    Core *less = core_call2(c->arena, span, prim_core(c, span, "word-sub"), var_core(c, span, left), core_word(c->arena, span, 1));
    turn = core_seq(c->arena, span, if_core(c, span, done, exit_core(c, span, loop->on_break), unit_core(c, span)),
                    core_seq(c->arena, span, assign_core(c, span, left, less), turn));
    break;
  }
  }
  Core *forever = core_new(c->arena, CORE_LOOP, span);
  forever->loop.body = turn;
  Core *out = core_seq(c->arena, span, block_core(c, span, loop->on_break, forever), returns);
  if (left) out = core_let(c->arena, span, left, limit, out);
  for (int i = n - 1; i >= 0; i--) out = core_let(c->arena, span, e->loop.var[i]->local->core, init[i], out);
  return out;
}

/* ---- brackets ---- */

static Pred pred_of(Checker *c, Class *cls, Type **arg, Span span) {
  Pred p = {.cls = cls, .arg = ARENA_ARRAY(c->arena, Type *, cls->params + 1), .span = span};
  memcpy(p.arg, arg, sizeof *arg * (size_t)cls->params);
  return p;
}

static Core *call_slot(Checker *c, Span span, Core *dict, Class *cls, const char *method, Core **arg, int n) {
  Core **copy = ARENA_ARRAY(c->arena, Core *, n + 1);
  memcpy(copy, arg, sizeof *arg * (size_t)n);
  return core_call(c->arena, span, select_slot(c, span, dict, method_slot(cls, method)), copy, n);
}

static Core *infer_builder(Checker *c, Expr *e, Type *expected) {
  bool   map = e->builder.association;
  Class *cls = class_named(c, "coalton/classes", map ? "FromItemizedAssociation" : "FromItemizedCollection");
  Span   span = e->span;
  if (!cls) return poison(c, span);
  Type *arg[4] = {expected, fresh_type(c), fresh_type(c), fresh_type(c)};
  Core *dict   = core_new(c->arena, CORE_HOLE, span);
  Pred  p      = pred_of(c, cls, arg, span);
  improve(c, &p);
  int   count  = map ? e->builder.items / 2 : e->builder.items;
  Core *proxy  = core_word(c->arena, span, 0);
  Core *begin[] = {proxy, core_word(c->arena, span, (uint64_t)count)};
  Core *state  = call_slot(c, span, dict, cls, map ? "begin-association-builder" : "begin-collection-builder", begin, 2);
  Core **item  = ARENA_ARRAY(c->arena, Core *, e->builder.items + 1);
  for (int i = 0; i < e->builder.items; i++) item[i] = infer(c, e->builder.item[i], map && i % 2 ? arg[2] : arg[1]);
  want(c, &p, dict, span, "a collection in brackets");
  CoreVar **acc = ARENA_ARRAY(c->arena, CoreVar *, count + 1);
  for (int i = 0; i <= count; i++) acc[i] = fresh_var(c, NULL, span);
  Core *last[] = {proxy, var_core(c, span, acc[count])};
  Core *out = call_slot(c, span, dict, cls, map ? "finalize-association-builder" : "finalize-collection-builder", last, 2);
  for (int i = count - 1; i >= 0; i--) {
    Core *step;
    if (map) {
      Core *a[] = {proxy, var_core(c, span, acc[i]), core_word(c->arena, span, (uint64_t)i), item[2 * i], item[2 * i + 1]};
      step = call_slot(c, span, dict, cls, "adjoin-to-association-builder", a, 5);
    } else {
      Core *a[] = {proxy, var_core(c, span, acc[i]), core_word(c->arena, span, (uint64_t)i), item[i]};
      step = call_slot(c, span, dict, cls, "adjoin-to-collection-builder", a, 4);
    }
    out = core_let(c->arena, span, acc[i + 1], step, out);
  }
  return core_let(c->arena, span, acc[0], state, out);
}

static Core *infer_comprehension(Checker *c, Expr *e, Type *expected) {
  bool   map  = e->comp.association;
  Class *cls  = class_named(c, "coalton/classes", map ? "FromAssociationComprehension" : "FromCollectionComprehension");
  Span   span = e->span;
  if (!cls) return poison(c, span);
  Type *arg[4] = {expected, fresh_type(c), fresh_type(c), fresh_type(c)};
  Pred  p      = pred_of(c, cls, arg, span);
  improve(c, &p);
  e->comp.adjoin  = core_new(c->arena, CORE_HOLE, span);
  e->comp.key     = arg[1];
  e->comp.item    = map ? arg[2] : arg[1];
  e->comp.builder = fresh_var(c, NULL, span);
  Core *proxy  = core_word(c->arena, span, 0);
  Core *hint   = core_word(c->arena, span, 0);   /* None */
  Core *begin[] = {proxy, hint};
  Core *state  = call_slot(c, span, e->comp.adjoin, cls, map ? "begin-association-comprehension" : "begin-collection-comprehension", begin, 2);
  Core *loops  = infer(c, e->comp.body, ty_con(c->arena, c->builtin->unit));
  want(c, &p, e->comp.adjoin, span, "a comprehension");
  Core *last[] = {proxy, var_core(c, span, e->comp.builder)};
  Core *out = call_slot(c, span, e->comp.adjoin, cls, map ? "finalize-association-comprehension" : "finalize-collection-comprehension", last, 2);
  return core_let(c->arena, span, e->comp.builder, state, core_seq(c->arena, span, loops, out));
}

static Core *infer_adjoin(Checker *c, Expr *e, Type *expected) {
  Expr  *of  = e->adjoin.of;
  bool   map = of->comp.association;
  Class *cls = class_named(c, "coalton/classes", map ? "FromAssociationComprehension" : "FromCollectionComprehension");
  unify_at(c, e->span, expected, ty_con(c->arena, c->builtin->unit));
  Core *a[4] = {core_word(c->arena, e->span, 0), var_core(c, e->span, of->comp.builder)};
  int   n    = 2;
  if (map) a[n++] = infer(c, e->adjoin.key, of->comp.key);
  a[n++] = infer(c, e->adjoin.item, of->comp.item);
  Core *next = call_slot(c, e->span, of->comp.adjoin, cls, map ? "adjoin-to-association-comprehension" : "adjoin-to-collection-comprehension", a, n);
  return assign_core(c, e->span, of->comp.builder, next);
}

/* ---- exceptions ---- */

static TyCon *exception_type(Checker *c, Type *t, bool resumption, Span span, const char *what) {
  TyCon *con = ty_head(t);
  if (con && (resumption ? con->is_resumption : con->is_exception)) return con;
  if (ty_find(t)->tag == TY_ERROR) return NULL;
  TypePrinter p = {.arena = c->arena};
  diag_error(c->diag, DIAG_EXCEPTION, span, "`%s` needs %s, and `%s` is none", what,
             resumption ? "a resumption (define-resumption)" : "an exception (define-exception)", ty_text(&p, t));
  return NULL;
}

static Core *infer_throw(Checker *c, Expr *e) {
  bool  resume = e->kind == EXPR_RESUME;
  Type *t      = fresh_type(c);
  Core *value  = infer(c, e->value, t);
  TyCon *con   = exception_type(c, t, resume, e->value->span, resume ? "resume-to" : "throw");
  if (!con) return poison(c, e->span);
  return core_call2(c->arena, e->span, prim_core(c, e->span, resume ? "resume-to" : "throw"),
                    core_global(c->arena, e->span, con->describe), value);
}

/* The handler: (fn (type value decline) (if (eq type T) (match value branches...) ...)) */
static Core *infer_catch(Checker *c, Expr *e, Type *expected) {
  bool resumable = e->kind == EXPR_RESUMABLE;
  Span span = e->span;
  int  n    = e->catching.branches;
  c->lambda++;
  Core *body  = infer(c, e->catching.value, expected);
  Core *thunk = lambda1(c, span, fresh_var(c, NULL, span), body);
  CoreVar *type = fresh_var(c, NULL, span), *value = fresh_var(c, NULL, span), *decline = fresh_var(c, NULL, span);
  CorePat **pat = ARENA_ARRAY(c->arena, CorePat *, n + 1);
  Core **out    = ARENA_ARRAY(c->arena, Core *, n + 1);
  TyCon **con   = ARENA_ARRAY(c->arena, TyCon *, n + 1);
  CoreVar *rest = NULL;
  Core *rest_body = NULL;
  if (resumable) c->lambda++;
  for (int i = 0; i < n; i++) {
    MatchBranch *b = &e->catching.branch[i];
    Type *t = fresh_type(c);
    pat[i]  = infer_pattern(c, b->pat, t);
    out[i]  = infer(c, b->body, expected);
    if (b->pat->kind == PATTERN_WILD && !rest_body) {
      rest      = fresh_var(c, NULL, span);
      rest_body = lambda1(c, span, fresh_var(c, NULL, span), out[i]);
    } else if (b->pat->kind == PATTERN_CTOR && !rest_body) {
      con[i] = exception_type(c, t, resumable, b->pat->span, resumable ? "resumable" : "catch");
      if (resumable) out[i] = lambda1(c, span, fresh_var(c, NULL, span), out[i]);
    }
  }
  if (resumable) c->lambda--;
  c->lambda--;
#define OTHERWISE() (rest ? core_call1(c->arena, span, var_core(c, span, rest), unit_core(c, span)) \
                          : var_core(c, span, decline))
  Core *test = OTHERWISE();
  for (int i = n - 1; i >= 0; i--) {
    if (!con[i]) continue;
    bool first = true;   /* all branches of one type are tested together, at its first */
    for (int k = 0; k < i; k++) first = first && con[k] != con[i];
    if (!first) continue;
    Core *m = core_new(c->arena, CORE_MATCH, e->catching.branch[i].pat->span);
    m->match.value  = var_core(c, span, value);
    m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, n + 1);
    for (int k = i; k < n; k++)
      if (con[k] == con[i]) m->match.branch[m->match.branches++] = (CoreBranch){pat[k], out[k]};
    m->match.branch[m->match.branches++] = (CoreBranch){pat_new(c, PAT_WILD, span), OTHERWISE()};
    Core *same = core_call2(c->arena, span, prim_core(c, span, "pointer-eq?"), var_core(c, span, type),
                            core_global(c->arena, span, con[i]->describe));
    test = if_core(c, span, same, m, test);
  }
#undef OTHERWISE
  if (rest) test = core_let(c->arena, span, rest, rest_body, test);
  CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, 3);
  param[0] = type;
  param[1] = value;
  param[2] = decline;
  Core *handler = core_lambda(c->arena, span, param, 3, test);
  return core_call2(c->arena, span, prim_core(c, span, resumable ? "resumable" : "catch"), thunk, handler);
}

static Core *infer_dynamic(Checker *c, Expr *e, Type *expected) {
  int n = e->dynamic.vars;
  Span span = e->span;
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  Core **value  = ARENA_ARRAY(c->arena, Core *, n + 1);
  for (int i = 0; i < n; i++) {
    Use u    = use_global(c, e->dynamic.var[i], span);
    var[i]   = fresh_var(c, NULL, span);
    value[i] = infer(c, e->dynamic.value[i], u.type);
  }
  c->lambda++;
  Core *body = infer(c, e->dynamic.body, expected);
  c->lambda--;
  for (int i = n - 1; i >= 0; i--) {
    Core *address = core_new(c->arena, CORE_ADDRESS, span);
    address->global = e->dynamic.var[i]->core;
    Core **arg = ARENA_ARRAY(c->arena, Core *, 3);
    arg[0] = address;
    arg[1] = var_core(c, span, var[i]);
    arg[2] = lambda1(c, span, fresh_var(c, NULL, span), body);
    body = core_call(c->arena, span, prim_core(c, span, "dynamic-bind"), arg, 3);
  }
  for (int i = n - 1; i >= 0; i--) body = core_let(c->arena, span, var[i], value[i], body);
  return body;
}

static Core *infer_type_of(Checker *c, Expr *e, Type *expected) {
  TyCon *con = library_type(c, "coalton/types", "TypeScheme");
  Type  *t   = fresh_type(c);
  infer(c, e->value, t);
  Core *node = string_core(c, e->span, "");
  TypeText late = {node, t};
  vec_push(c->arena, &c->type_text, late);
  if (con) unify_at(c, e->span, expected, ty_con(c->arena, con));
  return node;
}

Core *infer(Checker *c, Expr *e, Type *expected) {
  Core *core;
  switch (e->kind) {
  case EXPR_ERROR:
    unify(c, expected, ty_error(c->arena));
    return poison(c, e->span);
  case EXPR_INTEGER: return infer_integer(c, e, expected);
  case EXPR_RATIO: break;
  case EXPR_FLOAT: return infer_float(c, e, expected);
  case EXPR_STRING:
    unify_at(c, e->span, expected, ty_con(c->arena, c->builtin->string));
    core       = core_new(c->arena, CORE_STRING, e->span);
    core->text = e->text;
    core->size = e->size;
    return core;
  case EXPR_CHAR:
    unify_at(c, e->span, expected, ty_con(c->arena, c->builtin->character));
    return core_word(c->arena, e->span, e->code);
  case EXPR_LOCAL:
  case EXPR_GLOBAL: return infer_name(c, e, expected);
  case EXPR_ACCESSOR: return infer_accessor(c, e, expected);
  case EXPR_CALL: return infer_call(c, e, expected);
  case EXPR_FN: return infer_fn(c, e, expected);
  case EXPR_LET: return infer_let(c, e, expected);
  case EXPR_BIND: return infer_bind(c, e, expected);
  case EXPR_MATCH: return infer_match(c, e, expected);
  case EXPR_IF: return infer_if(c, e, expected);
  case EXPR_SEQ: return infer_seq(c, e, expected);
  case EXPR_THE: return infer_the(c, e, expected);
  case EXPR_UNIT:
    unify_at(c, e->span, expected, ty_con(c->arena, c->builtin->unit));
    return unit_core(c, e->span);
  case EXPR_FAIL:
    return core_call1(c->arena, e->span, prim_core(c, e->span, "error"), string_core(c, e->span, e->text));
  case EXPR_RETURN: return infer_return(c, e);
  case EXPR_FOR: return infer_for(c, e, expected);
  case EXPR_BREAK: return exit_core(c, e->span, e->jump.loop->on_break);
  case EXPR_CONTINUE: return exit_core(c, e->span, e->jump.loop->on_continue);
  case EXPR_BUILDER: return infer_builder(c, e, expected);
  case EXPR_COMPREHENSION: return infer_comprehension(c, e, expected);
  case EXPR_ADJOIN: return infer_adjoin(c, e, expected);
  case EXPR_THROW:
  case EXPR_RESUME: return infer_throw(c, e);
  case EXPR_CATCH:
  case EXPR_RESUMABLE: return infer_catch(c, e, expected);
  case EXPR_DYNAMIC: return infer_dynamic(c, e, expected);
  case EXPR_TYPE_OF: return infer_type_of(c, e, expected);
  case EXPR_C: break;
  }
  return poison(c, e->span);
}

/* ---- top-level definitions ---- */

typedef struct DefTarjan {
  int next;
  VEC(Definition *) stack;
} DefTarjan;

static Item definition_item(Definition *d) {
  Item it = {.name = d->global->name, .span = d->global->span, .whole = d->span, .function = d->function,
             .value = d->value, .def = d};
  if (!it.name) it.span = d->span;
  return it;
}

/* A value must not need itself before it is there. */
static void check_recursive_values(Checker *c, Definition **d, int n, bool recursive) {
  if (!recursive) return;
  const char *names = "";
  Definition *value = NULL;
  for (int i = 0; i < n; i++) {
    bool fn = d[i]->function || strip(d[i]->value)->kind == EXPR_FN;
    if (!fn && !value && !d[i]->scheme) value = d[i];
    names = arena_printf(c->arena, "%s%s`%s`", names, i ? ", " : "", d[i]->global->name ? d[i]->global->name->text : "");
  }
  if (!value) return;
  if (n == 1)
    diag_error(c->diag, DIAG_RECURSIVE_VALUE, value->global->span, "the value `%s` is defined by itself",
               value->global->name->text);
  else
    diag_error(c->diag, DIAG_RECURSIVE_VALUE, value->global->span, "these definitions are recursive, but not all are functions: %s",
               names);
}

static void infer_definition_group(Checker *c, Definition **d, int n, bool recursive) {
  check_recursive_values(c, d, n, recursive);
  WantedVec none = {0};
  Item *item = ARENA_ARRAY(c->arena, Item, n);
  int access_from = c->access.len;
  c->wanted = &none;
  c->level  = 1;
  for (int i = 0; i < n; i++) {
    item[i] = definition_item(d[i]);
    item[i].type      = fresh_type(c);
    d[i]->type        = item[i].type;
    d[i]->in_progress = true;
  }
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < n; k++) d[k]->holes = &item[i].holes;
    infer_item(c, &item[i]);
  }
  c->level = 0;
  generalise(c, item, n, access_from, true);
}

static void report_access(Checker *c) {
  for (int i = 0; i < c->access.len; i++)
    if (!c->access.data[i].done) {
      Access *a = &c->access.data[i];
      diag_error(c->diag, DIAG_AMBIGUOUS_ACCESSOR, a->span, "the accessor `.%s` is ambiguous: the struct it reads is not known here",
                 a->field->text);
      diag_hint(c->diag, "declare the type of the function around it, or write (the Type ...)");
      a->done = true;
    }
  c->access.len = 0;
}

static void visit_definition(Checker *c, DefTarjan *t, Definition *d) {
  d->index = d->low = ++t->next;
  d->on_stack = true;
  vec_push(c->arena, &t->stack, d);
  for (int i = 0; i < d->uses.len; i++) {
    Definition *u = d->uses.data[i];
    if (u->scheme) continue;    /* declared: its type is known */
    if (!u->index) visit_definition(c, t, u);
    if (u->on_stack && u->low < d->low) d->low = u->low;
  }
  if (d->low != d->index) return;
  int from = t->stack.len;
  do from--;
  while (t->stack.data[from] != d);
  int n = t->stack.len - from;
  Definition **group = ARENA_ARRAY(c->arena, Definition *, n);
  bool recursive = false;
  for (int i = 0; i < n; i++) {
    group[i] = t->stack.data[from + i];
    group[i]->on_stack = false;
    for (int k = 0; k < group[i]->uses.len; k++)
      for (int q = from; q < t->stack.len; q++) recursive = recursive || group[i]->uses.data[k] == t->stack.data[q];
  }
  t->stack.len = from;
  infer_definition_group(c, group, n, recursive);
  report_access(c);
}

void infer_definitions(Checker *c) {
  DefTarjan t = {0};
  for (int i = 0; i < c->definition.len; i++) {
    Definition *d = c->definition.data[i];
    if (!d->scheme && !d->index) visit_definition(c, &t, d);
  }
  for (int i = 0; i < c->definition.len; i++) {
    Definition *d = c->definition.data[i];
    if (!d->scheme) continue;
    Item it = definition_item(d);
    WantedVec none = {0};
    c->wanted = &none;
    c->level  = 0;
    infer_declared(c, &it, d->scheme);
    d->global->scheme = d->scheme;
    finish_definition(c, &it, true);
    report_access(c);
  }
}

/* A method of an instance: like a declared definition; the instance's own dictionaries come first. */
void infer_method(Checker *c, Definition *def, CoreGlobal *slot, Scheme *scheme, Type **scoped_type,
                  const Sym **scoped_name, int scoped, CoreVar **dict, Pred *dict_pred, int dicts) {
  int given_from = c->given.len, names_from = c->type_name.len;
  WantedVec none = {0};
  c->wanted = &none;
  c->level  = 1;
  for (int i = 0; i < scoped; i++) {
    TypeName n = {scoped_name[i], scoped_type[i]};
    if (scoped_name[i]) vec_push(c->arena, &c->type_name, n);
  }
  for (int i = 0; i < dicts; i++) given_push(c, &dict_pred[i], var_core(c, def->span, dict[i]));
  Item it = definition_item(def);
  int access_from = c->access.len;
  c->level = 2;
  Rigid r  = rigid_enter(c, scheme, it.span);
  it.type  = ty_instantiate(c->arena, scheme->type, r.type);
  infer_item(c, &it);
  c->level = 1;
  settle(c, &it.wanted, access_from, 0, NULL);
  report_access(c);
  c->level = 0;
  c->given.len     = given_from;
  c->type_name.len = names_from;
  it.dict  = ARENA_ARRAY(c->arena, CoreVar *, dicts + scheme->preds + 1);
  memcpy(it.dict, dict, sizeof *dict * (size_t)dicts);
  memcpy(it.dict + dicts, r.dict, sizeof *r.dict * (size_t)scheme->preds);
  it.dicts = dicts + scheme->preds;
  def->global->core = slot;
  finish_definition(c, &it, true);
}
