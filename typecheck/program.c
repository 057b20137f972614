/* program.c -- what makes a program of definitions: the order in which values are computed, and main. */
#include <string.h>

#include "typecheck/module.h"

/* ---- order of initialisation ---- */

/* Values run in source order, except that one which another needs (through functions, too) runs first. */
static void order_value(Checker *c, Definition *d) {
  if (d->ordered) return;
  d->ordered = true;
  for (int i = 0; i < d->uses.len; i++) order_value(c, d->uses.data[i]);
  if (d->global->core->kind == GLOBAL_VALUE) vec_push(c->arena, &c->unit->init, d->global->core);
}

/* ---- uncaught exceptions ---- */

static Core *string_core(Checker *c, Span span, const char *text) {
  Core *s = core_new(c->arena, CORE_STRING, span);
  s->text = arena_strndup(c->arena, text, strlen(text));
  s->size = (uint32_t)strlen(text);
  return s;
}

static Core *global_core(Checker *c, Span span, const char *package, const char *name) {
  Global *g = library_global(c, package, name);
  return core_global(c->arena, span, g->core);
}

static Core *concat(Checker *c, Span span, Core *a, Core *b) {
  return core_call2(c->arena, span, global_core(c, span, "smelter/prim", "string-concat"), a, b);
}

/* A value as text if its type has Show; NULL otherwise. */
static Core *shown(Checker *c, Span span, Type *t, Core *value) {
  Class *show = class_named(c, "coalton/show", "Show");
  Global *text = library_global(c, "coalton/show", "show-as-string");
  if (!show || !text || ty_has_error(t)) return NULL;
  WantedVec wanted = {0};
  Wanted w = {.hole = core_new(c->arena, CORE_HOLE, span)};
  w.pred.cls = show;
  w.pred.span = span;
  w.pred.arg = ARENA_ARRAY(c->arena, Type *, 1);
  w.pred.arg[0] = t;
  int errors = c->diag->errors, messages = c->diag->messages.len;
  vec_push(c->arena, &wanted, w);
  solve(c, &wanted);
  if (wanted.len || c->diag->errors > errors) {
    c->diag->errors = errors;
    c->diag->messages.len = messages;
    return NULL;
  }
  return core_call2(c->arena, span, core_global(c->arena, span, text->core), w.hole, value);
}

/* describe T x = (match x ((C a b) "(C a b)") ...): what an uncaught exception says; its address names the type. */
static void describe_type(Checker *c, TyCon *t) {
  CoreGlobal *g = t->describe;
  Span span = t->span;
  CoreVar *x = fresh_var(c, NULL, span);
  g->param = ARENA_ARRAY(c->arena, CoreVar *, 1);
  g->param[0] = x;
  Core *m = core_new(c->arena, CORE_MATCH, span);
  m->match.value = core_var(c->arena, span, x);
  m->match.branches = t->data->ctors;
  m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, t->data->ctors + 1);
  for (int i = 0; i < t->data->ctors; i++) {
    Ctor *k = t->data->ctor[i];
    CorePat *pat = ARENA_NEW(c->arena, CorePat);
    pat->kind = PAT_CTOR;
    pat->span = span;
    pat->ctor = k;
    pat->sub = ARENA_ARRAY(c->arena, CorePat *, k->arity + 1);
    Core *text = string_core(
        c, span, k->arity ? arena_printf(c->arena, "(%s", k->name->text) : k->name->text);
    Type *ty = t->ctor[i]->scheme->type, *from = ty, *to = ty;
    for (int f = 0; f < k->arity; f++) {
      ty_is_arrow(c, ty, &from, &to);
      ty = to;
      pat->sub[f] = ARENA_NEW(c->arena, CorePat);
      pat->sub[f]->kind = PAT_VAR;
      pat->sub[f]->span = span;
      pat->sub[f]->var = fresh_var(c, NULL, span);
      Core *field = shown(c, span, from, core_var(c->arena, span, pat->sub[f]->var));
      if (!field) field = string_core(c, span, "_");
      text = concat(c, span, text, concat(c, span, string_core(c, span, " "), field));
    }
    if (k->arity) text = concat(c, span, text, string_core(c, span, ")"));
    m->match.branch[i] = (CoreBranch){pat, text};
  }
  g->body = m;
}

