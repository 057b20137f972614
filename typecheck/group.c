/* group.c -- groups of bindings: generalisation, the value restriction, dictionaries as parameters, declared types.
 *
 *   source:    Damas and Milner, 1982; the relaxed value restriction after Garrigue, Relaxing the Value Restriction, 2004. */
#include "typecheck/infer_internal.h"

#include <string.h>

Expr *expr_strip(Expr *e) {
  while (e->kind == EXPR_THE) e = e->the.value;
  return e;
}

static bool item_is_function(Item *it) {
  return it->function || expr_strip(it->value)->kind == EXPR_FN;
}

/* May the types of its value be generalised whatever their variance? */
static bool nonexpansive(Expr *e) {
  e = expr_strip(e);
  switch (e->kind) {
  case EXPR_INTEGER:
  case EXPR_RATIO:
  case EXPR_FLOAT:
  case EXPR_STRING:
  case EXPR_CHAR:
  case EXPR_LOCAL:
  case EXPR_GLOBAL:
  case EXPR_ACCESSOR:
  case EXPR_FN:
  case EXPR_UNIT:
  case EXPR_ERROR:
  case EXPR_TYPE_OF: return true;
  case EXPR_CALL:
    if (e->call.fn->kind != EXPR_GLOBAL || e->call.fn->global->kind != VALUE_CTOR) return false;
    if (e->call.args != e->call.fn->global->core->ctor->arity) return false;
    for (int i = 0; i < e->call.args; i++)
      if (!nonexpansive(e->call.arg[i])) return false;
    return true;
  case EXPR_LIST:
    for (int i = 0; i < e->list.items; i++)
      if (!nonexpansive(e->list.item[i])) return false;
    return true;
  case EXPR_LET:
  case EXPR_BIND:
  case EXPR_MATCH:
  case EXPR_IF:
  case EXPR_SEQ:
  case EXPR_THE:
  case EXPR_FAIL:
  case EXPR_RETURN:
  case EXPR_FOR:
  case EXPR_BREAK:
  case EXPR_CONTINUE:
  case EXPR_BUILDER:
  case EXPR_COMPREHENSION:
  case EXPR_ADJOIN:
  case EXPR_THROW:
  case EXPR_RESUME:
  case EXPR_CATCH:
  case EXPR_RESUMABLE:
  case EXPR_DYNAMIC:
  case EXPR_C: break;
  }
  return false;
}

static void ty_lower(Type *t, int level) {
  t = ty_find(t);
  if (t->tag == TY_VAR && t->var.level > level && !t->var.rigid) t->var.level = level;
  if (t->tag == TY_APP) {
    ty_lower(t->fun, level);
    ty_lower(t->arg, level);
  }
}

static Variance flip(Variance v) {
  return v == VARIANCE_CO ? VARIANCE_CONTRA : v == VARIANCE_CONTRA ? VARIANCE_CO : v;
}

