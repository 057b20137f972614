/* diag_print.c -- messages as text, with the source line under each; see diag.h. */
#include "base/diag.h"

#include "base/utf8.h"
#include <stdlib.h>

#define MOST_ERRORS 20  /* what one run prints */
#define SHOWN 100       /* columns of a source line that are shown */
#define SHOWN_ABOVE 160 /* a line of more bytes is cut to a window ... */
#define SHOWN_AHEAD 50  /* ... that starts this many characters before the place */
#define TAB_STOP 8
#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

typedef struct Printer {
  Diag *dg;
  FILE *out;
  bool color;
} Printer;

static const char *const severity_names[] = {"error", "warning", "note", "hint"};
static const char *const severity_colors[] = {"\033[1;31m", "\033[1;35m", "\033[1;36m",
                                              "\033[1;32m"};

static void paint(Printer *pr, const char *color) {
  if (pr->color) fputs(color, pr->out);
}
static void unpaint(Printer *pr) { paint(pr, "\033[0m"); }

static void put_times(FILE *out, const char *text, int times) {
  for (int i = 0; i < times; i++) fputs(text, out);
}

/* The end of the line that `at` stands on, without the carriage return and blanks before it. */
static const char *trimmed_end(const char *start, const char *at, const char *limit) {
  const char *end = memchr(at, '\n', (size_t)(limit - at));
  if (!end) end = limit;
  while (end > start && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t')) end--;
  return end;
}

static bool starts_char(const char *p) { return ((unsigned char)*p & 0xc0) != 0x80; }

/* The source line of `span` with the part of the span that stands on it underlined. Tabs become blanks,
 * what should not reach a terminal becomes U+FFFD, and of a very long line a window is shown. */
static void print_line(Printer *pr, Span span, uint32_t line, const char *color) {
  FILE *out = pr->out;
  const Source *source = pr->dg->sources->file.data[span.file];
  const char *limit = source->text + source->size;
  const char *start = source->text + source->line_at[line - 1];
  const char *at = source->text + (span.at < source->size ? span.at : source->size);
  const char *end = trimmed_end(start, at, limit);
  const char *last = (size_t)span.len < (size_t)(limit - at) ? at + span.len : limit;
  const char *p = start;
  int column = 0, from = -1, to = -1;

  if (last > end) last = end;
  int gutter = fprintf(out, "  %u", line);
  fputs(end > start ? " | " : " |", out);
  if (end - start > SHOWN_ABOVE) {
    p = at < end ? at : end;
    for (int i = 0; i < SHOWN_AHEAD && p > start; i++)
      while (--p > start && !starts_char(p)) {}
    if (p > start) column = fprintf(out, "...");
  }
  while (p < end) {
    if (p >= at && from < 0) from = column;
    if (p >= last && to < 0) to = column;
    if (column >= SHOWN && end - start > SHOWN_ABOVE) {
      fputs("...", out);
      break;
    }
    const char *first = p;
    uint32_t code = utf8_decode(&p, end);
    if (code == '\t') {
      int blanks = TAB_STOP - column % TAB_STOP;
      put_times(out, " ", blanks);
      column += blanks;
    } else if (code == UTF8_BAD || utf8_is_hidden(code)) {
      fputs(REPLACEMENT, out);
      column++;
    } else {
      fwrite(first, 1, (size_t)(p - first), out);
      column += utf8_width(code);
    }
  }
  if (from < 0)
    from = column + (at > end ? (int)(at - end) : 0); /* in the trimmed blanks or beyond */
  if (to < 0) to = column;

  fputc('\n', out);
  put_times(out, " ", gutter);
  fputs(" | ", out);
  put_times(out, " ", from);
  paint(pr, color);
  fputc('^', out);
  put_times(out, "~", to - from - 1);
  unpaint(pr);
  fputc('\n', out);
}

/* Text of the program may be quoted in it. */
static void print_text(FILE *out, const char *text) {
  const char *end = text + strlen(text);
  while (text < end) {
    const char *first = text;
    uint32_t code = utf8_decode(&text, end);
    if (code != '\n' && (code == UTF8_BAD || utf8_is_hidden(code))) {
      fputs(REPLACEMENT, out);
    } else {
      fwrite(first, 1, (size_t)(text - first), out);
    }
  }
}

static void print_one(Printer *pr, const Message *m) {
  FILE *out = pr->out;
  const char *color = severity_colors[m->severity];
  const char *name = severity_names[m->severity];
  bool placed = m->span.file != 0;
  uint32_t line = 0, column = 0;

  if (m->severity == SEVERITY_HINT || (m->severity == SEVERITY_NOTE && !placed)) {
    fputs("  ", out);
  } else if (placed) {
    source_line(pr->dg->sources, m->span, &line, &column);
    fprintf(out, "%s:%u:%u: ", pr->dg->sources->file.data[m->span.file]->path, line, column);
  } else {
    fputs("smt: ", out);
  }
  if (m->severity == SEVERITY_WARNING && pr->dg->strict) {
    color = severity_colors[SEVERITY_ERROR];
    name = severity_names[SEVERITY_ERROR];
  }
  paint(pr, color);
  fputs(name, out);
  if (m->severity <= SEVERITY_WARNING && placed) fprintf(out, "[%s]", diag_code_name(m->code));
  fputc(':', out);
  unpaint(pr);
  fputc(' ', out);
  print_text(out, m->text);
  fputc('\n', out);
  if (placed) print_line(pr, m->span, line, color);
}

typedef struct {
  const Message *message;
  int turn;
} Sorted;

static int compare_places(const void *left, const void *right) {
  const Sorted *a = left, *b = right;
  Span x = a->message->span, y = b->message->span;
  if (x.file != y.file) return x.file < y.file ? -1 : 1;
  if (x.at != y.at) return x.at < y.at ? -1 : 1;
  return a->turn - b->turn;
}

/* Reported before at the same place? `sorted` up to `i` has all messages of the place together. */
static bool is_repeated(const Sorted *sorted, int i) {
  const Message *m = sorted[i].message;
  for (int j = i - 1; j >= 0; j--) {
    const Message *other = sorted[j].message;
    if (other->span.file != m->span.file || other->span.at != m->span.at) return false;
    if (other->span.len == m->span.len && other->severity == m->severity &&
        strcmp(other->text, m->text) == 0)
      return true;
  }
  return false;
}

static void print_rest(FILE *out, int errors, int warnings) {
  if (!errors && !warnings) return;
  fputs("smt: not shown: ", out);
  if (errors) fprintf(out, "%d more error%s", errors, errors == 1 ? "" : "s");
  if (warnings)
    fprintf(out, "%s%d more warning%s", errors ? ", " : "", warnings, warnings == 1 ? "" : "s");
  fputc('\n', out);
}

void diag_print(Diag *dg, FILE *out, bool color) {
  Printer pr = {.dg = dg, .out = out, .color = color};
  int count = dg->messages.len, errors = 0, more_errors = 0, more_warnings = 0;
  Sorted *sorted = ARENA_ARRAY(dg->arena, Sorted, count);
  for (int i = 0; i < count; i++) sorted[i] = (Sorted){dg->messages.data[i], i};
  if (count) qsort(sorted, (size_t)count, sizeof *sorted, compare_places);

  for (int i = 0; i < count; i++) {
    const Message *m = sorted[i].message;
    bool is_error = m->severity == SEVERITY_ERROR || dg->strict;
    if (is_repeated(sorted, i)) continue;
    if (errors == MOST_ERRORS) {
      *(is_error ? &more_errors : &more_warnings) += 1;
      continue;
    }
    errors += is_error;
    for (; m; m = m->next) print_one(&pr, m);
  }
  print_rest(out, more_errors, more_warnings);
}
