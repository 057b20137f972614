/* evaluate.c -- see evaluate.h: values, variables, calls, quasi-quotation. */
#include "frontend/evaluate_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_STEPS = 2000000, /* forms evaluated and items copied, in one expansion */
  MOST_DEPTH = 2000,    /* calls inside each other */
};

Value evaluate_error(Evaluator *e, Span at, const char *fmt, ...) {
  if (!e->failed) {
    va_list ap;
    va_start(ap, fmt);
    const char *text = arena_vprintf(e->world->arena, fmt, ap);
    va_end(ap);
    diag_error(e->world->diag, DIAG_MACRO, at, "in the body of the macro `%s`: %s",
               e->body->name->text, text);
    diag_note(e->world->diag, e->call->span, "while this call of it is expanded");
  }
  e->failed = true;
  return value_nil(e);
}

bool evaluate_spend(Evaluator *e, int steps, Span at) {
  if (e->failed) return false;
  e->steps += steps;
  if (e->steps <= MOST_STEPS) return true;
  evaluate_error(e, at, "it has taken more than %d steps: does it ever end?", MOST_STEPS);
  return false;
}

/* ---- values ---- */

static Datum *datum_new(Evaluator *e, DatumKind kind) {
  Datum *d = ARENA_NEW(e->world->arena, Datum);
  d->kind = kind;
  d->span = e->call->span;
  return d;
}

Value value_of(Datum *d) { return (Value){.datum = d}; }
Value value_nil(Evaluator *e) { return value_of(datum_new(e, DATUM_LIST)); }

Value value_truth(Evaluator *e, bool b) {
  return b ? value_of(datum_new_name(e->world, e->call->span, "t")) : value_nil(e);
}

Value value_integer(Evaluator *e, int64_t n) {
  Datum *d = datum_new(e, DATUM_INTEGER);
  d->digits = arena_printf(e->world->arena, "%lld", (long long)n);
  return value_of(d);
}

Value value_string(Evaluator *e, const char *text, size_t size) {
  Datum *d = datum_new(e, DATUM_STRING);
  d->text = arena_strndup(e->world->arena, text, size);
  d->size = (uint32_t)size;
  return value_of(d);
}

Value value_list(Evaluator *e, const Value *item, int items, Span at) {
  evaluate_spend(e, items, at);
  Datum *d = datum_new(e, DATUM_LIST);
  d->len = items;
  d->item = ARENA_ARRAY(e->world->arena, Datum *, items);
  for (int i = 0; i < items; i++) d->item[i] = value_datum(e, item[i], at);
  return value_of(d);
}

Value value_sublist(Evaluator *e, Datum *list, int from, int to) {
  return value_of(datum_new_list(e->world, list->span, list->item + from, to - from));
}

bool value_has_kind(Value v, DatumKind kind) { return v.datum && v.datum->kind == kind; }

static bool is_nil(const Datum *d) {
  return (d->kind == DATUM_LIST && d->len == 0) || datum_is_name(d, "nil");
}

bool value_is_true(Value v) { return !v.datum || !is_nil(v.datum); }

static bool text_equal(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool datum_equal(const Datum *a, const Datum *b) {
  if (is_nil(a) || is_nil(b)) return is_nil(a) && is_nil(b);
  if (a->kind != b->kind) return false;
  switch (a->kind) {
  case DATUM_LIST:
  case DATUM_BRACKET:
    if (a->len != b->len) return false;
    for (int i = 0; i < a->len; i++)
      if (!datum_equal(a->item[i], b->item[i])) return false;
    return true;
  case DATUM_NAME: return a->name == b->name && a->pkg == b->pkg;
  case DATUM_INTEGER: return text_equal(a->digits, b->digits);
  case DATUM_RATIO:
    return text_equal(a->digits, b->digits) && text_equal(a->denominator, b->denominator);
  case DATUM_FLOAT: return a->number == b->number && a->suffix == b->suffix;
  case DATUM_STRING: return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  case DATUM_CHAR: return a->code == b->code;
  }
  return false;
}

bool value_equal(Value a, Value b) {
  if (!a.datum || !b.datum) return a.function == b.function;
  return datum_equal(a.datum, b.datum);
}

Datum *value_datum(Evaluator *e, Value v, Span at) {
  if (v.datum) return v.datum;
  return evaluate_error(e, at, "a function is no data: it cannot stand in a list or in code").datum;
}

static const char *datum_text(Evaluator *e, const Datum *d) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (!out) return "this";
  datum_print(out, d);
  fclose(out);
  const char *copy = arena_strndup(e->world->arena, text, size < 60 ? size : 60);
  free(text);
  return copy;
}

