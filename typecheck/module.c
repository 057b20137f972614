/* module.c -- one file, from its data to Core: the order in which things are checked.
 *
 *   takes:     data of a file
 *   leaves:    globals in a CoreUnit, entities in the file's package
 *
 * First every top-level form is seen once, so that order does not matter. Then types, classes, heads of instances,
 * declarations, bodies of values by dependency, methods; at the end the order in which values are computed, and main. */
#include <ctype.h>
#include <string.h>

#include "codegen/prims.h"
#include "frontend/macro.h"
#include "frontend/parse.h"
#include "typecheck/check.h"
#include "typecheck/checker.h"
#include "typecheck/module.h"

/* ---- globals ---- */

/* A C identifier for a name: letters and digits as they are, the rest spelled. */
static const char *c_identifier(World *w, const char *pkg, const char *name) {
  static const struct { char c; const char *word; } spell[] = {
      {'-', "_"}, {'?', "_p"}, {'!', "_x"}, {'*', "_star"}, {'+', "_plus"}, {'/', "_"}, {'<', "_lt"}, {'>', "_gt"},
      {'=', "_eq"}, {'%', "_pc"}, {'.', "_"}, {' ', "_"}, {':', "_"}, {'(', "_"}, {')', "_"}};
  char   text[256];
  size_t n = 0;
  const char *part[] = {pkg, pkg ? "__" : "", name};
  text[n++] = 's';
  text[n++] = '_';
  for (int k = 0; k < 3; k++)
    for (const char *p = part[k] ? part[k] : ""; *p && n < 200; p++) {
      if (isalnum((unsigned char)*p) || *p == '_') {
        text[n++] = *p;
        continue;
      }
      const char *word = NULL;
      for (size_t i = 0; i < sizeof spell / sizeof *spell; i++)
        if (spell[i].c == *p) word = spell[i].word;
      char hex[8];
      if (!word) {
        snprintf(hex, sizeof hex, "_%02x", (unsigned char)*p);
        word = hex;
      }
      n += (size_t)snprintf(text + n, sizeof text - n, "%s", word);
    }
  text[n] = 0;
  const Sym *s = sym_get(w->names, text, n);
  for (int i = 2; names_get(&w->cname, s); i++) s = sym_printf(w->names, "%s_%d", text, i);
  names_put(w->arena, &w->cname, s, (void *)s);
  return s->text;
}

static CoreGlobal *core_global_new(World *w, Package *p, GlobalKind kind, const Sym *name, Span span) {
  CoreGlobal *g = ARENA_NEW(w->arena, CoreGlobal);
  g->kind       = kind;
  g->pkg        = p->name;
  g->name       = name;
  g->span       = span;
  g->cname      = c_identifier(w, p->name ? p->name->text : NULL, name ? name->text : "expression");
  g->is_library = p->is_library;
  return g;
}

CoreGlobal *global_new(Checker *c, GlobalKind kind, const Sym *name, Span span) {
  CoreGlobal *g = core_global_new(c->world, c->package, kind, name, span);
  vec_push(c->arena, &c->unit->globals, g);
  return g;
}

static const char *space_word(Space s) { return s == SPACE_TYPE ? "type" : s == SPACE_CLASS ? "class" : "name"; }

static bool define_entity(Checker *c, Space space, const Sym *name, Span span, void *entity, Span old_span) {
  void *old = names_get(&c->package->own[space], name);
  if (old) {
    diag_error(c->diag, DIAG_DUPLICATE, span, "the %s `%s` is defined already", space_word(space), name->text);
    if (old_span.file) diag_note(c->diag, old_span, "defined here first");
    return false;
  }
  names_put(c->arena, &c->package->own[space], name, entity);
  return true;
}

static Global *value_new(Checker *c, ValueKind kind, const Sym *name, Span span) {
  Global *g = ARENA_NEW(c->arena, Global);
  g->kind   = kind;
  g->name   = name;
  g->home   = c->package;
  g->span   = span;
  Global *old = name ? names_get(&c->package->own[SPACE_VALUE], name) : NULL;
  Span none = {0};
  if (name) define_entity(c, SPACE_VALUE, name, span, g, old ? old->span : none);
  return g;
}

