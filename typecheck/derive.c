/* derive.c -- instances that the compiler writes: Eq, Ord, Hash, Default, Show.
 *
 * The methods are made as data and go the way of every other definition. Their variables begin with `_`, and everything
 * from the library is named with its package, so that nothing in the user's scope can come between. */
#include <string.h>

#include "frontend/parse.h"
#include "typecheck/checker.h"

typedef struct Writer {
  Checker *c;
  Span span;
} Writer;

static Datum *name(Writer *w, const char *text) {
  return datum_new_name(w->c->world, w->span, text);
}

static Datum *var(Writer *w, const char *stem, int i) {
  return name(w, arena_printf(w->c->arena, "_%s%d", stem, i));
}

static Datum *text(Writer *w, const char *s) {
  Datum *d = ARENA_NEW(w->c->arena, Datum);
  d->kind = DATUM_STRING;
  d->span = w->span;
  d->text = arena_strndup(w->c->arena, s, strlen(s));
  d->size = (uint32_t)strlen(s);
  return d;
}

static Datum *number(Writer *w, int n) {
  Datum *d = ARENA_NEW(w->c->arena, Datum);
  d->kind = DATUM_INTEGER;
  d->span = w->span;
  d->digits = arena_printf(w->c->arena, "%d", n);
  return d;
}

typedef struct Items {
  VEC(Datum *) v;
} Items;

static void add(Writer *w, Items *l, Datum *d) { vec_push(w->c->arena, &l->v, d); }
static Datum *list(Writer *w, Items *l) {
  return datum_new_list(w->c->world, w->span, l->v.data, l->v.len);
}

static Datum *form(Writer *w, Datum *a, Datum *b, Datum *x, Datum *y) {
  Items l = {0};
  Datum *part[] = {a, b, x, y};
  for (int i = 0; i < 4 && part[i]; i++) add(w, &l, part[i]);
  return list(w, &l);
}

/* (C _x0 _x1 ...) */
static Datum *ctor_form(Writer *w, Ctor *k, const char *stem) {
  Items l = {0};
  add(w, &l, name(w, k->name->text));
  for (int i = 0; i < k->arity; i++) add(w, &l, stem ? var(w, stem, i) : name(w, "_"));
  return list(w, &l);
}

static Datum *define(Writer *w, const char *method, Datum *p, Datum *q, Datum *body) {
  return form(w, name(w, "define"), form(w, name(w, method), p, q, NULL), body, NULL);
}

/* Is a value the number of its constructor, and nothing else? */
static bool is_enumeration(DataType *t) {
  for (int i = 0; i < t->ctors; i++)
    if (t->ctor[i]->arity) return false;
  return true;
}

/* (define (method _a _b) (primitive _a _b)) */
static Datum *define_by_word(Writer *w, const char *method, const char *primitive) {
  Datum *a = name(w, "_a"), *b = name(w, "_b");
  return define(w, method, a, b, form(w, name(w, primitive), a, b, NULL));
}

static Datum *derive_eq(Writer *w, DataType *t) {
  if (is_enumeration(t)) return define_by_word(w, "==", "smelter/prim:word-eq");
  Items outer = {0};
  add(w, &outer, name(w, "match"));
  add(w, &outer, name(w, "_a"));
  for (int i = 0; i < t->ctors; i++) {
    Ctor *k = t->ctor[i];
    Items all = {0};
    add(w, &all, name(w, "and"));
    for (int f = 0; f < k->arity; f++)
      add(w, &all, form(w, name(w, "coalton/classes:=="), var(w, "x", f), var(w, "y", f), NULL));
    Items inner = {0};
    add(w, &inner, name(w, "match"));
    add(w, &inner, name(w, "_b"));
    add(w, &inner, form(w, ctor_form(w, k, "y"), list(w, &all), NULL, NULL));
    if (t->ctors > 1) add(w, &inner, form(w, name(w, "_"), name(w, "coalton:False"), NULL, NULL));
    add(w, &outer, form(w, ctor_form(w, k, "x"), list(w, &inner), NULL, NULL));
  }
  return define(w, "==", name(w, "_a"), name(w, "_b"), list(w, &outer));
}

