#include "expression.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

Extras extras;
Place place;

/* --- Names and small things */

void put(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vprintf(format, args);
  va_end(args);
}

static void put_type(Type *t) { type_print(stdout, t); }

const char *fresh_name(const char *prefix) {
  static int n;
  char name[64];
  snprintf(name, sizeof name, "%s%d", prefix, n++);
  return intern(name);
}

Entry *bind(const char *name, Type *t) { return world_add(name, (Scheme){.type = t}, LOCAL); }

/* A name for a local that none of the locals from `mark` on has. It may hide others. */
static const char *local_name(int mark) {
  static const char *const pool[] = {"a",  "b",   "c",      "x",       "y",    "z",
                                     "xs", "acc", "length", "reverse", "list", "f"};
  const char *name = intern(pool[random_below(sizeof pool / sizeof *pool)]);
  for (int i = mark; i < world.entries; i++)
    if (world.entry[i].name == name) return fresh_name("v");
  return name;
}

static Type *plain(const char *name) { return type_name(name); }

/* Forget the locals from here on. */
static void unbind(int mark) { world.entries = mark; }

/* --- Hiding from the optimiser. Its dice are its own. */

static bool hiding;
static uint64_t hiding_state;

void expression_hide(bool hide) { hiding = hide; }

static bool hide_here(void) {
  if (!hiding) return false;
  hiding_state = hiding_state * 6364136223846793005u + 1442695040888963407u;
  return (hiding_state >> 33) % 4 == 0;
}

static void write_any(Type *goal, int depth, bool tail);

void expression(Type *goal, int depth) {
  if (hide_here()) {
    put("(opaque ");
    write_any(goal, depth, false);
    put(")");
  } else {
    write_any(goal, depth, false);
  }
}

void expression_tail(Type *goal, int depth) { write_any(goal, depth, true); }

void expression_small(Type *goal, int depth) {
  static const char *const bounded[] = {"Integer", "String", "List", "Fraction"};
  static const char *const with[] = {"clip", "clip-string", "clip-list", "clip-fraction"};
  const char *head = type_head(goal);
  for (int i = 0; i < 4; i++)
    if (head == intern(bounded[i])) {
      put("(%s ", with[i]);
      expression(goal, depth);
      put(")");
      return;
    }
  expression(goal, depth);
}

/* Where the context says nothing about the type. */
static void annotated(Type *t, int depth) {
  put("(the ");
  put_type(t);
  put(" ");
  expression(t, depth);
  put(")");
}

static void boolean(int depth) { expression(plain("Boolean"), depth); }

/* --- Leaves */

/* Write a literal, also as a pattern; false when the type has none. */
static bool literal(Type *t) {
  static const struct {
    const char *type, *text[12];
  } literals[] = {
      {"Integer",
       {"0", "1", "2", "-1", "7", "-13", "100", "4611686018427387903", "4611686018427387904",
        "-4611686018427387905", "9223372036854775808", "123456789012345678901234567890"}},
      {"I8", {"0", "1", "2", "-1", "127", "-128", "5", "100"}},
      {"I16", {"0", "1", "-2", "32767", "-32768", "300"}},
      {"I32", {"0", "1", "-1", "2147483647", "-2147483648", "70000"}},
      {"I64", {"0", "1", "-1", "9223372036854775807", "-9223372036854775808", "12"}},
      {"IFix", {"0", "1", "-1", "3", "1000000007"}},
      {"U8", {"0", "1", "255", "128", "3"}},
      {"U16", {"0", "1", "65535", "7"}},
      {"U32", {"0", "1", "4294967295", "9"}},
      {"U64", {"0", "1", "18446744073709551615", "9223372036854775808"}},
      {"UFix", {"0", "1", "2", "3", "10"}},
      {"F64", {"0.0", "1.5", "-2.25", "1.0e10", "0.1", "-0.0", "1.0e-300", "3.0"}},
      {"F32", {"0.0f0", "1.5f0", "-0.1f0", "1.0f10", "16777216.0f0"}},
      {"String",
       {"\"\"", "\"a\"", "\"hello\"", "\"two words\"", "\"\\\"q\\\\\"", "\"\xce\xbbx\"",
        "\"\\n\""}},
      {"Char", {"#\\a", "#\\z", "#\\Space", "#\\A", "#\\\xce\xbb", "#\\0"}},
  };
  const char *name = type_head(t);
  for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
    if (name != intern(literals[i].type)) continue;
    int n = 0;
    while (n < 12 && literals[i].text[n]) n++;
    put("%s", literals[i].text[random_below(n)]);
    return true;
  }
  return false;
}

