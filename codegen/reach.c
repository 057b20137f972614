/* reach.c -- drop the definitions that a program cannot come to.
 *
 *   takes:     Core of a script
 *   leaves:    in CoreUnit.globals what main, the exports and the values computed at start refer to, in the old order;
 *              CoreGlobal.is_used of the values that something reads
 *   keeps:     a library whole, and the units of an interactive session: anybody may ask for anything
 *   see it:    --dump=reach */
#include "codegen/export.h"
#include "codegen/passes.h"

typedef struct Reach {
  Pass *p;
  VEC(CoreGlobal *) todo;
} Reach;

enum { REACHED = -2 };

static void reach(Reach *r, CoreGlobal *g) {
  if (g->mark == REACHED || g->is_library) return;
  g->mark = REACHED;
  vec_push(r->p->arena, &r->todo, g);
}

static void visit(void *ctx, Core **place) {
  Reach *r = ctx;
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      visit(r, &e->let.value);
      place = &e->let.body;
      continue;
    }
    if (e->kind == CORE_SEQ) {
      visit(r, &e->seq.first);
      place = &e->seq.second;
      continue;
    }
    if (e->kind == CORE_GLOBAL || e->kind == CORE_ADDRESS) {
      e->global->is_used = true;
      reach(r, e->global);
    }
    core_children(e, visit, r);
    return;
  }
}

static void follow(Reach *r, CoreGlobal *g) {
  if (g->body) visit(r, &g->body);
  for (int i = 0; g->kind == GLOBAL_INSTANCE && i < g->slots; i++) reach(r, g->slot[i]);
}

void pass_reach(Pass *p) {
  CoreUnit *u = p->unit;
  Reach r = {.p = p};
  if (p->mode == EMIT_LIBRARY) return;
  for (int i = 0; i < u->globals.len; i++) {
    u->globals.data[i]->mark = 0;
    u->globals.data[i]->is_used = u->open != NULL;
  }
  if (u->open) return;
  if (u->main) reach(&r, u->main);
  for (int i = 0; u->exports && i < u->exports->items.len; i++)
    if (u->exports->items.data[i]->function) reach(&r, u->exports->items.data[i]->function);
  for (int i = 0; i < u->init.len; i++) reach(&r, u->init.data[i]);
  for (int i = 0; i < r.todo.len; i++) follow(&r, r.todo.data[i]);
  int kept = 0;
  for (int i = 0; i < u->globals.len; i++)
    if (u->globals.data[i]->mark == REACHED) u->globals.data[kept++] = u->globals.data[i];
  u->globals.len = kept;
}
