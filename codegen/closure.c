/* closure.c -- no function mentions a variable of the function around it.
 *
 *   takes:     Core after contify
 *   leaves:    no CORE_LAMBDA. A local function that is only ever called, with all its arguments, is a GLOBAL_FUNCTION that takes
 *              the variables it mentions as further parameters (lambda lifting); any other is a GLOBAL_CLOSURE, and
 *              where it stood a CORE_CLOSURE copies those variables into a record. A variable that is assigned and
 *              mentioned by another function lives in a cell
 *   keeps:     spans, order of evaluation
 *   see it:    --dump=closure
 *
 * Environments are flat (one copied slot for each variable) rather than chains of frames: a lookup is one load, and a
 * closure keeps alive only what it names. A function is lifted only while its parameters fit registers; beyond that
 * a closure, called directly, is the better record. */
#include <string.h>
#include "base/map.h"
#include "codegen/passes.h"

#include <assert.h>

enum { LIFTED_PARAMS = 5 }; /* SMT_REGS of runtime/smt.h */

typedef VEC(CoreVar *) Vars;
typedef struct Fn Fn;

/* A function of the program being converted: the global itself or a lambda in it. */
struct Fn {
  Fn *outer;
  Core *lambda; /* NULL for the global itself */
  CoreVar *var; /* the variable it is bound to, if any */
  bool is_lifted;
  Vars mentions; /* variables, of itself or others, and functions that it names directly */
  Vars free;     /* what it needs from outside */
  Map is_free;
  CoreGlobal *global; /* what it becomes */
};

/* What is known of a variable: its note. */
typedef struct Known {
  Fn *owner; /* the function that binds it */
  Fn *fn;    /* the function that is its value, or NULL */
  bool in_cell;
} Known;

typedef struct Closure {
  Pass *p;
  CoreGlobal *top;
  Fn *here;
  VEC(Fn *) fns;
  Map fn_of; /* lambda to Fn */
} Closure;

static Known *known(const CoreVar *v) { return v->note; }

/* --- Collecting ------------------------------------------------------------------------------------- */

static void collect(void *ctx, Core **place);

static void bind(Closure *c, CoreVar *v) {
  Known *k = ARENA_NEW(c->p->arena, Known);
  k->owner = c->here;
  v->note = k;
}

static void bind_all(Closure *c, CoreVar **v, int n) {
  for (int i = 0; i < n; i++) bind(c, v[i]);
}

static void mention(Closure *c, CoreVar *v) { vec_push(c->p->arena, &c->here->mentions, v); }

static Fn *new_fn(Closure *c, Core *lambda) {
  Fn *f = ARENA_NEW(c->p->arena, Fn);
  f->outer = c->here;
  f->lambda = lambda;
  vec_push(c->p->arena, &c->fns, f);
  if (lambda) map_put(c->p->arena, &c->fn_of, lambda, f);
  return f;
}

/* Names of functions count as functions to be lifted until one is used as a value. */
static void bind_fn(Closure *c, CoreVar *v, Core *lambda) {
  Fn *f = new_fn(c, lambda);
  f->var = v;
  f->is_lifted = true;
  known(v)->fn = f;
}

static void collect_lambda(Closure *c, Core *e) {
  Fn *f = map_get(&c->fn_of, e), *outer = c->here;
  if (!f) f = new_fn(c, e);
  c->here = f;
  bind_all(c, e->lambda.param, e->lambda.params);
  collect(c, &e->lambda.body);
  c->here = outer;
}

static void collect_call(Closure *c, Core *e) {
  Fn *f = e->call.fn->kind == CORE_VAR ? known(e->call.fn->var)->fn : NULL;
  if (f && e->call.args == f->lambda->lambda.params) mention(c, f->var);
  else collect(c, &e->call.fn);
  for (int i = 0; i < e->call.args; i++) collect(c, &e->call.arg[i]);
}

