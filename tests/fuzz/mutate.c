/* mutate.c -- change valid scripts at random and see that smt takes whatever comes of it.
 *
 *   mutate [--found=FOLDER] [--seed=N] SMT COUNT FILE...
 *
 * Each mutant is one of the files with a few forms left out, doubled, swapped, replaced or wrapped. It is run, in memory and with little
 * time, as nobody in an empty folder; when it could reach outside (processes, files, C), it is only checked. What must not happen: a
 * signal, a compiler that does not end, an internal error, a message of a C compiler. Such mutants are kept in FOLDER. A mutant is
 * a function of the seed and its number. Prints "N passed, M failed". */
#include "tests/fuzz/forms.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Script {
  char *text;
  size_t size;
  Forms forms;
} Script;

static Script *scripts;
static int nscripts;
static const char *smt;
static char folder[] = "/tmp/smt-mutants-XXXXXX";

/* --- Random numbers (splitmix64) */

static uint64_t state;

static unsigned below(unsigned n) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return (unsigned)((z ^ z >> 31) % n);
}

/* --- Mutations */

typedef struct Text {
  char *data;
  size_t size;
} Text;

/* Put `with` in the place of [at, end). */
static void put_in(Text *t, size_t at, size_t end, const char *with, size_t length) {
  char *data = malloc(t->size - (end - at) + length + 1);
  memcpy(data, t->data, at);
  memcpy(data + at, with, length);
  memcpy(data + at + length, t->data + end, t->size - end);
  t->size = t->size - (end - at) + length;
  data[t->size] = 0;
  free(t->data);
  t->data = data;
}

static void replace_form(Text *t, Form f, const char *with) {
  put_in(t, f.at, f.end, with, strlen(with));
}

static void wrap(Text *t, Form f, const char *before, const char *after, int times) {
  size_t b = strlen(before), a = strlen(after), n = f.end - f.at;
  char *text = malloc((b + a) * times + n), *p = text;
  for (int i = 0; i < times; i++, p += b) memcpy(p, before, b);
  memcpy(p, t->data + f.at, n);
  p += n;
  for (int i = 0; i < times; i++, p += a) memcpy(p, after, a);
  put_in(t, f.at, f.end, text, p - text);
  free(text);
}

static const char *const atoms[] = {
    "x",
    "_",
    "0",
    "1",
    "-1",
    "9223372036854775808",
    "1/2",
    "0/1",
    "1.5",
    "1e400",
    "\"\"",
    "\"s\"",
    "#\\a",
    "()",
    "Nil",
    "None",
    "True",
    "Unit",
    "Some",
    "Cons",
    "Tuple",
    "fn",
    "let",
    "let*",
    "match",
    "if",
    "cond",
    "progn",
    "rec",
    "for",
    "do",
    "the",
    "catch",
    "throw",
    "return",
    "break",
    "continue",
    "define",
    "declare",
    "define-type",
    "define-struct",
    "define-class",
    "define-instance",
    "define-macro",
    "define-exception",
    "define-type-alias",
    "derive",
    "repr",
    "lambda",
    "package",
    "import",
    "values",
    "and",
    "as",
    "=>",
    "->",
    "<-",
    "*",
    "=",
    "&key",
    ":a",
    ":f",
    ":k",
    "forall",
    "Integer",
    "F64",
    "String",
    "List",
    "List Integer",
    "Integer -> Integer",
    "Eq",
    "Num",
    "Show",
    "Monad",
    "show",
    "map",
    "+",
    "==",
    "<>",
    "println",
    "error",
    "id",
    "fst",
    ".x",
    "*d*",
    "[1 2]",
    "[x :for x :in xs]",
    "[1 => 2]",
    "(=> a b)",
    "(= x y)",
    "(fn (x) x)",
    "(let x = 1)",
    "(values 1 2)",
    "...",
    "\xce\xbb",
    "|a b|",
    "#;",
    "#|",
    "|#",
    "'",
    "`",
    ",",
    "(",
    ")",
    "[",
    "]",
    "\"",
};

