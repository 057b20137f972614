/* The parser, macros, packages and near names, by what is said about scripts. */
#include "tests/unit/checking.h"

START_TEST(every_form_says_how_it_is_written) {
  static const char *const wrong[] = {
      "(if True 1)", "(let x)",        "(fn x x)", "(match)", "(cond)",
      "(when True)", "(the Integer)",  "(rec)",    "(do)",    "(let ((x)) x)",
      "(throw)",     "(dynamic-bind)", "(for)",    "(catch)"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    check_script(wrong[i]);
    if (messages() != 1) ck_abort_msg("%s: %d messages", wrong[i], messages());
    if (message(0)->code != DIAG_SYNTAX) ck_abort_msg("%s: %s", wrong[i], message(0)->text);
  }
}
END_TEST

START_TEST(all_errors_of_a_file) {
  check_script("(define (f) (if 1))\n(define (g) (let x))\n(define (h) nowhere)\n");
  ck_assert_int_eq(messages(), 3);
}
END_TEST

START_TEST(a_near_name_is_suggested) {
  expect_message("(prntln \"x\")", DIAG_UNBOUND_NAME, 1, 2);
  message_says("println");
}
END_TEST

START_TEST(a_near_local_name_is_suggested) {
  expect_message("(define (f counter)\n  (+ conuter 1))\n(println (show (f 1)))", DIAG_UNBOUND_NAME,
                 2, 6);
}
END_TEST

START_TEST(other_capitalisation_is_taken_with_a_warning) {
  expect_message("(println (show (length (cons 1 Nil))))", DIAG_OTHER_CASE, 1, 25);
  message_says("Cons");
}
END_TEST

START_TEST(a_template_does_not_capture_the_users_names) {
  expect_clean("(define-macro (swap-add a b) (let ((t a)) (+ b t)))"
               "(define (f t) (swap-add 1 t))"
               "(println (show (f 2)))");
}
END_TEST

START_TEST(a_template_means_the_names_where_it_was_defined) {
  expect_clean("(define (helper x) (+ x 1))(define-macro (call-helper e) (helper e))"
               "(define (f helper) (call-helper (length helper)))"
               "(println (show (f (make-list 1))))");
}
END_TEST

START_TEST(a_missing_package_gives_one_message) {
  expect_message("(import no/such/package)\n(println (thing-of-it 1))\n", DIAG_UNKNOWN_PACKAGE, 1,
                 9);
}
END_TEST

START_TEST(a_package_name_is_suggested) {
  expect_message("(println (show (lsit:sum Nil)))", DIAG_UNKNOWN_PACKAGE, 1, 17);
  message_says("list");
}
END_TEST

START_TEST(a_name_that_a_package_lacks_is_suggested) {
  expect_message("(println (show (list:lenght Nil)))", DIAG_UNBOUND_NAME, 1, 17);
  message_says("length");
}
END_TEST

START_TEST(unused_variables_are_told_of_once) {
  expect_message("(define (f x _y) 1)\n(println (show (f 1 2)))", DIAG_UNUSED, 1, 12);
}
END_TEST

UNIT_MAIN("parse", every_form_says_how_it_is_written, all_errors_of_a_file,
          a_near_name_is_suggested, a_near_local_name_is_suggested,
          other_capitalisation_is_taken_with_a_warning, a_template_does_not_capture_the_users_names,
          a_template_means_the_names_where_it_was_defined, a_missing_package_gives_one_message,
          a_package_name_is_suggested, a_name_that_a_package_lacks_is_suggested,
          unused_variables_are_told_of_once)
