/* integer.c -- exact integers beyond 63 bits, over GMP's mpn layer.
 *
 * Here an integer of either kind is seen as a Number: sign, limbs, count; a small one gets its
 * single limb from a field of the Number itself. Results are built in a fresh SmtBig and
 * normalised: leading zero limbs go, and what fits becomes small, so equal numbers always have
 * equal representations. Scratch space comes from the heap too, as leaves. */
#include "internal.h"

#include <gmp.h>
#include <string.h>

typedef struct Number {
  const mp_limb_t *limb;
  mp_size_t count; /* 0 for zero */
  bool negative;
  mp_limb_t own; /* the limb of a small integer */
} Number;

static void number_of(W a, Number *n) {
  if (a & 1) {
    int64_t v = (int64_t)a >> 1;
    n->negative = v < 0;
    n->own = v < 0 ? -(uint64_t)v : (uint64_t)v;
    n->limb = &n->own;
    n->count = v != 0;
  } else {
    const SmtBig *big = (const SmtBig *)a;
    n->negative = big->sign_and_count < 0;
    n->count = n->negative ? -big->sign_and_count : big->sign_and_count;
    n->limb = big->limb;
  }
}

static mp_limb_t *scratch(mp_size_t limbs) { return smt_alloc_leaf((W)limbs * sizeof(mp_limb_t)); }

/* Room for a result of so many limbs. */
static SmtBig *big_new(mp_size_t limbs) {
  return smt_alloc_leaf(sizeof(SmtBig) + (W)limbs * sizeof(mp_limb_t));
}

/* The Integer whose magnitude is in the first `count` limbs of r, which may have leading zeros. */
static W finish(SmtBig *r, mp_size_t count, bool negative) {
  while (count > 0 && r->limb[count - 1] == 0) count--;
  if (count == 0) return SMT_SMALL(0);
  if (count == 1 && r->limb[0] <= (uint64_t)SMT_SMALL_MAX + negative)
    return SMT_SMALL(negative ? -r->limb[0] : r->limb[0]);
  r->sign_and_count = negative ? -count : count;
  return (W)r;
}

W smt_int_from_word_slow(W n) {
  SmtBig *r = big_new(1);
  r->limb[0] = n;
  return finish(r, 1, false);
}

W smt_int_from_signed_slow(W n) {
  SmtBig *r = big_new(1);
  bool negative = (int64_t)n < 0;
  r->limb[0] = negative ? -n : n;
  return finish(r, 1, negative);
}

W smt_int_to_word_slow(W a) {
  const SmtBig *big = (const SmtBig *)a;
  return big->sign_and_count < 0 ? -big->limb[0] : big->limb[0];
}

W smt_int_fits_unsigned(W bits, W a) {
  Number x;
  number_of(a, &x);
  if (x.count == 0) return 1;
  return !x.negative && mpn_sizeinbase(x.limb, x.count, 2) <= bits;
}

W smt_int_fits_signed(W bits, W a) {
  W length = smt_int_bit_length(a);
  return (length & 1) && length >> 1 < bits;
}

/* ---- comparison ---- */

static int compare_magnitudes(const Number *x, const Number *y) {
  if (x->count != y->count) return x->count < y->count ? -1 : 1;
  return x->count ? mpn_cmp(x->limb, y->limb, x->count) : 0;
}

W smt_int_cmp_slow(W a, W b) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  if (x.negative != y.negative) return x.negative ? 0 : 2;
  int c = compare_magnitudes(&x, &y);
  if (x.negative) c = -c;
  return (W)((c > 0) - (c < 0) + 1);
}

W smt_int_eq_slow(W a, W b) { return smt_int_cmp_slow(a, b) == 1; }

/* ---- sums and products ---- */

