/* collect.c -- the top-level forms of a file, seen once: what they define is entered, what they say is kept for later. */
#include <string.h>

#include "frontend/macro.h"
#include "frontend/parse.h"
#include "typecheck/module.h"

static const char *doc_of(Datum *form, int at) {
  return at < form->len && form->item[at]->kind == DATUM_STRING ? form->item[at]->text : NULL;
}

void collect_error(Checker *c, Span span, const char *text) {
  diag_error(c->diag, DIAG_SYNTAX, span, "%s", text);
}

/* Head of a type definition: Ty or (Ty :v ...) */
static bool type_head(Checker *c, Datum *head, Datum **name, Datum ***params, int *n) {
  *n = 0;
  if (head->kind == DATUM_NAME && !datum_is_keyword(head)) {
    *name = head;
    return true;
  }
  if (head->kind != DATUM_LIST || head->len == 0 || head->item[0]->kind != DATUM_NAME) {
    collect_error(c, head->span, "the head of a type definition is a name, or (Name :a :b ...)");
    return false;
  }
  *name = head->item[0];
  *params = head->item + 1;
  *n = head->len - 1;
  for (int i = 0; i < *n; i++)
    if (!datum_is_keyword(head->item[i + 1])) {
      diag_error(c->diag, DIAG_SYNTAX, head->item[i + 1]->span,
                 "a type variable is written with a colon, like `:a`");
      return false;
    }
  return true;
}

static TyCon *tycon_new(Checker *c, Datum *name, Datum **params, int n) {
  TyCon *t = ARENA_NEW(c->arena, TyCon);
  t->name = name->name;
  t->home = c->package;
  t->span = name->span;
  t->params = n;
  t->param = ARENA_ARRAY(c->arena, const Sym *, n + 1);
  t->kind = kind_star(c->arena);
  for (int i = n - 1; i >= 0; i--) {
    t->param[i] = params[i]->name;
    t->kind = kind_arrow(c->arena, kind_var(c->arena), t->kind);
    for (int k = i + 1; k < n; k++)
      if (t->param[k] == t->param[i])
        diag_error(c->diag, DIAG_DUPLICATE, params[k]->span, "duplicate type variable `%s`",
                   t->param[k]->text);
  }
  TyCon *old = names_get(&c->package->own[SPACE_TYPE], name->name);
  Span none = {0};
  define_entity(c, SPACE_TYPE, name->name, name->span, t, old ? old->span : none);
  return t;
}

static void add_ctor(Checker *c, TyCon *t, Datum *name, int arity) {
  DataType *d = t->data;
  Ctor *k = ARENA_NEW(c->arena, Ctor);
  k->name = name->name;
  k->index = d->ctors;
  k->arity = arity;
  k->type = d;
  Global *g = value_new(c, VALUE_CTOR, name->name, name->span);
  g->core = global_new(c, GLOBAL_CTOR, name->name, name->span);
  g->core->ctor = k;
  g->core->arity = arity;
  k->global = g->core;
  t->ctor[d->ctors] = g;
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
  t->data = ARENA_NEW(c->arena, DataType);
  t->data->name = t->name;
  t->data->ctor = ARENA_ARRAY(c->arena, Ctor *, ctors + 1);
  t->ctor = ARENA_ARRAY(c->arena, Global *, ctors + 1);
}

static void take_attributes(Module *m, TyCon *t, Datum *form) {
  for (int i = 0; i < m->derive.len; i++) {
    DeriveForm f = {.tycon = t, .cls = m->derive.data[i], .form = form};
    vec_push(m->c.arena, &m->derived, f);
  }
  m->derive.len = 0;
  m->attribute = NULL;
}

