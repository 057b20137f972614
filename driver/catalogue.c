/* catalogue.c -- see catalogue.h */
#include "driver/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "frontend/parse.h"
#include "typecheck/class.h"

static const struct {
  const char *word, *title;
} kinds[] = {
#define ENTRY(id, word, title) {word, title},
#include "driver/entries.def"
#undef ENTRY
};

const char *entry_word(EntryKind kind) { return kinds[kind].word; }
const char *entry_title(EntryKind kind) { return kinds[kind].title; }

/* ---- signatures ---- */

/* Pieces of text put together. */
typedef struct Line {
  Arena *arena;
  VEC(char) chars;
} Line;

static void put(Line *o, const char *text) {
  for (; *text; text++) vec_push(o->arena, &o->chars, *text);
}

static const char *line_text(Line *o) {
  vec_push(o->arena, &o->chars, 0);
  return o->chars.data;
}

/* "Eq :a => ", "(Eq :a) (Ord :b) => ", or nothing. */
static void put_context(Line *o, TypePrinter *printer, Pred *pred, int preds) {
  for (int i = 0; i < preds; i++) {
    put(o, preds == 1 ? "" : i ? " (" : "(");
    put(o, ty_pred_text(printer, &pred[i]));
    if (preds > 1) put(o, ")");
  }
  if (preds) put(o, " => ");
}

static const char *type_head(Arena *a, const TyCon *t) {
  Line o = {.arena = a};
  put(&o, t->name->text);
  for (int i = 0; i < t->params; i++) {
    char letter[] = {' ', ':', (char)('a' + i), 0};
    put(&o, t->param ? " " : letter);
    if (t->param) put(&o, t->param[i]->text);
  }
  return line_text(&o);
}

static const char *names_of(Arena *a, Global **g, int n) {
  Line o = {.arena = a};
  for (int i = 0; i < n; i++) {
    put(&o, i ? " " : "");
    put(&o, g[i]->name->text);
  }
  return line_text(&o);
}

/* The types of a class are over TY_GEN; :a and :b of the superclasses are those of the head. */
static const char *class_head(Arena *a, Class *k) {
  TypePrinter printer = {.arena = a};
  Line o = {.arena = a};
  Pred head = {.cls = k, .arg = ARENA_ARRAY(a, Type *, k->params + 1)};
  for (int i = 0; i < k->params; i++) head.arg[i] = ty_gen(a, i);
  const char *text = ty_pred_text(&printer, &head);
  put_context(&o, &printer, k->super, k->supers);
  put(&o, text);
  return line_text(&o);
}

static void put_params(Line *o, uint32_t set) {
  for (int i = 0, n = 0; i < 32; i++) {
    char letter[] = {' ', ':', (char)('a' + i), 0};
    if (set >> i & 1) put(o, n++ ? letter : letter + 1);
  }
}

static const char *class_dependencies(Arena *a, Class *k) {
  Line o = {.arena = a};
  for (int i = 0; i < k->fundeps; i++) {
    put(&o, i ? " (" : "(");
    put_params(&o, k->fundep[i].from);
    put(&o, " -> ");
    put_params(&o, k->fundep[i].to);
    put(&o, ")");
  }
  return line_text(&o);
}

static const char *instance_head(Arena *a, Instance *inst) {
  TypePrinter printer = {.arena = a};
  Line o = {.arena = a};
  Pred head = {.cls = inst->cls, .arg = inst->arg};
  const char *text = ty_pred_text(&printer, &head);
  put_context(&o, &printer, inst->context, inst->contexts);
  put(&o, text);
  return line_text(&o);
}

static bool is_function_type(Type *t) {
  t = ty_find(t);
  if (t->tag != TY_APP) return false;
  Type *f = ty_find(t->fun);
  TyCon *head = f->tag == TY_APP ? ty_head(f) : NULL;
  return head && strcmp(head->name->text, "Arrow") == 0 && ty_find(f->fun)->tag == TY_CON;
}

/* ---- doc strings, in the sources ---- */

static const Datum *form_at(const Datum *d, Span span, const Datum **parent, int *place) {
  if (d->kind == DATUM_NAME && d->span.at == span.at) return d;
  if (d->kind != DATUM_LIST || span.at < d->span.at || span.at >= d->span.at + d->span.len)
    return NULL;
  for (int i = 0; i < d->len; i++) {
    const Datum *found = form_at(d->item[i], span, parent, place);
    if (!found) continue;
    if (!*parent) {
      *parent = d;
      *place = i;
    }
    return found;
  }
  return NULL;
}

