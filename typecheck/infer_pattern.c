/* infer_pattern.c -- literals, and patterns. */
#include "typecheck/infer_internal.h"

#include <string.h>

static bool is_con(Type *t, TyCon *con) { return t->tag == TY_CON && t->con == con; }

/* Does what stands around a number say that there can be none? Where its type was settled by something else, that may be
 * to blame as well, and the constraints will show it. */
static bool is_refused(Checker *c, Type *expected, Class *num) {
  if (!ty_head(expected) || type_settled_at(expected).file || ty_has_error(expected)) return false;
  if (num) return !instance_may_be(c, num, expected);
  TyCon *head = ty_head(expected);
  return head != c->builtin->f64 && head != c->builtin->f32;
}

/* Its constraint, wanted last, may fail later: remember what for. */
static void note_literal(Checker *c, Expr *e, Type *expected) {
  Wanted *w = &c->wanted->data[c->wanted->len - 1];
  w->literal = e;
  if (!c->why || c->why->expected != expected) return;
  w->why = (short)c->why->kind;
  w->index = (short)c->why->index;
  w->form = c->why->form;
}

Core *infer_integer(Checker *c, Expr *e, Type *expected) {
  Type *t = ty_find(expected);
  Core *node = elab_integer(c, e->span, e->digits);
  if (is_con(t, c->builtin->integer)) return node;
  Class *num = class_named(c, "coalton/classes", "Num");
  if (!num) { /* early library */
    unify_at(c, e->span, expected, ty_con(c->arena, c->builtin->integer));
    return node;
  }
  if (is_refused(c, expected, num)) {
    mismatch_literal(c, e, expected);
    return node;
  }
  Core *dict = want_one(c, num, expected, e->span, "an integer literal");
  note_literal(c, e, expected);
  return core_call1(c->arena, e->span, elab_slot(c, e->span, dict, class_slot(num, "fromInt")),
                    node);
}

Core *infer_float(Checker *c, Expr *e, Type *expected) {
  Core *node = core_new(c->arena, CORE_HOLE, e->span);
  Pred p = {.cls = c->builtin->floating, .span = e->span};
  p.arg = ARENA_ARRAY(c->arena, Type *, 1);
  p.arg[0] = expected;
  if (e->suffix) {
    TyCon *con = e->suffix == 'f' ? c->builtin->f32 : c->builtin->f64;
    if (!unify_expr(c, e, expected, ty_con(c->arena, con))) return elab_poison(c, e->span);
  }
  if (is_refused(c, expected, NULL)) {
    mismatch_literal(c, e, expected);
    return elab_poison(c, e->span);
  }
  Wanted w = {.pred = p, .hole = node, .number = e->number, .what = "a float literal"};
  vec_push(c->arena, c->wanted, w);
  note_literal(c, e, expected);
  return node;
}

/* Compare with a literal through Eq: (fn (x) (== x literal)). */
static CorePat *test_pattern(Checker *c, Pattern *p, Type *t, Core *literal) {
  Class *eq = class_named(c, "coalton/classes", "Eq");
  CorePat *out = elab_pat(c, PAT_TEST, p->span);
  CoreVar *x = fresh_var(c, NULL, p->span);
  Core *dict = want_one(c, eq, t, p->span, "a literal pattern");
  Core *same = core_call2(c->arena, p->span, elab_slot(c, p->span, dict, class_slot(eq, "==")),
                          elab_var(c, p->span, x), literal);
  out->test = elab_lambda1(c, p->span, x, same);
  return out;
}

static Expr *number_new(Checker *c, ExprKind kind, Span span) {
  Expr *e = ARENA_NEW(c->arena, Expr);
  e->kind = kind;
  e->span = span;
  return e;
}

