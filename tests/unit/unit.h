/* unit.h -- the main function of a test program: one suite, every test in a process of its own. */
#ifndef SMT_TESTS_UNIT_H
#define SMT_TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

/* Run the suite; the exit status of the program. */
static inline int unit_run(Suite *suite) {
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* UNIT_MAIN("sym", first_test, second_test): a main with nothing but tests that must pass. */
#define UNIT_MAIN(name, ...)                                                                       \
  int main(void) {                                                                                 \
    const TTest *const tests[] = {__VA_ARGS__};                                                    \
    Suite *suite = suite_create(name);                                                             \
    TCase *tcase = tcase_create(name);                                                             \
    tcase_set_timeout(tcase, 60);                                                                  \
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(tcase, tests[i]);     \
    suite_add_tcase(suite, tcase);                                                                 \
    return unit_run(suite);                                                                        \
  }

#endif
