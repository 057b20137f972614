/* exception.c -- throw and catch, resumptions, dynamic variables.
 *
 * Four forms leave a frame in a list while they run: catch, resumable, dynamic-bind, and what a
 * closure may `return` or `break` out of. The frames lie in the C frames of the functions below, and leaving is longjmp: there is nothing to
 * unwind but the old values of dynamic variables.
 *
 * A handler runs on top of the throwing stack, before anything is unwound, so that it may still
 * resume a computation inside. Two lists make this come out right: smt_rt.frames links every
 * frame in force, and smt_rt.catches those that a throw may reach. While the handler of a catch
 * runs, `catches` begins outside that catch, so a throw in the handler goes outward, and what
 * the handler itself establishes comes first. A resumption is looked for in `frames`, where the
 * frames between throw and catch still stand. */
#include "internal.h"

#include <string.h>

/* A handler gives this back for an exception that it does not want. Only its address matters. */
static const W declined[2] __attribute__((aligned(16))) = {0, 0};
#define DECLINE ((W)declined)

static void frame_push(SmtFrame *f, FrameKind kind) {
  f->kind = kind;
  f->outer = smt_rt.frames;
  f->catches = smt_rt.catches;
  smt_rt.frames = f;
}

static void frame_pop(const SmtFrame *f) {
  smt_rt.frames = f->outer;
  smt_rt.catches = f->catches;
}

void smt_frames_unwind(SmtFrame *target) {
  for (SmtFrame *f = smt_rt.frames; f != target; f = f->outer)
    if (f->kind == FRAME_DYNAMIC) *f->slot = f->old;
  smt_rt.frames = target;
}

void (*smt_unwind_hook)(const void *target);

_Noreturn static void leave_to(SmtFrame *f, W result) {
  smt_frames_unwind(f);
  if (smt_unwind_hook) smt_unwind_hook(f);
  f->result = result;
  longjmp(f->env, 1);
}

/* Nobody wanted it: report it and end the program. */
_Noreturn static void uncaught(W describe, W value, W site, const void *fp) {
  static bool busy;
  smt_rt.catches = NULL;
  if (busy) {
    static const char text[] = "an error while describing an exception";
    busy = false;
    smt_report(text, sizeof text - 1, site, fp);
    smt_leave(1);
  }
  busy = true;
  SmtString *s = SMT_STR(describe ? smt_apply1(describe, value) : value);
  busy = false;
  smt_report(s->text, s->bytes, site, fp);
  smt_leave(1);
}

W smt_throw(W describe, W value, W site) {
  if (site == 0) site = smt_rt.site;
  for (SmtFrame *f = smt_rt.catches; f; f = f->catches) {
    smt_rt.catches = f->catches;
    W result = smt_apply3(f->handler, describe, value, DECLINE);
    if (result != DECLINE) leave_to(f, result);
  }
  uncaught(describe, value, site, __builtin_frame_address(0));
}

W smt_catch(W thunk, W handler) {
  SmtFrame f;
  frame_push(&f, FRAME_CATCH);
  f.handler = handler;
  if (_setjmp(f.env) == 0) {
    smt_rt.catches = &f;
    f.result = smt_apply1(thunk, 0);
  }
  frame_pop(&f);
  return f.result;
}

W smt_resume_to(W describe, W value, W site) {
  for (SmtFrame *f = smt_rt.frames; f; f = f->outer) {
    if (f->kind != FRAME_RESUMABLE) continue;
    W go_on = smt_apply3(f->handler, describe, value, DECLINE);
    if (go_on != DECLINE) leave_to(f, go_on);
  }
  W name = smt_apply1(describe, value);
  smt_error(smt_string_concat(smt_string_concat(smt_string_of_c("no resumption for "), name),
                              smt_string_of_c(" is active")),
            site);
}

W smt_resumable(W thunk, W handler) {
  SmtFrame f;
  frame_push(&f, FRAME_RESUMABLE);
  f.handler = handler;
  if (_setjmp(f.env) == 0) {
    W result = smt_apply1(thunk, 0);
    frame_pop(&f);
    return result;
  }
  frame_pop(&f);
  return smt_apply1(f.result, 0);
}

W smt_with_exit(W body) {
  SmtFrame f;
  frame_push(&f, FRAME_EXIT);
  f.key = ++smt_rt.exits;
  if (_setjmp(f.env) == 0) f.result = smt_apply1(body, f.key);
  frame_pop(&f);
  return f.result;
}

W smt_exit_to(W key, W value, W site) {
  for (SmtFrame *f = smt_rt.frames; f; f = f->outer)
    if (f->kind == FRAME_EXIT && f->key == key) leave_to(f, value);
  smt_error_text("the function or loop that this would leave has ended already", site);
}

W smt_dynamic_bind(W slot, W value, W thunk) {
  SmtFrame f;
  frame_push(&f, FRAME_DYNAMIC);
  f.slot = (W *)slot;
  f.old = *f.slot;
  *f.slot = value;
  W result = smt_apply1(thunk, 0);
  *f.slot = f.old;
  frame_pop(&f);
  return result;
}
