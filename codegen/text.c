/* text.c -- see text.h. */
#include "codegen/text.h"

#include "base/format.h"

#include <string.h>

/* Room for n more bytes and a NUL. */
static void reserve(Text *t, size_t n) {
  if (t->size + n < t->cap) return;
  size_t cap = t->cap ? t->cap * 2 : 64;
  while (cap <= t->size + n) cap *= 2;
  char *data = arena_alloc(t->arena, cap);
  if (t->size) memcpy(data, t->data, t->size);
  t->data = data;
  t->cap = cap;
}

void text_add(Text *t, const char *s, size_t n) {
  reserve(t, n);
  memcpy(t->data + t->size, s, n);
  t->size += n;
  t->data[t->size] = 0;
}

void text_puts(Text *t, const char *s) { text_add(t, s, strlen(s)); }

void text_vprintf(Text *t, const char *fmt, va_list ap) {
  va_list again;
  va_copy(again, ap);
  reserve(t, 128); /* enough, nearly always */
  size_t room = t->cap - t->size;
  size_t n = format_text(t->data + t->size, room, fmt, ap);
  if (n >= room) {
    reserve(t, n);
    format_text(t->data + t->size, n + 1, fmt, again);
  }
  va_end(again);
  t->size += n;
}

void text_printf(Text *t, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  text_vprintf(t, fmt, ap);
  va_end(ap);
}
