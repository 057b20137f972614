/* test_core.c -- Core, its printer, and what each pass over it leaves, seen through the printer. */
#define _GNU_SOURCE
#include "codegen/pack.h"
#include "tests/unit/core_text.h"
#include "tests/unit/unit.h"

#include <stdlib.h>
#include <string.h>

/* A global after all passes up to the named one. */
static char *after(const char *pass, const char *core, const char *global) {
  static const struct {
    const char *name;
    void (*run)(Pass *p);
  } all[] = {
      {"finish", pass_finish},   {"simplify", pass_simplify}, {"instances", pass_instances},
      {"reach", pass_reach},     {"match", pass_match},       {"tidy", pass_tidy},
      {"contify", pass_contify}, {"closure", pass_closure},   {"trim", pass_trim},
  };
  CoreReader r = {0};
  CoreUnit *u = read_unit(&r, core);
  Pass p = {.arena = &r.arena, .next_id = &r.next_id, .unit = u, .mode = EMIT_TCC};
  if (strcmp(pass, "read") != 0)
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
      all[i].run(&p);
      core_check(&p, all[i].name);
      if (strcmp(all[i].name, pass) == 0) break;
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
  "(data Boolean enum (False 0) (True 0)) (data List tagged (Nil 0) (Cons 2)) (data Box newtype "  \
  "(Box 1))"
#define MAIN(e) "(define (main args) " e ")"

static void same(const char *got, const char *want) { ck_assert_str_eq(got, want); }

START_TEST(what_is_read_is_printed) {
  same(after("read",
             DATA "(define (f x) (let (y (prim:int-add x 1)) (if (prim:int-lt y 2) \"a\" (match y "
                  "(1 \"b\") (_ \"c\")))))",
             "f"),
       "(define (f x)\n  (let (y (prim:int-add x 1))\n  (if (prim:int-lt y 2)\n    \"a\"\n    "
       "(match y\n      (1\n"
       "        \"b\")\n      (_\n        \"c\")))))\n");
}
END_TEST

START_TEST(variables_of_one_name_are_told_apart) {
  same(after("read", "(define (f x) (let (x x) x))", "f"),
       "(define (f x)\n  (let (x.2 x)\n  x.2))\n");
}
END_TEST

START_TEST(primitives_know_their_arity_and_effects) {
  const PrimInfo *sort = prim_info(prim_find("vector-sort!")),
                 *add = prim_info(prim_find("int-add"));
  ck_assert_int_eq(sort->arity, 2);
  ck_assert(sort->has_effect);
  ck_assert_int_eq(add->arity, 2);
  ck_assert(!add->has_effect);
  ck_assert_str_eq(add->c, "smt_int_add($0, $1)");
  ck_assert_int_eq(prim_find("no-such-thing"), -1);
}
END_TEST

START_TEST(digits_fit_64_bits_or_not) {
  int64_t n;
  ck_assert(core_digits_fit("-9223372036854775808", &n) && n == INT64_MIN);
  ck_assert(core_digits_fit("9223372036854775807", &n) && n == INT64_MAX);
  ck_assert(!core_digits_fit("9223372036854775808", &n));
  ck_assert(!core_digits_fit("-9223372036854775809", &n));
  ck_assert(core_digits_fit("0", &n) && n == 0);
}
END_TEST

START_TEST(a_copy_has_binders_of_its_own) {
  CoreReader r = {0};
  read_unit(&r, "(define (f x) (let (y x) (fn (z) (prim:int-add y z))))");
  Core *e = find_global(&r, "f")->body, *copy = core_copy(&r.arena, &r.next_id, e, NULL, 0);
  ck_assert_ptr_ne(copy->let.var, e->let.var);
  ck_assert_ptr_eq(copy->let.value->var, e->let.value->var);
  ck_assert_ptr_eq(copy->let.body->lambda.body->call.arg[0]->var, copy->let.var);
}
END_TEST

static char *printed(const CoreGlobal *g) {
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  core_print(out, g);
  fclose(out);
  return text;
}

START_TEST(what_is_packed_is_unpacked) {
  CoreReader r = {0};
  CoreUnit *u =
      read_unit(&r, DATA "(dynamic depth 1) (define (eq a b) (prim:int-eq a b))"
                         "(define (f d x) (let (big 123456789012345678901234567890) (letrec ((go "
                         "(fn (n) (go (method 3 d n big)))))"
                         " (if (eq x #18446744073709551615) (block done (loop (seq (set x (address "
                         "depth)) (exit done (field Cons 1 x)))))"
                         " (match x (Nil \"one\\0two\") ((as all (Cons h (Box 7))) (go all h)) "
                         "(#300 go) (\"s\" x) ((test (fn (y) (eq y big))) d) (_ False))))))");
  CoreGlobal *f = find_global(&r, "f"), *eq = find_global(&r, "eq");
  char *before = printed(f), *eq_before = printed(eq);
  CoreVar *x = f->param[1];
  core_pack(&r.arena, u);
  ck_assert_ptr_null(f->body);
  core_unpack(&r.arena, &r.next_id, f);
  core_unpack(&r.arena, &r.next_id, eq);
  same(printed(f), before);
  same(printed(eq), eq_before);
  ck_assert_ptr_ne(f->param[1], x);
  ck_assert(f->param[1]->assigned && !f->param[0]->assigned);
  Core *body = f->body;
  core_unpack(&r.arena, &r.next_id, f); /* once is enough */
  ck_assert_ptr_eq(f->body, body);
}
END_TEST

/* --- finish -------------------------------------------------------------------------------------- */

#define EQ_INT "(define (eq-int a b) (prim:int-eq a b)) (instance EqInt 0 eq-int)"

START_TEST(methods_of_known_instances_are_direct) {
  same(after("finish", EQ_INT "(define (f x) (method 0 EqInt x 1))", "f"),
       "(define (f x)\n  (eq-int x 1))\n");
}
END_TEST

START_TEST(instances_with_context_pass_their_dictionaries) {
  same(after("finish",
             EQ_INT "(define (eq-list d a b) (method 0 d a b)) (instance EqList 1 eq-list) (define "
                    "(f x) (method 0 (EqList EqInt) x x))",
             "f"),
       "(define (f x)\n  (eq-list EqInt x x))\n");
}
END_TEST

START_TEST(superclasses_are_looked_through) {
  same(
      after(
          "finish",
          EQ_INT
          "(define (eq-list d a b) (method 0 d a b)) (instance EqList 1 eq-list)"
          "(slot ord-int-eq EqInt) (define (lt a b) (prim:int-lt a b)) (instance OrdInt 0 "
          "ord-int-eq lt)"
          "(define (ord-list-eq d) (EqList (method 0 d))) (define (lt-list d a b) (method 1 d a b))"
          "(instance OrdList 1 ord-list-eq lt-list) (define (f x) (method 0 (method 0 (OrdList "
          "OrdInt)) x x))",
          "f"),
      "(define (f x)\n  (eq-list EqInt x x))\n");
}
END_TEST

START_TEST(values_that_are_functions_take_parameters) {
  same(after("finish", "(value f (fn (a) (fn (b) a)))", NULL), "(define (f a b)\n  a)\n");
  same(after("finish", "(define (f a) (fn (b) a))", NULL), "(define (f a b)\n  a)\n");
  same(after("finish", "(value f prim:int-neg)", NULL), "(define (f _)\n  (prim:int-neg _))\n");
}
END_TEST

START_TEST(slots_that_are_values_become_functions) {
  same(after("finish", "(define (id x) x) (slot s (id id)) (instance I 0 s)", "s"),
       "(define (s _)\n  (id id _))\n");
}
END_TEST

START_TEST(wrappers_are_nothing) {
  same(after("finish", DATA "(define (f x) (field Box 0 (Box x)))", "f"), "(define (f x)\n  x)\n");
}
END_TEST

START_TEST(shared_nodes_are_taken_apart) {
  CoreReader r = {0};
  CoreUnit *u = read_unit(&r, "(define (f x) (prim:int-add (prim:int-neg x) 1))");
  CoreGlobal *f = find_global(&r, "f");
  f->body->call.arg[1] = f->body->call.arg[0];
  Pass p = {.arena = &r.arena, .next_id = &r.next_id, .unit = u};
  pass_finish(&p);
  core_check(&p, "finish");
  ck_assert_ptr_ne(f->body->call.arg[0], f->body->call.arg[1]);
}
END_TEST

/* --- simplify ------------------------------------------------------------------------------------ */

START_TEST(method_wrappers_become_the_primitive) {
  same(after("simplify", EQ_INT "(define (f x) (method 0 EqInt x 1))", "f"),
       "(define (f x)\n  (prim:int-eq x 1))\n");
}
END_TEST

START_TEST(literals_of_known_types_are_words) {
  const char *num = "(define (from n) (prim:i8-from-int n)) (instance Num 0 from) (define (f x) "
                    "(method 0 Num 127))"
                    "(define (g x) (method 0 Num 128)) (define (h x) (prim:u8-from-int -1)) "
                    "(define (d x) (prim:int->f64 1))"
                    "(define (w x) (prim:u64-from-int 18446744073709551615))";
  same(after("simplify", num, "f"), "(define (f x)\n  #127)\n");
  same(after("simplify", num, "g"), "(define (g x)\n  (prim:i8-from-int 128))\n");
  same(after("simplify", num, "h"), "(define (h x)\n  #255)\n");
  same(after("simplify", num, "d"), "(define (d x)\n  #4607182418800017408)\n");
  same(after("simplify", num, "w"), "(define (w x)\n  #-1)\n");
}
END_TEST

START_TEST(inlining_keeps_the_order_of_effects) {
  const char *core =
      "(define (swap a b) (prim:int-sub b a)) (define (p x) (seq (prim:println x) 1))"
      "(define (f x) (swap (prim:int-quot 1 x) (prim:int-quot 2 x)))";
  same(after("simplify", core, "f"), "(define (f x)\n  (let (a (prim:int-quot 1 x))\n  (let (b "
                                     "(prim:int-quot 2 x))\n  (prim:int-sub b a))))\n");
}
END_TEST

START_TEST(pure_single_uses_move_effects_stay) {
  same(
      after("simplify", "(define (f x) (let (y (prim:int-add x 1)) (seq (prim:flush #0) y)))", "f"),
      "(define (f x)\n  (seq (prim:flush #0)\n  (prim:int-add x 1)))\n");
  same(after("simplify", "(define (f x) (let (y (prim:int-add x 1)) (fn (u) y)))", "f"),
       "(define (f x)\n  (let (y (prim:int-add x 1))\n  (fn (u)\n    y)))\n");
}
END_TEST

START_TEST(assigned_variables_are_left_alone) {
  same(after("simplify",
             "(define (f x) (let (y x) (seq (set y (prim:int-add y 1)) (prim:int-add y x))))", "f"),
       "(define (f x)\n  (let (y! x)\n  (seq (set y! (prim:int-add y! 1))\n  (prim:int-add y! "
       "x))))\n");
}
END_TEST

START_TEST(constant_conditions_are_decided) {
  same(after("simplify",
             DATA "(define (f x) (if (if True False True) 1 (if (prim:word-eq #1 #1) 2 3)))", "f"),
       "(define (f x)\n  2)\n");
  same(after("simplify", DATA "(define (f x) (if (prim:int-lt x 1) True False))", "f"),
       "(define (f x)\n  (prim:int-lt x 1))\n");
}
END_TEST

START_TEST(only_booleans_are_their_condition) {
  same(after("simplify",
             "(data R tagged (Err 1) (Ok 1)) (define (f x) (if (prim:int-lt x 1) Ok Err))", "f"),
       "(define (f x)\n  (if (prim:int-lt x 1)\n    Ok\n    Err))\n");
}
END_TEST

START_TEST(tests_that_compare_words_become_word_patterns) {
  same(after("simplify",
             EQ_INT "(define (f x) (match x ((test (fn (y) (method 0 EqInt y 3))) 1) (_ 2)))", "f"),
       "(define (f x)\n  (match x\n    (3\n      1)\n    (_\n      2)))\n");
}
END_TEST

START_TEST(recursion_is_not_inlined_for_ever) {
  char *text = after("simplify", "(define (f x) (g x)) (define (g x) (f x))", NULL);
  ck_assert_ptr_nonnull(strstr(text, "(define (f x)"));
}
END_TEST

/* --- instances, reach ----------------------------------------------------------------------------- */

START_TEST(known_dictionaries_are_constants_made_once) {
  char *text = after("reach",
                     EQ_INT "(define (eq-list d a b) (method 0 d a b)) (instance EqList 1 eq-list)"
                            "(define (g d x) (match (method 0 d x x) (#1 (g d x)) (_ x)))" MAIN(
                                "(seq (g (EqList EqInt) 1) (g (EqList EqInt) 2) #0)"),
                     NULL);
  char *first = strstr(text, "(instance EqList context 0");
  ck_assert_ptr_nonnull(first);
  ck_assert_ptr_null(strstr(first + 1, "(instance EqList context 0"));
}
END_TEST

START_TEST(what_main_does_not_reach_goes) {
  char *text =
      after("reach",
            "(define (used x) (match x (1 2) (_ (used 1)))) (define (unused x) (used x))" MAIN(
                "(used 1)"),
            NULL);
  ck_assert_ptr_nonnull(strstr(text, "(define (used"));
  ck_assert_ptr_null(strstr(text, "(define (unused"));
}
END_TEST

/* --- tidy, contify, closure ------------------------------------------------------------------------ */

START_TEST(code_after_an_exit_goes) {
  same(after("tidy", MAIN("(block b (seq (exit b (prim:int-neg 5)) (prim:println \"no\") 1))"),
             "main"),
       "(define (main args)\n  (block b\n    (exit b -5)))\n");
}
END_TEST

START_TEST(local_loops_become_joins) {
  same(after(
           "contify",
           MAIN("(letrec ((go (fn (i) (if (prim:int-lt i 9) (go (prim:int-add i 1)) i)))) (go 0))"),
           "main"),
       "(define (main args)\n  (join\n      (go (i)\n        (if (prim:int-lt i 9)\n          "
       "(jump go (prim:int-add i 1))\n"
       "          i))\n    (jump go 0)))\n");
}
END_TEST

START_TEST(a_loop_moves_to_its_only_call) {
  char *text = after("contify",
                     MAIN("(letrec ((go (fn (i) (if (prim:int-lt i 9) (go (prim:int-add i 1)) "
                          "i)))) (prim:int-quot (go 0) 2))"),
                     "main");
  ck_assert_ptr_nonnull(strstr(text, "(prim:int-quot (join"));
}
END_TEST

START_TEST(non_tail_recursion_is_no_loop) {
  char *text = after(
      "contify",
      MAIN("(letrec ((go (fn (i) (if (prim:int-lt i 9) (prim:int-quot (go i) 2) i)))) (go 0))"),
      "main");
  ck_assert_ptr_null(strstr(text, "join"));
}
END_TEST

START_TEST(called_functions_are_lifted) {
  char *text = after(
      "closure",
      MAIN("(letrec ((go (fn (i) (if (prim:int-lt i 9) (prim:int-quot (go i) args) i)))) (go 0))"),
      NULL);
  ck_assert_ptr_nonnull(strstr(text, "(define (go i args)"));
  ck_assert_ptr_null(strstr(text, "closure"));
}
END_TEST

START_TEST(escaping_functions_are_closures) {
  char *text = after(
      "closure", "(define (f x y) (prim:list-sort (fn (a b) (prim:int-lt a x)) y))" MAIN("(f 1 2)"),
      NULL);
  ck_assert_ptr_nonnull(strstr(text, "(closure f (x))"));
  ck_assert_ptr_nonnull(strstr(text, "(closure (f a b) captured (x)"));
}
END_TEST

START_TEST(only_captured_assigned_variables_are_cells) {
  char *text = after("closure",
                     "(define (f x) (let (c 0) (let (d x) (seq (set d (prim:int-add d 1)) "
                     "(prim:list-sort (fn (a b) (seq (set c a) b)) d)))))" MAIN("(f 1)"),
                     "f");
  ck_assert_ptr_nonnull(strstr(text, "(let (c (prim:cell-new 0))"));
  ck_assert_ptr_nonnull(strstr(text, "(let (d! x)"));
}
END_TEST

UNIT_MAIN("core", what_is_read_is_printed, variables_of_one_name_are_told_apart,
          primitives_know_their_arity_and_effects, digits_fit_64_bits_or_not,
          a_copy_has_binders_of_its_own, what_is_packed_is_unpacked,
          methods_of_known_instances_are_direct, instances_with_context_pass_their_dictionaries,
          superclasses_are_looked_through, values_that_are_functions_take_parameters,
          slots_that_are_values_become_functions, wrappers_are_nothing,
          shared_nodes_are_taken_apart, method_wrappers_become_the_primitive,
          literals_of_known_types_are_words, inlining_keeps_the_order_of_effects,
          pure_single_uses_move_effects_stay, assigned_variables_are_left_alone,
          constant_conditions_are_decided, only_booleans_are_their_condition,
          tests_that_compare_words_become_word_patterns, recursion_is_not_inlined_for_ever,
          known_dictionaries_are_constants_made_once, what_main_does_not_reach_goes,
          code_after_an_exit_goes, local_loops_become_joins, a_loop_moves_to_its_only_call,
          non_tail_recursion_is_no_loop, called_functions_are_lifted,
          escaping_functions_are_closures, only_captured_assigned_variables_are_cells)
