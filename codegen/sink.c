/* sink.c -- functions that another one goes on to, and nobody else, move into it.
 *
 *   takes:     Core as the optimiser leaves it
 *   leaves:    a global function of which every use is a tail call from one other function (or from what has moved into that one, or
 *              from itself) is a local function of it
 *   keeps:     proper tail calls: contify makes joins of such functions, and their calls are jumps within one C function
 *   see it:    --dump=sink
 *
 * A state machine written as functions that end in calls of one another is a loop with labels afterwards. */
#include "base/map.h"
#include "codegen/passes.h"

enum { SINK_NODES = 1500 }; /* larger functions stay where they are */

typedef struct Function {
  CoreGlobal *g;
  struct Function *into; /* where it moves; NULL: it stays */
  bool stays;            /* used otherwise than in tail calls */
  VEC(struct Function *) callers;
  VEC(struct Function *) inside;
  CoreVar *name; /* as a local function */
} Function;

typedef struct Sink {
  Pass *p;
  Map function; /* CoreGlobal to Function */
  VEC(Function *) functions;
  Function *here;
} Sink;

static Function *function_of(const Sink *s, const CoreGlobal *g) {
  return map_get(&s->function, g);
}

/* --- Uses ------------------------------------------------------------------------------------------- */

static void look(Sink *s, Core **place, bool is_tail);

static void look_inside(void *sink, Core **place) { look(sink, place, false); }

static void look_at_call(Sink *s, Core *e, bool is_tail) {
  Function *f = e->call.fn->kind == CORE_GLOBAL ? function_of(s, e->call.fn->global) : NULL;
  if (f && e->call.args == f->g->arity && is_tail && s->here)
    vec_push(s->p->arena, &f->callers, s->here);
  else look(s, &e->call.fn, false);
  for (int i = 0; i < e->call.args; i++) look(s, &e->call.arg[i], false);
}

static void look(Sink *s, Core **place, bool is_tail) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_LET:
      look(s, &e->let.value, false);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      look(s, &e->seq.first, false);
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      for (int i = 0; i < e->letrec.vars; i++) look(s, &e->letrec.value[i], false);
      place = &e->letrec.body;
      continue;
    case CORE_IF:
      look(s, &e->iff.cond, false);
      look(s, &e->iff.then, is_tail);
      place = &e->iff.otherwise;
      continue;
    case CORE_MATCH:
      look(s, &e->match.value, false);
      for (int i = 0; i < e->match.branches; i++) look(s, &e->match.branch[i].body, is_tail);
      return;
    case CORE_CALL: look_at_call(s, e, is_tail); return;
    case CORE_GLOBAL:
      if (function_of(s, e->global)) function_of(s, e->global)->stays = true;
      return;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_VAR:
    case CORE_LAMBDA:
    case CORE_METHOD:
    case CORE_FIELD:
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
    case CORE_CLOSURE: core_children(e, look_inside, s); return;
    }
  }
}

static void count_node(void *left, Core **place) {
  if (--*(int *)left > 0) core_children(*place, count_node, left);
}

static bool is_small(Core *body) {
  int left = SINK_NODES;
  count_node(&left, &body);
  return left > 0;
}

static void collect(Sink *s) {
  const CoreUnit *u = s->p->unit;
  for (int i = 0; i < u->globals.len; i++) {
    CoreGlobal *g = u->globals.data[i];
    if (g->kind != GLOBAL_FUNCTION || g->arity == 0 || !g->body) continue;
    Function *f = ARENA_NEW(s->p->arena, Function);
    f->g = g;
    f->stays = g->is_slot || g == u->main || !is_small(g->body);
    map_put(s->p->arena, &s->function, g, f);
    vec_push(s->p->arena, &s->functions, f);
  }
  for (int i = 0; i < u->globals.len; i++) {
    CoreGlobal *g = u->globals.data[i];
    s->here = function_of(s, g);
    if (g->body) look(s, &g->body, true);
  }
}

/* --- Deciding ----------------------------------------------------------------------------------------- */

static Function *root(Function *f) {
  while (f->into) f = f->into;
  return f;
}

/* The one function, other than itself, that f's calls come from; NULL when there are several or none. */
static Function *only_caller(const Function *f) {
  Function *only = NULL;
  for (int i = 0; i < f->callers.len; i++) {
    Function *from = root(f->callers.data[i]);
    if (from == f) continue;
    if (only && only != from) return NULL;
    only = from;
  }
  return only;
}

static bool decide(Sink *s) {
  bool any = false;
  for (bool news = true; news;) {
    news = false;
    for (int i = 0; i < s->functions.len; i++) {
      Function *f = s->functions.data[i], *into = f->stays || f->into ? NULL : only_caller(f);
      if (!into) continue;
      f->into = into;
      any = news = true;
    }
  }
  return any;
}

/* --- Moving ------------------------------------------------------------------------------------------- */

static void rename_calls(void *sink, Core **place) {
  Sink *s = sink;
  for (; (*place)->kind == CORE_LET || (*place)->kind == CORE_SEQ;) {
    Core *e = *place;
    rename_calls(s, e->kind == CORE_LET ? &e->let.value : &e->seq.first);
    place = e->kind == CORE_LET ? &e->let.body : &e->seq.second;
  }
  Core *e = *place;
  core_children(e, rename_calls, s);
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL) return;
  Function *f = function_of(s, e->call.fn->global);
  if (f && f->into) e->call.fn = core_var(s->p->arena, e->call.fn->span, f->name);
}

static void move(Sink *s, Function *into) {
  Arena *a = s->p->arena;
  int n = into->inside.len;
  Core *rec = core_new(a, CORE_LETREC, into->g->span);
  rec->letrec.vars = n;
  rec->letrec.var = ARENA_ARRAY(a, CoreVar *, n);
  rec->letrec.value = ARENA_ARRAY(a, Core *, n);
  rec->letrec.body = into->g->body;
  for (int i = 0; i < n; i++) {
    CoreGlobal *g = into->inside.data[i]->g;
    rec->letrec.var[i] = into->inside.data[i]->name;
    rec->letrec.value[i] = core_lambda(a, g->body->span, g->param, g->arity, g->body);
    g->body = NULL;
  }
  into->g->body = rec;
}

static void drop_moved(Sink *s) {
  CoreUnit *u = s->p->unit;
  int kept = 0;
  for (int i = 0; i < u->globals.len; i++)
    if (!function_of(s, u->globals.data[i]) || !function_of(s, u->globals.data[i])->into)
      u->globals.data[kept++] = u->globals.data[i];
  u->globals.len = kept;
}

void pass_sink(Pass *p) {
  Sink s = {.p = p};
  if (p->mode != EMIT_CC) return;
  collect(&s);
  if (!decide(&s)) return;
  for (int i = 0; i < s.functions.len; i++) {
    Function *f = s.functions.data[i];
    if (!f->into) continue;
    f->name = core_fresh(p->arena, p->next_id, f->g->name, f->g->span);
    vec_push(p->arena, &root(f)->inside, f);
  }
  for (int i = 0; i < p->unit->globals.len; i++)
    if (p->unit->globals.data[i]->body) rename_calls(&s, &p->unit->globals.data[i]->body);
  for (int i = 0; i < s.functions.len; i++)
    if (s.functions.data[i]->inside.len) move(&s, s.functions.data[i]);
  drop_moved(&s);
}
