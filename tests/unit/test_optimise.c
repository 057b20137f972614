/* test_optimise.c -- what the optimiser's passes leave, seen through the printer; every pass is followed by the checker. */
#define _GNU_SOURCE
#include "tests/unit/core_text.h"
#include "tests/unit/unit.h"

#include <stdlib.h>
#include <string.h>

typedef struct Step {
  const char *name;
  void (*run)(Pass *p);
} Step;

static void run(Pass *p, const Step *step) {
  step->run(p);
  core_check(p, step->name);
}

/* A global, or with NULL the whole unit, after the optimiser has nothing more to do and then the passes up to `last`. */
static char *after(const char *last, const char *core, const char *global) {
  static const Step first[] = {{"finish", pass_finish}, {"simplify", pass_simplify}};
  static const Step round[] = {{"specialise", pass_specialise},
                               {"cases", pass_cases},
                               {"simplify", pass_simplify},
                               {"cells", pass_cells}};
  static const Step rest[] = {{"reach", pass_reach},     {"sink", pass_sink},
                              {"match", pass_match},     {"tidy", pass_tidy},
                              {"contify", pass_contify}, {"closure", pass_closure},
                              {"modcons", pass_modcons}, {"trim", pass_trim}};
  CoreReader r = {0};
  CoreUnit *u = read_unit(&r, core);
  Pass p = {.arena = &r.arena, .next_id = &r.next_id, .unit = u, .mode = EMIT_CC, .changed = true};
  for (int i = 0; i < 2; i++) run(&p, &first[i]);
  for (int n = 0; p.changed && n < 20; n++) {
    p.changed = false;
    for (int i = 0; i < 4; i++) run(&p, &round[i]);
  }
  ck_assert(!p.changed);
  for (int i = 0; i < 8 && strcmp(last, "optimised") != 0; i++) {
    run(&p, &rest[i]);
    if (strcmp(rest[i].name, last) == 0) break;
  }
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  if (global) core_print(out, find_global(&r, global));
  else core_print_unit(out, u);
  fclose(out);
  return text;
}

#define DATA                                                                                       \
  "(data Boolean enum (False 0) (True 0)) (data List tagged (Nil 0) (Cons 2)) (data Optional "     \
  "tagged (None 0) (Some 1))"                                                                      \
  "(data Tuple tagged (Tuple 2))"
#define MAP "(define (map f l) (match l (Nil Nil) ((Cons x r) (Cons (f x) (map f r)))))"
#define FOLD "(define (fold f a l) (match l (Nil a) ((Cons x r) (fold f (f a x) r))))"
#define MAIN(e) "(define (main args) " e ")"

static void has(const char *text, const char *part) {
  ck_assert_msg(strstr(text, part) != NULL, "no %s in:\n%s", part, text);
}
static void lacks(const char *text, const char *part) {
  ck_assert_msg(strstr(text, part) == NULL, "%s in:\n%s", part, text);
}

START_TEST(a_fold_of_a_lambda_is_a_loop) {
  char *text = after(
      "trim", DATA FOLD MAIN("(fold (fn (a x) (prim:int-add a (prim:int-mul x x))) 0 args)"), NULL);
  has(text, "(prim:int-add a (prim:int-mul x x))");
  lacks(text, "closure");
  lacks(text, "(f a x)");
}
END_TEST

START_TEST(a_function_of_a_known_function_has_one_copy) {
  char *text = after("reach",
                     DATA FOLD "(define (add a b) (prim:int-add a b))" MAIN(
                         "(prim:int-add (fold add 0 args) (fold add 1 args))"),
                     NULL);
  has(text, "(define (fold a l)");
  lacks(strstr(text, "(define (fold a l)") + 1, "(define (fold");
}
END_TEST

START_TEST(a_constructor_that_is_asked_at_once_is_not_made) {
  char *text = after("optimised",
                     DATA MAIN("(match (Tuple args 5) ((Tuple x y) (prim:int-add x y)))"), "main");
  ck_assert_str_eq(text, "(define (main args)\n  (prim:int-add args 5))\n");
}
END_TEST

START_TEST(an_effect_in_a_part_that_is_not_used_stays) {
  char *text = after(
      "optimised", DATA MAIN("(match (Tuple (prim:println \"a\") args) ((Tuple _ y) y))"), "main");
  has(text, "prim:println");
  lacks(text, "Tuple");
}
END_TEST

START_TEST(a_match_goes_to_where_its_value_is_made) {
  char *text = after("trim",
                     DATA MAIN("(match (if (prim:int-lt args 0) None (Some args)) (None "
                               "(prim:println \"none\")) ((Some x) (prim:println x)))"),
                     "main");
  lacks(text, "switch");
  lacks(text, "Some");
}
END_TEST

