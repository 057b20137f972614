/* evaluate_folds.c -- the functions of macro bodies that call functions: over the items of lists, or once. */
#include "frontend/evaluate_internal.h"

/* Call `each` with the i-th items of all lists; gives how many rounds the shortest allows. */
typedef struct Rounds {
  Evaluator *e;
  Value function;
  Datum **list;
  int lists, rounds;
  Span at;
} Rounds;

static Rounds rounds_of(Evaluator *e, Value function, Value *list, int lists, Span at) {
  Rounds r = {.e = e, .function = function, .lists = lists, .at = at};
  r.list = ARENA_ARRAY(e->world->arena, Datum *, lists);
  for (int i = 0; i < lists; i++) {
    r.list[i] = value_as_list(e, list[i], at);
    if (i == 0 || r.list[i]->len < r.rounds) r.rounds = r.list[i]->len;
  }
  return r;
}

static Value round_at(Rounds *r, int i) {
  Value *arg = ARENA_ARRAY(r->e->world->arena, Value, r->lists);
  for (int k = 0; k < r->lists; k++) arg[k] = value_of(r->list[k]->item[i]);
  return evaluate_apply(r->e, r->function, arg, r->lists, r->at);
}

/* (mapcar f list ...) */
Value builtin_mapcar(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, r.rounds);
  for (int i = 0; i < r.rounds; i++) out[i] = round_at(&r, i);
  return value_list(e, out, r.rounds, at);
}

/* (map f list ...), and Common Lisp's (map 'list f list ...) */
Value builtin_map(Evaluator *e, Value *arg, int args, Span at) {
  bool typed = arg[0].datum && datum_is_name(arg[0].datum, "list") && args > 2;
  return builtin_mapcar(e, arg + typed, args - typed, at);
}

Value builtin_mapcan(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, r.rounds);
  for (int i = 0; i < r.rounds; i++) out[i] = round_at(&r, i);
  return builtin_append(e, out, r.rounds, at);
}

Value builtin_every(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  for (int i = 0; i < r.rounds; i++)
    if (!value_is_true(round_at(&r, i))) return value_nil(e);
  return value_truth(e, true);
}

Value builtin_some(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  for (int i = 0; i < r.rounds; i++) {
    Value v = round_at(&r, i);
    if (value_is_true(v)) return v;
  }
  return value_nil(e);
}

static Value keep_where(Evaluator *e, Value *arg, Span at, bool wanted) {
  Rounds r = rounds_of(e, arg[0], arg + 1, 1, at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, r.rounds);
  int n = 0;
  for (int i = 0; i < r.rounds; i++)
    if (value_is_true(round_at(&r, i)) == wanted) out[n++] = value_of(r.list[0]->item[i]);
  return value_list(e, out, n, at);
}

Value builtin_remove_if(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return keep_where(e, arg, at, false);
}

Value builtin_filter(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return keep_where(e, arg, at, true);
}

/* (reduce f list {:initial-value v | :from-end t}*) */
Value builtin_reduce(Evaluator *e, Value *arg, int args, Span at) {
  Datum *list = value_as_list(e, arg[1], at);
  bool from_end = false, begun = false;
  Value v = value_nil(e);
  for (int i = 2; i + 1 < args; i += 2) {
    if (arg[i].datum && datum_is_name(arg[i].datum, ":initial-value")) {
      begun = true;
      v = arg[i + 1];
    } else if (arg[i].datum && datum_is_name(arg[i].datum, ":from-end")) {
      from_end = value_is_true(arg[i + 1]);
    } else {
      return evaluate_error(e, at, "`reduce` knows :initial-value and :from-end");
    }
  }
  for (int i = 0; i < list->len && !e->failed; i++) {
    Value item = value_of(list->item[from_end ? list->len - 1 - i : i]);
    Value pair[] = {from_end ? item : v, from_end ? v : item};
    v = begun ? evaluate_apply(e, arg[0], pair, 2, at) : item;
    begun = true;
  }
  return begun || e->failed ? v : evaluate_apply(e, arg[0], NULL, 0, at);
}

/* (funcall f arg ...) */
Value builtin_funcall(Evaluator *e, Value *arg, int args, Span at) {
  return evaluate_apply(e, arg[0], arg + 1, args - 1, at);
}

/* (apply f arg ... list) */
Value builtin_apply(Evaluator *e, Value *arg, int args, Span at) {
  Datum *tail = value_as_list(e, arg[args - 1], at);
  Value *all = ARENA_ARRAY(e->world->arena, Value, args + tail->len);
  int n = 0;
  for (int i = 1; i < args - 1; i++) all[n++] = arg[i];
  for (int i = 0; i < tail->len; i++) all[n++] = value_of(tail->item[i]);
  return evaluate_apply(e, arg[0], all, n, at);
}
