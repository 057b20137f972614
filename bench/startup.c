/* startup.c -- how long programs take from exec to exit, side by side.
 *
 *   startup RUNS -- LABEL [VAR=VALUE...] PROGRAM [ARG...] -- LABEL ...
 *
 * The programs take turns, so that a disturbance hits all of them alike; the medians are printed,
 * in microseconds, and the ratio to each of the first two rows. "%d" in an environment value is
 * replaced by the number of the run (an empty cache each time). Output of the programs is thrown
 * away; one that fails ends the measurement. */
#define _GNU_SOURCE 1
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

typedef struct Program {
  const char *label;
  char **setting; /* VAR=VALUE, `settings` of them */
  int settings;
  char **argv;
  double *time; /* of each run, microseconds */
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

/* One run; -1 when it failed. */
static double measure(const Program *p, int run, posix_spawn_file_actions_t *files) {
  pid_t pid;
  int status;
  char **env = p->settings ? environment(p, run) : environ;
  double start = now();
  if (posix_spawnp(&pid, p->argv[0], files, NULL, p->argv, env) != 0) return -1;
  if (waitpid(pid, &status, 0) < 0 || status != 0) return -1;
  return now() - start;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  enum { MOST = 64 };
  static Program programs[MOST];
  posix_spawn_file_actions_t files;
  if (argc < 4) return fprintf(stderr, "usage: startup RUNS -- LABEL PROGRAM [ARG...] -- ...\n"), 2;
  int runs = atoi(argv[1]), count = read_programs(argv + 2, programs, MOST);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  for (int i = 0; i < count; i++) programs[i].time = calloc((size_t)runs, sizeof(double));
  for (int run = -2; run < runs; run++) /* two rounds to warm up */
    for (int i = 0; i < count; i++) {
      double time = measure(&programs[i], run + 2, &files);
      if (time < 0) return fprintf(stderr, "startup: %s failed\n", programs[i].label), 1;
      if (run >= 0) programs[i].time[run] = time;
    }
  double base[2] = {0, 0};
  printf("%-34s %10s %10s %9s %9s\n", "", "median us", "best us", "x first", "x second");
  for (int i = 0; i < count; i++) {
    qsort(programs[i].time, (size_t)runs, sizeof(double), by_value);
    double median = programs[i].time[runs / 2];
    if (i < 2) base[i] = median;
    if (i == 0) base[1] = median;
    printf("%-34s %10.0f %10.0f %9.2f", programs[i].label, median, programs[i].time[0],
           median / base[0]);
    if (i >= 1) printf(" %9.2f", median / base[1]);
    printf("\n");
  }
  return 0;
}
