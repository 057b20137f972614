/* format.c -- see format.h */
#include "base/format.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct Out {
  char *to;
  size_t room, size;
} Out;

static void put(Out *out, const char *text, size_t n) {
  if (out->size < out->room) {
    size_t left = out->room - out->size;
    memcpy(out->to + out->size, text, n < left ? n : left);
  }
  out->size += n;
}

static void put_number(Out *out, unsigned n, bool is_negative) {
  char digits[12], *at = digits + sizeof digits;
  do *--at = (char)('0' + n % 10);
  while (n /= 10);
  if (is_negative) *--at = '-';
  put(out, at, (size_t)(digits + sizeof digits - at));
}

/* One conversion, `fmt` after its %; what follows it, or NULL when it is none of ours. */
static const char *convert(Out *out, const char *fmt, va_list *ap) {
  int number;
  char c;
  const char *text;
  switch (*fmt) {
  case 's': return text = va_arg(*ap, const char *), put(out, text, strlen(text)), fmt + 1;
  case 'd':
    number = va_arg(*ap, int);
    return put_number(out, number < 0 ? 0u - (unsigned)number : (unsigned)number, number < 0),
           fmt + 1;
  case 'u': return put_number(out, va_arg(*ap, unsigned), false), fmt + 1;
  case 'c': return c = (char)va_arg(*ap, int), put(out, &c, 1), fmt + 1;
  case '%': return put(out, fmt, 1), fmt + 1;
  case '.':
    if (fmt[1] != '*' || fmt[2] != 's' || (number = va_arg(*ap, int)) < 0) return NULL;
    return text = va_arg(*ap, const char *), put(out, text, strnlen(text, (size_t)number)), fmt + 3;
  }
  return NULL;
}

size_t format_text(char *to, size_t room, const char *fmt, va_list ap) {
  Out out = {to, room, 0};
  va_list mine;
  va_copy(mine, ap);
  const char *at = fmt;
  while (at && *at) {
    size_t plain = strcspn(at, "%");
    put(&out, at, plain);
    at += plain;
    if (*at) at = convert(&out, at + 1, &mine);
  }
  va_end(mine);
  if (!at) { /* libc's business; a negative length is an error that cannot be here */
    int n = vsnprintf(to, room, fmt, ap);
    return n < 0 ? 0 : (size_t)n;
  }
  if (room) to[out.size < room ? out.size : room - 1] = 0;
  return out.size;
}
