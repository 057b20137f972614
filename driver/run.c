/* run.c -- smt run: a script, as if it were a program.
 *
 *   in the cache           -> run that (nothing of the compiler is touched); when libtcc made it, another process builds
 *                             the optimised program meanwhile
 *   --tier=cc              -> build the optimised program, run that
 *   calls C                -> the same, as libtcc cannot do that
 *   otherwise              -> compile in memory, keep the machine code, run it; when that took long, another process
 *                             builds the optimised program */
#include "driver/deep.h"
#include "driver/optimise.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef enum { TIER_AUTO, TIER_TCC, TIER_CC } Tier;

static bool get_tier(Driver *d, Tier *tier) {
  const char *name = d->option[OPTION_TIER];
  if (!name) name = getenv("SMT_TIER");
  if (!name || !name[0] || strcmp(name, "auto") == 0) *tier = TIER_AUTO;
  else if (strcmp(name, "tcc") == 0) *tier = TIER_TCC;
  else if (strcmp(name, "cc") == 0) *tier = TIER_CC;
  else
    return driver_fail(d, STATUS_USAGE, "SMT_TIER is one of auto, tcc and cc, not `%s`", name),
           false;
  return true;
}

static bool get_cache_mode(Driver *d, CacheMode *mode) {
  const char *name = getenv("SMT_CACHE");
  if (!name || !name[0] || strcmp(name, "rw") == 0) *mode = CACHE_WRITE;
  else if (strcmp(name, "ro") == 0) *mode = CACHE_READ;
  else if (strcmp(name, "off") == 0) *mode = CACHE_OFF;
  else
    return driver_fail(d, STATUS_USAGE, "SMT_CACHE is one of off, ro and rw, not `%s`", name),
           false;
  if (d->option[OPTION_NO_CACHE] || d->option[OPTION_DUMP] || d->option[OPTION_WITHOUT])
    *mode = CACHE_OFF;
  return true;
}

static void write_text(const char *text, size_t size) {
  while (size) {
    ssize_t put = write(2, text, size);
    if (put <= 0) return;
    text += put;
    size -= (size_t)put;
  }
}

/* As they would read if the script had just been compiled under this path. */
static void print_warnings(Driver *d, const CacheEntry *entry, const char *script) {
  static const char marks[] = {SMT_SCRIPT, SMT_BESIDE, 0};
  const char *text = entry->warnings[entry->warnings[0][0] ? driver_color(d) : 0],
             *slash = strrchr(script, '/');
  while (*text) {
    size_t plain = strcspn(text, marks);
    write_text(text, plain);
    text += plain;
    if (*text == SMT_SCRIPT) write_text(script, strlen(script));
    if (*text == SMT_BESIDE) write_text(script, slash ? (size_t)(slash - script) + 1 : 0);
    text += *text != 0;
  }
}

static bool may_build_later(void) {
  const char *background = getenv("SMT_BG");
  return !background || strcmp(background, "0") != 0;
}

static int run_optimised(const Job *job) {
  CacheEntry entry;
  Driver *d = job->driver;
  if (!job->cc->is_found)
    return cc_missing(d, job->cc,
                      compile_needs_cc(job->compilation) ? "a program that calls C" : "--tier=cc");
  int status = optimise_now(job, &entry);
  timings_end_stage(job->timings, "optimise");
  if (status != STATUS_OK) return status;
  if (cache_run(&entry, d->operands, d->operand, &status)) return status;
  return driver_fail(d, STATUS_ERROR, "the optimised program cannot be executed (%s)",
                     strerror(errno));
}

/* Keep the machine code for the next run. */
static void keep(const Job *job, const Loadable *program) {
  if (!cache_make(job->cache)) return;
  session_hide_place(job->compilation->session);
  char *plain = compile_messages(job->compilation, false),
       *color = compile_messages(job->compilation, true);
  Manifest *manifest = manifest_make(job->compilation->session, job->script, plain, color);
  session_show_place(job->compilation->session);
  if (manifest) cache_keep(job->cache, job->key, program, manifest, job->is_forced);
}

