/* parts.h -- what the files that write expressions share. */
#ifndef SMT_TESTS_GENERATE_PARTS_H
#define SMT_TESTS_GENERATE_PARTS_H

#include "expression.h"

/* leaf.c */

Type *plain(const char *name);
void put_type(Type *t);
/* A name for a local that none of the locals from `mark` on has. It may hide others. */
const char *local_name(int mark);
/* Forget the locals from `mark` on. */
void unbind(int mark);
const Entry *local_of_type(Type *t);
/* The smallest expression of the type. */
void write_leaf(Type *t);
/* mark: where the names bound by this pattern, or this list of parameters, begin. */
void write_pattern(Type *t, int depth, bool refutable, int mark);
/* A branch of a match; whole: its pattern is `_`. */
void write_branch(Type *t, Type *goal, int depth, bool tail, bool whole);

/* expression.c */

/* One of the forms, or a leaf. */
void write_any(Type *goal, int depth, bool tail);
/* Under `the`: where the context says nothing about the type. */
void write_annotated(Type *t, int depth);
void write_boolean(int depth);
/* Should the value here be hidden from the optimiser? */
bool hide_here(void);

/* call.c */

/* The type after so many arguments. */
Type *after(Type *t, int arguments);

/* statement.c */

/* (let pattern = e), or (let (values x y) = e) */
void short_let(int depth);

/* The forms: call.c, form.c, statement.c. Each writes an expression, or nothing and gives false. */
bool form_call(Type *goal, int depth, bool tail);
bool form_recursion(Type *goal, int depth, bool tail);
bool form_if(Type *goal, int depth, bool tail);
bool form_match(Type *goal, int depth, bool tail);
bool form_let(Type *goal, int depth, bool tail);
bool form_fn(Type *goal, int depth, bool tail);
bool form_beta(Type *goal, int depth, bool tail);
bool form_progn(Type *goal, int depth, bool tail);
bool form_local_function(Type *goal, int depth, bool tail);
bool form_polymorphic(Type *goal, int depth, bool tail);
bool form_catch(Type *goal, int depth, bool tail);
bool form_resumable(Type *goal, int depth, bool tail);
bool form_dynamic(Type *goal, int depth, bool tail);
bool form_throw(Type *goal, int depth, bool tail);
bool form_resume(Type *goal, int depth, bool tail);
bool form_return(Type *goal, int depth, bool tail);
bool form_tick(Type *goal, int depth, bool tail);
bool form_the(Type *goal, int depth, bool tail);
bool form_for(Type *goal, int depth, bool tail);
bool form_rec(Type *goal, int depth, bool tail);
bool form_do(Type *goal, int depth, bool tail);
bool form_builder(Type *goal, int depth, bool tail);
bool form_keywords(Type *goal, int depth, bool tail);

#endif
