/* parse.c -- expressions. One function per form; the grammar rule stands above it.
 *
 *   takes:     data (reader), the scope of the file
 *   leaves:    expressions whose names are resolved; sugar rewritten
 *   reports:   malformed forms, unbound names, misplaced control, unused variables
 *
 * A malformed form gives an EXPR_ERROR, which later passes accept in silence. */
#include "frontend/parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "frontend/control_string.h"
#include "frontend/macro.h"
#include "frontend/parse_internal.h"

static Expr *parse_name(Parser *p, Datum *d) {
  if (datum_is_keyword(d))
    return SYNTAX_ERROR(p, d->span, "the keyword `%s` stands where an expression is expected",
                        d->name->text);
  if (datum_is_name(d, "_")) return SYNTAX_ERROR(p, d->span, "`_` is a pattern, not an expression");
  Local *l = local_find(p, d);
  if (l) {
    local_note_use(p, l);
    Expr *e = ast_new(p, EXPR_LOCAL, d->span);
    e->local = l;
    return e;
  }
  if (!d->pkg && d->name->text[0] == '.' && d->name->len > 1 && d->name->text[1] != '<' &&
      d->name->text[1] != '>' && d->name->text[1] != '.') {
    Expr *e = ast_new(p, EXPR_ACCESSOR, d->span);
    e->field = sym_get(p->world->names, d->name->text + 1, d->name->len - 1);
    return e;
  }
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  if (!g && !d->pkg) { /* another capitalisation of a local comes before that of a global */
    Local *other = NULL;
    for (int i = 0; i < p->locals.len; i++) {
      const Sym *name = p->locals.entry[i].key;
      if (!p->locals.entry[i].value || name->len != d->name->len) continue;
      if (strcasecmp(name->text, d->name->text) == 0) {
        for (Local *c = p->locals.entry[i].value; c; c = c->shadowed)
          if (c->mark == d->mark) {
            other = c;
            break;
          }
      }
    }
    if (other) {
      diag_warn(p->world->diag, DIAG_OTHER_CASE, d->span, "`%s` is not bound; taken to mean `%s`",
                d->name->text, other->name->text);
      local_note_use(p, other);
      Expr *e = ast_new(p, EXPR_LOCAL, d->span);
      e->local = other;
      return e;
    }
  }
  Local *near = g || d->pkg || p->scope->incomplete ? NULL : local_near(p, d);
  if (near) {
    near->used = true;
    diag_error(p->world->diag, DIAG_UNBOUND_NAME, d->span, "unbound name `%s`", d->name->text);
    suggest_name(p->world, d, near->name->text);
    return ast_error(p, d->span);
  }
  if (!g) {
    g = scope_find(p->world, p->scope, SPACE_VALUE, d, true);
    if (!g) return ast_error(p, d->span);
  }
  if (g->kind == VALUE_MACRO)
    return SYNTAX_ERROR(p, d->span, "`%s` is a macro: it can only be called", d->name->text);
  g->used = true;
  if (g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
  Expr *e = ast_new(p, EXPR_GLOBAL, d->span);
  e->global = g;
  return e;
}

/* (f e* (:kw e)*) */
Expr *parse_call(Parser *p, Datum *d) {
  Expr *e = ast_new(p, EXPR_CALL, d->span);
  e->call.fn = parse_expr(p, d->item[0]);
  e->call.arg = ARENA_ARRAY(p->world->arena, Expr *, d->len);
  e->call.keyword = ARENA_ARRAY(p->world->arena, Keyword, d->len);
  e->call.nullary = d->len == 1;
  for (int i = 1; i < d->len; i++) {
    if (datum_is_keyword(d->item[i])) {
      Keyword *k = &e->call.keyword[e->call.keywords];
      k->name = sym_of(p->world->names, d->item[i]->name->text + 1);
      k->span = d->item[i]->span;
      for (int j = 0; j < e->call.keywords; j++)
        if (e->call.keyword[j].name == k->name)
          diag_error(p->world->diag, DIAG_KEYWORD, k->span, "duplicate keyword argument `:%s`",
                     k->name->text);
      e->call.keywords++;
      if (++i == d->len) {
        SYNTAX_ERROR(p, k->span, "the keyword `:%s` has no value after it", k->name->text);
        k->value = ast_error(p, k->span);
        break;
      }
      k->value = parse_expr(p, d->item[i]);
      continue;
    }
    if (e->call.keywords)
      diag_error(p->world->diag, DIAG_KEYWORD, d->item[i]->span,
                 "a positional argument must stand before the keyword arguments");
    e->call.arg[e->call.args++] = parse_expr(p, d->item[i]);
  }
  return e;
}

typedef struct SpecialForm {
  const char *word;
  Expr *(*parse)(Parser *p, Datum *d);
  bool soft; /* gives way to a local variable or a definition of the name */
} SpecialForm;

static const SpecialForm special_form[] = {
    {"fn", parse_fn, false},           {"let", parse_let, false},
    {"let*", parse_let_star, false},   {"rec", parse_rec, false},
    {"if", parse_if, false},           {"when", parse_when, false},
    {"unless", parse_when, false},     {"cond", parse_cond, false},
    {"and", parse_and_or, false},      {"or", parse_and_or, false},
    {"progn", parse_progn, false},     {"match", parse_match, false},
    {"the", parse_the, false},         {"values", parse_values, false},
    {"return", parse_return, false},   {"break", parse_jump, false},
    {"continue", parse_jump, false},   {"for", parse_for, false},
    {"for*", parse_for, false},        {"loop", parse_old_loop, true},
    {"while", parse_old_loop, true},   {"while-let", parse_old_loop, true},
    {"do", parse_do, false},           {"throw", parse_throw, false},
    {"resume-to", parse_throw, false}, {"catch", parse_catch, false},
    {"resumable", parse_catch, false}, {"dynamic-bind", parse_dynamic_bind, false},
    {"as", parse_as, false},           {"try-as", parse_as, false},
    {"unwrap-as", parse_as, false},    {"nest", parse_nest, true},
    {"pipe", parse_nest, true},        {".<", parse_compose, true},
    {".>", parse_compose, true},       {"make-list", parse_make_list, true},
    {"assert", parse_assert, true},    {"unreachable", parse_unreachable, true},
    {"type-of", parse_type_of, false}, {"inline", parse_hint, true},
    {"noinline", parse_hint, true},    {"likely", parse_hint, true},
    {"unlikely", parse_hint, true},    {"unsafe", parse_hint, true},
    {"lisp", parse_lisp, true},        {"c", parse_c, true},
#define FORM(word, advice) {word, parse_other_language, true},
#define OURS(word, advice) {word, parse_other_language, true},
#include "frontend/elsewhere.def"
};

void parser_init(Parser *p, World *w, Scope *scope) {
  memset(p, 0, sizeof *p);
  p->world = w;
  p->scope = scope;
  for (size_t i = 0; i < sizeof special_form / sizeof *special_form; i++)
    names_put(w->arena, &p->special, sym_of(w->names, special_form[i].word),
              (void *)&special_form[i]);
}

static const SpecialForm *special_find(Parser *p, const Datum *head) {
  if (head->kind != DATUM_NAME) return NULL;
  if (head->pkg && strcmp(head->pkg->text, "coalton") != 0) return NULL;
  const SpecialForm *f = names_get(&p->special, head->name);
  if (!f || !f->soft) return f;
  if (local_find(p, head)) return NULL;
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, head);
  return g ? NULL : f;
}

