/* emit.h -- Core to C text.
 *
 * One unit becomes one C translation unit. Two dialects of the same text:
 *   EMIT_TCC      header-free C for libtcc: declares exactly what it uses, no static inline functions; tail calls by
 *                 an asm jump (SMT_JUMPn, macros that the emitter writes itself). Not for what core_needs_cc.
 *   EMIT_CC       C11 for gcc and clang: starts with #include "smt.h", relies on sibling calls (-O1 and up) for tail calls.
 *   EMIT_LIBRARY  as EMIT_CC, but for library/ itself: every global has external linkage under its cname, values are computed
 *                 at first use (W cname__get(void)), there is no program table. */
#ifndef SMT_CODEGEN_EMIT_H
#define SMT_CODEGEN_EMIT_H

#include "base/source.h"
#include "codegen/core.h"

typedef enum { EMIT_TCC, EMIT_CC, EMIT_LIBRARY } EmitMode;

typedef struct Emitted {
  const char *text; /* the C, NUL-terminated, `size` bytes */
  size_t size;
  VEC(const char *)
  externs; /* EMIT_TCC: every smt_... function and library global the text refers to */
  VEC(struct Foreign *)
  foreign; /* EMIT_CC: the C that the text calls, and so what it must be compiled and linked with */
} Emitted;

/* What the units of an interactive session (CoreUnit.open) share: the tables of positions and files, for functions of an
 * earlier unit may report an error while a later one runs. Everything such a unit defines has external linkage, as in the
 * library, and is kept whether it is used or not. A value is reached by a function `cname__get`; the place of a dynamic
 * variable is where `cname__at`, a pointer, points to. */
typedef struct OpenUnits OpenUnits;
OpenUnits *open_units_new(Arena *a);

/* C for a unit whose Core has been through every pass (codegen_passes). Cannot fail: what the user can get wrong has been
 * reported before. `sources` gives positions their line and column for the table of sites. */
Emitted emit_unit(Arena *a, CoreUnit *unit, Sources *sources, EmitMode mode);

/* What is asked of the passes beside their work. */
typedef struct PassOptions {
  const char *dump;    /* NULL, or the name of the pass after which to print to stdout */
  const char *without; /* NULL, or names of passes to leave out, separated by commas */
  bool explain;        /* print to stdout what has become of each function, and why */
} PassOptions;

/* All passes over Core in order (finish holes, known calls, match compilation, closure conversion...). `options` may be NULL. */
void codegen_passes(Arena *a, int *next_id, CoreUnit *unit, EmitMode mode,
                    const PassOptions *options);

/* The first of the names, separated by commas, that is not that of a pass which can be left out; NULL when all are. */
const char *codegen_needed_pass(const char *names);

/* The name of a pass, as --dump knows it: from index 0 on, NULL behind the last. */
const char *codegen_pass_name(size_t index);

/* Settle what a script's code must know of the library's (arities, what methods of known instances are) and pack the bodies: for the
 * library image. */
void codegen_prepare_library(Arena *a, int *next_id, CoreUnit *unit);

#endif
