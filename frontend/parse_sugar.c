/* parse_sugar.c -- forms that are rewritten at once, and forms of other languages. */
#include "frontend/parse_internal.h"

#include <string.h>

/* (as type e?), (try-as type e?), (unwrap-as type e?) */
Expr *parse_as(Parser *p, Datum *d) {
  const char *what = d->item[0]->name->text;
  if (d->len != 2 && d->len != 3)
    return SYNTAX_ERROR(p, d->span, "`%s` is written (%s type expression)", what, what);
  Span span = d->span;
  Local *x = d->len == 2 ? local_new(p, NULL, 0, span) : NULL;
  Expr *arg = x ? ast_local(p, span, x) : parse_expr(p, d->item[2]);
  Expr *e;
  if (strcmp(what, "as") == 0) {
    e = ast_the(p, span, d->item[1],
                ast_call1(p, span, ast_library(p, d->item[0]->span, "coalton/classes:into"), arg));
  } else {
    Datum **item = ARENA_ARRAY(p->world->arena, Datum *, 2);
    item[0] = datum_new_name(p->world, d->item[1]->span, "coalton:Optional");
    item[1] = d->item[1];
    e = ast_the(
        p, span, datum_new_list(p->world, d->item[1]->span, item, 2),
        ast_call1(p, span, ast_library(p, d->item[0]->span, "coalton/classes:tryInto"), arg));
    if (strcmp(what, "unwrap-as") == 0)
      e = ast_call1(p, span, ast_library(p, d->item[0]->span, "coalton/classes:unwrap"), e);
  }
  if (!x) return e;
  Pattern *pat = pattern_new(p, PATTERN_VAR, span);
  pat->local = x;
  return ast_fn(p, span, pat, e);
}

/* (nest f g x) is (f (g x)); (pipe x g f) as well */
Expr *parse_nest(Parser *p, Datum *d) {
  bool pipe = datum_is_name(d->item[0], "pipe");
  if (d->len < 3)
    return SYNTAX_ERROR(p, d->span, "`%s` needs a value and a function", d->item[0]->name->text);
  Expr **part = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  for (int i = 1; i < d->len; i++) part[i] = parse_expr(p, d->item[i]);
  if (pipe) {
    Expr *e = part[1];
    for (int i = 2; i < d->len; i++) e = ast_call1(p, d->span, part[i], e);
    return e;
  }
  Expr *e = part[d->len - 1];
  for (int i = d->len - 2; i >= 1; i--) e = ast_call1(p, d->span, part[i], e);
  return e;
}

/* (.< f g) is (fn (x) (f (g x))); (.> f g) is (fn (x) (g (f x))). The functions are evaluated once. */
Expr *parse_compose(Parser *p, Datum *d) {
  bool forward = datum_is_name(d->item[0], ".>");
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`%s` needs a function", d->item[0]->name->text);
  int n = d->len - 1;
  Local **fn = ARENA_ARRAY(p->world->arena, Local *, n);
  Expr **part = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) {
    part[i] = parse_expr(p, d->item[i + 1]);
    fn[i] = local_new(p, NULL, 0, d->item[i + 1]->span);
  }
  Local *x = local_new(p, NULL, 0, d->span);
  Expr *e = ast_local(p, d->span, x);
  for (int i = 0; i < n; i++) {
    Local *f = fn[forward ? i : n - 1 - i];
    e = ast_call1(p, d->span, ast_local(p, f->span, f), e);
  }
  Pattern *pat = pattern_new(p, PATTERN_VAR, d->span);
  pat->local = x;
  e = ast_fn(p, d->span, pat, e);
  for (int i = n - 1; i >= 0; i--) {
    Expr *b = ast_new(p, EXPR_BIND, d->span);
    b->bind.pat = pattern_new(p, PATTERN_VAR, fn[i]->span);
    b->bind.pat->local = fn[i];
    b->bind.value = part[i];
    b->bind.body = e;
    e = b;
  }
  return e;
}

/* (make-list e*) */
Expr *parse_make_list(Parser *p, Datum *d) {
  Expr *e = ast_new(p, EXPR_LIST, d->span);
  e->list.items = d->len - 1;
  e->list.item = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  for (int i = 1; i < d->len; i++) e->list.item[i - 1] = parse_expr(p, d->item[i]);
  return e;
}

