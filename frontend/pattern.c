/* pattern.c -- patterns.
 *
 *   pat := literal | '_' | id | '(' Con pat* ')' | '(' '=' id pat ')' | '(' 'values' pat* ')' */
#include "frontend/parse_internal.h"

#include <ctype.h>
#include <string.h>

Pattern *pattern_new(Parser *p, PatternKind kind, Span span) {
  Pattern *pat = ARENA_NEW(p->world->arena, Pattern);
  pat->kind = kind;
  pat->span = span;
  return pat;
}

Local *pattern_local(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  if (name_is_dynamic(d->name))
    diag_error(p->world->diag, DIAG_DYNAMIC, d->span,
               "the dynamic variable name `%s` cannot be bound in %s", d->name->text, what);
  Local *l = local_new(p, d->name, d->mark, d->span);
  local_check_duplicate(p, seen, l, what);
  return l;
}

/* pat := '(' '=' id pat ')' */
static Pattern *parse_as_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  if (d->len != 3 || d->item[1]->kind != DATUM_NAME) {
    diag_error(p->world->diag, DIAG_SYNTAX, d->span,
               "a pattern that names the whole is written (= name pattern)");
    return pattern_new(p, PATTERN_ERROR, d->span);
  }
  Pattern *pat = pattern_new(p, PATTERN_AS, d->span);
  pat->local = pattern_local(p, d->item[1], seen, what);
  pat->sub = ARENA_ARRAY(p->world->arena, Pattern *, 1);
  pat->sub[0] = parse_pattern(p, d->item[2], seen, what);
  pat->subs = 1;
  return pat;
}

static Global *constructor_find(Parser *p, Datum *name) {
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, name);
  if (g && g->kind == VALUE_CTOR) return g;
  if (!g) g = scope_find(p->world, p->scope, SPACE_VALUE, name, true);
  if (!g) return NULL;
  if (g->kind == VALUE_CTOR) return g;
  diag_error(p->world->diag, DIAG_UNKNOWN_CONSTRUCTOR, name->span, "`%s` is not a constructor",
             name->name->text);
  return NULL;
}

/* (x y), where several values are to be taken apart? */
static bool has_only_variables(const Datum *d) {
  for (int i = 0; i < d->len; i++)
    if (d->item[i]->kind != DATUM_NAME || !islower((unsigned char)d->item[i]->name->text[0]))
      return false;
  return d->len > 1;
}

/* pat := '(' Con pat* ')' */
static Pattern *parse_ctor_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  Datum *head = d->item[0];
  Global *g = constructor_find(p, head);
  if (!g && has_only_variables(d) && !scope_lookup(p->world, p->scope, SPACE_VALUE, head))
    diag_hint(p->world->diag, "several values are taken apart by `(values a b)`, a tuple by "
                              "`(Tuple a b)`, a list by `(Cons first rest)`");
  Pattern *pat = pattern_new(p, g ? PATTERN_CTOR : PATTERN_ERROR, d->span);
  pat->ctor = g;
  pat->subs = d->len - 1;
  pat->sub = ARENA_ARRAY(p->world->arena, Pattern *, pat->subs);
  for (int i = 0; i < pat->subs; i++) pat->sub[i] = parse_pattern(p, d->item[i + 1], seen, what);
  if (g && pat->subs != g->core->ctor->arity) {
    int n = g->core->ctor->arity;
    diag_error(p->world->diag, DIAG_PATTERN_ARITY, d->span,
               "the constructor `%s` takes %d argument%s, but this pattern has %d", g->name->text,
               n, n == 1 ? "" : "s", pat->subs);
    if (!g->core->is_library) diag_note(p->world->diag, g->span, "defined here");
    pat->kind = PATTERN_ERROR;
  }
  return pat;
}

