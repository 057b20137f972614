/* parse.h -- data to expressions, resolving every name on the way. */
#ifndef SMT_FRONTEND_PARSE_H
#define SMT_FRONTEND_PARSE_H

#include "frontend/syntax.h"

typedef struct Parser {
  World *world;
  Scope *scope;
  Definition *definition; /* whose dependencies are being collected; may be NULL */
  Map locals;             /* Sym -> innermost Local */
  Function *function;     /* innermost fn or function-style definition; NULL in a value */
  int depth;              /* how many functions are around us */
  VEC(Loop *) loops;
  struct LetFrame *let; /* let bindings whose values are being parsed */
  int expansions;       /* nested macro expansions */
  VEC(Local *) unused;  /* variables that nothing in their scope uses */
  Map used_at;          /* places of variables bound in expansions and used */
  Map special;          /* Sym -> special form */
} Parser;

void parser_init(Parser *p, World *w, Scope *scope);

/* `(define name ...)`, `(define (name ...) ...)` and method definitions: fills def->function or def->value from def->form. */
void parse_definition(Parser *p, Definition *def);

/* A top-level expression. */
void parse_toplevel_expression(Parser *p, Definition *def);

Expr *parse_expr(Parser *p, Datum *d);

/* Is the name one that means a special form in head position? */
bool parse_is_special(Parser *p, const Datum *head);

/* The clauses of define-foreign and `c`: what they say goes into *f. False after a message. */
struct Foreign;
bool parse_foreign_clauses(World *w, Datum **item, int len, struct Foreign *f);
bool parse_is_c_name(const char *text);

/* Helpers on data that the other files of the folder use. */
bool datum_is_name(const Datum *d, const char *text);
bool datum_is_form(const Datum *d, const char *head); /* a list that begins with that name */
bool datum_is_keyword(const Datum *d);
/* Index of the first of `len` items that is this name; `len` when none is. */
int datum_find_name(Datum **item, int len, const char *word);
bool name_is_dynamic(const Sym *name); /* *earmuffs* */
Datum *datum_new_name(World *w, Span span, const char *name);
Datum *datum_new_list(World *w, Span span, Datum **item, int len);

#endif
