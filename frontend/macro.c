/* macro.c -- see macro.h */
#include "frontend/macro.h"

#include <string.h>

#include "frontend/parse.h"

typedef struct Macro {
  const Sym *name;
  Datum *pattern; /* list: what stands after the name */
  Datum *template;
  Scope *scope;
  bool lisp; /* template with unquotes, lambda list with &rest and &body */
} Macro;

typedef struct Bound { /* what a pattern variable stands for */
  const Sym *name;
  Datum *one; /* at depth 0 */
  VEC(struct Bindings *) many;
  bool repeated;
} Bound;

typedef struct Bindings {
  VEC(Bound *) bound;
} Bindings;

static bool is_ellipsis(const Datum *d) { return datum_is_name(d, "…") || datum_is_name(d, "..."); }

static Bound *find(const Bindings *b, const Sym *name) {
  for (int i = 0; i < b->bound.len; i++)
    if (b->bound.data[i]->name == name) return b->bound.data[i];
  return NULL;
}

static void bind(Arena *a, Bindings *b, const Sym *name, Datum *one) {
  Bound *v = ARENA_NEW(a, Bound);
  v->name = name;
  v->one = one;
  vec_push(a, &b->bound, v);
}

Datum *macro_definition_name(const Datum *form) {
  if (form->kind != DATUM_LIST || form->len < 2) return NULL;
  if (datum_is_form(form, "define-macro") && form->item[1]->kind == DATUM_LIST &&
      form->item[1]->len > 0 && form->item[1]->item[0]->kind == DATUM_NAME)
    return form->item[1]->item[0];
  if ((datum_is_form(form, "define-expression-macro") ||
       datum_is_form(form, "define-toplevel-macro") || datum_is_form(form, "defmacro")) &&
      form->item[1]->kind == DATUM_NAME)
    return form->item[1];
  return NULL;
}

struct Macro *macro_define(World *w, Scope *scope, Datum *form) {
  Macro *m = ARENA_NEW(w->arena, Macro);
  m->scope = scope;
  Datum *name = macro_definition_name(form);
  if (!name) goto malformed;
  m->name = name->name;
  if (datum_is_form(form, "define-macro")) {
    bool has_doc = form->len == 4 && form->item[2]->kind == DATUM_STRING;
    if (form->len != 3 + has_doc) goto malformed;
    Datum *head = form->item[1];
    m->pattern = datum_new_list(w, head->span, head->item + 1, head->len - 1);
    m->template = form->item[2 + has_doc];
    return (struct Macro *)m;
  }
  m->lisp = true;
  int last = form->len - 1;
  if (form->len < 4 || form->item[2]->kind != DATUM_LIST) goto malformed;
  m->pattern = form->item[2];
  if (!datum_is_form(form->item[last], "quasiquote")) {
    diag_error(
        w->diag, DIAG_UNSUPPORTED, form->item[last]->span,
        "the body of this macro is not a backquoted template; only templates are supported yet");
    return NULL;
  }
  m->template = form->item[last]->item[1];
  return (struct Macro *)m;
malformed:
  diag_error(w->diag, DIAG_MACRO, form->span,
             "a macro is defined by (define-macro (name pattern ...) template)");
  return NULL;
}

/* ---- matching ---- */

static bool same_atom(const Datum *a, const Datum *b) {
  if (a->kind != b->kind) return false;
  switch (a->kind) {
  case DATUM_INTEGER: return strcmp(a->digits, b->digits) == 0;
  case DATUM_STRING: return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  case DATUM_CHAR: return a->code == b->code;
  case DATUM_FLOAT: return a->number == b->number && a->suffix == b->suffix;
  case DATUM_RATIO:
    return strcmp(a->digits, b->digits) == 0 && strcmp(a->denominator, b->denominator) == 0;
  case DATUM_NAME: return a->name == b->name;
  case DATUM_LIST:
  case DATUM_BRACKET: break;
  }
  return false;
}

static void collect_names(Arena *a, const Datum *pattern, Bindings *out) {
  if (pattern->kind == DATUM_NAME && !datum_is_keyword(pattern) && !is_ellipsis(pattern) &&
      !datum_is_name(pattern, "_"))
    bind(a, out, pattern->name, NULL);
  if (pattern->kind == DATUM_LIST || pattern->kind == DATUM_BRACKET)
    for (int i = 0; i < pattern->len; i++) collect_names(a, pattern->item[i], out);
}

