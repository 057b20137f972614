/* run.c -- smt run: a script, as if it were a program.
 *
 *   in the cache           -> exec (nothing of the compiler is touched)
 *   --tier=cc              -> build the optimised program, exec
 *   calls C                -> the same, as libtcc cannot do that
 *   otherwise              -> compile in memory and run in this process; when the script has run
 *                             before, another process builds the optimised program meanwhile */
#include "driver/optimise.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
  if (d->option[OPTION_NO_CACHE] || d->option[OPTION_DUMP]) *mode = CACHE_OFF;
  return true;
}

static void print_warnings(Driver *d, const CacheEntry *entry) {
  const char *text = entry->warnings[entry->warnings[0][0] ? driver_color(d) : 0];
  for (size_t left = strlen(text); left;) {
    ssize_t put = write(2, text, left);
    if (put <= 0) return;
    text += put;
    left -= (size_t)put;
  }
}

static bool may_build_later(void) {
  const char *background = getenv("SMT_BG");
  return !background || strcmp(background, "0") != 0;
}

static int run_optimised(const Job *job) {
  CacheEntry entry;
  if (!job->cc->is_found)
    return cc_missing(job->driver, job->cc,
                      compile_needs_cc(job->compilation) ? "a program that calls C" : "--tier=cc");
  int status = optimise_now(job, &entry);
  if (status != STATUS_OK) return status;
  cache_exec(&entry, job->driver->operand);
  return driver_fail(job->driver, STATUS_ERROR, "the optimised program cannot be executed (%s)",
                     strerror(errno));
}

static int run_in_memory(const Job *job) {
  Driver *d = job->driver;
  Emitted c = compile_emit(job->compilation, EMIT_TCC);
  return backend_tcc_run(d, &c, d->operands, d->operand);
}

/* Print the stage of --dump that is left to print. */
static int dump(Compilation *c, Tier tier) {
  if (!c->is_done) compile_emit(c, tier == TIER_TCC && !compile_needs_cc(c) ? EMIT_TCC : EMIT_CC);
  return fflush(stdout) == 0
             ? STATUS_OK
             : driver_fail(c->driver, STATUS_ERROR, "cannot write (%s)", strerror(errno));
}

int command_run(Driver *d) {
  Tier tier;
  CacheMode mode;
  Script script;
  Cache cache;
  CacheEntry entry;
  CCompiler cc;
  CacheKey key = {""};
  Compilation c;
  if (!get_tier(d, &tier) || !get_cache_mode(d, &mode)) return STATUS_USAGE;
  int status = script_read(d, d->operand[0], &script);
  if (status != STATUS_OK) return status;

  cache_open(&cache, tier == TIER_TCC ? CACHE_OFF : mode);
  if (tier != TIER_TCC) cc_find(&cc);
  if (cache.mode != CACHE_OFF) {
    key = cache_key(&script, &cc, d->option[OPTION_STRICT] != NULL);
    if (!d->option[OPTION_REBUILD] && cache_find(&cache, &key, &entry) &&
        !(driver_json(d) && entry.warnings[0][0])) { /* the cache has them as text only */
      print_warnings(d, &entry);
      cache_exec(&entry, d->operand);
    }
  }

  status = compile_check(&c, d, &script, UNIT_SCRIPT);
  if (status != STATUS_OK) return status;
  if (d->option[OPTION_DUMP]) return dump(&c, tier);
  if (compile_needs_cc(&c)) {
    if (tier == TIER_TCC) cc_find(&cc);
    tier = TIER_CC;
  }
  Job job = {d, &c, &script, &cc, &cache, &key};
  if (tier == TIER_CC) return run_optimised(&job);
  if (tier == TIER_AUTO && cc.is_found &&
      (cache_note_run(&cache, &key) || d->option[OPTION_REBUILD]) && may_build_later())
    optimise_later(&job);
  return run_in_memory(&job);
}
