/* program.c -- write random well-typed programs.
 *
 *   generate [--hide] SEED [COUNT]
 *
 * writes the programs of the seeds SEED to SEED + COUNT - 1, one after the other, as one script: compiling many at once is cheaper.
 * Every definition has the seed in its name. Each program prints the values of a few expressions; whatever goes wrong in one is
 * caught and printed as `!`. With --hide they are the same programs, in a form that leaves the optimiser little to see. */
#include "expression.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static unsigned long seed;
static int groups;

/* A name of this program. */
static const char *own(const char *prefix, int n) {
  char name[64];
  snprintf(name, sizeof name, "%s%d-%lu", prefix, n, seed);
  return intern(name);
}

static char *text_of(Type *t) {
  char *text;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  type_print(out, t);
  fclose(out);
  return text;
}

static void begin_definition(void) {
  place = (Place){.times = 1, .nodes = 8 + random_below(random_percent(10) ? 60 : 22)};
}

/* --- Data types */

/* A type for a field, of the parameters, earlier types and, when it may recur, of the type itself. */
static Type *field_type(Type *self, bool recursive) {
  int dice = random_below(100);
  if (recursive && dice < 20) return self;
  if (recursive && dice < 25) return type_apply(type_name("List"), self);
  if (recursive && dice < 27 && type_args(self) == 1)
    return type_apply(type_name(type_head(self)), type_of_text("Tuple :a :a"));
  if (dice < 33) return type_apply(type_name("Optional"), world_type(1));
  Type *t = world_type(1);
  return type_is_fun(t) && random_percent(80) ? type_name("Integer") : t;
}

/* Functions and cells have no Eq, Ord or Show. */
static bool derivable(Type *t, const char *self) {
  const char *head = type_head(t);
  if (head == self || *head == ':') return true;
  static const char *const with[] = {"List", "Optional", "Tuple", "Result", "Tuple3"};
  for (int i = 0; i < 5; i++)
    if (head == intern(with[i])) {
      for (int n = 0; n < type_args(t); n++)
        if (!derivable(type_arg(t, n), self)) return false;
      return true;
    }
  for (int n = 0; n < type_args(t); n++)
    if (!derivable(type_arg(t, n), self)) return false;
  static const char *const classes[] = {"Eq", "Ord", "Show"};
  Scheme s = scheme_of_text(text_of(t), false);
  Type *vars[MAX_VARS];
  int open = type_vars(s.type, vars, 0);
  for (int i = 0; i < open; i++) type_unify(vars[i], type_name("Integer"));
  for (int i = 0; i < 3; i++)
    if (!world_entails(intern(classes[i]), s.type)) return false;
  return true;
}

static void add_derived(Type *self) {
  static const char *const classes[] = {"Eq", "Ord", "Show"};
  for (int i = 0; i < 3; i++) {
    char text[200], *at = text;
    for (int n = 0; n < type_args(self); n++)
      at += sprintf(at, "%s%s %s", n ? ", " : "", classes[i], type_arg(self, n)->name);
    if (type_args(self)) at += sprintf(at, " => ");
    sprintf(at, "%s", text_of(self));
    world_add_instance(classes[i], text);
  }
}

static void add_constructor(const char *name, Type **field, int n, Type *self) {
  Type *t = self;
  while (n-- > 0) t = type_fun(field[n], t);
  world_add_text(name, text_of(t), CONSTRUCTOR);
}

enum { MOST_FIELDS = 8, MOST_CONSTRUCTORS = 20 };

