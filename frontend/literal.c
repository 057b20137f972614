/* literal.c -- see literal.h. The lexer has settled that strings and bars are closed; all else is
 * checked here. */
#define _GNU_SOURCE 1
#include "frontend/literal.h"

#include "base/utf8.h"
#include <assert.h>
#include <limits.h>
#include <strings.h>

void literal_complain(LiteralText *x, DiagCode code, const char *what) {
  diag_error(x->cx->dg, code, literal_whole(x), "`%.*s` %s", LITERAL_SHOWN(x), what);
}

/* name = [package ":" [":"]] text, or ":" text for a keyword, with `|...|` and backslashes
 * undone. */
static void read_spelled_name(LiteralText *x, Datum *d, bool may_have_package) {
  char *out = arena_alloc_kind(x->cx->arena, (size_t)(x->end - x->at) + 1, ARENA_TEXT);
  int len = 0, pkg_len = -1;
  bool in_bars = false, keyword = *x->at == ':';
  for (const char *p = x->at; p < x->end; p++) {
    if (*p == '\\') {
      out[len++] = *++p;
    } else if (*p == '|') {
      in_bars = !in_bars;
    } else if (*p != ':' || in_bars || p == x->at) {
      out[len++] = *p;
    } else if (keyword || pkg_len >= 0 || !may_have_package) {
      literal_complain(x, DIAG_BAD_TOKEN, "has too many colons");
      if (x->end - x->at == 2)
        diag_hint(x->cx->dg, "a list of a first element and the rest is `(Cons x rest)`");
      return;
    } else {
      pkg_len = len;
      if (p[1] == ':' && p + 1 < x->end) p++;
    }
  }
  const char *name = pkg_len > 0 ? out + pkg_len : out;
  len -= pkg_len > 0 ? pkg_len : 0;
  if (pkg_len == 0) {
    literal_complain(x, DIAG_BAD_TOKEN, "has no package before its colon");
  } else if (len == (keyword ? 1 : 0)) {
    literal_complain(x, DIAG_BAD_TOKEN,
                     pkg_len > 0 ? "has no name after its colon" : "has no letters");
    diag_hint(x->cx->dg, "a colon begins a type variable or a keyword, as in `:a`; the type of a "
                         "name is said by `(declare name Type)`");
  } else {
    d->kind = DATUM_NAME;
    d->name = sym_get(x->cx->names, name, (size_t)len);
    d->pkg = pkg_len > 0 ? sym_get(x->cx->names, out, (size_t)pkg_len) : NULL;
  }
}

static int hex_value(const char *p) {
  int v = literal_digit(*p);
  return v < 16 ? v : -1;
}

/* The hexadecimal number p up to end (1 to 6 digits) when it is a scalar value, else UTF8_BAD. */
static uint32_t scalar_of_hex(const char *p, const char *end) {
  uint32_t code = 0;
  if (p >= end || end - p > 6) return UTF8_BAD;
  for (; p < end; p++) {
    if (hex_value(p) < 0) return UTF8_BAD;
    code = code * 16 + (uint32_t)hex_value(p);
  }
  return utf8_is_scalar(code) ? code : UTF8_BAD;
}

/* An escape; x->at stands on the backslash and is moved past it. The bytes written to out. */
static int read_escape(LiteralText *x, char *out) {
  static const char plain[] = "n\nt\tr\r0\0\\\\\"\"e\033";
  const char *from = x->at++, *digits;
  uint32_t code = UTF8_BAD;

  for (size_t i = 0; i + 1 < sizeof plain; i += 2)
    if (*x->at == plain[i]) {
      *out = plain[i + 1];
      x->at++;
      return 1;
    }
  switch (*x->at) {
  case '\r':
    if (x->at[1] != '\n') break;
    x->at += 2;
    return 0;
  case '\n': x->at++; return 0;
  case 'x':
    digits = ++x->at;
    while (x->at < x->end && x->at - digits < 2 && hex_value(x->at) >= 0) x->at++;
    if (x->at - digits == 2) code = scalar_of_hex(digits, x->at);
    break;
  case 'u':
    x->at++;
    if (*x->at != '{') break;
    digits = ++x->at;
    while (x->at < x->end && hex_value(x->at) >= 0) x->at++;
    code = *x->at == '}' ? scalar_of_hex(digits, x->at) : UTF8_BAD;
    if (*x->at == '}') x->at++;
    break;
  default: utf8_decode(&x->at, x->end); break;
  }
  if (code != UTF8_BAD) return utf8_encode(code, out);
  Span span = literal_span(x, from, x->at);
  diag_error(x->cx->dg, DIAG_BAD_ESCAPE, span, "`%.*s` is not an escape of strings",
             token_shown(from, (size_t)(x->at - from)), from);
  diag_hint(x->cx->dg, "the escapes are \\n \\t \\r \\0 \\\\ \\\" \\e \\xHH \\u{H...}");
  return 0;
}