static bool match_datum(Arena *a, Datum *pattern, Datum *d, Bindings *out);

static bool match_items(Arena *a, Datum **pattern, int patterns, Datum **item, int items,
                        Bindings *out) {
  int dots = -1;
  for (int i = 1; i < patterns; i++)
    if (is_ellipsis(pattern[i])) dots = i;
  if (dots < 0) {
    if (patterns != items) return false;
    for (int i = 0; i < items; i++)
      if (!match_datum(a, pattern[i], item[i], out)) return false;
    return true;
  }
  int before = dots - 1, after = patterns - dots - 1;
  if (items < before + after) return false;
  for (int i = 0; i < before; i++)
    if (!match_datum(a, pattern[i], item[i], out)) return false;
  Bindings names = {0};
  collect_names(a, pattern[dots - 1], &names);
  for (int k = 0; k < names.bound.len; k++) names.bound.data[k]->repeated = true;
  for (int i = before; i < items - after; i++) {
    Bindings *one = ARENA_NEW(a, Bindings);
    if (!match_datum(a, pattern[dots - 1], item[i], one)) return false;
    for (int k = 0; k < names.bound.len; k++) vec_push(a, &names.bound.data[k]->many, one);
  }
  for (int k = 0; k < names.bound.len; k++) vec_push(a, &out->bound, names.bound.data[k]);
  for (int i = 0; i < after; i++)
    if (!match_datum(a, pattern[dots + 1 + i], item[items - after + i], out)) return false;
  return true;
}

static bool match_datum(Arena *a, Datum *pattern, Datum *d, Bindings *out) {
  if (pattern->kind == DATUM_NAME) {
    if (datum_is_name(pattern, "_")) return true;
    if (datum_is_keyword(pattern)) return same_atom(pattern, d);
    bind(a, out, pattern->name, d);
    return true;
  }
  if (pattern->kind == DATUM_LIST || pattern->kind == DATUM_BRACKET)
    return d->kind == pattern->kind &&
           match_items(a, pattern->item, pattern->len, d->item, d->len, out);
  return same_atom(pattern, d);
}

/* A Lisp lambda list: required names, then &optional names, then &rest or &body and a name. */
static bool match_lambda_list(World *w, Datum *list, Datum *call, Bindings *out) {
  int at = 1;
  bool optional = false;
  for (int i = 0; i < list->len; i++) {
    Datum *d = list->item[i];
    if (d->kind != DATUM_NAME) return false;
    const char *text = d->name->text;
    if (strcmp(text, "&optional") == 0) {
      optional = true;
      continue;
    }
    if (strcmp(text, "&rest") == 0 || strcmp(text, "&body") == 0) {
      if (++i >= list->len || list->item[i]->kind != DATUM_NAME) return false;
      bind(w->arena, out, list->item[i]->name,
           datum_new_list(w, call->span, call->item + at, call->len - at));
      return i == list->len - 1;
    }
    if (at < call->len) bind(w->arena, out, d->name, call->item[at++]);
    else if (optional) bind(w->arena, out, d->name, datum_new_name(w, call->span, "coalton:Unit"));
    else return false;
  }
  return at == call->len;
}

/* ---- templates ---- */

typedef struct Expansion {
  World *world;
  Macro *macro;
  Span use;
  uint32_t mark;
} Expansion;

typedef VEC(Datum *) DatumList;

static Datum *fill(Expansion *x, Datum *t, Bindings *b);

static Datum *copy_of(Expansion *x, const Datum *t) {
  Datum *d = ARENA_NEW(x->world->arena, Datum);
  *d = *t;
  d->span = x->use;
  if (d->kind == DATUM_NAME && !datum_is_keyword(d)) d->mark = x->mark;
  return d;
}

/* A repeated variable inside `t`: its matches say how often t is repeated. */
static Bound *repeated_in(const Datum *t, const Bindings *b) {
  if (t->kind == DATUM_NAME) {
    Bound *v = find(b, t->name);
    return v && v->repeated ? v : NULL;
  }
  if (t->kind != DATUM_LIST && t->kind != DATUM_BRACKET) return NULL;
  for (int i = 0; i < t->len; i++) {
    Bound *v = repeated_in(t->item[i], b);
    if (v) return v;
  }
  return NULL;
}