static int run_in_memory(const Job *job) {
  Driver *d = job->driver;
  Loadable program;
  Emitted c = compile_emit(job->compilation, EMIT_TCC);
  timings_end_stage(job->timings, "emit");
  int status = backend_tcc_compile(d, &c, &program);
  timings_end_stage(job->timings, "compile");
  if (status != STATUS_OK) return status;
  keep(job, &program);
  timings_end_stage(job->timings, "keep");
  return backend_tcc_start(d, &program, d->operands, d->operand);
}

/* A program that needs this much processor time is worth optimising although it may never be run again. */
#define LONG_SECONDS 2

static bool ran_long(void) {
  struct timespec t;
  return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0 && t.tv_sec >= LONG_SECONDS;
}

/* Print the stage of --dump that is left to print. */
static int dump(Compilation *c, Tier tier) {
  if (!c->is_done) compile_emit(c, tier == TIER_TCC && !compile_needs_cc(c) ? EMIT_TCC : EMIT_CC);
  return fflush(stdout) == 0
             ? STATUS_OK
             : driver_fail(c->driver, STATUS_ERROR, "cannot write (%s)", strerror(errno));
}

/* Run what the cache has. False when it has nothing that this tier wants, or that cannot be executed. */
static bool run_cached(const Job *job, Tier tier, bool may_optimise, int *status) {
  CacheEntry entry;
  Driver *d = job->driver;
  bool is_found = !job->is_forced && cache_find(job->cache, job->key, &entry);
  timings_end_stage(job->timings, "look up");
  if (!is_found) return false;
  if (tier == TIER_CC && entry.kind == PROGRAM_QUICK) return close(entry.fd), false;
  if (driver_json(d) && entry.warnings[0][0])
    return close(entry.fd), false; /* it has them as text only */
  print_warnings(d, &entry, job->script->path);
  if (may_optimise && entry.kind == PROGRAM_QUICK && cache_wants_builder(job->cache, job->key))
    optimise_later(job);
  return cache_run(&entry, d->operands, d->operand, status);
}

/* A run that the cache has nothing for. */
typedef struct Run {
  Job *job;
  CCompiler *cc;
  Tier tier;
  bool may_optimise;
} Run;

static int compile_and_run(void *context) {
  const Run *run = context;
  Job *job = run->job;
  Compilation c;
  bool is_building =
      run->may_optimise && job->is_forced && cache_wants_builder(job->cache, job->key);
  if (is_building) optimise_later(job);
  int status = compile_check(&c, job->driver, job->script, UNIT_SCRIPT);
  timings_end_stage(job->timings, "check");
  if (status != STATUS_OK) return status;
  if (job->driver->option[OPTION_DUMP]) return dump(&c, run->tier);
  c.is_placeless = true;
  job->compilation = &c;
  if (run->tier == TIER_TCC && compile_needs_cc(&c)) cc_find(run->cc, NULL);
  if (run->tier == TIER_CC || compile_needs_cc(&c)) return run_optimised(job);
  status = run_in_memory(job);
  if (run->may_optimise && !is_building && ran_long() && cache_wants_builder(job->cache, job->key))
    optimise_after(job);
  return status;
}

int command_run(Driver *d) {
  Tier tier;
  CacheMode mode;
  Script script;
  Cache cache;
  CCompiler cc = {.is_found = false};
  CacheKey key = {.script = NULL};
  int status;
  Timings timings;
  if (!get_tier(d, &tier) || !get_cache_mode(d, &mode)) return STATUS_USAGE;
  timings_begin(&timings, d);
  status = script_read(d, d->operand[0], &script);
  if (status != STATUS_OK) return status;
  timings_end_stage(&timings, "read");
  d->operand[0] = (char *)script.path;
  Job job = {.driver = d,
             .script = &script,
             .cc = &cc,
             .cache = &cache,
             .key = &key,
             .timings = &timings,
             .is_strict = d->option[OPTION_STRICT] != NULL,
             .is_forced = d->option[OPTION_REBUILD] != NULL};
  cache_open(&cache, mode);
  if (tier != TIER_TCC) cc_find(&cc, NULL);
  if (cache.mode != CACHE_OFF) key = cache_key(&script, &cc, job.is_strict);
  bool may_optimise = tier == TIER_AUTO && cc.is_found && may_build_later();
  if (!run_cached(&job, tier, may_optimise, &status))
    status = deep_call(compile_and_run, &(Run){&job, &cc, tier, may_optimise});
  timings_end_stage(&timings, "run");
  timings_end(&timings);
  return status;
}
