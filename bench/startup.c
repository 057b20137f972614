/* startup.c -- how long programs take from exec to exit, side by side, and what memory they touch.
 *
 *   startup RUNS -- LABEL [VAR=VALUE...] PROGRAM [ARG...] -- LABEL ...
 *
 * The programs take turns, so that a disturbance hits all of them alike. A line for each, separated by tabs: label, median
 * and best time in microseconds, peak memory in kB and page faults (medians). "%d" in an environment value is replaced by
 * the number of the run (an empty cache each time). Linked statically: what this program itself needs is the least that
 * the memory of a child can be seen to be. Output of the programs is thrown away; one that fails ends the
 * measurement. */
#define _GNU_SOURCE 1
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

typedef struct Program {
  const char *label;
  char **setting; /* VAR=VALUE, `settings` of them */
  int settings;
  char **argv;
  double *time, *memory, *faults; /* of each run: microseconds, kB, page faults */
} Program;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int is_setting(const char *arg) {
  size_t name = strspn(arg, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  return name && arg[name] == '=';
}

/* Split the arguments at "--"; the number of programs. */
static int read_programs(char **arg, Program *programs, int most) {
  int count = 0, is_more = *arg != NULL;
  while (is_more && count < most && arg[1] && arg[2]) {
    Program *p = &programs[count++];
    p->label = *++arg; /* arg was at a "--" */
    p->setting = ++arg;
    while (*arg && is_setting(*arg)) arg++, p->settings++;
    p->argv = arg;
    while (*arg && strcmp(*arg, "--") != 0) arg++;
    is_more = *arg != NULL;
    *arg = NULL; /* ends this argv */
  }
  return count;
}

static char **environment(const Program *p, int run) {
  int count = 0;
  while (environ[count]) count++;
  char **env = malloc(sizeof *env * (size_t)(count + p->settings + 1));
  int kept = 0;
  for (int s = 0; s < p->settings; s++) {
    char *text = malloc(strlen(p->setting[s]) + 16), *mark = strstr(p->setting[s], "%d");
    if (mark) sprintf(text, "%.*s%d%s", (int)(mark - p->setting[s]), p->setting[s], run, mark + 2);
    else strcpy(text, p->setting[s]);
    env[kept++] = text;
  }
  for (int i = 0; i < count; i++) {
    int is_replaced = 0;
    for (int s = 0; s < p->settings; s++)
      is_replaced |= strncmp(environ[i], p->setting[s], strcspn(p->setting[s], "=") + 1) == 0;
    if (!is_replaced) env[kept++] = environ[i];
  }
  env[kept] = NULL;
  return env;
}

/* One run; false when it failed. `number` is from 0 on; those before that are not counted. */
static int measure(const Program *p, int run, int number, posix_spawn_file_actions_t *files) {
  pid_t pid;
  int status;
  struct rusage usage;
  char **env = p->settings ? environment(p, run) : environ;
  double start = now();
  if (posix_spawnp(&pid, p->argv[0], files, NULL, p->argv, env) != 0) return 0;
  if (wait4(pid, &status, 0, &usage) < 0 || status != 0) return 0;
  double time = now() - start;
  if (number < 0) return 1;
  p->time[number] = time;
  p->memory[number] = (double)usage.ru_maxrss;
  p->faults[number] = (double)(usage.ru_minflt + usage.ru_majflt);
  return 1;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values, int count) {
  qsort(values, (size_t)count, sizeof *values, by_value);
  return values[count / 2];
}

int main(int argc, char **argv) {
  enum { MOST = 64, WARM_UP = 2 };
  static Program programs[MOST];
  posix_spawn_file_actions_t files;
  if (argc < 4) return fprintf(stderr, "usage: startup RUNS -- LABEL PROGRAM [ARG...] -- ...\n"), 2;
  int runs = atoi(argv[1]), count = read_programs(argv + 2, programs, MOST);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  for (int i = 0; i < count; i++) {
    programs[i].time = calloc((size_t)runs, sizeof(double));
    programs[i].memory = calloc((size_t)runs, sizeof(double));
    programs[i].faults = calloc((size_t)runs, sizeof(double));
  }
  for (int run = 0; run < runs + WARM_UP; run++)
    for (int i = 0; i < count; i++)
      if (!measure(&programs[i], run, run - WARM_UP, &files))
        return fprintf(stderr, "startup: %s failed\n", programs[i].label), 1;
  for (int i = 0; i < count; i++) {
    Program *p = &programs[i];
    double time = median(p->time, runs);
    printf("%s\t%.0f\t%.0f\t%.0f\t%.0f\n", p->label, time, p->time[0], median(p->memory, runs),
           median(p->faults, runs));
  }
  return 0;
}
