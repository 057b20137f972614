/* fuzz_reader.c -- libFuzzer over the reader: no input may crash it, and what it accepts must print as text that reads
 * back as the same text.
 *
 *   re2c -o /tmp/lexer.c frontend/lexer.re
 *   clang -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -I. tests/fuzz/fuzz_reader.c $(ls base/[a-z]*.c) \
 *     /tmp/lexer.c frontend/{reader,literal,number,brackets,datum}.c -lgmp -lm -o /tmp/fuzz_reader
 *   /tmp/fuzz_reader -max_total_time=120 */
#define _GNU_SOURCE 1
#include "frontend/datum.h"

#include <stdlib.h>

static char *print_all(DatumVec v, size_t *size) {
  char *text;
  FILE *out = open_memstream(&text, size);
  for (int i = 0; i < v.len; i++) {
    datum_print(out, v.data[i]);
    fputc('\n', out);
  }
  fclose(out);
  return text;
}

static void check_span(const Source *source, const Datum *d) {
  if (d->span.file != 1 || d->span.at > source->size || d->span.len > source->size - d->span.at)
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = arena_new(0);
  Sources sources;
  SymTable names;
  Diag diag;
  sources_init(&sources, &arena);
  sym_init(&names, &arena);
  diag_init(&diag, &arena, &sources);

  char *text = arena_strndup(&arena, (const char *)data, size);
  uint32_t file = sources_add(&sources, "fuzz.smt", text, size);
  DatumVec v = read_source(&arena, &names, &diag, file);
  for (int i = 0; i < v.len; i++) check_span(sources.file.data[file], v.data[i]);
  for (int i = 0; i < diag.messages.len; i++)
    if (diag.messages.data[i]->span.at > size) abort();

  if (diag.errors) {
    FILE *out = fopen("/dev/null", "w");
    diag_print(&diag, out, true);
    fclose(out);
  } else {
    size_t once_size, twice_size;
    char *once = print_all(v, &once_size);
    DatumVec again =
        read_source(&arena, &names, &diag, sources_add(&sources, "again", once, once_size));
    char *twice = print_all(again, &twice_size);
    if (diag.errors || once_size != twice_size || memcmp(once, twice, once_size) != 0) abort();
    free(once);
    free(twice);
  }
  arena_drop(&arena);
  return 0;
}
