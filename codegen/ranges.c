/* ranges.c -- arithmetic without the tests that cannot fail.
 *
 *   takes:     Core after modcons
 *   leaves:    arithmetic on Integers known to be small, sums that cannot overflow and comparisons whose outcome is known are
 *              cheaper primitives or constants (interval.h); a test that one before it has decided is gone; a field, a length or
 *              a pure primitive that is in a variable already is read from there
 *   keeps:     order of evaluation, spans
 *   see it:    --dump=ranges
 *
 * An abstract interpreter over the structure of a function. Every value has a *number*: two expressions of the same number
 * are the same word (a copy of a variable has the number of what it copies), and what is learned from a test is learned about
 * numbers. What is known holds where it was learned and in what that dominates; the trail undoes it. Variables that are
 * assigned have a number at each point of the program, the *state*. A loop is gone through without changing anything until the
 * numbers at its beginning stay within what was assumed (with widening), once more to narrow them, and then for good. */
#include "codegen/interval.h"
#include "codegen/passes.h"

#include <string.h>

enum {
  ASSIGNED = 24,   /* variables of one function whose state is followed */
  LOOP_DEPTH = 3,  /* loops in loops; further in, nothing is assumed of what changes */
  ROUNDS = 8,      /* through a loop; intervals come to rest earlier */
  WIDEN_AFTER = 2, /* of them */
  RECALL = 48,     /* how far back expressions and tests are looked for */
};

typedef struct Value {
  int number;
  Interval interval;
} Value;

/* What is known at a place that is jumped to. */
typedef struct Arrival {
  bool reached;
  Value state[ASSIGNED];
  Value *param; /* of a JOIN; [0] is the value of a BLOCK */
  int params;
} Arrival;

typedef struct Label {
  Arrival now;
  int trials;  /* that it is in: what arrives from further trials does not count */
  bool frozen; /* what arrives is within `now`: it is not to change any more */
} Label;

typedef struct Undo {
  int number;
  Interval before;
} Undo;

/* A test that has come out so. */
typedef struct Fact {
  Relation rel;
  int a, b;
  bool truth;
} Fact;

/* A pure expression over numbers, and its value. */
typedef struct Expression {
  const void *what; /* a Ctor, or the row of a primitive */
  int a, b;         /* a field: the object and the index */
  Value value;
  CoreVar *var; /* that holds it, or NULL */
} Expression;

typedef struct Mark {
  int undo, facts, expressions;
} Mark;

typedef struct Ranges {
  Pass *p;
  Arena *a;               /* for what is known: gone after the function */
  bool rewriting, dead;   /* dead: control does not come here */
  int loops;              /* around the place */
  int trials;             /* of them: gone through without rewriting at present */
  VEC(Interval) interval; /* by number */
  VEC(Undo) trail;
  VEC(Fact) fact;
  VEC(Expression) expression;
  int state[ASSIGNED], assigned;
  VEC(const Core *) loop; /* JOINs that are some */
} Ranges;

static Value eval(Ranges *r, Core **place);

/* --- Numbers ----------------------------------------------------------------------------------------- */

static Value fresh(Ranges *r, Interval interval) {
  vec_push(r->a, &r->interval, interval);
  return (Value){r->interval.len - 1, interval};
}

static Value unknown(Ranges *r) { return fresh(r, interval_any()); }

static Value value_of(const Ranges *r, int number) {
  return (Value){number, r->interval.data[number]};
}

static void narrow(Ranges *r, int number, Interval interval) {
  Interval *now = &r->interval.data[number];
  if (interval_same(*now, interval)) return;
  vec_push(r->a, &r->trail, ((Undo){number, *now}));
  *now = interval;
}

static Mark mark(const Ranges *r) { return (Mark){r->trail.len, r->fact.len, r->expression.len}; }

static void undo(Ranges *r, Mark m) {
  while (r->trail.len > m.undo) {
    Undo u = r->trail.data[--r->trail.len];
    r->interval.data[u.number] = u.before;
  }
  r->fact.len = m.facts;
  r->expression.len = m.expressions;
}

/* --- Variables --------------------------------------------------------------------------------------- */

/* The note of a variable that never changes is its number, that of one which does its place in the state; both plus one, and 0
 * for one whose state is not followed. */
