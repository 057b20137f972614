/* parse.c -- expressions. One function per form; the grammar rule stands above it.
 *
 *   takes:     data (reader), the scope of the file
 *   leaves:    expressions whose names are resolved; sugar rewritten
 *   reports:   malformed forms, unbound names, misplaced control, unused variables
 *
 * A malformed form gives an EXPR_ERROR, which later passes accept in silence. */
#include "frontend/parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "frontend/macro.h"

/* ---- small things ---- */

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
  d->kind  = DATUM_NAME;
  d->span  = span;
  const char *colon = strchr(name, ':');
  if (colon && colon != name && colon[1]) {
    d->pkg  = sym_get(w->names, name, (size_t)(colon - name));
    d->name = sym_of(w->names, colon + 1);
  } else {
    d->name = sym_of(w->names, name);
  }
  return d;
}

Datum *datum_new_list(World *w, Span span, Datum **item, int len) {
  Datum *d = ARENA_NEW(w->arena, Datum);
  d->kind  = DATUM_LIST;
  d->span  = span;
  d->item  = item;
  d->len   = len;
  return d;
}

static Expr *expr_new(Parser *p, ExprKind kind, Span span) {
  Expr *e = ARENA_NEW(p->world->arena, Expr);
  e->kind = kind;
  e->span = span;
  return e;
}

static Expr *expr_error(Parser *p, Span span) { return expr_new(p, EXPR_ERROR, span); }

#define SYNTAX_ERROR(p, span, ...) \
  (diag_error((p)->world->diag, DIAG_SYNTAX, (span), __VA_ARGS__), expr_error((p), (span)))

static bool is_list(const Datum *d) { return d->kind == DATUM_LIST; }

/* A global of the library that a form is rewritten to: "coalton/classes:>>=". */
static Expr *library_name(Parser *p, Span span, const char *qualified) {
  Datum  *d = datum_new_name(p->world, span, qualified);
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  if (!g) {
    Package *home = package_find(p->world, p->scope, d->pkg);
    if (home) g = names_get(&home->own[SPACE_VALUE], d->name);
  }
  if (!g) {
    diag_error(p->world->diag, DIAG_UNBOUND_NAME, span, "this form needs `%s`, which is not loaded",
               qualified);
    return expr_error(p, span);
  }
  if (g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
  Expr *e   = expr_new(p, EXPR_GLOBAL, span);
  e->global = g;
  return e;
}

static Expr *call_new(Parser *p, Span span, Expr *fn, Expr **arg, int args) {
  Expr *e      = expr_new(p, EXPR_CALL, span);
  e->call.fn   = fn;
  e->call.arg  = arg;
  e->call.args = args;
  return e;
}

static Expr *call1(Parser *p, Span span, Expr *fn, Expr *x) {
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, 1);
  arg[0]     = x;
  return call_new(p, span, fn, arg, 1);
}

static Expr *call2(Parser *p, Span span, Expr *fn, Expr *x, Expr *y) {
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, 2);
  arg[0]     = x;
  arg[1]     = y;
  return call_new(p, span, fn, arg, 2);
}

static Expr *seq_new(Parser *p, Expr *first, Expr *second) {
  Expr *e       = expr_new(p, EXPR_SEQ, second->span);
  e->seq.first  = first;
  e->seq.second = second;
  return e;
}

static Expr *if_new(Parser *p, Span span, Expr *cond, Expr *then, Expr *otherwise) {
  Expr *e          = expr_new(p, EXPR_IF, span);
  e->iff.cond      = cond;
  e->iff.then      = then;
  e->iff.otherwise = otherwise;
  return e;
}

static Expr *the_new(Parser *p, Span span, Datum *type, Expr *value) {
  Expr *e      = expr_new(p, EXPR_THE, span);
  e->the.type  = type;
  e->the.value = value;
  return e;
}

static Expr *local_ref(Parser *p, Span span, Local *local) {
  Expr *e     = expr_new(p, EXPR_LOCAL, span);
  e->local    = local;
  local->used = true;
  return e;
}

/* ---- scopes ---- */

typedef struct LetFrame {
  Binding         *self;
  struct LetFrame *outer;
} LetFrame;

static Local *local_new(Parser *p, const Sym *name, uint32_t mark, Span span) {
  Local *l = ARENA_NEW(p->world->arena, Local);
  l->name  = name;
  l->mark  = mark;
  l->span  = span;
  l->depth = p->depth;
  return l;
}

static void local_bind(Parser *p, Local *l) {
  if (!l->name) return;
  l->shadowed = names_get(&p->locals, l->name);
  names_put(p->world->arena, &p->locals, l->name, l);
}

static void local_unbind(Parser *p, Local *l) {
  if (!l->name) return;
  names_put(p->world->arena, &p->locals, l->name, l->shadowed);
  if (!l->used && l->name->text[0] != '_' && l->mark == 0 && !p->scope->package->is_library)
    diag_warn(p->world->diag, DIAG_UNUSED, l->span,
              "the variable `%s` is never used; begin its name with `_` if that is meant", l->name->text);
}

/* The local variable that a name means, or NULL. A name from a macro template sees only what the same
 * expansion bound; one of the user's never sees what an expansion bound. */
static Local *local_find(Parser *p, const Datum *d) {
  if (d->pkg) return NULL;
  for (Local *l = names_get(&p->locals, d->name); l; l = l->shadowed)
    if (l->mark == d->mark) return l;
  return NULL;
}

static void bind_pattern(Parser *p, Pattern *pat) {
  if (pat->local) local_bind(p, pat->local);
  for (int i = 0; i < pat->subs; i++) bind_pattern(p, pat->sub[i]);
}

static void unbind_pattern(Parser *p, Pattern *pat) {
  for (int i = pat->subs - 1; i >= 0; i--) unbind_pattern(p, pat->sub[i]);
  if (pat->local) local_unbind(p, pat->local);
}

/* ---- patterns ---- */

typedef VEC(Local *) LocalVec;

static Pattern *pattern_new(Parser *p, PatternKind kind, Span span) {
  Pattern *pat = ARENA_NEW(p->world->arena, Pattern);
  pat->kind    = kind;
  pat->span    = span;
  return pat;
}

static void check_duplicate(Parser *p, LocalVec *seen, Local *l, const char *what) {
  for (int i = 0; i < seen->len; i++)
    if (seen->data[i]->name == l->name && seen->data[i]->mark == l->mark) {
      diag_error(p->world->diag, DIAG_DUPLICATE, l->span, "duplicate variable `%s` in %s", l->name->text,
                 what);
      diag_note(p->world->diag, seen->data[i]->span, "bound here already");
      return;
    }
  vec_push(p->world->arena, seen, l);
}

static Local *pattern_local(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  if (name_is_dynamic(d->name))
    diag_error(p->world->diag, DIAG_DYNAMIC, d->span,
               "the dynamic variable name `%s` cannot be bound in %s", d->name->text, what);
  Local *l = local_new(p, d->name, d->mark, d->span);
  check_duplicate(p, seen, l, what);
  return l;
}

static Pattern *parse_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what);

/* pat := '(' '=' id pat ')' */
static Pattern *parse_as_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  if (d->len != 3 || d->item[1]->kind != DATUM_NAME) {
    diag_error(p->world->diag, DIAG_SYNTAX, d->span,
               "a pattern that names the whole is written (= name pattern)");
    return pattern_new(p, PATTERN_ERROR, d->span);
  }
  Pattern *pat = pattern_new(p, PATTERN_AS, d->span);
  pat->local   = pattern_local(p, d->item[1], seen, what);
  pat->sub     = ARENA_ARRAY(p->world->arena, Pattern *, 1);
  pat->sub[0]  = parse_pattern(p, d->item[2], seen, what);
  pat->subs    = 1;
  return pat;
}

static Global *constructor_find(Parser *p, Datum *name) {
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, name);
  if (g && g->kind == VALUE_CTOR) return g;
  if (!g) g = scope_find(p->world, p->scope, SPACE_VALUE, name, true);
  if (!g) return NULL;
  if (g->kind == VALUE_CTOR) return g;
  diag_error(p->world->diag, DIAG_UNKNOWN_CONSTRUCTOR, name->span, "`%s` is not a constructor",
             name->name->text);
  return NULL;
}

/* pat := '(' Con pat* ')' */
static Pattern *parse_ctor_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  Datum  *head = d->item[0];
  Global *g    = constructor_find(p, head);
  Pattern *pat = pattern_new(p, g ? PATTERN_CTOR : PATTERN_ERROR, d->span);
  pat->ctor    = g;
  pat->subs    = d->len - 1;
  pat->sub     = ARENA_ARRAY(p->world->arena, Pattern *, pat->subs);
  for (int i = 0; i < pat->subs; i++) pat->sub[i] = parse_pattern(p, d->item[i + 1], seen, what);
  if (g && pat->subs != g->core->ctor->arity) {
    int n = g->core->ctor->arity;
    diag_error(p->world->diag, DIAG_PATTERN_ARITY, d->span,
               "the constructor `%s` takes %d argument%s, but this pattern has %d", g->name->text, n,
               n == 1 ? "" : "s", pat->subs);
    diag_note(p->world->diag, g->span, "defined here");
    pat->kind = PATTERN_ERROR;
  }
  return pat;
}

