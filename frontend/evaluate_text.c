/* evaluate_text.c -- the functions of macro bodies that make names and strings. */
#include "frontend/evaluate_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct Text {
  char *data;
  size_t len, cap;
} Text;

static void text_add(Evaluator *e, Text *t, const char *s, size_t n) {
  if (t->len + n > t->cap) {
    size_t cap = (t->len + n) * 2;
    char *wider = arena_alloc(e->world->arena, cap);
    if (t->len) memcpy(wider, t->data, t->len);
    t->data = wider;
    t->cap = cap;
  }
  memcpy(t->data + t->len, s, n);
  t->len += n;
}

/* As princ (without quotation marks) or prin1 shows it. */
static void text_add_datum(Evaluator *e, Text *t, const Datum *d, bool readable) {
  if (!readable && d->kind == DATUM_STRING) {
    text_add(e, t, d->text, d->size);
    return;
  }
  char utf8[4];
  if (!readable && d->kind == DATUM_CHAR) {
    text_add(e, t, utf8, (size_t)utf8_encode(d->code, utf8));
    return;
  }
  char *shown = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&shown, &size);
  if (!out) return;
  datum_print(out, d);
  fclose(out);
  text_add(e, t, shown, size);
  free(shown);
}

static Value text_value(Evaluator *e, const Text *t) {
  return value_string(e, t->len ? t->data : "", t->len);
}

static Value name_value(Evaluator *e, const char *text, size_t size, uint32_t mark) {
  Datum *d = datum_new_name(e->world, e->call->span, "g");
  d->name = sym_get(e->world->names, text, size);
  d->mark = mark;
  return value_of(d);
}

/* A name that the user cannot have written: it is marked as nothing else is. */
Value builtin_gensym(Evaluator *e, Value *arg, int args, Span at) {
  World *w = e->world;
  size_t size = 1;
  const char *stem = args ? value_as_text(e, arg[0], at, &size) : "g";
  MarkOrigin origin = {
      .scope = e->body->scope, .use = e->call->span, .parent = e->call->item[0]->mark};
  if (w->mark.len == 0) vec_push(w->arena, &w->mark, ((MarkOrigin){0}));
  uint32_t mark = (uint32_t)w->mark.len;
  vec_push(w->arena, &w->mark, origin);
  const char *text = arena_printf(w->arena, "%.*s%u", (int)size, stem, mark);
  return name_value(e, text, strlen(text), mark);
}

/* (intern text): the name as if the caller had written it */
Value builtin_intern(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  return name_value(e, text, size, e->call->item[0]->mark);
}

/* (make-keyword text) */
Value builtin_make_keyword(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  text = arena_printf(e->world->arena, ":%.*s", (int)size, text);
  return name_value(e, text, size + 1, 0);
}

/* (symbol-name name), (string name) */
Value builtin_string(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  if (value_has_kind(arg[0], DATUM_CHAR)) {
    char utf8[4];
    return value_string(e, utf8, (size_t)utf8_encode(arg[0].datum->code, utf8));
  }
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  return value_string(e, text, size);
}

static Value change_case(Evaluator *e, Value v, Span at, int (*change)(int)) {
  size_t size;
  const char *text = value_as_text(e, v, at, &size);
  char *out = arena_strndup(e->world->arena, text, size);
  for (size_t i = 0; i < size; i++)
    if ((unsigned char)out[i] < 128) out[i] = (char)change(out[i]);
  return value_string(e, out, size);
}

Value builtin_string_upcase(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return change_case(e, arg[0], at, toupper);
}

Value builtin_string_downcase(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return change_case(e, arg[0], at, tolower);
}

/* (string-append text ...) */
Value builtin_string_append(Evaluator *e, Value *arg, int args, Span at) {
  Text t = {0};
  for (int i = 0; i < args; i++) {
    size_t size;
    const char *text = value_as_text(e, arg[i], at, &size);
    if (!evaluate_spend(e, (int)size, at)) break;
    text_add(e, &t, text, size);
  }
  return text_value(e, &t);
}

