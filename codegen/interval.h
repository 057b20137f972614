/* interval.h -- what is known of a word: which numbers it may be.
 *
 * A word is an exact Integer known to be small (its tag bit is set, runtime/smt.h), or a plain word; both with the least and the
 * greatest number that it may be. Plain words are looked at as signed: one of an unsigned type above 2^63 counts as negative,
 * so what is said of unsigned operations holds for intervals without negative numbers only.
 *
 * interval_prim says what a primitive gives, and which cheaper primitive does the same for such arguments: exact
 * arithmetic without tests for large numbers, sums that cannot overflow. */
#ifndef SMT_CODEGEN_INTERVAL_H
#define SMT_CODEGEN_INTERVAL_H

#include "codegen/prims.h"
#include <stdint.h>

typedef enum IntervalKind {
  INTERVAL_ANY,   /* nothing is known; also large Integers, and what is no number */
  INTERVAL_SMALL, /* a small Integer from lo to hi */
  INTERVAL_WORD,  /* a word from lo to hi */
} IntervalKind;

typedef struct Interval {
  IntervalKind kind;
  int64_t lo, hi;
} Interval;

Interval interval_any(void);
Interval interval_word(int64_t lo, int64_t hi);
/* From lo to hi; any when that does not fit a small Integer. */
Interval interval_small(int64_t lo, int64_t hi);

/* What may be one or the other. */
Interval interval_join(Interval a, Interval b);

/* What is both; an empty one is `a`. Of two kinds the one that says more. */
Interval interval_meet(Interval a, Interval b);

/* At least the join; a bound that has moved goes as far as it can, so that a loop comes to rest. */
Interval interval_widen(Interval before, Interval now);

bool interval_same(Interval a, Interval b);

/* How a primitive compares. Integers are compared exactly, words with or without sign. REL_SMALL is said of one Integer: it is
 * small. */
typedef enum Relation { REL_NONE, REL_SMALL, REL_EQ, REL_INT, REL_SIGNED, REL_UNSIGNED } Relation;

typedef struct Comparison {
  Relation rel;
  bool or_equal; /* REL_INT and later: a <= b instead of a < b */
} Comparison;

Comparison interval_comparison(PrimId id);

/* What a comparison gives: 0, 1, or -1 when it is not known. */
int interval_compare(Comparison c, Interval a, Interval b);

/* Narrow both to where a < b (a = b for REL_EQ) is as `truth` says. */
void interval_learn(Relation rel, bool truth, Interval *a, Interval *b);

/* What the primitive gives for these arguments (b is ignored when it takes one). *cheaper is a primitive that gives the same for
 * such arguments at less cost, or NULL. */
Interval interval_prim(PrimId id, Interval a, Interval b, const char **cheaper);

#endif
