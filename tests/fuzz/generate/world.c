#include "world.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

World world;
static World library;

/* --- Random numbers (splitmix64) */

static uint64_t state;

void random_seed(uint64_t seed) { state = seed * 0x9e3779b97f4a7c15u + 1; }

int random_below(int n) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return (int)((z ^ z >> 31) % (uint64_t)n);
}

bool random_percent(int n) { return random_below(100) < n; }

/* --- Names */

Entry *world_add(const char *name, Scheme scheme, unsigned flags) {
  assert(world.entries < (int)(sizeof world.entry / sizeof *world.entry));
  Entry *e = &world.entry[world.entries++];
  *e = (Entry){.name = intern(name), .scheme = scheme, .flags = flags, .cost = 1};
  return e;
}

Entry *world_add_text(const char *name, const char *type, unsigned flags) {
  Entry *e = world_add(name, scheme_of_text(type, false), flags);
  if (flags & CONSTRUCTOR) {
    Type *t = e->scheme.type;
    while (type_is_fun(t)) t = type_to(t);
    Data *d = world_data(t);
    if (!d) d = world_add_data(type_head(t));
    d->constructor[d->constructors++] = world.entries - 1;
  }
  return e;
}

bool world_visible(const Entry *e) {
  for (const Entry *other = &world.entry[world.entries - 1]; other > e; other--) {
    if (!(other->flags & LOCAL)) return true;
    if (other->name == e->name) return false;
  }
  return true;
}

Data *world_add_data(const char *name) {
  Data *d = &world.data[world.datas++];
  *d = (Data){.name = intern(name)};
  return d;
}

Data *world_data(Type *t) {
  const char *head = type_head(t);
  for (int i = 0; i < world.datas; i++)
    if (world.data[i].name == head) return &world.data[i];
  return NULL;
}

/* --- Classes */

void world_add_class(const char *name, bool higher, const char *super) {
  world.class[world.classes++] =
      (Class){.name = intern(name), .higher = higher, .super = super ? intern(super) : NULL};
}

static const Class *find_class(const char *name) {
  for (int i = 0; i < world.classes; i++)
    if (world.class[i].name == name) return &world.class[i];
  assert(!"a class of the table");
  return NULL;
}

void world_add_instance(const char *class, const char *head) {
  assert(world.instances < (int)(sizeof world.instance / sizeof *world.instance));
  world.instance[world.instances++] =
      (Instance){.class = intern(class), .head = scheme_of_text(head, false)};
}

/* Add the types in a text like `I8; Eq :a => List :a`. */
static void add_instances(const char *class, const char *types) {
  char text[2000], *next;
  assert(strlen(types) < sizeof text);
  strcpy(text, types);
  for (char *p = text; p; p = next) {
    next = strchr(p, ';');
    if (next) *next++ = 0;
    world_add_instance(class, p);
  }
}

static bool gives(const char *have, const char *want) {
  for (; have; have = find_class(have)->super)
    if (have == want) return true;
  return false;
}

bool world_entails(const char *class, Type *t) {
  t = type_find(t);
  for (int i = 0; i < world.needs; i++)
    if (type_equal(world.context[i].type, t) && gives(world.context[i].class, class)) return true;
  for (int i = 0; i < world.instances; i++) {
    if (world.instance[i].class != class) continue;
    if (type_head(t) != type_head(world.instance[i].head.type)) continue;
    Scheme head = scheme_fresh(&world.instance[i].head);
    int mark = type_mark();
    bool fits = type_unify(head.type, t);
    for (int n = 0; fits && n < head.needs; n++)
      fits = world_entails(head.need[n].class, head.need[n].type);
    type_undo(mark);
    if (fits) return true;
  }
  return false;
}

/* --- Choosing types */

