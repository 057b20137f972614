/* classes.c -- class definitions: superclasses, functional dependencies, methods. */
#include <string.h>

#include "frontend/parse.h"
#include "typecheck/module.h"

typedef struct ClassParts {
  Datum **context, **head;
  int contexts, len;
} ClassParts;

static ClassParts parts_of(Class *k) {
  Datum *d = k->form->item[1];
  ClassParts p = {0};
  int arrow = datum_find_name(d->item, d->len, "=>");
  p.context = d->item;
  p.contexts = arrow < d->len ? arrow : 0;
  p.head = d->item + (arrow < d->len ? arrow + 1 : 0);
  p.len = d->len - (arrow < d->len ? arrow + 1 : 0);
  if (p.len == 1 && p.head[0]->kind == DATUM_LIST) {
    p.len = p.head[0]->len;
    p.head = p.head[0]->item;
  }
  return p;
}

/* The class's parameters as variables in scope. */
static Type **class_vars(Checker *c, Class *k, TyVars *vars) {
  Type **var = ARENA_ARRAY(c->arena, Type *, k->params + 1);
  for (int i = 0; i < k->params; i++) {
    var[i] = ty_var(c->arena, c->world->next_id, 1, k->kind[i]);
    var[i]->var.name = k->param[i];
    TypeName n = {k->param[i], var[i]};
    vec_push(c->arena, &vars->name, n);
  }
  return var;
}

static uint32_t param_bit(Checker *c, Class *k, Datum *d) {
  for (int i = 0; i < k->params; i++)
    if (d->kind == DATUM_NAME && d->name == k->param[i]) return 1u << i;
  diag_error(c->diag, DIAG_UNBOUND_TYPE_VAR, d->span,
             "a functional dependency is between parameters of the class");
  return 0;
}

static void class_fundeps(Checker *c, Class *k, ClassParts *p) {
  k->fundep = ARENA_ARRAY(c->arena, Fundep, p->len + 1);
  for (int i = 1 + k->params; i < p->len; i++) {
    Datum *d = p->head[i];
    int arrow = d->kind == DATUM_LIST ? datum_find_name(d->item, d->len, "->") : 0;
    if (d->kind == DATUM_NAME) continue; /* reported with the head */
    if (d->kind != DATUM_LIST || arrow == d->len) {
      diag_error(c->diag, DIAG_SYNTAX, d->span, "a functional dependency is written (:a -> :b)");
      continue;
    }
    Fundep *f = &k->fundep[k->fundeps++];
    for (int q = 0; q < arrow; q++) f->from |= param_bit(c, k, d->item[q]);
    for (int q = arrow + 1; q < d->len; q++) f->to |= param_bit(c, k, d->item[q]);
  }
}

static void class_supers(Checker *c, Class *k, ClassParts *p) {
  TyVars vars = {0};
  Type **var = class_vars(c, k, &vars);
  k->super = ARENA_ARRAY(c->arena, Pred, p->contexts + 1);
  Pred *pred = ARENA_ARRAY(c->arena, Pred, p->contexts + 1);
  bool bare = p->contexts > 0 && p->context[0]->kind == DATUM_NAME;
  int n = bare ? 1 : p->contexts;
  int made = 0;
  for (int i = 0; i < n; i++) {
    Datum *d = p->context[i];
    bool ok =
        bare
            ? tyexpr_pred(c, p->context, p->contexts,
                          span_join(d->span, p->context[p->contexts - 1]->span), &vars, &pred[made])
            : d->kind == DATUM_LIST && tyexpr_pred(c, d->item, d->len, d->span, &vars, &pred[made]);
    made += ok;
  }
  Scheme *s =
      scheme_close(c, ty_con(c->arena, c->builtin->unit ? c->builtin->unit : c->builtin->integer),
                   var, k->params, pred, made);
  memcpy(k->super, s->pred, sizeof(Pred) * (size_t)made);
  k->supers = made;
}

static bool on_cycle(Class *k, Class *start, int depth) {
  if (depth > 100) return false;
  for (int i = 0; i < k->supers; i++)
    if (k->super[i].cls == start || on_cycle(k->super[i].cls, start, depth + 1)) return true;
  return false;
}

/* Parameters that a set of them determines, by this class's dependencies and its superclasses'. */
static uint32_t closure_of(Class *k, uint32_t known, int depth) {
  uint32_t before;
  do {
    before = known;
    for (int i = 0; i < k->fundeps; i++)
      if ((k->fundep[i].from & known) == k->fundep[i].from) known |= k->fundep[i].to;
    for (int i = 0; i < k->supers && depth < 20; i++) {
      Pred *s = &k->super[i];
      uint32_t in = 0;
      for (int a = 0; a < s->cls->params; a++)
        if (s->arg[a]->tag == TY_GEN && (known & (1u << s->arg[a]->gen))) in |= 1u << a;
      uint32_t out = closure_of(s->cls, in, depth + 1);
      for (int a = 0; a < s->cls->params; a++)
        if (s->arg[a]->tag == TY_GEN && (out & (1u << a))) known |= 1u << s->arg[a]->gen;
    }
  } while (known != before);
  return known;
}

