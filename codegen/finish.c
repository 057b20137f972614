/* finish.c -- settle what the type checker had to leave open.
 *
 *   takes:     Core as the checker made it
 *   leaves:    a tree (the checker may share nodes); no CORE_HOLE; CORE_METHOD only of dictionaries that are not known here;
 *              no call or field of a REPR_NEWTYPE constructor; every global that is mentioned has its final kind, arity
 *              and parameters (its shape)
 *   keeps:     order of evaluation, spans
 *   see it:    --dump=finish
 *
 * Shape: a value or function whose body is a lambda takes the lambda's parameters as its own, as nothing happens in
 * between; an alias of a function becomes a function; a slot of an instance that is neither a
 * dictionary nor a lambda is expanded to a function, so that dictionaries can be constants. The shape depends on the
 * definition alone, never on optimisation: the unit that defines a global and every unit that uses it must agree on it.
 *
 * Library globals are shaped and finished when they are first needed, in place. */
#include "codegen/pack.h"
#include "codegen/passes.h"

#include <assert.h>

/* --- Shape -------------------------------------------------------------------------------------- */

static Core *look_through(Core *e) {
  while (e && e->kind == CORE_HOLE) {
    assert(e->filled && "the checker left a hole open");
    e = e->filled;
  }
  return e;
}

static void add_params(Pass *p, CoreGlobal *g, CoreVar **param, int n) {
  CoreVar **all = ARENA_ARRAY(p->arena, CoreVar *, g->arity + n);
  for (int i = 0; i < g->arity; i++) all[i] = g->param[i];
  for (int i = 0; i < n; i++) all[g->arity + i] = param[i];
  g->param = all;
  g->arity += n;
}

/* body is no lambda, but a function of at least n arguments: give g those as parameters. */
static void expand(Pass *p, CoreGlobal *g, int n) {
  CoreVar **param = ARENA_ARRAY(p->arena, CoreVar *, n);
  Core **arg = ARENA_ARRAY(p->arena, Core *, n);
  for (int i = 0; i < n; i++) {
    param[i] = core_fresh(p->arena, p->next_id, NULL, g->body->span);
    arg[i] = core_var(p->arena, g->body->span, param[i]);
  }
  g->body = core_call(p->arena, g->body->span, g->body, arg, n);
  add_params(p, g, param, n);
}

static bool is_function(const CoreGlobal *g) {
  switch (g->kind) {
  case GLOBAL_FUNCTION:
  case GLOBAL_PRIM:
  case GLOBAL_FOREIGN:
  case GLOBAL_CTOR: return g->arity > 0;
  case GLOBAL_VALUE:
  case GLOBAL_INSTANCE:
  case GLOBAL_CLOSURE: return false;
  }
  return false;
}

void global_shape(Pass *p, CoreGlobal *g) {
  if (g->kind == GLOBAL_INSTANCE) return instance_shape(p, g);
  if (g->is_shaped) return;
  g->is_shaped = true;
  if ((g->kind != GLOBAL_FUNCTION && g->kind != GLOBAL_VALUE) || g->is_dynamic || !g->body) return;
  for (g->body = look_through(g->body); g->body->kind == CORE_LAMBDA;
       g->body = look_through(g->body)) {
    Core *lambda = g->body;
    g->kind = GLOBAL_FUNCTION;
    g->body = lambda->lambda.body;
    add_params(p, g, lambda->lambda.param, lambda->lambda.params);
  }
  if (g->body->kind == CORE_GLOBAL && g->kind == GLOBAL_VALUE) {
    CoreGlobal *same = g->body->global;
    global_shape(p, same);
    if (!is_function(same)) return;
    g->kind = GLOBAL_FUNCTION;
    expand(p, g, same->arity);
  }
}

/* Made of dictionaries only: naming an instance, applying one, selecting, a parameter. */
static bool is_dictionary(Core *e) {
  e = look_through(e);
  switch (e->kind) {
  case CORE_VAR: return true;
  case CORE_GLOBAL: return e->global->kind == GLOBAL_INSTANCE;
  case CORE_METHOD: return is_dictionary(e->method.dict);
  case CORE_CALL:
    if (!is_dictionary(e->call.fn)) return false;
    for (int i = 0; i < e->call.args; i++)
      if (!is_dictionary(e->call.arg[i])) return false;
    return true;
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_FIELD:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: return false;
  }
  return false;
}

static void slot_shape(Pass *p, CoreGlobal *instance, CoreGlobal *slot) {
  slot->is_slot = true;
  slot->kind = GLOBAL_FUNCTION;
  global_shape(p, slot);
  if (slot->arity > instance->context || is_dictionary(slot->body)) return;
  CoreGlobal *alias = slot->body->kind == CORE_GLOBAL ? slot->body->global : NULL;
  if (alias) global_shape(p, alias);
  expand(p, slot, alias && is_function(alias) ? alias->arity : 1);
}

void instance_shape(Pass *p, CoreGlobal *instance) {
  if (instance->is_shaped) return;
  instance->is_shaped = true;
  for (int i = 0; i < instance->slots; i++) slot_shape(p, instance, instance->slot[i]);
}

/* --- Methods of known instances ------------------------------------------------------------------ */

