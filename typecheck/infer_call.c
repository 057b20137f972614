/* infer_call.c -- calls: arguments one by one, keywords, accessors. */
#include "typecheck/infer_internal.h"

#include <string.h>

static const char *head_name(Expr *fn) {
  if (fn->kind == EXPR_LOCAL && fn->local->name) return fn->local->name->text;
  if (fn->kind == EXPR_GLOBAL) return fn->global->name->text;
  return NULL;
}

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

static void report_too_many(Checker *c, Expr *e, int taken, Type *t) {
  TypePrinter p = {.arena = c->arena};
  const char *name = head_name(e->call.fn);
  if (taken == 0) {
    diag_error(c->diag, DIAG_NOT_A_FUNCTION, e->call.fn->span,
               "this is called like a function, but it is `%s`, which takes no arguments",
               ty_text(&p, t));
    return;
  }
  diag_error(c->diag, DIAG_TOO_MANY_ARGUMENTS, e->span, "`%s` takes %d argument%s, but is given %d",
             name ? name : "this function", taken, taken == 1 ? "" : "s", e->call.args);
  if (e->call.fn->kind == EXPR_GLOBAL && e->call.fn->global->span.file)
    diag_note(c->diag, e->call.fn->global->span, "defined here");
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
  unify_at(c, e->span, expected, a.result);
  return node;
}

Core *infer_call(Checker *c, Expr *e, Type *expected) {
  Expr *fn = e->call.fn;
  if (fn->kind == EXPR_ACCESSOR && e->call.args == 1 && !e->call.keywords)
    return infer_accessor_call(c, e, expected);
  Use u = {0};
  if (fn->kind == EXPR_LOCAL) u = use_local(c, fn->local, fn->span);
  else if (fn->kind == EXPR_GLOBAL) u = use_global(c, fn->global, fn->span);
  else {
    u.type = fresh_type(c);
    u.core = infer(c, fn, u.type);
  }
  Type *t = u.type, *from, *to, *keys = NULL;
  /* What is expected of a constructor's value is known of its fields, before they are looked at. */
  if (fn->kind == EXPR_GLOBAL && fn->global->kind == VALUE_CTOR) {
    for (int i = 0; i < e->call.args && ty_is_arrow(c, t, &from, &to); i++) t = to;
    if (!ty_is_arrow(c, t, &from, &to) && unify(c, expected, t) != UNIFY_OK) {
      unify_at(c, e->span, expected, t);
      expected = fresh_type(c);
    }
    t = u.type;
  }
  Core **arg = ARENA_ARRAY(c->arena, Core *, e->call.args + 80);
  int n = 0, taken = 0, keys_at = -1;
  bool bad = false;
  for (int i = 0; i < e->call.args; i++) {
    if (ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
      for (int k = 0; k < ty_find(from)->keys.len; k++) arg[n++] = core_word(c->arena, e->span, 0);
      t = to;
    }
    if (!ty_is_arrow(c, t, &from, &to)) {
      Type *now = ty_find(t);
      if (now->tag == TY_VAR && !now->var.rigid) {
        from = fresh_type(c);
        to = fresh_type(c);
        unify(c, now, ty_arrow(c, from, to));
      } else {
        if (now->tag != TY_ERROR && !bad) report_too_many(c, e, taken, t);
        bad = true;
        from = fresh_type(c);
        to = ty_error(c->arena);
      }
    }
    arg[n++] = infer(c, e->call.arg[i], from);
    t = to;
    taken++;
  }
  if (ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
    keys = ty_find(from);
    keys_at = n;
    infer_keywords(c, e, keys, arg + n);
    n += keys->keys.len;
    t = to;
  } else if (e->call.keywords) {
    if (ty_find(t)->tag != TY_ERROR)
      diag_error(c->diag, DIAG_KEYWORD, e->call.keyword[0].span,
                 "this function takes no keyword arguments (none that is known here)");
    for (int k = 0; k < e->call.keywords; k++) infer(c, e->call.keyword[k].value, fresh_type(c));
  } else if (e->call.nullary) { /* (f) is (f Unit) */
    Type *unit = ty_con(c->arena, c->builtin->unit);
    if (!ty_is_arrow(c, t, &from, &to)) {
      Type *now = ty_find(t);
      if (now->tag == TY_VAR && !now->var.rigid) {
        from = unit;
        to = fresh_type(c);
        unify(c, now, ty_arrow(c, from, to));
      } else {
        if (now->tag != TY_ERROR) report_too_many(c, e, 0, t);
        from = unit;
        to = ty_error(c->arena);
      }
    }
    unify_at(c, e->span, from, unit);
    arg[n++] = elab_unit(c, e->span);
    t = to;
  }
  unify_at(c, e->span, expected, t);
  Core *call = use_apply(c, &u, e->span, arg, n);
  return call->kind == CORE_CALL && keys_at >= 0 ? order_keywords(c, e, arg, n, keys_at, keys, call)
                                                 : call;
}
