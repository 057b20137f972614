/* exports.h -- smt build --lib: what a library for C is called, and its header (codegen/export.h). */
#ifndef SMT_DRIVER_EXPORTS_H
#define SMT_DRIVER_EXPORTS_H

#include "driver/compile.h"

/* Settle the prefix of the C names, after the package or else the file at `path`, and refuse what C can call nothing of. */
int exports_settle(Driver *d, Compilation *c, const char *path);

/* libPREFIX.a: where the library goes when nobody says where. In the session's arena. */
const char *exports_default_output(Compilation *c);

/* Write the header: to --header, or as PREFIX.h beside the library. A file that says the same already stays as it is. */
int exports_write_header(Driver *d, Compilation *c, const char *library);

#endif