/* pat := '(values' pat* ')': a tuple taken apart */
static Pattern *parse_values_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  static const char *const tuple[] = {"coalton/classes:Tuple", "coalton/tuple:Tuple3",
                                      "coalton/tuple:Tuple4", "coalton/tuple:Tuple5"};
  int n = d->len - 1;
  if (n == 1) return parse_pattern(p, d->item[1], seen, what);
  if (n == 0) {
    Datum *unit = datum_new_name(p->world, d->span, "coalton:Unit");
    Datum **item = ARENA_ARRAY(p->world->arena, Datum *, 1);
    item[0] = unit;
    return parse_ctor_pattern(p, datum_new_list(p->world, d->span, item, 1), seen, what);
  }
  if (n > 5) {
    diag_error(p->world->diag, DIAG_SYNTAX, d->span, "values go up to five");
    return pattern_new(p, PATTERN_ERROR, d->span);
  }
  Datum **item = ARENA_ARRAY(p->world->arena, Datum *, d->len);
  memcpy(item, d->item, sizeof(Datum *) * (size_t)d->len);
  item[0] = datum_new_name(p->world, d->item[0]->span, tuple[n - 2]);
  return parse_ctor_pattern(p, datum_new_list(p->world, d->span, item, d->len), seen, what);
}

static Pattern *parse_name_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  if (datum_is_name(d, "_")) return pattern_new(p, PATTERN_WILD, d->span);
  if (datum_is_keyword(d)) {
    diag_error(p->world->diag, DIAG_SYNTAX, d->span, "the keyword `%s` cannot be a pattern",
               d->name->text);
    return pattern_new(p, PATTERN_ERROR, d->span);
  }
  Global *g = d->pkg ? NULL : scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  if (g && g->kind == VALUE_CTOR && !p->scope->package->is_library)
    diag_warn(p->world->diag, DIAG_CONSTRUCTOR_NAME, d->span,
              "`%s` is a variable here and matches everything; the constructor is written (%s)",
              d->name->text, d->name->text);
  Pattern *pat = pattern_new(p, PATTERN_VAR, d->span);
  pat->local   = pattern_local(p, d, seen, what);
  if (g && g->kind == VALUE_CTOR) pat->local->used = true;   /* one warning is enough */
  return pat;
}

static Pattern *parse_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  Pattern *pat;
  switch (d->kind) {
  case DATUM_NAME: return parse_name_pattern(p, d, seen, what);
  case DATUM_LIST:
    if (d->len == 0 || d->item[0]->kind != DATUM_NAME) break;
    if (datum_is_name(d->item[0], "=")) return parse_as_pattern(p, d, seen, what);
    if (datum_is_name(d->item[0], "values")) return parse_values_pattern(p, d, seen, what);
    return parse_ctor_pattern(p, d, seen, what);
  case DATUM_INTEGER:
    pat         = pattern_new(p, PATTERN_INTEGER, d->span);
    pat->digits = d->digits;
    return pat;
  case DATUM_RATIO:
    pat              = pattern_new(p, PATTERN_RATIO, d->span);
    pat->digits      = d->digits;
    pat->denominator = d->denominator;
    return pat;
  case DATUM_FLOAT:
    pat         = pattern_new(p, PATTERN_FLOAT, d->span);
    pat->number = d->number;
    pat->suffix = d->suffix;
    return pat;
  case DATUM_STRING:
    pat       = pattern_new(p, PATTERN_STRING, d->span);
    pat->text = d->text;
    pat->size = d->size;
    return pat;
  case DATUM_CHAR:
    pat       = pattern_new(p, PATTERN_CHAR, d->span);
    pat->code = d->code;
    return pat;
  case DATUM_BRACKET: break;
  }
  diag_error(p->world->diag, DIAG_SYNTAX, d->span,
             "this is no pattern: write a literal, a variable, `_` or (Constructor pattern ...)");
  return pattern_new(p, PATTERN_ERROR, d->span);
}

/* ---- bodies ---- */

/* short-let := '(let' pat '=' e ')' */
static bool is_short_let(const Datum *d) {
  return datum_is_form(d, "let") && d->len >= 3 && datum_is_name(d->item[2], "=");
}

static Expr *parse_body(Parser *p, Datum **item, int len, Span form);

