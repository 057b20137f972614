/* stage1.c -- what the first stage of the build has in place of the compiled library: nothing.
 *
 * Linked into build/smt1 (and the unit tests) only; see the Makefile. */
#include "driver/embed.h"
#include "driver/image.h"
#include "driver/symbols.h"

extern const unsigned char embedded_header[], embedded_archive[], embedded_errors[];
extern const size_t embedded_header_size, embedded_archive_size, embedded_errors_size;

const char *const smt_build_id = "00000000000000000000000000000000";
const Symbol symbol_table[1];
const int symbol_count = 0;
const unsigned char embedded_header[1], embedded_archive[1], embedded_errors[1];
const size_t embedded_header_size = 0, embedded_archive_size = 0, embedded_errors_size = 0;
const size_t image_size = 0;
