/* literal.h -- what the text of a name, number, string or character means. Numbers are in
 * number.c. */
#ifndef SMT_FRONTEND_LITERAL_H
#define SMT_FRONTEND_LITERAL_H

#include "frontend/datum.h"
#include "frontend/token.h"

typedef struct LiteralContext {
  Arena *arena;
  SymTable *names;
  Diag *dg;
  const char *text; /* of the whole file */
  uint32_t file;
} LiteralContext;

/* Give d, which is zero but for its span, its kind and value from token t, one of TOK_NAME to
 * TOK_ERROR. What is malformed is reported and leaves d the empty list it is, which nobody will
 * look at since there are errors. */
void literal_read(LiteralContext *cx, Token t, Datum *d);

/* The code of a character by its name (not NUL-terminated) without regard to case, or UTF8_BAD;
 * and the other way round, or NULL when it goes by no name. */
uint32_t literal_char_code(const char *name, size_t len);
const char *literal_char_name(uint32_t code);

/* The text of one token. `at` walks, `start` stays for messages. */
typedef struct LiteralText {
  LiteralContext *cx;
  const char *start, *at, *end;
} LiteralText;

/* Report: "`token` has too many colons". */
void literal_complain(LiteralText *x, DiagCode code, const char *what);

/* The three shapes of numbers: 42 or 1/2, in base ten; #xFF; 1.5. (number.c) */
void literal_read_exact(LiteralText *x, Datum *d);
void literal_read_based(LiteralText *x, Datum *d);
void literal_read_float(LiteralText *x, Datum *d);

/* 0 to 35, or more when it is no digit in any base. */
int literal_digit(char c);

static inline Span literal_span(const LiteralText *x, const char *from, const char *to) {
  return span_of(x->cx->file, (uint32_t)(from - x->cx->text), (uint64_t)(to - from));
}
static inline Span literal_whole(const LiteralText *x) { return literal_span(x, x->start, x->end); }

/* The arguments of "%.*s" that show the token. */
#define LITERAL_SHOWN(x) token_shown((x)->start, (size_t)((x)->end - (x)->start)), (x)->start

#endif
