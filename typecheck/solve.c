/* solve.c -- find dictionaries for constraints.
 *
 * A constraint is solved by a given (from a declared type or an instance's context), or by the one instance
 * whose head matches; the instance's context becomes new constraints. There is no backtracking: heads
 * do not overlap. Functional dependencies improve types on the way (Jones, Type Classes with Functional
 * Dependencies, 2000). What cannot be decided yet stays in the list. */
#include <string.h>
#include <strings.h>

#include "typecheck/checker.h"

bool type_mentions(Type *t, Type *var) {
  t = ty_find(t);
  if (t == var) return true;
  if (t->tag == TY_APP) return type_mentions(t->fun, var) || type_mentions(t->arg, var);
  if (t->tag == TY_KEYS)
    for (int i = 0; i < t->keys.len; i++)
      if (type_mentions(t->keys.type[i], var)) return true;
  return false;
}

#define SMALL_SET 16

bool type_set_has(const TypeSet *set, Type *var) {
  if (set->place.len) return map_get(&set->place, var) != NULL;
  for (int i = 0; i < set->len; i++)
    if (set->data[i] == var) return true;
  return false;
}

void type_set_add(Arena *a, TypeSet *set, Type *var) {
  if (type_set_has(set, var)) return;
  vec_push(a, set, var);
  if (set->len < SMALL_SET) return;
  for (int i = set->place.len ? set->len - 1 : 0; i < set->len; i++)
    map_put(a, &set->place, set->data[i], set);
}

void type_vars(Arena *a, Type *t, TypeSet *out) {
  t = ty_find(t);
  if (t->tag == TY_APP) {
    type_vars(a, t->fun, out);
    type_vars(a, t->arg, out);
  } else if (t->tag == TY_KEYS) {
    for (int i = 0; i < t->keys.len; i++) type_vars(a, t->keys.type[i], out);
  } else if (t->tag == TY_VAR) {
    type_set_add(a, out, t);
  }
}

void pred_vars(Arena *a, Pred *p, TypeSet *out) {
  for (int i = 0; i < p->cls->params; i++) type_vars(a, p->arg[i], out);
}

static bool given_may_match(Checker *c, Pred *pred);

/* ---- matching instance heads ---- */

typedef enum { MATCH_NO, MATCH_MAYBE, MATCH_YES } MatchResult;

static bool has_flexible(Type *t) {
  t = ty_find(t);
  if (t->tag == TY_VAR) return !t->var.rigid;
  return t->tag == TY_APP && (has_flexible(t->fun) || has_flexible(t->arg));
}

/* Could two types become equal? */
static bool may_equal(Type *a, Type *b) {
  a = ty_find(a);
  b = ty_find(b);
  if ((a->tag == TY_VAR && !a->var.rigid) || (b->tag == TY_VAR && !b->var.rigid)) return true;
  if (a->tag == TY_APP && b->tag == TY_APP)
    return may_equal(a->fun, b->fun) && may_equal(a->arg, b->arg);
  return ty_equal(a, b);
}

/* Match a head type (over TY_GEN) with a type, one way; binding[i] is what TY_GEN i stands for. */
static MatchResult match_head(Type *head, Type *t, Type **binding) {
  t = ty_find(t);
  switch (head->tag) {
  case TY_GEN:
    if (!binding[head->gen]) {
      binding[head->gen] = t;
      return MATCH_YES;
    }
    if (ty_equal(binding[head->gen], t)) return MATCH_YES;
    return may_equal(binding[head->gen], t) ? MATCH_MAYBE : MATCH_NO;
  case TY_CON:
    if (t->tag == TY_CON) return t->con == head->con ? MATCH_YES : MATCH_NO;
    return t->tag == TY_VAR && !t->var.rigid ? MATCH_MAYBE : MATCH_NO;
  case TY_APP: {
    if (t->tag == TY_VAR && !t->var.rigid) return MATCH_MAYBE;
    if (t->tag != TY_APP) return MATCH_NO;
    MatchResult f = match_head(ty_find(head->fun), t->fun, binding);
    if (f == MATCH_NO) return MATCH_NO;
    MatchResult x = match_head(ty_find(head->arg), t->arg, binding);
    return x < f ? x : f;
  }
  case TY_VAR:
  case TY_KEYS:
  case TY_ERROR: break;
  }
  return MATCH_NO;
}

