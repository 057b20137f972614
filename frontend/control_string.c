/* control_string.c -- see control_string.h */
#include "frontend/control_string.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "frontend/parse_internal.h"

enum {
  MOST_ARGUMENTS = 64,
  FIRST_ARGUMENT = 3, /* of (format target control argument ...) */
};

typedef struct Control {
  World *w;
  Datum *string;
  const char *at, *end;
  /* for each argument the function that takes what it must be, or NULL */
  const char *wrap[MOST_ARGUMENTS];
  int used;   /* arguments taken so far */
  int fewest; /* as many must be there; -1 before a ~^ has said so */
  bool jumps; /* a ~* or the like: nobody knows any longer which argument is next */
  bool failed;
} Control;

static void complain(Control *c, const char *from, const char *fmt, const char *what) {
  Span span = c->string->span;
  /* the place within the string, when it has no escapes, so that its text stands in the source as it is */
  if (span.len == c->string->size + 2) {
    span.at += 1 + (uint32_t)(from - c->string->text);
    span.len = (uint32_t)(c->at - from);
  }
  diag_error(c->w->diag, DIAG_CONTROL_STRING, span, fmt, what);
  c->failed = true;
}

static void take(Control *c, const char *wrap) {
  if (c->used < MOST_ARGUMENTS) c->wrap[c->used] = wrap;
  c->used++;
}

/* 12 -3 'c v # and nothing, with commas between them */
static void parameters(Control *c) {
  for (;;) {
    if (c->at < c->end && *c->at == '\'') {
      c->at++;
      if (c->at < c->end) utf8_decode(&c->at, c->end);
    } else if (c->at < c->end && (*c->at == 'v' || *c->at == 'V')) {
      c->at++;
      take(c, NULL);
    } else if (c->at < c->end && *c->at == '#') {
      c->at++;
    } else {
      while (c->at < c->end && (isdigit((unsigned char)*c->at) || *c->at == '-' || *c->at == '+'))
        c->at++;
    }
    if (c->at == c->end || *c->at != ',') return;
    c->at++;
  }
}

static bool block(Control *c, const char *from, char closer);

/* After the tilde. False at the closer of the block that it stands in. */
static bool directive(Control *c, const char *from, char closer) {
  bool colon = false, at_sign = false;
  int before = c->used;
  parameters(c);
  for (; c->at < c->end && (*c->at == ':' || *c->at == '@'); c->at++) {
    colon = colon || *c->at == ':';
    at_sign = at_sign || *c->at == '@';
  }
  if (c->at == c->end) {
    complain(c, from, "a tilde at the end of a control string%s", "");
    return true;
  }
  const char *letter = c->at;
  utf8_decode(&c->at, c->end);
  char *spelled = arena_strndup(c->w->arena, letter, (size_t)(c->at - letter));
  switch (toupper((unsigned char)*letter)) {
  case 'A':
  case 'S':
  case 'W': take(c, NULL); break;
  case 'D':
  case 'B':
  case 'O':
  case 'X':
  case 'R': take(c, "coalton/format:%integer"); break;
  case 'F':
  case 'E':
  case 'G':
  case '$': take(c, "coalton/format:%number"); break;
  case 'P':
    if (!colon) take(c, "coalton/format:%number");
    break;
  case 'C': take(c, "coalton/format:%character"); break;
  case '~':
  case '%':
  case '&':
  case '|':
  case 'I':
  case '_':
  case 'T':
  case '\n': break;
  case '*': c->jumps = true; break;
  case '^':
    if (c->fewest < 0) c->fewest = before;
    break;
  case '{': {
    if (at_sign) c->jumps = true;
    else take(c, "coalton/format:%list");
    Control outer = *c;
    block(c, from, '}'); /* its directives take elements of the list */
    outer.at = c->at;
    outer.failed = c->failed;
    *c = outer;
    break;
  }
  case '(': block(c, from, ')'); break;
  case '<': block(c, from, '>'); break;
  case '}':
  case ')':
  case '>':
    if (*letter == closer) return false;
    complain(c, from, "nothing is open that `~%s` could close", spelled);
    break;
  default: complain(c, from, "there is no directive `~%s`", spelled);
  }
  return true;
}

/* Up to the closer, or with 0 to the end. */
static bool block(Control *c, const char *from, char closer) {
  const char *end_of_opener = c->at;
  while (c->at < c->end) {
    const char *start = c->at;
    if (*c->at++ == '~' && !directive(c, start, closer)) return true;
  }
  if (!closer || c->failed) return true;
  const char text[] = {closer, 0};
  c->at = end_of_opener;
  complain(c, from, "this is never closed: there is no `~%s`", arena_strndup(c->w->arena, text, 1));
  c->at = c->end;
  return false;
}

static void check_count(Control *c, Datum *call) {
  int given = call->len - FIRST_ARGUMENT, fewest = c->fewest < 0 ? c->used : c->fewest;
  if (given >= fewest && given <= c->used) return;
  const char *least = c->fewest < 0 ? "" : given < fewest ? "at least " : "at most ";
  int wanted = given < fewest ? fewest : c->used;
  diag_error(c->w->diag, DIAG_CONTROL_STRING, c->string->span,
             "this control string takes %s%d argument%s, not %d", least, wanted,
             wanted == 1 ? "" : "s", given);
  if (given > c->used)
    diag_note(c->w->diag, call->item[FIRST_ARGUMENT + c->used]->span, "nothing takes this one");
  c->failed = true;
}

static Datum *wrapped(World *w, const char *function, Datum *argument) {
  Datum **item = ARENA_ARRAY(w->arena, Datum *, 2);
  item[0] = datum_new_name(w, argument->span, function);
  item[1] = argument;
  return datum_new_list(w, argument->span, item, 2);
}

bool is_format(const Global *macro) {
  return strcmp(macro->name->text, "format") == 0 && macro->home->is_library &&
         strcmp(macro->home->name->text, "coalton/format") == 0;
}

bool control_string_check(World *w, Datum *call) {
  if (call->len < FIRST_ARGUMENT || call->item[2]->kind != DATUM_STRING) return true;
  Datum *string = call->item[2];
  Control c = {.w = w, .string = string, .at = string->text, .fewest = -1};
  c.end = string->text + string->size;
  block(&c, c.at, 0);
  if (!c.failed && !c.jumps) check_count(&c, call);
  if (c.failed) return false;
  for (int i = 0; i < c.used && i < MOST_ARGUMENTS && !c.jumps; i++)
    if (c.wrap[i] && FIRST_ARGUMENT + i < call->len)
      call->item[FIRST_ARGUMENT + i] = wrapped(w, c.wrap[i], call->item[FIRST_ARGUMENT + i]);
  return true;
}
