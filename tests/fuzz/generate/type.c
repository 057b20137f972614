#include "type.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *intern(const char *text) {
  static struct Name {
    struct Name *next;
    char text[];
  } * names[4096];
  unsigned h = 5381;
  for (const char *p = text; *p; p++) h = h * 33 + (unsigned char)*p;
  for (struct Name *n = names[h % 4096]; n; n = n->next)
    if (strcmp(n->text, text) == 0) return n->text;
  struct Name *n = malloc(sizeof *n + strlen(text) + 1);
  strcpy(n->text, text);
  n->next = names[h % 4096];
  names[h % 4096] = n;
  return n->text;
}

static Type *new_type(TypeKind kind) {
  Type *t = calloc(1, sizeof *t);
  t->kind = kind;
  return t;
}

Type *type_name(const char *name) {
  Type *t = new_type(TYPE_NAME);
  t->name = intern(name);
  return t;
}

Type *type_apply(Type *head, Type *arg) {
  Type *t = new_type(TYPE_APPLY);
  t->head = head;
  t->arg = arg;
  return t;
}

Type *type_fun(Type *from, Type *to) { return type_apply(type_apply(type_name("->"), from), to); }

/* --- Reading */

typedef struct Reader {
  const char *at;
  bool rigid;
  Type *var[MAX_VARS];
  int vars;
} Reader;

static void skip_space(Reader *r) {
  while (*r->at == ' ') r->at++;
}

static const char *read_name(Reader *r) {
  char name[64];
  size_t n = strcspn(r->at, " (),");
  assert(n > 0 && n < sizeof name);
  memcpy(name, r->at, n);
  name[n] = 0;
  r->at += n;
  return intern(name);
}

static Type *variable(Reader *r, const char *name) {
  if (r->rigid) return type_name(name);
  for (int i = 0; i < r->vars; i++)
    if (r->var[i]->name == name) return r->var[i];
  assert(r->vars < MAX_VARS);
  Type *t = r->var[r->vars++] = new_type(TYPE_VAR);
  t->name = name;
  return t;
}

static Type *read_type(Reader *r);

static Type *read_atom(Reader *r) {
  if (*r->at == '(') {
    r->at++;
    Type *t = read_type(r);
    skip_space(r);
    assert(*r->at == ')');
    r->at++;
    return t;
  }
  const char *name = read_name(r);
  return *name == ':' ? variable(r, name) : type_name(name);
}

/* type = atom+ [`->` type] */
static Type *read_type(Reader *r) {
  Type *t = NULL;
  for (;;) {
    skip_space(r);
    if (!*r->at || *r->at == ')' || *r->at == ',') return t;
    if (t && strncmp(r->at, "->", 2) == 0) {
      r->at += 2;
      return type_fun(t, read_type(r));
    }
    Type *item = read_atom(r);
    t = t ? type_apply(t, item) : item;
  }
}

Scheme scheme_of_text(const char *text, bool rigid) {
  Scheme s = {0};
  Reader r = {.at = text, .rigid = rigid};
  while (strstr(r.at, "=>")) {
    skip_space(&r);
    Need *need = &s.need[s.needs++];
    assert(s.needs <= MAX_NEEDS);
    need->class = read_name(&r);
    skip_space(&r);
    need->type = variable(&r, read_name(&r));
    skip_space(&r);
    r.at += *r.at == ',' ? 1 : 2;
  }
  s.type = read_type(&r);
  return s;
}

Type *type_of_text(const char *text) { return scheme_of_text(text, true).type; }

/* --- Copies */

typedef struct Copies {
  Type *of[MAX_VARS], *is[MAX_VARS];
  int n;
} Copies;

static Type *copy(Copies *c, Type *t) {
  t = type_find(t);
  switch (t->kind) {
  case TYPE_NAME: return t;
  case TYPE_APPLY: {
    Type *head = copy(c, t->head), *arg = copy(c, t->arg);
    return head == t->head && arg == t->arg ? t : type_apply(head, arg);
  }
  case TYPE_VAR: break;
  }
  for (int i = 0; i < c->n; i++)
    if (c->of[i] == t) return c->is[i];
  assert(c->n < MAX_VARS);
  Type *new = new_type(TYPE_VAR);
  new->name = t->name;
  c->of[c->n] = t;
  return c->is[c->n++] = new;
}