/* ---- the forms of a file, as collected ---- */

static const char *doc_of(Datum *form, int at) {
  return at < form->len && form->item[at]->kind == DATUM_STRING ? form->item[at]->text : NULL;
}

static void syntax_error(Checker *c, Span span, const char *text) { diag_error(c->diag, DIAG_SYNTAX, span, "%s", text); }

static void collect(Module *m, Datum *d);

/* Head of a type definition: Ty or (Ty :v ...) */
static bool type_head(Checker *c, Datum *head, Datum **name, Datum ***params, int *n) {
  *n = 0;
  if (head->kind == DATUM_NAME && !datum_is_keyword(head)) {
    *name = head;
    return true;
  }
  if (head->kind != DATUM_LIST || head->len == 0 || head->item[0]->kind != DATUM_NAME) {
    syntax_error(c, head->span, "the head of a type definition is a name, or (Name :a :b ...)");
    return false;
  }
  *name   = head->item[0];
  *params = head->item + 1;
  *n      = head->len - 1;
  for (int i = 0; i < *n; i++)
    if (!datum_is_keyword(head->item[i + 1])) {
      diag_error(c->diag, DIAG_SYNTAX, head->item[i + 1]->span, "a type variable is written with a colon, like `:a`");
      return false;
    }
  return true;
}

static TyCon *tycon_new(Checker *c, Datum *name, Datum **params, int n) {
  TyCon *t  = ARENA_NEW(c->arena, TyCon);
  t->name   = name->name;
  t->home   = c->package;
  t->span   = name->span;
  t->params = n;
  t->param  = ARENA_ARRAY(c->arena, const Sym *, n + 1);
  t->kind   = kind_star(c->arena);
  for (int i = n - 1; i >= 0; i--) {
    t->param[i] = params[i]->name;
    t->kind     = kind_arrow(c->arena, kind_var(c->arena), t->kind);
    for (int k = i + 1; k < n; k++)
      if (t->param[k] == t->param[i])
        diag_error(c->diag, DIAG_DUPLICATE, params[k]->span, "duplicate type variable `%s`", t->param[k]->text);
  }
  TyCon *old = names_get(&c->package->own[SPACE_TYPE], name->name);
  Span none  = {0};
  define_entity(c, SPACE_TYPE, name->name, name->span, t, old ? old->span : none);
  return t;
}

static void add_ctor(Checker *c, TyCon *t, Datum *name, int arity) {
  DataType *d = t->data;
  Ctor *k     = ARENA_NEW(c->arena, Ctor);
  k->name     = name->name;
  k->index    = d->ctors;
  k->arity    = arity;
  k->type     = d;
  Global *g   = value_new(c, VALUE_CTOR, name->name, name->span);
  g->core     = global_new(c, GLOBAL_CTOR, name->name, name->span);
  g->core->ctor  = k;
  g->core->arity = arity;
  k->global   = g->core;
  t->ctor[d->ctors]   = g;
  d->ctor[d->ctors++] = k;
}

static void choose_repr(DataType *d) {
  bool fields = false;
  for (int i = 0; i < d->ctors; i++) fields = fields || d->ctor[i]->arity > 0;
  if (!fields) d->repr = REPR_ENUM;
  else if (d->ctors == 1 && d->ctor[0]->arity == 1) d->repr = REPR_NEWTYPE;
  else d->repr = d->ctors <= 16 ? REPR_TAGGED : REPR_HEADER;
}

static void data_new(Checker *c, TyCon *t, int ctors) {
  t->data       = ARENA_NEW(c->arena, DataType);
  t->data->name = t->name;
  t->data->ctor = ARENA_ARRAY(c->arena, Ctor *, ctors + 1);
  t->ctor       = ARENA_ARRAY(c->arena, Global *, ctors + 1);
}

