/* cover.c -- which values do the branches of a match miss, and which branches are never reached?
 *
 * The algorithms U (usefulness) and I (a vector of patterns that is not matched) of Maranget, Warnings for
 * pattern matching, 2007. Literals never complete a column. */
#include <string.h>

#include "typecheck/checker.h"

typedef struct Row {
  Pattern **col;
} Row;

typedef struct Matrix {
  Row *row;
  int rows, cols, cap;
} Matrix;

static Pattern *plain(Pattern *p) {
  while (p->kind == PATTERN_AS) p = p->sub[0];
  return p;
}

static bool is_wild(Pattern *p) {
  p = plain(p);
  return p->kind == PATTERN_WILD || p->kind == PATTERN_VAR || p->kind == PATTERN_ERROR;
}

static Ctor *ctor_of(Pattern *p) {
  p = plain(p);
  return p->kind == PATTERN_CTOR ? p->ctor->core->ctor : NULL;
}

static bool same_literal(Pattern *a, Pattern *b) {
  a = plain(a);
  b = plain(b);
  if (a->kind != b->kind) return false;
  switch (a->kind) {
  case PATTERN_INTEGER: return strcmp(a->digits, b->digits) == 0;
  case PATTERN_RATIO:
    return strcmp(a->digits, b->digits) == 0 && strcmp(a->denominator, b->denominator) == 0;
  case PATTERN_FLOAT: return a->number == b->number;
  case PATTERN_STRING: return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  case PATTERN_CHAR: return a->code == b->code;
  case PATTERN_ERROR:
  case PATTERN_WILD:
  case PATTERN_VAR:
  case PATTERN_AS:
  case PATTERN_CTOR: break;
  }
  return false;
}

static Pattern *wild(Checker *c) {
  Pattern *p = ARENA_NEW(c->arena, Pattern);
  p->kind = PATTERN_WILD;
  return p;
}

static Row *add_row(Checker *c, Matrix *m) {
  if (m->rows == m->cap) m->row = vec_grow(c->arena, m->row, m->rows, &m->cap, sizeof *m->row);
  return &m->row[m->rows++];
}

/* A row of which the first column is known to be ctor: its fields take that column's place. */
static void add_specialised(Checker *c, Matrix *out, const Row *row, int cols, Ctor *ctor) {
  Pattern *p = plain(row->col[0]);
  Row *r = add_row(c, out);
  r->col = ARENA_ARRAY(c->arena, Pattern *, out->cols + 1);
  for (int k = 0; k < ctor->arity; k++) r->col[k] = is_wild(p) ? wild(c) : p->sub[k];
  memcpy(r->col + ctor->arity, row->col + 1, sizeof(Pattern *) * (size_t)(cols - 1));
}

/* Rows whose first column admits ctor, with its fields in front. */
static Matrix specialise(Checker *c, Matrix *m, Ctor *ctor) {
  Matrix out = {.cols = m->cols - 1 + ctor->arity};
  for (int i = 0; i < m->rows; i++) {
    Pattern *p = plain(m->row[i].col[0]);
    if (is_wild(p) || ctor_of(p) == ctor) add_specialised(c, &out, &m->row[i], m->cols, ctor);
  }
  return out;
}

/* The same for every constructor of the first column's type at once, by index. A row of another type matches nothing: the program
 * is wrong then, and that is told elsewhere. */
static Matrix *specialise_all(Checker *c, Matrix *m, DataType *t) {
  Matrix *out = ARENA_ARRAY(c->arena, Matrix, t->ctors);
  for (int k = 0; k < t->ctors; k++) out[k].cols = m->cols - 1 + t->ctor[k]->arity;
  for (int i = 0; i < m->rows; i++) {
    Row *row = &m->row[i];
    Ctor *only = ctor_of(row->col[0]);
    if (only && only->type == t) add_specialised(c, &out[only->index], row, m->cols, only);
    for (int k = 0; is_wild(row->col[0]) && k < t->ctors; k++)
      add_specialised(c, &out[k], row, m->cols, t->ctor[k]);
  }
  return out;
}

/* Rows whose first column admits the literal, without that column; with NULL, anything else. */
static Matrix without_first(Checker *c, Matrix *m, Pattern *literal) {
  Matrix out = {.cols = m->cols - 1};
  for (int i = 0; i < m->rows; i++) {
    Pattern *p = m->row[i].col[0];
    if (is_wild(p) || (literal && same_literal(p, literal)))
      add_row(c, &out)->col = m->row[i].col + 1;
  }
  return out;
}

