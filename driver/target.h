/* target.h -- other machines than this one: smt build --target TRIPLE.
 *
 * Generated C is the same for every machine; what differs is the compiler, TRIPLE-gcc, and the runtime that the program is
 * linked with. smt carries that of its own machine only. Those of others are directories lib/smelter/TRIPLE with
 * smt.h, libsmt.a, and build-id, which says which smt they belong to: `make CROSS=TRIPLE` makes one. To carry all of them
 * would add 1 MB each to every smt; to carry the sources instead would make the first build take a minute. */
#ifndef SMT_DRIVER_TARGET_H
#define SMT_DRIVER_TARGET_H

#include "driver/backend.h"

/* The compiler that makes programs for the machine `triple`: $CC when it speaks of that machine ("ccache TRIPLE-gcc"), else
 * TRIPLE-gcc. STATUS_OK, or a status with a message. */
int target_find_cc(Driver *d, const char *triple, CCompiler *cc);

/* The directory with smt.h and libsmt.a for it: in $SMT_TARGETS when that is set, else where smt is installed or was
 * built. STATUS_OK, or a status with a message. */
int target_find_runtime(Driver *d, const char *triple, char *path, size_t size);

#endif
