/* control_string.h -- what the control string of (format target control argument ...) asks of its arguments.
 *
 * The library carries control strings out (library/coalton-format.smt); this looks at those that are literals while the call is
 * being parsed, so that a wrong one is an error of the program's text. */
#ifndef SMT_FRONTEND_CONTROL_STRING_H
#define SMT_FRONTEND_CONTROL_STRING_H

#include "frontend/package.h"

/* Is this the macro that control strings are for? */
bool is_format(const Global *macro);

/* Report what is wrong with the control string of a call, when it is a literal: an unknown directive, a block that is
 * not closed, too few or too many arguments. False then. Otherwise the arguments have been wrapped in the functions of
 * coalton/format that take only what their directives take. */
bool control_string_check(World *w, Datum *call);

#endif
