/* parse_loop.c -- for and its relatives, break, continue, return. */
#include "frontend/parse_internal.h"

#include <string.h>

/* The function that `return` leaves. A rec's or do's own function is passed through. */
Expr *parse_return(Parser *p, Datum *d) {
  Function *f = p->function;
  if (!f)
    return diag_error(p->world->diag, DIAG_CONTROL, d->span,
                      "`return` stands outside of any function (`fn` or a function definition)"),
           ast_error(p, d->span);
  if (d->len > 2) return SYNTAX_ERROR(p, d->span, "`return` takes at most one value");
  Expr *e = ast_new(p, EXPR_RETURN, d->span);
  e->ret.function = f;
  f->returns = true;
  e->ret.value = d->len == 2 ? parse_expr(p, d->item[1]) : ast_unit(p, d->span);
  return e;
}

/* (break :label?), (continue :label?) */
Expr *parse_jump(Parser *p, Datum *d) {
  const char *what = d->item[0]->name->text;
  if (d->len > 2 || (d->len == 2 && !datum_is_keyword(d->item[1])))
    return SYNTAX_ERROR(p, d->span, "`%s` takes at most a loop's label, a keyword", what);
  Loop *found = NULL, *outside = NULL;
  for (int i = p->loops.len - 1; i >= 0 && !found; i--) {
    Loop *l = p->loops.data[i];
    if (d->len == 2 && l->label != d->item[1]->name) continue;
    if (l->function == p->function) found = l;
    else if (!outside) outside = l;
  }
  if (!found) {
    if (outside) {
      diag_error(
          p->world->diag, DIAG_CONTROL, d->span,
          "`%s` stands in a function of its own inside of the loop; that may be called when the "
          "loop is long over, so it cannot leave it",
          what);
      diag_note(p->world->diag, outside->span, "this is the loop");
    } else if (d->len == 2)
      diag_error(p->world->diag, DIAG_CONTROL, d->item[1]->span,
                 "no loop around this has the label `%s`", d->item[1]->name->text);
    else
      diag_error(p->world->diag, DIAG_CONTROL, d->span,
                 "`%s` stands outside of any loop of its function", what);
    return ast_error(p, d->span);
  }
  Expr *e = ast_new(p, strcmp(what, "break") == 0 ? EXPR_BREAK : EXPR_CONTINUE, d->span);
  e->jump.loop = found;
  if (e->kind == EXPR_BREAK) found->breaks = true;
  else found->continues = true;
  if (found->depth != p->depth) found->left_by_closure = true;
  return e;
}

static Expr *parse_loop_body(Parser *p, Loop *loop, Datum **item, int len, Span form) {
  if (len == 0) return ast_unit(p, form);
  vec_push(p->world->arena, &p->loops, loop);
  Expr *body = parse_body(p, item, len, form);
  p->loops.len--;
  return body;
}

Loop *loop_new(Parser *p, const Sym *label, Span span) {
  Loop *l = ARENA_NEW(p->world->arena, Loop);
  l->label = label;
  l->span = span;
  l->function = p->function;
  l->depth = p->depth;
  return l;
}

/* Iteration over `it` (a local holding an iterator): loop { (match (next! it) ((None) break) ((Some pat) body)) } */
Expr *parse_iteration(Parser *p, Span span, Loop *loop, Local *it, Pattern *item, Expr *body) {
  Expr *m = ast_new(p, EXPR_MATCH, span);
  m->match.value =
      ast_call1(p, span, ast_library(p, span, "coalton/iterator:next!"), ast_local(p, span, it));
  m->match.branches = 2;
  m->match.branch = ARENA_ARRAY(p->world->arena, MatchBranch, 2);
  Pattern *none = pattern_new(p, PATTERN_CTOR, span);
  none->ctor = ast_library(p, span, "coalton:None")->global;
  Pattern *some = pattern_new(p, PATTERN_CTOR, item->span);
  some->ctor = ast_library(p, span, "coalton:Some")->global;
  some->sub = ARENA_ARRAY(p->world->arena, Pattern *, 1);
  some->sub[0] = item;
  some->subs = 1;
  Expr *stop = ast_new(p, EXPR_BREAK, span);
  stop->jump.loop = loop;
  loop->breaks = true;
  m->match.branch[0] = (MatchBranch){none, stop};
  m->match.branch[1] = (MatchBranch){some, ast_seq(p, body, ast_unit(p, span))};
  return ast_for(p, span, loop, TEST_NONE, NULL, m);
}

