/* embed.c -- access to what tools/embed-text and tools/embed-files put into the program. */
#include "driver/embed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* A file of the library in embedded_text. */
typedef struct EmbeddedFile {
  const char *name;
  uint64_t at, size;
} EmbeddedFile;

extern const EmbeddedFile embedded_files[];
extern const int embedded_file_count;
extern const unsigned char embedded_text[], embedded_header[], embedded_archive[],
    embedded_errors[];
extern const size_t embedded_text_size, embedded_header_size, embedded_archive_size,
    embedded_errors_size;

/* A gzip file ends with the checksum and the size of what is in it. */
static Embedded embedded(const char *name, const unsigned char *data, size_t size) {
  Embedded file = {.name = name, .data = data, .data_size = size};
  uint32_t end[2] = {0, 0};
  if (size > sizeof end) memcpy(end, data + size - sizeof end, sizeof end);
  file.crc = end[0];
  file.size = end[1];
  return file;
}

Embedded embedded_smt_h(void) { return embedded("smt.h", embedded_header, embedded_header_size); }

Embedded embedded_libsmt(void) {
  return embedded("libsmt.a", embedded_archive, embedded_archive_size);
}

Embedded embedded_errors_md(void) {
  return embedded("errors.md", embedded_errors, embedded_errors_size);
}

bool embedded_equals(const Embedded *file, const void *bytes, size_t size) {
  return size == file->size && crc32(0, bytes, (uInt)size) == file->crc;
}

void *embedded_unpack(const Embedded *file) {
  void *bytes = malloc(file->size + 1);
  z_stream z = {.next_in = (unsigned char *)file->data, .avail_in = (uInt)file->data_size};
  z.next_out = bytes;
  z.avail_out = (uInt)file->size;
  if (!bytes || inflateInit2(&z, 15 + 16) != Z_OK) return NULL;
  int result = inflate(&z, Z_FINISH);
  inflateEnd(&z);
  if (result == Z_STREAM_END) return bytes;
  free(bytes);
  return NULL;
}

const LibraryFile *library_files(int *count) {
  static LibraryFile *file;
  *count = embedded_file_count;
  if (file) return file;
  Embedded all = embedded("library", embedded_text, embedded_text_size);
  const char *text = embedded_unpack(&all);
  file = malloc((size_t)embedded_file_count * sizeof *file);
  if (!text || !file) {
    fputs("smt: error: out of memory\n", stderr);
    exit(70);
  }
  for (int i = 0; i < embedded_file_count; i++)
    file[i] = (LibraryFile){embedded_files[i].name, text + embedded_files[i].at,
                            (size_t)embedded_files[i].size};
  return file;
}
