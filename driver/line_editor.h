/* line_editor.h -- lines typed at a terminal, with editing and a history (libedit).
 *
 * The history is kept in $XDG_STATE_HOME/smelter/history, else ~/.local/state/smelter/history; without a HOME it lasts as long as
 * the process. */
#ifndef SMT_DRIVER_LINE_EDITOR_H
#define SMT_DRIVER_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct LineEditor LineEditor;

typedef enum {
  LINE_READ,
  LINE_END,         /* of the input: Ctrl-D */
  LINE_INTERRUPTED, /* Ctrl-C: what was typed is to be forgotten */
} LineResult;

/* What can stand for `word`, which ends where the cursor is; valid until the next call. */
typedef struct LineChoices {
  const char **data;
  int len;
} LineChoices;

typedef LineChoices LineCompleter(void *ctx, const char *word, size_t size);

/* Tab completes a word through `complete`. NULL when stdin is no terminal, or none that lines can be edited on. */
LineEditor *line_editor_new(LineCompleter *complete, void *ctx);

/* Read a line; *line is valid until the next call, without its newline. */
LineResult line_editor_read(LineEditor *ed, const char *prompt, const char **line, size_t *size);

/* A whole input, of one or several lines, is worth remembering. */
void line_editor_remember(LineEditor *ed, const char *input);

/* Save the history; the terminal is as it was. */
void line_editor_drop(LineEditor *ed);

#endif