static void data_type(int number) {
  Type *self = type_name(own("T", number));
  int params = random_below(3), kind = random_below(6);
  world.rigids = 0;
  static const char *const names[] = {":a", ":b"};
  for (int i = 0; i < params; i++) {
    Type *t = world.rigid[world.rigids++] = type_name(names[i]);
    self = type_apply(self, t);
  }
  bool structure = kind == 0;
  int constructors = structure   ? 1
                     : kind == 1 ? 2 + random_below(18)
                     : kind == 2 ? 16 + random_below(4)
                                 : 1 + random_below(5);
  Type *field[MOST_CONSTRUCTORS][MOST_FIELDS];
  int fields[MOST_CONSTRUCTORS];
  bool derives = true;
  for (int c = 0; c < constructors; c++) {
    fields[c] = kind == 1   ? 0
                : structure ? 1 + random_below(5)
                            : random_below(random_percent(10) ? MOST_FIELDS : 4);
    for (int f = 0; f < fields[c]; f++) {
      field[c][f] = field_type(self, c > 0);
      derives = derives && derivable(field[c][f], type_head(self));
    }
  }
  if (derives) put("(derive Eq Ord Show)\n");
  put("(%s ", structure ? "define-struct" : "define-type");
  if (params) type_print(stdout, self);
  else put("%s", type_head(self));
  if (derives) add_derived(self);
  for (int c = 0; c < constructors; c++) {
    const char *name = structure ? type_head(self) : own(own("C", c), number);
    add_constructor(name, field[c], fields[c], self);
    if (!structure) put(fields[c] ? " (%s" : " %s", name);
    for (int f = 0; f < fields[c]; f++) {
      const char *label = own("field", f);
      if (structure) {
        char accessor[70];
        snprintf(accessor, sizeof accessor, ".%s-%d", label, number);
        put(" (%s ", accessor + 1);
        type_print(stdout, field[c][f]);
        put(")");
        world_add_text(accessor, text_of(type_fun(self, field[c][f])), LOOSE);
      } else {
        put(" ");
        type_print(stdout, field[c][f]);
      }
    }
    if (!structure && fields[c]) put(")");
  }
  put(")\n");
  world.rigids = 0;
}

/* --- Exceptions, resumptions, dynamic variables */

static Signal signal_type(const char *name) {
  Signal s = {.name = name, .fields = random_below(3)};
  for (int i = 0; i < s.fields; i++) s.field[i] = world_type(1);
  return s;
}

static void put_signal(const Signal *s) {
  put(s->fields ? " (%s" : " %s", s->name);
  for (int i = 0; i < s->fields; i++) {
    put(" ");
    type_print(stdout, s->field[i]);
  }
  if (s->fields) put(")");
}

static void signals(void) {
  int types = random_below(3);
  for (int i = 0; i < types; i++) {
    put("(define-exception %s", own("Bad", i));
    int n = 1 + random_below(3);
    for (int c = 0; c < n && extras.exceptions < 8; c++) {
      Signal *s = &extras.exception[extras.exceptions++];
      *s = signal_type(own(own("Bad", c), i));
      put_signal(s);
    }
    put(")\n");
  }
  int n = random_below(3);
  for (int i = 0; i < n; i++) {
    Signal *s = &extras.resumption[extras.resumptions++];
    *s = signal_type(own("Go", i));
    put("(define-resumption");
    put_signal(s);
    put(")\n");
  }
}

static void dynamics(void) {
  int n = random_below(3);
  for (int i = 0; i < n; i++) {
    char name[80];
    Type *t = world_type(1);
    snprintf(name, sizeof name, "*%s*", own("d", i));
    begin_definition();
    put("(declare %s ", name);
    type_print(stdout, t);
    put(")\n(define %s ", name);
    expression(t, 0);
    put(")\n");
    extras.dynamic[extras.dynamics++] = world_add_text(name, text_of(t), 0);
  }
}

/* --- Definitions of functions */

/* Write `(name parameter...)`, binding the parameters. `count`: the first one, or NULL. */
static void put_head(const char *name, const char *count, Type *t) {
  put("(define (%s", name);
  if (count) {
    put(" %s", count);
    bind(count, type_from(t));
    t = type_to(t);
  }
  for (; type_is_fun(t); t = type_to(t)) {
    put(" ");
    expression_parameter(type_from(t));
  }
  put(")\n  ");
}

