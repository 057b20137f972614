/* core_text.h -- Core written as text, for tests: a reader of s-expressions in the manner of core_print.
 *
 *   top level   (data List tagged (Nil 0) (Cons 2))     tagged, enum, newtype or header
 *               (define (f x y) e)   (value x e)   (dynamic x e)   (init-only e)
 *               (instance I context slot...)            slots are names of functions defined by `define` or `slot`
 *               (slot s e)                              a slot without parameters
 *               (end-of-library)                        what stands before it is the library's
 *   expression  12 (Integer) #12 (word) "text" x prim:int-add (f x...) (fn (x...) e) (let (x v) e) (letrec ((x v)...) e)
 *               (if c a b) (match v (pattern e)...) (seq a b...) (method i d x...) (field C i e) (block l e) (exit l e) (loop e)
 *               (set x e) (address x)
 *   pattern     _ x (as x p) C (C p...) 12 #12 "text" (test e)
 *
 * `main` is the function of that name. Errors in the text abort the test. */
#ifndef SMT_TESTS_CORE_TEXT_H
#define SMT_TESTS_CORE_TEXT_H

#include "base/map.h"
#include "codegen/emit.h"
#include "codegen/passes.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Datum {
  bool is_list;
  const char *text; /* of an atom; a string begins with its quote */
  VEC(struct Datum *) item;
  uint32_t at; /* offset, for spans */
} Datum;

typedef struct Scope {
  const char *name;
  CoreVar *var;
  struct Scope *next;
} Scope;

typedef struct CoreReader {
  Arena arena;
  SymTable names;
  int next_id;
  Map globals; /* Sym to CoreGlobal */
  CoreUnit *unit;
  Sources sources;
  const char *start;
  int library; /* globals of the library: the first ones of the unit */
} CoreReader;

static void reader_fail(const char *what, const char *text) {
  fprintf(stderr, "core_text: %s: %s\n", what, text ? text : "");
  abort();
}

static Datum *read_datum(CoreReader *r, const char **p) {
  while (isspace((unsigned char)**p)) ++*p;
  Datum *d = ARENA_NEW(&r->arena, Datum);
  d->at = (uint32_t)(*p - r->start);
  if (**p == '(') {
    d->is_list = true;
    for (++*p;;) {
      while (isspace((unsigned char)**p)) ++*p;
      if (**p == 0) reader_fail("unclosed", r->start + d->at);
      if (**p == ')') break;
      Datum *item = read_datum(r, p);
      vec_push(&r->arena, &d->item, item);
    }
    ++*p;
    return d;
  }
  const char *from = *p;
  if (**p == '"') {
    for (++*p; **p && **p != '"';) ++*p;
    if (**p == 0) reader_fail("unclosed string", from);
    d->text = arena_strndup(&r->arena, from, (size_t)(*p - from));
    ++*p;
    return d;
  }
  while (**p && !isspace((unsigned char)**p) && **p != '(' && **p != ')') ++*p;
  d->text = arena_strndup(&r->arena, from, (size_t)(*p - from));
  return d;
}

static const Sym *read_sym(CoreReader *r, const Datum *d) { return sym_of(&r->names, d->text); }
static bool datum_is(const Datum *d, const char *text) {
  return !d->is_list && strcmp(d->text, text) == 0;
}
static Span read_span(const Datum *d) { return (Span){.file = 1, .at = d->at, .len = 1}; }

static CoreGlobal *find_global(CoreReader *r, const char *name) {
  return map_get(&r->globals, sym_of(&r->names, name));
}

static CoreGlobal *new_global(CoreReader *r, GlobalKind kind, const Datum *name) {
  CoreGlobal *g = ARENA_NEW(&r->arena, CoreGlobal);
  char *c = arena_printf(&r->arena, "s_%s", name->text);
  for (char *p = c; *p; p++)
    if (!isalnum((unsigned char)*p)) *p = '_';
  g->kind = kind;
  g->name = read_sym(r, name);
  g->cname = c;
  g->span = read_span(name);
  map_put(&r->arena, &r->globals, g->name, g);
  vec_push(&r->arena, &r->unit->globals, g);
  return g;
}

static CoreVar *new_var(CoreReader *r, const Datum *d, Scope **scope) {
  CoreVar *v = core_fresh(&r->arena, &r->next_id, read_sym(r, d), read_span(d));
  Scope *s = ARENA_NEW(&r->arena, Scope);
  *s = (Scope){d->text, v, *scope};
  *scope = s;
  return v;
}

static CoreVar *find_var(const Scope *s, const char *name) {
  for (; s; s = s->next)
    if (strcmp(s->name, name) == 0) return s->var;
  return NULL;
}

