/* template.c -- see template.h */
#include "frontend/template.h"

#include <string.h>

#include "frontend/parse.h"

typedef struct Bound { /* what a name of a pattern stands for */
  const Sym *name;
  Datum *one;
  VEC(const Bindings *) many; /* after `…`: the bindings of every repetition */
  bool repeated;
} Bound;

struct Bindings {
  VEC(Bound *) bound;
};

static bool is_ellipsis(const Datum *d) { return datum_is_name(d, "…") || datum_is_name(d, "..."); }
static bool has_items(const Datum *d) { return d->kind == DATUM_LIST || d->kind == DATUM_BRACKET; }

static bool is_variable(const Datum *d) {
  return d->kind == DATUM_NAME && !datum_is_keyword(d) && !is_ellipsis(d) && !datum_is_name(d, "_");
}

/* 'name */
static bool is_quoted_name(const Datum *d) {
  return datum_is_form(d, "quote") && d->len == 2 && d->item[1]->kind == DATUM_NAME;
}

static Bound *find(const Bindings *b, const Sym *name) {
  for (int i = 0; i < b->bound.len; i++)
    if (b->bound.data[i]->name == name) return b->bound.data[i];
  return NULL;
}

static Bound *bind(Arena *a, Bindings *b, const Sym *name, Datum *one) {
  Bound *v = ARENA_NEW(a, Bound);
  v->name = name;
  v->one = one;
  vec_push(a, &b->bound, v);
  return v;
}

/* ---- patterns ---- */

static void bind_repeated(Arena *a, const Datum *pattern, Bindings *out) {
  if (is_variable(pattern)) bind(a, out, pattern->name, NULL)->repeated = true;
  if (!has_items(pattern) || is_quoted_name(pattern)) return;
  for (int i = 0; i < pattern->len; i++) bind_repeated(a, pattern->item[i], out);
}

bool template_check_pattern(World *w, const Datum *pattern) {
  if (!has_items(pattern) || is_quoted_name(pattern)) return true;
  int dots = 0;
  for (int i = 0; i < pattern->len; i++) {
    if (!template_check_pattern(w, pattern->item[i])) return false;
    if (is_ellipsis(pattern->item[i]) && (dots++ || i == 0)) {
      diag_error(w->diag, DIAG_MACRO, pattern->item[i]->span, "%s",
                 i ? "a second `…` in one list of a pattern: which forms would be whose?"
                   : "nothing stands before this `…` that it could repeat");
      return false;
    }
  }
  return true;
}

static bool same_atom(const Datum *a, const Datum *b) {
  if (a->kind != b->kind) return false;
  switch (a->kind) {
  case DATUM_INTEGER: return strcmp(a->digits, b->digits) == 0;
  case DATUM_STRING: return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  case DATUM_CHAR: return a->code == b->code;
  case DATUM_FLOAT: return a->number == b->number && a->suffix == b->suffix;
  case DATUM_RATIO:
    return strcmp(a->digits, b->digits) == 0 && strcmp(a->denominator, b->denominator) == 0;
  case DATUM_NAME: return a->name == b->name && a->pkg == b->pkg;
  case DATUM_LIST:
  case DATUM_BRACKET: break;
  }
  return false;
}

static bool match_datum(Arena *a, const Datum *pattern, Datum *d, Bindings *out);

static bool match_items(Arena *a, const Datum *pattern, Datum **item, int items, Bindings *out) {
  int dots = -1;
  for (int i = 1; i < pattern->len; i++)
    if (is_ellipsis(pattern->item[i])) dots = i;
  int before = dots < 0 ? pattern->len : dots - 1;
  int after = dots < 0 ? 0 : pattern->len - dots - 1;
  if (items < before + after || (dots < 0 && items > before)) return false;
  for (int i = 0; i < before; i++)
    if (!match_datum(a, pattern->item[i], item[i], out)) return false;
  if (dots < 0) return true;
  int from = out->bound.len;
  bind_repeated(a, pattern->item[dots - 1], out);
  int to = out->bound.len;
  for (int i = before; i < items - after; i++) {
    Bindings *one = ARENA_NEW(a, Bindings);
    if (!match_datum(a, pattern->item[dots - 1], item[i], one)) return false;
    for (int k = from; k < to; k++) vec_push(a, &out->bound.data[k]->many, one);
  }
  for (int i = 0; i < after; i++)
    if (!match_datum(a, pattern->item[dots + 1 + i], item[items - after + i], out)) return false;
  return true;
}