static Type *result_of(Type *t) {
  while (type_is_fun(t)) t = type_to(t);
  return t;
}

/* A function type; the result is no function, so that as many parameters are written as there are. */
static Type *function_type(int params) {
  Type *t;
  do t = world_type(2);
  while (type_is_fun(t));
  while (params-- > 0) t = type_fun(world_type(random_percent(20) ? 2 : 1), t);
  return t;
}

static void put_declare(const char *name, Type *t) {
  put("(declare %s ", name);
  if (world.rigids || world.needs) {
    put("(forall (");
    for (int i = 0; i < world.rigids; i++) put("%s ", world.rigid[i]->name);
    for (int i = 0; i < world.needs; i++)
      if (*type_head(world.context[i].type) == ':' && i == 0 && !world.rigids)
        put("%s ", type_head(world.context[i].type));
    put(") (");
    for (int i = 0; i < world.needs; i++)
      put("(%s %s) ", world.context[i].class, type_head(world.context[i].type));
    if (world.needs) put("=> ");
    type_print(stdout, t);
    put("))");
  } else {
    type_print(stdout, t);
  }
  put(")\n");
}

/* The type with the context of the function being written, its variables flexible. */
static Scheme generalised(Type *t) {
  char text[1000], *at = text;
  for (int i = 0; i < world.needs; i++)
    at += sprintf(at, "%s%s %s", i ? ", " : "", world.context[i].class,
                  type_head(world.context[i].type));
  if (world.needs) at += sprintf(at, " => ");
  snprintf(at, sizeof text - (at - text), "%s", text_of(t));
  return scheme_of_text(text, false);
}

/* Type variables for a polymorphic function, with constraints on them. */
static void choose_variables(void) {
  static const char *const names[] = {":a", ":b"}, *const classes[] = {"Eq", "Ord", "Show", "Num",
                                                                       "Semigroup"};
  int n = random_below(3);
  for (int i = 0; i < n; i++) {
    Type *t = world.rigid[world.rigids++] = type_name(names[i]);
    int needs = random_below(3);
    for (int c = 0; c < needs; c++) {
      int ours = 0;
      for (int k = 0; k < world.classes; k++)
        ours += strchr(world.class[k].name, '-') && !world.class[k].higher;
      const char *class = classes[random_below(5)];
      if (ours && random_percent(60)) class = own("Class", random_below(ours));
      if (!world_entails(intern(class), t)) world.context[world.needs++] = (Need){intern(class), t};
    }
  }
}

static void forget_variables(void) { world.rigids = world.needs = 0; }

/* One function, or several that call each other. */
static void functions(int number, int many) {
  bool fuelled = many > 1 || random_percent(60), loop = fuelled && random_percent(40);
  int group = ++groups, first = world.entries;
  if (many == 1) choose_variables();
  bool declared = world.rigids || many > 1 || random_percent(75);
  Type *result = NULL;
  for (int i = 0; i < many; i++) {
    Type *t = function_type(random_below(random_percent(15) ? 9 : 5));
    if (i == 0) result = result_of(t);
    /* Those that tail-call each other have one result. */
    if (i > 0 && loop) {
      int params = random_below(5);
      for (t = result; params-- > 0;) t = type_fun(world_type(1), t);
    }
    /* A builder's type must come from somewhere. */
    const char *head = type_head(result_of(t));
    declared = declared || head == intern("List") || head == intern("Vector");
    /* What the context is about must be in the type. */
    for (int v = 0; v < world.rigids; v++) t = type_fun(world.rigid[v], t);
    if (fuelled || !type_is_fun(t)) t = type_fun(type_name("Integer"), t);
    Entry *e = world_add(own(own("f", number), i), generalised(t),
                         (fuelled ? FUELLED : 0) | (declared ? 0 : LOOSE));
    e->group = group;
    e->cost = 0;
  }
  /* Until all are done, nothing but their own bodies may call them; from elsewhere, they take fuel anew. */
  int end = world.entries;
  double cost = 0;
  if (!fuelled) world.entries = first;
  for (int i = first; i < end; i++) {
    Entry e = world.entry[i];
    Type *t = scheme_of_text(text_of(e.scheme.type), true).type;
    int locals = world.entries;
    const char *count = fuelled ? fresh_name("n") : NULL;
    begin_definition();
    place.returns = result_of(t);
    if (declared) put_declare(e.name, t);
    put_head(e.name, count, t);
    if (fuelled) {
      put("(if (<= %s 0) ", count);
      expression(place.returns, 1);
    }
    place.fuel = count;
    place.group = group;
    place.tail_only = loop;
    place.calls = loop ? 3 : 2;
    put("\n  ");
    expression_tail(place.returns, 5);
    put(fuelled ? "))\n" : ")\n");
    world.entries = locals;
    cost += (place.cost + 1) * (loop ? 5 : place.calls == 0 ? 32 : 5);
    world.entry[i] = e;
    if (!fuelled) world.entries = end;
  }
  for (int i = first; i < end; i++) world.entry[i].cost = cost;
  forget_variables();
}

