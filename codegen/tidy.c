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

typedef struct Tidy {
  Pass *p;
  CoreGlobal *g;
  bool keep_names; /* variables are named in captured lists: second names for one thing stay */
} Tidy;

/* --- Code after something that never comes back ---------------------------------------------------- */

static bool prune(Tidy *t, Core **place);

static void prune_child(void *t, Core **place) { prune(t, place); }

/* A node that evaluates its children in order: when one of them never comes back, the ones before it and that one remain. */
static bool prune_strict(Tidy *t, Core **place, Core **first, Core **child, int children) {
  Core *rest = NULL;
  if (first && prune(t, first)) {
    *place = *first;
    return true;
  }
  for (int i = 0; i < children && !rest; i++)
    if (prune(t, &child[i])) {
      rest = child[i];
      while (i-- > 0) rest = core_seq(t->p->arena, child[i]->span, child[i], rest);
      if (first) rest = core_seq(t->p->arena, (*first)->span, *first, rest);
      break;
    }
  if (rest) *place = rest;
  return rest != NULL;
}

static bool prune_arms(Tidy *t, Core *e) {
  bool ends = true;
  for (int i = 0; i < e->sw.arms; i++) ends &= prune(t, &e->sw.arm[i].body);
  if (e->sw.otherwise) ends &= prune(t, &e->sw.otherwise);
  return ends;
}

/* (let (x y) ...) of two variables that never change. */
static bool is_second_name(const Tidy *t, const Core *e) {
  const Core *value = e->let.value;
  return !t->keep_names && value->kind == CORE_VAR && !value->var->assigned &&
         !e->let.var->assigned;
}

/* Variables begin here. A lifted function has those that it needs of the function around it as its own, of the same identity:
 * what stands for them there does not stand for them here. */
static void bind(CoreVar **v, int n) {
  for (int i = 0; i < n; i++) v[i]->subst = NULL;
}

static void bind_joins(Core *e) {
  for (int i = 0; i < e->join.joins; i++) bind(e->join.join[i].param, e->join.join[i].params);
}

/* True when what stands at *place never gives a value. */
static bool prune(Tidy *t, Core **place) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_GLOBAL:
    case CORE_ADDRESS:
    case CORE_CLOSURE:
    case CORE_HOLE: return false;
    case CORE_VAR:
      if (e->var->subst && !t->keep_names) e->var = e->var->subst->var;
      return false;
    case CORE_LET:
      if (is_second_name(t, e)) {
        prune(t, &e->let.value);
        e->let.var->subst = e->let.value;
        *place = e->let.body;
        continue;
      }
      bind(&e->let.var, 1);
      if (prune(t, &e->let.value)) {
        *place = e->let.value;
        return true;
      }
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      if (prune(t, &e->seq.first)) {
        *place = e->seq.first;
        return true;
      }
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      bind(e->letrec.var, e->letrec.vars);
      for (int i = 0; i < e->letrec.vars; i++) prune(t, &e->letrec.value[i]);
      place = &e->letrec.body;
      continue;
    case CORE_CALL: return prune_strict(t, place, &e->call.fn, e->call.arg, e->call.args);
    case CORE_METHOD: return prune_strict(t, place, &e->method.dict, NULL, 0);
    case CORE_FIELD: return prune_strict(t, place, &e->field.value, NULL, 0);
    case CORE_ASSIGN: return prune_strict(t, place, &e->assign.value, NULL, 0);
    case CORE_EXIT: prune_strict(t, place, &e->exit.value, NULL, 0); return true;
    case CORE_JUMP: prune_strict(t, place, NULL, e->jump.arg, e->jump.args); return true;
    case CORE_LOOP: prune(t, &e->loop.body); return true;
    case CORE_FAIL: return true;
    case CORE_IF: {
      if (prune_strict(t, place, &e->iff.cond, NULL, 0)) return true;
      bool then = prune(t, &e->iff.then);
      return prune(t, &e->iff.otherwise) && then;
    }
    case CORE_SWITCH: return prune_strict(t, place, &e->sw.value, NULL, 0) || prune_arms(t, e);
    case CORE_LAMBDA:
    case CORE_JOIN:
      if (e->kind == CORE_JOIN) bind_joins(e);
      else bind(e->lambda.param, e->lambda.params);
      core_children(e, prune_child, t);
      return false;
    case CORE_BLOCK:
    case CORE_MATCH: core_children(e, prune_child, t); return false;
    }
  }
}

/* --- Counting ------------------------------------------------------------------------------------- */

static void count(void *g, Core **place);

