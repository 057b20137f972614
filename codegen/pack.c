/* pack.c -- see pack.h
 *
 * The grammar, in order of evaluation so that a variable's binder comes before its uses:
 *
 *   function  binder... body
 *   binder    (index of the name + 1) * 2 + assigned
 *   node      kind, then what that kind has, as in core.h; lists begin with their length
 *   variable  number of binders before its own
 *   text      length, bytes, NUL: read where it lies */
#include "codegen/pack.h"

#include "base/map.h"

#include <assert.h>
#include <string.h>

/* --- Writing ----------------------------------------------------------------------------------------- */

typedef struct Packer {
  Arena *arena;      /* scratch: maps are laid out by address, so none may come into the image */
  VEC(void *) entry; /* of the table */
  Map index;         /* of what is in it, plus one */
  VEC(uint8_t) out;
  Map number; /* of a variable, plus one */
  int variables;
} Packer;

static void put_byte(Packer *p, unsigned byte) { vec_push(p->arena, &p->out, (uint8_t)byte); }

static void put_number(Packer *p, uint64_t n) {
  for (; n >= 128; n >>= 7) put_byte(p, (unsigned)(n & 127) | 128);
  put_byte(p, (unsigned)n);
}

static void put_text(Packer *p, const char *text, size_t size) {
  put_number(p, size);
  for (size_t i = 0; i < size; i++) put_byte(p, (unsigned char)text[i]);
  put_byte(p, 0);
}

/* Something with an identity, or NULL, by its index in the table. */
static void put_entry(Packer *p, const void *entity) {
  uintptr_t at = (uintptr_t)map_get(&p->index, entity);
  if (!at) {
    vec_push(p->arena, &p->entry, (void *)entity);
    at = (uintptr_t)p->entry.len;
    map_put(p->arena, &p->index, entity, (void *)at);
  }
  put_number(p, at - 1);
}

static void put_binder(Packer *p, CoreVar *v) {
  map_put(p->arena, &p->number, v, (void *)(uintptr_t)++p->variables);
  put_byte(p, v->assigned);
  put_entry(p, v->name);
}

static void put_binders(Packer *p, CoreVar **v, int n) {
  put_number(p, (uint64_t)n);
  for (int i = 0; i < n; i++) put_binder(p, v[i]);
}

static void put_use(Packer *p, const CoreVar *v) {
  uintptr_t number = (uintptr_t)map_get(&p->number, v);
  assert(number && "a body mentions only its own variables");
  put_number(p, number - 1);
}

static void put_node(Packer *p, const Core *e);

static void put_nodes(Packer *p, Core **e, int n) {
  put_number(p, (uint64_t)n);
  for (int i = 0; i < n; i++) put_node(p, e[i]);
}

static void put_pattern(Packer *p, const CorePat *pat) {
  put_byte(p, pat->kind);
  switch (pat->kind) {
  case PAT_WILD: return;
  case PAT_VAR: put_binder(p, pat->var); return;
  case PAT_AS:
    put_binder(p, pat->var);
    put_pattern(p, pat->sub[0]);
    return;
  case PAT_CTOR:
    put_entry(p, pat->ctor);
    for (int i = 0; i < pat->ctor->arity; i++) put_pattern(p, pat->sub[i]);
    return;
  case PAT_WORD: put_number(p, pat->word); return;
  case PAT_INTEGER: put_text(p, pat->digits, strlen(pat->digits)); return;
  case PAT_STRING: put_text(p, pat->text, pat->size); return;
  case PAT_TEST: put_node(p, pat->test); return;
  }
}

static void put_match(Packer *p, const Core *e) {
  put_node(p, e->match.value);
  put_number(p, (uint64_t)e->match.branches);
  for (int i = 0; i < e->match.branches; i++) {
    put_pattern(p, e->match.branch[i].pat);
    put_node(p, e->match.branch[i].body);
  }
}