static MatchResult match_instance(Instance *inst, Type **arg, Type **binding) {
  memset(binding, 0, sizeof(Type *) * (size_t)inst->vars);
  MatchResult all = MATCH_YES;
  for (int i = 0; i < inst->cls->params && all != MATCH_NO; i++) {
    MatchResult r = match_head(ty_find(inst->arg[i]), arg[i], binding);
    if (r < all) all = r;
  }
  return all;
}

bool instance_matches(Instance *inst, Type **arg, Type **binding) {
  return match_instance(inst, arg, binding) == MATCH_YES;
}

/* ---- which instances to try ---- */

static Type *head_of(Type *t) {
  t = ty_find(t);
  while (t->tag == TY_APP) t = ty_find(t->fun);
  return t;
}

Candidates instance_candidates(const Class *cls, Type *first) {
  if (cls->params == 0)
    return (Candidates){{NULL, &cls->instance}}; /* reported: a class has parameters */
  Type *head = head_of(first);
  switch (head->tag) {
  case TY_CON: return (Candidates){{names_get(&cls->by_head, head->con->name), &cls->open}};
  case TY_VAR:
    if (head->var.rigid) return (Candidates){{NULL, &cls->open}};
    break;
  case TY_GEN: /* the head of another instance */
  case TY_APP:
  case TY_KEYS:
  case TY_ERROR: break;
  }
  return (Candidates){{NULL, &cls->instance}};
}

Instance *candidate_at(const Candidates *all, int i) {
  for (int part = 0; part < 2; part++) {
    const InstanceVec *v = all->part[part];
    if (v && i < v->len) return v->data[i];
    if (v) i -= v->len;
  }
  return NULL;
}

/* The part of a class's instances that one belongs to by its head. */
static InstanceVec *part_of(Checker *c, Instance *inst) {
  Class *cls = inst->cls;
  if (cls->params == 0) return &cls->open;
  Type *head = head_of(inst->arg[0]);
  if (head->tag != TY_CON) return &cls->open;
  InstanceVec *part = names_get(&cls->by_head, head->con->name);
  if (!part) {
    part = ARENA_NEW(c->arena, InstanceVec);
    names_put(c->arena, &cls->by_head, head->con->name, part);
  }
  return part;
}

void instance_add(Checker *c, Instance *inst) {
  vec_push(c->arena, &inst->cls->instance, inst);
  vec_push(c->arena, part_of(c, inst), inst);
}

static void drop_last(InstanceVec *v, const Instance *inst) {
  if (v->len && v->data[v->len - 1] == inst) v->len--;
}

void instance_forget(Checker *c, Instance *inst) {
  drop_last(&inst->cls->instance, inst);
  drop_last(part_of(c, inst), inst);
}

bool instance_exists(Checker *c, const Class *cls, Type **arg) {
  Candidates all = instance_candidates(cls, arg[0]);
  Instance *inst;
  for (int i = 0; (inst = candidate_at(&all, i)); i++) {
    Type **binding = ARENA_ARRAY(c->arena, Type *, inst->vars + 1);
    if (instance_matches(inst, arg, binding)) return true;
  }
  return false;
}

bool instance_may_be(Checker *c, Class *cls, Type *t) {
  Pred pred = {.cls = cls, .arg = &t};
  Candidates all = instance_candidates(cls, t);
  Instance *inst;
  for (int i = 0; (inst = candidate_at(&all, i)); i++) {
    Type **binding = ARENA_ARRAY(c->arena, Type *, inst->vars + 1);
    if (match_instance(inst, &t, binding) != MATCH_NO) return true;
  }
  return given_may_match(c, &pred);
}

/* ---- givens ---- */