/* Counting again (CoreGlobal.mark): what was not used the last time is unused, so what is passed to it is no use. */
static void new_binders(const CoreGlobal *g, CoreVar **v, int n) {
  for (int i = 0; i < n; i++) {
    v[i]->is_unused = g->mark && v[i]->uses == 0 && !v[i]->assigned;
    v[i]->uses = 0;
  }
}

/* Arguments of a jump or call back to where `param` is bound. What passes a parameter on to itself does not use it. */
static void pass_again(CoreGlobal *g, CoreVar *const *param, Core **arg, int n,
                       void (*visit)(void *g, Core **place)) {
  for (int i = 0; i < n; i++)
    if (arg[i]->kind != CORE_VAR || (arg[i]->var != param[i] && !param[i]->is_unused))
      visit(g, &arg[i]);
}

static bool is_self_call(const CoreGlobal *g, const Core *e) {
  return e->call.fn->kind == CORE_GLOBAL && e->call.fn->global == g && g->kind == GLOBAL_FUNCTION &&
         e->call.args == g->arity;
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
    case CORE_LAMBDA: new_binders(g, e->lambda.param, e->lambda.params); break;
    case CORE_LETREC: new_binders(g, e->letrec.var, e->letrec.vars); break;
    case CORE_BLOCK: e->block.label->uses = 0; break;
    case CORE_EXIT: count_label(e->exit.label, e); break;
    case CORE_JUMP:
      count_label(e->jump.label, e);
      pass_again(g, e->jump.label->join->param, e->jump.arg, e->jump.args, count);
      return;
    case CORE_CALL:
      if (!is_self_call(g, e)) break;
      pass_again(g, ((CoreGlobal *)g)->param, e->call.arg, e->call.args, count);
      return;
    case CORE_CLOSURE:
      for (int i = 0; i < e->closure.code->captures; i++) e->closure.code->captured[i]->uses++;
      return;
    case CORE_JOIN:
      for (int i = 0; i < e->join.joins; i++) {
        e->join.join[i].label->uses = e->join.join[i].label->depth = 0;
        e->join.join[i].label->join = &e->join.join[i];
        new_binders(g, e->join.join[i].param, e->join.join[i].params);
      }
      for (int i = 0; i < e->join.joins; i++) { /* depth: uses from within itself */
        CoreVar *label = e->join.join[i].label;
        int before = label->uses;
        count(g, &e->join.join[i].body);
        label->depth = label->uses - before;
      }
      place = &e->join.body;
      continue;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_GLOBAL:
    case CORE_IF:
    case CORE_MATCH:
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_LOOP:
    case CORE_ASSIGN:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_SWITCH:
    case CORE_FAIL: break;
    }
    core_children(e, count, g);
    return;
  }
}

/* Take back what counting e has added. */
static void uncount(void *g, Core **place) {
  Core *e = *place;
  if (e->kind == CORE_VAR) e->var->uses--;
  if (e->kind == CORE_EXIT) e->exit.label->uses--;
  if (e->kind == CORE_CLOSURE)
    for (int i = 0; i < e->closure.code->captures; i++) e->closure.code->captured[i]->uses--;
  if (e->kind == CORE_JUMP) {
    e->jump.label->uses--;
    pass_again(g, e->jump.label->join->param, e->jump.arg, e->jump.args, uncount);
  } else if (e->kind == CORE_CALL && is_self_call(g, e)) {
    pass_again(g, ((CoreGlobal *)g)->param, e->call.arg, e->call.args, uncount);
  } else {
    core_children(e, uncount, g);
  }
}

static void count_global(CoreGlobal *g) {
  if (g->self) g->self->uses = 0;
  new_binders(g, g->captured, g->captures);
  if (g->kind != GLOBAL_VALUE) new_binders(g, g->param, g->arity);
  count(g, &g->low);
}

void tidy_count(CoreGlobal *g) {
  g->mark = 0;
  count_global(g);
}

void tidy_count_exactly(CoreGlobal *g) {
  tidy_count(g);
  g->mark = 1;
  for (int i = 0; i < 2; i++) count_global(g);
  g->mark = 0;
}

/* --- Dropping, from the inside out ------------------------------------------------------------------ */

static void drop(void *t, Core **place);

/* The one jump to a join becomes what the join does. */
static void inline_join(Tidy *t, CoreJoin *j) {
  Core *jump = j->label->note, *e = j->body;
  for (int i = j->params - 1; i >= 0; i--)
    e = core_let(t->p->arena, jump->span, j->param[i], jump->jump.arg[i], e);
  *jump = *e;
  if (e->kind == CORE_JUMP) e->jump.label->note = jump;
  if (e->kind == CORE_EXIT) e->exit.label->note = jump;
}

