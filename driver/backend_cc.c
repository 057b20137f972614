/* backend_cc.c -- make an executable with the system's C compiler.
 *
 * One call of cc compiles the generated C and links it with libsmt.a, which has the runtime, the
 * library and what they need of GMP; so cc and libc are all that has to be installed. */
#include "driver/backend.h"
#include "config.h"
#include "driver/foreign.h"
#include "driver/symbols.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- which compiler ---- */

static void split_words(CCompiler *cc) {
  char *save = NULL;
  for (char *word = strtok_r(cc->words, " \t", &save); word && cc->count < CC_WORDS;
       word = strtok_r(NULL, " \t", &save))
    cc->word[cc->count++] = word;
}

static bool has_words(const char *text) { return text && text[strspn(text, " \t")]; }

bool cc_find_named(CCompiler *cc, const char *name) {
  snprintf(cc->words, sizeof cc->words, "%s", name);
  split_words(cc);
  cc->is_found = program_find(cc->word[0], cc->path, sizeof cc->path, &cc->st[0]);
  char second[1024];
  if (cc->count > 1 && cc->word[1][0] != '-' &&
      !program_find(cc->word[1], second, sizeof second, &cc->st[1]))
    memset(&cc->st[1], 0, sizeof cc->st[1]);
  return cc->is_found;
}

bool cc_find(CCompiler *cc, const char *option) {
  static const char *const usual[] = {"cc", "gcc", "clang"};
  const char *variable = getenv("CC");
  memset(cc, 0, sizeof *cc);
  cc->named_by = has_words(option) ? "--cc" : has_words(variable) ? "$CC" : NULL;
  if (cc->named_by) return cc_find_named(cc, has_words(option) ? option : variable);
  for (size_t i = 0; i < sizeof usual / sizeof *usual && !cc->is_found; i++) {
    cc->word[0] = usual[i];
    cc->is_found = program_find(usual[i], cc->path, sizeof cc->path, &cc->st[0]);
  }
  cc->count = 1;
  return cc->is_found;
}

int cc_missing(Driver *d, const CCompiler *cc, const char *task) {
  if (cc->named_by)
    return driver_fail(d, STATUS_NO_COMPILER, "the C compiler `%s` (from %s) cannot be found",
                       cc->word[0], cc->named_by);
  return driver_fail(d, STATUS_NO_COMPILER,
                     "%s needs a C compiler, and none of cc, gcc and clang can be found\n"
                     "     install one (`apt-get install gcc libc6-dev`) or name one in CC",
                     task);
}

/* ---- running it ---- */

static void add_compiler(Arguments *args, const CCompiler *cc) {
  for (int i = 0; i < cc->count; i++) arguments_add(args, cc->word[i]);
}

/* clang refuses an option that gcc needs. It is known by its name, or by that of the file behind it. */
static bool is_clang(const CCompiler *cc) {
  char file[PATH_MAX];
  for (int i = 0; i < cc->count; i++)
    if (strstr(cc->word[i], "clang")) return true;
  return realpath(cc->path, file) && strstr(file, "clang");
}

/* Does it make programs for x86-64? */
static bool is_for_x86(const CCompiler *cc) {
  return strncmp(cc->triple ? cc->triple : SMT_TARGET, "x86_64-", 7) == 0;
}

/* Can this compiler make static programs? It says where its libc.a is. */
static bool has_static_libc(const CCompiler *cc, const char *work_dir) {
  Arguments args = {0};
  char path[1200] = "", answer[1024];
  snprintf(path, sizeof path, "%s/libc", work_dir);
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  add_compiler(&args, cc);
  arguments_add(&args, "-print-file-name=libc.a");
  int status = program_run(cc->path, &args, fd, fd, work_dir);
  free(args.at);
  ssize_t got = pread(fd, answer, sizeof answer - 1, 0);
  close(fd);
  if (status != 0 || got <= 0) return false;
  answer[got] = 0;
  answer[strcspn(answer, "\n")] = 0;
  return answer[0] == '/' && access(answer, R_OK) == 0;
}

static bool write_file(const char *path, const char *text, size_t size) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  while (size) {
    ssize_t put = write(fd, text, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return close(fd), false;
    text += put;
    size -= (size_t)put;
  }
  return close(fd) == 0;
}

