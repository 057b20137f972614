/* diag.h -- what is wrong with the user's program, and where.
 *
 * A message is an error or a warning with a code from diags.def. It may have two types that do not agree, any
 * number of notes (each with a place of its own, or none), hints, and edits, which a program can apply (text does not show
 * them: a hint says the same). Messages are collected and printed in order of their place, all of a run together,
 * so passes may report in any order:
 *
 *   list.smt:3:8: error[E0301]: argument 1 of `add` has the wrong type
 *     3 | (print (add "1" 2))
 *       |             ^~~
 *     expected: Integer
 *        found: String
 *   list.smt:1:9: note: declared here
 *     ...
 *
 * diag_error starts a message; the functions after it add to the one started last. Message texts quote
 * the user's code in backquotes, start in lower case and have no full stop. */
#ifndef SMT_BASE_DIAG_H
#define SMT_BASE_DIAG_H

#include "base/map.h"
#include "base/source.h"
#include <stdbool.h>
#include <stdio.h>

typedef enum DiagCode {
#define DIAG(name, code, title) DIAG_##name,
#include "base/diags.def"
#undef DIAG
  DIAG_COUNT
} DiagCode;

typedef enum {
  SEVERITY_ERROR,
  SEVERITY_WARNING,
  SEVERITY_NOTE,
  SEVERITY_HINT,
  SEVERITY_EDIT,
} Severity;

typedef struct Message {
  Severity severity;
  DiagCode code; /* errors and warnings only */
  Span span; /* SEVERITY_EDIT: what is replaced; where length is 0, what stands before it is kept */
  const char *text;             /* SEVERITY_EDIT: what stands there instead */
  const char *expected, *found; /* types, or NULL */
  struct Message *next;         /* notes, hints and edits of this message, in order */
} Message;

/* What a macro makes has the place of its call. */
typedef struct Expansion {
  Span macro; /* the template; of a macro that computes, its name */
  const char *name;
} Expansion;

typedef struct Diag {
  Arena *arena;
  Sources *sources;
  VEC(Message *) messages; /* errors and warnings */
  int errors, warnings;
  int remarks; /* notes and hints so far */
  bool strict; /* warnings count as errors */
  VEC(Expansion) expansions;
  Map expansion_at; /* place of a macro call -> index into expansions, plus one */
} Diag;

void diag_init(Diag *dg, Arena *arena, Sources *sources);

/* Forget all messages: the next input of an interactive session starts anew. */
void diag_clear(Diag *dg);

void diag_error(Diag *dg, DiagCode code, Span span, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void diag_warn(Diag *dg, DiagCode code, Span span, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void diag_note(Diag *dg, Span span, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diag_hint(Diag *dg, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void diag_edit(Diag *dg, Span span, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diag_types(Diag *dg, const char *expected, const char *found);

/* From now on a message about just `use`, a macro call, is one about what the macro made of it, and has a note that says so.
 * (Messages about the call itself come before it is expanded, or have DIAG_MACRO.) */
void diag_expansion(Diag *dg, Span use, Span macro, const char *name);

/* Has an error been reported of a form that holds this place? Of something in it? */
bool diag_covers(const Diag *dg, Span span);
bool diag_is_wrong_in(const Diag *dg, Span span);

/* The errors and warnings collected, sorted by file and place (messages of equal place in order of report),
 * exact duplicates (same span and text) once. */
Message **diag_sorted(Diag *dg, int *count);

/* Print them. After 20 errors the rest are counted in one line. As long as there are errors, of the
 * warnings only those are printed that may explain one. */
void diag_print(Diag *dg, FILE *out, bool color);

/* Print all of them for programs: one JSON object a line; docs/cli.md describes it. */
void diag_print_json(Diag *dg, FILE *out);

/* A message that belongs to no program, as such an object. */
void diag_print_json_failure(FILE *out, const char *text);

/* "E0201" and the title of its row. */
const char *diag_code_name(DiagCode code);
const char *diag_code_title(DiagCode code);

/* The candidate nearest to `name` by Damerau-Levenshtein distance, or NULL when none is near enough
 * (more than a third of the length, at least 1, at most 3; a difference of case alone is nearest). Used for "did you
 * mean". best_distance carries the best so far between calls: start with INT_MAX. */
bool near_name(const char *name, const char *candidate, int *best_distance);

#endif
