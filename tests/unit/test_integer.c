/* test_integer.c -- exact integers agree with GMP's mpz on random values, and around every
 * border of a representation. */
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <gmp.h> /* after stdio.h: declares gmp_fprintf then */
#include <string.h>

static gmp_randstate_t random_state;

static void to_mpz(mpz_t r, W a) {
  if (a & 1) {
    mpz_set_si(r, (int64_t)a >> 1);
    return;
  }
  const SmtBig *b = (const SmtBig *)a;
  size_t n = (size_t)(b->sign_and_count < 0 ? -b->sign_and_count : b->sign_and_count);
  ck_assert_uint_ne(n, 0);
  ck_assert_uint_ne(b->limb[n - 1], 0);
  mpz_import(r, n, -1, 8, 0, 0, b->limb);
  if (b->sign_and_count < 0) mpz_neg(r, r);
}

static W of_mpz(const mpz_t a) {
  char *text = mpz_get_str(NULL, 10, a);
  W w = smt_int_of_decimal(text);
  free(text);
  return w;
}

static void ck_equal(W a, const mpz_t want) {
  mpz_t got;
  mpz_init(got);
  to_mpz(got, a);
  if (mpz_cmp(got, want) != 0) {
    gmp_fprintf(stderr, "got %Zd, want %Zd\n", got, want);
    ck_abort_msg("wrong result");
  }
  /* Small whenever it can be. */
  bool fits = mpz_sizeinbase(want, 2) <= 62 || mpz_cmp_si(want, SMT_SMALL_MIN) == 0;
  ck_assert_int_eq(a & 1, fits);
  mpz_clear(got);
}

/* A random number: of any size up to 3000 bits, often next to a power of two. */
static void random_number(mpz_t r) {
  unsigned long kind = gmp_urandomm_ui(random_state, 10);
  if (kind < 3) {
    mpz_urandomb(r, random_state, gmp_urandomm_ui(random_state, 70));
  } else if (kind < 6) {
    mpz_rrandomb(r, random_state, 1 + gmp_urandomm_ui(random_state, kind == 5 ? 3000 : 260));
  } else {
    static const unsigned near[] = {0, 31, 32, 61, 62, 63, 64, 65, 126, 127, 128, 192};
    mpz_set_ui(r, 1);
    mpz_mul_2exp(r, r, near[gmp_urandomm_ui(random_state, 12)]);
    mpz_add_ui(r, r, gmp_urandomm_ui(random_state, 3));
    mpz_sub_ui(r, r, 1);
  }
  if (gmp_urandomm_ui(random_state, 2)) mpz_neg(r, r);
}

enum { ROUNDS = 20000 };

/* Run `check` on many random pairs. */
static void for_pairs(void check(W, W, const mpz_t, const mpz_t)) {
  mpz_t x, y;
  mpz_inits(x, y, NULL);
  for (int i = 0; i < ROUNDS; i++) {
    random_number(x), random_number(y);
    check(of_mpz(x), of_mpz(y), x, y);
  }
  mpz_clears(x, y, NULL);
}

static mpz_t t; /* scratch */

static void sums(W a, W b, const mpz_t x, const mpz_t y) {
  mpz_add(t, x, y), ck_equal(smt_int_add(a, b), t);
  mpz_sub(t, x, y), ck_equal(smt_int_sub(a, b), t);
  mpz_mul(t, x, y), ck_equal(smt_int_mul(a, b), t);
  mpz_mul(t, x, x), ck_equal(smt_int_mul(a, a), t);
  mpz_neg(t, x), ck_equal(smt_int_neg(a), t);
  mpz_abs(t, x), ck_equal(smt_int_abs(a), t);
}
START_TEST(sums_differences_products) { for_pairs(sums); }
END_TEST

