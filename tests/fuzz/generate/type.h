/* type.h -- the types of generated programs, and as much unification as choosing a well-typed call needs.
 *
 * A type is a name, an application of one type to another, or a variable; `a -> b` is `-> a b`. Variables written `:a` are either
 * *flexible* (a scheme's, to be solved) or *rigid* (those of the function whose body is being written: plain names). Nothing is
 * ever freed: a run of the generator is short. */
#ifndef SMT_TESTS_GENERATE_TYPE_H
#define SMT_TESTS_GENERATE_TYPE_H

#include <stdbool.h>
#include <stdio.h>

typedef enum { TYPE_NAME, TYPE_APPLY, TYPE_VAR } TypeKind;

typedef struct Type {
  TypeKind kind;
  const char *name; /* TYPE_NAME (interned, so == compares); TYPE_VAR: the name in its scheme */
  struct Type *head, *arg; /* TYPE_APPLY */
  struct Type *bound;      /* TYPE_VAR: NULL until solved */
} Type;

/* `Class :v`; the argument may be any type once variables are solved. */
typedef struct Need {
  const char *class;
  Type *type;
} Need;

enum { MAX_NEEDS = 4, MAX_VARS = 8 };

/* A type with the constraints on its variables. */
typedef struct Scheme {
  Type *type;
  Need need[MAX_NEEDS];
  int needs;
} Scheme;

const char *intern(const char *text);

Type *type_name(const char *name);
Type *type_apply(Type *head, Type *arg);
Type *type_fun(Type *from, Type *to);
Type *type_of_text(const char *text); /* one type; its variables rigid */

/* `Ord :a, Show :b => List :a -> :b`, its variables flexible or rigid. */
Scheme scheme_of_text(const char *text, bool rigid);
/* With new variables of its own. */
Scheme scheme_fresh(const Scheme *s);

/* The type that a solved variable stands for. */
Type *type_find(Type *t);
bool type_is_fun(Type *t);
Type *type_from(Type *fun);
Type *type_to(Type *fun);
int type_arity(Type *t);
/* The name at the head of an application, NULL for a variable; argument n of it, counted from the head. */
const char *type_head(Type *t);
int type_args(Type *t);
Type *type_arg(Type *t, int n);
bool type_equal(Type *a, Type *b);
bool type_mentions(Type *t, Type *var);
/* Variables not solved yet, at most MAX_VARS of them. */
int type_vars(Type *t, Type **vars, int n);
int type_size(Type *t);

/* Make them equal. On failure some variables may have been solved: type_undo. */
bool type_unify(Type *a, Type *b);
int type_mark(void);
void type_undo(int mark);
/* What was solved since stays so for good. */
void type_keep(int mark);

/* Print; in parentheses unless it is a single name. */
void type_print(FILE *out, Type *t);

#endif
