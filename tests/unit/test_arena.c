#include "base/arena.h"
#include "base/vec.h"
#include "tests/unit/unit.h"

#include <stdint.h>
#include <string.h>

static int is_zero(const char *p, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (p[i]) return 0;
  return 1;
}

START_TEST(memory_is_zero_and_aligned) {
  Arena a = arena_new(0);
  for (size_t size = 0; size < 100; size++) {
    char *p = arena_alloc(&a, size);
    ck_assert_uint_eq((uintptr_t)p % 16, 0);
    ck_assert(is_zero(p, size));
    memset(p, 0xff, size);
  }
  arena_drop(&a);
}
END_TEST

START_TEST(allocations_do_not_overlap) {
  Arena a = arena_new(0);
  char *p = arena_alloc(&a, 17), *q = arena_alloc(&a, 1);
  ck_assert(q >= p + 17);
  arena_drop(&a);
}
END_TEST

START_TEST(many_arenas_at_once) {
  Arena a[64];
  for (int i = 0; i < 64; i++) {
    a[i] = arena_new(0);
    *(int *)arena_alloc(&a[i], sizeof(int)) = i;
  }
  for (int i = 0; i < 64; i++) {
    ck_assert_int_eq(*(int *)a[i].base, i);
    arena_drop(&a[i]);
  }
}
END_TEST

START_TEST(reset_zeroes_a_little) {
  Arena a = arena_new(0);
  char *keep = arena_strndup(&a, "keep", 4), *mark = a.at;
  memset(arena_alloc(&a, 1000), 0xff, 1000);
  arena_reset(&a, mark);
  ck_assert_ptr_eq(a.at, mark);
  ck_assert(is_zero(arena_alloc(&a, 1000), 1000));
  ck_assert_str_eq(keep, "keep");
  arena_drop(&a);
}
END_TEST

START_TEST(reset_zeroes_a_lot) {
  Arena a = arena_new(0);
  size_t lot = 5 << 20;
  char *keep = arena_strndup(&a, "keep", 4), *mark = a.at;
  memset(arena_alloc(&a, lot), 0xff, lot);
  arena_reset(&a, mark);
  ck_assert(is_zero(arena_alloc(&a, lot), lot));
  ck_assert_str_eq(keep, "keep");
  arena_drop(&a);
}
END_TEST

START_TEST(exhaustion_exits_with_70) {
  Arena a = arena_new(1 << 20);
  arena_alloc(&a, 1 << 20); /* just fits */
  arena_alloc(&a, 1);
}
END_TEST

START_TEST(absurd_sizes_are_exhaustion) {
  Arena a = arena_new(0);
  arena_alloc(&a, SIZE_MAX - 3);
}
END_TEST

START_TEST(printf_of_any_length) {
  Arena a = arena_new(0);
  ck_assert_str_eq(arena_printf(&a, "%s-%d", "x", 7), "x-7");
  char *text = arena_printf(&a, "%*d", 100000, 1);
  ck_assert_uint_eq(strlen(text), 100000);
  ck_assert(is_zero(arena_alloc(&a, 64), 64));
  arena_drop(&a);
}
END_TEST

START_TEST(strndup_ends_in_nul) {
  Arena a = arena_new(0);
  ck_assert_str_eq(arena_strndup(&a, "hello", 2), "he");
  ck_assert_str_eq(arena_strndup(&a, NULL, 0), "");
  arena_drop(&a);
}
END_TEST

START_TEST(an_arena_where_one_wants_it) {
  Arena hole = arena_new(1 << 20);
  char *base = hole.base;
  arena_drop(&hole);
  Arena a = arena_new_at(base, 1 << 20);
  ck_assert_ptr_eq(a.base, base);
  arena_drop(&a);
}
END_TEST

START_TEST(a_taken_range_aborts) {
  Arena a = arena_new(1 << 20);
  arena_new_at(a.base, 1 << 20);
}
END_TEST

START_TEST(vectors_grow) {
  Arena a = arena_new(0);
  VEC(int) v = {0};
  for (int i = 0; i < 10000; i++) vec_push(&a, &v, i);
  ck_assert_int_eq(v.len, 10000);
  for (int i = 0; i < v.len; i++) ck_assert_int_eq(v.data[i], i);
  arena_drop(&a);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("arena");
  TCase *tcase = tcase_create("arena");
  tcase_add_test(tcase, memory_is_zero_and_aligned);
  tcase_add_test(tcase, allocations_do_not_overlap);
  tcase_add_test(tcase, many_arenas_at_once);
  tcase_add_test(tcase, reset_zeroes_a_little);
  tcase_add_test(tcase, reset_zeroes_a_lot);
  tcase_add_exit_test(tcase, exhaustion_exits_with_70, 70);
  tcase_add_exit_test(tcase, absurd_sizes_are_exhaustion, 70);
  tcase_add_test(tcase, printf_of_any_length);
  tcase_add_test(tcase, strndup_ends_in_nul);
  tcase_add_test(tcase, an_arena_where_one_wants_it);
  tcase_add_test_raise_signal(tcase, a_taken_range_aborts, 6); /* SIGABRT */
  tcase_add_test(tcase, vectors_grow);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