static int note_of(const CoreVar *v) { return (int)(intptr_t)v->note - 1; }
static void set_note(CoreVar *v, int n) { v->note = (void *)(intptr_t)(n + 1); }

static void bind(Ranges *r, CoreVar *v, Value value) {
  if (!v->assigned) set_note(v, value.number);
  else if (note_of(v) >= 0) r->state[note_of(v)] = value.number;
}

static Value read(Ranges *r, const CoreVar *v) {
  if (note_of(v) < 0) return unknown(r);
  return value_of(r, v->assigned ? r->state[note_of(v)] : note_of(v));
}

static void follow(Ranges *r, CoreVar *v) {
  set_note(v, -1);
  if (v->assigned && r->assigned < ASSIGNED) {
    r->state[r->assigned] = unknown(r).number;
    set_note(v, r->assigned++);
  }
}

/* --- Arrivals ---------------------------------------------------------------------------------------- */

static Value join_values(Value a, Value b) {
  return (Value){a.number == b.number ? a.number : -1, interval_join(a.interval, b.interval)};
}

/* Control comes to `at` with these parameters, and the present state. True when that says something new. */
static bool arrive(Ranges *r, Arrival *at, const Value *param) {
  bool changed = !at->reached;
  for (int i = 0; i < r->assigned + at->params; i++) {
    Value now = i < r->assigned ? value_of(r, r->state[i]) : param[i - r->assigned];
    Value *known = i < r->assigned ? &at->state[i] : &at->param[i - r->assigned];
    Value joined = at->reached ? join_values(*known, now) : now;
    changed |= joined.number != known->number || !interval_same(joined.interval, known->interval);
    *known = joined;
  }
  at->reached = true;
  return changed;
}

static void arrive_at(Ranges *r, Label *l, const Value *param) {
  if (!l->frozen && l->trials >= r->trials) arrive(r, &l->now, param);
}

static int number_here(Ranges *r, Value v) {
  if (v.number < 0) return fresh(r, v.interval).number;
  narrow(r, v.number, interval_meet(r->interval.data[v.number], v.interval));
  return v.number;
}

/* Go on from what has arrived. */
static void depart(Ranges *r, const Arrival *from) {
  r->dead = !from->reached;
  if (r->dead) return;
  for (int i = 0; i < r->assigned; i++) r->state[i] = number_here(r, from->state[i]);
}

static Value departed_value(Ranges *r, const Arrival *from) {
  return r->dead ? unknown(r) : value_of(r, number_here(r, from->param[0]));
}

static Arrival new_arrival(Ranges *r, int params) {
  return (Arrival){.param = params ? ARENA_ARRAY(r->a, Value, params) : NULL, .params = params};
}

static void save_state(const Ranges *r, int *state) { memcpy(state, r->state, sizeof r->state); }

static void restore_state(Ranges *r, const int *state) { memcpy(r->state, state, sizeof r->state); }

/* --- Tests ------------------------------------------------------------------------------------------- */

typedef VEC(Fact) Facts;

static void learn(Ranges *r, Fact f) {
  Interval a = r->interval.data[f.a], b = r->interval.data[f.b];
  interval_learn(f.rel, f.truth, &a, &b);
  narrow(r, f.a, a);
  narrow(r, f.b, b);
  vec_push(r->a, &r->fact, f);
}

static bool same_test(const Fact *f, Relation rel, int a, int b) {
  return f->rel == rel && ((f->a == a && f->b == b) || (rel == REL_EQ && f->a == b && f->b == a));
}

/* What a comparison gives by what has been tested before: 0, 1, or -1. */
static int recall_test(const Ranges *r, Comparison c, int a, int b) {
  if (a == b) return c.rel == REL_EQ || c.or_equal;
  for (int i = r->fact.len - 1; i >= 0 && i >= r->fact.len - RECALL; i--) {
    const Fact *f = &r->fact.data[i];
    if (c.or_equal) { /* a <= b is not b < a, and follows from a < b */
      if (same_test(f, c.rel, b, a)) return !f->truth;
      if (f->truth && same_test(f, c.rel, a, b)) return 1;
    } else {
      if (same_test(f, c.rel, a, b)) return f->truth;
      if (f->truth && c.rel != REL_EQ && same_test(f, c.rel, b, a)) return 0;
    }
  }
  return -1;
}

