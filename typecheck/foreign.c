/* foreign.c -- define-foreign and inline `c`: the C types of what they take and give.
 *
 *   takes:     the declared type of a foreign function; the inferred types of the variables of inline C
 *   leaves:    a GLOBAL_FOREIGN each, with a Foreign that knows the C type of everything (codegen/foreign.h)
 *   reports:   types that C cannot have: type variables, constraints, functions in the wrong place
 *
 * The types of variables may be settled by what stands behind them, so inline C is looked at when the whole file has been
 * inferred. */
#include "codegen/foreign.h"

#include <string.h>

#include "frontend/parse.h"
#include "typecheck/infer_internal.h"
#include "typecheck/module.h"

/* ---- C types ---- */

typedef enum { PARAMETER, RESULT, CALLBACK_PARAMETER, CALLBACK_RESULT } Place;

static CType *ctype_new(Checker *c, CTypeKind kind) {
  CType *t = ARENA_NEW(c->arena, CType);
  t->kind = kind;
  return t;
}

/* Report, and give a type about which nobody says another word. */
#define REFUSE(c, span, ...)                                                                       \
  (diag_error((c)->diag, DIAG_FOREIGN, (span), __VA_ARGS__), ctype_new((c), CTYPE_OPAQUE))

static CType *c_type(Checker *c, Type *t, Place place, Span span);

static bool is_unit(Checker *c, Type *t) { return ty_head(t) == c->builtin->unit; }

/* The sides of a function type: its parameters (none for a lone Unit), then the result. */
static void function_parts(Checker *c, Type *t, Type **part, int *params) {
  Type *from, *to;
  *params = 0;
  for (; *params < 64 && ty_is_arrow(c, t, &from, &to); t = to) part[(*params)++] = from;
  part[*params] = t;
  if (*params == 1 && is_unit(c, part[0])) {
    part[0] = part[1];
    *params = 0;
  }
}

static CType *function_type(Checker *c, Type *t, Place place, Span span) {
  Type *part[65];
  int params;
  if (place != PARAMETER)
    return REFUSE(c, span, "a function can be passed to C, but it cannot come from C");
  function_parts(c, t, part, &params);
  CType *f = ctype_new(c, CTYPE_FUNCTION);
  f->items = params + 1;
  f->item = ARENA_ARRAY(c->arena, CType *, f->items);
  for (int i = 0; i < params; i++) f->item[i] = c_type(c, part[i], CALLBACK_PARAMETER, span);
  f->item[params] = c_type(c, part[params], CALLBACK_RESULT, span);
  return f;
}

/* A row of numbers; of anything else, NULL. */
static CType *row_type(Checker *c, CTypeKind kind, Type *t, Place place, Span span) {
  CType *element = t->tag == TY_APP && ty_head(t->arg) ? c_type(c, t->arg, RESULT, span) : NULL;
  if (!element || !ctype_info(element->kind)->element) return NULL;
  if (place != PARAMETER)
    return REFUSE(c, span, "C does not say how long a row of numbers is, so it cannot come from C");
  CType *row = ctype_new(c, kind);
  row->item = ARENA_ARRAY(c->arena, CType *, 1);
  row->item[0] = element;
  row->items = 1;
  return row;
}

/* An Optional of what C has NULL for; of anything else, NULL. */
static CType *optional_type(Checker *c, Type *t, Place place, Span span) {
  Type *from, *to, *inner = ty_find(t->arg);
  TyCon *head = ty_head(inner);
  bool is_nullable = ty_is_arrow(c, inner, &from, &to) || head == c->builtin->string ||
                     head == c->builtin->pointer;
  CType *out = is_nullable ? c_type(c, inner, place, span) : NULL;
  if (out) out->is_optional = true;
  return out;
}

static CTypeKind named_kind(Checker *c, const TyCon *con) {
  if (strcmp(con->name->text, "Array") == 0 && con->home == c->builtin->integer->home)
    return CTYPE_ARRAY;
  for (int kind = 0; kind < CTYPE_COUNT; kind++)
    if (con->home->is_library && strcmp(con->name->text, ctype_info((CTypeKind)kind)->name) == 0)
      return (CTypeKind)kind;
  return CTYPE_OPAQUE;
}