static void take_attributes(Module *m, TyCon *t, Datum *form) {
  for (int i = 0; i < m->derive.len; i++) {
    DeriveForm f = {.tycon = t, .cls = m->derive.data[i], .form = form};
    vec_push(m->c.arena, &m->derived, f);
  }
  m->derive.len = 0;
  m->attribute  = NULL;
}

/* (define-type head doc? (ctor doc?)*), (define-exception ...), (define-resumption ctor doc?) */
static void collect_type(Module *m, Datum *d) {
  Checker *c = &m->c;
  bool resumption = datum_is_form(d, "define-resumption");
  Datum *name, **params = NULL;
  int n, at = 2;
  if (d->len < 2) {
    syntax_error(c, d->span, "a type definition is written (define-type Name Constructor ...)");
    return;
  }
  if (resumption) {
    Datum *h = d->item[1];
    name = h->kind == DATUM_LIST && h->len ? h->item[0] : h;
    n    = 0;
    at   = 1;
    if (name->kind != DATUM_NAME) {
      syntax_error(c, d->span, "a resumption is written (define-resumption (Name field-type ...))");
      return;
    }
  } else if (!type_head(c, d->item[1], &name, &params, &n)) {
    return;
  }
  TyCon *t = tycon_new(c, name, params, n);
  t->is_exception  = datum_is_form(d, "define-exception");
  t->is_resumption = resumption;
  t->doc = doc_of(d, at);
  data_new(c, t, d->len);
  TypeForm f = {.tycon = t, .form = d};
  f.ctor = ARENA_ARRAY(c->arena, Datum *, d->len + 1);
  for (int i = at; i < d->len; i++) {
    Datum *k = d->item[i];
    if (k->kind == DATUM_STRING) continue;
    Datum *kn = k->kind == DATUM_LIST && k->len ? k->item[0] : k;
    if (kn->kind != DATUM_NAME || datum_is_keyword(kn)) {
      if (kn->kind == DATUM_NAME) syntax_error(c, kn->span, "a constructor is a name or (Name field-type ...)");
      else syntax_error(c, k->span, "a constructor is a name or (Name field-type ...)");
      continue;
    }
    f.ctor[t->data->ctors] = k;
    add_ctor(c, t, kn, k->kind == DATUM_LIST ? k->len - 1 : 0);
  }
  choose_repr(t->data);
  vec_push(c->arena, &m->type, f);
  vec_push(c->arena, &c->tycon, t);
  take_attributes(m, t, d);
}

/* (define-struct head doc? (field doc? type)*) */
static void collect_struct(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum *name, **params = NULL;
  int n;
  if (d->len < 2 || !type_head(c, d->item[1], &name, &params, &n)) {
    if (d->len < 2) syntax_error(c, d->span, "a struct is written (define-struct Name (field Type) ...)");
    return;
  }
  TyCon *t     = tycon_new(c, name, params, n);
  t->is_struct = true;
  t->doc       = doc_of(d, 2);
  data_new(c, t, 1);
  TypeForm f = {.tycon = t, .form = d};
  f.field    = ARENA_ARRAY(c->arena, Datum *, d->len + 1);
  t->field   = ARENA_ARRAY(c->arena, const Sym *, d->len + 1);
  for (int i = 2; i < d->len; i++) {
    Datum *k = d->item[i];
    if (k->kind == DATUM_STRING) continue;
    bool doc = k->kind == DATUM_LIST && k->len == 3 && k->item[1]->kind == DATUM_STRING;
    if (k->kind != DATUM_LIST || k->item[0]->kind != DATUM_NAME || (k->len != 2 && !doc)) {
      syntax_error(c, k->span, "a field of a struct is written (name Type)");
      continue;
    }
    for (int q = 0; q < t->fields; q++)
      if (t->field[q] == k->item[0]->name)
        diag_error(c->diag, DIAG_DUPLICATE, k->item[0]->span, "duplicate field `%s`", k->item[0]->name->text);
    f.field[t->fields]   = k->item[k->len - 1];
    t->field[t->fields++] = k->item[0]->name;
  }
  add_ctor(c, t, name, t->fields);
  choose_repr(t->data);
  vec_push(c->arena, &m->type, f);
  vec_push(c->arena, &c->tycon, t);
  take_attributes(m, t, d);
}