/* (match v ((C0 _ ...) 0) ((C1 ...) 1) ...), at type UFix */
static Datum *index_of(Writer *w, DataType *t, const char *v) {
  Items m = {0};
  add(w, &m, name(w, "match"));
  add(w, &m, name(w, v));
  for (int i = 0; i < t->ctors; i++)
    add(w, &m,
        form(w, ctor_form(w, t->ctor[i], NULL),
             form(w, name(w, "the"), name(w, "coalton:UFix"), number(w, i), NULL), NULL, NULL));
  return list(w, &m);
}

/* The fields of two values of one constructor, compared from the left. */
static Datum *compare_fields(Writer *w, Ctor *k) {
  Datum *all = name(w, "coalton/classes:EQ");
  for (int f = k->arity - 1; f >= 0; f--) {
    Datum *one = form(w, name(w, "coalton/classes:<=>"), var(w, "x", f), var(w, "y", f), NULL);
    Datum *equal = form(w, name(w, "coalton/classes:EQ"), NULL, NULL, NULL);
    if (f == k->arity - 1) all = one;
    else
      all = form(w, name(w, "match"), one, form(w, equal, all, NULL, NULL),
                 form(w, name(w, "_r"), name(w, "_r"), NULL, NULL));
  }
  return all;
}

/* The order of the constructors is asked for by a function, lest every branch repeat all of them:
 *   (let ((_index (fn (_v) (match _v ...))))
 *     (match _a ((K _x0 ...) (match _b ((K _y0 ...) fields) (_ order))) ... (_ order))) */
static Datum *derive_ord(Writer *w, DataType *t) {
  if (is_enumeration(t)) return define_by_word(w, "<=>", "smelter/prim:word-cmp");
  Datum *a = name(w, "_a"), *b = name(w, "_b"), *index = name(w, "_index");
  Datum *order = form(w, name(w, "smelter/prim:word-cmp"), form(w, index, a, NULL, NULL),
                      form(w, index, b, NULL, NULL), NULL);
  Datum *otherwise = form(w, name(w, "_"), order, NULL, NULL);
  Items outer = {0};
  add(w, &outer, name(w, "match"));
  add(w, &outer, a);
  bool all_have_fields = true;
  for (int i = 0; i < t->ctors; i++) {
    Ctor *k = t->ctor[i];
    if (k->arity == 0) {
      all_have_fields = false;
      continue;
    }
    Datum *same = form(w, ctor_form(w, k, "y"), compare_fields(w, k), NULL, NULL);
    Datum *inner = form(w, name(w, "match"), b, same, t->ctors > 1 ? otherwise : NULL);
    add(w, &outer, form(w, ctor_form(w, k, "x"), inner, NULL, NULL));
  }
  if (!all_have_fields) add(w, &outer, otherwise);
  if (t->ctors == 1) return define(w, "<=>", a, b, list(w, &outer));
  Datum *function =
      form(w, name(w, "fn"), form(w, name(w, "_v"), NULL, NULL, NULL), index_of(w, t, "_v"), NULL);
  Datum *binding = form(w, form(w, index, function, NULL, NULL), NULL, NULL, NULL);
  return define(w, "<=>", a, b, form(w, name(w, "let"), binding, list(w, &outer), NULL));
}

