/* test_exception.c -- calls of unknown functions, throw and catch, resumptions, dynamic
 * variables, and how programs end. */
#define _GNU_SOURCE
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define UNUSED (void)self

/* ---- closures ---- */

/* Every function here writes its arguments as decimal digits, so that order and number show. */
static W digits(W n, const W *args) {
  W r = 0;
  for (W i = 0; i < n; i++) r = r * 10 + args[i];
  return r;
}
static W code1(W self, W a) { return UNUSED, a; }
static W code2(W self, W a, W b) { return UNUSED, digits(2, (W[]){a, b}); }
static W code3(W self, W a, W b, W c) { return UNUSED, digits(3, (W[]){a, b, c}); }
static W code4(W self, W a, W b, W c, W d) { return UNUSED, digits(4, (W[]){a, b, c, d}); }
static W code5(W self, W a, W b, W c, W d, W e) { return UNUSED, digits(5, (W[]){a, b, c, d, e}); }
static W code_spilled(W n, W a, W b, W c, W d, W e) {
  W all[9] = {a, b, c, d, e};
  for (W i = 5; i < n; i++) all[i] = smt_rt.spill[i - 5];
  smt_heap_collect();
  return digits(n, all);
}
static W code6(W self, W a, W b, W c, W d, W e) { return UNUSED, code_spilled(6, a, b, c, d, e); }
static W code7(W self, W a, W b, W c, W d, W e) { return UNUSED, code_spilled(7, a, b, c, d, e); }
static W code8(W self, W a, W b, W c, W d, W e) { return UNUSED, code_spilled(8, a, b, c, d, e); }
static W code9(W self, W a, W b, W c, W d, W e) { return UNUSED, code_spilled(9, a, b, c, d, e); }
static void *const codes[] = {NULL,          (void *)code1, (void *)code2, (void *)code3,
                              (void *)code4, (void *)code5, (void *)code6, (void *)code7,
                              (void *)code8, (void *)code9};

static W function_of(W arity) { return (W)smt_closure_new(codes[arity], arity, 0); }

static W apply(W f, W n, W from) {
  switch (n) {
  case 1: return smt_apply1(f, from);
  case 2: return smt_apply2(f, from, from + 1);
  case 3: return smt_apply3(f, from, from + 1, from + 2);
  case 4: return smt_apply4(f, from, from + 1, from + 2, from + 3);
  case 5: return smt_apply5(f, from, from + 1, from + 2, from + 3, from + 4);
  }
  for (W i = 0; i < n; i++) smt_rt.args[i] = from + i;
  return smt_apply_n(f, n, smt_rt.args);
}

static W counting(W n) {
  W r = 0;
  for (W i = 1; i <= n; i++) r = r * 10 + i;
  return r;
}

START_TEST(arguments_may_come_in_any_portions) {
  for (W arity = 1; arity <= 9; arity++)
    for (W cuts = 0; cuts < (W)1 << (arity - 1); cuts++) {
      W f = function_of(arity), from = 1;
      for (W i = 1; i <= arity; i++)
        if (i == arity || cuts >> (i - 1) & 1) {
          f = apply(f, i - from + 1, from);
          from = i + 1;
        }
      ck_assert_uint_eq(f, counting(arity));
    }
}
END_TEST

/* A function of one argument that gives a function of `arity` arguments. */
static W give_function(W self, W a) {
  ck_assert_uint_eq(a, 1);
  return function_of(((SmtClosure *)self)->captured[0]);
}

START_TEST(more_arguments_than_wanted_go_to_the_result) {
  for (W arity = 1; arity <= 8; arity++) {
    SmtClosure *f = smt_closure_new((void *)give_function, 1, 1);
    f->captured[0] = arity;
    W want = 0;
    for (W i = 2; i <= arity + 1; i++) want = want * 10 + i;
    ck_assert_uint_eq(apply((W)f, arity + 1, 1), want);
  }
}
END_TEST

