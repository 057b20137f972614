/* image.h -- the library image: the checked library as part of smt's address space at start.
 *
 * Checking library/ takes longer than most scripts. So while smt is built, stage 1 checks it once, in an arena at a fixed
 * address; everything that can be reached from the Session is written out, and linked into smt as a segment that the
 * kernel maps, page by page and copy on write, to that address. Starting then costs the pages that are touched.
 *
 * Which words are pointers is found by doing it twice: two sessions at different addresses differ in exactly the
 * words that are pointers into their arenas, and by exactly the difference of the addresses. What cannot be
 * reached is left out, constants that are equal become one, and the rest is moved together (a copying collection, once, at
 * build time). */
#ifndef SMT_DRIVER_IMAGE_H
#define SMT_DRIVER_IMAGE_H

#include <stddef.h>

/* Where the image is mapped: far from the program, the heap of libc and where mmap places things. The Makefile passes the same
 * address to the linker. */
#define IMAGE_BASE ((char *)0x1000000000)

/* How much address space the session may use from there on. */
#define IMAGE_RESERVE ((size_t)64 << 30)

extern const size_t image_size; /* bytes; 0 in stage 1 */

/* Make the image and write it to a file; 0, or a status after a message. */
int image_write(const char *path);

#endif
