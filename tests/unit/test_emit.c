/* test_emit.c -- Core to C to running programs, through both back ends.
 *
 * Each program is written as Core text, taken through all passes, and run twice: compiled in memory by libtcc, and by the system's
 * C compiler with every warning on. Both must print the same and end with the same status. */
#define _GNU_SOURCE
#include "tests/unit/core_text.h"
#include "tests/unit/unit.h"

#include "runtime/smt.h"

#include <fcntl.h>
#include <libtcc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the programs here may call. */
#define FN(name)                                                                                   \
  { #name, (void *)(uintptr_t)name }
static const struct {
  const char *name;
  void *address;
} runtime[] = {
    {"smt_rt", &smt_rt},
    FN(smt_alloc),
    FN(smt_data1),
    FN(smt_data2),
    FN(smt_data3),
    FN(smt_closure_new),
    FN(smt_apply1),
    FN(smt_apply2),
    FN(smt_apply3),
    FN(smt_apply4),
    FN(smt_apply5),
    FN(smt_apply_n),
    FN(smt_match_failed),
    FN(smt_int_add),
    FN(smt_int_sub),
    FN(smt_int_mul),
    FN(smt_int_neg),
    FN(smt_int_eq),
    FN(smt_int_lt),
    FN(smt_int_le),
    FN(smt_int_quot),
    FN(smt_int_rem),
    FN(smt_int_to_string),
    FN(smt_int_from_signed),
    FN(smt_i64_add),
    FN(smt_i64_sub),
    FN(smt_f64_add),
    FN(smt_f64_mul),
    FN(smt_f64_to_string),
    FN(smt_println),
    FN(smt_print),
    FN(smt_string_concat),
    FN(smt_string_concat_list),
    FN(smt_string_eq),
    FN(smt_string_length),
    FN(smt_cell_new),
    FN(smt_throw),
    FN(smt_catch),
    FN(smt_resumable),
    FN(smt_resume_to),
    FN(smt_dynamic_bind),
    FN(smt_error),
    FN(smt_exit),
    FN(smt_vector_new),
    FN(smt_vector_push),
    FN(smt_vector_index),
    FN(smt_int_to_word),
    FN(smt_int_from_word),
    FN(smt_list_sort),
    {"memmove", (void *)(uintptr_t)memmove},
    {"memset", (void *)(uintptr_t)memset},
};

typedef struct Ran {
  int status;
  char text[1 << 16]; /* stdout and stderr */
} Ran;

static char work[] = "/tmp/smt-test-emit-XXXXXX";
static char objects[4096]; /* where the Makefile has put the runtime's */

static void set_up(void) {
  ck_assert_ptr_nonnull(mkdtemp(work));
  ssize_t n = readlink("/proc/self/exe", objects, sizeof objects - 64);
  ck_assert_int_gt(n, 0);
  objects[n] = 0;
  *strrchr(objects, '/') = 0;
  const char *given = getenv("SMT_TEST_OBJECTS");
  if (given) snprintf(objects, sizeof objects, "%s", given);
  else strcat(objects, "/../obj/runtime");
}

static void tear_down(void) {
  char command[64];
  snprintf(command, sizeof command, "rm -rf %s", work);
  if (system(command) != 0) {}
}

static CoreUnit *read_program(CoreReader *r, const char *core) {
  memset(r, 0, sizeof *r);
  return read_unit(r, core);
}

static Emitted compile(CoreReader *r, CoreUnit *u, EmitMode mode) {
  codegen_passes(&r->arena, &r->next_id, u, mode, NULL);
  return emit_unit(&r->arena, u, &r->sources, mode);
}

/* Run f in a process of its own and collect what it writes. */
static void in_child(int (*f)(void *), void *argument, Ran *ran) {
  char path[64];
  snprintf(path, sizeof path, "%s/out", work);
  fflush(stdout);
  pid_t pid = fork();
  if (pid == 0) {
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    dup2(fd, 1);
    dup2(fd, 2);
    _exit(f(argument));
  }
  int status;
  waitpid(pid, &status, 0);
  ran->status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  FILE *in = fopen(path, "r");
  ran->text[in ? fread(ran->text, 1, sizeof ran->text - 1, in) : 0] = 0;
  if (in) fclose(in);
}

static void ignore(void *opaque, const char *message) {
  if (strstr(message, "error")) fprintf(opaque, "%s\n", message);
}

static int run_in_memory(void *emitted) {
  const Emitted *c = emitted;
  char *argv[] = {"test.smt", NULL};
  TCCState *tcc = tcc_new();
  tcc_set_error_func(tcc, stderr, ignore);
  tcc_set_options(tcc, "-nostdlib -nostdinc");
  tcc_set_output_type(tcc, TCC_OUTPUT_MEMORY);
  for (size_t i = 0; i < sizeof runtime / sizeof *runtime; i++)
    tcc_add_symbol(tcc, runtime[i].name, runtime[i].address);
  for (int i = 0; i < c->externs.len; i++) {
    size_t j = 0;
    while (j < sizeof runtime / sizeof *runtime && strcmp(runtime[j].name, c->externs.data[i]) != 0)
      j++;
    if (j == sizeof runtime / sizeof *runtime)
      return fprintf(stderr, "no %s\n", c->externs.data[i]), 99;
  }
  if (tcc_compile_string(tcc, c->text) < 0) return fputs(c->text, stderr), 98;
  int size = tcc_relocate(tcc, NULL);
  void *code = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE | PROT_EXEC,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (code == MAP_FAILED || tcc_relocate(tcc, code) < 0) return fputs(c->text, stderr), 98;
  return smt_run_program(tcc_get_symbol(tcc, "smt_program"), 1, argv);
}

static int run_command(void *command) { return WEXITSTATUS(system(command)); }

static const char start[] =
    "#include \"smt.h\"\nextern const SmtProgram smt_program;\nint main(int argc, char **argv) { "
    "(void)argv; "
    "char *name[] = {\"test.smt\", 0}; return smt_run_program(&smt_program, argc, name); }\n";

static void write_text(const char *name, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "%s/%s", work, name);
  FILE *out = fopen(path, "w");
  ck_assert_ptr_nonnull(out);
  fputs(text, out);
  fclose(out);
}

