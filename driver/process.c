/* process.c -- the programs that smt runs. */
#define _GNU_SOURCE 1
#include "driver/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

void arguments_add(Arguments *args, const char *word) {
  if (args->count + 1 >= args->room) {
    args->room = args->room ? args->room * 2 : 64;
    args->at = realloc(args->at, sizeof *args->at * (size_t)args->room);
    if (!args->at) abort();
  }
  args->at[args->count++] = word;
  args->at[args->count] = NULL;
}

void arguments_add_all(Arguments *args, const Arguments *more) {
  for (int i = 0; i < more->count; i++) arguments_add(args, more->at[i]);
}

void arguments_add_words(Arguments *args, char *text) {
  char *save = NULL;
  for (char *word = strtok_r(text, " \t\n", &save); word; word = strtok_r(NULL, " \t\n", &save))
    arguments_add(args, word);
}

/* What a shell takes as it is. */
static const char plain[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-./,:=@%";

void arguments_print(const Arguments *args, FILE *out) {
  for (int i = 0; i < args->count; i++) {
    const char *word = args->at[i];
    if (i) fputc(' ', out);
    if (*word && !word[strspn(word, plain)]) {
      fputs(word, out);
      continue;
    }
    fputc('\'', out);
    for (; *word; word++)
      if (*word == '\'') fputs("'\\''", out);
      else fputc(*word, out);
    fputc('\'', out);
  }
  fputc('\n', out);
}

bool program_find(const char *name, char *path, size_t size, struct stat *st) {
  if (strchr(name, '/'))
    return (size_t)snprintf(path, size, "%s", name) < size && stat(path, st) == 0 &&
           S_ISREG(st->st_mode);
  const char *dir = getenv("PATH");
  if (!dir) dir = "/usr/local/bin:/usr/bin:/bin";
  while (*dir) {
    size_t length = strcspn(dir, ":");
    if (length && (size_t)snprintf(path, size, "%.*s/%s", (int)length, dir, name) < size &&
        stat(path, st) == 0 && S_ISREG(st->st_mode) && (st->st_mode & 0111))
      return true;
    dir += length + (dir[length] == ':');
  }
  return false;
}

/* Ours, but with temporary files in a place that is cleaned up, and messages in English. */
static char **make_environment(const char *work_dir) {
  static const char *const ours[] = {"TMPDIR=", "LC_ALL="};
  static char tmpdir[1200];
  int count = 0, kept = 0;
  while (environ[count]) count++;
  char **env = malloc(sizeof *env * (size_t)(count + 3));
  if (!env) return environ;
  for (int i = 0; i < count; i++)
    if (strncmp(environ[i], ours[0], 7) != 0 && strncmp(environ[i], ours[1], 7) != 0)
      env[kept++] = environ[i];
  snprintf(tmpdir, sizeof tmpdir, "TMPDIR=%s", work_dir);
  env[kept++] = tmpdir;
  env[kept++] = "LC_ALL=C";
  env[kept] = NULL;
  return env;
}

int program_run(const char *path, const Arguments *args, int out, int err, const char *work_dir) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none;
  pid_t pid;
  int status;
  sigemptyset(&none);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, out, 1);
  posix_spawn_file_actions_adddup2(&files, err, 2);
  int error = posix_spawn(&pid, path, &files, &attributes, (char *const *)args->at,
                          make_environment(work_dir));
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error) return errno = error, -1;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}
