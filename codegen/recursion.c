/* recursion.c -- which functions may come back to themselves.
 *
 * Tarjan's strongly connected components over "mentions": a function that is alone in its component and does not mention
 * itself is not recursive, and inlining it comes to an end. Mentions through dictionaries are not followed: what they hide
 * is bounded by the depth of inlining. */
#include "base/map.h"
#include "codegen/pack.h"
#include "codegen/passes.h"

typedef struct Node {
  int index, low;
  bool is_open;
} Node;

typedef struct Search {
  Pass *p;
  Map node; /* CoreGlobal to Node */
  VEC(CoreGlobal *) open;
  CoreGlobal *here;
  int next;
} Search;

static void search(Search *s, CoreGlobal *g);

static void mention(void *ctx, Core **place) {
  Search *s = ctx;
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_HOLE) {
      place = &e->filled;
    } else if (e->kind == CORE_LET) {
      mention(s, &e->let.value);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      mention(s, &e->seq.first);
      place = &e->seq.second;
    } else {
      break;
    }
  }
  Core *e = *place;
  if (e->kind != CORE_GLOBAL) {
    core_children(e, mention, s);
    return;
  }
  CoreGlobal *g = e->global, *here = s->here;
  if (g->kind != GLOBAL_FUNCTION && g->kind != GLOBAL_VALUE) return;
  core_unpack(s->p->arena, s->p->next_id, g);
  if (!g->body) return;
  if (g->recursion && g != here && !map_get(&s->node, g)) return;
  if (g == here) g->recursion = 'y';
  Node *n = map_get(&s->node, g), *mine = map_get(&s->node, here);
  if (!n) {
    search(s, g);
    s->here = here;
    n = map_get(&s->node, g);
    if (n->low < mine->low) mine->low = n->low;
  } else if (n->is_open && n->index < mine->low) {
    mine->low = n->index;
  }
}

static void search(Search *s, CoreGlobal *g) {
  Node *n = ARENA_NEW(s->p->arena, Node);
  n->index = n->low = s->next++;
  n->is_open = true;
  map_put(s->p->arena, &s->node, g, n);
  vec_push(s->p->arena, &s->open, g);
  global_finish(s->p, g);
  s->here = g;
  mention(s, &g->body);
  if (n->low != n->index) return;
  bool alone = s->open.data[s->open.len - 1] == g;
  for (CoreGlobal *last = NULL; last != g;) {
    last = s->open.data[--s->open.len];
    ((Node *)map_get(&s->node, last))->is_open = false;
    if (!alone) last->recursion = 'y';
    if (!last->recursion) last->recursion = 'n';
  }
}

bool global_is_recursive(Pass *p, CoreGlobal *g) {
  Search s = {.p = p};
  if (!g->recursion) search(&s, g);
  return g->recursion == 'y';
}
