/* cases.c -- matches on what is known.
 *
 *   takes:     simplified Core
 *   leaves:    a MATCH on a constructor application, a literal, or a variable bound to one (or already found to be one by a match
 *              around it) is the branch that fits. A MATCH on a MATCH, an IF or a local loop that gives such a thing
 *              is moved to where the value is made, and its branches become local functions, which contify turns into places to jump to
 *   keeps:     order of evaluation, spans; no branch is copied unless it is tiny
 *   see it:    --dump=cases
 *
 * With functions inlined, this is what takes away the Some and None of an iterator, the Tuple of two results, the
 * Ordering of a comparison. */
#include "codegen/passes.h"

#include <string.h>

enum { TINY = 4 }; /* nodes of a branch that is rather copied */

typedef struct Cases {
  Pass *p;
} Cases;

static void visit(void *ctx, Core **place);

/* --- What is known of a value ------------------------------------------------------------------------- */

static bool is_application(const Core *e) {
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL ||
      e->call.fn->global->kind != GLOBAL_CTOR)
    return false;
  const Ctor *ctor = e->call.fn->global->ctor;
  return e->call.args == ctor->arity && ctor->type->repr != REPR_NEWTYPE;
}

static bool is_constant_ctor(const Core *e) {
  return e->kind == CORE_GLOBAL && e->global->kind == GLOBAL_CTOR && e->global->arity == 0;
}

static bool is_literal(const Core *e) {
  return e->kind == CORE_WORD || e->kind == CORE_INTEGER || e->kind == CORE_STRING ||
         is_constant_ctor(e);
}

/* The application or literal that e is, or that a variable is known to be; else NULL. Arguments are atoms. */
static const Core *known(const Core *e) {
  if (e->kind == CORE_VAR) return e->var->assigned ? NULL : e->var->note;
  return is_literal(e) || is_application(e) ? e : NULL;
}

/* --- A known value against a pattern ------------------------------------------------------------------ */

typedef enum { NO, PERHAPS, YES } Fit;

static Fit fits_word(const CorePat *p, const Core *k) {
  if (k->kind == CORE_WORD) return k->word == p->word ? YES : NO;
  return PERHAPS;
}

static Fit fits_text(const CorePat *p, const Core *k) {
  if (p->kind == PAT_STRING && k->kind == CORE_STRING)
    return p->size == k->size && memcmp(p->text, k->text, p->size) == 0 ? YES : NO;
  if (p->kind == PAT_INTEGER && k->kind == CORE_INTEGER)
    return strcmp(p->digits, k->digits) == 0 ? YES : NO;
  return PERHAPS;
}

/* Does the value of the atom e fit? What is not refused outright may be asked of the parts. */
static Fit fit(const CorePat *p, const Core *e) {
  const Core *k;
  switch (p->kind) {
  case PAT_WILD:
  case PAT_VAR: return YES;
  case PAT_AS: return fit(p->sub[0], e);
  case PAT_TEST: return PERHAPS;
  case PAT_WORD: return (k = known(e)) ? fits_word(p, k) : PERHAPS;
  case PAT_INTEGER:
  case PAT_STRING: return (k = known(e)) ? fits_text(p, k) : PERHAPS;
  case PAT_CTOR: break;
  }
  if (p->ctor->type->repr == REPR_NEWTYPE) return fit(p->sub[0], e);
  k = known(e);
  if (!k) return PERHAPS;
  if (is_constant_ctor(k)) return k->global->ctor == p->ctor ? YES : NO;
  if (!is_application(k)) return PERHAPS;
  if (k->call.fn->global->ctor != p->ctor) return NO;
  Fit all = YES;
  for (int i = 0; i < k->call.args && all != NO; i++) {
    Fit one = fit(p->sub[i], k->call.arg[i]);
    if (one < all) all = one;
  }
  return all;
}

