/* export.h -- what a program offers to C: smt build --lib.
 *
 * The mirror image of foreign.h: there Smelter calls C, here C calls Smelter, with the same table of C types (ctypes.def). The checker
 * makes for everything exported a function that takes all its arguments at once (typecheck/export.c); the emitter writes a C
 * function around that, which converts, runs it on the Smelter stack (runtime/library.c) and converts back; and a header.
 *
 * What differs from foreign parts is how long things live, because the caller's memory is not searched by the collector: text and
 * rows are copied, and every other value crosses as a handle, which keeps it alive until C releases it. */
#ifndef SMT_CODEGEN_EXPORT_H
#define SMT_CODEGEN_EXPORT_H

#include "codegen/core.h"
#include "codegen/foreign.h"

/* One exported function or value; `why_not` when it has no C counterpart, and then there are only name and type. */
typedef struct Export {
  const char *name, *type, *doc; /* doc may be NULL */
  const char *why_not;
  CoreGlobal *function;    /* of all parameters, or of one word that means nothing */
  CType **param;           /* OPAQUE ones have a type_name */
  const char **param_name; /* as in Smelter; NULL where it has none */
  int params;
  CType *result;
} Export;

typedef struct Exports {
  const char *prefix; /* of every C name: the package's name, or that of the file */
  const char *file;   /* where it was written, for the header */
  VEC(Export *) items;
} Exports;

/* What C names begin with. */
const char *export_prefix(Arena *a, const Exports *exports);

/* The text of the header that declares them. */
const char *export_header(Arena *a, const Exports *exports);

/* The C names of everything declared there, NULL-terminated. */
const char **export_symbols(Arena *a, const Exports *exports);

#endif