static void put_node(Packer *p, const Core *e) {
  while (e->kind == CORE_HOLE) e = e->filled;
  put_byte(p, e->kind);
  switch (e->kind) {
  case CORE_INTEGER: put_text(p, e->digits, strlen(e->digits)); return;
  case CORE_WORD: put_number(p, e->word); return;
  case CORE_STRING: put_text(p, e->text, e->size); return;
  case CORE_VAR: put_use(p, e->var); return;
  case CORE_GLOBAL:
  case CORE_ADDRESS: put_entry(p, e->global); return;
  case CORE_CALL:
    put_node(p, e->call.fn);
    put_nodes(p, e->call.arg, e->call.args);
    return;
  case CORE_LAMBDA:
    put_binders(p, e->lambda.param, e->lambda.params);
    put_entry(p, e->lambda.name);
    put_node(p, e->lambda.body);
    return;
  case CORE_LET:
    put_node(p, e->let.value);
    put_binder(p, e->let.var);
    put_node(p, e->let.body);
    return;
  case CORE_LETREC:
    put_binders(p, e->letrec.var, e->letrec.vars);
    for (int i = 0; i < e->letrec.vars; i++) put_node(p, e->letrec.value[i]);
    put_node(p, e->letrec.body);
    return;
  case CORE_IF:
    put_node(p, e->iff.cond);
    put_node(p, e->iff.then);
    put_node(p, e->iff.otherwise);
    return;
  case CORE_MATCH: put_match(p, e); return;
  case CORE_SEQ:
    put_node(p, e->seq.first);
    put_node(p, e->seq.second);
    return;
  case CORE_METHOD:
    put_node(p, e->method.dict);
    put_number(p, (uint64_t)e->method.slot);
    return;
  case CORE_FIELD:
    put_node(p, e->field.value);
    put_entry(p, e->field.ctor);
    put_number(p, (uint64_t)e->field.index);
    return;
  case CORE_BLOCK:
    put_binder(p, e->block.label);
    put_node(p, e->block.body);
    return;
  case CORE_EXIT:
    put_use(p, e->exit.label);
    put_node(p, e->exit.value);
    return;
  case CORE_LOOP: put_node(p, e->loop.body); return;
  case CORE_ASSIGN:
    put_use(p, e->assign.var);
    put_node(p, e->assign.value);
    return;
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: assert(!"made by later passes only");
  }
}

static bool is_packed(const CoreGlobal *g) {
  return g->kind == GLOBAL_FUNCTION && g->arity > 0 && g->body;
}

static void put_function(Packer *p, const CoreGlobal *g) {
  p->number = (Map){0};
  p->variables = 0;
  put_binders(p, g->param, g->arity);
  put_node(p, g->body);
}

void core_pack(Arena *a, CoreUnit *unit) {
  Arena scratch = arena_new(0);
  Packer p = {.arena = &scratch};
  size_t *start = ARENA_ARRAY(&scratch, size_t, unit->globals.len);
  for (int i = 0; i < unit->globals.len; i++) {
    start[i] = (size_t)p.out.len;
    if (is_packed(unit->globals.data[i])) put_function(&p, unit->globals.data[i]);
  }
  uint8_t *all = arena_alloc_kind(a, (size_t)p.out.len, ARENA_TEXT);
  void **table = ARENA_ARRAY(a, void *, p.entry.len);
  memcpy(all, p.out.data, (size_t)p.out.len);
  memcpy(table, p.entry.data, sizeof *table * (size_t)p.entry.len);
  for (int i = 0; i < unit->globals.len; i++) {
    CoreGlobal *g = unit->globals.data[i];
    if (!is_packed(g)) continue;
    g->pack = all + start[i];
    g->pack_table = table;
    g->body = NULL;
    g->param = NULL;
  }
  arena_drop(&scratch);
}

/* --- Reading ----------------------------------------------------------------------------------------- */

typedef struct Unpacker {
  Arena *arena;
  int *next_id;
  void **entry;
  const uint8_t *at;
  VEC(CoreVar *) variable;
} Unpacker;

static uint64_t get_number(Unpacker *u) {
  uint64_t n = 0;
  int shift = 0;
  for (; *u->at & 128; shift += 7) n |= (uint64_t)(*u->at++ & 127) << shift;
  return n | (uint64_t)*u->at++ << shift;
}

static int get_count(Unpacker *u) { return (int)get_number(u); }

static const char *get_text(Unpacker *u, uint32_t *size) {
  *size = (uint32_t)get_number(u);
  const char *text = (const char *)u->at;
  u->at += *size + 1;
  return text;
}

static void *get_entry(Unpacker *u) { return u->entry[get_number(u)]; }

static CoreVar *get_binder(Unpacker *u) {
  bool assigned = *u->at++;
  CoreVar *v = core_fresh(u->arena, u->next_id, get_entry(u), (Span){0});
  v->assigned = assigned;
  vec_push(u->arena, &u->variable, v);
  return v;
}

static CoreVar **get_binders(Unpacker *u, int *n) {
  *n = get_count(u);
  CoreVar **v = ARENA_ARRAY(u->arena, CoreVar *, *n);
  for (int i = 0; i < *n; i++) v[i] = get_binder(u);
  return v;
}