static Value wrong_kind(Evaluator *e, Value v, Span at, const char *wanted) {
  return evaluate_error(e, at, "expected %s, but this is `%s`", wanted,
                        v.datum ? datum_text(e, v.datum) : "a function");
}

Datum *value_as_list(Evaluator *e, Value v, Span at) {
  if (v.datum && (v.datum->kind == DATUM_LIST || v.datum->kind == DATUM_BRACKET)) return v.datum;
  if (v.datum && is_nil(v.datum)) return value_nil(e).datum;
  return wrong_kind(e, v, at, "a list").datum;
}

int64_t value_as_integer(Evaluator *e, Value v, Span at) {
  if (!v.datum || v.datum->kind != DATUM_INTEGER) {
    wrong_kind(e, v, at, "an integer");
    return 0;
  }
  errno = 0;
  int64_t n = strtoll(v.datum->digits, NULL, 10);
  if (errno)
    evaluate_error(e, at, "integers in macros have 64 bits: `%s` has more", v.datum->digits);
  return n;
}

const char *value_as_text(Evaluator *e, Value v, Span at, size_t *size) {
  if (v.datum && v.datum->kind == DATUM_STRING) {
    *size = v.datum->size;
    return v.datum->text;
  }
  if (v.datum && v.datum->kind == DATUM_NAME) {
    const char *text = v.datum->name->text;
    if (datum_is_keyword(v.datum)) text++; /* the colon is no part of a keyword's name */
    *size = strlen(text);
    return text;
  }
  wrong_kind(e, v, at, "a string or a name");
  *size = 0;
  return "";
}

/* ---- quotation ---- */

/* As the body wrote it, but from where the macro is called, and with its mark. */
static Datum *renamed(Evaluator *e, const Datum *d) {
  Datum *copy = ARENA_NEW(e->world->arena, Datum);
  *copy = *d;
  copy->span = e->call->span;
  if (copy->kind == DATUM_NAME && !datum_is_keyword(copy)) copy->mark = e->mark;
  return copy;
}

Datum *evaluate_quoted(Evaluator *e, const Datum *d) {
  Datum *copy = renamed(e, d);
  if (d->kind != DATUM_LIST && d->kind != DATUM_BRACKET) return copy;
  evaluate_spend(e, d->len, d->span);
  copy->item = ARENA_ARRAY(e->world->arena, Datum *, d->len);
  for (int i = 0; i < d->len; i++) copy->item[i] = evaluate_quoted(e, d->item[i]);
  return copy;
}

static void splice(Evaluator *e, Datum *d, Env *env, DatumVec *out) {
  Datum *list = value_as_list(e, evaluate(e, d->item[1], env), d->span);
  evaluate_spend(e, list->len, d->span);
  for (int i = 0; i < list->len; i++) vec_push(e->world->arena, out, list->item[i]);
}

/* `d, inside of `depth` quasi-quotations. */
Datum *evaluate_quasi(Evaluator *e, Datum *d, Env *env, int depth) {
  if (d->kind != DATUM_LIST && d->kind != DATUM_BRACKET) return renamed(e, d);
  if (datum_is_form(d, "unquote") && d->len == 2) {
    if (depth == 1) return value_datum(e, evaluate(e, d->item[1], env), d->span);
    depth--;
  } else if (datum_is_form(d, "unquote-splicing") && d->len == 2) {
    if (depth == 1) return evaluate_error(e, d->span, "`,@` stands in no list").datum;
    depth--;
  } else if (datum_is_form(d, "quasiquote") && d->len == 2) {
    depth++;
  }
  DatumVec out = {0};
  for (int i = 0; i < d->len && evaluate_spend(e, 1, d->span); i++) {
    Datum *item = d->item[i];
    if (depth == 1 && datum_is_form(item, "unquote-splicing") && item->len == 2)
      splice(e, item, env, &out);
    else vec_push(e->world->arena, &out, evaluate_quasi(e, item, env, depth));
  }
  Datum *list = datum_new_list(e->world, e->call->span, out.data, out.len);
  list->kind = d->kind;
  return list;
}

/* ---- variables ---- */

Env *evaluate_bind_name(Evaluator *e, const Sym *name, Value v, Env *env) {
  Env *fresh = ARENA_NEW(e->world->arena, Env);
  *fresh = (Env){.name = name, .value = v, .outer = env};
  return fresh;
}

typedef enum { PARAM_REQUIRED, PARAM_OPTIONAL, PARAM_REST, PARAM_KEY } ParamMode;