static bool is_nearly_full(const char *dir) {
  struct statvfs fs;
  return statvfs(dir, &fs) == 0 && (unsigned long long)fs.f_bavail * fs.f_frsize < 4u << 20;
}

/* What cc said, as much of it as anybody reads. */
static char *read_log(const char *path) {
  enum { MOST = 256 << 10 };
  char *text = calloc(1, MOST + 1);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (!text || (fd >= 0 && read(fd, text, MOST) < 0)) text = "";
  if (fd >= 0) close(fd);
  return text;
}

static void add_compile_flags(Arguments *args, const CcJob *job) {
  arguments_add(args, "-std=gnu11");
  /* What is wrong with the user's C is a warning to some compilers, made an error in the text. */
  arguments_add(args, job->c->foreign.len ? "-fno-strict-aliasing" : "-w");
  arguments_add(args, job->optimise);
  /* Proper tail calls, traces along the frame pointers, functions in one piece: what the runtime
   * counts on. */
  arguments_add(args, "-foptimize-sibling-calls");
  arguments_add(args, "-fno-omit-frame-pointer");
  if (!is_clang(job->cc)) {
    arguments_add(args, "-fno-reorder-blocks-and-partition");
    arguments_add(args, "--param=max-inline-insns-auto=30"); /* rare paths count, too */
  }
  if (is_for_x86(job->cc)) { /* SMT_RARE of smt.h */
    arguments_add(args, "-mno-red-zone");
    arguments_add(args, "-DSMT_NO_RED_ZONE");
  }
  arguments_add(args, "-ffp-contract=off"); /* the same numbers on every machine */
  arguments_add(args, "-fno-stack-protector");
  arguments_add(args, "-fno-asynchronous-unwind-tables");
  arguments_add(args, job->exports ? "-fPIC" : "-fno-pie");
  if (job->exports) arguments_add(args, "-fvisibility=hidden");
  arguments_add(args, "-ffunction-sections");
  arguments_add(args, "-fdata-sections");
}

static void add_link_flags(Arguments *args, const CcJob *job, bool is_static) {
  arguments_add(args, "-no-pie");
  if (is_static) arguments_add(args, "-static");
  if (job->is_stripped) arguments_add(args, "-s");
  arguments_add(args, "-Wl,--gc-sections");
  arguments_add(args, "-Wl,--build-id=none");
  arguments_add(args, "-Wl,-z,noseparate-code");
  arguments_add(args, "-Wl,-z,norelro");
}

/* cc has failed: whose fault is it? */
static int judge(Driver *d, const CcJob *job, int status, int spawn_error, const char *log) {
  if (status == -1)
    return driver_fail(d, STATUS_NO_COMPILER, "the C compiler `%s` cannot be started (%s)",
                       job->cc->path, strerror(spawn_error));
  if (is_nearly_full(job->work_dir))
    return driver_fail(d, STATUS_ERROR, "%s: no space left for the C compiler", job->work_dir);
  if (WIFSIGNALED(status))
    return driver_fail(d, STATUS_ERROR, "the C compiler `%s` was killed by signal %d",
                       job->cc->path, WTERMSIG(status));
  char *complaint = read_log(log);
  if (job->c->foreign.len && foreign_explain(job->diag, job->c, complaint))
    return STATUS_NOT_COMPILED;
  if (job->cflags.count)
    return driver_fail(d, STATUS_ERROR, "`%s` fails with these --cflags\n%.1300s", job->cc->path,
                       complaint);
  return driver_fail(d, STATUS_INTERNAL,
                     "internal error: `%s` refuses the generated C; please report this\n%.1300s",
                     job->cc->path, read_log(log));
}

static int open_log(Driver *d, const CcJob *job, char *log, size_t size) {
  snprintf(log, size, "%s/log", job->work_dir);
  int err = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (err < 0) driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", log, strerror(errno));
  return err;
}

