/* cells.c -- a cell that nobody else sees becomes a variable.
 *
 *   takes:     simplified Core
 *   leaves:    (let (c (cell-new v)) ...) in which c is only ever read and written is a variable that is assigned. One that a
 *              closure mentions is put back into a cell by pass closure, and at no other cost
 *   keeps:     order of evaluation, spans
 *   see it:    --dump=cells
 *
 * What iterators and loops keep in cells is in registers once they have been inlined. */
#include "codegen/passes.h"

#include <string.h>

static bool is_prim(const Core *e, const char *name) {
  return e->kind == CORE_CALL && e->call.fn->kind == CORE_GLOBAL &&
         e->call.fn->global->kind == GLOBAL_PRIM && e->call.args == e->call.fn->global->arity &&
         strcmp(prim_info(e->call.fn->global->prim)->name, name) == 0;
}

static bool is_new_cell(const Core *e) {
  return e->kind == CORE_LET && !e->let.var->assigned && is_prim(e->let.value, "cell-new");
}

/* A read of or a write to the cell in a variable: the variable; else NULL. */
static CoreVar *cell_touched(const Core *e) {
  if (!is_prim(e, "cell-read") && !is_prim(e, "cell-write!")) return NULL;
  return e->call.arg[0]->kind == CORE_VAR ? e->call.arg[0]->var : NULL;
}

/* --- Which cells ------------------------------------------------------------------------------------ */

/* The note of a variable that holds a cell of this kind so far; any other variable has another note. */
static const char private_cell[] = "private";

static void look(void *ctx, Core **place) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      e->let.var->note = is_new_cell(e) ? (void *)private_cell : NULL;
      look(ctx, &e->let.value);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      look(ctx, &e->seq.first);
      place = &e->seq.second;
    } else {
      if (e->kind == CORE_VAR && e->var->note == private_cell) e->var->note = NULL;
      if (!cell_touched(e)) core_children(e, look, ctx);
      else if (e->call.args == 2) look(ctx, &e->call.arg[1]);
      return;
    }
  }
}

/* --- Rewriting -------------------------------------------------------------------------------------- */

static void rewrite_call(Core **place) {
  Core *e = *place, *var = e->call.arg[0];
  if (e->call.args == 1) {
    *place = var;
    return;
  }
  Core *value = e->call.arg[1];
  e->kind = CORE_ASSIGN;
  e->assign.var = var->var;
  e->assign.value = value;
}

static void rewrite(void *ctx, Core **place) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      if (e->let.var->note == private_cell) {
        e->let.value = e->let.value->call.arg[0];
        e->let.var->assigned = true;
        pass_remark(ctx, ((Pass *)ctx)->here, "a cell is a variable");
      }
      rewrite(ctx, &e->let.value);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      rewrite(ctx, &e->seq.first);
      place = &e->seq.second;
    } else {
      core_children(e, rewrite, ctx);
      CoreVar *cell = cell_touched(e);
      if (cell && cell->note == private_cell) rewrite_call(place);
      return;
    }
  }
}

static void clear(void *ctx, Core **place) {
  for (; (*place)->kind == CORE_LET || (*place)->kind == CORE_SEQ;) {
    Core *e = *place;
    clear(ctx, e->kind == CORE_LET ? &e->let.value : &e->seq.first);
    place = e->kind == CORE_LET ? &e->let.body : &e->seq.second;
  }
  if ((*place)->kind == CORE_VAR) (*place)->var->note = NULL;
  core_children(*place, clear, ctx);
}

void pass_cells(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->body) continue;
    p->here = g;
    clear(NULL, &g->body);
    look(NULL, &g->body);
    rewrite(p, &g->body);
  }
}
