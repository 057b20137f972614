/* specialise.c -- copies of functions for what is known of their arguments.
 *
 *   takes:     simplified Core
 *   leaves:    a function called with a known dictionary or a top-level function has a copy in which that parameter is a constant;
 *              there is one copy for each combination. A recursive function called with a lambda that it passes on unchanged is
 *              a local loop at the place of the call, in which the lambda can be inlined
 *   keeps:     order of evaluation
 *   see it:    --dump=specialise
 *
 * This one mechanism takes type classes and higher-order calls away: (fold f a xs) becomes the loop that one would have
 * written. Library code in a copy has no positions of its own: messages name the place in the script (CoreGlobal.is_copy). */
#include "base/map.h"
#include "codegen/pack.h"
#include "codegen/passes.h"

enum {
  COPIES = 1000,       /* in one program */
  COPIES_EACH = 60,    /* of one function */
  CONSTANT_NODES = 30, /* of a dictionary; polymorphic recursion makes them grow without end */
  LOOP_DEPTH = 12,     /* loops made of calls that came about by inlining */
  BODY_NODES = 2000,   /* a larger function is not copied */
};

/* One copy for constant arguments. */
typedef struct Variant {
  CoreGlobal *copy;
  Core **arg; /* NULL where it is a parameter of the copy as well */
  struct Variant *next;
} Variant;

typedef struct Specialiser {
  Pass *p;
  Map variants;  /* function to its list of Variant */
  Map functions; /* local variables that are functions, or data made of some */
  int copies;
} Specialiser;

/* --- What is constant ------------------------------------------------------------------------------- */

static bool is_constant(const Core *e, int *budget) {
  if (--*budget < 0) return false;
  if (e->kind == CORE_GLOBAL) {
    const CoreGlobal *g = e->global;
    return g->kind == GLOBAL_INSTANCE ||
           ((g->kind == GLOBAL_FUNCTION || g->kind == GLOBAL_PRIM || g->kind == GLOBAL_CTOR) &&
            g->arity > 0);
  }
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL ||
      e->call.fn->global->kind != GLOBAL_INSTANCE)
    return false;
  for (int i = 0; i < e->call.args; i++)
    if (!is_constant(e->call.arg[i], budget)) return false;
  return true;
}

static bool same_constant(const Core *a, const Core *b) {
  if (a->kind != b->kind) return false;
  if (a->kind == CORE_GLOBAL) {
    if (a->global->kind == GLOBAL_PRIM && b->global->kind == GLOBAL_PRIM)
      return a->global->prim == b->global->prim;
    return a->global == b->global;
  }
  if (a->call.fn->global != b->call.fn->global || a->call.args != b->call.args) return false;
  for (int i = 0; i < a->call.args; i++)
    if (!same_constant(a->call.arg[i], b->call.arg[i])) return false;
  return true;
}

static void measure(void *ctx, Core **place) {
  int *budget = ctx;
  if (--*budget > 0) core_children(*place, measure, budget);
}

static bool is_copyable(Pass *p, CoreGlobal *g) {
  if (g->kind != GLOBAL_FUNCTION || g->arity == 0) return false;
  core_unpack(p->arena, p->next_id, g);
  if (!g->body) return false;
  global_finish(p, g);
  int budget = BODY_NODES;
  measure(&budget, &g->body);
  return budget > 0;
}

/* --- Copies for constants --------------------------------------------------------------------------- */

static Core **constant_arguments(Arena *a, const Core *call, int arity, int *count) {
  Core **arg = NULL;
  *count = 0;
  for (int i = 0; i < arity; i++) {
    int budget = CONSTANT_NODES;
    if (!is_constant(call->call.arg[i], &budget)) continue;
    if (!arg) arg = ARENA_ARRAY(a, Core *, arity);
    arg[i] = call->call.arg[i];
    ++*count;
  }
  return arg;
}

