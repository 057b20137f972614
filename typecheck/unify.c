/* unify.c -- make two types equal (Robinson, A Machine-Oriented Logic Based on the Resolution Principle, 1965),
 * with levels instead of a search of the environment. */
#include "typecheck/checker.h"

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

static UnifyResult bind(Checker *c, Type *var, Type *t) {
  UnifyResult r = adjust(var, t);
  if (r != UNIFY_OK) return r;
  if (!kind_unify(var->var.kind, ty_kind(c->arena, t))) return UNIFY_KIND;
  if (t->tag == TY_VAR && !t->var.name && !t->var.rigid) t->var.name = var->var.name;
  var->var.link = t;
  return UNIFY_OK;
}

/* What an erroneous type would have determined is not to be asked for. */
static void poison(Checker *c, Type *t) {
  TypeSet open = {0};
  type_vars(c->arena, t, &open);
  for (int i = 0; i < open.len; i++)
    if (!open.data[i]->var.rigid) open.data[i]->var.link = ty_error(c->arena);
}

UnifyResult unify(Checker *c, Type *a, Type *b) {
  a = ty_find(a);
  b = ty_find(b);
  if (a == b) return UNIFY_OK;
  if (a->tag == TY_ERROR || b->tag == TY_ERROR) {
    poison(c, a);
    poison(c, b);
    return UNIFY_OK;
  }
  if (a->tag == TY_VAR && !a->var.rigid) return bind(c, a, b);
  if (b->tag == TY_VAR && !b->var.rigid) return bind(c, b, a);
  if (a->tag != b->tag) return UNIFY_MISMATCH;
  switch (a->tag) {
  case TY_CON: return a->con == b->con ? UNIFY_OK : UNIFY_MISMATCH;
  case TY_APP: {
    UnifyResult r = unify(c, a->fun, b->fun);
    return r != UNIFY_OK ? r : unify(c, a->arg, b->arg);
  }
  case TY_KEYS:
    if (a->keys.len != b->keys.len) return UNIFY_MISMATCH;
    for (int i = 0; i < a->keys.len; i++) {
      if (a->keys.name[i] != b->keys.name[i]) return UNIFY_MISMATCH;
      UnifyResult r = unify(c, a->keys.type[i], b->keys.type[i]);
      if (r != UNIFY_OK) return r;
    }
    return UNIFY_OK;
  case TY_VAR:
  case TY_GEN:
  case TY_ERROR: break;
  }
  return UNIFY_MISMATCH;
}

/* The first rigid variable in a type, for the message. */
static Type *rigid_in(Type *t) {
  t = ty_find(t);
  if (t->tag == TY_VAR) return t->var.rigid ? t : NULL;
  if (t->tag != TY_APP) return NULL;
  Type *r = rigid_in(t->fun);
  return r ? r : rigid_in(t->arg);
}

bool unify_at(Checker *c, Span span, Type *expected, Type *found) {
  UnifyResult r = unify(c, expected, found);
  if (r == UNIFY_OK) return true;
  TypePrinter p = {.arena = c->arena};
  const char *want = ty_text(&p, expected), *have = ty_text(&p, found);
  switch (r) {
  case UNIFY_INFINITE:
    diag_error(c->diag, DIAG_INFINITE_TYPE, span,
               "infinite type: `%s` and `%s` would have to be equal, so the type contains itself",
               want, have);
    break;
  case UNIFY_RIGID:
  case UNIFY_MISMATCH:
  case UNIFY_KIND:
  case UNIFY_OK: {
    diag_error(c->diag, DIAG_MISMATCH, span, "expected `%s`, but this is `%s`", want, have);
    Type *rigid = rigid_in(expected);
    if (!rigid) rigid = rigid_in(found);
    if (rigid && rigid->var.name)
      diag_hint(
          c->diag,
          "the declared type says that this works for every `%s`: it is too general for the body",
          rigid->var.name->text);
    break;
  }
  }
  poison(c, expected);
  poison(c, found);
  return false;
}