static void collect(void *ctx, Core **place) {
  Closure *c = ctx;
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_VAR:
      if (known(e->var)->fn) known(e->var)->fn->is_lifted = false;
      mention(c, e->var);
      return;
    case CORE_ASSIGN: mention(c, e->assign.var); break;
    case CORE_LET:
      bind(c, e->let.var);
      if (e->let.value->kind == CORE_LAMBDA && !e->let.var->assigned)
        bind_fn(c, e->let.var, e->let.value);
      collect(c, &e->let.value);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      collect(c, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      bind_all(c, e->letrec.var, e->letrec.vars);
      for (int i = 0; i < e->letrec.vars; i++)
        if (e->letrec.value[i]->kind == CORE_LAMBDA)
          bind_fn(c, e->letrec.var[i], e->letrec.value[i]);
      break;
    case CORE_JOIN:
      for (int i = 0; i < e->join.joins; i++)
        bind_all(c, e->join.join[i].param, e->join.join[i].params);
      break;
    case CORE_LAMBDA: collect_lambda(c, e); return;
    case CORE_CALL: collect_call(c, e); return;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_GLOBAL:
    case CORE_IF:
    case CORE_MATCH:
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_BLOCK:
    case CORE_EXIT:
    case CORE_LOOP:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_SWITCH:
    case CORE_JUMP:
    case CORE_FAIL:
    case CORE_CLOSURE: break;
    }
    core_children(e, collect, c);
    return;
  }
}

/* --- What each function needs ----------------------------------------------------------------------- */

/* v is needed in f: so also in every function between f and the one that binds v. True when that is news. */
static bool need(Closure *c, Fn *f, CoreVar *v) {
  bool news = false;
  for (; f != known(v)->owner && f->var != v; f = f->outer) {
    if (map_get(&f->is_free, v)) break; /* and so do the ones further out */
    map_put(c->p->arena, &f->is_free, v, v);
    vec_push(c->p->arena, &f->free, v);
    news = true;
  }
  return news;
}

static bool need_mentions(Closure *c, Fn *f) {
  bool news = false;
  for (int i = 0; i < f->mentions.len; i++) {
    CoreVar *v = f->mentions.data[i];
    Fn *callee = known(v)->fn;
    if (!callee || !callee->is_lifted) {
      news |= need(c, f, v);
      continue;
    }
    for (int j = 0; j < callee->free.len; j++) news |= need(c, f, callee->free.data[j]);
  }
  return news;
}

/* To a fixed point; then too large ones are not lifted after all, and again from the start. */
static void find_free(Closure *c) {
  for (bool settled = false; !settled;) {
    for (int i = 0; i < c->fns.len; i++) {
      c->fns.data[i]->free.len = 0;
      c->fns.data[i]->is_free = (Map){0};
    }
    for (bool news = true; news;) {
      news = false;
      for (int i = c->fns.len; i-- > 0;) news |= need_mentions(c, c->fns.data[i]);
    }
    settled = true;
    for (int i = 0; i < c->fns.len; i++) {
      Fn *f = c->fns.data[i];
      if (!f->is_lifted || f->free.len == 0 ||
          f->free.len + f->lambda->lambda.params <= LIFTED_PARAMS)
        continue;
      f->is_lifted = settled = false;
    }
  }
}

static void find_cells(Closure *c) {
  for (int i = 0; i < c->fns.len; i++)
    for (int j = 0; j < c->fns.data[i]->free.len; j++) {
      CoreVar *v = c->fns.data[i]->free.data[j];
      if (v->assigned) known(v)->in_cell = true;
    }
}

/* --- Rewriting -------------------------------------------------------------------------------------- */

static void convert(void *ctx, Core **place);