static const struct {
  const char *before, *after;
} wrappers[] = {
    {"(", ")"},
    {"((", "))"},
    {"[", "]"},
    {"(fn () ", ")"},
    {"(fn (x) ", ")"},
    {"(let ((x ", ")) x)"},
    {"(let ((f (fn (y) ", "))) f)"},
    {"(match ", " (_ 1))"},
    {"(match 1 (_ ", "))"},
    {"(catch ", " (_ (error \"e\")))"},
    {"(if True ", " (error \"e\"))"},
    {"(progn ", ")"},
    {"(Some ", ")"},
    {"(Cons ", " Nil)"},
    {"(the Integer ", ")"},
    {"(the :a ", ")"},
    {"(show ", ")"},
    {"(return ", ")"},
    {"(do (x <- ", ") (pure x))"},
    {"(for ((i 0 (+ i 1))) :while (< i 2) ", ")"},
    {"(rec go ((i 1)) (if (== i 0) ", " (go (- i 1))))"},
    {"(+ 1 ", ")"},
    {"(id ", ")"},
    {"(Tuple ", " 1)"},
    {"(-> ", ")"},
    {"(List ", ")"},
    {"(Eq :a => ", ")"},
    {"'", ""},
    {"#;", ""},
    {"(values ", " 1)"},
    {"(Cell ", ")"},
    {"(dynamic-bind ((*x* ", ")) 1)"},
    {"(forall (:a) ", ")"},
    {"(resumable ", " ((R) 1))"},
    {"(when True ", ")"},
    {"(let x = ", ")"},
};

static Form any_form(const Forms *f) { return f->form[below(f->count)]; }

/* One change. `other`: the script that parts are taken from. */
static void mutate(Text *t, const Script *other) {
  Forms forms = forms_of(t->data, t->size);
  if (forms.count == 0) {
    free(forms.form);
    return;
  }
  Form f = any_form(&forms), g = any_form(&forms), o = any_form(&other->forms);
  char *copy = strndup(t->data + g.at, g.end - g.at);
  switch (below(12)) {
  case 0: put_in(t, f.at, f.end, "", 0); break;
  case 1: put_in(t, f.end, f.end, t->data + f.at, f.end - f.at); break;
  case 2: /* swap */
    if (f.end <= g.at) {
      char *first = strndup(t->data + f.at, f.end - f.at);
      replace_form(t, g, first);
      replace_form(t, f, copy);
      free(first);
      break;
    } /* fall through */
  case 3: replace_form(t, f, copy); break;
  case 4: put_in(t, f.at, f.end, other->text + o.at, o.end - o.at); break;
  case 5: put_in(t, f.end, f.end, other->text + o.at, o.end - o.at); break;
  case 6:
  case 7: replace_form(t, f, atoms[below(sizeof atoms / sizeof *atoms)]); break;
  case 8:
  case 9: {
    unsigned w = below(sizeof wrappers / sizeof *wrappers);
    wrap(t, f, wrappers[w].before, wrappers[w].after,
         1 + (below(40) == 0 ? (int)below(w == 0 ? 3000 : 200) : 0));
    break;
  }
  case 10: /* a character */
    if (t->size) t->data[below(t->size)] = "()[]\"#|;:'` x1\n"[below(15)];
    break;
  case 11: { /* one of the names in it by another of the file */
    Form inner = forms.form[below(forms.count)];
    if (t->data[inner.at] == '(') inner = forms.form[inner.last];
    replace_form(t, inner, copy);
    break;
  }
  }
  free(copy);
  free(forms.form);
}

static Text mutant(unsigned long seed, unsigned long number) {
  state = seed * 0x9e3779b97f4a7c15u + number * 0xd1342543de82ef95u + 1;
  const Script *s = &scripts[below(nscripts)];
  Text t = {.data = strdup(s->text), .size = s->size};
  for (int n = 1 + below(4); n; n--) mutate(&t, &scripts[below(nscripts)]);
  return t;
}

/* --- Running */

/* What a script must not get to do with random arguments. */
static bool reaches_outside(const char *text) {
  static const char *const words[] = {"foreign", "(c ",       "process",     "system", "http",
                                      "file",    "directory", "adapters",    "unsafe", "spawn",
                                      "kill",    "exec",      "smelter/prim"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strstr(text, words[i])) return true;
  return false;
}

static void limit(int what, rlim_t n) {
  struct rlimit l = {n, n};
  setrlimit(what, &l);
}

enum { CHECK_MS = 10000, RUN_MS = 200 };

/* Run smt with these arguments, its output going to the file `log`. The status of wait; *timed_out: it did not end by itself. */
static int run(const char *const *argv, const char *log, int milliseconds, bool *timed_out) {
  pid_t child = fork();
  if (child == 0) {
    int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644), in = open("/dev/null", O_RDONLY);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    struct itimerval processor = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
    setitimer(ITIMER_PROF, &processor, NULL);
    limit(RLIMIT_FSIZE, 4 << 20);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_DATA, (rlim_t)12 << 30);
    if (chdir(folder) != 0) _exit(126);
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(126);
    alarm(60);
    execv(smt, (char *const *)argv);
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  *timed_out = signal == SIGPROF || signal == SIGALRM;
  return status;
}

