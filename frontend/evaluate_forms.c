/* evaluate_forms.c -- the special forms of macro bodies. One function for each, with its grammar above it. */
#include "frontend/evaluate_internal.h"

#include <string.h>

static Value malformed(Evaluator *e, Datum *d, const char *grammar) {
  return evaluate_error(e, d->span, "this is written %s", grammar);
}

/* (quote datum) */
static Value form_quote(Evaluator *e, Datum *d, Env *env) {
  (void)env;
  if (d->len != 2) return malformed(e, d, "'datum");
  return value_of(evaluate_quoted(e, d->item[1]));
}

/* (quasiquote datum) */
static Value form_quasiquote(Evaluator *e, Datum *d, Env *env) {
  if (d->len != 2) return malformed(e, d, "`datum");
  return value_of(evaluate_quasi(e, d->item[1], env, 1));
}

static Value form_unquote(Evaluator *e, Datum *d, Env *env) {
  (void)env;
  return evaluate_error(e, d->span, "`,` stands outside of any quasi-quotation");
}

/* (function name) */
static Value form_function(Evaluator *e, Datum *d, Env *env) {
  if (d->len != 2) return malformed(e, d, "#'name");
  return evaluate_function_named(e, d->item[1], env);
}

/* (lambda (param*) form*), (fn (param*) form*) */
static Value form_lambda(Evaluator *e, Datum *d, Env *env) {
  if (d->len < 2 || d->item[1]->kind != DATUM_LIST)
    return malformed(e, d, "(lambda (parameter ...) form ...)");
  return evaluate_lambda(e, NULL, d->item[1], d->item + 2, d->len - 2, env);
}

/* (if test then else?) */
static Value form_if(Evaluator *e, Datum *d, Env *env) {
  if (d->len < 3 || d->len > 4) return malformed(e, d, "(if test then else)");
  if (value_is_true(evaluate(e, d->item[1], env))) return evaluate(e, d->item[2], env);
  return d->len == 4 ? evaluate(e, d->item[3], env) : value_nil(e);
}

/* (when test form*), (unless test form*) */
static Value form_when(Evaluator *e, Datum *d, Env *env) {
  if (d->len < 2) return malformed(e, d, "(when test form ...)");
  bool wanted = datum_is_form(d, "when");
  if (value_is_true(evaluate(e, d->item[1], env)) != wanted) return value_nil(e);
  return evaluate_forms(e, d->item + 2, d->len - 2, env);
}

static bool is_otherwise(const Datum *d) {
  return datum_is_name(d, "t") || datum_is_name(d, "otherwise");
}

/* (cond (test form*)*) */
static Value form_cond(Evaluator *e, Datum *d, Env *env) {
  for (int i = 1; i < d->len && !e->failed; i++) {
    Datum *clause = d->item[i];
    if (clause->kind != DATUM_LIST || clause->len == 0)
      return malformed(e, clause, "(test form ...)");
    Value v = evaluate(e, clause->item[0], env);
    if (!value_is_true(v)) continue;
    return clause->len == 1 ? v : evaluate_forms(e, clause->item + 1, clause->len - 1, env);
  }
  return value_nil(e);
}

/* (case key ((datum*) form*)* | (datum form*)*), the last datum `t` or `otherwise` */
static Value form_case(Evaluator *e, Datum *d, Env *env) {
  if (d->len < 2) return malformed(e, d, "(case key (datum form ...) ...)");
  Value key = evaluate(e, d->item[1], env);
  for (int i = 2; i < d->len && !e->failed; i++) {
    Datum *clause = d->item[i];
    if (clause->kind != DATUM_LIST || clause->len == 0)
      return malformed(e, clause, "(datum form ...)");
    Datum *head = clause->item[0];
    bool fits = is_otherwise(head) || value_equal(key, value_of(head));
    for (int k = 0; head->kind == DATUM_LIST && k < head->len; k++)
      fits = fits || value_equal(key, value_of(head->item[k]));
    if (fits) return evaluate_forms(e, clause->item + 1, clause->len - 1, env);
  }
  return value_nil(e);
}

/* (and form*), (or form*) */
static Value form_and_or(Evaluator *e, Datum *d, Env *env) {
  bool is_or = datum_is_form(d, "or");
  Value v = value_truth(e, !is_or);
  for (int i = 1; i < d->len && !e->failed; i++) {
    v = evaluate(e, d->item[i], env);
    if (value_is_true(v) == is_or) return v;
  }
  return v;
}