/* Nothing but the program itself writes: a warning is a failure too. */
static void run_built(const Emitted *c, const char *library, Ran *ran) {
  char command[16384], header[5000];
  snprintf(header, sizeof header, "%s/../../../runtime", objects);
  const char *given = getenv("SMT_TEST_HEADER");
  write_text("program.c", c->text);
  write_text("start.c", start);
  write_text("library.c", library);
  snprintf(command, sizeof command,
           "cd %s && ${CC:-cc} -std=gnu11 -Wall -Wextra -Werror -O2 -mno-red-zone "
           "-fno-omit-frame-pointer -foptimize-sibling-calls "
           "-I'%s' program.c library.c start.c '%s'/*.o -no-pie -o program -lgmp -lutf8proc -lm "
           "-Wl,-z,muldefs && ./program",
           work, given ? given : header, objects);
  in_child(run_command, command, ran);
}

static Ran tcc, built;

static void expect(const char *core, int status, const char *text) {
  CoreReader r;
  CoreUnit *u = read_program(&r, core);
  Emitted c = compile(&r, u, EMIT_TCC);
  in_child(run_in_memory, &c, &tcc);
  ck_assert_str_eq(tcc.text, text);
  ck_assert_int_eq(tcc.status, status);
  u = read_program(&r, core);
  c = compile(&r, u, EMIT_CC);
  run_built(&c, "", &built);
  ck_assert_str_eq(built.text, text);
  ck_assert_int_eq(built.status, status);
}

#define BASE                                                                                       \
  "(data Boolean enum (False 0) (True 0)) (data List tagged (Nil 0) (Cons 2)) (data Optional "     \
  "tagged (None 0) (Some 1))"                                                                      \
  "(data Tuple tagged (Pair 2)) (define (p x) (prim:println (prim:int->string x))) (define (ps "   \
  "x) (prim:println x))"                                                                           \
  "(define (pb x) (prim:println (if x \"true\" \"false\"))) (define (id x) x) (define (first t) "  \
  "(match t ((Pair a _) a)))"                                                                      \
  "(define (second t) (match t ((Pair _ b) b))) (define (map f xs) (match xs (Nil Nil) ((Cons x "  \
  "r) (Cons (f x) (map f r)))))"                                                                   \
  "(define (fold f a xs) (match xs (Nil a) ((Cons x r) (fold f (f a x) r)))) (define (each f xs) " \
  "(match xs (Nil #0) ((Cons x r)"                                                                 \
  "(seq (f x) (each f r))))) (define (upto a b) (if (prim:int-lt b a) Nil (Cons a (upto "          \
  "(prim:int-add a 1) b))))"
