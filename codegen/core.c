/* core.c -- making, walking and copying Core. What the nodes mean is in core.h. */
#include "codegen/core.h"

#include "base/map.h"
#include "codegen/prims.h"

#include <assert.h>
#include <stdlib.h>

enum {
  PURE_NODES = 200
}; /* what is larger is not looked through, so that asking again and again stays cheap */

Core *core_new(Arena *a, CoreKind kind, Span span) {
  Core *e = ARENA_NEW(a, Core);
  e->kind = kind;
  e->span = span;
  return e;
}

Core *core_var(Arena *a, Span span, CoreVar *var) {
  Core *e = core_new(a, CORE_VAR, span);
  e->var = var;
  return e;
}

Core *core_global(Arena *a, Span span, CoreGlobal *global) {
  Core *e = core_new(a, CORE_GLOBAL, span);
  e->global = global;
  return e;
}

static Core **join_args(Arena *a, Core **x, int n, Core **y, int m) {
  Core **all = ARENA_ARRAY(a, Core *, n + m);
  memcpy(all, x, sizeof *x * (size_t)n);
  memcpy(all + n, y, sizeof *y * (size_t)m);
  return all;
}

Core *core_call(Arena *a, Span span, Core *fn, Core **arg, int args) {
  if (args == 0) return fn;
  Core *e = core_new(a, CORE_CALL, span);
  if (fn->kind == CORE_CALL && fn->call.fn->kind == CORE_GLOBAL) {
    e->call.arg = join_args(a, fn->call.arg, fn->call.args, arg, args);
    e->call.args = fn->call.args + args;
    e->call.fn = fn->call.fn;
    return e;
  }
  e->call.fn = fn;
  e->call.arg = arg;
  e->call.args = args;
  return e;
}

Core *core_call1(Arena *a, Span span, Core *fn, Core *x) {
  Core **arg = ARENA_ARRAY(a, Core *, 1);
  arg[0] = x;
  return core_call(a, span, fn, arg, 1);
}

Core *core_call2(Arena *a, Span span, Core *fn, Core *x, Core *y) {
  Core **arg = ARENA_ARRAY(a, Core *, 2);
  arg[0] = x;
  arg[1] = y;
  return core_call(a, span, fn, arg, 2);
}

Core *core_word(Arena *a, Span span, uint64_t word) {
  Core *e = core_new(a, CORE_WORD, span);
  e->word = word;
  return e;
}

Core *core_string(Arena *a, Span span, const char *text, uint32_t size) {
  Core *e = core_new(a, CORE_STRING, span);
  e->text = text;
  e->size = size;
  return e;
}

Core *core_let(Arena *a, Span span, CoreVar *var, Core *value, Core *body) {
  Core *e = core_new(a, CORE_LET, span);
  e->let.var = var;
  e->let.value = value;
  e->let.body = body;
  return e;
}

Core *core_seq(Arena *a, Span span, Core *first, Core *second) {
  Core *e = core_new(a, CORE_SEQ, span);
  e->seq.first = first;
  e->seq.second = second;
  return e;
}

Core *core_if(Arena *a, Span span, Core *cond, Core *then, Core *otherwise) {
  Core *e = core_new(a, CORE_IF, span);
  e->iff.cond = cond;
  e->iff.then = then;
  e->iff.otherwise = otherwise;
  return e;
}

Core *core_method(Arena *a, Span span, Core *dict, int slot) {
  Core *e = core_new(a, CORE_METHOD, span);
  e->method.dict = dict;
  e->method.slot = slot;
  return e;
}

Core *core_field(Arena *a, Span span, Core *value, Ctor *ctor, int index) {
  Core *e = core_new(a, CORE_FIELD, span);
  e->field.value = value;
  e->field.ctor = ctor;
  e->field.index = index;
  return e;
}

Core *core_lambda(Arena *a, Span span, CoreVar **param, int params, Core *body) {
  if (params == 0) return body;
  Core *e = core_new(a, CORE_LAMBDA, span);
  e->lambda.param = param;
  e->lambda.params = params;
  e->lambda.body = body;
  return e;
}

CoreVar *core_fresh(Arena *a, int *next_id, const Sym *name, Span span) {
  CoreVar *v = ARENA_NEW(a, CoreVar);
  v->name = name;
  v->span = span;
  v->id = (*next_id)++;
  return v;
}

uint64_t core_ctor_word(const Ctor *ctor) {
  assert(ctor->arity == 0);
  return ctor->type->repr == REPR_HEADER ? (uint64_t)ctor->index << 4 | 1 : (uint64_t)ctor->index;
}

