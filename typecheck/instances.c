/* instances.c -- instances: heads, overlap, derived contexts, method bodies. */
#include <string.h>

#include "frontend/parse.h"
#include "typecheck/module.h"

/* ---- heads ---- */

static const char *instance_text(Checker *c, Instance *i) {
  TypePrinter p = {.arena = c->arena};
  Pred pred = {.cls = i->cls, .arg = i->arg};
  return ty_pred_text(&p, &pred);
}

/* Two heads over TY_GEN, with variables kept apart by instantiation: do they unify? */
static bool heads_unify(Checker *c, Instance *a, Instance *b, uint32_t only) {
  Type **va = ARENA_ARRAY(c->arena, Type *, a->vars + 1),
       **vb = ARENA_ARRAY(c->arena, Type *, b->vars + 1);
  for (int i = 0; i < a->vars; i++) va[i] = ty_var(c->arena, c->world->next_id, 1, a->kind[i]);
  for (int i = 0; i < b->vars; i++) vb[i] = ty_var(c->arena, c->world->next_id, 1, b->kind[i]);
  for (int i = 0; i < a->cls->params; i++) {
    if (!(only & (1u << i))) continue;
    if (unify(c, ty_instantiate(c->arena, a->arg[i], va),
              ty_instantiate(c->arena, b->arg[i], vb)) != UNIFY_OK)
      return false;
  }
  return true;
}

static bool heads_error(Instance *i) {
  for (int k = 0; k < i->cls->params; k++)
    if (ty_has_error(i->arg[k])) return true;
  return false;
}

static void register_instance(Module *m, Instance *inst) {
  Checker *c = &m->c;
  if (heads_error(inst)) return;
  /* The library has a few heads that meet in one type, where they mean the same: Into :a :a and Into (Tuple :a :b) (Tuple :b :a). */
  Candidates all = instance_candidates(inst->cls, inst->arg[0]);
  Instance *old;
  for (int i = 0; !c->package->is_library && (old = candidate_at(&all, i)); i++) {
    if (heads_unify(c, inst, old, ~0u)) {
      diag_error(c->diag, DIAG_OVERLAP, inst->span,
                 "the instance `%s` overlaps with the instance `%s`, which exists already",
                 instance_text(c, inst), instance_text(c, old));
      if (old->span.file) diag_note(c->diag, old->span, "the other one is here");
      return;
    }
  }
  for (int i = 0; inst->cls->fundeps && i < inst->cls->instance.len; i++) {
    old = inst->cls->instance.data[i];
    for (int f = 0; f < inst->cls->fundeps && !c->package->is_library; f++)
      if (heads_unify(c, inst, old, inst->cls->fundep[f].from)) {
        diag_error(c->diag, DIAG_FUNDEP, inst->span,
                   "the instance `%s` conflicts with `%s`: by a functional dependency of `%s` the "
                   "one determines the other",
                   instance_text(c, inst), instance_text(c, old), inst->cls->name->text);
        if (old->span.file) diag_note(c->diag, old->span, "the other one is here");
        return;
      }
  }
  bool ours = inst->cls->home == c->package;
  for (int i = 0; i < inst->cls->params && !ours; i++) {
    VEC(Type *) stack = {0};
    vec_push(c->arena, &stack, inst->arg[i]);
    while (stack.len && !ours) {
      Type *t = ty_find(stack.data[--stack.len]);
      if (t->tag == TY_CON) ours = t->con->home == c->package;
      if (t->tag == TY_APP) {
        vec_push(c->arena, &stack, t->fun);
        vec_push(c->arena, &stack, t->arg);
      }
    }
  }
  if (!ours && !c->package->is_library)
    diag_warn(c->diag, DIAG_ORPHAN, inst->span,
              "the orphan instance `%s` belongs to neither the class's nor a type's package",
              instance_text(c, inst));
  instance_add(c, inst);
  vec_push(c->arena, &m->made, inst);
  inst->home = c->package;
  const Sym *name = sym_of(c->world->names, instance_text(c, inst));
  inst->core = global_new(c, GLOBAL_INSTANCE, name, inst->span);
  inst->core->context = inst->contexts;
  inst->core->slots = inst->cls->supers + inst->cls->methods;
  inst->core->slot = ARENA_ARRAY(c->arena, CoreGlobal *, inst->core->slots + 1);
  for (int i = 0; i < inst->core->slots; i++) {
    const char *slot = i < inst->cls->supers ? inst->cls->super[i].cls->name->text
                                             : inst->cls->method[i - inst->cls->supers].name->text;
    inst->core->slot[i] = global_new(
        c, GLOBAL_FUNCTION, sym_printf(c->world->names, "%s.%s", name->text, slot), inst->span);
  }
}

