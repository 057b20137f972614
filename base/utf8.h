/* utf8.h -- characters in text.
 *
 * Source is checked once when it is read (utf8_check); whatever runs later may decode without looking. Only
 * messages must cope with the rest, because they show the very lines that were refused. */
#ifndef SMT_BASE_UTF8_H
#define SMT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xffffffffu

/* The offset of the first byte that is not part of valid UTF-8, or `len`. Surrogates, overlong forms and
 * codes above U+10FFFF are not valid. */
size_t utf8_check(const char *text, size_t len);

/* The character at *at, which moves past it; at end or at an invalid byte UTF8_BAD, and *at moves one byte
 * (not beyond end). */
uint32_t utf8_decode(const char **at, const char *end);

/* Write a scalar value (1 to 4 bytes); how many bytes that were. */
int utf8_encode(uint32_t code, char *out);

/* A Unicode scalar value: no surrogate, not above U+10FFFF. */
static inline bool utf8_is_scalar(uint32_t code) {
  return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
}

/* White space other than the control characters, such as U+0020 and U+00A0. */
static inline bool utf8_is_blank(uint32_t code) {
  return code == ' ' || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
         code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000;
}

/* How many columns a character takes on a terminal: 0, 1 or 2. */
int utf8_width(uint32_t code);

/* Should not be written to a terminal as it is: a control character, a mark that changes the direction
 * of the text, an invisible character. */
bool utf8_is_hidden(uint32_t code);

#endif