/* (let *x* = e) rebinds a dynamic variable for the rest of the body. */
static Expr *parse_short_dynamic(Parser *p, Datum *d, Datum **rest, int len, Span form) {
  Expr *e = expr_new(p, EXPR_DYNAMIC, d->span);
  Global *g = scope_find(p->world, p->scope, SPACE_VALUE, d->item[1], true);
  e->dynamic.var   = ARENA_ARRAY(p->world->arena, Global *, 1);
  e->dynamic.value = ARENA_ARRAY(p->world->arena, Expr *, 1);
  e->dynamic.vars  = 1;
  e->dynamic.var[0]   = g;
  e->dynamic.value[0] = parse_expr(p, d->item[3]);
  p->depth++;
  e->dynamic.body     = parse_body(p, rest, len, form);
  p->depth--;
  if (g && g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
  return g ? e : expr_error(p, d->span);
}

static Expr *parse_short_let(Parser *p, Datum *d, Datum **rest, int len, Span form) {
  if (d->len != 4) {
    SYNTAX_ERROR(p, d->span, "this binding is written (let pattern = value)");
    return parse_body(p, rest, len, form);
  }
  if (d->item[1]->kind == DATUM_NAME && name_is_dynamic(d->item[1]->name))
    return parse_short_dynamic(p, d, rest, len, form);
  Expr    *value = parse_expr(p, d->item[3]);
  LocalVec seen  = {0};
  Pattern *pat   = parse_pattern(p, d->item[1], &seen, "a let");
  bind_pattern(p, pat);
  Expr *e       = expr_new(p, EXPR_BIND, d->span);
  e->bind.pat   = pat;
  e->bind.value = value;
  e->bind.body  = parse_body(p, rest, len, form);
  unbind_pattern(p, pat);
  return e;
}

/* body := (e | short-let)* e. `form` is what the message about an empty body points at. */
static Expr *parse_body(Parser *p, Datum **item, int len, Span form) {
  if (len == 0) return SYNTAX_ERROR(p, form, "the body is missing: an expression must stand here");
  /* Plain expressions are gathered in a loop; only a let makes the C stack deeper. */
  int first = 0;
  while (first < len && !is_short_let(item[first])) first++;
  Expr **before = ARENA_ARRAY(p->world->arena, Expr *, first + 1);
  for (int i = 0; i < first; i++) before[i] = parse_expr(p, item[i]);
  Expr *last;
  if (first == len) {
    last = before[--first];
  } else if (first == len - 1) {
    last = SYNTAX_ERROR(p, item[first]->span,
                        "a let that binds for the rest of a body cannot end it: an expression must follow");
  } else {
    last = parse_short_let(p, item[first], item + first + 1, len - first - 1, form);
  }
  while (first > 0) last = seq_new(p, before[--first], last);
  return last;
}

/* ---- functions ---- */

static void parse_keyword_params(Parser *p, Function *f, Datum **item, int len, LocalVec *seen) {
  f->keyword  = ARENA_ARRAY(p->world->arena, Keyword, len);
  for (int i = 0; i < len; i++) {
    Datum *d = item[i];
    if (!is_list(d) || d->len != 2 || d->item[0]->kind != DATUM_NAME) {
      SYNTAX_ERROR(p, d->span, "a keyword parameter is written (name default)");
      continue;
    }
    Keyword *k = &f->keyword[f->keywords++];
    k->name  = d->item[0]->name;
    k->span  = d->item[0]->span;
    k->value = parse_expr(p, d->item[1]);
    k->local = pattern_local(p, d->item[0], seen, "a parameter list");
    local_bind(p, k->local);
  }
}

/* params := pat* ('&key' (id e)*)? -- and the body after them */
static void parse_function(Parser *p, Function *f, Datum **param, int params, Datum **body, int len,
                           Span form) {
  LocalVec  seen  = {0};
  Function *outer = p->function;
  p->function     = f;
  p->depth++;
  int n = 0;
  while (n < params && !datum_is_name(param[n], "&key")) n++;
  bool keys = n < params;
  f->param  = ARENA_ARRAY(p->world->arena, Pattern *, n + 1);
  for (int i = 0; i < n; i++) {
    f->param[i] = parse_pattern(p, param[i], &seen, "a parameter list");
    bind_pattern(p, f->param[i]);
  }
  f->params = n;
  if (n == 0 && !keys) {
    f->nullary  = true;
    f->param[0] = pattern_new(p, PATTERN_WILD, form);
    f->params   = 1;
  }
  if (keys) parse_keyword_params(p, f, param + n + 1, params - n - 1, &seen);
  f->body = parse_body(p, body, len, form);
  for (int i = f->keywords - 1; i >= 0; i--) local_unbind(p, f->keyword[i].local);
  for (int i = n - 1; i >= 0; i--) unbind_pattern(p, f->param[i]);
  p->depth--;
  p->function = outer;
}

/* (fn (pat* ...) body) */
static Expr *parse_fn(Parser *p, Datum *d) {
  if (d->len < 2 || !is_list(d->item[1]))
    return SYNTAX_ERROR(p, d->len < 2 ? d->span : d->item[1]->span,
                        "`fn` takes its parameters in parentheses: (fn (x y) body)");
  Expr *e     = expr_new(p, EXPR_FN, d->span);
  e->function = ARENA_NEW(p->world->arena, Function);
  if (d->len == 2) return SYNTAX_ERROR(p, d->span, "this `fn` has no body");
  parse_function(p, e->function, d->item[1]->item, d->item[1]->len, d->item + 2, d->len - 2, d->span);
  return e;
}

/* A function the compiler makes, of one pattern and with a body that is parsed by the caller. */
static Expr *fn_around(Parser *p, Span span, Pattern *pat, Expr *body) {
  Expr *e               = expr_new(p, EXPR_FN, span);
  e->function           = ARENA_NEW(p->world->arena, Function);
  e->function->param    = ARENA_ARRAY(p->world->arena, Pattern *, 1);
  e->function->param[0] = pat;
  e->function->params   = 1;
  e->function->body     = body;
  e->function->transparent = true;
  return e;
}

/* ---- let, let*, rec ---- */

typedef struct LetItem {
  Datum   *target;    /* name or (values ...) */
  Datum   *value;
  Datum   *declared;
  Binding *binding;   /* of a name */
  Pattern *pat;       /* of (values ...) */
} LetItem;

typedef VEC(LetItem) LetItemVec;

static LetItem *let_item_find(LetItemVec *v, const Datum *name) {
  for (int i = 0; i < v->len; i++)
    if (v->data[i].target->kind == DATUM_NAME && v->data[i].target->name == name->name &&
        v->data[i].target->mark == name->mark)
      return &v->data[i];
  return NULL;
}

/* '(' ('(declare' id type ')' | '(' id e ')')* ')' : false when something was malformed */
static bool parse_let_items(Parser *p, Datum *list, LetItemVec *out, bool allow_duplicates,
                            const char *form) {
  bool    good = true;
  VEC(Datum *) declares = {0};
  if (!is_list(list)) {
    SYNTAX_ERROR(p, list->span, "the bindings of `%s` are a list: (%s ((name value) ...) body)", form,
                 form);
    return false;
  }
  for (int i = 0; i < list->len; i++) {
    Datum *d = list->item[i];
    if (datum_is_form(d, "declare") && d->len == 3 && d->item[1]->kind == DATUM_NAME) {
      vec_push(p->world->arena, &declares, d);
      continue;
    }
    bool target_ok = is_list(d) && d->len == 2 &&
                     (d->item[0]->kind == DATUM_NAME || datum_is_form(d->item[0], "values"));
    if (!target_ok) {
      SYNTAX_ERROR(p, d->span, "a binding of `%s` is written (name value)", form);
      good = false;
      continue;
    }
    LetItem item = {.target = d->item[0], .value = d->item[1]};
    if (item.target->kind == DATUM_NAME) {
      if (name_is_dynamic(item.target->name)) {
        diag_error(p->world->diag, DIAG_DYNAMIC, item.target->span,
                   "`%s` is the name of a dynamic variable: bind it with dynamic-bind",
                   item.target->name->text);
        good = false;
      }
      LetItem *twin = let_item_find(out, item.target);
      if (twin && !allow_duplicates) {
        diag_error(p->world->diag, DIAG_DUPLICATE, item.target->span,
                   "duplicate binding: `%s` is bound twice in one `%s`", item.target->name->text, form);
        diag_note(p->world->diag, twin->target->span, "bound here already");
        good = false;
      }
    }
    vec_push(p->world->arena, out, item);
  }
  for (int i = 0; i < declares.len; i++) {
    LetItem *item = let_item_find(out, declares.data[i]->item[1]);
    if (item) {
      item->declared = declares.data[i]->item[2];
    } else {
      diag_error(p->world->diag, DIAG_UNDECLARED, declares.data[i]->item[1]->span,
                 "`%s` is declared here but not bound", declares.data[i]->item[1]->name->text);
      good = false;
    }
  }
  return good;
}

static Binding *binding_new(Parser *p, LetItem *item) {
  Binding *b  = ARENA_NEW(p->world->arena, Binding);
  b->local    = local_new(p, item->target->name, item->target->mark, item->target->span);
  b->declared = item->declared;
  b->local->binding = b;
  item->binding     = b;
  return b;
}

static Expr *parse_binding_value(Parser *p, Binding *b, Datum *d) {
  LetFrame frame = {.self = b, .outer = p->let};
  p->let         = &frame;
  Expr *e        = parse_expr(p, d);
  p->let         = frame.outer;
  return e;
}

/* Pattern binders of a let take their value apart around the body: (let ((tmp e) ...) (let pat = tmp) body). */
static Expr *parse_let_body(Parser *p, LetItemVec *items, int from, Datum *d) {
  while (from < items->len && !items->data[from].pat) from++;
  if (from == items->len) return parse_body(p, d->item + 2, d->len - 2, d->span);
  LetItem *item = &items->data[from];
  Expr    *e    = expr_new(p, EXPR_BIND, item->target->span);
  bind_pattern(p, item->pat);
  e->bind.pat   = item->pat;
  e->bind.value = local_ref(p, item->target->span, item->binding->local);
  e->bind.body  = parse_let_body(p, items, from + 1, d);
  unbind_pattern(p, item->pat);
  return e;
}

/* (let ((name e) ...) body): parallel, mutually recursive */
static Expr *parse_let(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`let` is written (let ((name value) ...) body)");
  if (is_short_let(d))
    return SYNTAX_ERROR(p, d->span, "a short let stands inside a body, before its last expression");
  LetItemVec items = {0};
  if (!parse_let_items(p, d->item[1], &items, false, "let")) return expr_error(p, d->span);
  Expr *e         = expr_new(p, EXPR_LET, d->span);
  e->let.bindings = items.len;
  e->let.binding  = ARENA_ARRAY(p->world->arena, Binding *, items.len + 1);
  LocalVec seen   = {0};
  for (int i = 0; i < items.len; i++) {
    LetItem *item = &items.data[i];
    if (item->target->kind == DATUM_LIST) {
      item->pat = parse_pattern(p, item->target, &seen, "a let");
      Binding *b       = ARENA_NEW(p->world->arena, Binding);
      b->local         = local_new(p, NULL, 0, item->target->span);
      b->local->binding = b;
      b->mono          = true;
      item->binding    = b;
    } else {
      binding_new(p, item);
      local_bind(p, item->binding->local);
    }
    e->let.binding[i]        = item->binding;
    e->let.binding[i]->group = e;
  }
  for (int i = 0; i < items.len; i++)
    items.data[i].binding->value = parse_binding_value(p, items.data[i].binding, items.data[i].value);
  e->let.body = parse_let_body(p, &items, 0, d);
  for (int i = items.len - 1; i >= 0; i--)
    if (!items.data[i].pat) local_unbind(p, items.data[i].binding->local);
  return e;
}

static Expr *parse_let_star_rest(Parser *p, LetItemVec *items, int i, Datum *d) {
  if (i == items->len) return parse_body(p, d->item + 2, d->len - 2, d->span);
  LetItem *item = &items->data[i];
  if (item->target->kind == DATUM_LIST) {
    Expr    *e    = expr_new(p, EXPR_BIND, item->target->span);
    LocalVec seen = {0};
    e->bind.value = parse_expr(p, item->value);
    e->bind.pat   = parse_pattern(p, item->target, &seen, "a let*");
    bind_pattern(p, e->bind.pat);
    e->bind.body = parse_let_star_rest(p, items, i + 1, d);
    unbind_pattern(p, e->bind.pat);
    return e;
  }
  Expr *e           = expr_new(p, EXPR_LET, d->span);
  e->let.binding    = ARENA_ARRAY(p->world->arena, Binding *, 1);
  e->let.bindings   = 1;
  e->let.binding[0] = binding_new(p, item);
  e->let.binding[0]->group = e;
  e->let.binding[0]->value = parse_expr(p, item->value);
  local_bind(p, item->binding->local);
  e->let.body = parse_let_star_rest(p, items, i + 1, d);
  local_unbind(p, item->binding->local);
  return e;
}

/* (let* ((name e) ...) body): one after the other */
static Expr *parse_let_star(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`let*` is written (let* ((name value) ...) body)");
  LetItemVec items = {0};
  if (!parse_let_items(p, d->item[1], &items, false, "let*")) return expr_error(p, d->span);
  return parse_let_star_rest(p, &items, 0, d);
}

/* (rec name ((x e) ...) body): a local function called at once */
static Expr *parse_rec(Parser *p, Datum *d) {
  if (d->len < 4 || d->item[1]->kind != DATUM_NAME)
    return SYNTAX_ERROR(p, d->span, "`rec` is written (rec name ((variable value) ...) body)");
  LetItemVec items = {0};
  if (!parse_let_items(p, d->item[2], &items, false, "rec")) return expr_error(p, d->span);
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, items.len + 1);
  Datum **param = ARENA_ARRAY(p->world->arena, Datum *, items.len + 1);
  for (int i = 0; i < items.len; i++) {
    LetItem *item = &items.data[i];
    arg[i]   = parse_expr(p, item->value);
    param[i] = item->target;
    if (item->declared) arg[i] = the_new(p, item->value->span, item->declared, arg[i]);
  }
  LetItem  self = {.target = d->item[1]};
  Binding *b    = binding_new(p, &self);
  Expr    *e    = expr_new(p, EXPR_LET, d->span);
  e->let.binding    = ARENA_ARRAY(p->world->arena, Binding *, 1);
  e->let.bindings   = 1;
  e->let.binding[0] = b;
  b->group = e;
  b->mono  = true;
  b->local->used = true;
  local_bind(p, b->local);
  LetFrame frame = {.self = b, .outer = p->let};
  p->let         = &frame;
  Expr *fn       = expr_new(p, EXPR_FN, d->span);
  fn->function   = ARENA_NEW(p->world->arena, Function);
  Function *outer = p->function;
  parse_function(p, fn->function, param, items.len, d->item + 3, d->len - 3, d->span);
  p->function = outer;
  /* `return` inside leaves the function around the rec */
  fn->function->transparent = true;
  p->let   = frame.outer;
  b->value = fn;
  local_unbind(p, b->local);
  Expr *name = local_ref(p, d->item[1]->span, b->local);
  e->let.body = call_new(p, d->span, name, arg, items.len);
  e->let.body->call.nullary = items.len == 0;
  return e;
}

/* ---- conditionals and sequences ---- */

static Expr *unit_new(Parser *p, Span span) { return expr_new(p, EXPR_UNIT, span); }

/* (if e e e) */
static Expr *parse_if(Parser *p, Datum *d) {
  if (d->len == 3)
    return SYNTAX_ERROR(p, d->span, "this `if` has no else branch: it takes three parts; `when` takes two");
  if (d->len != 4)
    return SYNTAX_ERROR(p, d->len > 4 ? d->item[4]->span : d->span,
                        "`if` takes three parts, a condition and two branches, not %d", d->len - 1);
  Expr *cond = parse_expr(p, d->item[1]);
  Expr *then = parse_expr(p, d->item[2]);
  return if_new(p, d->span, cond, then, parse_expr(p, d->item[3]));
}

