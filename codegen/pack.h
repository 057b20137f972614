/* pack.h -- Core as bytes: how the bodies of library functions lie in the library image.
 *
 * A body as a tree takes about 70 bytes a node and has to be there whole; most scripts look at a few dozen of them. Packed it
 * takes about 3: a byte for the kind, numbers as little-endian base 128, variables by order of appearance, and whatever has an
 * identity outside of the body (globals, constructors, names) as an index into one table for the whole library.
 *
 * Positions are left out: what is inlined from the library takes the place of the call. */
#ifndef SMT_CODEGEN_PACK_H
#define SMT_CODEGEN_PACK_H

#include "codegen/core.h"

/* Pack parameters and bodies of all functions of a unit that has been through finish: CoreGlobal.pack takes the place of
 * CoreGlobal.body and param. What has no parameters is left as it is. */
void core_pack(Arena *a, CoreUnit *unit);

/* Parameters and body of a packed function, with new variables; nothing when they are there already. */
void core_unpack(Arena *a, int *next_id, CoreGlobal *g);

#endif
