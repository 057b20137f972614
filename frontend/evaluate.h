/* evaluate.h -- what a macro's body computes while the program is compiled.
 *
 * define-expression-macro, define-toplevel-macro and defmacro have bodies in the language around Coalton. Of that Common
 * Lisp this is the part that takes lists apart and puts them together: quotation and quasi-quotation, let, if, cond,
 * case, lambda, loop and dolist, and functions of lists, names, strings and integers. It works on data (datum.h):
 *
 *   - `()` and `nil` are false and the empty list, everything else is true; tests give the name `t` or `()`
 *   - lists are proper: there are no dotted pairs, and data are never changed
 *   - functions are values, but no data: they can be bound, passed and called, and not put into lists
 *   - integers have 64 bits
 *
 * There is no input or output, nothing outlasts one expansion, and the number of steps is limited: compiling ends. */
#ifndef SMT_FRONTEND_EVALUATE_H
#define SMT_FRONTEND_EVALUATE_H

#include "frontend/package.h"

/* One expansion of a macro with a body. */
typedef struct MacroBody {
  const Sym *name;
  /* a lambda list: required ones, &optional, &rest or &body, &key, lists to take apart */
  Datum *params;
  Datum **form;
  int forms;
  Scope *scope; /* of the definition */
} MacroBody;

/* What the body gives for a call, whose arguments have been seen to by nobody. Names that the body quotes carry `mark`.
 * NULL and a message when the arguments do not fit or the body fails. */
Datum *evaluate_macro(World *w, const MacroBody *body, Datum *call, uint32_t mark);

#endif
