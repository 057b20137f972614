/* timings.c -- see timings.h */
#include "driver/timings.h"

#include <stdio.h>

static double milliseconds(const struct timespec *from, const struct timespec *to) {
  return (double)(to->tv_sec - from->tv_sec) * 1e3 + (double)(to->tv_nsec - from->tv_nsec) / 1e6;
}

static void print(const char *stage, double ms) {
  fprintf(stderr, "smt: %-9s %9.3f ms\n", stage, ms);
}

void timings_begin(Timings *t, const Driver *d) {
  static const struct timespec zero;
  struct timespec used;
  *t = (Timings){.is_on = d->option[OPTION_TIMINGS] != NULL};
  if (!t->is_on) return;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  print("start", milliseconds(&zero, &used));
  clock_gettime(CLOCK_MONOTONIC, &t->start);
  t->last = t->start;
}

void timings_end_stage(Timings *t, const char *stage) {
  struct timespec now;
  if (!t->is_on) return;
  clock_gettime(CLOCK_MONOTONIC, &now);
  print(stage, milliseconds(&t->last, &now));
  clock_gettime(CLOCK_MONOTONIC, &t->last);
}

void timings_end(Timings *t) {
  if (t->is_on) print("all", milliseconds(&t->start, &t->last));
}
