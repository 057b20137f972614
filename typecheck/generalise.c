/* generalise.c -- which type variables of a group of bindings become parameters of its type, and which constraints parameters of its code.
 *
 *   source:    Damas and Milner, Principal type-schemes for functional programs, 1982; levels after Rémy, 1992; the relaxed value
 *              restriction of Garrigue, Relaxing the Value Restriction, 2004; the monomorphism restriction of Haskell 98, section 4.5.5 */
#include "typecheck/infer_internal.h"

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

/* Bindings that are generalised together. */
typedef struct Group {
  Item *item;
  int n;
  int level; /* of what is around it: variables that are deeper may be quantified */
  bool toplevel;
  bool restricted; /* one is no function: constraints are not retained */
  bool expansive;  /* one is computed: only what a covariant type hides is generalised */
} Group;

static void classify(Group *g) {
  for (int i = 0; i < g->n; i++) {
    Item *it = &g->item[i];
    g->restricted = g->restricted || !item_is_function(it);
    g->expansive = g->expansive || (!it->function && !nonexpansive(it->value));
    if (it->principal) g->restricted = g->expansive = false;
  }
}

/* Records whose type is not known keep their fields' types from being generalised. Are there any? */
static bool lower_unknown_records(Checker *c, int access_from, int level) {
  bool any = false;
  for (int k = access_from; k < c->access.len; k++)
    if (!c->access.data[k].done) {
      ty_lower(c->access.data[k].record, level);
      any = true;
    }
  return any;
}

/* Solve all that can be solved, and choose types for what nothing determines. True when a record was accessed whose type is
 * not known: that will be the message. */
static bool solve_group(Checker *c, Group *g, int access_from) {
  Kept kept = {.type = ARENA_ARRAY(c->arena, Type *, g->n), .not_builders = !g->restricted};
  kept.types = g->toplevel && g->restricted ? 0 : g->n;
  for (int i = 0; i < g->n; i++) kept.type[i] = g->item[i].type;
  c->level++; /* of variables that solving makes: they belong to the bodies */
  solve_access(c, access_from);
  for (int i = 0; i < g->n; i++) solve(c, &g->item[i].wanted);
  solve_access(c, access_from);
  bool unknown_record = lower_unknown_records(c, access_from, g->level);
  bool mono = false;
  for (int i = 0; i < g->n; i++) mono = mono || (g->item[i].binding && g->item[i].binding->mono);
  if (mono)
    for (int i = 0; i < g->n; i++) ty_lower(g->item[i].type, g->level);
  for (int i = 0; i < g->n; i++) solve_and_default(c, &g->item[i].wanted, g->level, &kept);
  c->level--;
  return unknown_record;
}

static void lower_constrained(const WantedVec *wanted, int level) {
  for (int k = 0; k < wanted->len; k++)
    for (int a = 0; a < wanted->data[k].pred.cls->params; a++)
      ty_lower(wanted->data[k].pred.arg[a], level);
}

/* The relaxed value restriction, and the monomorphism restriction. */
static void restrict_group(Checker *c, Group *g) {
  for (int i = 0; g->expansive && i < g->n; i++)
    lower_weak(c, g->item[i].type, VARIANCE_CO, g->level);
  for (int i = 0; i < g->n; i++) lower_dependents(c, &g->item[i].wanted, g->level);
  for (int i = 0; g->restricted && i < g->n; i++) lower_constrained(&g->item[i].wanted, g->level);
}

/* The variables of the types that are the group's own. */
static TypeSet own_vars(Checker *c, const Group *g) {
  TypeSet vars = {0}, own = {0};
  for (int i = 0; i < g->n; i++) type_vars(c->arena, g->item[i].type, &vars);
  for (int i = 0; i < vars.len; i++)
    if (vars.data[i]->var.level > g->level && !vars.data[i]->var.rigid)
      type_set_add(c->arena, &own, vars.data[i]);
  return own;
}

