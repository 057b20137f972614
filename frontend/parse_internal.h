/* parse_internal.h -- what the files of the parser share: parse*.c, pattern.c, local.c, ast.c, form.c. Not for other folders.
 *
 * Every function named after a form (parse_let, parse_if, ...) takes the whole form, a list whose head is the form's name, and
 * gives an expression; a malformed form has been reported and gives an EXPR_ERROR. */
#ifndef SMT_FRONTEND_PARSE_INTERNAL_H
#define SMT_FRONTEND_PARSE_INTERNAL_H

#include "frontend/parse.h"

typedef VEC(Local *) LocalVec;

/* The let bindings whose values are being parsed, innermost first. */
typedef struct LetFrame {
  Binding *self;
  struct LetFrame *outer;
} LetFrame;

/* Say what is wrong with a form, and give its EXPR_ERROR. */
#define SYNTAX_ERROR(p, span, ...)                                                                 \
  (diag_error((p)->world->diag, DIAG_SYNTAX, (span), __VA_ARGS__), ast_error((p), (span)))

/* ---- form.c ---- */
bool datum_is_list(const Datum *d);

/* ---- ast.c: nodes; ast_library gives a name of the library, by "package:name" ---- */
Expr *ast_new(Parser *p, ExprKind kind, Span span);
Expr *ast_error(Parser *p, Span span);
Expr *ast_library(Parser *p, Span span, const char *qualified);
Expr *ast_call(Parser *p, Span span, Expr *fn, Expr **arg, int args);
Expr *ast_call1(Parser *p, Span span, Expr *fn, Expr *x);
Expr *ast_call2(Parser *p, Span span, Expr *fn, Expr *x, Expr *y);
Expr *ast_seq(Parser *p, Expr *first, Expr *second);
Expr *ast_if(Parser *p, Span span, Expr *cond, Expr *then, Expr *otherwise);
Expr *ast_the(Parser *p, Span span, Datum *type, Expr *value);
Expr *ast_local(Parser *p, Span span, Local *local);
Expr *ast_fn(Parser *p, Span span, Pattern *pat, Expr *body);
Expr *ast_unit(Parser *p, Span span);
Expr *ast_truth(Parser *p, Span span, bool value);
Expr *ast_for(Parser *p, Span span, Loop *loop, LoopTest test, Expr *limit, Expr *body);
Expr *ast_bind(Parser *p, Span span, Local *local, Expr *value, Expr *body);
Expr *ast_string(Parser *p, Span span, const char *text);

/* ---- local.c ---- */
Local *local_new(Parser *p, const Sym *name, uint32_t mark, Span span);
void local_bind(Parser *p, Local *l);
void local_unbind(Parser *p, Local *l);
/* Warn of the variables of a definition that nothing uses: of what a macro has copied, one use of one copy is enough.
 * When that is not wanted, forget them. */
void local_report_unused(Parser *p, bool wanted);
Local *local_find(Parser *p, const Datum *d);
/* The local variable whose name is nearest to one that is not bound, or NULL. */
Local *local_near(Parser *p, const Datum *d);
void local_bind_pattern(Parser *p, Pattern *pat);
/* The same for what a loop goes through, which nobody needs to use. */
void local_bind_counted(Parser *p, Pattern *pat);
void local_unbind_pattern(Parser *p, Pattern *pat);
void local_check_duplicate(Parser *p, LocalVec *seen, Local *l, const char *what);
void local_note_use(Parser *p, Local *l);

/* ---- pattern.c: `seen` collects the variables of one pattern or parameter list ---- */
Pattern *pattern_new(Parser *p, PatternKind kind, Span span);
Local *pattern_local(Parser *p, Datum *d, LocalVec *seen, const char *what);
Pattern *parse_pattern(Parser *p, Datum *d, LocalVec *seen, const char *what);

/* ---- parse_let.c ---- */
bool is_short_let(const Datum *d);
Expr *parse_body(Parser *p, Datum **item, int len, Span form);
Binding *binding_new(Parser *p, Datum *name, Datum *declared); /* its value is still to come */
Expr *parse_let(Parser *p, Datum *d);
Expr *parse_let_star(Parser *p, Datum *d);
Expr *parse_rec(Parser *p, Datum *d);

/* ---- parse_function.c ---- */
void parse_function(Parser *p, Function *f, Datum **param, int params, Datum **body, int len,
                    Span form);
Expr *parse_fn(Parser *p, Datum *d);

/* ---- parse_branch.c ---- */
Expr *parse_if(Parser *p, Datum *d);
Expr *parse_when(Parser *p, Datum *d);
Expr *parse_cond(Parser *p, Datum *d);
Expr *parse_and_or(Parser *p, Datum *d);
Expr *parse_progn(Parser *p, Datum *d);
Expr *parse_match(Parser *p, Datum *d);
Expr *parse_the(Parser *p, Datum *d);
Expr *parse_values(Parser *p, Datum *d);

/* ---- parse_loop.c ---- */
Expr *parse_return(Parser *p, Datum *d);
Expr *parse_jump(Parser *p, Datum *d);
Loop *loop_new(Parser *p, const Sym *label, Span span);
Expr *parse_iteration(Parser *p, Span span, Loop *loop, Local *it, Pattern *item, Expr *body);
Expr *parse_for(Parser *p, Datum *d);
Expr *parse_old_loop(Parser *p, Datum *d);

/* ---- parse_effect.c ---- */
Expr *parse_do(Parser *p, Datum *d);
Expr *parse_throw(Parser *p, Datum *d);
Expr *parse_catch(Parser *p, Datum *d);
Expr *parse_dynamic_bind(Parser *p, Datum *d);

/* ---- parse_bracket.c ---- */
Expr *parse_bracket(Parser *p, Datum *d);

/* ---- parse_sugar.c ---- */
Expr *parse_as(Parser *p, Datum *d);
Expr *parse_nest(Parser *p, Datum *d);
Expr *parse_compose(Parser *p, Datum *d);
Expr *parse_make_list(Parser *p, Datum *d);
Expr *parse_assert(Parser *p, Datum *d);
Expr *parse_unreachable(Parser *p, Datum *d);
Expr *parse_type_of(Parser *p, Datum *d);
Expr *parse_hint(Parser *p, Datum *d);
Expr *parse_lisp(Parser *p, Datum *d);
Expr *parse_other_language(Parser *p, Datum *d);

/* ---- parse_foreign.c ---- */
bool is_inline_c(const Datum *d); /* also where `c` is a variable: no call looks like that */
Expr *parse_c(Parser *p, Datum *d);

/* ---- parse.c ---- */
Expr *parse_call(Parser *p, Datum *d);

#endif
