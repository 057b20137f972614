/* cache_command.c -- smt cache: look at the cache, or empty it. */
#include "driver/cache.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct Totals {
  int entries;
  long long size;
} Totals;

static void count(void *context, const CacheItem *item) {
  Totals *t = context;
  t->entries++;
  t->size += item->size;
}

static void list(void *context, const CacheItem *item) {
  char when[32];
  time_t last = (time_t)item->last_use;
  struct tm tm;
  (void)context;
  strftime(when, sizeof when, "%Y-%m-%d %H:%M", localtime_r(&last, &tm));
  printf("%s  %s  %6lld kB  %-9s  %s\n", item->name, when, item->size / 1024,
         !item->is_known               ? "other"
         : item->kind == PROGRAM_QUICK ? "quick"
                                       : "optimised",
         item->script);
}

static int info(Cache *c) {
  Totals t = {0};
  cache_walk(c, count, &t);
  printf("directory  %s\n", c->path[0] ? c->path : "none");
  if (c->mode == CACHE_OFF) printf("state      off: %s\n", c->problem);
  else printf("state      %s\n", c->dir >= 0 ? "in use" : "not there yet");
  printf("programs   %d\n", t.entries);
  printf("size       %lld kB of at most %lld kB\n", t.size / 1024, cache_limit() / 1024);
  return STATUS_OK;
}

int command_cache(Driver *d) {
  const char *what = d->operands ? d->operand[0] : "info";
  Cache c;
  cache_open(&c, CACHE_WRITE);
  if (strcmp(what, "info") == 0) return info(&c);
  if (strcmp(what, "list") == 0) {
    cache_walk(&c, list, NULL);
    return STATUS_OK;
  }
  if (strcmp(what, "path") != 0 && strcmp(what, "clear") != 0)
    return driver_fail(d, STATUS_USAGE, "`smt cache` knows info, list, clear and path, not `%s`",
                       what);
  if (!c.path[0]) return driver_fail(d, STATUS_ERROR, "there is no cache: %s", c.problem);
  if (strcmp(what, "path") == 0) {
    puts(c.path);
    return STATUS_OK;
  }
  int cleared = cache_clear(&c);
  if (cleared < 0)
    return driver_fail(d, STATUS_ERROR, "%s: cannot be emptied%s%s", c.path, c.problem ? ": " : "",
                       c.problem ? c.problem : "");
  printf("removed %d program%s\n", cleared, cleared == 1 ? "" : "s");
  return STATUS_OK;
}