/* A variable that stays open at the top level would never get a type. */
static void report_weak(Checker *c, const Group *g) {
  for (int i = 0; i < g->n; i++) {
    TypeSet vars = {0};
    type_vars(c->arena, g->item[i].type, &vars);
    bool weak = false;
    for (int k = 0; k < vars.len; k++)
      weak = weak || (vars.data[k]->var.level <= g->level && !vars.data[k]->var.rigid);
    if (!weak || (g->item[i].def && g->item[i].def->is_expression)) continue;
    report_not_generalizable(c, &g->item[i]);
    for (int k = 0; k < vars.len; k++) unify(c, vars.data[k], ty_error(c->arena));
  }
}

/* Pass on the constraints that are about variables of the outside, and report those about what no caller can choose. What is left of
 * item->wanted becomes parameters; it is added to *retained. */
static void retain(Checker *c, const Group *g, Item *it, const TypeSet *determined,
                   WantedVec *retained) {
  WantedVec stay = {0}, lost = {0};
  for (int k = 0; k < it->wanted.len; k++) {
    Wanted *w = &it->wanted.data[k];
    TypeSet in = {0};
    pred_vars(c->arena, &w->pred, &in);
    int level = deepest(&in);
    bool is_determined = false;
    for (int v = 0; v < in.len; v++)
      is_determined = is_determined || type_set_has(determined, in.data[v]);
    if (level <= g->level && !g->toplevel) defer(c, w, level);
    else if (level <= g->level || !is_determined) vec_push(c->arena, &lost, *w);
    else {
      vec_push(c->arena, &stay, *w);
      vec_push(c->arena, retained, *w);
    }
  }
  report_ambiguous(c, &lost);
  it->wanted = stay;
}

static WantedVec retain_all(Checker *c, const Group *g, const TypeSet *own) {
  WantedVec every = {0}, retained = {0};
  for (int i = 0; i < g->n; i++)
    for (int k = 0; k < g->item[i].wanted.len; k++)
      vec_push(c->arena, &every, g->item[i].wanted.data[k]);
  TypeSet determined = determined_vars(c, &every, own);
  for (int i = 0; i < g->n; i++) retain(c, g, &g->item[i], &determined, &retained);
  return retained;
}

static void quantify_constrained(Checker *c, const Group *g, const Pred *pred, int preds,
                                 TypeSet *quantified) {
  for (int i = 0; i < preds; i++) {
    TypeSet vars = {0};
    pred_vars(c->arena, (Pred *)&pred[i], &vars);
    for (int k = 0; k < vars.len; k++)
      if (!vars.data[k]->var.rigid && vars.data[k]->var.level > g->level)
        type_set_add(c->arena, quantified, vars.data[k]);
  }
}

/* A parameter for each retained constraint, from which the body takes its dictionaries; and the type scheme. */
static void close_item(Checker *c, Item *it, const TypeSet *quantified, Pred *pred, int preds) {
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
  it->scheme = scheme_close(c, it->type, quantified->data, quantified->len, pred, preds);
  use_fill_recursive(c, it->holes.data, it->holes.len, it->dict, preds);
  if (it->def) {
    it->def->global->scheme = it->scheme;
    it->def->in_progress = false;
    group_finish_definition(c, it, true);
  } else if (it->binding) {
    it->binding->in_progress = false;
    if (quantified->len || preds) it->binding->local->scheme = it->scheme;
  }
}

void generalise_group(Checker *c, Item *item, int n, int access_from, bool toplevel) {
  Group g = {.item = item, .n = n, .level = c->level, .toplevel = toplevel};
  if (toplevel) c->reported.len = 0;
  classify(&g);
  bool unknown_record = solve_group(c, &g, access_from);
  restrict_group(c, &g);
  TypeSet quantified = own_vars(c, &g);
  if (toplevel && !unknown_record) report_weak(c, &g);
  WantedVec retained = retain_all(c, &g, &quantified);
  Pred *pred = ARENA_ARRAY(c->arena, Pred, retained.len + 1);
  int preds = minimal_preds(c, &retained, pred);
  quantify_constrained(c, &g, pred, preds, &quantified);
  for (int i = 0; i < n; i++) close_item(c, &item[i], &quantified, pred, preds);
}

void generalise_declared(Checker *c, WantedVec *wanted, int access_from, int outer_level,
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