static Datum *derive_hash(Writer *w, TyCon *con) {
  DataType *t = con->data;
  Items m = {0};
  add(w, &m, name(w, "match"));
  add(w, &m, name(w, "_a"));
  for (int i = 0; i < t->ctors; i++) {
    Ctor *k = t->ctor[i];
    Datum *h = form(w, name(w, "coalton/classes:hash"),
                    text(w, arena_printf(w->c->arena, "%s.%s", con->name->text, k->name->text)),
                    NULL, NULL);
    for (int f = 0; f < k->arity; f++)
      h = form(w, name(w, "smelter/prim:hash-combine"),
               form(w, name(w, "coalton/classes:hash"), var(w, "x", f), NULL, NULL), h, NULL);
    add(w, &m, form(w, ctor_form(w, k, "x"), h, NULL, NULL));
  }
  return define(w, "hash", name(w, "_a"), NULL, list(w, &m));
}

static Datum *derive_default(Writer *w, DataType *t) {
  Items l = {0};
  add(w, &l, name(w, t->ctor[0]->name->text));
  for (int f = 0; f < t->ctor[0]->arity; f++)
    add(w, &l, form(w, name(w, "coalton/classes:default"), NULL, NULL, NULL));
  Datum *value = t->ctor[0]->arity ? list(w, &l) : l.v.data[0];
  return form(w, name(w, "define"), form(w, name(w, "default"), NULL, NULL, NULL), value, NULL);
}

static Datum *derive_show(Writer *w, DataType *t) {
  Items m = {0};
  add(w, &m, name(w, "match"));
  add(w, &m, name(w, "_a"));
  for (int i = 0; i < t->ctors; i++) {
    Ctor *k = t->ctor[i];
    if (!k->arity) {
      add(w, &m,
          form(w, ctor_form(w, k, "x"), form(w, name(w, "_f"), text(w, k->name->text), NULL, NULL),
               NULL, NULL));
      continue;
    }
    Items body = {0};
    add(w, &body, name(w, "progn"));
    add(w, &body,
        form(w, name(w, "_f"), text(w, arena_printf(w->c->arena, "(%s ", k->name->text)), NULL,
             NULL));
    for (int f = 0; f < k->arity; f++) {
      if (f) add(w, &body, form(w, name(w, "_f"), text(w, " "), NULL, NULL));
      add(w, &body, form(w, name(w, "coalton/show:show-to"), name(w, "_f"), var(w, "x", f), NULL));
    }
    add(w, &body, form(w, name(w, "_f"), text(w, ")"), NULL, NULL));
    add(w, &m, form(w, ctor_form(w, k, "x"), list(w, &body), NULL, NULL));
  }
  return define(w, "show-to", name(w, "_f"), name(w, "_a"), list(w, &m));
}

bool derive_methods(Checker *c, Class *cls, TyCon *t, Datum **out, Span span) {
  Writer w = {c, span};
  const char *kind = cls->home->is_library ? cls->name->text : "";
  memset(out, 0, sizeof *out * (size_t)cls->methods);
  if (!t->data || t->data->ctors == 0) {
    diag_error(c->diag, DIAG_DERIVE, span,
               "`%s` cannot be derived for `%s`, which has no constructor", cls->name->text,
               t->name->text);
    return false;
  }
  Datum *d;
  if (strcmp(kind, "Eq") == 0) d = derive_eq(&w, t->data);
  else if (strcmp(kind, "Ord") == 0) d = derive_ord(&w, t->data);
  else if (strcmp(kind, "Hash") == 0) d = derive_hash(&w, t);
  else if (strcmp(kind, "Show") == 0) d = derive_show(&w, t->data);
  else if (strcmp(kind, "Default") == 0) {
    if (t->data->ctors != 1) {
      diag_error(c->diag, DIAG_DERIVE, span,
                 "`Default` can only be derived for a type of one constructor; `%s` has %d",
                 t->name->text, t->data->ctors);
      return false;
    }
    d = derive_default(&w, t->data);
  } else {
    diag_error(c->diag, DIAG_DERIVE, span,
               "the class `%s` cannot be derived; Eq, Ord, Hash, Show and Default can",
               cls->name->text);
    return false;
  }
  Datum *head = d->item[1]->item[0];
  for (int i = 0; i < cls->methods; i++)
    if (cls->method[i].name == head->name) out[i] = d;
  return true;
}
