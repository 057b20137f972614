/* infer_effect.c -- exceptions, resumptions, dynamic variables. */
#include "typecheck/infer_internal.h"

#include <string.h>

static TyCon *exception_type(Checker *c, Type *t, bool resumption, Span span, const char *what) {
  TyCon *con = ty_head(t);
  if (con && (resumption ? con->is_resumption : con->is_exception)) return con;
  if (ty_find(t)->tag == TY_ERROR) return NULL;
  TypePrinter p = {.arena = c->arena};
  diag_error(c->diag, DIAG_EXCEPTION, span, "`%s` needs %s, and `%s` is none", what,
             resumption ? "a resumption (define-resumption)" : "an exception (define-exception)",
             ty_text(&p, t));
  if (con == c->builtin->string && !resumption)
    diag_hint(c->diag, "`(error \"text\")` ends the program with a message");
  return NULL;
}

Core *infer_throw(Checker *c, Expr *e) {
  bool resume = e->kind == EXPR_RESUME;
  Type *t = fresh_type(c);
  Core *value = infer(c, e->value, t);
  TyCon *con = exception_type(c, t, resume, e->value->span, resume ? "resume-to" : "throw");
  if (!con) return elab_poison(c, e->span);
  return core_call2(c->arena, e->span, elab_prim(c, e->span, resume ? "resume-to" : "throw"),
                    core_global(c->arena, e->span, con->describe), value);
}

/* The handler: (fn (type value decline) (if (eq type T) (match value branches...) ...)) */
Core *infer_catch(Checker *c, Expr *e, Type *expected) {
  bool resumable = e->kind == EXPR_RESUMABLE;
  Span span = e->span;
  int n = e->catching.branches;
  c->lambda++;
  Core *body = infer(c, e->catching.value, expected);
  Core *thunk = elab_lambda1(c, span, fresh_var(c, NULL, span), body);
  CoreVar *type = fresh_var(c, NULL, span), *value = fresh_var(c, NULL, span),
          *decline = fresh_var(c, NULL, span);
  CorePat **pat = ARENA_ARRAY(c->arena, CorePat *, n + 1);
  Core **out = ARENA_ARRAY(c->arena, Core *, n + 1);
  TyCon **con = ARENA_ARRAY(c->arena, TyCon *, n + 1);
  CoreVar *rest = NULL;
  Core *rest_body = NULL;
  if (resumable) c->lambda++;
  for (int i = 0; i < n; i++) {
    MatchBranch *b = &e->catching.branch[i];
    Type *t = fresh_type(c);
    pat[i] = infer_pattern(c, b->pat, t);
    out[i] = infer(c, b->body, expected);
    if (b->pat->kind == PATTERN_WILD && !rest_body) {
      rest = fresh_var(c, NULL, span);
      rest_body = elab_lambda1(c, span, fresh_var(c, NULL, span), out[i]);
    } else if (b->pat->kind == PATTERN_CTOR && !rest_body) {
      con[i] = exception_type(c, t, resumable, b->pat->span, resumable ? "resumable" : "catch");
      if (resumable) out[i] = elab_lambda1(c, span, fresh_var(c, NULL, span), out[i]);
    }
  }
  if (resumable) c->lambda--;
  c->lambda--;
#define OTHERWISE()                                                                                \
  (rest ? core_call1(c->arena, span, elab_var(c, span, rest), elab_unit(c, span))                  \
        : elab_var(c, span, decline))
  Core *test = OTHERWISE();
  for (int i = n - 1; i >= 0; i--) {
    if (!con[i]) continue;
    bool first = true; /* all branches of one type are tested together, at its first */
    for (int k = 0; k < i; k++) first = first && con[k] != con[i];
    if (!first) continue;
    Core *m = core_new(c->arena, CORE_MATCH, e->catching.branch[i].pat->span);
    m->match.value = elab_var(c, span, value);
    m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, n + 1);
    for (int k = i; k < n; k++)
      if (con[k] == con[i]) m->match.branch[m->match.branches++] = (CoreBranch){pat[k], out[k]};
    m->match.branch[m->match.branches++] = (CoreBranch){elab_pat(c, PAT_WILD, span), OTHERWISE()};
    Core *same = core_call2(c->arena, span, elab_prim(c, span, "pointer-eq?"),
                            elab_var(c, span, type), core_global(c->arena, span, con[i]->describe));
    test = elab_if(c, span, same, m, test);
  }
#undef OTHERWISE
  if (rest) test = core_let(c->arena, span, rest, rest_body, test);
  CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, 3);
  param[0] = type;
  param[1] = value;
  param[2] = decline;
  Core *handler = core_lambda(c->arena, span, param, 3, test);
  return core_call2(c->arena, span, elab_prim(c, span, resumable ? "resumable" : "catch"), thunk,
                    handler);
}

/* The new value of a dynamic variable. Whoever reads the variable chooses its type variables, so the value must be as general. */
static Core *infer_dynamic_value(Checker *c, Global *g, Expr *value) {
  Scheme *s = g->def && g->def->scheme ? g->def->scheme : g->scheme;
  if (!s) return infer(c, value, use_global(c, g, value->span).type);
  if (s->preds)
    diag_error(c->diag, DIAG_DYNAMIC, value->span,
               "`%s` has a constraint in its type: it has no one value to bind", g->name->text);
  Item it = {.value = value, .span = value->span};
  infer_declared(c, &it, s);
  return it.core;
}

Core *infer_dynamic(Checker *c, Expr *e, Type *expected) {
  int n = e->dynamic.vars;
  Span span = e->span;
  CoreVar **var = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  Core **value = ARENA_ARRAY(c->arena, Core *, n + 1);
  for (int i = 0; i < n; i++) {
    var[i] = fresh_var(c, NULL, span);
    value[i] = infer_dynamic_value(c, e->dynamic.var[i], e->dynamic.value[i]);
  }
  c->lambda++;
  Core *body = infer(c, e->dynamic.body, expected);
  c->lambda--;
  for (int i = n - 1; i >= 0; i--) {
    Core *address = core_new(c->arena, CORE_ADDRESS, span);
    address->global = e->dynamic.var[i]->core;
    Core **arg = ARENA_ARRAY(c->arena, Core *, 3);
    arg[0] = address;
    arg[1] = elab_var(c, span, var[i]);
    arg[2] = elab_lambda1(c, span, fresh_var(c, NULL, span), body);
    body = core_call(c->arena, span, elab_prim(c, span, "dynamic-bind"), arg, 3);
  }
  for (int i = n - 1; i >= 0; i--) body = core_let(c->arena, span, var[i], value[i], body);
  return body;
}
