/* reader.c -- tokens to data.
 *
 *   takes:     the text of a file
 *   leaves:    Datum trees; valid UTF-8 in every name and string
 *   keeps:     spans: a list reaches from its opener to its closer
 *
 * Nesting lives in a stack of our own, so that a text of a hundred thousand brackets is a message
 * and not a crash. A frame is an opener that waits for its closer, or a prefix such as ' that
 * waits for one datum. The data a frame has so far lie on one common stack from frame.first on,
 * and move to the arena when it closes. */
#include "frontend/datum.h"

#include "base/utf8.h"
#include "frontend/brackets.h"
#include "frontend/literal.h"
#include "frontend/token.h"

#define DEEPEST 10000

typedef struct Frame {
  Token opener;
  int first; /* where its data begin on the stack */
} Frame;

typedef VEC(Frame) FrameVec;

typedef struct Reader {
  LiteralContext cx;
  Lexer lx;
  Arena scratch; /* the two stacks */
  FrameVec frames;
  DatumVec stack; /* data of the open forms */
  DatumVec top;   /* data outside all forms */
  int drops;      /* frames of TOK_DROP */
  bool stray;     /* a closer too many */
  bool unclosed;  /* a closer too few, or of the wrong kind */
} Reader;

static Span token_span(const Reader *rd, Token t) {
  return span_of(rd->cx.file, t.at, t.end - t.at);
}

/* One more frame, or one less (-1), drops what it is given. */
static void note_drop(Reader *rd, int change) {
  rd->drops += change;
  rd->lx.is_dropped = rd->drops > 0;
}

static Datum *datum_new(Reader *rd, DatumKind kind, Span span) {
  Datum *d = ARENA_NEW(rd->cx.arena, Datum);
  d->kind = kind;
  d->span = span;
  return d;
}

static Datum *name_new(Reader *rd, const char *text, size_t len, Span span) {
  Datum *d = datum_new(rd, DATUM_NAME, span);
  d->name = sym_get(rd->cx.names, text, len);
  return d;
}

static Datum *list_new(Reader *rd, DatumKind kind, Span span, Datum **item, int len) {
  Datum *d = datum_new(rd, kind, span);
  d->len = len;
  d->item = len ? ARENA_ARRAY(rd->cx.arena, Datum *, len) : NULL;
  if (len) memcpy(d->item, item, sizeof *item * (size_t)len);
  return d;
}

/* (quote d) for 'd and so on; its span reaches from the prefix to the end of d. */
static Datum *quoted(Reader *rd, Token prefix, Datum *d) {
  static const char *const heads[TOK_COUNT] = {
      [TOK_QUOTE] = "quote",       [TOK_QUASI] = "quasiquote",
      [TOK_UNQUOTE] = "unquote",   [TOK_SPLICE] = "unquote-splicing",
      [TOK_FUNCTION] = "function",
  };
  const char *head = heads[prefix.kind];
  Span mark = token_span(rd, prefix);
  Datum *item[2] = {name_new(rd, head, strlen(head), mark), d};
  return list_new(rd, DATUM_LIST, span_join(mark, d->span), item, 2);
}

/* ƒxy.body is (fn (x y) body). Every parameter is one character. */
static Datum *short_fn(Reader *rd, Token prefix, Datum *body) {
  Span mark = token_span(rd, prefix);
  int first = rd->stack.len;
  const char *start = rd->cx.text + prefix.at + strlen("ƒ"), *end = rd->cx.text + prefix.end - 1;
  for (const char *p = start, *from; p < end;) {
    from = p;
    utf8_decode(&p, end);
    Span span = span_of(rd->cx.file, (uint32_t)(from - rd->cx.text), (uint64_t)(p - from));
    if (*from >= '0' && *from <= '9')
      diag_error(rd->cx.dg, DIAG_BAD_TOKEN, span,
                 "the digit `%c` cannot be a parameter of a short function", *from);
    vec_push(&rd->scratch, &rd->stack, name_new(rd, from, (size_t)(p - from), span));
  }
  int count = rd->stack.len - first;
  rd->stack.len = first;
  Span middle = span_of(rd->cx.file, (uint32_t)(start - rd->cx.text), (uint64_t)(end - start));
  Datum *params =
      list_new(rd, DATUM_LIST, middle, rd->stack.data ? rd->stack.data + first : NULL, count);
  Datum *item[3] = {name_new(rd, "fn", 2, span_of(rd->cx.file, prefix.at, strlen("ƒ"))), params,
                    body};
  return list_new(rd, DATUM_LIST, span_join(mark, body->span), item, 3);
}

