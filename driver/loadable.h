/* loadable.h -- a script's machine code as a file that smt maps into itself and runs.
 *
 * smt is linked statically to fixed addresses, so code that refers to the runtime and to the compiled library by address
 * is right in every process of the same smt. A loadable is such code: an ELF file of a text and a data segment, linked to
 * LOADABLE_BASE, with nothing left to relocate; its entry point is the program's SmtProgram. libtcc makes them in
 * memory (backend_tcc), the C compiler with its linker (backend_cc).
 *
 * Starting one is two mmaps. Refused alternative: an executable for every script. The exec of it costs more than all
 * the rest of a warm start. */
#ifndef SMT_DRIVER_LOADABLE_H
#define SMT_DRIVER_LOADABLE_H

#include "runtime/smt.h"

#include <stdbool.h>
#include <stddef.h>

/* Within 2 GiB of smt itself, so that compilers may assume near calls; beyond where its heap grows. */
#define LOADABLE_BASE 0x40000000ul
/* Segments begin at multiples of this. */
#define LOADABLE_PAGE 4096ul

/* Is this smt linked to fixed addresses? Not so under the sanitizers, with their shared libraries. */
bool loadable_is_possible(void);

/* A program in memory. */
typedef struct Loadable {
  char *text, *data; /* page-aligned, data behind text */
  size_t text_size, data_size;
  const SmtProgram *program;
} Loadable;

/* Writable memory for a loadable of so many bytes, header not counted: at LOADABLE_BASE when that is free (it is, but
 * for a second program in one process), else anywhere. NULL: there is none. */
char *loadable_reserve(size_t size);

/* May it be used in another process? */
bool loadable_is_portable(const Loadable *l);

/* Write a portable one, not run yet, to an empty file. */
bool loadable_write(const Loadable *l, int fd);

/* Let the text be executed. False where the system lets no memory be made executable. */
bool loadable_enable(const Loadable *l);

/* Map the loadable in a file, ready to run. NULL: it cannot be, or the system does not let us. */
const SmtProgram *loadable_map(int fd);

/* Run a program in this process, under the name of argv[0]; its exit status. */
int loadable_run(const SmtProgram *program, int argc, char **argv);

/* Write a program of its own that runs the loadable in `fd`: this smt without the library image, and with the loadable
 * as further segments. `out` is an empty file. */
bool loadable_attach(int fd, int out);

/* The program in an executable that loadable_attach has made; NULL in smt itself. */
const SmtProgram *loadable_attached(void);

#endif
