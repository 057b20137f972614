/* backend_cc.c -- make a program with the system's C compiler.
 *
 * An executable is linked with libsmt.a, which has the runtime, the library and what they need of GMP; so cc and libc
 * are all that has to be installed. A loadable is linked to what smt has of these. */
#include "driver/backend.h"
#include "driver/symbols.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- which compiler ---- */

/* The file that a program's name stands for, as execvp would find it. */
static bool find_program(const char *name, char *path, size_t size, struct stat *st) {
  if (strchr(name, '/'))
    return (size_t)snprintf(path, size, "%s", name) < size && stat(path, st) == 0 &&
           S_ISREG(st->st_mode);
  const char *dir = getenv("PATH");
  if (!dir) dir = "/usr/local/bin:/usr/bin:/bin";
  while (*dir) {
    size_t length = strcspn(dir, ":");
    if (length && (size_t)snprintf(path, size, "%.*s/%s", (int)length, dir, name) < size &&
        stat(path, st) == 0 && S_ISREG(st->st_mode) && (st->st_mode & 0111))
      return true;
    dir += length + (dir[length] == ':');
  }
  return false;
}

static void split_words(CCompiler *cc) {
  char *save = NULL;
  for (char *word = strtok_r(cc->words, " \t", &save); word && cc->count < CC_WORDS;
       word = strtok_r(NULL, " \t", &save))
    cc->word[cc->count++] = word;
}

bool cc_find(CCompiler *cc) {
  static const char *const usual[] = {"cc", "gcc", "clang"};
  const char *given = getenv("CC");
  memset(cc, 0, sizeof *cc);
  if (given && given[strspn(given, " \t")]) {
    cc->is_named = true;
    snprintf(cc->words, sizeof cc->words, "%s", given);
    split_words(cc);
    cc->is_found = find_program(cc->word[0], cc->path, sizeof cc->path, &cc->st[0]);
    char second[1024];
    if (cc->count > 1 && cc->word[1][0] != '-' &&
        !find_program(cc->word[1], second, sizeof second, &cc->st[1]))
      memset(&cc->st[1], 0, sizeof cc->st[1]);
    return cc->is_found;
  }
  for (size_t i = 0; i < sizeof usual / sizeof *usual && !cc->is_found; i++) {
    cc->word[0] = usual[i];
    cc->is_found = find_program(usual[i], cc->path, sizeof cc->path, &cc->st[0]);
  }
  cc->count = 1;
  return cc->is_found;
}

int cc_missing(Driver *d, const CCompiler *cc) {
  const char *given = getenv("CC");
  if (given && given[0])
    return driver_fail(d, STATUS_NO_COMPILER, "the C compiler `%s` (from $CC) cannot be found",
                       cc->word[0] ? cc->word[0] : given);
  return driver_fail(
      d, STATUS_NO_COMPILER,
      "this needs a C compiler, and none of cc, gcc and clang can be found\n"
      "     install one (`apt-get install gcc libc6-dev`), name one in CC, or use --tier=tcc");
}

/* ---- running it ---- */

typedef struct Arguments {
  const char *at[64];
  int count;
} Arguments;

static void add(Arguments *args, const char *word) {
  if (args->count < (int)(sizeof args->at / sizeof *args->at) - 1) args->at[args->count++] = word;
}

static void add_compiler(Arguments *args, const CCompiler *cc) {
  for (int i = 0; i < cc->count; i++) add(args, cc->word[i]);
}

/* Environment for cc: ours, but with its temporary files in a place that is cleaned up, and its
 * messages in English. */
static char **make_environment(const char *work_dir) {
  static const char *const ours[] = {"TMPDIR=", "LC_ALL="};
  static char tmpdir[1200];
  int count = 0, kept = 0;
  while (environ[count]) count++;
  char **env = malloc(sizeof *env * (size_t)(count + 3));
  if (!env) return environ;
  for (int i = 0; i < count; i++)
    if (strncmp(environ[i], ours[0], 7) != 0 && strncmp(environ[i], ours[1], 7) != 0)
      env[kept++] = environ[i];
  snprintf(tmpdir, sizeof tmpdir, "TMPDIR=%s", work_dir);
  env[kept++] = tmpdir;
  env[kept++] = "LC_ALL=C";
  env[kept] = NULL;
  return env;
}

/* Run it with stdin and the given stdout and stderr; its wait status, or -1 with errno. */
static int run_compiler(const CCompiler *cc, const Arguments *args, int out, int err,
                        const char *work_dir) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none;
  pid_t pid;
  int status;
  sigemptyset(&none);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, out, 1);
  posix_spawn_file_actions_adddup2(&files, err, 2);
  int error = posix_spawn(&pid, cc->path, &files, &attributes, (char *const *)args->at,
                          make_environment(work_dir));
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error) return errno = error, -1;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}

/* clang refuses an option that gcc needs. It is known by its name, or by that of the file behind it. */
static bool is_clang(const CCompiler *cc) {
  char file[PATH_MAX];
  for (int i = 0; i < cc->count; i++)
    if (strstr(cc->word[i], "clang")) return true;
  return realpath(cc->path, file) && strstr(file, "clang");
}