#define MAIN(body) "(define (main args) (seq " body " #0))"

START_TEST(integers_are_exact) {
  expect(
      BASE
      "(define (fact n) (if (prim:int-le n 1) 1 (prim:int-mul n (fact (prim:int-sub n 1)))))" MAIN(
          "(p (fact 25)) (p (prim:int-mul -123456789012345678901234567890 18446744073709551616)) "
          "(p 4611686018427387904) (p -4611686018427387905)"),
      0,
      "15511210043330985984000000\n-"
      "2277375791072698140248390838022561708011411210240\n4611686018427387904\n-"
      "4611686018427387905\n");
}
END_TEST

START_TEST(lists_are_mapped_and_folded) {
  expect(BASE MAIN("(p (fold prim:int-add 0 (map (prim:int-mul 2) (upto 1 1000))))"
                   "(each p (Cons 1 (Cons 2 (Cons 3 Nil))))"
                   "(each p (map (fn (x) (prim:int-add x 1)) (Cons 5 Nil)))"),
         0, "1001000\n1\n2\n3\n6\n");
}
END_TEST

START_TEST(tail_calls_take_no_stack) {
  expect(BASE
         "(define (even n) (if (prim:int-eq n 0) True (odd (prim:int-sub n 1)))) (define (odd n) "
         "(if (prim:int-eq n 0) False (even (prim:int-sub n 1))))"
         "(define (by-value f n) (if (prim:int-eq n 0) \"done\" (f f (prim:int-sub n 1))))"
         "(define (many a b c d e f g n) (if (prim:int-eq n 0) (prim:int-sub a g) (manier g f e d "
         "c b a (prim:int-sub n 1))))"
         "(define (manier a b c d e f g n) (if (prim:int-eq n 0) (prim:int-sub g a) (many g f e d "
         "c b a (prim:int-sub n 1))))"
         "(define (closures n) (letrec ((go (fn (k) (if (prim:int-eq k n) k (id go (prim:int-add k "
         "1)))))) (go 0)))" MAIN("(pb (even 3000000)) (ps (by-value by-value 3000000)) (p (many 9 "
                                 "2 3 4 5 6 7 3000001)) (p (closures 3000000))"),
         0, "true\ndone\n2\n3000000\n");
}
END_TEST

START_TEST(deep_recursion_is_no_problem) {
  expect(BASE
         "(define (sum n) (if (prim:int-eq n 0) 0 (prim:int-add n (sum (prim:int-sub n 1)))))" MAIN(
             "(p (sum 2000000))"),
         0, "2000001000000\n");
}
END_TEST

START_TEST(application_is_partial_exact_or_over) {
  expect(BASE "(define (sub a b) (prim:int-sub a b)) (define (curried a) (if (prim:int-lt a 0) (fn "
              "(b) (prim:int-mul a b)) (fn (b) (prim:int-add a b))))"
              "(define (six a b c d e f) (prim:int-add a (prim:int-mul f 10))) (define (apply6 f) "
              "(f 1 2 3 4 5 6)) (define (twice f) (fn (x) (f (f x))))" MAIN(
                  "(p (sub 10 3)) (p (id (sub 10) 3)) (p (curried 1 2)) (p (id curried -2 2)) (p "
                  "(apply6 six)) "
                  "(p (apply6 (fn (a b c) (fn (d e f) (prim:int-sub a f))))) (p (twice (twice (sub "
                  "100)) 1)) (p (second (id Pair 1 2)))"
                  "(p (first (id (Pair 8) 9))) (p (id id id id 4)) (p (fold (fn (a f) (f a)) 1 "
                  "(Cons (prim:int-add 1) (Cons (prim:int-mul 5) Nil))))"),
         0, "7\n7\n3\n-4\n61\n-5\n1\n2\n8\n4\n10\n");
}
END_TEST

