/* tidy.h -- counting, for the emitter. */
#ifndef SMT_CODEGEN_TIDY_H
#define SMT_CODEGEN_TIDY_H

#include "codegen/core.h"

/* Set `uses` of everything bound in a function: how often its variables are read and its labels left or jumped to. */
void tidy_count(CoreGlobal *g);

/* The same, but what is only passed on to a parameter of a join that nobody reads is not used, along a chain of up to three of
 * them: C compilers would complain about it. */
void tidy_count_exactly(CoreGlobal *g);

#endif
