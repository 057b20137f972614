/* text.h -- text that grows, for generated C. */
#ifndef SMT_CODEGEN_TEXT_H
#define SMT_CODEGEN_TEXT_H

#include "base/arena.h"

#include <stdarg.h>

/* Zero but for the arena is an empty text. Always followed by a NUL once something was added. */
typedef struct Text {
  Arena *arena;
  char *data;
  size_t size, cap;
} Text;

void text_add(Text *t, const char *s, size_t n);
void text_puts(Text *t, const char *s);
void text_vprintf(Text *t, const char *fmt, va_list ap);
void text_printf(Text *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
