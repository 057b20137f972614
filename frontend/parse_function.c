/* parse_function.c -- fn, and definitions in function style. */
#include "frontend/parse_internal.h"

#include <string.h>

static void parse_keyword_params(Parser *p, Function *f, Datum **item, int len, LocalVec *seen) {
  f->keyword = ARENA_ARRAY(p->world->arena, Keyword, len);
  for (int i = 0; i < len; i++) {
    Datum *d = item[i];
    if (!datum_is_list(d) || d->len != 2 || d->item[0]->kind != DATUM_NAME) {
      SYNTAX_ERROR(p, d->span, "a keyword parameter is written (name default)");
      continue;
    }
    Keyword *k = &f->keyword[f->keywords++];
    k->name = d->item[0]->name;
    k->span = d->item[0]->span;
    k->value = parse_expr(p, d->item[1]);
    k->local = pattern_local(p, d->item[0], seen, "a parameter list");
    local_bind(p, k->local);
  }
}

/* params := pat* ('&key' (id e)*)? -- and the body after them */
void parse_function(Parser *p, Function *f, Datum **param, int params, Datum **body, int len,
                    Span form) {
  LocalVec seen = {0};
  Function *outer = p->function;
  if (!f->transparent) p->function = f; /* otherwise `return` leaves the function around it */
  p->depth++;
  int n = 0;
  while (n < params && !datum_is_name(param[n], "&key")) n++;
  bool keys = n < params;
  f->param = ARENA_ARRAY(p->world->arena, Pattern *, n + 1);
  for (int i = 0; i < n; i++) {
    f->param[i] = parse_pattern(p, param[i], &seen, "a parameter list");
    local_bind_pattern(p, f->param[i]);
  }
  f->params = n;
  if (n == 0 && !keys) {
    f->nullary = true;
    f->param[0] = pattern_new(p, PATTERN_WILD, form);
    f->params = 1;
  }
  if (keys) parse_keyword_params(p, f, param + n + 1, params - n - 1, &seen);
  f->body = parse_body(p, body, len, form);
  for (int i = f->keywords - 1; i >= 0; i--) local_unbind(p, f->keyword[i].local);
  for (int i = n - 1; i >= 0; i--) local_unbind_pattern(p, f->param[i]);
  p->depth--;
  p->function = outer;
}

/* (fn (pat* ...) body) */
Expr *parse_fn(Parser *p, Datum *d) {
  if (d->len < 2 || !datum_is_list(d->item[1])) {
    Expr *e = SYNTAX_ERROR(p, d->len < 2 ? d->span : d->item[1]->span,
                           "`fn` takes its parameters in parentheses: (fn (x y) body)");
    if (d->len > 2 && d->item[1]->kind == DATUM_NAME)
      diag_edit(p->world->diag, d->item[1]->span, "(%s)", d->item[1]->name->text);
    return e;
  }
  Expr *e = ast_new(p, EXPR_FN, d->span);
  e->function = ARENA_NEW(p->world->arena, Function);
  if (d->len == 2) return SYNTAX_ERROR(p, d->span, "this `fn` has no body");
  parse_function(p, e->function, d->item[1]->item, d->item[1]->len, d->item + 2, d->len - 2,
                 d->span);
  return e;
}

/* body of a definition: a leading string is a doc string when something follows it */
static int skip_doc(Definition *def, Datum *form, int at) {
  if (form->len > at + 1 && form->item[at]->kind == DATUM_STRING) {
    if (def->global && !def->global->doc) def->global->doc = form->item[at]->text;
    return at + 1;
  }
  return at;
}

/* Does this look like parameters: names that mean nothing? */
static bool is_parameters(Parser *p, Datum *d) {
  if (d->kind == DATUM_NAME)
    return !datum_is_keyword(d) && !scope_find(p->world, p->scope, SPACE_VALUE, d, false);
  if ((d->kind != DATUM_LIST && d->kind != DATUM_BRACKET)) return false;
  for (int i = 0; i < d->len; i++)
    if (d->item[i]->kind != DATUM_NAME || !is_parameters(p, d->item[i])) return false;
  return d->len > 0 || d->kind == DATUM_LIST;
}

/* (define f (x) body) or (define f x body), where (define (f x) body) is meant. */
static Expr *report_parameters(Parser *p, Datum *d, int at) {
  Datum *name = d->item[1], *list = d->item[at];
  Diag *dg = p->world->diag;
  Expr *e =
      SYNTAX_ERROR(p, span_join(name->span, list->span),
                   "a function is defined by (define (%s parameter ...) body)", name->name->text);
  const char *params = "";
  if (list->kind == DATUM_NAME) params = arena_printf(p->world->arena, " %s", list->name->text);
  else
    for (int i = 0; i < list->len; i++)
      params = arena_printf(p->world->arena, "%s %s", params, list->item[i]->name->text);
  diag_hint(dg, "write `(define (%s%s) ...)`", name->name->text, params);
  diag_edit(dg, span_join(name->span, list->span), "(%s%s)", name->name->text, params);
  return e;
}

void parse_definition(Parser *p, Definition *def) {
  Datum *d = def->form;
  p->definition = def;
  p->errors_before = p->world->diag->errors;
  Datum *head = d->item[1];
  int at = skip_doc(def, d, 2);
  if (datum_is_list(head)) {
    def->function = ARENA_NEW(p->world->arena, Function);
    if (d->len == at) {
      SYNTAX_ERROR(p, d->span, "the function `%s` has no body", head->item[0]->name->text);
      def->function = NULL;
      def->value = ast_error(p, d->span);
    } else {
      parse_function(p, def->function, head->item + 1, head->len - 1, d->item + at, d->len - at,
                     d->span);
    }
  } else if (d->len == at) {
    def->value = SYNTAX_ERROR(p, d->span, "`define` of `%s` has no value", head->name->text);
  } else if (d->len > at + 1 && is_parameters(p, d->item[at])) {
    def->value = report_parameters(p, d, at);
  } else {
    def->value = parse_body(p, d->item + at, d->len - at, d->span);
  }
  local_report_unused(p, !def->is_method);
  p->definition = NULL;
}

void parse_toplevel_expression(Parser *p, Definition *def) {
  p->definition = def;
  p->errors_before = p->world->diag->errors;
  def->value = parse_expr(p, def->form);
  local_report_unused(p, true);
  p->definition = NULL;
}
