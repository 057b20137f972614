/* prims.h -- the table of primitives, as code.
 *
 * A primitive is known by its place in prims.def (PrimId) and found by its name. What it costs and what it may do is
 * worked out from its row: the arity is the number of arrows of its type, a C text that begins with "!" has an effect. */
#ifndef SMT_CODEGEN_PRIMS_H
#define SMT_CODEGEN_PRIMS_H

#include <stdbool.h>

typedef int PrimId;

typedef struct PrimInfo {
  const char *name; /* "int-add" */
  const char *type; /* "Integer -> Integer -> Integer" */
  const char *c;    /* C template, without the "!" */
  int arity;        /* top-level arrows of the type */
  bool has_effect;  /* may fail or do something: never dropped, moved or repeated */
} PrimInfo;

extern const int prim_count;

/* The row of a primitive; one of prim_count. */
const PrimInfo *prim_info(PrimId id);

/* The primitive of that name; -1 when there is none. */
PrimId prim_find(const char *name);

#endif