/* The instance that a dictionary expression names, with the dictionaries it is applied to. */
static CoreGlobal *known_instance(Core *dict, Core ***arg) {
  CoreGlobal *g = NULL;
  int args = 0;
  if (dict->kind == CORE_GLOBAL) g = dict->global;
  if (dict->kind == CORE_CALL && dict->call.fn->kind == CORE_GLOBAL) {
    g = dict->call.fn->global;
    args = dict->call.args;
    *arg = dict->call.arg;
  }
  return g && g->kind == GLOBAL_INSTANCE && g->context == args ? g : NULL;
}

/* A copy of a dictionary expression with `arg` in place of the parameters. */
static Core *substitute(Pass *p, Core *e, CoreVar **param, Core **arg, int n) {
  e = look_through(e);
  Core *f = core_new(p->arena, e->kind, e->span);
  switch (e->kind) {
  case CORE_VAR:
    for (int i = 0; i < n; i++)
      if (param[i] == e->var) return core_copy(p->arena, p->next_id, arg[i], NULL, 0);
    f->var = e->var;
    break;
  case CORE_GLOBAL: f->global = e->global; break;
  case CORE_METHOD:
    f->method.dict = substitute(p, e->method.dict, param, arg, n);
    f->method.slot = e->method.slot;
    break;
  case CORE_CALL:
    f->call.fn = substitute(p, e->call.fn, param, arg, n);
    f->call.args = e->call.args;
    f->call.arg = ARENA_ARRAY(p->arena, Core *, e->call.args);
    for (int i = 0; i < e->call.args; i++)
      f->call.arg[i] = substitute(p, e->call.arg[i], param, arg, n);
    break;
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_FIELD:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: assert(!"no dictionary expression");
  }
  return f;
}

Core *method_resolve(Pass *p, Core *dict, int slot) {
  Core **arg = NULL;
  CoreGlobal *instance = known_instance(dict, &arg);
  if (!instance) return NULL;
  instance_shape(p, instance);
  assert(slot >= 0 && slot < instance->slots);
  CoreGlobal *g = instance->slot[slot];
  if (g->arity > instance->context) {
    global_shape(p, g);
    return core_call(p->arena, dict->span, core_global(p->arena, dict->span, g), arg,
                     instance->context);
  }
  core_unpack(p->arena, p->next_id, g);
  Core *e = substitute(p, g->body, g->param, arg, g->arity);
  core_finish(p, &e);
  return e;
}

/* --- Bodies --------------------------------------------------------------------------------------- */

static void finish_child(void *pass, Core **child) { core_finish(pass, child); }

static bool is_wrapper(const Ctor *ctor) { return ctor->type->repr == REPR_NEWTYPE; }

/* A call of what is itself a call of a global is one call; building a one-field wrapper is nothing. */
static void finish_call(Pass *p, Core **place) {
  Core *e = *place, *fn = e->call.fn;
  if (fn->kind == CORE_GLOBAL && fn->global->kind == GLOBAL_CTOR && is_wrapper(fn->global->ctor)) {
    Core *wrapped = e->call.arg[0];
    *place = core_call(p->arena, e->span, wrapped, e->call.arg + 1, e->call.args - 1);
    return;
  }
  if (fn->kind != CORE_CALL || fn->call.fn->kind != CORE_GLOBAL) return;
  Core *merged = core_call(p->arena, e->span, fn, e->call.arg, e->call.args);
  e->call = merged->call;
}

void core_finish(Pass *p, Core **place) {
  for (;;) {
    Core *e = *place = look_through(*place);
    if (e->is_seen) e = *place = core_copy(p->arena, p->next_id, e, NULL, 0);
    e->is_seen = true;
    switch (e->kind) {
    case CORE_LET:
      core_finish(p, &e->let.value);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      core_finish(p, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_METHOD: {
      core_finish(p, &e->method.dict);
      Core *known = method_resolve(p, e->method.dict, e->method.slot);
      if (known) {
        known->span = e->span;
        *place = known;
      }
      return;
    }
    case CORE_GLOBAL: global_shape(p, e->global); return;
    case CORE_FIELD:
      core_finish(p, &e->field.value);
      if (is_wrapper(e->field.ctor)) *place = e->field.value;
      return;
    case CORE_CALL:
      core_children(e, finish_child, p);
      finish_call(p, place);
      return;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_VAR:
    case CORE_LAMBDA:
    case CORE_LETREC:
    case CORE_IF:
    case CORE_MATCH:
    case CORE_BLOCK:
    case CORE_EXIT:
    case CORE_LOOP:
    case CORE_ASSIGN:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_SWITCH:
    case CORE_JOIN:
    case CORE_JUMP:
    case CORE_FAIL:
    case CORE_CLOSURE: core_children(e, finish_child, p); return;
    }
  }
}

void global_finish(Pass *p, CoreGlobal *g) {
  global_shape(p, g);
  if (g->is_finished) return;
  g->is_finished = true;
  if (g->body) core_finish(p, &g->body);
}

/* Values that turned out to be functions are not computed at start. */
static void drop_functions_from_init(CoreUnit *u) {
  int kept = 0;
  for (int i = 0; i < u->init.len; i++)
    if (u->init.data[i]->kind == GLOBAL_VALUE) u->init.data[kept++] = u->init.data[i];
  u->init.len = kept;
}

void pass_finish(Pass *p) {
  CoreUnit *u = p->unit;
  for (int i = 0; i < u->globals.len; i++)
    if (u->globals.data[i]->kind == GLOBAL_INSTANCE) instance_shape(p, u->globals.data[i]);
  for (int i = 0; i < u->globals.len; i++) global_finish(p, u->globals.data[i]);
  drop_functions_from_init(u);
}
