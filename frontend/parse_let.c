/* parse_let.c -- bodies, and the forms that bind: let, let*, rec, the short let. */
#include "frontend/parse_internal.h"

#include <string.h>

/* short-let := '(let' pat '=' e ')' */
bool is_short_let(const Datum *d) {
  return datum_is_form(d, "let") && d->len >= 3 && datum_is_name(d->item[2], "=");
}

/* (let *x* = e) rebinds a dynamic variable for the rest of the body. */
static Expr *parse_short_dynamic(Parser *p, Datum *d, Datum **rest, int len, Span form) {
  Expr *e = ast_new(p, EXPR_DYNAMIC, d->span);
  Global *g = scope_find(p->world, p->scope, SPACE_VALUE, d->item[1], true);
  e->dynamic.var = ARENA_ARRAY(p->world->arena, Global *, 1);
  e->dynamic.value = ARENA_ARRAY(p->world->arena, Expr *, 1);
  e->dynamic.vars = 1;
  e->dynamic.var[0] = g;
  e->dynamic.value[0] = parse_expr(p, d->item[3]);
  p->depth++;
  e->dynamic.body = parse_body(p, rest, len, form);
  p->depth--;
  if (g && g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
  return g ? e : ast_error(p, d->span);
}

static Expr *parse_short_let(Parser *p, Datum *d, Datum **rest, int len, Span form) {
  if (d->len != 4) {
    SYNTAX_ERROR(p, d->span, "this binding is written (let pattern = value)");
    return parse_body(p, rest, len, form);
  }
  if (d->item[1]->kind == DATUM_NAME && name_is_dynamic(d->item[1]->name))
    return parse_short_dynamic(p, d, rest, len, form);
  Expr *value = parse_expr(p, d->item[3]);
  LocalVec seen = {0};
  Pattern *pat = parse_pattern(p, d->item[1], &seen, "a let");
  local_bind_pattern(p, pat);
  Expr *e = ast_new(p, EXPR_BIND, d->span);
  e->bind.pat = pat;
  e->bind.value = value;
  e->bind.body = parse_body(p, rest, len, form);
  local_unbind_pattern(p, pat);
  return e;
}

/* (define x e) in a body is reported and then taken for (let x = e). */
static Datum *translate_define(Parser *p, Datum *d) {
  if (!datum_is_form(d, "define") || d->len != 3 || d->item[1]->kind != DATUM_NAME ||
      !parse_is_special(p, d->item[0]))
    return d;
  parse_other_language(p, d);
  Datum **item = ARENA_ARRAY(p->world->arena, Datum *, 4);
  item[0] = datum_new_name(p->world, d->item[0]->span, "let");
  item[1] = d->item[1];
  item[2] = datum_new_name(p->world, d->item[1]->span, "=");
  item[3] = d->item[2];
  return datum_new_list(p->world, d->span, item, 4);
}

/* body := (e | short-let)* e. `form` is what the message about an empty body points at. */
Expr *parse_body(Parser *p, Datum **item, int len, Span form) {
  if (len == 0) return SYNTAX_ERROR(p, form, "the body is missing: an expression must stand here");
  /* Plain expressions are gathered in a loop; only a let makes the C stack deeper. */
  int first = 0;
  while (first < len && !is_short_let(item[first] = translate_define(p, item[first]))) first++;
  Expr **before = ARENA_ARRAY(p->world->arena, Expr *, first + 1);
  for (int i = 0; i < first; i++) before[i] = parse_expr(p, item[i]);
  Expr *last;
  if (first == len) {
    last = before[--first];
  } else if (first == len - 1) {
    Datum *let = item[first];
    last = SYNTAX_ERROR(
        p, let->span,
        "a let that binds for the rest of a body cannot end it: an expression must follow");
    if (let->len > 4)
      diag_hint(p->world->diag,
                "the body follows after the let: `(let x = 1) (f x)`; it does not stand in it");
  } else {
    last = parse_short_let(p, item[first], item + first + 1, len - first - 1, form);
  }
  while (first > 0) last = ast_seq(p, before[--first], last);
  return last;
}

typedef struct LetItem {
  Datum *target; /* name or (values ...) */
  Datum *value;
  Datum *declared;
  Binding *binding; /* of a name */
  Pattern *pat;     /* of (values ...) */
} LetItem;

typedef VEC(LetItem) LetItemVec;

static LetItem *let_item_find(LetItemVec *v, const Datum *name) {
  for (int i = 0; i < v->len; i++)
    if (v->data[i].target->kind == DATUM_NAME && v->data[i].target->name == name->name &&
        v->data[i].target->mark == name->mark)
      return &v->data[i];
  return NULL;
}

/* (x 1), where ((x 1)) is meant. */
static bool is_flat(const Datum *list) {
  return list->len >= 2 && list->item[0]->kind == DATUM_NAME && !datum_is_list(list->item[1]);
}

/* (x 1) and [x 1 y 2] become ((x 1)) and ((x 1) (y 2)). */
static void edit_flat_bindings(Parser *p, const Datum *list) {
  if ((list->kind != DATUM_LIST && list->kind != DATUM_BRACKET) || list->len < 2 || list->len % 2)
    return;
  Diag *dg = p->world->diag;
  Span open = span_of(list->span.file, list->span.at, 1),
       close = span_of(list->span.file, list->span.at + list->span.len - 1, 1);
  diag_edit(dg, open, "((");
  for (int i = 1; i + 1 < list->len; i += 2)
    diag_edit(dg, span_of(list->span.file, list->item[i]->span.at + list->item[i]->span.len, 0),
              ") (");
  diag_edit(dg, close, "))");
}

/* '(' ('(declare' id type ')' | '(' id e ')')* ')' : false when something was malformed */
static bool parse_let_items(Parser *p, Datum *list, LetItemVec *out, bool allow_duplicates,
                            const char *form) {
  bool good = true;
  VEC(Datum *) declares = {0};
  if (!datum_is_list(list) || is_flat(list)) {
    SYNTAX_ERROR(p, list->span, "the bindings of `%s` are a list: (%s ((name value) ...) body)",
                 form, form);
    edit_flat_bindings(p, list);
    return false;
  }
  for (int i = 0; i < list->len; i++) {
    Datum *d = list->item[i];
    if (datum_is_form(d, "declare") && d->len == 3 && d->item[1]->kind == DATUM_NAME) {
      vec_push(p->world->arena, &declares, d);
      continue;
    }
    bool target_ok = datum_is_list(d) && d->len == 2 &&
                     (d->item[0]->kind == DATUM_NAME || datum_is_form(d->item[0], "values"));
    if (!target_ok) {
      SYNTAX_ERROR(p, d->span, "a binding of `%s` is written (name value)", form);
      good = false;
      continue;
    }
    LetItem item = {.target = d->item[0], .value = d->item[1]};
    if (item.target->kind == DATUM_NAME) {
      if (name_is_dynamic(item.target->name)) {
        diag_error(p->world->diag, DIAG_DYNAMIC, item.target->span,
                   "`%s` is the name of a dynamic variable: bind it with dynamic-bind",
                   item.target->name->text);
        good = false;
      }
      LetItem *twin = let_item_find(out, item.target);
      if (twin && !allow_duplicates) {
        diag_error(p->world->diag, DIAG_DUPLICATE, item.target->span,
                   "duplicate binding: `%s` is bound twice in one `%s`", item.target->name->text,
                   form);
        diag_note(p->world->diag, twin->target->span, "bound here already");
        good = false;
      }
    }
    vec_push(p->world->arena, out, item);
  }
  for (int i = 0; i < declares.len; i++) {
    LetItem *item = let_item_find(out, declares.data[i]->item[1]);
    if (item) {
      item->declared = declares.data[i]->item[2];
    } else {
      diag_error(p->world->diag, DIAG_UNDECLARED, declares.data[i]->item[1]->span,
                 "`%s` is declared here but not bound", declares.data[i]->item[1]->name->text);
      good = false;
    }
  }
  return good;
}

/* A binding of a name; its value is still to come. */
Binding *binding_new(Parser *p, Datum *name, Datum *declared) {
  Binding *b = ARENA_NEW(p->world->arena, Binding);
  b->local = local_new(p, name->name, name->mark, name->span);
  b->declared = declared;
  b->local->binding = b;
  return b;
}

static Expr *parse_binding_value(Parser *p, Binding *b, Datum *d) {
  LetFrame frame = {.self = b, .outer = p->let};
  p->let = &frame;
  Expr *e = parse_expr(p, d);
  p->let = frame.outer;
  return e;
}

/* Pattern binders of a let take their value apart around the body: (let ((tmp e) ...) (let pat = tmp) body). */
static Expr *parse_let_body(Parser *p, LetItemVec *items, int from, Datum *d) {
  while (from < items->len && !items->data[from].pat) from++;
  if (from == items->len) return parse_body(p, d->item + 2, d->len - 2, d->span);
  LetItem *item = &items->data[from];
  Expr *e = ast_new(p, EXPR_BIND, item->target->span);
  local_bind_pattern(p, item->pat);
  e->bind.pat = item->pat;
  e->bind.value = ast_local(p, item->target->span, item->binding->local);
  e->bind.body = parse_let_body(p, items, from + 1, d);
  local_unbind_pattern(p, item->pat);
  return e;
}

/* (let ((name e) ...) body): parallel, mutually recursive */
Expr *parse_let(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`let` is written (let ((name value) ...) body)");
  if (is_short_let(d)) {
    Expr *e =
        SYNTAX_ERROR(p, d->span, "a short let stands inside a body, before its last expression");
    diag_hint(p->world->diag, "as an expression, `let` is written (let ((name value)) body)");
    return e;
  }
  LetItemVec items = {0};
  if (!parse_let_items(p, d->item[1], &items, false, "let")) return ast_error(p, d->span);
  Expr *e = ast_new(p, EXPR_LET, d->span);
  e->let.bindings = items.len;
  e->let.binding = ARENA_ARRAY(p->world->arena, Binding *, items.len + 1);
  LocalVec seen = {0};
  for (int i = 0; i < items.len; i++) {
    LetItem *item = &items.data[i];
    if (item->target->kind == DATUM_LIST) {
      item->pat = parse_pattern(p, item->target, &seen, "a let");
      Binding *b = ARENA_NEW(p->world->arena, Binding);
      b->local = local_new(p, NULL, 0, item->target->span);
      b->local->binding = b;
      b->mono = true;
      item->binding = b;
    } else {
      item->binding = binding_new(p, item->target, item->declared);
      local_bind(p, item->binding->local);
    }
    e->let.binding[i] = item->binding;
    e->let.binding[i]->group = e;
  }
  for (int i = 0; i < items.len; i++)
    items.data[i].binding->value =
        parse_binding_value(p, items.data[i].binding, items.data[i].value);
  e->let.body = parse_let_body(p, &items, 0, d);
  for (int i = items.len - 1; i >= 0; i--)
    if (!items.data[i].pat) local_unbind(p, items.data[i].binding->local);
  return e;
}

static Expr *parse_let_star_rest(Parser *p, LetItemVec *items, int i, Datum *d) {
  if (i == items->len) return parse_body(p, d->item + 2, d->len - 2, d->span);
  LetItem *item = &items->data[i];
  if (item->target->kind == DATUM_LIST) {
    Expr *e = ast_new(p, EXPR_BIND, item->target->span);
    LocalVec seen = {0};
    e->bind.value = parse_expr(p, item->value);
    e->bind.pat = parse_pattern(p, item->target, &seen, "a let*");
    local_bind_pattern(p, e->bind.pat);
    e->bind.body = parse_let_star_rest(p, items, i + 1, d);
    local_unbind_pattern(p, e->bind.pat);
    return e;
  }
  Expr *e = ast_new(p, EXPR_LET, d->span);
  e->let.binding = ARENA_ARRAY(p->world->arena, Binding *, 1);
  e->let.bindings = 1;
  item->binding = binding_new(p, item->target, item->declared);
  e->let.binding[0] = item->binding;
  e->let.binding[0]->group = e;
  e->let.binding[0]->value = parse_expr(p, item->value);
  local_bind(p, item->binding->local);
  e->let.body = parse_let_star_rest(p, items, i + 1, d);
  local_unbind(p, item->binding->local);
  return e;
}

/* (let* ((name e) ...) body): one after the other */
Expr *parse_let_star(Parser *p, Datum *d) {
  if (d->len < 2)
    return SYNTAX_ERROR(p, d->span, "`let*` is written (let* ((name value) ...) body)");
  LetItemVec items = {0};
  if (!parse_let_items(p, d->item[1], &items, false, "let*")) return ast_error(p, d->span);
  return parse_let_star_rest(p, &items, 0, d);
}

/* (rec name ((x e) ...) body): a local function called at once */
Expr *parse_rec(Parser *p, Datum *d) {
  if (d->len < 4 || d->item[1]->kind != DATUM_NAME)
    return SYNTAX_ERROR(p, d->span, "`rec` is written (rec name ((variable value) ...) body)");
  LetItemVec items = {0};
  if (!parse_let_items(p, d->item[2], &items, false, "rec")) return ast_error(p, d->span);
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, items.len + 1);
  Datum **param = ARENA_ARRAY(p->world->arena, Datum *, items.len + 1);
  for (int i = 0; i < items.len; i++) {
    LetItem *item = &items.data[i];
    arg[i] = parse_expr(p, item->value);
    param[i] = item->target;
    if (item->declared) arg[i] = ast_the(p, item->value->span, item->declared, arg[i]);
  }
  Binding *b = binding_new(p, d->item[1], NULL);
  Expr *e = ast_new(p, EXPR_LET, d->span);
  e->let.binding = ARENA_ARRAY(p->world->arena, Binding *, 1);
  e->let.bindings = 1;
  e->let.binding[0] = b;
  b->group = e;
  b->mono = true;
  b->local->used = true;
  local_bind(p, b->local);
  LetFrame frame = {.self = b, .outer = p->let};
  p->let = &frame;
  Expr *fn = ast_new(p, EXPR_FN, d->span);
  fn->function = ARENA_NEW(p->world->arena, Function);
  fn->function->transparent = true; /* `return` inside leaves the function around the rec */
  parse_function(p, fn->function, param, items.len, d->item + 3, d->len - 3, d->span);
  p->let = frame.outer;
  b->value = fn;
  local_unbind(p, b->local);
  Expr *name = ast_local(p, d->item[1]->span, b->local);
  e->let.body = ast_call(p, d->span, name, arg, items.len);
  e->let.body->call.nullary = items.len == 0;
  return e;
}