static const Datum *top_form(Session *s, Span span) {
  DatumVec data = session_data(s, span.file);
  for (int i = 0; i < data.len; i++) {
    Span at = data.data[i]->span;
    if (span.at >= at.at && span.at < at.at + at.len) return data.data[i];
  }
  return NULL;
}

static const char *string_at(const Datum *form, int place) {
  return place < form->len && form->item[place]->kind == DATUM_STRING ? form->item[place]->text
                                                                      : NULL;
}

/* What stands about a name in a form that defines several: a doc string second in (field doc type) and (method doc type), or behind
 * a constructor; or that of the form. */
static const char *part_doc(const Datum *form, const Datum *parent, int place) {
  const char *doc = NULL;
  if (parent == form) doc = string_at(form, place + 1);
  else if (parent->len == 3 && string_at(parent, 1)) return string_at(parent, 1);
  for (int i = 0; i < form->len && !datum_is_form(form, "define-class"); i++)
    if (form->item[i] == parent) doc = string_at(form, i + 1);
  return doc ? doc : string_at(form, 2);
}

/* The doc string of what is defined at a place, or NULL. */
static const char *doc_at(Session *s, Span span) {
  const Datum *form = span.file ? top_form(s, span) : NULL, *parent = NULL;
  int place = 0;
  if (!form || !form_at(form, span, &parent, &place) || form->len < 3) return NULL;
  bool is_head = parent == form->item[1] || (parent == form && place == 1);
  if (!is_head) return part_doc(form, parent, place);
  if (datum_is_form(form, "define-type-alias")) return string_at(form, 3);
  bool is_type = datum_is_form(form, "define-type") || datum_is_form(form, "define-class");
  return form->len > 3 || is_type ? string_at(form, 2) : NULL;
}

const char *catalogue_doc(Session *s, const Entry *e) {
  if (e->doc) return e->doc;
  const char *text = e->kind == ENTRY_INSTANCE ? NULL : doc_at(s, e->span);
  return text ? text : "";
}

/* Some text of a source on one line, with single blanks. */
static const char *text_at(Session *s, Span span) {
  const char *text = session_sources(s)->file.data[span.file]->text + span.at;
  Line o = {.arena = session_arena(s)};
  for (uint32_t i = 0; i < span.len; i++) {
    char one[] = {text[i] == '\n' ? ' ' : text[i], 0};
    if (one[0] != ' ' || text[i - 1] != ' ') put(&o, one);
  }
  return line_text(&o);
}

/* "(make element …)", as it stands in its definition. */
static const char *macro_pattern(Session *s, const Global *g) {
  const Datum *form = top_form(s, g->span);
  return form ? text_at(s, form->item[1]->span) : "";
}

const char *catalogue_about(Session *s, const Package *p) {
  const Source *source = session_package_source(s, p->name);
  if (!source) return "the language itself: its words, and the types that the compiler knows.";
  Line o = {.arena = session_arena(s)};
  const char *dash = strstr(source->text, " -- ");
  if (strncmp(source->text, ";;;; ", 5) != 0 || !dash || dash > strchr(source->text, '\n'))
    return "";
  /* up to the end of its first sentence, over the ends of lines */
  for (const char *c = dash + 4; *c; c++) {
    if (*c == '\n' && strncmp(c + 1, ";;;; ", 5) != 0) break;
    if (*c == '\n') {
      c += 5;
      put(&o, " ");
      continue;
    }
    char one[] = {*c, 0};
    put(&o, one);
    if (*c == '.' && (c[1] == '\n' || c[1] == ' ')) break;
  }
  return line_text(&o);
}

/* What the compiler defines has no doc string: a table has it. */
static const char *builtin_doc(EntryKind kind, const Package *home, const Sym *name) {
  static const struct {
    bool is_type;
    const char *name, *doc;
  } row[] = {
#define TYPE(name, doc) {true, name, doc},
#define CONSTRUCTOR(name, doc) {false, name, doc},
#include "driver/builtins.def"
#undef CONSTRUCTOR
#undef TYPE
  };
  if (strcmp(home->name->text, "coalton") != 0) return NULL;
  for (size_t i = 0; i < sizeof row / sizeof *row; i++)
    if (row[i].is_type == (kind != ENTRY_CONSTRUCTOR) && strcmp(row[i].name, name->text) == 0)
      return row[i].doc;
  return NULL;
}

/* ---- everything ---- */

static void add(Session *s, Catalogue *all, Entry e) {
  if (!e.more) e.more = "";
  if (!e.doc) e.doc = builtin_doc(e.kind, e.home, e.name);
  vec_push(session_arena(s), all, e);
}

