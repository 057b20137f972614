/* error.c -- the run-time errors that primitives raise. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

/* The type word of a run-time error: no exception type has it. */
enum { RUN_TIME_ERROR = 0 };

W smt_error(W message, W site) { smt_throw(RUN_TIME_ERROR, message, site); }

W smt_error_text(const char *message, W site) { smt_error(smt_string_of_c(message), site); }

W smt_match_failed(W site) { smt_error_text("no branch of this match fits the value", site); }

W smt_error_zero(W site) { smt_error_text("division by zero", site); }

W smt_error_overflow(const char *type, W site) {
  char text[64];
  snprintf(text, sizeof text, "integer overflow: the result does not fit in %s", type);
  smt_error_text(text, site);
}

W smt_error_index(W index, W length, W site) {
  char text[80];
  snprintf(text, sizeof text, "index %llu is out of range (length %llu)", (unsigned long long)index,
           (unsigned long long)length);
  smt_error_text(text, site);
}
