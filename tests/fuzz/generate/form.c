/* form.c -- the forms of expressions. Each function writes one, or writes nothing and gives false. */
#include "parts.h"

bool form_if(Type *goal, int depth, bool tail) {
  bool cond = random_percent(30);
  put(cond ? "(cond (" : "(if ");
  write_boolean(depth - 1);
  put(" ");
  write_any(goal, depth - 1, tail);
  put(cond ? ") (True " : " ");
  write_any(goal, depth - 1, tail);
  put(cond ? "))" : ")");
  return true;
}

static const Entry *local_to_match(void) {
  const Entry *chosen = NULL;
  int n = 0;
  for (int i = world.entries - 1; i >= 0 && world.entry[i].flags & LOCAL; i--) {
    const Entry *e = &world.entry[i];
    if (!(e->flags & LOOSE) && world_data(e->scheme.type) && world_visible(e) &&
        random_below(++n) == 0)
      chosen = e;
  }
  return chosen;
}

/* A branch for every constructor, or for some, and mostly one for the rest. */
bool form_match(Type *goal, int depth, bool tail) {
  const Entry *local = random_percent(70) ? local_to_match() : NULL;
  Type *t = local ? local->scheme.type : world_type(2);
  if (type_is_fun(t)) return false;
  put("(match ");
  if (local) put("%s", local->name);
  else write_annotated(t, depth - 1);
  int branches = 1 + random_below(4);
  for (int i = 0; i < branches; i++) write_branch(t, goal, depth - 1, tail, false);
  if (random_percent(85)) write_branch(t, goal, depth - 1, tail, true);
  put(")");
  return true;
}

bool form_let(Type *goal, int depth, bool tail) {
  int mark = world.entries, n = 1 + random_below(3);
  bool star = random_percent(30);
  const char *name[3];
  Type *type[3];
  unsigned loose[3] = {0};
  put(star ? "(let* (" : "(let (");
  for (int i = 0; i < n; i++) {
    name[i] = star ? local_name(mark) : fresh_name("u");
    type[i] = world_type(2);
    bool fun = type_is_fun(type[i]);
    if (fun && !star && random_percent(40)) {
      put("(declare %s ", name[i]);
      put_type(type[i]);
      put(") ");
      put("(%s ", name[i]);
      expression(type[i], depth - 1);
    } else if (fun && random_percent(50)) {
      loose[i] = LOOSE;
      put("(%s ", name[i]);
      form_fn(type[i], depth - 1, false);
    } else {
      put("(%s ", name[i]);
      write_annotated(type[i], depth - 1);
    }
    put(") ");
    if (star) bind(name[i], type[i])->flags |= loose[i];
  }
  if (!star)
    for (int i = 0; i < n; i++) bind(name[i], type[i])->flags |= loose[i];
  put(")\n ");
  write_any(goal, depth - 1, tail);
  put(")");
  unbind(mark);
  return true;
}

/* Local functions that are used at several types. */
bool form_polymorphic(Type *goal, int depth, bool tail) {
  static const struct {
    const char *type, *text;
  } functions[] = {
      {":a -> :a", "(fn (x) x)"},
      {":a -> :b -> :a", "(fn (x _) x)"},
      {":a -> Tuple :a :a", "(fn (x) (Tuple x x))"},
      {"Tuple :a :b -> Tuple :b :a", "(fn ((Tuple x y)) (Tuple y x))"},
      {"(:a -> :a) -> :a -> :a", "(fn (f x) (f (f x)))"},
      {":a -> List :a -> List :a", "(fn (x xs) (Cons x (append xs (Cons x Nil))))"},
      {"Ord :a => :a -> :a -> :a", "(fn (x y) (if (< x y) y x))"},
      {"Num :a => :a -> :a -> :a", "(fn (x y) (- (* x y) x))"},
      {"Show :a => :a -> String", "(fn (x) (<> \"<\" (<> (show x) \">\")))"},
      {"Eq :a, Show :b => :a -> :a -> :b -> String",
       "(fn (x y z) (if (== x y) (show z) \"other\"))"},
  };
  int mark = world.entries, i = random_below(sizeof functions / sizeof *functions);
  const char *name = fresh_name("g");
  put("(let ((%s %s)) ", name, functions[i].text);
  world_add_text(name, functions[i].type, LOCAL);
  write_any(goal, depth - 1, tail);
  put(")");
  unbind(mark);
  return true;
}

/* A function's parameters and body: what is inside does not return from, nor leave the loops of, what is outside. */
static void function_body(Type *fun, int params, int depth) {
  Place outside = place;
  place.loops = 0;
  place.times *= 3;
  place.returns = after(fun, params);
  expression_small(place.returns, depth);
  outside.cost = place.cost, outside.nodes = place.nodes, outside.calls = place.calls;
  place = outside;
}