bool core_digits_fit(const char *digits, int64_t *n) {
  bool negative = *digits == '-';
  uint64_t sum = 0, limit = negative ? (uint64_t)1 << 63 : INT64_MAX;
  for (const char *p = digits + negative; *p; p++) {
    uint64_t digit = (uint64_t)(*p - '0');
    if (sum > (limit - digit) / 10) return false;
    sum = sum * 10 + digit;
  }
  *n = negative ? (int64_t)(0 - sum) : (int64_t)sum;
  return true;
}

/* --- Walking ------------------------------------------------------------------------------------ */

static void pattern_children(CorePat *p, void (*visit)(void *, Core **), void *ctx) {
  if (p->kind == PAT_TEST) visit(ctx, &p->test);
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) pattern_children(p->sub[i], visit, ctx);
}

void core_children(Core *e, void (*visit)(void *ctx, Core **child), void *ctx) {
  switch (e->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_VAR:
  case CORE_GLOBAL:
  case CORE_ADDRESS:
  case CORE_FAIL:
  case CORE_CLOSURE: return;
  case CORE_CALL:
    visit(ctx, &e->call.fn);
    for (int i = 0; i < e->call.args; i++) visit(ctx, &e->call.arg[i]);
    return;
  case CORE_LAMBDA: visit(ctx, &e->lambda.body); return;
  case CORE_LET:
    visit(ctx, &e->let.value);
    visit(ctx, &e->let.body);
    return;
  case CORE_LETREC:
    for (int i = 0; i < e->letrec.vars; i++) visit(ctx, &e->letrec.value[i]);
    visit(ctx, &e->letrec.body);
    return;
  case CORE_IF:
    visit(ctx, &e->iff.cond);
    visit(ctx, &e->iff.then);
    visit(ctx, &e->iff.otherwise);
    return;
  case CORE_MATCH:
    visit(ctx, &e->match.value);
    for (int i = 0; i < e->match.branches; i++) {
      pattern_children(e->match.branch[i].pat, visit, ctx);
      visit(ctx, &e->match.branch[i].body);
    }
    return;
  case CORE_SEQ:
    visit(ctx, &e->seq.first);
    visit(ctx, &e->seq.second);
    return;
  case CORE_METHOD: visit(ctx, &e->method.dict); return;
  case CORE_FIELD: visit(ctx, &e->field.value); return;
  case CORE_BLOCK: visit(ctx, &e->block.body); return;
  case CORE_EXIT: visit(ctx, &e->exit.value); return;
  case CORE_LOOP: visit(ctx, &e->loop.body); return;
  case CORE_ASSIGN: visit(ctx, &e->assign.value); return;
  case CORE_HOLE: visit(ctx, &e->filled); return;
  case CORE_SWITCH:
    visit(ctx, &e->sw.value);
    for (int i = 0; i < e->sw.arms; i++) visit(ctx, &e->sw.arm[i].body);
    if (e->sw.otherwise) visit(ctx, &e->sw.otherwise);
    return;
  case CORE_JOIN:
    for (int i = 0; i < e->join.joins; i++) visit(ctx, &e->join.join[i].body);
    visit(ctx, &e->join.body);
    return;
  case CORE_JUMP:
    for (int i = 0; i < e->jump.args; i++) visit(ctx, &e->jump.arg[i]);
    return;
  }
}

/* --- Copying ------------------------------------------------------------------------------------ */

typedef struct Copy {
  Arena *arena;
  int *next_id;
  Map renamed; /* CoreVar to its copy */
  const Span *at;
  int inlined;
} Copy;

static CoreVar *copy_binder(Copy *c, CoreVar *v) {
  CoreVar *fresh = core_fresh(c->arena, c->next_id, v->name, c->at ? *c->at : v->span);
  fresh->assigned = v->assigned;
  fresh->type = v->type;
  map_put(c->arena, &c->renamed, v, fresh);
  return fresh;
}

static CoreVar **copy_binders(Copy *c, CoreVar **var, int n) {
  CoreVar **fresh = ARENA_ARRAY(c->arena, CoreVar *, n);
  for (int i = 0; i < n; i++) fresh[i] = copy_binder(c, var[i]);
  return fresh;
}

static CoreVar *copy_use(Copy *c, CoreVar *v) {
  CoreVar *fresh = map_get(&c->renamed, v);
  return fresh ? fresh : v;
}

static Core *copy(Copy *c, const Core *e);

static Core **copy_all(Copy *c, Core **e, int n) {
  Core **fresh = ARENA_ARRAY(c->arena, Core *, n);
  for (int i = 0; i < n; i++) fresh[i] = copy(c, e[i]);
  return fresh;
}

static CorePat *copy_pattern(Copy *c, const CorePat *p) {
  CorePat *q = ARENA_NEW(c->arena, CorePat);
  *q = *p;
  if (p->kind == PAT_VAR || p->kind == PAT_AS) q->var = copy_binder(c, p->var);
  if (p->kind == PAT_TEST) q->test = copy(c, p->test);
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  if (subs) q->sub = ARENA_ARRAY(c->arena, CorePat *, subs);
  for (int i = 0; i < subs; i++) q->sub[i] = copy_pattern(c, p->sub[i]);
  return q;
}