static Core *method_core(Checker *c, Core *dict, int slot) {
  Core *m = core_new(c->arena, CORE_METHOD, dict->span);
  m->method.dict = dict;
  m->method.slot = slot;
  return m;
}

void given_push(Checker *c, Pred *pred, Core *dict) {
  Given g = {.pred = *pred, .dict = dict};
  vec_push(c->arena, &c->given, g);
  for (int i = 0; i < pred->cls->supers; i++) {
    Pred *s = &pred->cls->super[i], super = *s;
    super.span = pred->span;
    super.arg = ARENA_ARRAY(c->arena, Type *, s->cls->params + 1);
    for (int k = 0; k < s->cls->params; k++)
      super.arg[k] = ty_instantiate(c->arena, s->arg[k], pred->arg);
    given_push(c, &super, method_core(c, dict, i));
  }
}

static bool pred_equal(Pred *a, Pred *b) {
  if (a->cls != b->cls) return false;
  for (int i = 0; i < a->cls->params; i++)
    if (!ty_equal(a->arg[i], b->arg[i])) return false;
  return true;
}

Core *given_find(Checker *c, Pred *pred, int from) {
  for (int i = c->given.len - 1; i >= from; i--)
    if (pred_equal(&c->given.data[i].pred, pred)) {
      c->given.data[i].used = true;
      return c->given.data[i].dict;
    }
  return NULL;
}

static bool given_may_match(Checker *c, Pred *pred) {
  for (int i = 0; i < c->given.len; i++) {
    Pred *g = &c->given.data[i].pred;
    if (g->cls != pred->cls) continue;
    bool may = true;
    for (int k = 0; k < g->cls->params && may; k++) may = may_equal(g->arg[k], pred->arg[k]);
    if (may) return true;
  }
  return false;
}

/* ---- functional dependencies ---- */

static bool from_args_equal(Fundep *f, Pred *a, Pred *b) {
  for (int i = 0; i < a->cls->params; i++)
    if ((f->from & (1u << i)) && !ty_equal(a->arg[i], b->arg[i])) return false;
  return true;
}

static void improve_by_pred(Checker *c, Pred *p, Pred *other) {
  for (int f = 0; f < p->cls->fundeps; f++)
    if (from_args_equal(&p->cls->fundep[f], p, other))
      for (int i = 0; i < p->cls->params; i++)
        if (p->cls->fundep[f].to & (1u << i)) unify(c, p->arg[i], other->arg[i]);
}

static void improve_by_instance(Checker *c, Pred *p, Instance *inst) {
  Type **binding = ARENA_ARRAY(c->arena, Type *, inst->vars + 1);
  for (int f = 0; f < p->cls->fundeps; f++) {
    Fundep *dep = &p->cls->fundep[f];
    memset(binding, 0, sizeof(Type *) * (size_t)inst->vars);
    bool fits = true;
    for (int i = 0; i < p->cls->params && fits; i++)
      if (dep->from & (1u << i))
        fits = match_head(ty_find(inst->arg[i]), p->arg[i], binding) == MATCH_YES;
    if (!fits) continue;
    for (int v = 0; v < inst->vars; v++)
      if (!binding[v]) binding[v] = ty_var(c->arena, c->world->next_id, c->level, inst->kind[v]);
    for (int i = 0; i < p->cls->params; i++)
      if (dep->to & (1u << i)) {
        Type *t = ty_instantiate(c->arena, inst->arg[i], binding);
        unify(c, p->arg[i], t);
      }
  }
}

void improve(Checker *c, Pred *p) {
  if (p->cls->fundeps == 0) return;
  for (int i = c->given.len - 1; i >= 0; i--)
    if (c->given.data[i].pred.cls == p->cls) improve_by_pred(c, p, &c->given.data[i].pred);
  for (int i = 0; i < p->cls->instance.len; i++) /* any of its types may be the determining one */
    improve_by_instance(c, p, p->cls->instance.data[i]);
}