static Core *read_core(CoreReader *r, const Datum *d, Scope *scope);

static bool is_number(const char *t) { return isdigit((unsigned char)t[t[0] == '-']); }

static uint64_t read_word(const char *text) {
  return text[1] == '-' ? (uint64_t)strtoll(text + 1, NULL, 0) : strtoull(text + 1, NULL, 0);
}

static Core *read_atom(CoreReader *r, const Datum *d, Scope *scope) {
  Arena *a = &r->arena;
  Span at = read_span(d);
  CoreVar *v = find_var(scope, d->text);
  if (v) return core_var(a, at, v);
  if (d->text[0] == '#') return core_word(a, at, read_word(d->text));
  if (d->text[0] == '"') return core_string(a, at, d->text + 1, (uint32_t)strlen(d->text + 1));
  if (is_number(d->text)) {
    Core *e = core_new(a, CORE_INTEGER, at);
    e->digits = d->text;
    return e;
  }
  if (strncmp(d->text, "prim:", 5) == 0) {
    PrimId id = prim_find(d->text + 5);
    if (id < 0) reader_fail("no such primitive", d->text);
    CoreGlobal *g = find_global(r, d->text);
    if (!g) {
      g = new_global(r, GLOBAL_PRIM, d);
      r->unit->globals.len--;
      g->prim = id;
      g->arity = prim_info(id)->arity;
    }
    return core_global(a, at, g);
  }
  CoreGlobal *g = find_global(r, d->text);
  if (!g) reader_fail("unbound", d->text);
  return core_global(a, at, g);
}

static Core **read_all_core(CoreReader *r, Datum *const *d, int n, Scope *scope) {
  Core **e = ARENA_ARRAY(&r->arena, Core *, n);
  for (int i = 0; i < n; i++) e[i] = read_core(r, d[i], scope);
  return e;
}

static CorePat *read_pattern(CoreReader *r, const Datum *d, Scope **scope) {
  Arena *a = &r->arena;
  CorePat *p = ARENA_NEW(a, CorePat);
  p->span = read_span(d);
  CoreGlobal *g = find_global(r, d->is_list ? d->item.data[0]->text : d->text);
  if (g && g->kind == GLOBAL_CTOR) {
    p->kind = PAT_CTOR;
    p->ctor = g->ctor;
    p->sub = ARENA_ARRAY(a, CorePat *, g->arity);
    if (g->arity != (d->is_list ? d->item.len - 1 : 0))
      reader_fail("fields of pattern", g->name->text);
    for (int i = 0; i < g->arity; i++) p->sub[i] = read_pattern(r, d->item.data[i + 1], scope);
  } else if (d->is_list && datum_is(d->item.data[0], "as")) {
    p->kind = PAT_AS;
    p->var = new_var(r, d->item.data[1], scope);
    p->sub = ARENA_ARRAY(a, CorePat *, 1);
    p->sub[0] = read_pattern(r, d->item.data[2], scope);
  } else if (d->is_list) {
    p->kind = PAT_TEST;
    p->test = read_core(r, d->item.data[1], *scope);
  } else if (datum_is(d, "_")) {
    p->kind = PAT_WILD;
  } else if (d->text[0] == '#') {
    p->kind = PAT_WORD;
    p->word = read_word(d->text);
  } else if (d->text[0] == '"') {
    p->kind = PAT_STRING;
    p->text = d->text + 1;
    p->size = (uint32_t)strlen(p->text);
  } else if (is_number(d->text)) {
    p->kind = PAT_INTEGER;
    p->digits = d->text;
  } else {
    p->kind = PAT_VAR;
    p->var = new_var(r, d, scope);
  }
  return p;
}

static Core *read_match(CoreReader *r, const Datum *d, Scope *scope) {
  Core *e = core_new(&r->arena, CORE_MATCH, read_span(d));
  e->match.value = read_core(r, d->item.data[1], scope);
  e->match.branches = d->item.len - 2;
  e->match.branch = ARENA_ARRAY(&r->arena, CoreBranch, e->match.branches);
  for (int i = 0; i < e->match.branches; i++) {
    Scope *inner = scope;
    const Datum *b = d->item.data[i + 2];
    e->match.branch[i].pat = read_pattern(r, b->item.data[0], &inner);
    e->match.branch[i].body = read_core(r, b->item.data[1], inner);
  }
  return e;
}