/* (when e body), (unless e body) */
static Expr *parse_when(Parser *p, Datum *d) {
  bool unless = datum_is_name(d->item[0], "unless");
  if (d->len < 3)
    return SYNTAX_ERROR(p, d->span, "`%s` is written (%s condition body)", d->item[0]->name->text,
                        d->item[0]->name->text);
  Expr *cond = parse_expr(p, d->item[1]);
  Expr *body = parse_body(p, d->item + 2, d->len - 2, d->span);
  Expr *then = seq_new(p, body, unit_new(p, d->span));
  Expr *e    = unless ? if_new(p, d->span, cond, unit_new(p, d->span), then)
                      : if_new(p, d->span, cond, then, unit_new(p, d->span));
  e->iff.one_sided = true;
  return e;
}

/* (cond (e body)+) */
static Expr *parse_cond(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`cond` needs clauses: (cond (test body) ...)");
  int    n    = d->len - 1;
  Expr **test = ARENA_ARRAY(p->world->arena, Expr *, n);
  Expr **body = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) {
    Datum *c = d->item[i + 1];
    if (!is_list(c) || c->len < 2) {
      test[i] = body[i] = SYNTAX_ERROR(p, c->span, "a clause of `cond` is written (test body)");
      continue;
    }
    test[i] = parse_expr(p, c->item[0]);
    body[i] = parse_body(p, c->item + 1, c->len - 1, c->span);
  }
  Expr *e = expr_new(p, EXPR_FAIL, d->span);
  e->text = "no clause of this cond is true";
  for (int i = n - 1; i >= 0; i--) e = if_new(p, d->span, test[i], body[i], e);
  return e;
}

static Expr *truth(Parser *p, Span span, bool value) {
  return library_name(p, span, value ? "coalton:True" : "coalton:False");
}

/* (and e*), (or e*) */
static Expr *parse_and_or(Parser *p, Datum *d) {
  bool is_and = datum_is_name(d->item[0], "and");
  if (d->len == 1) return truth(p, d->span, is_and);
  Expr **part = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  for (int i = 1; i < d->len; i++) part[i] = parse_expr(p, d->item[i]);
  Datum *boolean = datum_new_name(p->world, d->span, "coalton:Boolean");
  Expr  *e = the_new(p, part[d->len - 1]->span, boolean, part[d->len - 1]);
  for (int i = d->len - 2; i >= 1; i--)
    e = is_and ? if_new(p, d->span, part[i], e, truth(p, d->span, false))
               : if_new(p, d->span, part[i], truth(p, d->span, true), e);
  return e;
}

/* (progn body) */
static Expr *parse_progn(Parser *p, Datum *d) {
  if (d->len == 1) return unit_new(p, d->span);
  return parse_body(p, d->item + 1, d->len - 1, d->span);
}

/* (match e (pat body)*) */
static Expr *parse_match(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`match` is written (match value (pattern body) ...)");
  Expr *e           = expr_new(p, EXPR_MATCH, d->span);
  e->match.value    = parse_expr(p, d->item[1]);
  e->match.branches = d->len - 2;
  e->match.branch   = ARENA_ARRAY(p->world->arena, MatchBranch, d->len);
  for (int i = 0; i < e->match.branches; i++) {
    Datum *b = d->item[i + 2];
    if (!is_list(b) || b->len < 2) {
      SYNTAX_ERROR(p, is_list(b) && b->len == 1 ? b->item[0]->span : b->span,
                   "a branch of `match` is written (pattern body)");
      e->match.branch[i].pat  = pattern_new(p, PATTERN_ERROR, b->span);
      e->match.branch[i].body = expr_error(p, b->span);
      continue;
    }
    LocalVec seen = {0};
    Pattern *pat  = parse_pattern(p, b->item[0], &seen, "a pattern");
    bind_pattern(p, pat);
    e->match.branch[i].pat  = pat;
    e->match.branch[i].body = parse_body(p, b->item + 1, b->len - 1, b->span);
    unbind_pattern(p, pat);
  }
  return e;
}

/* (the type e) */
static Expr *parse_the(Parser *p, Datum *d) {
  if (d->len != 3) return SYNTAX_ERROR(p, d->span, "`the` is written (the type expression)");
  return the_new(p, d->span, d->item[1], parse_expr(p, d->item[2]));
}

/* (values e*) */
static Expr *parse_values(Parser *p, Datum *d) {
  static const char *const tuple[] = {"coalton/classes:Tuple", "coalton/tuple:Tuple3",
                                      "coalton/tuple:Tuple4", "coalton/tuple:Tuple5"};
  int n = d->len - 1;
  if (n == 0) return unit_new(p, d->span);
  if (n == 1) return parse_expr(p, d->item[1]);
  if (n > 5) return SYNTAX_ERROR(p, d->span, "`values` goes up to five");
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) arg[i] = parse_expr(p, d->item[i + 1]);
  return call_new(p, d->span, library_name(p, d->item[0]->span, tuple[n - 2]), arg, n);
}

/* ---- control ---- */

/* The function that `return` leaves. A rec's or do's own function is passed through. */
static Expr *parse_return(Parser *p, Datum *d) {
  Function *f = p->function;
  if (!f)
    return diag_error(p->world->diag, DIAG_CONTROL, d->span,
                      "`return` stands outside of any function (`fn` or a function definition)"),
           expr_error(p, d->span);
  if (d->len > 2) return SYNTAX_ERROR(p, d->span, "`return` takes at most one value");
  Expr *e         = expr_new(p, EXPR_RETURN, d->span);
  e->ret.function = f;
  f->returns      = true;
  e->ret.value    = d->len == 2 ? parse_expr(p, d->item[1]) : unit_new(p, d->span);
  return e;
}

/* (break :label?), (continue :label?) */
static Expr *parse_jump(Parser *p, Datum *d) {
  const char *what = d->item[0]->name->text;
  if (d->len > 2 || (d->len == 2 && !datum_is_keyword(d->item[1])))
    return SYNTAX_ERROR(p, d->span, "`%s` takes at most a loop's label, a keyword", what);
  Loop *found = NULL;
  for (int i = p->loops.len - 1; i >= 0 && !found; i--) {
    Loop *l = p->loops.data[i];
    if (l->depth == p->depth && (d->len == 1 || l->label == d->item[1]->name)) found = l;
  }
  if (!found) {
    if (d->len == 2)
      diag_error(p->world->diag, DIAG_CONTROL, d->item[1]->span, "no loop around this has the label `%s`",
                 d->item[1]->name->text);
    else
      diag_error(p->world->diag, DIAG_CONTROL, d->span,
                 "`%s` stands outside of any loop of its function", what);
    return expr_error(p, d->span);
  }
  Expr *e = expr_new(p, strcmp(what, "break") == 0 ? EXPR_BREAK : EXPR_CONTINUE, d->span);
  e->jump.loop = found;
  if (e->kind == EXPR_BREAK) found->breaks = true;
  else found->continues = true;
  return e;
}

static Expr *parse_loop_body(Parser *p, Loop *loop, Datum **item, int len, Span form) {
  if (len == 0) return unit_new(p, form);
  vec_push(p->world->arena, &p->loops, loop);
  Expr *body = parse_body(p, item, len, form);
  p->loops.len--;
  return body;
}

static Loop *loop_new(Parser *p, const Sym *label) {
  Loop *l  = ARENA_NEW(p->world->arena, Loop);
  l->label = label;
  l->depth = p->depth;
  return l;
}

static Expr *for_new(Parser *p, Span span, Loop *loop, LoopTest test, Expr *limit, Expr *body) {
  Expr *e       = expr_new(p, EXPR_FOR, span);
  e->loop.loop  = loop;
  e->loop.test  = test;
  e->loop.limit = limit;
  e->loop.body  = body;
  return e;
}

/* Iteration over `it` (a local holding an iterator): loop { (match (next! it) ((None) break) ((Some pat) body)) } */
static Expr *iterate(Parser *p, Span span, Loop *loop, Local *it, Pattern *item, Expr *body) {
  Expr *m = expr_new(p, EXPR_MATCH, span);
  m->match.value    = call1(p, span, library_name(p, span, "coalton/iterator:next!"), local_ref(p, span, it));
  m->match.branches = 2;
  m->match.branch   = ARENA_ARRAY(p->world->arena, MatchBranch, 2);
  Pattern *none = pattern_new(p, PATTERN_CTOR, span);
  none->ctor    = library_name(p, span, "coalton:None")->global;
  Pattern *some = pattern_new(p, PATTERN_CTOR, item->span);
  some->ctor    = library_name(p, span, "coalton:Some")->global;
  some->sub     = ARENA_ARRAY(p->world->arena, Pattern *, 1);
  some->sub[0]  = item;
  some->subs    = 1;
  Expr *stop      = expr_new(p, EXPR_BREAK, span);
  stop->jump.loop = loop;
  loop->breaks    = true;
  m->match.branch[0] = (MatchBranch){none, stop};
  m->match.branch[1] = (MatchBranch){some, seq_new(p, body, unit_new(p, span))};
  return for_new(p, span, loop, TEST_NONE, NULL, m);
}

static Expr *bind_local(Parser *p, Span span, Local *local, Expr *value, Expr *body) {
  Expr *e       = expr_new(p, EXPR_BIND, span);
  e->bind.pat   = pattern_new(p, PATTERN_VAR, span);
  e->bind.pat->local = local;
  e->bind.value = value;
  e->bind.body  = body;
  return e;
}

