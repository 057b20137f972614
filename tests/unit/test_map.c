#include "base/map.h"
#include "tests/unit/unit.h"

START_TEST(an_empty_map_has_nothing) {
  Map m = {0};
  ck_assert_ptr_null(map_get(&m, "x"));
  ck_assert_ptr_null(map_get(&m, NULL));
}
END_TEST

START_TEST(put_adds_and_replaces) {
  Arena a = arena_new(0);
  Map m = {0};
  int key[2], value[2];
  map_put(&a, &m, &key[0], &value[0]);
  ck_assert_ptr_eq(map_get(&m, &key[0]), &value[0]);
  ck_assert_ptr_null(map_get(&m, &key[1]));
  map_put(&a, &m, &key[0], &value[1]);
  ck_assert_ptr_eq(map_get(&m, &key[0]), &value[1]);
  ck_assert_int_eq(m.len, 1);
}
END_TEST

START_TEST(a_removed_key_keeps_its_place) {
  Arena a = arena_new(0);
  Map m = {0};
  int key[3];
  for (int i = 0; i < 3; i++) map_put(&a, &m, &key[i], &key[i]);
  map_put(&a, &m, &key[1], NULL);
  ck_assert_ptr_null(map_get(&m, &key[1]));
  map_put(&a, &m, &key[1], &key[2]);
  ck_assert_ptr_eq(m.entry[1].key, &key[1]);
  ck_assert_int_eq(m.len, 3);
}
END_TEST

START_TEST(iteration_goes_in_order_of_insertion) {
  enum { COUNT = 50000 };
  Arena a = arena_new(0);
  Map m = {0};
  int *key = ARENA_ARRAY(&a, int, COUNT);
  for (int i = 0; i < COUNT; i++) map_put(&a, &m, &key[i * 7 % COUNT], &key[i]);
  ck_assert_int_eq(m.len, COUNT);
  for (int i = 0; i < COUNT; i++) {
    ck_assert_ptr_eq(m.entry[i].key, &key[i * 7 % COUNT]);
    ck_assert_ptr_eq(map_get(&m, &key[i * 7 % COUNT]), &key[i]);
  }
}
END_TEST

UNIT_MAIN("map", an_empty_map_has_nothing, put_adds_and_replaces, a_removed_key_keeps_its_place,
          iteration_goes_in_order_of_insertion)