static void close_instance(Checker *c, Instance *inst, TyVars *vars, Pred *head, Pred *context,
                           int contexts) {
  int n = vars->name.len;
  Type **var = ARENA_ARRAY(c->arena, Type *, n + 1);
  for (int i = 0; i < n; i++) {
    var[i] = vars->name.data[i].type;
    kind_default(var[i]->var.kind);
  }
  Pred *all = ARENA_ARRAY(c->arena, Pred, contexts + 1);
  memcpy(all, context, sizeof *all * (size_t)contexts);
  all[contexts] = *head;
  Scheme *s = scheme_close(c, ty_con(c->arena, c->builtin->integer), var, n, all, contexts + 1);
  inst->vars = n;
  inst->kind = s->kind;
  inst->name = s->name;
  inst->context = s->pred;
  inst->contexts = contexts;
  inst->arg = s->pred[contexts].arg;
}

/* (define-instance (ctx? Cls ty+) doc? (define ...)*) */
static void parse_instance(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->len < 2 || d->item[1]->kind != DATUM_LIST || d->item[1]->len == 0) {
    diag_error(c->diag, DIAG_SYNTAX, d->span,
               "an instance is written (define-instance (Class Type) (define ...) ...)");
    return;
  }
  Datum *h = d->item[1];
  int arrow = datum_find_name(h->item, h->len, "=>");
  Datum **head = h->item + (arrow < h->len ? arrow + 1 : 0);
  int len = h->len - (arrow < h->len ? arrow + 1 : 0);
  Span span = h->span;
  if (len == 1 && head[0]->kind == DATUM_LIST) {
    len = head[0]->len;
    head = head[0]->item;
  }
  TyVars vars = {.open = true};
  Pred pred;
  if (!tyexpr_pred(c, head, len, span, &vars, &pred)) return;
  Pred *context = ARENA_ARRAY(c->arena, Pred, h->len + 1);
  int n = 0;
  if (arrow < h->len && arrow > 0) {
    if (h->item[0]->kind == DATUM_NAME) {
      n += tyexpr_pred(c, h->item, arrow, span_join(h->item[0]->span, h->item[arrow - 1]->span),
                       &vars, &context[n]);
    } else {
      for (int i = 0; i < arrow; i++)
        if (h->item[i]->kind == DATUM_LIST)
          n += tyexpr_pred(c, h->item[i]->item, h->item[i]->len, h->item[i]->span, &vars,
                           &context[n]);
    }
  }
  Instance *inst = ARENA_NEW(c->arena, Instance);
  inst->cls = pred.cls;
  inst->span = span;
  inst->form = d;
  close_instance(c, inst, &vars, &pred, context, n);
  inst->method_form = ARENA_ARRAY(c->arena, Datum *, inst->cls->methods + 1);
  for (int i = 2; i < d->len; i++) {
    Datum *f = d->item[i];
    if (f->kind == DATUM_STRING || datum_is_form(f, "inline")) continue;
    Datum *name = datum_is_form(f, "define") && f->len > 1 ? f->item[1] : NULL;
    if (name && name->kind == DATUM_LIST && name->len) name = name->item[0];
    if (!name || name->kind != DATUM_NAME) {
      diag_error(c->diag, DIAG_SYNTAX, f->span,
                 "an instance holds definitions of methods: (define (method ...) body)");
      continue;
    }
    int at = -1;
    for (int k = 0; k < inst->cls->methods; k++)
      if (inst->cls->method[k].name == name->name) at = k;
    if (at < 0) {
      diag_error(c->diag, DIAG_FOREIGN_METHOD, name->span, "`%s` is not a method of the class `%s`",
                 name->name->text, inst->cls->name->text);
      continue;
    }
    if (inst->method_form[at])
      diag_error(c->diag, DIAG_DUPLICATE, name->span, "duplicate definition of the method `%s`",
                 name->name->text);
    inst->method_form[at] = f;
  }
  for (int k = 0; k < inst->cls->methods; k++)
    if (!inst->method_form[k] && !inst->cls->method[k].fallback_form &&
        !inst->cls->method[k].fallback)
      diag_error(c->diag, DIAG_MISSING_METHOD, span,
                 "the instance `%s` does not define the method `%s`", instance_text(c, inst),
                 inst->cls->method[k].name->text);
  register_instance(m, inst);
}