bool form_fn(Type *goal, int depth, bool tail) {
  (void)tail;
  if (!type_is_fun(goal)) return false;
  int mark = world.entries, params = 1 + random_below(type_arity(goal));
  put("(fn (");
  Type *t = goal;
  if (!(params == 1 && type_head(type_from(t)) == intern("Unit") && random_percent(50)))
    for (int i = 0; i < params; i++, t = type_to(t)) {
      if (i) put(" ");
      write_pattern(type_from(t), 1, false, mark);
    }
  put(") ");
  function_body(goal, params, depth - 1);
  put(")");
  unbind(mark);
  return true;
}

bool form_beta(Type *goal, int depth, bool tail) {
  (void)tail;
  int mark = world.entries, n = 1 + random_below(3);
  Type *fun = goal, *param[3];
  for (int i = n; i-- > 0; fun = type_fun(param[i], fun)) param[i] = world_type(2);
  put("((fn (");
  for (int i = 0; i < n; i++) {
    if (i) put(" ");
    write_pattern(param[i], 1, false, mark);
  }
  put(") ");
  function_body(fun, n, depth - 1);
  put(")");
  unbind(mark);
  for (int i = 0; i < n; i++) {
    put(" ");
    write_annotated(param[i], depth - 1);
  }
  put(")");
  return true;
}

/* A local recursive function with fuel of its own. */
bool form_local_function(Type *goal, int depth, bool tail) {
  static int groups = 1000;
  if (depth < 3 || place.times > 10) return false;
  int mark = world.entries, n = random_below(4);
  Type *result = world_type(1), *fun = result, *param[4];
  for (int i = n; i-- > 0; fun = type_fun(param[i], fun)) param[i] = world_type(2);
  fun = type_fun(plain("Integer"), fun);
  const char *name = fresh_name("go"), *count = fresh_name("n");
  put("(let ((declare %s ", name);
  put_type(fun);
  put(") (%s (fn (%s", name, count);
  Entry e = {.name = name, .scheme = {.type = fun}, .flags = LOCAL | FUELLED, .group = groups++};
  world.entry[world.entries++] = e;
  bind(count, plain("Integer"));
  for (int i = 0; i < n; i++) {
    put(" ");
    write_pattern(param[i], 1, false, mark + 1);
  }
  put(") (if (<= %s 0) ", count);
  write_leaf(result);
  put(" ");
  Place outside = place;
  place = (Place){.fuel = count,
                  .group = e.group,
                  .barred = place.barred,
                  .calls = 2,
                  .returns = result,
                  .times = 1,
                  .nodes = place.nodes};
  expression_tail(result, depth - 2);
  world.entry[mark].cost = (place.cost + 1) * (place.calls == 0 ? 16 : 4);
  outside.nodes = place.nodes;
  place = outside;
  put(")))) ");
  unbind(mark + 1);
  write_any(goal, depth - 1, tail);
  put(")");
  unbind(mark);
  return true;
}

static void signal_branch(const Signal *s, Type *goal, int depth, bool literals) {
  int mark = world.entries;
  put(" ((%s", s->name);
  for (int i = 0; i < s->fields; i++) {
    put(" ");
    write_pattern(s->field[i], literals, literals, mark);
  }
  put(") ");
  expression(goal, depth);
  put(")");
  unbind(mark);
}

bool form_catch(Type *goal, int depth, bool tail) {
  (void)tail;
  if (!extras.exceptions) return false;
  put("(catch ");
  expression(goal, depth - 1);
  int n = 1 + random_below(2);
  for (int i = 0; i < n; i++)
    signal_branch(&extras.exception[random_below(extras.exceptions)], goal, depth - 1, true);
  if (random_percent(40)) {
    put(" (_ ");
    expression(goal, depth - 1);
    put(")");
  }
  put(")");
  return true;
}

bool form_resumable(Type *goal, int depth, bool tail) {
  (void)tail;
  if (!extras.resumptions) return false;
  put("(resumable ");
  expression(goal, depth - 1);
  signal_branch(&extras.resumption[random_below(extras.resumptions)], goal, depth - 1, false);
  put(")");
  return true;
}

static bool raise(const char *form, const Signal *s, int depth) {
  put("(%s ", form);
  if (s->fields) put("(");
  put("%s", s->name);
  for (int i = 0; i < s->fields; i++) {
    put(" ");
    expression(s->field[i], depth - 1);
  }
  put(s->fields ? "))" : ")");
  return true;
}

bool form_throw(Type *goal, int depth, bool tail) {
  (void)goal, (void)tail;
  return extras.exceptions &&
         raise("throw", &extras.exception[random_below(extras.exceptions)], depth);
}

bool form_resume(Type *goal, int depth, bool tail) {
  (void)goal, (void)tail;
  return extras.resumptions &&
         raise("resume-to", &extras.resumption[random_below(extras.resumptions)], depth);
}

