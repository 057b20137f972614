/* The command line: whose option is whose, and what is said of wrong ones. */
#include <string.h>

#include "driver/driver.h"
#include "tests/unit/unit.h"

static Driver d;

static int parse(char **argv) {
  int argc = 0;
  while (argv[argc]) argc++;
  memset(&d, 0, sizeof d);
  return options_parse(&d, argc, argv);
}

#define ARGS(...) ((char *[]){"smt", __VA_ARGS__, NULL})

START_TEST(a_file_alone_is_run) {
  ck_assert_int_eq(parse(ARGS("script.smt")), STATUS_OK);
  ck_assert_int_eq(d.command, COMMAND_run);
  ck_assert_int_eq(d.operands, 1);
  ck_assert_str_eq(d.operand[0], "script.smt");
}
END_TEST

START_TEST(what_follows_the_script_is_the_scripts) {
  ck_assert_int_eq(parse(ARGS("run", "--tier=cc", "s.smt", "--tier=tcc", "-O2", "--", "x")), STATUS_OK);
  ck_assert_str_eq(d.option[OPTION_TIER], "cc");
  ck_assert_int_eq(d.operands, 5);
  ck_assert_str_eq(d.operand[1], "--tier=tcc");
  ck_assert_str_eq(d.operand[3], "--");
}
END_TEST

START_TEST(options_of_build_may_stand_behind_the_file) {
  ck_assert_int_eq(parse(ARGS("build", "s.smt", "-o", "app", "-O0", "--static")), STATUS_OK);
  ck_assert_int_eq(d.command, COMMAND_build);
  ck_assert_str_eq(d.option[OPTION_OUTPUT], "app");
  ck_assert_str_eq(d.option[OPTION_OPTIMISE], "0");
  ck_assert_ptr_nonnull(d.option[OPTION_STATIC]);
}
END_TEST

START_TEST(an_unknown_option_is_refused_with_a_suggestion) {
  ck_assert_int_eq(parse(ARGS("run", "--teir=cc", "s.smt")), STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "--tier"));
}
END_TEST

START_TEST(a_value_outside_of_the_list_is_refused) {
  ck_assert_int_eq(parse(ARGS("run", "--tier=fast", "s.smt")), STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "tcc"));
}
END_TEST

START_TEST(an_option_of_another_command_is_refused) {
  ck_assert_int_eq(parse(ARGS("check", "--static", "s.smt")), STATUS_USAGE);
}
END_TEST

UNIT_MAIN("options", a_file_alone_is_run, what_follows_the_script_is_the_scripts,
          options_of_build_may_stand_behind_the_file, an_unknown_option_is_refused_with_a_suggestion,
          a_value_outside_of_the_list_is_refused, an_option_of_another_command_is_refused)
