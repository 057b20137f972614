/* modcons.c -- tail recursion modulo constructors.
 *
 *   takes:     Core after closure
 *   leaves:    a function that gives (Cons x (f rest)) where f is itself is a loop: the Cons is made with a hole, the hole is filled
 *              when the rest is known. So is one that nests constructors around the call
 *   keeps:     order of evaluation: what stands before the call is evaluated before it, what stands after it must be pure
 *   see it:    --dump=modcons
 *
 * The loop carries two words: `first`, the whole result, and `hole`, the address of the field to be filled; 0 before
 * there is one, and then a call in tail position is still a tail call. An object with a hole is seen by nobody but the collector. */
#include "codegen/passes.h"
#include "codegen/tidy.h"

#include <assert.h>

typedef struct Modcons {
  Pass *p;
  CoreGlobal *g;
  CoreVar *first, *hole; /* both assigned */
  CoreVar *loop, *done;  /* labels of joins */
  Span span;
  bool found; /* scan: there is a call under a constructor */
} Modcons;

/* --- Finding ---------------------------------------------------------------------------------------- */

static bool is_self_call(const Modcons *m, const Core *e) {
  return e->kind == CORE_CALL && e->call.fn->kind == CORE_GLOBAL && e->call.fn->global == m->g &&
         e->call.args == m->g->arity;
}

static bool is_application(const Core *e) {
  return e->kind == CORE_CALL && e->call.fn->kind == CORE_GLOBAL &&
         e->call.fn->global->kind == GLOBAL_CTOR && e->call.args == e->call.fn->global->arity;
}

/* The argument of an application that is a call of the function, or an application with one in it; what follows it is pure. -1: none. */
static int hole_of(const Modcons *m, const Core *e) {
  if (!is_application(e)) return -1;
  for (int i = e->call.args - 1; i >= 0; i--) {
    const Core *arg = e->call.arg[i];
    if (is_self_call(m, arg) || hole_of(m, arg) >= 0) return i;
    if (!core_is_pure(arg)) return -1;
  }
  return -1;
}

typedef struct Mention {
  const CoreVar *var;
  int count;
} Mention;

static void count_mention(void *ctx, Core **place) {
  Mention *m = ctx;
  m->count += (*place)->kind == CORE_VAR && (*place)->var == m->var;
  core_children(*place, count_mention, m);
}

/* (let (t (f x)) (Cons y t)) is (Cons y (f x)) when that evaluates nothing earlier or later. */
static void close_let(const Modcons *m, Core **place) {
  Core *e = *place, *body = e->let.body;
  if (e->let.var->assigned || !is_self_call(m, e->let.value) || !is_application(body)) return;
  Mention mention = {e->let.var, 0};
  count_mention(&mention, &body);
  if (mention.count != 1) return;
  for (int i = 0; i < body->call.args; i++)
    if (!core_is_pure(body->call.arg[i])) return;
  for (int i = 0; i < body->call.args; i++) {
    if (body->call.arg[i]->kind != CORE_VAR || body->call.arg[i]->var != e->let.var) continue;
    body->call.arg[i] = e->let.value;
    *place = body;
    return;
  }
}

typedef void Leaf(Modcons *m, Core **place);

/* Call `leaf` with every place in tail position. An EXIT that leaves a block in tail position is its value. */
static void leaves(Modcons *m, Core **place, Leaf *leaf) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_LET:
      close_let(m, place);
      if (*place != e) continue;
      place = &e->let.body;
      continue;
    case CORE_SEQ: place = &e->seq.second; continue;
    case CORE_LETREC: place = &e->letrec.body; continue;
    case CORE_IF:
      leaves(m, &e->iff.then, leaf);
      place = &e->iff.otherwise;
      continue;
    case CORE_SWITCH:
      for (int i = 0; i < e->sw.arms; i++) leaves(m, &e->sw.arm[i].body, leaf);
      if (!e->sw.otherwise) return;
      place = &e->sw.otherwise;
      continue;
    case CORE_JOIN:
      for (int i = 0; i < e->join.joins; i++) leaves(m, &e->join.join[i].body, leaf);
      place = &e->join.body;
      continue;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_VAR:
    case CORE_GLOBAL:
    case CORE_CALL:
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_ASSIGN:
    case CORE_ADDRESS:
    case CORE_CLOSURE:
    case CORE_BLOCK:
    case CORE_LOOP: leaf(m, place); return;
    case CORE_EXIT:
    case CORE_JUMP:
    case CORE_FAIL: return;
    case CORE_LAMBDA:
    case CORE_MATCH:
    case CORE_HOLE: assert(!"gone by now");
    }
  }
}