bool form_return(Type *goal, int depth, bool tail) {
  (void)goal, (void)tail;
  if (!place.returns) return false;
  put("(return ");
  expression(place.returns, depth - 1);
  put(")");
  return true;
}

bool form_dynamic(Type *goal, int depth, bool tail) {
  (void)tail;
  if (!extras.dynamics) return false;
  const Entry *d = extras.dynamic[random_below(extras.dynamics)];
  put("(dynamic-bind ((%s ", d->name);
  expression(d->scheme.type, depth - 1);
  put(")) ");
  expression(goal, depth - 1);
  put(")");
  return true;
}

bool form_tick(Type *goal, int depth, bool tail) {
  (void)tail;
  put("(tick %d ", random_below(1000));
  expression(goal, depth - 1);
  put(")");
  return true;
}

bool form_the(Type *goal, int depth, bool tail) {
  (void)tail;
  write_annotated(goal, depth - 1);
  return true;
}

bool form_rec(Type *goal, int depth, bool tail) {
  (void)tail;
  if (place.times > 20) return false;
  int mark = world.entries;
  Place outside = place;
  Type *t = world_type(1);
  const char *go = fresh_name("again"), *count = fresh_name("i"), *value = fresh_name("v");
  place.returns = NULL;
  place.loops = 0;
  put("(rec %s ((%s (the Integer %d)) (%s ", go, count, random_below(5), value);
  write_annotated(t, depth - 1);
  put(")) (if (<= %s 0) ", count);
  bind(count, plain("Integer"));
  bind(value, t);
  expression(goal, depth - 1);
  put(" (%s (- %s 1) ", go, count);
  place.times *= 3;
  expression_small(t, depth - 1);
  put(")))");
  outside.nodes = place.nodes, outside.cost = place.cost, outside.calls = place.calls;
  place = outside;
  unbind(mark);
  return true;
}

bool form_do(Type *goal, int depth, bool tail) {
  (void)tail;
  const char *head = type_head(goal);
  if (head != intern("Optional") && head != intern("List") && head != intern("Result"))
    return false;
  int mark = world.entries, n = 1 + random_below(2);
  Place outside = place;
  Type *monad = type_find(goal)->head;
  put("(do ");
  place.returns = NULL;
  place.loops = 0;
  for (int i = 0; i < n; i++) {
    Type *t = world_type(1);
    const char *name = fresh_name("v");
    put("(%s <- ", name);
    write_annotated(type_apply(monad, t), depth - 1);
    put(") ");
    bind(name, t);
    place.times *= 2;
    if (random_percent(30)) short_let(depth - 1);
  }
  expression(goal, depth - 1);
  put(")");
  outside.nodes = place.nodes, outside.cost = place.cost, outside.calls = place.calls;
  place = outside;
  unbind(mark);
  return true;
}

/* [e ...] and [e :for x :in xs :when c] */
bool form_builder(Type *goal, int depth, bool tail) {
  (void)tail;
  const char *head = type_head(goal);
  if (head != intern("List") && head != intern("Vector")) return false;
  Type *element = type_arg(goal, 0);
  if (random_percent(60)) {
    int n = random_below(4);
    put("[");
    for (int i = 0; i < n; i++) {
      if (i) put(" ");
      expression(element, depth - 1);
    }
    put("]");
    return true;
  }
  Place outside = place;
  Type *from = world_type(1);
  int mark = world.entries;
  const char *name = fresh_name("v");
  bind(name, from);
  place.returns = NULL;
  place.loops = 0;
  place.times *= 3;
  put("[");
  expression(element, depth - 1);
  put(" :for %s :in ", name);
  Entry e = world.entry[mark];
  unbind(mark);
  write_annotated(type_apply(plain("List"), from), depth - 1);
  if (random_percent(40)) {
    world.entry[world.entries++] = e;
    put(" :when ");
    write_boolean(depth - 1);
    unbind(mark);
  }
  put("]");
  outside.nodes = place.nodes, outside.cost = place.cost, outside.calls = place.calls;
  place = outside;
  return true;
}

bool form_keywords(Type *goal, int depth, bool tail) {
  (void)tail;
  for (int i = 0; i < extras.keyword_functions; i++) {
    const Keywords *k = &extras.keywords[i];
    if (!type_equal(k->result, goal)) continue;
    put("(%s", k->name);
    for (int p = 0; p < k->params; p++) {
      put(" ");
      expression(k->param[p], depth - 1);
    }
    for (int key = k->keys - 1; key >= 0; key--) {
      if (random_percent(40)) continue;
      put(" :%s ", k->key[key]);
      expression(k->key_type[key], depth - 1);
    }
    put(")");
    return true;
  }
  return false;
}
