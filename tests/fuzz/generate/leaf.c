/* leaf.c -- names, the smallest expressions of each type, and patterns. */
#include "parts.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

void put(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vprintf(format, args);
  va_end(args);
}

void put_type(Type *t) { type_print(stdout, t); }

const char *fresh_name(const char *prefix) {
  static int n;
  char name[64];
  snprintf(name, sizeof name, "%s%d", prefix, n++);
  return intern(name);
}

Entry *bind(const char *name, Type *t) { return world_add(name, (Scheme){.type = t}, LOCAL); }

/* A name for a local that none of the locals from `mark` on has. It may hide others. */
const char *local_name(int mark) {
  static const char *const pool[] = {"a",  "b",   "c",      "x",       "y",    "z",
                                     "xs", "acc", "length", "reverse", "list", "f"};
  const char *name = intern(pool[random_below(sizeof pool / sizeof *pool)]);
  for (int i = mark; i < world.entries; i++)
    if (world.entry[i].name == name) return fresh_name("v");
  return name;
}

Type *plain(const char *name) { return type_name(name); }

/* Forget the locals from here on. */
void unbind(int mark) { world.entries = mark; }

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

const Entry *local_of_type(Type *t) {
  const Entry *chosen = NULL;
  int n = 0;
  for (int i = world.entries - 1; i >= 0 && world.entry[i].flags & LOCAL; i--) {
    const Entry *e = &world.entry[i];
    if (type_equal(e->scheme.type, t) && world_visible(e) && random_below(++n) == 0) chosen = e;
  }
  return chosen;
}

/* A constructor of the type applied to leaves: the first one, which never contains the type itself. */
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
    write_leaf(type_from(f));
  }
  if (arity) put(")");
}

void write_leaf(Type *t) {
  const Entry *local = random_percent(70) ? local_of_type(t) : NULL;
  if (local) {
    put("%s", local->name);
  } else if (literal(t)) {
  } else if (type_is_fun(t)) {
    put("(fn (_) ");
    write_leaf(type_to(t));
    put(")");
  } else if (type_head(t) == intern("Unit")) {
    put("Unit");
  } else if (type_head(t) == intern("Fraction")) {
    put("%d/%d", random_below(9) - 4, 1 + random_below(6));
  } else if (type_head(t) == intern("Cell") || type_head(t) == intern("Vector")) {
    put(type_head(t) == intern("Cell") ? "(cell:new " : "(vector:singleton ");
    write_leaf(type_arg(t, 0));
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
void write_pattern(Type *t, int depth, bool refutable, int mark) {
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
      write_pattern(type_from(f), depth - 1, refutable, mark);
    }
    put(")");
  } else if (refutable && dice < 75 && literal(t)) {
  } else if (dice < 85 && dice >= 80 && depth > 0) {
    const char *name = local_name(mark);
    bind(name, t);
    put("(= %s ", name);
    write_pattern(t, depth - 1, refutable, mark);
    put(")");
  } else if (dice >= 90) {
    put("_");
  } else {
    const char *name = local_name(mark);
    bind(name, t);
    put("%s", name);
  }
}

void write_branch(Type *t, Type *goal, int depth, bool tail, bool whole) {
  int mark = world.entries;
  put("\n (");
  if (whole) put("_");
  else write_pattern(t, 3, true, mark);
  put(" ");
  write_any(goal, depth, tail);
  put(")");
  unbind(mark);
}

void expression_parameter(Type *t) {
  static int mark;
  mark = world.entries;
  while (mark && world.entry[mark - 1].flags & LOCAL) mark--;
  write_pattern(t, 1, false, mark);
}