START_TEST(arguments_beyond_registers_are_spilled) {
  expect(BASE "(define (d a b c d e f g h) (seq (each p (Cons a (Cons b (Cons c (Cons d (Cons e "
              "(Cons f (Cons g (Cons h Nil))))))))) 0))"
              "(define (swap n a b c d e f g) (if (prim:int-eq n 0) (prim:int-add (prim:int-mul f "
              "10) g) (swap (prim:int-sub n 1) b a d c f g e)))" MAIN(
                  "(id d 1 2 3 4 5 6 7 8) (p (swap 4 1 2 3 4 5 6 7)) (p (id (swap 1 1 2 3 4) 5 6 "
                  "7)) (let (k 3) (p (id (fn (a b c d e f) (prim:int-add k f)) 1 2 3 4 5 6)))"),
         0, "1\n2\n3\n4\n5\n6\n7\n8\n75\n75\n9\n");
}
END_TEST

START_TEST(parameters_are_assigned_at_once) {
  expect(BASE
         "(define (f n a b c) (if (prim:int-eq n 0) (Cons a (Cons b (Cons c Nil))) (f "
         "(prim:int-sub n 1) b (prim:int-add a c) b)))"
         "(define (g n a b c) (letrec ((go (fn (n a b c d) (if (prim:int-eq n 0) (Cons a (Cons b "
         "(Cons c (Cons d Nil)))) (go (prim:int-sub n 1) b a d c))))) (go n a b c n)))" MAIN(
             "(each p (f 3 1 10 100)) (each p (g 3 1 2 3))"),
         0, "20\n202\n20\n2\n1\n3\n3\n");
}
END_TEST

START_TEST(closures_share_assigned_variables) {
  expect(
      BASE
      "(define (counter n) (Pair (fn (by) (seq (set n (prim:int-add n by)) n)) (fn (u) n)))"
      "(define (cells k) (letrec ((go (fn (i fs) (if (prim:int-lt k i) fs (let (j i) (seq (set j "
      "(prim:int-mul j 10)) (go (prim:int-add i 1) (Cons (fn (u) (seq (set j (prim:int-add j 1)) "
      "j)) fs)))))))) (go 1 Nil)))" MAIN(
          "(let (c (counter 10)) (seq (first c 1) (first c 5) (p (second c #0))))"
          "(let (fs (cells 2)) (seq (each (fn (f) (p (f #0))) fs) (each (fn (f) (p (f #0))) fs)))"),
      0, "16\n21\n11\n22\n12\n");
}
END_TEST

START_TEST(letrec_makes_cycles) {
  expect(BASE "(define (take n l) (if (prim:int-eq n 0) Nil (match l (Nil Nil) ((Cons h t) (Cons h "
              "(take (prim:int-sub n 1) t))))))"
              "(define (f u) (letrec ((xs (Cons 1 ys)) (ys (Cons 2 (Cons 3 xs))) (g (fn (n) (if "
              "(prim:int-eq n 0) (take 5 xs) (id g (prim:int-sub n 1)))))) g))" MAIN(
                  "(each p (f #0 3))"),
         0, "1\n2\n3\n1\n2\n");
}
END_TEST

START_TEST(blocks_and_loops_are_left) {
  expect(BASE "(define (sum k) (let (i 0) (let (s 0) (seq (block out (loop (seq (if (prim:int-lt k "
              "i) (exit out #0) #0) (block next (seq (set i (prim:int-add i 1)) (if (prim:int-eq "
              "(prim:int-rem i 2) 0) (exit next #0) #0) (set s (prim:int-add s i))))))) s))))"
              "(define (find f xs) (block ret (seq (letrec ((go (fn (l) (match l (Nil #0) ((Cons x "
              "r) (seq (if (f x) (exit ret (Some x)) #0) (go r))))))) (go xs)) None)))"
              "(define (show o) (match o ((Some x) (p x)) (None (ps \"none\"))))" MAIN(
                  "(p (sum 9)) (show (find (prim:int-lt 3) (upto 1 9))) (show (find (prim:int-lt "
                  "30) (upto 1 9)))"),
         0, "25\n4\nnone\n");
}
END_TEST