static W add(const Number *x, const Number *y, bool y_negative) {
  if (x->negative == y_negative) {
    if (x->count < y->count) {
      const Number *t = x;
      x = y, y = t;
    }
    SmtBig *r = big_new(x->count + 1);
    r->limb[x->count] = y->count ? mpn_add(r->limb, x->limb, x->count, y->limb, y->count)
                                 : (mpn_copyi(r->limb, x->limb, x->count), 0);
    return finish(r, x->count + 1, y_negative);
  }
  int c = compare_magnitudes(x, y);
  if (c == 0) return SMT_SMALL(0);
  bool negative = c > 0 ? x->negative : y_negative;
  if (c < 0) {
    const Number *t = x;
    x = y, y = t;
  }
  SmtBig *r = big_new(x->count);
  if (y->count) mpn_sub(r->limb, x->limb, x->count, y->limb, y->count);
  else mpn_copyi(r->limb, x->limb, x->count);
  return finish(r, x->count, negative);
}

W smt_int_add_slow(W a, W b) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  return add(&x, &y, y.negative);
}

W smt_int_sub_slow(W a, W b) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  return add(&x, &y, !y.negative);
}

W smt_int_neg_slow(W a) { return smt_int_sub_slow(SMT_SMALL(0), a); }

W smt_int_mul_slow(W a, W b) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  if (x.count == 0 || y.count == 0) return SMT_SMALL(0);
  mp_size_t count = x.count + y.count;
  SmtBig *r = big_new(count);
  if (x.limb == y.limb && x.count == y.count) mpn_sqr(r->limb, x.limb, x.count);
  else if (x.count >= y.count) mpn_mul(r->limb, x.limb, x.count, y.limb, y.count);
  else mpn_mul(r->limb, y.limb, y.count, x.limb, x.count);
  return finish(r, count, x.negative != y.negative);
}

/* ---- division ---- */

/* Quotient (truncated) and remainder (with the sign of a); either may be NULL. */
static void divide(W a, W b, W *quotient, W *remainder, W site) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  if (y.count == 0) smt_error_zero(site);
  if (compare_magnitudes(&x, &y) < 0) {
    if (quotient) *quotient = SMT_SMALL(0);
    if (remainder) *remainder = a;
    return;
  }
  mp_size_t count = x.count - y.count + 1;
  SmtBig *q = big_new(count), *r = big_new(y.count);
  mpn_tdiv_qr(q->limb, r->limb, 0, x.limb, x.count, y.limb, y.count);
  if (quotient) *quotient = finish(q, count, x.negative != y.negative);
  if (remainder) *remainder = finish(r, y.count, x.negative);
}

W smt_int_quot_slow(W a, W b, W site) {
  W q;
  divide(a, b, &q, NULL, site);
  return q;
}

W smt_int_rem_slow(W a, W b, W site) {
  W r;
  divide(a, b, NULL, &r, site);
  return r;
}

static bool is_negative(W a) {
  return a & 1 ? (int64_t)a < 0 : ((const SmtBig *)a)->sign_and_count < 0;
}

W smt_int_div_slow(W a, W b, W site) {
  W q, r;
  divide(a, b, &q, &r, site);
  return r != SMT_SMALL(0) && is_negative(r) != is_negative(b) ? smt_int_sub(q, SMT_SMALL(1)) : q;
}

W smt_int_mod_slow(W a, W b, W site) {
  W r;
  divide(a, b, NULL, &r, site);
  return r != SMT_SMALL(0) && is_negative(r) != is_negative(b) ? smt_int_add(r, b) : r;
}

/* The binary algorithm on words. */
static uint64_t gcd_words(uint64_t x, uint64_t y) {
  if (x == 0 || y == 0) return x | y;
  int twos = __builtin_ctzll(x | y);
  x >>= __builtin_ctzll(x);
  while (y) {
    y >>= __builtin_ctzll(y);
    if (x > y) {
      uint64_t t = x;
      x = y, y = t;
    }
    y -= x;
  }
  return x << twos;
}

/* A copy of x in scratch space without its `twos` trailing zero bits; gives its limb count. */
static mp_size_t copy_odd(mp_limb_t *to, const Number *x, mp_bitcnt_t twos) {
  mp_size_t skip = (mp_size_t)(twos / 64), count = x->count - skip;
  if (twos % 64) mpn_rshift(to, x->limb + skip, count, twos % 64);
  else mpn_copyi(to, x->limb + skip, count);
  return count - (to[count - 1] == 0);
}

