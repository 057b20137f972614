/* ast.c -- makes nodes of syntax (syntax.h), and names of the library that forms are rewritten to. */
#include "frontend/parse_internal.h"

#include <string.h>

Expr *ast_new(Parser *p, ExprKind kind, Span span) {
  Expr *e = ARENA_NEW(p->world->arena, Expr);
  e->kind = kind;
  e->span = span;
  return e;
}

Expr *ast_error(Parser *p, Span span) { return ast_new(p, EXPR_ERROR, span); }

/* A global of the library that a form is rewritten to: "coalton/classes:>>=". */
Expr *ast_library(Parser *p, Span span, const char *qualified) {
  Datum *d = datum_new_name(p->world, span, qualified);
  Global *g = scope_lookup(p->world, p->scope, SPACE_VALUE, d);
  if (!g) {
    Package *home = package_find(p->world, p->scope, d->pkg);
    if (home) g = names_get(&home->own[SPACE_VALUE], d->name);
  }
  if (!g) {
    diag_error(p->world->diag, DIAG_UNBOUND_NAME, span, "this form needs `%s`, which is not loaded",
               qualified);
    return ast_error(p, span);
  }
  if (g->def && p->definition) vec_push(p->world->arena, &p->definition->uses, g->def);
  Expr *e = ast_new(p, EXPR_GLOBAL, span);
  e->global = g;
  return e;
}

Expr *ast_call(Parser *p, Span span, Expr *fn, Expr **arg, int args) {
  Expr *e = ast_new(p, EXPR_CALL, span);
  e->call.fn = fn;
  e->call.arg = arg;
  e->call.args = args;
  return e;
}

Expr *ast_call1(Parser *p, Span span, Expr *fn, Expr *x) {
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, 1);
  arg[0] = x;
  return ast_call(p, span, fn, arg, 1);
}

Expr *ast_call2(Parser *p, Span span, Expr *fn, Expr *x, Expr *y) {
  Expr **arg = ARENA_ARRAY(p->world->arena, Expr *, 2);
  arg[0] = x;
  arg[1] = y;
  return ast_call(p, span, fn, arg, 2);
}

Expr *ast_seq(Parser *p, Expr *first, Expr *second) {
  Expr *e = ast_new(p, EXPR_SEQ, second->span);
  e->seq.first = first;
  e->seq.second = second;
  return e;
}

Expr *ast_if(Parser *p, Span span, Expr *cond, Expr *then, Expr *otherwise) {
  Expr *e = ast_new(p, EXPR_IF, span);
  e->iff.cond = cond;
  e->iff.then = then;
  e->iff.otherwise = otherwise;
  return e;
}

Expr *ast_the(Parser *p, Span span, Datum *type, Expr *value) {
  Expr *e = ast_new(p, EXPR_THE, span);
  e->the.type = type;
  e->the.value = value;
  return e;
}

Expr *ast_local(Parser *p, Span span, Local *local) {
  Expr *e = ast_new(p, EXPR_LOCAL, span);
  e->local = local;
  local->used = true;
  return e;
}

/* A function the compiler makes, of one pattern and with a body that is parsed by the caller. */
Expr *ast_fn(Parser *p, Span span, Pattern *pat, Expr *body) {
  Expr *e = ast_new(p, EXPR_FN, span);
  e->function = ARENA_NEW(p->world->arena, Function);
  e->function->param = ARENA_ARRAY(p->world->arena, Pattern *, 1);
  e->function->param[0] = pat;
  e->function->params = 1;
  e->function->body = body;
  e->function->transparent = true;
  return e;
}

Expr *ast_unit(Parser *p, Span span) { return ast_new(p, EXPR_UNIT, span); }

Expr *ast_truth(Parser *p, Span span, bool value) {
  return ast_library(p, span, value ? "coalton:True" : "coalton:False");
}

Expr *ast_for(Parser *p, Span span, Loop *loop, LoopTest test, Expr *limit, Expr *body) {
  Expr *e = ast_new(p, EXPR_FOR, span);
  e->loop.loop = loop;
  e->loop.test = test;
  e->loop.limit = limit;
  e->loop.body = body;
  return e;
}

Expr *ast_bind(Parser *p, Span span, Local *local, Expr *value, Expr *body) {
  Expr *e = ast_new(p, EXPR_BIND, span);
  e->bind.pat = pattern_new(p, PATTERN_VAR, span);
  e->bind.pat->local = local;
  e->bind.value = value;
  e->bind.body = body;
  return e;
}

Expr *ast_string(Parser *p, Span span, const char *text) {
  Expr *e = ast_new(p, EXPR_STRING, span);
  e->text = arena_strndup(p->world->arena, text, strlen(text));
  e->size = (uint32_t)strlen(text);
  return e;
}