/* ---- derived instances ---- */

static Pred pred1(Checker *c, Class *cls, Type *t, Span span) {
  Pred p = {.cls = cls, .span = span};
  p.arg = ARENA_ARRAY(c->arena, Type *, 1);
  p.arg[0] = t;
  return p;
}

typedef VEC(Pred) PredVec;

static void add_pred(Checker *c, PredVec *out, Pred *p) {
  for (int i = 0; i < out->len; i++)
    if (out->data[i].cls == p->cls && ty_equal(out->data[i].arg[0], p->arg[0])) return;
  vec_push(c->arena, out, *p);
}

/* What a constraint comes down to: constraints on variables, or on types that have no instance (those are then
 * reported where the derived instance is used). */
static void reduce(Checker *c, Pred *p, PredVec *out, int depth) {
  Type *h = ty_find(p->arg[0]);
  while (h->tag == TY_APP) h = ty_find(h->fun);
  if (h->tag == TY_VAR || p->cls->params != 1 || depth > 20) {
    add_pred(c, out, p);
    return;
  }
  Type *binding[32] = {0};
  Candidates all = instance_candidates(p->cls, p->arg[0]);
  Instance *inst = NULL, *one;
  for (int i = 0; !inst && (one = candidate_at(&all, i)); i++)
    if (one->vars <= 32 && instance_matches(one, p->arg, binding)) inst = one;
  if (!inst) {
    add_pred(c, out, p);
    return;
  }
  for (int i = 0; i < inst->contexts; i++) {
    Pred sub = inst->context[i];
    sub.span = p->span;
    sub.arg = ARENA_ARRAY(c->arena, Type *, sub.cls->params + 1);
    for (int k = 0; k < sub.cls->params; k++)
      sub.arg[k] = ty_instantiate(c->arena, inst->context[i].arg[k], binding);
    reduce(c, &sub, out, depth + 1);
  }
}

/* The context of a derived instance from the contexts known so far; true when it grew. */
static bool derive_context(Checker *c, Instance *inst, TyCon *t) {
  Type **var = ARENA_ARRAY(c->arena, Type *, inst->vars + 1);
  for (int i = 0; i < inst->vars; i++)
    var[i] = ty_rigid(c->arena, c->world->next_id, 1, inst->kind[i], inst->name[i]);
  PredVec out = {0};
  for (int k = 0; k < t->data->ctors; k++) {
    Type *ty = ty_instantiate(c->arena, t->ctor[k]->scheme->type, var), *from, *to;
    while (ty_is_arrow(c, ty, &from, &to)) {
      Pred p = pred1(c, inst->cls, from, inst->span);
      if (!ty_has_error(from)) reduce(c, &p, &out, 0);
      ty = to;
    }
  }
  bool grew = out.len != inst->contexts;
  Scheme *s =
      scheme_close(c, ty_con(c->arena, c->builtin->integer), var, inst->vars, out.data, out.len);
  inst->context = s->pred;
  inst->contexts = out.len;
  inst->core->context = out.len;
  return grew;
}

