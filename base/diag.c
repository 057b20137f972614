/* diag.c -- collecting messages; see diag.h. diag_print.c prints them. */
#include "base/diag.h"

#include <assert.h>

static const struct {
  const char *name, *title;
} codes[] = {
#define DIAG(name, code, title) {code, title},
#include "base/diags.def"
#undef DIAG
};

const char *diag_code_name(DiagCode code) { return codes[code].name; }
const char *diag_code_title(DiagCode code) { return codes[code].title; }

void diag_init(Diag *dg, Arena *arena, Sources *sources) {
  *dg = (Diag){.arena = arena, .sources = sources};
}

void diag_clear(Diag *dg) {
  dg->messages.len = 0;
  dg->errors = dg->warnings = 0;
}

static Message *message_new(Diag *dg, Severity severity, Span span, const char *fmt, va_list ap) {
  Message *m = ARENA_NEW(dg->arena, Message);
  m->severity = severity;
  m->span = span;
  m->text = arena_vprintf(dg->arena, fmt, ap);
  return m;
}

static void add_message(Diag *dg, Severity severity, DiagCode code, Span span, const char *fmt,
                        va_list ap) {
  Message *m = message_new(dg, severity, span, fmt, ap);
  m->code = code;
  vec_push(dg->arena, &dg->messages, m);
}

static void add_remark(Diag *dg, Severity severity, Span span, const char *fmt, va_list ap) {
  assert(dg->messages.len && "a note or a hint belongs to a message");
  Message *last = dg->messages.data[dg->messages.len - 1];
  while (last->next) last = last->next;
  last->next = message_new(dg, severity, span, fmt, ap);
}

static const void *place_key(Span span) {
  return (void *)((uintptr_t)span.file << 52 ^ (uintptr_t)span.len << 32 ^ span.at);
}

void diag_expansion(Diag *dg, Span use, Span macro, const char *name) {
  Expansion expansion = {macro, name};
  vec_push(dg->arena, &dg->expansions, expansion);
  map_put(dg->arena, &dg->expansion_at, place_key(use), (void *)(intptr_t)dg->expansions.len);
}

/* A message about something that a macro made. */
static void note_expansion(Diag *dg, DiagCode code, Span span) {
  int i = code == DIAG_MACRO ? 0 : (int)(intptr_t)map_get(&dg->expansion_at, place_key(span));
  if (i == 0) return;
  const Expansion *made = &dg->expansions.data[i - 1];
  diag_note(dg, made->macro, "in what the macro `%s` made of it", made->name);
}

void diag_error(Diag *dg, DiagCode code, Span span, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  add_message(dg, SEVERITY_ERROR, code, span, fmt, ap);
  va_end(ap);
  note_expansion(dg, code, span);
  dg->errors++;
}

void diag_warn(Diag *dg, DiagCode code, Span span, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  add_message(dg, SEVERITY_WARNING, code, span, fmt, ap);
  va_end(ap);
  note_expansion(dg, code, span);
  if (dg->strict) {
    dg->errors++;
  } else {
    dg->warnings++;
  }
}

void diag_note(Diag *dg, Span span, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  add_remark(dg, SEVERITY_NOTE, span, fmt, ap);
  va_end(ap);
}

void diag_hint(Diag *dg, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  add_remark(dg, SEVERITY_HINT, (Span){0}, fmt, ap);
  va_end(ap);
}