static Core *atom(Cases *c, const Core *e) {
  Core *copy = core_new(c->p->arena, e->kind, e->span);
  Span span = copy->span;
  *copy = *e;
  copy->span = span;
  return copy;
}

/* body with the variables of a pattern that fits bound to the parts of e. */
static Core *bind_parts(Cases *c, const CorePat *p, const Core *e, Core *body) {
  if (p->kind == PAT_CTOR && p->ctor->type->repr == REPR_NEWTYPE)
    return bind_parts(c, p->sub[0], e, body);
  if (p->kind == PAT_CTOR) {
    const Core *k = known(e);
    for (int i = p->ctor->arity - 1; i >= 0; i--)
      body = bind_parts(c, p->sub[i], k->call.arg[i], body);
  }
  if (p->kind == PAT_AS) body = bind_parts(c, p->sub[0], e, body);
  if (p->kind == PAT_VAR || p->kind == PAT_AS)
    body = core_let(c->p->arena, p->var->span, p->var, atom(c, e), body);
  return body;
}

/* A MATCH on an atom of which something is known: true when it has become one of its branches. */
static bool choose(Cases *c, Core **place) {
  Core *e = *place;
  int kept = 0;
  for (int i = 0; i < e->match.branches; i++) {
    CoreBranch b = e->match.branch[i];
    Fit f = fit(b.pat, e->match.value);
    if (f == NO) continue;
    if (f == YES && kept == 0) {
      *place = bind_parts(c, b.pat, e->match.value, b.body);
      c->p->changed = true;
      return true;
    }
    e->match.branch[kept++] = b;
    if (f == YES) break;
  }
  if (kept) e->match.branches = kept;
  return false;
}

/* --- What a match finds out ----------------------------------------------------------------------------- */

/* The variable that a pattern binds to its whole value; the pattern is made to bind one. */
static CoreVar *name_whole(Cases *c, CorePat **place) {
  CorePat *p = *place;
  if (p->kind == PAT_VAR || p->kind == PAT_AS) return p->var;
  CorePat *named = ARENA_NEW(c->p->arena, CorePat);
  named->kind = p->kind == PAT_WILD ? PAT_VAR : PAT_AS;
  named->span = p->span;
  named->var = core_fresh(c->p->arena, c->p->next_id, NULL, p->span);
  named->sub = ARENA_ARRAY(c->p->arena, CorePat *, 1);
  named->sub[0] = p;
  *place = named;
  return named->var;
}

/* What is known of a value that fits a pattern. */
static Core *learn(Cases *c, CorePat *p) {
  Arena *a = c->p->arena;
  while (p->kind == PAT_AS || (p->kind == PAT_CTOR && p->ctor->type->repr == REPR_NEWTYPE))
    p = p->sub[0];
  if (p->kind == PAT_WORD) return core_word(a, p->span, p->word);
  if (p->kind != PAT_CTOR) return NULL;
  Core *ctor = core_global(a, p->span, p->ctor->global);
  Core **field = ARENA_ARRAY(a, Core *, p->ctor->arity);
  for (int i = 0; i < p->ctor->arity; i++) {
    Core *part = learn(c, p->sub[i]);
    CoreVar *v = name_whole(c, &p->sub[i]);
    v->note = part;
    field[i] = core_var(a, p->span, v);
  }
  return core_call(a, p->span, ctor, field, p->ctor->arity);
}

static void forget(CorePat *p) {
  if (p->kind == PAT_VAR || p->kind == PAT_AS) p->var->note = NULL;
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) forget(p->sub[i]);
}

/* The parts of a value that is put together to be asked, one after the other. */
static void visit_parts(Cases *c, Core **value, CorePat **pat, int n, Core **body) {
  if (n == 0) {
    visit(c, body);
    return;
  }
  CoreVar *x = value[0]->kind == CORE_VAR && !value[0]->var->assigned ? value[0]->var : NULL;
  void *before = x ? x->note : NULL;
  Core *found = x ? learn(c, pat[0]) : NULL;
  if (found) x->note = found;
  visit_parts(c, value + 1, pat + 1, n - 1, body);
  if (x) x->note = before;
}

