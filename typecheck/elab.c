/* elab.c -- makes Core for the checker: nodes, dictionaries wanted, names of the library. */
#include "typecheck/infer_internal.h"

#include <string.h>

CoreVar *fresh_var(Checker *c, const Sym *name, Span span) {
  return core_fresh(c->arena, c->world->next_id, name, span);
}

Core *elab_var(Checker *c, Span span, CoreVar *v) { return core_var(c->arena, span, v); }

Core *elab_unit(Checker *c, Span span) { return core_word(c->arena, span, 0); }

Core *elab_poison(Checker *c, Span span) { return core_word(c->arena, span, 0); }

Core *elab_lambda1(Checker *c, Span span, CoreVar *param, Core *body) {
  CoreVar **p = ARENA_ARRAY(c->arena, CoreVar *, 1);
  p[0] = param;
  return core_lambda(c->arena, span, p, 1, body);
}

Core *elab_string(Checker *c, Span span, const char *text) {
  Core *s = core_new(c->arena, CORE_STRING, span);
  s->text = arena_strndup(c->arena, text, strlen(text));
  s->size = (uint32_t)strlen(text);
  return s;
}

static void *library_entity(Checker *c, Space space, const char *package, const char *name) {
  const Sym *pkg = sym_find(c->world->names, package, strlen(package));
  const Sym *sym = sym_find(c->world->names, name, strlen(name));
  Package *p = pkg ? names_get(&c->world->package, pkg) : NULL;
  if (!p || !sym) return NULL;
  void *e = names_get(&p->own[space], sym);
  return e ? e : names_get(&p->exported[space], sym);
}

Class *class_named(Checker *c, const char *package, const char *name) {
  return library_entity(c, SPACE_CLASS, package, name);
}

Global *library_global(Checker *c, const char *package, const char *name) {
  return library_entity(c, SPACE_VALUE, package, name);
}

TyCon *library_type(Checker *c, const char *package, const char *name) {
  return library_entity(c, SPACE_TYPE, package, name);
}

Core *elab_prim(Checker *c, Span span, const char *name) {
  Global *g = library_global(c, "smelter/prim", name);
  return core_global(c->arena, span, g->core);
}

void want_pred(Checker *c, Pred *pred, Core *hole, Span span, const char *what) {
  Wanted w = {.pred = *pred, .hole = hole, .what = what};
  w.pred.span = span;
  vec_push(c->arena, c->wanted, w);
}

/* A hole for a constraint of one type. */
Core *want_one(Checker *c, Class *cls, Type *t, Span span, const char *what) {
  Pred p = {.cls = cls, .span = span};
  p.arg = ARENA_ARRAY(c->arena, Type *, 1);
  p.arg[0] = t;
  Core *hole = core_new(c->arena, CORE_HOLE, span);
  want_pred(c, &p, hole, span, what);
  return hole;
}

Core *elab_slot(Checker *c, Span span, Core *dict, int slot) {
  Core *m = core_new(c->arena, CORE_METHOD, span);
  m->method.dict = dict;
  m->method.slot = slot;
  return m;
}

int class_slot(Class *cls, const char *name) {
  for (int i = 0; i < cls->methods; i++)
    if (strcmp(cls->method[i].name->text, name) == 0) return cls->supers + i;
  return -1;
}

Core *elab_some(Checker *c, Span span, Core *value) {
  Global *some = library_global(c, "coalton", "Some");
  return core_call1(c->arena, span, core_global(c->arena, span, some->core), value);
}

Core *elab_integer(Checker *c, Span span, const char *digits) {
  Core *k = core_new(c->arena, CORE_INTEGER, span);
  k->digits = digits;
  return k;
}

CorePat *elab_pat(Checker *c, PatKind kind, Span span) {
  CorePat *p = ARENA_NEW(c->arena, CorePat);
  p->kind = kind;
  p->span = span;
  return p;
}

void elab_bind_local(Checker *c, Local *l, Type *t) {
  if (!l->core) l->core = fresh_var(c, l->name, l->span);
  l->core->type = t;
  l->type = t;
}

Core *elab_match(Checker *c, Span span, Core *value, CorePat **pat, Core **body, int n) {
  Core *m = core_new(c->arena, CORE_MATCH, span);
  m->match.value = value;
  m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, n + 1);
  m->match.branches = n;
  for (int i = 0; i < n; i++) m->match.branch[i] = (CoreBranch){pat[i], body[i]};
  return m;
}

Core *elab_if(Checker *c, Span span, Core *cond, Core *then, Core *otherwise) {
  Core *k = core_new(c->arena, CORE_IF, span);
  k->iff.cond = cond;
  k->iff.then = then;
  k->iff.otherwise = otherwise;
  return k;
}

Core *elab_exit(Checker *c, Span span, CoreVar *label, Core *value) {
  Core *x = core_new(c->arena, CORE_EXIT, span);
  x->exit.label = label;
  x->exit.value = value;
  return x;
}

Core *elab_with_exit(Checker *c, Span span, CoreVar *key, Core *body) {
  return core_call1(c->arena, span, elab_prim(c, span, "with-exit"),
                    elab_lambda1(c, span, key, body));
}

Core *elab_exit_to(Checker *c, Span span, CoreVar *key, Core *value) {
  return core_call2(c->arena, span, elab_prim(c, span, "exit-to"), elab_var(c, span, key), value);
}

Core *elab_block(Checker *c, Span span, CoreVar *label, Core *body) {
  Core *b = core_new(c->arena, CORE_BLOCK, span);
  b->block.label = label;
  b->block.body = body;
  return b;
}

Core *elab_assign(Checker *c, Span span, CoreVar *var, Core *value) {
  Core *a = core_new(c->arena, CORE_ASSIGN, span);
  a->assign.var = var;
  a->assign.value = value;
  var->assigned = true;
  return a;
}
