/* fold.h -- calls of primitives with constants. */
#ifndef SMT_CODEGEN_FOLD_H
#define SMT_CODEGEN_FOLD_H

#include "codegen/core.h"

/* Replace a saturated call of a primitive with constants by what it gives. False: it stays. */
bool fold_call(Arena *a, Core **place);

#endif