/* (progn form*) */
static Value form_progn(Evaluator *e, Datum *d, Env *env) {
  return evaluate_forms(e, d->item + 1, d->len - 1, env);
}

/* binding := name | (name form?) */
static bool split_binding(Datum *d, Datum **name, Datum **form) {
  *name = d->kind == DATUM_LIST && d->len ? d->item[0] : d;
  *form = d->kind == DATUM_LIST && d->len == 2 ? d->item[1] : NULL;
  return (*name)->kind == DATUM_NAME && (d->kind == DATUM_NAME || d->len <= 2);
}

/* (let (binding*) form*), (let* (binding*) form*) */
static Value form_let(Evaluator *e, Datum *d, Env *env) {
  const char *grammar = "(let ((name value) ...) form ...)";
  if (d->len < 2 || d->item[1]->kind != DATUM_LIST) return malformed(e, d, grammar);
  bool sequential = datum_is_form(d, "let*");
  Env *inner = env;
  for (int i = 0; i < d->item[1]->len; i++) {
    Datum *name, *form;
    if (!split_binding(d->item[1]->item[i], &name, &form)) return malformed(e, d, grammar);
    Value v = form ? evaluate(e, form, sequential ? inner : env) : value_nil(e);
    inner = evaluate_bind_name(e, name->name, v, inner);
  }
  return evaluate_forms(e, d->item + 2, d->len - 2, inner);
}

/* (flet ((name (param*) form*)*) form*), (labels ...) */
static Value form_flet(Evaluator *e, Datum *d, Env *env) {
  const char *grammar = "(flet ((name (parameter ...) form ...) ...) form ...)";
  if (d->len < 2 || d->item[1]->kind != DATUM_LIST) return malformed(e, d, grammar);
  bool recursive = datum_is_form(d, "labels");
  Env *inner = env;
  for (int i = 0; i < d->item[1]->len; i++) {
    Datum *f = d->item[1]->item[i];
    if (f->kind != DATUM_LIST || f->len < 2 || f->item[0]->kind != DATUM_NAME ||
        f->item[1]->kind != DATUM_LIST)
      return malformed(e, d, grammar);
    inner = evaluate_bind_name(e, f->item[0]->name, value_nil(e), inner);
    inner->is_function = true;
  }
  Env *slot = inner;
  for (int i = d->item[1]->len - 1; i >= 0; i--, slot = slot->outer) {
    Datum *f = d->item[1]->item[i];
    slot->value = evaluate_lambda(e, f->item[0]->name, f->item[1], f->item + 2, f->len - 2,
                                  recursive ? inner : env);
  }
  return evaluate_forms(e, d->item + 2, d->len - 2, inner);
}

static Value *place(Evaluator *e, Datum *d, Env *env) {
  if (d->kind != DATUM_NAME) {
    evaluate_error(e, d->span, "only variables can be set: data in macros do not change");
    return NULL;
  }
  for (Env *v = env; v; v = v->outer)
    if (v->name == d->name && !v->is_function) return &v->value;
  evaluate_error(e, d->span, "the variable `%s` is not bound", d->name->text);
  return NULL;
}

/* (setq {name form}*), (setf {name form}*) */
static Value form_setq(Evaluator *e, Datum *d, Env *env) {
  if (d->len % 2 == 0) return malformed(e, d, "(setf name value)");
  Value v = value_nil(e);
  for (int i = 1; i + 1 < d->len && !e->failed; i += 2) {
    v = evaluate(e, d->item[i + 1], env);
    Value *variable = place(e, d->item[i], env);
    if (variable) *variable = v;
  }
  return v;
}

/* (push form name) */
static Value form_push(Evaluator *e, Datum *d, Env *env) {
  if (d->len != 3) return malformed(e, d, "(push value name)");
  Value v = evaluate(e, d->item[1], env), *variable = place(e, d->item[2], env);
  if (!variable) return v;
  Datum *list = value_as_list(e, *variable, d->span);
  Value *item = ARENA_ARRAY(e->world->arena, Value, list->len + 1);
  item[0] = v;
  for (int i = 0; i < list->len; i++) item[i + 1] = value_of(list->item[i]);
  return *variable = value_list(e, item, list->len + 1, d->span);
}