static void visit_branch(Cases *c, Core *value, CorePat *pat, Core **body) {
  forget(pat);
  if (is_application(value) && pat->kind == PAT_CTOR && pat->ctor == value->call.fn->global->ctor)
    visit_parts(c, value->call.arg, pat->sub, value->call.args, body);
  else visit_parts(c, &value, &pat, 1, body);
}

static void visit_branches(Cases *c, Core *e) {
  for (int i = 0; i < e->match.branches; i++)
    visit_branch(c, e->match.value, e->match.branch[i].pat, &e->match.branch[i].body);
}

/* --- Moving a match to where its value is made ---------------------------------------------------------- */

typedef void Leaf(void *ctx, Core **place);

static bool ends(const Core *e) {
  if (e->kind == CORE_EXIT || e->kind == CORE_JUMP || e->kind == CORE_FAIL || e->kind == CORE_LOOP)
    return true;
  if (e->kind != CORE_CALL || e->call.fn->kind != CORE_GLOBAL ||
      e->call.fn->global->kind != GLOBAL_PRIM)
    return false;
  const char *name = prim_info(e->call.fn->global->prim)->name;
  return strcmp(name, "error") == 0 || strcmp(name, "throw") == 0;
}

/* Call `leaf` with every place that gives the value of *place; those that never come back and calls of `loop` are left out. */
static void leaves(Core **place, const CoreVar *loop, Leaf *leaf, void *ctx) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) place = &e->let.body;
    else if (e->kind == CORE_SEQ) place = &e->seq.second;
    else if (e->kind == CORE_LETREC) place = &e->letrec.body;
    else break;
  }
  Core *e = *place;
  if (e->kind == CORE_IF) {
    leaves(&e->iff.then, loop, leaf, ctx);
    leaves(&e->iff.otherwise, loop, leaf, ctx);
  } else if (e->kind == CORE_MATCH) {
    for (int i = 0; i < e->match.branches; i++) leaves(&e->match.branch[i].body, loop, leaf, ctx);
  } else if (!ends(e) && !(loop && e->kind == CORE_CALL && e->call.fn->kind == CORE_VAR &&
                           e->call.fn->var == loop)) {
    leaf(ctx, place);
  }
}

static void note_known(void *ctx, Core **place) {
  *(bool *)ctx |= is_literal(*place) || is_application(*place);
}

static bool some_leaf_is_known(Core **place, const CoreVar *loop) {
  bool known = false;
  leaves(place, loop, note_known, &known);
  return known;
}

typedef struct Uses {
  const CoreVar *var;
  int count;
} Uses;

static void count_uses(void *ctx, Core **place) {
  Uses *u = ctx;
  if ((*place)->kind == CORE_VAR && (*place)->var == u->var) u->count++;
  core_children(*place, count_uses, u);
}

static int uses_in(Core **place, const CoreVar *v) {
  Uses u = {v, 0};
  count_uses(&u, place);
  return u.count;
}

typedef struct TailCalls {
  const CoreVar *loop;
  int count, params;
} TailCalls;

static void count_tail_call(void *ctx, Core **place) {
  TailCalls *t = ctx;
  const Core *e = *place;
  t->count += e->kind == CORE_CALL && e->call.fn->kind == CORE_VAR && e->call.fn->var == t->loop &&
              e->call.args == t->params;
}

/* (letrec (f lambda) (f ...)): what may be or become a loop. */
static bool starts_itself(const Core *e) {
  if (e->kind != CORE_LETREC || e->letrec.vars != 1 || e->letrec.value[0]->kind != CORE_LAMBDA)
    return false;
  const Core *start = e->letrec.body;
  return start->kind == CORE_CALL && start->call.fn->kind == CORE_VAR &&
         start->call.fn->var == e->letrec.var[0];
}