/* What holds when the test at *place, evaluated just now, comes out true. Numbers of its arguments are those of the call. */
static void note_test(Comparison c, Value a, Value b, Facts *facts, Arena *arena) {
  if (c.rel == REL_NONE) return;
  Fact f = {c.rel, c.or_equal ? b.number : a.number, c.or_equal ? a.number : b.number, !c.or_equal};
  vec_push(arena, facts, f);
}

/* --- Primitives -------------------------------------------------------------------------------------- */

static bool is_prim_call(const Core *e) {
  return e->kind == CORE_CALL && e->call.fn->kind == CORE_GLOBAL &&
         e->call.fn->global->kind == GLOBAL_PRIM && e->call.args == e->call.fn->global->arity;
}

static Expression *recall(Ranges *r, const void *what, int a, int b) {
  for (int i = r->expression.len - 1; i >= 0 && i >= r->expression.len - RECALL; i--) {
    Expression *x = &r->expression.data[i];
    if (x->what == what && x->a == a && x->b == b) return x;
  }
  return NULL;
}

static void remember(Ranges *r, const void *what, int a, int b, Value value) {
  vec_push(r->a, &r->expression, ((Expression){what, a, b, value, NULL}));
}

/* The value of an expression that has been met before; a variable that holds it takes its place. */
static Value met_before(Ranges *r, Core **place, Expression *x) {
  if (r->rewriting && x->var) *place = core_var(r->p->arena, (*place)->span, x->var);
  return value_of(r, x->value.number);
}

static void replace_prim(Ranges *r, Core *e, const char *name) {
  pass_remark(r->p, r->p->here, "arithmetic without tests that cannot fail");
  e->call.fn = core_global(r->p->arena, e->call.fn->span, pass_prim(r->p, name));
}

static bool is_constant_interval(Interval i) { return i.kind == INTERVAL_WORD && i.lo == i.hi; }

/* A pure primitive of one or two arguments. */
static Value eval_pure(Ranges *r, Core **place, Value a, Value b, Comparison c) {
  Core *e = *place;
  PrimId id = e->call.fn->global->prim;
  const PrimInfo *info = prim_info(id);
  const char *cheaper;
  int known = c.rel == REL_NONE ? -1 : recall_test(r, c, a.number, b.number);
  Expression *x = known < 0 ? recall(r, info, a.number, b.number) : NULL;
  if (x) return met_before(r, place, x);
  Interval interval = interval_prim(id, a.interval, b.interval, &cheaper);
  if (known >= 0) interval = interval_word(known, known);
  Value value = fresh(r, interval);
  remember(r, info, a.number, b.number, value);
  if (!r->rewriting) return value;
  if (is_constant_interval(interval) && core_is_droppable(e)) {
    *place = core_word(r->p->arena, e->span, (uint64_t)interval.lo);
    pass_remark(r->p, r->p->here, "a test that is decided already is gone");
  } else if (cheaper) {
    replace_prim(r, e, cheaper);
  }
  return value;
}

static bool never_returns(const char *prim) {
  return strcmp(prim, "error") == 0 || strcmp(prim, "throw") == 0 || strcmp(prim, "exit") == 0;
}

static Value eval_prim(Ranges *r, Core **place, Facts *facts) {
  Core *e = *place;
  PrimId id = e->call.fn->global->prim;
  const PrimInfo *info = prim_info(id);
  const char *cheaper = NULL;
  Value arg[2] = {{-1, interval_any()}, {-1, interval_any()}};
  for (int i = 0; i < e->call.args; i++) {
    Value v = eval(r, &e->call.arg[i]);
    if (r->dead) return v;
    if (i < 2) arg[i] = v;
  }
  if (never_returns(info->name)) r->dead = true;
  if (e->call.args > 2) return unknown(r);
  if (strcmp(info->name, "cast") == 0) return arg[0];
  Comparison c = interval_comparison(id);
  if (facts) note_test(c, arg[0], arg[1], facts, r->a);
  if (!info->has_effect) return eval_pure(r, place, arg[0], arg[1], c);
  Value value = fresh(r, interval_prim(id, arg[0].interval, arg[1].interval, &cheaper));
  if (r->rewriting && cheaper) replace_prim(r, e, cheaper);
  return value;
}