static const Entry *local_of_type(Type *t) {
  const Entry *chosen = NULL;
  int n = 0;
  for (int i = world.entries - 1; i >= 0 && world.entry[i].flags & LOCAL; i--) {
    const Entry *e = &world.entry[i];
    if (type_equal(e->scheme.type, t) && world_visible(e) && random_below(++n) == 0) chosen = e;
  }
  return chosen;
}

/* A constructor of the type applied to leaves: the first one, which never contains the type itself. */
static void leaf(Type *t);

static void construct(Data *d, Type *t) {
  const Entry *e = &world.entry[d->constructor[0]];
  Scheme s = scheme_fresh(&e->scheme);
  int arity = type_arity(s.type), mark = type_mark();
  Type *result = s.type;
  while (type_is_fun(result)) result = type_to(result);
  bool fits = type_unify(result, t);
  assert(fits);
  (void)fits;
  type_keep(mark);
  put(arity ? "(%s" : "%s", e->name);
  for (Type *f = s.type; type_is_fun(f); f = type_to(f)) {
    put(" ");
    leaf(type_from(f));
  }
  if (arity) put(")");
}

static void leaf(Type *t) {
  const Entry *local = random_percent(70) ? local_of_type(t) : NULL;
  if (local) {
    put("%s", local->name);
  } else if (literal(t)) {
  } else if (type_is_fun(t)) {
    put("(fn (_) ");
    leaf(type_to(t));
    put(")");
  } else if (type_head(t) == intern("Unit")) {
    put("Unit");
  } else if (type_head(t) == intern("Fraction")) {
    put("%d/%d", random_below(9) - 4, 1 + random_below(6));
  } else if (type_head(t) == intern("Cell") || type_head(t) == intern("Vector")) {
    put(type_head(t) == intern("Cell") ? "(cell:new " : "(vector:singleton ");
    leaf(type_arg(t, 0));
    put(")");
  } else if (world_data(t)) {
    construct(world_data(t), t);
  } else if ((local = local_of_type(t))) {
    put("%s", local->name);
  } else {
    put("(error \"nothing of this type\")");
  }
}

/* --- Patterns */

/* mark: where the names bound by this pattern, or this list of parameters, begin. */
static void pattern(Type *t, int depth, bool refutable, int mark) {
  Data *d = world_data(t);
  int dice = random_below(100);
  if (d && depth > 0 && dice < 65 && (refutable || d->constructors == 1)) {
    const Entry *e = &world.entry[d->constructor[random_below(d->constructors)]];
    Scheme s = scheme_fresh(&e->scheme);
    Type *result = s.type;
    while (type_is_fun(result)) result = type_to(result);
    int solved = type_mark();
    type_unify(result, t);
    type_keep(solved);
    put("(%s", e->name);
    for (Type *f = s.type; type_is_fun(f); f = type_to(f)) {
      put(" ");
      pattern(type_from(f), depth - 1, refutable, mark);
    }
    put(")");
  } else if (refutable && dice < 75 && literal(t)) {
  } else if (dice < 85 && dice >= 80 && depth > 0) {
    const char *name = local_name(mark);
    bind(name, t);
    put("(= %s ", name);
    pattern(t, depth - 1, refutable, mark);
    put(")");
  } else if (dice >= 90) {
    put("_");
  } else {
    const char *name = local_name(mark);
    bind(name, t);
    put("%s", name);
  }
}

static void branch(Type *t, Type *goal, int depth, bool tail, bool whole) {
  int mark = world.entries;
  put("\n (");
  if (whole) put("_");
  else pattern(t, 3, true, mark);
  put(" ");
  write_any(goal, depth, tail);
  put(")");
  unbind(mark);
}

void expression_parameter(Type *t) {
  static int mark;
  mark = world.entries;
  while (mark && world.entry[mark - 1].flags & LOCAL) mark--;
  pattern(t, 1, false, mark);
}

/* --- Calls */

/* An entry, and how many arguments make the goal of it. */
typedef struct Choice {
  const Entry *entry;
  int arguments;
} Choice;

