/* source.h -- the text of a program and places in it.
 *
 * A span is two byte offsets into one file of the session. Line and column are worked out only when a
 * message is printed, so carrying spans costs eight bytes a node and nothing else. */
#ifndef SMT_BASE_SOURCE_H
#define SMT_BASE_SOURCE_H

#include "base/arena.h"
#include "base/vec.h"
#include <stdint.h>

typedef struct Span {
  uint32_t file : 12; /* index into Sources; 0 means "nowhere" */
  uint32_t len : 20;  /* bytes, capped */
  uint32_t at;        /* byte offset of the first one */
} Span;

typedef struct Source {
  const char *path; /* as the user gave it; "<stdin>", "<eval>", "library/list.smt" */
  const char *text; /* size bytes and then a NUL */
  uint32_t size;
  uint32_t *line_at; /* offset of the start of each line; made by the first source_line */
  uint32_t lines;
} Source;

typedef struct Sources {
  Arena *arena;
  VEC(Source *) file; /* file.data[0] is an empty file, so that span.file == 0 is "nowhere" */
} Sources;

void sources_init(Sources *s, Arena *arena);

/* Texts must be smaller than this, for offsets to fit: whoever reads files checks. */
#define SOURCE_SIZE_LIMIT ((size_t)UINT32_MAX)

/* Add a text; the index to put into spans. Neither text nor path is copied. Spans can number 4095 texts:
 * the ones after that replace each other under the last index (a very long session of the REPL). */
uint32_t sources_add(Sources *s, const char *path, const char *text, size_t size);

/* Line and column of a byte offset, both from 1; 0 and 0 when the text is not at hand. Columns count characters, not bytes. */
void source_line(Sources *s, Span span, uint32_t *line, uint32_t *column);

/* `len` bytes from `at`, as many of them as a span can tell. */
static inline Span span_of(uint32_t file, uint32_t at, uint64_t len) {
  return (Span){.file = file & 0xfff, .len = len < 0xfffff ? (uint32_t)len : 0xfffff, .at = at};
}

/* From the first byte of a to the last of b (same file). */
Span span_join(Span a, Span b);

#endif
