/* The table of primitives: every row must be one that the checker and the emitter can work with. */
#include "codegen/prims.h"

#include <string.h>

#include "tests/unit/unit.h"

START_TEST(every_primitive_is_found_by_its_name) {
  ck_assert_int_gt(prim_count, 200);
  for (int i = 0; i < prim_count; i++) ck_assert_int_eq(prim_find(prim_info(i)->name), i);
  ck_assert_int_eq(prim_find("no-such-primitive"), -1);
}
END_TEST

START_TEST(arity_is_the_number_of_outer_arrows) {
  ck_assert_int_eq(prim_info(prim_find("int-add"))->arity, 2);
  ck_assert_int_eq(prim_info(prim_find("int-neg"))->arity, 1);
  ck_assert_int_eq(prim_info(prim_find("list-sort"))->arity, 2);
  ck_assert_int_eq(prim_info(prim_find("catch"))->arity, 2);
}
END_TEST

/* $0 ... $n of a template are arguments that the primitive has. */
START_TEST(templates_mention_no_argument_that_is_not_there) {
  for (int i = 0; i < prim_count; i++)
    for (const char *c = prim_info(i)->c; (c = strchr(c, '$')); c++)
      if (c[1] != 's')
        ck_assert_msg(c[1] >= '0' && c[1] < '0' + prim_info(i)->arity, "%s: %s", prim_info(i)->name,
                      prim_info(i)->c);
}
END_TEST

START_TEST(what_may_fail_has_an_effect) {
  ck_assert(prim_info(prim_find("int-div"))->has_effect);
  ck_assert(prim_info(prim_find("println"))->has_effect);
  ck_assert(!prim_info(prim_find("int-add"))->has_effect);
  for (int i = 0; i < prim_count; i++)
    if (strstr(prim_info(i)->c, "$s"))
      ck_assert_msg(prim_info(i)->has_effect, "%s", prim_info(i)->name);
}
END_TEST

UNIT_MAIN("prims", every_primitive_is_found_by_its_name, arity_is_the_number_of_outer_arrows,
          templates_mention_no_argument_that_is_not_there, what_may_fail_has_an_effect)
