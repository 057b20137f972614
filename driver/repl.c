/* repl.c -- smt repl: definitions and expressions, one by one.
 *
 * Each input is a unit of its own, compiled in memory, that refers to what earlier inputs defined; a name that is defined
 * again is a new definition, and what referred to the old one still does. At a terminal there is a line editor; otherwise
 * inputs are read from stdin without a prompt, as from a script. */
#include "config.h"
#include "driver/backend.h"
#include "driver/compile.h"
#include "driver/complete.h"
#include "driver/doc.h"
#include "driver/line_editor.h"
#include "runtime/smt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Repl {
  Driver *driver;
  Session *session;
  LoadedUnits units;
  LineEditor *editor; /* NULL: no terminal */
  int inputs;
  bool is_over;
  int status;
} Repl;

/* A text that grows. */
typedef struct Input {
  char *text;
  size_t size;
} Input;

static const char help[] =
    "Enter a definition or an expression; it may go over several lines.\n"
    "  :type EXPR   the type of an expression (:t)\n"
    "  :doc NAME    what the library says of a name or a package (:d)\n"
    "  :load FILE   enter all that a file has, as if it were typed (:l)\n"
    "  :help        this (:h)\n"
    "  :quit        leave (:q); so does Ctrl-D. Ctrl-C stops a computation or forgets a line\n"
    "Tab completes a name.\n";

/* ---- reading ---- */

static bool input_add(Input *in, const char *line, size_t size) {
  char *longer = realloc(in->text, in->size + size + 2);
  if (!longer) return false;
  in->text = longer;
  memcpy(longer + in->size, line, size);
  in->size += size;
  longer[in->size++] = '\n';
  longer[in->size] = 0;
  return true;
}

static LineResult read_line(Repl *r, bool is_first, Input *in) {
  const char *line;
  size_t size;
  if (r->editor) {
    LineResult result = line_editor_read(r->editor, is_first ? "smt> " : "...> ", &line, &size);
    if (result != LINE_READ) return result;
    return input_add(in, line, size) ? LINE_READ : LINE_END;
  }
  char *next = smt_next_line(&size);
  if (!next) return LINE_END;
  bool added = input_add(in, next, size);
  free(next);
  return added ? LINE_READ : LINE_END;
}

static bool is_blank(const Input *in) { return strspn(in->text, " \t\r\n") == in->size; }

/* One input, with all its lines; false at the end. An empty line ends an input that is not closed, so that nobody is caught in it. */
static bool read_input(Repl *r, Input *in) {
  *in = (Input){0};
  for (;;) {
    size_t before = in->size;
    LineResult result = read_line(r, before == 0, in);
    if (result == LINE_END) return before && !is_blank(in);
    if (result == LINE_INTERRUPTED) {
      free(in->text);
      *in = (Input){0};
      continue;
    }
    bool was_empty = r->editor && in->size == before + 1;
    if (in->text[0] == ':' || was_empty || !session_wants_more(in->text, in->size)) return true;
  }
}

/* ---- doing ---- */

static void print_messages(Repl *r) {
  Diag *dg = session_diag(r->session);
  fflush(stdout);
  if (dg->messages.len) diag_print(dg, stderr, driver_color(r->driver));
}

/* Path and text are kept: messages quote them as long as the session lasts. */
static void evaluate(Repl *r, const char *path, const char *text, size_t size) {
  char *argv[] = {"repl", NULL};
  CoreUnit *unit = session_enter(r->session, path, text, size);
  print_messages(r);
  if (!unit) return;
  session_print_entered(r->session, stdout);
  fflush(stdout);
  Arena *arena = session_arena(r->session);
  codegen_passes(arena, session_ids(r->session), unit, EMIT_TCC, NULL);
  Emitted c = emit_unit(arena, unit, session_sources(r->session), EMIT_TCC);
  session_entered(r->session);
  int status = backend_tcc_run_next(r->driver, &r->units, &c, 1, argv);
  if (smt_program_exited() || status == STATUS_INTERNAL) {
    r->is_over = true;
    r->status = status;
  }
}

static void evaluate_input(Repl *r, const Input *in) {
  Arena *arena = session_arena(r->session);
  evaluate(r, arena_printf(arena, "<input %d>", ++r->inputs),
           arena_strndup(arena, in->text, in->size), in->size);
}

/* What went wrong with a command; the session goes on. */
static void print_failure(Repl *r) {
  fflush(stdout);
  driver_print_failure(r->driver);
  r->driver->error[0] = 0;
}

static void load(Repl *r, const char *path) {
  Script script;
  if (script_read(r->driver, path, &script) != STATUS_OK) print_failure(r);
  else evaluate(r, script.path, script.text, script.size);
}

static void print_doc(Repl *r, const char *what) {
  if (doc_print(r->driver, r->session, what) != STATUS_OK) print_failure(r);
}

static void print_type(Repl *r, const char *expression) {
  diag_clear(session_diag(r->session));
  const char *type = session_type_of(r->session, expression, strlen(expression));
  print_messages(r);
  if (type) printf("%s\n", type);
}

/* Is it this command, or its first letter? Then *rest is what stands behind it. */
static bool is_command(const char *text, const char *name, const char **rest) {
  size_t n = strcspn(text, " \t\n");
  if (!(n == 2 && text[1] == name[1]) && !(n == strlen(name) && strncmp(text, name, n) == 0))
    return false;
  *rest = text + n + strspn(text + n, " \t\n");
  return true;
}

static void with_operand(Repl *r, const char *command, const char *operand,
                         void (*action)(Repl *r, const char *operand)) {
  if (*operand) action(r, operand);
  else fprintf(stderr, "smt: `%s` needs something to follow it; try :help\n", command);
}

static void command(Repl *r, const Input *in) {
  size_t end = in->size;
  while (end && strchr(" \t\r\n", in->text[end - 1])) end--;
  const char *rest, *text = arena_strndup(session_arena(r->session), in->text, end);
  if (is_command(text, ":quit", &rest)) r->is_over = true;
  else if (is_command(text, ":help", &rest)) fputs(help, stdout);
  else if (is_command(text, ":type", &rest)) with_operand(r, text, rest, print_type);
  else if (is_command(text, ":doc", &rest)) with_operand(r, text, rest, print_doc);
  else if (is_command(text, ":load", &rest)) with_operand(r, text, rest, load);
  else fprintf(stderr, "smt: there is no command `%s`; try :help\n", text);
  fflush(stdout);
}

static LineChoices complete(void *ctx, const char *word, size_t size) {
  Repl *r = ctx;
  CompletionVec found = complete_name(r->session, word, size);
  return (LineChoices){found.data, found.len};
}

int command_repl(Driver *d) {
  Repl r = {.driver = d, .session = session_new(false)};
  Input in;
  session_diag(r.session)->strict = d->option[OPTION_STRICT] != NULL;
  r.editor = line_editor_new(complete, &r);
  if (r.editor) {
    session_enter(r.session, "<start>", "", 0); /* brings the names of the library into sight */
    smt_catch_interrupts();
    printf("Smelter %s. :help for help, Ctrl-D to leave.\n", SMT_VERSION);
  }
  while (!r.is_over && read_input(&r, &in)) {
    if (r.editor && !is_blank(&in)) {
      char *whole = strndup(in.text, in.size - 1);
      if (whole) line_editor_remember(r.editor, whole);
      free(whole);
    }
    if (in.text[0] == ':') command(&r, &in);
    else if (!is_blank(&in)) evaluate_input(&r, &in);
    free(in.text);
  }
  if (r.editor) line_editor_drop(r.editor);
  return r.status;
}