/* (for pat in e body): the curried dialect's loop over anything with an iterator */
static Expr *parse_for_in(Parser *p, Datum *d, int at, const Sym *label) {
  Span   span = d->span;
  Expr  *over = call1(p, d->item[at + 2]->span,
                      library_name(p, d->item[at + 2]->span, "coalton/iterator:into-iter"),
                      parse_expr(p, d->item[at + 2]));
  Local   *it   = local_new(p, NULL, 0, span);
  Loop    *loop = loop_new(p, label);
  LocalVec seen = {0};
  Pattern *item = parse_pattern(p, d->item[at], &seen, "a for");
  bind_pattern(p, item);
  Expr *body = parse_loop_body(p, loop, d->item + at + 3, d->len - at - 3, span);
  unbind_pattern(p, item);
  return bind_local(p, span, it, over, iterate(p, span, loop, it, item, body));
}

static bool for_is_list_of_lists(const Datum *d) {
  if (!is_list(d)) return false;
  for (int i = 0; i < d->len; i++)
    if (!is_list(d->item[i])) return false;
  return true;
}

static Expr *parse_call(Parser *p, Datum *d);

typedef struct ForVar {
  Datum *name, *init, *step, *declared;
} ForVar;

typedef VEC(ForVar) ForVarVec;

static bool parse_for_vars(Parser *p, Datum *list, ForVarVec *out) {
  bool good = true;
  for (int i = 0; i < list->len; i++) {
    Datum *d = list->item[i];
    if (datum_is_form(d, "declare") && d->len == 3) continue;
    if (d->len != 3 || d->item[0]->kind != DATUM_NAME) {
      SYNTAX_ERROR(p, d->span, "a variable of `for` is written (name initial step)");
      good = false;
      continue;
    }
    ForVar v = {d->item[0], d->item[1], d->item[2], NULL};
    for (int k = 0; k < list->len; k++) {
      Datum *c = list->item[k];
      if (datum_is_form(c, "declare") && c->len == 3 && c->item[1]->kind == DATUM_NAME &&
          c->item[1]->name == v.name->name)
        v.declared = c->item[2];
    }
    vec_push(p->world->arena, out, v);
  }
  return good;
}

/* (for :label? ((id init step)*) (:returns e)? ((:while|:until|:repeat) e)? body) and for* */
static Expr *parse_for(Parser *p, Datum *d) {
  int        at    = 1;
  const Sym *label = NULL;
  if (at < d->len && datum_is_keyword(d->item[at])) label = d->item[at++]->name;
  if (d->len - at >= 3 && datum_is_name(d->item[at + 1], "in")) return parse_for_in(p, d, at, label);
  if (at >= d->len || !for_is_list_of_lists(d->item[at])) return parse_call(p, d);
  ForVarVec vars = {0};
  bool good = parse_for_vars(p, d->item[at++], &vars);
  Loop *loop = loop_new(p, label);
  Expr *e    = for_new(p, d->span, loop, TEST_NONE, NULL, NULL);
  e->loop.sequential = datum_is_name(d->item[0], "for*");
  e->loop.vars = vars.len;
  e->loop.var  = ARENA_ARRAY(p->world->arena, Binding *, vars.len + 1);
  e->loop.step = ARENA_ARRAY(p->world->arena, Expr *, vars.len + 1);
  LocalVec seen = {0};
  for (int i = 0; i < vars.len; i++) {
    LetItem item = {.target = vars.data[i].name, .declared = vars.data[i].declared};
    Binding *b   = binding_new(p, &item);
    e->loop.var[i] = b;
    b->mono        = true;
    b->local->is_loop = true;
    b->local->binding = NULL;
    check_duplicate(p, &seen, b->local, "a for");
    b->value = parse_expr(p, vars.data[i].init);
    if (e->loop.sequential) local_bind(p, b->local);
  }
  if (!e->loop.sequential)
    for (int i = 0; i < vars.len; i++) local_bind(p, e->loop.var[i]->local);
  for (int i = 0; i < vars.len; i++) {
    e->loop.step[i] = parse_expr(p, vars.data[i].step);
    e->loop.var[i]->local->used = true;
  }
  if (at + 1 < d->len && datum_is_name(d->item[at], ":returns")) {
    e->loop.returns = parse_expr(p, d->item[at + 1]);
    at += 2;
  }
  static const struct { const char *word; LoopTest test; } test[] = {
      {":while", TEST_WHILE}, {":until", TEST_UNTIL}, {":repeat", TEST_REPEAT}};
  for (int i = 0; i < 3 && at < d->len; i++)
    if (datum_is_name(d->item[at], test[i].word)) {
      if (at + 1 >= d->len) {
        SYNTAX_ERROR(p, d->item[at]->span, "`%s` needs an expression after it", test[i].word);
        good = false;
      } else {
        e->loop.test  = test[i].test;
        e->loop.limit = parse_expr(p, d->item[at + 1]);
      }
      at += 2;
      break;
    }
  e->loop.body = at < d->len ? parse_loop_body(p, loop, d->item + at, d->len - at, d->span)
                             : unit_new(p, d->span);
  for (int i = vars.len - 1; i >= 0; i--) local_unbind(p, e->loop.var[i]->local);
  return good ? e : expr_error(p, d->span);
}

/* (loop body), (while e body), (while-let pat = e body): the curried dialect's loops */
static Expr *parse_old_loop(Parser *p, Datum *d) {
  const char *what = d->item[0]->name->text;
  int         at   = 1;
  const Sym  *label = NULL;
  if (at < d->len && datum_is_keyword(d->item[at])) label = d->item[at++]->name;
  Loop *loop = loop_new(p, label);
  if (strcmp(what, "loop") == 0)
    return for_new(p, d->span, loop, TEST_NONE, NULL,
                   parse_loop_body(p, loop, d->item + at, d->len - at, d->span));
  if (strcmp(what, "while") == 0) {
    if (d->len - at < 1) return SYNTAX_ERROR(p, d->span, "`while` is written (while condition body)");
    Expr *limit = parse_expr(p, d->item[at]);
    return for_new(p, d->span, loop, TEST_WHILE, limit,
                   parse_loop_body(p, loop, d->item + at + 1, d->len - at - 1, d->span));
  }
  if (d->len - at < 3 || !datum_is_name(d->item[at + 1], "="))
    return SYNTAX_ERROR(p, d->span, "`while-let` is written (while-let pattern = value body)");
  Expr *m           = expr_new(p, EXPR_MATCH, d->span);
  m->match.value    = parse_expr(p, d->item[at + 2]);
  m->match.branches = 2;
  m->match.branch   = ARENA_ARRAY(p->world->arena, MatchBranch, 2);
  LocalVec seen = {0};
  Pattern *pat  = parse_pattern(p, d->item[at], &seen, "a while-let");
  bind_pattern(p, pat);
  Expr *body = parse_loop_body(p, loop, d->item + at + 3, d->len - at - 3, d->span);
  unbind_pattern(p, pat);
  Expr *stop = expr_new(p, EXPR_BREAK, d->span);
  stop->jump.loop = loop;
  loop->breaks    = true;
  m->match.branch[0] = (MatchBranch){pat, seq_new(p, body, unit_new(p, d->span))};
  m->match.branch[1] = (MatchBranch){pattern_new(p, PATTERN_WILD, d->span), stop};
  return for_new(p, d->span, loop, TEST_NONE, NULL, m);
}

/* ---- do ---- */

/* do-elt := e | '(' pat '<-' e ')' | short-let */
static Expr *parse_do_rest(Parser *p, Datum **item, int len, Span form) {
  Datum *d = item[0];
  bool   binds = is_list(d) && d->len == 3 && datum_is_name(d->item[1], "<-");
  if (len == 1) {
    if (binds || is_short_let(d))
      return SYNTAX_ERROR(p, d->span, "the last element of a `do` must be an expression");
    return parse_expr(p, d);
  }
  if (is_short_let(d)) {
    if (d->len != 4) return SYNTAX_ERROR(p, d->span, "this binding is written (let pattern = value)");
    LocalVec seen = {0};
    Expr *e       = expr_new(p, EXPR_BIND, d->span);
    e->bind.value = parse_expr(p, d->item[3]);
    e->bind.pat   = parse_pattern(p, d->item[1], &seen, "a let");
    bind_pattern(p, e->bind.pat);
    e->bind.body = parse_do_rest(p, item + 1, len - 1, form);
    unbind_pattern(p, e->bind.pat);
    return e;
  }
  Expr    *value = parse_expr(p, binds ? d->item[2] : d);
  LocalVec seen  = {0};
  p->depth++;
  Pattern *pat  = binds ? parse_pattern(p, d->item[0], &seen, "a do") : pattern_new(p, PATTERN_WILD, d->span);
  bind_pattern(p, pat);
  Expr *rest = parse_do_rest(p, item + 1, len - 1, form);
  unbind_pattern(p, pat);
  p->depth--;
  Pattern *param = pat;
  if (pat->kind == PATTERN_CTOR || pat->kind >= PATTERN_INTEGER) {
    /* may fail: (fn (x) (match x (pat rest))), which is not checked for coverage */
    Local *x     = local_new(p, NULL, 0, pat->span);
    param        = pattern_new(p, PATTERN_VAR, pat->span);
    param->local = x;
    Expr *m      = expr_new(p, EXPR_MATCH, pat->span);
    m->match.value    = local_ref(p, pat->span, x);
    m->match.branches = -1;
    m->match.branch   = ARENA_ARRAY(p->world->arena, MatchBranch, 1);
    m->match.branch[0] = (MatchBranch){pat, rest};
    rest = m;
  }
  return call2(p, d->span, library_name(p, d->span, "coalton/classes:>>="), value,
               fn_around(p, d->span, param, rest));
}

static Expr *parse_do(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`do` needs at least one expression");
  return parse_do_rest(p, d->item + 1, d->len - 1, d->span);
}

/* ---- exceptions and dynamic variables ---- */

