/* optimise.h -- the optimised program of a script: C by codegen, machine code by cc, an entry in
 * the cache. */
#ifndef SMT_DRIVER_OPTIMISE_H
#define SMT_DRIVER_OPTIMISE_H

#include "driver/backend.h"
#include "driver/cache.h"
#include "driver/compile.h"
#include "driver/timings.h"

/* What is to be optimised, and where it goes. */
typedef struct Job {
  Driver *driver;
  /* checked, not yet emitted; optimise_later and optimise_after make their own */
  Compilation *compilation;
  const Script *script;
  const CCompiler *cc;
  Cache *cache;
  const CacheKey *key;
  bool is_strict;
  Timings *timings;
  bool is_forced; /* even when there is an optimised program */
} Job;

/* Build it now. STATUS_OK and an entry open for execution, in the cache when that can be written,
 * else nowhere any more. */
int optimise_now(const Job *job, CacheEntry *entry);

/* Build it into the cache in a process of its own that nobody waits for: low priority, no terminal, none of our files.
 * Does nothing when another process is at it, or when it has failed too often.
 *   later: the process is a fork of this one, which must not have compiled anything yet
 *   after: it is a new smt, for when this one has run the script */
void optimise_later(const Job *job);
void optimise_after(const Job *job);

#endif
