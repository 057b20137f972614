/* statement.c -- what is evaluated for its effects: bodies, loops, assignments. */
#include "parts.h"

#include <string.h>

static const Entry *local_with_head(const char *head) {
  const Entry *chosen = NULL;
  int n = 0;
  for (int i = world.entries - 1; i >= 0 && world.entry[i].flags & LOCAL; i--) {
    const Entry *e = &world.entry[i];
    if (type_head(e->scheme.type) == intern(head) && world_visible(e) && random_below(++n) == 0)
      chosen = e;
  }
  return chosen;
}

static void for_loop(Type *returns, int depth);

static void statement(int depth) {
  const Entry *cell = local_with_head("Cell"), *vector = local_with_head("Vector");
  int dice = random_below(100);
  if (cell && dice < 35) {
    put("(cell:write! %s ", cell->name);
    expression_small(type_arg(cell->scheme.type, 0), depth - 1);
    put(")");
  } else if (vector && dice < 55) {
    put("(vector:push! ");
    expression(type_arg(vector->scheme.type, 0), depth - 1);
    put(" %s)", vector->name);
  } else if (dice < 65 && depth > 1) {
    put(random_percent(50) ? "(when " : "(unless ");
    write_boolean(depth - 1);
    put(" ");
    statement(depth - 1);
    put(")");
  } else if (dice < 75 && place.loops) {
    put(random_percent(50) ? "(when " : "(unless ");
    write_boolean(depth - 1);
    put(random_percent(50) ? " (break))" : " (continue))");
  } else if (dice < 82 && depth > 1 && place.times < 20) {
    for_loop(NULL, depth - 1);
  } else if (dice < 86 && place.returns) {
    put("(when ");
    write_boolean(depth - 1);
    put(" (return ");
    expression(place.returns, depth - 1);
    put("))");
  } else {
    put("(tick %d ", random_below(1000));
    write_annotated(world_type(1), depth - 1);
    put(")");
  }
}

/* (let pattern = e), or (let (values x y) = e) */
void short_let(int depth) {
  Type *t = world_type(2);
  int before = world.entries;
  Entry bound[16];
  put("(let ");
  if (type_head(t) == intern("Tuple") && random_percent(50)) {
    const char *x = fresh_name("v"), *y = fresh_name("v");
    put("(values %s %s)", x, y);
    bind(x, type_arg(t, 0));
    bind(y, type_arg(t, 1));
  } else {
    write_pattern(t, 2, false, before);
  }
  /* What it binds is not yet in scope in the value. */
  int n = world.entries - before;
  if (n > 16) n = 16;
  memcpy(bound, &world.entry[before], n * sizeof *bound);
  unbind(before);
  put(" = ");
  write_annotated(t, depth - 1);
  put(")");
  memcpy(&world.entry[before], bound, n * sizeof *bound);
  world.entries = before + n;
}

bool form_progn(Type *goal, int depth, bool tail) {
  int mark = world.entries, n = 1 + random_below(3);
  put("(progn ");
  for (int i = 0; i < n; i++) {
    if (random_percent(50)) short_let(depth);
    else statement(depth);
    put("\n ");
  }
  write_any(goal, depth - 1, tail);
  put(")");
  unbind(mark);
  return true;
}

/* Counts to a few, with an accumulator or two. Without a result it is a statement. */
static void for_loop(Type *returns, int depth) {
  int mark = world.entries, n = random_below(3), loops = place.loops;
  const char *count = fresh_name("i"), *name[2];
  Type *type[2];
  place.loops = 0;
  put(random_percent(30) ? "(for* ((%s (the Integer 0) (+ %s 1))"
                         : "(for ((%s (the Integer 0) (+ %s 1))",
      count, count);
  for (int i = 0; i < n; i++) name[i] = fresh_name("v"), type[i] = world_type(1);
  double times = place.times;
  for (int i = 0; i < n; i++) {
    put(" (%s ", name[i]);
    write_annotated(type[i], depth - 1);
    put(" ");
    int outside = world.entries;
    bind(count, plain("Integer"));
    for (int j = 0; j < i; j++) bind(name[j], type[j]);
    bind(name[i], type[i]);
    place.times = times * 4;
    expression_small(type[i], depth - 1);
    place.times = times;
    unbind(outside);
    put(")");
  }
  put(")");
  bind(count, plain("Integer"));
  for (int i = 0; i < n; i++) bind(name[i], type[i]);
  if (returns) {
    put(" :returns ");
    expression(returns, depth - 1);
  }
  place.times = times * 4;
  if (random_percent(20)) put(" :repeat %d ", random_below(4));
  else if (random_percent(30)) put(" :until (>= %s %d) ", count, 1 + random_below(4));
  else put(" :while (< %s %d) ", count, 1 + random_below(4));
  place.loops = 1;
  statement(depth - 1);
  if (random_percent(50)) statement(depth - 1);
  place.loops = loops;
  place.times = times;
  put(")");
  unbind(mark);
}

bool form_for(Type *goal, int depth, bool tail) {
  (void)tail;
  if (place.times > 20) return false;
  for_loop(goal, depth);
  return true;
}