static void register_derived(Module *m) {
  Checker *c = &m->c;
  VEC(Instance *) all = {0};
  VEC(TyCon *) type = {0};
  for (int i = 0; i < m->derived.len; i++) {
    DeriveForm *f = &m->derived.data[i];
    if (f->cls->kind != DATUM_NAME) {
      diag_error(c->diag, DIAG_SYNTAX, f->cls->span, "`derive` takes names of classes");
      continue;
    }
    Class *cls = scope_find(c->world, c->scope, SPACE_CLASS, f->cls, true);
    if (!cls) continue;
    Datum **method = ARENA_ARRAY(c->arena, Datum *, cls->methods + 1);
    if (!derive_methods(c, cls, f->tycon, method, f->cls->span)) continue;
    TyCon *t = f->tycon;
    Instance *inst = ARENA_NEW(c->arena, Instance);
    inst->cls = cls;
    inst->span = f->cls->span;
    inst->derived = true;
    inst->vars = t->params;
    inst->kind = ARENA_ARRAY(c->arena, Kind *, t->params + 1);
    inst->name = t->param;
    inst->method_form = method;
    Type *head = ty_con(c->arena, t);
    Kind *k = t->kind;
    for (int p = 0; p < t->params; p++) {
      k = kind_find(k);
      inst->kind[p] = k->from;
      head = ty_app(c->arena, head, ty_gen(c->arena, p));
      k = k->to;
    }
    inst->arg = ARENA_ARRAY(c->arena, Type *, 1);
    inst->arg[0] = head;
    register_instance(m, inst);
    if (!inst->core) continue;
    vec_push(c->arena, &all, inst);
    vec_push(c->arena, &type, t);
  }
  bool grew = true;
  for (int round = 0; grew && round < 50; round++) {
    grew = false;
    for (int i = 0; i < all.len; i++) grew = derive_context(c, all.data[i], type.data[i]) || grew;
  }
}

void module_instances(Module *m) {
  for (int i = 0; i < m->instance.len; i++) parse_instance(m, m->instance.data[i]);
  register_derived(m);
}

/* ---- bodies ---- */

/* Number of arguments that a method's declared type shows. */
static int arrows(Checker *c, Type *t) {
  Type *from, *to;
  int n = 0;
  while (ty_is_arrow(c, t, &from, &to)) {
    n++;
    t = to;
  }
  return n;
}

/* A slot takes the instance's dictionaries, the method's own, and then its arguments, or Unit when the method is no function. */
static void shape_slot(Checker *c, CoreGlobal *slot, Method *me, int dicts, int want) {
  slot->kind = GLOBAL_FUNCTION;
  if (me->is_function) {
    if (slot->arity > dicts) return;
    /* defined as a value: (define pure Done) -- eta-expand */
    CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, dicts + want);
    Core **arg = ARENA_ARRAY(c->arena, Core *, want);
    memcpy(param, slot->param, sizeof *param * (size_t)dicts);
    for (int i = 0; i < want; i++) {
      param[dicts + i] = fresh_var(c, NULL, slot->span);
      arg[i] = core_var(c->arena, slot->span, param[dicts + i]);
    }
    slot->body = core_call(c->arena, slot->span, slot->body, arg, want);
    slot->param = param;
    slot->arity = dicts + want;
    return;
  }
  /* a thunk; a value that happens to be a function keeps its own parameters inside */
  Core *body = slot->body;
  if (slot->arity > dicts)
    body = core_lambda(c->arena, slot->span, slot->param + dicts, slot->arity - dicts, body);
  CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, dicts + 1);
  memcpy(param, slot->param, sizeof *param * (size_t)dicts);
  param[dicts] = fresh_var(c, NULL, slot->span);
  slot->param = param;
  slot->arity = dicts + 1;
  slot->body = body;
}

