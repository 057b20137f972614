/* type.c -- see type.h */
#include "typecheck/type.h"

#include <string.h>

#include "typecheck/class.h"

/* ---- kinds ---- */

static Kind *kind_new(Arena *a, KindTag tag) {
  Kind *k = ARENA_NEW(a, Kind);
  k->tag = tag;
  return k;
}

Kind *kind_star(Arena *a) { return kind_new(a, KIND_STAR); }
Kind *kind_var(Arena *a) { return kind_new(a, KIND_VAR); }

Kind *kind_arrow(Arena *a, Kind *from, Kind *to) {
  Kind *k = kind_new(a, KIND_ARROW);
  k->from = from;
  k->to = to;
  return k;
}

Kind *kind_find(Kind *k) {
  while (k->tag == KIND_VAR && k->link) k = k->link;
  return k;
}

static bool kind_occurs(Kind *var, Kind *k) {
  k = kind_find(k);
  if (k == var) return true;
  return k->tag == KIND_ARROW && (kind_occurs(var, k->from) || kind_occurs(var, k->to));
}

bool kind_unify(Kind *a, Kind *b) {
  a = kind_find(a);
  b = kind_find(b);
  if (a == b) return true;
  if (a->tag == KIND_VAR) {
    if (kind_occurs(a, b)) return false;
    a->link = b;
    return true;
  }
  if (b->tag == KIND_VAR) return kind_unify(b, a);
  if (a->tag != b->tag) return false;
  return a->tag == KIND_STAR || (kind_unify(a->from, b->from) && kind_unify(a->to, b->to));
}

void kind_default(Kind *k) {
  k = kind_find(k);
  switch (k->tag) {
  case KIND_VAR: k->tag = KIND_STAR; break;
  case KIND_ARROW:
    kind_default(k->from);
    kind_default(k->to);
    break;
  case KIND_STAR: break;
  }
}

const char *kind_text(Arena *a, Kind *k) {
  k = kind_find(k);
  if (k->tag != KIND_ARROW) return "*";
  bool nested = kind_find(k->from)->tag == KIND_ARROW;
  return arena_printf(a, nested ? "(%s) -> %s" : "%s -> %s", kind_text(a, k->from),
                      kind_text(a, k->to));
}

/* ---- types ---- */

static Type *ty_new(Arena *a, TypeTag tag) {
  Type *t =
      arena_alloc_kind(a, sizeof *t, tag == TY_APP || tag == TY_GEN ? ARENA_CONSTANT : ARENA_ANY);
  t->tag = tag;
  return t;
}

Type *ty_con(Arena *a, TyCon *con) {
  if (!con->type) {
    con->type = ty_new(a, TY_CON);
    con->type->con = con;
  }
  return con->type;
}

Type *ty_keys(Arena *a, const Sym **name, Type **type, int len) {
  Type *t = ty_new(a, TY_KEYS);
  t->keys.name = name;
  t->keys.type = type;
  t->keys.len = len;
  for (int i = 0; i < len; i++) t->has_gen |= type[i]->has_gen;
  return t;
}

Type *ty_app(Arena *a, Type *fun, Type *arg) {
  Type *t = ty_new(a, TY_APP);
  t->fun = fun;
  t->arg = arg;
  t->has_gen = fun->has_gen || arg->has_gen;
  return t;
}

Type *ty_var(Arena *a, int *next_id, int level, Kind *kind) {
  Type *t = ty_new(a, TY_VAR);
  t->var.level = level;
  t->var.kind = kind;
  t->var.id = (*next_id)++;
  return t;
}

Type *ty_rigid(Arena *a, int *next_id, int level, Kind *kind, const Sym *name) {
  Type *t = ty_var(a, next_id, level, kind);
  t->var.rigid = true;
  t->var.name = name;
  return t;
}

Type *ty_gen(Arena *a, int index) {
  Type *t = ty_new(a, TY_GEN);
  t->gen = index;
  t->has_gen = true;
  return t;
}

Type *ty_error(Arena *a) { return ty_new(a, TY_ERROR); }

Type *ty_find(Type *t) {
  Type *end = t, *last = t;
  while (end->tag == TY_VAR && end->var.link) {
    last = end;
    end = end->var.link;
  }
  while (t != end &&
         t->var.link != end) { /* path compression (Tarjan, 1975): long lists make long chains */
    Type *next = t->var.link;
    t->var.link = end;
    t->var.at = last->var.at;
    t = next;
  }
  return end;
}

TyCon *ty_head(Type *t) {
  t = ty_find(t);
  while (t->tag == TY_APP) t = ty_find(t->fun);
  return t->tag == TY_CON ? t->con : NULL;
}

Kind *ty_kind(Arena *a, Type *t) {
  t = ty_find(t);
  switch (t->tag) {
  case TY_CON: return t->con->kind;
  case TY_VAR: return t->var.kind;
  case TY_APP: {
    Kind *k = kind_find(ty_kind(a, t->fun));
    if (k->tag == KIND_ARROW) return k->to;
    return kind_var(a);
  }
  case TY_GEN:
  case TY_KEYS:
  case TY_ERROR: break;
  }
  return kind_star(a);
}

bool ty_equal(Type *a, Type *b) {
  a = ty_find(a);
  b = ty_find(b);
  if (a == b) return true;
  if (a->tag != b->tag) return false;
  switch (a->tag) {
  case TY_CON: return a->con == b->con;
  case TY_APP: return ty_equal(a->fun, b->fun) && ty_equal(a->arg, b->arg);
  case TY_GEN: return a->gen == b->gen;
  case TY_KEYS:
    if (a->keys.len != b->keys.len) return false;
    for (int i = 0; i < a->keys.len; i++)
      if (a->keys.name[i] != b->keys.name[i] || !ty_equal(a->keys.type[i], b->keys.type[i]))
        return false;
    return true;
  case TY_VAR: return false;
  case TY_ERROR: return true;
  }
  return false;
}