Scheme scheme_fresh(const Scheme *s) {
  Scheme new = *s;
  Copies c = {.n = 0};
  new.type = copy(&c, s->type);
  for (int i = 0; i < s->needs; i++) new.need[i].type = copy(&c, s->need[i].type);
  return new;
}

/* --- Looking */

Type *type_find(Type *t) {
  while (t->kind == TYPE_VAR && t->bound) t = t->bound;
  return t;
}

const char *type_head(Type *t) {
  for (t = type_find(t); t->kind == TYPE_APPLY;) t = type_find(t->head);
  return t->kind == TYPE_NAME ? t->name : NULL;
}

int type_args(Type *t) {
  int n = 0;
  for (t = type_find(t); t->kind == TYPE_APPLY; t = type_find(t->head)) n++;
  return n;
}

Type *type_arg(Type *t, int n) {
  t = type_find(t);
  for (int i = type_args(t) - 1; i > n; i--) t = type_find(t->head);
  return type_find(t->arg);
}

bool type_is_fun(Type *t) { return type_args(t) == 2 && type_head(t) == intern("->"); }
Type *type_from(Type *fun) { return type_arg(fun, 0); }
Type *type_to(Type *fun) { return type_arg(fun, 1); }

int type_arity(Type *t) {
  int n = 0;
  for (; type_is_fun(t); t = type_to(t)) n++;
  return n;
}

bool type_equal(Type *a, Type *b) {
  a = type_find(a), b = type_find(b);
  if (a == b) return true;
  if (a->kind != b->kind) return false;
  if (a->kind == TYPE_APPLY) return type_equal(a->head, b->head) && type_equal(a->arg, b->arg);
  return a->kind == TYPE_NAME && a->name == b->name;
}

bool type_mentions(Type *t, Type *var) {
  t = type_find(t);
  return t == var ||
         (t->kind == TYPE_APPLY && (type_mentions(t->head, var) || type_mentions(t->arg, var)));
}

int type_vars(Type *t, Type **vars, int n) {
  t = type_find(t);
  if (t->kind == TYPE_APPLY) return type_vars(t->arg, vars, type_vars(t->head, vars, n));
  if (t->kind == TYPE_NAME || n == MAX_VARS) return n;
  for (int i = 0; i < n; i++)
    if (vars[i] == t) return n;
  vars[n] = t;
  return n + 1;
}

int type_size(Type *t) {
  t = type_find(t);
  return t->kind == TYPE_APPLY ? type_size(t->head) + type_size(t->arg) : 1;
}

/* --- Unification */

static Type *solved[100000];
static int nsolved;

int type_mark(void) { return nsolved; }

void type_undo(int mark) {
  while (nsolved > mark) solved[--nsolved]->bound = NULL;
}

void type_keep(int mark) { nsolved = mark; }

bool type_unify(Type *a, Type *b) {
  a = type_find(a), b = type_find(b);
  if (a == b) return true;
  if (b->kind == TYPE_VAR && a->kind != TYPE_VAR) return type_unify(b, a);
  switch (a->kind) {
  case TYPE_VAR:
    if (type_mentions(b, a)) return false;
    assert(nsolved < (int)(sizeof solved / sizeof *solved));
    solved[nsolved++] = a;
    a->bound = b;
    return true;
  case TYPE_APPLY:
    return b->kind == TYPE_APPLY && type_unify(a->head, b->head) && type_unify(a->arg, b->arg);
  case TYPE_NAME: return b->kind == TYPE_NAME && a->name == b->name;
  }
  return false;
}

/* --- Printing */

void type_print(FILE *out, Type *t) {
  t = type_find(t);
  if (t->kind != TYPE_APPLY) {
    fputs(t->name, out);
    return;
  }
  putc('(', out);
  if (type_is_fun(t)) {
    type_print(out, type_from(t));
    fputs(" -> ", out);
    type_print(out, type_to(t));
  } else {
    Type *head = t;
    while (head->kind == TYPE_APPLY) head = type_find(head->head);
    fputs(head->name, out);
    for (int i = 0; i < type_args(t); i++) {
      putc(' ', out);
      type_print(out, type_arg(t, i));
    }
  }
  putc(')', out);
}
