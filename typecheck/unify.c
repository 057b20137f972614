/* unify.c -- make two types equal (Robinson, A Machine-Oriented Logic Based on the Resolution Principle, 1965),
 * with levels instead of a search of the environment. */
#include "typecheck/mismatch.h"

/* Before var := t: var must not occur in t, and variables of t must not outlive var's level. */
static UnifyResult adjust(Type *var, Type *t) {
  t = ty_find(t);
  switch (t->tag) {
  case TY_VAR:
    if (t == var) return UNIFY_INFINITE;
    if (t->var.level > var->var.level) {
      if (t->var.rigid) return UNIFY_RIGID;
      t->var.level = var->var.level;
    }
    return UNIFY_OK;
  case TY_APP: {
    UnifyResult r = adjust(var, t->fun);
    return r != UNIFY_OK ? r : adjust(var, t->arg);
  }
  case TY_KEYS:
    for (int i = 0; i < t->keys.len; i++) {
      UnifyResult r = adjust(var, t->keys.type[i]);
      if (r != UNIFY_OK) return r;
    }
    return UNIFY_OK;
  case TY_CON:
  case TY_GEN:
  case TY_ERROR: break;
  }
  return UNIFY_OK;
}

/* `from` is what t was written as: when that is a variable, the form that bound it comes before this one. */
static UnifyResult bind(Checker *c, Type *var, Type *t, Type *from) {
  UnifyResult r = adjust(var, t);
  if (r != UNIFY_OK) return r;
  if (!kind_unify(var->var.kind, ty_kind(c->arena, t))) return UNIFY_KIND;
  if (t->tag == TY_VAR && !t->var.name && !t->var.rigid) t->var.name = var->var.name;
  Span settled = type_settled_at(from);
  var->var.at = settled.file ? settled : c->place;
  var->var.link = t;
  return UNIFY_OK;
}

static UnifyResult clash(Checker *c, Type *a, Type *b) {
  c->clash[0] = a;
  c->clash[1] = b;
  return UNIFY_MISMATCH;
}

/* What an erroneous type would have determined is not to be asked for. */
static void poison(Checker *c, Type *t) {
  TypeSet open = {0};
  type_vars(c->arena, t, &open);
  for (int i = 0; i < open.len; i++)
    if (!open.data[i]->var.rigid) open.data[i]->var.link = ty_error(c->arena);
}

UnifyResult unify(Checker *c, Type *expected, Type *found) {
  Type *a = ty_find(expected), *b = ty_find(found);
  if (a == b) return UNIFY_OK;
  if (a->tag == TY_ERROR || b->tag == TY_ERROR) {
    poison(c, a);
    poison(c, b);
    return UNIFY_OK;
  }
  if (a->tag == TY_VAR && !a->var.rigid) return bind(c, a, b, found);
  if (b->tag == TY_VAR && !b->var.rigid) return bind(c, b, a, expected);
  if (a->tag != b->tag) return clash(c, expected, found);
  switch (a->tag) {
  case TY_CON: return a->con == b->con ? UNIFY_OK : clash(c, expected, found);
  case TY_APP: {
    UnifyResult r = unify(c, a->fun, b->fun);
    return r != UNIFY_OK ? r : unify(c, a->arg, b->arg);
  }
  case TY_KEYS:
    if (a->keys.len != b->keys.len) return clash(c, expected, found);
    for (int i = 0; i < a->keys.len; i++) {
      if (a->keys.name[i] != b->keys.name[i]) return clash(c, expected, found);
      UnifyResult r = unify(c, a->keys.type[i], b->keys.type[i]);
      if (r != UNIFY_OK) return r;
    }
    return UNIFY_OK;
  case TY_VAR:
  case TY_GEN:
  case TY_ERROR: break;
  }
  return clash(c, expected, found);
}

static bool unify_or_report(Checker *c, Expr *e, Span span, Type *expected, Type *found) {
  Span outer = c->place;
  c->place = span;
  c->clash[0] = c->clash[1] = NULL;
  UnifyResult r = unify(c, expected, found);
  if (r != UNIFY_OK) mismatch_report(c, e, span, expected, found, r);
  c->place = outer;
  return r == UNIFY_OK;
}

bool unify_at(Checker *c, Span span, Type *expected, Type *found) {
  return unify_or_report(c, NULL, span, expected, found);
}

bool unify_expr(Checker *c, Expr *e, Type *expected, Type *found) {
  return unify_or_report(c, e, e->span, expected, found);
}
