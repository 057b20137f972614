/* infer_let.c -- let: its groups by dependency. */
#include "typecheck/infer_internal.h"

#include <string.h>

/* Does the value of a recursive group stand for data that may be tied in a knot? */
static bool is_constructor_call(Expr *e) {
  e = expr_strip(e);
  if (e->kind == EXPR_LIST) return e->list.items > 0;
  return e->kind == EXPR_CALL && e->call.fn->kind == EXPR_GLOBAL &&
         e->call.fn->global->kind == VALUE_CTOR &&
         e->call.args == e->call.fn->global->core->ctor->arity;
}

typedef struct LetGroup {
  Item *item;
  int items;
  bool recursive;
} LetGroup;

typedef struct
    Tarjan { /* strongly connected components (Tarjan, Depth-first search and linear graph algorithms, 1972) */
  int next;
  VEC(Binding *) stack;
  VEC(LetGroup) group;
} Tarjan;

static Item binding_item(Binding *b) {
  Item it = {.name = b->local->name,
             .span = b->local->span,
             .whole = b->value->span,
             .value = b->value,
             .binding = b};
  return it;
}

static void visit_binding(Checker *c, Tarjan *t, Binding *b) {
  b->index = b->low = ++t->next;
  b->on_stack = true;
  vec_push(c->arena, &t->stack, b);
  for (int i = 0; i < b->uses.len; i++) {
    Binding *u = b->uses.data[i];
    if (u->declared) { /* its type is known; only the order of definition matters, and functions have none */
      if (!u->index && expr_strip(u->value)->kind != EXPR_FN) visit_binding(c, t, u);
      if (u->on_stack && u->low < b->low) b->low = u->low;
      if (u->index && !u->on_stack) continue;
      if (!u->index) visit_binding(c, t, u);
      if (u->on_stack && u->low < b->low) b->low = u->low;
      continue;
    }
    if (!u->index) visit_binding(c, t, u);
    if (u->on_stack && u->low < b->low) b->low = u->low;
  }
  if (b->low != b->index) return;
  LetGroup g = {0};
  int from = t->stack.len;
  do from--;
  while (t->stack.data[from] != b);
  g.items = t->stack.len - from;
  g.item = ARENA_ARRAY(c->arena, Item, g.items);
  g.recursive = g.items > 1;
  for (int i = 0; i < b->uses.len; i++) g.recursive = g.recursive || b->uses.data[i] == b;
  for (int i = 0; i < g.items; i++) {
    Binding *m = t->stack.data[from + i];
    m->on_stack = false;
    g.item[i] = binding_item(m);
  }
  t->stack.len = from;
  vec_push(c->arena, &t->group, g);
}

static void infer_let_group(Checker *c, LetGroup *g) {
  int access_from = c->access.len;
  int implicit = 0;
  Holes *now = NULL;
  Item *todo = ARENA_ARRAY(c->arena, Item, g->items);
  for (int i = 0; i < g->items; i++)
    if (!g->item[i].binding->declared) todo[implicit++] = g->item[i];
  c->level++;
  for (int i = 0; i < implicit; i++) {
    Item *it = &todo[i];
    Expr *value = expr_strip(it->value);
    it->type = group_new_type(c, value->kind == EXPR_FN ? value->function : NULL);
    it->binding->local->type = it->type;
    if (!it->binding->local->core) it->binding->local->core = fresh_var(c, it->name, it->span);
    it->binding->in_progress = g->recursive;
    it->binding->holes = &now;
  }
  for (int i = 0; i < implicit; i++) {
    now = &todo[i].holes;
    infer_item(c, &todo[i]);
  }
  c->level--;
  if (implicit) generalise_group(c, todo, implicit, access_from, false);
  int k = 0;
  for (int i = 0; i < g->items; i++) {
    Item *it = &g->item[i];
    if (!it->binding->declared) *it = todo[k++];
    else infer_declared(c, it, it->binding->local->scheme);
  }
  if (!g->recursive) return;
  for (int i = 0; i < g->items; i++)
    if (expr_strip(g->item[i].value)->kind != EXPR_FN && !is_constructor_call(g->item[i].value)) {
      diag_error(c->diag, DIAG_RECURSIVE_VALUE, g->item[i].span,
                 "`%s` is defined by itself: a recursive value must be a function or built by a "
                 "constructor",
                 g->item[i].name ? g->item[i].name->text : "this value");
      break;
    }
}

Core *infer_let(Checker *c, Expr *e, Type *expected) {
  Tarjan t = {0};
  for (int i = 0; i < e->let.bindings; i++) {
    Binding *b = e->let.binding[i];
    if (!b->declared) continue;
    Scheme *s = tyexpr_scheme(c, b->declared);
    b->local->scheme = s;
    b->local->core = fresh_var(c, b->local->name, b->local->span);
  }
  for (int i = 0; i < e->let.bindings; i++)
    if (!e->let.binding[i]->index) visit_binding(c, &t, e->let.binding[i]);
  for (int i = 0; i < t.group.len; i++) infer_let_group(c, &t.group.data[i]);
  Core *body = infer(c, e->let.body, expected);
  for (int i = t.group.len - 1; i >= 0; i--) {
    LetGroup *g = &t.group.data[i];
    if (!g->recursive) {
      body = core_let(c->arena, e->span, g->item[0].binding->local->core,
                      group_finish_binding(c, &g->item[0]), body);
      continue;
    }
    Core *rec = core_new(c->arena, CORE_LETREC, e->span);
    rec->letrec.vars = g->items;
    rec->letrec.var = ARENA_ARRAY(c->arena, CoreVar *, g->items);
    rec->letrec.value = ARENA_ARRAY(c->arena, Core *, g->items);
    for (int k = 0; k < g->items; k++) {
      rec->letrec.var[k] = g->item[k].binding->local->core;
      rec->letrec.value[k] = group_finish_binding(c, &g->item[k]);
    }
    rec->letrec.body = body;
    body = rec;
  }
  return body;
}
