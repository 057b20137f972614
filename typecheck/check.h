/* check.h -- a file's data to typed Core: the front door of this folder. */
#ifndef SMT_TYPECHECK_CHECK_H
#define SMT_TYPECHECK_CHECK_H

#include "frontend/package.h"

typedef enum {
  FILE_LIBRARY, /* part of the library */
  FILE_PACKAGE, /* imported by a script */
  FILE_SCRIPT,  /* the program: has main, or expressions */
  FILE_EXPORTS, /* a library for C: unit->exports; main is one function among others */
  FILE_EVAL,    /* expressions; the last one's value is printed */
  FILE_INPUT,   /* one input of an interactive session: definitions, expressions, or both */
  FILE_TYPE,    /* expressions; only the type of the last one is wanted: see check_eval_type */
} FileKind;

struct Builtins;

/* The package `coalton` with the types that the compiler knows, and `smelter/prim` with the primitives. */
struct Builtins *check_builtins(World *w);

/* Check one file. What it defines is added to `unit` (and to its package); with FILE_SCRIPT, FILE_EVAL and FILE_INPUT unit->main is made.
 * With FILE_INPUT the file sees what earlier inputs brought into sight, later inputs see what it does (world->entered), and
 * the value is printed with its type; an input with errors leaves no trace.
 * `expected_name` is the package an import asked for, or NULL. Gives the package, or NULL when a message was reported. */
Package *check_file(World *w, struct Builtins *b, DatumVec data, FileKind kind, CoreUnit *unit,
                    const Sym *expected_name);

/* With FILE_TYPE: the type of the last expression as text. */
const char *check_eval_type(World *w, Package *p);

/* The package that a script calls by that name without having imported it (`iter`, `str`...), besides the last
 * parts of their names; or NULL. */
const char *check_nickname(const char *nick);

#endif
