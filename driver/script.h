/* script.h -- a script as read from a file or from the standard input. */
#ifndef SMT_DRIVER_SCRIPT_H
#define SMT_DRIVER_SCRIPT_H

#include "driver/driver.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Script {
  const char *path; /* as given; "<stdin>" for "-" */
  char *text;       /* size bytes and then a NUL */
  size_t size;
} Script;

/* Read a whole script, "-" from the standard input; any kind of file that can be read will do.
 * STATUS_OK, or the status of `smt run` for such a file (126, 127) and a message. The text is never
 * freed: it lives as long as the process. */
int script_read(Driver *d, const char *path, Script *script);

#endif
