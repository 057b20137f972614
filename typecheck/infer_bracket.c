/* infer_bracket.c -- builders and comprehensions, through their classes. */
#include "typecheck/infer_internal.h"

#include <string.h>

static Pred pred_of(Checker *c, Class *cls, Type **arg, Span span) {
  Pred p = {.cls = cls, .arg = ARENA_ARRAY(c->arena, Type *, cls->params + 1), .span = span};
  memcpy(p.arg, arg, sizeof *arg * (size_t)cls->params);
  return p;
}

static Core *call_slot(Checker *c, Span span, Core *dict, Class *cls, const char *method,
                       Core **arg, int n) {
  Core **copy = ARENA_ARRAY(c->arena, Core *, n + 1);
  memcpy(copy, arg, sizeof *arg * (size_t)n);
  return core_call(c->arena, span, elab_slot(c, span, dict, class_slot(cls, method)), copy, n);
}

/* A Proxy holds nothing at run time. */
static Core *no_proxy(Checker *c, Span span) { return core_word(c->arena, span, 0); }

Core *infer_builder(Checker *c, Expr *e, Type *expected) {
  bool map = e->builder.association;
  Class *cls =
      class_named(c, "coalton/classes", map ? "FromItemizedAssociation" : "FromItemizedCollection");
  Span span = e->span;
  if (!cls) return elab_poison(c, span);
  Type *arg[4] = {expected, fresh_type(c), fresh_type(c), fresh_type(c)};
  Core *dict = core_new(c->arena, CORE_HOLE, span);
  Pred p = pred_of(c, cls, arg, span);
  improve(c, &p);
  int count = map ? e->builder.items / 2 : e->builder.items;
  Core *begin[] = {no_proxy(c, span), core_word(c->arena, span, (uint64_t)count)};
  Core *state = call_slot(c, span, dict, cls,
                          map ? "begin-association-builder" : "begin-collection-builder", begin, 2);
  Core **item = ARENA_ARRAY(c->arena, Core *, e->builder.items + 1);
  for (int i = 0; i < e->builder.items; i++)
    item[i] = infer_because(c, e->builder.item[i], map && i % 2 ? arg[2] : arg[1],
                            (Why){.kind = WHY_ELEMENT, .form = e, .index = i});
  want_pred(c, &p, dict, span, "a collection in brackets");
  CoreVar **acc = ARENA_ARRAY(c->arena, CoreVar *, count + 1);
  for (int i = 0; i <= count; i++) acc[i] = fresh_var(c, NULL, span);
  Core *last[] = {no_proxy(c, span), elab_var(c, span, acc[count])};
  Core *out =
      call_slot(c, span, dict, cls,
                map ? "finalize-association-builder" : "finalize-collection-builder", last, 2);
  for (int i = count - 1; i >= 0; i--) {
    Core *step;
    if (map) {
      Core *a[] = {no_proxy(c, span), elab_var(c, span, acc[i]),
                   core_word(c->arena, span, (uint64_t)i), item[2 * i], item[2 * i + 1]};
      step = call_slot(c, span, dict, cls, "adjoin-to-association-builder", a, 5);
    } else {
      Core *a[] = {no_proxy(c, span), elab_var(c, span, acc[i]),
                   core_word(c->arena, span, (uint64_t)i), item[i]};
      step = call_slot(c, span, dict, cls, "adjoin-to-collection-builder", a, 4);
    }
    out = core_let(c->arena, span, acc[i + 1], step, out);
  }
  return core_let(c->arena, span, acc[0], state, out);
}

Core *infer_comprehension(Checker *c, Expr *e, Type *expected) {
  bool map = e->comp.association;
  Class *cls = class_named(c, "coalton/classes",
                           map ? "FromAssociationComprehension" : "FromCollectionComprehension");
  Span span = e->span;
  if (!cls) return elab_poison(c, span);
  Type *arg[4] = {expected, fresh_type(c), fresh_type(c), fresh_type(c)};
  Pred p = pred_of(c, cls, arg, span);
  improve(c, &p);
  e->comp.adjoin = core_new(c->arena, CORE_HOLE, span);
  e->comp.key = arg[1];
  e->comp.item = map ? arg[2] : arg[1];
  e->comp.builder = fresh_var(c, NULL, span);
  Core *hint = core_word(c->arena, span, 0); /* None */
  Core *begin[] = {no_proxy(c, span), hint};
  Core *state = call_slot(
      c, span, e->comp.adjoin, cls,
      map ? "begin-association-comprehension" : "begin-collection-comprehension", begin, 2);
  Core *loops = infer(c, e->comp.body, ty_con(c->arena, c->builtin->unit));
  want_pred(c, &p, e->comp.adjoin, span, "a comprehension");
  Core *last[] = {no_proxy(c, span), elab_var(c, span, e->comp.builder)};
  Core *out = call_slot(
      c, span, e->comp.adjoin, cls,
      map ? "finalize-association-comprehension" : "finalize-collection-comprehension", last, 2);
  return core_let(c->arena, span, e->comp.builder, state, core_seq(c->arena, span, loops, out));
}

Core *infer_adjoin(Checker *c, Expr *e, Type *expected) {
  Expr *of = e->adjoin.of;
  bool map = of->comp.association;
  Class *cls = class_named(c, "coalton/classes",
                           map ? "FromAssociationComprehension" : "FromCollectionComprehension");
  unify_expr(c, e, expected, ty_con(c->arena, c->builtin->unit));
  Core *a[4] = {core_word(c->arena, e->span, 0), elab_var(c, e->span, of->comp.builder)};
  int n = 2;
  if (map) a[n++] = infer(c, e->adjoin.key, of->comp.key);
  a[n++] = infer(c, e->adjoin.item, of->comp.item);
  Core *next = call_slot(
      c, e->span, of->comp.adjoin, cls,
      map ? "adjoin-to-association-comprehension" : "adjoin-to-collection-comprehension", a, n);
  return elab_assign(c, e->span, of->comp.builder, next);
}
