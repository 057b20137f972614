/* builder.c -- strings that grow at their end, in amortised constant time per byte. */
#include "internal.h"

#include <string.h>

typedef struct Builder {
  char *text; /* a leaf of `room` bytes */
  W bytes, chars, room;
} Builder;

W smt_builder_new(void) {
  Builder *b = (Builder *)smt_alloc_mutable(sizeof(Builder) / sizeof(W));
  *b = (Builder){NULL, 0, 0, 0};
  return (W)b;
}

/* Make room for n more bytes; gives where they go. */
static char *extend(Builder *b, W n) {
  if (b->bytes + n > b->room) {
    W room = b->room ? b->room * 2 : 48;
    while (room < b->bytes + n) room *= 2;
    char *text = smt_alloc_leaf(room);
    if (b->bytes) memcpy(text, b->text, b->bytes);
    b->text = text;
    b->room = room;
  }
  return b->text + b->bytes;
}

W smt_builder_add(W builder, W s) {
  Builder *b = (Builder *)builder;
  const SmtString *string = SMT_STR(s);
  memcpy(extend(b, string->bytes), string->text, string->bytes);
  b->bytes += string->bytes;
  b->chars += string->chars;
  return 0;
}

W smt_builder_add_char(W builder, W c) {
  Builder *b = (Builder *)builder;
  char *to = extend(b, 4);
  b->bytes += (W)(utf8_write(to, c) - to);
  b->chars++;
  return 0;
}

W smt_builder_to_string(W builder) {
  const Builder *b = (const Builder *)builder;
  SmtString *s = smt_string_alloc(b->bytes, b->chars);
  if (b->bytes) memcpy(s->text, b->text, b->bytes);
  return (W)s;
}