static Core *copy_node(Copy *c, const Core *e) {
  Core *f = ARENA_NEW(c->arena, Core);
  *f = *e;
  if (c->at) f->span = *c->at;
  f->inlined = (short)(f->inlined + c->inlined);
  f->is_seen = false;
  return f;
}

/* Everything of a LET or SEQ but the part that goes on; gives the place for that. */
static Core *copy_step(Copy *c, const Core *e, const Core **rest, Core ***hole) {
  Core *f = copy_node(c, e);
  if (e->kind == CORE_LET) {
    f->let.value = copy(c, e->let.value);
    f->let.var = copy_binder(c, e->let.var);
    *rest = e->let.body;
    *hole = &f->let.body;
  } else {
    f->seq.first = copy(c, e->seq.first);
    *rest = e->seq.second;
    *hole = &f->seq.second;
  }
  return f;
}

static Core *copy_other(Copy *c, const Core *e) {
  Core *f = copy_node(c, e);
  switch (e->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_GLOBAL:
  case CORE_ADDRESS:
  case CORE_FAIL:
  case CORE_CLOSURE: break;
  case CORE_VAR: f->var = copy_use(c, e->var); break;
  case CORE_CALL:
    f->call.fn = copy(c, e->call.fn);
    f->call.arg = copy_all(c, e->call.arg, e->call.args);
    break;
  case CORE_LAMBDA:
    f->lambda.param = copy_binders(c, e->lambda.param, e->lambda.params);
    f->lambda.body = copy(c, e->lambda.body);
    break;
  case CORE_LETREC:
    f->letrec.var = copy_binders(c, e->letrec.var, e->letrec.vars);
    f->letrec.value = copy_all(c, e->letrec.value, e->letrec.vars);
    f->letrec.body = copy(c, e->letrec.body);
    break;
  case CORE_IF:
    f->iff.cond = copy(c, e->iff.cond);
    f->iff.then = copy(c, e->iff.then);
    f->iff.otherwise = copy(c, e->iff.otherwise);
    break;
  case CORE_MATCH:
    f->match.value = copy(c, e->match.value);
    f->match.branch = ARENA_ARRAY(c->arena, CoreBranch, e->match.branches);
    for (int i = 0; i < e->match.branches; i++) {
      f->match.branch[i].pat = copy_pattern(c, e->match.branch[i].pat);
      f->match.branch[i].body = copy(c, e->match.branch[i].body);
    }
    break;
  case CORE_METHOD: f->method.dict = copy(c, e->method.dict); break;
  case CORE_FIELD: f->field.value = copy(c, e->field.value); break;
  case CORE_BLOCK:
    f->block.label = copy_binder(c, e->block.label);
    f->block.body = copy(c, e->block.body);
    break;
  case CORE_EXIT:
    f->exit.label = copy_use(c, e->exit.label);
    f->exit.value = copy(c, e->exit.value);
    break;
  case CORE_LOOP: f->loop.body = copy(c, e->loop.body); break;
  case CORE_ASSIGN:
    f->assign.var = copy_use(c, e->assign.var);
    f->assign.value = copy(c, e->assign.value);
    break;
  case CORE_SWITCH:
    f->sw.value = copy(c, e->sw.value);
    f->sw.arm = ARENA_ARRAY(c->arena, CoreArm, e->sw.arms);
    for (int i = 0; i < e->sw.arms; i++) {
      f->sw.arm[i] = e->sw.arm[i];
      f->sw.arm[i].body = copy(c, e->sw.arm[i].body);
    }
    if (e->sw.otherwise) f->sw.otherwise = copy(c, e->sw.otherwise);
    break;
  case CORE_JOIN:
    f->join.join = ARENA_ARRAY(c->arena, CoreJoin, e->join.joins);
    for (int i = 0; i < e->join.joins; i++) {
      f->join.join[i].label = copy_binder(c, e->join.join[i].label);
      f->join.join[i].params = e->join.join[i].params;
      f->join.join[i].param = copy_binders(c, e->join.join[i].param, e->join.join[i].params);
    }
    for (int i = 0; i < e->join.joins; i++) f->join.join[i].body = copy(c, e->join.join[i].body);
    f->join.body = copy(c, e->join.body);
    break;
  case CORE_JUMP:
    f->jump.label = copy_use(c, e->jump.label);
    f->jump.arg = copy_all(c, e->jump.arg, e->jump.args);
    break;
  case CORE_LET:
  case CORE_SEQ:
  case CORE_HOLE: assert(!"seen to by copy");
  }
  return f;
}

