/* string.c -- strings: immutable UTF-8, counted in characters.
 *
 * A string whose bytes and chars are equal is ASCII, and its index is a byte offset; any other
 * is walked, eight bytes at a time. What comes from outside is checked on its way in
 * (smt_string_new), so every string is valid UTF-8 and no function here looks for errors again. */
#define _GNU_SOURCE
#include "internal.h"

#include <string.h>

static const SmtString empty __attribute__((aligned(16))) = {0, 0, {0}};
#define EMPTY ((W)&empty)

SmtString *smt_string_alloc(W bytes, W chars) {
  if (SMT_UNLIKELY(bytes >= UINT32_MAX)) smt_error_text("a string cannot be longer than 4 GiB", 0);
  SmtString *s = smt_alloc_leaf(sizeof(SmtString) + bytes + 1);
  s->bytes = (uint32_t)bytes;
  s->chars = (uint32_t)chars;
  s->text[bytes] = 0;
  return s;
}

/* A string of this valid text. */
static W string_of(const char *text, W bytes, W chars) {
  if (bytes == 0) return EMPTY;
  SmtString *s = smt_string_alloc(bytes, chars);
  memcpy(s->text, text, bytes);
  return (W)s;
}

/* The same; its characters are counted unless it is part of an ASCII string. */
static W part_of(const SmtString *s, const char *text, W bytes) {
  return string_of(text, bytes, s->bytes == s->chars ? bytes : utf8_count(text, bytes));
}

static bool is_ascii(const SmtString *s) { return s->bytes == s->chars; }
static const char *end_of(const SmtString *s) { return s->text + s->bytes; }

/* ---- counting and indexing ---- */

#define HIGH_BITS 0x8080808080808080u

static uint64_t load8(const char *p) {
  uint64_t w;
  memcpy(&w, p, sizeof w);
  return w;
}

/* How many of the eight bytes begin a character: all but those of the form 10xxxxxx. The product
 * adds the bytes up. */
static unsigned starts_in(uint64_t w) {
  uint64_t tails = (w & HIGH_BITS & ~(w << 1)) >> 7;
  return 8 - (unsigned)(tails * 0x0101010101010101u >> 56);
}

W utf8_count(const char *text, W bytes) {
  const char *end = text + bytes;
  W n = 0;
  for (; end - text >= 8; text += 8) n += starts_in(load8(text));
  for (; text < end; text++) n += !utf8_is_tail(*text);
  return n;
}

/* The address of character `index` of s; its end when it has no more. */
static const char *char_at(const SmtString *s, W index) {
  if (index >= s->chars) return end_of(s);
  if (is_ascii(s)) return s->text + index;
  const char *p = s->text, *end = end_of(s);
  for (unsigned n; end - p >= 8 && (n = starts_in(load8(p))) <= index; p += 8) index -= n;
  /* Here may be the rest of a character that was counted. */
  while (utf8_is_tail(*p)) p++;
  while (index-- > 0) p += utf8_size(*p);
  return p;
}

W smt_string_ref_slow(W s, W index, W site) {
  if (index >= SMT_STR(s)->chars) smt_error_index(index, SMT_STR(s)->chars, site);
  const char *p = char_at(SMT_STR(s), index);
  return utf8_read(&p);
}

W smt_string_next(W s, W byte) { return byte + utf8_size(SMT_STR(s)->text[byte]); }

W smt_string_char_at_byte(W s, W byte) {
  const char *p = SMT_STR(s)->text + byte;
  return utf8_read(&p);
}

/* ---- from outside ---- */

/* Length of the valid character at p, which ends before `end`; 0 when there is none: truncated,
 * overlong, a surrogate or too large. */
