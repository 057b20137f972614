/* infer_loop.c -- for. */
#include "typecheck/infer_internal.h"

#include <string.h>

/* The steps of `for` are computed from the old values, then assigned; those of `for*` one after the other. */
static Core *for_steps(Checker *c, Expr *e, Core **step) {
  int n = e->loop.vars;
  Core *out = elab_unit(c, e->span);
  if (e->loop.sequential || n == 1) {
    for (int i = n - 1; i >= 0; i--)
      out = core_seq(c->arena, e->span,
                     elab_assign(c, e->span, e->loop.var[i]->local->core, step[i]), out);
    return out;
  }
  CoreVar **next = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  for (int i = n - 1; i >= 0; i--) {
    next[i] = fresh_var(c, e->loop.var[i]->local->name, e->span);
    out = core_seq(
        c->arena, e->span,
        elab_assign(c, e->span, e->loop.var[i]->local->core, elab_var(c, e->span, next[i])), out);
  }
  for (int i = n - 1; i >= 0; i--) out = core_let(c->arena, e->span, next[i], step[i], out);
  return out;
}

/* A loop with a jump to it from a closure (of catch, do, ...): its body is one turn, which gives this word. */
enum { TURN_BREAK, TURN_CONTINUE };

Core *infer_jump(Checker *c, Expr *e) {
  Loop *loop = e->jump.loop;
  bool is_break = e->kind == EXPR_BREAK;
  if (!loop->left_by_closure)
    return elab_exit(c, e->span, is_break ? loop->on_break : loop->on_continue,
                     elab_unit(c, e->span));
  Core *turn = core_word(c->arena, e->span, is_break ? TURN_BREAK : TURN_CONTINUE);
  if (c->lambda == loop->lambda) return elab_exit(c, e->span, loop->on_turn, turn);
  return elab_exit_to(c, e->span, loop->key, turn);
}

/* The body, as what one round of the loop does before the steps. */
static Core *infer_turn(Checker *c, Loop *loop, Expr *body, Span span) {
  if (!loop->left_by_closure) {
    Core *turn = infer(c, body, fresh_type(c));
    if (!loop->continues) return turn;
    return elab_block(c, span, loop->on_continue,
                      core_seq(c->arena, span, turn, elab_unit(c, span)));
  }
  loop->on_turn = fresh_var(c, NULL, span);
  loop->key = fresh_var(c, NULL, span);
  loop->lambda = ++c->lambda;
  Core *turn = core_seq(c->arena, span, infer(c, body, fresh_type(c)),
                        core_word(c->arena, span, TURN_CONTINUE));
  c->lambda--;
  Core *guarded = elab_with_exit(c, span, loop->key, elab_block(c, span, loop->on_turn, turn));
  return elab_if(c, span, guarded, elab_unit(c, span),
                 elab_exit(c, span, loop->on_break, elab_unit(c, span)));
}

Core *infer_for(Checker *c, Expr *e, Type *expected) {
  int n = e->loop.vars;
  Loop *loop = e->loop.loop;
  Core **init = ARENA_ARRAY(c->arena, Core *, n + 1), **step = ARENA_ARRAY(c->arena, Core *, n + 1);
  Span span = e->span;
  loop->on_break = fresh_var(c, NULL, span);
  loop->on_continue = fresh_var(c, NULL, span);
  for (int i = 0; i < n; i++) {
    Binding *b = e->loop.var[i];
    Type *t = fresh_type(c);
    if (b->declared) {
      Scheme *s = tyexpr_scheme(c, b->declared);
      t = ty_instantiate(c->arena, s->type, use_fresh_types(c, s));
    }
    init[i] = infer(c, b->value, t);
    elab_bind_local(c, b->local, t);
  }
  for (int i = 0; i < n; i++) step[i] = infer(c, e->loop.step[i], e->loop.var[i]->local->type);
  Core *limit = NULL;
  Type *ufix = ty_con(c->arena, c->builtin->ufix);
  if (e->loop.test == TEST_REPEAT) limit = infer(c, e->loop.limit, ufix);
  else if (e->loop.limit) limit = infer(c, e->loop.limit, ty_con(c->arena, c->builtin->boolean));
  Core *body = infer_turn(c, loop, e->loop.body, span);
  Core *returns = elab_unit(c, span);
  if (e->loop.returns) returns = infer(c, e->loop.returns, expected);
  else unify_at(c, span, expected, ty_con(c->arena, c->builtin->unit));

  Core *turn = core_seq(c->arena, span, body, for_steps(c, e, step));
  CoreVar *left = NULL;
  switch (e->loop.test) {
  case TEST_NONE: break;
  case TEST_WHILE:
    turn = core_seq(c->arena, span,
                    elab_if(c, span, limit, elab_unit(c, span),
                            elab_exit(c, span, loop->on_break, elab_unit(c, span))),
                    turn);
    break;
  case TEST_UNTIL:
    turn = core_seq(c->arena, span,
                    elab_if(c, span, limit, elab_exit(c, span, loop->on_break, elab_unit(c, span)),
                            elab_unit(c, span)),
                    turn);
    break;
  case TEST_REPEAT: {
    left = fresh_var(c, NULL, span);
    Core *done = core_call2(c->arena, span, elab_prim(c, span, "word-eq"), elab_var(c, span, left),
                            core_word(c->arena, span, 0));
    Core *less = core_call2(c->arena, span, elab_prim(c, span, "word-sub"), elab_var(c, span, left),
                            core_word(c->arena, span, 1));
    turn = core_seq(c->arena, span,
                    elab_if(c, span, done, elab_exit(c, span, loop->on_break, elab_unit(c, span)),
                            elab_unit(c, span)),
                    core_seq(c->arena, span, elab_assign(c, span, left, less), turn));
    break;
  }
  }
  Core *forever = core_new(c->arena, CORE_LOOP, span);
  forever->loop.body = turn;
  Core *out = core_seq(c->arena, span, elab_block(c, span, loop->on_break, forever), returns);
  if (left) out = core_let(c->arena, span, left, limit, out);
  for (int i = n - 1; i >= 0; i--)
    out = core_let(c->arena, span, e->loop.var[i]->local->core, init[i], out);
  return out;
}
