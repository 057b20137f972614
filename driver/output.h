/* output.h -- files that smt makes for others.
 *
 * Build tools look at times and at what is there: so a file appears whole or not at all, and one that would come out as it is
 * keeps its time. */
#ifndef SMT_DRIVER_OUTPUT_H
#define SMT_DRIVER_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Make `path` a file of these bytes, by way of a file beside it; leave it alone when it is one. What is no ordinary file (/dev/stdout)
 * is written to. False: errno says why. */
bool output_write(const char *path, const char *text, size_t size);

/* Are these names of one file that exists? */
bool same_file(const char *a, const char *b);

/* Write a rule for make and ninja: `target` depends on these files, each of which may vanish. */
bool depfile_write(const char *path, const char *target, const char *const *file, int files);

#endif
