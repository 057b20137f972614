/* template.h -- what define-macro is written with: patterns that take a call apart, templates that make the expansion.
 *
 *   pattern := name | _ | 'name | literal | (pattern*) | [pattern*], `…` (or `...`) after one of a list's patterns: any number
 *   template := the same; what a pattern's name stands for takes its place, `…` repeats, (… template) is the template as it is
 *
 * A name in a pattern stands for any datum; 'name and keywords stand for themselves. */
#ifndef SMT_FRONTEND_TEMPLATE_H
#define SMT_FRONTEND_TEMPLATE_H

#include "frontend/package.h"

typedef struct Bindings Bindings;

/* What the names of a pattern stand for in `item`; NULL when the items do not fit. */
Bindings *template_match(Arena *a, const Datum *pattern, Datum **item, int items);

/* The template with everything put in. Names of its own carry `mark`, and all of it the place `use`. Reports misuse of `…`. */
Datum *template_fill(World *w, Datum *template, const Bindings *b, uint32_t mark, Span use);

/* Reports a pattern that no call can be matched with; false then. */
bool template_check_pattern(World *w, const Datum *pattern);

#endif
