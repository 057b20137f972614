/* interval.c -- see interval.h. */
#include "codegen/interval.h"

#include <stdlib.h>
#include <string.h>

#define SMALL_MAX (INT64_MAX >> 1)
#define SMALL_MIN (INT64_MIN >> 1)
#define LENGTH_MAX ((int64_t)1 << 48) /* nothing in memory has more parts */

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t greatest(int64_t a, int64_t b) { return a > b ? a : b; }

/* --- The lattice ------------------------------------------------------------------------------------ */

Interval interval_any(void) { return (Interval){INTERVAL_ANY, INT64_MIN, INT64_MAX}; }

Interval interval_word(int64_t lo, int64_t hi) { return (Interval){INTERVAL_WORD, lo, hi}; }

Interval interval_small(int64_t lo, int64_t hi) {
  if (lo < SMALL_MIN || hi > SMALL_MAX) return interval_any();
  return (Interval){INTERVAL_SMALL, lo, hi};
}

static Interval all_small(void) { return interval_small(SMALL_MIN, SMALL_MAX); }
static Interval all_words(void) { return interval_word(INT64_MIN, INT64_MAX); }

Interval interval_join(Interval a, Interval b) {
  if (a.kind != b.kind) return interval_any();
  return (Interval){a.kind, least(a.lo, b.lo), greatest(a.hi, b.hi)};
}

Interval interval_meet(Interval a, Interval b) {
  if (a.kind == INTERVAL_ANY) return b;
  if (b.kind != a.kind) return a;
  Interval m = {a.kind, greatest(a.lo, b.lo), least(a.hi, b.hi)};
  return m.lo <= m.hi ? m : a;
}

Interval interval_widen(Interval before, Interval now) {
  Interval w = interval_join(before, now);
  if (w.kind == INTERVAL_ANY) return w;
  Interval all = w.kind == INTERVAL_SMALL ? all_small() : all_words();
  if (w.lo < before.lo) w.lo = all.lo;
  if (w.hi > before.hi) w.hi = all.hi;
  return w;
}

bool interval_same(Interval a, Interval b) {
  return a.kind == b.kind && (a.kind == INTERVAL_ANY || (a.lo == b.lo && a.hi == b.hi));
}

/* --- Comparisons ------------------------------------------------------------------------------------ */

Comparison interval_comparison(PrimId id) {
  static const struct {
    const char *name;
    Comparison comparison;
  } rows[] = {
      {"int-eq", {REL_EQ, false}},
      {"word-eq", {REL_EQ, false}},
      {"int-lt", {REL_INT, false}},
      {"int-le", {REL_INT, true}},
      {"word-lt", {REL_UNSIGNED, false}},
      {"word-le", {REL_UNSIGNED, true}},
      {"word-lt-signed", {REL_SIGNED, false}},
      {"word-le-signed", {REL_SIGNED, true}},
  };
  const char *name = prim_info(id)->name;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (strcmp(name, rows[i].name) == 0) return rows[i].comparison;
  return (Comparison){REL_NONE, false};
}

static Interval as_word(Interval a) { return a.kind == INTERVAL_WORD ? a : all_words(); }

/* Do signed bounds order the words as the relation does? */
static bool is_ordered(Relation rel, Interval a, Interval b) {
  if (rel == REL_INT) return a.kind == INTERVAL_SMALL && b.kind == INTERVAL_SMALL;
  if (a.kind == INTERVAL_SMALL || b.kind == INTERVAL_SMALL) return false;
  return rel == REL_SIGNED || (as_word(a).lo >= 0 && as_word(b).lo >= 0);
}

int interval_compare(Comparison c, Interval a, Interval b) {
  if (c.rel == REL_EQ) {
    if (a.kind != b.kind || a.kind == INTERVAL_ANY) return -1;
    if (a.lo == a.hi && b.lo == b.hi && a.lo == b.lo) return 1;
    return a.hi < b.lo || b.hi < a.lo ? 0 : -1;
  }
  if (c.rel <= REL_SMALL || !is_ordered(c.rel, a, b)) return -1;
  if (c.or_equal) return a.hi <= b.lo ? 1 : b.hi < a.lo ? 0 : -1;
  return a.hi < b.lo ? 1 : b.hi <= a.lo ? 0 : -1;
}