static Type *after(Type *t, int arguments) {
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
    if (annotate >> i & 1) annotated(type_from(t), depth - 1);
    else if (own) expression_small(type_from(t), depth - 1);
    else expression(type_from(t), depth - 1);
  }
  if (c.arguments) put(")");
  return true;
}

/* --- The forms. Each writes an expression, or nothing and gives false. */

static bool form_call(Type *goal, int depth, bool tail) {
  Choice c;
  return choose(goal, tail, false, &c) && write_call(c, goal, depth);
}

static bool form_recursion(Type *goal, int depth, bool tail) {
  Choice c;
  return place.fuel && choose(goal, tail, true, &c) && write_call(c, goal, depth);
}

static bool form_if(Type *goal, int depth, bool tail) {
  bool cond = random_percent(30);
  put(cond ? "(cond (" : "(if ");
  boolean(depth - 1);
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
static bool form_match(Type *goal, int depth, bool tail) {
  const Entry *local = random_percent(70) ? local_to_match() : NULL;
  Type *t = local ? local->scheme.type : world_type(2);
  if (type_is_fun(t)) return false;
  put("(match ");
  if (local) put("%s", local->name);
  else annotated(t, depth - 1);
  int branches = 1 + random_below(4);
  for (int i = 0; i < branches; i++) branch(t, goal, depth - 1, tail, false);
  if (random_percent(85)) branch(t, goal, depth - 1, tail, true);
  put(")");
  return true;
}

static bool form_fn(Type *goal, int depth, bool tail);

static bool form_let(Type *goal, int depth, bool tail) {
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
      annotated(type[i], depth - 1);
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
static bool form_polymorphic(Type *goal, int depth, bool tail) {
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

static bool form_fn(Type *goal, int depth, bool tail) {
  (void)tail;
  if (!type_is_fun(goal)) return false;
  int mark = world.entries, params = 1 + random_below(type_arity(goal));
  put("(fn (");
  Type *t = goal;
  if (!(params == 1 && type_head(type_from(t)) == intern("Unit") && random_percent(50)))
    for (int i = 0; i < params; i++, t = type_to(t)) {
      if (i) put(" ");
      pattern(type_from(t), 1, false, mark);
    }
  put(") ");
  function_body(goal, params, depth - 1);
  put(")");
  unbind(mark);
  return true;
}

static bool form_beta(Type *goal, int depth, bool tail) {
  (void)tail;
  int mark = world.entries, n = 1 + random_below(3);
  Type *fun = goal, *param[3];
  for (int i = n; i-- > 0; fun = type_fun(param[i], fun)) param[i] = world_type(2);
  put("((fn (");
  for (int i = 0; i < n; i++) {
    if (i) put(" ");
    pattern(param[i], 1, false, mark);
  }
  put(") ");
  function_body(fun, n, depth - 1);
  put(")");
  unbind(mark);
  for (int i = 0; i < n; i++) {
    put(" ");
    annotated(param[i], depth - 1);
  }
  put(")");
  return true;
}

/* A local recursive function with fuel of its own. */
static bool form_local_function(Type *goal, int depth, bool tail) {
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
    pattern(param[i], 1, false, mark + 1);
  }
  put(") (if (<= %s 0) ", count);
  leaf(result);
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
    pattern(s->field[i], literals, literals, mark);
  }
  put(") ");
  expression(goal, depth);
  put(")");
  unbind(mark);
}

static bool form_catch(Type *goal, int depth, bool tail) {
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

static bool form_resumable(Type *goal, int depth, bool tail) {
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

static bool form_throw(Type *goal, int depth, bool tail) {
  (void)goal, (void)tail;
  return extras.exceptions &&
         raise("throw", &extras.exception[random_below(extras.exceptions)], depth);
}

static bool form_resume(Type *goal, int depth, bool tail) {
  (void)goal, (void)tail;
  return extras.resumptions &&
         raise("resume-to", &extras.resumption[random_below(extras.resumptions)], depth);
}

static bool form_return(Type *goal, int depth, bool tail) {
  (void)goal, (void)tail;
  if (!place.returns) return false;
  put("(return ");
  expression(place.returns, depth - 1);
  put(")");
  return true;
}

static bool form_dynamic(Type *goal, int depth, bool tail) {
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

static bool form_tick(Type *goal, int depth, bool tail) {
  (void)tail;
  put("(tick %d ", random_below(1000));
  expression(goal, depth - 1);
  put(")");
  return true;
}

static bool form_the(Type *goal, int depth, bool tail) {
  (void)tail;
  annotated(goal, depth - 1);
  return true;
}

/* --- Statements */

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
    boolean(depth - 1);
    put(" ");
    statement(depth - 1);
    put(")");
  } else if (dice < 75 && place.loops) {
    put(random_percent(50) ? "(when " : "(unless ");
    boolean(depth - 1);
    put(random_percent(50) ? " (break))" : " (continue))");
  } else if (dice < 82 && depth > 1 && place.times < 20) {
    for_loop(NULL, depth - 1);
  } else if (dice < 86 && place.returns) {
    put("(when ");
    boolean(depth - 1);
    put(" (return ");
    expression(place.returns, depth - 1);
    put("))");
  } else {
    put("(tick %d ", random_below(1000));
    annotated(world_type(1), depth - 1);
    put(")");
  }
}

/* (let pattern = e), or (let (values x y) = e) */
static void short_let(int depth) {
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
    pattern(t, 2, false, before);
  }
  /* What it binds is not yet in scope in the value. */
  int n = world.entries - before;
  if (n > 16) n = 16;
  memcpy(bound, &world.entry[before], n * sizeof *bound);
  unbind(before);
  put(" = ");
  annotated(t, depth - 1);
  put(")");
  memcpy(&world.entry[before], bound, n * sizeof *bound);
  world.entries = before + n;
}

static bool form_progn(Type *goal, int depth, bool tail) {
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
    annotated(type[i], depth - 1);
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

static bool form_for(Type *goal, int depth, bool tail) {
  (void)tail;
  if (place.times > 20) return false;
  for_loop(goal, depth);
  return true;
}

static bool form_rec(Type *goal, int depth, bool tail) {
  (void)tail;
  if (place.times > 20) return false;
  int mark = world.entries;
  Place outside = place;
  Type *t = world_type(1);
  const char *go = fresh_name("again"), *count = fresh_name("i"), *value = fresh_name("v");
  place.returns = NULL;
  place.loops = 0;
  put("(rec %s ((%s (the Integer %d)) (%s ", go, count, random_below(5), value);
  annotated(t, depth - 1);
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

static bool form_do(Type *goal, int depth, bool tail) {
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
    annotated(type_apply(monad, t), depth - 1);
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
static bool form_builder(Type *goal, int depth, bool tail) {
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
  annotated(type_apply(plain("List"), from), depth - 1);
  if (random_percent(40)) {
    world.entry[world.entries++] = e;
    put(" :when ");
    boolean(depth - 1);
    unbind(mark);
  }
  put("]");
  outside.nodes = place.nodes, outside.cost = place.cost, outside.calls = place.calls;
  place = outside;
  return true;
}

static bool form_keywords(Type *goal, int depth, bool tail) {
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

/* --- Any of them */

static const struct {
  bool (*write)(Type *goal, int depth, bool tail);
  int weight;
} forms[] = {
    {form_call, 50},       {form_recursion, 10}, {form_if, 6},
    {form_match, 14},      {form_let, 7},        {form_fn, 30},
    {form_beta, 3},        {form_progn, 6},      {form_local_function, 3},
    {form_polymorphic, 4}, {form_catch, 3},      {form_resumable, 2},
    {form_dynamic, 3},     {form_throw, 2},      {form_resume, 1},
    {form_return, 2},      {form_tick, 5},       {form_the, 2},
    {form_for, 3},         {form_rec, 3},        {form_do, 8},
    {form_builder, 8},     {form_keywords, 6},
};

static void write_any(Type *goal, int depth, bool tail) {
  if (place.nodes-- <= 0 || depth <= 0) {
    if (tail && place.calls > 0 && form_recursion(goal, 1, true)) return;
    leaf(goal);
    return;
  }
  if (tail && place.tail_only && random_percent(30) && form_recursion(goal, depth, true)) return;
  for (int tries = 0; tries < 6; tries++) {
    int total = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) total += forms[i].weight;
    int dice = random_below(total);
    size_t i = 0;
    for (; dice >= forms[i].weight; i++) dice -= forms[i].weight;
    if (forms[i].write(goal, depth, tail)) return;
  }
  leaf(goal);
}
