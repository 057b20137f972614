/* optimise.c -- build the optimised program of a script. */
#define _GNU_SOURCE 1
#include "driver/optimise.h"
#include "driver/deep.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The program, in work_dir/program. */
static int build_program(const Job *job, const Emitted *c, const char *work_dir, char *program,
                         size_t size, ProgramKind *kind) {
  char runtime[1300];
  snprintf(program, size, "%s/program", work_dir);
  if (!cache_runtime_dir(job->cache, work_dir, runtime, sizeof runtime))
    return driver_fail(job->driver, STATUS_ERROR,
                       "%s: cannot be written, so there is no place to build in", work_dir);
  return compile_build(job->compilation,
                       (CcJob){.cc = job->cc,
                               .c = c,
                               .optimise = "-O2",
                               .is_static = true,
                               .is_stripped = true,
                               .runtime_dir = runtime,
                               .work_dir = work_dir,
                               .output = program},
                       kind);
}

/* The program as the cache's entry, or when that cannot be, just open. */
static int enter(const Job *job, const char *program, ProgramKind kind, CacheEntry *entry) {
  session_hide_place(job->compilation->session);
  char *plain = compile_messages(job->compilation, false),
       *color = compile_messages(job->compilation, true);
  Manifest *manifest = manifest_make(job->compilation->session, job->script, plain, color);
  session_show_place(job->compilation->session);
  *entry = (CacheEntry){-1, kind, {plain, color}};
  if (manifest && cache_publish(job->cache, job->key, kind, program, manifest) &&
      cache_find(job->cache, job->key, entry))
    return STATUS_OK;
  entry->fd = open(program, O_RDONLY | O_CLOEXEC);
  if (entry->fd >= 0) return STATUS_OK;
  return driver_fail(job->driver, STATUS_ERROR, "%s: cannot be opened (%s)", program,
                     strerror(errno));
}

static int build_in(const Job *job, const Emitted *c, const char *work_dir, CacheEntry *entry) {
  char program[1300];
  ProgramKind kind;
  int status = build_program(job, c, work_dir, program, sizeof program, &kind);
  return status == STATUS_OK ? enter(job, program, kind, entry) : status;
}

static int build_below(const Job *job, const Emitted *c, CacheEntry *entry) {
  WorkDir work;
  if (!cache_make_work_dir(job->cache, &work))
    return driver_fail(job->driver, STATUS_ERROR, "%s: no directory can be made to build in (%s)",
                       work.path, strerror(errno));
  int status = build_in(job, c, work.path, entry);
  cache_drop_work_dir(&work);
  return status;
}

int optimise_now(const Job *job, CacheEntry *entry) {
  Emitted c = compile_emit(job->compilation, EMIT_CC);
  int status = build_below(job, &c, entry);
  if (status != STATUS_ERROR || job->cache->mode != CACHE_WRITE) return status;
  /* The cache's disk is full, perhaps: do without the cache. */
  Cache none = {.mode = CACHE_OFF, .dir = -1};
  Job again = *job;
  again.cache = &none;
  job->driver->error[0] = 0;
  return build_below(&again, &c, entry);
}

/* ---- in the background ---- */

/* Let go of everything that belongs to the one who started us. */
static void detach(void) {
  int null = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; fd++) dup2(null, fd);
  close_range(3, ~0u, 0);
  if (nice(19) < 0) return; /* then at full priority */
}

static int build_entry(void *context) {
  const Job *job = context;
  CacheEntry entry;
  if (!job->is_forced && cache_find(job->cache, job->key, &entry) && entry.kind != PROGRAM_QUICK)
    return STATUS_OK;
  int lock = cache_lock(job->cache, job->key);
  if (lock < 0) return STATUS_OK;
  cache_sweep(job->cache);
  int status = compile_check(job->compilation, job->driver, job->script, UNIT_SCRIPT);
  if (status != STATUS_OK) return status;
  job->compilation->is_placeless = true;
  Emitted c = compile_emit(job->compilation, EMIT_CC);
  status = build_below(job, &c, &entry);
  if (status == STATUS_INTERNAL) cache_note_failure(lock);
  cache_trim(job->cache);
  return status;
}

static void optimise_detached(const Job *job) {
  Job own = *job;
  Compilation compilation;
  Cache cache;
  detach();
  cache_open(&cache, CACHE_WRITE);
  own.compilation = &compilation;
  own.cache = &cache;
  deep_call(build_entry, &own);
}

/* The builder, as a child of the process in between. */
static int start_builder(void *job) {
  if (fork() != 0) return 0;
  setsid();
  optimise_detached(job);
  _exit(0);
}

/* The builder shall be nobody's child that the script knows of: not waited for by wait(), not left as a zombie. So a process
 * in between starts it and ends, which costs little as it shares our memory; its end sends no signal. */
void optimise_later(const Job *job) {
  static char stack[1 << 16] __attribute__((aligned(16)));
  pid_t between = clone(start_builder, stack + sizeof stack, CLONE_VM | CLONE_VFORK, (void *)job);
  if (between > 0) waitpid(between, NULL, __WALL);
}

/* The text of the script as a file: it may have changed where it came from, or be gone. */
static int text_file(const Script *script) {
  int fd = memfd_create("script", MFD_CLOEXEC);
  if (fd < 0) return -1;
  for (size_t done = 0; done < script->size;) {
    ssize_t put = write(fd, script->text + done, script->size - done);
    if (put <= 0) return close(fd), -1;
    done += (size_t)put;
  }
  lseek(fd, 0, SEEK_SET);
  return fd;
}

void optimise_after(const Job *job) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  pid_t pid;
  char *path = (char *)job->script->path;
  char *plain[] = {"smt", "--optimise", "--", path, NULL};
  char *strict[] = {"smt", "--optimise", "--strict", "--", path, NULL};
  int text = text_file(job->script);
  if (text < 0) return;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, text, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  posix_spawn_file_actions_addclosefrom_np(&files, 3);
  posix_spawn(&pid, "/proc/self/exe", &files, &attributes, job->is_strict ? strict : plain,
              environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  close(text);
}

int command_optimise(Driver *d) {
  Script script;
  CCompiler cc;
  int status = script_read(d, "-", &script);
  if (status != STATUS_OK || !cc_find(&cc, NULL)) return status;
  script.path = d->operand[0];
  bool is_strict = d->option[OPTION_STRICT] != NULL;
  CacheKey key = cache_key(&script, &cc, is_strict);
  optimise_detached(
      &(Job){.driver = d, .script = &script, .cc = &cc, .key = &key, .is_strict = is_strict});
  return STATUS_OK;
}
