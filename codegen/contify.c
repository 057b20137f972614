/* contify.c -- local functions that are only a place to go on become just that.
 *
 *   takes:     Core after match
 *   leaves:    a group of local functions that is always left to one and the same continuation is a CORE_JOIN, its calls are
 *              CORE_JUMPs: (rec loop ...) has become a loop inside the function around it
 *   keeps:     order of evaluation, spans
 *   see it:    --dump=contify
 *
 * Every expression is evaluated for a context: what is done with its value. An expression in tail position has the context of the
 * expression it is the tail of, anything else one of its own; the body of a function has one too. When all calls of a group
 * from outside of it have the same context, and those from inside are tail calls of its own bodies, then the bodies can stand
 * where that context begins, and a call is a jump. (Fluet and Weeks, Contification Using Dominators, 2001, calls this
 * A_call; the dominator analysis finds little more.) Inner groups are decided first, and their contexts are then the
 * ones they were put in. Nothing is copied, and a jump never leaves a C function. */
#include "codegen/passes.h"

#include <assert.h>

/* Where an expression begins whose value goes to one place. */
typedef struct Context {
  Core **root;
  int same_as; /* the context that this one turned out to be, or itself */
} Context;

typedef struct LocalCall {
  Core *call;
  int context;
} LocalCall;

/* A function with a name of its own. */
typedef struct Local {
  Core *lambda;
  int context;  /* of its body */
  bool escapes; /* used otherwise than called with just its number of arguments */
  VEC(LocalCall) calls;
} Local;

typedef struct Contify {
  Pass *p;
  VEC(Context) context;
} Contify;

/* A LET or LETREC of functions, from when its lambdas have been seen until its body has. */
typedef struct Group {
  Core **place;
  int context;   /* of the whole */
  int body_from; /* contexts from here on are in its body */
} Group;
typedef VEC(Group) Groups;

static void scan(Contify *c, Core **place, int context);

static int new_context(Contify *c, Core **root) {
  int k = c->context.len;
  vec_push(c->p->arena, &c->context, ((Context){root, k}));
  return k;
}

static int find(Contify *c, int k) {
  while (c->context.data[k].same_as != k)
    k = c->context.data[k].same_as = c->context.data[c->context.data[k].same_as].same_as;
  return k;
}

static void scan_value(void *ctx, Core **place) {
  if (!core_is_atom(*place) || (*place)->kind == CORE_VAR)
    scan(ctx, place, new_context(ctx, place));
}

static void plain_binders(CoreVar **v, int n) {
  for (int i = 0; i < n; i++) v[i]->note = NULL;
}

static Local *new_local(Contify *c, CoreVar *v, Core *lambda) {
  Local *f = v->note = ARENA_NEW(c->p->arena, Local);
  f->lambda = lambda;
  plain_binders(lambda->lambda.param, lambda->lambda.params);
  f->context = new_context(c, &lambda->lambda.body);
  return f;
}

static void scan_call(Contify *c, Core *e, int context) {
  Local *f = e->call.fn->kind == CORE_VAR ? e->call.fn->var->note : NULL;
  if (f && e->call.args == f->lambda->lambda.params)
    vec_push(c->p->arena, &f->calls, ((LocalCall){e, context}));
  else scan_value(c, &e->call.fn);
  for (int i = 0; i < e->call.args; i++) scan_value(c, &e->call.arg[i]);
}

/* --- Deciding ------------------------------------------------------------------------------------- */

static bool is_local_group(const Core *e) {
  if (e->kind == CORE_LET) return e->let.value->kind == CORE_LAMBDA && !e->let.var->assigned;
  if (e->kind != CORE_LETREC) return false;
  for (int i = 0; i < e->letrec.vars; i++)
    if (e->letrec.value[i]->kind != CORE_LAMBDA) return false;
  return true;
}

static int group_size(const Core *e) { return e->kind == CORE_LET ? 1 : e->letrec.vars; }
static CoreVar *group_var(const Core *e, int i) {
  return e->kind == CORE_LET ? e->let.var : e->letrec.var[i];
}
static Core **group_body(Core *e) { return e->kind == CORE_LET ? &e->let.body : &e->letrec.body; }

static bool is_own_context(Contify *c, const Core *e, int k) {
  for (int i = 0; i < group_size(e); i++)
    if (find(c, ((Local *)group_var(e, i)->note)->context) == k) return true;
  return false;
}

/* The one context that all calls from outside of the group have; -1 when it cannot be contified. */
static int common_context(Contify *c, const Group *g) {
  Core *e = *g->place;
  int common = -1;
  for (int i = 0; i < group_size(e); i++) {
    Local *f = group_var(e, i)->note;
    if (f->escapes) return -1;
    for (int j = 0; j < f->calls.len; j++) {
      int k = find(c, f->calls.data[j].context);
      if (is_own_context(c, e, k)) continue;
      if (common >= 0 && k != common) return -1;
      common = k;
    }
  }
  return common == find(c, g->context) || common >= g->body_from ? common : -1;
}

