/* line_editor.c -- see line_editor.h */
#define _GNU_SOURCE 1
#include "driver/line_editor.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REMEMBERED = 1000 };

struct LineEditor {
  EditLine *edit;
  History *history;
  const char *prompt;
  char *file; /* of the history; NULL: nowhere */
  LineCompleter *complete;
  void *complete_ctx;
};

/* ---- the history's file ---- */

/* mkdir -p of what stands before the last slash, private. */
static bool make_parent(const char *path) {
  char *prefix = strdup(path);
  bool good = prefix != NULL;
  for (char *p = prefix ? prefix + 1 : NULL; good && (p = strchr(p, '/')); *p++ = '/') {
    *p = 0;
    good = mkdir(prefix, 0700) == 0 || access(prefix, F_OK) == 0;
  }
  free(prefix);
  return good;
}

static char *history_file(void) {
  const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  char *path = NULL;
  int length = -1;
  if (state && state[0] == '/') length = asprintf(&path, "%s/smelter/history", state);
  else if (home && home[0] == '/')
    length = asprintf(&path, "%s/.local/state/smelter/history", home);
  return length > 0 ? path : NULL;
}

static void load_history(LineEditor *ed) {
  HistEvent event;
  ed->history = history_init();
  if (!ed->history) return;
  history(ed->history, &event, H_SETSIZE, REMEMBERED);
  history(ed->history, &event, H_SETUNIQUE, 1);
  ed->file = history_file();
  if (ed->file) history(ed->history, &event, H_LOAD, ed->file);
  el_set(ed->edit, EL_HIST, history, ed->history);
}

/* A new file takes the place of the old one, so that none is ever half written. */
static void save_history(LineEditor *ed) {
  HistEvent event;
  char *fresh = NULL;
  if (!ed->history || !ed->file || !make_parent(ed->file)) return;
  if (asprintf(&fresh, "%s.%ld", ed->file, (long)getpid()) < 0) return;
  mode_t mask = umask(077);
  if (history(ed->history, &event, H_SAVE, fresh) < 0 || rename(fresh, ed->file) < 0) unlink(fresh);
  umask(mask);
  free(fresh);
}

static char *prompt_of(EditLine *edit) {
  LineEditor *ed;
  el_get(edit, EL_CLIENTDATA, &ed);
  return (char *)ed->prompt;
}

/* ---- completion ---- */

static bool ends_word(char c) { return strchr(" \t\n()[]'`,;\"|", c) != NULL; }

static size_t shared_prefix(const LineChoices *choices) {
  const char *first = choices->data[0];
  size_t shared = strlen(first);
  for (int i = 1; i < choices->len; i++)
    for (size_t j = 0; j < shared; j++)
      if (choices->data[i][j] != first[j]) shared = j;
  return shared;
}

/* In columns, below the line; at most as many as a screen takes in at once. */
static void list_choices(const LineChoices *choices) {
  enum { COLUMNS = 78, SHOWN = 120 };
  int width = 0;
  for (int i = 0; i < choices->len; i++) {
    int length = (int)strlen(choices->data[i]) + 2;
    if (length > width) width = length;
  }
  int columns = width < COLUMNS ? COLUMNS / width : 1;
  for (int i = 0; i < choices->len && i < SHOWN; i++)
    printf("%s%-*s", i % columns ? "" : "\n", width, choices->data[i]);
  if (choices->len > SHOWN) printf("\n... and %d more", choices->len - SHOWN);
  putchar('\n');
}

static unsigned char complete_word(EditLine *edit, int key) {
  (void)key;
  LineEditor *ed;
  el_get(edit, EL_CLIENTDATA, &ed);
  const LineInfo *line = el_line(edit);
  const char *word = line->cursor;
  while (word > line->buffer && !ends_word(word[-1])) word--;
  size_t size = (size_t)(line->cursor - word);
  if (size == 0) return CC_ERROR;
  LineChoices choices = ed->complete(ed->complete_ctx, word, size);
  if (choices.len == 0) return CC_ERROR;
  char *rest = strndup(choices.data[0] + size, shared_prefix(&choices) - size);
  bool inserted = rest && *rest && el_insertstr(edit, rest) == 0;
  free(rest);
  if (inserted) return CC_REFRESH;
  if (choices.len == 1) return CC_ERROR;
  list_choices(&choices);
  return CC_REDISPLAY;
}

/* ---- lines ---- */

LineEditor *line_editor_new(LineCompleter *complete, void *ctx) {
  const char *term = getenv("TERM");
  if (!isatty(0) || !isatty(1) || !term || strcmp(term, "dumb") == 0) return NULL;
  if (!setlocale(LC_CTYPE, "")) setlocale(LC_CTYPE, "C.UTF-8");
  LineEditor *ed = calloc(1, sizeof *ed);
  if (ed) ed->edit = el_init("smt", stdin, stdout, stderr);
  if (!ed || !ed->edit) {
    free(ed);
    return NULL;
  }
  ed->complete = complete;
  ed->complete_ctx = ctx;
  el_set(ed->edit, EL_CLIENTDATA, ed);
  el_set(ed->edit, EL_PROMPT, prompt_of);
  el_set(ed->edit, EL_EDITOR, "emacs");
  el_set(ed->edit, EL_SIGNAL, 1);
  el_set(ed->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(ed->edit, EL_ADDFN, "smt-complete", "complete a name", complete_word);
  el_set(ed->edit, EL_BIND, "^I", "smt-complete", NULL);
  load_history(ed);
  el_source(ed->edit, NULL); /* ~/.editrc */
  return ed;
}

LineResult line_editor_read(LineEditor *ed, const char *prompt, const char **line, size_t *size) {
  int count = 0;
  ed->prompt = prompt;
  errno = 0;
  *line = el_gets(ed->edit, &count);
  if (!*line || count <= 0) {
    if (errno != EINTR) return LINE_END;
    putchar('\n');
    return LINE_INTERRUPTED;
  }
  *size = (size_t)count;
  if ((*line)[*size - 1] == '\n') (*size)--;
  return LINE_READ;
}

void line_editor_remember(LineEditor *ed, const char *input) {
  HistEvent event;
  if (ed->history) history(ed->history, &event, H_ENTER, input);
}

void line_editor_drop(LineEditor *ed) {
  save_history(ed);
  if (ed->history) history_end(ed->history);
  el_end(ed->edit);
  free(ed->file);
  free(ed);
}