W smt_int_gcd(W a, W b) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  if (x.count <= 1 && y.count <= 1)
    return smt_int_from_word(gcd_words(x.count ? x.limb[0] : 0, y.count ? y.limb[0] : 0));
  if (x.count == 0) return smt_int_abs(b);
  if (y.count == 0) return smt_int_abs(a);
  mp_bitcnt_t x_twos = mpn_scan1(x.limb, 0), y_twos = mpn_scan1(y.limb, 0);
  mp_limb_t *u = scratch(x.count), *v = scratch(y.count);
  mp_size_t un = copy_odd(u, &x, x_twos), vn = copy_odd(v, &y, y_twos);
  if (un < vn || (un == vn && mpn_cmp(u, v, un) < 0)) {
    mp_limb_t *t = u;
    mp_size_t n = un;
    u = v, un = vn, v = t, vn = n;
  }
  SmtBig *r = big_new(vn);
  mp_size_t count = mpn_gcd(r->limb, u, un, v, vn);
  return smt_int_shift(finish(r, count, false), SMT_SMALL(x_twos < y_twos ? x_twos : y_twos), 0);
}

/* ---- powers and roots ---- */

W smt_int_pow(W a, W exponent, W site) {
  if (is_negative(exponent)) smt_error_text("negative exponent", site);
  if (exponent == SMT_SMALL(0) || a == SMT_SMALL(1)) return SMT_SMALL(1);
  if (a == SMT_SMALL(0)) return a;
  if (a == SMT_SMALL(-1)) return smt_int_to_word(exponent) & 1 ? a : SMT_SMALL(1);
  if (!(exponent & 1)) smt_out_of_memory();
  W e = exponent >> 1, result = a;
  if (a == SMT_SMALL(2)) return smt_int_shift(SMT_SMALL(1), exponent, site);
  for (int bit = 62 - __builtin_clzll(e); bit >= 0; bit--) {
    result = smt_int_mul(result, result);
    if (e >> bit & 1) result = smt_int_mul(result, a);
  }
  return result;
}

W smt_int_sqrt(W a, W site) {
  Number x;
  number_of(a, &x);
  if (x.negative) smt_error_text("square root of a negative number", site);
  if (x.count == 0) return a;
  mp_size_t count = (x.count + 1) / 2;
  SmtBig *r = big_new(count);
  mpn_sqrtrem(r->limb, NULL, x.limb, x.count);
  return finish(r, count, false);
}

/* ---- bits ---- */

W smt_int_bit_length(W a) {
  if (a & 1) {
    int64_t v = (int64_t)a >> 1;
    v ^= v >> 63;
    return SMT_SMALL(v ? 64 - __builtin_clzll((uint64_t)v) : 0);
  }
  Number x;
  number_of(a, &x);
  W bits = mpn_sizeinbase(x.limb, x.count, 2);
  /* -2^k needs one bit less than its magnitude. */
  if (x.negative && mpn_scan1(x.limb, 0) == bits - 1) bits--;
  return SMT_SMALL(bits);
}

static W shift_left(const Number *x, W by) {
  mp_size_t skip = (mp_size_t)(by / 64), count = x->count + skip + 1;
  SmtBig *r = big_new(count);
  memset(r->limb, 0, (size_t)skip * sizeof(mp_limb_t));
  if (by % 64) {
    r->limb[count - 1] = mpn_lshift(r->limb + skip, x->limb, x->count, by % 64);
  } else {
    mpn_copyi(r->limb + skip, x->limb, x->count);
    r->limb[count - 1] = 0;
  }
  return finish(r, count, x->negative);
}

/* Towards minus infinity: a negative number loses one more when bits that were set go. */
static W shift_right(const Number *x, W by) {
  if (by / 64 >= (W)x->count) return x->negative ? SMT_SMALL(-1) : SMT_SMALL(0);
  mp_size_t skip = (mp_size_t)(by / 64), count = x->count - skip;
  SmtBig *r = big_new(count + 1);
  if (by % 64) mpn_rshift(r->limb, x->limb + skip, count, by % 64);
  else mpn_copyi(r->limb, x->limb + skip, count);
  r->limb[count] = 0;
  if (x->negative && mpn_scan1(x->limb, 0) < by) mpn_add_1(r->limb, r->limb, count + 1, 1);
  return finish(r, count + 1, x->negative);
}