static CType *c_type(Checker *c, Type *t, Place place, Span span) {
  Type *from, *to;
  t = ty_find(t);
  if (ty_has_error(t)) return ctype_new(c, CTYPE_OPAQUE);
  if (t->tag == TY_KEYS) return REFUSE(c, span, "C has no keyword arguments");
  if (ty_is_arrow(c, t, &from, &to)) return function_type(c, t, place, span);
  TyCon *con = ty_head(t);
  if (!con) {
    CType *refused = REFUSE(c, span, "a type variable has no C type");
    diag_hint(c->diag, "C takes values of one type; wrap others, as in (List :a) or (Cell :a), to "
                       "pass them through C unseen");
    return refused;
  }
  CTypeKind kind = named_kind(c, con);
  CType *made = NULL;
  if (kind == CTYPE_UNIT && (place == PARAMETER || place == CALLBACK_PARAMETER))
    return REFUSE(c, span,
                  "`Unit` is no parameter in C, unless it is the only one: that means none");
  if (kind == CTYPE_STRING && place == CALLBACK_RESULT)
    return REFUSE(c, span,
                  "a function that C calls cannot give a String: C would keep its address");
  if (kind == CTYPE_VECTOR || kind == CTYPE_ARRAY) made = row_type(c, kind, t, place, span);
  else if (con == c->builtin->optional) made = optional_type(c, t, place, span);
  else made = ctype_new(c, kind);
  return made ? made : ctype_new(c, CTYPE_OPAQUE);
}

/* ---- what C calls ---- */

/* The elements of a row of numbers; NULL: t is no such thing. */
static CType *number_type(Checker *c, const Type *t) {
  TyCon *con = t->tag == TY_APP ? ty_head(t->arg) : NULL;
  CTypeKind kind = con ? named_kind(c, con) : CTYPE_OPAQUE;
  return ctype_info(kind)->element ? ctype_new(c, kind) : NULL;
}

CType *foreign_export_type(Checker *c, Type *t) {
  TyCon *con = ty_head(t = ty_find(t));
  CTypeKind kind = named_kind(c, con);
  CType *made = ctype_new(c, kind);
  if (kind == CTYPE_VECTOR || kind == CTYPE_ARRAY) {
    made->items = 1;
    made->item = ARENA_ARRAY(c->arena, CType *, 1);
    made->item[0] = number_type(c, t);
    if (made->item[0]) return made;
  } else if (con == c->builtin->optional && ty_head(t->arg) == c->builtin->string) {
    made->kind = CTYPE_STRING;
    made->is_optional = true;
    return made;
  } else if (kind != CTYPE_OPAQUE && kind != CTYPE_POINTER) {
    return made;
  }
  TypePrinter printer = {.arena = c->arena};
  *made = (CType){.kind = CTYPE_OPAQUE, .type_name = ty_text(&printer, t)};
  return made;
}

/* ---- what both forms make ---- */

static void check_finalizer(Checker *c, const Foreign *f) {
  if (f->finalizer && f->result->kind != CTYPE_POINTER)
    diag_error(c->diag, DIAG_FOREIGN, f->span,
               "`:finalizer` is for a result of type Pointer, or an Optional one");
}

/* ---- define-foreign ---- */

/* (define-foreign name "C name" clause*) */
void collect_foreign(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->len < 3 || d->item[1]->kind != DATUM_NAME || datum_is_keyword(d->item[1]) ||
      d->item[2]->kind != DATUM_STRING || !parse_is_c_name(d->item[2]->text)) {
    collect_error(c, d->span,
                  "a foreign function is written (define-foreign name \"C name\" clause ...)");
    return;
  }
  Foreign *f = ARENA_NEW(c->arena, Foreign);
  f->span = d->span;
  f->text = d->item[2]->text;
  f->text_span = d->item[2]->span;
  parse_foreign_clauses(c->world, d->item + 3, d->len - 3, f);
  Definition *def = ARENA_NEW(c->arena, Definition);
  def->span = d->span;
  def->form = d;
  def->foreign = f;
  def->global = value_new(c, VALUE_PLAIN, d->item[1]->name, d->item[1]->span);
  def->global->def = def;
  def->global->core = global_new(c, GLOBAL_FOREIGN, d->item[1]->name, d->item[1]->span);
  def->global->core->foreign = f;
  vec_push(c->arena, &c->definition, def);
  m->attribute = NULL;
}