/* Is a feature of Common Lisp's reader, or an expression of features, true here? Of features there is one: smelter. */
static bool feature_holds(const Datum *d) {
  if (d->kind == DATUM_NAME) {
    const char *name = d->name->text + (d->name->text[0] == ':');
    return strcmp(name, "smelter") == 0;
  }
  if (d->kind != DATUM_LIST || d->len == 0 || d->item[0]->kind != DATUM_NAME) return false;
  const char *head = d->item[0]->name->text + (d->item[0]->name->text[0] == ':');
  if (strcmp(head, "not") == 0) return d->len == 2 && !feature_holds(d->item[1]);
  bool is_and = strcmp(head, "and") == 0;
  for (int i = 1; i < d->len; i++)
    if (feature_holds(d->item[i]) != is_and) return !is_and;
  return is_and;
}

/* The datum after #+ or #- tells whether the next one stays: if not, it is dropped as after #; . */
static void decide_feature(Reader *rd, Token prefix, const Datum *feature) {
  if (feature_holds(feature) == (rd->cx.text[prefix.at + 1] == '+')) return;
  Frame f = {prefix, rd->stack.len};
  f.opener.kind = TOK_DROP;
  vec_push(&rd->scratch, &rd->frames, f);
  note_drop(rd, 1);
}

/* A datum is complete: give it to the prefixes that wait for it, and what comes of it to the form
 * around. */
static void deliver(Reader *rd, Datum *d) {
  while (rd->frames.len && token_is_prefix(rd->frames.data[rd->frames.len - 1].opener.kind)) {
    Token prefix = rd->frames.data[--rd->frames.len].opener;
    if (prefix.kind == TOK_FEATURE) return decide_feature(rd, prefix, d);
    if (prefix.kind == TOK_DROP) return note_drop(rd, -1);
    d = prefix.kind == TOK_SHORT_FN ? short_fn(rd, prefix, d) : quoted(rd, prefix, d);
  }
  if (rd->frames.len) {
    vec_push(&rd->scratch, &rd->stack, d);
  } else {
    vec_push(rd->cx.arena, &rd->top, d);
  }
}

/* Prefixes that wait when a form or the text ends wait in vain: one message for all in a row. */
static void drop_prefixes(Reader *rd) {
  int len = rd->frames.len;
  while (len && token_is_prefix(rd->frames.data[len - 1].opener.kind)) len--;
  if (len == rd->frames.len) return;
  Token last = rd->frames.data[rd->frames.len - 1].opener;
  for (int i = len; i < rd->frames.len; i++)
    if (rd->frames.data[i].opener.kind == TOK_DROP) note_drop(rd, -1);
  rd->frames.len = len;
  if (!rd->lx.cut_short)
    diag_error(rd->cx.dg, DIAG_BAD_TOKEN, token_span(rd, last), "nothing follows this `%.*s`",
               token_shown(rd->cx.text + last.at, last.end - last.at), rd->cx.text + last.at);
  if (!rd->lx.cut_short && last.kind == TOK_QUOTE)
    diag_hint(rd->cx.dg, "a string stands between double quotes: `\"...\"`");
}

/* A closer of the wrong kind closes the form all the same: what is read after an error serves
 * only to find more. */
