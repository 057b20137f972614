/* group.c -- the bindings of a group: their bodies, dictionaries as parameters, declared types. */
#include "typecheck/infer_internal.h"

#include <string.h>

Expr *expr_strip(Expr *e) {
  while (e->kind == EXPR_THE) e = e->the.value;
  return e;
}

void infer_item(Checker *c, Item *it) {
  WantedVec *outer = c->wanted;
  Enclosing here = {c->level, c->wanted = &it->wanted};
  vec_push(c->arena, &c->enclosing, here);
  if (it->function) {
    it->fn = infer_function(c, it->function, it->whole, it->type);
    it->core = it->fn.body;
  } else {
    it->core = infer_because(c, it->value, it->type,
                             (Why){.kind = declares(c, it->type) ? WHY_RESULT : WHY_UNKNOWN});
  }
  c->enclosing.len--;
  c->wanted = outer;
}

/* A function without a declared type is one of so many parameters: a recursive call of it with another number of
 * arguments is then noticed where it stands. */
Type *group_new_type(Checker *c, const Function *f) {
  Type *t = fresh_type(c);
  for (int i = 0; f && !f->keywords && i < f->params; i++) t = ty_arrow(c, fresh_type(c), t);
  return t;
}

/* Join dictionary parameters and the parameters of the value. */
void group_finish_definition(Checker *c, Item *it, bool has_dicts) {
  CoreGlobal *g = it->def->global->core;
  CoreVar **param = it->fn.param;
  int params = it->fn.params;
  Core *body = it->core;
  if (!it->function && !g->is_dynamic && body->kind == CORE_LAMBDA) {
    param = body->lambda.param;
    params = body->lambda.params;
    body = body->lambda.body;
  }
  int n = params + (has_dicts ? it->dicts : 0);
  g->param = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  if (has_dicts) memcpy(g->param, it->dict, sizeof *g->param * (size_t)it->dicts);
  if (params) memcpy(g->param + (n - params), param, sizeof *g->param * (size_t)params);
  g->arity = n;
  g->kind = n ? GLOBAL_FUNCTION : GLOBAL_VALUE;
  g->body = body;
  it->def->checked = true;
}

Core *group_finish_binding(Checker *c, Item *it) {
  Core *value = it->core;
  if (it->function)
    value = core_lambda(c->arena, it->whole, it->fn.param, it->fn.params, it->fn.body);
  if (!it->dicts) return value;
  if (value->kind != CORE_LAMBDA)
    return core_lambda(c->arena, it->whole, it->dict, it->dicts, value);
  int n = it->dicts + value->lambda.params;
  CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, n);
  memcpy(param, it->dict, sizeof *param * (size_t)it->dicts);
  memcpy(param + it->dicts, value->lambda.param, sizeof *param * (size_t)value->lambda.params);
  return core_lambda(c->arena, it->whole, param, n, value->lambda.body);
}

Rigid rigid_enter(Checker *c, Scheme *s, Span span) {
  Rigid r = {.given_from = c->given.len, .names_from = c->type_name.len};
  r.type = ARENA_ARRAY(c->arena, Type *, s->vars + 1);
  r.dict = ARENA_ARRAY(c->arena, CoreVar *, s->preds + 1);
  for (int i = 0; i < s->vars; i++) {
    r.type[i] = ty_rigid(c->arena, c->world->next_id, c->level, s->kind[i], s->name[i]);
    if (s->scoped) {
      TypeName n = {s->name[i], r.type[i]};
      vec_push(c->arena, &c->type_name, n);
    }
  }
  for (int i = 0; i < s->preds; i++) {
    Pred p = s->pred[i];
    p.arg = ARENA_ARRAY(c->arena, Type *, p.cls->params + 1);
    for (int k = 0; k < p.cls->params; k++)
      p.arg[k] = ty_instantiate(c->arena, s->pred[i].arg[k], r.type);
    r.dict[i] = fresh_var(c, p.cls->name, span);
    given_push(c, &p, elab_var(c, span, r.dict[i]));
  }
  return r;
}

void infer_declared(Checker *c, Item *it, Scheme *s) {
  int access_from = c->access.len;
  int L = c->level;
  c->level++;
  Rigid r = rigid_enter(c, s, it->span);
  it->type = ty_instantiate(c->arena, s->type, r.type);
  Span at = it->def ? it->def->declared_at : it->binding ? it->binding->declared->span : it->span;
  Span type = it->def ? it->def->declared->span : at;
  Declared *outer = c->declared,
           declared = {
               .type = it->type, .scheme = s, .name = it->name, .span = at, .type_span = type};
  c->declared = &declared;
  infer_item(c, it);
  c->level--;
  generalise_declared(c, &it->wanted, access_from, L, L == 0 ? NULL : c->wanted);
  c->declared = outer;
  c->given.len = r.given_from;
  c->type_name.len = r.names_from;
  it->dict = r.dict;
  it->dicts = s->preds;
}