static CoreGlobal *make_global(Closure *c, Fn *f) {
  if (f->global) return f->global;
  Arena *a = c->p->arena;
  GlobalKind kind = f->is_lifted ? GLOBAL_FUNCTION : GLOBAL_CLOSURE;
  CoreGlobal *g = f->global =
      pass_global(c->p, kind, c->top, f->var ? f->var->name : NULL, f->lambda->span);
  int own = f->lambda->lambda.params, extra = f->is_lifted ? f->free.len : 0;
  g->arity = own + extra;
  g->param = ARENA_ARRAY(a, CoreVar *, g->arity);
  for (int i = 0; i < own; i++) g->param[i] = f->lambda->lambda.param[i];
  for (int i = 0; i < extra; i++) g->param[own + i] = f->free.data[i];
  if (!f->is_lifted) {
    g->captured = f->free.data;
    g->captures = f->free.len;
    g->self = f->var;
  }
  return g;
}

static Core *prim_call(Closure *c, Span span, const char *prim, Core *x, Core *y) {
  Core *fn = core_global(c->p->arena, span, pass_prim(c->p, prim));
  return y ? core_call2(c->p->arena, span, fn, x, y) : core_call1(c->p->arena, span, fn, x);
}

/* Parameters that live in cells arrive as values: a new name for what arrives, and the cell around the body. */
static Core *put_params_in_cells(Closure *c, CoreVar **param, int n, Core *body) {
  for (int i = n - 1; i >= 0; i--) {
    CoreVar *v = param[i];
    if (!known(v)->in_cell) continue;
    CoreVar *arrives = core_fresh(c->p->arena, c->p->next_id, v->name, v->span);
    Core *cell = prim_call(c, v->span, "cell-new", core_var(c->p->arena, v->span, arrives), NULL);
    param[i] = arrives;
    body = core_let(c->p->arena, v->span, v, cell, body);
  }
  return body;
}

/* The body of a lambda becomes that of a global. */
static CoreGlobal *convert_lambda(Closure *c, Core *e) {
  Fn *f = map_get(&c->fn_of, e), *outer = c->here;
  CoreGlobal *g = make_global(c, f);
  c->here = f;
  convert(c, &e->lambda.body);
  c->here = outer;
  g->low = put_params_in_cells(c, g->param, e->lambda.params, e->lambda.body);
  return g;
}

/* A function without captured variables, called with more arguments than it has: a closure's code takes the closure first. */
static void pass_itself(Arena *a, Core *e) {
  Core *fn = e->call.fn;
  if (fn->kind != CORE_GLOBAL || fn->global->kind != GLOBAL_CLOSURE ||
      e->call.args < fn->global->arity)
    return;
  Core **arg = ARENA_ARRAY(a, Core *, e->call.args + 1);
  arg[0] = core_global(a, e->span, fn->global);
  memcpy(arg + 1, e->call.arg, sizeof *arg * (size_t)e->call.args);
  e->call.arg = arg;
  e->call.args++;
}

static void convert_call(Closure *c, Core *e) {
  Arena *a = c->p->arena;
  Core *fn = e->call.fn;
  Fn *f = fn->kind == CORE_VAR ? known(fn->var)->fn : NULL;
  if (!f || e->call.args != f->lambda->lambda.params) f = NULL;
  for (int i = 0; i < e->call.args; i++) convert(c, &e->call.arg[i]);
  if (!f) {
    convert(c, &e->call.fn);
    pass_itself(a, e);
    return;
  }
  int extra = f->is_lifted ? f->free.len : 1, first = f->is_lifted ? 0 : 1;
  Core **arg = ARENA_ARRAY(a, Core *, e->call.args + extra);
  for (int i = 0; i < e->call.args; i++) arg[first + i] = e->call.arg[i];
  if (f->is_lifted)
    for (int i = 0; i < extra; i++) arg[e->call.args + i] = core_var(a, e->span, f->free.data[i]);
  else arg[0] = fn;
  e->call.fn = core_global(a, e->span, make_global(c, f));
  e->call.arg = arg;
  e->call.args += extra;
}

/* A lambda used as a value. */
static void convert_value(Closure *c, Core *e) {
  CoreGlobal *g = convert_lambda(c, e);
  if (g->captures == 0) {
    e->kind = CORE_GLOBAL;
    e->global = g;
  } else {
    e->kind = CORE_CLOSURE;
    e->closure.code = g;
  }
}

