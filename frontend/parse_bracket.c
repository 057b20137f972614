/* parse_bracket.c -- collections in brackets: builders and comprehensions. */
#include "frontend/parse_internal.h"

#include <string.h>

static bool is_clause_word(const Datum *d) {
  return datum_is_name(d, ":for") || datum_is_name(d, ":with") || datum_is_name(d, ":when");
}

/* :for pat :below n -- (for ((i 0 (+ i 1))) :while (< i n) (let pat = i) rest), n evaluated once */
static Expr *count_below(Parser *p, Span span, Pattern *pat, Expr *limit, Expr *rest) {
  Local *n = local_new(p, NULL, 0, span), *i = local_new(p, NULL, 0, span);
  Expr *zero = ast_new(p, EXPR_INTEGER, span), *one = ast_new(p, EXPR_INTEGER, span);
  zero->digits = arena_strndup(p->world->arena, "0", 1);
  one->digits = arena_strndup(p->world->arena, "1", 1);
  Expr *test = ast_call2(p, span, ast_library(p, span, "coalton/classes:<"), ast_local(p, span, i),
                         ast_local(p, span, n));
  Expr *body = ast_new(p, EXPR_BIND, span);
  body->bind.pat = pat;
  body->bind.value = ast_local(p, span, i);
  body->bind.body = rest;
  Expr *e = ast_for(p, span, loop_new(p, NULL, span), TEST_WHILE, test, body);
  Binding *b = ARENA_NEW(p->world->arena, Binding);
  b->local = i;
  b->value = zero;
  b->mono = true;
  i->is_loop = true;
  e->loop.var = ARENA_ARRAY(p->world->arena, Binding *, 1);
  e->loop.step = ARENA_ARRAY(p->world->arena, Expr *, 1);
  e->loop.var[0] = b;
  e->loop.step[0] =
      ast_call2(p, span, ast_library(p, span, "coalton/classes:+"), ast_local(p, span, i), one);
  e->loop.vars = 1;
  return ast_bind(p, span, n, limit, e);
}

/* Clauses from `at` on, then the element, inside their scopes. */
static Expr *parse_clauses(Parser *p, Datum *d, int at, Expr *comp) {
  if (at >= d->len) {
    Expr *e = ast_new(p, EXPR_ADJOIN, d->item[0]->span);
    e->adjoin.of = comp;
    if (comp->comp.association) e->adjoin.key = parse_expr(p, d->item[0]);
    e->adjoin.item = parse_expr(p, d->item[comp->comp.association ? 2 : 0]);
    return e;
  }
  Span span = d->item[at]->span;
  LocalVec seen = {0};
  if (datum_is_name(d->item[at], ":when") && at + 1 < d->len) {
    Expr *cond = parse_expr(p, d->item[at + 1]);
    Expr *rest = parse_clauses(p, d, at + 2, comp);
    return ast_if(p, span, cond, ast_seq(p, rest, ast_unit(p, span)), ast_unit(p, span));
  }
  Datum *link = at + 3 < d->len ? d->item[at + 2] : NULL;
  bool with = link && datum_is_name(d->item[at], ":with") && datum_is_name(link, "=");
  bool in = link && datum_is_name(d->item[at], ":for") && datum_is_name(link, ":in");
  bool below = link && datum_is_name(d->item[at], ":for") && datum_is_name(link, ":below");
  if (!with && !in && !below)
    return SYNTAX_ERROR(
        p, span,
        "a clause of a comprehension is :for x :in e, :for x :below n, :with x = e or :when e");
  Expr *value = parse_expr(p, d->item[at + 3]);
  Pattern *pat = parse_pattern(p, d->item[at + 1], &seen, "a comprehension");
  if (with) local_bind_pattern(p, pat);
  else local_bind_counted(p, pat);
  Expr *rest = parse_clauses(p, d, at + 4, comp);
  local_unbind_pattern(p, pat);
  if (below) return count_below(p, span, pat, value, rest);
  if (in) {
    Local *it = local_new(p, NULL, 0, span);
    value =
        ast_call1(p, value->span, ast_library(p, value->span, "coalton/iterator:into-iter"), value);
    Expr *loop = parse_iteration(p, span, loop_new(p, NULL, span), it, pat, rest);
    return ast_bind(p, span, it, value, loop);
  }
  Expr *e = ast_new(p, EXPR_BIND, span);
  e->bind.pat = pat;
  e->bind.value = value;
  e->bind.body = rest;
  return e;
}

/* '[' ... ']' */
Expr *parse_bracket(Parser *p, Datum *d) {
  bool empty_map = d->len == 1 && datum_is_name(d->item[0], "=>");
  bool map = empty_map || (d->len >= 3 && datum_is_name(d->item[1], "=>"));
  int head = map ? 3 : 1;
  if (d->len > head && is_clause_word(d->item[head])) {
    Expr *e = ast_new(p, EXPR_COMPREHENSION, d->span);
    e->comp.association = map;
    e->comp.body = parse_clauses(p, d, head, e);
    return e;
  }
  Expr *e = ast_new(p, EXPR_BUILDER, d->span);
  e->builder.association = map;
  e->builder.item = ARENA_ARRAY(p->world->arena, Expr *, d->len + 1);
  if (empty_map) return e;
  if (!map) {
    for (int i = 0; i < d->len; i++)
      e->builder.item[e->builder.items++] = parse_expr(p, d->item[i]);
    return e;
  }
  for (int i = 0; i < d->len; i += 3) {
    if (i + 2 >= d->len || !datum_is_name(d->item[i + 1], "=>"))
      return SYNTAX_ERROR(p, d->item[i]->span,
                          "every entry of an association is written key => value");
    e->builder.item[e->builder.items++] = parse_expr(p, d->item[i]);
    e->builder.item[e->builder.items++] = parse_expr(p, d->item[i + 2]);
  }
  return e;
}