/* (assert e str? e*) */
Expr *parse_assert(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`assert` is written (assert condition message)");
  Expr *cond = parse_expr(p, d->item[1]);
  Expr *message = ast_string(p, d->span, "assertion failed");
  if (d->len > 2)
    message = ast_call2(p, d->span, ast_library(p, d->span, "smelter/prim:string-concat"),
                        ast_string(p, d->span, "assertion failed: "), parse_expr(p, d->item[2]));
  Expr *fail = ast_call1(p, d->span, ast_library(p, d->span, "smelter/prim:error"), message);
  return ast_if(p, d->span, cond, ast_unit(p, d->span), fail);
}

/* (unreachable str?) */
Expr *parse_unreachable(Parser *p, Datum *d) {
  Expr *message = d->len > 1 ? parse_expr(p, d->item[1]) : ast_string(p, d->span, "unreachable");
  return ast_call1(p, d->span, ast_library(p, d->span, "smelter/prim:error"), message);
}

/* (type-of e) */
Expr *parse_type_of(Parser *p, Datum *d) {
  if (d->len != 2) return SYNTAX_ERROR(p, d->span, "`type-of` takes one expression");
  Expr *e = ast_new(p, EXPR_TYPE_OF, d->span);
  e->value = parse_expr(p, d->item[1]);
  return e;
}

/* (inline e), (noinline e), (likely e), (unlikely e): hints, dropped; (unsafe body) */
Expr *parse_hint(Parser *p, Datum *d) {
  if (datum_is_name(d->item[0], "unsafe")) return parse_progn(p, d);
  if (d->len != 2)
    return SYNTAX_ERROR(p, d->span, "`%s` takes one expression", d->item[0]->name->text);
  Expr *e = parse_expr(p, d->item[1]);
  if (!datum_is_name(d->item[0], "likely") && !datum_is_name(d->item[0], "unlikely")) return e;
  return ast_the(p, d->span, datum_new_name(p->world, d->span, "coalton:Boolean"), e);
}

Expr *parse_lisp(Parser *p, Datum *d) {
  diag_error(p->world->diag, DIAG_OTHER_LISP, d->span,
             "there is no Lisp below: `lisp` is not available; C is the foreign language here");
  diag_hint(p->world->diag, "use (c (-> Type) (variables) \"expression\") or define-foreign");
  return ast_error(p, d->span);
}

/* Where a new name for the head or a quotation mark is all it takes, an edit does it. */
static void edit_other_form(Parser *p, Datum *d) {
  const char *word = d->item[0]->name->text;
  Diag *dg = p->world->diag;
  if (strcmp(word, "lambda") == 0) diag_edit(dg, d->item[0]->span, "fn");
  else if (strcmp(word, "list") == 0) diag_edit(dg, d->item[0]->span, "make-list");
  else if (strcmp(word, "define") == 0 && d->len == 3 && d->item[1]->kind == DATUM_NAME) {
    diag_edit(dg, d->item[0]->span, "let");
    diag_edit(dg, span_of(d->span.file, d->item[1]->span.at + d->item[1]->span.len, 0), " =");
  } else if (strcmp(word, "begin") == 0) diag_edit(dg, d->item[0]->span, "progn");
  else if (strcmp(word, "quote") == 0 && d->len == 2 && datum_is_list(d->item[1]) &&
           d->item[0]->span.len == 1)
    diag_edit(dg, span_of(d->span.file, d->span.at, 2), "(make-list ");
}

void report_other_form(World *w, Datum *d) {
  static const struct {
    const char *word, *advice;
    bool ours;
  } table[] = {
#define FORM(word, advice) {word, advice, false},
#define OURS(word, advice) {word, advice, true},
#include "frontend/elsewhere.def"
  };
  const char *word = d->item[0]->name->text;
  size_t i = 0;
  while (i + 1 < sizeof table / sizeof *table && strcmp(table[i].word, word) != 0) i++;
  diag_error(w->diag, table[i].ours ? DIAG_SYNTAX : DIAG_OTHER_LISP, d->span,
             table[i].ours ? "`%s` stands at top level only" : "`%s` is a form of another language",
             strcmp(word, "unquote") == 0 ? "," : word);
  diag_hint(w->diag, "%s", table[i].advice);
}

/* Forms that people bring along from other languages. */
Expr *parse_other_language(Parser *p, Datum *d) {
  report_other_form(p->world, d);
  edit_other_form(p, d);
  return ast_error(p, d->span);
}