/* Two wanted constraints of one class with equal determining types have equal dependent types. */
static void improve_pairs(Checker *c, WantedVec *w) {
  for (int i = 0; i < w->len; i++) {
    if (w->data[i].pred.cls->fundeps == 0) continue;
    for (int k = 0; k < i; k++)
      if (w->data[k].pred.cls == w->data[i].pred.cls)
        improve_by_pred(c, &w->data[i].pred, &w->data[k].pred);
  }
}

/* ---- solving ---- */

static void fill_word(Core *hole, uint64_t word) {
  hole->kind = CORE_WORD;
  hole->word = word;
}

static uint64_t float_bits(Checker *c, TyCon *con, double number) {
  union {
    double d;
    uint64_t w;
  } f64 = {.d = number};
  union {
    float f;
    uint32_t w;
  } f32 = {.f = (float)number};
  return con == c->builtin->f64 ? f64.w : f32.w;
}

static bool solve_float(Checker *c, Wanted *w) {
  Type *t = ty_find(w->pred.arg[0]);
  if (t->tag == TY_VAR && !t->var.rigid) return false;
  TyCon *con = t->tag == TY_CON ? t->con : NULL;
  if (con == c->builtin->f64 || con == c->builtin->f32) {
    fill_word(w->hole, float_bits(c, con, w->number));
    return true;
  }
  report_literal(c, w);
  fill_word(w->hole, 0);
  return true;
}

static void use_instance(Checker *c, Wanted *w, Instance *inst, Type **binding, WantedVec *more) {
  for (int v = 0; v < inst->vars; v++)
    if (!binding[v]) binding[v] = ty_var(c->arena, c->world->next_id, c->level, inst->kind[v]);
  Core **arg = ARENA_ARRAY(c->arena, Core *, inst->contexts + 1);
  for (int i = 0; i < inst->contexts; i++) {
    Pred *p = &inst->context[i];
    Wanted sub = *w;
    sub.depth = w->depth + 1;
    sub.hole = core_new(c->arena, CORE_HOLE, w->pred.span);
    sub.pred.cls = p->cls;
    sub.pred.arg = ARENA_ARRAY(c->arena, Type *, p->cls->params + 1);
    for (int k = 0; k < p->cls->params; k++)
      sub.pred.arg[k] = ty_instantiate(c->arena, p->arg[k], binding);
    arg[i] = sub.hole;
    vec_push(c->arena, more, sub);
  }
  w->hole->filled = core_call(c->arena, w->pred.span,
                              core_global(c->arena, w->pred.span, inst->core), arg, inst->contexts);
}

bool solve_one(Checker *c, Wanted *w, WantedVec *more) {
  Class *cls = w->pred.cls;
  for (int i = 0; i < cls->params; i++)
    if (ty_has_error(w->pred.arg[i])) {
      fill_word(w->hole, 0);
      return true;
    }
  if (cls == c->builtin->floating) return solve_float(c, w);
  Core *dict = given_find(c, &w->pred, 0);
  if (!dict && cls->fundeps) {
    improve(c, &w->pred);
    dict = given_find(c, &w->pred, 0);
  }
  if (dict) {
    w->hole->filled = dict;
    return true;
  }
  if (cls->params == 1) { /* nothing is known of the type yet: no need to look at every instance */
    Type *t = ty_find(w->pred.arg[0]);
    if (t->tag == TY_VAR && !t->var.rigid) return false;
  }
  bool maybe = false;
  Candidates all = instance_candidates(cls, w->pred.arg[0]);
  Instance *inst;
  for (int i = 0; (inst = candidate_at(&all, i)); i++) {
    Type *few[16];
    Type **binding = inst->vars <= 16 ? few : ARENA_ARRAY(c->arena, Type *, inst->vars);
    MatchResult r = match_instance(inst, w->pred.arg, binding);
    if (r == MATCH_YES && w->depth < 200) {
      use_instance(c, w, inst, binding, more);
      return true;
    }
    maybe = maybe || r == MATCH_MAYBE;
  }
  bool flexible = false;
  for (int i = 0; i < cls->params; i++) flexible = flexible || has_flexible(w->pred.arg[i]);
  if (flexible && (maybe || given_may_match(c, &w->pred))) return false;
  /* A bare variable may still be generalised with the constraint. */
  for (int i = 0; i < cls->params; i++) {
    Type *t = ty_find(w->pred.arg[i]);
    while (t->tag == TY_APP) t = ty_find(t->fun);
    if (t->tag == TY_VAR && !t->var.rigid) return false;
  }
  report_unsolved(c, w);
  fill_word(w->hole, 0);
  return true;
}

