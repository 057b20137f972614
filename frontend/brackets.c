/* brackets.c -- see brackets.h. */
#include "frontend/brackets.h"

#include <assert.h>

/* An opening bracket. */
typedef struct Opener {
  TokKind kind;
  uint32_t at;
  int indent;      /* bytes of blanks before it when it is the first on its line, else -1 */
  uint32_t before; /* where the token before it ends */
  bool
      has_forms; /* it begins with a form, as the bindings of a `let` do: nothing of it stands further left */
} Opener;

typedef struct Blame {
  Arena *scratch;
  Diag *dg;
  const Source *source;
  uint32_t file;
  bool by_lines;
  bool quiet;               /* this top-level form has had its error */
  bool had_open;            /* a form was left open before: its closer may still come */
  bool suspected;           /* `suspect` and `outside` are set */
  Opener suspect;           /* first form of this top-level form that looks unclosed ... */
  Opener outside;           /* ... because this one starts in the same column */
  int suspect_depth;        /* forms that are open outside of suspect */
  VEC(Opener) suspect_open; /* those open when outside starts */
  uint32_t before;          /* where the last token ended */
  uint32_t
      early; /* where a top-level form ended, before a line that looks like more of it; 0: nowhere */
  VEC(Opener) open;
} Blame;

static Span one_byte(const Blame *b, uint32_t at) { return span_of(b->file, at, 1); }

static int indent_of(const Blame *b, uint32_t at) {
  const char *text = b->source->text;
  uint32_t p = at;
  while (p > 0 && (text[p - 1] == ' ' || text[p - 1] == '\t')) p--;
  return p == 0 || text[p - 1] == '\n' ? (int)(at - p) : -1;
}

static int column_of(const Blame *b, uint32_t at) {
  uint32_t p = at;
  while (p > 0 && b->source->text[p - 1] != '\n') p--;
  return (int)(at - p);
}

/* The outermost open list of forms that a line with this indent cannot be in, or NULL. */
static const Opener *find_left_of(const Blame *b, int indent) {
  for (int i = 0; i < b->open.len; i++)
    if (b->open.data[i].has_forms && column_of(b, b->open.data[i].at) >= indent)
      return &b->open.data[i];
  return NULL;
}

/* The innermost open form that starts a line with this indent, or NULL. */
static const Opener *find_with_indent(const Blame *b, int indent) {
  for (int i = b->open.len - 1; i >= 0; i--)
    if (b->open.data[i].indent == indent) return &b->open.data[i];
  return NULL;
}

/* What closes the open forms from number `depth` on. */
static void edit_closers(Blame *b, const Opener *open, int len, int depth, uint32_t at) {
  char closers[33] = "";
  int n = 0;
  if (len - depth >= (int)sizeof closers) return;
  for (int i = len - 1; i >= depth; i--) closers[n++] = open[i].kind == TOK_LPAREN ? ')' : ']';
  closers[n] = 0;
  Span end = span_of(b->file, at, 0);
  diag_note(b->dg, end, "going by the indentation, `%s` is missing here", closers);
  diag_edit(b->dg, end, "%s", closers);
}

/* Forms are still open; `next` starts a form outside them, or is NULL at the end of the text. */
static void blame_open_form(Blame *b, const Opener *next) {
  const Opener *guilty = find_with_indent(b, 0);
  if (!guilty) guilty = &b->open.data[0];
  int depth = (int)(guilty - b->open.data), len = b->open.len;
  const Opener *open = b->open.data;
  uint32_t before = next ? next->before : b->before;
  if (b->suspected) {
    guilty = &b->suspect;
    next = &b->outside;
    depth = b->suspect_depth;
    open = b->suspect_open.data;
    len = b->suspect_open.len;
    before = next->before;
  }
  diag_error(b->dg, DIAG_UNCLOSED, one_byte(b, guilty->at), "this %s is never closed",
             token_name(guilty->kind));
  if (next) diag_note(b->dg, one_byte(b, next->at), "it is still open where this form starts");
  edit_closers(b, open, len, depth, before);
}

static void see_opener(Blame *b, Token t) {
  char next = b->source->text[t.at + 1];
  Opener o = {t.kind, t.at, indent_of(b, t.at), b->before, next == '(' || next == '['};
  if (o.indent == 0) b->early = 0;
  else if (o.indent > 0 && !b->open.len && !b->early) b->early = b->before;
  if (o.indent == 0 && (b->by_lines || !b->open.len)) { /* a new top-level form */
    if (b->open.len) {
      if (!b->quiet) blame_open_form(b, &o);
      b->had_open = true;
    }
    b->open.len = 0;
    b->quiet = false;
    b->suspected = false;
  }
  if (b->quiet) return;
  if (o.indent > 0 && !b->suspected) {
    const Opener *sibling = find_left_of(b, o.indent);
    if (!sibling) sibling = find_with_indent(b, o.indent);
    if (sibling) {
      b->suspected = true;
      b->suspect = *sibling;
      b->outside = o;
      b->suspect_depth = (int)(sibling - b->open.data);
      b->suspect_open.len = 0;
      for (int i = 0; i < b->open.len; i++) vec_push(b->scratch, &b->suspect_open, b->open.data[i]);
    }
  }
  vec_push(b->scratch, &b->open, o);
}

static void see_closer(Blame *b, Token t) {
  TokKind wanted = t.kind == TOK_RPAREN ? TOK_LPAREN : TOK_LBRACKET;
  if (b->quiet) return;
  if (!b->open.len) {
    if (b->had_open && indent_of(b, t.at) == 0) return; /* the end of a form blamed above */
    diag_error(b->dg, DIAG_STRAY_CLOSER, one_byte(b, t.at), "unexpected %s: nothing is open here",
               token_name(t.kind));
    if (b->early && b->source->text[b->early - 1] == b->source->text[t.at]) {
      diag_note(b->dg, one_byte(b, b->early - 1),
                "going by the indentation, this one is too many: what follows stands outside");
      diag_edit(b->dg, one_byte(b, b->early - 1), "%s", "");
    }
    b->quiet = true;
    return;
  }
  const Opener *o = &b->open.data[b->open.len - 1];
  if (o->kind == wanted) {
    b->open.len--;
    return;
  }
  diag_error(b->dg, DIAG_MISMATCHED_CLOSER, one_byte(b, t.at),
             "expected %s to close this %s, not %s", o->kind == TOK_LPAREN ? "`)`" : "`]`",
             token_name(o->kind), token_name(t.kind));
  diag_note(b->dg, one_byte(b, o->at), "opened here");
  b->quiet = true;
}

void brackets_blame(Arena *scratch, Diag *dg, const Source *source, uint32_t file, bool by_lines) {
  Blame b = {.scratch = scratch, .dg = dg, .source = source, .file = file, .by_lines = by_lines};
  int errors = dg->errors;
  Lexer lx;
  lexer_init(&lx, source->text, source->size, file, NULL);
  for (Token t; (t = lexer_next(&lx)).kind != TOK_END;) {
    if (t.kind == TOK_LPAREN || t.kind == TOK_LBRACKET) see_opener(&b, t);
    if (t.kind == TOK_RPAREN || t.kind == TOK_RBRACKET) see_closer(&b, t);
    b.before = t.end;
  }
  if (b.open.len && !b.quiet) blame_open_form(&b, NULL);
  assert(dg->errors > errors);
  (void)errors;
}