START_TEST(matches_work_on_every_representation) {
  expect(BASE "(data Color enum (Red 0) (Green 0) (Blue 0)) (data Box newtype (Box 1)) (data Big "
              "header (B0 0) (B1 1) (B2 2) (B3 3) (B4 4) (B5 0) (B6 0) (B7 0)"
              "(B8 0) (B9 0) (B10 0) (B11 0) (B12 0) (B13 0) (B14 0) (B15 0) (B16 1) (B17 0)) "
              "(data Tree tagged (Leaf 0) (Node 3) (Quad 4))"
              "(define (color c) (match c (Red \"red\") (Green \"green\") (_ \"other\"))) (define "
              "(unbox b) (match b ((Box (Cons x _)) x) ((Box Nil) 0)))"
              "(define (big b) (match b (B0 \"b0\") ((B1 x) x) ((B4 a _ _ d) (prim:string-concat a "
              "d)) ((B16 s) s) (B17 \"b17\") (_ \"?\")))"
              "(define (tree t) (match t (Leaf 0) ((Node l x r) (prim:int-add (tree l) "
              "(prim:int-add x (tree r)))) ((Quad a b c d) (prim:int-add (tree a) (prim:int-add "
              "(tree b) (prim:int-add (tree c) (tree d)))))))"
              "(define (word w) (match w (#97 \"a\") (#-1 \"minus\") (_ \"none\"))) (define (str "
              "s) (match s (\"one\" 1) (\"\" 0) (_ -1)))"
              "(define (int n) (match n (0 \"zero\") (-5 \"minus five\") "
              "(123456789012345678901234567890 \"huge\") (_ \"many\")))" MAIN(
                  "(ps (color Red)) (ps (color Blue)) (p (unbox (Box (Cons 3 Nil)))) (p (unbox "
                  "(Box Nil))) (ps (big B0)) (ps (big (B1 \"x\"))) (ps (big (B4 \"a\" 2 3 \"d\")))"
                  "(ps (big (B16 \"s\"))) (ps (big B17)) (ps (big B9)) (ps (big (B2 1 2))) (p "
                  "(tree (Quad Leaf (Node Leaf 5 Leaf) (Node (Node Leaf 1 Leaf) 2 Leaf) Leaf)))"
                  "(ps (word #97)) (ps (word #-1)) (ps (word #3)) (p (str \"one\")) (p (str "
                  "(prim:string-concat \"\" \"\"))) (p (str \"x\"))"
                  "(ps (int 0)) (ps (int -5)) (ps (int (prim:int-add "
                  "123456789012345678901234567889 1))) (ps (int 5))"),
         0,
         "red\nother\n3\n0\nb0\nx\nad\ns\nb17\n?\n?\n8\na\nminus\nnone\n1\n0\n-1\nzero\nminus "
         "five\nhuge\nmany\n");
}
END_TEST

START_TEST(arguments_are_evaluated_in_order) {
  expect(
      BASE
      "(define (loud n) (seq (p n) n)) (define (three a b c) (prim:int-add a (prim:int-mul b "
      "(prim:int-add c c))))"
      "(define (assigned u) (let (x 1) (prim:int-sub (prim:int-add x 0) (seq (set x 10) x))))" MAIN(
          "(p (three (loud 1) (loud 2) (loud 3))) (each p (Cons (loud 4) (Cons (loud 5) Nil))) (p "
          "(assigned #0)) (p ((seq (ps \"fn\") prim:int-sub) (loud 9) (loud 8)))"),
      0, "1\n2\n3\n13\n4\n5\n4\n5\n-9\nfn\n9\n8\n1\n");
}
END_TEST