static bool is_lifted(const CoreVar *v) { return known(v)->fn && known(v)->fn->is_lifted; }

/* The functions of a LETREC that are lifted leave it. */
static void convert_letrec(Closure *c, Core **place) {
  Core *e = *place;
  int kept = 0;
  for (int i = 0; i < e->letrec.vars; i++) {
    if (is_lifted(e->letrec.var[i])) {
      convert_lambda(c, e->letrec.value[i]);
      continue;
    }
    convert(c, &e->letrec.value[i]);
    e->letrec.var[kept] = e->letrec.var[i];
    e->letrec.value[kept++] = e->letrec.value[i];
  }
  e->letrec.vars = kept;
  if (kept == 0) *place = e->letrec.body;
}

/* A LET of anything: true when it has gone. */
static bool convert_let(Closure *c, Core **place) {
  Core *e = *place;
  CoreVar *v = e->let.var;
  if (is_lifted(v)) {
    convert_lambda(c, e->let.value);
    *place = e->let.body;
    return true;
  }
  convert(c, &e->let.value);
  if (known(v)->in_cell) e->let.value = prim_call(c, v->span, "cell-new", e->let.value, NULL);
  return false;
}

static void convert(void *ctx, Core **place) {
  Closure *c = ctx;
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_VAR:
      if (known(e->var)->in_cell) *place = prim_call(c, e->span, "cell-read", e, NULL);
      return;
    case CORE_ASSIGN:
      convert(c, &e->assign.value);
      if (known(e->assign.var)->in_cell)
        *place = prim_call(c, e->span, "cell-write!", core_var(c->p->arena, e->span, e->assign.var),
                           e->assign.value);
      return;
    case CORE_LET:
      if (!convert_let(c, place)) place = &e->let.body;
      continue;
    case CORE_SEQ:
      convert(c, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      convert_letrec(c, place);
      if (*place == e) place = &e->letrec.body;
      continue;
    case CORE_JOIN:
      core_children(e, convert, c);
      for (int i = 0; i < e->join.joins; i++)
        e->join.join[i].body = put_params_in_cells(c, e->join.join[i].param, e->join.join[i].params,
                                                   e->join.join[i].body);
      return;
    case CORE_LAMBDA: convert_value(c, e); return;
    case CORE_CALL: convert_call(c, e); return;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_GLOBAL:
    case CORE_IF:
    case CORE_MATCH:
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_BLOCK:
    case CORE_EXIT:
    case CORE_LOOP:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_SWITCH:
    case CORE_JUMP:
    case CORE_FAIL:
    case CORE_CLOSURE: core_children(e, convert, c); return;
    }
  }
}

/* A variable in a cell is from here on the cell, and that is never assigned. */
static void settle_cells(Closure *c) {
  for (int i = 0; i < c->fns.len; i++)
    for (int j = 0; j < c->fns.data[i]->free.len; j++)
      c->fns.data[i]->free.data[j]->assigned = false;
}

static void convert_global(Pass *p, CoreGlobal *g) {
  Closure c = {.p = p, .top = g};
  int params = g->arity;
  Fn *top = c.here = new_fn(&c, NULL);
  bind_all(&c, g->param, params);
  collect(&c, &g->low);
  if (c.fns.len == 1) return;
  find_free(&c);
  find_cells(&c);
  c.here = top;
  convert(&c, &g->low);
  CoreVar **param = ARENA_ARRAY(p->arena, CoreVar *, params);
  for (int i = 0; i < params; i++) param[i] = g->param[i];
  g->low = put_params_in_cells(&c, param, params, g->low);
  if (params) g->param = param;
  settle_cells(&c);
}

void pass_closure(Pass *p) {
  int n = p->unit->globals.len; /* those made on the way are done already */
  for (int i = 0; i < n; i++)
    if (p->unit->globals.data[i]->low) convert_global(p, p->unit->globals.data[i]);
}