/* Run cc; what it says is in the file log. */
static int run_logged(Driver *d, const CcJob *job, Arguments *args) {
  char log[1200];
  if (job->show) arguments_print(args, job->show);
  if (job->only_show) return free(args->at), STATUS_OK;
  int err = open_log(d, job, log, sizeof log);
  if (err < 0) return STATUS_ERROR;
  int status = program_run(job->cc->path, args, err, err, job->work_dir);
  int spawn_error = errno;
  close(err);
  free(args->at);
  return status == 0 ? STATUS_OK : judge(d, job, status, spawn_error, log);
}

/* Run a program of the binutils that go with cc; its name is added in front of the arguments. */
static int run_tool(Driver *d, const CcJob *job, const char *tool, const Arguments *more) {
  char name[128], path[1024], log[1200];
  struct stat st;
  Arguments args = {0};
  snprintf(name, sizeof name, "%s%s%s", job->cc->triple ? job->cc->triple : "",
           job->cc->triple ? "-" : "", tool);
  if (!program_find(name, path, sizeof path, &st))
    return driver_fail(d, STATUS_NO_COMPILER, "`%s` cannot be found (`apt-get install binutils`)",
                       name);
  int err = open_log(d, job, log, sizeof log);
  if (err < 0) return STATUS_ERROR;
  arguments_add(&args, name);
  arguments_add_all(&args, more);
  if (job->show) arguments_print(&args, job->show);
  int status = program_run(path, &args, err, err, job->work_dir);
  close(err);
  free(args.at);
  return status == 0 ? STATUS_OK
                     : driver_fail(d, STATUS_ERROR, "`%s` failed\n%.1300s", path, read_log(log));
}

/* Compile the C to `object`. */
static int compile_object(Driver *d, const CcJob *job, const Arguments *foreign,
                          const char *object) {
  char source[1200], include[1200];
  Arguments args = {0};
  snprintf(source, sizeof source, "%s/script.c", job->work_dir);
  snprintf(include, sizeof include, "-I%s", job->runtime_dir);
  if (!job->only_show && !write_file(source, job->c->text, job->c->size))
    return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", source, strerror(errno));
  add_compiler(&args, job->cc);
  add_compile_flags(&args, job);
  arguments_add(&args, include);
  arguments_add_all(&args, foreign);
  arguments_add_all(&args, &job->cflags);
  arguments_add(&args, "-c");
  arguments_add(&args, "-o");
  arguments_add(&args, object);
  arguments_add(&args, job->only_show ? job->only_show : source);
  return run_logged(d, job, &args);
}

static int link_executable(Driver *d, const CcJob *job, const Arguments *foreign, bool is_static,
                           const char *object) {
  char archive[1200];
  Arguments args = {0};
  snprintf(archive, sizeof archive, "%s/libsmt.a", job->runtime_dir);
  add_compiler(&args, job->cc);
  arguments_add(&args, "-o");
  arguments_add(&args, job->output);
  arguments_add(&args, object);
  arguments_add(&args, archive);
  arguments_add_all(&args, foreign);
  arguments_add_all(&args, &job->cflags);
  arguments_add(&args, "-lm");
  add_link_flags(&args, job, is_static);
  return run_logged(d, job, &args);
}

/* One object of the program and what it needs of the runtime and the library, in which nobody else sees anything but the
 * exports: two libraries, each with a runtime, can be linked into one program. */
static int link_one_object(Driver *d, const CcJob *job, const char *object, const char *whole) {
  char archive[1200], names[1200], keep[1240];
  Arguments args = {0}, hide = {0};
  snprintf(archive, sizeof archive, "%s/libsmt.a", job->runtime_dir);
  snprintf(names, sizeof names, "%s/exports", job->work_dir);
  snprintf(keep, sizeof keep, "--keep-global-symbols=%s", names);
  FILE *list = fopen(names, "we");
  add_compiler(&args, job->cc);
  arguments_add(&args, "-r");
  arguments_add(&args, "-nostdlib");
  arguments_add(&args, "-Wl,--gc-sections");
  for (const char *const *name = job->exports; *name; name++) {
    arguments_add(&args, "-u");
    arguments_add(&args, *name);
    if (list) fprintf(list, "%s\n", *name);
  }
  if (!list || fclose(list) != 0)
    return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", names, strerror(errno));
  arguments_add(&args, "-o");
  arguments_add(&args, whole);
  arguments_add(&args, object);
  arguments_add(&args, archive);
  int status = run_logged(d, job, &args);
  arguments_add(&hide, keep);
  if (job->is_stripped) arguments_add(&hide, "--strip-unneeded");
  arguments_add(&hide, whole);
  if (status == STATUS_OK) status = run_tool(d, job, "objcopy", &hide);
  free(hide.at);
  return status;
}