static void add_value(Session *s, Catalogue *all, const Package *p, const Sym *name,
                      const Global *g) {
  Entry e = {.package = p, .home = g->home, .name = name, .span = g->span, .entity = g};
  switch (g->kind) {
  case VALUE_PLAIN:
    e.kind = g->scheme && is_function_type(g->scheme->type) ? ENTRY_FUNCTION : ENTRY_VALUE;
    break;
  case VALUE_CTOR: e.kind = ENTRY_CONSTRUCTOR; break;
  case VALUE_METHOD: e.kind = ENTRY_METHOD; break;
  case VALUE_MACRO: e.kind = ENTRY_MACRO; break;
  }
  e.type = g->kind == VALUE_MACRO ? macro_pattern(s, g)
           : g->scheme            ? ty_scheme_text(session_arena(s), g->scheme)
                                  : "";
  add(s, all, e);
}

static void add_type(Session *s, Catalogue *all, const Package *p, const TyCon *t) {
  Arena *a = session_arena(s);
  Entry e = {.package = p, .home = t->home, .name = t->name, .span = t->span, .entity = t};
  TypePrinter printer = {.arena = a};
  e.kind = t->is_alias ? ENTRY_ALIAS : t->is_struct ? ENTRY_STRUCT : ENTRY_TYPE;
  e.type = type_head(a, t);
  if (t->is_alias) e.more = ty_text(&printer, t->alias);
  else if (t->data) e.more = names_of(a, t->ctor, t->data->ctors);
  add(s, all, e);
}

static void add_class(Session *s, Catalogue *all, const Package *p, Class *k) {
  Arena *a = session_arena(s);
  Entry e = {.kind = ENTRY_CLASS, .package = p, .home = k->home, .name = k->name, .span = k->span};
  e.type = class_head(a, k);
  e.more = class_dependencies(a, k);
  e.entity = k;
  add(s, all, e);
}

static void add_instances(Session *s, Catalogue *all, Class *k) {
  for (int i = 0; i < k->instance.len; i++) {
    Instance *inst = k->instance.data[i];
    Entry e = {.kind = ENTRY_INSTANCE, .package = inst->home, .home = inst->home, .name = k->name};
    e.type = instance_head(session_arena(s), inst);
    e.span = inst->span;
    e.entity = inst;
    add(s, all, e);
  }
}

static int by_package(const void *a, const void *b) {
  const Entry *x = a, *y = b;
  int order = strcmp(x->package->name->text, y->package->name->text);
  if (order) return order;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->home != y->home) return strcmp(x->home->name->text, y->home->name->text);
  if (x->span.at != y->span.at) return x->span.at < y->span.at ? -1 : 1;
  return strcmp(x->name->text, y->name->text);
}

/* The words of the language count as the package `coalton`'s. */
static void add_forms(Session *s, Catalogue *all) {
  static const struct {
    const char *name, *grammar, *doc;
  } form[] = {
#define FORM(name, grammar, doc) {name, grammar, doc},
#define TOPLEVEL FORM
#include "driver/forms.def"
#undef TOPLEVEL
#undef FORM
  };
  World *w = session_world(s);
  Package *p = package_get(w, sym_of(w->names, "coalton"));
  for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
    Entry e = {.kind = ENTRY_FORM, .package = p, .home = p, .entity = &form[i]};
    e.name = sym_of(w->names, form[i].name);
    e.type = form[i].grammar;
    e.doc = form[i].doc;
    e.span.at = (uint32_t)i; /* for the order */
    add(s, all, e);
  }
}

/* Names that begin with % are the library's own. */
static bool is_public(const Sym *name) { return name->text[0] != '%' || name->len == 1; }

Catalogue catalogue_make(Session *s) {
  Catalogue all = {0};
  World *w = session_world(s);
  add_forms(s, &all);
  for (int i = 0; i < w->package.len; i++) {
    Package *p = w->package.entry[i].value;
    if (!p->is_library || strcmp(p->name->text, "smelter/prim") == 0) continue;
    for (int space = 0; space < SPACES; space++) {
      Map *m = &p->exported[space];
      for (int k = 0; k < m->len; k++) {
        const Sym *name = m->entry[k].key;
        void *entity = m->entry[k].value;
        if (!entity || !is_public(name)) continue;
        switch ((Space)space) {
        case SPACE_VALUE: add_value(s, &all, p, name, entity); break;
        case SPACE_TYPE: add_type(s, &all, p, entity); break;
        case SPACE_CLASS:
          add_class(s, &all, p, entity);
          if (((Class *)entity)->home == p) add_instances(s, &all, entity);
          break;
        case SPACES: break;
        }
      }
    }
  }
  if (all.len) qsort(all.data, (size_t)all.len, sizeof *all.data, by_package);
  return all;
}
