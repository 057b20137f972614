/* fold.c -- what a primitive gives for constants is worked out here, while compiling.
 *
 * The one that matters is the overloaded literal: (fromInt 5) at a known type is, once the instance's method has been
 * inlined, a primitive like i64-from-int called with a constant. Only what cannot fail is folded; an overflow stays in the
 * program and is reported when it is reached. */
#include "codegen/fold.h"

#include "codegen/prims.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The low 64 bits of a number in decimal, in two's complement. */
static uint64_t wrap_digits(const char *digits) {
  bool negative = *digits == '-';
  uint64_t sum = 0;
  for (const char *p = digits + negative; *p; p++) sum = sum * 10 + (uint64_t)(*p - '0');
  return negative ? 0 - sum : sum;
}

static bool set_word(Core *e, uint64_t word) {
  e->kind = CORE_WORD;
  e->word = word;
  return true;
}

static bool set_integer(Arena *a, Core *e, int64_t n) {
  e->kind = CORE_INTEGER;
  e->digits = arena_printf(a, "%lld", (long long)n);
  return true;
}

static bool fold_signed(Core *e, const char *digits, int bits) {
  int64_t n;
  if (!core_digits_fit(digits, &n)) return false;
  int64_t max = (int64_t)(((uint64_t)1 << (bits - 1)) - 1);
  return n >= -max - 1 && n <= max && set_word(e, (uint64_t)n);
}

static bool fold_unsigned(Core *e, const char *digits, int bits) {
  uint64_t mask = bits == 64 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
  return set_word(e, wrap_digits(digits) & mask);
}

static uint64_t f64_bits(double x) {
  uint64_t w;
  memcpy(&w, &x, sizeof w);
  return w;
}

static uint64_t f32_bits(float x) {
  uint32_t w;
  memcpy(&w, &x, sizeof w);
  return w;
}

/* i8-from-int and its like: the number of bits, negative for a signed type; 0 for another primitive. */
static int from_int_bits(const char *name) {
  static const struct {
    const char *name;
    int bits;
  } rows[] = {
      {"i8-from-int", -8},    {"i16-from-int", -16}, {"i32-from-int", -32}, {"i64-from-int", -64},
      {"ifix-from-int", -64}, {"u8-from-int", 8},    {"u16-from-int", 16},  {"u32-from-int", 32},
      {"u64-from-int", 64},   {"int->word", 64},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (strcmp(name, rows[i].name) == 0) return rows[i].bits;
  return 0;
}

static bool fold_integer(Arena *a, Core *e, const char *name, const char *digits) {
  int bits = from_int_bits(name);
  int64_t n;
  if (bits) return bits < 0 ? fold_signed(e, digits, -bits) : fold_unsigned(e, digits, bits);
  if (strcmp(name, "int->f64") == 0) return set_word(e, f64_bits(strtod(digits, NULL)));
  if (strcmp(name, "int->f32") == 0) return set_word(e, f32_bits(strtof(digits, NULL)));
  if (strcmp(name, "int-neg") == 0 && core_digits_fit(digits, &n) && n != INT64_MIN)
    return set_integer(a, e, -n);
  return false;
}

static bool fold_integers(Arena *a, Core *e, const char *name, int64_t x, int64_t y) {
  int64_t r;
  if (strcmp(name, "int-add") == 0)
    return !__builtin_add_overflow(x, y, &r) && set_integer(a, e, r);
  if (strcmp(name, "int-sub") == 0)
    return !__builtin_sub_overflow(x, y, &r) && set_integer(a, e, r);
  if (strcmp(name, "int-mul") == 0)
    return !__builtin_mul_overflow(x, y, &r) && set_integer(a, e, r);
  if (strcmp(name, "int-eq") == 0) return set_word(e, x == y);
  if (strcmp(name, "int-lt") == 0) return set_word(e, x < y);
  if (strcmp(name, "int-le") == 0) return set_word(e, x <= y);
  return false;
}

static bool fold_word(Core *e, const char *name, uint64_t x) {
  if (strcmp(name, "f64-neg") == 0) return set_word(e, x ^ (uint64_t)1 << 63);
  if (strcmp(name, "f32-neg") == 0) return set_word(e, x ^ (uint64_t)1 << 31);
  return false;
}

static bool fold_words(Core *e, const char *name, uint64_t x, uint64_t y) {
  if (strcmp(name, "word-eq") == 0) return set_word(e, x == y);
  if (strcmp(name, "word-lt") == 0) return set_word(e, x < y);
  if (strcmp(name, "word-lt-signed") == 0) return set_word(e, (int64_t)x < (int64_t)y);
  if (strcmp(name, "word-and") == 0) return set_word(e, x & y);
  if (strcmp(name, "word-or") == 0) return set_word(e, x | y);
  if (strcmp(name, "word-xor") == 0) return set_word(e, x ^ y);
  return false;
}

bool fold_call(Arena *a, Core **place) {
  Core *e = *place;
  assert(e->kind == CORE_CALL);
  const CoreGlobal *g = e->call.fn->kind == CORE_GLOBAL ? e->call.fn->global : NULL;
  if (!g || g->kind != GLOBAL_PRIM || e->call.args != g->arity) return false;
  const char *name = prim_info(g->prim)->name;
  Core *x = e->call.arg[0], *y = e->call.args == 2 ? e->call.arg[1] : NULL;
  int64_t m, n;
  if (strcmp(name, "cast") == 0) {
    *place = x;
    return true;
  }
  if (e->call.args == 1 && x->kind == CORE_INTEGER) return fold_integer(a, e, name, x->digits);
  if (e->call.args == 1 && x->kind == CORE_WORD) return fold_word(e, name, x->word);
  if (!y) return false;
  if (x->kind == CORE_INTEGER && y->kind == CORE_INTEGER)
    return core_digits_fit(x->digits, &m) && core_digits_fit(y->digits, &n) &&
           fold_integers(a, e, name, m, n);
  if (x->kind == CORE_WORD && y->kind == CORE_WORD) return fold_words(e, name, x->word, y->word);
  return false;
}
