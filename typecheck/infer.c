/* infer.c -- types of expressions, and Core with explicit dictionaries.
 *
 *   takes:     resolved expressions (frontend)
 *   leaves:    Core; each use of an overloaded name applied to its dictionaries
 *   source:    Damas and Milner, Principal type-schemes for functional programs, 1982; Wadler and Blott, How to make
 *              ad-hoc polymorphism less ad hoc, 1989; the relaxed value restriction after Garrigue, 2004
 *
 * Expressions are checked against an expected type, which may be a fresh variable: a mismatch is then found at the
 * innermost form that shows it. Dictionaries are holes (CORE_HOLE) until their constraint is solved. */
#include <string.h>

#include "typecheck/infer_internal.h"

Core *infer_because(Checker *c, Expr *e, Type *expected, Why why) {
  Why *outer = c->why;
  why.expected = expected;
  c->why = &why;
  Core *core = infer(c, e, expected);
  c->why = outer;
  return core;
}

/* Is it a type of which nothing is known yet? */
static bool is_unsettled(Type *t) { return ty_find(t)->tag == TY_VAR; }

/* A branch of e. Where the branches settle their type among themselves, that is why it is expected of each. */
static Core *infer_branch(Checker *c, Expr *e, Expr *body, Type *expected, bool settles) {
  if (!settles) return infer(c, body, expected);
  return infer_because(c, body, expected, (Why){.kind = WHY_BRANCH, .form = e});
}

static Core *infer_match(Checker *c, Expr *e, Type *expected) {
  bool unchecked = e->match.branches < 0; /* a do binding */
  int n = unchecked ? 1 : e->match.branches;
  Type *t = fresh_type(c);
  Core *value = infer(c, e->match.value, t);
  CorePat **pat = ARENA_ARRAY(c->arena, CorePat *, n + 1);
  Core **body = ARENA_ARRAY(c->arena, Core *, n + 1);
  Pattern **p = ARENA_ARRAY(c->arena, Pattern *, n + 1);
  bool settles = is_unsettled(expected);
  for (int i = 0; i < n; i++) {
    int errors = c->diag->errors;
    p[i] = e->match.branch[i].pat;
    pat[i] = infer_pattern(c, p[i], t);
    if (c->diag->errors > errors) t = ty_error(c->arena); /* the others will be as wrong */
    body[i] = infer_branch(c, e, e->match.branch[i].body, expected, settles);
  }
  if (!unchecked && !ty_has_error(t)) cover_branches(c, p, n, e->span, NULL);
  return elab_match(c, e->span, value, pat, body, n);
}

static Core *infer_condition(Checker *c, Expr *e, Expr *cond) {
  return infer_because(c, cond, ty_con(c->arena, c->builtin->boolean),
                       (Why){.kind = WHY_CONDITION, .form = e});
}

static Core *infer_if(Checker *c, Expr *e, Type *expected) {
  Core *cond = infer_condition(c, e, e->iff.cond);
  bool settles = is_unsettled(expected);
  Core *then = infer_branch(c, e, e->iff.then, expected, settles);
  return elab_if(c, e->span, cond, then, infer_branch(c, e, e->iff.otherwise, expected, settles));
}

/* (make-list ...) is a chain of Cons. */
static Core *infer_list(Checker *c, Expr *e, Type *expected) {
  Type *item = fresh_type(c);
  Core **value = ARENA_ARRAY(c->arena, Core *, e->list.items + 1);
  Type *list = ty_app(c->arena, ty_con(c->arena, c->builtin->list), item);
  /* What is expected is known of the elements, before they are looked at. */
  if (unify_expr(c, e, expected, list)) expected = list;
  for (int i = 0; i < e->list.items; i++)
    value[i] =
        infer_because(c, e->list.item[i], item, (Why){.kind = WHY_ELEMENT, .form = e, .index = i});
  CoreGlobal *cons = library_global(c, "coalton", "Cons")->core,
             *nil = library_global(c, "coalton", "Nil")->core;
  Core *out = core_global(c->arena, e->span, nil);
  for (int i = e->list.items - 1; i >= 0; i--)
    out = core_call2(c->arena, e->span, core_global(c->arena, value[i]->span, cons), value[i], out);
  return out;
}

static Core *infer_bind(Checker *c, Expr *e, Type *expected) {
  Type *t = fresh_type(c);
  Core *value = infer(c, e->bind.value, t);
  CorePat *p = infer_pattern(c, e->bind.pat, t);
  Core *body = infer(c, e->bind.body, expected);
  if (p->kind == PAT_VAR) return core_let(c->arena, e->span, p->var, value, body);
  if (p->kind == PAT_WILD) return core_seq(c->arena, e->span, value, body);
  cover_branches(c, &e->bind.pat, 1, e->bind.pat->span, "a let");
  return elab_match(c, e->bind.pat->span, value, &p, &body, 1);
}

/* The dropped value of a sequence: a function there was hardly meant. */
static void warn_discarded(Checker *c, Expr *e, Type *t) {
  Type *from, *to;
  if (ty_is_arrow(c, t, &from, &to))
    diag_warn(c->diag, DIAG_DISCARDED_FUNCTION, e->span,
              "this gives a function, which is ignored: is an argument missing?");
}

/* What follows something that never goes on. */
static void warn_unreachable(Checker *c, const Expr *first, const Expr *next) {
  const char *what = first->kind == EXPR_RETURN     ? "return"
                     : first->kind == EXPR_THROW    ? "throw"
                     : first->kind == EXPR_RESUME   ? "resume-to"
                     : first->kind == EXPR_BREAK    ? "break"
                     : first->kind == EXPR_CONTINUE ? "continue"
                                                    : NULL;
  if (!what || next->kind == EXPR_UNIT || next->kind == EXPR_ERROR) return;
  const Expr *at = next->kind == EXPR_SEQ ? next->seq.first : next;
  diag_warn(c->diag, DIAG_UNREACHABLE, at->span, "nothing comes here: `%s` never goes on", what);
  diag_note(c->diag, first->span, "it leaves here");
}

