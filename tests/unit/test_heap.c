/* test_heap.c -- the collector keeps what is reachable, whatever it looks like, and frees the
 * rest. */
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>

static uint64_t state = 88172645463325252u;

static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static W random_below(W n) { return next_random() % n; }

/* Counted rather than asserted one by one: an assertion of Check's costs a system call. */
static W wrong;
static void expect(bool right) { wrong += !right; }

/* Overwrite the part of the stack that calls have left behind: stale words there would keep
 * objects. */
__attribute__((noinline)) static void clear_stack(void) {
  volatile W room[4096];
  for (int i = 0; i < 4096; i++) room[i] = 0;
  (void)room;
}

static void collect(void) {
  clear_stack();
  smt_heap_collect();
}

START_TEST(objects_of_every_size_are_aligned_and_apart) {
  enum { N = 5000 };
  static W *object[N];
  for (W n = 1; n < N; n++) {
    object[n] = smt_alloc(n);
    expect((W)object[n] % 16 == 0);
    for (W i = 0; i < n; i++) object[n][i] = n << 32 | i;
  }
  collect();
  for (W n = 1; n < N; n++)
    for (W i = 0; i < n; i++) expect(object[n][i] == (n << 32 | i));
  ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(leaves_of_every_size_keep_their_bytes) {
  enum { N = 3000 };
  static unsigned char *leaf[N];
  for (W i = 1; i < N; i++) {
    leaf[i] = smt_alloc_leaf(i * 37);
    memset(leaf[i], (int)(i % 251), i * 37);
  }
  collect();
  for (W i = 1; i < N; i++)
    for (W j = 0; j < i * 37; j++) expect(leaf[i][j] == i % 251);
  ck_assert_uint_eq(wrong, 0);
}
END_TEST

static W kept;

START_TEST(a_list_survives_many_collections) {
  W sum = 0;
  kept = 0;
  for (W i = 0; i < 1000000; i++) {
    kept = smt_cons(i, kept);
    sum += i;
    smt_cons(i, i); /* garbage in between */
  }
  for (int i = 0; i < 3; i++) {
    collect();
    for (W j = 0; j < 100000; j++) memset(smt_alloc(2), 0xff, 16);
  }
  for (W l = kept; l; l = SMT_FIELDS(l)[1]) sum -= SMT_FIELDS(l)[0];
  ck_assert_uint_eq(sum, 0);
}
END_TEST

START_TEST(marking_a_list_of_ten_million_needs_no_stack) {
  kept = 0;
  for (W i = 0; i < 10000000; i++) kept = smt_cons(i, kept);
  collect();
  W n = 0;
  for (W l = kept; l; l = SMT_FIELDS(l)[1]) n++;
  ck_assert_uint_eq(n, 10000000);
  ck_assert_uint_ge(smt_heap_info().live_bytes, 160000000);
}
END_TEST

START_TEST(tags_and_interior_addresses_keep_an_object) {
  static W at[16];
  for (W i = 0; i < 16; i++) {
    W *p = smt_alloc(100);
    for (W j = 0; j < 100; j++) p[j] = 1000 * i + j;
    at[i] = (W)(p + 6 * i) + i;
  }
  for (int round = 0; round < 3; round++) {
    collect();
    for (W j = 0; j < 10000; j++) memset(smt_alloc(100), 0xff, 800);
  }
  for (W i = 0; i < 16; i++) {
    const W *p = (const W *)(at[i] & ~(W)15) - 6 * i;
    for (W j = 0; j < 100; j++) ck_assert_uint_eq(p[j], 1000 * i + j);
  }
}
END_TEST

START_TEST(an_interior_address_keeps_a_large_object) {
  W *p = smt_alloc(1000000);
  for (W j = 0; j < 1000000; j++) p[j] = j;
  W *child = smt_alloc(3);
  child[0] = 42;
  p[999998] = (W)child;
  child = NULL;
  kept = (W)(p + 777777);
  p = NULL;
  for (int round = 0; round < 3; round++) {
    collect();
    for (W j = 0; j < 40; j++) memset(smt_alloc(1000000), 0xff, 8000000);
    for (W j = 0; j < 40000; j++) memset(smt_alloc(3), 0xff, 24);
  }
  p = (W *)kept - 777777;
  for (W j = 0; j < 999998; j++) expect(p[j] == j);
  ck_assert_uint_eq(wrong, 0);
  ck_assert_uint_eq(*(W *)p[999998], 42);
}
END_TEST

__attribute__((noinline)) static void hide_objects_in_a_leaf(void) {
  W *leaf = smt_alloc_leaf(100000 * sizeof(W));
  for (W i = 0; i < 100000; i++) leaf[i] = (W)smt_alloc(2);
  kept = (W)leaf;
}

START_TEST(a_leaf_keeps_nothing_alive) {
  hide_objects_in_a_leaf();
  collect();
  ck_assert_uint_ge(smt_heap_info().live_bytes, 800000);
  ck_assert_uint_lt(smt_heap_info().live_bytes, 1000000);
}
END_TEST

/* Enough for several minor collections, and overwritten what they have freed. */
static void make_garbage(void) {
  for (W i = 0; i < 1000000; i++) smt_cons(i, i);
}

START_TEST(what_an_old_mutable_object_is_given_survives) {
  static W cell;
  static W *small, *large;
  cell = smt_cell_new(0);
  small = smt_alloc_mutable(100);
  large = smt_alloc_mutable(100000);
  memset(small, 0, 100 * sizeof(W));
  memset(large, 0, 100000 * sizeof(W));
  for (W round = 0; round < 50; round++) {
    make_garbage();
    *(W *)cell = smt_cons(round, 0);
    small[2 * round] = smt_cons(round, 0);
    large[1000 * round] = smt_cons(round, 0);
  }
  make_garbage();
  ck_assert_uint_eq(SMT_FIELDS(*(W *)cell)[0], 49);
  for (W i = 0; i < 50; i++) {
    ck_assert_uint_eq(SMT_FIELDS(small[2 * i])[0], i);
    ck_assert_uint_eq(SMT_FIELDS(large[1000 * i])[0], i);
  }
}
END_TEST

/* A list that grows at its end: a collection may find the last tail missing. */
START_TEST(a_hole_filled_after_a_collection_counts) {
  kept = 0;
  W *end = &kept;
  for (W i = 0; i < 2000000; i++) {
    W cell = smt_cons(i, 0);
    *end = cell;
    end = &SMT_FIELDS(cell)[1];
    if (i % 1000 == 0)
      for (W j = 0; j < 20000; j++) smt_cons(j, j);
  }
  make_garbage();
  W n = 0;
  for (W l = kept; l; l = SMT_FIELDS(l)[1], n++) expect(SMT_FIELDS(l)[0] == n);
  ck_assert_uint_eq(n, 2000000);
  ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(garbage_does_not_grow_the_heap) {
  for (W i = 0; i < 60000000; i++) smt_cons(i, i);
  ck_assert_uint_ge(smt_heap_info().collections, 20);
  ck_assert_uint_le(smt_heap_info().used_bytes, (W)64 << 20);
}
END_TEST

START_TEST(large_garbage_does_not_grow_the_heap) {
  for (W i = 0; i < 3000; i++) {
    W words = 5000 + random_below(500000);
    W *p = i % 2 ? smt_alloc(words) : smt_alloc_leaf(words * 8);
    p[0] = p[words - 1] = i;
  }
  ck_assert_uint_le(smt_heap_info().used_bytes, (W)256 << 20);
}
END_TEST

START_TEST(memory_of_one_size_serves_another) {
  for (W words = 1; words <= 4096; words *= 2)
    for (W i = 0; i < ((W)64 << 20) / 8 / words; i++) smt_alloc(words)[0] = 0;
  collect();
  ck_assert_uint_le(smt_heap_info().used_bytes, (W)128 << 20);
}
END_TEST

START_TEST(registered_roots_count_until_removed) {
  W *outside = calloc(1000, sizeof(W)); /* not scanned on its own */
  smt_heap_add_roots(outside, 1000);
  for (W i = 0; i < 1000; i++) {
    W *p = smt_alloc(1000);
    for (W j = 0; j < 1000; j++) p[j] = i;
    outside[i] = (W)p;
  }
  collect();
  for (W i = 0; i < 1000; i++) ck_assert_uint_eq(((W *)outside[i])[999], i);
  ck_assert_uint_ge(smt_heap_info().live_bytes, 8000000);
  smt_heap_remove_roots(outside);
  collect();
  ck_assert_uint_lt(smt_heap_info().live_bytes, 1000000);
  free(outside);
}
END_TEST

/* A random graph is kept twice: as objects, and as numbers in memory where the collector does
 * not look. */
enum { NODES = 200000, ROOTS = 500, CHILDREN = 12 };

typedef struct Shadow {
  uint32_t size, children;
  uint32_t child[CHILDREN];
} Shadow;

static W root[ROOTS];
static Shadow *shadow;

/* Object: {id, size, children..., filled with id} */
static void check_node(W node, unsigned char *seen) {
  const W *p = SMT_FIELDS(node);
  W id = p[0];
  if (id >= NODES) {
    wrong++;
    return;
  }
  if (seen[id]) return;
  seen[id] = 1;
  const Shadow *s = &shadow[id];
  expect(p[1] == s->size && SMT_TAG(node) == id % 16);
  for (W i = 2 + s->children; i < s->size; i++) expect(p[i] == id);
  for (W i = 0; i < s->children; i++) {
    expect(SMT_FIELDS(p[2 + i])[0] == s->child[i]);
    check_node(p[2 + i], seen);
  }
}

static bool is_mutable(W id) { return id % 2; }

static W new_node(W id) {
  Shadow *s = &shadow[id];
  static const W sizes[] = {14, 15, 16, 17, 31, 32, 33, 40, 100, 500, 3000, 5000, 20000};
  s->size = (uint32_t)(random_below(10) ? 2 + random_below(10) : sizes[random_below(13)]);
  s->children = (uint32_t)random_below((s->size - 2 < CHILDREN ? s->size - 2 : CHILDREN) + 1);
  W *p = is_mutable(id) ? smt_alloc_mutable(s->size) : smt_alloc(s->size);
  p[0] = id, p[1] = s->size;
  for (W i = 2; i < s->size; i++) p[i] = id;
  for (W i = 0; i < s->children; i++) {
    W r = root[random_below(ROOTS)];
    if (r == 0) {
      s->children = (uint32_t)i;
      break;
    }
    p[2 + i] = r;
    s->child[i] = (uint32_t)SMT_FIELDS(r)[0];
  }
  return (W)p + id % 16;
}

START_TEST(random_graphs_stay_intact) {
  state += 0x9e3779b97f4a7c15u * (uint64_t)(_i + 1);
  shadow = calloc(NODES, sizeof *shadow);
  unsigned char *seen = malloc(NODES);
  for (W id = 0; id < NODES; id++) {
    W r = random_below(ROOTS);
    root[r] = random_below(4) ? new_node(id) : 0;
    W other = root[random_below(ROOTS)], to = root[random_below(ROOTS)];
    if (other && to) { /* point an old node somewhere else */
      Shadow *s = &shadow[SMT_FIELDS(other)[0]];
      if (s->children && is_mutable(SMT_FIELDS(other)[0])) {
        W i = random_below(s->children);
        SMT_FIELDS(other)[2 + i] = to;
        s->child[i] = (uint32_t)SMT_FIELDS(to)[0];
      }
    }
    if (random_below(5000) == 0) {
      smt_heap_collect();
      memset(seen, 0, NODES);
      for (int i = 0; i < ROOTS; i++)
        if (root[i]) check_node(root[i], seen);
      ck_assert_uint_eq(wrong, 0);
    }
  }
  free(seen);
  free(shadow);
}
END_TEST

START_TEST(running_out_of_memory_ends_cleanly) {
  struct rlimit limit = {(rlim_t)512 << 20, (rlim_t)512 << 20};
  setrlimit(RLIMIT_AS, &limit);
  kept = 0;
  for (;;) kept = smt_cons(0, kept);
}
END_TEST

START_TEST(an_absurd_size_ends_cleanly) { smt_alloc_leaf((W)1 << 50); }
END_TEST

int main(void) {
  Suite *s = suite_create("heap");
  TCase *t = tcase_create("heap");
  tcase_set_timeout(t, 300);
  tcase_add_test(t, objects_of_every_size_are_aligned_and_apart);
  tcase_add_test(t, leaves_of_every_size_keep_their_bytes);
  tcase_add_test(t, a_list_survives_many_collections);
  tcase_add_test(t, marking_a_list_of_ten_million_needs_no_stack);
  tcase_add_test(t, tags_and_interior_addresses_keep_an_object);
  tcase_add_test(t, an_interior_address_keeps_a_large_object);
  tcase_add_test(t, a_leaf_keeps_nothing_alive);
  tcase_add_test(t, what_an_old_mutable_object_is_given_survives);
  tcase_add_test(t, a_hole_filled_after_a_collection_counts);
  tcase_add_test(t, garbage_does_not_grow_the_heap);
  tcase_add_test(t, large_garbage_does_not_grow_the_heap);
  tcase_add_test(t, memory_of_one_size_serves_another);
  tcase_add_test(t, registered_roots_count_until_removed);
  tcase_add_loop_test(t, random_graphs_stay_intact, 0, 4);
  tcase_add_exit_test(t, running_out_of_memory_ends_cleanly, 1);
  tcase_add_exit_test(t, an_absurd_size_ends_cleanly, 1);
  suite_add_tcase(s, t);
  return unit_run(s);
}
