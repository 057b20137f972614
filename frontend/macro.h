/* macro.h -- macros: what defines them, and one step of expansion.
 *
 * (define-macro (name pattern...) template), or (define-macro name ((pattern...) template) ...) with several clauses of which
 * the first that fits is taken, is hygienic: names that the template brings in carry a fresh mark, which
 * keeps them apart from the caller's in both directions (the renaming of Kohlbecker et al., Hygienic Macro
 * Expansion, 1986, with marks in place of new names). The Lisp-style forms (define-expression-macro, define-toplevel-macro,
 * defmacro) have a body that is computed (evaluate.h). Their names are like Lisp's: those of another package are
 * kept apart from the caller's, those of the caller's own package are not. */
#ifndef SMT_FRONTEND_MACRO_H
#define SMT_FRONTEND_MACRO_H

#include "frontend/package.h"

/* Make a macro of a definition form; NULL and a message when it is malformed. */
struct Macro *macro_define(World *w, Scope *scope, Datum *form);

/* The name a macro-defining form defines, or NULL when the datum is no such form. */
Datum *macro_definition_name(const Datum *form);

/* One step: the expansion of a call that stands in a file with this scope; NULL and a message when it does not fit. */
Datum *macro_expand(World *w, Global *macro, Datum *call, const Scope *scope);

#endif
