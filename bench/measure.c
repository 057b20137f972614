/* measure.c -- the time and memory that programs take, side by side.
 *
 *   measure RUNS -- PROGRAM [ARG...] -- PROGRAM ...
 *
 * The programs take turns, so that a disturbance hits all of them alike. One line each: the median of the processor time
 * in seconds (user and system: a machine that is busy with other things changes it little) and the greatest resident size in
 * KiB. Output of the programs is thrown away; one that fails ends the measurement. */
#define _GNU_SOURCE 1
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Program {
  char **argv;
  double *seconds;
  long kib;
} Program;

static double seconds_of(const struct timeval *t) {
  return (double)t->tv_sec + (double)t->tv_usec / 1e6;
}

static void run_once(Program *p, int run) {
  struct rusage usage;
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    execvp(p->argv[0], p->argv);
    _exit(127);
  }
  if (pid < 0 || wait4(pid, &status, 0, &usage) < 0 || status != 0) {
    fprintf(stderr, "measure: %s failed\n", p->argv[0]);
    exit(1);
  }
  p->seconds[run] = seconds_of(&usage.ru_utime) + seconds_of(&usage.ru_stime);
  if (usage.ru_maxrss > p->kib) p->kib = usage.ru_maxrss;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  enum { PROGRAMS = 16 };
  Program program[PROGRAMS] = {{0}};
  int programs = 0, runs = argc > 1 ? atoi(argv[1]) : 0;
  for (int i = 2; i < argc; i++) {
    if (strcmp(argv[i], "--") != 0) continue;
    argv[i] = NULL;
    if (programs == PROGRAMS || i + 1 == argc) return 2;
    program[programs++] = (Program){argv + i + 1, calloc((size_t)runs, sizeof(double)), 0};
  }
  if (runs < 1 || programs == 0) return 2;
  for (int r = 0; r < runs; r++)
    for (int i = 0; i < programs; i++) run_once(&program[i], r);
  for (int i = 0; i < programs; i++) {
    qsort(program[i].seconds, (size_t)runs, sizeof(double), compare);
    printf("%.3f %ld\n", program[i].seconds[runs / 2], program[i].kib);
  }
  return 0;
}