static bool is_lambda_keyword(const Datum *d, const char *word) {
  return d->kind == DATUM_NAME && strcmp(d->name->text, word) == 0;
}

/* name | (name default supplied?): the argument, or what the default gives. */
static bool bind_defaulted(Evaluator *e, Datum *param, const Value *given, Env **env) {
  if (param->kind == DATUM_NAME) return evaluate_bind(e, param, given ? *given : value_nil(e), env);
  if (param->kind != DATUM_LIST || param->len == 0 || param->len > 3) return false;
  Value v = given ? *given : param->len > 1 ? evaluate(e, param->item[1], *env) : value_nil(e);
  if (!evaluate_bind(e, param->item[0], v, env)) return false;
  return param->len < 3 || evaluate_bind(e, param->item[2], value_truth(e, given != NULL), env);
}

/* The argument after the keyword `:name` of a parameter, or NULL. */
static const Value *keyword_argument(const Datum *param, const Value *arg, int args) {
  const Datum *name = param->kind == DATUM_LIST && param->len ? param->item[0] : param;
  if (name->kind != DATUM_NAME) return NULL;
  for (int i = 0; i + 1 < args; i += 2)
    if (arg[i].datum && datum_is_keyword(arg[i].datum) &&
        strcmp(arg[i].datum->name->text + 1, name->name->text) == 0)
      return &arg[i + 1];
  return NULL;
}

/* A lambda list and the arguments for it. False when they do not fit. */
static bool bind_arguments(Evaluator *e, Datum *params, Value *arg, int args, Env **env) {
  ParamMode mode = PARAM_REQUIRED;
  int at = 0;
  bool any = false; /* further arguments are welcome */
  for (int i = 0; i < params->len && !e->failed; i++) {
    Datum *p = params->item[i];
    if (is_lambda_keyword(p, "&optional")) mode = PARAM_OPTIONAL;
    else if (is_lambda_keyword(p, "&rest") || is_lambda_keyword(p, "&body")) mode = PARAM_REST;
    else if (is_lambda_keyword(p, "&key")) mode = PARAM_KEY;
    else if (mode == PARAM_REQUIRED) {
      if (at >= args || !evaluate_bind(e, p, arg[at++], env)) return false;
    } else if (mode == PARAM_OPTIONAL) {
      if (!bind_defaulted(e, p, at < args ? &arg[at] : NULL, env)) return false;
      at += at < args;
    } else if (mode == PARAM_REST) {
      any = true;
      if (!evaluate_bind(e, p, value_list(e, arg + at, args - at, p->span), env)) return false;
    } else {
      any = true;
      if (!bind_defaulted(e, p, keyword_argument(p, arg + at, args - at), env)) return false;
    }
  }
  return any || at == args;
}

bool evaluate_bind(Evaluator *e, Datum *pattern, Value v, Env **env) {
  if (pattern->kind == DATUM_NAME) {
    *env = evaluate_bind_name(e, pattern->name, v, *env);
    return true;
  }
  if (pattern->kind != DATUM_LIST || !v.datum) return false;
  if (v.datum->kind != DATUM_LIST && v.datum->kind != DATUM_BRACKET) return false;
  Value *item = ARENA_ARRAY(e->world->arena, Value, v.datum->len);
  for (int i = 0; i < v.datum->len; i++) item[i] = value_of(v.datum->item[i]);
  return bind_arguments(e, pattern, item, v.datum->len, env);
}

static Value variable(Evaluator *e, Datum *d, Env *env) {
  if (datum_is_keyword(d) || is_lambda_keyword(d, "t")) return value_of(d);
  if (is_nil(d)) return value_nil(e);
  for (Env *v = env; v; v = v->outer)
    if (v->name == d->name && !v->is_function) return v->value;
  return evaluate_error(e, d->span, "the variable `%s` is not bound", d->name->text);
}

/* ---- functions ---- */

Value evaluate_lambda(Evaluator *e, const Sym *name, Datum *params, Datum **form, int forms,
                      Env *env) {
  struct Callable *f = ARENA_NEW(e->world->arena, struct Callable);
  *f = (struct Callable){NULL, name, params, form, forms, env};
  return (Value){.function = f};
}