/* (pop name) */
static Value form_pop(Evaluator *e, Datum *d, Env *env) {
  if (d->len != 2) return malformed(e, d, "(pop name)");
  Value *variable = place(e, d->item[1], env);
  if (!variable) return value_nil(e);
  Datum *list = value_as_list(e, *variable, d->span);
  if (list->len == 0) return value_nil(e);
  *variable = value_of(datum_new_list(e->world, list->span, list->item + 1, list->len - 1));
  return value_of(list->item[0]);
}

/* (incf name form?), (decf name form?) */
static Value form_incf(Evaluator *e, Datum *d, Env *env) {
  if (d->len < 2 || d->len > 3) return malformed(e, d, "(incf name step)");
  int64_t step = d->len == 3 ? value_as_integer(e, evaluate(e, d->item[2], env), d->span) : 1, sum;
  Value *variable = place(e, d->item[1], env);
  if (!variable) return value_nil(e);
  int64_t old = value_as_integer(e, *variable, d->span);
  bool over = datum_is_form(d, "incf") ? __builtin_add_overflow(old, step, &sum)
                                       : __builtin_sub_overflow(old, step, &sum);
  if (over) return evaluate_error(e, d->span, "the number does not fit 64 bits");
  return *variable = value_integer(e, sum);
}

/* (dolist (name list result?) form*) */
static Value form_dolist(Evaluator *e, Datum *d, Env *env) {
  Datum *head = d->len > 1 ? d->item[1] : d;
  if (head == d || head->kind != DATUM_LIST || head->len < 2 || head->item[0]->kind != DATUM_NAME)
    return malformed(e, d, "(dolist (name list) form ...)");
  Datum *list = value_as_list(e, evaluate(e, head->item[1], env), head->span);
  for (int i = 0; i < list->len && !e->failed; i++)
    evaluate_forms(e, d->item + 2, d->len - 2,
                   evaluate_bind_name(e, head->item[0]->name, value_of(list->item[i]), env));
  return head->len > 2 ? evaluate(e, head->item[2], env) : value_nil(e);
}

/* (dotimes (name count result?) form*) */
static Value form_dotimes(Evaluator *e, Datum *d, Env *env) {
  Datum *head = d->len > 1 ? d->item[1] : d;
  if (head == d || head->kind != DATUM_LIST || head->len < 2 || head->item[0]->kind != DATUM_NAME)
    return malformed(e, d, "(dotimes (name count) form ...)");
  int64_t count = value_as_integer(e, evaluate(e, head->item[1], env), head->span);
  for (int64_t i = 0; i < count && evaluate_spend(e, 1, d->span); i++)
    evaluate_forms(e, d->item + 2, d->len - 2,
                   evaluate_bind_name(e, head->item[0]->name, value_integer(e, i), env));
  return head->len > 2 ? evaluate(e, head->item[2], env) : value_nil(e);
}

/* (destructuring-bind lambda-list form form*) */
static Value form_destructuring_bind(Evaluator *e, Datum *d, Env *env) {
  if (d->len < 3) return malformed(e, d, "(destructuring-bind (name ...) list form ...)");
  Value v = evaluate(e, d->item[2], env);
  if (!evaluate_bind(e, d->item[1], v, &env))
    return evaluate_error(e, d->item[1]->span, "the list does not have this form");
  return evaluate_forms(e, d->item + 3, d->len - 3, env);
}

SpecialCode evaluate_special(const Sym *head) {
  static const struct {
    const char *name;
    SpecialCode code;
  } special[] = {
      {"quote", form_quote},       {"quasiquote", form_quasiquote},
      {"unquote", form_unquote},   {"unquote-splicing", form_unquote},
      {"function", form_function}, {"lambda", form_lambda},
      {"fn", form_lambda},         {"if", form_if},
      {"when", form_when},         {"unless", form_when},
      {"cond", form_cond},         {"case", form_case},
      {"and", form_and_or},        {"or", form_and_or},
      {"progn", form_progn},       {"let", form_let},
      {"let*", form_let},          {"flet", form_flet},
      {"labels", form_flet},       {"setq", form_setq},
      {"setf", form_setq},         {"push", form_push},
      {"pop", form_pop},           {"incf", form_incf},
      {"decf", form_incf},         {"dolist", form_dolist},
      {"dotimes", form_dotimes},   {"destructuring-bind", form_destructuring_bind},
      {"loop", evaluate_loop},
  };
  for (size_t i = 0; i < sizeof special / sizeof *special; i++)
    if (strcmp(head->text, special[i].name) == 0) return special[i].code;
  return NULL;
}
