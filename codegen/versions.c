/* versions.c -- loops for small Integers.
 *
 *   takes:     Core after modcons
 *   leaves:    a loop (a function that ends in a call of itself is one) that computes with Integers from outside of its body is
 *              there twice, the first for when all of them are small
 *   keeps:     order of evaluation, spans
 *   see it:    --dump=versions
 *
 * Exact arithmetic tests each operand, and what comes out of the rare path is any Integer: so one test says nothing to the next.
 * Testing all of them at the beginning of the body, without a way back from the second loop into the first, lets pass ranges
 * drop those tests. Where it finds that they are always small, the test and the second version go again. Of nested loops the
 * outermost one is doubled that is not too large. */
#include "codegen/passes.h"

#include <string.h>

enum {
  BODY_NODES = 150, /* a larger body is not doubled */
  GROWTH = 2500,    /* of a program, in nodes: C compilers take their time for each */
  TESTED = 6,       /* Integers that one test looks at */
  GAIN = 2,         /* operations that become cheaper, at least */
};

typedef struct Version {
  Pass *p;
  CoreVar *tested[TESTED];
  int count;
  int nodes, gain;
} Version;

/* Does the primitive test whether its arguments are small? */
static bool tests_operands(const Core *e) {
  static const char *const names[] = {"int-add", "int-sub", "int-mul", "int-quot", "int-rem",
                                      "int-div", "int-mod", "int-eq",  "int-lt",   "int-le",
                                      "int-cmp", "int-and", "int-neg", "int-abs"};
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL ||
      e->call.fn->global->kind != GLOBAL_PRIM)
    return false;
  const char *name = prim_info(e->call.fn->global->prim)->name;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

/* --- What a body is like ---------------------------------------------------------------------------- */

/* The note of a variable that is bound in the body; that of a copy of one from outside is that one. */
static const char bound_inside[] = "inside";

static void bind(CoreVar **v, int n) {
  for (int i = 0; i < n; i++) v[i]->note = (void *)bound_inside;
}

static void bind_let(const Core *e) {
  const Core *value = e->let.value;
  bool is_copy = value->kind == CORE_VAR && !e->let.var->assigned;
  e->let.var->note = !is_copy           ? (void *)bound_inside
                     : value->var->note ? value->var->note
                                        : value->var;
}

static void bind_all(void *ctx, Core **place) {
  Core *e = *place;
  if (e->kind == CORE_LET) bind_let(e);
  if (e->kind == CORE_LETREC) bind(e->letrec.var, e->letrec.vars);
  for (int i = 0; e->kind == CORE_JOIN && i < e->join.joins; i++)
    bind(e->join.join[i].param, e->join.join[i].params);
  core_children(e, bind_all, ctx);
}

static bool is_tested(const Version *v, const CoreVar *var) {
  for (int i = 0; i < v->count; i++)
    if (v->tested[i] == var) return true;
  return false;
}

static void look_at_operation(Version *v, const Core *e) {
  bool gains = false;
  for (int i = 0; i < e->call.args; i++) {
    const Core *arg = e->call.arg[i];
    CoreVar *x = arg->kind == CORE_VAR ? arg->var : NULL;
    if (!x || x->note == bound_inside) continue;
    if (x->note) x = x->note;
    if (!is_tested(v, x)) {
      if (v->count == TESTED) continue;
      v->tested[v->count++] = x;
    }
    gains = true;
  }
  v->gain += gains;
}

static void look(void *ctx, Core **place) {
  Version *v = ctx;
  const Core *e = *place;
  v->nodes++;
  if (tests_operands(e)) look_at_operation(v, e);
  if (v->nodes <= BODY_NODES) core_children(*place, look, v);
}

/* --- Rewriting -------------------------------------------------------------------------------------- */

static Core *prim(Pass *p, Span at, const char *name) {
  return core_global(p->arena, at, pass_prim(p, name));
}

static Core *small_test(const Version *v, Span at) {
  Arena *a = v->p->arena;
  Core *all = core_var(a, at, v->tested[0]);
  for (int i = 1; i < v->count; i++)
    all = core_call2(a, at, prim(v->p, at, "small-and"), all, core_var(a, at, v->tested[i]));
  return core_call1(a, at, prim(v->p, at, "small?"), all);
}

static void clear(void *ctx, Core **place) {
  Core *e = *place;
  if (e->kind == CORE_VAR) e->var->note = NULL;
  core_children(e, clear, ctx);
}

/* The test that decides between two versions of *body, NULL when they are not worth it. */
static Core *worth_testing(Pass *p, Core **body) {
  Version v = {.p = p};
  clear(NULL, body);
  bind_all(NULL, body);
  look(&v, body);
  if (v.gain < GAIN) return NULL;
  if (v.nodes > BODY_NODES) {
    pass_remark(p, p->here, "no loop for small Integers: it is too large");
    return NULL;
  }
  if (p->doubled + v.nodes > GROWTH) {
    pass_remark(p, p->here, "no loop for small Integers: the program has enough of them");
    return NULL;
  }
  p->doubled += v.nodes;
  pass_remark(p, p->here, "a loop for small Integers, and one for all");
  return small_test(&v, (*body)->span);
}

