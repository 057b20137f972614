/* imports.c -- the package form, imports and exports, and what a script without a package form sees. */
#include <string.h>

#include "frontend/macro.h"
#include "frontend/parse.h"
#include "typecheck/check.h"
#include "typecheck/module.h"

static Package *import_package(Module *m, Datum *name) {
  Checker *c = &m->c;
  World *w = c->world;
  Package *p = package_find(w, c->scope, name->name);
  if (!p && w->load) {
    int before = c->diag->errors;
    p = w->load(w, name->name, name->span, name->span.file);
    if (!p && c->diag->errors > before) {
      c->scope->incomplete = true;
      return NULL;
    }
  }
  if (!p) {
    Datum d = *name;
    d.pkg = name->name;
    c->scope->incomplete = false;
    scope_find(w, c->scope, SPACE_VALUE, &d, true);
    c->scope->incomplete = true;
    return NULL;
  }
  if (p->loading) {
    diag_error(c->diag, DIAG_IMPORT_CYCLE, name->span,
               "the package `%s` imports itself, by a cycle of imports", p->name->text);
    if (p->loaded_from.file) diag_note(c->diag, p->loaded_from, "its import begins here");
    return NULL;
  }
  return p;
}

/* Remember an import, and that nothing has used it yet. */
static void note_import(Module *m, Package *p, const Sym *name, bool is_nickname, Span span) {
  Checker *c = &m->c;
  ImportUse use = {p, name, is_nickname, span};
  if (!c->scope->seen) return;
  vec_push(c->arena, &m->imports, use);
  map_put(c->arena, c->scope->seen, p, NULL);
}

/* What an import clause names: pkg, (pkg as nick) */
static void import_one(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->kind == DATUM_NAME) {
    Package *p = import_package(m, d);
    if (!p) return;
    scope_open(c->world, c->scope, p);
    note_import(m, p, NULL, false, d->span);
    return;
  }
  if (d->kind == DATUM_LIST && d->len == 3 && d->item[0]->kind == DATUM_NAME &&
      datum_is_name(d->item[1], "as") && d->item[2]->kind == DATUM_NAME) {
    Package *p = import_package(m, d->item[0]);
    if (!p) return;
    names_put(c->arena, &c->scope->nickname, d->item[2]->name, p);
    note_import(m, p, NULL, true, d->span);
    return;
  }
  collect_error(c, d->span, "an import is a package's name or (package as nickname)");
}

void collect_import(Module *m, Datum *d) {
  for (int i = 1; i < d->len; i++) import_one(m, d->item[i]);
}

void collect_import_from(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->len < 2 || d->item[1]->kind != DATUM_NAME) {
    collect_error(c, d->span, "this clause is written (import-from package name ...)");
    return;
  }
  Package *p = import_package(m, d->item[1]);
  for (int i = 2; p && i < d->len; i++) {
    bool found = false;
    if (d->item[i]->kind != DATUM_NAME) {
      collect_error(
          c, d->item[i]->span,
          "the names to import stand one after the other: (import-from package name ...)");
      continue;
    }
    for (int s = 0; s < SPACES; s++) {
      void *e = names_get(&p->exported[s], d->item[i]->name);
      if (e) names_put(c->arena, &c->scope->visible[s], d->item[i]->name, e);
      found = found || e;
    }
    if (found) note_import(m, p, d->item[i]->name, false, d->item[i]->span);
    if (!found) {
      Datum q = *d->item[i];
      q.pkg = d->item[1]->name;
      scope_find(c->world, c->scope, SPACE_VALUE, &q, true);
    }
  }
}

static bool is_seen(Module *m, const Package *p, const Sym *name) {
  const Map *seen = m->c.scope->seen;
  for (int s = 0; s < SPACES; s++) {
    const Map *exported = &p->exported[s];
    if (name && map_get(seen, names_get(exported, name))) return true;
    for (int i = 0; !name && i < exported->len; i++)
      if (map_get(seen, exported->entry[i].value)) return true;
  }
  return false;
}

/* What a macro's template mentions is looked up where the macro is used, perhaps in another file. */
static bool has_macros(const Package *p) {
  const Map *own = &p->own[SPACE_VALUE];
  for (int i = 0; i < own->len; i++)
    if (((const Global *)own->entry[i].value)->kind == VALUE_MACRO) return true;
  return false;
}

