/* source.c -- see source.h. */
#include "base/source.h"

#include <string.h>

#include <assert.h>

#define MOST_FILES 4096u /* what Span.file can number */

void sources_init(Sources *s, Arena *arena) {
  *s = (Sources){.arena = arena};
  sources_add(s, "", "", 0);
}

uint32_t sources_add(Sources *s, const char *path, const char *text, size_t size) {
  assert(size < SOURCE_SIZE_LIMIT);
  Source *source = ARENA_NEW(s->arena, Source);
  source->path = arena_strndup(s->arena, path, strlen(path));
  source->text = text;
  source->size = (uint32_t)size;
  if ((uint32_t)s->file.len == MOST_FILES) {
    s->file.data[MOST_FILES - 1] = source;
  } else {
    vec_push(s->arena, &s->file, source);
  }
  return (uint32_t)s->file.len - 1;
}

static void find_lines(Arena *arena, Source *source) {
  const char *end = source->text + source->size;
  uint32_t count = 1;
  for (const char *p = source->text; (p = memchr(p, '\n', (size_t)(end - p))); p++) count++;
  source->line_at = ARENA_ARRAY(arena, uint32_t, count);
  source->lines = 1;
  for (const char *p = source->text; (p = memchr(p, '\n', (size_t)(end - p)));)
    source->line_at[source->lines++] = (uint32_t)(++p - source->text);
}

void source_line(Sources *s, Span span, uint32_t *line, uint32_t *column) {
  Source *source = s->file.data[span.file];
  if (!source->text) {
    *line = *column = 0;
    return;
  }
  uint32_t at = span.at < source->size ? span.at : source->size;
  if (!source->line_at) find_lines(s->arena, source);

  uint32_t low = 0, high = source->lines; /* line_at[low] <= at < line_at[high] */
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->line_at[middle] <= at) {
      low = middle;
    } else {
      high = middle;
    }
  }
  *line = low + 1;
  *column = 1;
  for (uint32_t i = source->line_at[low]; i < at; i++)
    if (((unsigned char)source->text[i] & 0xc0) != 0x80)
      ++*column; /* the first byte of a character */
}

Span span_join(Span a, Span b) {
  if (!a.file) return b;
  if (!b.file) return a;
  uint64_t a_end = (uint64_t)a.at + a.len, b_end = (uint64_t)b.at + b.len;
  uint32_t from = a.at < b.at ? a.at : b.at;
  return span_of(a.file, from, (a_end > b_end ? a_end : b_end) - from);
}