/* (for pat in e body): the curried dialect's loop over anything with an iterator */
static Expr *parse_for_in(Parser *p, Datum *d, int at, const Sym *label) {
  Span span = d->span;
  Expr *over = ast_call1(p, d->item[at + 2]->span,
                         ast_library(p, d->item[at + 2]->span, "coalton/iterator:into-iter"),
                         parse_expr(p, d->item[at + 2]));
  Local *it = local_new(p, NULL, 0, span);
  Loop *loop = loop_new(p, label, span);
  LocalVec seen = {0};
  Pattern *item = parse_pattern(p, d->item[at], &seen, "a for");
  local_bind_counted(p, item);
  Expr *body = parse_loop_body(p, loop, d->item + at + 3, d->len - at - 3, span);
  local_unbind_pattern(p, item);
  return ast_bind(p, span, it, over, parse_iteration(p, span, loop, it, item, body));
}

static bool for_is_list_of_lists(const Datum *d) {
  if (!datum_is_list(d)) return false;
  for (int i = 0; i < d->len; i++)
    if (!datum_is_list(d->item[i])) return false;
  return true;
}

typedef struct ForVar {
  Datum *name, *init, *step, *declared;
} ForVar;

typedef VEC(ForVar) ForVarVec;

static bool parse_for_vars(Parser *p, Datum *list, ForVarVec *out) {
  bool good = true;
  for (int i = 0; i < list->len; i++) {
    Datum *d = list->item[i];
    if (datum_is_form(d, "declare") && d->len == 3) continue;
    if (d->len != 3 || d->item[0]->kind != DATUM_NAME) {
      SYNTAX_ERROR(p, d->span, "a variable of `for` is written (name initial step)");
      bool has_name = d->kind == DATUM_LIST && d->len == 2 && d->item[0]->kind == DATUM_NAME;
      if (has_name)
        diag_hint(p->world->diag, "a collection is gone through by `(for x in xs ...)`");
      good &= has_name;
      if (!has_name) continue;
    }
    ForVar v = {d->item[0], d->item[1], d->item[d->len - 1], NULL};
    for (int k = 0; k < list->len; k++) {
      Datum *c = list->item[k];
      if (datum_is_form(c, "declare") && c->len == 3 && c->item[1]->kind == DATUM_NAME &&
          c->item[1]->name == v.name->name)
        v.declared = c->item[2];
    }
    vec_push(p->world->arena, out, v);
  }
  return good;
}