static void learn_equal(bool truth, Interval *a, Interval *b) {
  if (truth) {
    *a = interval_meet(*a, *b);
    *b = interval_meet(*b, *a);
  } else if (a->kind == b->kind && a->kind != INTERVAL_ANY) {
    Interval x = *a, y = *b;
    if (y.lo == y.hi && x.lo < x.hi) {
      a->lo += x.lo == y.lo;
      a->hi -= x.hi == y.lo;
    }
    if (x.lo == x.hi && y.lo < y.hi) {
      b->lo += y.lo == x.lo;
      b->hi -= y.hi == x.lo;
    }
  }
}

/* a <= b + slack, slack being 0 or -1. */
static void learn_order(Interval *a, Interval *b, int slack) {
  if (b->hi != INT64_MIN || slack == 0) a->hi = least(a->hi, b->hi + slack);
  if (a->lo != INT64_MAX || slack == 0) b->lo = greatest(b->lo, a->lo - slack);
}

/* x < y or x <= y for words without sign: y not being negative, x is neither. */
static void learn_unsigned(Interval *x, Interval *y, int slack) {
  if (y->lo >= 0) *x = interval_meet(*x, interval_word(0, INT64_MAX));
  if (x->lo >= 0 && y->lo >= 0) learn_order(x, y, slack);
}

void interval_learn(Relation rel, bool truth, Interval *a, Interval *b) {
  Interval *x = truth ? a : b, *y = truth ? b : a, before_a = *a, before_b = *b;
  int slack = truth ? -1 : 0;
  switch (rel) {
  case REL_NONE: return;
  case REL_SMALL:
    if (truth) *a = *b = interval_meet(*a, all_small());
    return;
  case REL_EQ: learn_equal(truth, a, b); break;
  case REL_INT:
    if (is_ordered(rel, *a, *b)) learn_order(x, y, slack);
    break;
  case REL_SIGNED:
  case REL_UNSIGNED:
    if (a->kind == INTERVAL_SMALL || b->kind == INTERVAL_SMALL) return;
    *a = as_word(*a);
    *b = as_word(*b);
    if (rel == REL_SIGNED) learn_order(x, y, slack);
    else learn_unsigned(x, y, slack);
    break;
  }
  if (a->lo > a->hi) *a = before_a; /* never reached: nothing is learned */
  if (b->lo > b->hi) *b = before_b;
}

/* --- Arithmetic ------------------------------------------------------------------------------------- */

typedef enum Operation {
  OP_ADD,
  OP_SUB,
  OP_MUL,
  OP_QUOT,
  OP_REM,
  OP_DIV,
  OP_MOD,
  OP_NONE
} Operation;

static Operation operation_of(const char *name) {
  static const char *const names[] = {"add", "sub", "mul", "quot", "rem", "div", "mod"};
  for (int i = 0; i < OP_NONE; i++)
    if (strcmp(name, names[i]) == 0) return i;
  return OP_NONE;
}

/* The numbers that a op b may be, for op from OP_ADD to OP_MUL: false when they do not fit. */
static bool sums(Operation op, Interval a, Interval b, int64_t *lo, int64_t *hi) {
  if (op == OP_ADD)
    return !__builtin_add_overflow(a.lo, b.lo, lo) && !__builtin_add_overflow(a.hi, b.hi, hi);
  if (op == OP_SUB)
    return !__builtin_sub_overflow(a.lo, b.hi, lo) && !__builtin_sub_overflow(a.hi, b.lo, hi);
  int64_t p[4];
  if (__builtin_mul_overflow(a.lo, b.lo, &p[0]) || __builtin_mul_overflow(a.lo, b.hi, &p[1]) ||
      __builtin_mul_overflow(a.hi, b.lo, &p[2]) || __builtin_mul_overflow(a.hi, b.hi, &p[3]))
    return false;
  *lo = least(least(p[0], p[1]), least(p[2], p[3]));
  *hi = greatest(greatest(p[0], p[1]), greatest(p[2], p[3]));
  return true;
}

/* The same for division by what is above 0. */
static void quotients(Operation op, Interval a, Interval b, int64_t *lo, int64_t *hi) {
  bool is_remainder = op == OP_REM || op == OP_MOD;
  if (is_remainder) {
    *lo = a.lo >= 0 || op == OP_MOD ? 0 : 1 - b.hi;
    *hi = a.lo >= 0 ? least(a.hi, b.hi - 1) : b.hi - 1;
  } else if (a.lo >= 0) {
    *lo = a.lo / b.hi;
    *hi = a.hi / b.lo;
  } else {
    *lo = a.lo / b.lo - (a.lo < 0);
    *hi = a.hi < 0 ? 0 : a.hi / b.lo;
  }
}

