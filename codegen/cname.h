/* cname.h -- C identifiers of globals.
 *
 * A script's begin with "s_", the library's with "lib_", those that passes make with "l" and that of the global they were
 * part of. So no script can take a name that the library has, and nothing need be known of the library's to name a
 * script's: the library image holds none of them. They are spelled when a script comes to them. */
#ifndef SMT_CODEGEN_CNAME_H
#define SMT_CODEGEN_CNAME_H

#include "base/map.h"
#include "codegen/core.h"

/* Identifiers in use. */
typedef struct CNames {
  SymTable text;
  Map last; /* Sym -> the last number given to one of this stem, at least 1 */
} CNames;

void cnames_init(CNames *names, Arena *arena);

/* Give a global with pkg, name and is_library an identifier (cname, cname_number) that is not in use. */
void cname_give(CNames *names, CoreGlobal *g);

/* The identifier of a global. */
const char *cname_of(Arena *a, CoreGlobal *g);

#endif