/* (for :label? ((id init step)*) (:returns e)? ((:while|:until|:repeat) e)? body) and for* */
Expr *parse_for(Parser *p, Datum *d) {
  int at = 1;
  const Sym *label = NULL;
  if (at < d->len && datum_is_keyword(d->item[at])) label = d->item[at++]->name;
  if (d->len - at >= 3 && datum_is_name(d->item[at + 1], "in"))
    return parse_for_in(p, d, at, label);
  if (at >= d->len || !for_is_list_of_lists(d->item[at])) {
    if (local_find(p, d->item[0]) || scope_lookup(p->world, p->scope, SPACE_VALUE, d->item[0]))
      return parse_call(p, d);
    return SYNTAX_ERROR(p, d->span,
                        "`for` is written (for ((name first next) ...) :while test body ...), or "
                        "(for pattern in iterator body ...)");
  }
  ForVarVec vars = {0};
  bool good = parse_for_vars(p, d->item[at++], &vars);
  Loop *loop = loop_new(p, label, d->span);
  Expr *e = ast_for(p, d->span, loop, TEST_NONE, NULL, NULL);
  e->loop.sequential = datum_is_name(d->item[0], "for*");
  e->loop.vars = vars.len;
  e->loop.var = ARENA_ARRAY(p->world->arena, Binding *, vars.len + 1);
  e->loop.step = ARENA_ARRAY(p->world->arena, Expr *, vars.len + 1);
  LocalVec seen = {0};
  for (int i = 0; i < vars.len; i++) {
    Binding *b = binding_new(p, vars.data[i].name, vars.data[i].declared);
    e->loop.var[i] = b;
    b->mono = true;
    b->local->is_loop = true;
    b->local->binding = NULL;
    local_check_duplicate(p, &seen, b->local, "a for");
    b->value = parse_expr(p, vars.data[i].init);
    if (e->loop.sequential) local_bind(p, b->local);
  }
  if (!e->loop.sequential)
    for (int i = 0; i < vars.len; i++) local_bind(p, e->loop.var[i]->local);
  for (int i = 0; i < vars.len; i++) {
    e->loop.step[i] = parse_expr(p, vars.data[i].step);
    e->loop.var[i]->local->used = true;
  }
  if (at + 1 < d->len && datum_is_name(d->item[at], ":returns")) {
    e->loop.returns = parse_expr(p, d->item[at + 1]);
    at += 2;
  }
  static const struct {
    const char *word;
    LoopTest test;
  } test[] = {{":while", TEST_WHILE}, {":until", TEST_UNTIL}, {":repeat", TEST_REPEAT}};
  for (int i = 0; i < 3 && at < d->len; i++)
    if (datum_is_name(d->item[at], test[i].word)) {
      if (at + 1 >= d->len) {
        SYNTAX_ERROR(p, d->item[at]->span, "`%s` needs an expression after it", test[i].word);
        good = false;
      } else {
        e->loop.test = test[i].test;
        e->loop.limit = parse_expr(p, d->item[at + 1]);
      }
      at += 2;
      break;
    }
  e->loop.body = at < d->len ? parse_loop_body(p, loop, d->item + at, d->len - at, d->span)
                             : ast_unit(p, d->span);
  for (int i = vars.len - 1; i >= 0; i--) local_unbind(p, e->loop.var[i]->local);
  return good ? e : ast_error(p, d->span);
}

/* (loop body), (while e body), (while-let pat = e body): the curried dialect's loops */
Expr *parse_old_loop(Parser *p, Datum *d) {
  const char *what = d->item[0]->name->text;
  int at = 1;
  const Sym *label = NULL;
  if (at < d->len && datum_is_keyword(d->item[at])) label = d->item[at++]->name;
  Loop *loop = loop_new(p, label, d->span);
  if (strcmp(what, "loop") == 0)
    return ast_for(p, d->span, loop, TEST_NONE, NULL,
                   parse_loop_body(p, loop, d->item + at, d->len - at, d->span));
  if (strcmp(what, "while") == 0) {
    if (d->len - at < 1)
      return SYNTAX_ERROR(p, d->span, "`while` is written (while condition body)");
    Expr *limit = parse_expr(p, d->item[at]);
    return ast_for(p, d->span, loop, TEST_WHILE, limit,
                   parse_loop_body(p, loop, d->item + at + 1, d->len - at - 1, d->span));
  }
  if (d->len - at < 3 || !datum_is_name(d->item[at + 1], "="))
    return SYNTAX_ERROR(p, d->span, "`while-let` is written (while-let pattern = value body)");
  Expr *m = ast_new(p, EXPR_MATCH, d->span);
  m->match.value = parse_expr(p, d->item[at + 2]);
  m->match.branches = 2;
  m->match.branch = ARENA_ARRAY(p->world->arena, MatchBranch, 2);
  LocalVec seen = {0};
  Pattern *pat = parse_pattern(p, d->item[at], &seen, "a while-let");
  local_bind_pattern(p, pat);
  Expr *body = parse_loop_body(p, loop, d->item + at + 3, d->len - at - 3, d->span);
  local_unbind_pattern(p, pat);
  Expr *stop = ast_new(p, EXPR_BREAK, d->span);
  stop->jump.loop = loop;
  loop->breaks = true;
  m->match.branch[0] = (MatchBranch){pat, ast_seq(p, body, ast_unit(p, d->span))};
  m->match.branch[1] = (MatchBranch){pattern_new(p, PATTERN_WILD, d->span), stop};
  return ast_for(p, d->span, loop, TEST_NONE, NULL, m);
}
