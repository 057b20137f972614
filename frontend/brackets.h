/* brackets.h -- whose fault it is that brackets do not match.
 *
 * A missing bracket shows at the end of the text, far from where it is missing. People go by the
 * indentation, and so does this: a form that starts a line at the first column is meant to be
 * outside all others. It runs only when the reader found the brackets of a text not to match, and
 * gives at most one error for each such form. */
#ifndef SMT_FRONTEND_BRACKETS_H
#define SMT_FRONTEND_BRACKETS_H

#include "frontend/token.h"

/* Report at least one error. by_lines: go by the indentation; false when closing brackets are
 * only too many, for then every form is closed and the first bracket without an opener is the
 * one. */
void brackets_blame(Arena *scratch, Diag *dg, const Source *source, uint32_t file, bool by_lines);

#endif