static Expr *parse_throw(Parser *p, Datum *d) {
  bool resume = datum_is_name(d->item[0], "resume-to");
  if (d->len != 2)
    return SYNTAX_ERROR(p, d->span, "`%s` takes one value", d->item[0]->name->text);
  Expr *e  = expr_new(p, resume ? EXPR_RESUME : EXPR_THROW, d->span);
  e->value = parse_expr(p, d->item[1]);
  return e;
}

/* (catch e ((Con pat*) body | _ body)+), (resumable e ((Con pat*) body)+) */
static Expr *parse_catch(Parser *p, Datum *d) {
  bool resumable = datum_is_name(d->item[0], "resumable");
  const char *what = d->item[0]->name->text;
  if (d->len < 3)
    return SYNTAX_ERROR(p, d->span, "`%s` is written (%s expression (pattern body) ...)", what, what);
  Expr *e = expr_new(p, resumable ? EXPR_RESUMABLE : EXPR_CATCH, d->span);
  p->depth++;   /* the guarded expression and the branches become functions */
  e->catching.value    = parse_expr(p, d->item[1]);
  e->catching.branches = d->len - 2;
  e->catching.branch   = ARENA_ARRAY(p->world->arena, MatchBranch, d->len);
  for (int i = 0; i < e->catching.branches; i++) {
    Datum       *b = d->item[i + 2];
    MatchBranch *m = &e->catching.branch[i];
    m->body = expr_error(p, b->span);
    m->pat  = pattern_new(p, PATTERN_ERROR, b->span);
    if (!is_list(b) || b->len < 2) {
      SYNTAX_ERROR(p, b->span, "a branch of `%s` is written (pattern body)", what);
      continue;
    }
    Datum *pd = b->item[0];
    if (pd->kind == DATUM_NAME && !(datum_is_name(pd, "_") && !resumable)) {
      diag_error(p->world->diag, DIAG_EXCEPTION, pd->span,
                 "the pattern of a `%s` branch must be a constructor of %s, not a variable", what,
                 resumable ? "a resumption" : "an exception, or `_`");
      continue;
    }
    LocalVec seen = {0};
    m->pat        = parse_pattern(p, pd, &seen, "a pattern");
    bind_pattern(p, m->pat);
    m->body = parse_body(p, b->item + 1, b->len - 1, b->span);
    unbind_pattern(p, m->pat);
  }
  p->depth--;
  return e;
}