void solve(Checker *c, WantedVec *wanted) {
  bool progress = true;
  while (progress) {
    progress = false;
    WantedVec rest = {0};
    for (int i = 0; i < wanted->len; i++) {
      WantedVec more = {0};
      Wanted w = wanted->data[i];
      if (!solve_one(c, &w, &more)) {
        vec_push(c->arena, &rest, w);
        continue;
      }
      progress = true;
      /* depth first, so that a long context does not go through the list again and again */
      for (int k = 0; k < more.len; k++) {
        Wanted sub = more.data[k];
        if (!solve_one(c, &sub, &more)) vec_push(c->arena, &rest, sub);
      }
    }
    *wanted = rest;
    improve_pairs(c, wanted);
  }
}

/* ---- defaulting ---- */

bool class_is_library(const Class *cls, const char *name) {
  return cls->home && cls->home->is_library && strcmp(cls->name->text, name) == 0;
}

static bool is_numeric_class(Class *cls) {
  static const char *const name[] = {"Num", "Quantizable", "Reciprocable", "Remainder", "Integral"};
  for (size_t i = 0; i < sizeof name / sizeof *name; i++)
    if (class_is_library(cls, name[i])) return true;
  for (int i = 0; i < cls->supers; i++)
    if (is_numeric_class(cls->super[i].cls)) return true;
  return false;
}

/* Constraints by the variables in them. */
typedef VEC(int) IndexVec;

typedef struct Defaulting {
  WantedVec *wanted;
  Map uses; /* variable (Type) -> IndexVec */
  /* constraints with a variable that has been given a type: they are to be solved before the others in them are */
  bool *changed;
} Defaulting;

static const IndexVec *uses_of(const Defaulting *d, Type *var) {
  static const IndexVec none;
  const IndexVec *uses = map_get(&d->uses, var);
  return uses ? uses : &none;
}

static Pred *used_by(const Defaulting *d, const IndexVec *uses, int i) {
  return &d->wanted->data[uses->data[i]].pred;
}

static void note_uses(Checker *c, Defaulting *d, int at, const TypeSet *vars) {
  for (int i = 0; i < vars->len; i++) {
    IndexVec *uses = map_get(&d->uses, vars->data[i]);
    if (!uses) {
      uses = ARENA_NEW(c->arena, IndexVec);
      map_put(c->arena, &d->uses, vars->data[i], uses);
    }
    vec_push(c->arena, uses, at);
  }
}

/* t with `with` in place of var. */
static Type *replace_var(Checker *c, Type *t, Type *var, Type *with) {
  t = ty_find(t);
  if (t == var) return with;
  if (t->tag != TY_APP) return t;
  Type *f = replace_var(c, t->fun, var, with), *x = replace_var(c, t->arg, var, with);
  return f == t->fun && x == t->arg ? t : ty_app(c->arena, f, x);
}

/* Would there be an instance for every constraint that mentions var, if it were the candidate? If so, it is. */
static bool candidate_fits(Checker *c, Defaulting *d, Type *var, Type *candidate) {
  Type *binding[32];
  const IndexVec *uses = uses_of(d, var);
  for (int i = 0; i < uses->len; i++) {
    Pred p = *used_by(d, uses, i);
    if (p.cls == c->builtin->floating) {
      if (candidate->con != c->builtin->f64 && candidate->con != c->builtin->f32) return false;
      continue;
    }
    Type *arg[8];
    if (p.cls->params > 8) return false;
    for (int k = 0; k < p.cls->params; k++) arg[k] = replace_var(c, p.arg[k], var, candidate);
    p.arg = arg;
    bool some = given_may_match(c, &p);
    Candidates all = instance_candidates(p.cls, arg[0]);
    Instance *inst;
    for (int k = 0; !some && (inst = candidate_at(&all, k)); k++)
      some = inst->vars <= 32 && match_instance(inst, arg, binding) != MATCH_NO;
    if (!some) return false;
  }
  var->var.link = candidate;
  return true;
}