/* An escape is never shorter than what it stands for, so the source length is room enough. */
static void read_string(LiteralText *x, Datum *d) {
  x->at++, x->end--; /* the quotes */
  char *out = arena_alloc_kind(x->cx->arena, (size_t)(x->end - x->at) + 1, ARENA_TEXT);
  size_t len = 0;
  while (x->at < x->end) {
    const char *stop = memchr(x->at, '\\', (size_t)(x->end - x->at));
    size_t run = (size_t)((stop ? stop : x->end) - x->at);
    memcpy(out + len, x->at, run);
    len += run;
    x->at += run;
    if (stop) len += (size_t)read_escape(x, out + len);
  }
  d->kind = DATUM_STRING;
  d->text = out;
  d->size = (uint32_t)len;
}

/* The first name of a code is the one that is printed. */
static const struct {
  const char *name;
  uint32_t code;
} char_names[] = {
    {"Space", ' '},   {"Newline", '\n'}, {"Linefeed", '\n'}, {"Tab", '\t'}, {"Return", '\r'},
    {"Backspace", 8}, {"Rubout", 127},   {"Delete", 127},    {"Page", 12},  {"Null", 0},
    {"Nul", 0},       {"Escape", 27},    {"Altmode", 27},
};
#define CHAR_NAMES (sizeof char_names / sizeof *char_names)

uint32_t literal_char_code(const char *name, size_t len) {
  for (size_t i = 0; i < CHAR_NAMES; i++)
    if (strlen(char_names[i].name) == len && strncasecmp(name, char_names[i].name, len) == 0)
      return char_names[i].code;
  if (len > 2 && (*name | 0x20) == 'u' && name[1] == '+')
    return scalar_of_hex(name + 2, name + len);
  return UTF8_BAD;
}

const char *literal_char_name(uint32_t code) {
  for (size_t i = 0; i < CHAR_NAMES; i++)
    if (char_names[i].code == code) return char_names[i].name;
  return NULL;
}

static void complain_char(LiteralText *x, const char *name) {
  const char *nearest = NULL;
  int distance = INT_MAX;
  for (size_t i = 0; i < CHAR_NAMES; i++)
    if (near_name(name, char_names[i].name, &distance)) nearest = char_names[i].name;
  diag_error(x->cx->dg, DIAG_BAD_CHARACTER, literal_whole(x), "`%.*s` is not a character",
             LITERAL_SHOWN(x));
  if (nearest) {
    diag_hint(x->cx->dg, "did you mean `#\\%s`?", nearest);
  } else {
    diag_hint(x->cx->dg,
              "write one character as in `#\\a`, a name as in `#\\Space`, or `#\\U+3BB`");
  }
}

static void read_char(LiteralText *x, Datum *d) {
  const char *name = x->at += 2; /* #\ */
  uint32_t code = utf8_decode(&x->at, x->end);
  if (x->at < x->end) code = literal_char_code(name, (size_t)(x->end - name));
  if (code == UTF8_BAD) {
    complain_char(x, arena_strndup(x->cx->arena, name, (size_t)(x->end - name)));
    return;
  }
  d->kind = DATUM_CHAR;
  d->code = code;
}

void literal_read(LiteralContext *cx, Token t, Datum *d) {
  const char *start = cx->text + t.at;
  LiteralText x = {.cx = cx, .start = start, .at = start, .end = cx->text + t.end};
  switch (t.kind) {
  case TOK_NAME:
    d->kind = DATUM_NAME;
    d->name = sym_get(cx->names, start, t.end - t.at);
    d->pkg = NULL;
    break;
  case TOK_SPELLED: read_spelled_name(&x, d, true); break;
  case TOK_UNINTERNED:
    x.at += 2; /* #: */
    read_spelled_name(&x, d, false);
    break;
  case TOK_INTEGER:
  case TOK_RATIO: literal_read_exact(&x, d); break;
  case TOK_FLOAT: literal_read_float(&x, d); break;
  case TOK_BASED: literal_read_based(&x, d); break;
  case TOK_STRING: read_string(&x, d); break;
  case TOK_CHAR: read_char(&x, d); break;
  case TOK_ERROR: break;
  case TOK_END:
  case TOK_LPAREN:
  case TOK_RPAREN:
  case TOK_LBRACKET:
  case TOK_RBRACKET:
  case TOK_QUOTE:
  case TOK_QUASI:
  case TOK_UNQUOTE:
  case TOK_SPLICE:
  case TOK_FUNCTION:
  case TOK_DROP:
  case TOK_FEATURE:
  case TOK_SHORT_FN:
  case TOK_COUNT: assert(!"a token without a value");
  }
}
