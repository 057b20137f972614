/* tidy.c -- sweep out what is never reached or never used.
 *
 *   takes:     Core after match, and again after closure
 *   leaves:    nothing after an EXIT, JUMP, LOOP or FAIL; every variable bound to a pure value is used; every BLOCK and JOIN is
 *              left or jumped to, a join more than once or from within itself
 *   keeps:     everything else, and the order of it
 *   see it:    --dump=tidy, --dump=trim
 *
 * The emitter relies on it: what it is given it writes, and C compilers complain about unused labels and variables. */
#include "codegen/tidy.h"

#include "codegen/passes.h"

typedef VEC(Core **) Places;

/* --- Code after something that never comes back ---------------------------------------------------- */

static bool prune(Pass *p, Core **place);

static void prune_child(void *p, Core **place) { prune(p, place); }

/* A node that evaluates its children in order: when one of them never comes back, the ones before it and that one remain. */
static bool prune_strict(Pass *p, Core **place, Core **first, Core **child, int children) {
  Core *rest = NULL;
  if (first && prune(p, first)) {
    *place = *first;
    return true;
  }
  for (int i = 0; i < children && !rest; i++)
    if (prune(p, &child[i])) {
      rest = child[i];
      while (i-- > 0) rest = core_seq(p->arena, child[i]->span, child[i], rest);
      if (first) rest = core_seq(p->arena, (*first)->span, *first, rest);
      break;
    }
  if (rest) *place = rest;
  return rest != NULL;
}

static bool prune_arms(Pass *p, Core *e) {
  bool ends = true;
  for (int i = 0; i < e->sw.arms; i++) ends &= prune(p, &e->sw.arm[i].body);
  if (e->sw.otherwise) ends &= prune(p, &e->sw.otherwise);
  return ends;
}

/* True when what stands at *place never gives a value. */
static bool prune(Pass *p, Core **place) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_INTEGER: case CORE_WORD: case CORE_STRING: case CORE_VAR: case CORE_GLOBAL: case CORE_ADDRESS:
    case CORE_CLOSURE: case CORE_HOLE:
      return false;
    case CORE_LET:
      if (prune(p, &e->let.value)) {
        *place = e->let.value;
        return true;
      }
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      if (prune(p, &e->seq.first)) {
        *place = e->seq.first;
        return true;
      }
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      for (int i = 0; i < e->letrec.vars; i++) prune(p, &e->letrec.value[i]);
      place = &e->letrec.body;
      continue;
    case CORE_CALL: return prune_strict(p, place, &e->call.fn, e->call.arg, e->call.args);
    case CORE_METHOD: return prune_strict(p, place, &e->method.dict, NULL, 0);
    case CORE_FIELD: return prune_strict(p, place, &e->field.value, NULL, 0);
    case CORE_ASSIGN: return prune_strict(p, place, &e->assign.value, NULL, 0);
    case CORE_EXIT: prune_strict(p, place, &e->exit.value, NULL, 0); return true;
    case CORE_JUMP: prune_strict(p, place, NULL, e->jump.arg, e->jump.args); return true;
    case CORE_LOOP: prune(p, &e->loop.body); return true;
    case CORE_FAIL: return true;
    case CORE_IF: {
      if (prune_strict(p, place, &e->iff.cond, NULL, 0)) return true;
      bool then = prune(p, &e->iff.then);
      return prune(p, &e->iff.otherwise) && then;
    }
    case CORE_SWITCH: return prune_strict(p, place, &e->sw.value, NULL, 0) || prune_arms(p, e);
    case CORE_LAMBDA: case CORE_BLOCK: case CORE_JOIN: case CORE_MATCH:
      core_children(e, prune_child, p);
      return false;
    }
  }
}

/* --- Counting ------------------------------------------------------------------------------------- */

static void count(void *g, Core **place);

static void new_binders(CoreVar **v, int n) {
  for (int i = 0; i < n; i++) v[i]->uses = 0;
}

/* Arguments of a jump or call back to where `param` is bound. What passes a parameter on to itself does not use it. */
static void count_again(CoreGlobal *g, CoreVar *const *param, Core **arg, int n) {
  for (int i = 0; i < n; i++)
    if (arg[i]->kind != CORE_VAR || arg[i]->var != param[i]) count(g, &arg[i]);
}

static bool is_self_call(const CoreGlobal *g, const Core *e) {
  return e->call.fn->kind == CORE_GLOBAL && e->call.fn->global == g && g->kind == GLOBAL_FUNCTION && e->call.args == g->arity;
}

static void count_label(CoreVar *label, Core *jump) {
  label->uses++;
  label->note = jump;
}

