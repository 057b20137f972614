/* math.c -- the mathematical functions of floats: libm's, word to word. A file of its own, so
 * that only programs that use them are linked with libm. */
#include "internal.h"

#include <math.h>

#define UNARY(name, libm)                                                                          \
  W smt_f64_##name(W a) { return smt_f64_word(libm(smt_f64_of(a))); }                              \
  W smt_f32_##name(W a) { return smt_f32_word(libm##f(smt_f32_of(a))); }
#define BINARY(name, libm)                                                                         \
  W smt_f64_##name(W a, W b) { return smt_f64_word(libm(smt_f64_of(a), smt_f64_of(b))); }          \
  W smt_f32_##name(W a, W b) { return smt_f32_word(libm##f(smt_f32_of(a), smt_f32_of(b))); }

UNARY(exp, exp)
UNARY(ln, log)
UNARY(sin, sin)
UNARY(cos, cos)
UNARY(tan, tan)
UNARY(asin, asin)
UNARY(acos, acos)
UNARY(atan, atan)
UNARY(sinh, sinh)
UNARY(cosh, cosh)
UNARY(tanh, tanh)
UNARY(floor, floor)
UNARY(ceiling, ceil)
UNARY(truncate, trunc)
UNARY(round, rint) /* in the rounding mode that nobody changes: to nearest even */
BINARY(rem, fmod)
BINARY(pow, pow)
BINARY(atan2, atan2)

/* The bases that libm knows come out exact at their powers. */
static double log_base(double base, double x) {
  return base == 2 ? log2(x) : base == 10 ? log10(x) : log(x) / log(base);
}

W smt_f64_log(W base, W a) { return smt_f64_word(log_base(smt_f64_of(base), smt_f64_of(a))); }
W smt_f32_log(W base, W a) {
  return smt_f32_word((float)log_base(smt_f32_of(base), smt_f32_of(a)));
}
