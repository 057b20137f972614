/* expression.h -- write a random expression of a wanted type to stdout.
 *
 * What is written is well typed whatever the dice say, and everything in it is determined: where the context does not fix a type
 * (the argument of `show`, what is matched) the expression is written under `the`. It ends: recursion spends fuel, and an
 * estimate of the number of calls (`times`, `cost`) keeps products of loops small. */
#ifndef SMT_TESTS_GENERATE_EXPRESSION_H
#define SMT_TESTS_GENERATE_EXPRESSION_H

#include "world.h"

/* A constructor of an exception or a resumption. */
typedef struct Signal {
  const char *name;
  Type *field[3];
  int fields;
} Signal;

/* A function with keyword parameters. */
typedef struct Keywords {
  const char *name;
  Type *param[2];
  int params;
  const char *key[3];
  Type *key_type[3];
  int keys;
  Type *result;
} Keywords;

/* What a program has beside names that are applied. */
typedef struct Extras {
  Signal exception[8], resumption[8];
  int exceptions, resumptions;
  const Entry *dynamic[4];
  int dynamics;
  Keywords keywords[4];
  int keyword_functions;
} Extras;

extern Extras extras;

/* Where we are in the program. */
typedef struct Place {
  const char *fuel; /* the variable that counts down; NULL: no recursion here */
  int group;        /* the functions that may be called with one less */
  int barred;       /* those that may not: methods of the class whose instance this is in */
  bool tail_only;   /* they may be called in tail position only */
  int calls;        /* of them that may still be written */
  Type *returns;    /* what `return` takes; NULL where it is not allowed */
  int loops;        /* that `break` may leave */
  double times;     /* how often this place is run, about */
  double cost;      /* calls that one run of the function makes, about */
  int nodes;        /* expressions that may still be written in this definition */
} Place;

extern Place place;

enum { MOST_CALLS = 2000 };

/* Write it under calls of functions that the optimiser knows nothing of, here and there: the value is the same. Costs no random
 * numbers of the program's own: both forms of a program are otherwise equal. */
void expression_hide(bool hide);

void expression(Type *goal, int depth);
/* In tail position. */
void expression_tail(Type *goal, int depth);
/* Kept small when it is an Integer, a String or a List. */
void expression_small(Type *goal, int depth);
/* Write a pattern for a parameter, and bind its variables. */
void expression_parameter(Type *t);

void put(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A name that nothing else has. */
const char *fresh_name(const char *prefix);
Entry *bind(const char *name, Type *t);

#endif