/* A literal whose type is var, or (var a) as the function that takes it has it, is a Seq. */
static bool default_builder(Checker *c, Defaulting *d, Type *var) {
  const IndexVec *uses = uses_of(d, var);
  for (int i = 0; i < uses->len; i++) {
    Pred *p = used_by(d, uses, i);
    if (p->cls->params < 3 || head_of(p->arg[0]) != var) continue;
    bool map = class_is_library(p->cls, "FromItemizedAssociation") ||
               class_is_library(p->cls, "FromAssociationComprehension");
    if (!map && !class_is_library(p->cls, "FromItemizedCollection") &&
        !class_is_library(p->cls, "FromCollectionComprehension"))
      continue;
    TyCon *seq = library_type(c, "coalton/seq", "Seq");
    TyCon *tuple = library_type(c, "coalton/classes", "Tuple");
    if (!seq || !tuple) return false;
    Type *item = p->arg[1];
    if (map)
      item = ty_app(c->arena, ty_app(c->arena, ty_con(c->arena, tuple), p->arg[1]), p->arg[2]);
    return unify(c, p->arg[0], ty_app(c->arena, ty_con(c->arena, seq), item)) == UNIFY_OK;
  }
  return false;
}

static bool default_var(Checker *c, Defaulting *d, Type *var) {
  const IndexVec *uses = uses_of(d, var);
  for (int i = 0; i < uses->len; i++)
    if (d->changed[uses->data[i]]) return false;
  if (default_builder(c, d, var)) return true;
  bool numeric = false;
  for (int i = 0; i < uses->len && !numeric; i++) {
    Pred *p = used_by(d, uses, i);
    numeric = p->cls == c->builtin->floating || is_numeric_class(p->cls);
  }
  if (!numeric || kind_find(var->var.kind)->tag == KIND_ARROW) return false;
  TyCon *candidate[] = {c->builtin->integer, c->builtin->f64, c->builtin->f32};
  for (int i = 0; i < 3; i++)
    if (candidate_fits(c, d, var, ty_con(c->arena, candidate[i]))) return true;
  return false;
}

/* The variables of the kept types. Many definitions of one group ask for them: they are collected again only when one has
 * been bound. */
static const TypeSet *kept_vars(Checker *c, Kept *kept) {
  bool good = kept->known;
  for (int i = 0; good && i < kept->vars.len; i++) good = !kept->vars.data[i]->var.link;
  if (good) return &kept->vars;
  kept->vars = (TypeSet){0};
  kept->known = true;
  for (int i = 0; i < kept->types; i++) type_vars(c->arena, kept->type[i], &kept->vars);
  return &kept->vars;
}

static bool has_fundeps(const WantedVec *wanted) {
  for (int i = 0; i < wanted->len; i++)
    if (wanted->data[i].pred.cls->fundeps) return true;
  return false;
}

TypeSet determined_vars(Checker *c, const WantedVec *wanted, const TypeSet *vars) {
  TypeSet out = {0};
  for (int i = 0; i < vars->len; i++) type_set_add(c->arena, &out, vars->data[i]);
  bool changed = true;
  while (changed) {
    changed = false;
    for (int i = 0; i < wanted->len; i++) {
      Pred *p = &wanted->data[i].pred;
      for (int f = 0; f < p->cls->fundeps; f++) {
        TypeSet from = {0}, to = {0};
        for (int k = 0; k < p->cls->params; k++) {
          if (p->cls->fundep[f].from & (1u << k)) type_vars(c->arena, p->arg[k], &from);
          if (p->cls->fundep[f].to & (1u << k)) type_vars(c->arena, p->arg[k], &to);
        }
        bool all = true;
        for (int k = 0; k < from.len && all; k++) all = type_set_has(&out, from.data[k]);
        int before = out.len;
        for (int k = 0; all && k < to.len; k++) type_set_add(c->arena, &out, to.data[k]);
        changed = changed || out.len > before;
      }
    }
  }
  return out;
}