static Value eval_field(Ranges *r, Core **place) {
  Core *e = *place;
  Value object = eval(r, &e->field.value);
  if (r->dead) return object;
  Expression *x = recall(r, e->field.ctor, object.number, e->field.index);
  if (x) return met_before(r, place, x);
  Value value = unknown(r);
  remember(r, e->field.ctor, object.number, e->field.index, value);
  return value;
}

/* --- Branches ---------------------------------------------------------------------------------------- */

static void learn_all(Ranges *r, const Facts *facts, bool truth) {
  if (!truth && facts->len != 1) return;
  for (int i = 0; i < facts->len; i++) {
    Fact f = facts->data[i];
    f.truth = f.truth == truth;
    learn(r, f);
  }
}

/* One way of a branch, in which `facts` are as `truth` says. False when it does not come to `end`. */
static bool eval_way(Ranges *r, Core **place, const Facts *facts, bool truth, Arrival *end) {
  Mark m = mark(r);
  int state[ASSIGNED];
  save_state(r, state);
  learn_all(r, facts, truth);
  Value v = eval(r, place);
  bool ends = !r->dead;
  if (ends) arrive(r, end, &v);
  r->dead = false;
  undo(r, m);
  restore_state(r, state);
  return ends;
}

static bool is_prim(const Core *e, const char *name) {
  return is_prim_call(e) && strcmp(prim_info(e->call.fn->global->prim)->name, name) == 0;
}

/* Are the Integers of (small? (small-and a b)) all known to be small? Those that are need not be tested; what is not is a fact
 * when the test says so. */
static bool are_small(Ranges *r, Core **place, Facts *facts) {
  Core *e = *place;
  if (is_prim(e, "small-and")) {
    bool a = are_small(r, &e->call.arg[0], facts), b = are_small(r, &e->call.arg[1], facts);
    if (r->rewriting && (a || b)) *place = e->call.arg[a];
    return a && b;
  }
  Value v = eval(r, place);
  if (v.interval.kind == INTERVAL_SMALL) return true;
  vec_push(r->a, facts, ((Fact){REL_SMALL, v.number, v.number, true}));
  return false;
}

/* A condition, with what is known when it holds. */
static Value eval_test(Ranges *r, Core **place, Facts *facts) {
  Core *e = *place;
  if (is_prim(e, "small?")) return fresh(r, interval_word(are_small(r, &e->call.arg[0], facts), 1));
  return is_prim_call(e) ? eval_prim(r, place, facts) : eval(r, place);
}

static Value eval_if(Ranges *r, Core **place) {
  Core *e = *place;
  Facts facts = {0};
  Value cond = eval_test(r, &e->iff.cond, &facts);
  if (r->dead) return cond;
  if (is_constant_interval(cond.interval)) {
    Core **way = cond.interval.lo ? &e->iff.then : &e->iff.otherwise;
    Value v = eval(r, way);
    if (r->rewriting && core_is_droppable(e->iff.cond)) *place = *way;
    return v;
  }
  Arrival end = new_arrival(r, 1);
  bool then = eval_way(r, &e->iff.then, &facts, true, &end);
  bool otherwise = eval_way(r, &e->iff.otherwise, &facts, false, &end);
  if (then != otherwise) learn_all(r, &facts, then); /* it holds from here on */
  depart(r, &end);
  return departed_value(r, &end);
}

static Value eval_switch(Ranges *r, Core *e) {
  Value v = eval(r, &e->sw.value);
  if (r->dead) return v;
  Arrival end = new_arrival(r, 1);
  Facts none = {0};
  for (int i = 0; i < e->sw.arms; i++) eval_way(r, &e->sw.arm[i].body, &none, true, &end);
  if (e->sw.otherwise) eval_way(r, &e->sw.otherwise, &none, true, &end);
  depart(r, &end);
  return departed_value(r, &end);
}

/* --- Blocks and loops -------------------------------------------------------------------------------- */

static Value eval_block(Ranges *r, Core *e) {
  Label *l = ARENA_NEW(r->a, Label);
  Mark m = mark(r);
  l->now = new_arrival(r, 1);
  l->trials = r->trials;
  e->block.label->note = l;
  Value v = eval(r, &e->block.body);
  if (!l->now.reached) return v; /* nobody leaves it: all that was learned stays */
  if (!r->dead) arrive(r, &l->now, &v);
  undo(r, m);
  depart(r, &l->now);
  return departed_value(r, &l->now);
}

