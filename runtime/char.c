/* char.c -- characters without Unicode's tables. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

/* Unicode's White_Space. */
W smt_char_is_space(W c) {
  if (c < 128) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

W smt_char_quote(W c) {
  static const struct {
    uint8_t code;
    const char *name;
  } named[] = {
      {' ', "Space"},      {'\n', "Newline"}, {'\t', "Tab"},   {'\r', "Return"},
      {'\b', "Backspace"}, {'\f', "Page"},    {127, "Rubout"},
  };
  char text[24] = "#\\";
  for (size_t i = 0; i < ARRAY_LENGTH(named); i++)
    if (named[i].code == c) return smt_string_of_c(strcat(text, named[i].name));
  char *end = text + 2;
  /* Nobody sees a control character or a blank that is none of the above. */
  if (c < 32 || (c >= 0x80 && c < 0xa0) || smt_char_is_space(c))
    end += sprintf(end, "U+%X", (unsigned)c);
  else end = utf8_write(end, c);
  return smt_string_new(text, (W)(end - text));
}
