/* foreign.c -- C that a program calls, as the C compiler sees it. */
#include "driver/foreign.h"
#include "codegen/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what is needed ---- */

const char *foreign_local_header(Arena *arena, const Sources *sources, const ForeignNeed *need) {
  const char *path = sources->file.data[need->span.file]->path, *slash = strrchr(path, '/');
  if (need->kind != NEED_HEADER || need->text[0] == '/') return NULL;
  int folder = slash ? (int)(slash - path) + 1 : 0;
  const char *header = arena_printf(arena, "%.*s%s", folder, path, need->text);
  return access(header, R_OK) == 0 ? header : NULL;
}

/* -I for the folder in which the form's file lies. */
static const char *folder_flag(Arena *arena, const Sources *sources, const ForeignNeed *need) {
  const char *path = sources->file.data[need->span.file]->path, *slash = strrchr(path, '/');
  return slash ? arena_printf(arena, "-I%.*s", (int)(slash - path) + 1, path) : "-I.";
}

static bool has_argument(const Arguments *args, const char *word) {
  for (int i = 0; i < args->count; i++)
    if (strcmp(args->at[i], word) == 0) return true;
  return false;
}

static char *read_text(Arena *arena, int fd) {
  off_t size = lseek(fd, 0, SEEK_END);
  char *text = arena_alloc(arena, (size_t)(size < 0 ? 0 : size) + 1);
  ssize_t got = pread(fd, text, (size_t)(size < 0 ? 0 : size), 0);
  text[got > 0 ? got : 0] = 0;
  return text;
}

/* Other machines have a pkg-config of their own. */
static const char *pkg_config_name(Arena *arena, const char *triple) {
  const char *given = getenv("PKG_CONFIG");
  if (given && given[0]) return given;
  return triple ? arena_printf(arena, "%s-pkg-config", triple) : "pkg-config";
}

