#include "base/sym.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

static Arena arena;
static SymTable names;

static void setup(void) {
  arena = arena_new(0);
  sym_init(&names, &arena);
}

START_TEST(equal_names_are_one) {
  setup();
  const Sym *a = sym_of(&names, "foo");
  ck_assert_ptr_eq(a, sym_get(&names, "foobar", 3));
  ck_assert_ptr_eq(a, sym_printf(&names, "f%s", "oo"));
  ck_assert_ptr_ne(a, sym_of(&names, "Foo"));
  ck_assert_str_eq(a->text, "foo");
  ck_assert_uint_eq(a->len, 3);
}
END_TEST

START_TEST(find_makes_nothing) {
  setup();
  ck_assert_ptr_null(sym_find(&names, "foo", 3));
  ck_assert_uint_eq(names.count, 0);
  const Sym *a = sym_of(&names, "foo");
  ck_assert_ptr_eq(sym_find(&names, "foo", 3), a);
}
END_TEST

START_TEST(printf_of_a_known_name_takes_no_memory) {
  setup();
  sym_of(&names, "x1");
  char *at = arena.at;
  sym_printf(&names, "x%d", 1);
  ck_assert_ptr_eq(arena.at, at);
}
END_TEST

START_TEST(the_empty_name_and_nul_bytes) {
  setup();
  ck_assert_ptr_eq(sym_get(&names, "", 0), sym_of(&names, ""));
  ck_assert_ptr_ne(sym_get(&names, "a\0b", 3), sym_get(&names, "a\0c", 3));
  ck_assert_ptr_ne(sym_get(&names, "\0", 1), sym_get(&names, "\0\0", 2));
}
END_TEST

START_TEST(a_hundred_thousand_names) {
  setup();
  enum { COUNT = 100000 };
  const Sym **made = ARENA_ARRAY(&arena, const Sym *, COUNT);
  char text[32];
  for (int i = 0; i < COUNT; i++)
    made[i] = sym_get(&names, text, (size_t)sprintf(text, "name-%d", i));
  ck_assert_uint_eq(names.count, COUNT);
  for (int i = 0; i < COUNT; i++) {
    sprintf(text, "name-%d", i);
    ck_assert_ptr_eq(sym_of(&names, text), made[i]);
    ck_assert_str_eq(made[i]->text, text);
  }
}
END_TEST

START_TEST(hashes_spread) {
  setup();
  int used[256] = {0}, most = 0;
  char text[32];
  for (int i = 0; i < 25600; i++) {
    sprintf(text, "%d", i);
    int *count = &used[sym_of(&names, text)->hash & 255];
    if (++*count > most) most = *count;
  }
  ck_assert_int_lt(most, 160); /* 100 each would be even */
}
END_TEST

UNIT_MAIN("sym", equal_names_are_one, find_makes_nothing, printf_of_a_known_name_takes_no_memory,
          the_empty_name_and_nul_bytes, a_hundred_thousand_names, hashes_spread)
