/* mismatch.h -- what to say when types do not agree: unify.c finds it, mismatch.c explains it.
 *
 * While an expression is checked, c->why tells where the type that is expected of it comes from; it holds for
 * that very type (the same node) only, so forms that expect something else of their parts need not reset it. The type
 * variables themselves remember which form bound them (Type.var.at), which gives the second place of most messages. */
#ifndef SMT_TYPECHECK_MISMATCH_H
#define SMT_TYPECHECK_MISMATCH_H

#include "typecheck/checker.h"

typedef enum WhyKind {
  WHY_UNKNOWN,
  WHY_ARGUMENT,  /* number `index` of a call */
  WHY_CONDITION, /* of an if, or what is written like one */
  WHY_BRANCH,    /* of an if or a match: all branches have one type */
  WHY_ELEMENT,   /* of a list or collection */
  WHY_PATTERN,   /* the value that a pattern is to match */
  WHY_SAID,      /* by a `the` */
  WHY_RETURN,    /* by a return from its function */
  WHY_RESULT,    /* by the declared type of the definition (c->declared) */
} WhyKind;

struct ArgumentCheck;

/* A definition with a declared type, while its body is checked. */
typedef struct Declared {
  Type *type; /* as its body must have it */
  Scheme *scheme;
  const Sym *name;
  Span span; /* of the name in the declaration, or nowhere */
  Span type_span;
  bool is_method; /* its class declares it */
} Declared;

typedef struct Why {
  WhyKind kind;
  int index;
  Type *expected;              /* what this explains */
  Expr *form;                  /* the call, if, ... */
  struct ArgumentCheck *check; /* WHY_ARGUMENT, while the arguments are being checked */
} Why;

/* Two types that do not agree, kept apart from them: after a mismatch both are poisoned. */
typedef struct Mismatch {
  Expr *expr; /* may be NULL */
  Span span;
  Type *expected, *found;
  const char *expected_text, *found_text;
  Why why;
  UnifyResult result;
  Span fixed; /* the form that settled the expected type, or nowhere */
  const char *fixed_text;
  const Sym *rigid; /* a declared type variable that would have to be some type */
  bool is_literal;
} Mismatch;

/* A call whose arguments are being checked. What does not fit is kept until all have been seen: two arguments may
 * stand in each other's places. */
typedef struct ArgumentCheck {
  Expr *call;
  Type *type; /* of the function */
  Type **param;
  VEC(Mismatch) wrong;
} ArgumentCheck;

/* A call that gives a function more or fewer arguments than it has parameters. With currying that need not be wrong;
 * where types do not agree later on, it most likely is. */
typedef struct OddCall {
  Expr *call;
  int takes;
  Type *made; /* the function type that the result of the call came to, or NULL: too few */
} OddCall;

/* Check e against a type that `why` explains. */
Core *infer_because(Checker *c, Expr *e, Type *expected, Why why);

/* Make the type found of an expression equal to the one expected; false after a message. */
bool unify_expr(Checker *c, Expr *e, Type *expected, Type *found);

/* Tell that e, a literal number, cannot have the expected type. */
void mismatch_literal(Checker *c, Expr *e, Type *expected);

/* Tell of expr (or of a span) that its type does not agree; the types are poisoned. */
void mismatch_report(Checker *c, Expr *expr, Span span, Type *expected, Type *found,
                     UnifyResult result);

/* Tell what was kept. */
void mismatch_arguments(Checker *c, ArgumentCheck *check);

/* If an odd call explains why a function type turned up, tell that instead: true. NULL: the type would contain
 * itself. */
bool mismatch_odd_call(Checker *c, Type *function);
void mismatch_note_call(Checker *c, Expr *call, int takes, Type *made);

/* How many parameters a function of this type has that are written in its type. */
int type_arity(Checker *c, Type *t);

/* What a message can call the function of a call: its name, or NULL; and where the user defined it. */
const char *callee_name(const Expr *fn);
void note_callee(Checker *c, const Expr *fn);

/* Is it a known type of numbers? */
bool mismatch_is_number(Checker *c, Type *t);

void report_too_many(Checker *c, Expr *call, int takes);
void report_too_few(Checker *c, Expr *call, int takes);

/* The text of a place when it is short enough to be quoted, or NULL. */
const char *source_text(Checker *c, Span span);

/* The place that settled a type (a variable once), or nowhere. */
Span type_settled_at(Type *t);

#endif