/* (define-type head doc? (ctor doc?)*), (define-exception ...), (define-resumption ctor doc?) */
static void collect_type(Module *m, Datum *d) {
  Checker *c = &m->c;
  bool resumption = datum_is_form(d, "define-resumption");
  Datum *name, **params = NULL;
  int n, at = 2;
  if (d->len < 2) {
    collect_error(c, d->span, "a type definition is written (define-type Name Constructor ...)");
    return;
  }
  if (resumption) {
    Datum *h = d->item[1];
    name = h->kind == DATUM_LIST && h->len ? h->item[0] : h;
    n = 0;
    at = 1;
    if (name->kind != DATUM_NAME) {
      collect_error(c, d->span,
                    "a resumption is written (define-resumption (Name field-type ...))");
      return;
    }
  } else if (!type_head(c, d->item[1], &name, &params, &n)) {
    return;
  }
  TyCon *t = tycon_new(c, name, params, n);
  t->is_exception = datum_is_form(d, "define-exception");
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
      if (kn->kind == DATUM_NAME)
        collect_error(c, kn->span, "a constructor is a name or (Name field-type ...)");
      else collect_error(c, k->span, "a constructor is a name or (Name field-type ...)");
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
    if (d->len < 2)
      collect_error(c, d->span, "a struct is written (define-struct Name (field Type) ...)");
    return;
  }
  TyCon *t = tycon_new(c, name, params, n);
  t->is_struct = true;
  t->doc = doc_of(d, 2);
  data_new(c, t, 1);
  TypeForm f = {.tycon = t, .form = d};
  f.field = ARENA_ARRAY(c->arena, Datum *, d->len + 1);
  t->field = ARENA_ARRAY(c->arena, const Sym *, d->len + 1);
  for (int i = 2; i < d->len; i++) {
    Datum *k = d->item[i];
    if (k->kind == DATUM_STRING) continue;
    bool doc = k->kind == DATUM_LIST && k->len == 3 && k->item[1]->kind == DATUM_STRING;
    if (k->kind != DATUM_LIST || (k->len != 2 && !doc) || k->item[0]->kind != DATUM_NAME) {
      collect_error(c, k->span, "a field of a struct is written (name Type)");
      continue;
    }
    for (int q = 0; q < t->fields; q++)
      if (t->field[q] == k->item[0]->name)
        diag_error(c->diag, DIAG_DUPLICATE, k->item[0]->span, "duplicate field `%s`",
                   k->item[0]->name->text);
    f.field[t->fields] = k->item[k->len - 1];
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
    collect_error(c, d->span, "an alias is written (define-type-alias Name Type)");
    return;
  }
  if (!type_head(c, d->item[1], &name, &params, &n)) return;
  TyCon *t = tycon_new(c, name, params, n);
  t->is_alias = true;
  t->alias_form = d->item[2];
  t->alias_scope = c->scope;
  t->span = n ? params[0]->span : name->span;
  vec_push(c->arena, &c->tycon, t);
  TypeForm f = {.tycon = t, .form = d};
  vec_push(c->arena, &m->type, f);
}

/* (ctx? Head arg ...): where the head stands, and what is its context */
static bool split_head(Checker *c, Datum *d, Datum ***context, int *contexts, Datum ***head,
                       int *len) {
  if (d->kind != DATUM_LIST || d->len == 0) {
    collect_error(c, d->span,
                  "the head is written (Class argument ...), perhaps with `context =>` before it");
    return false;
  }
  int arrow = datum_find_name(d->item, d->len, "=>");
  *context = d->item;
  *contexts = arrow < d->len ? arrow : 0;
  *head = d->item + (arrow < d->len ? arrow + 1 : 0);
  *len = d->len - (arrow < d->len ? arrow + 1 : 0);
  if (*len == 1 && (*head)[0]->kind == DATUM_LIST) {
    Datum *inner = (*head)[0];
    *head = inner->item;
    *len = inner->len;
  }
  if (*len == 0 || (*head)[0]->kind != DATUM_NAME) {
    collect_error(c, d->span,
                  "the head is written (Class argument ...), perhaps with `context =>` before it");
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
    collect_error(c, d->span, "a class is written (define-class (Name :a) (method type) ...)");
    return;
  }
  if (!split_head(c, d->item[1], &context, &contexts, &head, &len)) return;
  Class *k = ARENA_NEW(c->arena, Class);
  k->name = head[0]->name;
  k->home = c->package;
  k->span = head[0]->span;
  k->form = d;
  k->scope = c->scope;
  k->doc = doc_of(d, 2);
  k->param = ARENA_ARRAY(c->arena, const Sym *, len);
  k->kind = ARENA_ARRAY(c->arena, Kind *, len);
  for (int i = 1; i < len && datum_is_keyword(head[i]); i++) {
    k->kind[k->params] = kind_var(c->arena);
    k->param[k->params++] = head[i]->name;
  }
  int next = 1 + k->params;
  if (next < len && head[next]->kind == DATUM_NAME)
    collect_error(c, head[next]->span,
                  arena_printf(c->arena, "a type variable is written with a colon, like `:%s`",
                               head[next]->name->text));
  else if (k->params == 0)
    collect_error(c, d->item[1]->span,
                  "a class is about types: its head names one at least, as in (Name :a)");
  Class *old = names_get(&c->package->own[SPACE_CLASS], k->name);
  Span none = {0};
  define_entity(c, SPACE_CLASS, k->name, k->span, k, old ? old->span : none);
  k->method = ARENA_ARRAY(c->arena, Method, d->len + 1);
  for (int i = 2; i < d->len; i++) {
    Datum *f = d->item[i];
    if (f->kind == DATUM_STRING || datum_is_form(f, "define")) continue;
    bool doc = f->kind == DATUM_LIST && f->len == 3 && f->item[1]->kind == DATUM_STRING;
    if (f->kind != DATUM_LIST || f->len < 2 || f->item[0]->kind != DATUM_NAME ||
        (f->len != 2 && !doc)) {
      collect_error(c, f->span, "a method of a class is written (name type)");
      continue;
    }
    Global *g = value_new(c, VALUE_METHOD, f->item[0]->name, f->item[0]->span);
    g->cls = k;
    g->method = k->methods;
    g->doc = doc ? f->item[1]->text : NULL;
    Method *me = &k->method[k->methods++];
    me->name = f->item[0]->name;
    me->span = f->item[0]->span;
    me->global = g;
  }
  vec_push(c->arena, &c->cls, k);
}

