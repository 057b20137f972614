/* evaluate_integers.c -- the arithmetic of macro bodies, on integers of 64 bits. */
#include "frontend/evaluate_internal.h"

typedef enum { SUM, DIFFERENCE, PRODUCT } Arithmetic;

static bool combine(Arithmetic op, int64_t a, int64_t b, int64_t *out) {
  switch (op) {
  case SUM: return !__builtin_add_overflow(a, b, out);
  case DIFFERENCE: return !__builtin_sub_overflow(a, b, out);
  case PRODUCT: return !__builtin_mul_overflow(a, b, out);
  }
  return false;
}

static Value fold(Evaluator *e, Arithmetic op, int64_t first, Value *arg, int args, Span at) {
  for (int i = 0; i < args; i++)
    if (!combine(op, first, value_as_integer(e, arg[i], at), &first))
      return evaluate_error(e, at, "the number does not fit 64 bits");
  return value_integer(e, first);
}

Value builtin_plus(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, SUM, 0, arg, args, at);
}

Value builtin_times(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, PRODUCT, 1, arg, args, at);
}

Value builtin_minus(Evaluator *e, Value *arg, int args, Span at) {
  if (args == 1) return fold(e, DIFFERENCE, 0, arg, 1, at);
  return fold(e, DIFFERENCE, value_as_integer(e, arg[0], at), arg + 1, args - 1, at);
}

Value builtin_add1(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, SUM, 1, arg, args, at);
}

Value builtin_sub1(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, SUM, -1, arg, args, at);
}

/* Quotient towards negative infinity, or towards zero; and its remainder. */
static bool divide(Evaluator *e, Value *arg, Span at, bool floor, int64_t *quotient,
                   int64_t *remainder) {
  int64_t a = value_as_integer(e, arg[0], at), b = value_as_integer(e, arg[1], at);
  if (e->failed) return false;
  if (b == 0 || (b == -1 && a == INT64_MIN)) {
    evaluate_error(e, at, b ? "the number does not fit 64 bits" : "division by zero");
    return false;
  }
  *quotient = a / b;
  *remainder = a % b;
  if (floor && *remainder && (*remainder < 0) != (b < 0)) {
    --*quotient;
    *remainder += b;
  }
  return true;
}

Value builtin_floor(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, true, &q, &r) ? value_integer(e, q) : value_nil(e);
}

Value builtin_truncate(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, false, &q, &r) ? value_integer(e, q) : value_nil(e);
}

Value builtin_mod(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, true, &q, &r) ? value_integer(e, r) : value_nil(e);
}

Value builtin_rem(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, false, &q, &r) ? value_integer(e, r) : value_nil(e);
}

Value builtin_evenp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) % 2 == 0);
}

Value builtin_oddp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) % 2 != 0);
}

Value builtin_zerop(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) == 0);
}

Value builtin_plusp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) > 0);
}

Value builtin_minusp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) < 0);
}

Value builtin_max(Evaluator *e, Value *arg, int args, Span at) {
  int64_t best = value_as_integer(e, arg[0], at);
  for (int i = 1; i < args; i++) {
    int64_t n = value_as_integer(e, arg[i], at);
    if (n > best) best = n;
  }
  return value_integer(e, best);
}

Value builtin_min(Evaluator *e, Value *arg, int args, Span at) {
  int64_t best = value_as_integer(e, arg[0], at);
  for (int i = 1; i < args; i++) {
    int64_t n = value_as_integer(e, arg[i], at);
    if (n < best) best = n;
  }
  return value_integer(e, best);
}

enum { LESS = 1, SAME = 2, MORE = 4 };

/* Does every argument stand to the next as wanted? */
static Value in_order(Evaluator *e, Value *arg, int args, Span at, int wanted) {
  bool good = true;
  for (int i = 0; i + 1 < args; i++) {
    int64_t a = value_as_integer(e, arg[i], at), b = value_as_integer(e, arg[i + 1], at);
    good = good && (wanted & (a < b ? LESS : a > b ? MORE : SAME));
  }
  return value_truth(e, good);
}

Value builtin_less(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, LESS);
}
Value builtin_more(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, MORE);
}
Value builtin_at_most(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, LESS | SAME);
}
Value builtin_at_least(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, MORE | SAME);
}
Value builtin_same(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, SAME);
}
Value builtin_different(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, LESS | MORE);
}
