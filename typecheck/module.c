/* module.c -- one file, from its data to Core: the order in which things are checked.
 *
 *   takes:     data of a file
 *   leaves:    globals in a CoreUnit, entities in the file's package
 *
 * First every top-level form is seen once, so that order does not matter. Then types, classes, heads of instances,
 * declarations, bodies of values by dependency, methods; at the end the order in which values are computed, and main. */
#include <string.h>

#include "codegen/prims.h"
#include "frontend/macro.h"
#include "frontend/parse.h"
#include "typecheck/check.h"
#include "typecheck/checker.h"
#include "typecheck/module.h"

static CoreGlobal *core_global_new(World *w, Package *p, GlobalKind kind, const Sym *name,
                                   Span span) {
  CoreGlobal *g = ARENA_NEW(w->arena, CoreGlobal);
  g->kind = kind;
  g->pkg = p->name;
  g->name = name;
  g->span = span;
  g->is_library = p->is_library;
  cname_give(&w->cnames, g);
  return g;
}

CoreGlobal *global_new(Checker *c, GlobalKind kind, const Sym *name, Span span) {
  CoreGlobal *g = core_global_new(c->world, c->package, kind, name, span);
  vec_push(c->arena, &c->unit->globals, g);
  return g;
}

static const char *space_word(Space s) {
  return s == SPACE_TYPE ? "type" : s == SPACE_CLASS ? "class" : "name";
}

bool define_entity(Checker *c, Space space, const Sym *name, Span span, void *entity,
                   Span old_span) {
  void *old = names_get(&c->package->own[space], name);
  if (old) {
    diag_error(c->diag, DIAG_DUPLICATE, span, "the %s `%s` is defined already", space_word(space),
               name->text);
    if (old_span.file) diag_note(c->diag, old_span, "defined here first");
    return false;
  }
  names_put(c->arena, &c->package->own[space], name, entity);
  return true;
}

Global *value_new(Checker *c, ValueKind kind, const Sym *name, Span span) {
  Global *g = ARENA_NEW(c->arena, Global);
  g->kind = kind;
  g->name = name;
  g->home = c->package;
  g->span = span;
  Global *old = name ? names_get(&c->package->own[SPACE_VALUE], name) : NULL;
  Span none = {0};
  if (name) define_entity(c, SPACE_VALUE, name, span, g, old ? old->span : none);
  return g;
}

/* Look for macros first: they may be used before their definition stands. */
static void collect_macros(Module *m, DatumVec data, int from) {
  for (int i = from; i < data.len; i++)
    if (macro_definition_name(data.data[i])) collect_macro(m, data.data[i]);
}

/* A comment as other languages have them. */
static bool is_slashes(Checker *c, Datum *d) {
  return d->kind == DATUM_NAME && !d->pkg && strncmp(d->name->text, "//", 2) == 0 &&
         !scope_lookup(c->world, c->scope, SPACE_VALUE, d);
}

/* The index of the last form on the line: all of them are meant to be comment. */
static int report_slashes(Checker *c, DatumVec data, int i) {
  Span span = data.data[i]->span;
  uint32_t line, other, column;
  diag_error(c->diag, DIAG_SYNTAX, span, "a comment begins with `;`");
  diag_edit(c->diag, span_of(span.file, span.at, 2), ";");
  source_line(c->world->sources, span, &line, &column);
  for (; i + 1 < data.len; i++) {
    source_line(c->world->sources, data.data[i + 1]->span, &other, &column);
    if (other != line) break;
  }
  return i;
}

static bool is_macro_definition(Datum *d) { return macro_definition_name(d) != NULL; }

