/* compile.h -- from a script's text to C, reporting what is wrong with it on the way. */
#ifndef SMT_DRIVER_COMPILE_H
#define SMT_DRIVER_COMPILE_H

#include "driver/backend.h"
#include "driver/driver.h"
#include "driver/script.h"
#include "driver/session.h"

/* One program on its way through the compiler. */
typedef struct Compilation {
  Driver *driver;
  Session *session;
  CoreUnit *unit;
  bool is_placeless; /* compile_emit is to hide the place of the script (session_hide_place) */
  bool
      is_portable; /* or to leave it out (session_shorten_place): the last thing that is done with the session */
  bool is_done; /* --dump has printed what was asked for: there is nothing left to do */
} Compilation;

/* STATUS_OK when --dump was not given or names a stage, else STATUS_USAGE with a message. */
int compile_check_stage(Driver *d);

/* Check a script (or an EXPR of eval). STATUS_OK; STATUS_NOT_COMPILED when there were errors; all
 * messages have been printed to stderr. With --dump of an early stage, it has been printed to
 * stdout and is_done is set. */
int compile_check(Compilation *c, Driver *d, const Script *script, UnitKind kind);

/* Print messages to stderr, in the form that --diagnostics and --color ask for. */
void compile_print_messages(const Driver *d, Diag *dg);

/* C for a checked program. Destroys the Core: once for each Compilation (or for each fork of it).
 * With --dump of a later stage, is_done as above. */
Emitted compile_emit(Compilation *c, EmitMode mode);

/* Write for build tools that `target` depends on the script and all that it imports (driver/output.h). False, with errno: the file
 * cannot be written. After compile_emit, which finds headers of the program's own. */
bool compile_write_depfile(Compilation *c, const char *script, const char *target,
                           const char *path);

/* Can only the system's C compiler make this program? */
bool compile_needs_cc(const Compilation *c);

/* Run backend_cc_build for emitted C, and print what it reports about the C that the program calls. */
int compile_build(Compilation *c, CcJob job, ProgramKind *kind);

/* The messages of a Compilation as text, "" when there were none; never freed. */
char *compile_messages(Compilation *c, bool color);

#endif