/* LETs and SEQs may be nested very deeply on their right: those are followed without recursion. */
static Core *copy(Copy *c, const Core *e) {
  Core *result = NULL, **hole = &result;
  for (;;) {
    while (e->kind == CORE_HOLE) e = e->filled;
    if (e->kind != CORE_LET && e->kind != CORE_SEQ) break;
    Core **next;
    *hole = copy_step(c, e, &e, &next);
    hole = next;
  }
  *hole = copy_other(c, e);
  return result;
}

Core *core_copy(Arena *a, int *next_id, const Core *e, const Span *at, int inlined) {
  Copy c = {.arena = a, .next_id = next_id, .at = at, .inlined = inlined};
  return copy(&c, e);
}

/* --- Judging ------------------------------------------------------------------------------------ */

bool core_is_atom(const Core *e) {
  switch (e->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_ADDRESS: return true;
  case CORE_VAR: return !e->var->assigned;
  case CORE_GLOBAL: return e->global->kind != GLOBAL_VALUE;
  case CORE_CALL:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_METHOD:
  case CORE_FIELD:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: return false;
  }
  return false;
}

static bool is_pure(const Core *e, int *budget);

static bool call_is_pure(const Core *e, int *budget) {
  if (e->call.fn->kind != CORE_GLOBAL) return false;
  const CoreGlobal *g = e->call.fn->global;
  switch (g->kind) {
  case GLOBAL_CTOR:
    if (e->call.args > g->arity) return false;
    break;
  case GLOBAL_PRIM:
    if (e->call.args > g->arity || (e->call.args == g->arity && prim_info(g->prim)->has_effect))
      return false;
    break;
  case GLOBAL_FUNCTION:
  case GLOBAL_FOREIGN:
    if (e->call.args >= g->arity) return false; /* a partial application is */
    break;
  case GLOBAL_INSTANCE:
    if (e->call.args > g->context) return false;
    break;
  case GLOBAL_VALUE:
  case GLOBAL_CLOSURE: return false;
  }
  for (int i = 0; i < e->call.args; i++)
    if (!is_pure(e->call.arg[i], budget)) return false;
  return true;
}

static bool is_pure(const Core *e, int *budget) {
  if (--*budget < 0) return false;
  switch (e->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_ADDRESS:
  case CORE_LAMBDA: return true;
  case CORE_VAR: return !e->var->assigned;
  case CORE_GLOBAL: return !e->global->is_dynamic;
  case CORE_CALL: return call_is_pure(e, budget);
  case CORE_IF:
    return is_pure(e->iff.cond, budget) && is_pure(e->iff.then, budget) &&
           is_pure(e->iff.otherwise, budget);
  case CORE_METHOD: return is_pure(e->method.dict, budget);
  case CORE_FIELD: return is_pure(e->field.value, budget);
  case CORE_HOLE: return is_pure(e->filled, budget);
  case CORE_CLOSURE:
    for (int i = 0; i < e->closure.code->captures; i++)
      if (e->closure.code->captured[i]->assigned) return false;
    return true;
  case CORE_LET:
  case CORE_LETREC:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL: return false;
  }
  return false;
}

bool core_is_pure(const Core *e) {
  int budget = PURE_NODES;
  return is_pure(e, &budget);
}

bool core_is_droppable(const Core *e) {
  switch (e->kind) {
  case CORE_VAR: return true;
  case CORE_FIELD: return core_is_droppable(e->field.value);
  case CORE_CALL:
    if (e->call.fn->kind != CORE_GLOBAL || e->call.fn->global->kind != GLOBAL_PRIM ||
        e->call.args > e->call.fn->global->arity || prim_info(e->call.fn->global->prim)->has_effect)
      return core_is_pure(e);
    for (int i = 0; i < e->call.args; i++)
      if (!core_is_droppable(e->call.arg[i])) return false;
    return true;
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_GLOBAL:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_METHOD:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: return core_is_pure(e);
  }
  return false;
}

typedef struct Jump {
  const CoreVar *label;
  bool found;
} Jump;

static void find_jump(void *ctx, Core **place) {
  Jump *j = ctx;
  j->found |= (*place)->kind == CORE_JUMP && (*place)->jump.label == j->label;
  if (!j->found) core_children(*place, find_jump, j);
}

bool core_jumps_back(const Core *join, int first) {
  Jump j = {join->join.join[first].label, false};
  for (int i = first; i < join->join.joins && !j.found; i++)
    find_jump(&j, &join->join.join[i].body);
  return j.found;
}

bool core_is_loop(const Core *join) {
  for (int i = 0; i < join->join.joins; i++)
    if (core_jumps_back(join, i)) return true;
  return false;
}

bool core_needs_cc(const CoreUnit *u) {
  for (int i = 0; i < u->globals.len; i++)
    if (u->globals.data[i]->kind == GLOBAL_FOREIGN) return true;
  return false;
}