void module_describe(Module *m) {
  for (int i = 0; i < m->type.len; i++)
    if (m->type.data[i].tycon->describe) describe_type(&m->c, m->type.data[i].tycon);
}

/* ---- main ---- */

/* The exit status for a value of type t: integers give themselves, Err a message and 1, everything else 0. */
static Core *status_of(Checker *c, Span span, Type *t, Core *value) {
  t = ty_find(t);
  TyCon *con = ty_head(t);
  Builtins *b = c->builtin;
  if (con == b->integer)
    return core_call1(c->arena, span, global_core(c, span, "smelter/prim", "int->word"), value);
  TyCon *words[] = {b->i8, b->i16, b->i32, b->i64, b->ifix, b->u8, b->u16, b->u32, b->u64, b->ufix};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (con == words[i]) return value;
  if (con && con == library_type(c, "coalton/classes", "Result") && t->tag == TY_APP) {
    Type *good = t->arg, *bad = ty_find(t->fun)->arg;
    CoreVar *e = fresh_var(c, NULL, span), *v = fresh_var(c, NULL, span);
    CorePat *pat[2];
    for (int i = 0; i < 2; i++) {
      pat[i] = ARENA_NEW(c->arena, CorePat);
      pat[i]->kind = PAT_CTOR;
      pat[i]->span = span;
      pat[i]->ctor = con->data->ctor[i];
      pat[i]->sub = ARENA_ARRAY(c->arena, CorePat *, 1);
      pat[i]->sub[0] = ARENA_NEW(c->arena, CorePat);
      pat[i]->sub[0]->kind = PAT_VAR;
      pat[i]->sub[0]->span = span;
      pat[i]->sub[0]->var = i ? v : e;
    }
    bool is_string = ty_head(bad) == b->string;
    Core *text =
        is_string ? core_var(c->arena, span, e) : shown(c, span, bad, core_var(c->arena, span, e));
    if (!text) text = string_core(c, span, "main returned Err");
    Core *line = concat(c, span, string_core(c, span, "error: "),
                        concat(c, span, text, string_core(c, span, "\n")));
    Core *fail = core_seq(
        c->arena, span,
        core_call1(c->arena, span, global_core(c, span, "smelter/prim", "print-error"), line),
        core_word(c->arena, span, 1));
    Core *m = core_new(c->arena, CORE_MATCH, span);
    m->match.value = value;
    m->match.branches = 2;
    m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, 2);
    m->match.branch[0] = (CoreBranch){pat[0], fail};
    m->match.branch[1] =
        (CoreBranch){pat[1], status_of(c, span, good, core_var(c->arena, span, v))};
    return m;
  }
  return core_seq(c->arena, span, value, core_word(c->arena, span, 0));
}

static Core *call_main(Checker *c, Global *main, CoreVar *args) {
  Span span = main->span;
  WantedVec wanted = {0};
  c->wanted = &wanted;
  c->level = 1;
  Expr *e = ARENA_NEW(c->arena, Expr);
  e->kind = EXPR_GLOBAL;
  e->span = span;
  e->global = main;
  Type *t = fresh_type(c), *from, *to;
  Core *fn = infer(c, e, t);
  Core *call = fn;
  Type *result = t;
  if (ty_is_arrow(c, t, &from, &to)) {
    Type *strings =
        ty_app(c->arena, ty_con(c->arena, c->builtin->list), ty_con(c->arena, c->builtin->string));
    Core *arg = core_var(c->arena, span, args);
    if (ty_head(from) == c->builtin->unit) arg = core_word(c->arena, span, 0);
    else if (unify(c, from, strings) != UNIFY_OK) {
      TypePrinter p = {.arena = c->arena};
      diag_error(c->diag, DIAG_MAIN, span, "`main` takes no argument or a `List String`, not `%s`",
                 ty_text(&p, from));
      c->level = 0;
      return core_word(c->arena, span, 0);
    }
    result = to;
    Type *more;
    if (ty_is_arrow(c, result, &from, &more)) {
      diag_error(c->diag, DIAG_MAIN, span, "`main` takes at most one argument, a `List String`");
      c->level = 0;
      return core_word(c->arena, span, 0);
    }
    call = core_call1(c->arena, span, fn, arg);
  }
  Kept none = {0};
  do solve(c, &wanted);
  while (solve_default(c, &wanted, 0, &none));
  c->errors_before = c->diag->errors;
  report_ambiguous(c, &wanted);
  c->level = 0;
  return status_of(c, span, result, call);
}

