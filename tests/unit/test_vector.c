/* test_vector.c -- arrays, vectors, and sorts: bounds, growth, stability. */
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <string.h>

static W message(W self, W type, W value, W decline) {
  (void)self, (void)type, (void)decline;
  return value;
}
SMT_STATIC_CLOSURE(message_handler, message, 3);

/* What f(vector) raises. */
static W (*tried)(W);
static W tried_on;
static W try_it(W self, W unit) {
  (void)self, (void)unit;
  tried(tried_on);
  return smt_string_of_c("no error");
}
SMT_STATIC_CLOSURE(try_thunk, try_it, 1);
static const char *error_of(W f(W), W vector) {
  tried = f, tried_on = vector;
  return SMT_STR(smt_catch((W)&try_thunk, (W)&message_handler))->text;
}

static W index_two(W v) { return smt_vector_index(2, v, 0); }
static W set_two(W v) { return smt_vector_set(2, 9, v, 0); }
static W pop(W v) { return smt_vector_pop(v, 0); }

START_TEST(pushing_gives_the_index) {
  W v = smt_vector_new(0);
  for (W i = 0; i < 100000; i++) ck_assert_uint_eq(smt_vector_push(i * 3, v), i);
  for (W i = 0; i < 100000; i += 7) ck_assert_uint_eq(smt_vector_index(i, v, 0), i * 3);
  ck_assert_uint_le(((W *)v)[1], 200000);
  for (W i = 100000; i-- > 0;) ck_assert_uint_eq(smt_vector_pop(v, 0), i * 3);
  ck_assert_uint_eq(((W *)v)[0], 0);
}
END_TEST

START_TEST(bounds_are_checked) {
  W v = smt_vector_new(10);
  ck_assert_str_eq(error_of(pop, v), "pop from an empty vector");
  smt_vector_push(1, v), smt_vector_push(2, v);
  ck_assert_str_eq(error_of(index_two, v), "index 2 is out of range (length 2)");
  ck_assert_str_eq(error_of(set_two, v), "index 2 is out of range (length 2)");
  ck_assert_uint_eq(smt_vector_index(1, v, 0), 2);
}
END_TEST

START_TEST(resizing_fills_and_forgets) {
  W v = smt_vector_new(2);
  smt_vector_resize(v, 5, 7);
  for (W i = 0; i < 5; i++) ck_assert_uint_eq(smt_vector_index(i, v, 0), 7);
  smt_vector_resize(v, 2, 0);
  ck_assert_uint_eq(((W *)v)[0], 2);
  ck_assert_uint_eq(((W *)((W *)v)[2])[3], 0);
  smt_vector_set_capacity(v, 1); /* what has no room goes */
  ck_assert_uint_eq(((W *)v)[0], 1);
  ck_assert_uint_eq(((W *)v)[1], 1);
  smt_vector_resize(v, 2, 7);
  smt_vector_set_capacity(v, 100);
  ck_assert_uint_eq(((W *)v)[1], 100);
  ck_assert_uint_eq(smt_vector_index(1, v, 0), 7);
  W part = smt_vector_copy(v, 1, 99);
  ck_assert_uint_eq(((W *)part)[0], 1);
  smt_vector_set(0, 8, part, 0);
  ck_assert_uint_eq(smt_vector_index(1, v, 0), 7);
}
END_TEST

START_TEST(arrays_copy_and_blit) {
  W a = smt_array_new(10, 5);
  for (W i = 0; i < 10; i++) ((W *)a)[1 + i] = i;
  W b = smt_array_copy(a, 3, 7);
  ck_assert_uint_eq(((W *)b)[0], 4);
  ck_assert_uint_eq(((W *)b)[1], 3);
  smt_array_blit(a, 0, a, 2, 8); /* overlapping */
  for (W i = 2; i < 10; i++) ck_assert_uint_eq(((W *)a)[1 + i], i - 2);
}
END_TEST

/* Elements are key << 32 | place: compared by key only. */
static W compared;
static W by_key(W self, W a, W b) {
  (void)self;
  compared++;
  smt_cons(a, b); /* work for the collector */
  return a >> 32 < b >> 32;
}
SMT_STATIC_CLOSURE(less, by_key, 2);

static W random_list(W n, W keys) {
  W list = 0, seed = n;
  for (W i = n; i-- > 0;) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    list = smt_cons((seed >> 40) % keys << 32 | i, list);
  }
  return list;
}

START_TEST(list_sort_is_stable) {
  for (W n = 0; n < 3000; n = n * 3 / 2 + 1) {
    W sorted = smt_list_sort((W)&less, random_list(n, n / 3 + 1)), count = 0, sum = 0;
    for (W l = sorted; l; l = SMT_FIELDS(l)[1], count++) {
      sum += SMT_FIELDS(l)[0] & 0xffffffff;
      W next = SMT_FIELDS(l)[1];
      if (next) ck_assert_uint_lt(SMT_FIELDS(l)[0], SMT_FIELDS(next)[0]);
    }
    ck_assert_uint_eq(count, n);
    ck_assert_uint_eq(sum, n ? n * (n - 1) / 2 : 0);
  }
}
END_TEST

START_TEST(vector_sort_is_stable_and_quick_on_sorted_input) {
  enum { N = 100000 };
  W v = smt_vector_new(0);
  for (W l = random_list(N, 5000); l; l = SMT_FIELDS(l)[1]) smt_vector_push(SMT_FIELDS(l)[0], v);
  smt_vector_sort((W)&less, v);
  for (W i = 1; i < N; i++)
    if (smt_vector_index(i - 1, v, 0) >= smt_vector_index(i, v, 0))
      ck_abort_msg("not in order at %d", (int)i);
  compared = 0;
  smt_vector_sort((W)&less, v);
  ck_assert_uint_lt(compared, 2 * N);
}
END_TEST

static W throws(W self, W a, W b) {
  if (++compared >= 50) smt_error_text("enough", 0);
  return by_key(self, a, b);
}
SMT_STATIC_CLOSURE(throwing, throws, 2);
static W sort_throwing(W v) { return smt_vector_sort((W)&throwing, v); }

START_TEST(a_predicate_that_throws_leaves_the_vector_alone) {
  W v = smt_vector_new(0), copy;
  for (W l = random_list(100, 1000); l; l = SMT_FIELDS(l)[1]) smt_vector_push(SMT_FIELDS(l)[0], v);
  copy = smt_vector_copy(v, 0, 100);
  compared = 0;
  ck_assert_str_eq(error_of(sort_throwing, v), "enough");
  for (W i = 0; i < 100; i++)
    ck_assert_uint_eq(smt_vector_index(i, v, 0), smt_vector_index(i, copy, 0));
}
END_TEST

UNIT_MAIN("vector", pushing_gives_the_index, bounds_are_checked, resizing_fills_and_forgets,
          arrays_copy_and_blit, list_sort_is_stable,
          vector_sort_is_stable_and_quick_on_sorted_input,
          a_predicate_that_throws_leaves_the_vector_alone)