/* (concatenate 'string text ...), (concatenate 'list list ...) */
Value builtin_concatenate(Evaluator *e, Value *arg, int args, Span at) {
  if (arg[0].datum && datum_is_name(arg[0].datum, "list"))
    return builtin_append(e, arg + 1, args - 1, at);
  if (arg[0].datum && datum_is_name(arg[0].datum, "string"))
    return builtin_string_append(e, arg + 1, args - 1, at);
  return evaluate_error(e, at, "`concatenate` makes a 'string or a 'list here");
}

/* (subseq string-or-list from to?), in characters */
Value builtin_subseq(Evaluator *e, Value *arg, int args, Span at) {
  int64_t length = value_as_integer(e, builtin_length(e, arg, 1, at), at);
  int64_t from = value_as_integer(e, arg[1], at);
  int64_t to = args > 2 && value_is_true(arg[2]) ? value_as_integer(e, arg[2], at) : length;
  if (e->failed) return value_nil(e);
  if (from < 0 || from > to || to > length)
    return evaluate_error(e, at, "there is nothing from %lld to %lld", (long long)from,
                          (long long)to);
  if (!value_has_kind(arg[0], DATUM_STRING))
    return value_sublist(e, value_as_list(e, arg[0], at), (int)from, (int)to);
  const char *p = arg[0].datum->text, *end = p + arg[0].datum->size;
  for (int64_t i = 0; i < from; i++) utf8_decode(&p, end);
  const char *start = p;
  for (int64_t i = from; i < to; i++) utf8_decode(&p, end);
  return value_string(e, start, (size_t)(p - start));
}

Value builtin_string_equal(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t a, b;
  const char *s = value_as_text(e, arg[0], at, &a), *t = value_as_text(e, arg[1], at, &b);
  return value_truth(e, a == b && memcmp(s, t, a) == 0);
}

Value builtin_parse_integer(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  char *end;
  long long n = strtoll(text, &end, 10);
  if (end == text || *end) return evaluate_error(e, at, "`%s` is no integer", text);
  return value_integer(e, n);
}

Value builtin_princ_to_string(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Text t = {0};
  text_add_datum(e, &t, value_datum(e, arg[0], at), false);
  return text_value(e, &t);
}

Value builtin_prin1_to_string(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Text t = {0};
  text_add_datum(e, &t, value_datum(e, arg[0], at), true);
  return text_value(e, &t);
}

/* (format nil control arg ...), with ~A ~S ~D ~% ~~ */
Value builtin_format(Evaluator *e, Value *arg, int args, Span at) {
  if (value_is_true(arg[0]))
    return evaluate_error(e, at, "macros print nothing: `format` is called with nil here");
  size_t size;
  const char *p = value_as_text(e, arg[1], at, &size), *end = p + size;
  Text t = {0};
  int next = 2;
  for (; p < end && !e->failed; p++) {
    if (*p != '~' || p + 1 == end) {
      text_add(e, &t, p, 1);
      continue;
    }
    int directive = toupper((unsigned char)*++p);
    if (directive == '%') text_add(e, &t, "\n", 1);
    else if (directive == '~') text_add(e, &t, "~", 1);
    else if (!strchr("ASD", directive))
      return evaluate_error(e, at, "`format` knows ~A, ~S, ~D, ~%% and ~~ here");
    else if (next >= args) return evaluate_error(e, at, "`format` has too few arguments");
    else text_add_datum(e, &t, value_datum(e, arg[next++], at), directive == 'S');
  }
  return text_value(e, &t);
}

/* (error text arg ...): refuse the call */
Value builtin_error(Evaluator *e, Value *arg, int args, Span at) {
  Value *all = ARENA_ARRAY(e->world->arena, Value, args + 1);
  all[0] = value_nil(e);
  memcpy(all + 1, arg, sizeof *all * (size_t)args);
  Value text = builtin_format(e, all, args + 1, at);
  if (e->failed) return text;
  e->failed = true;
  diag_error(e->world->diag, DIAG_MACRO, e->call->span, "%s", text.datum->text);
  diag_note(e->world->diag, at, "says the macro `%s`", e->body->name->text);
  return value_nil(e);
}
