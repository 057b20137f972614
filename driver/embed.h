/* embed.h -- what smt carries inside itself, so that it is one file.
 *
 * The sources of the library (stage 1 of the build compiles them; messages show their lines), smt.h and libsmt.a (unpacked into
 * the cache when a program is first built with the system's C compiler). Stage 1 of the build
 * carries no libsmt.a: the library in it is what stage 1 is there to compile. */
#ifndef SMT_DRIVER_EMBED_H
#define SMT_DRIVER_EMBED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One file of library/. */
typedef struct LibraryFile {
  const char *name; /* path below library/: "list.smt" */
  const char *text; /* size bytes and then a NUL */
  size_t size;
} LibraryFile;

/* All files of the library, sorted by name; unpacked by the first call, which takes some milliseconds, and never freed. */
const LibraryFile *library_files(int *count);

/* A file that smt carries, in the format of gzip. */
typedef struct Embedded {
  const char *name;
  const unsigned char *data;
  size_t data_size;
  size_t size;  /* of the file */
  uint32_t crc; /* of the file */
} Embedded;

Embedded embedded_smt_h(void);
Embedded embedded_libsmt(void);
Embedded embedded_errors_md(void); /* docs/errors.md: what smt explain shows */

/* Are these bytes the file? */
bool embedded_equals(const Embedded *file, const void *bytes, size_t size);

/* The file's `size` bytes, freshly allocated; NULL when there is no memory. */
void *embedded_unpack(const Embedded *file);

/* 32 hexadecimal digits that are different for every build of smt that may behave differently: a
 * hash over all of its object files. Everything in the cache is kept apart by it. */
extern const char *const smt_build_id;

#endif