static bool match_datum(Arena *a, const Datum *pattern, Datum *d, Bindings *out) {
  if (datum_is_name(pattern, "_")) return true;
  if (is_quoted_name(pattern)) return same_atom(pattern->item[1], d);
  if (is_variable(pattern)) {
    bind(a, out, pattern->name, d);
    return true;
  }
  if (has_items(pattern))
    return d->kind == pattern->kind && match_items(a, pattern, d->item, d->len, out);
  return same_atom(pattern, d);
}

Bindings *template_match(Arena *a, const Datum *pattern, Datum **item, int items) {
  Bindings *out = ARENA_NEW(a, Bindings);
  return match_items(a, pattern, item, items, out) ? out : NULL;
}

/* ---- templates ---- */

typedef struct Filling {
  World *world;
  Span use;
  uint32_t mark;
  bool verbatim; /* inside (… template) */
} Filling;

static Datum *fill(Filling *x, Datum *t, const Bindings *b);

/* The repeated names of the template t. */
static void repeated_in(Arena *a, const Datum *t, const Bindings *b, Bindings *out) {
  if (t->kind == DATUM_NAME) {
    Bound *v = find(b, t->name);
    if (v && v->repeated) vec_push(a, &out->bound, v);
  }
  if (!has_items(t)) return;
  for (int i = 0; i < t->len; i++) repeated_in(a, t->item[i], b, out);
}

/* The bindings in the i-th repetition: of the repeated names what they stand for there. */
static Bindings *repetition(Arena *a, const Bindings *b, const Bindings *repeated, int i) {
  Bindings *inner = ARENA_NEW(a, Bindings);
  for (int k = 0; k < repeated->bound.len; k++) {
    Bound *v = repeated->bound.data[k];
    vec_push(a, &inner->bound, find(v->many.data[i], v->name));
  }
  for (int k = 0; k < b->bound.len; k++) vec_push(a, &inner->bound, b->bound.data[k]);
  return inner;
}

/* t followed by `dots` times `…`: each of them goes one level down. */
static void fill_repeated(Filling *x, Datum *t, int dots, const Bindings *b, DatumVec *out) {
  Arena *a = x->world->arena;
  if (dots == 0) {
    vec_push(a, out, fill(x, t, b));
    return;
  }
  Bindings repeated = {0};
  repeated_in(a, t, b, &repeated);
  if (repeated.bound.len == 0) {
    diag_error(x->world->diag, DIAG_MACRO, t->span,
               "nothing before this `…` of a macro's template is repeated in its pattern");
    return;
  }
  int times = repeated.bound.data[0]->many.len;
  for (int k = 1; k < repeated.bound.len; k++)
    if (repeated.bound.data[k]->many.len != times) {
      diag_error(x->world->diag, DIAG_MACRO, x->use,
                 "`%s` and `%s` are repeated together, but stand for %d and %d forms here",
                 repeated.bound.data[0]->name->text, repeated.bound.data[k]->name->text, times,
                 repeated.bound.data[k]->many.len);
      return;
    }
  for (int i = 0; i < times; i++)
    fill_repeated(x, t, dots - 1, repetition(a, b, &repeated, i), out);
}

static Datum *fill_verbatim(Filling *x, Datum *t, const Bindings *b) {
  bool outer = x->verbatim;
  x->verbatim = true;
  Datum *d = fill(x, t, b);
  x->verbatim = outer;
  return d;
}

static Datum *fill_items(Filling *x, Datum *t, const Bindings *b) {
  if (!x->verbatim && t->len == 2 && is_ellipsis(t->item[0]))
    return fill_verbatim(x, t->item[1], b);
  DatumVec out = {0};
  for (int i = 0; i < t->len; i++) {
    int dots = 0, at = i;
    while (!x->verbatim && i + 1 < t->len && is_ellipsis(t->item[i + 1])) i++, dots++;
    fill_repeated(x, t->item[at], dots, b, &out);
  }
  Datum *list = datum_new_list(x->world, x->use, out.data, out.len);
  list->kind = t->kind;
  return list;
}

static Datum *fill(Filling *x, Datum *t, const Bindings *b) {
  if (has_items(t)) return fill_items(x, t, b);
  Bound *v = t->kind == DATUM_NAME && !t->pkg ? find(b, t->name) : NULL;
  if (v && !v->repeated) return v->one;
  if (v)
    diag_error(x->world->diag, DIAG_MACRO, t->span,
               "`%s` stands for several forms: write `…` after it", t->name->text);
  Datum *copy = ARENA_NEW(x->world->arena, Datum);
  *copy = *t;
  copy->span = x->use;
  if (copy->kind == DATUM_NAME && !datum_is_keyword(copy)) copy->mark = x->mark;
  return copy;
}

Datum *template_fill(World *w, Datum *template, const Bindings *b, uint32_t mark, Span use) {
  Filling x = {.world = w, .use = use, .mark = mark};
  return fill(&x, template, b);
}
