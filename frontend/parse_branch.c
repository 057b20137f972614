/* parse_branch.c -- if, cond, when, unless, and, or, match, progn, the, values. */
#include "frontend/parse_internal.h"

#include <string.h>

/* An `if` of too few parts, or too many. */
static Expr *parse_wrong_if(Parser *p, Datum *d) {
  Expr *e =
      SYNTAX_ERROR(p, d->len > 4 ? d->item[4]->span : d->span,
                   "`if` takes three parts, a condition and two branches, not %d", d->len - 1);
  bool has_words = false;
  for (int i = 2; i < d->len; i++)
    has_words |= datum_is_name(d->item[i], "then") || datum_is_name(d->item[i], "else");
  if (has_words)
    diag_hint(p->world->diag, "there are no words between the parts: `(if condition this that)`");
  else if (d->len > 4 && datum_is_name(d->item[2], "return"))
    diag_hint(p->world->diag, "to return is a form, too: `(return value)`");
  else if (d->len > 4) diag_hint(p->world->diag, "`(progn ...)` makes one branch of several forms");
  return e;
}

/* (if e e e) */
Expr *parse_if(Parser *p, Datum *d) {
  if (d->len == 3) {
    Expr *e = SYNTAX_ERROR(p, d->span,
                           "this `if` has no else branch: it takes three parts; `when` takes two");
    diag_hint(p->world->diag,
              "what is done only if a condition holds is written `(when condition ...)`");
    diag_edit(p->world->diag, d->item[0]->span, "when");
    return e;
  }
  if (d->len != 4) return parse_wrong_if(p, d);
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
  e->iff.word = d->item[0]->name->text;
  return e;
}

/* What other languages call the last clause. */
static bool is_else(Parser *p, Datum *d) {
  static const char *const word[] = {"else", "otherwise", "t", ":else", "default"};
  for (size_t i = 0; i < sizeof word / sizeof *word; i++)
    if (datum_is_name(d, word[i]))
      return !local_find(p, d) && !scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  return false;
}

static Expr *report_else(Parser *p, Datum *d) {
  SYNTAX_ERROR(p, d->span, "the last clause of a `cond` begins with `True`, not `%s`",
               d->name->text);
  diag_edit(p->world->diag, d->span, "True");
  return ast_truth(p, d->span, true);
}

/* (cond (e body)+) */
Expr *parse_cond(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`cond` needs clauses: (cond (test body) ...)");
  int n = d->len - 1;
  for (int i = 1; i <= n; i++)
    if (!datum_is_list(d->item[i]) || d->item[i]->len < 2) {
      Expr *e = SYNTAX_ERROR(p, d->item[i]->span, "a clause of `cond` is written (test body)");
      diag_hint(p->world->diag,
                "every clause stands in parentheses of its own: `(cond ((> x 0) 1) (True 2))`");
      return e;
    }
  Expr **test = ARENA_ARRAY(p->world->arena, Expr *, n);
  Expr **body = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) {
    Datum *c = d->item[i + 1];
    test[i] = is_else(p, c->item[0]) ? report_else(p, c->item[0]) : parse_expr(p, c->item[0]);
    body[i] = parse_body(p, c->item + 1, c->len - 1, c->span);
  }
  Expr *e = ast_new(p, EXPR_FAIL, d->span);
  e->text = "no clause of this cond is true";
  for (int i = n - 1; i >= 0; i--) {
    e = ast_if(p, d->span, test[i], body[i], e);
    e->iff.word = "cond";
  }
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
  e->the.word = d->item[0]->name->text;
  for (int i = d->len - 2; i >= 1; i--) {
    e = is_and ? ast_if(p, d->span, part[i], e, ast_truth(p, d->span, false))
               : ast_if(p, d->span, part[i], ast_truth(p, d->span, true), e);
    e->iff.word = d->item[0]->name->text;
  }
  return e;
}

/* (progn body) */
Expr *parse_progn(Parser *p, Datum *d) {
  if (d->len == 1) return ast_unit(p, d->span);
  return parse_body(p, d->item + 1, d->len - 1, d->span);
}

static bool is_constructor(Parser *p, const Datum *d) {
  Global *g = d->kind == DATUM_NAME ? scope_lookup(p->world, p->scope, SPACE_VALUE, d) : NULL;
  return g && g->kind == VALUE_CTOR;
}

/* Is every branch a list of a pattern and a body? One message, for one that is not. */
static bool check_branches(Parser *p, Datum *d) {
  for (int i = 2; i < d->len; i++) {
    Datum *b = d->item[i], *before = d->item[i - 1];
    if (datum_is_list(b) && b->len >= 2) {
      if (!datum_is_name(b->item[1], "->") && !datum_is_name(b->item[1], "=>")) continue;
      SYNTAX_ERROR(p, b->item[1]->span,
                   "a branch of `match` is written (pattern body), without `%s`",
                   b->item[1]->name->text);
      diag_edit(p->world->diag, b->item[1]->span, "%s", "");
      return false;
    }
    bool is_body =
        i > 2 && datum_is_list(before) && before->len && is_constructor(p, before->item[0]);
    SYNTAX_ERROR(p,
                 is_body                           ? before->span
                 : datum_is_list(b) && b->len == 1 ? b->item[0]->span
                                                   : b->span,
                 "a branch of `match` is written (pattern body)");
    if (is_body || (datum_is_list(b) && b->len == 1 && is_constructor(p, b->item[0])))
      diag_hint(p->world->diag,
                "pattern and body stand together in one more pair of parentheses: `((Some x) x)`");
    return false;
  }
  return true;
}

/* (match e (pat body)*) */
Expr *parse_match(Parser *p, Datum *d) {
  if (d->len < 2)
    return SYNTAX_ERROR(p, d->span, "`match` is written (match value (pattern body) ...)");
  if (!check_branches(p, d)) return ast_error(p, d->span);
  Expr *e = ast_new(p, EXPR_MATCH, d->span);
  e->match.value = parse_expr(p, d->item[1]);
  e->match.branches = d->len - 2;
  e->match.branch = ARENA_ARRAY(p->world->arena, MatchBranch, d->len);
  for (int i = 0; i < e->match.branches; i++) {
    Datum *b = d->item[i + 2];
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
