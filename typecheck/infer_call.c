/* infer_call.c -- calls: arguments one by one, keywords, accessors. */
#include "typecheck/infer_internal.h"

#include <ctype.h>
#include <string.h>

/* The keyword arguments of a call, in the order of the type; absent ones are None. */
static void infer_keywords(Checker *c, Expr *e, Type *keys, Core **out) {
  for (int i = 0; i < keys->keys.len; i++) out[i] = core_word(c->arena, e->span, 0);
  for (int k = 0; k < e->call.keywords; k++) {
    Keyword *kw = &e->call.keyword[k];
    int at = -1;
    for (int i = 0; i < keys->keys.len; i++)
      if (keys->keys.name[i] == kw->name) at = i;
    if (at < 0) {
      diag_error(c->diag, DIAG_KEYWORD, kw->span, "there is no keyword argument `:%s` here",
                 kw->name->text);
      const char *list = "";
      for (int i = 0; i < keys->keys.len; i++)
        list = arena_printf(c->arena, "%s%s`:%s`", list, i ? ", " : "", keys->keys.name[i]->text);
      diag_hint(c->diag, "the function takes %s", list);
      infer(c, kw->value, fresh_type(c));
      continue;
    }
    out[at] = elab_some(c, kw->span, infer(c, kw->value, keys->keys.type[at]));
  }
}

/* What is called is no function at all. */
static void report_not_a_function(Checker *c, Expr *e, Type *t) {
  TypePrinter p = {.arena = c->arena};
  Expr *fn = e->call.fn;
  const char *text = source_text(c, fn->span);
  const char *name = text ? arena_printf(c->arena, "`%s`", text) : "this";
  diag_error(c->diag, DIAG_NOT_A_FUNCTION, fn->span,
             "%s is called like a function, but it is `%s`, which takes no arguments", name,
             ty_text(&p, t));
  const char *operator= e->call.args == 2 && e->call.arg[0]->kind == EXPR_GLOBAL
      ? callee_name(e->call.arg[0])
      : NULL;
  if (e->call.nullary) diag_hint(c->diag, "write it without the parentheses");
  else if (operator&& ispunct((unsigned char)*operator))
    diag_hint(c->diag, "the function comes first: `(%s %s ...)`", operator, text ? text : "x");
  else if (fn->kind == EXPR_GLOBAL || fn->kind == EXPR_LOCAL) note_callee(c, fn);
}

/* A number is called: (1 + 2), (1 2 3). */
static void report_called_number(Checker *c, Expr *e) {
  Expr **arg = e->call.arg;
  diag_error(c->diag, DIAG_NOT_A_FUNCTION, e->call.fn->span,
             "a number is called here as if it were a function");
  const char *left = source_text(c, e->call.fn->span), *name = NULL, *right = NULL;
  if (e->call.args == 2 && (name = callee_name(arg[0]))) right = source_text(c, arg[1]->span);
  if (left && right && arg[0]->kind == EXPR_GLOBAL) {
    diag_hint(c->diag, "the function comes first: `(%s %s %s)`", name, left, right);
    diag_edit(c->diag, e->span, "(%s %s %s)", name, left, right);
  } else {
    diag_hint(c->diag, "a list is written `(make-list ...)`");
  }
}

/* A call evaluates its arguments from the left; with keywords out of order they are bound first. */
static Core *order_keywords(Checker *c, Expr *e, Core **arg, int args, int keys_at, Type *keys,
                            Core *call) {
  if (e->call.keywords < 1) return call;
  /* bind every argument in written order, then call with the variables */
  typedef struct {
    uint32_t at;
    int index;
  } Place;
  Place *place = ARENA_ARRAY(c->arena, Place, args + 1);
  int n = 0;
  for (int i = 0; i < args; i++) {
    uint32_t at = arg[i]->span.at;
    if (keys_at >= 0 && i >= keys_at && i < keys_at + keys->keys.len) {
      at = UINT32_MAX;
      for (int k = 0; k < e->call.keywords; k++)
        if (e->call.keyword[k].name == keys->keys.name[i - keys_at])
          at = e->call.keyword[k].span.at;
      if (at == UINT32_MAX) continue;
    }
    int k = n++;
    while (k > 0 && place[k - 1].at > at) {
      place[k] = place[k - 1];
      k--;
    }
    place[k] = (Place){at, i};
  }
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, args + 1);
  Core **value = ARENA_ARRAY(c->arena, Core *, args + 1);
  int offset = call->call.args - args; /* dictionaries stand in front */
  for (int k = 0; k < n; k++) {
    int i = place[k].index;
    var[i] = fresh_var(c, NULL, arg[i]->span);
    value[i] = arg[i];
    call->call.arg[offset + i] = elab_var(c, arg[i]->span, var[i]);
  }
  Core *out = call;
  for (int k = n - 1; k >= 0; k--)
    out = core_let(c->arena, e->span, var[place[k].index], value[place[k].index], out);
  return out;
}