static Interval small_sum(Operation op, Interval a, Interval b, const char **cheaper) {
  static const char *const exact[] = {"small-add", "small-sub", "small-mul"},
                           *const checked[] = {"small-add-checked", "small-sub-checked",
                                               "small-mul-checked"};
  int64_t lo, hi;
  if (sums(op, a, b, &lo, &hi) && lo >= SMALL_MIN && hi <= SMALL_MAX) {
    *cheaper = exact[op];
    return interval_small(lo, hi);
  }
  *cheaper = checked[op];
  return interval_any();
}

static Interval small_quotient(Operation op, Interval a, Interval b, const char **cheaper) {
  int64_t lo, hi;
  if (b.lo <= 0) return interval_any();
  quotients(op, a, b, &lo, &hi);
  bool is_remainder = op == OP_REM || op == OP_MOD;
  if (a.lo >= 0) *cheaper = is_remainder ? "small-rem" : "small-quot";
  else if (op == OP_DIV) *cheaper = "small-div";
  else if (op == OP_MOD) *cheaper = "small-mod";
  return interval_small(lo, hi);
}

static Interval integer_operation(Operation op, Interval a, Interval b, const char **cheaper) {
  if (a.kind != INTERVAL_SMALL || b.kind != INTERVAL_SMALL) {
    if (op == OP_MOD && b.kind == INTERVAL_SMALL && b.lo > 0) return interval_small(0, b.hi - 1);
    return interval_any();
  }
  return op <= OP_MUL ? small_sum(op, a, b, cheaper) : small_quotient(op, a, b, cheaper);
}

/* A fixed-width type: 64 bits for "word" and "ifix" too. */
typedef struct Width {
  int bits;
  bool is_signed, is_checked;
} Width;

static Interval width_interval(Width w) {
  if (w.bits == 64) return all_words();
  if (!w.is_signed) return interval_word(0, ((int64_t)1 << w.bits) - 1);
  return interval_word(-((int64_t)1 << (w.bits - 1)), ((int64_t)1 << (w.bits - 1)) - 1);
}

static bool width_of(const char *name, size_t length, Width *w) {
  if (length == 4 && strncmp(name, "word", 4) == 0) *w = (Width){64, false, false};
  else if (length == 4 && strncmp(name, "ifix", 4) == 0) *w = (Width){64, true, true};
  else if (name[0] == 'i' || name[0] == 'u')
    *w = (Width){atoi(name + 1), name[0] == 'i', name[0] == 'i'};
  else return false;
  return w->bits == 8 || w->bits == 16 || w->bits == 32 || w->bits == 64;
}

static Interval word_operation(Width w, Operation op, Interval a, Interval b,
                               const char **cheaper) {
  static const char *const plain[] = {"word-add", "word-sub", "word-mul"};
  Interval all = width_interval(w);
  int64_t lo, hi;
  a = interval_meet(all, a);
  b = interval_meet(all, b);
  if (op <= OP_MUL) {
    if (!sums(op, a, b, &lo, &hi)) return all;
    if (lo >= all.lo && hi <= all.hi) {
      *cheaper = plain[op];
      return interval_word(lo, hi);
    }
    return w.is_checked ? interval_meet(all, interval_word(lo, hi)) : all;
  }
  if (b.lo <= 0 || (a.lo < 0 && !w.is_signed)) return all;
  quotients(op, a, b, &lo, &hi);
  if (a.lo >= 0) *cheaper = op == OP_REM || op == OP_MOD ? "word-rem" : "word-quot";
  return interval_word(lo, hi);
}

/* --- Conversions and the rest ----------------------------------------------------------------------- */

/* An Integer as a word of the width. */
static Interval from_integer(Width w, Interval a, const char **cheaper) {
  Interval all = width_interval(w);
  if (a.kind != INTERVAL_SMALL || a.lo < all.lo || a.hi > all.hi) return all;
  *cheaper = "small->word";
  return interval_word(a.lo, a.hi);
}

static Interval to_integer(Interval a, bool is_signed, const char **cheaper) {
  if (a.kind != INTERVAL_WORD || (!is_signed && a.lo < 0)) return interval_any();
  Interval small = interval_small(a.lo, a.hi);
  if (small.kind == INTERVAL_SMALL) *cheaper = "word->small";
  return small;
}

