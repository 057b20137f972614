/* number.c -- the text of numbers; see literal.h. The lexer has settled the shape of those in
 * base ten. Integers stay text, of any length; only another base and the reducing of ratios take
 * arithmetic. */
#include "frontend/literal.h"

#include "base/utf8.h"
#include <gmp.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

int literal_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'z' ? c - 'a' + 10 : INT_MAX;
}

static const char *decimal_of(LiteralText *x, mpz_t number) {
  char *digits = arena_alloc_kind(x->cx->arena, mpz_sizeinbase(number, 10) + 2, ARENA_TEXT);
  return mpz_get_str(digits, 10, number);
}

/* A run of digits in any base, without underscores and leading zeros ("" for zero). */
static char *collect_digits(LiteralText *x) {
  const char *p = x->at;
  char *run = arena_alloc_kind(x->cx->arena, (size_t)(x->end - p) + 1, ARENA_TEXT);
  size_t len = 0;
  for (; p < x->end && *p != '/' && *p != '.'; p++)
    if (*p != '_' && (len || *p != '0')) run[len++] = *p;
  x->at = p;
  return run;
}

/* The same number in base ten. */
static const char *to_decimal(LiteralText *x, char *run, int base) {
  uint64_t small = 0;
  bool fits = true;
  if (!*run) return arena_strndup(x->cx->arena, "0", 1);
  if (base == 10) return run;
  for (char *p = run; *p && fits; p++)
    fits = !__builtin_mul_overflow(small, (uint64_t)base, &small) &&
           !__builtin_add_overflow(small, (uint64_t)literal_digit(*p), &small);
  if (fits) return arena_printf(x->cx->arena, "%llu", (unsigned long long)small);
  mpz_t number;
  mpz_init_set_str(number, run, base);
  const char *digits = decimal_of(x, number);
  mpz_clear(number);
  return digits;
}

static void reduce(LiteralText *x, const char **above, const char **below) {
  mpz_t n, d, common;
  mpz_init_set_str(n, *above, 10);
  mpz_init_set_str(d, *below, 10);
  mpz_init(common);
  mpz_gcd(common, n, d);
  if (mpz_cmp_ui(common, 1) != 0) {
    mpz_divexact(n, n, common);
    mpz_divexact(d, d, common);
    *above = decimal_of(x, n);
    *below = decimal_of(x, d);
  }
  mpz_clears(n, d, common, NULL);
}

/* [sign] digits ["/" digits]; the text is known to have that shape. */
static void read_exact(LiteralText *x, Datum *d, int base) {
  bool negative = *x->at == '-';
  if (*x->at == '-' || *x->at == '+') x->at++;
  const char *above = to_decimal(x, collect_digits(x), base), *below = "1";
  if (x->at < x->end && *x->at == '/') {
    x->at++;
    below = to_decimal(x, collect_digits(x), base);
    if (strcmp(below, "0") == 0) {
      literal_complain(x, DIAG_BAD_NUMBER, "has the denominator 0");
      return;
    }
    reduce(x, &above, &below);
  }
  if (negative && strcmp(above, "0") != 0) above = arena_printf(x->cx->arena, "-%s", above);
  d->kind = strcmp(below, "1") == 0 ? DATUM_INTEGER : DATUM_RATIO;
  d->digits = above;
  d->denominator = d->kind == DATUM_RATIO ? below : NULL;
}

void literal_read_exact(LiteralText *x, Datum *d) { read_exact(x, d, 10); }

/* Is the rest [sign] digits ["/" digits] in that base? Otherwise it is reported. */
static bool check_digits(LiteralText *x, int base) {
  const char *p = x->at;
  char before = 0; /* the character before p, when it belongs to the number */
  bool ratio = false;
  if (p < x->end && (*p == '-' || *p == '+')) p++;
  for (; p < x->end; before = *p++) {
    if (*p == '_' && before && before != '/') continue;
    if (*p == '/' && before && before != '_' && !ratio) {
      ratio = true;
      continue;
    }
    if (literal_digit(*p) < base) continue;
    const char *after = p;
    utf8_decode(&after, x->end);
    diag_error(x->cx->dg, DIAG_BAD_NUMBER, literal_span(x, p, after),
               "`%.*s` is no digit of base %d", (int)(after - p), p, base);
    return false;
  }
  if (before && before != '_' && before != '/') return true;
  literal_complain(x, DIAG_BAD_NUMBER, "does not end in a digit");
  return false;
}

/* "#x" or "#o" or "#b" or "#" base "r", then a number of integers only. */
void literal_read_based(LiteralText *x, Datum *d) {
  int base = 0;
  x->at++;
  while (*x->at >= '0' && *x->at <= '9') {
    if (base < 100) base = base * 10 + (*x->at - '0');
    x->at++;
  }
  switch (*x->at++ | 0x20) {
  case 'x': base = 16; break;
  case 'o': base = 8; break;
  case 'b': base = 2; break;
  }
  if (base < 2 || base > 36) {
    literal_complain(x, DIAG_BAD_NUMBER, "has a base that is not between 2 and 36");
  } else if (check_digits(x, base)) {
    read_exact(x, d, base);
  }
}

/* strtod and strtof round correctly. They heed the locale, which the compiler leaves at "C". */
void literal_read_float(LiteralText *x, Datum *d) {
  char *plain = arena_alloc_kind(x->cx->arena, (size_t)(x->end - x->at) + 1, ARENA_TEXT);
  size_t len = 0;
  char suffix = 0;
  for (const char *p = x->at; p < x->end; p++) {
    char c = *p;
    if (c == '_') continue;
    if (strchr("eEfFsSdDlL", c)) {
      if (strchr("fFsS", c)) suffix = 'f';
      if (strchr("dDlL", c)) suffix = 'd';
      c = 'e';
    }
    plain[len++] = c;
  }
  double number = suffix == 'f' ? (double)strtof(plain, NULL) : strtod(plain, NULL);
  if (isinf(number)) {
    literal_complain(x, DIAG_BAD_NUMBER,
                     suffix == 'f' ? "is too large for an F32" : "is too large for an F64");
    return;
  }
  d->kind = DATUM_FLOAT;
  d->number = number;
  d->suffix = suffix;
}