static Value eval_exit(Ranges *r, Core *e) {
  Value v = eval(r, &e->exit.value);
  if (!r->dead) arrive_at(r, e->exit.label->note, &v);
  r->dead = true;
  return v;
}

/* Nothing at all is assumed. */
static void forget(const Ranges *r, Arrival *at) {
  for (int i = 0; i < r->assigned; i++) at->state[i] = (Value){-1, interval_any()};
  for (int i = 0; i < at->params; i++) at->param[i] = (Value){-1, interval_any()};
  at->reached = true;
}

static Arrival copy_arrival(Ranges *r, const Arrival *from) {
  Arrival copy = *from;
  copy.param = ARENA_ARRAY(r->a, Value, from->params + 1);
  if (from->params) memcpy(copy.param, from->param, (size_t)from->params * sizeof *copy.param);
  return copy;
}

/* What has come to the label in this round, beside what was assumed before it: true when it is nothing new. */
static bool settle(const Ranges *r, Arrival *now, const Arrival *before, bool widen) {
  bool settled = now->reached == before->reached;
  if (!now->reached || !before->reached) return settled;
  for (int i = 0; i < r->assigned + now->params; i++) {
    bool is_state = i < r->assigned;
    Value *n = is_state ? &now->state[i] : &now->param[i - r->assigned];
    const Value *b = is_state ? &before->state[i] : &before->param[i - r->assigned];
    if (widen) n->interval = interval_widen(b->interval, n->interval);
    settled &= n->number == b->number && interval_same(n->interval, b->interval);
  }
  return settled;
}

/* The body of a loop of one label: a LOOP has no parameters, a JOIN's are those of the join. */
static void eval_loop_body(Ranges *r, Core **body, const Arrival *start, Arrival *end) {
  Mark m = mark(r);
  int state[ASSIGNED];
  save_state(r, state);
  depart(r, start);
  Value v = eval(r, body);
  if (!r->dead) arrive(r, end, &v);
  undo(r, m);
  restore_state(r, state);
  r->dead = false;
}

static Value eval_loop(Ranges *r, Core *e) {
  Arrival start = new_arrival(r, 0);
  bool rewriting = r->rewriting;
  r->loops++;
  r->trials++;
  r->rewriting = false;
  arrive(r, &start, NULL);
  Arrival entry = start;
  if (r->loops > LOOP_DEPTH) forget(r, &start);
  for (int round = 0; r->loops <= LOOP_DEPTH; round++) {
    Arrival before = start, end = entry;
    eval_loop_body(r, &e->loop.body, &before, &end);
    for (int i = 0; i < r->assigned; i++)
      start.state[i] = join_values(before.state[i], end.state[i]);
    if (settle(r, &start, &before, round >= WIDEN_AFTER)) {
      start = end; /* narrower than what was assumed, perhaps */
      break;
    }
    if (round == ROUNDS) forget(r, &start);
  }
  r->rewriting = rewriting;
  r->trials--;
  Arrival end = {0};
  eval_loop_body(r, &e->loop.body, &start, &end);
  r->loops--;
  r->dead = true;
  return unknown(r);
}

/* --- Joins ------------------------------------------------------------------------------------------- */

static bool is_loop(const Ranges *r, const Core *e) {
  for (int i = 0; i < r->loop.len; i++)
    if (r->loop.data[i] == e) return true;
  return false;
}

static Label *label_of(const Core *e, int i) { return e->join.join[i].label->note; }

/* The body of a join, from what has arrived there. */
static void eval_join_body(Ranges *r, Core *e, int i, const Arrival *from, Arrival *end) {
  Mark m = mark(r);
  int state[ASSIGNED];
  save_state(r, state);
  depart(r, from);
  for (int k = 0; k < from->params; k++)
    bind(r, e->join.join[i].param[k], value_of(r, number_here(r, from->param[k])));
  Value v = eval(r, &e->join.join[i].body);
  if (!r->dead) arrive(r, end, &v);
  undo(r, m);
  restore_state(r, state);
  r->dead = false;
}

static void eval_join_start(Ranges *r, Core *e, Arrival *end) {
  Mark m = mark(r);
  int state[ASSIGNED];
  save_state(r, state);
  Value v = eval(r, &e->join.body);
  if (!r->dead) arrive(r, end, &v);
  undo(r, m);
  restore_state(r, state);
  r->dead = false;
}