static CoreVar *get_use(Unpacker *u) { return u->variable.data[get_number(u)]; }

static Core *get_node(Unpacker *u);

static Core **get_nodes(Unpacker *u, int n) {
  Core **e = ARENA_ARRAY(u->arena, Core *, n);
  for (int i = 0; i < n; i++) e[i] = get_node(u);
  return e;
}

static CorePat *get_pattern(Unpacker *u) {
  CorePat *pat = ARENA_NEW(u->arena, CorePat);
  uint32_t size;
  pat->kind = (PatKind)*u->at++;
  switch (pat->kind) {
  case PAT_WILD: break;
  case PAT_VAR: pat->var = get_binder(u); break;
  case PAT_AS:
    pat->var = get_binder(u);
    pat->sub = ARENA_ARRAY(u->arena, CorePat *, 1);
    pat->sub[0] = get_pattern(u);
    break;
  case PAT_CTOR:
    pat->ctor = get_entry(u);
    pat->sub = ARENA_ARRAY(u->arena, CorePat *, pat->ctor->arity);
    for (int i = 0; i < pat->ctor->arity; i++) pat->sub[i] = get_pattern(u);
    break;
  case PAT_WORD: pat->word = get_number(u); break;
  case PAT_INTEGER: pat->digits = get_text(u, &size); break;
  case PAT_STRING: pat->text = get_text(u, &pat->size); break;
  case PAT_TEST: pat->test = get_node(u); break;
  }
  return pat;
}

static void get_match(Unpacker *u, Core *e) {
  e->match.value = get_node(u);
  e->match.branches = get_count(u);
  e->match.branch = ARENA_ARRAY(u->arena, CoreBranch, e->match.branches);
  for (int i = 0; i < e->match.branches; i++) {
    e->match.branch[i].pat = get_pattern(u);
    e->match.branch[i].body = get_node(u);
  }
}

static Core *get_node(Unpacker *u) {
  Core *e = core_new(u->arena, (CoreKind)*u->at++, (Span){0});
  uint32_t size;
  switch (e->kind) {
  case CORE_INTEGER: e->digits = get_text(u, &size); break;
  case CORE_WORD: e->word = get_number(u); break;
  case CORE_STRING: e->text = get_text(u, &e->size); break;
  case CORE_VAR: e->var = get_use(u); break;
  case CORE_GLOBAL:
  case CORE_ADDRESS: e->global = get_entry(u); break;
  case CORE_CALL:
    e->call.fn = get_node(u);
    e->call.args = get_count(u);
    e->call.arg = get_nodes(u, e->call.args);
    break;
  case CORE_LAMBDA:
    e->lambda.param = get_binders(u, &e->lambda.params);
    e->lambda.name = get_entry(u);
    e->lambda.body = get_node(u);
    break;
  case CORE_LET:
    e->let.value = get_node(u);
    e->let.var = get_binder(u);
    e->let.body = get_node(u);
    break;
  case CORE_LETREC:
    e->letrec.var = get_binders(u, &e->letrec.vars);
    e->letrec.value = get_nodes(u, e->letrec.vars);
    e->letrec.body = get_node(u);
    break;
  case CORE_IF:
    e->iff.cond = get_node(u);
    e->iff.then = get_node(u);
    e->iff.otherwise = get_node(u);
    break;
  case CORE_MATCH: get_match(u, e); break;
  case CORE_SEQ:
    e->seq.first = get_node(u);
    e->seq.second = get_node(u);
    break;
  case CORE_METHOD:
    e->method.dict = get_node(u);
    e->method.slot = get_count(u);
    break;
  case CORE_FIELD:
    e->field.value = get_node(u);
    e->field.ctor = get_entry(u);
    e->field.index = get_count(u);
    break;
  case CORE_BLOCK:
    e->block.label = get_binder(u);
    e->block.body = get_node(u);
    break;
  case CORE_EXIT:
    e->exit.label = get_use(u);
    e->exit.value = get_node(u);
    break;
  case CORE_LOOP: e->loop.body = get_node(u); break;
  case CORE_ASSIGN:
    e->assign.var = get_use(u);
    e->assign.value = get_node(u);
    break;
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: assert(!"made by later passes only");
  }
  return e;
}

void core_unpack(Arena *a, int *next_id, CoreGlobal *g) {
  if (g->kind != GLOBAL_FUNCTION || g->body || !g->pack) return;
  Unpacker u = {.arena = a, .next_id = next_id, .entry = g->pack_table, .at = g->pack};
  g->param = get_binders(&u, &g->arity);
  g->body = get_node(&u);
}