static Variant *find_variant(const Specialiser *s, const CoreGlobal *g, Core **arg, int *length) {
  *length = 0;
  for (Variant *v = map_get(&s->variants, g); v; v = v->next, ++*length) {
    bool same = true;
    for (int i = 0; i < g->arity && same; i++)
      same =
          (v->arg[i] == NULL) == (arg[i] == NULL) && (!arg[i] || same_constant(v->arg[i], arg[i]));
    if (same) return v;
  }
  return NULL;
}

typedef struct Again {
  Pass *p;
  const CoreGlobal *g;
  CoreVar **param; /* of the copy, all of them */
  const Variant *variant;
} Again;

static void call_copy(Pass *p, Core *e, const Variant *v, int arity);

/* Calls in a copy that pass the constant parameters on are calls of the copy: it is as recursive as the function was. */
static void call_again(void *ctx, Core **place) {
  const Again *again = ctx;
  Core *e = *place;
  core_children(e, call_again, ctx);
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL || e->call.fn->global != again->g ||
      e->call.args < again->g->arity)
    return;
  for (int i = 0; i < again->g->arity; i++) {
    const Core *arg = e->call.arg[i];
    if (again->variant->arg[i] &&
        (arg->kind != CORE_VAR || arg->var != again->param[i] || arg->var->assigned))
      return;
  }
  call_copy(again->p, e, again->variant, again->g->arity);
}

/* Without constants the copy may be left with no parameter at all: then it keeps one that nobody looks at. */
static void give_a_parameter(Pass *p, CoreGlobal *copy) {
  if (copy->arity > 0) return;
  copy->param = ARENA_ARRAY(p->arena, CoreVar *, 1);
  copy->param[0] = core_fresh(p->arena, p->next_id, NULL, copy->span);
  copy->arity = 1;
}

/* The instance or function that a constant is, or is made by. */
static const CoreGlobal *root(const Core *constant) {
  return constant->kind == CORE_GLOBAL ? constant->global : constant->call.fn->global;
}

static Variant *add_variant(Specialiser *s, CoreGlobal *g, Core **constant, int constants) {
  Pass *p = s->p;
  Span nowhere = {0};
  Variant *v = ARENA_NEW(p->arena, Variant);
  CoreGlobal *copy = v->copy = pass_global(p, GLOBAL_FUNCTION, g, g->name, g->span);
  Core *lambda = core_lambda(p->arena, g->body->span, g->param, g->arity, g->body);
  lambda = core_copy(p->arena, p->next_id, lambda, g->is_library ? &nowhere : NULL, 0);
  copy->is_copy = g->is_library || g->is_copy;
  copy->body = lambda->lambda.body;
  copy->param = ARENA_ARRAY(p->arena, CoreVar *, g->arity - constants);
  v->arg = constant;
  for (int i = 0; i < g->arity; i++)
    if (!constant[i]) copy->param[copy->arity++] = lambda->lambda.param[i];
  give_a_parameter(p, copy);
  Again again = {p, g, lambda->lambda.param, v};
  call_again(&again, &copy->body);
  for (int i = g->arity - 1; i >= 0; i--) {
    if (!constant[i]) continue;
    Core *value = core_copy(p->arena, p->next_id, constant[i], NULL, 0);
    copy->body = core_let(p->arena, nowhere, lambda->lambda.param[i], value, copy->body);
  }
  for (int i = 0; i < g->arity; i++)
    if (constant[i])
      pass_remark(p, copy, "a copy of `%s` for %s", global_label(g),
                  global_label(root(constant[i])));
  v->next = map_get(&s->variants, g);
  map_put(p->arena, &s->variants, g, v);
  s->copies++;
  p->changed = true;
  return v;
}

static void call_copy(Pass *p, Core *e, const Variant *v, int arity) {
  int kept = 0;
  Core **arg = ARENA_ARRAY(p->arena, Core *, e->call.args + 1);
  for (int i = 0; i < e->call.args; i++)
    if (i >= arity || !v->arg[i]) arg[kept++] = e->call.arg[i];
  if (kept < v->copy->arity + e->call.args - arity) { /* nothing but constants */
    for (int i = kept++; i > 0; i--) arg[i] = arg[i - 1];
    arg[0] = core_word(p->arena, e->span, 0);
  }
  e->call.fn = core_global(p->arena, e->call.fn->span, v->copy);
  e->call.arg = arg;
  e->call.args = kept;
}