static int link_library(Driver *d, const CcJob *job, const Arguments *foreign, const char *object) {
  char whole[1200], soname[300];
  Arguments args = {0};
  snprintf(whole, sizeof whole, "%s/library.o", job->work_dir);
  int status = link_one_object(d, job, object, whole);
  if (status != STATUS_OK) return status;
  if (!job->soname) {
    arguments_add(&args, "rcsD");
    arguments_add(&args, job->output);
    arguments_add(&args, whole);
    status = run_tool(d, job, "ar", &args);
    free(args.at);
    return status;
  }
  snprintf(soname, sizeof soname, "-Wl,-soname,%.250s", job->soname);
  add_compiler(&args, job->cc);
  arguments_add(&args, "-shared");
  arguments_add(&args, "-o");
  arguments_add(&args, job->output);
  arguments_add(&args, whole);
  arguments_add_all(&args, foreign);
  arguments_add(&args, "-lm");
  arguments_add(&args, soname);
  arguments_add(&args, "-Wl,--build-id=none");
  if (job->is_stripped) arguments_add(&args, "-s");
  return run_logged(d, job, &args);
}

/* Link to the addresses that everything has in this smt (driver/loadable.h). */
static int link_loadable(Driver *d, const CcJob *job, const char *object) {
  char symbols[1200], place[64];
  Arguments args = {0};
  snprintf(symbols, sizeof symbols, "%s/symbols.ld", job->work_dir);
  snprintf(place, sizeof place, "-Wl,-Ttext-segment=%#lx", LOADABLE_BASE);
  if (!symbols_resolve(object, symbols)) return STATUS_ERROR;
  add_compiler(&args, job->cc);
  arguments_add(&args, "-o");
  arguments_add(&args, job->output);
  arguments_add(&args, object);
  arguments_add(&args, symbols);
  arguments_add(&args, "-nostdlib");
  arguments_add(&args, "-Wl,-e,smt_program");
  arguments_add(&args, place);
  add_link_flags(&args, job, true);
  return run_logged(d, job, &args);
}

static int build(Driver *d, const CcJob *job, bool is_static, ProgramKind *kind) {
  char object[1200];
  Arguments foreign_compile = {0}, foreign_link = {0};
  bool is_loadable = kind && loadable_is_possible() && !job->c->foreign.len;
  if (job->only_show) snprintf(object, sizeof object, "%s.o", job->output);
  else snprintf(object, sizeof object, "%s/script.o", job->work_dir);
  if (!foreign_flags(job->diag, job->c, job->cc->triple, is_static, job->work_dir, &foreign_compile,
                     &foreign_link))
    return STATUS_NOT_COMPILED;
  int status = compile_object(d, job, &foreign_compile, object);
  if (status == STATUS_OK && job->exports) {
    status = link_library(d, job, &foreign_link, object);
  } else if (status == STATUS_OK) {
    is_loadable = is_loadable && link_loadable(d, job, object) == STATUS_OK;
    if (kind) *kind = is_loadable ? PROGRAM_LOADABLE : PROGRAM_EXECUTABLE;
    if (!is_loadable) {
      d->error[0] = 0;
      status = link_executable(d, job, &foreign_link, is_static, object);
    }
  }
  free(foreign_compile.at);
  free(foreign_link.at);
  return status;
}

int backend_cc_build(Driver *d, const CcJob *job, ProgramKind *kind) {
  /* Libraries for static linking are often not there: only who asks for that gets it. */
  bool is_static = (job->is_static && !job->c->foreign.len) || job->must_be_static;
  if (is_static && !has_static_libc(job->cc, job->work_dir)) {
    if (job->must_be_static)
      return driver_fail(d, STATUS_NO_COMPILER,
                         "--static needs a static C library (`apt-get install libc6-dev`)");
    is_static = false;
  }
  return build(d, job, is_static, kind);
}
