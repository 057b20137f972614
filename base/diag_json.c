/* diag_json.c -- messages for programs; see diag.h. The objects are described in docs/cli.md. */
#include "base/diag.h"

#include "base/utf8.h"

#define VERSION 1 /* of the objects; it changes when a member changes its meaning or goes */

/* What is not UTF-8 becomes U+FFFD: text of the program may be quoted, and a path may be anything. */
static void put_string(FILE *out, const char *text) {
  const char *end = text + strlen(text);
  fputc('"', out);
  while (text < end) {
    const char *first = text;
    uint32_t code = utf8_decode(&text, end);
    if (code == UTF8_BAD) fputs("\\ufffd", out);
    else if (code == '"' || code == '\\') fprintf(out, "\\%c", (char)code);
    else if (code == '\n') fputs("\\n", out);
    else if (code < 0x20 || code == 0x7f) fprintf(out, "\\u%04x", code);
    else fwrite(first, 1, (size_t)(text - first), out);
  }
  fputc('"', out);
}

static void put_member(FILE *out, const char *name, const char *text) {
  fprintf(out, ",\"%s\":", name);
  if (text) put_string(out, text);
  else fputs("null", out);
}

static void put_place(FILE *out, Sources *sources, Span span, const char *name) {
  uint32_t line, column;
  source_line(sources, span, &line, &column);
  fprintf(out, ",\"%s\":{\"line\":%u,\"column\":%u,\"byte\":%u}", name, line, column, span.at);
}

static void put_span(FILE *out, Sources *sources, Span span) {
  fputs("\"span\":", out);
  if (!span.file) {
    fputs("null", out);
    return;
  }
  Span end = {.file = span.file, .at = span.at + span.len};
  fputs("{\"file\":", out);
  put_string(out, sources->file.data[span.file]->path);
  put_place(out, sources, span, "start");
  put_place(out, sources, end, "end");
  fputc('}', out);
}

/* The remarks of one kind: `text` is what their text is called. */
static void put_remarks(FILE *out, Sources *sources, const Message *m, Severity kind,
                        const char *name, const char *text) {
  const char *separator = "";
  fprintf(out, ",\"%s\":[", name);
  for (m = m->next; m; m = m->next) {
    if (m->severity != kind) continue;
    fputs(separator, out);
    separator = ",";
    if (kind == SEVERITY_HINT) {
      put_string(out, m->text);
      continue;
    }
    fputc('{', out);
    put_span(out, sources, m->span);
    put_member(out, text, m->text);
    fputc('}', out);
  }
  fputc(']', out);
}

static void put_head(FILE *out, bool is_error, const char *code, const char *title,
                     const char *text) {
  fprintf(out, "{\"version\":%d", VERSION);
  put_member(out, "severity", is_error ? "error" : "warning");
  put_member(out, "code", code);
  put_member(out, "title", title);
  put_member(out, "message", text);
}

void diag_print_json(Diag *dg, FILE *out) {
  int count;
  Message **message = diag_sorted(dg, &count);
  for (int i = 0; i < count; i++) {
    const Message *m = message[i];
    put_head(out, m->severity == SEVERITY_ERROR || dg->strict, diag_code_name(m->code),
             diag_code_title(m->code), m->text);
    fputc(',', out);
    put_span(out, dg->sources, m->span);
    put_member(out, "expected", m->expected);
    put_member(out, "found", m->found);
    put_remarks(out, dg->sources, m, SEVERITY_NOTE, "notes", "message");
    put_remarks(out, dg->sources, m, SEVERITY_HINT, "hints", NULL);
    put_remarks(out, dg->sources, m, SEVERITY_EDIT, "edits", "replacement");
    fputs("}\n", out);
  }
}

void diag_print_json_failure(FILE *out, const char *text) {
  put_head(out, true, NULL, NULL, text);
  fputs(",\"span\":null,\"expected\":null,\"found\":null,\"notes\":[],\"hints\":[],\"edits\":[]}\n",
        out);
}
