/* test_options.c -- the command line: what is smt's, what is the script's, and what is said about mistakes. */
#include "driver/driver.h"
#include "tests/unit/unit.h"

#include <string.h>

static char *words[16];

/* Parse a command line given as words; the result stays valid until the next one. */
static Driver parse(int *status, int count, const char *const *given) {
  static char copies[16][64];
  Driver d = {0};
  words[0] = "smt";
  for (int i = 0; i < count; i++) words[i + 1] = strcpy(copies[i], given[i]);
  words[count + 1] = NULL;
  *status = options_parse(&d, count + 1, words);
  return d;
}

#define PARSE(...)                                                                                 \
  const char *const given[] = {__VA_ARGS__};                                                       \
  int status;                                                                                      \
  Driver d = parse(&status, (int)(sizeof given / sizeof *given), given)

START_TEST(a_file_alone_is_run) {
  PARSE("a.smt");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_int_eq(d.command, COMMAND_run);
  ck_assert_str_eq(d.operand[0], "a.smt");
}
END_TEST

START_TEST(what_follows_the_file_is_the_scripts) {
  PARSE("--tier=cc", "a.smt", "--tier=tcc", "-x", "--", "run");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_str_eq(d.option[OPTION_TIER], "cc");
  ck_assert_int_eq(d.operands, 5);
  ck_assert_str_eq(d.operand[1], "--tier=tcc");
  ck_assert_str_eq(d.operand[4], "run");
  ck_assert_ptr_null(d.operand[5]);
}
END_TEST

START_TEST(options_of_other_commands_stand_anywhere) {
  PARSE("build", "a.smt", "-o", "app", "-Os", "--static");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_int_eq(d.operands, 1);
  ck_assert_str_eq(d.option[OPTION_OUTPUT], "app");
  ck_assert_str_eq(d.option[OPTION_OPTIMISE], "s");
  ck_assert_ptr_nonnull(d.option[OPTION_STATIC]);
  ck_assert_ptr_null(d.option[OPTION_STRIP]);
}
END_TEST

START_TEST(a_value_may_stand_apart_or_behind_an_equals_sign) {
  PARSE("build", "--output", "one", "--output=two", "a.smt");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_str_eq(d.option[OPTION_OUTPUT], "two");
}
END_TEST

START_TEST(two_dashes_end_the_options) {
  PARSE("check", "--strict", "--", "--strict");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_int_eq(d.operands, 1);
  ck_assert_str_eq(d.operand[0], "--strict");
}
END_TEST

START_TEST(one_dash_and_negative_numbers_are_operands) {
  PARSE("eval", "-5", "-");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_int_eq(d.operands, 2);
}
END_TEST

START_TEST(a_mistyped_option_is_guessed) {
  PARSE("run", "--strickt", "a.smt");
  ck_assert_int_eq(status, STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "did you mean `--strict`"));
}
END_TEST

START_TEST(a_mistyped_command_is_guessed) {
  PARSE("chekc");
  ck_assert_int_eq(status, STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "did you mean `smt check`"));
}
END_TEST

START_TEST(an_option_before_the_command_must_suit_it) {
  PARSE("--strip", "run", "a.smt");
  ck_assert_int_eq(status, STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "--strip"));
}
END_TEST

START_TEST(part_of_a_value_is_no_value) {
  PARSE("--tier=c", "a.smt");
  ck_assert_int_eq(status, STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "auto|tcc|cc"));
}
END_TEST

START_TEST(operands_are_counted) {
  PARSE("build", "a.smt", "b.smt");
  ck_assert_int_eq(status, STATUS_USAGE);
  ck_assert_ptr_nonnull(strstr(d.error, "b.smt"));
}
END_TEST

START_TEST(help_needs_no_operands) {
  PARSE("build", "--help");
  ck_assert_int_eq(status, STATUS_OK);
  ck_assert_ptr_nonnull(d.option[OPTION_HELP]);
}
END_TEST

UNIT_MAIN("options", a_file_alone_is_run, what_follows_the_file_is_the_scripts,
          options_of_other_commands_stand_anywhere,
          a_value_may_stand_apart_or_behind_an_equals_sign, two_dashes_end_the_options,
          one_dash_and_negative_numbers_are_operands, a_mistyped_option_is_guessed,
          a_mistyped_command_is_guessed, an_option_before_the_command_must_suit_it,
          part_of_a_value_is_no_value, operands_are_counted, help_needs_no_operands)