static Core *read_letrec(CoreReader *r, const Datum *d, Scope *scope) {
  Core *e = core_new(&r->arena, CORE_LETREC, read_span(d));
  const Datum *b = d->item.data[1];
  e->letrec.vars = b->item.len;
  e->letrec.var = ARENA_ARRAY(&r->arena, CoreVar *, b->item.len);
  e->letrec.value = ARENA_ARRAY(&r->arena, Core *, b->item.len);
  for (int i = 0; i < b->item.len; i++)
    e->letrec.var[i] = new_var(r, b->item.data[i]->item.data[0], &scope);
  for (int i = 0; i < b->item.len; i++)
    e->letrec.value[i] = read_core(r, b->item.data[i]->item.data[1], scope);
  e->letrec.body = read_core(r, d->item.data[2], scope);
  return e;
}

static Core *read_core(CoreReader *r, const Datum *d, Scope *scope) {
  Arena *a = &r->arena;
  Span at = read_span(d);
  if (!d->is_list) return read_atom(r, d, scope);
  Datum *const *x = d->item.data;
  const char *head = x[0]->is_list ? "" : x[0]->text;
  Core *e;
  if (strcmp(head, "fn") == 0) {
    CoreVar **param = ARENA_ARRAY(a, CoreVar *, x[1]->item.len);
    for (int i = 0; i < x[1]->item.len; i++) param[i] = new_var(r, x[1]->item.data[i], &scope);
    return core_lambda(a, at, param, x[1]->item.len, read_core(r, x[2], scope));
  }
  if (strcmp(head, "let") == 0) {
    Core *value = read_core(r, x[1]->item.data[1], scope);
    CoreVar *v = new_var(r, x[1]->item.data[0], &scope);
    return core_let(a, at, v, value, read_core(r, x[2], scope));
  }
  if (strcmp(head, "letrec") == 0) return read_letrec(r, d, scope);
  if (strcmp(head, "if") == 0)
    return core_if(a, at, read_core(r, x[1], scope), read_core(r, x[2], scope),
                   read_core(r, x[3], scope));
  if (strcmp(head, "match") == 0) return read_match(r, d, scope);
  if (strcmp(head, "seq") == 0) {
    e = read_core(r, x[d->item.len - 1], scope);
    for (int i = d->item.len - 2; i > 0; i--) e = core_seq(a, at, read_core(r, x[i], scope), e);
    return e;
  }
  if (strcmp(head, "method") == 0) {
    e = core_method(a, at, read_core(r, x[2], scope), atoi(x[1]->text));
    return core_call(a, at, e, read_all_core(r, x + 3, d->item.len - 3, scope), d->item.len - 3);
  }
  if (strcmp(head, "field") == 0)
    return core_field(a, at, read_core(r, x[3], scope), find_global(r, x[1]->text)->ctor,
                      atoi(x[2]->text));
  if (strcmp(head, "block") == 0) {
    e = core_new(a, CORE_BLOCK, at);
    e->block.label = new_var(r, x[1], &scope);
    e->block.body = read_core(r, x[2], scope);
    return e;
  }
  if (strcmp(head, "exit") == 0) {
    e = core_new(a, CORE_EXIT, at);
    e->exit.label = find_var(scope, x[1]->text);
    e->exit.value = read_core(r, x[2], scope);
    return e;
  }
  if (strcmp(head, "loop") == 0) {
    e = core_new(a, CORE_LOOP, at);
    e->loop.body = read_core(r, x[1], scope);
    return e;
  }
  if (strcmp(head, "set") == 0) {
    e = core_new(a, CORE_ASSIGN, at);
    e->assign.var = find_var(scope, x[1]->text);
    e->assign.var->assigned = true;
    e->assign.value = read_core(r, x[2], scope);
    return e;
  }
  if (strcmp(head, "address") == 0) {
    e = core_new(a, CORE_ADDRESS, at);
    e->global = find_global(r, x[1]->text);
    return e;
  }
  Core *fn = read_core(r, x[0], scope);
  return core_call(a, at, fn, read_all_core(r, x + 1, d->item.len - 1, scope), d->item.len - 1);
}

static void declare_data(CoreReader *r, const Datum *d) {
  Arena *a = &r->arena;
  DataType *type = ARENA_NEW(a, DataType);
  const char *repr = d->item.data[2]->text;
  type->name = read_sym(r, d->item.data[1]);
  type->repr = repr[0] == 't'   ? REPR_TAGGED
               : repr[0] == 'e' ? REPR_ENUM
               : repr[0] == 'n' ? REPR_NEWTYPE
                                : REPR_HEADER;
  type->ctors = d->item.len - 3;
  type->ctor = ARENA_ARRAY(a, Ctor *, type->ctors);
  for (int i = 0; i < type->ctors; i++) {
    const Datum *c = d->item.data[i + 3];
    Ctor *ctor = type->ctor[i] = ARENA_NEW(a, Ctor);
    *ctor = (Ctor){.name = read_sym(r, c->item.data[0]),
                   .index = i,
                   .arity = atoi(c->item.data[1]->text),
                   .type = type};
    ctor->global = new_global(r, GLOBAL_CTOR, c->item.data[0]);
    ctor->global->ctor = ctor;
    ctor->global->arity = ctor->arity;
  }
}