static Core *infer_seq(Checker *c, Expr *e, Type *expected) {
  /* long bodies are long chains: walk them without recursion */
  Core *head = NULL, **at = &head;
  while (e->kind == EXPR_SEQ) {
    Type *t = fresh_type(c);
    Core *first = infer(c, e->seq.first, t);
    if (e->seq.first->kind == EXPR_CALL) warn_discarded(c, e->seq.first, t);
    Core *s = core_seq(c->arena, e->span, first, NULL);
    *at = s;
    at = &s->seq.second;
    warn_unreachable(c, e->seq.first, e->seq.second);
    e = e->seq.second;
    if (e->kind == EXPR_UNIT) {
      LateUnit late = {s, t};
      vec_push(c->arena, &c->late_unit, late);
    }
  }
  *at = infer(c, e, expected);
  return head;
}

static Core *infer_the(Checker *c, Expr *e, Type *expected) {
  Scheme *s = tyexpr_scheme(c, e->the.type);
  Type *t = ty_instantiate(c->arena, s->type, use_fresh_types(c, s));
  unify_expr(c, e, expected, t);
  if (e->the.word) return infer_condition(c, e, e->the.value);
  return infer_because(c, e->the.value, t, (Why){.kind = WHY_SAID, .form = e});
}

static Core *infer_accessor(Checker *c, Expr *e, Type *expected) {
  CoreVar *x = fresh_var(c, NULL, e->span);
  Core *node = core_new(c->arena, CORE_FIELD, e->span);
  node->field.value = elab_var(c, e->span, x);
  Access a = {.record = fresh_type(c),
              .result = fresh_type(c),
              .field = e->field,
              .node = node,
              .span = e->span};
  vec_push(c->arena, &c->access, a);
  unify_expr(c, e, expected, ty_arrow(c, a.record, a.result));
  solve_access(c, c->access.len - 1);
  return elab_lambda1(c, e->span, x, node);
}

static Core *infer_type_of(Checker *c, Expr *e, Type *expected) {
  TyCon *con = library_type(c, "coalton/types", "TypeScheme");
  Item item = {.span = e->span, .whole = e->span, .value = e->value, .principal = true};
  int access_from = c->access.len;
  c->level++;
  item.type = fresh_type(c);
  infer_item(c, &item);
  c->level--;
  generalise_group(c, &item, 1, access_from, false);
  Core *node = elab_string(c, e->span, "");
  TypeText late = {node, item.scheme};
  vec_push(c->arena, &c->type_text, late);
  if (con) unify_expr(c, e, expected, ty_con(c->arena, con));
  return node;
}

Core *infer(Checker *c, Expr *e, Type *expected) {
  Core *core;
  switch (e->kind) {
  case EXPR_ERROR: unify(c, expected, ty_error(c->arena)); return elab_poison(c, e->span);
  case EXPR_INTEGER: return infer_integer(c, e, expected);
  case EXPR_RATIO: break;
  case EXPR_FLOAT: return infer_float(c, e, expected);
  case EXPR_STRING:
    unify_expr(c, e, expected, ty_con(c->arena, c->builtin->string));
    core = core_new(c->arena, CORE_STRING, e->span);
    core->text = e->text;
    core->size = e->size;
    return core;
  case EXPR_CHAR:
    unify_expr(c, e, expected, ty_con(c->arena, c->builtin->character));
    return core_word(c->arena, e->span, e->code);
  case EXPR_LOCAL:
  case EXPR_GLOBAL: return infer_name(c, e, expected);
  case EXPR_ACCESSOR: return infer_accessor(c, e, expected);
  case EXPR_LIST: return infer_list(c, e, expected);
  case EXPR_CALL: return infer_call(c, e, expected);
  case EXPR_FN: return infer_fn(c, e, expected);
  case EXPR_LET: return infer_let(c, e, expected);
  case EXPR_BIND: return infer_bind(c, e, expected);
  case EXPR_MATCH: return infer_match(c, e, expected);
  case EXPR_IF: return infer_if(c, e, expected);
  case EXPR_SEQ: return infer_seq(c, e, expected);
  case EXPR_THE: return infer_the(c, e, expected);
  case EXPR_UNIT:
    unify_expr(c, e, expected, ty_con(c->arena, c->builtin->unit));
    return elab_unit(c, e->span);
  case EXPR_FAIL:
    return core_call1(c->arena, e->span, elab_prim(c, e->span, "error"),
                      elab_string(c, e->span, e->text));
  case EXPR_RETURN: return infer_return(c, e);
  case EXPR_FOR: return infer_for(c, e, expected);
  case EXPR_BREAK:
  case EXPR_CONTINUE: return infer_jump(c, e);
  case EXPR_BUILDER: return infer_builder(c, e, expected);
  case EXPR_COMPREHENSION: return infer_comprehension(c, e, expected);
  case EXPR_ADJOIN: return infer_adjoin(c, e, expected);
  case EXPR_THROW:
  case EXPR_RESUME: return infer_throw(c, e);
  case EXPR_CATCH:
  case EXPR_RESUMABLE: return infer_catch(c, e, expected);
  case EXPR_DYNAMIC: return infer_dynamic(c, e, expected);
  case EXPR_TYPE_OF: return infer_type_of(c, e, expected);
  case EXPR_C: return infer_c(c, e, expected);
  }
  return elab_poison(c, e->span);
}
