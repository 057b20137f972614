/* build_library.c -- stage 1's only work: the C of library/, which the Makefile compiles and links
 * into smt and libsmt.a; and, for an output named *.image, the library image. */
#include "driver/driver.h"
#include "driver/image.h"
#include "driver/session.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int command_build_library(Driver *d) {
  const char *output = d->option[OPTION_OUTPUT];
  size_t length = output ? strlen(output) : 0;
  if (length > 6 && strcmp(output + length - 6, ".image") == 0) return image_write(output);
  Session *session = session_new(true);
  CoreUnit *unit = session_library_unit(session);
  Arena *a = session_arena(session);
  codegen_passes(a, session_ids(session), unit, EMIT_LIBRARY, NULL);
  Emitted c = emit_unit(a, unit, session_sources(session), EMIT_LIBRARY);
  FILE *out = output ? fopen(output, "w") : stdout;
  if (!out) return driver_fail(d, STATUS_ERROR, "%s: %s", output, strerror(errno));
  fwrite(c.text, 1, c.size, out);
  bool is_bad = ferror(out) != 0;
  if (fclose(out) != 0 || is_bad)
    return driver_fail(d, STATUS_ERROR, "%s: cannot be written", output ? output : "stdout");
  return STATUS_OK;
}
