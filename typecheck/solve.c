/* solve.c -- find dictionaries for constraints.
 *
 * A constraint is solved by a given (from a declared type or an instance's context), or by the one instance
 * whose head matches; the instance's context becomes new constraints. There is no backtracking: heads
 * do not overlap. Functional dependencies improve types on the way (Jones, Type Classes with Functional
 * Dependencies, 2000). What cannot be decided yet stays in the list. */
#include <string.h>

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

void type_vars(Arena *a, Type *t, TypeVec *out) {
  t = ty_find(t);
  if (t->tag == TY_APP) {
    type_vars(a, t->fun, out);
    type_vars(a, t->arg, out);
  } else if (t->tag == TY_KEYS) {
    for (int i = 0; i < t->keys.len; i++) type_vars(a, t->keys.type[i], out);
  } else if (t->tag == TY_VAR) {
    for (int i = 0; i < out->len; i++)
      if (out->data[i] == t) return;
    vec_push(a, out, t);
  }
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

Instance *instance_find(Checker *c, Class *cls, Type **arg, Type **binding) {
  (void)c;
  for (int i = 0; i < cls->instance.len; i++)
    if (match_instance(cls->instance.data[i], arg, binding) == MATCH_YES)
      return cls->instance.data[i];
  return NULL;
}

bool instance_may_be(Checker *c, Class *cls, Type *t) {
  Pred pred = {.cls = cls, .arg = &t};
  for (int i = 0; i < cls->instance.len; i++) {
    Type **binding = ARENA_ARRAY(c->arena, Type *, cls->instance.data[i]->vars + 1);
    if (match_instance(cls->instance.data[i], &t, binding) != MATCH_NO) return true;
  }
  return given_may_match(c, &pred);
}

bool instance_find_one(Checker *c, Instance *inst, Type **arg, Type **binding) {
  (void)c;
  return match_instance(inst, arg, binding) == MATCH_YES;
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
  for (int i = 0; i < p->cls->instance.len; i++)
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
  for (int i = 0; i < cls->instance.len; i++) {
    Instance *inst = cls->instance.data[i];
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

static bool pred_has_var(Pred *p, Type *var) {
  for (int i = 0; i < p->cls->params; i++)
    if (type_mentions(p->arg[i], var)) return true;
  return false;
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
static bool candidate_fits(Checker *c, WantedVec *wanted, Type *var, Type *candidate) {
  Type *binding[32];
  for (int i = 0; i < wanted->len; i++) {
    Pred p = wanted->data[i].pred;
    if (!pred_has_var(&p, var)) continue;
    if (p.cls == c->builtin->floating) {
      if (candidate->con != c->builtin->f64 && candidate->con != c->builtin->f32) return false;
      continue;
    }
    Type *arg[8];
    if (p.cls->params > 8) return false;
    for (int k = 0; k < p.cls->params; k++) arg[k] = replace_var(c, p.arg[k], var, candidate);
    p.arg = arg;
    bool some = given_may_match(c, &p);
    for (int k = 0; k < p.cls->instance.len && !some; k++)
      if (p.cls->instance.data[k]->vars <= 32)
        some = match_instance(p.cls->instance.data[k], arg, binding) != MATCH_NO;
    if (!some) return false;
  }
  var->var.link = candidate;
  return true;
}

static bool default_builder(Checker *c, WantedVec *wanted, Type *var) {
  for (int i = 0; i < wanted->len; i++) {
    Pred *p = &wanted->data[i].pred;
    if (p->cls->params < 3 || ty_find(p->arg[0]) != var) continue;
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
    return unify(c, var, ty_app(c->arena, ty_con(c->arena, seq), item)) == UNIFY_OK;
  }
  return false;
}

static bool default_var(Checker *c, WantedVec *wanted, Type *var) {
  if (default_builder(c, wanted, var)) return true;
  bool numeric = false;
  for (int i = 0; i < wanted->len; i++) {
    Pred *p = &wanted->data[i].pred;
    if (pred_has_var(p, var) && (p->cls == c->builtin->floating || is_numeric_class(p->cls)))
      numeric = true;
  }
  if (!numeric || kind_find(var->var.kind)->tag == KIND_ARROW) return false;
  TyCon *candidate[] = {c->builtin->integer, c->builtin->f64, c->builtin->f32};
  for (int i = 0; i < 3; i++)
    if (candidate_fits(c, wanted, var, ty_con(c->arena, candidate[i]))) return true;
  return false;
}

/* The variables that the types in `keep` determine, through functional dependencies too. */
static void determined_vars(Checker *c, WantedVec *wanted, Type **keep, int keeps, TypeVec *out) {
  for (int i = 0; i < keeps; i++) type_vars(c->arena, keep[i], out);
  bool changed = true;
  while (changed) {
    changed = false;
    for (int i = 0; i < wanted->len; i++) {
      Pred *p = &wanted->data[i].pred;
      for (int f = 0; f < p->cls->fundeps; f++) {
        TypeVec from = {0}, to = {0};
        for (int k = 0; k < p->cls->params; k++) {
          if (p->cls->fundep[f].from & (1u << k)) type_vars(c->arena, p->arg[k], &from);
          if (p->cls->fundep[f].to & (1u << k)) type_vars(c->arena, p->arg[k], &to);
        }
        bool all = true;
        for (int k = 0; k < from.len && all; k++) {
          all = false;
          for (int q = 0; q < out->len; q++) all = all || out->data[q] == from.data[k];
        }
        if (!all) continue;
        for (int k = 0; k < to.len; k++) {
          bool seen = false;
          for (int q = 0; q < out->len; q++) seen = seen || out->data[q] == to.data[k];
          if (!seen) {
            vec_push(c->arena, out, to.data[k]);
            changed = true;
          }
        }
      }
    }
  }
}

bool solve_default(Checker *c, WantedVec *wanted, int level, Type **keep, int keeps) {
  TypeVec determined = {0};
  determined_vars(c, wanted, keep, keeps, &determined);
  for (int i = 0; i < wanted->len; i++) {
    TypeVec vars = {0};
    for (int k = 0; k < wanted->data[i].pred.cls->params; k++)
      type_vars(c->arena, wanted->data[i].pred.arg[k], &vars);
    for (int k = 0; k < vars.len; k++) {
      Type *v = vars.data[k];
      if (v->var.rigid || v->var.level <= level) continue;
      bool keep_it = false;
      if (wanted->data[i].pred.cls != c->builtin->floating)
        for (int q = 0; q < determined.len; q++) keep_it = keep_it || determined.data[q] == v;
      if (!keep_it && default_var(c, wanted, v)) return true;
    }
  }
  return false;
}

/* ---- accessors ---- */

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
    int at = -1;
    for (int k = 0; con->is_struct && k < con->fields; k++)
      if (con->field[k] == a->field) at = k;
    if (at < 0) {
      TypePrinter p = {.arena = c->arena};
      diag_error(c->diag, DIAG_NO_FIELD, a->span, "`%s` has no field `%s`", ty_text(&p, a->record),
                 a->field->text);
      int best = 1 << 30;
      const Sym *near = NULL;
      for (int k = 0; con->is_struct && k < con->fields; k++)
        if (near_name(a->field->text, con->field[k]->text, &best)) near = con->field[k];
      if (near) diag_hint(c->diag, "did you mean `.%s`?", near->text);
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
