/* closure.c -- calls of unknown functions, and partial applications.
 *
 * smt_applyN in smt.h calls when the function wants exactly the N arguments given. Here is the
 * rest: fewer make a partial application, more are given one portion after the other. Every call
 * in last position is a sibling call (no function here keeps an addressable local across one),
 * so a loop through unknown functions runs in constant stack.
 *
 * A partial application is a closure that captures the function and the arguments it has; its
 * arity is what is still missing. Where everything travels in registers its code is one of the
 * pap_G_M below (G arguments there, M missing), otherwise pap_any. */
#include "internal.h"

#include <string.h>

#define CODE(f, n) ((SmtCode##n *)((SmtClosure *)(f))->code)

#define HELD(i) (((SmtClosure *)self)->captured[i]) /* 0: the function, then its arguments */

static W pap_1_1(W self, W a) { return CODE(HELD(0), 2)(HELD(0), HELD(1), a); }
static W pap_1_2(W self, W a, W b) { return CODE(HELD(0), 3)(HELD(0), HELD(1), a, b); }
static W pap_1_3(W self, W a, W b, W c) { return CODE(HELD(0), 4)(HELD(0), HELD(1), a, b, c); }
static W pap_1_4(W self, W a, W b, W c, W d) {
  return CODE(HELD(0), 5)(HELD(0), HELD(1), a, b, c, d);
}
static W pap_2_1(W self, W a) { return CODE(HELD(0), 3)(HELD(0), HELD(1), HELD(2), a); }
static W pap_2_2(W self, W a, W b) { return CODE(HELD(0), 4)(HELD(0), HELD(1), HELD(2), a, b); }
static W pap_2_3(W self, W a, W b, W c) {
  return CODE(HELD(0), 5)(HELD(0), HELD(1), HELD(2), a, b, c);
}
static W pap_3_1(W self, W a) { return CODE(HELD(0), 4)(HELD(0), HELD(1), HELD(2), HELD(3), a); }
static W pap_3_2(W self, W a, W b) {
  return CODE(HELD(0), 5)(HELD(0), HELD(1), HELD(2), HELD(3), a, b);
}
static W pap_4_1(W self, W a) {
  return CODE(HELD(0), 5)(HELD(0), HELD(1), HELD(2), HELD(3), HELD(4), a);
}

/* Call f, which wants exactly these n arguments. */
static W call(W f, W n, const W *args) {
  switch (n) {
  case 1: return CODE(f, 1)(f, args[0]);
  case 2: return CODE(f, 2)(f, args[0], args[1]);
  case 3: return CODE(f, 3)(f, args[0], args[1], args[2]);
  case 4: return CODE(f, 4)(f, args[0], args[1], args[2], args[3]);
  }
  for (W i = SMT_REGS; i < n; i++) smt_rt.spill[i - SMT_REGS] = args[i];
  return CODE(f, 5)(f, args[0], args[1], args[2], args[3], args[4]);
}

/* Any partial application: takes the missing arguments from the registers and from smt_rt.spill. */
static W pap_any(W self, W a, W b, W c, W d, W e) {
  W held = (((SmtClosure *)self)->arity >> 32) - 1, missing = SMT_ARITY(self);
  W *args = smt_rt.args;
  memcpy(args, &HELD(1), held * sizeof(W));
  args += held;
  switch (missing < SMT_REGS ? missing : SMT_REGS) {
  case 5: args[4] = e; /* fall through */
  case 4: args[3] = d; /* fall through */
  case 3: args[2] = c; /* fall through */
  case 2: args[1] = b; /* fall through */
  case 1: args[0] = a;
  }
  for (W i = SMT_REGS; i < missing; i++) args[i] = smt_rt.spill[i - SMT_REGS];
  return call(HELD(0), held + missing, smt_rt.args);
}

static void *pap_code(W held, W missing) {
  static void *const code[SMT_REGS + 1][SMT_REGS + 1] = {
      [1] = {[1] = (void *)pap_1_1,
             [2] = (void *)pap_1_2,
             [3] = (void *)pap_1_3,
             [4] = (void *)pap_1_4},
      [2] = {[1] = (void *)pap_2_1, [2] = (void *)pap_2_2, [3] = (void *)pap_2_3},
      [3] = {[1] = (void *)pap_3_1, [2] = (void *)pap_3_2},
      [4] = {[1] = (void *)pap_4_1},
  };
  return held + missing <= SMT_REGS ? code[held][missing] : (void *)pap_any;
}

/* f applied to n arguments, fewer than it wants: room for them is the caller's to fill. */
static SmtClosure *pap_new(W f, W n) {
  W missing = SMT_ARITY(f) - n;
  SmtClosure *c = smt_closure_new(pap_code(n, missing), missing, n + 1);
  c->captured[0] = f;
  return c;
}

W smt_apply1_slow(W f, W a) {
  SmtClosure *c = pap_new(f, 1);
  c->captured[1] = a;
  return (W)c;
}

W smt_apply2_slow(W f, W a, W b) {
  if (SMT_ARITY(f) == 1) return smt_apply1(CODE(f, 1)(f, a), b);
  SmtClosure *c = pap_new(f, 2);
  c->captured[1] = a, c->captured[2] = b;
  return (W)c;
}

W smt_apply3_slow(W f, W a, W b, W c) {
  switch (SMT_ARITY(f)) {
  case 1: return smt_apply2(CODE(f, 1)(f, a), b, c);
  case 2: return smt_apply1(CODE(f, 2)(f, a, b), c);
  }
  SmtClosure *p = pap_new(f, 3);
  p->captured[1] = a, p->captured[2] = b, p->captured[3] = c;
  return (W)p;
}

W smt_apply4_slow(W f, W a, W b, W c, W d) {
  switch (SMT_ARITY(f)) {
  case 1: return smt_apply3(CODE(f, 1)(f, a), b, c, d);
  case 2: return smt_apply2(CODE(f, 2)(f, a, b), c, d);
  case 3: return smt_apply1(CODE(f, 3)(f, a, b, c), d);
  }
  SmtClosure *p = pap_new(f, 4);
  p->captured[1] = a, p->captured[2] = b, p->captured[3] = c, p->captured[4] = d;
  return (W)p;
}

W smt_apply5_slow(W f, W a, W b, W c, W d, W e) {
  switch (SMT_ARITY(f)) {
  case 1: return smt_apply4(CODE(f, 1)(f, a), b, c, d, e);
  case 2: return smt_apply3(CODE(f, 2)(f, a, b), c, d, e);
  case 3: return smt_apply2(CODE(f, 3)(f, a, b, c), d, e);
  case 4: return smt_apply1(CODE(f, 4)(f, a, b, c, d), e);
  }
  SmtClosure *p = pap_new(f, 5);
  p->captured[1] = a, p->captured[2] = b, p->captured[3] = c, p->captured[4] = d,
  p->captured[5] = e;
  return (W)p;
}

W smt_apply_n(W f, W n, const W *args) {
  W arity = SMT_ARITY(f);
  if (arity == n) return call(f, n, args);
  if (arity > n) {
    SmtClosure *c = pap_new(f, n);
    memcpy(&c->captured[1], args, n * sizeof(W));
    return (W)c;
  }
  /* The arguments beyond must outlast the call; on the heap rather than the stack, for the
   * sibling call's sake. */
  W *rest = smt_alloc(n - arity);
  memcpy(rest, args + arity, (n - arity) * sizeof(W));
  f = call(f, arity, args);
  return smt_apply_n(f, n - arity, rest);
}
