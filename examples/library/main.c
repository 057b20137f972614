/* main.c -- a C program that uses stats.smt. */
#include "stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  if (!stats_init()) {
    fprintf(stderr, "%s\n", stats_error());
    return 1;
  }

  /* Numbers and rows of numbers. A row that comes back is ours. */
  const double temperature[] = {18.5, 21, 22.5, 19};
  size_t count;
  printf("mean %.2f\n", stats_mean(temperature, 4));
  double *sums = stats_cumulative(temperature, 4, &count);
  for (size_t i = 0; i < count; i++) printf("sum of %zu: %.1f\n", i + 1, sums[i]);
  free(sums);

  /* A value of Smelter's own: C keeps it, and says when it is done with it. */
  static const int64_t throws[] = {3, 6, 3, 1, 3};
  stats_Histogram *dice = stats_histogram();
  for (size_t i = 0; i < sizeof throws / sizeof *throws; i++) stats_count(dice, throws[i]);
  char *report = stats_report("throws of a die", dice);
  puts(report);
  free(report);
  stats_release(dice);

  /* What goes wrong there is no reason to end here. The first line says what; a call trace may follow. */
  stats_mean(NULL, 0);
  const char *error = stats_error();
  if (error) printf("as it should, this fails: %.*s\n", (int)strcspn(error, "\n"), error);

  stats_shutdown();
  return 0;
}