Value evaluate_function_named(Evaluator *e, Datum *d, Env *env) {
  if (datum_is_form(d, "lambda") || datum_is_form(d, "fn")) return evaluate(e, d, env);
  if (d->kind != DATUM_NAME) return evaluate_error(e, d->span, "this is no name of a function");
  for (Env *v = env; v; v = v->outer)
    if (v->name == d->name && (v->is_function || v->value.function)) return v->value;
  const Builtin *builtin = evaluate_builtin(d->name);
  if (!builtin)
    return evaluate_error(e, d->span, "there is no function `%s` for macros", d->name->text);
  struct Callable *f = ARENA_NEW(e->world->arena, struct Callable);
  f->builtin = builtin;
  f->name = d->name;
  return (Value){.function = f};
}

static Value wrong_arguments(Evaluator *e, const struct Callable *f, int args, Span at) {
  return evaluate_error(e, at, "%s does not take %d argument%s",
                        f->name ? arena_printf(e->world->arena, "`%s`", f->name->text)
                                : "this function",
                        args, args == 1 ? "" : "s");
}

Value evaluate_apply(Evaluator *e, Value function, Value *arg, int args, Span at) {
  if (!function.function && !e->failed && function.datum->kind == DATUM_NAME)
    function = evaluate_function_named(e, function.datum, NULL); /* (funcall 'f x) */
  const struct Callable *f = function.function;
  if (e->failed) return value_nil(e);
  if (!f) return wrong_kind(e, function, at, "a function");
  if (f->builtin) {
    if (args < f->builtin->least || (f->builtin->most >= 0 && args > f->builtin->most))
      return wrong_arguments(e, f, args, at);
    return f->builtin->code(e, arg, args, at);
  }
  Env *env = f->env;
  if (!bind_arguments(e, f->params, arg, args, &env)) return wrong_arguments(e, f, args, at);
  return evaluate_forms(e, f->form, f->forms, env);
}

static Value call(Evaluator *e, Datum *d, Env *env) {
  Value function = evaluate_function_named(e, d->item[0], env);
  Value *arg = ARENA_ARRAY(e->world->arena, Value, d->len);
  for (int i = 1; i < d->len; i++) arg[i - 1] = evaluate(e, d->item[i], env);
  return evaluate_apply(e, function, arg, d->len - 1, d->span);
}

static bool is_lisp_package(const Sym *pkg) {
  return !pkg || strcmp(pkg->text, "cl") == 0 || strcmp(pkg->text, "common-lisp") == 0;
}

static Value evaluate_list(Evaluator *e, Datum *d, Env *env) {
  if (d->len == 0) return value_nil(e);
  Datum *head = d->item[0];
  SpecialCode special = NULL;
  if (head->kind == DATUM_NAME && is_lisp_package(head->pkg))
    special = evaluate_special(head->name);
  return special ? special(e, d, env) : call(e, d, env);
}

Value evaluate(Evaluator *e, Datum *d, Env *env) {
  if (!evaluate_spend(e, 1, d->span)) return value_nil(e);
  switch (d->kind) {
  case DATUM_NAME: return variable(e, d, env);
  case DATUM_INTEGER:
  case DATUM_RATIO:
  case DATUM_FLOAT:
  case DATUM_STRING:
  case DATUM_CHAR: return value_of(d);
  case DATUM_BRACKET: return evaluate_error(e, d->span, "brackets stand for code: quote them");
  case DATUM_LIST: break;
  }
  if (e->depth >= MOST_DEPTH)
    return evaluate_error(e, d->span, "more than %d calls inside each other", MOST_DEPTH);
  e->depth++;
  Value v = evaluate_list(e, d, env);
  e->depth--;
  return v;
}

Value evaluate_forms(Evaluator *e, Datum **form, int forms, Env *env) {
  Value v = value_nil(e);
  for (int i = 0; i < forms && !e->failed; i++)
    if (!datum_is_form(form[i], "declare")) v = evaluate(e, form[i], env);
  return v;
}

/* ---- macros ---- */

Datum *evaluate_macro(World *w, const MacroBody *body, Datum *call, uint32_t mark) {
  Evaluator e = {.world = w, .body = body, .call = call, .mark = mark};
  Value *arg = ARENA_ARRAY(w->arena, Value, call->len);
  for (int i = 1; i < call->len; i++) arg[i - 1] = value_of(call->item[i]);
  Env *env = NULL;
  if (!bind_arguments(&e, body->params, arg, call->len - 1, &env)) {
    if (!e.failed)
      diag_error(w->diag, DIAG_MACRO, call->span,
                 "this call does not fit the parameters of the macro `%s`", body->name->text);
    if (!e.failed) diag_note(w->diag, body->params->span, "they are these");
    return NULL;
  }
  Value v = evaluate_forms(&e, body->form, body->forms, env);
  Datum *out = value_datum(&e, v, call->span);
  return e.failed ? NULL : out;
}