/* The type of the first constructor in the first column; NULL when none stands there. */
static DataType *first_type(Matrix *m) {
  for (int i = 0; i < m->rows; i++) {
    Ctor *k = ctor_of(m->row[i].col[0]);
    if (k) return k->type;
  }
  return NULL;
}

/* The first constructor of t that does not stand in the first column, or NULL. */
static Ctor *first_absent(Checker *c, Matrix *m, DataType *t) {
  bool *present = ARENA_ARRAY(c->arena, bool, t->ctors);
  for (int i = 0; i < m->rows; i++) {
    Ctor *k = ctor_of(m->row[i].col[0]);
    if (k && k->type == t) present[k->index] = true;
  }
  for (int i = 0; i < t->ctors; i++)
    if (!present[i]) return t->ctor[i];
  return NULL;
}

/* Does one row match everything? That is most often so, and saves counting constructors. */
static bool has_wild_row(const Matrix *m) {
  for (int i = 0; i < m->rows; i++) {
    bool all = true;
    for (int k = 0; k < m->cols && all; k++) all = is_wild(m->row[i].col[k]);
    if (all) return true;
  }
  return false;
}

static bool useful(Checker *c, Matrix *m, Pattern **q) {
  if (has_wild_row(m)) return false;
  if (m->cols == 0) return true;
  Pattern *p = plain(q[0]);
  Ctor *k = ctor_of(p);
  if (k) {
    Matrix s = specialise(c, m, k);
    Pattern **r = ARENA_ARRAY(c->arena, Pattern *, s.cols + 1);
    if (k->arity) memcpy(r, p->sub, sizeof(Pattern *) * (size_t)k->arity);
    memcpy(r + k->arity, q + 1, sizeof(Pattern *) * (size_t)(m->cols - 1));
    return useful(c, &s, r);
  }
  if (!is_wild(p)) {
    Matrix d = without_first(c, m, p);
    return useful(c, &d, q + 1);
  }
  DataType *t = first_type(m);
  /* Fewer rows than constructors: there is no need to look at each of them. */
  if (!t || m->rows < t->ctors || first_absent(c, m, t)) {
    Matrix d = without_first(c, m, NULL);
    return useful(c, &d, q + 1);
  }
  Matrix *all = specialise_all(c, m, t);
  for (int i = 0; i < t->ctors; i++) {
    Pattern **r = ARENA_ARRAY(c->arena, Pattern *, all[i].cols + 1);
    for (int f = 0; f < t->ctor[i]->arity; f++) r[f] = wild(c);
    memcpy(r + t->ctor[i]->arity, q + 1, sizeof(Pattern *) * (size_t)(m->cols - 1));
    if (useful(c, &all[i], r)) return true;
  }
  return false;
}

/* A pattern of our own for a constructor, with wildcards where no fields are given. */
static Pattern *ctor_pattern(Checker *c, Ctor *k, Pattern **field) {
  Pattern *p = ARENA_NEW(c->arena, Pattern);
  p->kind = PATTERN_CTOR;
  p->ctor = ARENA_NEW(c->arena, Global);
  p->ctor->core = k->global;
  p->subs = k->arity;
  p->sub = ARENA_ARRAY(c->arena, Pattern *, k->arity + 1);
  for (int i = 0; i < k->arity; i++) p->sub[i] = field ? field[i] : wild(c);
  return p;
}

static const char *pattern_text(Checker *c, Pattern *p) {
  if (p->kind != PATTERN_CTOR) return "_";
  const char *text = arena_printf(c->arena, "(%s", ctor_of(p)->name->text);
  for (int i = 0; i < p->subs; i++)
    text = arena_printf(c->arena, "%s %s", text, pattern_text(c, p->sub[i]));
  return arena_printf(c->arena, "%s)", text);
}

/* A vector of patterns that no row matches; NULL when there is none. */
static Pattern **missing(Checker *c, Matrix *m) {
  if (has_wild_row(m)) return NULL;
  Pattern **out = ARENA_ARRAY(c->arena, Pattern *, m->cols + 1);
  if (m->cols == 0) return out;
  DataType *t = first_type(m);
  Ctor *absent = t ? first_absent(c, m, t) : NULL;
  if (!t || absent) {
    Matrix d = without_first(c, m, NULL);
    Pattern **rest = missing(c, &d);
    if (!rest) return NULL;
    out[0] = absent ? ctor_pattern(c, absent, NULL) : wild(c);
    memcpy(out + 1, rest, sizeof *out * (size_t)d.cols);
    return out;
  }
  Matrix *all = specialise_all(c, m, t);
  for (int i = 0; i < t->ctors; i++) {
    Pattern **rest = missing(c, &all[i]);
    if (!rest) continue;
    out[0] = ctor_pattern(c, t->ctor[i], rest);
    memcpy(out + 1, rest + t->ctor[i]->arity, sizeof *out * (size_t)(m->cols - 1));
    return out;
  }
  return NULL;
}

