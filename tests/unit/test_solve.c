/* Dictionaries, functional dependencies, defaulting: which programs check, and what is said about the others. */
#include "tests/unit/checking.h"

START_TEST(instances_of_instances) {
  expect_clean("(println (show (== (Some (make-list (Tuple 1 \"a\"))) None)))");
}
END_TEST

START_TEST(a_missing_instance_inside_is_named) {
  expect_message("(define-type T T)\n(println (show (make-list (Some T))))", DIAG_NO_INSTANCE, 2,
                 11);
  message_says("Show T");
}
END_TEST

START_TEST(a_superclass_is_given) {
  expect_clean("(declare f (Ord :a => :a -> :a -> Boolean))(define (f x y) (or (== x y) (< x "
               "y)))(println (show (f 1 2)))");
}
END_TEST

START_TEST(a_superclass_of_a_superclass_is_given) {
  expect_clean("(define-class (Eq :a => A :a) (a (:a -> String)))"
               "(define-class (A :a => B :a) (b (:a -> String)))"
               "(declare f (B :a => :a -> Boolean))(define (f x) (== x x))"
               "(define-instance (A Integer) (define (a _) \"\"))(define-instance (B Integer) "
               "(define (b _) \"\"))"
               "(println (show (f (the Integer 1))))");
}
END_TEST

START_TEST(what_a_declaration_lacks_is_named) {
  expect_message("(declare f (:a -> String))\n(define (f x) (show x))\n", DIAG_MISSING_CONSTRAINT,
                 2, 16);
  message_says("Show :a");
}
END_TEST

START_TEST(an_instance_for_a_part_of_a_type) {
  expect_clean("(define-class (C :a) (c (:a -> String)))"
               "(define-instance (C (List Integer)) (define (c _) \"integers\"))"
               "(define-instance (C (List String)) (define (c _) \"strings\"))"
               "(println (c (make-list \"a\")))");
}
END_TEST

START_TEST(overlap_is_refused) {
  check_script("(define-class (C :a) (c (:a -> String)))\n"
               "(define-instance (C (List :a)) (define (c _) \"any\"))\n"
               "(define-instance (C (List String)) (define (c _) \"strings\"))\n");
  ck_assert_int_eq(messages(), 1);
  message_says("overlap");
}
END_TEST

START_TEST(a_dependency_determines_the_other_type) {
  expect_clean("(define-class (Elem :c :e (:c -> :e)) (first-of (:c -> Optional :e)))"
               "(define-instance (Elem (List :a) :a) (define (first-of xs) (head xs)))"
               "(define-instance (Elem String Char) (define (first-of s) (string:ref s 0)))"
               "(println (show (first-of \"abc\")))(println (show (first-of (make-list 1 2))))");
}
END_TEST

START_TEST(without_a_dependency_it_is_ambiguous) {
  check_script("(define-class (Elem :c :e) (conv (:c -> :e)))\n"
               "(define-instance (Elem String Char) (define (conv _) #\\a))\n"
               "(println (show (conv \"abc\")))\n");
  ck_assert_int_ge(messages(), 1);
}
END_TEST

START_TEST(literals_default_to_what_all_classes_have) {
  ck_assert_str_eq(type_of("(show (+ 1 2))"), "String");
  expect_clean("(println (show (/ 1 2)))");
  expect_clean("(define-class (Only-f64 :a) (only (:a -> String)))"
               "(define-instance (Only-f64 F64) (define (only x) (show x)))"
               "(println (only 1))");
}
END_TEST

START_TEST(what_cannot_default_is_ambiguous) {
  expect_message("(println (show Nil))", DIAG_AMBIGUOUS_TYPE, 1, 11);
}
END_TEST

START_TEST(a_function_without_an_argument_is_suspected) {
  check_script("(define (add x y) (+ x y))\n(println (show (add 1)))\n");
  message_says("is an argument missing?");
}
END_TEST

START_TEST(a_match_that_covers_everything_is_silent) {
  expect_clean("(define (f x) (match x ((Tuple (Some a) True?) (if True? a 0)) ((Tuple (None) _) "
               "1)))(println (show (f (Tuple None False))))");
}
END_TEST

START_TEST(missing_patterns_are_listed) {
  expect_message("(define (f x)\n  (match x ((Tuple (Some _) (Nil)) 1)))", DIAG_NOT_EXHAUSTIVE, 2,
                 3);
  message_says("`(Tuple (None) _)`");
  message_says("`(Tuple (Some _) (Cons _ _))`");
}
END_TEST

START_TEST(a_literal_never_completes) {
  expect_message("(define (f x)\n  (match x (1 1) (2 2)))", DIAG_NOT_EXHAUSTIVE, 2, 3);
  message_says("`_`");
}
END_TEST

START_TEST(a_branch_after_all_constructors_is_redundant) {
  expect_message("(define (f x)\n  (match x ((True) 1) ((False) 2)\n    (_ 3)))", DIAG_REDUNDANT, 3,
                 6);
}
END_TEST

UNIT_MAIN("solve", instances_of_instances, a_missing_instance_inside_is_named,
          a_superclass_is_given, a_superclass_of_a_superclass_is_given,
          what_a_declaration_lacks_is_named, an_instance_for_a_part_of_a_type, overlap_is_refused,
          a_dependency_determines_the_other_type, without_a_dependency_it_is_ambiguous,
          literals_default_to_what_all_classes_have, what_cannot_default_is_ambiguous,
          a_function_without_an_argument_is_suspected, a_match_that_covers_everything_is_silent,
          missing_patterns_are_listed, a_literal_never_completes,
          a_branch_after_all_constructors_is_redundant)