/* (dynamic-bind ((*x* e)*) body) */
static Expr *parse_dynamic_bind(Parser *p, Datum *d) {
  if (d->len < 3 || !is_list(d->item[1]))
    return SYNTAX_ERROR(p, d->span, "`dynamic-bind` is written (dynamic-bind ((*name* value) ...) body)");
  Datum *list = d->item[1];
  Expr  *e    = expr_new(p, EXPR_DYNAMIC, d->span);
  bool   good = true;
  e->dynamic.vars  = list->len;
  e->dynamic.var   = ARENA_ARRAY(p->world->arena, Global *, list->len + 1);
  e->dynamic.value = ARENA_ARRAY(p->world->arena, Expr *, list->len + 1);
  for (int i = 0; i < list->len; i++) {
    Datum *b = list->item[i];
    if (!is_list(b) || b->len != 2 || b->item[0]->kind != DATUM_NAME) {
      SYNTAX_ERROR(p, b->span, "a binding of `dynamic-bind` is written (*name* value)");
      good = false;
      continue;
    }
    Global *g = scope_find(p->world, p->scope, SPACE_VALUE, b->item[0], true);
    if (g && !g->dynamic) {
      diag_error(p->world->diag, DIAG_DYNAMIC, b->item[0]->span, "`%s` is not a dynamic variable",
                 b->item[0]->name->text);
      good = false;
    }
    if (g && g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
    good = good && g;
    e->dynamic.var[i]   = g;
    e->dynamic.value[i] = parse_expr(p, b->item[1]);
  }
  p->depth++;
  e->dynamic.body = parse_body(p, d->item + 2, d->len - 2, d->span);
  p->depth--;
  return good ? e : expr_error(p, d->span);
}

/* ---- brackets ---- */

static bool is_clause_word(const Datum *d) {
  return datum_is_name(d, ":for") || datum_is_name(d, ":with") || datum_is_name(d, ":when");
}

/* :for pat :below n -- (for ((i 0 (+ i 1))) :while (< i n) (let pat = i) rest), n evaluated once */
static Expr *count_below(Parser *p, Span span, Pattern *pat, Expr *limit, Expr *rest) {
  Local *n = local_new(p, NULL, 0, span), *i = local_new(p, NULL, 0, span);
  Expr *zero = expr_new(p, EXPR_INTEGER, span), *one = expr_new(p, EXPR_INTEGER, span);
  zero->digits = arena_strndup(p->world->arena, "0", 1);
  one->digits  = arena_strndup(p->world->arena, "1", 1);
  Expr *test = call2(p, span, library_name(p, span, "coalton/classes:<"), local_ref(p, span, i),
                     local_ref(p, span, n));
  Expr *body    = expr_new(p, EXPR_BIND, span);
  body->bind.pat   = pat;
  body->bind.value = local_ref(p, span, i);
  body->bind.body  = rest;
  Expr *e       = for_new(p, span, loop_new(p, NULL), TEST_WHILE, test, body);
  Binding *b    = ARENA_NEW(p->world->arena, Binding);
  b->local      = i;
  b->value      = zero;
  b->mono       = true;
  i->is_loop    = true;
  e->loop.var   = ARENA_ARRAY(p->world->arena, Binding *, 1);
  e->loop.step  = ARENA_ARRAY(p->world->arena, Expr *, 1);
  e->loop.var[0]  = b;
  e->loop.step[0] = call2(p, span, library_name(p, span, "coalton/classes:+"), local_ref(p, span, i), one);
  e->loop.vars    = 1;
  return bind_local(p, span, n, limit, e);
}

/* Clauses from `at` on, then the element, inside their scopes. */
static Expr *parse_clauses(Parser *p, Datum *d, int at, Expr *comp) {
  if (at >= d->len) {
    Expr *e        = expr_new(p, EXPR_ADJOIN, d->item[0]->span);
    e->adjoin.of   = comp;
    if (comp->comp.association) e->adjoin.key = parse_expr(p, d->item[0]);
    e->adjoin.item = parse_expr(p, d->item[comp->comp.association ? 2 : 0]);
    return e;
  }
  Span     span = d->item[at]->span;
  LocalVec seen = {0};
  if (datum_is_name(d->item[at], ":when") && at + 1 < d->len) {
    Expr *cond = parse_expr(p, d->item[at + 1]);
    Expr *rest = parse_clauses(p, d, at + 2, comp);
    return if_new(p, span, cond, seq_new(p, rest, unit_new(p, span)), unit_new(p, span));
  }
  Datum *link = at + 3 < d->len ? d->item[at + 2] : NULL;
  bool with   = link && datum_is_name(d->item[at], ":with") && datum_is_name(link, "=");
  bool in     = link && datum_is_name(d->item[at], ":for") && datum_is_name(link, ":in");
  bool below  = link && datum_is_name(d->item[at], ":for") && datum_is_name(link, ":below");
  if (!with && !in && !below)
    return SYNTAX_ERROR(p, span,
                        "a clause of a comprehension is :for x :in e, :for x :below n, :with x = e or :when e");
  Expr *value = parse_expr(p, d->item[at + 3]);
  Pattern *pat = parse_pattern(p, d->item[at + 1], &seen, "a comprehension");
  bind_pattern(p, pat);
  Expr *rest = parse_clauses(p, d, at + 4, comp);
  unbind_pattern(p, pat);
  if (below) return count_below(p, span, pat, value, rest);
  if (in) {
    Local *it = local_new(p, NULL, 0, span);
    value = call1(p, value->span, library_name(p, value->span, "coalton/iterator:into-iter"), value);
    Expr *loop = iterate(p, span, loop_new(p, NULL), it, pat, rest);
    return bind_local(p, span, it, value, loop);
  }
  Expr *e       = expr_new(p, EXPR_BIND, span);
  e->bind.pat   = pat;
  e->bind.value = value;
  e->bind.body  = rest;
  return e;
}

/* '[' ... ']' */
static Expr *parse_bracket(Parser *p, Datum *d) {
  bool empty_map = d->len == 1 && datum_is_name(d->item[0], "=>");
  bool map       = empty_map || (d->len >= 3 && datum_is_name(d->item[1], "=>"));
  int  head      = map ? 3 : 1;
  if (d->len > head && is_clause_word(d->item[head])) {
    Expr *e = expr_new(p, EXPR_COMPREHENSION, d->span);
    e->comp.association = map;
    e->comp.body        = parse_clauses(p, d, head, e);
    return e;
  }
  Expr *e = expr_new(p, EXPR_BUILDER, d->span);
  e->builder.association = map;
  e->builder.item        = ARENA_ARRAY(p->world->arena, Expr *, d->len + 1);
  if (empty_map) return e;
  if (!map) {
    for (int i = 0; i < d->len; i++) e->builder.item[e->builder.items++] = parse_expr(p, d->item[i]);
    return e;
  }
  for (int i = 0; i < d->len; i += 3) {
    if (i + 2 >= d->len || !datum_is_name(d->item[i + 1], "=>"))
      return SYNTAX_ERROR(p, d->item[i]->span, "every entry of an association is written key => value");
    e->builder.item[e->builder.items++] = parse_expr(p, d->item[i]);
    e->builder.item[e->builder.items++] = parse_expr(p, d->item[i + 2]);
  }
  return e;
}

/* ---- conversions and composition ---- */

/* (as type e?), (try-as type e?), (unwrap-as type e?) */
static Expr *parse_as(Parser *p, Datum *d) {
  const char *what = d->item[0]->name->text;
  if (d->len != 2 && d->len != 3)
    return SYNTAX_ERROR(p, d->span, "`%s` is written (%s type expression)", what, what);
  Span  span = d->span;
  Local *x   = d->len == 2 ? local_new(p, NULL, 0, span) : NULL;
  Expr *arg  = x ? local_ref(p, span, x) : parse_expr(p, d->item[2]);
  Expr *e;
  if (strcmp(what, "as") == 0) {
    e = the_new(p, span, d->item[1],
                call1(p, span, library_name(p, d->item[0]->span, "coalton/classes:into"), arg));
  } else {
    Datum **item = ARENA_ARRAY(p->world->arena, Datum *, 2);
    item[0] = datum_new_name(p->world, d->item[1]->span, "coalton:Optional");
    item[1] = d->item[1];
    e = the_new(p, span, datum_new_list(p->world, d->item[1]->span, item, 2),
                call1(p, span, library_name(p, d->item[0]->span, "coalton/classes:tryInto"), arg));
    if (strcmp(what, "unwrap-as") == 0)
      e = call1(p, span, library_name(p, d->item[0]->span, "coalton/classes:unwrap"), e);
  }
  if (!x) return e;
  Pattern *pat = pattern_new(p, PATTERN_VAR, span);
  pat->local   = x;
  return fn_around(p, span, pat, e);
}

/* (nest f g x) is (f (g x)); (pipe x g f) as well */
static Expr *parse_nest(Parser *p, Datum *d) {
  bool pipe = datum_is_name(d->item[0], "pipe");
  if (d->len < 3) return SYNTAX_ERROR(p, d->span, "`%s` needs a value and a function", d->item[0]->name->text);
  Expr **part = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  for (int i = 1; i < d->len; i++) part[i] = parse_expr(p, d->item[i]);
  if (pipe) {
    Expr *e = part[1];
    for (int i = 2; i < d->len; i++) e = call1(p, d->span, part[i], e);
    return e;
  }
  Expr *e = part[d->len - 1];
  for (int i = d->len - 2; i >= 1; i--) e = call1(p, d->span, part[i], e);
  return e;
}

/* (.< f g) is (fn (x) (f (g x))); (.> f g) is (fn (x) (g (f x))). The functions are evaluated once. */
static Expr *parse_compose(Parser *p, Datum *d) {
  bool forward = datum_is_name(d->item[0], ".>");
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`%s` needs a function", d->item[0]->name->text);
  int    n    = d->len - 1;
  Local **fn  = ARENA_ARRAY(p->world->arena, Local *, n);
  Expr **part = ARENA_ARRAY(p->world->arena, Expr *, n);
  for (int i = 0; i < n; i++) {
    part[i] = parse_expr(p, d->item[i + 1]);
    fn[i]   = local_new(p, NULL, 0, d->item[i + 1]->span);
  }
  Local *x = local_new(p, NULL, 0, d->span);
  Expr  *e = local_ref(p, d->span, x);
  for (int i = 0; i < n; i++) {
    Local *f = fn[forward ? i : n - 1 - i];
    e = call1(p, d->span, local_ref(p, f->span, f), e);
  }
  Pattern *pat = pattern_new(p, PATTERN_VAR, d->span);
  pat->local   = x;
  e = fn_around(p, d->span, pat, e);
  for (int i = n - 1; i >= 0; i--) {
    Expr *b       = expr_new(p, EXPR_BIND, d->span);
    b->bind.pat   = pattern_new(p, PATTERN_VAR, fn[i]->span);
    b->bind.pat->local = fn[i];
    b->bind.value = part[i];
    b->bind.body  = e;
    e = b;
  }
  return e;
}

static Expr *parse_make_list(Parser *p, Datum *d) {
  Expr **item = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  for (int i = 1; i < d->len; i++) item[i] = parse_expr(p, d->item[i]);
  /* Bound one after the other so that they are evaluated from the left. */
  Expr *e = library_name(p, d->span, "coalton:Nil");
  for (int i = d->len - 1; i >= 1; i--)
    e = call2(p, d->span, library_name(p, d->item[i]->span, "coalton:Cons"), item[i], e);
  return e;
}

static Expr *string_new(Parser *p, Span span, const char *text) {
  Expr *e = expr_new(p, EXPR_STRING, span);
  e->text = arena_strndup(p->world->arena, text, strlen(text));
  e->size = (uint32_t)strlen(text);
  return e;
}

/* (assert e str? e*) */
static Expr *parse_assert(Parser *p, Datum *d) {
  if (d->len < 2) return SYNTAX_ERROR(p, d->span, "`assert` is written (assert condition message)");
  Expr *cond    = parse_expr(p, d->item[1]);
  Expr *message = string_new(p, d->span, "assertion failed");
  if (d->len > 2)
    message = call2(p, d->span, library_name(p, d->span, "smelter/prim:string-concat"),
                    string_new(p, d->span, "assertion failed: "), parse_expr(p, d->item[2]));
  Expr *fail = call1(p, d->span, library_name(p, d->span, "smelter/prim:error"), message);
  return if_new(p, d->span, cond, unit_new(p, d->span), fail);
}

/* (unreachable str?) */
static Expr *parse_unreachable(Parser *p, Datum *d) {
  Expr *message = d->len > 1 ? parse_expr(p, d->item[1]) : string_new(p, d->span, "unreachable");
  return call1(p, d->span, library_name(p, d->span, "smelter/prim:error"), message);
}

/* (type-of e) */
static Expr *parse_type_of(Parser *p, Datum *d) {
  if (d->len != 2) return SYNTAX_ERROR(p, d->span, "`type-of` takes one expression");
  Expr *e  = expr_new(p, EXPR_TYPE_OF, d->span);
  e->value = parse_expr(p, d->item[1]);
  return e;
}

/* (inline e), (noinline e), (likely e), (unlikely e): hints, dropped; (unsafe body) */
static Expr *parse_hint(Parser *p, Datum *d) {
  if (datum_is_name(d->item[0], "unsafe")) return parse_progn(p, d);
  if (d->len != 2) return SYNTAX_ERROR(p, d->span, "`%s` takes one expression", d->item[0]->name->text);
  Expr *e = parse_expr(p, d->item[1]);
  if (!datum_is_name(d->item[0], "likely") && !datum_is_name(d->item[0], "unlikely")) return e;
  return the_new(p, d->span, datum_new_name(p->world, d->span, "coalton:Boolean"), e);
}

static Expr *parse_lisp(Parser *p, Datum *d) {
  diag_error(p->world->diag, DIAG_OTHER_LISP, d->span,
             "there is no Lisp below: `lisp` is not available; C is the foreign language here");
  diag_hint(p->world->diag, "use (c (-> Type) (variables) \"expression\") or define-foreign");
  return expr_error(p, d->span);
}

/* Forms that people bring along from other Lisps. */
static Expr *parse_other_lisp(Parser *p, Datum *d) {
  static const struct { const char *word, *instead; } table[] = {
      {"lambda", "(fn (x) body)"},         {"defun", "(define (name x) body)"},
      {"setq", "cells: (cell:write! c x)"}, {"setf", "cells: (cell:write! c x)"},
      {"set!", "cells: (cell:write! c x)"}, {"quote", "constructors, or (make-list ...)"},
      {"defvar", "(define name value)"},    {"defparameter", "(define name value)"},
      {"function", "the name itself"},      {"begin", "(progn ...)"},
      {"funcall", "a plain call: (f x)"},   {"car", "(list:car xs), (head xs) or match"},
      {"defn", "(define (name x) body)"},   {"def", "(define name value)"},
      {"labels", "(let ((f (fn ...))) body)"}, {"flet", "(let ((f (fn ...))) body)"},
  };
  const char *word = d->item[0]->name->text;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strcmp(table[i].word, word) == 0) {
      diag_error(p->world->diag, DIAG_OTHER_LISP, d->span, "`%s` is a form of another Lisp", word);
      diag_hint(p->world->diag, "write %s instead", table[i].instead);
    }
  return expr_error(p, d->span);
}

/* (c (-> type) (variable*) "expression") */
static Expr *parse_c(Parser *p, Datum *d) {
  if (d->len != 4 || !is_list(d->item[1]) || d->item[1]->len < 2 || !is_list(d->item[2]) ||
      d->item[3]->kind != DATUM_STRING)
    return SYNTAX_ERROR(p, d->span, "C is written (c (-> Type) (variables) \"expression\")");
  diag_error(p->world->diag, DIAG_UNSUPPORTED, d->span, "inline C is not supported yet");
  return expr_error(p, d->span);
}

/* ---- calls and names ---- */

static void note_use(Parser *p, Local *l) {
  l->used = true;
  if (!l->binding) return;
  for (LetFrame *f = p->let; f; f = f->outer)
    if (f->self->group == l->binding->group) vec_push(p->world->arena, &f->self->uses, l->binding);
}