/* One round through a cyclic JOIN from what `before` says of its labels; what arrives is in the labels afterwards. */
static void eval_round(Ranges *r, Core *e, const Arrival *before, Arrival *end) {
  for (int i = 0; i < e->join.joins; i++)
    label_of(e, i)->now = new_arrival(r, e->join.join[i].params);
  eval_join_start(r, e, end);
  for (int i = 0; i < e->join.joins; i++)
    if (before[i].reached) eval_join_body(r, e, i, &before[i], end);
}

/* Numbers and intervals that hold at the labels of a cyclic JOIN, whichever way one comes there. */
static void settle_joins(Ranges *r, Core *e) {
  Arrival *before = ARENA_ARRAY(r->a, Arrival, e->join.joins), ignored = new_arrival(r, 1);
  bool settled = false;
  for (int round = 0; !settled && round < ROUNDS; round++) {
    eval_round(r, e, before, &ignored);
    settled = true;
    for (int i = 0; i < e->join.joins; i++) {
      Arrival *now = &label_of(e, i)->now, joined = copy_arrival(r, now);
      if (before[i].reached && now->reached) {
        for (int k = 0; k < r->assigned; k++)
          joined.state[k] = join_values(before[i].state[k], now->state[k]);
        for (int k = 0; k < now->params; k++)
          joined.param[k] = join_values(before[i].param[k], now->param[k]);
      } else if (before[i].reached) {
        joined = before[i];
      }
      settled &= settle(r, &joined, &before[i], round >= WIDEN_AFTER);
      before[i] = joined;
    }
  }
  for (int i = 0; i < e->join.joins && !settled; i++) forget(r, &label_of(e, i)->now);
}

static Value eval_join(Ranges *r, Core *e) {
  bool cyclic = is_loop(r, e), rewriting = r->rewriting;
  Arrival end = new_arrival(r, 1);
  for (int i = 0; i < e->join.joins; i++) {
    Label *l = ARENA_NEW(r->a, Label);
    l->now = new_arrival(r, e->join.join[i].params);
    l->trials = r->trials + cyclic;
    e->join.join[i].label->note = l;
  }
  if (cyclic) {
    r->loops++;
    r->trials++;
    r->rewriting = false;
    if (r->loops <= LOOP_DEPTH) settle_joins(r, e);
    else
      for (int i = 0; i < e->join.joins; i++) forget(r, &label_of(e, i)->now);
    for (int i = 0; i < e->join.joins; i++) label_of(e, i)->frozen = true;
    r->rewriting = rewriting;
    r->trials--;
  }
  eval_join_start(r, e, &end);
  for (int i = 0; i < e->join.joins; i++)
    if (label_of(e, i)->now.reached) eval_join_body(r, e, i, &label_of(e, i)->now, &end);
  r->loops -= cyclic;
  depart(r, &end);
  return departed_value(r, &end);
}

static Value eval_jump(Ranges *r, Core *e) {
  Value *arg = ARENA_ARRAY(r->a, Value, e->jump.args + 1);
  for (int i = 0; i < e->jump.args; i++) {
    arg[i] = eval(r, &e->jump.arg[i]);
    if (r->dead) return arg[i];
  }
  arrive_at(r, e->jump.label->note, arg);
  r->dead = true;
  return unknown(r);
}

/* --- Expressions ------------------------------------------------------------------------------------- */

static void eval_child(void *ctx, Core **place) {
  Ranges *r = ctx;
  if (!r->dead) eval(r, place);
}

static Value eval_let(Ranges *r, Core *e) {
  int before = r->expression.len;
  Value v = eval(r, &e->let.value);
  if (r->dead) return v;
  bind(r, e->let.var, v);
  if (r->expression.len == before || e->let.var->assigned) return v;
  Expression *last = &r->expression.data[r->expression.len - 1];
  if (last->value.number == v.number) last->var = e->let.var;
  return v;
}

static Value eval_integer(Ranges *r, const Core *e) {
  int64_t n;
  return fresh(r, core_digits_fit(e->digits, &n) ? interval_small(n, n) : interval_any());
}

static Value eval_global(Ranges *r, const Core *e) {
  const CoreGlobal *g = e->global;
  if (g->kind != GLOBAL_CTOR || g->arity) return unknown(r);
  int64_t word = (int64_t)core_ctor_word(g->ctor);
  return fresh(r, interval_word(word, word));
}

