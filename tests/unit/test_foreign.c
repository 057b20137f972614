/* test_foreign.c -- pointers and their finalisers, rows of narrow numbers, places for callbacks. */
#include "runtime/internal.h"
#include "tests/unit/unit.h"

#include <string.h>

__attribute__((noinline)) static void clear_stack(void) {
  volatile W room[4096];
  for (int i = 0; i < 4096; i++) room[i] = 0;
  (void)room;
}

static void collect(void) {
  clear_stack();
  smt_heap_collect();
}

/* ---- pointers ---- */

enum { THINGS = 2000 };
static int finalised[THINGS];

static void finalise(void *address) { finalised[(char *)address - (char *)1]++; }

static W thing(int i) { return smt_pointer_new((char *)1 + i, finalise); }

__attribute__((noinline)) static void drop_things(void) {
  for (int i = 1; i < THINGS; i++) thing(i);
}

static W kept;

START_TEST(what_nobody_uses_is_finalised_once) {
  int done = 0;
  kept = thing(0);
  drop_things();
  for (int i = 0; i < 3; i++) collect();
  for (int i = 0; i < THINGS; i++) {
    ck_assert_int_le(finalised[i], 1);
    done += finalised[i];
  }
  ck_assert_int_eq(finalised[0], 0);
  ck_assert_int_gt(done, THINGS - 50);
  ck_assert_ptr_eq(smt_pointer_address(kept), (void *)1);
}
END_TEST

START_TEST(many_of_them_cause_collections) {
  drop_things();
  drop_things();
  int done = 0;
  for (int i = 0; i < THINGS; i++) done += finalised[i];
  ck_assert_int_gt(done, THINGS / 2);
}
END_TEST

START_TEST(what_is_released_is_not_finalised_again) {
  W p = thing(7);
  smt_pointer_release(p);
  smt_pointer_release(p);
  ck_assert_int_eq(finalised[7], 1);
  SMT_KEEP(p);
  p = 0;
  for (int i = 0; i < 3; i++) collect();
  ck_assert_int_eq(finalised[7], 1);
}
END_TEST

static void finalise_and_collect(void *address) {
  finalise(address);
  if (finalised[(char *)address - (char *)1] == 1) smt_heap_collect();
}

__attribute__((noinline)) static void drop_chain(void) {
  for (int i = 1; i < 100; i++) smt_pointer_new((char *)1 + i, finalise_and_collect);
}

START_TEST(a_finaliser_may_cause_a_collection) {
  drop_chain();
  for (int i = 0; i < 3; i++) collect();
  int done = 0;
  for (int i = 1; i < 100; i++) {
    ck_assert_int_le(finalised[i], 1);
    done += finalised[i];
  }
  ck_assert_int_gt(done, 50);
}
END_TEST

/* ---- rows of numbers ---- */

START_TEST(narrow_numbers_go_out_and_come_back) {
  W words[] = {0, 1, (W)-1, (W)-128, 127, 255, (W)-32768, 65535, 0xffffffff, 0x80000000};
  enum { N = sizeof words / sizeof *words };
  for (W size = 1; size <= 4; size *= 2)
    for (int is_signed = 0; is_signed < 2; is_signed++) {
      W back[N];
      unsigned unused = 64 - 8 * (unsigned)size;
      smt_numbers_in(back, N, smt_numbers_out(words, N, size), size, is_signed);
      for (int i = 0; i < N; i++) {
        W cut = words[i] << unused;
        ck_assert_uint_eq(back[i], is_signed ? (W)((int64_t)cut >> unused) : cut >> unused);
      }
    }
  ck_assert_ptr_nonnull(smt_numbers_out(words, 0, 2));
}
END_TEST

/* ---- callbacks ---- */

static SmtCallbacks pool;

START_TEST(a_place_is_free_again_when_it_is_given_back) {
  char frame;
  for (int i = 0; i < 10 * SMT_CALLBACKS; i++) {
    unsigned k = smt_callback_take(&pool, SMT_SMALL(i), &frame);
    ck_assert_uint_eq(smt_callback_function(&pool, k), SMT_SMALL(i));
    smt_callback_give(&pool, k);
  }
}
END_TEST

START_TEST(a_kept_function_has_one_place_for_ever) {
  unsigned k = smt_callback_take(&pool, SMT_SMALL(1), NULL);
  smt_callback_give(&pool, k);
  ck_assert_uint_eq(smt_callback_take(&pool, SMT_SMALL(1), NULL), k);
  ck_assert_uint_ne(smt_callback_take(&pool, SMT_SMALL(2), NULL), k);
  ck_assert_uint_eq(smt_callback_function(&pool, k), SMT_SMALL(1));
}
END_TEST

START_TEST(an_exception_gives_back_what_was_taken_inside) {
  char frames[100];
  unsigned inside = smt_callback_take(&pool, SMT_SMALL(1), &frames[10]);
  unsigned outside = smt_callback_take(&pool, SMT_SMALL(2), &frames[90]);
  unsigned kept_one = smt_callback_take(&pool, SMT_SMALL(3), NULL);
  smt_unwind_hook(&frames[50]);
  ck_assert_uint_eq(pool.function[inside], 0);
  ck_assert_uint_eq(pool.function[outside], SMT_SMALL(2));
  ck_assert_uint_eq(pool.function[kept_one], SMT_SMALL(3));
}
END_TEST

START_TEST(too_many_functions_are_an_error) {
  char frame;
  for (int i = 0; i <= SMT_CALLBACKS; i++) smt_callback_take(&pool, SMT_SMALL(i), &frame);
}
END_TEST

START_TEST(a_function_given_back_is_not_called) {
  char frame;
  unsigned k = smt_callback_take(&pool, SMT_SMALL(1), &frame);
  smt_callback_give(&pool, k);
  smt_callback_function(&pool, k);
}
END_TEST

START_TEST(null_is_no_pointer) { smt_pointer_new(NULL, NULL); }
END_TEST

START_TEST(a_released_pointer_has_no_address) {
  W p = thing(1);
  smt_pointer_release(p);
  smt_pointer_address(p);
}
END_TEST

int main(void) {
  Suite *s = suite_create("foreign");
  TCase *t = tcase_create("foreign");
  tcase_add_test(t, what_nobody_uses_is_finalised_once);
  tcase_add_test(t, many_of_them_cause_collections);
  tcase_add_test(t, what_is_released_is_not_finalised_again);
  tcase_add_test(t, a_finaliser_may_cause_a_collection);
  tcase_add_test(t, narrow_numbers_go_out_and_come_back);
  tcase_add_test(t, a_place_is_free_again_when_it_is_given_back);
  tcase_add_test(t, a_kept_function_has_one_place_for_ever);
  tcase_add_test(t, an_exception_gives_back_what_was_taken_inside);
  tcase_add_exit_test(t, too_many_functions_are_an_error, 1);
  tcase_add_exit_test(t, a_function_given_back_is_not_called, 1);
  tcase_add_exit_test(t, null_is_no_pointer, 1);
  tcase_add_exit_test(t, a_released_pointer_has_no_address, 1);
  suite_add_tcase(s, t);
  return unit_run(s);
}
