/* foreign.h -- C that a program calls, as the C compiler sees it: what it must be given, and what its complaints mean.
 *
 * The user has named headers and libraries, declared types and written C, so what the C compiler
 * says is about the script: it is told as a message of ours at the form that it is about, with the C
 * compiler's words under it. Nobody gets to see generated C or temporary files. */
#ifndef SMT_DRIVER_FOREIGN_H
#define SMT_DRIVER_FOREIGN_H

#include "base/diag.h"
#include "codegen/emit.h"
#include "codegen/foreign.h"
#include "driver/process.h"

/* What the C that a text calls needs on the command lines that compile and that link it, for the machine `triple` (NULL: this
 * one). False: pkg-config does not know something; reported. */
bool foreign_flags(Diag *dg, const Emitted *c, const char *triple, bool is_static,
                   const char *work_dir, Arguments *compile, Arguments *link);

/* The text with the places in scripts where it names foreign parts: for C that is kept, and whose compiler smt does not listen to. */
Emitted foreign_name_places(Arena *arena, Sources *sources, Emitted c);

/* Report what cc and the linker have said in the log. False when none of it is about the script. */
bool foreign_explain(Diag *dg, const Emitted *c, char *log);

/* A header that lies beside the file whose form names it; NULL when it does not. In `arena`. */
const char *foreign_local_header(Arena *arena, const Sources *sources, const ForeignNeed *need);

#endif