static Interval mask(Interval a, Interval b) {
  if (a.kind != b.kind || a.kind == INTERVAL_ANY) {
    if (a.kind == INTERVAL_WORD && a.lo >= 0) return interval_word(0, a.hi);
    if (b.kind == INTERVAL_WORD && b.lo >= 0) return interval_word(0, b.hi);
    return interval_any();
  }
  if (a.lo < 0 && b.lo < 0) return a.kind == INTERVAL_SMALL ? all_small() : all_words();
  int64_t hi = a.lo < 0 ? b.hi : b.lo < 0 ? a.hi : least(a.hi, b.hi);
  return (Interval){a.kind, 0, hi};
}

static bool is_length(const char *name) {
  static const char *const names[] = {"array-length", "vector-length", "vector-capacity",
                                      "string-length", "string-bytes"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

static Interval shift_right(Interval a, Interval b) {
  if (a.kind != INTERVAL_WORD || a.lo < 0 || b.kind != INTERVAL_WORD || b.lo < 0 || b.hi > 63)
    return all_words();
  return interval_word(a.lo >> b.hi, a.hi >> b.lo);
}

static Interval named_prim(const char *name, Interval a, Interval b, const char **cheaper) {
  bool small = a.kind == INTERVAL_SMALL;
  if (is_length(name)) return interval_word(0, LENGTH_MAX);
  if (strcmp(name, "word->int-signed") == 0) return to_integer(a, true, cheaper);
  if (strcmp(name, "word->int") == 0) return to_integer(a, false, cheaper);
  if (strcmp(name, "int->word") == 0) return from_integer((Width){64, true, true}, a, cheaper);
  if (strcmp(name, "word-and") == 0) return mask(a, b);
  if (strcmp(name, "word-shr") == 0) return shift_right(a, b);
  if (strcmp(name, "int-and") == 0 && small && b.kind == INTERVAL_SMALL) {
    *cheaper = "word-and";
    return mask(a, b);
  }
  if (strcmp(name, "int-neg") == 0 && small) {
    if (a.lo > SMALL_MIN) *cheaper = "small-neg";
    return interval_small(-a.hi, -a.lo);
  }
  if (strcmp(name, "int-abs") == 0 && small && a.lo > SMALL_MIN) {
    if (a.lo >= 0) *cheaper = "cast";
    return interval_small(a.lo >= 0 ? a.lo : 0, greatest(-a.lo, a.hi));
  }
  if (strcmp(name, "int-cmp") == 0 && small && b.kind == INTERVAL_SMALL)
    *cheaper = "word-cmp-signed";
  if (strcmp(name, "int-cmp") == 0 || strcmp(name, "word-cmp") == 0 ||
      strcmp(name, "word-cmp-signed") == 0)
    return interval_word(0, 2);
  if (strcmp(name, "cast") == 0) return a;
  return interval_any();
}

/* Words hold small Integers in their order, so comparing the words is comparing the numbers. Equality needs only one small one. */
static const char *cheaper_comparison(Comparison c, Interval a, Interval b) {
  bool some = a.kind == INTERVAL_SMALL || b.kind == INTERVAL_SMALL;
  if (c.rel == REL_EQ) return some ? "word-eq" : NULL;
  if (c.rel != REL_INT || !is_ordered(c.rel, a, b)) return NULL;
  return c.or_equal ? "word-le-signed" : "word-lt-signed";
}

Interval interval_prim(PrimId id, Interval a, Interval b, const char **cheaper) {
  const char *name = prim_info(id)->name, *dash = strchr(name, '-');
  Comparison c = interval_comparison(id);
  Width w;
  *cheaper = NULL;
  if (c.rel != REL_NONE) {
    int known = interval_compare(c, a, b);
    *cheaper = cheaper_comparison(c, a, b);
    if (*cheaper && strcmp(*cheaper, name) == 0) *cheaper = NULL;
    return known < 0 ? interval_word(0, 1) : interval_word(known, known);
  }
  if (dash) {
    Operation op = operation_of(dash + 1);
    size_t length = (size_t)(dash - name);
    bool is_int = length == 3 && strncmp(name, "int", 3) == 0;
    if (op != OP_NONE && is_int) return integer_operation(op, a, b, cheaper);
    if (!is_int && width_of(name, length, &w)) {
      if (op != OP_NONE) {
        Interval r = word_operation(w, op, a, b, cheaper);
        if (*cheaper && strcmp(*cheaper, name) == 0) *cheaper = NULL;
        return r;
      }
      if (strcmp(dash, "-from-int") == 0) return from_integer(w, a, cheaper);
    }
  }
  return named_prim(name, a, b, cheaper);
}
