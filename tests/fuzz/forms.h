/* forms.h -- the nesting of a text, for programs that take scripts apart without understanding them.
 *
 * A form is an atom or what stands between two brackets. Nothing is an error: a bracket too many is an atom, and what is left open
 * ends with the text. Forms stand in the order of their beginnings. */
#ifndef SMT_TESTS_FORMS_H
#define SMT_TESTS_FORMS_H

#include <stddef.h>

typedef struct Form {
  size_t at, end; /* text[at..end) */
  int parent;     /* its place in the list; -1: top level */
  int last;       /* the last form inside it, or itself */
} Form;

typedef struct Forms {
  Form *form;
  int count;
} Forms;

/* The forms of a text; the caller frees forms.form. */
Forms forms_of(const char *text, size_t size);

/* All of a file, with a zero after it; the caller frees it. NULL when it cannot be read. */
char *forms_read_file(const char *path, size_t *size);

#endif