/* What a file's entities know of its text is of no use once it has been checked. */
static void forget_forms(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < c->definition.len; i++) c->definition.data[i]->global->def = NULL;
  for (int i = 0; i < c->tycon.len; i++) {
    c->tycon.data[i]->alias_form = NULL;
    c->tycon.data[i]->alias_scope = NULL;
  }
  for (int i = 0; i < c->cls.len; i++) {
    Class *k = c->cls.data[i];
    k->form = NULL;
    k->scope = NULL;
    for (int q = 0; q < k->methods; q++)
      if (k->method[q].fallback) k->method[q].fallback_form = NULL;
  }
  for (int i = 0; i < m->made.len; i++) {
    m->made.data[i]->form = NULL;
    m->made.data[i]->method_form = NULL;
  }
}

/* An input that failed may be entered again, with the same instances. */
static void forget_instances(Module *m) {
  for (int i = m->made.len; i-- > 0;) instance_forget(&m->c, m->made.data[i]);
}

/* Would importing the file be of use, although nothing names what it defines? */
static void note_effects(Module *m) {
  Package *p = m->c.package;
  p->has_effects = !p->is_library && m->made.len > 0;
  for (int i = 0; i < m->c.definition.len; i++)
    p->has_effects = p->has_effects || m->c.definition.data[i]->is_expression;
}

Package *check_file(World *w, struct Builtins *b, DatumVec data, FileKind kind, CoreUnit *unit,
                    const Sym *expected_name) {
  Module m = {0};
  Checker *c = &m.c;
  int errors = w->diag->errors;
  c->world = w;
  c->arena = w->arena;
  c->diag = w->diag;
  c->builtin = (Builtins *)b;
  c->unit = unit;
  m.kind = kind;
  c->principal = kind == FILE_TYPE;
  int at = 0;
  Datum *package = data.len && datum_is_form(data.data[0], "package") ? data.data[at++] : NULL;
  const Sym *name = expected_name ? expected_name : NULL;
  if (package) {
    if (package->len < 2 || package->item[1]->kind != DATUM_NAME) {
      diag_error(w->diag, DIAG_SYNTAX, package->span,
                 "a package is written (package name clause ...)");
      return NULL;
    }
    name = package->item[1]->name;
    if (expected_name && name != expected_name) {
      diag_error(w->diag, DIAG_IMPORT_FAILED, package->item[1]->span,
                 "this file is imported as `%s`, but calls itself `%s`", expected_name->text,
                 name->text);
      return NULL;
    }
  }
  Package *p;
  if (name) p = package_get(w, name);
  else {
    p = ARENA_NEW(w->arena, Package);
  }
  p->is_library = kind == FILE_LIBRARY;
  p->loading = true;
  c->package = p;
  c->scope = scope_new(w, p);
  if (kind == FILE_SCRIPT || kind == FILE_PACKAGE || kind == FILE_EXPORTS)
    c->scope->seen = ARENA_NEW(c->arena, Map);
  if (!package) {
    p->exports_all = true;
    if ((kind == FILE_INPUT || kind == FILE_TYPE) && w->entered)
      scope_inherit(w, c->scope, w->entered);
    else open_script_environment(&m);
  } else {
    for (int i = 2; i < package->len; i++) package_clause(&m, package->item[i]);
    if (kind != FILE_LIBRARY && m.export.len == 0) p->exports_all = true;
  }
  collect_macros(&m, data, at);
  for (int i = at; i < data.len; i++)
    if (is_slashes(c, data.data[i])) i = report_slashes(c, data, i);
    else if (!is_macro_definition(data.data[i])) collect_form(&m, data.data[i]);
  check_attribute_left(&m);
  module_types(&m);
  module_classes(&m);
  export_all(&m);
  module_instances(&m);
  module_values(&m);
  p->loading = false;
  if (w->diag->errors == errors) {
    note_effects(&m);
    warn_unused_imports(&m);
    module_finish(&m);
    forget_forms(&m);
  }
  if (w->diag->errors > errors) {
    if (kind == FILE_INPUT) forget_instances(&m);
    return NULL;
  }
  if (kind == FILE_INPUT) {
    scope_open(w, c->scope, p);
    w->entered = c->scope;
  }
  return p;
}