static void class_method(Checker *c, Class *k, Method *me, Datum *type) {
  TyVars vars = {.open = true};
  Type **var = class_vars(c, k, &vars);
  /* The class's own variables come first in the scheme: parse with them in scope, as one scheme. */
  int from = c->type_name.len;
  for (int i = 0; i < vars.name.len; i++) vec_push(c->arena, &c->type_name, vars.name.data[i]);
  Scheme *own = tyexpr_scheme(c, type);
  c->type_name.len = from;
  /* close again over the class's variables and the method's own */
  int n = k->params + own->vars;
  Type **all = ARENA_ARRAY(c->arena, Type *, n + 1);
  for (int i = 0; i < k->params; i++) all[i] = var[i];
  Type **fresh = ARENA_ARRAY(c->arena, Type *, own->vars + 1);
  for (int i = 0; i < own->vars; i++) {
    fresh[i] = ty_var(c->arena, c->world->next_id, 1, own->kind[i]);
    fresh[i]->var.name = own->name[i];
    all[k->params + i] = fresh[i];
  }
  Type *t = ty_instantiate(c->arena, own->type, fresh);
  Pred *pred = ARENA_ARRAY(c->arena, Pred, own->preds + 1);
  pred[0].cls = k;
  pred[0].span = me->span;
  pred[0].arg = var;
  for (int i = 0; i < own->preds; i++) {
    pred[i + 1] = own->pred[i];
    pred[i + 1].arg = ARENA_ARRAY(c->arena, Type *, own->pred[i].cls->params + 1);
    for (int a = 0; a < own->pred[i].cls->params; a++)
      pred[i + 1].arg[a] = ty_instantiate(c->arena, own->pred[i].arg[a], fresh);
  }
  uint32_t known = 0;
  for (int i = 0; i < k->params; i++)
    if (type_mentions(t, var[i])) known |= 1u << i;
  known = closure_of(k, known, 0);
  for (int i = 0; i < k->params; i++)
    if (!(known & (1u << i)) && !ty_has_error(t)) {
      diag_error(c->diag, DIAG_AMBIGUOUS_METHOD, me->span,
                 "the method `%s` is ambiguous: its type does not determine `%s`, so no use of it "
                 "could choose an instance",
                 me->name->text, k->param[i]->text);
      break;
    }
  Type *a, *b;
  me->is_function = ty_is_arrow(c, t, &a, &b);
  me->scheme = scheme_close(c, t, all, n, pred, own->preds + 1);
  me->scheme->scoped = own->scoped;
  me->global->scheme = me->scheme;
}

/* Superclasses of one class before its subclasses do not matter: every class's own are parsed first. */
void module_classes(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < c->cls.len; i++) {
    Class *k = c->cls.data[i];
    ClassParts p = parts_of(k);
    class_supers(c, k, &p);
    class_fundeps(c, k, &p);
  }
  bool cyclic = false;
  for (int i = 0; i < c->cls.len && !cyclic; i++) {
    Class *k = c->cls.data[i];
    if (!on_cycle(k, k, 0)) continue;
    const char *names = "";
    for (int q = 0; q < c->cls.len; q++)
      if (on_cycle(c->cls.data[q], c->cls.data[q], 0))
        names = arena_printf(c->arena, "%s%s`%s`", names, *names ? ", " : "",
                             c->cls.data[q]->name->text);
    diag_error(c->diag, DIAG_CLASS_CYCLE, k->span,
               "these classes are superclasses of each other, in a cycle: %s", names);
    for (int q = 0; q < c->cls.len; q++) c->cls.data[q]->supers = 0;
    cyclic = true;
  }
  for (int i = 0; i < c->cls.len; i++) {
    Class *k = c->cls.data[i];
    int n = 0;
    for (int f = 2; f < k->form->len; f++) {
      Datum *d = k->form->item[f];
      if (d->kind == DATUM_STRING) continue;
      if (datum_is_form(d, "define")) {
        Datum *head = d->len > 1 ? d->item[1] : d;
        if (head->kind == DATUM_LIST && head->len) head = head->item[0];
        for (int q = 0; q < k->methods; q++)
          if (head->kind == DATUM_NAME && head->name == k->method[q].name)
            k->method[q].fallback_form = d;
        continue;
      }
      if (d->kind != DATUM_LIST || d->len < 2 || n >= k->methods ||
          d->item[0]->kind != DATUM_NAME || d->item[0]->name != k->method[n].name)
        continue;
      class_method(c, k, &k->method[n++], d->item[d->len - 1]);
    }
    for (int q = 0; q < k->params; q++) kind_default(k->kind[q]);
  }
  module_close_kinds(m);
}