/* Lower every variable that occurs other than covariantly. */
static void lower_weak(Checker *c, Type *t, Variance at, int level) {
  t = ty_find(t);
  if (t->tag == TY_VAR) {
    if (at != VARIANCE_CO) ty_lower(t, level);
    return;
  }
  if (t->tag != TY_APP) return;
  Type *arg[32];
  int n = 0;
  Type *h = t;
  while (h->tag == TY_APP && n < 32) {
    arg[n++] = h->arg;
    h = ty_find(h->fun);
  }
  TyCon *con = h->tag == TY_CON ? h->con : NULL;
  if (h->tag == TY_VAR) ty_lower(h, level);
  for (int i = 0; i < n; i++) {
    Type *x = arg[n - 1 - i];
    Variance v = con && con->variance && i < con->params ? con->variance[i] : VARIANCE_IN;
    if (con == c->builtin->arrow) v = i == 0 ? VARIANCE_CONTRA : VARIANCE_CO;
    if (v == VARIANCE_NONE) continue;
    if (v == VARIANCE_IN || at == VARIANCE_IN) lower_weak(c, x, VARIANCE_IN, level);
    else lower_weak(c, x, v == VARIANCE_CONTRA ? flip(at) : at, level);
  }
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

/* What belongs to the outside determines, through functional dependencies, belongs there as well. */
static void lower_dependents(Checker *c, WantedVec *w, int level) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (int i = 0; i < w->len; i++) {
      Pred *p = &w->data[i].pred;
      for (int f = 0; f < p->cls->fundeps; f++) {
        TypeSet from = {0}, to = {0};
        for (int k = 0; k < p->cls->params; k++) {
          if (p->cls->fundep[f].from & (1u << k)) type_vars(c->arena, p->arg[k], &from);
          if (p->cls->fundep[f].to & (1u << k)) type_vars(c->arena, p->arg[k], &to);
        }
        bool outside = true;
        for (int k = 0; k < from.len; k++) outside = outside && from.data[k]->var.level <= level;
        for (int k = 0; outside && k < to.len; k++)
          if (to.data[k]->var.level > level && !to.data[k]->var.rigid) {
            to.data[k]->var.level = level;
            changed = true;
          }
      }
    }
  }
}

/* The level that a constraint belongs to: that of its deepest variable. */
static int deepest(const TypeSet *vars) {
  int level = 0;
  for (int i = 0; i < vars->len; i++)
    if (vars->data[i]->var.level > level) level = vars->data[i]->var.level;
  return level;
}

/* Hand a constraint on to the binding outside whose variables it is about. What is in between could only look at it and
 * hand it on. */
static void defer(Checker *c, Wanted *w, int level) {
  int low = 0, high = c->enclosing.len; /* levels grow */
  while (low < high) {
    int middle = (low + high) / 2;
    if (c->enclosing.data[middle].level >= level) high = middle;
    else low = middle + 1;
  }
  WantedVec *to = low < c->enclosing.len ? c->enclosing.data[low].wanted : c->wanted;
  vec_push(c->arena, to, *w);
}

static void solve_and_default(Checker *c, WantedVec *w, int level, Kept *kept) {
  do solve(c, w);
  while (solve_default(c, w, level, kept));
}

static bool same_pred(Pred *a, Pred *b) {
  if (a->cls != b->cls) return false;
  for (int i = 0; i < a->cls->params; i++)
    if (!ty_equal(a->arg[i], b->arg[i])) return false;
  return true;
}

/* Is pred among the superclasses of other? */
static bool implied_by(Checker *c, Pred *pred, Pred *other) {
  for (int i = 0; i < other->cls->supers; i++) {
    Pred *s = &other->cls->super[i], super = *s;
    super.arg = ARENA_ARRAY(c->arena, Type *, s->cls->params + 1);
    for (int k = 0; k < s->cls->params; k++)
      super.arg[k] = ty_instantiate(c->arena, s->arg[k], other->arg);
    if (same_pred(pred, &super) || implied_by(c, pred, &super)) return true;
  }
  return false;
}

/* Each constraint once, without those that another one's superclasses give. */
static int minimal_preds(Checker *c, WantedVec *w, Pred *out) {
  int n = 0;
  for (int i = 0; i < w->len; i++) {
    Pred *p = &w->data[i].pred;
    bool drop = false;
    for (int k = 0; k < n && !drop; k++) drop = same_pred(p, &out[k]);
    for (int k = 0; k < w->len && !drop; k++) drop = k != i && implied_by(c, p, &w->data[k].pred);
    if (!drop) out[n++] = *p;
  }
  return n;
}

static void report_not_generalizable(Checker *c, Item *it) {
  TypePrinter p = {.arena = c->arena};
  diag_error(c->diag, DIAG_NOT_GENERALIZABLE, it->span,
             "the type `%s` of `%s` cannot be generalized: its value is computed once, so every "
             "type variable needs one type",
             ty_text(&p, it->type), it->name ? it->name->text : "this expression");
  diag_hint(c->diag, "declare its type: (declare %s ...)", it->name ? it->name->text : "name");
  unify(c, it->type, ty_error(c->arena));
}