static void look(Modcons *m, Core **place) { m->found |= hole_of(m, *place) >= 0; }

/* --- Rewriting -------------------------------------------------------------------------------------- */

static CoreVar *fresh(Modcons *m, bool assigned) {
  CoreVar *v = core_fresh(m->p->arena, m->p->next_id, NULL, m->span);
  v->assigned = assigned;
  return v;
}

static Core *read(Modcons *m, CoreVar *v) { return core_var(m->p->arena, m->span, v); }
static Core *word(Modcons *m, uint64_t w) { return core_word(m->p->arena, m->span, w); }

static Core *assign(Modcons *m, CoreVar *v, Core *value) {
  Core *e = core_new(m->p->arena, CORE_ASSIGN, m->span);
  e->assign.var = v;
  e->assign.value = value;
  return e;
}

static Core *prim(Modcons *m, const char *name, Core *x, Core *y) {
  return core_call2(m->p->arena, m->span, core_global(m->p->arena, m->span, pass_prim(m->p, name)),
                    x, y);
}

static Core *jump(Modcons *m, CoreVar *label, Core **arg, int args) {
  Core *e = core_new(m->p->arena, CORE_JUMP, m->span);
  e->jump.label = label;
  e->jump.arg = arg;
  e->jump.args = args;
  return e;
}

/* A parameter that does nothing but be passed on is none of the loop's. */
static bool is_used(const CoreVar *param) { return param->uses > 0 || param->assigned; }

/* On to the next round, with the arguments of a call. All are evaluated, the ones that nobody needs, too. */
static Core *next_round(Modcons *m, const Core *call) {
  Arena *a = m->p->arena;
  int n = call->call.args, kept = 0;
  Core **arg = ARENA_ARRAY(a, Core *, n);
  CoreVar **var = ARENA_ARRAY(a, CoreVar *, n);
  bool has_effect = false;
  for (int i = 0; i < n; i++)
    has_effect |= !is_used(m->g->param[i]) && !core_is_pure(call->call.arg[i]);
  for (int i = 0; i < n; i++) {
    var[i] = has_effect ? fresh(m, false) : NULL;
    if (is_used(m->g->param[i])) arg[kept++] = var[i] ? read(m, var[i]) : call->call.arg[i];
  }
  Core *e = jump(m, m->loop, arg, kept);
  for (int i = n - 1; i >= 0 && has_effect; i--)
    e = core_let(a, m->span, var[i], call->call.arg[i], e);
  return e;
}

static Core *is_empty(Modcons *m) { return prim(m, "word-eq", read(m, m->hole), word(m, 0)); }

static Core *fill(Modcons *m, Core *value) {
  return prim(m, "cell-write!", read(m, m->hole), value);
}

/* The address of a field, from the word of the object. */
static Core *field_address(Modcons *m, CoreVar *object, const Ctor *ctor, int index) {
  bool header = ctor->type->repr == REPR_HEADER;
  int64_t offset = 8 * (index + header) - (header ? 0 : ctor->index);
  return prim(m, "word-add", read(m, object), word(m, (uint64_t)offset));
}

/* Bindings made on the way, the outermost first. */
typedef struct Binding {
  CoreVar *var;
  Core *value;
} Binding;

typedef struct Made {
  VEC(Binding) bound;
  Core *call;      /* of the function, in the hole */
  CoreVar *object; /* in which the hole is */
  const Ctor *ctor;
  int index;
} Made;

/* The application with its hole: what is evaluated before the call is bound, then the objects, the innermost first. Gives the
 * variable of the whole. */
static CoreVar *make_objects(Modcons *m, Made *made, Core *e) {
  Arena *a = m->p->arena;
  int hole = hole_of(m, e);
  for (int i = 0; i < hole; i++) {
    if (core_is_atom(e->call.arg[i])) continue;
    CoreVar *v = fresh(m, false);
    vec_push(a, &made->bound, ((Binding){v, e->call.arg[i]}));
    e->call.arg[i] = read(m, v);
  }
  CoreVar *v = fresh(m, false);
  if (is_self_call(m, e->call.arg[hole])) {
    made->call = e->call.arg[hole];
    made->object = v;
    made->ctor = e->call.fn->global->ctor;
    made->index = hole;
    e->call.arg[hole] =
        read(m, m->hole); /* anything that is no constant: the object must be a new one */
  } else {
    e->call.arg[hole] = read(m, make_objects(m, made, e->call.arg[hole]));
  }
  vec_push(a, &made->bound, ((Binding){v, e}));
  return v;
}

