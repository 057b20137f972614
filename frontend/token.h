/* token.h -- the words of a text.
 *
 * The lexer finds where each word starts and ends and what kind it is; what a literal means is
 * worked out from its text by literal.c, so that passing over text costs next to nothing. Blanks
 * and comments give no token. */
#ifndef SMT_FRONTEND_TOKEN_H
#define SMT_FRONTEND_TOKEN_H

#include "base/diag.h"
#include "base/source.h"

typedef enum TokKind {
#define TOKEN(kind, name) TOK_##kind,
#include "frontend/tokens.def"
#undef TOKEN
  TOK_COUNT
} TokKind;

/* One lexeme: bytes at..end of the text. Not a span, because a span cannot tell lengths above a
 * megabyte. */
typedef struct Token {
  TokKind kind;
  uint32_t at, end;
} Token;

typedef struct Lexer {
  const char *text, *limit; /* valid UTF-8 without NUL bytes, and a NUL at limit */
  const char *at;           /* where the next token is looked for */
  uint32_t file;
  Diag *dg; /* NULL: complain to nobody */
  /* set by the reader: the tokens are dropped anyway, so what they are does not matter */
  bool is_dropped;
  bool cut_short;      /* a string, comment or |name| swallowed the rest of the text */
  uint32_t odd_string; /* start of the first string of several lines that a name touches, or 0 */
} Lexer;

/* Start at the first byte after a byte order mark and a `#!` line. */
void lexer_init(Lexer *lx, const char *text, size_t size, uint32_t file, Diag *dg);

/* The next token; TOK_END again and again at the end. */
Token lexer_next(Lexer *lx);

/* Would `text` (NUL-terminated, valid UTF-8) be read as one TOK_NAME and nothing else? */
bool lexer_is_name(const char *text, size_t len);

/* How messages name a kind: "`(`", "a name". */
const char *token_name(TokKind kind);

/* How many of the `len` bytes a message should quote, for "%.*s": whole characters, no more than
 * 40 bytes. */
int token_shown(const char *text, size_t len);

static inline bool token_is_prefix(TokKind kind) {
  return kind >= TOK_QUOTE && kind <= TOK_SHORT_FN;
}

#endif