static void collect_define(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum *head = d->len > 1 ? d->item[1] : NULL;
  Datum *name = head && head->kind == DATUM_LIST && head->len ? head->item[0] : head;
  if (!name || name->kind != DATUM_NAME || datum_is_keyword(name) || datum_is_name(name, "_")) {
    collect_error(
        c, d->span,
        "a definition is written (define name value) or (define (name parameter ...) body)");
    return;
  }
  Definition *def = ARENA_NEW(c->arena, Definition);
  def->span = d->span;
  def->form = d;
  def->global = value_new(c, VALUE_PLAIN, name->name, name->span);
  def->global->def = def;
  def->global->core = global_new(c, GLOBAL_VALUE, name->name, name->span);
  def->global->dynamic = name_is_dynamic(name->name);
  def->global->core->is_dynamic = def->global->dynamic;
  if (def->global->dynamic && head != name)
    diag_error(c->diag, DIAG_DYNAMIC, name->span,
               "a dynamic variable like `%s` is a value, not a function", name->name->text);
  vec_push(c->arena, &c->definition, def);
  m->attribute = NULL;
}

static void collect_expression(Module *m, Datum *d) {
  Checker *c = &m->c;
  Definition *def = ARENA_NEW(c->arena, Definition);
  def->span = d->span;
  def->form = d;
  def->global = value_new(c, VALUE_PLAIN, NULL, d->span);
  def->global->def = def;
  def->global->core = global_new(c, GLOBAL_VALUE, NULL, d->span);
  def->is_expression = true;
  vec_push(c->arena, &c->definition, def);
}

static void collect_derive(Module *m, Datum *d) {
  for (int i = 1; i < d->len; i++) vec_push(m->c.arena, &m->derive, d->item[i]);
  m->attribute = d;
}

void check_attribute_left(Module *m) {
  if (!m->attribute) return;
  diag_error(m->c.diag, DIAG_SYNTAX, m->attribute->span,
             "the attribute `%s` stands before no definition that it could apply to",
             m->attribute->item[0]->name->text);
  m->attribute = NULL;
  m->derive.len = 0;
}

void collect_macro(Module *m, Datum *d) {
  Checker *c = &m->c;
  Datum *name = macro_definition_name(d);
  struct Macro *macro = macro_define(c->world, c->scope, d);
  if (!name) return;
  Global *g = value_new(c, VALUE_MACRO, name->name, name->span);
  g->macro = macro;
}

static void collect_specialize(Module *m, Datum *d) {
  (void)m;
  (void)d; /* a hint: says nothing that the types do not */
}

typedef struct TopForm {
  const char *word;
  void (*collect)(Module *m, Datum *d);
  bool takes_attributes;
} TopForm;

static void collect_splice(Module *m, Datum *d) {
  for (int i = 1; i < d->len; i++) collect_form(m, d->item[i]);
}