/* (define-type-alias head type doc?) */
static void collect_alias(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum *name, **params = NULL;
  int n;
  if (d->len < 3) {
    syntax_error(c, d->span, "an alias is written (define-type-alias Name Type)");
    return;
  }
  if (!type_head(c, d->item[1], &name, &params, &n)) return;
  TyCon *t       = tycon_new(c, name, params, n);
  t->is_alias    = true;
  t->alias_form  = d->item[2];
  t->alias_scope = c->scope;
  t->span        = n ? params[0]->span : name->span;
  vec_push(c->arena, &c->tycon, t);
  TypeForm f = {.tycon = t, .form = d};
  vec_push(c->arena, &m->type, f);
}

static int find_item(Datum **item, int len, const char *word) {
  for (int i = 0; i < len; i++)
    if (datum_is_name(item[i], word)) return i;
  return len;
}

/* (ctx? Head arg ...): where the head stands, and what is its context */
static bool split_head(Checker *c, Datum *d, Datum ***context, int *contexts, Datum ***head, int *len) {
  if (d->kind != DATUM_LIST || d->len == 0) {
    syntax_error(c, d->span, "the head is written (Class argument ...), perhaps with `context =>` before it");
    return false;
  }
  int arrow = find_item(d->item, d->len, "=>");
  *context  = d->item;
  *contexts = arrow < d->len ? arrow : 0;
  *head     = d->item + (arrow < d->len ? arrow + 1 : 0);
  *len      = d->len - (arrow < d->len ? arrow + 1 : 0);
  if (*len == 1 && (*head)[0]->kind == DATUM_LIST) {
    Datum *inner = (*head)[0];
    *head = inner->item;
    *len  = inner->len;
  }
  if (*len == 0 || (*head)[0]->kind != DATUM_NAME) {
    syntax_error(c, d->span, "the head is written (Class argument ...), perhaps with `context =>` before it");
    return false;
  }
  return true;
}

/* (define-class (ctx? Cls :v+ fundep*) doc? (method doc? qty)* (define (method ...) default)*) */
static void collect_class(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum **context, **head;
  int contexts, len;
  if (d->len < 2) {
    syntax_error(c, d->span, "a class is written (define-class (Name :a) (method type) ...)");
    return;
  }
  if (!split_head(c, d->item[1], &context, &contexts, &head, &len)) return;
  Class *k = ARENA_NEW(c->arena, Class);
  k->name  = head[0]->name;
  k->home  = c->package;
  k->span  = head[0]->span;
  k->form  = d;
  k->scope = c->scope;
  k->doc   = doc_of(d, 2);
  k->param = ARENA_ARRAY(c->arena, const Sym *, len);
  k->kind  = ARENA_ARRAY(c->arena, Kind *, len);
  for (int i = 1; i < len && datum_is_keyword(head[i]); i++) {
    k->kind[k->params]    = kind_var(c->arena);
    k->param[k->params++] = head[i]->name;
  }
  Class *old = names_get(&c->package->own[SPACE_CLASS], k->name);
  Span none  = {0};
  define_entity(c, SPACE_CLASS, k->name, k->span, k, old ? old->span : none);
  k->method = ARENA_ARRAY(c->arena, Method, d->len + 1);
  for (int i = 2; i < d->len; i++) {
    Datum *f = d->item[i];
    if (f->kind == DATUM_STRING || datum_is_form(f, "define")) continue;
    bool doc = f->kind == DATUM_LIST && f->len == 3 && f->item[1]->kind == DATUM_STRING;
    if (f->kind != DATUM_LIST || f->len < 2 || f->item[0]->kind != DATUM_NAME || (f->len != 2 && !doc)) {
      syntax_error(c, f->span, "a method of a class is written (name type)");
      continue;
    }
    Global *g = value_new(c, VALUE_METHOD, f->item[0]->name, f->item[0]->span);
    g->cls    = k;
    g->method = k->methods;
    g->doc    = doc ? f->item[1]->text : NULL;
    Method *me = &k->method[k->methods++];
    me->name   = f->item[0]->name;
    me->span   = f->item[0]->span;
    me->global = g;
  }
  vec_push(c->arena, &c->cls, k);
}

