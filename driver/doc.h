/* doc.h -- what the library says of itself, for `smt doc` and the REPL. */
#ifndef SMT_DRIVER_DOC_H
#define SMT_DRIVER_DOC_H

#include "driver/driver.h"
#include "driver/session.h"

/* Print to stdout what `what` is: a name, a package, or "package:name". STATUS_OK, or STATUS_ERROR with a message when the
 * library has no such thing. */
int doc_print(Driver *d, Session *s, const char *what);

#endif