static void collect_attribute(Module *m, Datum *d) { m->attribute = d; }
static void collect_declare(Module *m, Datum *d) {
  vec_push(m->c.arena, &m->declare, d);
  m->attribute = NULL;
}
static void collect_instance(Module *m, Datum *d) { vec_push(m->c.arena, &m->instance, d); }
static void collect_nothing(Module *m, Datum *d) {
  (void)m;
  (void)d;
}

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

static void collect_lisp(Module *m, Datum *d) {
  diag_error(m->c.diag, DIAG_OTHER_LISP, d->span, "there is no Lisp below: `%s` is not available",
             d->item[0]->name->text);
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
    {"import-from", collect_import_from, false},
    {"define-macro", collect_macro, false},
    {"define-expression-macro", collect_macro, false},
    {"define-toplevel-macro", collect_macro, false},
    {"defmacro", collect_macro, false},
    {"define-foreign", collect_foreign, false},
    {"lisp-toplevel", collect_lisp, false},
};

/* (defun f (x) body), (def x value): what is wrong is the word, so the rest is taken for the definition that it is
 * meant to be. NULL: it is something else. */
static Datum *other_definition(Checker *c, Datum *d) {
  bool function = datum_is_form(d, "defun") || datum_is_form(d, "defn");
  bool value = datum_is_form(d, "def") || datum_is_form(d, "defvar") ||
               datum_is_form(d, "defparameter") || datum_is_form(d, "defconstant");
  if (!function && !value) return NULL;
  if (d->len < (function ? 4 : 3) || d->item[1]->kind != DATUM_NAME ||
      scope_lookup(c->world, c->scope, SPACE_VALUE, d->item[0]))
    return NULL;
  report_other_form(c->world, d);
  Datum *name = d->item[1], *params = d->item[2];
  Datum **item = ARENA_ARRAY(c->arena, Datum *, d->len + 1);
  memcpy(item, d->item, sizeof *item * (size_t)d->len);
  item[0] = datum_new_name(c->world, d->item[0]->span, "define");
  if (!function) return datum_new_list(c->world, d->span, item, 3);
  if (params->kind != DATUM_LIST && params->kind != DATUM_BRACKET) return NULL;
  Datum **head = ARENA_ARRAY(c->arena, Datum *, params->len + 1);
  head[0] = name;
  if (params->len) memcpy(head + 1, params->item, sizeof *head * (size_t)params->len);
  item[1] = datum_new_list(c->world, span_join(name->span, params->span), head, params->len + 1);
  memmove(item + 2, item + 3, sizeof *item * (size_t)(d->len - 3));
  diag_edit(c->diag, d->item[0]->span, "define");
  diag_edit(c->diag, span_of(name->span.file, name->span.at, 0), "(");
  diag_edit(c->diag,
            span_of(name->span.file, name->span.at + name->span.len,
                    params->span.at + 1 - name->span.at - name->span.len),
            "%s", params->len ? " " : "");
  if (params->kind == DATUM_BRACKET)
    diag_edit(c->diag, span_of(params->span.file, params->span.at + params->span.len - 1, 1), ")");
  return datum_new_list(c->world, d->span, item, d->len - 1);
}

static bool is_definition_form(Datum *d) {
  for (size_t i = 0; i < sizeof top_form / sizeof *top_form; i++)
    if (datum_is_form(d, top_form[i].word)) return true;
  return false;
}

/* (progn ...) at top level splices definitions; one of expressions only is an expression. */
static bool progn_has_definitions(Datum *d) {
  for (int i = 1; i < d->len; i++)
    if (is_definition_form(d->item[i]) &&
        !(datum_is_form(d->item[i], "progn") && !progn_has_definitions(d->item[i])))
      return true;
  return false;
}

void collect_form(Module *m, Datum *d) {
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
      Datum *out = macro_expand(c->world, g, d, c->scope);
      if (out && ++m->expansions > 100000) {
        diag_error(c->diag, DIAG_MACRO, d->span,
                   "too many macro expansions: does `%s` expand to itself?", g->name->text);
        return;
      }
      if (out) collect_form(m, out);
      return;
    }
  }
  check_attribute_left(m);
  Datum *definition = other_definition(c, d);
  if (definition) collect_define(m, definition);
  else collect_expression(m, d);
}