static void keyword_function(int number) {
  Keywords *k = &extras.keywords[extras.keyword_functions];
  *k = (Keywords){.name = own("k", number),
                  .params = random_below(3),
                  .keys = 1 + random_below(3),
                  .result = world_type(1)};
  int mark = world.entries;
  begin_definition();
  put("(declare %s (", k->name);
  for (int i = 0; i < k->params; i++) {
    type_print(stdout, k->param[i] = world_type(1));
    put(i < k->params - 1 ? " * " : " ");
  }
  put("&key");
  for (int i = 0; i < k->keys; i++) {
    k->key[i] = fresh_name("key");
    put(" (:%s ", k->key[i]);
    type_print(stdout, k->key_type[i] = world_type(1));
    put(")");
  }
  put(" -> ");
  type_print(stdout, k->result);
  put("))\n(define (%s", k->name);
  for (int i = 0; i < k->params; i++) {
    put(" ");
    expression_parameter(k->param[i]);
  }
  put(" &key");
  for (int i = 0; i < k->keys; i++) {
    put(" (%s ", k->key[i]);
    expression(k->key_type[i], 2);
    put(")");
    bind(k->key[i], k->key_type[i]);
  }
  put(") ");
  place.returns = k->result;
  expression_tail(k->result, 4);
  put(")\n");
  world.entries = mark;
  extras.keyword_functions++;
}

static void value(int number) {
  Type *t = world_type(2);
  begin_definition();
  place.nodes = 12;
  put("(declare %s ", own("value", number));
  type_print(stdout, t);
  put(")\n(define %s (catch ", own("value", number));
  expression(t, 4);
  put(" (_ ");
  place.nodes = 0;
  expression(t, 0);
  put(")))\n");
  world_add_text(own("value", number), text_of(t), 0);
}

/* --- Classes */

typedef struct Method {
  const char *name, *type; /* the class's parameter is :self */
} Method;

static const Method plain_methods[] = {
    {"to", ":self -> Integer"},
    {"from", "Integer -> :self"},
    {"mix", ":self -> :self -> :self"},
    {"unit", ":self"},
    {"all", "List :self -> :self -> Optional :self"},
    {"with", ":m -> :self -> Tuple :self :m"},
    {"each", "(:self -> :m) -> :self -> List :m"},
    {"many", ":self -> Integer -> String -> Boolean -> :self -> Integer -> String"},
};

static const Method higher_methods[] = {
    {"map", "(:m -> :n) -> :self :m -> :self :n"},
    {"size", ":self :m -> Integer"},
    {"one", ":m -> :self :m"},
    {"sum", "(:m -> Integer) -> :self :m -> Integer"},
    {"both", ":self :m -> :self :m -> :self (Tuple :m :m)"},
};

