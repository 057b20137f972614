/* process.h -- the programs that smt runs: the C compiler, pkg-config. */
#ifndef SMT_DRIVER_PROCESS_H
#define SMT_DRIVER_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

/* A command line. All zero is an empty one; what is added is not copied; free() `at` when done. */
typedef struct Arguments {
  const char **at; /* NULL-terminated */
  int count, room;
} Arguments;

void arguments_add(Arguments *args, const char *word);
void arguments_add_all(Arguments *args, const Arguments *more);
void arguments_add_words(Arguments *args, char *text); /* separated by blanks, which become NULs */

/* A line of `out` that a shell takes for this command. */
void arguments_print(const Arguments *args, FILE *out);

/* The file that a program's name stands for, as execvp would find it. */
bool program_find(const char *name, char *path, size_t size, struct stat *st);

/* Run it with an empty stdin and the given stdout and stderr, its temporary files in work_dir, its
 * messages in English; the wait status, or -1 with errno. */
int program_run(const char *path, const Arguments *args, int out, int err, const char *work_dir);

#endif
