/* macro.h -- macros: patterns and templates over data.
 *
 * (define-macro (name pattern...) template) is hygienic: names that the template brings in carry a fresh mark, which
 * keeps them apart from the caller's in both directions (the renaming of Kohlbecker et al., Hygienic Macro
 * Expansion, 1986, with marks in place of new names). The Lisp-style forms (define-expression-macro, define-toplevel-macro,
 * defmacro) are templates behind a backquote and are not hygienic, as in Coalton. */
#ifndef SMT_FRONTEND_MACRO_H
#define SMT_FRONTEND_MACRO_H

#include "frontend/package.h"

/* Make a macro of a definition form; NULL and a message when it is malformed. */
struct Macro *macro_define(World *w, Scope *scope, Datum *form);

/* The name a macro-defining form defines, or NULL when the datum is no such form. */
Datum *macro_definition_name(const Datum *form);

/* One step: the expansion of a call; NULL and a message when no pattern fits. */
Datum *macro_expand(World *w, Global *macro, Datum *call);

#endif