static void quotients(W a, W b, const mpz_t x, const mpz_t y) {
  if (mpz_sgn(y) == 0) return;
  mpz_tdiv_q(t, x, y), ck_equal(smt_int_quot(a, b, 0), t);
  mpz_tdiv_r(t, x, y), ck_equal(smt_int_rem(a, b, 0), t);
  mpz_fdiv_q(t, x, y), ck_equal(smt_int_div(a, b, 0), t);
  mpz_fdiv_r(t, x, y), ck_equal(smt_int_mod(a, b, 0), t);
}
START_TEST(quotients_and_remainders) { for_pairs(quotients); }
END_TEST

static void bit_operations(W a, W b, const mpz_t x, const mpz_t y) {
  mpz_and(t, x, y), ck_equal(smt_int_and(a, b), t);
  mpz_ior(t, x, y), ck_equal(smt_int_or(a, b), t);
  mpz_xor(t, x, y), ck_equal(smt_int_xor(a, b), t);
  mpz_com(t, x), ck_equal(smt_int_not(a), t);
}
START_TEST(bit_operations_are_in_twos_complement) { for_pairs(bit_operations); }
END_TEST

static void comparisons(W a, W b, const mpz_t x, const mpz_t y) {
  int c = mpz_cmp(x, y);
  ck_assert_uint_eq(smt_int_cmp(a, b), (W)((c > 0) - (c < 0) + 1));
  ck_assert_uint_eq(smt_int_lt(a, b), c < 0);
  ck_assert_uint_eq(smt_int_le(a, b), c <= 0);
  ck_assert_uint_eq(smt_int_eq(a, b), c == 0);
  W again = of_mpz(x);
  ck_assert_uint_eq(smt_int_eq(a, again), 1);
  ck_assert_uint_eq(smt_int_hash(a), smt_int_hash(again));
  ck_assert_uint_lt(smt_int_hash(a), (W)1 << 62);
}
START_TEST(comparisons_and_hashes) { for_pairs(comparisons); }
END_TEST

static void divisors(W a, W b, const mpz_t x, const mpz_t y) {
  mpz_gcd(t, x, y), ck_equal(smt_int_gcd(a, b), t);
  mpz_t g;
  mpz_init(g);
  mpz_mul(g, x, y);
  mpz_gcd(t, g, x), ck_equal(smt_int_gcd(smt_int_mul(a, b), a), t);
  mpz_clear(g);
}
START_TEST(greatest_common_divisors) { for_pairs(divisors); }
END_TEST

static void shifts(W a, W b, const mpz_t x, const mpz_t y) {
  (void)b, (void)y;
  unsigned long n = gmp_urandomm_ui(random_state, 300);
  mpz_mul_2exp(t, x, n), ck_equal(smt_int_shift(a, SMT_SMALL(n), 0), t);
  mpz_fdiv_q_2exp(t, x, n), ck_equal(smt_int_shift(a, SMT_SMALL(-n), 0), t);
  if (mpz_sgn(x) < 0) mpz_com(t, x);
  else mpz_set(t, x);
  ck_assert_uint_eq(smt_int_bit_length(a), SMT_SMALL(mpz_sgn(t) ? mpz_sizeinbase(t, 2) : 0));
  mpz_fdiv_r_2exp(t, x, 64);
  W low = 0;
  mpz_export(&low, NULL, -1, 8, 0, 0, t);
  ck_assert_uint_eq(smt_int_to_word(a), low);
  for (W bits = 8; bits <= 64; bits *= 2) {
    W length = smt_int_bit_length(a) >> 1;
    ck_assert_uint_eq(smt_int_fits_signed(bits, a), length < bits);
    ck_assert_uint_eq(smt_int_fits_unsigned(bits, a), mpz_sgn(x) >= 0 && length <= bits);
  }
}
START_TEST(shifts_and_widths) { for_pairs(shifts); }
END_TEST

static void texts(W a, W b, const mpz_t x, const mpz_t y) {
  (void)b, (void)y;
  char *text = mpz_get_str(NULL, 10, x);
  ck_assert_str_eq(SMT_STR(smt_int_to_string(a))->text, text);
  W s = smt_string_of_c(text);
  ck_equal(SMT_FIELDS(smt_string_to_int(s))[0], x);
  ck_equal(SMT_FIELDS(smt_string_parse_int(s))[0], x);
  free(text);
  int radix = 2 + (int)gmp_urandomm_ui(random_state, 35);
  text = mpz_get_str(NULL, radix, x);
  ck_assert_str_eq(SMT_STR(smt_int_to_string_radix(a, (W)radix))->text, text);
  free(text);
}
START_TEST(texts_in_every_radix) { for_pairs(texts); }
END_TEST

