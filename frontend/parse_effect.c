/* parse_effect.c -- do, exceptions, resumptions, dynamic variables. */
#include "frontend/parse_internal.h"

#include <string.h>

/* do-elt := e | '(' pat '<-' e ')' | short-let */
static Expr *parse_do_rest(Parser *p, Datum **item, int len, Span form) {
  Datum *d = item[0];
  bool binds = datum_is_list(d) && d->len == 3 && datum_is_name(d->item[1], "<-");
  if (len == 1) {
    if (binds || is_short_let(d))
      return SYNTAX_ERROR(p, d->span, "the last element of a `do` must be an expression");
    return parse_expr(p, d);
  }
  if (is_short_let(d)) {
    if (d->len != 4)
      return SYNTAX_ERROR(p, d->span, "this binding is written (let pattern = value)");
    LocalVec seen = {0};
    Expr *e = ast_new(p, EXPR_BIND, d->span);
    e->bind.value = parse_expr(p, d->item[3]);
    e->bind.pat = parse_pattern(p, d->item[1], &seen, "a let");
    local_bind_pattern(p, e->bind.pat);
    e->bind.body = parse_do_rest(p, item + 1, len - 1, form);
    local_unbind_pattern(p, e->bind.pat);
    return e;
  }
  Expr *value = parse_expr(p, binds ? d->item[2] : d);
  LocalVec seen = {0};
  p->depth++;
  Pattern *pat =
      binds ? parse_pattern(p, d->item[0], &seen, "a do") : pattern_new(p, PATTERN_WILD, d->span);
  local_bind_pattern(p, pat);
  Expr *rest = parse_do_rest(p, item + 1, len - 1, form);
  local_unbind_pattern(p, pat);
  p->depth--;
  Pattern *param = pat;
  if (pat->kind == PATTERN_CTOR || pat->kind >= PATTERN_INTEGER) {
    /* may fail: (fn (x) (match x (pat rest))), which is not checked for coverage */
    Local *x = local_new(p, NULL, 0, pat->span);
    param = pattern_new(p, PATTERN_VAR, pat->span);
    param->local = x;
    Expr *m = ast_new(p, EXPR_MATCH, pat->span);
    m->match.value = ast_local(p, pat->span, x);
    m->match.branches = -1;
    m->match.branch = ARENA_ARRAY(p->world->arena, MatchBranch, 1);
    m->match.branch[0] = (MatchBranch){pat, rest};
    rest = m;
  }
  return ast_call2(p, d->span, ast_library(p, d->span, "coalton/classes:>>="), value,
                   ast_fn(p, d->span, param, rest));
}

Expr *parse_do(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`do` needs at least one expression");
  return parse_do_rest(p, d->item + 1, d->len - 1, d->span);
}

Expr *parse_throw(Parser *p, Datum *d) {
  bool resume = datum_is_name(d->item[0], "resume-to");
  if (d->len != 2) return SYNTAX_ERROR(p, d->span, "`%s` takes one value", d->item[0]->name->text);
  Expr *e = ast_new(p, resume ? EXPR_RESUME : EXPR_THROW, d->span);
  e->value = parse_expr(p, d->item[1]);
  return e;
}

/* (catch e ((Con pat*) body | _ body)+), (resumable e ((Con pat*) body)+) */
Expr *parse_catch(Parser *p, Datum *d) {
  bool resumable = datum_is_name(d->item[0], "resumable");
  const char *what = d->item[0]->name->text;
  if (d->len < 3)
    return SYNTAX_ERROR(p, d->span, "`%s` is written (%s expression (pattern body) ...)", what,
                        what);
  Expr *e = ast_new(p, resumable ? EXPR_RESUMABLE : EXPR_CATCH, d->span);
  p->depth++; /* the guarded expression and the branches become functions */
  e->catching.value = parse_expr(p, d->item[1]);
  e->catching.branches = d->len - 2;
  e->catching.branch = ARENA_ARRAY(p->world->arena, MatchBranch, d->len);
  for (int i = 0; i < e->catching.branches; i++) {
    Datum *b = d->item[i + 2];
    MatchBranch *m = &e->catching.branch[i];
    m->body = ast_error(p, b->span);
    m->pat = pattern_new(p, PATTERN_ERROR, b->span);
    if (!datum_is_list(b) || b->len < 2) {
      SYNTAX_ERROR(p, b->span, "a branch of `%s` is written (pattern body)", what);
      continue;
    }
    Datum *pd = b->item[0];
    if (pd->kind == DATUM_NAME && !(datum_is_name(pd, "_") && !resumable)) {
      diag_error(p->world->diag, DIAG_EXCEPTION, pd->span,
                 "the pattern of a `%s` branch must be a constructor of %s, not a variable", what,
                 resumable ? "a resumption" : "an exception, or `_`");
      continue;
    }
    LocalVec seen = {0};
    m->pat = parse_pattern(p, pd, &seen, "a pattern");
    local_bind_pattern(p, m->pat);
    m->body = parse_body(p, b->item + 1, b->len - 1, b->span);
    local_unbind_pattern(p, m->pat);
  }
  p->depth--;
  return e;
}

/* (dynamic-bind ((*x* e)*) body) */
Expr *parse_dynamic_bind(Parser *p, Datum *d) {
  if (d->len < 3 || !datum_is_list(d->item[1]))
    return SYNTAX_ERROR(p, d->span,
                        "`dynamic-bind` is written (dynamic-bind ((*name* value) ...) body)");
  Datum *list = d->item[1];
  Expr *e = ast_new(p, EXPR_DYNAMIC, d->span);
  bool good = true;
  e->dynamic.vars = list->len;
  e->dynamic.var = ARENA_ARRAY(p->world->arena, Global *, list->len + 1);
  e->dynamic.value = ARENA_ARRAY(p->world->arena, Expr *, list->len + 1);
  for (int i = 0; i < list->len; i++) {
    Datum *b = list->item[i];
    if (!datum_is_list(b) || b->len != 2 || b->item[0]->kind != DATUM_NAME) {
      SYNTAX_ERROR(p, b->span, "a binding of `dynamic-bind` is written (*name* value)");
      good = false;
      continue;
    }
    Global *g = scope_find(p->world, p->scope, SPACE_VALUE, b->item[0], true);
    if (g && !g->dynamic) {
      diag_error(p->world->diag, DIAG_DYNAMIC, b->item[0]->span, "`%s` is not a dynamic variable",
                 b->item[0]->name->text);
      good = false;
    }
    if (g && g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
    good = good && g;
    e->dynamic.var[i] = g;
    e->dynamic.value[i] = parse_expr(p, b->item[1]);
  }
  p->depth++;
  e->dynamic.body = parse_body(p, d->item + 2, d->len - 2, d->span);
  p->depth--;
  return good ? e : ast_error(p, d->span);
}