static unsigned valid_size(const char *p, const char *end) {
  const unsigned char *u = (const unsigned char *)p;
  size_t left = (size_t)(end - p);
  if (u[0] < 0x80) return 1;
  if (u[0] < 0xc2 || u[0] > 0xf4) return 0;
  unsigned n = utf8_size(*p);
  if (left < n) return 0;
  for (unsigned i = 1; i < n; i++)
    if (!utf8_is_tail(p[i])) return 0;
  if (u[0] == 0xe0 && u[1] < 0xa0) return 0;
  if (u[0] == 0xed && u[1] > 0x9f) return 0;
  if (u[0] == 0xf0 && u[1] < 0x90) return 0;
  if (u[0] == 0xf4 && u[1] > 0x8f) return 0;
  return n;
}

/* Each byte that belongs to no character becomes one U+FFFD of three bytes. */
static W repaired(const char *text, W bytes, W chars, W bad) {
  SmtString *s = smt_string_alloc(bytes + 2 * bad, chars);
  char *to = s->text;
  for (const char *p = text, *end = text + bytes; p < end;) {
    unsigned n = valid_size(p, end);
    if (n == 0) {
      to = utf8_write(to, 0xfffd);
      p++;
    }
    while (n-- > 0) *to++ = *p++;
  }
  return (W)s;
}

W smt_string_new(const char *text, W bytes) {
  const char *p = text, *end = text + bytes;
  W chars = 0, bad = 0;
  while (p < end) {
    if (end - p >= 8 && !(load8(p) & HIGH_BITS)) {
      chars += 8, p += 8;
      continue;
    }
    unsigned n = valid_size(p, end);
    chars++;
    if (n == 0) bad++, n = 1;
    p += n;
  }
  return bad ? repaired(text, bytes, chars, bad) : string_of(text, bytes, chars);
}

W smt_string_of_c(const char *text) { return smt_string_new(text, strlen(text)); }

/* ---- comparing ---- */

W smt_string_eq_slow(W a, W b) {
  return memcmp(SMT_STR(a)->text, SMT_STR(b)->text, SMT_STR(a)->bytes) == 0;
}

/* UTF-8 sorts as the code points do. */
W smt_string_cmp(W a, W b) {
  const SmtString *x = SMT_STR(a), *y = SMT_STR(b);
  int c = memcmp(x->text, y->text, x->bytes < y->bytes ? x->bytes : y->bytes);
  if (c == 0) c = (x->bytes > y->bytes) - (x->bytes < y->bytes);
  return (W)((c > 0) - (c < 0) + 1);
}

W smt_string_lt(W a, W b) { return smt_string_cmp(a, b) == 0; }

W smt_string_starts_with(W prefix, W s) {
  const SmtString *p = SMT_STR(prefix), *t = SMT_STR(s);
  return p->bytes <= t->bytes && memcmp(p->text, t->text, p->bytes) == 0;
}

W smt_string_ends_with(W suffix, W s) {
  const SmtString *p = SMT_STR(suffix), *t = SMT_STR(s);
  return p->bytes <= t->bytes && memcmp(p->text, end_of(t) - p->bytes, p->bytes) == 0;
}

/* ---- putting together ---- */

W smt_string_concat_slow(W a, W b) {
  const SmtString *x = SMT_STR(a), *y = SMT_STR(b);
  SmtString *s = smt_string_alloc((W)x->bytes + y->bytes, (W)x->chars + y->chars);
  memcpy(s->text, x->text, x->bytes);
  memcpy(s->text + x->bytes, y->text, y->bytes);
  return (W)s;
}

#define HEAD(list) (SMT_FIELDS(list)[0])
#define TAIL(list) (SMT_FIELDS(list)[1])

W smt_string_join(W separator, W list) {
  const SmtString *sep = SMT_STR(separator);
  if (list == 0) return EMPTY;
  if (TAIL(list) == 0) return HEAD(list);
  W bytes = 0, chars = 0;
  for (W l = list; l; l = TAIL(l)) {
    bytes += (W)SMT_STR(HEAD(l))->bytes + sep->bytes;
    chars += (W)SMT_STR(HEAD(l))->chars + sep->chars;
  }
  SmtString *s = smt_string_alloc(bytes - sep->bytes, chars - sep->chars);
  char *to = s->text;
  for (W l = list; l; l = TAIL(l)) {
    if (l != list) to = mempcpy(to, sep->text, sep->bytes);
    to = mempcpy(to, SMT_STR(HEAD(l))->text, SMT_STR(HEAD(l))->bytes);
  }
  return (W)s;
}

