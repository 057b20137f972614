/* diag.c -- collecting messages; see diag.h. diag_print.c and diag_json.c print them. */
#include "base/diag.h"

#include <assert.h>
#include <stdlib.h>

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

static Message *last_message(Diag *dg) {
  assert(dg->messages.len && "a note or a hint belongs to a message");
  return dg->messages.data[dg->messages.len - 1];
}

static void add_remark(Diag *dg, Severity severity, Span span, const char *fmt, va_list ap) {
  Message *last = last_message(dg);
  while (last->next) last = last->next;
  last->next = message_new(dg, severity, span, fmt, ap);
  if (severity != SEVERITY_EDIT) dg->remarks++;
}

static bool is_within(Span inner, Span outer) {
  return inner.file == outer.file && outer.at <= inner.at &&
         inner.at + inner.len <= outer.at + outer.len;
}

bool diag_covers(const Diag *dg, Span span) {
  for (int i = dg->messages.len - 1; i >= 0; i--)
    if (dg->messages.data[i]->severity == SEVERITY_ERROR &&
        is_within(span, dg->messages.data[i]->span))
      return true;
  return false;
}

bool diag_is_wrong_in(const Diag *dg, Span span) {
  for (int i = dg->messages.len - 1; span.file && i >= 0; i--)
    if (dg->messages.data[i]->severity == SEVERITY_ERROR &&
        is_within(dg->messages.data[i]->span, span))
      return true;
  return false;
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

void diag_edit(Diag *dg, Span span, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  add_remark(dg, SEVERITY_EDIT, span, fmt, ap);
  va_end(ap);
}

void diag_types(Diag *dg, const char *expected, const char *found) {
  Message *m = last_message(dg);
  m->expected = expected;
  m->found = found;
}

typedef struct {
  Message *message;
  int turn;
} Sorted;

static int compare_places(const void *left, const void *right) {
  const Sorted *a = left, *b = right;
  Span x = a->message->span, y = b->message->span;
  if (x.file != y.file) return x.file < y.file ? -1 : 1;
  if (x.at != y.at) return x.at < y.at ? -1 : 1;
  return a->turn - b->turn;
}

/* Is m among the messages kept? These have all earlier ones of its place together at their end. */
static bool is_repeated(Message **kept, int count, const Message *m) {
  for (int j = count - 1; j >= 0; j--) {
    const Message *other = kept[j];
    if (other->span.file != m->span.file || other->span.at != m->span.at) return false;
    if (other->span.len == m->span.len && other->severity == m->severity &&
        strcmp(other->text, m->text) == 0)
      return true;
  }
  return false;
}

Message **diag_sorted(Diag *dg, int *count) {
  int n = dg->messages.len;
  Sorted *sorted = ARENA_ARRAY(dg->arena, Sorted, n + 1);
  Message **out = ARENA_ARRAY(dg->arena, Message *, n + 1);
  for (int i = 0; i < n; i++) sorted[i] = (Sorted){dg->messages.data[i], i};
  if (n) qsort(sorted, (size_t)n, sizeof *sorted, compare_places);
  *count = 0;
  for (int i = 0; i < n; i++)
    if (!is_repeated(out, *count, sorted[i].message)) out[(*count)++] = sorted[i].message;
  return out;
}
