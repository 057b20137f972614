/* definitions.c -- top-level definitions: groups by dependency, declared ones, methods. */
#include "typecheck/infer_internal.h"

#include <string.h>

typedef struct DefTarjan {
  int next;
  VEC(Definition *) stack;
} DefTarjan;

static Item definition_item(Definition *d) {
  Item it = {.name = d->global->name,
             .span = d->global->span,
             .whole = d->span,
             .function = d->function,
             .value = d->value,
             .def = d};
  if (!it.name) it.span = d->span;
  return it;
}

/* "`f`, `g`" */
static const char *names_of(Checker *c, Definition **d, int n) {
  const char *names = "";
  for (int i = 0; i < n; i++)
    names = arena_printf(c->arena, "%s%s`%s`", names, i ? ", " : "",
                         d[i]->global->name ? d[i]->global->name->text : "");
  return names;
}

/* A value must not need itself before it is there. */
static void check_recursive_values(Checker *c, Definition **d, int n, bool recursive) {
  Definition *value = NULL;
  for (int i = 0; recursive && !value && i < n; i++) {
    bool fn = d[i]->function || expr_strip(d[i]->value)->kind == EXPR_FN;
    if (!fn && !d[i]->scheme) value = d[i];
  }
  if (!value) return;
  if (n == 1)
    diag_error(c->diag, DIAG_RECURSIVE_VALUE, value->global->span,
               "the value `%s` is defined by itself", value->global->name->text);
  else
    diag_error(c->diag, DIAG_RECURSIVE_VALUE, value->global->span,
               "these definitions are recursive, but not all are functions: %s", names_of(c, d, n));
}

static void infer_definition_group(Checker *c, Definition **d, int n, bool recursive) {
  check_recursive_values(c, d, n, recursive);
  WantedVec none = {0};
  Item *item = ARENA_ARRAY(c->arena, Item, n);
  Holes *now = NULL;
  int access_from = c->access.len;
  c->wanted = &none;
  c->errors_before = c->diag->errors;
  c->odd_call.len = 0;
  c->level = 1;
  for (int i = 0; i < n; i++) {
    item[i] = definition_item(d[i]);
    item[i].principal = c->principal && d[i]->is_expression;
    Expr *value = item[i].value ? expr_strip(item[i].value) : NULL;
    item[i].type = group_new_type(c, value ? value->kind == EXPR_FN ? value->function : NULL
                                           : item[i].function);
    d[i]->type = item[i].type;
    d[i]->in_progress = true;
    d[i]->holes = &now;
  }
  for (int i = 0; i < n; i++) {
    now = &item[i].holes;
    infer_item(c, &item[i]);
  }
  c->level = 0;
  generalise_group(c, item, n, access_from, true);
  bool is_wrong = c->diag->errors > c->errors_before;
  for (int i = 0; c->diag->errors && !is_wrong && i < n; i++)
    is_wrong = diag_is_wrong_in(c->diag, d[i]->span);
  if (!is_wrong) return;
  /* What they came to is not to be trusted: nobody who uses them is to blame. */
  for (int i = 0; i < n; i++) {
    Scheme *any = ARENA_NEW(c->arena, Scheme);
    any->type = ty_error(c->arena);
    d[i]->global->scheme = any;
  }
}

/* The struct of this file that has the field, when it is only one. */
static const TyCon *only_struct_with(Checker *c, const Sym *field) {
  const Map *own = &c->package->own[SPACE_TYPE];
  const TyCon *found = NULL;
  for (int i = 0; i < own->len; i++) {
    const TyCon *con = own->entry[i].value;
    for (int k = 0; con && con->is_struct && k < con->fields; k++)
      if (con->field[k] == field) {
        if (found) return NULL;
        found = con;
      }
  }
  return found;
}

static void report_access(Checker *c) {
  for (int i = 0; i < c->access.len; i++)
    if (!c->access.data[i].done && c->diag->errors == c->errors_before) {
      Access *a = &c->access.data[i];
      diag_error(c->diag, DIAG_AMBIGUOUS_ACCESSOR, a->span,
                 "the accessor `.%s` is ambiguous: the struct it reads is not known here",
                 a->field->text);
      const TyCon *con = only_struct_with(c, a->field);
      if (con)
        diag_hint(c->diag,
                  "if it is a `%s`, say so: declare the type of the function around it, or write "
                  "`(the %s ...)`",
                  con->name->text, con->params ? "Type" : con->name->text);
      else
        diag_hint(c->diag, "declare the type of the function around it, or write (the Type ...)");
      a->done = true;
    }
  c->access.len = 0;
}