#define EQ                                                                                         \
  "(slot eq-int prim:int-eq) (instance EqInt 0 eq-int) (define (eq-list d a b) (match a (Nil "     \
  "(match b (Nil True) (_ False)))"                                                                \
  "((Cons x r) (match b (Nil False) ((Cons y s) (if (method 0 d x y) (eq-list d r s) False)))))) " \
  "(instance EqList 1 eq-list)"                                                                    \
  "(define (eq-pair d e a b) (match a ((Pair x y) (match b ((Pair v w) (if ((method 0 d) x v) "    \
  "((method 0 e) y w) False))))))"                                                                 \
  "(instance EqPair 2 eq-pair) (slot ord-int-eq EqInt) (define (lt-int a b) (prim:int-lt a b)) "   \
  "(instance OrdInt 0 ord-int-eq lt-int)"                                                          \
  "(define (ord-list-eq d) (EqList (method 0 d))) (define (lt-list d a b) (match a (Nil (match b " \
  "(Nil False) (_ True))) ((Cons x r)"                                                             \
  "(match b (Nil False) ((Cons y s) (if (method 1 d x y) True (if (method 0 (method 0 d) x y) "    \
  "(lt-list d r s) False)))))))"                                                                   \
  "(instance OrdList 1 ord-list-eq lt-list) (define (member d x xs) (match xs (Nil False) ((Cons " \
  "y r) (if (method 0 d x y) True (member d x r)))))"                                              \
  "(define (le d a b) (if (method 1 d a b) True (method 0 (method 0 d) a b)))"                     \
  "(define (nest d n x) (if (prim:int-eq n 0) (method 0 d x x) (nest (EqList d) (prim:int-sub n "  \
  "1) (Cons x (Cons x Nil)))))"

START_TEST(dictionaries_known_and_unknown) {
  expect(BASE EQ MAIN(
             "(pb (method 0 EqInt 1 1)) (pb (method 0 (EqList EqInt) (Cons 1 Nil) (Cons 2 Nil)))"
             "(pb (member (EqList (EqPair EqInt EqInt)) (Cons (Pair 1 2) Nil) (Cons Nil (Cons "
             "(Cons (Pair 1 2) Nil) Nil))))"
             "(pb (le (OrdList (OrdList OrdInt)) (Cons (Cons 1 Nil) Nil) (Cons (Cons 0 Nil) Nil))) "
             "(pb (nest EqInt 5 1)) (pb (id (le OrdInt) 3 3))"),
         0, "true\nfalse\ntrue\nfalse\ntrue\ntrue\n");
}
END_TEST

START_TEST(values_are_computed_in_order) {
  expect(BASE "(value a (seq (ps \"a\") (upto 1 3))) (value b (fold prim:int-add 0 a)) (init-only "
              "(p b)) (dynamic d (prim:int-mul b 2)) (define (show u) (p d))" MAIN(
                  "(show #0) (prim:dynamic-bind (address d) 5 show) (show #0)"),
         0, "a\n6\n12\n5\n12\n");
}
END_TEST

START_TEST(exceptions_are_caught) {
  expect(BASE "(define (describe e) (prim:string-concat \"oops: \" e)) (define (other e) e)" MAIN(
             "(ps (prim:catch (fn (u) (seq (prim:throw describe \"bad\") \"not\")) (fn (t v d) (if "
             "(prim:pointer-eq? t describe) (prim:string-concat \"caught \" v) d))))"
             "(ps (prim:catch (fn (u) (prim:catch (fn (u) (prim:throw other \"o\")) (fn (t v d) "
             "(if (prim:pointer-eq? t describe) \"wrong\" d)))) (fn (t v d) v)))"
             "(ps (prim:catch (fn (u) (prim:int->string (prim:int-quot 1 0))) (fn (t v d) v)))"),
         0, "caught bad\no\ndivision by zero\n");
}
END_TEST

/* A message, and a trace in memory; built, functions may have been inlined. */
START_TEST(errors_tell_the_way_there) {
  CoreReader r;
  CoreUnit *u = read_program(&r, "(define (f x)\n (match x (1 2)))\n(define (main args) "
                                 "(prim:int-quot 1 (f (prim:int-neg 1))))");
  Emitted c = compile(&r, u, EMIT_TCC);
  in_child(run_in_memory, &c, &tcc);
  ck_assert_str_eq(
      tcc.text, "test.smt:2:2: error: no branch of this match fits the value\n  in f\n  in main\n");
  ck_assert_int_eq(tcc.status, 1);
}
END_TEST

