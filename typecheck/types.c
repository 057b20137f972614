/* types.c -- type definitions: kinds, constructors, fields, aliases, variance; and the types that are built in.
 *
 * Kinds of all types of a file are inferred together: every use unifies, what is left open becomes *. */
#include <string.h>

#include "codegen/prims.h"
#include "frontend/parse.h"
#include "typecheck/module.h"

/* The parameters of a type as variables. */
static Type **param_types(Checker *c, TyCon *t, TyVars *vars) {
  Type **var = ARENA_ARRAY(c->arena, Type *, t->params + 1);
  Kind *k = t->kind;
  for (int i = 0; i < t->params; i++) {
    k = kind_find(k);
    var[i] = ty_var(c->arena, c->world->next_id, 1, k->from);
    var[i]->var.name = t->param[i];
    TypeName n = {t->param[i], var[i]};
    vec_push(c->arena, &vars->name, n);
    k = k->to;
  }
  return var;
}

static Type *applied(Checker *c, TyCon *t, Type **var) {
  Type *r = ty_con(c->arena, t);
  for (int i = 0; i < t->params; i++) r = ty_app(c->arena, r, var[i]);
  return r;
}

/* The type of a field. */
static Type *field_type(Checker *c, Datum *d, TyVars *vars) {
  return tyexpr_parse(c, d, vars, kind_star(c->arena));
}

static void define_ctors(Checker *c, TypeForm *f) {
  TyCon *t = f->tycon;
  TyVars vars = {0};
  Type **var = param_types(c, t, &vars);
  Type *whole = applied(c, t, var);
  if (t->is_struct) {
    t->field_type = ARENA_ARRAY(c->arena, Scheme *, t->fields + 1);
    Type **field = ARENA_ARRAY(c->arena, Type *, t->fields + 1);
    Type *ty = whole;
    for (int i = 0; i < t->fields; i++) {
      field[i] = field_type(c, f->field[i], &vars);
      t->field_type[i] = scheme_close(c, field[i], var, t->params, NULL, 0);
    }
    for (int i = t->fields - 1; i >= 0; i--) ty = ty_arrow(c, field[i], ty);
    t->ctor[0]->scheme = scheme_close(c, ty, var, t->params, NULL, 0);
    return;
  }
  for (int k = 0; k < t->data->ctors; k++) {
    Datum *d = f->ctor[k];
    int n = t->data->ctor[k]->arity;
    Type **field = ARENA_ARRAY(c->arena, Type *, n + 1);
    Type *ty = whole;
    for (int i = 0; i < n; i++) field[i] = field_type(c, d->item[i + 1], &vars);
    for (int i = n - 1; i >= 0; i--) ty = ty_arrow(c, field[i], ty);
    t->ctor[k]->scheme = scheme_close(c, ty, var, t->params, NULL, 0);
  }
}

/* ---- variance ---- */

static Variance join(Variance a, Variance b) {
  if (a == VARIANCE_NONE) return b;
  if (b == VARIANCE_NONE || a == b) return a;
  return VARIANCE_IN;
}

static Variance under(Variance outer, Variance inner) {
  if (outer == VARIANCE_NONE || inner == VARIANCE_NONE) return VARIANCE_NONE;
  if (outer == VARIANCE_IN || inner == VARIANCE_IN) return VARIANCE_IN;
  return outer == inner ? VARIANCE_CO : VARIANCE_CONTRA;
}

/* How TY_GEN variables occur in t, joined into v. */
static void occurrences(Checker *c, Type *t, Variance at, Variance *v) {
  t = ty_find(t);
  if (t->tag == TY_GEN) {
    v[t->gen] = join(v[t->gen], at);
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
  if (h->tag == TY_GEN) v[h->gen] = VARIANCE_IN;
  TyCon *con = h->tag == TY_CON ? h->con : NULL;
  for (int i = 0; i < n; i++) {
    Variance inner = con && con->variance && i < con->params ? con->variance[i] : VARIANCE_IN;
    if (con == c->builtin->arrow) inner = i == 0 ? VARIANCE_CONTRA : VARIANCE_CO;
    occurrences(c, arg[n - 1 - i], under(at, inner), v);
  }
}

/* The least fixpoint, from "does not occur". */
static void infer_variance(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < m->type.len; i++) {
    TyCon *t = m->type.data[i].tycon;
    if (t->data && t->data->ctors) t->variance = ARENA_ARRAY(c->arena, Variance, t->params + 1);
  }
  bool changed = true;
  while (changed) {
    changed = false;
    for (int i = 0; i < m->type.len; i++) {
      TyCon *t = m->type.data[i].tycon;
      if (!t->variance) continue;
      for (int k = 0; k < t->data->ctors; k++) {
        Type *ty = t->ctor[k]->scheme->type, *from, *to;
        while (ty_is_arrow(c, ty, &from, &to)) {
          Variance *now = ARENA_ARRAY(c->arena, Variance, t->params + 1);
          memcpy(now, t->variance, sizeof *now * (size_t)t->params);
          occurrences(c, from, VARIANCE_CO, now);
          if (memcmp(now, t->variance, sizeof *now * (size_t)t->params) != 0) {
            memcpy(t->variance, now, sizeof *now * (size_t)t->params);
            changed = true;
          }
          ty = to;
        }
      }
    }
  }
}

