/* call.c -- choose a name whose type, after so many arguments, is the one that is wanted, and write that call. */
#include "parts.h"

/* An entry, and how many arguments make the goal of it. */
typedef struct Choice {
  const Entry *entry;
  int arguments;
} Choice;

Type *after(Type *t, int arguments) {
  while (arguments--) t = type_to(t);
  return t;
}

static bool allowed(const Entry *e, int arguments, bool tail) {
  int arity = type_arity(e->scheme.type);
  if (e->flags & SYNTAX && arguments != arity) return false;
  if (place.cost + e->cost * place.times > MOST_CALLS) return false;
  if (e->group && e->group == place.barred) return false;
  if (!(e->flags & FUELLED)) return true;
  if (arguments == 0) return false;
  if (e->group != place.group) return e->cost > 0;
  return place.fuel && place.calls > 0 && arguments == arity && (tail || !place.tail_only);
}

/* Does the entry, given so many arguments, have the goal's type? Its scheme in *s is solved as far as the goal says. */
static bool fits(const Entry *e, int arguments, Type *goal, Scheme *s) {
  Type *result = after(e->scheme.type, arguments);
  const char *head = type_head(result);
  if (head && head != type_head(goal)) return false;
  *s = scheme_fresh(&e->scheme);
  if (!type_unify(after(s->type, arguments), goal)) return false;
  for (int i = 0; i < s->needs; i++) {
    Type *vars[MAX_VARS];
    if (type_vars(s->need[i].type, vars, 0) == 0 &&
        !world_entails(s->need[i].class, s->need[i].type))
      return false;
  }
  return true;
}

static bool choose(Type *goal, bool tail, bool group_only, Choice *chosen) {
  int total = 0;
  for (int i = 0; i < world.entries; i++) {
    const Entry *e = &world.entry[i];
    if (group_only && (!(e->flags & FUELLED) || e->group != place.group)) continue;
    int arity = type_arity(e->scheme.type);
    for (int k = 0; k <= arity; k++) {
      if (!allowed(e, k, tail)) continue;
      Scheme s;
      int mark = type_mark();
      bool fit = fits(e, k, goal, &s);
      type_undo(mark);
      if (!fit || !world_visible(e)) continue;
      /* What gives anything would be chosen always. */
      bool general = !type_head(after(e->scheme.type, k));
      int weight = e->flags & LOCAL     ? 12
                   : e->flags & FUELLED ? 20
                   : general            ? 1
                   : k < arity          ? 2
                                        : 4;
      total += weight;
      if (random_below(total) < weight) *chosen = (Choice){e, k};
    }
  }
  return total > 0;
}

static void fuel(const Entry *e) {
  if (place.fuel && e->group == place.group) {
    put(" (- %s 1)", place.fuel);
    place.calls--;
  } else {
    put(" %d", random_below(5));
  }
}

/* Annotate one argument for each variable that the goal leaves open: bits of argument numbers. */
static unsigned annotations(const Scheme *s, int arguments, Type **open, int n) {
  unsigned annotate = 0;
  for (int v = 0; v < n; v++) {
    int seen = 0, chosen = -1, i = 0;
    for (Type *t = s->type; i < arguments; t = type_to(t), i++)
      if (type_mentions(type_from(t), open[v]) && random_below(++seen) == 0) chosen = i;
    if (chosen >= 0) annotate |= 1u << chosen;
  }
  return annotate;
}

static bool write_call(Choice c, Type *goal, int depth) {
  const Entry *e = c.entry;
  Scheme s;
  int mark = type_mark();
  if (!fits(e, c.arguments, goal, &s)) return false;
  Type *open[MAX_VARS];
  int n = type_vars(s.type, open, 0);
  unsigned annotate = e->flags & LOOSE ? ~0u : annotations(&s, c.arguments, open, n);
  if (!world_solve(&s)) {
    type_undo(mark);
    return false;
  }
  type_keep(mark);
  place.cost += e->cost * place.times;
  if (c.arguments) put("(");
  bool hidden = !(e->flags & (SYNTAX | FUELLED)) && hide_here();
  put(hidden ? "(opaque %s)" : "%s", e->name);
  bool own = e->flags & FUELLED && place.fuel && e->group == place.group;
  Type *t = s.type;
  for (int i = 0; i < c.arguments; i++, t = type_to(t)) {
    if (i == 0 && e->flags & FUELLED) {
      fuel(e);
      continue;
    }
    put(" ");
    if (annotate >> i & 1) write_annotated(type_from(t), depth - 1);
    else if (own) expression_small(type_from(t), depth - 1);
    else expression(type_from(t), depth - 1);
  }
  if (c.arguments) put(")");
  return true;
}

bool form_call(Type *goal, int depth, bool tail) {
  Choice c;
  return choose(goal, tail, false, &c) && write_call(c, goal, depth);
}

bool form_recursion(Type *goal, int depth, bool tail) {
  Choice c;
  return place.fuel && choose(goal, tail, true, &c) && write_call(c, goal, depth);
}