/* It has the C types of these types. */
static void set_types(Checker *c, CoreGlobal *g, Type **part, int params, const Span *span) {
  Foreign *f = g->foreign;
  f->params = params;
  f->param = ARENA_ARRAY(c->arena, CType *, params + 1);
  for (int i = 0; i < params; i++) f->param[i] = c_type(c, part[i], PARAMETER, span[i]);
  f->result = c_type(c, part[params], RESULT, span[params]);
  g->arity = params ? params : 1;
  check_finalizer(c, f);
}

/* A constant or variable of C is read once, when the program starts. */
static void make_value(Checker *c, CoreGlobal *g, Span span) {
  CoreGlobal *read = global_new(c, GLOBAL_FOREIGN, g->name, span);
  Foreign *f = g->foreign;
  read->foreign = f;
  read->arity = 1;
  f->is_value = true;
  g->kind = GLOBAL_VALUE;
  g->foreign = NULL;
  g->arity = 0;
  g->body = core_call1(c->arena, span, core_global(c->arena, span, read), elab_unit(c, span));
  if (f->result->kind == CTYPE_UNIT)
    diag_error(c->diag, DIAG_FOREIGN, span, "C has no value of type Unit");
}

void foreign_declared(Checker *c, Definition *def) {
  Scheme *s = def->scheme;
  Type *part[65], *from, *to;
  Span span[65];
  int params;
  if (!s) {
    diag_error(c->diag, DIAG_FOREIGN, def->global->span, "the foreign function `%s` needs a type",
               def->global->name->text);
    diag_hint(c->diag, "write (declare %s (F64 -> F64)) before it, with its own type",
              def->global->name->text);
    def->scheme = def->global->scheme = scheme_close(c, ty_error(c->arena), NULL, 0, NULL, 0);
    return;
  }
  Span at = def->declared->span;
  if (s->preds)
    diag_error(c->diag, DIAG_FOREIGN, at, "the type of a foreign function has no constraints");
  Type *t = ty_instantiate(c->arena, s->type, use_fresh_types(c, s));
  function_parts(c, t, part, &params);
  if (ty_is_arrow(c, part[params], &from, &to))
    diag_error(c->diag, DIAG_FOREIGN, at, "a foreign function has at most 64 parameters");
  for (int i = 0; i <= params; i++) span[i] = at;
  set_types(c, def->global->core, part, params, span);
  if (!ty_is_arrow(c, t, &from, &to)) make_value(c, def->global->core, def->global->span);
}

/* ---- inline C ---- */

Core *infer_c(Checker *c, Expr *e, Type *expected) {
  Foreign *f = e->foreign.foreign;
  Datum *type = e->foreign.type; /* (-> type) */
  Scheme *s = tyexpr_scheme(
      c, type->len == 2 ? type->item[1]
                        : datum_new_list(c->world, type->span, type->item + 1, type->len - 1));
  Type *to = ty_instantiate(c->arena, s->type, use_fresh_types(c, s));
  int n = f->params ? f->params : 1;
  Core **arg = ARENA_ARRAY(c->arena, Core *, n);
  arg[0] = elab_unit(c, e->span);
  LateForeign late = {.core = global_new(c, GLOBAL_FOREIGN, sym_of(c->world->names, "c"), e->span)};
  late.part = ARENA_ARRAY(c->arena, Type *, f->params + 1);
  late.span = ARENA_ARRAY(c->arena, Span, f->params + 1);
  for (int i = 0; i < f->params; i++) {
    late.part[i] = fresh_type(c);
    late.span[i] = e->foreign.arg[i]->span;
    arg[i] = infer(c, e->foreign.arg[i], late.part[i]);
  }
  late.part[f->params] = to;
  late.span[f->params] = e->foreign.type->span;
  late.core->foreign = f;
  late.core->arity = n;
  vec_push(c->arena, &c->late_foreign, late);
  unify_at(c, e->span, expected, to);
  return core_call(c->arena, e->span, core_global(c->arena, e->span, late.core), arg, n);
}

void foreign_settle(Checker *c) {
  for (int i = 0; i < c->late_foreign.len; i++) {
    LateForeign *l = &c->late_foreign.data[i];
    set_types(c, l->core, l->part, l->core->foreign->params, l->span);
  }
}