static void close_form(Reader *rd, Token closer) {
  drop_prefixes(rd);
  if (!rd->frames.len) {
    rd->stray = true;
    return;
  }
  Frame f = rd->frames.data[--rd->frames.len];
  TokKind kind = closer.kind == TOK_RPAREN ? TOK_LPAREN : TOK_LBRACKET;
  if (f.opener.kind != kind) rd->unclosed = true;
  Span span = span_join(token_span(rd, f.opener), token_span(rd, closer));
  Datum **item = rd->stack.data ? rd->stack.data + f.first : NULL;
  Datum *d = list_new(rd, kind == TOK_LPAREN ? DATUM_LIST : DATUM_BRACKET, span, item,
                      rd->stack.len - f.first);
  rd->stack.len = f.first;
  deliver(rd, d);
}

/* False when it is too deep to go on. */
static bool open_form(Reader *rd, Token opener) {
  if (rd->frames.len == DEEPEST) {
    diag_error(rd->cx.dg, DIAG_TOO_DEEP, token_span(rd, opener),
               "forms are nested more than %d deep here", DEEPEST);
    return false;
  }
  Frame f = {opener, rd->stack.len};
  vec_push(&rd->scratch, &rd->frames, f);
  if (opener.kind == TOK_DROP) note_drop(rd, 1);
  return true;
}

/* Every token of the text; false when it was given up. */
static bool read_tokens(Reader *rd) {
  for (;;) {
    Token t = lexer_next(&rd->lx);
    switch (t.kind) {
    case TOK_LPAREN:
    case TOK_LBRACKET:
    case TOK_QUOTE:
    case TOK_QUASI:
    case TOK_UNQUOTE:
    case TOK_SPLICE:
    case TOK_FUNCTION:
    case TOK_DROP:
    case TOK_FEATURE:
    case TOK_SHORT_FN:
      if (!open_form(rd, t)) return false;
      break;
    case TOK_RPAREN:
    case TOK_RBRACKET: close_form(rd, t); break;
    case TOK_NAME:
    case TOK_SPELLED:
    case TOK_UNINTERNED:
    case TOK_INTEGER:
    case TOK_RATIO:
    case TOK_FLOAT:
    case TOK_BASED:
    case TOK_STRING:
    case TOK_CHAR:
    case TOK_ERROR: {
      Datum *d = datum_new(rd, DATUM_LIST, token_span(rd, t));
      if (rd->drops == 0 || t.kind == TOK_NAME) literal_read(&rd->cx, t, d);
      deliver(rd, d);
      break;
    }
    case TOK_END:
    case TOK_COUNT:
      drop_prefixes(rd);
      if (rd->frames.len) rd->unclosed = true;
      return true;
    }
  }
}

/* Is it text at all? */
static bool check_text(Diag *dg, const Source *source, uint32_t file) {
  size_t bad = utf8_check(source->text, source->size);
  const char *nul = memchr(source->text, 0, bad);
  if (nul) {
    size_t at = (size_t)(nul - source->text);
    diag_error(dg, DIAG_BAD_TOKEN, span_of(file, (uint32_t)at, 1),
               "the source has a NUL byte (byte %zu)", at);
    return false;
  }
  if (bad < source->size) {
    diag_error(dg, DIAG_BAD_UTF8, span_of(file, (uint32_t)bad, 1),
               "the source is not valid UTF-8: byte %zu is 0x%02X", bad,
               (unsigned)(unsigned char)source->text[bad]);
    return false;
  }
  return true;
}

DatumVec read_source(Arena *arena, SymTable *names, Diag *dg, uint32_t file) {
  const Source *source = dg->sources->file.data[file];
  Reader rd = {.cx = {arena, names, dg, source->text, file}};
  if (!check_text(dg, source, file)) return rd.top;
  rd.scratch = arena_new(0);
  lexer_init(&rd.lx, source->text, source->size, file, dg);
  bool whole = read_tokens(&rd);
  if (whole && (rd.stray || rd.unclosed) && !rd.lx.cut_short)
    brackets_blame(&rd.scratch, dg, source, file, rd.unclosed);
  arena_drop(&rd.scratch);
  return rd.top;
}