/* pat := '(values' pat* ')': a tuple taken apart */
static Pattern *parse_values_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  static const char *const tuple[] = {"coalton/classes:Tuple", "coalton/tuple:Tuple3",
                                      "coalton/tuple:Tuple4", "coalton/tuple:Tuple5"};
  int n = d->len - 1;
  if (n == 1) return parse_pattern(p, d->item[1], seen, what);
  if (n == 0) {
    Datum *unit = datum_new_name(p->world, d->span, "coalton:Unit");
    Datum **item = ARENA_ARRAY(p->world->arena, Datum *, 1);
    item[0] = unit;
    return parse_ctor_pattern(p, datum_new_list(p->world, d->span, item, 1), seen, what);
  }
  if (n > 5) {
    diag_error(p->world->diag, DIAG_SYNTAX, d->span, "values go up to five");
    return pattern_new(p, PATTERN_ERROR, d->span);
  }
  Datum **item = ARENA_ARRAY(p->world->arena, Datum *, d->len);
  memcpy(item, d->item, sizeof(Datum *) * (size_t)d->len);
  item[0] = datum_new_name(p->world, d->item[0]->span, tuple[n - 2]);
  return parse_ctor_pattern(p, datum_new_list(p->world, d->span, item, d->len), seen, what);
}

static Pattern *parse_name_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  if (datum_is_name(d, "_")) return pattern_new(p, PATTERN_WILD, d->span);
  if (datum_is_keyword(d)) {
    diag_error(p->world->diag, DIAG_SYNTAX, d->span, "the keyword `%s` cannot be a pattern",
               d->name->text);
    return pattern_new(p, PATTERN_ERROR, d->span);
  }
  Global *g = d->pkg ? NULL : scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  if (g && g->kind == VALUE_CTOR && !p->scope->package->is_library)
    diag_warn(p->world->diag, DIAG_CONSTRUCTOR_NAME, d->span,
              "`%s` is a variable here and matches everything; the constructor is written (%s%s)",
              d->name->text, d->name->text, g->core->ctor->arity ? " ..." : "");
  Pattern *pat = pattern_new(p, PATTERN_VAR, d->span);
  pat->local = pattern_local(p, d, seen, what);
  if (g && g->kind == VALUE_CTOR) pat->local->used = true; /* one warning is enough */
  return pat;
}

Pattern *parse_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what) {
  Pattern *pat;
  switch (d->kind) {
  case DATUM_NAME: return parse_name_pattern(p, d, seen, what);
  case DATUM_LIST:
    if (d->len == 0 || d->item[0]->kind != DATUM_NAME) break;
    if (datum_is_name(d->item[0], "=")) return parse_as_pattern(p, d, seen, what);
    if (datum_is_name(d->item[0], "values")) return parse_values_pattern(p, d, seen, what);
    return parse_ctor_pattern(p, d, seen, what);
  case DATUM_INTEGER:
    pat = pattern_new(p, PATTERN_INTEGER, d->span);
    pat->digits = d->digits;
    return pat;
  case DATUM_RATIO:
    pat = pattern_new(p, PATTERN_RATIO, d->span);
    pat->digits = d->digits;
    pat->denominator = d->denominator;
    return pat;
  case DATUM_FLOAT:
    pat = pattern_new(p, PATTERN_FLOAT, d->span);
    pat->number = d->number;
    pat->suffix = d->suffix;
    return pat;
  case DATUM_STRING:
    pat = pattern_new(p, PATTERN_STRING, d->span);
    pat->text = d->text;
    pat->size = d->size;
    return pat;
  case DATUM_CHAR:
    pat = pattern_new(p, PATTERN_CHAR, d->span);
    pat->code = d->code;
    return pat;
  case DATUM_BRACKET: break;
  }
  diag_error(p->world->diag, DIAG_SYNTAX, d->span,
             "this is no pattern: write a literal, a variable, `_` or (Constructor pattern ...)");
  return pattern_new(p, PATTERN_ERROR, d->span);
}