/* loop(n, k) calls itself through an unknown function with too many arguments. */
static W loop_code(W self, W n) {
  if (n == 0) return (W)smt_closure_new((void *)code1, 1, 0);
  return smt_apply1(self, n - 1);
}
static W loop2_code(W self, W n) {
  (void)self;
  return n;
}
START_TEST(unknown_calls_in_last_position_need_no_stack) {
  W f = (W)smt_closure_new((void *)loop_code, 1, 0);
  ck_assert_uint_eq(smt_apply2(f, 10000000, 42), 42);
  W g = (W)smt_closure_new((void *)loop2_code, 1, 0);
  ck_assert_uint_eq(smt_apply1(g, 3), 3);
}
END_TEST

/* ---- exceptions ---- */

/* A log of what happens, in order. */
static char log_text[500];
static void note(const char *text) {
  strncat(log_text, text, sizeof log_text - strlen(log_text) - 1);
}

static W describe_a(W self, W value) { return UNUSED, (void)value, smt_string_of_c("exception A"); }
static W describe_b(W self, W value) {
  return UNUSED,
         smt_string_concat(smt_string_of_c("(B "), smt_string_concat(value, smt_string_of_c(")")));
}
SMT_STATIC_CLOSURE(type_a, describe_a, 1);
SMT_STATIC_CLOSURE(type_b, describe_b, 1);
#define A ((W)&type_a)
#define B ((W)&type_b)