START_TEST(a_match_enters_a_loop) {
  char *text =
      after("trim",
            DATA MAIN("(match (letrec ((go (fn (i) (if (prim:int-lt i 9) (go (prim:int-add i 1)) "
                      "(Some i))))) (go args)) (None 0) ((Some x) x))"),
            "main");
  lacks(text, "Some");
  has(text, "jump go");
}
END_TEST

START_TEST(a_large_branch_is_not_copied) {
  char *text = after(
      "trim",
      DATA MAIN("(match (if (prim:int-lt args 0) (Some 1) (if (prim:int-lt args 9) (Some 2) None))"
                " (None 0) ((Some x) (seq (prim:println x) (prim:println \"once\") (prim:println "
                "x) x)))"),
      "main");
  has(text, "\"once\"");
  lacks(strstr(text, "\"once\"") + 1, "\"once\"");
}
END_TEST

START_TEST(a_cell_that_nobody_else_sees_is_a_variable) {
  char *text = after("optimised",
                     MAIN("(let (c (prim:cell-new args)) (seq (prim:cell-write! c (prim:int-add "
                          "(prim:cell-read c) 1)) (prim:cell-read c)))"),
                     "main");
  lacks(text, "cell");
  has(text, "(set c!");
}
END_TEST

START_TEST(a_cell_that_is_passed_on_stays) {
  char *text =
      after("optimised",
            MAIN("(let (c (prim:cell-new args)) (seq (prim:print c) (prim:cell-read c)))"), "main");
  has(text, "prim:cell-new");
}
END_TEST

START_TEST(recursion_under_a_constructor_is_a_loop) {
  char *text = after("trim", DATA MAP MAIN("(map (fn (x) (prim:int-add x 1)) args)"), NULL);
  has(text, "prim:cell-write!");
  lacks(text, "(map r)");
}
END_TEST

START_TEST(a_call_before_an_effect_is_not_moved) {
  char *text =
      after("trim",
            DATA "(define (f l) (match l (Nil Nil) ((Cons x r) (Cons (f r) (prim:print x)))))" MAIN(
                "(f args)"),
            "f");
  lacks(text, "prim:cell-write!");
}
END_TEST

START_TEST(an_object_with_a_hole_is_no_constant) {
  char *text = after(
      "trim",
      DATA
      "(define (f n) (if (prim:int-lt n 1) Nil (Cons 7 (f (prim:int-sub n 1)))))" MAIN("(f args)"),
      "f");
  lacks(text, "(Cons 7 #0)");
}
END_TEST

START_TEST(mutual_tail_calls_are_one_loop) {
  char *text = after(
      "trim",
      "(define (even n) (if (prim:int-lt n 1) 1 (odd (prim:int-sub n 1)))) (define (odd n) (if "
      "(prim:int-lt n 1) 0 (even (prim:int-sub n 1))))" MAIN("(prim:int-add (even args) (even 7))"),
      NULL);
  lacks(text, "(define (odd");
  has(text, "(define (even");
}
END_TEST

START_TEST(a_function_called_otherwise_stays) {
  char *text =
      after("trim",
            "(define (down n) (if (prim:int-lt n 1) n (half (prim:int-sub n 1)))) (define (half n) "
            "(down (prim:int-quot n 2)))" MAIN("(prim:list-sort half (down args))"),
            NULL);
  has(text, "(define (half");
}
END_TEST

START_TEST(a_parameter_that_is_only_passed_on_leaves_the_loop) {
  char *text = after("trim",
                     DATA "(define (f n u) (if (prim:int-lt n 1) Nil (Cons n (f (prim:int-sub n 1) "
                          "(prim:println \"again\")))))" MAIN("(f args 0)"),
                     "f");
  has(text, "\"again\"");
  has(text, "prim:cell-write!");
}
END_TEST

UNIT_MAIN("optimise", a_parameter_that_is_only_passed_on_leaves_the_loop,
          a_fold_of_a_lambda_is_a_loop, a_function_of_a_known_function_has_one_copy,
          a_constructor_that_is_asked_at_once_is_not_made,
          an_effect_in_a_part_that_is_not_used_stays, a_match_goes_to_where_its_value_is_made,
          a_match_enters_a_loop, a_large_branch_is_not_copied,
          a_cell_that_nobody_else_sees_is_a_variable, a_cell_that_is_passed_on_stays,
          recursion_under_a_constructor_is_a_loop, a_call_before_an_effect_is_not_moved,
          an_object_with_a_hole_is_no_constant, mutual_tail_calls_are_one_loop,
          a_function_called_otherwise_stays)