/* A LOOP is (seq (block slow (loop (if small? version (exit slow 0)))) (loop body)). */
static bool version_loop(Pass *p, Core **place) {
  Core *e = *place, *test = worth_testing(p, &e->loop.body);
  Arena *a = p->arena;
  Span at = e->span;
  if (!test) return false;
  Core *slow = core_copy(a, p->next_id, e, NULL, 0), *block = core_new(a, CORE_BLOCK, at),
       *leave = core_new(a, CORE_EXIT, at);
  block->block.label = leave->exit.label = core_fresh(a, p->next_id, NULL, at);
  leave->exit.value = core_word(a, at, 0);
  e->loop.body = core_if(a, at, test, e->loop.body, leave);
  block->block.body = e;
  *place = core_seq(a, at, block, slow);
  return true;
}

typedef struct Redirect {
  const CoreVar *from;
  CoreVar *to;
} Redirect;

static void redirect(void *ctx, Core **place) {
  const Redirect *r = ctx;
  Core *e = *place;
  if (e->kind == CORE_JUMP && e->jump.label == r->from) e->jump.label = r->to;
  core_children(e, redirect, ctx);
}

/* (join ((l (x) body)) start) is (join ((l (x) (if small? body (jump slow x))) (slow (y) version)) start). */
static void add_slow_join(Pass *p, Core *e, int i, Core *test) {
  Arena *a = p->arena;
  CoreJoin *fast = &e->join.join[i], *all = ARENA_ARRAY(a, CoreJoin, e->join.joins + 1);
  Span at = e->span;
  Core *copy = core_lambda(a, at, fast->param, fast->params, fast->body);
  copy = core_copy(a, p->next_id, copy, NULL, 0);
  CoreJoin slow = {core_fresh(a, p->next_id, fast->label->name, at),
                   fast->params ? copy->lambda.param : NULL, fast->params,
                   fast->params ? copy->lambda.body : copy};
  Redirect r = {fast->label, slow.label};
  redirect(&r, &slow.body);
  Core *leave = core_new(a, CORE_JUMP, at);
  leave->jump.label = slow.label;
  leave->jump.args = fast->params;
  leave->jump.arg = ARENA_ARRAY(a, Core *, fast->params + 1);
  for (int k = 0; k < fast->params; k++) leave->jump.arg[k] = core_var(a, at, fast->param[k]);
  fast->body = core_if(a, at, test, fast->body, leave);
  memcpy(all, e->join.join, (size_t)e->join.joins * sizeof *all);
  all[e->join.joins++] = slow;
  e->join.join = all;
}

static bool version_joins(Pass *p, Core *e) {
  bool done = false;
  for (int i = 0, joins = e->join.joins; i < joins; i++) {
    Core *test = core_jumps_back(e, i) ? worth_testing(p, &e->join.join[i].body) : NULL;
    if (!test) continue;
    add_slow_join(p, e, i, test);
    done = true;
  }
  return done;
}

/* The outermost loops for which it is worth it. */
static void visit(void *ctx, Core **place) {
  Core *e = *place;
  if (e->kind == CORE_LOOP && version_loop(ctx, place)) return;
  if (e->kind == CORE_JOIN && version_joins(ctx, e)) visit(ctx, &e->join.body);
  else core_children(e, visit, ctx);
}

/* Does *place end in a call of g? */
static bool ends_in_call(Core **place, const CoreGlobal *g) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) place = &e->let.body;
    else if (e->kind == CORE_SEQ) place = &e->seq.second;
    else break;
  }
  Core *e = *place;
  if (e->kind == CORE_CALL) return e->call.fn->kind == CORE_GLOBAL && e->call.fn->global == g;
  bool found = false;
  if (e->kind == CORE_IF)
    found = ends_in_call(&e->iff.then, g) || ends_in_call(&e->iff.otherwise, g);
  for (int i = 0; e->kind == CORE_SWITCH && i < e->sw.arms; i++)
    found |= ends_in_call(&e->sw.arm[i].body, g);
  if (e->kind == CORE_SWITCH && e->sw.otherwise) found |= ends_in_call(&e->sw.otherwise, g);
  return found;
}

void pass_versions(Pass *p) {
  if (p->mode != EMIT_CC) return;
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->low) continue;
    p->here = g;
    Core *test = ends_in_call(&g->low, g) ? worth_testing(p, &g->low) : NULL;
    if (test) {
      Core *small = core_copy(p->arena, p->next_id, g->low, NULL, 0);
      g->low = core_if(p->arena, g->span, test, small, g->low);
    } else {
      visit(p, &g->low);
    }
  }
}
