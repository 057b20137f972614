/* session.h -- one run of the compiler: the loaded library, the user's sources, everything reported.
 *
 * Used by every command that compiles: run, build, eval, check. The library is checked once per session. */
#ifndef SMT_DRIVER_SESSION_H
#define SMT_DRIVER_SESSION_H

#include "base/diag.h"
#include "codegen/core.h"
#include "codegen/emit.h"
#include "frontend/datum.h"

typedef struct Session Session;

/* What a script imported from files, for the cache's manifest. */
typedef struct Import {
  const char *path; /* as opened */
} Import;

typedef enum { UNIT_SCRIPT, UNIT_EVAL, UNIT_EXPORTS } UnitKind;

/* A session with the library loaded. With library_only (the build's first stage) the library's own unit is kept for
 * session_library_unit. Aborts when the library does not compile: that is our bug. */
Session *session_new(bool library_only);
void session_drop(Session *s);

/* A session made for the library image: in an arena at `base`, every allocation noted in `log`, with nothing in it that
 * points outside. *size: bytes of the arena in use. Only to be read. */
Session *session_new_at(char *base, ArenaLog *log, size_t *size);

Diag *session_diag(Session *s);
Sources *session_sources(Session *s);
Arena *session_arena(Session *s);
int *session_ids(Session *s);

/* Read, resolve and check a program; its path is used in messages and to find imports. NULL when there were errors (they are in
 * session_diag; so are warnings when there were none). UNIT_EVAL: the text is expressions, the last one's value is printed
 * with show (Strings too) unless it is Unit. UNIT_EXPORTS: a library for C. `dump` is NULL or a stage to print to stdout:
 * tokens, data, types, core. */
CoreUnit *session_check(Session *s, const char *path, const char *text, size_t size, UnitKind kind,
                        const char *dump);

/* The type of the last expression of a UNIT_EVAL text, as text ("List Integer"); NULL when there were errors. */
const char *session_type_of(Session *s, const char *text, size_t size);

/* The next input of an interactive session: a unit with CoreUnit.open, to be run after those before it; NULL when there were
 * errors, and then the input has left no trace. Messages of earlier inputs are gone. */
CoreUnit *session_enter(Session *s, const char *path, const char *text, size_t size);

/* After an input has been compiled: what it defines is now code that later inputs refer to. */
void session_entered(Session *s);

/* What the last input defined, a line each: "square : Integer -> Integer", "type Shape". */
void session_print_entered(Session *s, FILE *out);

/* Is this the beginning of something: a form, string or comment that is not closed yet, or an attribute of what follows? */
bool session_wants_more(const char *text, size_t size);

/* Give the script and the files in its directory names that do not say where that is (SMT_SCRIPT, SMT_BESIDE of
 * runtime/smt.h), and back: what is made of hidden names serves for every path that leads to the script. */
void session_hide_place(Session *s);
void session_show_place(Session *s);

/* From now on files are named as seen from the directory of the script: wherever that lies, the C is the same. */
void session_shorten_place(Session *s);

/* Files that the last session_check read besides the script itself, and those noted since. */
const Import *session_imports(Session *s, int *count);

/* The program depends on that file as well. */
void session_note_import(Session *s, const char *path);

/* ---- what the library is made of (driver/catalogue.h) ---- */

struct World *session_world(Session *s);

/* The data of a file of the library, read again from the text that smt carries; none of a file that it does not carry. */
DatumVec session_data(Session *s, uint32_t file);

/* Where a package of the library is defined, with its text; NULL when it is the compiler's own. */
const Source *session_package_source(Session *s, const Sym *package);

/* The unit of the library itself (session_new(true)). */
CoreUnit *session_library_unit(Session *s);

#endif