static Core *infer_accessor_call(Checker *c, Expr *e, Type *expected) {
  Type *record = fresh_type(c);
  Core *value = infer(c, e->call.arg[0], record);
  Core *node = core_new(c->arena, CORE_FIELD, e->span);
  node->field.value = value;
  Access a = {.record = record,
              .result = fresh_type(c),
              .field = e->call.fn->field,
              .node = node,
              .span = e->call.fn->span};
  vec_push(c->arena, &c->access, a);
  solve_access(c, c->access.len - 1);
  unify_expr(c, e, expected, a.result);
  return node;
}

/* A call on its way: the type of what is left to apply, and the Core of the arguments so far. */
typedef struct Call {
  Expr *e;
  Type *t;
  Core **arg;
  int args;
  int taken;     /* arguments that were written */
  bool is_wrong; /* there were too many, and that has been reported */
} Call;

/* The sides of the function type that is left. A type of which nothing is known becomes one; false where it cannot be
 * one. */
static bool split_function(Checker *c, Call *k, Type **from, Type **to) {
  if (ty_is_arrow(c, k->t, from, to)) return true;
  Type *now = ty_find(k->t);
  if (now->tag != TY_VAR || now->var.rigid) return false;
  *from = fresh_type(c);
  *to = fresh_type(c);
  Type *made = ty_arrow(c, *from, *to);
  Span outer = c->place;
  c->place = k->e->span;
  unify(c, now, made);
  c->place = outer;
  Expr *fn = k->e->call.fn;
  bool is_odd = fn->kind == EXPR_CALL ? k->e->call.nullary : k->taken && callee_name(fn);
  if (is_odd) mismatch_note_call(c, k->e, k->taken, made);
  return true;
}

static void report_not_applicable(Checker *c, Call *k) {
  if (k->is_wrong || ty_find(k->t)->tag == TY_ERROR) return;
  k->is_wrong = true;
  if (k->taken) report_too_many(c, k->e, k->taken);
  else report_not_a_function(c, k->e, k->t);
}

/* Arguments by place. Keyword arguments that stand before more of them take their defaults. */
static void infer_arguments(Checker *c, Call *k) {
  Expr *e = k->e;
  Type *from, *to;
  ArgumentCheck check = {.call = e, .type = k->t};
  for (int i = 0; i < e->call.args; i++) {
    if (ty_is_arrow(c, k->t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
      for (int q = 0; q < ty_find(from)->keys.len; q++)
        k->arg[k->args++] = core_word(c->arena, e->span, 0);
      k->t = to;
    }
    if (!split_function(c, k, &from, &to)) {
      report_not_applicable(c, k);
      from = fresh_type(c);
      to = ty_error(c->arena);
    }
    k->arg[k->args++] = infer_because(
        c, e->call.arg[i], from,
        (Why){.kind = WHY_ARGUMENT, .form = e, .index = i, .check = k->is_wrong ? NULL : &check});
    k->t = to;
    k->taken++;
  }
  if (k->is_wrong || !check.wrong.len) return;
  mismatch_arguments(c, &check);
  k->t = ty_error(c->arena); /* what it gives is not to be blamed on anything else */
}

/* (f) is (f Unit). */
static void infer_no_argument(Checker *c, Call *k) {
  Type *unit = ty_con(c->arena, c->builtin->unit), *from, *to;
  if (!split_function(c, k, &from, &to)) {
    report_not_applicable(c, k);
    from = unit;
    to = ty_error(c->arena);
  }
  Type *first = ty_find(from);
  if (first->tag != TY_VAR && ty_head(from) != c->builtin->unit && first->tag != TY_ERROR) {
    report_too_few(c, k->e, type_arity(c, k->t));
    to = ty_error(c->arena);
  } else {
    unify_at(c, k->e->span, from, unit);
  }
  k->arg[k->args++] = elab_unit(c, k->e->span);
  k->t = to;
}

/* What is expected of a constructor's value is known of its fields, before they are looked at. False: something else is
 * expected, and that has been reported. */
static bool expect_constructor(Checker *c, Expr *e, Type *t, Type *expected) {
  Type *from, *to;
  for (int i = 0; i < e->call.args && ty_is_arrow(c, t, &from, &to); i++) t = to;
  return ty_is_arrow(c, t, &from, &to) || unify_expr(c, e, expected, t);
}

/* A call of a function that is being inferred: it may have been given less than it takes. */
static void note_recursive_call(Checker *c, Expr *e, int args) {
  Expr *fn = e->call.fn;
  Function *f = NULL;
  if (fn->kind == EXPR_GLOBAL && fn->global->def && fn->global->def->in_progress)
    f = fn->global->def->function;
  if (fn->kind == EXPR_LOCAL && fn->local->binding && fn->local->binding->in_progress) {
    Expr *value = expr_strip(fn->local->binding->value);
    f = value->kind == EXPR_FN ? value->function : NULL;
  }
  if (f && !f->keywords && args < f->params) mismatch_note_call(c, e, f->params, NULL);
}

/* A function of which nothing is known takes the keywords of the first call that gives it any. */
static void open_keywords(Checker *c, Call *k) {
  Type *now = ty_find(k->t);
  int n = k->e->call.keywords;
  if (n == 0 || now->tag != TY_VAR || now->var.rigid) return;
  const Sym **name = ARENA_ARRAY(c->arena, const Sym *, n);
  Type **type = ARENA_ARRAY(c->arena, Type *, n);
  for (int i = 0; i < n; i++) {
    const Sym *new = k->e->call.keyword[i].name;
    int at = i;
    for (; at > 0 && strcmp(name[at - 1]->text, new->text) > 0; at--) name[at] = name[at - 1];
    name[at] = new;
    type[i] = fresh_type(c);
  }
  unify(c, now, ty_arrow(c, ty_keys(c->arena, name, type, n), fresh_type(c)));
}

/* Keywords are given to what takes none. */
static void report_no_keywords(Checker *c, Expr *e) {
  const Expr *fn = e->call.fn;
  bool is_ctor = fn->kind == EXPR_GLOBAL && fn->global->kind == VALUE_CTOR;
  diag_error(c->diag, DIAG_KEYWORD, e->call.keyword[0].span,
             is_ctor ? "the fields of a constructor are given in their order, without names"
                     : "this function takes no keyword arguments (none that is known here)");
  if (is_ctor) note_callee(c, e->call.fn);
}

/* Does what is left to apply take keyword arguments, after others? */
static bool has_keywords_later(Checker *c, Type *t) {
  Type *from, *to;
  for (bool first = true; ty_is_arrow(c, t, &from, &to); t = to, first = false)
    if (ty_find(from)->tag == TY_KEYS) return !first;
  return false;
}

/* A call that stops before the keyword arguments: its arguments are evaluated now, and what is left takes the defaults. */
static Core *apply_some(Checker *c, Call *k, Use *u, Type *expected) {
  Span span = k->e->span;
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, k->args);
  Core **arg = ARENA_ARRAY(c->arena, Core *, k->args);
  for (int i = 0; i < k->args; i++) {
    var[i] = fresh_var(c, NULL, span);
    arg[i] = elab_var(c, span, var[i]);
  }
  CoreVar *fn = fresh_var(c, NULL, span);
  Core *callee = u->core;
  bool is_name = k->e->call.fn->kind == EXPR_GLOBAL || k->e->call.fn->kind == EXPR_LOCAL;
  if (!is_name) u->core = elab_var(c, span, fn);
  Core *out = use_drop_keywords(c, u, span, arg, k->args, &k->t, expected);
  for (int i = k->args - 1; i >= 0; i--) out = core_let(c->arena, span, var[i], k->arg[i], out);
  return is_name ? out : core_let(c->arena, span, fn, callee, out);
}