static void collect_define(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum *head = d->len > 1 ? d->item[1] : NULL;
  Datum *name = head && head->kind == DATUM_LIST && head->len ? head->item[0] : head;
  if (!name || name->kind != DATUM_NAME || datum_is_keyword(name) || datum_is_name(name, "_")) {
    syntax_error(c, d->span, "a definition is written (define name value) or (define (name parameter ...) body)");
    return;
  }
  Definition *def = ARENA_NEW(c->arena, Definition);
  def->span   = d->span;
  def->form   = d;
  def->global = value_new(c, VALUE_PLAIN, name->name, name->span);
  def->global->def     = def;
  def->global->core    = global_new(c, GLOBAL_VALUE, name->name, name->span);
  def->global->dynamic = name_is_dynamic(name->name);
  def->global->core->is_dynamic = def->global->dynamic;
  if (def->global->dynamic && head != name)
    diag_error(c->diag, DIAG_DYNAMIC, name->span, "a dynamic variable like `%s` is a value, not a function", name->name->text);
  vec_push(c->arena, &c->definition, def);
  m->attribute = NULL;
}

static void collect_expression(Module *m, Datum *d) {
  Checker *c = &m->c;
  Definition *def = ARENA_NEW(c->arena, Definition);
  def->span   = d->span;
  def->form   = d;
  def->global = value_new(c, VALUE_PLAIN, NULL, d->span);
  def->global->def  = def;
  def->global->core = global_new(c, GLOBAL_VALUE, NULL, d->span);
  def->is_expression = true;
  vec_push(c->arena, &c->definition, def);
}

static void collect_import(Module *m, Datum *d);

static void collect_derive(Module *m, Datum *d) {
  for (int i = 1; i < d->len; i++) vec_push(m->c.arena, &m->derive, d->item[i]);
  m->attribute = d;
}

static void check_attribute_left(Module *m) {
  if (!m->attribute) return;
  diag_error(m->c.diag, DIAG_SYNTAX, m->attribute->span, "the attribute `%s` stands before no definition that it could apply to",
             m->attribute->item[0]->name->text);
  m->attribute  = NULL;
  m->derive.len = 0;
}

static void collect_macro(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum *name = macro_definition_name(d);
  struct Macro *macro = macro_define(c->world, c->scope, d);
  if (!name) return;
  Global *g = value_new(c, VALUE_MACRO, name->name, name->span);
  g->macro  = macro;
}

static void collect_specialize(Module *m, Datum *d) {
  (void)m;
  (void)d;   /* a hint: says nothing that the types do not */
}

typedef struct TopForm {
  const char *word;
  void (*collect)(Module *m, Datum *d);
  bool takes_attributes;
} TopForm;

static void collect_splice(Module *m, Datum *d) {
  for (int i = 1; i < d->len; i++) collect(m, d->item[i]);
}

static void collect_attribute(Module *m, Datum *d) { m->attribute = d; }
static void collect_declare(Module *m, Datum *d) {
  vec_push(m->c.arena, &m->declare, d);
  m->attribute = NULL;
}
static void collect_instance(Module *m, Datum *d) { vec_push(m->c.arena, &m->instance, d); }
static void collect_nothing(Module *m, Datum *d) { (void)m; (void)d; }

