/* timings.h -- where the time of a run went, for `smt run --timings`. */
#ifndef SMT_DRIVER_TIMINGS_H
#define SMT_DRIVER_TIMINGS_H

#include "driver/driver.h"

#include <time.h>

typedef struct Timings {
  bool is_on;
  struct timespec start, last;
} Timings;

/* From now on, when the option was given. What went before, from exec to here, is the first stage. */
void timings_begin(Timings *t, const Driver *d);

/* The stage that began where the last one ended is over: its time goes to stderr at once, as the next one may never
 * return. */
void timings_end_stage(Timings *t, const char *stage);

/* The whole of it. */
void timings_end(Timings *t);

#endif