Core *infer_call(Checker *c, Expr *e, Type *expected) {
  Expr *fn = e->call.fn;
  if (fn->kind == EXPR_ACCESSOR && e->call.args == 1 && !e->call.keywords)
    return infer_accessor_call(c, e, expected);
  Use u = {.type = ty_error(c->arena)};
  if (fn->kind == EXPR_LOCAL) u = use_local(c, fn->local, fn->span);
  else if (fn->kind == EXPR_GLOBAL) u = use_global(c, fn->global, fn->span);
  else if (fn->kind == EXPR_INTEGER || fn->kind == EXPR_FLOAT) report_called_number(c, e);
  else {
    u.type = fresh_type(c);
    u.core = infer(c, fn, u.type);
  }
  if (fn->kind == EXPR_GLOBAL && fn->global->kind == VALUE_CTOR &&
      !expect_constructor(c, e, u.type, expected))
    expected = fresh_type(c);
  Call k = {.e = e, .t = u.type};
  Type *from, *to, *keys = NULL;
  int keys_at = -1;
  k.arg = ARENA_ARRAY(c->arena, Core *, e->call.args + 80);
  infer_arguments(c, &k);
  open_keywords(c, &k);
  if (ty_is_arrow(c, k.t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
    keys = ty_find(from);
    keys_at = k.args;
    infer_keywords(c, e, keys, k.arg + k.args);
    k.args += keys->keys.len;
    k.t = to;
  } else if (e->call.keywords) {
    if (ty_find(k.t)->tag != TY_ERROR) report_no_keywords(c, e);
    for (int i = 0; i < e->call.keywords; i++) infer(c, e->call.keyword[i].value, fresh_type(c));
  } else if (e->call.nullary) {
    infer_no_argument(c, &k);
  }
  note_recursive_call(c, e, k.taken + e->call.nullary);
  Core *partial =
      u.core && !keys && has_keywords_later(c, k.t) ? apply_some(c, &k, &u, expected) : NULL;
  unify_expr(c, e, expected, k.t);
  if (!u.core) return elab_poison(c, e->span);
  if (partial) return partial;
  Core *call = use_apply(c, &u, e->span, k.arg, k.args);
  return call->kind == CORE_CALL && keys_at >= 0
             ? order_keywords(c, e, k.arg, k.args, keys_at, keys, call)
             : call;
}