static bool specialise_constants(Specialiser *s, Core *e) {
  Pass *p = s->p;
  CoreGlobal *g = e->call.fn->global;
  int constants, known;
  Core **arg = constant_arguments(p->arena, e, g->arity, &constants);
  if (!arg) return false;
  Variant *v = find_variant(s, g, arg, &known);
  if (!v) {
    if (known >= COPIES_EACH || s->copies >= COPIES || !is_copyable(p, g)) {
      pass_remark(
          p, p->here, "no copy of `%s` for what is known of its arguments: %s", global_label(g),
          known >= COPIES_EACH || s->copies >= COPIES ? "there are too many" : "it is too large");
      return false;
    }
    v = add_variant(s, g, arg, constants);
  }
  call_copy(p, e, v, g->arity);
  return true;
}

/* --- Loops for lambdas ------------------------------------------------------------------------------ */

typedef struct Statics {
  const CoreGlobal *g;
  bool *is_static; /* parameters that every call of g in its own body passes on as they are */
  bool escapes;    /* g is used other than called with all its arguments */
  int calls;
} Statics;

static void find_statics(void *ctx, Core **place) {
  Statics *s = ctx;
  Core *e = *place;
  if (e->kind == CORE_GLOBAL && e->global == s->g) s->escapes = true;
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL || e->call.fn->global != s->g ||
      e->call.args < s->g->arity) {
    core_children(e, find_statics, s);
    return;
  }
  s->calls++;
  for (int i = 0; i < e->call.args; i++) {
    const Core *arg = e->call.arg[i];
    if (i < s->g->arity && (arg->kind != CORE_VAR || arg->var != s->g->param[i]))
      s->is_static[i] = false;
    find_statics(s, &e->call.arg[i]);
  }
}

typedef struct Redirect {
  Pass *p;
  const CoreGlobal *g;
  const bool *is_static;
  CoreVar *loop;
} Redirect;

/* Calls of the function become calls of the loop, without what does not change. */
static void redirect(void *ctx, Core **place) {
  Redirect *r = ctx;
  Core *e = *place;
  core_children(e, redirect, r);
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL || e->call.fn->global != r->g) return;
  int kept = 0;
  Core **arg = ARENA_ARRAY(r->p->arena, Core *, e->call.args + 1);
  for (int i = 0; i < e->call.args; i++)
    if (i >= r->g->arity || !r->is_static[i]) arg[kept++] = e->call.arg[i];
  if (kept == 0) arg[kept++] = core_word(r->p->arena, e->span, 0);
  e->call.fn = core_var(r->p->arena, e->call.fn->span, r->loop);
  e->call.arg = arg;
  e->call.args = kept;
}

/* A lambda, or data with a lambda in it, such as an iterator; a variable bound to one. */
static bool is_functional(const Specialiser *s, const Core *e) {
  if (e->kind == CORE_LAMBDA) return true;
  if (e->kind == CORE_VAR) return map_get(&s->functions, e->var) != NULL;
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL ||
      e->call.fn->global->kind != GLOBAL_CTOR)
    return false;
  for (int i = 0; i < e->call.args; i++)
    if (is_functional(s, e->call.arg[i])) return true;
  return false;
}

static bool has_static_function(const Specialiser *s, const Core *e, const Statics *st) {
  for (int i = 0; i < st->g->arity; i++)
    if (st->is_static[i] && is_functional(s, e->call.arg[i])) return true;
  return false;
}

