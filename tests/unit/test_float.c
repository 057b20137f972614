/* test_float.c -- floats print as few digits as read back, sort with NaN last, and round to
 * even. */
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *show(double x) { return SMT_STR(smt_f64_to_string(smt_f64_word(x)))->text; }
static const char *show_single(float x) {
  return SMT_STR(smt_f32_to_string(smt_f32_word(x)))->text;
}

START_TEST(floats_print_their_shortest_digits) {
  static const struct {
    double x;
    const char *text;
  } rows[] = {
      {1.5, "1.5"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {-0.0, "-0.0"},
      {0.0, "0.0"},
      {100.0, "100.0"},
      {123456.789, "123456.789"},
      {9999999.0, "9999999.0"},
      {10000000.0, "1.0e7"},
      {1e20, "1.0e20"},
      {1.5e-3, "0.0015"},
      {0.001, "0.001"},
      {0.0001, "1.0e-4"},
      {1e-10, "1.0e-10"},
      {123456789.123, "1.23456789123e8"},
      {3, "3.0"},
      {-2.5e-7, "-2.5e-7"},
      {5e-324, "5.0e-324"},
      {DBL_MAX, "1.7976931348623157e308"},
      {DBL_MIN, "2.2250738585072014e-308"},
      {INFINITY, "inf"},
      {-INFINITY, "-inf"},
      {9007199254740993.0, "9.007199254740992e15"},
      {1234567.875, "1234567.875"},
      {9999999.999999999, "9999999.999999998"},
      {0.00099999, "9.9999e-4"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    ck_assert_str_eq(show(rows[i].x), rows[i].text);
  ck_assert_str_eq(show(NAN), "nan");
  ck_assert_str_eq(show(-NAN), "nan");
  ck_assert_str_eq(show_single(1.5f), "1.5");
  ck_assert_str_eq(show_single(0.1f), "0.1");
  ck_assert_str_eq(show_single(16777216.0f), "1.6777216e7");
  ck_assert_str_eq(show_single(FLT_MAX), "3.4028235e38");
  ck_assert_str_eq(show_single(1e-45f), "1.0e-45");
  ck_assert_str_eq(show_single(0.3f), "0.3");
}
END_TEST

START_TEST(random_floats_read_back) {
  uint64_t state = 1;
  for (int i = 0; i < 100000; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    double x = smt_f64_of(state ^ state >> 29);
    if (x != x || isinf(x)) continue;
    W back = smt_string_to_f64(smt_f64_to_string(smt_f64_word(x)));
    if (back == 0 || SMT_FIELDS(back)[0] != smt_f64_word(x))
      ck_abort_msg("%.17g prints as %s", x, show(x));
    float f = (float)(x * 1e-270);
    if (isinf(f)) continue;
    if (strtof(show_single(f), NULL) != f)
      ck_abort_msg("%.9g prints as %s", (double)f, show_single(f));
  }
}
END_TEST

START_TEST(comparison_puts_nan_last) {
  W nan = smt_f64_word(NAN), one = smt_f64_word(1), inf = smt_f64_word(INFINITY);
  ck_assert_uint_eq(smt_f64_cmp(one, one), 1);
  ck_assert_uint_eq(smt_f64_cmp(one, inf), 0);
  ck_assert_uint_eq(smt_f64_cmp(nan, inf), 2);
  ck_assert_uint_eq(smt_f64_cmp(inf, nan), 0);
  ck_assert_uint_eq(smt_f64_cmp(nan, nan), 1);
  ck_assert_uint_eq(smt_f64_eq(nan, nan), 0);
  ck_assert_uint_eq(smt_f64_le(nan, one), 0);
  ck_assert_uint_eq(smt_f64_lt(one, nan), 0);
  ck_assert_uint_eq(smt_f64_cmp(smt_f64_word(-0.0), smt_f64_word(0.0)), 1);
  ck_assert_uint_eq(smt_f64_eq(smt_f64_word(-0.0), smt_f64_word(0.0)), 1);
  ck_assert_uint_eq(smt_f64_hash(smt_f64_word(-0.0)), smt_f64_hash(0));
}
END_TEST

START_TEST(rounding_and_integers) {
  static const double halves[][2] = {{2.5, 2}, {3.5, 4}, {-2.5, -2},
                                     {0.5, 0}, {1.4, 1}, {-1.6, -2}};
  for (int i = 0; i < 6; i++)
    ck_assert(smt_f64_of(smt_f64_round(smt_f64_word(halves[i][0]))) == halves[i][1]);
  ck_assert_uint_eq(smt_f64_to_int(smt_f64_word(-7.0), 0), SMT_SMALL(-7));
  ck_assert_str_eq(SMT_STR(smt_int_to_string(smt_f64_to_int(smt_f64_word(1e25), 0)))->text,
                   "10000000000000000905969664");
  ck_assert_str_eq(SMT_STR(smt_int_to_string(smt_f64_to_int(smt_f64_word(-0x1p63), 0)))->text,
                   "-9223372036854775808");
}
END_TEST

START_TEST(mantissa_and_exponent_make_the_number) {
  static const double xs[] = {1, -3, 0.1, 1e300, 5e-324, 0x1p-1060, DBL_MAX, 0};
  for (size_t i = 0; i < sizeof xs / sizeof *xs; i++) {
    W x = smt_f64_word(xs[i]);
    int64_t m = (int64_t)smt_f64_mantissa(x) >> 1, e = (int64_t)smt_f64_exponent(x) >> 1;
    ck_assert(ldexp((double)m, (int)e) == xs[i]);
  }
  ck_assert(ldexpf((float)((int64_t)smt_f32_mantissa(smt_f32_word(0.1f)) >> 1),
                   (int)((int64_t)smt_f32_exponent(smt_f32_word(0.1f)) >> 1)) == 0.1f);
}
END_TEST

START_TEST(reading_is_strict) {
  static const char *const good[] = {"1",    "-1.5", "+.5",  "2.",  "1e3",
                                     "1E-3", "inf",  "-inf", "nan", "1e400"};
  static const char *const bad[] = {"",   ".",    "1e",       "e3",  "1.5x", " 1",
                                    "1 ", "0x10", "infinity", "1d0", "--1"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    ck_assert_uint_ne(smt_string_to_f64(smt_string_of_c(good[i])), 0);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ck_assert_uint_eq(smt_string_to_f64(smt_string_of_c(bad[i])), 0);
}
END_TEST

UNIT_MAIN("float", floats_print_their_shortest_digits, random_floats_read_back,
          comparison_puts_nan_last, rounding_and_integers, mantissa_and_exponent_make_the_number,
          reading_is_strict)