static Value eval_here(Ranges *r, Core **place) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_INTEGER: return eval_integer(r, e);
    case CORE_WORD: return fresh(r, interval_word((int64_t)e->word, (int64_t)e->word));
    case CORE_GLOBAL: return eval_global(r, e);
    case CORE_VAR: return read(r, e->var);
    case CORE_LET:
      eval_let(r, e);
      if (r->dead) return unknown(r);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      eval(r, &e->seq.first);
      if (r->dead) return unknown(r);
      place = &e->seq.second;
      continue;
    case CORE_LETREC:
      for (int i = 0; i < e->letrec.vars; i++) bind(r, e->letrec.var[i], unknown(r));
      for (int i = 0; i < e->letrec.vars; i++) eval(r, &e->letrec.value[i]);
      place = &e->letrec.body;
      continue;
    case CORE_CALL:
      if (is_prim_call(e)) return eval_prim(r, place, NULL);
      core_children(e, eval_child, r);
      return unknown(r);
    case CORE_ASSIGN: {
      Value v = eval(r, &e->assign.value);
      if (!r->dead) bind(r, e->assign.var, v);
      return fresh(r, interval_word(0, 0));
    }
    case CORE_IF: return eval_if(r, place);
    case CORE_SWITCH: return eval_switch(r, e);
    case CORE_FIELD: return eval_field(r, place);
    case CORE_BLOCK: return eval_block(r, e);
    case CORE_EXIT: return eval_exit(r, e);
    case CORE_LOOP: return eval_loop(r, e);
    case CORE_JOIN: return eval_join(r, e);
    case CORE_JUMP: return eval_jump(r, e);
    case CORE_FAIL: r->dead = true; return unknown(r);
    case CORE_STRING:
    case CORE_LAMBDA:
    case CORE_MATCH:
    case CORE_METHOD:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_CLOSURE: core_children(e, eval_child, r); return unknown(r);
    }
  }
}

/* A variable that is bound in there holds its expression no longer. */
static Value eval(Ranges *r, Core **place) {
  int scope = r->expression.len;
  Value v = eval_here(r, place);
  for (int i = r->expression.len - 1; i >= scope; i--) r->expression.data[i].var = NULL;
  return v;
}

/* --- Before ------------------------------------------------------------------------------------------ */

static void prepare_join(Ranges *r, Core *e) {
  if (core_is_loop(e)) vec_push(r->a, &r->loop, e);
  for (int i = 0; i < e->join.joins; i++)
    for (int k = 0; k < e->join.join[i].params; k++) follow(r, e->join.join[i].param[k]);
}

/* Find the loops, and the variables that change. */
static void prepare(void *ctx, Core **place) {
  Ranges *r = ctx;
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      follow(r, e->let.var);
      prepare(r, &e->let.value);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      prepare(r, &e->seq.first);
      place = &e->seq.second;
    } else {
      if (e->kind == CORE_JOIN) prepare_join(r, e);
      for (int i = 0; e->kind == CORE_LETREC && i < e->letrec.vars; i++)
        follow(r, e->letrec.var[i]);
      core_children(e, prepare, r);
      return;
    }
  }
}

static void start(Ranges *r, CoreVar *v) {
  follow(r, v);
  if (!v->assigned) bind(r, v, unknown(r));
}

static void visit_function(Pass *p, Arena *scratch, CoreGlobal *g) {
  Ranges r = {.p = p, .a = scratch, .rewriting = true};
  for (int i = 0; i < g->arity; i++) start(&r, g->param[i]);
  for (int i = 0; i < g->captures; i++) start(&r, g->captured[i]);
  if (g->self) start(&r, g->self);
  prepare(&r, &g->low);
  eval(&r, &g->low);
}

void pass_ranges(Pass *p) {
  if (p->mode != EMIT_CC) return;
  Arena scratch = arena_new(0);
  char *mark = scratch.at;
  for (int i = 0; i < p->unit->globals.len; i++) {
    if (!p->unit->globals.data[i]->low) continue;
    p->here = p->unit->globals.data[i];
    visit_function(p, &scratch, p->unit->globals.data[i]);
    arena_reset(&scratch, mark);
  }
  arena_drop(&scratch);
}