START_TEST(literal_nesting_may_be_deep) {
  enum { N = 3000 };
  static char core[N * 160];
  size_t n = 0;
#define ADD(...) n += (size_t)snprintf(core + n, sizeof core - n, __VA_ARGS__)
  ADD("%s(define (go x) (if (prim:int-lt x 0) (go (prim:int-add x 1)) x)) (define (lets x0) ",
      BASE);
  for (int i = 0; i < N; i++) ADD("(let (x%d (go (prim:int-add x%d 1))) ", i + 1, i);
  ADD("x%d", N);
  for (int i = 0; i < N; i++) ADD(")");
  ADD(") (define (conds x) (p ");
  for (int i = 0; i < N; i++) ADD("(if (prim:int-eq x %d) (go %d) ", i, i * 2);
  ADD("-1");
  for (int i = 0; i < N; i++) ADD(")");
  ADD(")) (define (lists x) (fold prim:int-add 0 ");
  for (int i = 0; i < N; i++) ADD("(Cons (go x) ");
  ADD("Nil");
  for (int i = 0; i < N; i++) ADD(")");
  ADD("))%s", MAIN("(p (lets 0)) (conds 2999) (conds -7) (p (lists 2))"));
  CoreReader r;
  CoreUnit *u = read_program(&r, core);
  Emitted c = compile(&r, u, EMIT_TCC);
  in_child(run_in_memory, &c, &tcc);
  ck_assert_str_eq(tcc.text, "3000\n5998\n-1\n6000\n");
}
END_TEST

START_TEST(a_library_is_compiled_by_itself) {
  static const char core[] =
      BASE EQ "(value numbers (map (prim:int-mul 2) (upto 1 3))) (value compose (fn (f g x) (f (g "
              "x)))) (value plus prim:int-add) (value five 5) (dynamic level (plus five 1))"
              "(define (divide a b) (prim:int-quot a b)) (define (adder n) (fn (x) (prim:int-add x "
              "n))) (define (level-plus n) (prim:int-add level n))"
              "(define (describe s) (prim:string-concat \"lib: \" s)) (define (throw-it s) "
              "(prim:throw describe s))"
              "(define (seven a b c d e f g) (prim:string-concat-list (Cons a (Cons b (Cons c "
              "(Cons d (Cons e (Cons f (Cons g Nil)))))))))"
              "(end-of-library)"
              "(value mine (map (adder 100) numbers)) (define (safe f) (prim:catch f (fn (t v d) "
              "(if (prim:pointer-eq? t describe) v d))))"
              "(define (main args) (seq (each p mine) (p (compose (plus 1) (adder 2) 3)) (p five) "
              "(prim:dynamic-bind (address level) 50 (fn (u) (p (level-plus 1))))"
              "(p (level-plus 1)) (pb (member (EqList EqInt) (Cons 1 Nil) (Cons (Cons 1 Nil) "
              "Nil))) (pb (nest OrdInt 0 3)) (ps (seven \"1\" \"2\" \"3\" \"4\" \"5\" \"6\" \"7\"))"
              "(ps (safe (fn (u) (throw-it \"x\")))) (p (divide 7 2)) #0))";
  CoreReader r, again;
  CoreUnit *u = read_program(&r, core);
  Emitted library = compile(&r, split_library(&r), EMIT_LIBRARY);
  ck_assert_ptr_null(strstr(library.text, "smt_program"));
  u = read_program(&again, core);
  split_library(&again);
  Emitted c = compile(&again, u, EMIT_CC);
  run_built(&c, library.text, &built);
  ck_assert_str_eq(built.text, "102\n104\n106\n6\n5\n51\n7\ntrue\ntrue\n1234567\nx\n3\n");
}
END_TEST

int main(void) {
  const TTest *const tests[] = {
      integers_are_exact,
      lists_are_mapped_and_folded,
      tail_calls_take_no_stack,
      deep_recursion_is_no_problem,
      application_is_partial_exact_or_over,
      arguments_beyond_registers_are_spilled,
      parameters_are_assigned_at_once,
      closures_share_assigned_variables,
      letrec_makes_cycles,
      blocks_and_loops_are_left,
      matches_work_on_every_representation,
      arguments_are_evaluated_in_order,
      dictionaries_known_and_unknown,
      values_are_computed_in_order,
      exceptions_are_caught,
      errors_tell_the_way_there,
      literal_nesting_may_be_deep,
      a_library_is_compiled_by_itself,
  };
  Suite *suite = suite_create("emit");
  TCase *tcase = tcase_create("emit");
  tcase_set_timeout(tcase, 120);
  tcase_add_checked_fixture(tcase, set_up, tear_down);
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(tcase, tests[i]);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
