/* macro.c -- see macro.h */
#include "frontend/macro.h"

#include <string.h>

#include "frontend/evaluate.h"
#include "frontend/parse.h"
#include "frontend/template.h"

typedef struct Clause {
  Datum *pattern; /* of what stands after the name */
  Datum *template;
} Clause;

typedef struct Macro {
  const Sym *name;
  Span span; /* of the name */
  Scope *scope;
  Clause *clause; /* of define-macro */
  int clauses;
  MacroBody *body; /* of the other forms, or NULL */
} Macro;

static bool is_lisp_definition(const Datum *form) {
  return datum_is_form(form, "define-expression-macro") ||
         datum_is_form(form, "define-toplevel-macro") || datum_is_form(form, "defmacro");
}

Datum *macro_definition_name(const Datum *form) {
  if (form->kind != DATUM_LIST || form->len < 2) return NULL;
  Datum *name = form->item[1];
  if (datum_is_form(form, "define-macro") && name->kind == DATUM_LIST && name->len > 0)
    name = name->item[0];
  else if (!is_lisp_definition(form) && !datum_is_form(form, "define-macro")) return NULL;
  return name->kind == DATUM_NAME ? name : NULL;
}

static struct Macro *malformed(World *w, const Datum *form, const char *grammar) {
  diag_error(w->diag, DIAG_MACRO, form->span, "a macro is defined by %s", grammar);
  return NULL;
}

/* (define-macro (name pattern...) template) */
static bool define_single(World *w, Macro *m, Datum *form) {
  bool has_doc = form->len == 4 && form->item[2]->kind == DATUM_STRING;
  if (form->len != 3 + has_doc) return false;
  Datum *head = form->item[1];
  m->clause = ARENA_NEW(w->arena, Clause);
  m->clause->pattern = datum_new_list(w, head->span, head->item + 1, head->len - 1);
  m->clause->template = form->item[2 + has_doc];
  m->clauses = 1;
  return true;
}

/* (define-macro name ((pattern...) template) ...) */
static bool define_clauses(World *w, Macro *m, Datum *form) {
  if (form->len < 3) return false;
  m->clause = ARENA_ARRAY(w->arena, Clause, form->len - 2);
  for (int i = 2; i < form->len; i++) {
    Datum *c = form->item[i];
    if (c->kind != DATUM_LIST || c->len != 2 || c->item[0]->kind != DATUM_LIST) return false;
    m->clause[m->clauses++] = (Clause){c->item[0], c->item[1]};
  }
  return true;
}

/* (defmacro name (param...) doc? form...) */
static bool define_body(World *w, Macro *m, Datum *form) {
  int at = 3;
  if (form->len > 4 && form->item[3]->kind == DATUM_STRING) at++;
  if (form->len <= at || form->item[2]->kind != DATUM_LIST) return false;
  m->body = ARENA_NEW(w->arena, MacroBody);
  *m->body = (MacroBody){m->name, form->item[2], form->item + at, form->len - at, m->scope};
  return true;
}

struct Macro *macro_define(World *w, Scope *scope, Datum *form) {
  Datum *name = macro_definition_name(form);
  bool is_lisp = is_lisp_definition(form);
  const char *grammar = is_lisp ? "(defmacro name (parameter ...) form ...)"
                                : "(define-macro (name pattern ...) template)";
  if (!name) return malformed(w, form, grammar);
  Macro *m = ARENA_NEW(w->arena, Macro);
  m->name = name->name;
  m->span = name->span;
  m->scope = scope;
  bool good = is_lisp                             ? define_body(w, m, form)
              : form->item[1]->kind == DATUM_NAME ? define_clauses(w, m, form)
                                                  : define_single(w, m, form);
  if (!good) return malformed(w, form, grammar);
  for (int i = 0; i < m->clauses; i++)
    if (!template_check_pattern(w, m->clause[i].pattern)) return NULL;
  return m;
}

/* A mark that nothing carries yet. */
static uint32_t fresh_mark(World *w, const Macro *m, const Datum *call) {
  MarkOrigin none = {0};
  MarkOrigin origin = {.scope = m->scope, .use = call->span, .parent = call->item[0]->mark};
  if (w->mark.len == 0) vec_push(w->arena, &w->mark, none);
  vec_push(w->arena, &w->mark, origin);
  return (uint32_t)w->mark.len - 1;
}

static Datum *expand_clauses(World *w, const Macro *m, Datum *call) {
  for (int i = 0; i < m->clauses; i++) {
    const Clause *c = &m->clause[i];
    Bindings *b = template_match(w->arena, c->pattern, call->item + 1, call->len - 1);
    if (!b) continue;
    diag_expansion(w->diag, call->span, c->template->span, m->name->text);
    return template_fill(w, c->template, b, fresh_mark(w, m, call), call->span);
  }
  diag_error(w->diag, DIAG_MACRO, call->span, "this call does not fit %s of the macro `%s`",
             m->clauses > 1 ? "any pattern" : "the pattern", m->name->text);
  diag_note(w->diag, m->span, "the macro is defined here");
  return NULL;
}

Datum *macro_expand(World *w, Global *g, Datum *call, const Scope *scope) {
  Macro *m = (Macro *)g->macro;
  if (!m) return NULL; /* its definition was malformed */
  if (!m->body) return expand_clauses(w, m, call);
  diag_expansion(w->diag, call->span, m->span, m->name->text);
  bool foreign = m->scope->package != scope->package;
  return evaluate_macro(w, m->body, call, foreign ? fresh_mark(w, m, call) : call->item[0]->mark);
}