static void drop_joins(Tidy *t, Core **place) {
  Core *e = *place;
  for (int again = 1; again--;) {
    int kept = 0;
    for (int i = 0; i < e->join.joins; i++) {
      CoreJoin *j = &e->join.join[i];
      int outside = j->label->uses - j->label->depth;
      if (outside == 0) uncount(t->g, &j->body);
      else if (outside == 1 && j->label->depth == 0) inline_join(t, j);
      else {
        e->join.join[kept] = *j;
        j->label->join = &e->join.join[kept++];
        continue;
      }
      again = 1;
    }
    e->join.joins = kept;
  }
  if (e->join.joins == 0) *place = e->join.body;
}

static void drop_one(Tidy *t, Core **place) {
  Core *e = *place;
  core_children(e, drop, t);
  if (e->kind == CORE_JOIN) drop_joins(t, place);
  if (e->kind == CORE_BLOCK && e->block.label->uses == 0) *place = e->block.body;
}

enum { DROPPED_NODES = 64 }; /* of a value that is looked at from the inside */

/* Is e pure, or does it come down to what is? */
static bool has_no_effect(const Core *e, int *budget) {
  for (; e->kind == CORE_LET; e = e->let.body)
    if (--*budget < 0 || e->let.var->assigned || !core_is_pure(e->let.value)) return false;
  if (e->kind != CORE_SWITCH) return core_is_pure(e);
  if (!core_is_pure(e->sw.value) || (e->sw.otherwise && !has_no_effect(e->sw.otherwise, budget)))
    return false;
  for (int i = 0; i < e->sw.arms; i++)
    if (--*budget < 0 || !has_no_effect(e->sw.arm[i].body, budget)) return false;
  return true;
}

static bool may_drop(const Core *e) {
  int budget = DROPPED_NODES;
  return has_no_effect(e, &budget);
}

/* Nobody looks at what comes out: a variable that does is not used for that. */
static void ignore_result(Tidy *t, Core **place) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) place = &e->let.body;
    else if (e->kind == CORE_SEQ) place = &e->seq.second;
    else break;
  }
  Core *e = *place;
  if (e->kind == CORE_VAR) {
    uncount(t->g, place);
    *place = core_word(t->p->arena, e->span, 0);
  }
  if (e->kind != CORE_SWITCH) return;
  for (int i = 0; i < e->sw.arms; i++) ignore_result(t, &e->sw.arm[i].body);
  if (e->sw.otherwise) ignore_result(t, &e->sw.otherwise);
}

/* Along a chain of LETs and SEQs first to its end, then back. */
static void drop(void *tidy, Core **place) {
  Tidy *t = tidy;
  Places chain = {0};
  while ((*place)->kind == CORE_LET || (*place)->kind == CORE_SEQ) {
    vec_push(t->p->arena, &chain, place);
    place = (*place)->kind == CORE_LET ? &(*place)->let.body : &(*place)->seq.second;
  }
  drop_one(t, place);
  while (chain.len--) {
    place = chain.data[chain.len];
    Core *e = *place, **value = e->kind == CORE_LET ? &e->let.value : &e->seq.first;
    bool unused = e->kind == CORE_SEQ || (e->let.var->uses == 0 && !e->let.var->assigned);
    if (unused) ignore_result(t, value);
    if (unused && may_drop(*value)) {
      uncount(t->g, value);
      *place = e->kind == CORE_LET ? e->let.body : e->seq.second;
    } else {
      drop(t, value);
    }
  }
}

static void find_closure(void *found, Core **place) {
  for (; (*place)->kind == CORE_LET || (*place)->kind == CORE_SEQ;) {
    Core *e = *place;
    find_closure(found, e->kind == CORE_LET ? &e->let.value : &e->seq.first);
    place = e->kind == CORE_LET ? &e->let.body : &e->seq.second;
  }
  *(bool *)found |= (*place)->kind == CORE_CLOSURE;
  core_children(*place, find_closure, found);
}

/* Does a closure name variables of the function, or is it one? */
static bool has_captures(CoreGlobal *g) {
  bool found = g->kind == GLOBAL_CLOSURE;
  find_closure(&found, &g->low);
  return found;
}

void pass_tidy(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->low) continue;
    Tidy t = {p, g, has_captures(g)};
    bind(g->captured, g->captures);
    if (g->kind != GLOBAL_VALUE) bind(g->param, g->arity);
    prune(&t, &g->low);
    tidy_count(g);
    drop(&t, &g->low);
    prune(&t, &g->low); /* for the names that inlined joins have left */
  }
}

void pass_trim(Pass *p) { pass_tidy(p); }
