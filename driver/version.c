/* version.c -- smt version: what this smt is, and what it found here. */
#include "config.h"
#include "driver/backend.h"
#include "driver/cache.h"
#include "driver/embed.h"

#include <stdio.h>

int command_version(Driver *d) {
  CCompiler cc;
  Cache cache;
  printf("smt %s\n", SMT_VERSION);
  if (d->command != COMMAND_version || d->option[OPTION_VERSION]) return STATUS_OK;
  cc_find(&cc, NULL);
  cache_open(&cache, CACHE_WRITE);
  printf("build    %s\ntarget   %s\n", smt_build_id, SMT_TARGET);
  printf("cc       %s\n", cc.is_found ? cc.path : "none found: programs run through libtcc only");
  printf("cache    %s\n", cache.path[0] ? cache.path : "none");
  return STATUS_OK;
}
