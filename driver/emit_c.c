/* emit_c.c -- smt emit-c: the C of a script, for a build that compiles it by itself.
 *
 * The file is stable: the same script gives the same bytes, whatever the directory; and it is only touched when it changes, so
 * that nothing is compiled again after an edit that changes nothing of the program. */
#include "driver/compile.h"
#include "driver/foreign.h"
#include "driver/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int cannot_write(Driver *d, const char *path) {
  return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", path, strerror(errno));
}

int command_emit_c(Driver *d) {
  Script script;
  Compilation c;
  const char *output = d->option[OPTION_OUTPUT], *depfile = d->option[OPTION_DEPFILE];
  if (depfile && !output)
    return driver_fail(d, STATUS_USAGE, "`--depfile` says what a file depends on: name it with -o");
  if (script_read(d, d->operand[0], &script) != STATUS_OK) return STATUS_NO_INPUT;
  if (output && same_file(output, script.path))
    return driver_fail(d, STATUS_USAGE, "%s: is the script itself; name another file with -o",
                       output);
  int status = compile_check(&c, d, &script, UNIT_SCRIPT);
  if (status != STATUS_OK) return status;
  c.is_portable = true;
  Emitted text = foreign_name_places(session_arena(c.session), session_sources(c.session),
                                     compile_emit(&c, EMIT_CC));
  if (!output) return fwrite(text.text, 1, text.size, stdout), STATUS_OK;
  if (!output_write(output, text.text, text.size)) return cannot_write(d, output);
  if (depfile && !compile_write_depfile(&c, d->operand[0], output, depfile))
    return cannot_write(d, depfile);
  return STATUS_OK;
}
