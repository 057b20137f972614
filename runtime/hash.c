/* hash.c -- hashes of 62 bits, and random words.
 *
 * Strings come from outside, so their hash is keyed with a number that differs in every process:
 * nobody can choose strings that collide. XXH3 from xxHash, compiled in. */
#include "internal.h"

#include <sys/random.h>
#include <time.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static uint64_t entropy(void) {
  uint64_t seed = 0;
  if (getrandom(&seed, sizeof seed, 0) != (ssize_t)sizeof seed) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    seed = (uint64_t)now.tv_nsec * 0x9e3779b97f4a7c15u ^ (uint64_t)now.tv_sec ^ (uint64_t)&seed;
  }
  return seed | 1;
}

static W hash_bytes(const void *p, size_t n) {
  if (SMT_UNLIKELY(smt_rt.hash_seed == 0)) smt_rt.hash_seed = entropy();
  return XXH3_64bits_withSeed(p, n, smt_rt.hash_seed) >> 2;
}

W smt_string_hash(W s) { return hash_bytes(SMT_STR(s)->text, SMT_STR(s)->bytes); }

W smt_int_hash(W a) {
  if (a & 1) return smt_word_hash(a);
  const SmtBig *big = (const SmtBig *)a;
  int64_t count = big->sign_and_count < 0 ? -big->sign_and_count : big->sign_and_count;
  return hash_bytes(big, (size_t)(count + 1) * sizeof(W));
}

W smt_f64_hash(W x) {
  double d = smt_f64_of(x);
  return smt_word_hash(d == 0 ? 0 : d != d ? 1 : x);
}

W smt_f32_hash(W x) { return smt_f64_hash(smt_f32_to_f64(x)); }

/* SplitMix64, started from the system's entropy. */
W smt_random_word(void) {
  static uint64_t state;
  if (state == 0) state = entropy();
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