static void roots(W a, W b, const mpz_t x, const mpz_t y) {
  (void)b, (void)y;
  mpz_t n;
  mpz_init(n);
  mpz_abs(n, x);
  mpz_sqrt(t, n), ck_equal(smt_int_sqrt(smt_int_abs(a), 0), t);
  unsigned long e = gmp_urandomm_ui(random_state, 12);
  mpz_pow_ui(t, x, e), ck_equal(smt_int_pow(a, SMT_SMALL(e), 0), t);
  mpz_clear(n);
}
START_TEST(powers_and_roots) { for_pairs(roots); }
END_TEST

/* d is the double nearest to x, and even when two are. */
static void ck_nearest(double d, const mpz_t x) {
  mpq_t exact, here, below, above;
  mpq_inits(exact, here, below, above, NULL);
  mpq_set_z(exact, x);
  mpq_set_d(here, d);
  mpq_set_d(below, nextafter(d, -INFINITY));
  mpq_set_d(above, nextafter(d, INFINITY));
  mpq_add(below, below, here), mpq_div_2exp(below, below, 1);
  mpq_add(above, above, here), mpq_div_2exp(above, above, 1);
  int low = mpq_cmp(exact, below), high = mpq_cmp(exact, above);
  uint64_t bits;
  memcpy(&bits, &d, 8);
  ck_assert(bits & 1 ? low > 0 && high < 0 : low >= 0 && high <= 0);
  mpq_clears(exact, here, below, above, NULL);
}

static void floats(W a, W b, const mpz_t x, const mpz_t y) {
  (void)b, (void)y;
  if (mpz_sizeinbase(x, 2) > 900) return;
  double d = smt_f64_of(smt_int_to_f64(a));
  ck_nearest(d, x);
  mpz_set_d(t, d);
  ck_equal(smt_f64_to_int(smt_f64_word(d), 0), t);
  /* Halves between two doubles, and just beside them. */
  mpz_mul_2exp(t, x, 60);
  mpz_add_ui(t, t, 1);
  ck_nearest(smt_f64_of(smt_int_to_f64(of_mpz(t))), t);
  mpz_mul_ui(t, x, 2);
  mpz_add_ui(t, t, 1);
  mpz_mul_2exp(t, t, 70);
  ck_nearest(smt_f64_of(smt_int_to_f64(of_mpz(t))), t);
}
START_TEST(floats_are_rounded_correctly) { for_pairs(floats); }
END_TEST

START_TEST(floats_beyond_every_bound) {
  W huge = smt_int_pow(SMT_SMALL(10), SMT_SMALL(400), 0);
  ck_assert(isinf(smt_f64_of(smt_int_to_f64(huge))));
  ck_assert(smt_f64_of(smt_int_to_f64(smt_int_neg(huge))) == -INFINITY);
  ck_assert(isinf(smt_f32_of(smt_int_to_f32(smt_int_pow(SMT_SMALL(10), SMT_SMALL(39), 0)))));
  /* 2^63 + 2^39 lies half-way between two floats; a little more rounds up. Rounding twice would
   * not see it. */
  W half = smt_int_add(smt_int_shift(SMT_SMALL(1), SMT_SMALL(63), 0),
                       smt_int_shift(SMT_SMALL(1), SMT_SMALL(39), 0));
  ck_assert(smt_f32_of(smt_int_to_f32(half)) == 0x1p63f);
  ck_assert(smt_f32_of(smt_int_to_f32(smt_int_add(half, SMT_SMALL(1)))) == 0x1.000002p63f);
}
END_TEST