static CorePat *infer_literal_pattern(Checker *c, Pattern *p, Type *t) {
  Expr *number;
  CorePat *out;
  switch (p->kind) {
  case PATTERN_INTEGER: {
    Type *now = ty_find(t);
    if (is_con(now, c->builtin->integer)) {
      out = elab_pat(c, PAT_INTEGER, p->span);
      out->digits = p->digits;
      return out;
    }
    number = number_new(c, EXPR_INTEGER, p->span);
    number->digits = p->digits;
    out = test_pattern(c, p, t, infer_integer(c, number, t));
    LatePattern late = {out, t, p->digits};
    vec_push(c->arena, &c->late_pattern, late);
    return out;
  }
  case PATTERN_FLOAT:
    number = number_new(c, EXPR_FLOAT, p->span);
    number->number = p->number;
    number->suffix = p->suffix;
    return test_pattern(c, p, t, infer_float(c, number, t));
  case PATTERN_RATIO: {
    Global *ratio = library_global(c, "smelter/literal", "ratio");
    Use u = use_global(c, ratio, p->span);
    Type *from, *to = u.type;
    ty_is_arrow(c, to, &from, &to);
    ty_is_arrow(c, to, &from, &to);
    unify_at(c, p->span, t, to);
    return test_pattern(c, p, t,
                        core_call2(c->arena, p->span, u.core, elab_integer(c, p->span, p->digits),
                                   elab_integer(c, p->span, p->denominator)));
  }
  case PATTERN_STRING:
    unify_at(c, p->span, t, ty_con(c->arena, c->builtin->string));
    out = elab_pat(c, PAT_STRING, p->span);
    out->text = p->text;
    out->size = p->size;
    return out;
  case PATTERN_CHAR:
    unify_at(c, p->span, t, ty_con(c->arena, c->builtin->character));
    out = elab_pat(c, PAT_WORD, p->span);
    out->word = p->code;
    return out;
  case PATTERN_ERROR:
  case PATTERN_WILD:
  case PATTERN_VAR:
  case PATTERN_AS:
  case PATTERN_CTOR: break;
  }
  return elab_pat(c, PAT_WILD, p->span);
}

static CorePat *infer_any_pattern(Checker *c, Pattern *p, Type *t) {
  CorePat *out;
  Type *from, *to;
  switch (p->kind) {
  case PATTERN_ERROR:
    for (int i = 0; i < p->subs; i++) infer_pattern(c, p->sub[i], ty_error(c->arena));
    return elab_pat(c, PAT_WILD, p->span);
  case PATTERN_WILD: return elab_pat(c, PAT_WILD, p->span);
  case PATTERN_VAR:
    elab_bind_local(c, p->local, t);
    out = elab_pat(c, PAT_VAR, p->span);
    out->var = p->local->core;
    return out;
  case PATTERN_AS:
    elab_bind_local(c, p->local, t);
    out = elab_pat(c, PAT_AS, p->span);
    out->var = p->local->core;
    out->sub = ARENA_ARRAY(c->arena, CorePat *, 1);
    out->sub[0] = infer_pattern(c, p->sub[0], t);
    return out;
  case PATTERN_CTOR: {
    Use u = use_global(c, p->ctor, p->span);
    Type *result = u.type;
    Type **field = ARENA_ARRAY(c->arena, Type *, p->subs + 1);
    for (int i = 0; i < p->subs; i++) {
      if (!ty_is_arrow(c, result, &from, &to)) from = to = ty_error(c->arena);
      field[i] = from;
      result = to;
    }
    bool fits = unify_at(c, p->span, t, result);
    out = elab_pat(c, PAT_CTOR, p->span);
    out->ctor = p->ctor->core->ctor;
    out->sub = ARENA_ARRAY(c->arena, CorePat *, p->subs + 1);
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
  return elab_pat(c, PAT_WILD, p->span);
}

CorePat *infer_pattern(Checker *c, Pattern *p, Type *t) {
  Why *outer = c->why, why = {.kind = WHY_PATTERN, .expected = t};
  c->why = &why;
  CorePat *out = infer_any_pattern(c, p, t);
  c->why = outer;
  return out;
}
