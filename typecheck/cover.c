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
  int rows, cols;
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

/* Rows whose first column admits ctor, with its fields in front. */
static Matrix specialise(Checker *c, Matrix *m, Ctor *ctor) {
  Matrix out = {.cols = m->cols - 1 + ctor->arity};
  out.row = ARENA_ARRAY(c->arena, Row, m->rows + 1);
  for (int i = 0; i < m->rows; i++) {
    Pattern *p = plain(m->row[i].col[0]);
    if (!is_wild(p) && ctor_of(p) != ctor) continue;
    Row *r = &out.row[out.rows++];
    r->col = ARENA_ARRAY(c->arena, Pattern *, out.cols + 1);
    for (int k = 0; k < ctor->arity; k++) r->col[k] = is_wild(p) ? wild(c) : p->sub[k];
    memcpy(r->col + ctor->arity, m->row[i].col + 1, sizeof(Pattern *) * (size_t)(m->cols - 1));
  }
  return out;
}

/* Rows whose first column admits the literal, without that column; with NULL, anything else. */
static Matrix without_first(Checker *c, Matrix *m, Pattern *literal) {
  Matrix out = {.cols = m->cols - 1};
  out.row = ARENA_ARRAY(c->arena, Row, m->rows + 1);
  for (int i = 0; i < m->rows; i++) {
    Pattern *p = m->row[i].col[0];
    if (is_wild(p) || (literal && same_literal(p, literal)))
      out.row[out.rows++].col = m->row[i].col + 1;
  }
  return out;
}

/* Which constructors stand in the first column? Gives the type, or NULL when none does. */
static DataType *signature(Matrix *m, bool *present) {
  DataType *t = NULL;
  for (int i = 0; i < m->rows; i++) {
    Ctor *k = ctor_of(m->row[i].col[0]);
    if (!k) continue;
    t = k->type;
    present[k->index] = true;
  }
  return t;
}

static int widest(Matrix *m) {
  int n = 1;
  for (int i = 0; i < m->rows; i++) {
    Ctor *k = ctor_of(m->row[i].col[0]);
    if (k && k->type->ctors > n) n = k->type->ctors;
  }
  return n;
}

static bool useful(Checker *c, Matrix *m, Pattern **q) {
  if (m->cols == 0) return m->rows == 0;
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
  int n = widest(m);
  bool *present = ARENA_ARRAY(c->arena, bool, n);
  DataType *t = signature(m, present);
  bool complete = t != NULL;
  for (int i = 0; t && i < t->ctors; i++) complete = complete && present[i];
  if (!complete) {
    Matrix d = without_first(c, m, NULL);
    return useful(c, &d, q + 1);
  }
  for (int i = 0; i < t->ctors; i++) {
    Matrix s = specialise(c, m, t->ctor[i]);
    Pattern **r = ARENA_ARRAY(c->arena, Pattern *, s.cols + 1);
    for (int f = 0; f < t->ctor[i]->arity; f++) r[f] = wild(c);
    memcpy(r + t->ctor[i]->arity, q + 1, sizeof(Pattern *) * (size_t)(m->cols - 1));
    if (useful(c, &s, r)) return true;
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
  Pattern **out = ARENA_ARRAY(c->arena, Pattern *, m->cols + 1);
  if (m->cols == 0) return m->rows == 0 ? out : NULL;
  int n = widest(m);
  bool *present = ARENA_ARRAY(c->arena, bool, n);
  DataType *t = signature(m, present);
  Ctor *absent = NULL;
  for (int i = 0; t && i < t->ctors && !absent; i++)
    if (!present[i]) absent = t->ctor[i];
  if (!t || absent) {
    Matrix d = without_first(c, m, NULL);
    Pattern **rest = missing(c, &d);
    if (!rest) return NULL;
    out[0] = absent ? ctor_pattern(c, absent, NULL) : wild(c);
    memcpy(out + 1, rest, sizeof *out * (size_t)d.cols);
    return out;
  }
  for (int i = 0; i < t->ctors; i++) {
    Matrix s = specialise(c, m, t->ctor[i]);
    Pattern **rest = missing(c, &s);
    if (!rest) continue;
    out[0] = ctor_pattern(c, t->ctor[i], rest);
    memcpy(out + 1, rest + t->ctor[i]->arity, sizeof *out * (size_t)(m->cols - 1));
    return out;
  }
  return NULL;
}

static void add_row(Checker *c, Matrix *m, Pattern *p) {
  m->row[m->rows].col = ARENA_ARRAY(c->arena, Pattern *, 1);
  m->row[m->rows++].col[0] = p;
}

enum { SHOWN = 4 }; /* missing patterns that a message names */

/* "`(A)`, `(B)` and `(C)`": what a matrix of one column with room for SHOWN more rows misses; NULL when nothing. */
static const char *missing_text(Checker *c, Matrix *m) {
  const char *text = NULL;
  for (int i = 0; i <= SHOWN; i++) {
    Pattern **lost = missing(c, m);
    if (!lost) break;
    Matrix with_this = *m;
    add_row(c, &with_this, lost[0]);
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

void cover_branches(Checker *c, Pattern **pat, int n, Span span, const char *must) {
  for (int i = 0; i < n; i++)
    if (has_error(pat[i])) return;
  Matrix m = {.cols = 1};
  m.row = ARENA_ARRAY(c->arena, Row, n + SHOWN + 1);
  for (int i = 0; i < n; i++) {
    if (!must && !useful(c, &m, &pat[i]))
      diag_warn(c->diag, DIAG_REDUNDANT, pat[i]->span,
                "this branch is redundant: the branches before it match everything that it does");
    add_row(c, &m, pat[i]);
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