/* What is wrong with what happened; NULL when nothing is. */
static const char *judge(int status, bool timed_out, const char *log) {
  static char why[80];
  static const char *const bad[] = {"internal error", "please report", "Assertion `",
                                    "<string>:", "AddressSanitizer"};
  size_t size;
  char *text = forms_read_file(log, &size);
  const char *found = NULL;
  for (size_t i = 0; text && !found && i < sizeof bad / sizeof *bad; i++)
    if (memmem(text, size, bad[i], strlen(bad[i]))) found = bad[i];
  free(text);
  if (found) return found;
  if (timed_out) return NULL;
  if (WIFSIGNALED(status) && WTERMSIG(status) != SIGXFSZ) {
    snprintf(why, sizeof why, "signal %d", WTERMSIG(status));
    return why;
  }
  return NULL;
}

/* Nothing is tested when smt cannot even be started. */
static bool can_run(const char *log) {
  const char *version[] = {smt, "version", NULL};
  bool timed_out;
  return run(version, log, CHECK_MS, &timed_out) == 0;
}

static const char *try_mutant(const Text *t, const char *path, const char *log) {
  FILE *out = fopen(path, "w");
  if (!out || fwrite(t->data, 1, t->size, out) != t->size || fclose(out) != 0) {
    perror(path);
    exit(2);
  }
  const char *check[] = {smt, "check", path, NULL},
             *compile[] = {smt, "run", "--tier=tcc", "--dump=c", path, NULL},
             *go[] = {smt, "run", "--tier=tcc", path, NULL};
  bool timed_out;
  if (reaches_outside(t->data)) {
    int status = run(check, log, CHECK_MS, &timed_out);
    return timed_out ? "check does not end" : judge(status, timed_out, log);
  }
  int status = run(go, log, RUN_MS, &timed_out);
  const char *why = judge(status, timed_out, log);
  if (!why && timed_out) { /* may the program itself run on, the compiler must not */
    run(compile, log, CHECK_MS, &timed_out);
    if (timed_out) why = "the compiler does not end";
  }
  return why;
}

static void keep(const char *found, unsigned long number, const Text *t, const char *why) {
  char path[4096];
  mkdir(found, 0755);
  snprintf(path, sizeof path, "%s/%lu.smt", found, number);
  FILE *out = fopen(path, "w");
  if (!out) return;
  fwrite(t->data, 1, t->size, out);
  fclose(out);
  printf("FAIL %s: %s\n", path, why);
  fflush(stdout);
}

int main(int argc, char **argv) {
  unsigned long seed = 1;
  const char *found = "build/mutants";
  for (; argc > 1 && argv[1][0] == '-'; argc--, argv++) {
    if (strncmp(argv[1], "--seed=", 7) == 0) seed = strtoul(argv[1] + 7, NULL, 10);
    if (strncmp(argv[1], "--found=", 8) == 0) found = argv[1] + 8;
  }
  if (argc < 4) {
    fputs("usage: mutate [--found=FOLDER] [--seed=N] SMT COUNT FILE...\n", stderr);
    return 2;
  }
  smt = realpath(argv[1], NULL);
  unsigned long count = strtoul(argv[2], NULL, 10), failed = 0;
  scripts = calloc(argc, sizeof *scripts);
  for (int i = 3; i < argc; i++) {
    Script *s = &scripts[nscripts];
    s->text = forms_read_file(argv[i], &s->size);
    if (!s->text) continue;
    s->forms = forms_of(s->text, s->size);
    if (s->forms.count) nscripts++;
  }
  if (!smt || !nscripts || !mkdtemp(folder) || chmod(folder, 0755) != 0) {
    fputs("mutate: no smt, no scripts or no temporary folder\n", stderr);
    return 2;
  }
  setenv("SMT_CACHE", "off", 1);
  char path[64], log[64];
  snprintf(path, sizeof path, "%s.smt", folder);
  snprintf(log, sizeof log, "%s.log", folder);
  if (!can_run(log)) {
    fprintf(stderr, "mutate: nobody cannot run %s\n", smt);
    return 2;
  }
  for (unsigned long i = 1; i <= count; i++) {
    Text t = mutant(seed, i);
    const char *why = try_mutant(&t, path, log);
    if (why) {
      failed++;
      keep(found, i, &t, why);
    }
    free(t.data);
  }
  unlink(path);
  unlink(log);
  rmdir(folder);
  printf("%lu passed, %lu failed\n", count - failed, failed);
  return failed != 0;
}
