/* lexer.re -- text to tokens; re2c makes C of it in the build folder.
 *
 * The longest match wins, and of two equally long ones the rule that stands first: that is all there is
 * to "what is not wholly a number is a name". The text ends in a NUL and has none before, so no rule
 * but the last may match one, and no bound is ever checked. */
#include "frontend/token.h"

#include "base/utf8.h"
#include <string.h>

typedef unsigned char Byte;

/*!re2c
  re2c:api:style         = free-form;
  re2c:define:YYCTYPE    = Byte;
  re2c:define:YYCURSOR   = at;
  re2c:define:YYMARKER   = marker;
  re2c:yyfill:enable     = 0;
  re2c:encoding:utf8     = 1;

  any     = [^\x00];
  blank   = [ \t\r\n\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000];
  /* What nobody can see has no place outside strings and comments (utf8_is_hidden). */
  hidden  = [\x01-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f]
          | [\ufeff\ufff9-\ufffb\U000e0000-\U000e007f];

  /* c: in a name at any place; letter: in a number in some base or the name of a character. */
  special = ["'(),;[\]`:|\\];
  c       = any \ blank \ hidden \ special;
  start   = c \ [#\u0192];
  letter  = c | ":";
  quoted  = "|" ([^|\\\x00] | "\\" any)*;
  spelled = (start | ":" | "\\" any | quoted "|") (letter | "\\" any | quoted "|")*;

  digits  = [0-9] ("_"* [0-9])*;
  sign    = [+-]?;
  power   = [eEfFsSdDlL] sign digits;
*/

void lexer_init(Lexer *lx, const char *text, size_t size, uint32_t file, Diag *dg) {
  *lx = (Lexer){.text = text, .limit = text + size, .at = text, .file = file, .dg = dg};
  if (strncmp(lx->at, "\xef\xbb\xbf", 3) == 0) lx->at += 3;
  if (strncmp(lx->at, "#!", 2) == 0) lx->at += strcspn(lx->at, "\n");
}

static Span span_between(const Lexer *lx, const Byte *from, const Byte *to) {
  return span_of(lx->file, (uint32_t)((const char *)from - lx->text), (uint64_t)(to - from));
}

/* Something that begins with `opener` at `from` is never closed; the rest of the text belongs to it. */
static void complain_unclosed(Lexer *lx, DiagCode code, const Byte *from, size_t opener,
                              const char *what) {
  lx->cut_short = true;
  if (!lx->dg) return;
  Span here = span_between(lx, from, from + opener);
  if (code == DIAG_UNTERMINATED_STRING && lx->odd_string) {
    diag_error(lx->dg, code, span_of(lx->file, lx->odd_string, 1), "%s is never closed", what);
    diag_note(lx->dg, here, "so the text after it is taken for strings, and this one never ends");
    return;
  }
  diag_error(lx->dg, code, here, "%s is never closed", what);
  if (*from == '|') diag_hint(lx->dg, "`|` begins a name in bars; what is written between the choices of a type elsewhere is not needed here");
}

static void complain_hidden(Lexer *lx, const Byte *from, const Byte *to) {
  const char *p    = (const char *)from;
  uint32_t    code = utf8_decode(&p, (const char *)to);
  if (lx->dg && !lx->is_dropped)
    diag_error(lx->dg, DIAG_BAD_TOKEN, span_between(lx, from, to), "the invisible character U+%04X",
               (unsigned)code);
}

static void complain_token(Lexer *lx, const Byte *from, const Byte *to) {
  const char *text = (const char *)from;
  if (!lx->dg || lx->is_dropped) return;
  Span span  = span_between(lx, from, to);
  int  shown = token_shown(text, (size_t)(to - from));
  if (*from == '\\') {
    diag_error(lx->dg, DIAG_BAD_TOKEN, span, "a backslash with nothing after it");
  } else if (*from != '#') {
    diag_error(lx->dg, DIAG_BAD_TOKEN, span, "`%.*s` needs a `.` between parameters and body", shown,
               text);
    diag_hint(lx->dg, "a short function looks like `ƒx.(+ x 1)`");
  } else if (from[1] && strchr(".(", from[1])) {
    diag_error(lx->dg, DIAG_OTHER_LISP, span,
               "`%.*s` is a form of Common Lisp that Smelter does not have",
               from[1] == '(' ? 2 : shown, text);
  } else {
    diag_error(lx->dg, DIAG_BAD_TOKEN, span, "`%.*s` means nothing", shown, text);
    if (shown == 1 && (from[1] == ' ' || from[1] == '\n')) {
      diag_hint(lx->dg, "a comment begins with `;`");
      diag_edit(lx->dg, span, ";");
    } else if (from[1] == 't' || from[1] == 'f') {
      diag_hint(lx->dg, "truth is written `True`, its opposite `False`");
      if (shown == 2) diag_edit(lx->dg, span, from[1] == 't' ? "True" : "False");
    }
  }
}

static bool is_letter(Byte c) { return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* After the opening quote; NULL when there is no closing one. */
static const Byte *skip_string(const Byte *at) {
  for (;;) {
    /*!local:re2c
      re2c:encoding:utf8 = 0;
      [^"\\\x00]+      { continue; }
      "\\" [^\x00]     { continue; }
      "\\"             { continue; }
      "\""             { return at; }
      "\x00"           { return NULL; }
    */
  }
}

/* After the opener; NULL when the comment, or one in it, is not closed. */
static const Byte *skip_comment(const Byte *at) {
  for (uint32_t depth = 1; depth > 0;) {
    /*!local:re2c
      re2c:encoding:utf8 = 0;
      [^|#\x00]+ { continue; }
      [|#]       { continue; }
      "#|"       { depth++; continue; }
      "|#"       { depth--; continue; }
      "\x00"     { return NULL; }
    */
  }
  return at;
}

Token lexer_next(Lexer *lx) {
  const Byte *at = (const Byte *)lx->at, *from, *marker;
  TokKind     kind;

#define GIVE(what) do { kind = TOK_##what; goto done; } while (0)
again:
  from = at;
  /*!re2c
    blank+                    { goto again; }
    ";" [^\n\x00]*            { goto again; }
    "("                       { GIVE(LPAREN); }
    ")"                       { GIVE(RPAREN); }
    "["                       { GIVE(LBRACKET); }
    "]"                       { GIVE(RBRACKET); }
    "'"                       { GIVE(QUOTE); }
    "`"                       { GIVE(QUASI); }
    ","                       { GIVE(UNQUOTE); }
    ",@"                      { GIVE(SPLICE); }
    "#'"                      { GIVE(FUNCTION); }
    "#;"                      { GIVE(DROP); }
    "#" [+-]                  { GIVE(FEATURE); }
    "\u0192" (c \ [.])* "."        { GIVE(SHORT_FN); }

    sign digits "."?          { GIVE(INTEGER); }
    sign digits "/" digits    { GIVE(RATIO); }
    sign (digits? "." digits power? | digits ("." digits?)? power)
                              { GIVE(FLOAT); }
    "#" ([xXoObB] | [0-9]+ [rR]) letter*
                              { GIVE(BASED); }

    (start | ":" c) c*        { GIVE(NAME); }
    spelled                   { GIVE(SPELLED); }
    "#:" spelled              { GIVE(UNINTERNED); }
    "#\\" any                 { GIVE(CHAR); }
    "#\\" letter letter+      { GIVE(CHAR); }

    "\""                      { goto string; }
    "#|"                      { goto comment; }
    "#:"? spelled? quoted     { goto bars; }
    "#\\"                     { goto bad_token; }
    "\\"                      { goto bad_token; }
    "#" ((letter \ [+-]) letter*)? { goto bad_token; }
    "#("                      { at--; goto bad_token; }
    "\u0192" (c \ [.])*            { goto bad_token; }
    hidden                    { complain_hidden(lx, from, at); goto again; }
    *                         { at = from; GIVE(END); } /* the NUL */
  */

string:
  at = skip_string(at);
  if (at) {
    if (!lx->odd_string && is_letter(*at) && memchr(from, '\n', (size_t)(at - from)))
      lx->odd_string = (uint32_t)((const char *)from - lx->text);
    GIVE(STRING);
  }
  complain_unclosed(lx, DIAG_UNTERMINATED_STRING, from, 1, "this string");
  at = (const Byte *)lx->limit;
  GIVE(ERROR);

bars:
  complain_unclosed(lx, DIAG_UNTERMINATED_STRING, from, 1, "this name in bars");
  GIVE(ERROR);

comment:
  at = skip_comment(at);
  if (at) goto again;
  complain_unclosed(lx, DIAG_UNTERMINATED_COMMENT, from, 2, "this comment");
  from = at = (const Byte *)lx->limit;
  GIVE(END);

bad_token:
  if (lx->is_dropped && *from == '#' && *at == '(') goto again; /* #( and #.( only dress up the form that follows */
  complain_token(lx, from, at);
  GIVE(ERROR);

done:
  lx->at = (const char *)at;
  return (Token){kind, (uint32_t)((const char *)from - lx->text), (uint32_t)(lx->at - lx->text)};
#undef GIVE
}

bool lexer_is_name(const char *text, size_t len) {
  Lexer lx = {.text = text, .limit = text + len, .at = text};
  Token t  = lexer_next(&lx);
  return t.kind == TOK_NAME && t.at == 0 && t.end == len;
}

const char *token_name(TokKind kind) {
  static const char *const names[] = {
#define TOKEN(kind, name) name,
#include "frontend/tokens.def"
#undef TOKEN
  };
  return names[kind];
}

int token_shown(const char *text, size_t len) {
  if (len <= 40) return (int)len;
  int n = 40;
  while (((unsigned char)text[n] & 0xc0) == 0x80) n--;
  return n;
}