W smt_string_concat_list(W list) { return smt_string_join(EMPTY, list); }

W smt_string_repeat(W times, W word) {
  const SmtString *s = SMT_STR(word);
  if (times == 0 || s->bytes == 0) return EMPTY;
  W bytes;
  if (__builtin_mul_overflow(times, (W)s->bytes, &bytes)) bytes = UINT32_MAX;
  SmtString *r = smt_string_alloc(bytes, times * s->chars);
  char *to = r->text;
  for (W i = 0; i < times; i++) to = mempcpy(to, s->text, s->bytes);
  return (W)r;
}

W smt_string_of_char(W c) {
  char text[4];
  return string_of(text, (W)(utf8_write(text, c) - text), 1);
}

W smt_string_of_chars(W list) {
  W bytes = 0, chars = 0;
  for (W l = list; l; l = TAIL(l)) bytes += utf8_size_of_char(HEAD(l)), chars++;
  if (chars == 0) return EMPTY;
  SmtString *s = smt_string_alloc(bytes, chars);
  char *to = s->text;
  for (W l = list; l; l = TAIL(l)) to = utf8_write(to, HEAD(l));
  return (W)s;
}

W smt_string_to_chars(W s) {
  W list = 0, *end = &list;
  for (const char *p = SMT_STR(s)->text, *stop = end_of(SMT_STR(s)); p < stop;)
    end = list_append(end, utf8_read(&p));
  return list;
}

W smt_string_reverse(W word) {
  const SmtString *s = SMT_STR(word);
  if (s->chars < 2) return word;
  SmtString *r = smt_string_alloc(s->bytes, s->chars);
  char *to = r->text + r->bytes;
  for (const char *p = s->text; p < end_of(s);) {
    unsigned n = utf8_size(*p);
    to -= n;
    memcpy(to, p, n);
    p += n;
  }
  return (W)r;
}

W smt_string_quote(W word) {
  const SmtString *s = SMT_STR(word);
  W extra = 2;
  for (const char *p = s->text; p < end_of(s); p++) extra += *p == '"' || *p == '\\';
  SmtString *r = smt_string_alloc(s->bytes + extra, s->chars + extra);
  char *to = r->text;
  *to++ = '"';
  for (const char *p = s->text; p < end_of(s); p++) {
    if (*p == '"' || *p == '\\') *to++ = '\\';
    *to++ = *p;
  }
  *to = '"';
  return (W)r;
}

/* ---- taking apart ---- */

W smt_string_substring(W word, W from, W to) {
  const SmtString *s = SMT_STR(word);
  if (from > to) {
    W t = from;
    from = to, to = t;
  }
  if (to > s->chars) to = s->chars;
  if (from >= to) return EMPTY;
  if (to - from == s->chars) return word;
  const char *start = char_at(s, from);
  if (is_ascii(s)) return string_of(start, to - from, to - from);
  /* Walk on from the start, or back from the end, rather than from the beginning again. */
  const char *end = start;
  if (to == s->chars) end = end_of(s);
  else
    for (W i = from; i < to; i++) end += utf8_size(*end);
  return string_of(start, (W)(end - start), to - from);
}

static const char *skip_space(const char *p, const char *end) {
  while (p < end) {
    const char *next = p;
    if (!smt_char_is_space(utf8_read(&next))) break;
    p = next;
  }
  return p;
}

static const char *skip_space_back(const char *start, const char *p) {
  while (p > start) {
    const char *previous = p - 1;
    while (utf8_is_tail(*previous)) previous--;
    const char *at = previous;
    if (!smt_char_is_space(utf8_read(&at))) break;
    p = previous;
  }
  return p;
}