static void add_pattern(Checker *c, Matrix *m, Pattern *p) {
  Row *r = add_row(c, m);
  r->col = ARENA_ARRAY(c->arena, Pattern *, 1);
  r->col[0] = p;
}

enum { SHOWN = 4 }; /* missing patterns that a message names */

/* "`(A)`, `(B)` and `(C)`": what a matrix of one column misses; NULL when nothing. */
static const char *missing_text(Checker *c, Matrix *m) {
  const char *text = NULL;
  for (int i = 0; i <= SHOWN; i++) {
    Pattern **lost = missing(c, m);
    if (!lost) break;
    Matrix with_this = *m;
    add_pattern(c, &with_this, lost[0]);
    const char *one = arena_printf(c->arena, "`%s`", pattern_text(c, lost[0]));
    bool last = i == SHOWN || !missing(c, &with_this);
    if (!text) text = one;
    else if (i == SHOWN) text = arena_printf(c->arena, "%s and more", text);
    else text = arena_printf(c->arena, "%s%s %s", text, last ? " and" : ",", one);
    *m = with_this;
  }
  return text;
}

static bool has_error(Pattern *p) {
  if (p->kind == PATTERN_ERROR) return true;
  for (int i = 0; i < p->subs; i++)
    if (has_error(p->sub[i])) return true;
  return false;
}

/* What the head of a pattern asks for, as a key; patterns that could match one value have equal keys. */
static const void *head_key(Pattern *p) {
  p = plain(p);
  const char *text = "";
  size_t size = 0;
  switch (p->kind) {
  case PATTERN_CTOR: return p->ctor->core->ctor;
  case PATTERN_STRING:
    text = p->text;
    size = p->size;
    break;
  case PATTERN_INTEGER:
  case PATTERN_RATIO:
    text = p->digits;
    size = strlen(p->digits);
    break;
  case PATTERN_CHAR: return (void *)((uintptr_t)p->code << 1 | 1);
  case PATTERN_FLOAT:
  case PATTERN_ERROR:
  case PATTERN_WILD:
  case PATTERN_VAR:
  case PATTERN_AS: break;
  }
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
  return (void *)hash;
}

/* The branches so far by their heads: one is redundant among those of its own head, and the wild ones, alone. */
typedef struct Heads {
  Map by_key; /* head_key -> Matrix */
  Matrix wild;
} Heads;

static bool is_redundant(Checker *c, Heads *h, Matrix *all, Pattern *p) {
  if (is_wild(p)) return !useful(c, all, &p);
  if (!useful(c, &h->wild, &p)) return true;
  Matrix *same = map_get(&h->by_key, head_key(p));
  if (!same) return false;
  Matrix m = *same;
  for (int i = 0; i < h->wild.rows; i++) *add_row(c, &m) = h->wild.row[i];
  return !useful(c, &m, &p);
}

static void note_head(Checker *c, Heads *h, Pattern *p) {
  if (is_wild(p)) {
    add_pattern(c, &h->wild, p);
    return;
  }
  Matrix *same = map_get(&h->by_key, head_key(p));
  if (!same) {
    same = ARENA_NEW(c->arena, Matrix);
    same->cols = 1;
    map_put(c->arena, &h->by_key, head_key(p), same);
  }
  add_pattern(c, same, p);
}

void cover_branches(Checker *c, Pattern **pat, int n, Span span, const char *must) {
  for (int i = 0; i < n; i++)
    if (has_error(pat[i])) return;
  Matrix m = {.cols = 1};
  Heads heads = {.wild.cols = 1};
  for (int i = 0; i < n; i++) {
    if (!must && is_redundant(c, &heads, &m, pat[i]))
      diag_warn(c->diag, DIAG_REDUNDANT, pat[i]->span,
                "this branch is redundant: the branches before it match everything that it does");
    note_head(c, &heads, pat[i]);
    add_pattern(c, &m, pat[i]);
  }
  const char *lost = missing_text(c, &m);
  if (!lost) return;
  if (must)
    diag_error(c->diag, DIAG_REFUTABLE, span,
               "the pattern of %s must match everything, but this one misses %s", must, lost);
  else
    diag_warn(c->diag, DIAG_NOT_EXHAUSTIVE, span, "this match is not exhaustive: it misses %s",
              lost);
}