bool parse_is_special(Parser *p, const Datum *head) { return special_find(p, head) != NULL; }

/* Once the nesting is too deep, nothing more is expanded in the outermost call: a macro that uses itself twice would not end. */
static Expr *parse_macro_call(Parser *p, Datum *d, Global *g) {
  if (p->runaway) return ast_error(p, d->span);
  if (p->expansions >= 500) {
    p->runaway = true;
    return diag_error(p->world->diag, DIAG_MACRO, d->span,
                      "more than 500 nested expansions of macros: does `%s` expand to itself?",
                      g->name->text),
           ast_error(p, d->span);
  }
  if (is_format(g) && !control_string_check(p->world, d)) return ast_error(p, d->span);
  Datum *out = macro_expand(p->world, g, d, p->scope);
  if (!out) return ast_error(p, d->span);
  p->expansions++;
  Expr *e = parse_expr(p, out);
  if (--p->expansions == 0) p->runaway = false;
  return e;
}

static Expr *parse_list(Parser *p, Datum *d) {
  if (d->len == 0)
    return SYNTAX_ERROR(
        p, d->span,
        "`()` is an empty form, no expression; the empty list is `Nil`, no value is `Unit`");
  Datum *head = d->item[0];
  const SpecialForm *f = special_find(p, head);
  if (f) return f->parse(p, d);
  if (is_inline_c(d)) return parse_c(p, d);
  if (head->kind == DATUM_NAME && !local_find(p, head)) {
    Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, head);
    if (g && g->kind == VALUE_MACRO) return parse_macro_call(p, d, g);
  }
  return parse_call(p, d);
}

Expr *parse_expr(Parser *p, Datum *d) {
  Expr *e;
  switch (d->kind) {
  case DATUM_LIST: return parse_list(p, d);
  case DATUM_BRACKET: return parse_bracket(p, d);
  case DATUM_NAME: return parse_name(p, d);
  case DATUM_INTEGER:
    e = ast_new(p, EXPR_INTEGER, d->span);
    e->digits = d->digits;
    return e;
  case DATUM_RATIO: {
    Expr *n = ast_new(p, EXPR_INTEGER, d->span), *m = ast_new(p, EXPR_INTEGER, d->span);
    n->digits = d->digits;
    m->digits = d->denominator;
    return ast_call2(p, d->span, ast_library(p, d->span, "smelter/literal:ratio"), n, m);
  }
  case DATUM_FLOAT:
    e = ast_new(p, EXPR_FLOAT, d->span);
    e->number = d->number;
    e->suffix = d->suffix;
    return e;
  case DATUM_STRING:
    e = ast_new(p, EXPR_STRING, d->span);
    e->text = d->text;
    e->size = d->size;
    return e;
  case DATUM_CHAR:
    e = ast_new(p, EXPR_CHAR, d->span);
    e->code = d->code;
    return e;
  }
  return ast_error(p, d->span);
}