static Expr *parse_name(Parser *p, Datum *d) {
  if (datum_is_keyword(d))
    return SYNTAX_ERROR(p, d->span, "the keyword `%s` stands where an expression is expected",
                        d->name->text);
  if (datum_is_name(d, "_")) return SYNTAX_ERROR(p, d->span, "`_` is a pattern, not an expression");
  Local *l = local_find(p, d);
  if (l) {
    note_use(p, l);
    Expr *e  = expr_new(p, EXPR_LOCAL, d->span);
    e->local = l;
    return e;
  }
  if (!d->pkg && d->name->text[0] == '.' && d->name->len > 1 && d->name->text[1] != '<' &&
      d->name->text[1] != '>' && d->name->text[1] != '.') {
    Expr *e  = expr_new(p, EXPR_ACCESSOR, d->span);
    e->field = sym_get(p->world->names, d->name->text + 1, d->name->len - 1);
    return e;
  }
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  if (!g && !d->pkg) {   /* another capitalisation of a local comes before that of a global */
    Local *other = NULL;
    for (int i = 0; i < p->locals.len; i++) {
      const Sym *name = p->locals.entry[i].key;
      if (!p->locals.entry[i].value || name->len != d->name->len) continue;
      if (strcasecmp(name->text, d->name->text) == 0) {
        for (Local *c = p->locals.entry[i].value; c; c = c->shadowed)
          if (c->mark == d->mark) { other = c; break; }
      }
    }
    if (other) {
      diag_warn(p->world->diag, DIAG_OTHER_CASE, d->span, "`%s` is not bound; taken to mean `%s`",
                d->name->text, other->name->text);
      note_use(p, other);
      Expr *e  = expr_new(p, EXPR_LOCAL, d->span);
      e->local = other;
      return e;
    }
  }
  if (!g) {
    g = scope_find(p->world, p->scope, SPACE_VALUE, d, true);
    if (!g) return expr_error(p, d->span);
  }
  if (g->kind == VALUE_MACRO)
    return SYNTAX_ERROR(p, d->span, "`%s` is a macro: it can only be called", d->name->text);
  g->used = true;
  if (g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
  Expr *e   = expr_new(p, EXPR_GLOBAL, d->span);
  e->global = g;
  return e;
}

/* (f e* (:kw e)*) */
static Expr *parse_call(Parser *p, Datum *d) {
  Expr *e         = expr_new(p, EXPR_CALL, d->span);
  e->call.fn      = parse_expr(p, d->item[0]);
  e->call.arg     = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  e->call.keyword = ARENA_ARRAY(p->world->arena, Keyword, d->len);
  e->call.nullary = d->len == 1;
  for (int i = 1; i < d->len; i++) {
    if (datum_is_keyword(d->item[i])) {
      Keyword *k = &e->call.keyword[e->call.keywords];
      k->name    = sym_of(p->world->names, d->item[i]->name->text + 1);
      k->span    = d->item[i]->span;
      for (int j = 0; j < e->call.keywords; j++)
        if (e->call.keyword[j].name == k->name)
          diag_error(p->world->diag, DIAG_KEYWORD, k->span, "duplicate keyword argument `:%s`",
                     k->name->text);
      e->call.keywords++;
      if (++i == d->len) {
        SYNTAX_ERROR(p, k->span, "the keyword `:%s` has no value after it", k->name->text);
        k->value = expr_error(p, k->span);
        break;
      }
      k->value = parse_expr(p, d->item[i]);
      continue;
    }
    if (e->call.keywords)
      diag_error(p->world->diag, DIAG_KEYWORD, d->item[i]->span,
                 "a positional argument must stand before the keyword arguments");
    e->call.arg[e->call.args++] = parse_expr(p, d->item[i]);
  }
  return e;
}

/* ---- dispatch ---- */

typedef struct SpecialForm {
  const char *word;
  Expr *(*parse)(Parser *p, Datum *d);
  bool        soft;       /* gives way to a local variable or a definition of the name */
} SpecialForm;

static const SpecialForm special_form[] = {
    {"fn", parse_fn, false},           {"let", parse_let, false},
    {"let*", parse_let_star, false},   {"rec", parse_rec, false},
    {"if", parse_if, false},           {"when", parse_when, false},
    {"unless", parse_when, false},     {"cond", parse_cond, false},
    {"and", parse_and_or, false},      {"or", parse_and_or, false},
    {"progn", parse_progn, false},     {"match", parse_match, false},
    {"the", parse_the, false},         {"values", parse_values, false},
    {"return", parse_return, false},   {"break", parse_jump, false},
    {"continue", parse_jump, false},   {"for", parse_for, false},
    {"for*", parse_for, false},        {"loop", parse_old_loop, true},
    {"while", parse_old_loop, true},   {"while-let", parse_old_loop, true},
    {"do", parse_do, false},           {"throw", parse_throw, false},
    {"resume-to", parse_throw, false}, {"catch", parse_catch, false},
    {"resumable", parse_catch, false}, {"dynamic-bind", parse_dynamic_bind, false},
    {"as", parse_as, false},           {"try-as", parse_as, false},
    {"unwrap-as", parse_as, false},    {"nest", parse_nest, true},
    {"pipe", parse_nest, true},        {".<", parse_compose, true},
    {".>", parse_compose, true},       {"make-list", parse_make_list, true},
    {"assert", parse_assert, true},    {"unreachable", parse_unreachable, true},
    {"type-of", parse_type_of, false}, {"inline", parse_hint, true},
    {"noinline", parse_hint, true},    {"likely", parse_hint, true},
    {"unlikely", parse_hint, true},    {"unsafe", parse_hint, true},
    {"lisp", parse_lisp, true},        {"c", parse_c, true},
    {"lambda", parse_other_lisp, true}, {"defun", parse_other_lisp, true},
    {"setq", parse_other_lisp, true},  {"setf", parse_other_lisp, true},
    {"set!", parse_other_lisp, true},  {"quote", parse_other_lisp, true},
    {"defvar", parse_other_lisp, true}, {"defparameter", parse_other_lisp, true},
    {"function", parse_other_lisp, true}, {"begin", parse_other_lisp, true},
    {"funcall", parse_other_lisp, true}, {"defn", parse_other_lisp, true},
    {"def", parse_other_lisp, true},   {"labels", parse_other_lisp, true},
    {"flet", parse_other_lisp, true},
};

void parser_init(Parser *p, World *w, Scope *scope) {
  memset(p, 0, sizeof *p);
  p->world = w;
  p->scope = scope;
  for (size_t i = 0; i < sizeof special_form / sizeof *special_form; i++)
    names_put(w->arena, &p->special, sym_of(w->names, special_form[i].word), (void *)&special_form[i]);
}

static const SpecialForm *special_find(Parser *p, const Datum *head) {
  if (head->kind != DATUM_NAME) return NULL;
  if (head->pkg && strcmp(head->pkg->text, "coalton") != 0) return NULL;
  const SpecialForm *f = names_get(&p->special, head->name);
  if (!f || !f->soft) return f;
  if (local_find(p, head)) return NULL;
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, head);
  return g ? NULL : f;
}

bool parse_is_special(Parser *p, const Datum *head) { return special_find(p, head) != NULL; }

static Expr *parse_macro_call(Parser *p, Datum *d, Global *g) {
  if (p->expansions >= 500)
    return diag_error(p->world->diag, DIAG_MACRO, d->span,
                      "more than 500 nested expansions of macros: does `%s` expand to itself?",
                      g->name->text),
           expr_error(p, d->span);
  Datum *out = macro_expand(p->world, g, d);
  if (!out) return expr_error(p, d->span);
  p->expansions++;
  Expr *e = parse_expr(p, out);
  p->expansions--;
  return e;
}

static Expr *parse_list(Parser *p, Datum *d) {
  if (d->len == 0)
    return SYNTAX_ERROR(p, d->span,
                        "`()` is an empty form, no expression; the empty list is `Nil`, no value is `Unit`");
  Datum *head = d->item[0];
  const SpecialForm *f = special_find(p, head);
  if (f) return f->parse(p, d);
  if (head->kind == DATUM_NAME && !local_find(p, head)) {
    Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, head);
    if (g && g->kind == VALUE_MACRO) return parse_macro_call(p, d, g);
  }
  return parse_call(p, d);
}

Expr *parse_expr(Parser *p, Datum *d) {
  Expr *e;
  switch (d->kind) {
  case DATUM_LIST: return parse_list(p, d);
  case DATUM_BRACKET: return parse_bracket(p, d);
  case DATUM_NAME: return parse_name(p, d);
  case DATUM_INTEGER:
    e         = expr_new(p, EXPR_INTEGER, d->span);
    e->digits = d->digits;
    return e;
  case DATUM_RATIO: {
    Expr *n = expr_new(p, EXPR_INTEGER, d->span), *m = expr_new(p, EXPR_INTEGER, d->span);
    n->digits = d->digits;
    m->digits = d->denominator;
    return call2(p, d->span, library_name(p, d->span, "smelter/literal:ratio"), n, m);
  }
  case DATUM_FLOAT:
    e         = expr_new(p, EXPR_FLOAT, d->span);
    e->number = d->number;
    e->suffix = d->suffix;
    return e;
  case DATUM_STRING:
    e       = expr_new(p, EXPR_STRING, d->span);
    e->text = d->text;
    e->size = d->size;
    return e;
  case DATUM_CHAR:
    e       = expr_new(p, EXPR_CHAR, d->span);
    e->code = d->code;
    return e;
  }
  return expr_error(p, d->span);
}

/* ---- definitions ---- */

/* body of a definition: a leading string is a doc string when something follows it */
static int skip_doc(Definition *def, Datum *form, int at) {
  if (form->len > at + 1 && form->item[at]->kind == DATUM_STRING) {
    if (def->global && !def->global->doc) def->global->doc = form->item[at]->text;
    return at + 1;
  }
  return at;
}

void parse_definition(Parser *p, Definition *def) {
  Datum *d = def->form;
  p->definition = def;
  Datum *head   = d->item[1];
  int    at     = skip_doc(def, d, 2);
  if (is_list(head)) {
    def->function = ARENA_NEW(p->world->arena, Function);
    if (d->len == at) {
      SYNTAX_ERROR(p, d->span, "the function `%s` has no body", head->item[0]->name->text);
      def->function = NULL;
      def->value    = expr_error(p, d->span);
    } else {
      parse_function(p, def->function, head->item + 1, head->len - 1, d->item + at, d->len - at, d->span);
    }
  } else if (d->len == at) {
    def->value = SYNTAX_ERROR(p, d->span, "`define` of `%s` has no value", head->name->text);
  } else {
    def->value = parse_body(p, d->item + at, d->len - at, d->span);
  }
  p->definition = NULL;
}

void parse_toplevel_expression(Parser *p, Definition *def) {
  p->definition = def;
  def->value    = parse_expr(p, def->form);
  p->definition = NULL;
}