/* Lisp's defpackage: its nicknames are ours too. */
static void collect_defpackage(Module *m, Datum *d) {
  Checker *c = &m->c;
  for (int i = 2; i < d->len; i++) {
    Datum *o = d->item[i];
    if (!datum_is_form(o, ":local-nicknames")) continue;
    for (int k = 1; k < o->len; k++) {
      Datum *pair = o->item[k];
      if (pair->kind != DATUM_LIST || pair->len != 2) continue;
      Package *p = package_find(c->world, c->scope, pair->item[1]->name);
      if (p) names_put(c->arena, &c->scope->nickname, pair->item[0]->name, p);
    }
  }
}

static void collect_foreign(Module *m, Datum *d) {
  diag_error(m->c.diag, DIAG_UNSUPPORTED, d->span, "define-foreign is not supported yet");
}

static void collect_lisp(Module *m, Datum *d) {
  diag_error(m->c.diag, DIAG_OTHER_LISP, d->span, "there is no Lisp below: `%s` is not available", d->item[0]->name->text);
  diag_hint(m->c.diag, "C is the foreign language here: define-foreign");
}

static const TopForm top_form[] = {
    {"define", collect_define, true},
    {"declare", collect_declare, true},
    {"define-type", collect_type, true},
    {"define-exception", collect_type, false},
    {"define-resumption", collect_type, false},
    {"define-struct", collect_struct, true},
    {"define-type-alias", collect_alias, false},
    {"define-class", collect_class, false},
    {"define-instance", collect_instance, false},
    {"derive", collect_derive, true},
    {"repr", collect_attribute, true},
    {"inline", collect_attribute, true},
    {"monomorphize", collect_attribute, true},
    {"specialize", collect_specialize, false},
    {"progn", collect_splice, true},
    {"coalton-toplevel", collect_splice, false},
    {"in-package", collect_nothing, false},
    {"named-readtables:in-readtable", collect_nothing, false},
    {"in-readtable", collect_nothing, false},
    {"defpackage", collect_defpackage, false},
    {"import", collect_import, false},
    {"use", collect_import, false},
    {"define-macro", collect_macro, false},
    {"define-expression-macro", collect_macro, false},
    {"define-toplevel-macro", collect_macro, false},
    {"defmacro", collect_macro, false},
    {"define-foreign", collect_foreign, false},
    {"lisp-toplevel", collect_lisp, false},
};

static bool is_definition_form(Datum *d) {
  for (size_t i = 0; i < sizeof top_form / sizeof *top_form; i++)
    if (datum_is_form(d, top_form[i].word)) return true;
  return false;
}

/* (progn ...) at top level splices definitions; one of expressions only is an expression. */
static bool progn_has_definitions(Datum *d) {
  for (int i = 1; i < d->len; i++)
    if (is_definition_form(d->item[i]) && !(datum_is_form(d->item[i], "progn") && !progn_has_definitions(d->item[i])))
      return true;
  return false;
}

static void collect(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->kind == DATUM_LIST && d->len > 0 && d->item[0]->kind == DATUM_NAME) {
    for (size_t i = 0; i < sizeof top_form / sizeof *top_form; i++) {
      if (!datum_is_form(d, top_form[i].word)) continue;
      if (strcmp(top_form[i].word, "progn") == 0 && !progn_has_definitions(d)) break;
      if (strcmp(top_form[i].word, "inline") == 0 && d->len > 1) break;
      if (!top_form[i].takes_attributes) check_attribute_left(m);
      top_form[i].collect(m, d);
      return;
    }
    Global *g = scope_lookup(c->world, c->scope, SPACE_VALUE, d->item[0]);
    if (g && g->kind == VALUE_MACRO) {
      Datum *out = macro_expand(c->world, g, d);
      if (out && ++m->expansions > 100000) {
        diag_error(c->diag, DIAG_MACRO, d->span, "too many macro expansions: does `%s` expand to itself?", g->name->text);
        return;
      }
      if (out) collect(m, out);
      return;
    }
  }
  check_attribute_left(m);
  collect_expression(m, d);
}

/* ---- packages and imports ---- */

