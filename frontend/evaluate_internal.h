/* evaluate_internal.h -- what the files of the evaluator of macro bodies share. Not for other folders.
 *
 * The first error is reported and sets `failed`; from then on everything gives nil at once, so nobody needs to look at
 * results before going on, except in loops. */
#ifndef SMT_FRONTEND_EVALUATE_INTERNAL_H
#define SMT_FRONTEND_EVALUATE_INTERNAL_H

#include "frontend/evaluate.h"
#include "frontend/parse.h"

typedef struct Evaluator {
  World *world;
  const MacroBody *body;
  Datum *call;
  uint32_t mark;
  int steps, depth;
  bool failed;
} Evaluator;

/* Data, or a function. */
typedef struct Value {
  Datum *datum; /* NULL: it is a function */
  const struct Callable *function;
} Value;

typedef VEC(Value) ValueVec;

/* A variable or a local function, in front of the ones around it. */
struct Callable;

typedef struct Env {
  const Sym *name;
  Value value;
  bool is_function;
  struct Env *outer;
} Env;

typedef Value (*BuiltinCode)(Evaluator *e, Value *arg, int args, Span at);

typedef struct Builtin {
  const char *name;
  int least, most; /* arguments; most < 0: any number */
  BuiltinCode code;
} Builtin;

struct Callable {
  const Builtin *builtin; /* NULL: it was written in the body of the macro */
  const Sym *name;
  Datum *params;
  Datum **form;
  int forms;
  Env *env;
};

/* ---- evaluate.c ---- */
Value evaluate(Evaluator *e, Datum *d, Env *env);
Value evaluate_forms(Evaluator *e, Datum **form, int forms, Env *env); /* the last one's value */
Value evaluate_apply(Evaluator *e, Value function, Value *arg, int args, Span at);
Value evaluate_lambda(Evaluator *e, const Sym *name, Datum *params, Datum **form, int forms,
                      Env *env);
Value evaluate_function_named(Evaluator *e, Datum *name, Env *env);
Datum *evaluate_quasi(Evaluator *e, Datum *d, Env *env, int depth);
Datum *evaluate_quoted(Evaluator *e, const Datum *d);

/* Report, once, and give nil. */
Value evaluate_error(Evaluator *e, Span at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Count work done; false when there has been too much of it. */
bool evaluate_spend(Evaluator *e, int steps, Span at);

/* Bind a pattern (a name, or a lambda list for a list) to a value. False when it does not fit. */
bool evaluate_bind(Evaluator *e, Datum *pattern, Value v, Env **env);
Env *evaluate_bind_name(Evaluator *e, const Sym *name, Value v, Env *env);

/* ---- values ---- */
Value value_of(Datum *d);
Value value_nil(Evaluator *e);
Value value_truth(Evaluator *e, bool b);
Value value_integer(Evaluator *e, int64_t n);
Value value_string(Evaluator *e, const char *text, size_t size);
Value value_list(Evaluator *e, const Value *item, int items, Span at);
Value value_sublist(Evaluator *e, Datum *list, int from, int to); /* from (in) to (out) */
bool value_has_kind(Value v, DatumKind kind);
bool value_is_true(Value v);
bool value_equal(Value a, Value b); /* names by spelling, whatever brought them in */
/* What a value must be; an error when it is something else. */
Datum *value_datum(Evaluator *e, Value v, Span at);
Datum *value_as_list(Evaluator *e, Value v, Span at); /* a DATUM_LIST; nil is the empty one */
int64_t value_as_integer(Evaluator *e, Value v, Span at);
/* The text of a string, a character or a name. */
const char *value_as_text(Evaluator *e, Value v, Span at, size_t *size);

/* ---- the functions, in evaluate_lists.c and its neighbours ---- */
#define FUNCTION(name, least, most, code)                                                          \
  Value builtin_##code(Evaluator *e, Value *arg, int args, Span at);
#include "frontend/evaluate_functions.def"
#undef FUNCTION

/* ---- evaluate_forms.c, evaluate_loop.c, evaluate_functions.c ---- */
typedef Value (*SpecialCode)(Evaluator *e, Datum *d, Env *env);
SpecialCode evaluate_special(const Sym *head); /* NULL: it is the name of a function */
Value evaluate_loop(Evaluator *e, Datum *d, Env *env);
const Builtin *evaluate_builtin(const Sym *name);

#endif