/* Print the value of the last expression, unless it is Unit. In an interactive session its type stands behind it, and
 * what cannot be shown is no mistake. */
static Core *print_result(Checker *c, Definition *last, bool is_interactive) {
  Span span = last->span;
  Scheme *s = last->global->scheme;
  Type **any = ARENA_ARRAY(c->arena, Type *,
                           s->vars + 1); /* the elements of an empty list: any type will do */
  for (int i = 0; i < s->vars; i++) any[i] = ty_con(c->arena, c->builtin->unit);
  Type *t = ty_instantiate(c->arena, s->type, any);
  TypeSet open = {0};
  type_vars(c->arena, t, &open);
  for (int i = 0; i < open.len; i++) unify(c, open.data[i], ty_con(c->arena, c->builtin->unit));
  Core *value = core_global(c->arena, span, last->global->core);
  if (ty_head(t) == c->builtin->unit)
    return core_seq(c->arena, span, value, core_word(c->arena, span, 0));
  Core *text = shown(c, span, t, value);
  if (is_interactive) {
    if (!text) text = core_seq(c->arena, span, value, string_core(c, span, "#<value>"));
    const char *type = arena_printf(c->arena, " : %s", ty_scheme_text(c->arena, s));
    text = concat(c, span, text, string_core(c, span, type));
  } else if (!text) {
    TypePrinter p = {.arena = c->arena};
    diag_error(c->diag, DIAG_NO_INSTANCE, span,
               "the value cannot be printed: there is no instance `Show (%s)`", ty_text(&p, t));
    return value;
  }
  Core *print = core_call1(c->arena, span, global_core(c, span, "smelter/prim", "println"), text);
  return core_seq(c->arena, span, print, core_word(c->arena, span, 0));
}

void module_finish(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < c->definition.len; i++) order_value(c, c->definition.data[i]);
  if (m->kind == FILE_EXPORTS) module_exports(m);
  if (m->kind == FILE_LIBRARY || m->kind == FILE_PACKAGE || m->kind == FILE_EXPORTS) return;
  CoreGlobal *start = global_new(c, GLOBAL_FUNCTION, sym_of(c->world->names, "start"), (Span){0});
  start->arity = 1;
  start->param = ARENA_ARRAY(c->arena, CoreVar *, 1);
  start->param[0] = fresh_var(c, NULL, (Span){0});
  Global *main = names_get(&c->package->own[SPACE_VALUE], sym_of(c->world->names, "main"));
  start->body = core_word(c->arena, (Span){0}, 0);
  if (m->kind == FILE_EVAL || m->kind == FILE_INPUT || m->kind == FILE_TYPE) {
    Definition *last = NULL;
    for (int i = 0; i < c->definition.len; i++)
      if (c->definition.data[i]->is_expression) last = c->definition.data[i];
    if (last && last->global->scheme) {
      if (m->kind != FILE_TYPE) start->body = print_result(c, last, m->kind == FILE_INPUT);
      c->package->eval_result = last->global;
    }
  } else if (main && main->kind == VALUE_PLAIN) {
    start->body = call_main(c, main, start->param[0]);
  }
  c->unit->main = start;
}

const char *check_eval_type(World *w, Package *p) {
  return p->eval_result ? ty_scheme_text(w->arena, p->eval_result->scheme) : NULL;
}
