/* Inference seen from outside: the types of expressions, as printed. */
#include "tests/unit/checking.h"

static void is(const char *expression, const char *type) {
  ck_assert_str_eq(type_of(expression), type);
}

START_TEST(constants_and_functions) {
  is("\"a\"", "String");
  is("#\\a", "Char");
  is("(fn (x) x)", ":a -> :a");
  is("(fn (f g x) (f (g x)))", "(:a -> :b) -> (:c -> :a) -> :c -> :b");
  is("(fn (x y z) (x z (y z)))", "(:a -> :b -> :c) -> (:a -> :b) -> :a -> :c");
}
END_TEST

START_TEST(numbers_are_overloaded) {
  is("(fn (x) (+ x 1))", "Num :a => :a -> :a");
  is("(+ 1 (the U8 2))", "U8");
}
END_TEST

START_TEST(arguments_in_parentheses_where_needed) {
  is("(fn (f) (f (Some 1) \"\"))", "Num :a => (Optional :a -> String -> :b) -> :b");
  is("(the (List (Optional (Tuple Integer (List String)))) Nil)",
     "List (Optional (Tuple Integer (List String)))");
  is("(the (Result String (Integer -> Integer)) (Err \"\"))", "Result String (Integer -> Integer)");
}
END_TEST

START_TEST(let_generalises_functions) {
  is("(let ((same (fn (x) x))) (Tuple (same #\\a) (same \"a\")))", "Tuple Char String");
  is("(let ((pair (fn (x) (Tuple x x)))) (pair (pair True)))",
     "Tuple (Tuple Boolean Boolean) (Tuple Boolean Boolean)");
}
END_TEST

START_TEST(a_parameter_is_not_general) { is("(fn (f) (Tuple (f #\\a) (f \"a\")))", ""); }
END_TEST

START_TEST(a_local_function_may_mention_an_outer_variable) {
  is("(fn (x) (let ((pair (fn (y) (Tuple x y)))) (Tuple (pair #\\a) (pair \"a\"))))",
     ":a -> Tuple (Tuple :a Char) (Tuple :a String)");
}
END_TEST

START_TEST(constraints_once_and_without_what_others_imply) {
  is("(fn (x y) (and (== x y) (< x y)))", "Ord :a => :a -> :a -> Boolean");
  is("(fn (x y) (Tuple (show x) (== x y)))",
     "(Show :a) (Eq :a) => :a -> :a -> Tuple String Boolean");
}
END_TEST

START_TEST(constructor_classes) {
  is("(fn (x) (map Some x))", "Functor :a => :a :b -> :a (Optional :b)");
  is("(map (fn (x) (string:length x)) (Some \"\"))", "Optional UFix");
  is("(do (x <- (Some 1)) (pure (show x)))", "Optional String");
}
END_TEST

START_TEST(unit_and_void_are_one) {
  is("(fn () \"x\")", "Unit -> String");
  is("(the (Void -> String) (fn () \"x\"))", "Unit -> String");
}
END_TEST

START_TEST(declared_types_print_as_declared) {
  expect_clean("(declare f (Show :item => :item * (List :item) -> String))"
               "(define (f x xs) (<> (show x) (show (length xs))))"
               "(println (f 1 Nil))");
}
END_TEST

START_TEST(the_infinite_type_is_reported_where_it_arises) {
  expect_message("(define (f x)\n  (x x))\n", DIAG_INFINITE_TYPE, 2, 6);
}
END_TEST

START_TEST(one_slip_one_message) {
  expect_message("(println (show (foo 1)))", DIAG_UNBOUND_NAME, 1, 17);
}
END_TEST

START_TEST(a_wrong_value_does_not_hide_or_cause_others) {
  check_script("(define (f x) (+ x nothing))\n(define g (f 1))\n(println (show (+ g 1)))\n(define "
               "h (bar g))\n");
  ck_assert_int_eq(messages(), 2);
}
END_TEST

UNIT_MAIN("type", constants_and_functions, numbers_are_overloaded,
          arguments_in_parentheses_where_needed, let_generalises_functions,
          a_parameter_is_not_general, a_local_function_may_mention_an_outer_variable,
          constraints_once_and_without_what_others_imply, constructor_classes,
          unit_and_void_are_one, declared_types_print_as_declared,
          the_infinite_type_is_reported_where_it_arises, one_slip_one_message,
          a_wrong_value_does_not_hide_or_cause_others)