void warn_unused_imports(Module *m) {
  Diag *dg = m->c.diag;
  if (has_macros(m->c.package)) return;
  for (int i = 0; i < m->imports.len; i++) {
    ImportUse *use = &m->imports.data[i];
    const Package *p = use->package;
    if (p->has_effects || map_get(m->c.scope->seen, p)) continue;
    if (!use->is_nickname && is_seen(m, p, use->name)) continue;
    if (use->name)
      diag_warn(dg, DIAG_UNUSED_IMPORT, use->span, "`%s` is imported from `%s`, but never used",
                use->name->text, p->name->text);
    else
      diag_warn(dg, DIAG_UNUSED_IMPORT, use->span, "the package `%s` is imported, but never used",
                p->name->text);
    diag_edit(dg, use->span, "%s", "");
  }
}

void package_clause(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->kind == DATUM_STRING) return;
  if (datum_is_form(d, "import")) collect_import(m, d);
  else if (datum_is_form(d, "import-from")) collect_import_from(m, d);
  else if (datum_is_form(d, "shadow")) return;
  else if (datum_is_form(d, "export")) {
    for (int i = 1; i < d->len; i++)
      if (d->item[i]->kind == DATUM_NAME) vec_push(c->arena, &m->export, d->item[i]);
  } else
    collect_error(
        c, d->span,
        "a clause of a package is (import ...), (import-from ...), (export ...) or (shadow ...)");
}

Scope *scope_new(World *w, Package *p) {
  Scope *s = ARENA_NEW(w->arena, Scope);
  s->package = p;
  Package *coalton = package_get(w, sym_of(w->names, "coalton"));
  if (coalton != p) scope_open(w, s, coalton);
  return s;
}

static const struct {
  const char *nick, *package;
} nicknames[] = {{"iter", "coalton/iterator"},
                 {"str", "coalton/string"},
                 {"vec", "coalton/vector"},
                 {"st", "coalton/monad/state"},
                 {"env", "coalton/monad/environment"},
                 {"id", "coalton/monad/identity"},
                 {"sys", "coalton/system"},
                 {"foreign", "smelter/foreign"}};

const char *check_nickname(const char *nick) {
  for (size_t i = 0; i < sizeof nicknames / sizeof *nicknames; i++)
    if (strcmp(nicknames[i].nick, nick) == 0) return nicknames[i].package;
  return NULL;
}

/* What a script without a package form sees. */
void open_script_environment(Module *m) {
  World *w = m->c.world;
  Scope *s = m->c.scope;
  static const char *const open[] = {"coalton-prelude", "smelter"};
  for (int i = 0; i < 2; i++) {
    Package *p = names_get(&w->package, sym_of(w->names, open[i]));
    if (p) scope_open(w, s, p);
  }
  for (int i = 0; i < w->package.len; i++) {
    Package *p = w->package.entry[i].value;
    if (!p->is_library || strncmp(p->name->text, "coalton/", 8) != 0) continue;
    const char *last = strrchr(p->name->text, '/') + 1;
    const Sym *n = sym_of(w->names, last);
    if (!names_get(&s->nickname, n)) names_put(w->arena, &s->nickname, n, p);
  }
  for (size_t i = 0; i < sizeof nicknames / sizeof *nicknames; i++) {
    Package *p = names_get(&w->package, sym_of(w->names, nicknames[i].package));
    if (p) names_put(w->arena, &s->nickname, sym_of(w->names, nicknames[i].nick), p);
  }
}

void export_all(Module *m) {
  Checker *c = &m->c;
  Package *p = c->package;
  if (p->exports_all) {
    for (int s = 0; s < SPACES; s++)
      for (int i = 0; i < p->own[s].len; i++)
        package_export(c->world, p, s, p->own[s].entry[i].key, p->own[s].entry[i].value);
    return;
  }
  for (int i = 0; i < m->export.len; i++) {
    Datum *d = m->export.data[i];
    bool found = false;
    for (int s = 0; s < SPACES; s++) {
      void *e = scope_lookup(c->world, c->scope, s, d);
      if (e) package_export(c->world, p, s, d->name, e);
      found = found || e;
    }
    if (!found) scope_find(c->world, c->scope, SPACE_VALUE, d, true);
  }
}