/* A method's scheme at an instance: the class's parameters are the head's types. */
static Scheme *method_at(Checker *c, Method *me, Class *cls, Type **head) {
  int own = me->scheme->vars - cls->params;
  Type **arg = ARENA_ARRAY(c->arena, Type *, me->scheme->vars + 1);
  for (int i = 0; i < cls->params; i++) arg[i] = head[i];
  for (int i = 0; i < own; i++) arg[cls->params + i] = ty_gen(c->arena, i);
  Scheme *s = ARENA_NEW(c->arena, Scheme);
  s->vars = own;
  s->kind = me->scheme->kind + cls->params;
  s->name = me->scheme->name + cls->params;
  s->scoped = me->scheme->scoped;
  s->type = ty_instantiate(c->arena, me->scheme->type, arg);
  s->preds = me->scheme->preds - 1;
  s->pred = ARENA_ARRAY(c->arena, Pred, s->preds + 1);
  for (int i = 0; i < s->preds; i++) {
    Pred *p = &me->scheme->pred[i + 1];
    s->pred[i] = *p;
    s->pred[i].arg = ARENA_ARRAY(c->arena, Type *, p->cls->params + 1);
    for (int k = 0; k < p->cls->params; k++)
      s->pred[i].arg[k] = ty_instantiate(c->arena, p->arg[k], arg);
  }
  return s;
}

static Definition *method_definition(Checker *c, Datum *form, CoreGlobal *slot) {
  Definition *def = ARENA_NEW(c->arena, Definition);
  def->form = form;
  def->span = form->span;
  def->is_method = true;
  def->global = ARENA_NEW(c->arena, Global);
  def->global->name = slot->name;
  Datum *head = form->item[1];
  def->global->span = head->kind == DATUM_LIST ? head->item[0]->span : head->span;
  def->global->core = slot;
  slot->span = def->global->span;
  parse_definition(c->parser, def);
  return def;
}

static void check_method(Checker *c, Instance *inst, int i, Type **rigid, Type **head,
                         CoreVar **dict, Pred *given) {
  Class *cls = inst->cls;
  Method *me = &cls->method[i];
  CoreGlobal *slot = inst->core->slot[cls->supers + i];
  Scheme *s = method_at(c, me, cls, head);
  int want = arrows(c, s->type);
  if (inst->method_form[i]) {
    Definition *def = method_definition(c, inst->method_form[i], slot);
    infer_method(c, def, slot, s, rigid, inst->name, inst->vars, dict, given, inst->contexts);
    shape_slot(c, slot, me, inst->contexts + s->preds, want);
    return;
  }
  if (!me->fallback) return; /* reported */
  /* the default: call it with this instance's own dictionary */
  int dicts = inst->contexts + s->preds;
  if (!me->is_function) want = 1;
  slot->param = ARENA_ARRAY(c->arena, CoreVar *, dicts + want + 1);
  slot->arity = dicts + want;
  Core **ctx = ARENA_ARRAY(c->arena, Core *, inst->contexts + 1);
  Core **arg = ARENA_ARRAY(c->arena, Core *, s->preds + want + 2);
  for (int k = 0; k < dicts + want; k++) slot->param[k] = fresh_var(c, NULL, slot->span);
  for (int k = 0; k < inst->contexts; k++) ctx[k] = core_var(c->arena, slot->span, slot->param[k]);
  arg[0] = core_call(c->arena, slot->span, core_global(c->arena, slot->span, inst->core), ctx,
                     inst->contexts);
  for (int k = 0; k < s->preds + want; k++)
    arg[k + 1] = core_var(c->arena, slot->span, slot->param[inst->contexts + k]);
  slot->body = core_call(c->arena, slot->span, core_global(c->arena, slot->span, me->fallback), arg,
                         s->preds + want + 1);
}