/* One where f calls itself in tail position only: a loop. */
static bool is_loop(Core *e) {
  if (!starts_itself(e)) return false;
  Core *start = e->letrec.body, *fn = e->letrec.value[0];
  CoreVar *f = e->letrec.var[0];
  if (start->call.args != fn->lambda.params || uses_in(&e->letrec.body, f) != 1) return false;
  TailCalls t = {f, 0, fn->lambda.params};
  leaves(&fn->lambda.body, NULL, count_tail_call, &t);
  return uses_in(&fn->lambda.body, f) == t.count;
}

static void count_node(void *ctx, Core **place) {
  int *left = ctx;
  if (--*left >= 0) core_children(*place, count_node, left);
}

static bool is_tiny(Core *e) {
  int left = TINY;
  if (e->kind == CORE_LAMBDA || e->kind == CORE_STRING) return false;
  count_node(&left, &e);
  return left >= 0;
}

/* --- Branches as functions ------------------------------------------------------------------------------ */

typedef struct Targets {
  Cases *c;
  VEC(CoreVar *) var;
  VEC(Core *) lambda;
} Targets;

static int count_variables(const CorePat *p) {
  int n = p->kind == PAT_VAR || p->kind == PAT_AS;
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) n += count_variables(p->sub[i]);
  return n;
}

/* The variables of a pattern become the parameters of a function, and the pattern gets new ones to call it with. */
static int take_variables(Cases *c, CorePat *p, CoreVar **param, Core **arg, int n) {
  if (p->kind == PAT_VAR || p->kind == PAT_AS) {
    CoreVar *old = p->var;
    p->var = core_fresh(c->p->arena, c->p->next_id, old->name, old->span);
    param[n] = old;
    arg[n++] = core_var(c->p->arena, old->span, p->var);
  }
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) n = take_variables(c, p->sub[i], param, arg, n);
  return n;
}

/* What stands at *place becomes a local function, unless it is tiny; a call of it remains. `pat` may be NULL. */
static void make_target(Targets *t, Core **place, CorePat *pat) {
  Cases *c = t->c;
  Arena *a = c->p->arena;
  if (is_tiny(*place)) return;
  Span span = (*place)->span;
  int room = pat ? count_variables(pat) : 0;
  CoreVar **param = ARENA_ARRAY(a, CoreVar *, room + 1);
  Core **arg = ARENA_ARRAY(a, Core *, room + 1);
  int n = pat ? take_variables(c, pat, param, arg, 0) : 0;
  if (n == 0) {
    param[n] = core_fresh(a, c->p->next_id, NULL, span);
    arg[n++] = core_word(a, span, 0);
  }
  CoreVar *name = core_fresh(a, c->p->next_id, NULL, span);
  vec_push(a, &t->var, name);
  vec_push(a, &t->lambda, core_lambda(a, span, param, n, *place));
  *place = core_call(a, span, core_var(a, span, name), arg, n);
}

static Core *around_targets(const Targets *t, Core *e) {
  for (int i = t->var.len - 1; i >= 0; i--)
    e = core_let(t->c->p->arena, t->lambda.data[i]->span, t->var.data[i], t->lambda.data[i], e);
  return e;
}

/* --- The move --------------------------------------------------------------------------------------------- */

typedef struct Move {
  Cases *c;
  Core *question; /* the MATCH or IF, its branches tiny now */
} Move;

static Core **asked(Core *question) {
  return question->kind == CORE_MATCH ? &question->match.value : &question->iff.cond;
}

static void ask_here(void *ctx, Core **place) {
  Move *m = ctx;
  Core *value = *place;
  *asked(m->question) = core_word(m->c->p->arena, value->span, 0);
  *place = core_copy(m->c->p->arena, m->c->p->next_id, m->question, NULL, 0);
  *asked(*place) = value;
}