static void fill_repeated(Expansion *x, Datum *t, Bindings *b, DatumList *out) {
  Arena *a = x->world->arena;
  Bound *v = repeated_in(t, b);
  if (!v) {
    diag_error(x->world->diag, DIAG_MACRO, t->span,
               "nothing before this `…` of the template of `%s` is repeated in its pattern",
               x->macro->name->text);
    return;
  }
  for (int i = 0; i < v->many.len; i++) {
    Bindings inner = {0};
    for (int k = 0; k < b->bound.len; k++) {
      Bound *outer = b->bound.data[k];
      if (!outer->repeated) vec_push(a, &inner.bound, outer);
      else if (i < outer->many.len) {
        Bound *one = find(outer->many.data[i], outer->name);
        if (one) vec_push(a, &inner.bound, one);
      }
    }
    vec_push(a, out, fill(x, t, &inner));
  }
}

static Datum *fill_items(Expansion *x, Datum *t, Bindings *b) {
  DatumList out = {0};
  for (int i = 0; i < t->len; i++) {
    Datum *d = t->item[i];
    if (x->macro->lisp && datum_is_form(d, "unquote-splicing") && d->len == 2) {
      Bound *v = d->item[1]->kind == DATUM_NAME ? find(b, d->item[1]->name) : NULL;
      if (!v || !v->one || v->one->kind != DATUM_LIST) {
        diag_error(x->world->diag, DIAG_MACRO, d->span,
                   "`,@` needs a parameter that is a list of forms");
        continue;
      }
      for (int k = 0; k < v->one->len; k++) vec_push(x->world->arena, &out, v->one->item[k]);
    } else if (!x->macro->lisp && i + 1 < t->len && is_ellipsis(t->item[i + 1])) {
      fill_repeated(x, d, b, &out);
      i++;
    } else {
      vec_push(x->world->arena, &out, fill(x, d, b));
    }
  }
  Datum *list = datum_new_list(x->world, x->use, out.data, out.len);
  list->kind = t->kind;
  return list;
}

static Datum *fill(Expansion *x, Datum *t, Bindings *b) {
  if (x->macro->lisp) {
    if (datum_is_form(t, "unquote") && t->len == 2) {
      Bound *v = t->item[1]->kind == DATUM_NAME ? find(b, t->item[1]->name) : NULL;
      if (v && v->one) return v->one;
      diag_error(x->world->diag, DIAG_UNSUPPORTED, t->span,
                 "only a parameter of the macro can stand behind `,` yet");
      return copy_of(x, t);
    }
  } else if (t->kind == DATUM_NAME) {
    Bound *v = find(b, t->name);
    if (v && v->one) return v->one;
    if (v && v->repeated)
      diag_error(x->world->diag, DIAG_MACRO, t->span,
                 "`%s` stands for several forms: write `…` after it", t->name->text);
  }
  if (t->kind == DATUM_LIST || t->kind == DATUM_BRACKET) return fill_items(x, t, b);
  return copy_of(x, t);
}

Datum *macro_expand(World *w, Global *g, Datum *call) {
  Macro *m = (Macro *)g->macro;
  Bindings b = {0};
  if (!m) return NULL; /* its definition was malformed */
  bool fits = m->lisp ? match_lambda_list(w, m->pattern, call, &b)
                      : match_items(w->arena, m->pattern->item, m->pattern->len, call->item + 1,
                                    call->len - 1, &b);
  if (!fits) {
    diag_error(w->diag, DIAG_MACRO, call->span,
               "this call does not fit the pattern of the macro `%s`", m->name->text);
    if (g->span.file) diag_note(w->diag, g->span, "the macro is defined here");
    return NULL;
  }
  Expansion x = {.world = w, .macro = m, .use = call->span};
  if (!m->lisp) {
    MarkOrigin origin = {.scope = m->scope, .use = call->span, .parent = call->item[0]->mark};
    if (w->mark.len == 0) {
      MarkOrigin none = {0};
      vec_push(w->arena, &w->mark, none);
    }
    x.mark = (uint32_t)w->mark.len;
    vec_push(w->arena, &w->mark, origin);
  }
  return fill(&x, m->template, &b);
}