/* Generalise a group whose bodies have been inferred one level deeper. */
void group_generalise(Checker *c, Item *item, int n, int access_from, bool toplevel) {
  int L = c->level;
  if (toplevel) c->reported.len = 0;
  bool restricted = false, expansive = false, mono = false;
  Kept kept = {.type = ARENA_ARRAY(c->arena, Type *, n)};
  for (int i = 0; i < n; i++) {
    restricted = restricted || !item_is_function(&item[i]);
    expansive = expansive || (!item[i].function && !nonexpansive(item[i].value));
    mono = mono || (item[i].binding && item[i].binding->mono);
    kept.type[i] = item[i].type;
    if (item[i].principal) restricted = expansive = false;
  }
  c->level++; /* of variables that solving makes: they belong to the bodies */
  solve_access(c, access_from);
  for (int i = 0; i < n; i++) solve(c, &item[i].wanted);
  solve_access(c, access_from);
  bool unknown_record = false; /* that will be the message */
  for (int k = access_from; k < c->access.len; k++)
    if (!c->access.data[k].done) {
      ty_lower(c->access.data[k].record, L);
      unknown_record = true;
    }
  if (mono)
    for (int i = 0; i < n; i++) ty_lower(item[i].type, L);
  kept.types = toplevel && restricted ? 0 : n;
  kept.not_builders = !restricted;
  for (int i = 0; i < n; i++) solve_and_default(c, &item[i].wanted, L, &kept);
  c->level--;
  if (expansive)
    for (int i = 0; i < n; i++) lower_weak(c, item[i].type, VARIANCE_CO, L);
  for (int i = 0; i < n; i++) lower_dependents(c, &item[i].wanted, L);
  if (restricted)
    for (int i = 0; i < n; i++)
      for (int k = 0; k < item[i].wanted.len; k++)
        for (int a = 0; a < item[i].wanted.data[k].pred.cls->params; a++)
          ty_lower(item[i].wanted.data[k].pred.arg[a], L);
  TypeSet vars = {0}, free = {0};
  for (int i = 0; i < n; i++) type_vars(c->arena, item[i].type, &vars);
  for (int i = 0; i < vars.len; i++)
    if (vars.data[i]->var.level > L && !vars.data[i]->var.rigid)
      type_set_add(c->arena, &free, vars.data[i]);
  if (toplevel && !unknown_record)
    for (int i = 0; i < n; i++) {
      TypeSet mine = {0};
      type_vars(c->arena, item[i].type, &mine);
      bool weak = false;
      for (int k = 0; k < mine.len; k++)
        weak = weak || (mine.data[k]->var.level <= L && !mine.data[k]->var.rigid);
      if (weak && !(item[i].def && item[i].def->is_expression)) {
        report_not_generalizable(c, &item[i]);
        for (int k = 0; k < mine.len; k++) unify(c, mine.data[k], ty_error(c->arena));
      }
    }
  /* constraints: outward, or retained */
  WantedVec every = {0}, all = {0};
  for (int i = 0; i < n; i++)
    for (int k = 0; k < item[i].wanted.len; k++) vec_push(c->arena, &every, item[i].wanted.data[k]);
  TypeSet determined = determined_vars(c, &every, &free);
  for (int i = 0; i < n; i++) {
    WantedVec stay = {0}, lost = {0};
    for (int k = 0; k < item[i].wanted.len; k++) {
      Wanted *w = &item[i].wanted.data[k];
      TypeSet in = {0};
      pred_vars(c->arena, &w->pred, &in);
      int level = deepest(&in);
      if (level <= L) {
        if (toplevel) vec_push(c->arena, &lost, *w);
        else defer(c, w, level);
        continue;
      }
      bool mentions = false;
      for (int v = 0; v < in.len; v++) mentions = mentions || type_set_has(&determined, in.data[v]);
      if (!mentions) vec_push(c->arena, &lost, *w);
      else {
        vec_push(c->arena, &stay, *w);
        vec_push(c->arena, &all, *w);
      }
    }
    report_ambiguous(c, &lost);
    item[i].wanted = stay;
  }
  Pred *pred = ARENA_ARRAY(c->arena, Pred, all.len + 1);
  int preds = minimal_preds(c, &all, pred);
  TypeSet quantified = free;
  for (int i = 0; i < preds; i++) {
    TypeSet more = {0};
    pred_vars(c->arena, &pred[i], &more);
    for (int k = 0; k < more.len; k++)
      if (!more.data[k]->var.rigid && more.data[k]->var.level > L)
        type_set_add(c->arena, &quantified, more.data[k]);
  }
  for (int i = 0; i < n; i++) {
    Item *it = &item[i];
    int from = c->given.len;
    it->dict = ARENA_ARRAY(c->arena, CoreVar *, preds + 1);
    it->dicts = preds;
    for (int k = 0; k < preds; k++) {
      it->dict[k] = fresh_var(c, pred[k].cls->name, it->span);
      given_push(c, &pred[k], elab_var(c, it->span, it->dict[k]));
    }
    for (int k = 0; k < it->wanted.len; k++) {
      Wanted *w = &it->wanted.data[k];
      w->hole->filled = given_find(c, &w->pred, from);
      if (!w->hole->filled) w->hole->filled = elab_poison(c, it->span);
    }
    c->given.len = from;
    it->scheme = scheme_close(c, it->type, quantified.data, quantified.len, pred, preds);
    use_fill_recursive(c, it->holes.data, it->holes.len, it->dict, preds);
    if (it->def) {
      it->def->global->scheme = it->scheme;
      it->def->in_progress = false;
      group_finish_definition(c, it, true);
    } else if (it->binding) {
      it->binding->in_progress = false;
      if (quantified.len || preds) it->binding->local->scheme = it->scheme;
    }
  }
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

/* Solve what a declared body wants; what it cannot decide goes outward, or is an error. */
void group_settle(Checker *c, WantedVec *wanted, int access_from, int outer_level,
                  WantedVec *outer) {
  int level = c->level;
  c->level = outer_level + 1; /* of variables that solving makes */
  solve_access(c, access_from);
  solve(c, wanted);
  solve_access(c, access_from);
  Kept none = {0};
  solve_and_default(c, wanted, outer_level, &none);
  solve_access(c, access_from);
  solve_and_default(c, wanted, outer_level, &none);
  c->level = level;
  WantedVec lost = {0};
  for (int i = 0; i < wanted->len; i++) {
    Wanted *w = &wanted->data[i];
    bool rigid = false;
    TypeSet vars = {0};
    pred_vars(c->arena, &w->pred, &vars);
    bool flexible_deep = false;
    for (int k = 0; k < vars.len; k++) {
      if (vars.data[k]->var.rigid) rigid = rigid || vars.data[k]->var.level > outer_level;
      else flexible_deep = flexible_deep || vars.data[k]->var.level > outer_level;
    }
    if (!flexible_deep && rigid) {
      report_unsolved(c, w);
      w->hole->kind = CORE_WORD;
      w->hole->word = 0;
    } else if (flexible_deep || !outer) {
      vec_push(c->arena, &lost, *w);
    } else {
      defer(c, w, deepest(&vars));
    }
  }
  report_ambiguous(c, &lost);
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
  group_settle(c, &it->wanted, access_from, L, L == 0 ? NULL : c->wanted);
  c->declared = outer;
  c->given.len = r.given_from;
  c->type_name.len = r.names_from;
  it->dict = r.dict;
  it->dicts = s->preds;
}