bool ty_has_error(Type *t) {
  t = ty_find(t);
  if (t->tag == TY_ERROR) return true;
  return t->tag == TY_APP && (ty_has_error(t->fun) || ty_has_error(t->arg));
}

Type *ty_instantiate(Arena *a, Type *t, Type **arg) {
  t = ty_find(t);
  if (!t->has_gen) return t;
  switch (t->tag) {
  case TY_GEN: return arg[t->gen];
  case TY_APP: return ty_app(a, ty_instantiate(a, t->fun, arg), ty_instantiate(a, t->arg, arg));
  case TY_KEYS: {
    Type *k = ty_new(a, TY_KEYS);
    k->keys.name = t->keys.name;
    k->keys.len = t->keys.len;
    k->keys.type = ARENA_ARRAY(a, Type *, t->keys.len);
    for (int i = 0; i < t->keys.len; i++) {
      k->keys.type[i] = ty_instantiate(a, t->keys.type[i], arg);
      k->has_gen |= k->keys.type[i]->has_gen;
    }
    return k;
  }
  case TY_CON:
  case TY_VAR:
  case TY_ERROR: break;
  }
  return t;
}

/* ---- printing ---- */

typedef struct Text {
  Arena *arena;
  VEC(char) chars;
} Text;

static void put(Text *o, const char *s) {
  for (; *s; s++) vec_push(o->arena, &o->chars, *s);
}

static void put_var_name(TypePrinter *p, Text *o, Type *t) {
  if (t->tag == TY_VAR && t->var.name) {
    put(o, t->var.name->text);
    return;
  }
  int i = 0;
  while (i < p->seen_count && p->seen[i] != t &&
         !(t->tag == TY_GEN && p->seen[i]->tag == TY_GEN && p->seen[i]->gen == t->gen))
    i++;
  if (i == p->seen_count && i < 64) p->seen[p->seen_count++] = t;
  char name[16] = {':', (char)('a' + i % 26), 0};
  if (i >= 26) snprintf(name + 2, sizeof name - 2, "%d", i / 26);
  put(o, name);
}

/* 0: anywhere; 1: left of an arrow; 2: argument of an application */
static void put_type(TypePrinter *p, Text *o, Type *t, int place) {
  t = ty_find(t);
  switch (t->tag) {
  case TY_CON: put(o, t->con->name->text); return;
  case TY_VAR:
  case TY_GEN: put_var_name(p, o, t); return;
  case TY_ERROR: put(o, "?"); return;
  case TY_KEYS:
    put(o, "&key");
    for (int i = 0; i < t->keys.len; i++) {
      put(o, " (:");
      put(o, t->keys.name[i]->text);
      put(o, " ");
      put_type(p, o, t->keys.type[i], 0);
      put(o, ")");
    }
    return;
  case TY_APP: break;
  }
  Type *f = ty_find(t->fun);
  if (f->tag == TY_APP && ty_find(f->fun)->tag == TY_CON &&
      strcmp(ty_find(f->fun)->con->name->text, "Arrow") == 0) {
    if (place >= 1) put(o, "(");
    put_type(p, o, f->arg, 1);
    put(o, " -> ");
    put_type(p, o, t->arg, 0);
    if (place >= 1) put(o, ")");
    return;
  }
  if (place >= 2) put(o, "(");
  put_type(p, o, t->fun, 0);
  put(o, " ");
  put_type(p, o, t->arg, 2);
  if (place >= 2) put(o, ")");
}

const char *ty_text(TypePrinter *p, Type *t) {
  Text o = {.arena = p->arena};
  put_type(p, &o, t, 0);
  vec_push(p->arena, &o.chars, '\0');
  return o.chars.data;
}

static void put_pred(TypePrinter *p, Text *o, Pred *pred) {
  put(o, pred->cls->name->text);
  for (int i = 0; i < pred->cls->params; i++) {
    put(o, " ");
    put_type(p, o, pred->arg[i], 2);
  }
}

const char *ty_pred_text(TypePrinter *p, Pred *pred) {
  Text o = {.arena = p->arena};
  put_pred(p, &o, pred);
  vec_push(p->arena, &o.chars, '\0');
  return o.chars.data;
}

static void put_scheme(TypePrinter *p, Text *o, Scheme *s) {
  for (int i = 0; i < s->preds; i++) {
    bool bare = s->preds == 1;
    if (!bare) put(o, i ? " (" : "(");
    put_pred(p, o, &s->pred[i]);
    if (!bare) put(o, ")");
  }
  if (s->preds) put(o, " => ");
  put_type(p, o, s->type, 0);
  vec_push(p->arena, &o->chars, '\0');
}

const char *ty_scheme_text(Arena *a, Scheme *s) {
  TypePrinter p = {.arena = a};
  Text o = {.arena = a};
  put_scheme(&p, &o, s);
  return o.chars.data;
}

const char *ty_scheme_forall_text(Arena *a, Scheme *s) {
  TypePrinter p = {.arena = a};
  Text body = {.arena = a}, o = {.arena = a};
  put_scheme(&p, &body, s);
  for (int i = 0; i < p.seen_count; i++) {
    if (p.seen[i]->tag != TY_GEN) continue;
    put(&o, o.chars.len ? " " : "forall ");
    put_var_name(&p, &o, p.seen[i]);
  }
  if (o.chars.len) put(&o, ". ");
  put(&o, body.chars.data);
  vec_push(a, &o.chars, '\0');
  return o.chars.data;
}