static W trimmed(W word, bool left, bool right) {
  const SmtString *s = SMT_STR(word);
  const char *start = s->text, *end = end_of(s);
  if (left) start = skip_space(start, end);
  if (right) end = skip_space_back(start, end);
  W bytes = (W)(end - start);
  return bytes == s->bytes ? word : part_of(s, start, bytes);
}

W smt_string_trim(W s) { return trimmed(s, true, true); }
W smt_string_trim_left(W s) { return trimmed(s, true, false); }
W smt_string_trim_right(W s) { return trimmed(s, false, true); }

/* The pieces between the places of a separator that is not empty. */
static W split(const char *separator, W bytes, const SmtString *s) {
  W list = 0, *end = &list;
  const char *p = s->text, *stop = end_of(s), *hit;
  if (p == stop) return 0;
  while ((hit = memmem(p, (size_t)(stop - p), separator, bytes)) != NULL) {
    end = list_append(end, part_of(s, p, (W)(hit - p)));
    p = hit + bytes;
  }
  list_append(end, part_of(s, p, (W)(stop - p)));
  return list;
}

W smt_string_split(W separator, W s) {
  char text[4];
  return split(text, (W)(utf8_write(text, separator) - text), SMT_STR(s));
}

W smt_string_split_string(W separator, W s) {
  if (SMT_STR(separator)->bytes)
    return split(SMT_STR(separator)->text, SMT_STR(separator)->bytes, SMT_STR(s));
  W list = 0, *end = &list;
  for (const char *p = SMT_STR(s)->text; p < end_of(SMT_STR(s));) {
    unsigned n = utf8_size(*p);
    end = list_append(end, string_of(p, n, 1));
    p += n;
  }
  return list;
}

/* The end of what is no space from p on. */
static const char *skip_word(const char *p, const char *end) {
  while (p < end) {
    const char *next = p;
    if (smt_char_is_space(utf8_read(&next))) break;
    p = next;
  }
  return p;
}

W smt_string_words(W word) {
  const SmtString *s = SMT_STR(word);
  const char *stop = end_of(s);
  W list = 0, *end = &list;
  for (const char *p = skip_space(s->text, stop); p < stop;) {
    const char *after = skip_word(p, stop);
    end = list_append(end, part_of(s, p, (W)(after - p)));
    p = skip_space(after, stop);
  }
  return list;
}

W smt_string_find(W needle, W word, W from) {
  const SmtString *n = SMT_STR(needle), *s = SMT_STR(word);
  if (from > s->chars) return 0;
  const char *start = char_at(s, from);
  const char *hit = memmem(start, (size_t)(end_of(s) - start), n->text, n->bytes);
  if (hit == NULL) return 0;
  return smt_some(from + (is_ascii(s) ? (W)(hit - start) : utf8_count(start, (W)(hit - start))));
}

W smt_string_replace(W old, W by, W word) {
  const SmtString *o = SMT_STR(old), *b = SMT_STR(by), *s = SMT_STR(word);
  if (o->bytes == 0) return word;
  W hits = 0;
  const char *stop = end_of(s), *hit;
  for (const char *p = s->text; (hit = memmem(p, (size_t)(stop - p), o->text, o->bytes));
       p = hit + o->bytes)
    hits++;
  if (hits == 0) return word;
  SmtString *r = smt_string_alloc(s->bytes + hits * b->bytes - hits * o->bytes,
                                  s->chars + hits * b->chars - hits * o->chars);
  char *to = r->text;
  const char *p = s->text;
  for (; (hit = memmem(p, (size_t)(stop - p), o->text, o->bytes)); p = hit + o->bytes) {
    to = mempcpy(to, p, (size_t)(hit - p));
    to = mempcpy(to, b->text, b->bytes);
  }
  memcpy(to, p, (size_t)(stop - p));
  return (W)r;
}