START_TEST(words_and_integers) {
  static const W words[] = {0,          1,          2,     (W)1 << 61, ((W)1 << 62) - 1,
                            (W)1 << 62, (W)1 << 63, ~(W)0, ~(W)0 - 1,  ((W)3 << 62) - 1,
                            (W)3 << 62};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    mpz_set_ui(t, words[i]), ck_equal(smt_int_from_word(words[i]), t);
    mpz_set_si(t, (int64_t)words[i]), ck_equal(smt_int_from_signed(words[i]), t);
    ck_assert_uint_eq(smt_int_to_word(smt_int_from_word(words[i])), words[i]);
    ck_assert_uint_eq(smt_int_to_word(smt_int_from_signed(words[i])), words[i]);
  }
}
END_TEST

START_TEST(static_bignums_are_integers) {
  static const struct {
    int64_t n;
    uint64_t limb[2];
  } big __attribute__((aligned(16))) = {-2, {0, 1}};
  mpz_set_ui(t, 1), mpz_mul_2exp(t, t, 64), mpz_neg(t, t);
  ck_equal((W)&big, t);
  mpz_add_ui(t, t, 1), ck_equal(smt_int_add((W)&big, SMT_SMALL(1)), t);
}
END_TEST

START_TEST(a_hundred_thousand_digits_and_back) {
  W n = smt_int_sub(smt_int_pow(SMT_SMALL(7), SMT_SMALL(118000), 0), SMT_SMALL(12345));
  W s = smt_int_to_string(n);
  ck_assert_uint_gt(SMT_STR(s)->bytes, 99000);
  ck_assert_uint_eq(smt_int_eq(SMT_FIELDS(smt_string_to_int(s))[0], n), 1);
  mpz_ui_pow_ui(t, 7, 118000), mpz_sub_ui(t, t, 12345), ck_equal(n, t);
}
END_TEST