/* *place is a MATCH or IF whose value is a branching expression or a loop of which some leaf is known. */
static void move_question(Cases *c, Core **place) {
  Core *e = *place, *value = *asked(e);
  Targets t = {.c = c};
  Move m = {c, e};
  if (e->kind == CORE_MATCH) {
    for (int i = 0; i < e->match.branches; i++)
      make_target(&t, &e->match.branch[i].body, e->match.branch[i].pat);
  } else {
    make_target(&t, &e->iff.then, NULL);
    make_target(&t, &e->iff.otherwise, NULL);
  }
  if (value->kind == CORE_LETREC)
    leaves(&value->letrec.value[0]->lambda.body, value->letrec.var[0], ask_here, &m);
  else leaves(&value, NULL, ask_here, &m);
  *place = around_targets(&t, value);
  c->p->changed = true;
}

static bool can_move(Core *e) {
  Core **value = asked(e);
  if ((*value)->kind == CORE_MATCH) return some_leaf_is_known(value, NULL);
  if ((*value)->kind == CORE_IF) return e->kind == CORE_MATCH && some_leaf_is_known(value, NULL);
  return is_loop(*value) &&
         some_leaf_is_known(&(*value)->letrec.value[0]->lambda.body, (*value)->letrec.var[0]);
}

/* --- Walking ------------------------------------------------------------------------------------------------ */

/* (match (let (x v) w) ...) is (let (x v) (match w ...)): the bindings around what is asked go outside. Gives the place where the
 * question then stands. */
static Core **float_bindings(Core **place) {
  Core *e = *place, **value = asked(e), **end = value;
  for (;;) {
    if ((*end)->kind == CORE_LET) end = &(*end)->let.body;
    else if ((*end)->kind == CORE_SEQ) end = &(*end)->seq.second;
    else if ((*end)->kind == CORE_LETREC && !starts_itself(*end)) end = &(*end)->letrec.body;
    else break;
  }
  if (end == value) return place;
  Core *chain = *value;
  *value = *end;
  *end = e;
  *place = chain;
  return end;
}

/* The arguments of an application that are no atoms get names, so that the application can be taken apart. Gives the place of
 * the application. */
static Core **name_arguments(Cases *c, Core **place) {
  Core *e = *place;
  for (int i = 0; i < e->call.args; i++) {
    Core *arg = e->call.arg[i];
    if (core_is_atom(arg)) continue;
    CoreVar *x = core_fresh(c->p->arena, c->p->next_id, NULL, arg->span);
    e->call.arg[i] = core_var(c->p->arena, arg->span, x);
    if (is_application(arg)) x->note = arg;
    Core *let = core_let(c->p->arena, arg->span, x, arg, e);
    *place = let;
    place = is_application(arg) ? name_arguments(c, &let->let.value),
    &let->let.body              : &let->let.body;
  }
  return place;
}

/* A LET whose value has been visited: gives the place where to go on. */
static Core **visit_let(Cases *c, Core **place) {
  Core *e = *place;
  CoreVar *x = e->let.var;
  x->note = NULL;
  if (x->assigned) return &e->let.body;
  if (is_application(e->let.value)) {
    Core **at = name_arguments(c, &e->let.value), *chain = e->let.value;
    Core *value = *at;
    if (at != &e->let.value) { /* the names of the arguments go before */
      e->let.value = value;
      *at = e;
      *place = chain;
    }
    x->note = value;
  } else if (is_literal(e->let.value)) {
    x->note = e->let.value;
  }
  return &e->let.body;
}

static bool binds_whole(const CorePat *p) {
  while (p->kind == PAT_CTOR && p->ctor->type->repr == REPR_NEWTYPE) p = p->sub[0];
  return p->kind == PAT_VAR || p->kind == PAT_AS;
}