/* Can this compiler make static programs? It says where its libc.a is. */
static bool has_static_libc(const CCompiler *cc, const char *work_dir) {
  Arguments args = {0};
  char path[1200] = "", answer[1024];
  snprintf(path, sizeof path, "%s/libc", work_dir);
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  add_compiler(&args, cc);
  add(&args, "-print-file-name=libc.a");
  int status = run_compiler(cc, &args, fd, fd, work_dir);
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

/* What cc said, the first lines of it. */
static const char *read_complaint(const char *path, char *text, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? 0 : read(fd, text, size - 1);
  if (fd >= 0) close(fd);
  text[got > 0 ? got : 0] = 0;
  return text;
}

static void add_compile_flags(Arguments *args, const CcJob *job) {
  add(args, "-std=gnu11");
  add(args, "-w");
  add(args, job->optimise);
  /* Proper tail calls, traces along the frame pointers, functions in one piece: what the runtime
   * counts on. */
  add(args, "-foptimize-sibling-calls");
  add(args, "-fno-omit-frame-pointer");
  if (!is_clang(job->cc)) add(args, "-fno-reorder-blocks-and-partition");
  add(args, "-fno-stack-protector");
  add(args, "-fno-asynchronous-unwind-tables");
  add(args, "-fno-pie");
  add(args, "-ffunction-sections");
  add(args, "-fdata-sections");
}

static void add_link_flags(Arguments *args, const CcJob *job, bool is_static) {
  add(args, "-no-pie");
  if (is_static) add(args, "-static");
  if (job->is_stripped) add(args, "-s");
  add(args, "-Wl,--gc-sections");
  add(args, "-Wl,--build-id=none");
  add(args, "-Wl,-z,noseparate-code");
  add(args, "-Wl,-z,norelro");
}

/* cc has failed: whose fault is it? */
static int judge(Driver *d, const CcJob *job, int status, int spawn_error, const char *log) {
  char text[1400];
  if (status == -1)
    return driver_fail(d, STATUS_NO_COMPILER, "the C compiler `%s` cannot be started (%s)",
                       job->cc->path, strerror(spawn_error));
  if (is_nearly_full(job->work_dir))
    return driver_fail(d, STATUS_ERROR, "%s: no space left for the C compiler", job->work_dir);
  if (WIFSIGNALED(status))
    return driver_fail(d, STATUS_ERROR, "the C compiler `%s` was killed by signal %d",
                       job->cc->path, WTERMSIG(status));
  return driver_fail(d, STATUS_INTERNAL,
                     "internal error: `%s` refuses the generated C; please report this\n%s",
                     job->cc->path, read_complaint(log, text, sizeof text));
}

/* Run cc; what it says is in the file log. */
static int run_logged(Driver *d, const CcJob *job, const Arguments *args) {
  char log[1200];
  snprintf(log, sizeof log, "%s/log", job->work_dir);
  int err = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (err < 0)
    return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", log, strerror(errno));
  int status = run_compiler(job->cc, args, err, err, job->work_dir);
  int spawn_error = errno;
  close(err);
  return status == 0 ? STATUS_OK : judge(d, job, status, spawn_error, log);
}

/* Compile the C to work_dir/script.o. */
static int compile_object(Driver *d, const CcJob *job, char *object, size_t size) {
  char source[1200], include[1200];
  Arguments args = {0};
  snprintf(source, sizeof source, "%s/script.c", job->work_dir);
  snprintf(include, sizeof include, "-I%s", job->runtime_dir);
  snprintf(object, size, "%s/script.o", job->work_dir);
  if (!write_file(source, job->c->text, job->c->size))
    return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", source, strerror(errno));
  add_compiler(&args, job->cc);
  add_compile_flags(&args, job);
  add(&args, include);
  add(&args, "-c");
  add(&args, "-o");
  add(&args, object);
  add(&args, source);
  return run_logged(d, job, &args);
}

static int link_executable(Driver *d, const CcJob *job, const char *object) {
  char archive[1200];
  Arguments args = {0};
  bool is_static =
      (job->is_static || job->must_be_static) && has_static_libc(job->cc, job->work_dir);
  snprintf(archive, sizeof archive, "%s/libsmt.a", job->runtime_dir);
  if (job->must_be_static && !is_static)
    return driver_fail(d, STATUS_NO_COMPILER,
                       "--static needs a static C library (`apt-get install libc6-dev`)");
  add_compiler(&args, job->cc);
  add(&args, "-o");
  add(&args, job->output);
  add(&args, object);
  add(&args, archive);
  add(&args, "-lm");
  add_link_flags(&args, job, is_static);
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
  add(&args, "-o");
  add(&args, job->output);
  add(&args, object);
  add(&args, symbols);
  add(&args, "-nostdlib");
  add(&args, "-Wl,-e,smt_program");
  add(&args, place);
  add_link_flags(&args, job, true);
  return run_logged(d, job, &args);
}

int backend_cc_build(Driver *d, const CcJob *job) {
  char object[1200];
  int status = compile_object(d, job, object, sizeof object);
  return status == STATUS_OK ? link_executable(d, job, object) : status;
}

int backend_cc_optimise(Driver *d, const CcJob *job, ProgramKind *kind) {
  char object[1200];
  int status = compile_object(d, job, object, sizeof object);
  if (status != STATUS_OK) return status;
  *kind = PROGRAM_LOADABLE;
  if (loadable_is_possible() && link_loadable(d, job, object) == STATUS_OK) return STATUS_OK;
  d->error[0] = 0;
  *kind = PROGRAM_EXECUTABLE;
  return link_executable(d, job, object);
}
