/* instances.c -- dictionaries that are known while compiling become constants.
 *
 *   takes:     simplified Core
 *   leaves:    an instance with a context, applied to constant dictionaries only, is a global instance of its own without a
 *              context, made once for each combination: (Eq List)(Eq Integer) is static data, not a call that allocates.
 *              An instance with a context has a body: a function of dictionaries that builds the record
 *   keeps:     everything else
 *   see it:    --dump=instances
 *
 * The methods of such an instance are small functions that add the dictionaries and go on to the method proper; specialise.c
 * makes copies of those for them. Calls of its methods at known types never come here: finish has made them direct. */
#include "base/map.h"
#include "codegen/cname.h"
#include "codegen/pack.h"
#include "codegen/passes.h"

#include <assert.h>

enum { DEPTH_MAX = 200 }; /* instances whose superclasses never end */

/* One instance made here. */
typedef struct Known {
  CoreGlobal *instance;
  CoreGlobal **arg; /* context of the general one */
  struct Known *next;
} Known;

typedef struct Instances {
  Pass *p;
  Map known; /* general instance to its list of Known */
  int depth;
} Instances;

static void visit(void *ctx, Core **place);

static bool is_constant(const Core *e) {
  return e->kind == CORE_GLOBAL && e->global->kind == GLOBAL_INSTANCE;
}

static CoreGlobal *find(const Instances *in, const Core *call) {
  for (const Known *k = map_get(&in->known, call->call.fn->global); k; k = k->next) {
    int same = 0;
    while (same < call->call.args && k->arg[same] == call->call.arg[same]->global) same++;
    if (same == call->call.args) return k->instance;
  }
  return NULL;
}

static CoreGlobal *add(Instances *in, const Core *call) {
  Arena *a = in->p->arena;
  CoreGlobal *general = call->call.fn->global;
  Known *k = ARENA_NEW(a, Known);
  k->instance = pass_global(in->p, GLOBAL_INSTANCE, general, general->name, general->span);
  k->arg = ARENA_ARRAY(a, CoreGlobal *, call->call.args);
  for (int i = 0; i < call->call.args; i++) k->arg[i] = call->call.arg[i]->global;
  k->next = map_get(&in->known, general);
  map_put(a, &in->known, general, k);
  return k->instance;
}

/* Slot i at constant dictionaries: for a method a function that passes them on, for a superclass its dictionary. */
static CoreGlobal *make_slot(Instances *in, const Core *call, int i) {
  Pass *p = in->p;
  CoreGlobal *general = call->call.fn->global, *slot = general->slot[i];
  CoreGlobal *fresh = pass_global(p, GLOBAL_FUNCTION, slot, slot->name, slot->span);
  fresh->is_slot = true;
  fresh->body = method_resolve(p, core_copy(p->arena, p->next_id, call, NULL, 0), i);
  fresh->arity = slot->arity - general->context;
  if (fresh->arity == 0) {
    visit(in, &fresh->body);
    return fresh;
  }
  core_unpack(p->arena, p->next_id, slot);
  Core **arg = ARENA_ARRAY(p->arena, Core *, fresh->arity);
  fresh->param = ARENA_ARRAY(p->arena, CoreVar *, fresh->arity);
  for (int j = 0; j < fresh->arity; j++) {
    fresh->param[j] =
        core_fresh(p->arena, p->next_id, slot->param[general->context + j]->name, slot->span);
    arg[j] = core_var(p->arena, slot->span, fresh->param[j]);
  }
  fresh->body = core_call(p->arena, slot->span, fresh->body, arg, fresh->arity);
  return fresh;
}

static CoreGlobal *instance_at(Instances *in, const Core *call) {
  CoreGlobal *found = find(in, call), *general = call->call.fn->global;
  if (found) return found;
  instance_shape(in->p, general);
  CoreGlobal *fresh = add(in, call);
  fresh->slots = general->slots;
  fresh->slot = ARENA_ARRAY(in->p->arena, CoreGlobal *, general->slots);
  for (int i = 0; i < general->slots; i++) fresh->slot[i] = make_slot(in, call, i);
  return fresh;
}

static void visit_call(Instances *in, Core *e) {
  core_children(e, visit, in);
  if (e->call.fn->kind != CORE_GLOBAL || e->call.fn->global->kind != GLOBAL_INSTANCE) return;
  CoreGlobal *general = e->call.fn->global;
  if (e->call.args != general->context || in->depth > DEPTH_MAX) return;
  for (int i = 0; i < e->call.args; i++)
    if (!is_constant(e->call.arg[i])) return;
  in->depth++;
  CoreGlobal *known = instance_at(in, e);
  in->depth--;
  e->kind = CORE_GLOBAL;
  e->global = known;
}

static void visit(void *ctx, Core **place) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      visit(ctx, &e->let.value);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      visit(ctx, &e->seq.first);
      place = &e->seq.second;
    } else {
      if (e->kind == CORE_CALL) visit_call(ctx, e);
      else core_children(e, visit, ctx);
      if (e->kind == CORE_METHOD && is_constant(e->method.dict)) {
        *place = method_resolve(((Instances *)ctx)->p, e->method.dict, e->method.slot);
        continue;
      }
      return;
    }
  }
}

/* The record of a dictionary is like a value with as many fields as there are slots. */
static Ctor *record_of(Arena *a, CoreGlobal *instance) {
  DataType *type = ARENA_NEW(a, DataType);
  Ctor *ctor = ARENA_NEW(a, Ctor);
  type->name = ctor->name = instance->name;
  type->repr = REPR_TAGGED;
  type->ctors = 1;
  type->ctor = ARENA_ARRAY(a, Ctor *, 1);
  type->ctor[0] = ctor;
  ctor->arity = instance->slots;
  ctor->type = type;
  ctor->global = ARENA_NEW(a, CoreGlobal);
  ctor->global->kind = GLOBAL_CTOR;
  ctor->global->name = instance->name;
  ctor->global->cname = cname_of(a, instance);
  ctor->global->arity = ctor->arity;
  ctor->global->ctor = ctor;
  ctor->global->is_shaped = true;
  return ctor;
}

static Core *slot_at(Pass *p, CoreGlobal *instance, int slot) {
  Core **dict = ARENA_ARRAY(p->arena, Core *, instance->context);
  for (int i = 0; i < instance->context; i++)
    dict[i] = core_var(p->arena, instance->span, instance->param[i]);
  return core_call(p->arena, instance->span,
                   core_global(p->arena, instance->span, instance->slot[slot]), dict,
                   instance->context);
}

static void make_builder(Pass *p, CoreGlobal *instance) {
  instance->arity = instance->context;
  instance->param = ARENA_ARRAY(p->arena, CoreVar *, instance->context);
  for (int i = 0; i < instance->context; i++)
    instance->param[i] = core_fresh(p->arena, p->next_id, NULL, instance->span);
  Core **slot = ARENA_ARRAY(p->arena, Core *, instance->slots);
  for (int i = 0; i < instance->slots; i++) slot[i] = slot_at(p, instance, i);
  Core *record = core_global(p->arena, instance->span, record_of(p->arena, instance)->global);
  instance->body = core_call(p->arena, instance->span, record, slot, instance->slots);
}

void pass_instances(Pass *p) {
  Instances in = {.p = p};
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (g->kind == GLOBAL_INSTANCE && g->context) make_builder(p, g);
  }
  for (int i = 0; i < p->unit->globals.len; i++)
    if (p->unit->globals.data[i]->body) visit(&in, &p->unit->globals.data[i]->body);
}