/* A MATCH on an application: its arguments are atoms from here on, and when a branch wants the whole it has a name. */
static Core **name_asked(Cases *c, Core **place) {
  Core *e = *place, *value = e->match.value;
  bool whole = false;
  for (int i = 0; i < e->match.branches; i++) whole |= binds_whole(e->match.branch[i].pat);
  if (whole) {
    CoreVar *x = core_fresh(c->p->arena, c->p->next_id, NULL, value->span);
    e->match.value = core_var(c->p->arena, value->span, x);
    *place = core_let(c->p->arena, value->span, x, value, e);
    return visit_let(c, place);
  }
  Core **at = name_arguments(c, &e->match.value), *chain = e->match.value;
  if (at == &e->match.value) return place;
  e->match.value = *at;
  *at = e;
  *place = chain;
  return at;
}

/* The variable of a pattern that fits anything; NULL when it asks something or has none. */
static CoreVar *plain_variable(const CorePat *p) {
  while (p->kind == PAT_CTOR && p->ctor->type->repr == REPR_NEWTYPE) p = p->sub[0];
  return p->kind == PAT_VAR ? p->var : NULL;
}

/* A MATCH whose first branch takes anything is a LET. */
static bool ask_nothing(Core **place) {
  Core *e = *place, *body = e->match.branches ? e->match.branch[0].body : NULL,
       *value = e->match.value;
  CoreVar *x = body ? plain_variable(e->match.branch[0].pat) : NULL;
  if (!x) return false;
  e->kind = CORE_LET;
  e->let.var = x;
  e->let.value = value;
  e->let.body = body;
  return true;
}

/* A MATCH whose value has been visited: true when there is something new at *place to go on with. */
static bool visit_match(Cases *c, Core ***place) {
  *place = float_bindings(*place);
  Core *e = **place;
  if (ask_nothing(*place)) return true;
  if (can_move(e)) {
    move_question(c, *place);
    return true;
  }
  if (is_application(e->match.value)) *place = name_asked(c, *place);
  e = **place;
  if ((core_is_atom(e->match.value) || is_application(e->match.value)) && choose(c, *place))
    return true;
  visit_branches(c, e);
  return false;
}

static bool visit_if(Cases *c, Core ***place) {
  *place = float_bindings(*place);
  Core *e = **place;
  if (can_move(e)) {
    move_question(c, *place);
    return true;
  }
  visit(c, &e->iff.then);
  visit(c, &e->iff.otherwise);
  return false;
}

static void visit(void *ctx, Core **place) {
  Cases *c = ctx;
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_LET:
      visit(c, &e->let.value);
      place = visit_let(c, place);
      continue;
    case CORE_SEQ:
      visit(c, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_MATCH:
      visit(c, &e->match.value);
      if (visit_match(c, &place)) continue;
      return;
    case CORE_IF:
      visit(c, &e->iff.cond);
      if (visit_if(c, &place)) continue;
      return;
    case CORE_LAMBDA:
      for (int i = 0; i < e->lambda.params; i++) e->lambda.param[i]->note = NULL;
      visit(c, &e->lambda.body);
      return;
    case CORE_LETREC:
      for (int i = 0; i < e->letrec.vars; i++) e->letrec.var[i]->note = NULL;
      for (int i = 0; i < e->letrec.vars; i++) visit(c, &e->letrec.value[i]);
      place = &e->letrec.body;
      continue;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_VAR:
    case CORE_GLOBAL:
    case CORE_CALL:
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_BLOCK:
    case CORE_EXIT:
    case CORE_LOOP:
    case CORE_ASSIGN:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_SWITCH:
    case CORE_JOIN:
    case CORE_JUMP:
    case CORE_FAIL:
    case CORE_CLOSURE: core_children(e, visit, c); return;
    }
  }
}

void pass_cases(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->body) continue;
    Cases c = {p};
    for (int j = 0; j < g->arity; j++) g->param[j]->note = NULL;
    visit(&c, &g->body);
  }
}