static Package *import_package(Module *m, Datum *name) {
  Checker *c = &m->c;
  World   *w = c->world;
  Package *p = package_find(w, c->scope, name->name);
  if (!p && w->load) {
    int before = c->diag->errors;
    p = w->load(w, name->name, name->span, name->span.file);
    if (!p && c->diag->errors > before) return NULL;
  }
  if (!p) {
    Datum d = *name;
    d.pkg   = name->name;
    scope_find(w, c->scope, SPACE_VALUE, &d, true);
    return NULL;
  }
  if (p->loading) {
    diag_error(c->diag, DIAG_IMPORT_CYCLE, name->span, "the package `%s` imports itself, by a cycle of imports", p->name->text);
    if (p->loaded_from.file) diag_note(c->diag, p->loaded_from, "its import begins here");
    return NULL;
  }
  return p;
}

/* What an import clause names: pkg, (pkg as nick) */
static void import_one(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->kind == DATUM_NAME) {
    Package *p = import_package(m, d);
    if (p) scope_open(c->world, c->scope, p);
    return;
  }
  if (d->kind == DATUM_LIST && d->len == 3 && d->item[0]->kind == DATUM_NAME && datum_is_name(d->item[1], "as") &&
      d->item[2]->kind == DATUM_NAME) {
    Package *p = import_package(m, d->item[0]);
    if (p) names_put(c->arena, &c->scope->nickname, d->item[2]->name, p);
    return;
  }
  syntax_error(c, d->span, "an import is a package's name or (package as nickname)");
}

static void collect_import(Module *m, Datum *d) {
  for (int i = 1; i < d->len; i++) import_one(m, d->item[i]);
}

static void import_from(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->len < 2 || d->item[1]->kind != DATUM_NAME) {
    syntax_error(c, d->span, "this clause is written (import-from package name ...)");
    return;
  }
  Package *p = import_package(m, d->item[1]);
  for (int i = 2; p && i < d->len; i++) {
    bool found = false;
    if (d->item[i]->kind != DATUM_NAME) continue;
    for (int s = 0; s < SPACES; s++) {
      void *e = names_get(&p->exported[s], d->item[i]->name);
      if (e) names_put(c->arena, &c->scope->visible[s], d->item[i]->name, e);
      found = found || e;
    }
    if (!found) {
      Datum q = *d->item[i];
      q.pkg   = d->item[1]->name;
      scope_find(c->world, c->scope, SPACE_VALUE, &q, true);
    }
  }
}

static void package_clause(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->kind == DATUM_STRING) return;
  if (datum_is_form(d, "import")) collect_import(m, d);
  else if (datum_is_form(d, "import-from")) import_from(m, d);
  else if (datum_is_form(d, "shadow")) return;
  else if (datum_is_form(d, "export")) {
    for (int i = 1; i < d->len; i++)
      if (d->item[i]->kind == DATUM_NAME) vec_push(c->arena, &m->export, d->item[i]);
  } else
    syntax_error(c, d->span, "a clause of a package is (import ...), (import-from ...), (export ...) or (shadow ...)");
}

static Scope *scope_new(World *w, Package *p) {
  Scope *s   = ARENA_NEW(w->arena, Scope);
  s->package = p;
  Package *coalton = package_get(w, sym_of(w->names, "coalton"));
  if (coalton != p) scope_open(w, s, coalton);
  return s;
}

/* What a script without a package form sees. */
static void open_script_environment(Module *m) {
  static const struct { const char *nick, *package; } nick[] = {
      {"iter", "coalton/iterator"}, {"str", "coalton/string"}, {"vec", "coalton/vector"}, {"st", "coalton/monad/state"},
      {"env", "coalton/monad/environment"}, {"id", "coalton/monad/identity"}, {"sys", "coalton/system"}};
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
    const Sym  *n    = sym_of(w->names, last);
    if (!names_get(&s->nickname, n)) names_put(w->arena, &s->nickname, n, p);
  }
  for (size_t i = 0; i < sizeof nick / sizeof *nick; i++) {
    Package *p = names_get(&w->package, sym_of(w->names, nick[i].package));
    if (p) names_put(w->arena, &s->nickname, sym_of(w->names, nick[i].nick), p);
  }
}

