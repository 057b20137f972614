/* optimise.c -- build the optimised program of a script. */
#define _GNU_SOURCE 1
#include "driver/optimise.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The executable, in work_dir/program. */
static int build_program(const Job *job, const Emitted *c, const char *work_dir, char *program,
                         size_t size) {
  char runtime[1300];
  snprintf(program, size, "%s/program", work_dir);
  if (!cache_runtime_dir(job->cache, work_dir, runtime, sizeof runtime))
    return driver_fail(job->driver, STATUS_ERROR,
                       "%s: cannot be written, so there is no place to build in", work_dir);
  return compile_build(job->compilation, (CcJob){.cc = job->cc,
                                                 .c = c,
                                                 .optimise = "-O2",
                                                 .is_static = true,
                                                 .is_stripped = true,
                                                 .runtime_dir = runtime,
                                                 .work_dir = work_dir,
                                                 .output = program});
}

/* The program as the cache's entry, or when that cannot be, just open. */
static int enter(const Job *job, const char *program, CacheEntry *entry) {
  char *plain = compile_messages(job->compilation, false),
       *color = compile_messages(job->compilation, true);
  Manifest *manifest = manifest_make(job->compilation->session, job->script, plain, color);
  *entry = (CacheEntry){-1, {plain, color}};
  if (manifest && cache_publish(job->cache, job->key, program, manifest) &&
      cache_find(job->cache, job->key, entry))
    return STATUS_OK;
  entry->fd = open(program, O_RDONLY | O_CLOEXEC);
  if (entry->fd >= 0) return STATUS_OK;
  return driver_fail(job->driver, STATUS_ERROR, "%s: cannot be opened (%s)", program,
                     strerror(errno));
}

static int build_in(const Job *job, const Emitted *c, const char *work_dir, CacheEntry *entry) {
  char program[1300];
  int status = build_program(job, c, work_dir, program, sizeof program);
  return status == STATUS_OK ? enter(job, program, entry) : status;
}

static int build_below(const Job *job, const Emitted *c, CacheEntry *entry) {
  char work_dir[1200];
  if (!cache_make_work_dir(job->cache, work_dir, sizeof work_dir))
    return driver_fail(job->driver, STATUS_ERROR, "%s: no directory can be made to build in (%s)",
                       work_dir, strerror(errno));
  int status = build_in(job, c, work_dir, entry);
  cache_drop_work_dir(work_dir);
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

/* Let go of everything that belongs to the one who started us. */
static void detach(int keep) {
  int null = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; fd++) dup2(null, fd);
  if (keep > 3) close_range(3, (unsigned)keep - 1, 0);
  close_range((unsigned)(keep < 3 ? 3 : keep + 1), ~0u, 0);
  if (nice(19) < 0) return; /* then at full priority */
}

static void optimise_detached(const Job *job) {
  CacheEntry entry;
  detach(job->cache->dir);
  int lock = cache_lock(job->cache, job->key);
  if (lock < 0 || cache_find(job->cache, job->key, &entry)) return;
  Emitted c = compile_emit(job->compilation, EMIT_CC);
  if (build_below(job, &c, &entry) == STATUS_INTERNAL) cache_note_failure(lock);
  cache_trim(job->cache);
}

void optimise_later(const Job *job) {
  if (!cache_make(job->cache)) return;
  pid_t pid = fork();
  if (pid < 0) return;
  if (pid > 0) {
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
    return;
  }
  setsid();
  if (fork() == 0) optimise_detached(job);
  _exit(0);
}
