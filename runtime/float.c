/* float.c -- floats to text and back, floats to integers.
 *
 * A float prints as the shortest decimal number that reads back as itself. A number with at most
 * DBL_DIG (15) digits survives the way to double and back, so %.15g without its trailing zeros
 * is the shortest when it reads back; otherwise 16 digits are tried and then 17. Subnormal
 * numbers have fewer good digits and are tried from one digit on. */
#include "internal.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The digits d1 d2 ... dn of d1.d2...dn * 10^exponent, without trailing zeros. */
typedef struct Decimal {
  char digit[20];
  int digits, exponent;
} Decimal;

/* Split what printf's %e gave: "d.ddde-XX". */
static void decimal_parse(const char *text, Decimal *d) {
  d->digits = 0;
  for (; *text && *text != 'e'; text++)
    if (*text != '.') d->digit[d->digits++] = *text;
  d->exponent = atoi(text + 1);
  while (d->digits > 1 && d->digit[d->digits - 1] == '0') d->digits--;
}

/* The shortest decimal of a positive finite number; single: an F32, given as a double. */
static void decimal_shortest(double x, bool single, Decimal *d) {
  char text[40];
  int least = single ? FLT_DIG : DBL_DIG, most = single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG;
  if (x < (single ? (double)FLT_MIN : DBL_MIN)) least = 1;
  for (int n = least; n <= most; n++) {
    snprintf(text, sizeof text, "%.*e", n - 1, x);
    if (single ? strtof(text, NULL) == (float)x : strtod(text, NULL) == x) break;
  }
  decimal_parse(text, d);
}

static char *put(char *to, const char *digits, int n) {
  memcpy(to, digits, (size_t)n);
  return to + n;
}

/* Lay the number out as `show` does: plainly between 1e-3 and 1e7, otherwise as d.ddde5; at
 * least one digit after the point. Gives the end. */
static char *decimal_write(const Decimal *d, char *to) {
  int point = d->exponent + 1; /* digits before the point */
  if (d->exponent >= 7 || d->exponent < -3) {
    *to++ = d->digit[0];
    *to++ = '.';
    to = d->digits > 1 ? put(to, d->digit + 1, d->digits - 1) : put(to, "0", 1);
    return to + sprintf(to, "e%d", d->exponent);
  }
  if (point <= 0) {
    to = put(to, "0.", 2);
    to = put(to, "00", -point);
    return put(to, d->digit, d->digits);
  }
  for (int i = 0; i < point; i++) *to++ = i < d->digits ? d->digit[i] : '0';
  *to++ = '.';
  return d->digits > point ? put(to, d->digit + point, d->digits - point) : put(to, "0", 1);
}

static W show(double x, bool single) {
  char text[40], *to = text;
  if (x != x) return smt_string_of_c("nan");
  if (__builtin_signbit(x)) *to++ = '-', x = -x;
  if (__builtin_isinf(x)) {
    to = put(to, "inf", 3);
  } else {
    Decimal d = {.digit = "0", .digits = 1};
    if (x > 0) decimal_shortest(x, single, &d);
    to = decimal_write(&d, to);
  }
  return smt_string_new(text, (W)(to - text));
}

W smt_f64_to_string(W a) { return show(smt_f64_of(a), false); }
W smt_f32_to_string(W a) { return show(smt_f32_of(a), true); }

/* ---- from text ---- */

static const char *skip_digits(const char *p) {
  while (*p >= '0' && *p <= '9') p++;
  return p;
}

/* [+-] digits [. digits] [e [+-] digits], with a digit before or after the point, or inf or nan. */
static bool is_number(const char *p, const char *end) {
  if (*p == '+' || *p == '-') p++;
  if (strcmp(p, "inf") == 0 || strcmp(p, "nan") == 0) return p + 3 == end;
  const char *start = p;
  p = skip_digits(p);
  long digits = p - start;
  if (*p == '.') {
    start = ++p;
    p = skip_digits(p);
    digits += p - start;
  }
  if (digits == 0) return false;
  if (*p == 'e' || *p == 'E') {
    p++;
    if (*p == '+' || *p == '-') p++;
    start = p;
    p = skip_digits(p);
    if (p == start) return false;
  }
  return p == end;
}

W smt_string_to_f64(W s) {
  const SmtString *string = SMT_STR(s);
  if (!is_number(string->text, string->text + string->bytes)) return 0;
  return smt_some(smt_f64_word(strtod(string->text, NULL)));
}

/* ---- integers ---- */

/* A finite number as mantissa * 2^exponent. */
static int64_t split(double x, int *exponent) {
  if (x == 0 || x != x || __builtin_isinf(x)) {
    *exponent = 0;
    return 0;
  }
  int64_t mantissa = (int64_t)(__builtin_frexp(x, exponent) * 9007199254740992.0); /* 2^53 */
  *exponent -= 53;
  return mantissa;
}

static W to_integer(double x, W site) {
  if (x != x) smt_error_text("nan is no Integer", site);
  if (__builtin_isinf(x)) smt_error_text(x < 0 ? "-inf is no Integer" : "inf is no Integer", site);
  if (x > -9e18 && x < 9e18) return smt_int_from_signed((W)(int64_t)x);
  int exponent;
  int64_t mantissa = split(x, &exponent);
  return smt_int_shift(smt_int_from_signed((W)mantissa), SMT_SMALL(exponent), site);
}

W smt_f64_to_int(W a, W site) { return to_integer(smt_f64_of(a), site); }
W smt_f32_to_int(W a, W site) { return to_integer(smt_f32_of(a), site); }

W smt_f64_mantissa(W a) {
  int exponent;
  return smt_int_from_signed((W)split(smt_f64_of(a), &exponent));
}

W smt_f64_exponent(W a) {
  int exponent;
  split(smt_f64_of(a), &exponent);
  return SMT_SMALL(exponent);
}

/* An F32 has 24 bits of mantissa. */
W smt_f32_mantissa(W a) {
  int exponent;
  return smt_int_from_signed((W)(split(smt_f32_of(a), &exponent) / ((int64_t)1 << 29)));
}

W smt_f32_exponent(W a) {
  int exponent;
  return split(smt_f32_of(a), &exponent) ? SMT_SMALL(exponent + 29) : SMT_SMALL(0);
}