/* The method's type at an instance: the text with the head in place of :self. */
static Type *method_type(const char *text, Type *head) {
  Scheme s = scheme_of_text(text, false);
  Type *vars[MAX_VARS];
  int n = type_vars(s.type, vars, 0);
  for (int i = 0; i < n; i++)
    vars[i]->bound = strcmp(vars[i]->name, ":self") == 0 ? head : type_name(vars[i]->name);
  return type_of_text(text_of(s.type));
}

static void method_variables(Type *t) {
  static const char *const names[] = {":m", ":n"};
  char *text = text_of(t);
  for (int i = 0; i < 2; i++)
    if (strstr(text, names[i])) world.rigid[world.rigids++] = type_name(names[i]);
}

static void put_method(const char *name, const char *text, Type *head) {
  int mark = world.entries, rigids = world.rigids;
  Type *t = method_type(text, head);
  method_variables(t);
  begin_definition();
  place.nodes = 3 + random_below(8);
  place.barred = groups;
  if (type_is_fun(t)) {
    put(" ");
    put_head(name, NULL, t);
    place.returns = result_of(t);
    expression_tail(place.returns, 4);
  } else {
    put(" (define %s ", name);
    /* Nothing that fails: it is computed when the program starts. */
    expression(t, 0);
  }
  put(")\n");
  world.entries = mark;
  world.rigids = rigids;
}

static void put_instance(const char *class, const char *head, const Method *method,
                         const unsigned char *chosen, int methods, int number) {
  Scheme s = scheme_of_text(head, true), flexible = scheme_of_text(head, false);
  Type *vars[MAX_VARS];
  forget_variables();
  int n = type_vars(flexible.type, vars, 0);
  for (int i = 0; i < n; i++) world.rigid[world.rigids++] = type_name(vars[i]->name);
  for (int i = 0; i < s.needs; i++) world.context[world.needs++] = s.need[i];
  world_add_instance(class, head);
  put("(define-instance (");
  for (int i = 0; i < s.needs; i++) put("(%s %s) ", s.need[i].class, type_head(s.need[i].type));
  if (s.needs) put("=> ");
  put("%s ", class);
  type_print(stdout, s.type);
  put(")\n");
  for (int i = 0; i < methods; i++)
    put_method(own(own(method[chosen[i]].name, chosen[i]), number), method[chosen[i]].type, s.type);
  put(")\n");
  forget_variables();
}

/* Instances for some types. A superclass has more than its subclasses. */
static void plain_instances(const char *class, const Method *method, const unsigned char *chosen,
                            int methods, int number, int many) {
  static const char *const heads[] = {"Integer",           "String", "%s => List :a", "I16",
                                      "%s => Optional :a", "F64"};
  for (int i = 0; i < many; i++) {
    char need[80], head[160];
    snprintf(need, sizeof need, "%s :a", class);
    snprintf(head, sizeof head, heads[i], need);
    put_instance(class, head, method, chosen, methods, number);
  }
  for (int i = 0; i < world.datas; i++) {
    Type *self = result_of(world.entry[world.data[i].constructor[0]].scheme.type);
    if (!strchr(world.data[i].name, '-')) continue;
    char head[300], *at = head;
    for (int n = 0; n < type_args(self); n++)
      at += sprintf(at, "%s%s %s", n ? ", " : "", class, type_arg(self, n)->name);
    if (type_args(self)) at += sprintf(at, " => ");
    sprintf(at, "%s", text_of(self));
    put_instance(class, head, method, chosen, methods, number);
    if (many < 6) break;
  }
}

static int choose_methods(unsigned char *chosen, int of) {
  int n = 0;
  for (int i = 0; i < of; i++)
    if (random_percent(60)) chosen[n++] = i;
  if (n == 0) chosen[n++] = 0;
  return n;
}

