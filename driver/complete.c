/* complete.c -- see complete.h */
#include "driver/complete.h"

#include <stdlib.h>
#include <string.h>

#include "frontend/package.h"

typedef struct Completion {
  Session *session;
  const char *text; /* to be completed */
  size_t size;
  CompletionVec found;
} Completion;

static const char *const form[] = {
#define FORM(name, grammar, doc) name,
#define TOPLEVEL FORM
#include "driver/forms.def"
#undef TOPLEVEL
#undef FORM
};

/* prefix + name + suffix, when it begins as it should. Names with % are the library's own. */
static void offer(Completion *c, const char *prefix, const char *name, const char *suffix) {
  if (name[0] == '%' && name[1]) return;
  const char *whole = *prefix || *suffix
                          ? arena_printf(session_arena(c->session), "%s%s%s", prefix, name, suffix)
                          : name;
  if (strncmp(whole, c->text, c->size) == 0) vec_push(session_arena(c->session), &c->found, whole);
}

static void offer_names(Completion *c, const char *prefix, const Map names[SPACES]) {
  for (int space = 0; space < SPACES; space++)
    for (int i = 0; i < names[space].len; i++) {
      const Sym *name = names[space].entry[i].key;
      if (names[space].entry[i].value) offer(c, prefix, name->text, "");
    }
}

static void offer_members(Completion *c, const Scope *scope, size_t package) {
  World *w = session_world(c->session);
  const Package *p = package_find(w, scope, sym_get(w->names, c->text, package));
  char *prefix = arena_strndup(session_arena(c->session), c->text, package + 1);
  if (p) offer_names(c, prefix, p->exported);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_once(CompletionVec *v) {
  int kept = 0;
  if (v->len) qsort(v->data, (size_t)v->len, sizeof *v->data, by_text);
  for (int i = 0; i < v->len; i++)
    if (kept == 0 || strcmp(v->data[kept - 1], v->data[i]) != 0) v->data[kept++] = v->data[i];
  v->len = kept;
}

CompletionVec complete_name(Session *s, const char *text, size_t size) {
  Completion c = {.session = s, .text = text, .size = size};
  const Scope *scope = session_world(s)->entered;
  const char *colon = size > 1 ? memchr(text + 1, ':', size - 1) : NULL;
  if (colon && scope) offer_members(&c, scope, (size_t)(colon - text));
  else if (scope) {
    offer_names(&c, "", scope->visible);
    for (int i = 0; i < scope->nickname.len; i++)
      offer(&c, "", ((const Sym *)scope->nickname.entry[i].key)->text, ":");
  }
  if (!colon)
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) offer(&c, "", form[i], "");
  sort_once(&c.found);
  return c.found;
}
