/* embed.h -- what smt carries inside itself, so that it is one file.
 *
 * The sources of the library (the compiler reads them at start), smt.h and libsmt.a (unpacked into
 * the cache when a program is first built with the system's C compiler). Stage 1 of the build
 * carries no libsmt.a: the library in it is what stage 1 is there to compile. */
#ifndef SMT_DRIVER_EMBED_H
#define SMT_DRIVER_EMBED_H

#include <stddef.h>

/* One file of library/. */
typedef struct LibraryFile {
  const char *name; /* path below library/: "list.smt" */
  const char *text; /* size bytes and then a NUL */
  size_t size;
} LibraryFile;

/* All files of the library, sorted by name. They are never freed. */
const LibraryFile *library_files(int *count);

/* A file that smt carries. */
typedef struct Embedded {
  const char *name;
  const char *data;
  size_t size;
} Embedded;

Embedded embedded_smt_h(void);
Embedded embedded_libsmt(void);

/* 32 hexadecimal digits that are different for every build of smt that may behave differently: a
 * hash over all of its object files. Everything in the cache is kept apart by it. */
extern const char *const smt_build_id;

#endif