#define THUNK(name)                                                                                \
  static W name##_code(W self, W unit);                                                            \
  SMT_STATIC_CLOSURE(name##_closure, name##_code, 1);                                              \
  static W name##_code(W self __attribute__((unused)), W unit __attribute__((unused)))
#define HANDLER(name)                                                                              \
  static W name##_code(W self, W type, W value, W decline);                                        \
  SMT_STATIC_CLOSURE(name##_closure, name##_code, 3);                                              \
  static W name##_code(W self __attribute__((unused)), W type, W value __attribute__((unused)),    \
                       W decline __attribute__((unused)))
#define F(name) ((W)&name##_closure)

HANDLER(on_a) { return type == A ? value + 1 : decline; }
HANDLER(on_b) { return type == B ? value + 2 : decline; }
HANDLER(on_all) { return (void)type, value; }

THUNK(quiet) { return 5; }
THUNK(throw_a) { smt_throw(A, 100, 0); }
THUNK(throw_b) { smt_throw(B, 200, 0); }
THUNK(fail) { smt_error_text("by hand", 0); }

START_TEST(a_catch_without_a_throw_gives_its_value) {
  ck_assert_uint_eq(smt_catch(F(quiet), F(on_a)), 5);
}
END_TEST

THUNK(inner_catch_of_b) { return smt_catch(F(throw_b), F(on_a)); }
START_TEST(declined_exceptions_go_outward) {
  ck_assert_uint_eq(smt_catch(F(throw_a), F(on_a)), 101);
  ck_assert_uint_eq(smt_catch(F(inner_catch_of_b), F(on_b)), 202);
  ck_assert_str_eq(SMT_STR(smt_catch(F(fail), F(on_all)))->text, "by hand");
}
END_TEST

/* The handler of A throws B: neither its own catch nor one inside it may see that. */
HANDLER(a_becomes_b) {
  if (type != A) return decline;
  note("a>b ");
  smt_throw(B, value, 0);
}
HANDLER(must_not_see_b) {
  if (type == B) note("WRONG ");
  return decline;
}
THUNK(inside) { return smt_catch(F(throw_a), F(must_not_see_b)); }
THUNK(middle) { return smt_catch(F(inside), F(a_becomes_b)); }
START_TEST(a_throw_in_a_handler_goes_outward) {
  ck_assert_uint_eq(smt_catch(F(middle), F(on_b)), 102);
  ck_assert_str_eq(log_text, "a>b ");
}
END_TEST

/* A catch that the handler itself establishes counts. */
HANDLER(catches_itself) { return type == A ? value + smt_catch(F(throw_b), F(on_b)) : decline; }
START_TEST(a_handler_may_catch) {
  ck_assert_uint_eq(smt_catch(F(throw_a), F(catches_itself)), 302);
}
END_TEST

/* ... and afterwards everything is as before. */
THUNK(catch_twice) {
  return smt_catch(F(throw_a), F(catches_itself)) + smt_catch(F(throw_a), F(on_a));
}
START_TEST(catches_are_restored) {
  ck_assert_uint_eq(smt_catch(F(catch_twice), F(on_all)), 403);
  ck_assert_ptr_null(smt_rt.frames);
  ck_assert_ptr_null(smt_rt.catches);
}
END_TEST

/* ---- resumptions ---- */

static W answer_code(W self, W unit) { return (void)unit, ((SmtClosure *)self)->captured[0] + 1; }
HANDLER(on_answer) {
  if (type != B) return decline;
  SmtClosure *f = smt_closure_new((void *)answer_code, 1, 1);
  f->captured[0] = value;
  return (W)f;
}
HANDLER(never) { return (void)type, (void)value, decline; }
HANDLER(resume_with_value) { return type == A ? smt_resume_to(B, value * 10, 0) : decline; }

THUNK(ask) { return smt_resumable(F(throw_a), F(on_answer)); }
THUNK(ask_twice) { return smt_apply1(F(ask), 0) + smt_apply1(F(ask), 0); }
START_TEST(a_handler_resumes_inside_the_catch) {
  ck_assert_uint_eq(smt_catch(F(ask_twice), F(resume_with_value)), 2002);
  ck_assert_ptr_null(smt_rt.frames);
}
END_TEST

HANDLER(outer_answer) { return (void)value, type == B ? (note("OUTER "), decline) : decline; }
THUNK(ask_in_resumable) { return 10 * smt_resumable(F(ask), F(never)); }
THUNK(nested) { return smt_resumable(F(ask_in_resumable), F(outer_answer)); }
START_TEST(the_innermost_resumption_wins) {
  ck_assert_uint_eq(smt_catch(F(nested), F(resume_with_value)), 10010);
  ck_assert_str_eq(log_text, "");
}
END_TEST

THUNK(resume_nowhere) { return smt_resume_to(B, smt_string_of_c("x"), 0); }
START_TEST(no_resumption_is_an_error) {
  ck_assert_str_eq(SMT_STR(smt_catch(F(resume_nowhere), F(on_all)))->text,
                   "no resumption for (B x) is active");
}
END_TEST

/* ---- dynamic variables ---- */

static W variable = 1;
#define SLOT ((W)&variable)
static W seen[4];
THUNK(look) { return variable; }
THUNK(bind_deeper) {
  seen[0] = variable;
  seen[1] = smt_dynamic_bind(SLOT, 3, F(look));
  seen[2] = variable;
  return smt_dynamic_bind(SLOT, 4, F(throw_a));
}
HANDLER(look_while_handling) {
  seen[3] = variable; /* nothing is unwound yet */
  return type == A ? value : decline;
}
THUNK(bind) { return smt_dynamic_bind(SLOT, 2, F(bind_deeper)); }
START_TEST(dynamic_variables_are_restored) {
  ck_assert_uint_eq(smt_catch(F(bind), F(look_while_handling)), 100);
  ck_assert_uint_eq(variable, 1);
  static const W want[] = {2, 3, 2, 4};
  for (int i = 0; i < 4; i++) ck_assert_uint_eq(seen[i], want[i]);
}
END_TEST

THUNK(throw_while_bound) { return smt_dynamic_bind(SLOT, 9, F(throw_a)); }
THUNK(resume_out_of_binding) {
  return smt_resumable(F(throw_while_bound), F(on_answer)) + variable;
}
START_TEST(resuming_restores_dynamic_variables) {
  ck_assert_uint_eq(smt_catch(F(resume_out_of_binding), F(resume_with_value)), 1002);
}
END_TEST

/* ---- how programs end ---- */

/* Run a program in a process of its own: its status, and what it wrote. */
static char out_text[4000], err_text[4000];

static void drain(int fd, char *to) {
  size_t n = 0;
  ssize_t got;
  while (n < 3999 && (got = read(fd, to + n, 3999 - n)) > 0) n += (size_t)got;
  to[n] = 0;
  close(fd);
}

static int run(const SmtProgram *program) {
  int out[2], err[2], status;
  ck_assert(pipe(out) == 0 && pipe(err) == 0);
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    dup2(out[1], 1), dup2(err[1], 2);
    close(out[0]), close(err[0]), close(out[1]), close(err[1]);
    char *argv[] = {(char *)"script.smt", (char *)"one", (char *)"\xff", NULL};
    _exit(smt_run_program(program, 3, argv));
  }
  close(out[1]), close(err[1]);
  drain(out[0], out_text), drain(err[0], err_text);
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void say(const char *text) { smt_print(smt_string_of_c(text)); }

/* Keeps the compiler from making a loop of a recursion. */
static volatile W zero;

SMT_CODE __attribute__((noinline)) static W probe(W n) {
  if (n == 0) smt_error_text("the bottom gave way", 1);
  if (zero) return 0;
  return probe(n - 1) * 3 ^ zero;
}
SMT_CODE __attribute__((noinline)) static W descend(W n) {
  if (zero) return 0;
  return descend(n + 1) * 3 ^ zero;
}
SMT_CODE static W main_prints_arguments(W args) {
  say("args:");
  for (W l = args; l; l = SMT_FIELDS(l)[1]) say(" "), smt_print(SMT_FIELDS(l)[0]);
  return 300; /* 44 of it can be seen */
}
SMT_CODE static W main_probes(W args) {
  say("before");
  return (void)args, probe(5) + 1;
}
SMT_CODE static W main_descends(W args) { return (void)args, say("going down\n"), descend(0) + 1; }
SMT_CODE static W main_throws(W args) {
  (void)args;
  smt_rt.site = 2; /* as before a call of library code, which passes no site */
  smt_throw(B, smt_string_of_c("too hot"), 0);
}
SMT_CODE static W main_exits(W args) { return (void)args, say("partial"), smt_exit(SMT_SMALL(7)); }
SMT_CODE static W main_crashes(W args) { return (void)args, *(volatile W *)(16 + zero); }
static W describe_failing(W self, W value) {
  return UNUSED, (void)value, smt_error_text("no words", 0);
}
SMT_STATIC_CLOSURE(type_failing, describe_failing, 1);
SMT_CODE static W main_throws_what_cannot_be_described(W args) {
  (void)args, smt_throw((W)&type_failing, 0, 0);
}
static void init_fails(void) { smt_error_text("in a value", 0); }

static const char *const files[] = {"script.smt", "other.smt"};
static const char sites[] = "4:7 1@12:1 ";
static void *const functions[] = {
    (void *)probe,
    (void *)descend,
    (void *)main_probes,
    (void *)main_throws,
    (void *)main_descends,
    (void *)main_exits,
    (void *)main_prints_arguments,
    (void *)main_crashes,
    (void *)main_throws_what_cannot_be_described,
};
static const char names[] = "probe\0descend\0main\0main\0main\0main\0main\0\0";
#define PROGRAM(f)                                                                                 \
  {                                                                                                \
    .main = f, .files = files, .sites = sites, .functions = functions, .names = names,             \
    .nfunctions = 9                                                                                \
  }

START_TEST(a_program_gives_its_status) {
  SmtProgram p = PROGRAM(main_prints_arguments);
  ck_assert_int_eq(run(&p), 300 & 255);
  ck_assert_str_eq(out_text, "args: one \xef\xbf\xbd");
  ck_assert_str_eq(err_text, "");
}
END_TEST

START_TEST(an_uncaught_error_shows_position_and_trace) {
  SmtProgram p = PROGRAM(main_probes);
  ck_assert_int_eq(run(&p), 1);
  ck_assert_str_eq(out_text, "before");
  ck_assert_str_eq(
      err_text,
      "script.smt:4:7: error: the bottom gave way\n  in probe (5 more times)\n  in main\n");
}
END_TEST

START_TEST(an_uncaught_exception_is_described) {
  SmtProgram p = PROGRAM(main_throws);
  ck_assert_int_eq(run(&p), 1);
  ck_assert_str_eq(err_text, "other.smt:12:1: error: (B too hot)\n  in main\n");
  SmtProgram q = PROGRAM(main_throws_what_cannot_be_described);
  ck_assert_int_eq(run(&q), 1);
  ck_assert_str_eq(err_text, "script.smt: error: an error while describing an exception\n");
}
END_TEST

START_TEST(an_error_in_a_value_ends_the_program) {
  SmtProgram p = PROGRAM(main_exits);
  p.init = init_fails;
  ck_assert_int_eq(run(&p), 1);
  ck_assert_str_eq(out_text, "");
  ck_assert_str_eq(err_text, "script.smt: error: in a value\n");
}
END_TEST

/* A small stack overflows sooner. False where address space cannot be limited: the address
 * sanitizer needs terabytes. */
static bool limit_stack(void) {
#if defined(__SANITIZE_ADDRESS__)
  return false;
#else
  struct rlimit limit = {(rlim_t)400 << 20, (rlim_t)400 << 20};
  return setrlimit(RLIMIT_AS, &limit) == 0;
#endif
}

START_TEST(stack_overflow_is_reported) {
  if (!limit_stack()) return;
  SmtProgram p = PROGRAM(main_descends);
  ck_assert_int_eq(run(&p), 1);
  ck_assert_str_eq(out_text, "going down\n");
  static const char want[] = "script.smt: error: stack overflow in `descend`\n  in descend (";
  ck_assert_int_eq(strncmp(err_text, want, strlen(want)), 0);
}
END_TEST

START_TEST(exit_flushes_and_gives_the_status) {
  SmtProgram p = PROGRAM(main_exits);
  ck_assert_int_eq(run(&p), 7);
  ck_assert_str_eq(out_text, "partial");
}
END_TEST

START_TEST(other_faults_stay_faults) {
  SmtProgram p = PROGRAM(main_crashes);
  ck_assert_int_eq(run(&p), 1000 + 11);
}
END_TEST

START_TEST(one_process_runs_many_programs) {
  SmtProgram good = PROGRAM(main_prints_arguments), bad = PROGRAM(main_probes),
             deep = PROGRAM(main_descends);
  char *argv[] = {(char *)"script.smt", NULL};
  if (!limit_stack()) return;
  int out = dup(1), err = dup(2), null = open("/dev/null", O_WRONLY);
  dup2(null, 1), dup2(null, 2);
  for (int i = 0; i < 3; i++) {
    ck_assert_int_eq(smt_run_program(&good, 1, argv), 44);
    ck_assert_int_eq(smt_run_program(&bad, 1, argv), 1);
    ck_assert_int_eq(smt_run_program(&deep, 1, argv), 1);
  }
  dup2(out, 1), dup2(err, 2);
}
END_TEST

UNIT_MAIN("exception", arguments_may_come_in_any_portions,
          more_arguments_than_wanted_go_to_the_result, unknown_calls_in_last_position_need_no_stack,
          a_catch_without_a_throw_gives_its_value, declined_exceptions_go_outward,
          a_throw_in_a_handler_goes_outward, a_handler_may_catch, catches_are_restored,
          a_handler_resumes_inside_the_catch, the_innermost_resumption_wins,
          no_resumption_is_an_error, dynamic_variables_are_restored,
          resuming_restores_dynamic_variables, a_program_gives_its_status,
          an_uncaught_error_shows_position_and_trace, an_uncaught_exception_is_described,
          an_error_in_a_value_ends_the_program, stack_overflow_is_reported,
          exit_flushes_and_gives_the_status, other_faults_stay_faults,
          one_process_runs_many_programs)