bool solve_default(Checker *c, WantedVec *wanted, int level, Kept *kept) {
  if (wanted->len == 0) return false;
  const TypeSet *own = kept_vars(c, kept);
  TypeSet determined = has_fundeps(wanted) ? determined_vars(c, wanted, own) : *own;
  Defaulting d = {.wanted = wanted, .changed = ARENA_ARRAY(c->arena, bool, wanted->len)};
  TypeSet *vars = ARENA_ARRAY(c->arena, TypeSet, wanted->len);
  for (int i = 0; i < wanted->len; i++) {
    pred_vars(c->arena, &wanted->data[i].pred, &vars[i]);
    note_uses(c, &d, i, &vars[i]);
  }
  bool any = false;
  for (int i = 0; i < wanted->len; i++)
    for (int k = 0; k < vars[i].len && !d.changed[i]; k++) {
      Type *v = vars[i].data[k];
      if (v->var.link || v->var.rigid || v->var.level <= level) continue;
      bool is_kept =
          wanted->data[i].pred.cls != c->builtin->floating && type_set_has(&determined, v);
      if (is_kept && !kept->not_builders) continue;
      if (!(is_kept ? default_builder(c, &d, v) : default_var(c, &d, v))) continue;
      const IndexVec *uses = uses_of(&d, v);
      for (int u = 0; u < uses->len; u++) d.changed[uses->data[u]] = true;
      any = true;
    }
  return any;
}

/* ---- accessors ---- */

/* The field that an accessor names, or the only one whose name differs in case alone; -1 if there is none. */
static int field_index(Checker *c, const TyCon *con, const Access *a) {
  int fields = con->is_struct ? con->fields : 0, other = -1, others = 0;
  for (int k = 0; k < fields; k++) {
    if (con->field[k] == a->field) return k;
    if (strcasecmp(con->field[k]->text, a->field->text) != 0) continue;
    other = k;
    others++;
  }
  if (others != 1) return -1;
  diag_warn(c->diag, DIAG_OTHER_CASE, a->span, "`.%s` is no field here; taken to mean `.%s`",
            a->field->text, con->field[other]->text);
  return other;
}

void solve_access(Checker *c, int from) {
  for (int i = from; i < c->access.len; i++) {
    Access *a = &c->access.data[i];
    if (a->done) continue;
    TyCon *con = ty_head(a->record);
    if (!con) {
      if (ty_find(a->record)->tag == TY_ERROR) a->done = true;
      continue;
    }
    a->done = true;
    int at = field_index(c, con, a);
    if (at < 0) {
      TypePrinter p = {.arena = c->arena};
      diag_error(c->diag, DIAG_NO_FIELD, a->span, "`%s` has no field `%s`", ty_text(&p, a->record),
                 a->field->text);
      int best = 1 << 30;
      const Sym *near = NULL;
      for (int k = 0; con->is_struct && k < con->fields; k++)
        if (near_name(a->field->text, con->field[k]->text, &best)) near = con->field[k];
      Type *from, *to;
      if (near) diag_hint(c->diag, "did you mean `.%s`?", near->text);
      else if (ty_is_arrow(c, a->record, &from, &to))
        diag_hint(c->diag, "this is a function: is an argument missing where it is made?");
      unify(c, a->result, ty_error(c->arena));
      continue;
    }
    Type **arg = ARENA_ARRAY(c->arena, Type *, con->params + 1);
    Type *t = ty_find(a->record);
    for (int k = con->params - 1; k >= 0; k--) {
      arg[k] = t->arg;
      t = ty_find(t->fun);
    }
    Type *have = ty_instantiate(c->arena, con->field_type[at]->type, arg);
    unify_at(c, a->span, a->result, have);
    a->node->field.ctor = con->data->ctor[0];
    a->node->field.index = at;
  }
}