START_TEST(texts_that_are_no_integers) {
  static const char *const bad[] = {"", "-", "+", "abc", "1 ", " 1", "1.0", "--1", "0x10"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ck_assert_uint_eq(smt_string_to_int(smt_string_of_c(bad[i])), 0);
  static const struct {
    const char *text;
    int64_t value;
  } parsed[] = {
      {"12x", 12}, {"  8  ", 8}, {"+5", 5},    {"-17", -17},
      {"007", 7},  {"-0", 0},    {"\t\n3", 3}, {"1_000", 1},
  };
  for (size_t i = 0; i < sizeof parsed / sizeof *parsed; i++)
    ck_assert_uint_eq(SMT_FIELDS(smt_string_parse_int(smt_string_of_c(parsed[i].text)))[0],
                      SMT_SMALL(parsed[i].value));
  ck_assert_uint_eq(smt_string_parse_int(smt_string_of_c("x12")), 0);
  ck_assert_uint_eq(smt_string_parse_int(smt_string_of_c("- 1")), 0);
}
END_TEST

/* ---- errors, caught by a handler that gives the message ---- */

static W give_message(W self, W type, W value, W decline) {
  (void)self, (void)decline;
  ck_assert_uint_eq(type, 0);
  return value;
}
SMT_STATIC_CLOSURE(message_handler, give_message, 3);

static W (*failing)(void);
static W run_failing(W self, W unit) {
  (void)self, (void)unit;
  failing();
  return smt_string_of_c("no error");
}
SMT_STATIC_CLOSURE(failing_thunk, run_failing, 1);

static void ck_error(W f(void), const char *message) {
  failing = f;
  ck_assert_str_eq(SMT_STR(smt_catch((W)&failing_thunk, (W)&message_handler))->text, message);
}

static W div_small(void) { return smt_int_div(SMT_SMALL(1), SMT_SMALL(0), 0); }
static W mod_big(void) {
  return smt_int_mod(smt_int_pow(SMT_SMALL(3), SMT_SMALL(99), 0), SMT_SMALL(0), 0);
}
static W power(void) { return smt_int_pow(SMT_SMALL(2), SMT_SMALL(-1), 0); }
static W root(void) { return smt_int_sqrt(SMT_SMALL(-4), 0); }
static W add_i32(void) { return smt_i32_check((W)INT32_MAX + 1, 0); }
static W mul_i64(void) { return smt_i64_mul((W)INT64_MAX, 2, 0); }
static W quot_i64(void) { return smt_i64_quot((W)INT64_MIN, (W)-1, 0); }
static W from_i8(void) { return smt_i8_from_int(SMT_SMALL(128), 0); }
static W from_i64(void) { return smt_i64_from_int(smt_int_from_word((W)1 << 63), 0); }
static W rem_u8(void) { return smt_u64_rem(5, 0, 0); }
static W of_nan(void) { return smt_f64_to_int(smt_f64_word(NAN), 0); }

START_TEST(errors_say_what_is_wrong) {
  ck_error(div_small, "division by zero");
  ck_error(mod_big, "division by zero");
  ck_error(rem_u8, "division by zero");
  ck_error(power, "negative exponent");
  ck_error(root, "square root of a negative number");
  ck_error(add_i32, "integer overflow: the result does not fit in I32");
  ck_error(mul_i64, "integer overflow: the result does not fit in I64");
  ck_error(quot_i64, "integer overflow: the result does not fit in I64");
  ck_error(from_i8, "integer overflow: the result does not fit in I8");
  ck_error(from_i64, "integer overflow: the result does not fit in I64");
  ck_error(of_nan, "nan is no Integer");
}
END_TEST

START_TEST(fixed_width_edges) {
  ck_assert_int_eq((int64_t)smt_i64_div((W)-7, 2, 0), -4);
  ck_assert_int_eq((int64_t)smt_i64_mod((W)-7, 2, 0), 1);
  ck_assert_int_eq((int64_t)smt_i64_quot((W)-7, 2, 0), -3);
  ck_assert_int_eq((int64_t)smt_i64_rem((W)-7, 2, 0), -1);
  ck_assert_int_eq((int64_t)smt_i64_div(7, (W)-2, 0), -4);
  ck_assert_int_eq((int64_t)smt_i64_mod(7, (W)-2, 0), -1);
  ck_assert_int_eq((int64_t)smt_i64_rem((W)INT64_MIN, (W)-1, 0), 0);
  ck_assert_int_eq((int64_t)smt_i64_from_int(smt_int_from_signed((W)INT64_MIN), 0), INT64_MIN);
  ck_assert_uint_eq(smt_word_shl(1, 64), 0);
  ck_assert_uint_eq(smt_word_sar((W)-1, 99), ~(W)0);
  ck_assert_uint_eq(smt_word_mask(4, 0xab), 0xb);
  ck_assert_int_eq((int64_t)smt_word_sign_extend(8, 0x80), -128);
  ck_assert_uint_eq(smt_word_clz(0), 64);
}
END_TEST

int main(void) {
  mpz_init(t);
  gmp_randinit_default(random_state);
  gmp_randseed_ui(random_state, 20);
  Suite *s = suite_create("integer");
  TCase *c = tcase_create("integer");
  tcase_set_timeout(c, 300);
  tcase_add_test(c, sums_differences_products);
  tcase_add_test(c, quotients_and_remainders);
  tcase_add_test(c, bit_operations_are_in_twos_complement);
  tcase_add_test(c, comparisons_and_hashes);
  tcase_add_test(c, greatest_common_divisors);
  tcase_add_test(c, shifts_and_widths);
  tcase_add_test(c, texts_in_every_radix);
  tcase_add_test(c, powers_and_roots);
  tcase_add_test(c, floats_are_rounded_correctly);
  tcase_add_test(c, floats_beyond_every_bound);
  tcase_add_test(c, words_and_integers);
  tcase_add_test(c, static_bignums_are_integers);
  tcase_add_test(c, a_hundred_thousand_digits_and_back);
  tcase_add_test(c, texts_that_are_no_integers);
  tcase_add_test(c, errors_say_what_is_wrong);
  tcase_add_test(c, fixed_width_edges);
  suite_add_tcase(s, c);
  return unit_run(s);
}
