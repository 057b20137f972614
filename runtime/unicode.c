/* unicode.c -- what needs Unicode's tables, through utf8proc. A file of its own: its 300 KB of
 * tables come only with programs that change case or classify characters. */
#include "internal.h"

#include <string.h>
#include <utf8proc.h>

/* Case mappings here go one to one, so that a string keeps its length; U+1E9E is no usual
 * capital of U+DF. */
W smt_char_upcase_slow(W c) { return c == 0xdf ? c : (W)utf8proc_toupper((utf8proc_int32_t)c); }
W smt_char_downcase_slow(W c) { return (W)utf8proc_tolower((utf8proc_int32_t)c); }

static utf8proc_category_t category(W c) { return utf8proc_category((utf8proc_int32_t)c); }

W smt_char_is_alpha_slow(W c) {
  utf8proc_category_t k = category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}
W smt_char_is_digit_slow(W c) { return category(c) == UTF8PROC_CATEGORY_ND; }
W smt_char_is_uppercase_slow(W c) { return category(c) == UTF8PROC_CATEGORY_LU; }
W smt_char_is_lowercase_slow(W c) { return category(c) == UTF8PROC_CATEGORY_LL; }

static W convert(W word, W change(W)) {
  const SmtString *s = SMT_STR(word);
  const char *end = s->text + s->bytes;
  W bytes = 0;
  for (const char *p = s->text; p < end;) bytes += utf8_size_of_char(change(utf8_read(&p)));
  SmtString *r = smt_string_alloc(bytes, s->chars);
  char *to = r->text;
  for (const char *p = s->text; p < end;) to = utf8_write(to, change(utf8_read(&p)));
  return (W)r;
}

static W upcase(W c) { return smt_char_upcase(c); }
static W downcase(W c) { return smt_char_downcase(c); }

W smt_string_upcase(W s) { return convert(s, upcase); }
W smt_string_downcase(W s) { return convert(s, downcase); }