/* First all names, then what they stand for. */
static void declare_top(CoreReader *r, const Datum *d) {
  const char *head = d->item.data[0]->text;
  if (strcmp(head, "end-of-library") == 0) r->library = r->unit->globals.len;
  if (d->item.len < 2) return;
  const Datum *name = d->item.data[1];
  if (strcmp(head, "data") == 0) declare_data(r, d);
  if (strcmp(head, "define") == 0)
    new_global(r, GLOBAL_FUNCTION, name->item.data[0])->arity = name->item.len - 1;
  if (strcmp(head, "slot") == 0) new_global(r, GLOBAL_FUNCTION, name);
  if (strcmp(head, "value") == 0 || strcmp(head, "dynamic") == 0) {
    CoreGlobal *g = new_global(r, GLOBAL_VALUE, name);
    g->is_dynamic = head[0] == 'd';
    vec_push(&r->arena, &r->unit->init, g);
  }
  if (strcmp(head, "init-only") == 0) {
    Datum *fresh = ARENA_NEW(&r->arena, Datum);
    fresh->text = arena_printf(&r->arena, "top-%d", r->unit->init.len);
    d->item.data[0] = fresh;
    vec_push(&r->arena, &r->unit->init, new_global(r, GLOBAL_VALUE, fresh));
  }
  if (strcmp(head, "instance") == 0) {
    CoreGlobal *g = new_global(r, GLOBAL_INSTANCE, name);
    g->context = atoi(d->item.data[2]->text);
  }
}

static void define_top(CoreReader *r, const Datum *d) {
  const char *head = d->item.data[0]->text;
  if (d->item.len < 2) return;
  const Datum *name = d->item.data[1];
  Scope *scope = NULL;
  if (strcmp(head, "define") == 0) {
    CoreGlobal *g = find_global(r, name->item.data[0]->text);
    g->param = ARENA_ARRAY(&r->arena, CoreVar *, g->arity);
    for (int i = 0; i < g->arity; i++) g->param[i] = new_var(r, name->item.data[i + 1], &scope);
    g->body = read_core(r, d->item.data[2], scope);
  }
  if (strcmp(head, "slot") == 0 || strcmp(head, "value") == 0 || strcmp(head, "dynamic") == 0)
    find_global(r, name->text)->body = read_core(r, d->item.data[2], NULL);
  if (strncmp(head, "top-", 4) == 0) find_global(r, head)->body = read_core(r, name, NULL);
  if (strcmp(head, "instance") == 0) {
    CoreGlobal *g = find_global(r, name->text);
    g->slots = d->item.len - 3;
    g->slot = ARENA_ARRAY(&r->arena, CoreGlobal *, g->slots);
    for (int i = 0; i < g->slots; i++) g->slot[i] = find_global(r, d->item.data[i + 3]->text);
  }
}

/* Take the library's globals out of the unit and give them as one of their own. */
static inline CoreUnit *split_library(CoreReader *r) {
  CoreUnit *library = ARENA_NEW(&r->arena, CoreUnit), *u = r->unit;
  int first_globals = r->library;
  for (int i = 0; i < first_globals; i++) {
    u->globals.data[i]->is_library = true;
    vec_push(&r->arena, &library->globals, u->globals.data[i]);
  }
  int kept = 0;
  for (int i = 0; i < u->init.len; i++) {
    if (u->init.data[i]->is_library) vec_push(&r->arena, &library->init, u->init.data[i]);
    else u->init.data[kept++] = u->init.data[i];
  }
  u->init.len = kept;
  memmove(u->globals.data, u->globals.data + first_globals,
          sizeof *u->globals.data * (size_t)(u->globals.len - first_globals));
  u->globals.len -= first_globals;
  return library;
}

static inline CoreUnit *read_unit(CoreReader *r, const char *text) {
  r->arena = arena_new(0);
  sym_init(&r->names, &r->arena);
  sources_init(&r->sources, &r->arena);
  sources_add(&r->sources, "test.smt", text, strlen(text));
  r->start = text;
  r->unit = ARENA_NEW(&r->arena, CoreUnit);
  VEC(Datum *) all = {0};
  for (const char *p = text;;) {
    while (isspace((unsigned char)*p)) p++;
    if (*p == 0) break;
    Datum *d = read_datum(r, &p);
    vec_push(&r->arena, &all, d);
    declare_top(r, d);
  }
  for (int i = 0; i < all.len; i++) define_top(r, all.data[i]);
  r->unit->main = find_global(r, "main");
  return r->unit;
}

#endif