/* The objects are made and linked first, then come the arguments of the call, which begin the next round. */
static void rewrite_hole(Modcons *m, Core **place) {
  Arena *a = m->p->arena;
  Made made = {0};
  CoreVar *whole = make_objects(m, &made, *place);
  Core *linked = core_if(a, m->span, is_empty(m), assign(m, m->first, read(m, whole)),
                         fill(m, read(m, whole)));
  Core *next = next_round(m, made.call);
  Core *moved = assign(m, m->hole, field_address(m, made.object, made.ctor, made.index));
  Core *e = core_seq(a, m->span, linked, core_seq(a, m->span, moved, next));
  for (int i = made.bound.len - 1; i >= 0; i--)
    e = core_let(a, m->span, made.bound.data[i].var, made.bound.data[i].value, e);
  *place = e;
}

static bool is_tail_call(const Core *e) {
  if (e->kind != CORE_CALL) return false;
  return e->call.fn->kind != CORE_GLOBAL ||
         (e->call.fn->global->kind != GLOBAL_PRIM && e->call.fn->global->kind != GLOBAL_CTOR);
}

static Core *finish(Modcons *m, Core *value) {
  Core **arg = ARENA_ARRAY(m->p->arena, Core *, 1);
  arg[0] = value;
  return jump(m, m->done, arg, 1);
}

static void rewrite(Modcons *m, Core **place) {
  Core *e = *place;
  m->span = e->span;
  if (hole_of(m, e) >= 0) {
    rewrite_hole(m, place);
  } else if (is_self_call(m, e)) {
    *place = next_round(m, e);
  } else if (is_tail_call(e)) {
    Core *again = core_copy(m->p->arena, m->p->next_id, e, NULL, 0);
    *place = core_if(m->p->arena, m->span, is_empty(m), e, finish(m, again));
  } else {
    *place = finish(m, e);
  }
}

/* The body as a join that jumps to itself, beside the one that ends it. */
static void make_loop(Modcons *m) {
  CoreGlobal *g = m->g;
  Arena *a = m->p->arena;
  Core *join = core_new(a, CORE_JOIN, g->span), **arg = ARENA_ARRAY(a, Core *, g->arity);
  CoreVar **param = ARENA_ARRAY(a, CoreVar *, g->arity), *result = fresh(m, false),
          **results = ARENA_ARRAY(a, CoreVar *, 1);
  m->span = g->span;
  int kept = 0;
  CoreVar **own = ARENA_ARRAY(a, CoreVar *, g->arity);
  for (int i = 0; i < g->arity; i++) {
    param[i] = g->param[i];
    if (!is_used(g->param[i])) continue;
    param[i] = core_fresh(a, m->p->next_id, g->param[i]->name, g->param[i]->span);
    arg[kept] = read(m, param[i]);
    own[kept++] = g->param[i];
  }
  results[0] = result;
  Core *end = core_if(a, m->span, is_empty(m), read(m, result),
                      core_seq(a, m->span, fill(m, read(m, result)), read(m, m->first)));
  join->join.joins = 2;
  join->join.join = ARENA_ARRAY(a, CoreJoin, 2);
  join->join.join[0] = (CoreJoin){m->loop, own, kept, g->low};
  join->join.join[1] = (CoreJoin){m->done, results, 1, end};
  join->join.body = jump(m, m->loop, arg, kept);
  g->param = param;
  g->low =
      core_let(a, m->span, m->first, word(m, 0), core_let(a, m->span, m->hole, word(m, 0), join));
}

void pass_modcons(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (g->kind != GLOBAL_FUNCTION || g->arity == 0 || !g->low) continue;
    Modcons m = {.p = p, .g = g};
    leaves(&m, &g->low, look);
    if (!m.found) continue;
    tidy_count(g);
    m.span = g->span;
    m.first = fresh(&m, true);
    m.hole = fresh(&m, true);
    m.loop = fresh(&m, false);
    m.done = fresh(&m, false);
    leaves(&m, &g->low, rewrite);
    make_loop(&m);
    pass_remark(p, g, "recursion under a constructor is a loop");
  }
}