W smt_int_shift(W a, W by, W site) {
  (void)site;
  Number x;
  number_of(a, &x);
  if (x.count == 0) return a;
  if (!(by & 1)) {
    if (!is_negative(by)) smt_out_of_memory();
    return x.negative ? SMT_SMALL(-1) : SMT_SMALL(0);
  }
  int64_t n = (int64_t)by >> 1;
  if (n > (int64_t)1 << 40) smt_out_of_memory();
  return n >= 0 ? shift_left(&x, (W)n) : shift_right(&x, -(W)n);
}

/* Limb i of x in two's complement, from the least significant on; *borrow starts as 1 and is
 * carried along. */
static mp_limb_t twos_limb(const Number *x, mp_size_t i, mp_limb_t *borrow) {
  mp_limb_t limb = i < x->count ? x->limb[i] : 0;
  if (!x->negative) return limb;
  limb = ~limb + *borrow;
  *borrow = *borrow && limb == 0;
  return limb;
}

typedef enum { BITS_AND, BITS_OR, BITS_XOR } BitsOp;

static mp_limb_t bits_op(BitsOp op, mp_limb_t a, mp_limb_t b) {
  switch (op) {
  case BITS_AND: return a & b;
  case BITS_OR: return a | b;
  case BITS_XOR: return a ^ b;
  }
  __builtin_unreachable();
}

static W bits(BitsOp op, W a, W b) {
  Number x, y;
  number_of(a, &x), number_of(b, &y);
  mp_size_t count = (x.count > y.count ? x.count : y.count) + 1;
  SmtBig *r = big_new(count);
  mp_limb_t x_borrow = 1, y_borrow = 1;
  for (mp_size_t i = 0; i < count; i++)
    r->limb[i] = bits_op(op, twos_limb(&x, i, &x_borrow), twos_limb(&y, i, &y_borrow));
  bool negative = r->limb[count - 1] >> 63;
  if (negative) mpn_neg(r->limb, r->limb, count);
  return finish(r, count, negative);
}

W smt_int_and_slow(W a, W b) { return bits(BITS_AND, a, b); }
W smt_int_or_slow(W a, W b) { return bits(BITS_OR, a, b); }
W smt_int_xor_slow(W a, W b) { return bits(BITS_XOR, a, b); }
W smt_int_not_slow(W a) { return smt_int_sub(SMT_SMALL(-1), a); }

/* ---- text ---- */

static SmtString *ascii_new(const char *text, W n) {
  SmtString *s = smt_string_alloc(n, n);
  memcpy(s->text, text, n);
  return s;
}