static void export_all(Module *m) {
  Checker *c = &m->c;
  Package *p = c->package;
  if (p->exports_all) {
    for (int s = 0; s < SPACES; s++)
      for (int i = 0; i < p->own[s].len; i++) package_export(c->world, p, s, p->own[s].entry[i].key, p->own[s].entry[i].value);
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

/* ---- driving ---- */

/* Look for macros first: they may be used before their definition stands. */
static void collect_macros(Module *m, DatumVec data, int from) {
  for (int i = from; i < data.len; i++)
    if (macro_definition_name(data.data[i])) collect_macro(m, data.data[i]);
}

static bool is_macro_definition(Datum *d) { return macro_definition_name(d) != NULL; }

/* What a file's entities know of its text is of no use once it has been checked. */
static void forget_forms(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < c->definition.len; i++) c->definition.data[i]->global->def = NULL;
  for (int i = 0; i < c->tycon.len; i++) {
    c->tycon.data[i]->alias_form  = NULL;
    c->tycon.data[i]->alias_scope = NULL;
  }
  for (int i = 0; i < c->cls.len; i++) {
    Class *k = c->cls.data[i];
    k->form  = NULL;
    k->scope = NULL;
    for (int q = 0; q < k->methods; q++)
      if (k->method[q].fallback) k->method[q].fallback_form = NULL;
  }
  for (int i = 0; i < m->made.len; i++) {
    m->made.data[i]->form        = NULL;
    m->made.data[i]->method_form = NULL;
  }
}

Package *check_file(World *w, struct Builtins *b, DatumVec data, FileKind kind, CoreUnit *unit, const Sym *expected_name) {
  Module m = {0};
  Checker *c = &m.c;
  int errors = w->diag->errors;
  c->world   = w;
  c->arena   = w->arena;
  c->diag    = w->diag;
  c->builtin = (Builtins *)b;
  c->unit    = unit;
  m.kind     = kind;
  c->principal = kind == FILE_TYPE;
  int at = 0;
  Datum *package = data.len && datum_is_form(data.data[0], "package") ? data.data[at++] : NULL;
  const Sym *name = expected_name ? expected_name : NULL;
  if (package) {
    if (package->len < 2 || package->item[1]->kind != DATUM_NAME) {
      diag_error(w->diag, DIAG_SYNTAX, package->span, "a package is written (package name clause ...)");
      return NULL;
    }
    name = package->item[1]->name;
    if (expected_name && name != expected_name) {
      diag_error(w->diag, DIAG_IMPORT_FAILED, package->item[1]->span, "this file is imported as `%s`, but calls itself `%s`",
                 expected_name->text, name->text);
      return NULL;
    }
  }
  Package *p;
  if (name) p = package_get(w, name);
  else {
    p = ARENA_NEW(w->arena, Package);
  }
  p->is_library = kind == FILE_LIBRARY;
  p->loading    = true;
  c->package    = p;
  c->scope      = scope_new(w, p);
  if (!package) {
    p->exports_all = true;
    open_script_environment(&m);
  } else {
    for (int i = 2; i < package->len; i++) package_clause(&m, package->item[i]);
    if (kind != FILE_LIBRARY && m.export.len == 0) p->exports_all = true;
  }
  collect_macros(&m, data, at);
  for (int i = at; i < data.len; i++)
    if (!is_macro_definition(data.data[i])) collect(&m, data.data[i]);
  check_attribute_left(&m);
  module_types(&m);
  module_classes(&m);
  export_all(&m);
  module_instances(&m);
  module_values(&m);
  p->loading = false;
  if (w->diag->errors > errors) return NULL;
  module_finish(&m);
  forget_forms(&m);
  return w->diag->errors > errors ? NULL : p;
}
