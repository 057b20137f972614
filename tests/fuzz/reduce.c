/* reduce.c -- make a script smaller as long as a command still says yes.
 *
 *   reduce FILE COMMAND [ARG...]
 *
 * Runs COMMAND ARG... FILE.try, again and again, with forms left out, replaced by a form inside of them, or by a small atom. When the
 * status is 0, FILE becomes what was tried. Ends when nothing can be made smaller. */
#include "tests/fuzz/forms.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Reduction {
  const char *path;
  char *tried; /* the path of what is tried, the last argument of the command */
  char **command;
  char *text;
  size_t size;
  Forms forms;
} Reduction;

static void write_file(const char *path, const char *text, size_t size) {
  FILE *out = fopen(path, "w");
  if (!out || fwrite(text, 1, size, out) != size || fclose(out) != 0) {
    perror(path);
    exit(2);
  }
}

static bool command_says_yes(char **command) {
  pid_t child = fork();
  if (child == 0) {
    execvp(command[0], command);
    _exit(127);
  }
  int status;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

/* Try the text with `length` characters of `with` in place of [at, end). */
static bool replace(Reduction *r, size_t at, size_t end, const char *with, size_t length) {
  if (length >= end - at) return false;
  size_t size = r->size - (end - at) + length;
  char *text = malloc(size + 1);
  memcpy(text, r->text, at);
  memcpy(text + at, with, length);
  memcpy(text + at + length, r->text + end, r->size - end);
  text[size] = 0;
  write_file(r->tried, text, size);
  if (!command_says_yes(r->command)) {
    free(text);
    return false;
  }
  free(r->text);
  free(r->forms.form);
  r->text = text;
  r->size = size;
  r->forms = forms_of(text, size);
  write_file(r->path, text, size);
  return true;
}

/* Leave the form out, or put one of the forms in it, or an atom, in its place. */
static bool reduce_form(Reduction *r, int i) {
  static const char *const atoms[] = {"0", "x", "Unit", "Nil", "True", "\"\"", "None", "Integer"};
  Form f = r->forms.form[i];
  if (replace(r, f.at, f.end, "", 0)) return true;
  for (int inner = i + 1; inner <= f.last; inner++) {
    Form g = r->forms.form[inner];
    if (g.parent == i && g.end - g.at > 1 && replace(r, f.at, f.end, r->text + g.at, g.end - g.at))
      return true;
  }
  if (f.end - f.at > 4)
    for (size_t a = 0; a < sizeof atoms / sizeof *atoms; a++)
      if (replace(r, f.at, f.end, atoms[a], strlen(atoms[a]))) return true;
  return false;
}

/* Forms side by side, many at once: [from, to) of the children of one parent. */
static bool drop_run(Reduction *r, int parent, int many) {
  int first = -1, n = 0;
  for (int i = 0; i < r->forms.count; i++) {
    if (r->forms.form[i].parent != parent) continue;
    if (n == 0) first = i;
    if (++n == many) {
      if (replace(r, r->forms.form[first].at, r->forms.form[i].end, "", 0)) return true;
      n = 0;
    }
  }
  return false;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fputs("usage: reduce FILE COMMAND [ARG...]\n", stderr);
    return 2;
  }
  Reduction r = {.path = argv[1]};
  r.tried = malloc(strlen(r.path) + 5);
  sprintf(r.tried, "%s.try", r.path);
  r.command = calloc(argc, sizeof *r.command);
  memcpy(r.command, argv + 2, (argc - 2) * sizeof *r.command);
  r.command[argc - 2] = r.tried;
  r.text = forms_read_file(r.path, &r.size);
  if (!r.text) {
    perror(r.path);
    return 2;
  }
  write_file(r.tried, r.text, r.size);
  if (!command_says_yes(r.command)) {
    fputs("reduce: the command does not say yes to the whole file\n", stderr);
    return 1;
  }
  r.forms = forms_of(r.text, r.size);
  for (int many = 64; many > 1; many /= 2)
    while (drop_run(&r, -1, many)) {}
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (int i = 0; i < r.forms.count; i++)
      while (i < r.forms.count && reduce_form(&r, i)) smaller = true;
  }
  printf("%zu bytes\n", r.size);
  return 0;
}