static void check_superclasses(Checker *c, Instance *inst, Type **head, CoreVar **dict,
                               Pred *given) {
  Class *cls = inst->cls;
  for (int i = 0; i < cls->supers; i++) {
    CoreGlobal *slot = inst->core->slot[i];
    WantedVec wanted = {0};
    int from = c->given.len;
    CoreVar **param = ARENA_ARRAY(c->arena, CoreVar *, inst->contexts + 1);
    for (int k = 0; k < inst->contexts; k++) {
      param[k] = fresh_var(c, dict[k]->name, inst->span);
      given_push(c, &given[k], core_var(c->arena, inst->span, param[k]));
    }
    Wanted w = {.pred = cls->super[i], .hole = core_new(c->arena, CORE_HOLE, inst->span)};
    w.pred.span = inst->span;
    w.pred.arg = ARENA_ARRAY(c->arena, Type *, w.pred.cls->params + 1);
    for (int k = 0; k < w.pred.cls->params; k++)
      w.pred.arg[k] = ty_instantiate(c->arena, cls->super[i].arg[k], head);
    TypePrinter p = {.arena = c->arena};
    const char *text = ty_pred_text(&p, &w.pred);
    vec_push(c->arena, &wanted, w);
    int errors = c->diag->errors;
    int before = c->diag->messages.len;
    solve(c, &wanted);
    if (wanted.len || c->diag->errors > errors) {
      /* say it in the words of instances, not of uses */
      c->diag->messages.len = before;
      c->diag->errors = errors;
      diag_error(c->diag, DIAG_MISSING_SUPERCLASS, inst->span,
                 "the instance `%s` needs the instance `%s` of its superclass",
                 instance_text(c, inst), text);
      for (int k = 0; k < wanted.len; k++) {
        wanted.data[k].hole->kind = CORE_WORD;
        wanted.data[k].hole->word = 0;
      }
    }
    c->given.len = from;
    slot->kind = GLOBAL_FUNCTION;
    slot->param = param;
    slot->arity = inst->contexts;
    slot->body = w.hole;
  }
}

/* Default methods of a class: functions of the class's dictionary. */
static void check_fallbacks(Checker *c, Class *cls) {
  Type **rigid = ARENA_ARRAY(c->arena, Type *, cls->params + 1);
  for (int i = 0; i < cls->methods; i++) {
    Method *me = &cls->method[i];
    if (!me->fallback_form) continue;
    for (int k = 0; k < cls->params; k++)
      rigid[k] = ty_rigid(c->arena, c->world->next_id, 1, cls->kind[k], cls->param[k]);
    me->fallback =
        global_new(c, GLOBAL_FUNCTION,
                   sym_printf(c->world->names, "%s.%s", cls->name->text, me->name->text), me->span);
    Scheme *s = method_at(c, me, cls, rigid);
    CoreVar *dict = fresh_var(c, cls->name, me->span);
    Pred self = {.cls = cls, .arg = rigid, .span = me->span};
    Definition *def = method_definition(c, me->fallback_form, me->fallback);
    infer_method(c, def, me->fallback, s, rigid, cls->param, cls->params, &dict, &self, 1);
    shape_slot(c, me->fallback, me, 1 + s->preds, arrows(c, s->type));
  }
}

void module_methods(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < c->cls.len; i++) check_fallbacks(c, c->cls.data[i]);
  for (int n = 0; n < m->made.len; n++) {
    Instance *inst = m->made.data[n];
    Type **rigid = ARENA_ARRAY(c->arena, Type *, inst->vars + 1);
    Type **head = ARENA_ARRAY(c->arena, Type *, inst->cls->params + 1);
    for (int i = 0; i < inst->vars; i++)
      rigid[i] = ty_rigid(c->arena, c->world->next_id, 1, inst->kind[i], inst->name[i]);
    for (int i = 0; i < inst->cls->params; i++)
      head[i] = ty_instantiate(c->arena, inst->arg[i], rigid);
    Pred *given = ARENA_ARRAY(c->arena, Pred, inst->contexts + 1);
    for (int i = 0; i < inst->contexts; i++) {
      given[i] = inst->context[i];
      given[i].arg = ARENA_ARRAY(c->arena, Type *, given[i].cls->params + 1);
      for (int k = 0; k < given[i].cls->params; k++)
        given[i].arg[k] = ty_instantiate(c->arena, inst->context[i].arg[k], rigid);
    }
    CoreVar **dict = ARENA_ARRAY(c->arena, CoreVar *, inst->contexts + 1);
    for (int i = 0; i < inst->contexts; i++)
      dict[i] = fresh_var(c, inst->context[i].cls->name, inst->span);
    check_superclasses(c, inst, head, dict, given);
    for (int i = 0; i < inst->cls->methods; i++) {
      CoreVar **own = ARENA_ARRAY(c->arena, CoreVar *, inst->contexts + 1);
      for (int k = 0; k < inst->contexts; k++) own[k] = fresh_var(c, dict[k]->name, inst->span);
      check_method(c, inst, i, rigid, head, own, given);
    }
  }
}