W smt_int_to_string_radix(W a, W radix) {
  static const char digit[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  if (radix < 2 || radix > 36) smt_error_text("a radix is a number from 2 to 36", 0);
  Number x;
  number_of(a, &x);
  if (x.count <= 1) {
    char text[65];
    size_t at = sizeof text;
    uint64_t n = x.count ? x.limb[0] : 0;
    do text[--at] = digit[n % radix];
    while (n /= radix);
    if (x.negative) text[--at] = '-';
    return (W)ascii_new(text + at, sizeof text - at);
  }
  /* mpn_get_str destroys its operand, and one limb beyond it. */
  mp_limb_t *copy = scratch(x.count + 1);
  mpn_copyi(copy, x.limb, x.count);
  unsigned char *digits = smt_alloc_leaf(mpn_sizeinbase(x.limb, x.count, (int)radix) + 2);
  W n = mpn_get_str(digits, (int)radix, copy, x.count), skip = 0;
  while (skip + 1 < n && digits[skip] == 0) skip++;
  SmtString *s = smt_string_alloc(n - skip + x.negative, n - skip + x.negative);
  char *to = s->text;
  if (x.negative) *to++ = '-';
  for (W i = skip; i < n; i++) *to++ = digit[digits[i]];
  return (W)s;
}

W smt_int_to_string(W a) {
  if (!(a & 1)) return smt_int_to_string_radix(a, 10);
  char text[24];
  size_t at = sizeof text;
  int64_t v = (int64_t)a >> 1;
  uint64_t n = v < 0 ? -(uint64_t)v : (uint64_t)v;
  do text[--at] = (char)('0' + n % 10);
  while (n /= 10);
  if (v < 0) text[--at] = '-';
  return (W)ascii_new(text + at, sizeof text - at);
}

/* The number that n decimal digits say. */
static W of_digits(const char *p, size_t n, bool negative) {
  while (n > 1 && *p == '0') p++, n--;
  if (n <= 18) {
    int64_t v = 0;
    for (size_t i = 0; i < n; i++) v = v * 10 + (p[i] - '0');
    return SMT_SMALL(negative ? -v : v);
  }
  unsigned char *digits = smt_alloc_leaf(n);
  for (size_t i = 0; i < n; i++) digits[i] = (unsigned char)(p[i] - '0');
  /* A limb holds 19 digits; mpn_set_str may write one limb more than the value needs. */
  SmtBig *r = big_new((mp_size_t)(n / 19 + 2));
  return finish(r, mpn_set_str(r->limb, digits, n, 10), negative);
}

W smt_int_of_decimal(const char *digits) {
  bool negative = *digits == '-';
  digits += negative;
  return of_digits(digits, strlen(digits), negative);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Read [+-]digits at *p; false when there is no digit. */
static bool read_integer(const char **p, W *result) {
  const char *s = *p;
  bool negative = *s == '-';
  if (*s == '-' || *s == '+') s++;
  const char *first = s;
  while (is_digit(*s)) s++;
  if (s == first) return false;
  *p = s;
  *result = of_digits(first, (size_t)(s - first), negative);
  return true;
}

W smt_string_to_int(W s) {
  const char *p = SMT_STR(s)->text;
  W n;
  return read_integer(&p, &n) && p == SMT_STR(s)->text + SMT_STR(s)->bytes ? smt_some(n) : 0;
}

W smt_string_parse_int(W s) {
  const char *p = SMT_STR(s)->text;
  W n;
  while (*p == ' ' || (*p >= '\t' && *p <= '\r')) p++;
  return read_integer(&p, &n) ? smt_some(n) : 0;
}

/* ---- floating point ---- */

/* The top 64 bits of a big magnitude, the lowest of them set as well when any bit below is:
 * rounding them rounds the number. *shift is how many bits are missing (-1 for 2^62). */
static uint64_t top_bits(const Number *x, int64_t *shift) {
  mp_size_t n = x->count;
  int zeros = __builtin_clzll(x->limb[n - 1]);
  uint64_t top = x->limb[n - 1] << zeros, below = 0;
  if (n > 1) {
    if (zeros) top |= x->limb[n - 2] >> (64 - zeros);
    below = zeros ? x->limb[n - 2] << zeros : x->limb[n - 2];
    for (mp_size_t i = 0; i < n - 2 && below == 0; i++) below = x->limb[i];
  }
  *shift = (int64_t)(n - 1) * 64 - zeros;
  return top | (below != 0);
}

W smt_int_to_f64(W a) {
  if (a & 1) return smt_f64_word((double)((int64_t)a >> 1));
  Number x;
  int64_t shift;
  number_of(a, &x);
  double d = (double)top_bits(&x, &shift);
  d = shift > 1100 ? __builtin_inf() : __builtin_ldexp(d, (int)shift);
  return smt_f64_word(x.negative ? -d : d);
}

W smt_int_to_f32(W a) {
  if (a & 1) return smt_f32_word((float)((int64_t)a >> 1));
  Number x;
  int64_t shift;
  number_of(a, &x);
  float f = (float)top_bits(&x, &shift);
  f = shift > 200 ? __builtin_inff() : __builtin_ldexpf(f, (int)shift);
  return smt_f32_word(x.negative ? -f : f);
}