static void count(void *g, Core **place) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_VAR: e->var->uses++; return;
    case CORE_LET:
      e->let.var->uses = 0;
      count(g, &e->let.value);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      count(g, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_LAMBDA: new_binders(e->lambda.param, e->lambda.params); break;
    case CORE_LETREC: new_binders(e->letrec.var, e->letrec.vars); break;
    case CORE_BLOCK: e->block.label->uses = 0; break;
    case CORE_EXIT: count_label(e->exit.label, e); break;
    case CORE_JUMP:
      count_label(e->jump.label, e);
      count_again(g, e->jump.label->join->param, e->jump.arg, e->jump.args);
      return;
    case CORE_CALL:
      if (!is_self_call(g, e)) break;
      count_again(g, ((CoreGlobal *)g)->param, e->call.arg, e->call.args);
      return;
    case CORE_CLOSURE:
      for (int i = 0; i < e->closure.code->captures; i++) e->closure.code->captured[i]->uses++;
      return;
    case CORE_JOIN:
      for (int i = 0; i < e->join.joins; i++) {
        e->join.join[i].label->uses = e->join.join[i].label->depth = 0;
        e->join.join[i].label->join = &e->join.join[i];
        new_binders(e->join.join[i].param, e->join.join[i].params);
      }
      for (int i = 0; i < e->join.joins; i++) {  /* depth: uses from within itself */
        CoreVar *label = e->join.join[i].label;
        int before = label->uses;
        count(g, &e->join.join[i].body);
        label->depth = label->uses - before;
      }
      place = &e->join.body;
      continue;
    case CORE_INTEGER: case CORE_WORD: case CORE_STRING: case CORE_GLOBAL: case CORE_IF: case CORE_MATCH:
    case CORE_METHOD: case CORE_FIELD: case CORE_LOOP: case CORE_ASSIGN: case CORE_ADDRESS: case CORE_HOLE: case CORE_SWITCH:
    case CORE_FAIL:
      break;
    }
    core_children(e, count, g);
    return;
  }
}

/* Take back what counting e has added (or a little less: then something stays that could go). */
static void uncount(void *ctx, Core **place) {
  Core *e = *place;
  if (e->kind == CORE_JUMP || e->kind == CORE_CALL) return uncount_arguments(ctx, e);
  if (e->kind == CORE_VAR) e->var->uses--;
  if (e->kind == CORE_EXIT) e->exit.label->uses--;
  if (e->kind == CORE_JUMP) e->jump.label->uses--;
  if (e->kind == CORE_CLOSURE)
    for (int i = 0; i < e->closure.code->captures; i++) e->closure.code->captured[i]->uses--;
  core_children(e, uncount, ctx);
}

void tidy_count(CoreGlobal *g) {
  if (g->self) g->self->uses = 0;
  new_binders(g->captured, g->captures);
  if (g->kind != GLOBAL_VALUE) new_binders(g->param, g->arity);
  count(g, &g->low);
}

/* --- Dropping, from the inside out ------------------------------------------------------------------ */

static void drop(void *pass, Core **place);

/* The one jump to a join becomes what the join does. */
static void inline_join(Pass *p, CoreJoin *j) {
  Core *jump = j->label->note, *e = j->body;
  for (int i = j->params - 1; i >= 0; i--) e = core_let(p->arena, jump->span, j->param[i], jump->jump.arg[i], e);
  *jump = *e;
  if (e->kind == CORE_JUMP) e->jump.label->note = jump;
  if (e->kind == CORE_EXIT) e->exit.label->note = jump;
}

static void drop_joins(Pass *p, Core **place) {
  Core *e = *place;
  for (int again = 1; again--;) {
    int kept = 0;
    for (int i = 0; i < e->join.joins; i++) {
      CoreJoin *j = &e->join.join[i];
      int outside = j->label->uses - j->label->depth;
      if (outside == 0) uncount(NULL, &j->body);
      else if (outside == 1 && j->label->depth == 0) inline_join(p, j);
      else {
        e->join.join[kept++] = *j;
        continue;
      }
      again = 1;
    }
    e->join.joins = kept;
  }
  if (e->join.joins == 0) *place = e->join.body;
}

static void drop_one(Pass *p, Core **place) {
  Core *e = *place;
  core_children(e, drop, p);
  if (e->kind == CORE_JOIN) drop_joins(p, place);
  if (e->kind == CORE_BLOCK && e->block.label->uses == 0) *place = e->block.body;
}

/* Along a chain of LETs and SEQs first to its end, then back. */
static void drop(void *pass, Core **place) {
  Pass *p = pass;
  Places chain = {0};
  while ((*place)->kind == CORE_LET || (*place)->kind == CORE_SEQ) {
    vec_push(p->arena, &chain, place);
    place = (*place)->kind == CORE_LET ? &(*place)->let.body : &(*place)->seq.second;
  }
  drop_one(p, place);
  while (chain.len--) {
    place = chain.data[chain.len];
    Core *e = *place, **value = e->kind == CORE_LET ? &e->let.value : &e->seq.first;
    bool unused = e->kind == CORE_SEQ || (e->let.var->uses == 0 && !e->let.var->assigned);
    if (unused && core_is_pure(*value)) {
      uncount(NULL, value);
      *place = e->kind == CORE_LET ? e->let.body : e->seq.second;
    } else {
      drop(p, value);
    }
  }
}

void pass_tidy(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->low) continue;
    prune(p, &g->low);
    tidy_count(g);
    drop(p, &g->low);
  }
}
