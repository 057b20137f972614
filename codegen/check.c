/* check.c -- the invariants that every pass keeps, for debug builds.
 *
 *   Core is a tree: no node occurs twice.
 *   Every binder binds once in a function, and before its uses.
 *   Calls give at least one argument; constructors and primitives have their arity.
 *   What a pass has promised to remove does not come back.
 *
 * A pass that breaks one of these is found here, not three passes later in a C compiler's complaint. */
#include "base/map.h"
#include "codegen/passes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Check {
  Pass *p;
  const char *pass;
  const CoreGlobal *g;
  Map seen;             /* nodes */
  Map bound;            /* variables and labels */
  bool matched, closed; /* match, closure has run */
} Check;

static void visit(void *ctx, Core **place);

static void refuse(const Check *c, const char *what, const CoreVar *v) {
  fprintf(stderr, "internal error: after pass %s, in %s: %s%s%s\n", c->pass, c->g->cname, what,
          v ? ": " : "",
          v && v->name ? v->name->text
          : v          ? "(no name)"
                       : "");
  core_print(stderr, c->g);
  abort();
}

static void bind(Check *c, CoreVar *v) {
  if (map_get(&c->bound, v)) refuse(c, "a variable is bound twice", v);
  map_put(c->p->arena, &c->bound, v, v);
}

static void bind_all(Check *c, CoreVar **v, int n) {
  for (int i = 0; i < n; i++) bind(c, v[i]);
}

static void use(const Check *c, const CoreVar *v) {
  if (!map_get(&c->bound, v)) refuse(c, "a variable is used where it is not bound", v);
}

static void bind_pattern(Check *c, CorePat *p) {
  if (p->kind == PAT_VAR || p->kind == PAT_AS) bind(c, p->var);
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) bind_pattern(c, p->sub[i]);
}

static void check_match(Check *c, Core *e) {
  if (c->matched) refuse(c, "a match is left", NULL);
  for (int i = 0; i < e->match.branches; i++) bind_pattern(c, e->match.branch[i].pat);
}

static void check_join(Check *c, Core *e) {
  for (int i = 0; i < e->join.joins; i++) {
    bind(c, e->join.join[i].label);
    bind_all(c, e->join.join[i].param, e->join.join[i].params);
  }
}

/* What stands before the children of a node. */
static void check_node(Check *c, Core *e) {
  switch (e->kind) {
  case CORE_VAR: use(c, e->var); break;
  case CORE_ASSIGN:
    use(c, e->assign.var);
    if (!e->assign.var->assigned) refuse(c, "an assigned variable is not marked so", e->assign.var);
    break;
  case CORE_CALL:
    if (e->call.args < 1) refuse(c, "a call without arguments", NULL);
    break;
  case CORE_LAMBDA:
    if (c->closed) refuse(c, "a lambda is left", NULL);
    if (e->lambda.params < 1) refuse(c, "a lambda without parameters", NULL);
    bind_all(c, e->lambda.param, e->lambda.params);
    break;
  case CORE_LETREC: bind_all(c, e->letrec.var, e->letrec.vars); break;
  case CORE_MATCH: check_match(c, e); break;
  case CORE_BLOCK: bind(c, e->block.label); break;
  case CORE_EXIT: use(c, e->exit.label); break;
  case CORE_HOLE: refuse(c, "a hole is left", NULL); break;
  case CORE_JOIN: check_join(c, e); break;
  case CORE_JUMP: use(c, e->jump.label); break;
  case CORE_CLOSURE:
    for (int i = 0; i < e->closure.code->captures; i++) use(c, e->closure.code->captured[i]);
    break;
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_GLOBAL:
  case CORE_LET:
  case CORE_IF:
  case CORE_SEQ:
  case CORE_METHOD:
  case CORE_FIELD:
  case CORE_LOOP:
  case CORE_ADDRESS:
  case CORE_SWITCH:
  case CORE_FAIL: break;
  }
}

static void visit(void *ctx, Core **place) {
  Check *c = ctx;
  for (;;) {
    Core *e = *place;
    if (map_get(&c->seen, e)) refuse(c, "a node occurs twice", NULL);
    map_put(c->p->arena, &c->seen, e, e);
    check_node(c, e);
    if (e->kind == CORE_LET) {
      visit(c, &e->let.value);
      bind(c, e->let.var);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      visit(c, &e->seq.first);
      place = &e->seq.second;
    } else {
      core_children(e, visit, c);
      return;
    }
  }
}

void core_check(Pass *p, const char *pass) {
  static const char *const after_closure[] = {"closure", "modcons", "versions", "ranges", "trim"};
  bool closed = false;
  for (size_t i = 0; i < sizeof after_closure / sizeof *after_closure; i++)
    closed |= strcmp(pass, after_closure[i]) == 0;
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    Core **body = g->low ? &g->low : &g->body;
    Check c = {.p = p, .pass = pass, .g = g, .matched = g->low != NULL, .closed = closed};
    if (!*body) continue;
    bind_all(&c, g->param, g->arity);
    bind_all(&c, g->captured, g->captures);
    if (g->self) bind(&c, g->self);
    visit(&c, body);
  }
}
