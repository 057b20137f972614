/* embed.c -- access to what tools/embed-text and tools/embed-archive put into the program. */
#include "driver/embed.h"

extern const char embedded_header[], embedded_header_end[];
extern const char embedded_archive[];
extern const size_t embedded_archive_size;
extern const LibraryFile embedded_files[];
extern const int embedded_file_count;

const LibraryFile *library_files(int *count) {
  *count = embedded_file_count;
  return embedded_files;
}

Embedded embedded_smt_h(void) {
  return (Embedded){"smt.h", embedded_header, (size_t)(embedded_header_end - embedded_header)};
}

Embedded embedded_libsmt(void) {
  return (Embedded){"libsmt.a", embedded_archive, embedded_archive_size};
}