static void visit_definition(Checker *c, DefTarjan *t, Definition *d) {
  d->index = d->low = ++t->next;
  d->on_stack = true;
  vec_push(c->arena, &t->stack, d);
  for (int i = 0; i < d->uses.len; i++) {
    Definition *u = d->uses.data[i];
    if (u->scheme) continue; /* declared: its type is known */
    if (!u->index) visit_definition(c, t, u);
    if (u->on_stack && u->low < d->low) d->low = u->low;
  }
  if (d->low != d->index) return;
  int from = t->stack.len;
  do from--;
  while (t->stack.data[from] != d);
  int n = t->stack.len - from;
  Definition **group = ARENA_ARRAY(c->arena, Definition *, n);
  bool recursive = n > 1;
  for (int i = 0; i < d->uses.len; i++) recursive = recursive || d->uses.data[i] == d;
  for (int i = 0; i < n; i++) {
    group[i] = t->stack.data[from + i];
    group[i]->on_stack = false;
  }
  t->stack.len = from;
  infer_definition_group(c, group, n, recursive);
  report_access(c);
}

void infer_definitions(Checker *c) {
  DefTarjan t = {0};
  for (int i = 0; i < c->definition.len; i++) {
    Definition *d = c->definition.data[i];
    if (!d->scheme && !d->index) visit_definition(c, &t, d);
  }
  for (int i = 0; i < c->definition.len; i++) {
    Definition *d = c->definition.data[i];
    if (!d->scheme || d->foreign) continue;
    Item it = definition_item(d);
    WantedVec none = {0};
    c->wanted = &none;
    c->errors_before = c->diag->errors;
    c->odd_call.len = 0;
    c->level = 0;
    infer_declared(c, &it, d->scheme);
    d->global->scheme = d->scheme;
    group_finish_definition(c, &it, true);
    report_access(c);
  }
}

/* A method of an instance: like a declared definition; the instance's own dictionaries come first. */
void infer_method(Checker *c, Definition *def, CoreGlobal *slot, Scheme *scheme, Type **scoped_type,
                  const Sym **scoped_name, int scoped, CoreVar **dict, Pred *dict_pred, int dicts) {
  int given_from = c->given.len, names_from = c->type_name.len;
  WantedVec none = {0};
  c->wanted = &none;
  c->errors_before = c->diag->errors;
  c->odd_call.len = 0;
  c->level = 1;
  for (int i = 0; i < scoped; i++) {
    TypeName n = {scoped_name[i], scoped_type[i]};
    if (scoped_name[i]) vec_push(c->arena, &c->type_name, n);
  }
  for (int i = 0; i < dicts; i++) given_push(c, &dict_pred[i], elab_var(c, def->span, dict[i]));
  Item it = definition_item(def);
  int access_from = c->access.len;
  c->level = 2;
  Rigid r = rigid_enter(c, scheme, it.span);
  it.type = ty_instantiate(c->arena, scheme->type, r.type);
  Datum *head = def->form->item[1];
  Declared declared = {.type = it.type,
                       .scheme = scheme,
                       .name = (head->kind == DATUM_LIST ? head->item[0] : head)->name,
                       .is_method = true};
  c->declared = &declared;
  infer_item(c, &it);
  c->level = 1;
  generalise_declared(c, &it.wanted, access_from, 0, NULL);
  c->declared = NULL;
  report_access(c);
  c->level = 0;
  c->given.len = given_from;
  c->type_name.len = names_from;
  it.dict = ARENA_ARRAY(c->arena, CoreVar *, dicts + scheme->preds + 1);
  memcpy(it.dict, dict, sizeof *dict * (size_t)dicts);
  memcpy(it.dict + dicts, r.dict, sizeof *r.dict * (size_t)scheme->preds);
  it.dicts = dicts + scheme->preds;
  def->global->core = slot;
  group_finish_definition(c, &it, true);
}
