/* form.c -- questions about data, and data made by the compiler. */
#include "frontend/parse_internal.h"

#include <string.h>

bool datum_is_name(const Datum *d, const char *text) {
  return d->kind == DATUM_NAME && !d->pkg && strcmp(d->name->text, text) == 0;
}

bool datum_is_form(const Datum *d, const char *head) {
  return d->kind == DATUM_LIST && d->len > 0 && d->item[0]->kind == DATUM_NAME &&
         strcmp(d->item[0]->name->text, head) == 0;
}

bool datum_is_keyword(const Datum *d) {
  return d->kind == DATUM_NAME && !d->pkg && d->name->text[0] == ':' && d->name->len > 1;
}

bool name_is_dynamic(const Sym *name) {
  if (name->len < 3 || name->text[0] != '*' || name->text[name->len - 1] != '*') return false;
  for (uint32_t i = 1; i + 1 < name->len; i++)
    if (name->text[i] != '*') return true;
  return false;
}

Datum *datum_new_name(World *w, Span span, const char *name) {
  Datum *d = ARENA_NEW(w->arena, Datum);
  d->kind = DATUM_NAME;
  d->span = span;
  const char *colon = strchr(name, ':');
  if (colon && colon != name && colon[1]) {
    d->pkg = sym_get(w->names, name, (size_t)(colon - name));
    d->name = sym_of(w->names, colon + 1);
  } else {
    d->name = sym_of(w->names, name);
  }
  return d;
}

Datum *datum_new_list(World *w, Span span, Datum **item, int len) {
  Datum *d = ARENA_NEW(w->arena, Datum);
  d->kind = DATUM_LIST;
  d->span = span;
  d->item = item;
  d->len = len;
  return d;
}

bool datum_is_list(const Datum *d) { return d->kind == DATUM_LIST; }

int datum_find_name(Datum **item, int len, const char *word) {
  for (int i = 0; i < len; i++)
    if (datum_is_name(item[i], word)) return i;
  return len;
}