void module_types(Module *m) {
  Checker *c = &m->c;
  for (int i = 0; i < m->type.len; i++)
    if (m->type.data[i].tycon->is_alias) tyexpr_alias(c, m->type.data[i].tycon);
  for (int i = 0; i < m->type.len; i++) {
    TyCon *t = m->type.data[i].tycon;
    if (t->is_alias) continue;
    define_ctors(c, &m->type.data[i]);
    if (t->is_exception || t->is_resumption) {
      const Sym *name = sym_printf(c->world->names, "describe %s", t->name->text);
      t->describe = global_new(c, GLOBAL_FUNCTION, name, t->span);
      t->describe->arity = 1;
    }
  }
}

/* Kinds are closed once classes have had their say. */
void module_close_kinds(Module *m) {
  for (int i = 0; i < m->type.len; i++) kind_default(m->type.data[i].tycon->kind);
  infer_variance(m);
}

/* ---- what is built in ---- */

static TyCon *opaque(World *w, Package *p, const char *name, int params, Variance variance) {
  TyCon *t = ARENA_NEW(w->arena, TyCon);
  t->name = sym_of(w->names, name);
  t->home = p;
  t->params = params;
  t->kind = kind_star(w->arena);
  t->variance = ARENA_ARRAY(w->arena, Variance, params + 1);
  for (int i = 0; i < params; i++) {
    t->kind = kind_arrow(w->arena, kind_star(w->arena), t->kind);
    t->variance[i] = variance;
  }
  names_put(w->arena, &p->own[SPACE_TYPE], t->name, t);
  package_export(w, p, SPACE_TYPE, t->name, t);
  return t;
}

/* The four algebraic types that the compiler itself needs. */
static const char builtin_types[] = "(package coalton)\n"
                                    "(define-type Boolean False True)\n"
                                    "(define-type Unit Unit)\n"
                                    "(define-type (List :a) Nil (Cons :a (List :a)))\n"
                                    "(define-type (Optional :a) None (Some :a))\n"
                                    "(define-type-alias Single-Float F32)\n"
                                    "(define-type-alias Double-Float F64)\n";

struct Builtins *check_builtins(World *w) {
  Builtins *b = ARENA_NEW(w->arena, Builtins);
  Package *p = package_get(w, sym_of(w->names, "coalton"));
  p->is_library = true;
  b->arrow = opaque(w, p, "Arrow", 2, VARIANCE_IN);
  static const struct {
    const char *name;
    size_t at;
  } plain[] = {
#define PLAIN(name, field) {name, offsetof(Builtins, field)}
      PLAIN("Integer", integer), PLAIN("I8", i8),          PLAIN("I16", i16),
      PLAIN("I32", i32),         PLAIN("I64", i64),        PLAIN("IFix", ifix),
      PLAIN("U8", u8),           PLAIN("U16", u16),        PLAIN("U32", u32),
      PLAIN("U64", u64),         PLAIN("UFix", ufix),      PLAIN("F32", f32),
      PLAIN("F64", f64),         PLAIN("Char", character), PLAIN("String", string)};
#undef PLAIN
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    *(TyCon **)((char *)b + plain[i].at) = opaque(w, p, plain[i].name, 0, VARIANCE_NONE);
  opaque(w, p, "Hash", 0, VARIANCE_NONE);
  opaque(w, p, "Builder", 0, VARIANCE_NONE);
  opaque(w, p, "Cell", 1, VARIANCE_IN);
  opaque(w, p, "Vector", 1, VARIANCE_IN);
  opaque(w, p, "Array", 1, VARIANCE_IN);
  b->pointer = opaque(w, p, "Pointer", 1, VARIANCE_NONE);

  b->floating = ARENA_NEW(w->arena, Class);
  b->floating->name = sym_of(w->names, "Float-Literal");
  b->floating->home = p;
  b->floating->params = 1;
  b->floating->kind = ARENA_ARRAY(w->arena, Kind *, 1);
  b->floating->kind[0] = kind_star(w->arena);

  Package *prim = package_get(w, sym_of(w->names, "smelter/prim"));
  prim->is_library = true;
  for (int i = 0; i < prim_count; i++) {
    const PrimInfo *info = prim_info(i);
    Global *g = ARENA_NEW(w->arena, Global);
    g->kind = VALUE_PLAIN;
    g->name = sym_of(w->names, info->name);
    g->home = prim;
    g->core = ARENA_NEW(w->arena, CoreGlobal);
    g->core->kind = GLOBAL_PRIM;
    g->core->prim = i;
    g->core->arity = info->arity;
    g->core->pkg = prim->name;
    g->core->name = g->name;
    g->core->cname = arena_printf(w->arena, "prim_%d", i);
    g->core->is_library = true;
    names_put(w->arena, &prim->own[SPACE_VALUE], g->name, g);
    package_export(w, prim, SPACE_VALUE, g->name, g);
  }
  uint32_t file = sources_add(w->sources, "builtin", builtin_types, sizeof builtin_types - 1);
  DatumVec data = read_source(w->arena, w->names, w->diag, file);
  CoreUnit unit = {0};
  p->exports_all = true;
  check_file(w, (struct Builtins *)b, data, FILE_LIBRARY, &unit, NULL);
  for (int s = 0; s < SPACES; s++)
    for (int i = 0; i < p->own[s].len; i++)
      package_export(w, p, s, p->own[s].entry[i].key, p->own[s].entry[i].value);
#define FIND(name) names_get(&p->own[SPACE_TYPE], sym_of(w->names, name))
  b->boolean = FIND("Boolean");
  b->unit = FIND("Unit");
  b->list = FIND("List");
  b->optional = FIND("Optional");
#undef FIND
  return (struct Builtins *)b;
}
