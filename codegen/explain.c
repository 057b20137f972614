/* explain.c -- what has become of each function, and why (smt build --explain-opt).
 *
 * Passes remark on what they do to the function that they are at. At the end come the calls that are left: what could not be
 * inlined, and what is not known. Copies of a function are told apart by what they are for. */
#include "codegen/passes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Remark {
  const CoreGlobal *g;
  const char *text;
  int times;
} Remark;

struct Explanation {
  VEC(Remark) remarks;
};

struct Explanation *explain_new(Arena *a) {
  return ARENA_NEW(a, struct Explanation);
}

void pass_remark(Pass *p, const CoreGlobal *g, const char *fmt, ...) {
  if (!p->explanation || !g) return;
  va_list ap;
  va_start(ap, fmt);
  const char *text = arena_vprintf(p->arena, fmt, ap);
  va_end(ap);
  for (int i = 0; i < p->explanation->remarks.len; i++) {
    Remark *r = &p->explanation->remarks.data[i];
    if (r->g != g || strcmp(r->text, text) != 0) continue;
    r->times++;
    return;
  }
  vec_push(p->arena, &p->explanation->remarks, ((Remark){g, text, 1}));
}

const char *global_label(const CoreGlobal *g) { return g->name ? g->name->text : g->cname; }

/* --- Calls that are left ---------------------------------------------------------------------------- */

static void remark_call(Pass *p, const CoreGlobal *here, const Core *e) {
  const Core *fn = e->call.fn;
  if (fn->kind == CORE_METHOD)
    pass_remark(p, here, "calls a method of a class whose instance is not known here");
  if (fn->kind == CORE_VAR) pass_remark(p, here, "calls a function that is not known here");
  if (fn->kind != CORE_GLOBAL || fn->global->kind != GLOBAL_FUNCTION) return;
  CoreGlobal *g = fn->global;
  if (g == here) pass_remark(p, here, "calls itself");
  else
    pass_remark(p, here, "calls `%s`%s: it is %s", global_label(g),
                g->is_library ? " of the library" : "",
                g->recursion == 'y' ? "recursive" : "too large to be inlined");
}

typedef struct Calls {
  Pass *p;
  const CoreGlobal *here;
} Calls;

static void visit(void *ctx, Core **place) {
  const Calls *c = ctx;
  if ((*place)->kind == CORE_CALL) remark_call(c->p, c->here, *place);
  core_children(*place, visit, ctx);
}

void explain_print(Pass *p, FILE *out) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->low || g->kind == GLOBAL_INSTANCE || !g->name) continue;
    Calls c = {p, g};
    visit(&c, &g->low);
    fprintf(out, "%s\n", global_label(g));
    for (int k = 0; k < p->explanation->remarks.len; k++) {
      const Remark *r = &p->explanation->remarks.data[k];
      if (r->g != g) continue;
      fprintf(out, "  %s", r->text);
      fprintf(out, r->times > 1 ? " (%d times)\n" : "\n", r->times);
    }
  }
}