Type *world_type(int depth) {
  static const char *const plain[] = {
      "Integer", "Integer", "Integer", "Integer", "Integer",  "String", "String",
      "String",  "Boolean", "Boolean", "Char",    "Char",     "F64",    "F64",
      "F32",     "I8",      "I16",     "I32",     "I64",      "U8",     "U16",
      "U32",     "U64",     "IFix",    "UFix",    "Fraction", "Unit",   "Ordering"};
  int data = world.datas - library.datas;
  if (world.rigids && random_percent(30)) return world.rigid[random_below(world.rigids)];
  if (depth <= 0 || random_percent(40))
    return type_name(plain[random_below(sizeof plain / sizeof *plain)]);
  if (data && random_percent(40)) {
    Data *d = &world.data[library.datas + random_below(data)];
    Type *t = world.entry[d->constructor[0]].scheme.type;
    while (type_is_fun(t)) t = type_to(t);
    Type *made = type_name(d->name);
    for (int i = 0; i < type_args(t); i++) made = type_apply(made, world_type(depth - 1));
    return made;
  }
  static const char *const shape[] = {
      "List :a",         "List :a",     "List :a",  "Optional :a",   "Optional :a",
      "Tuple :a :b",     "Tuple :a :b", "Cell :a",  "Vector :a",     "Result :a :b",
      "Tuple3 :a :b :c", ":a -> :b",    ":a -> :b", ":a -> :b -> :c"};
  Scheme s = scheme_of_text(shape[random_below(sizeof shape / sizeof *shape)], false);
  Type *vars[MAX_VARS];
  int n = type_vars(s.type, vars, 0);
  for (int i = 0; i < n; i++) vars[i]->bound = world_type(depth - 1);
  return s.type;
}

/* Bind a variable to the head of one of the instances. */
static bool choose_instance(const char *class, Type *var) {
  int fit = 0;
  const Instance *chosen = NULL;
  for (int i = 0; i < world.instances; i++)
    if (world.instance[i].class == class && random_below(++fit) == 0) chosen = &world.instance[i];
  for (int i = 0; i < world.needs; i++)
    if (gives(world.context[i].class, class) && random_percent(50))
      return type_unify(var, world.context[i].type);
  if (!chosen) return false;
  Scheme head = scheme_fresh(&chosen->head);
  Type *vars[MAX_VARS];
  int n = type_vars(head.type, vars, 0);
  for (int i = 0; i < n; i++) type_unify(vars[i], world_type(0));
  return type_unify(var, head.type);
}

static bool choose_type(const char *class, Type *var) {
  if (!find_class(class)->higher)
    for (int i = 0; i < 6; i++) {
      Type *t = world_type(2);
      if (world_entails(class, t)) return type_unify(var, t);
    }
  return choose_instance(class, var);
}

bool world_solve(Scheme *s) {
  for (int i = 0; i < s->needs; i++)
    if (type_find(s->need[i].type)->kind == TYPE_VAR &&
        !choose_type(s->need[i].class, s->need[i].type))
      return false;
  Type *vars[MAX_VARS];
  int n = type_vars(s->type, vars, 0);
  for (int i = 0; i < n; i++) type_unify(vars[i], world_type(2));
  for (int i = 0; i < s->needs; i++)
    if (!world_entails(s->need[i].class, s->need[i].type)) return false;
  return true;
}

/* --- The library */

void world_init(void) {
  static const char *const plain[] = {"Num", "Eq", "Ord", "Show", "Semigroup", "Integral", "Hash"};
  static const char *const higher[] = {"Functor", "Foldable", "Traversable"};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) world_add_class(plain[i], false, NULL);
  for (size_t i = 0; i < sizeof higher / sizeof *higher; i++)
    world_add_class(higher[i], true, NULL);
  world_add_class("Monoid", false, "Semigroup");
  world_add_class("Applicative", true, "Functor");
  world_add_class("Monad", true, "Applicative");
#define NAME(name, type, flags) world_add_text(name, type, flags);
#define INSTANCES(class, types) add_instances(class, types);
#include "library.def"
  library = world;
}

void world_reset(void) { world = library; }
