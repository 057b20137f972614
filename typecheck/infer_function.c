/* infer_function.c -- parameters, keyword parameters, bodies, return. */
#include "typecheck/infer_internal.h"

#include <string.h>

/* match x with the one pattern of a parameter, around the rest of the function */
static Core *match_param(Checker *c, CoreVar *x, CorePat *pat, Core *body) {
  Core *m = core_new(c->arena, CORE_MATCH, pat->span);
  m->match.value = elab_var(c, pat->span, x);
  m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, 1);
  m->match.branch[0] = (CoreBranch){pat, body};
  m->match.branches = 1;
  return m;
}

FnCore infer_function(Checker *c, Function *f, Span span, Type *expected) {
  FnCore out = {0};
  Function *outer = c->function;
  int n = f->params + f->keywords;
  out.param = ARENA_ARRAY(c->arena, CoreVar *, n + 1);
  CorePat **pat = ARENA_ARRAY(c->arena, CorePat *, n + 1);
  Type **type = ARENA_ARRAY(c->arena, Type *, n + 1);
  Type *t = expected, *from, *to;
  bool follows = true; /* the expected type still tells us parameters */
  c->function = f;
  c->lambda++;
  f->lambda = c->lambda;
  for (int i = 0; i < f->params; i++) {
    if (follows && ty_is_arrow(c, t, &from, &to)) {
      type[i] = from;
      t = to;
    } else {
      follows = false;
      type[i] = fresh_type(c);
    }
    if (f->nullary) unify_at(c, span, type[i], ty_con(c->arena, c->builtin->unit));
    pat[i] = infer_pattern(c, f->param[i], type[i]);
    out.param[i] = pat[i]->kind == PAT_VAR ? pat[i]->var : fresh_var(c, NULL, f->param[i]->span);
  }
  Type *keys = NULL;
  int *key_index = ARENA_ARRAY(c->arena, int, f->keywords + 1);
  if (f->keywords) {
    if (follows && ty_is_arrow(c, t, &from, &to) && ty_find(from)->tag == TY_KEYS) {
      keys = ty_find(from);
      t = to;
    } else { /* sorted by name, as in types */
      follows = false;
      keys = ARENA_NEW(c->arena, Type);
      keys->tag = TY_KEYS;
      keys->keys.name = ARENA_ARRAY(c->arena, const Sym *, f->keywords);
      keys->keys.type = ARENA_ARRAY(c->arena, Type *, f->keywords);
      for (int i = 0; i < f->keywords; i++) {
        int at = keys->keys.len++;
        while (at > 0 && strcmp(keys->keys.name[at - 1]->text, f->keyword[i].name->text) > 0) {
          keys->keys.name[at] = keys->keys.name[at - 1];
          keys->keys.type[at] = keys->keys.type[at - 1];
          at--;
        }
        keys->keys.name[at] = f->keyword[i].name;
        keys->keys.type[at] = fresh_type(c);
      }
    }
    for (int i = 0; i < keys->keys.len; i++) out.param[f->params + i] = NULL;
    if (keys->keys.len > f->keywords) {
      CoreVar **wide = ARENA_ARRAY(c->arena, CoreVar *, f->params + keys->keys.len + 1);
      memcpy(wide, out.param, sizeof *wide * (size_t)f->params);
      out.param = wide;
    }
    for (int k = 0; k < f->keywords; k++) {
      key_index[k] = -1;
      for (int i = 0; i < keys->keys.len; i++)
        if (keys->keys.name[i] == f->keyword[k].name) key_index[k] = i;
      if (key_index[k] < 0)
        diag_error(c->diag, DIAG_KEYWORD, f->keyword[k].span,
                   "the declared type has no keyword `:%s`", f->keyword[k].name->text);
    }
    for (int i = 0; i < keys->keys.len; i++)
      out.param[f->params + i] = fresh_var(c, keys->keys.name[i], span);
  }
  Type *result = follows ? t : fresh_type(c);
  f->result = result;
  Core **fallback = ARENA_ARRAY(c->arena, Core *, f->keywords + 1);
  for (int k = 0; k < f->keywords; k++) {
    Type *kt = key_index[k] >= 0 ? keys->keys.type[key_index[k]] : fresh_type(c);
    fallback[k] = infer(c, f->keyword[k].value, kt);
    elab_bind_local(c, f->keyword[k].local, kt);
  }
  Core *body = infer(c, f->body, result);
  if (f->on_return) {
    Core *block = core_new(c->arena, CORE_BLOCK, span);
    block->block.label = f->on_return;
    block->block.body = body;
    body = block;
  }
  if (f->escape) body = elab_with_exit(c, span, f->escape, body);
  for (int k = f->keywords - 1; k >= 0; k--) {
    if (key_index[k] < 0) continue;
    Global *some = library_global(c, "coalton", "Some");
    Core *m = core_new(c->arena, CORE_MATCH, f->keyword[k].span);
    CoreVar *v = fresh_var(c, NULL, f->keyword[k].span);
    CorePat *is = elab_pat(c, PAT_CTOR, f->keyword[k].span);
    is->ctor = some->core->ctor;
    is->sub = ARENA_ARRAY(c->arena, CorePat *, 1);
    is->sub[0] = elab_pat(c, PAT_VAR, f->keyword[k].span);
    is->sub[0]->var = v;
    m->match.value = elab_var(c, f->keyword[k].span, out.param[f->params + key_index[k]]);
    m->match.branch = ARENA_ARRAY(c->arena, CoreBranch, 2);
    m->match.branch[0] = (CoreBranch){is, elab_var(c, f->keyword[k].span, v)};
    m->match.branch[1] = (CoreBranch){elab_pat(c, PAT_WILD, f->keyword[k].span), fallback[k]};
    m->match.branches = 2;
    body = core_let(c->arena, span, f->keyword[k].local->core, m, body);
  }
  for (int i = f->params - 1; i >= 0; i--) {
    if (pat[i]->kind == PAT_VAR || pat[i]->kind == PAT_WILD) continue;
    cover_branches(c, &f->param[i], 1, f->param[i]->span, "a parameter");
    body = match_param(c, out.param[i], pat[i], body);
  }
  out.params = f->params + (keys ? keys->keys.len : 0);
  out.body = body;
  c->function = outer;
  c->lambda--;
  if (!follows) {
    Type *whole = result;
    if (keys) whole = ty_arrow(c, keys, whole);
    for (int i = f->params - 1; i >= 0; i--) whole = ty_arrow(c, type[i], whole);
    unify_at(c, span, expected, whole);
  }
  return out;
}

Core *infer_fn(Checker *c, Expr *e, Type *expected) {
  FnCore f = infer_function(c, e->function, e->span, expected);
  return core_lambda(c->arena, e->span, f.param, f.params, f.body);
}

Core *infer_return(Checker *c, Expr *e) {
  Function *f = e->ret.function;
  Core *value = infer(c, e->ret.value, f->result);
  if (f->lambda == c->lambda) {
    if (!f->on_return) f->on_return = fresh_var(c, NULL, e->span);
    return elab_exit(c, e->span, f->on_return, value);
  }
  if (!f->escape) f->escape = fresh_var(c, NULL, e->span);
  return elab_exit_to(c, e->span, f->escape, value);
}