static void put_class(const char *class, const char *super, bool higher, const Method *method,
                      const unsigned char *chosen, int methods, int number) {
  world_add_class(class, higher, super);
  groups++;
  put("(define-class (");
  if (super) put("%s :self => ", super);
  put("%s :self)", class);
  for (int i = 0; i < methods; i++) {
    const Method *m = &method[chosen[i]];
    const char *name = own(own(m->name, chosen[i]), number);
    bool uses_m = strstr(m->type, ":m"), uses_n = strstr(m->type, ":n");
    put("\n (%s ", name);
    if (uses_m) put("(forall (:m%s) (%s))", uses_n ? " :n" : "", m->type);
    else put("(%s)", m->type);
    put(")");
    char type[300];
    snprintf(type, sizeof type, "%s :self => %s", class, m->type);
    world_add_text(name, type, 0)->group = groups;
  }
  put(")\n");
}

static void classes(void) {
  unsigned char chosen[16];
  const char *super = NULL;
  int n = random_percent(50) ? 0 : 1 + random_below(2), many = 3 + random_below(4);
  for (int i = 0; i < n; i++) {
    const char *class = own("Class", i);
    int methods = choose_methods(chosen, sizeof plain_methods / sizeof *plain_methods);
    put_class(class, super, false, plain_methods, chosen, methods, i);
    plain_instances(class, plain_methods, chosen, methods, i, many);
    if (random_percent(70)) super = class;
    many = 1 + random_below(many);
  }
  if (random_percent(75)) return;
  const char *class = own("Higher", 0);
  int methods = choose_methods(chosen, sizeof higher_methods / sizeof *higher_methods);
  put_class(class, NULL, true, higher_methods, chosen, methods, 9);
  put_instance(class, "List", higher_methods, chosen, methods, 9);
  put_instance(class, "Optional", higher_methods, chosen, methods, 9);
  put_instance(class, "Result :a", higher_methods, chosen, methods, 9);
}

/* --- Programs */

static void main_lines(void) {
  put("(declare %s (Unit -> Unit))\n(define (%s)\n", own("main", 0), own("main", 0));
  int n = 3 + random_below(6);
  for (int i = 0; i < n; i++) {
    Type *t = world_type(2);
    while (!world_entails(intern("Show"), t)) t = world_type(2);
    begin_definition();
    place.nodes = 15;
    place.returns = type_name("String");
    put("  (line %d (fn () (show ", i);
    put("(the ");
    type_print(stdout, t);
    put(" ");
    expression(t, 5);
    put("))))\n");
  }
  put(")\n(println \"== %lu\")\n(%s)\n", seed, own("main", 0));
}

static void program(void) {
  random_seed(seed);
  world_reset();
  extras = (Extras){0};
  put(";;; %lu\n", seed);
  int n = random_below(4);
  for (int i = 0; i < n; i++) data_type(i);
  signals();
  dynamics();
  classes();
  n = 2 + random_below(6);
  for (int i = 0; i < n; i++) {
    int dice = random_below(100);
    if (dice < 10) keyword_function(extras.keyword_functions);
    else if (dice < 20) value(i);
    else functions(i, dice < 35 ? 2 + random_below(2) : 1);
    if (extras.keyword_functions == 4) break;
  }
  main_lines();
}

static void copy_file(const char *path) {
  FILE *in = fopen(path, "r");
  if (!in) {
    perror(path);
    exit(2);
  }
  for (int c; (c = getc(in)) != EOF;) putchar(c);
  fclose(in);
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--hide") == 0) {
    expression_hide(true);
    argc--, argv++;
  }
  if (argc < 2 || argc > 3) {
    fputs("usage: generate [--hide] SEED [COUNT]\n", stderr);
    return 2;
  }
  copy_file("tests/fuzz/generate/prelude.smt");
  world_init();
  unsigned long first = strtoul(argv[1], NULL, 10),
                count = argc == 3 ? strtoul(argv[2], NULL, 10) : 1;
  for (seed = first; seed < first + count; seed++) program();
  return 0;
}