/* (g lambda x) as (let (f lambda) (letrec (loop (fn (x) ...)) (loop x))). */
static Core *make_loop(Pass *p, Core *e, const Statics *st) {
  CoreGlobal *g = e->call.fn->global;
  Span nowhere = {0}, at = e->span;
  Core *fn = core_lambda(p->arena, g->body->span, g->param, g->arity, g->body);
  fn =
      core_copy(p->arena, p->next_id, fn, g->is_library || g->is_copy ? &at : NULL, e->inlined + 1);
  CoreVar *loop = core_fresh(p->arena, p->next_id, g->name, at);
  Redirect r = {p, g, st->is_static, loop};
  redirect(&r, &fn->lambda.body);
  CoreVar **param = ARENA_ARRAY(p->arena, CoreVar *, g->arity + 1),
          **given = ARENA_ARRAY(p->arena, CoreVar *, g->arity);
  Core **arg = ARENA_ARRAY(p->arena, Core *, e->call.args + 1);
  int kept = 0;
  for (int i = 0; i < g->arity; i++) {
    given[i] = fn->lambda.param[i];
    if (st->is_static[i]) continue;
    given[i] = core_fresh(p->arena, p->next_id, given[i]->name, at);
    arg[kept] = core_var(p->arena, at, given[i]);
    param[kept++] = fn->lambda.param[i];
  }
  int params = kept;
  if (params == 0) {
    param[params++] = core_fresh(p->arena, p->next_id, NULL, nowhere);
    arg[kept++] = core_word(p->arena, at, 0);
  }
  Core *rec = core_new(p->arena, CORE_LETREC, at);
  rec->letrec.vars = 1;
  rec->letrec.var = ARENA_NEW(p->arena, CoreVar *);
  rec->letrec.value = ARENA_NEW(p->arena, Core *);
  rec->letrec.var[0] = loop;
  rec->letrec.value[0] = core_lambda(p->arena, at, param, params, fn->lambda.body);
  rec->letrec.body = core_call(p->arena, at, core_var(p->arena, at, loop), arg, kept);
  Core *all = rec;
  for (int i = g->arity - 1; i >= 0; i--)
    all = core_let(p->arena, at, given[i], e->call.arg[i], all);
  return all;
}

static bool specialise_functions(Specialiser *s, Core **place) {
  Core *e = *place;
  CoreGlobal *g = e->call.fn->global;
  bool some = false;
  for (int i = 0; i < g->arity; i++) some |= is_functional(s, e->call.arg[i]);
  if (!some || e->call.args != g->arity || e->inlined > LOOP_DEPTH || !is_copyable(s->p, g))
    return false;
  Statics st = {.g = g, .is_static = ARENA_ARRAY(s->p->arena, bool, g->arity)};
  for (int i = 0; i < g->arity; i++) st.is_static[i] = !g->param[i]->assigned;
  find_statics(&st, &g->body);
  if (st.escapes || st.calls == 0 || !has_static_function(s, e, &st)) {
    if (st.calls)
      pass_remark(s->p, s->p->here, "no loop for `%s`: it does not pass its function on unchanged",
                  global_label(g));
    return false;
  }
  pass_remark(s->p, s->p->here, "a loop for the call of `%s`: its function is known",
              global_label(g));
  *place = make_loop(s->p, e, &st);
  s->p->changed = true;
  return true;
}

/* --- Walking ---------------------------------------------------------------------------------------- */

static void visit(void *ctx, Core **place) {
  Specialiser *s = ctx;
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      visit(s, &e->let.value);
      if (!e->let.var->assigned && is_functional(s, e->let.value))
        map_put(s->p->arena, &s->functions, e->let.var, e);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      visit(s, &e->seq.first);
      place = &e->seq.second;
    } else {
      core_children(e, visit, s);
      if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL) return;
      CoreGlobal *g = e->call.fn->global;
      if (g->kind != GLOBAL_FUNCTION || g->arity == 0 || e->call.args < g->arity) return;
      if (!specialise_constants(s, e)) specialise_functions(s, place);
      return;
    }
  }
}

void pass_specialise(Pass *p) {
  if (!p->specialised) p->specialised = ARENA_NEW(p->arena, Specialiser);
  Specialiser *s = p->specialised;
  s->p = p;
  s->functions = (Map){0};
  for (int i = 0; i < p->unit->globals.len; i++) {
    p->here = p->unit->globals.data[i];
    if (p->here->body) visit(s, &p->unit->globals.data[i]->body);
  }
}