static Core *make_join(Contify *c, Core *e) {
  Core *join = core_new(c->p->arena, CORE_JOIN, e->span);
  int n = join->join.joins = group_size(e);
  join->join.join = ARENA_ARRAY(c->p->arena, CoreJoin, n);
  for (int i = 0; i < n; i++) {
    CoreVar *label = group_var(e, i);
    Local *f = label->note;
    Core *lambda = f->lambda;
    join->join.join[i] =
        (CoreJoin){label, lambda->lambda.param, lambda->lambda.params, lambda->lambda.body};
    for (int j = 0; j < f->calls.len; j++) {
      Core *call = f->calls.data[j].call, **arg = call->call.arg;
      int args = call->call.args;
      call->kind = CORE_JUMP;
      call->jump.label = label;
      call->jump.arg = arg;
      call->jump.args = args;
    }
  }
  return join;
}

static void decide(Contify *c, const Group *g) {
  Core *e = *g->place;
  int k = common_context(c, g);
  if (k < 0) return;
  Core *join = make_join(c, e);
  if (k == find(c, g->context)) {
    join->join.body = *group_body(e);
    *g->place = join;
  } else {
    Core **root = c->context.data[k].root;
    *g->place = *group_body(e);
    join->join.body = *root;
    *root = join;
  }
  for (int i = 0; i < group_size(e); i++) {
    Local *f = group_var(e, i)->note;
    c->context.data[f->context].same_as = k;
    group_var(e, i)->note = NULL;
  }
}

/* --- Walking -------------------------------------------------------------------------------------- */

static void scan_group(Contify *c, Groups *groups, Core **place, int context) {
  Core *e = *place;
  int n = group_size(e);
  for (int i = 0; i < n; i++)
    new_local(c, group_var(e, i), e->kind == CORE_LET ? e->let.value : e->letrec.value[i]);
  for (int i = 0; i < n; i++) {
    Local *f = group_var(e, i)->note;
    scan(c, &f->lambda->lambda.body, f->context);
  }
  vec_push(c->p->arena, groups, ((Group){place, context, c->context.len}));
}

static void scan_joins(Contify *c, Core *e, int context) {
  for (int i = 0; i < e->join.joins; i++) {
    plain_binders(e->join.join[i].param, e->join.join[i].params);
    scan(c, &e->join.join[i].body, context);
  }
}

/* The chain of bindings from *place on; the groups met are decided on the way back. */
static void scan(Contify *c, Core **place, int context) {
  Groups groups = {0};
  for (bool more = true; more;) {
    Core *e = *place;
    if (is_local_group(e)) {
      scan_group(c, &groups, place, context);
      place = group_body(e);
      continue;
    }
    switch (e->kind) {
    case CORE_LET:
      e->let.var->note = NULL;
      scan_value(c, &e->let.value);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      scan_value(c, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      plain_binders(e->letrec.var, e->letrec.vars);
      for (int i = 0; i < e->letrec.vars; i++) scan_value(c, &e->letrec.value[i]);
      place = &e->letrec.body;
      continue;
    case CORE_BLOCK:
      e->block.label->depth = context;
      place = &e->block.body;
      continue;
    case CORE_JOIN:
      scan_joins(c, e, context);
      place = &e->join.body;
      continue;
    case CORE_EXIT:
      context = e->exit.label->depth;
      place = &e->exit.value;
      continue;
    case CORE_VAR:
      if (e->var->note) ((Local *)e->var->note)->escapes = true;
      break;
    case CORE_CALL: scan_call(c, e, context); break;
    case CORE_LAMBDA:
      plain_binders(e->lambda.param, e->lambda.params);
      scan_value(c, &e->lambda.body);
      break;
    case CORE_IF:
      scan_value(c, &e->iff.cond);
      scan(c, &e->iff.then, context);
      place = &e->iff.otherwise;
      continue;
    case CORE_SWITCH:
      scan_value(c, &e->sw.value);
      for (int i = 0; i < e->sw.arms; i++) scan(c, &e->sw.arm[i].body, context);
      if (e->sw.otherwise) scan(c, &e->sw.otherwise, context);
      break;
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_LOOP:
    case CORE_ASSIGN:
    case CORE_JUMP: core_children(e, scan_value, c); break;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_GLOBAL:
    case CORE_ADDRESS:
    case CORE_FAIL:
    case CORE_CLOSURE: break;
    case CORE_MATCH:
    case CORE_HOLE: assert(!"gone by now");
    }
    more = false;
  }
  while (groups.len--) decide(c, &groups.data[groups.len]);
}

void pass_contify(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->low) continue;
    Contify c = {.p = p};
    plain_binders(g->param, g->arity);
    scan(&c, &g->low, new_context(&c, &g->low));
  }
}
