/* text.c -- see text.h. */
#include "codegen/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for n more bytes and a NUL. */
static void reserve(Text *t, size_t n) {
  if (t->size + n < t->cap) return;
  size_t cap = t->cap ? t->cap * 2 : 1024;
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

void text_printf(Text *t, const char *fmt, ...) {
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  reserve(t, (size_t)n);
  vsnprintf(t->data + t->size, (size_t)n + 1, fmt, again);
  va_end(again);
  t->size += (size_t)n;
}