/* What pkg-config answers to the question; NULL when it has none, with what it complained of in *complaint. */
static char *ask_pkg_config(Arena *arena, const char *name, const char *const *question,
                            const char *work_dir, const char **complaint) {
  char path[1024];
  struct stat st;
  *complaint = arena_printf(arena, "the program %s cannot be found", name);
  if (!program_find(name, path, sizeof path, &st)) return NULL;
  const char *answer_path = arena_printf(arena, "%s/pkg-config", work_dir);
  int out = open(answer_path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int err = open(arena_printf(arena, "%s.err", answer_path), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
                 0600);
  Arguments args = {0};
  arguments_add(&args, name);
  while (*question) arguments_add(&args, *question++);
  int status = out < 0 || err < 0 ? -1 : program_run(path, &args, out, err, work_dir);
  char *answer = status == 0 ? read_text(arena, out) : NULL;
  if (!answer) {
    char *text = err < 0 ? "" : read_text(arena, err);
    text[strcspn(text, "\n")] = 0;
    *complaint = text;
  }
  if (out >= 0) close(out);
  if (err >= 0) close(err);
  free(args.at);
  return answer;
}

static bool add_package(Diag *dg, const ForeignNeed *need, const char *triple, bool is_static,
                        const char *work_dir, Arguments *compile, Arguments *link) {
  const char *complaint, *name = pkg_config_name(dg->arena, triple);
  const char *cflags[] = {"--cflags", need->text, NULL};
  const char *libs[] = {"--libs", need->text, is_static ? "--static" : NULL, NULL};
  char *c = ask_pkg_config(dg->arena, name, cflags, work_dir, &complaint);
  char *l = c ? ask_pkg_config(dg->arena, name, libs, work_dir, &complaint) : NULL;
  if (!l) {
    diag_error(dg, DIAG_FOREIGN, need->span, "pkg-config knows of no `%s`", need->text);
    diag_note(dg, (Span){0}, "pkg-config: %s", complaint);
    return false;
  }
  arguments_add_words(compile, c);
  arguments_add_words(link, l);
  return true;
}

bool foreign_flags(Diag *dg, const Emitted *c, const char *triple, bool is_static,
                   const char *work_dir, Arguments *compile, Arguments *link) {
  bool is_good = true;
  for (int i = 0; i < c->foreign.len; i++)
    for (int k = 0; k < c->foreign.data[i]->needs.len; k++) {
      const ForeignNeed *need = &c->foreign.data[i]->needs.data[k];
      const char *flag;
      switch (need->kind) {
      case NEED_HEADER:
        flag = folder_flag(dg->arena, dg->sources, need);
        if (!has_argument(compile, flag)) arguments_add(compile, flag);
        break;
      case NEED_LIBRARY:
        flag = arena_printf(dg->arena, "-l%s", need->text);
        if (!has_argument(link, flag)) arguments_add(link, flag);
        break;
      case NEED_PKG_CONFIG:
        is_good = add_package(dg, need, triple, is_static, work_dir, compile, link) && is_good;
        break;
      }
    }
  return is_good;
}

/* ---- what the C compiler says ---- */

/* Where in the script a place of inline C stands, by walking through the string as it is written there. */
static Span text_place(const Sources *sources, const Foreign *f, int line, int column) {
  const Source *source = sources->file.data[f->text_span.file];
  const char *start = source->text + f->text_span.at, *end = start + f->text_span.len;
  int at_line = 1, at_column = 1;
  if (*start != '"') return f->text_span; /* it comes from a macro, whose use this is */
  for (const char *p = start + 1; p < end; p++) {
    if (at_line == line && at_column == column) {
      size_t word = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
      return span_of(f->text_span.file, (uint32_t)(p - source->text), word ? word : 1);
    }
    bool is_newline = *p == '\n';
    if (*p == '\\') is_newline = *++p == 'n';
    if (is_newline) at_line++;
    at_column = is_newline ? 1 : at_column + 1;
  }
  return f->text_span;
}

/* A place as messages give it: "foreign:3:text:12:7". */
typedef struct Place {
  const Foreign *foreign; /* NULL: it is none */
  bool is_text;
  int line, column;
} Place;

static Place read_place(const Emitted *c, const char *at) {
  Place place = {NULL, false, 0, 0};
  int number = 0, used = 0;
  if (sscanf(at, FOREIGN_FILE "%d%n", &number, &used) < 1) return place;
  if (number < 1 || number > c->foreign.len) return place;
  place.foreign = c->foreign.data[number - 1];
  at += used;
  place.is_text = strncmp(at, FOREIGN_TEXT, strlen(FOREIGN_TEXT)) == 0;
  if (place.is_text) at += strlen(FOREIGN_TEXT);
  sscanf(at, ":%d:%d", &place.line, &place.column);
  return place;
}

/* "#line 2 "tool.smt"" for the place. */
static void add_line(Text *out, Sources *sources, const Place *place) {
  const Foreign *f = place->foreign;
  uint32_t line, column;
  Span span = place->is_text ? f->text_span : f->span;
  source_line(sources, span, &line, &column);
  text_printf(out, "#line %u \"%s\"\n", line, sources->file.data[span.file]->path);
}

Emitted foreign_name_places(Arena *arena, Sources *sources, Emitted c) {
  static const char start[] = "#line 1 \"";
  Text out = {.arena = arena};
  for (const char *line = c.text, *next; c.foreign.len && *line; line = next) {
    Place place = {.foreign = NULL};
    next = line + strcspn(line, "\n");
    if (*next) next++;
    if (strncmp(line, start, sizeof start - 1) == 0)
      place = read_place(&c, line + sizeof start - 1);
    if (place.foreign) add_line(&out, sources, &place);
    else text_add(&out, line, (size_t)(next - line));
  }
  if (c.foreign.len) c.text = out.data, c.size = out.size;
  return c;
}

/* The need that a message about a missing file is about, or NULL. */
static const ForeignNeed *missing_header(const Foreign *f, const char *message) {
  if (!strstr(message, "No such file") && !strstr(message, "file not found")) return NULL;
  for (int i = 0; i < f->needs.len; i++)
    if (f->needs.data[i].kind == NEED_HEADER && strstr(message, f->needs.data[i].text))
      return &f->needs.data[i];
  return NULL;
}

static void report_compile(Diag *dg, const Place *place, const char *message) {
  const Foreign *f = place->foreign;
  const ForeignNeed *header = missing_header(f, message);
  if (header) diag_error(dg, DIAG_FOREIGN, header->span, "there is no header `%s`", header->text);
  else if (place->is_text)
    diag_error(dg, DIAG_FOREIGN, text_place(dg->sources, f, place->line, place->column),
               "this C does not compile");
  else if (f->is_inline)
    diag_error(dg, DIAG_FOREIGN, f->span,
               "this C does not fit the types of its variables or result");
  else
    diag_error(dg, DIAG_FOREIGN, f->span, "C does not have `%s` as it is declared here", f->text);
  diag_note(dg, (Span){0}, "the C compiler: %s", message);
}

/* Does the text mention this name as a whole word? */
static bool mentions(const char *text, const char *name, size_t size) {
  static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  for (const char *p = text; (p = strpbrk(p, word)); p += strspn(p, word))
    if (strspn(p, word) == size && strncmp(p, name, size) == 0) return true;
  return false;
}

static bool report_undefined(Diag *dg, const Emitted *c, const char *name, size_t size) {
  bool found = false;
  for (int i = 0; i < c->foreign.len; i++) {
    const Foreign *f = c->foreign.data[i];
    bool is_finalizer = f->finalizer && mentions(f->finalizer, name, size);
    if (!is_finalizer && !mentions(f->text, name, size)) continue;
    found = true;
    diag_error(dg, DIAG_FOREIGN, is_finalizer ? f->span : f->text_span,
               "`%.*s` is in none of the libraries that this program is linked with", (int)size,
               name);
    diag_hint(dg, "name the library that has it: (:library \"m\") or (:pkg-config \"sqlite3\")");
  }
  return found;
}

static bool report_library(Diag *dg, const Emitted *c, const char *name, size_t size) {
  bool found = false;
  for (int i = 0; i < c->foreign.len; i++)
    for (int k = 0; k < c->foreign.data[i]->needs.len; k++) {
      const ForeignNeed *need = &c->foreign.data[i]->needs.data[k];
      bool is_it = need->kind == NEED_LIBRARY && strlen(need->text) == size &&
                   strncmp(need->text, name, size) == 0;
      if (!is_it && need->kind != NEED_PKG_CONFIG) continue;
      found = true;
      diag_error(dg, DIAG_FOREIGN, need->span, "the linker finds no library `%.*s`", (int)size,
                 name);
    }
  return found;
}

/* What stands behind the words on this line, up to a quote or blank; NULL when they do not stand there. */
static const char *word_after(const char *line, const char *words, size_t *size) {
  const char *at = strstr(line, words);
  if (!at) return NULL;
  at += strlen(words);
  at += strspn(at, "`' ");
  *size = strcspn(at, "' :");
  return at;
}

/* What a C compiler says of the wrapper follows from what it has said of the text in it. */
static bool is_told(const Diag *dg, const Place *place) {
  Span text = place->foreign->text_span;
  for (int i = 0; i < dg->messages.len && place->foreign->is_inline && !place->is_text; i++) {
    Span told = dg->messages.data[i]->span;
    if (told.file == text.file && told.at >= text.at && told.at < text.at + text.len) return true;
  }
  return false;
}

/* One line of the log; `inside`: the foreign part that the last lines were about. */
static bool explain_line(Diag *dg, const Emitted *c, char *line, Place *inside) {
  size_t size;
  const char *name, *place = strstr(line, FOREIGN_FILE);
  if (place) {
    Place p = read_place(c, place);
    if (p.foreign) *inside = p;
  }
  char *message = strstr(line, "error: ");
  if ((name = word_after(line, "undefined reference to ", &size)) ||
      (name = word_after(line, "undefined symbol: ", &size)))
    return report_undefined(dg, c, name, size);
  if ((name = word_after(line, "cannot find -l", &size)) ||
      (name = word_after(line, "unable to find library -l", &size)))
    return report_library(dg, c, name, size);
  if (!message || !inside->foreign || is_told(dg, inside)) return false;
  message += strlen("error: ");
  char *option = strstr(message, " [-W");
  if (option) *option = 0;
  report_compile(dg, inside, message);
  return true;
}

bool foreign_explain(Diag *dg, const Emitted *c, char *log) {
  Place inside = {NULL, false, 0, 0};
  bool is_explained = false;
  char *save = NULL;
  for (char *line = strtok_r(log, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
    if (explain_line(dg, c, line, &inside)) is_explained = true;
  return is_explained;
}
