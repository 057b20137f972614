/* parse_branch.c -- if, cond, when, unless, and, or, match, progn, the, values. */
#include "frontend/parse_internal.h"

#include <string.h>

/* (if e e e) */
Expr *parse_if(Parser *p, Datum *d) {
  if (d->len == 3)
    return SYNTAX_ERROR(p, d->span,
                        "this `if` has no else branch: it takes three parts; `when` takes two");
  if (d->len != 4)
    return SYNTAX_ERROR(p, d->len > 4 ? d->item[4]->span : d->span,
                        "`if` takes three parts, a condition and two branches, not %d", d->len - 1);
  Expr *cond = parse_expr(p, d->item[1]);
  Expr *then = parse_expr(p, d->item[2]);
  return ast_if(p, d->span, cond, then, parse_expr(p, d->item[3]));
}

/* (when e body), (unless e body) */
Expr *parse_when(Parser *p, Datum *d) {
  bool unless = datum_is_name(d->item[0], "unless");
  if (d->len < 3)
    return SYNTAX_ERROR(p, d->span, "`%s` is written (%s condition body)", d->item[0]->name->text,
                        d->item[0]->name->text);
  Expr *cond = parse_expr(p, d->item[1]);
  Expr *body = parse_body(p, d->item + 2, d->len - 2, d->span);
  Expr *then = ast_seq(p, body, ast_unit(p, d->span));
  Expr *e = unless ? ast_if(p, d->span, cond, ast_unit(p, d->span), then)
                   : ast_if(p, d->span, cond, then, ast_unit(p, d->span));
  e->iff.one_sided = true;
  return e;
}

/* (cond (e body)+) */
Expr *parse_cond(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`cond` needs clauses: (cond (test body) ...)");
  int n = d->len - 1;
  Expr **test = ARENA_ARRAY(p->world->arena, Expr *, n);
  Expr **body = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) {
    Datum *c = d->item[i + 1];
    if (!datum_is_list(c) || c->len < 2) {
      test[i] = body[i] = SYNTAX_ERROR(p, c->span, "a clause of `cond` is written (test body)");
      continue;
    }
    test[i] = parse_expr(p, c->item[0]);
    body[i] = parse_body(p, c->item + 1, c->len - 1, c->span);
  }
  Expr *e = ast_new(p, EXPR_FAIL, d->span);
  e->text = "no clause of this cond is true";
  for (int i = n - 1; i >= 0; i--) e = ast_if(p, d->span, test[i], body[i], e);
  return e;
}

/* (and e*), (or e*) */
Expr *parse_and_or(Parser *p, Datum *d) {
  bool is_and = datum_is_name(d->item[0], "and");
  if (d->len == 1) return ast_truth(p, d->span, is_and);
  Expr **part = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  for (int i = 1; i < d->len; i++) part[i] = parse_expr(p, d->item[i]);
  Datum *boolean = datum_new_name(p->world, d->span, "coalton:Boolean");
  Expr *e = ast_the(p, part[d->len - 1]->span, boolean, part[d->len - 1]);
  for (int i = d->len - 2; i >= 1; i--)
    e = is_and ? ast_if(p, d->span, part[i], e, ast_truth(p, d->span, false))
               : ast_if(p, d->span, part[i], ast_truth(p, d->span, true), e);
  return e;
}

/* (progn body) */
Expr *parse_progn(Parser *p, Datum *d) {
  if (d->len == 1) return ast_unit(p, d->span);
  return parse_body(p, d->item + 1, d->len - 1, d->span);
}

/* (match e (pat body)*) */
Expr *parse_match(Parser *p, Datum *d) {
  if (d->len < 2)
    return SYNTAX_ERROR(p, d->span, "`match` is written (match value (pattern body) ...)");
  Expr *e = ast_new(p, EXPR_MATCH, d->span);
  e->match.value = parse_expr(p, d->item[1]);
  e->match.branches = d->len - 2;
  e->match.branch = ARENA_ARRAY(p->world->arena, MatchBranch, d->len);
  for (int i = 0; i < e->match.branches; i++) {
    Datum *b = d->item[i + 2];
    if (!datum_is_list(b) || b->len < 2) {
      SYNTAX_ERROR(p, datum_is_list(b) && b->len == 1 ? b->item[0]->span : b->span,
                   "a branch of `match` is written (pattern body)");
      e->match.branch[i].pat = pattern_new(p, PATTERN_ERROR, b->span);
      e->match.branch[i].body = ast_error(p, b->span);
      continue;
    }
    LocalVec seen = {0};
    Pattern *pat = parse_pattern(p, b->item[0], &seen, "a pattern");
    local_bind_pattern(p, pat);
    e->match.branch[i].pat = pat;
    e->match.branch[i].body = parse_body(p, b->item + 1, b->len - 1, b->span);
    local_unbind_pattern(p, pat);
  }
  return e;
}

/* (the type e) */
Expr *parse_the(Parser *p, Datum *d) {
  if (d->len != 3) return SYNTAX_ERROR(p, d->span, "`the` is written (the type expression)");
  return ast_the(p, d->span, d->item[1], parse_expr(p, d->item[2]));
}

/* (values e*) */
Expr *parse_values(Parser *p, Datum *d) {
  static const char *const tuple[] = {"coalton/classes:Tuple", "coalton/tuple:Tuple3",
                                      "coalton/tuple:Tuple4", "coalton/tuple:Tuple5"};
  int n = d->len - 1;
  if (n == 0) return ast_unit(p, d->span);
  if (n == 1) return parse_expr(p, d->item[1]);
  if (n > 5) return SYNTAX_ERROR(p, d->span, "`values` goes up to five");
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) arg[i] = parse_expr(p, d->item[i + 1]);
  return ast_call(p, d->span, ast_library(p, d->item[0]->span, tuple[n - 2]), arg, n);
}
