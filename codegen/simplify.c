/* simplify.c -- small improvements that always pay.
 *
 *   takes:     finished Core
 *   leaves:    calls of functions that only wrap a primitive, a constructor or another call are gone (the instance method
 *              `(define (+ a b) (prim:int-add a b))` has become the primitive), immediately applied lambdas are LETs,
 *              constants are propagated and folded, unused pure values dropped
 *   keeps:     order of evaluation of everything that can be observed; spans of the user's code (what is inlined from
 *              the library into a script takes the span of the call)
 *   see it:    --dump=simplify
 *
 * One walk from the outside in, over a tree that is changed in place. A variable whose value is an atom, or is pure and used
 * once (not inside a lambda or loop that its LET is outside of), stands for that value: CoreVar.subst. A function is inlined
 * before its arguments are looked at, so that everything is simplified once.
 *
 * For EMIT_CC it inlines more, as the bodies of the whole library are at hand: larger functions, and those given a function. Copies
 * for known arguments are specialise.c's, known constructors cases.c's. */
#include "codegen/fold.h"
#include "codegen/pack.h"
#include "codegen/passes.h"

#include <string.h>

enum {
  INLINE_NODES = 14, /* a body up to this size is inlined */
  INLINE_DEPTH = 6,  /* calls that came about by inlining are inlined again, this often */

  /* For EMIT_CC, where code may take longer to make: */
  WHOLE_NODES = 40,           /* any body up to this size */
  WHOLE_NODES_FUNCTION = 200, /* one that is given a function */
  WHOLE_DEPTH = 24,
  GROWTH = 6000,     /* nodes that inlining may add to one global */
  LAMBDA_NODES = 10, /* a local function up to this size is copied to where it is called */
};

typedef struct Simplifier {
  Pass *p;
  int depth; /* count: lambdas and loops around the present place */
  int grown; /* nodes that inlining has added to this global */
} Simplifier;

static bool is_whole(const Simplifier *s) { return s->p->mode == EMIT_CC; }

/* --- Counting uses ------------------------------------------------------------------------------ */

static void count(void *ctx, Core **place);

static void count_binder(Simplifier *s, CoreVar *v) {
  v->uses = v->calls = 0;
  v->depth = s->depth;
  v->is_nested = false;
  v->subst = NULL;
}

static void count_binders(Simplifier *s, CoreVar **v, int n) {
  for (int i = 0; i < n; i++) count_binder(s, v[i]);
}

static void count_use(Simplifier *s, CoreVar *v) {
  v->uses++;
  if (s->depth > v->depth) v->is_nested = true;
}

static void count_pattern(Simplifier *s, CorePat *pat) {
  if (pat->kind == PAT_VAR || pat->kind == PAT_AS) count_binder(s, pat->var);
  int subs = pat->kind == PAT_CTOR ? pat->ctor->arity : pat->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) count_pattern(s, pat->sub[i]);
}

static void count_nested(Simplifier *s, Core *e) {
  s->depth++;
  if (e->kind == CORE_LAMBDA) count_binders(s, e->lambda.param, e->lambda.params);
  core_children(e, count, s);
  s->depth--;
}

static void count(void *ctx, Core **place) {
  Simplifier *s = ctx;
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_VAR: count_use(s, e->var); return;
    case CORE_LET:
      count_binder(s, e->let.var);
      count(s, &e->let.value);
      place = &e->let.body;
      continue;
    case CORE_SEQ:
      count(s, &e->seq.first);
      place = &e->seq.second;
      continue;
    case CORE_LAMBDA:
    case CORE_LOOP: count_nested(s, e); return;
    case CORE_LETREC: count_binders(s, e->letrec.var, e->letrec.vars); break;
    case CORE_MATCH:
      for (int i = 0; i < e->match.branches; i++) count_pattern(s, e->match.branch[i].pat);
      break;
    case CORE_CALL:
      if (e->call.fn->kind == CORE_VAR) e->call.fn->var->calls++;
      break;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_GLOBAL:
    case CORE_IF:
    case CORE_METHOD:
    case CORE_FIELD:
    case CORE_BLOCK:
    case CORE_EXIT:
    case CORE_ASSIGN:
    case CORE_ADDRESS:
    case CORE_HOLE:
    case CORE_SWITCH:
    case CORE_JOIN:
    case CORE_JUMP:
    case CORE_FAIL:
    case CORE_CLOSURE: break;
    }
    core_children(e, count, s);
    return;
  }
}

/* --- Which functions to inline -------------------------------------------------------------------- */

typedef struct Size {
  const CoreGlobal *self;
  int nodes;
  bool refused, branches, calls_function;
} Size;

static void measure(void *ctx, Core **place) {
  Size *size = ctx;
  Core *e = *place;
  if (size->refused || ++size->nodes > INLINE_NODES) {
    size->refused = true;
    return;
  }
  switch (e->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_CALL:
  case CORE_METHOD:
  case CORE_FIELD:
  case CORE_SEQ: break;
  case CORE_VAR: size->refused |= e->var->assigned; break;
  case CORE_LET: size->refused |= e->let.var->assigned; break;
  case CORE_HOLE: size->nodes--; break;
  case CORE_IF: size->branches = true; break;
  case CORE_GLOBAL:
    if (e->global == size->self) size->refused = true;
    if (e->global->kind == GLOBAL_FUNCTION && !e->global->is_library) size->calls_function = true;
    break;
  case CORE_LAMBDA:
  case CORE_LETREC:
  case CORE_MATCH:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: size->refused = true; return;
  }
  core_children(e, measure, size);
}

static bool may_inline(CoreGlobal *g) {
  if (!g->may_inline) {
    if (g->kind != GLOBAL_FUNCTION || g->arity == 0 || !g->body) return false;
    Size size = {.self = g};
    measure(&size, &g->body);
    for (int i = 0; i < g->arity; i++) size.refused |= g->param[i]->assigned;
    g->may_inline = size.refused || (size.branches && size.calls_function) ? 'n' : 'y';
  }
  return g->may_inline == 'y';
}

void simplify_judge(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) may_inline(p->unit->globals.data[i]);
}

/* --- The same with the whole library at hand -------------------------------------------------------- */

typedef struct Whole {
  int nodes, limit;
} Whole;

static void measure_whole(void *ctx, Core **place) {
  Whole *w = ctx;
  if (++w->nodes < w->limit) core_children(*place, measure_whole, w);
}

static int nodes_up_to(Core *e, int limit) {
  Whole w = {.limit = limit};
  measure_whole(&w, &e);
  return w.nodes;
}

static bool is_function_value(const Core *e) {
  if (e->kind == CORE_LAMBDA) return true;
  if (e->kind == CORE_VAR) return e->var->subst && e->var->subst->kind == CORE_LAMBDA;
  const Core *fn = e->kind == CORE_CALL ? e->call.fn : e;
  if (fn->kind != CORE_GLOBAL ||
      (fn->global->kind != GLOBAL_FUNCTION && fn->global->kind != GLOBAL_PRIM))
    return false;
  return fn == e ? fn->global->arity > 0 : e->call.args < fn->global->arity;
}

/* A function that does not recur, small enough for what is known of its arguments. */
static bool is_worth_it(const Simplifier *s, const Core *call, CoreGlobal *g) {
  if (g->kind != GLOBAL_FUNCTION || g->arity == 0 || call->inlined > WHOLE_DEPTH) return false;
  core_unpack(s->p->arena, s->p->next_id, g);
  if (!g->body) return false;
  global_finish(s->p, g);
  if (!g->size) g->size = nodes_up_to(g->body, WHOLE_NODES_FUNCTION + 1);
  if (g->size > WHOLE_NODES && s->grown > GROWTH) return false;
  bool function = false;
  for (int i = 0; i < g->arity; i++) function |= is_function_value(call->call.arg[i]);
  return g->size <= (function ? WHOLE_NODES_FUNCTION : WHOLE_NODES) &&
         !global_is_recursive(s->p, g);
}

/* --- Inlining --------------------------------------------------------------------------------------- */

/* ((fn params body) args...) as LETs; what is left over of either side stays a call or a lambda. */
static Core *bind_arguments(Pass *p, Core *call, CoreVar **param, int params, Core *body) {
  int given = call->call.args, n = given < params ? given : params;
  if (given > params) {
    body = core_call(p->arena, call->span, body, call->call.arg + n, given - n);
    body->inlined = (short)(call->inlined + 1);
  }
  if (given < params) body = core_lambda(p->arena, call->span, param + n, params - n, body);
  for (int i = n - 1; i >= 0; i--)
    body = core_let(p->arena, call->span, param[i], call->call.arg[i], body);
  return body;
}

static Core *inline_call(Simplifier *s, Core *call, CoreGlobal *g) {
  Pass *p = s->p;
  core_unpack(p->arena, p->next_id, g);
  global_finish(p, g);
  if (!g->is_library) pass_remark(p, p->here, "`%s` is inlined", global_label(g));
  Span at = call->span;
  bool foreign = g->is_library && p->mode != EMIT_LIBRARY;
  Core *lambda = core_lambda(p->arena, at, g->param, g->arity, g->body);
  lambda = core_copy(p->arena, p->next_id, lambda, foreign ? &at : NULL, call->inlined + 1);
  int depth = s->depth;
  s->depth = 0; /* uses in the body count as nested only by lambdas and loops of the body itself */
  count_binders(s, lambda->lambda.param, lambda->lambda.params);
  count(s, &lambda->lambda.body);
  s->depth = depth;
  s->grown += g->size;
  p->changed = true;
  return bind_arguments(p, call, lambda->lambda.param, lambda->lambda.params, lambda->lambda.body);
}

/* --- Simplifying ---------------------------------------------------------------------------------- */

static void simplify(Simplifier *s, Core **place);
static void simplify_child(void *s, Core **place) { simplify(s, place); }

/* A copy of an atom in the place of a variable. */
static Core *copy_atom(Simplifier *s, const Core *atom, Span span) {
  Core *e = core_new(s->p->arena, atom->kind, span);
  Span keep = e->span;
  *e = *atom;
  e->span = keep;
  if (e->kind == CORE_VAR) e->var->uses++;
  return e;
}

/* A dictionary that is known while compiling: no work to repeat either, and where it is known its methods are. */
static bool is_known_dictionary(const Core *e) {
  if (e->kind == CORE_GLOBAL) return e->global->kind == GLOBAL_INSTANCE;
  if (e->kind != CORE_CALL || !is_known_dictionary(e->call.fn)) return false;
  for (int i = 0; i < e->call.args; i++)
    if (!is_known_dictionary(e->call.arg[i])) return false;
  return true;
}

/* The value of a variable that stands for one. True: it has not been simplified yet. */
static bool take_value(Simplifier *s, Core **place, CoreVar *v) {
  Core *value = v->subst;
  if (is_known_dictionary(value)) {
    *place = core_copy(s->p->arena, s->p->next_id, value, NULL, 0);
    return false;
  }
  if (core_is_atom(value)) {
    *place = copy_atom(s, value, (*place)->span);
    return (*place)->kind == CORE_GLOBAL;
  }
  if (value->kind == CORE_LAMBDA && v->calls > 1) {
    value = core_copy(s->p->arena, s->p->next_id, value, NULL, 1);
    count(s, &value);
  } else {
    v->subst = NULL; /* it is moved, not copied */
  }
  *place = value;
  return value->kind == CORE_LAMBDA;
}

static Core *constant_value(CoreGlobal *g) {
  if (g->kind != GLOBAL_VALUE || g->is_dynamic || !g->body) return NULL;
  const Core *e = g->body;
  while (e->kind == CORE_HOLE) e = e->filled;
  switch (e->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING: return (Core *)e;
  case CORE_GLOBAL:
    return e->global->kind == GLOBAL_CTOR || e->global->kind == GLOBAL_INSTANCE ? (Core *)e : NULL;
  case CORE_VAR:
  case CORE_CALL:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_SEQ:
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
  case CORE_CLOSURE: return NULL;
  }
  return NULL;
}

/* The end of a chain of LETs and SEQs: the place of what it gives. */
static Core **chain_end(Core **place) {
  for (;;) {
    if ((*place)->kind == CORE_LET) place = &(*place)->let.body;
    else if ((*place)->kind == CORE_SEQ) place = &(*place)->seq.second;
    else return place;
  }
}

/* The function of a call: settled as far as that goes without looking at arguments. */
static void settle_head(Simplifier *s, Core **place) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_VAR:
      if (!e->var->subst) return;
      take_value(s, place, e->var);
      continue;
    case CORE_GLOBAL: global_shape(s->p, e->global); return;
    case CORE_METHOD: {
      simplify(s, &e->method.dict);
      Core *known = method_resolve(s->p, e->method.dict, e->method.slot);
      if (!known) return;
      known->span = e->span;
      known->inlined = e->inlined;
      *place = known;
      continue;
    }
    case CORE_CALL: {
      settle_head(s, &e->call.fn);
      Core *fn = e->call.fn;
      if (fn->kind != CORE_CALL || fn->call.fn->kind != CORE_GLOBAL) return;
      *place = core_call(s->p->arena, e->span, fn, e->call.arg, e->call.args);
      (*place)->inlined = e->inlined;
      return;
    }
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_LAMBDA:
    case CORE_LET:
    case CORE_LETREC:
    case CORE_IF:
    case CORE_MATCH:
    case CORE_SEQ:
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
    case CORE_CLOSURE: return;
    }
  }
}

/* A constructor that does nothing: its value is its field. As a value it may have come here after finish. */
static bool is_wrapper(const CoreGlobal *g) {
  return g->kind == GLOBAL_CTOR && g->ctor->type->repr == REPR_NEWTYPE;
}

static bool is_partial(const Core *e) {
  const CoreGlobal *g = e->call.fn->global;
  return (g->kind == GLOBAL_FUNCTION || g->kind == GLOBAL_PRIM || g->kind == GLOBAL_CTOR) &&
         e->call.args < g->arity;
}

/* (f a) of a function of two arguments as (let (x a) (fn (y) (f x y))): whoever is given that can see what it calls. */
static Core *expand_partial(Simplifier *s, Core *e) {
  Pass *p = s->p;
  CoreGlobal *g = e->call.fn->global;
  int given = e->call.args, rest = g->arity - given;
  Core **arg = ARENA_ARRAY(p->arena, Core *, g->arity);
  CoreVar **param = ARENA_ARRAY(p->arena, CoreVar *, g->arity);
  for (int i = 0; i < g->arity; i++) {
    param[i] = core_fresh(p->arena, p->next_id, NULL, e->span);
    count_binder(s, param[i]);
    param[i]->uses = 1;
    param[i]->is_nested = i < given;
    if (i >= given) param[i]->depth++;
    arg[i] = core_var(p->arena, e->span, param[i]);
  }
  Core *body = core_call(p->arena, e->span, e->call.fn, arg, g->arity);
  body->inlined = e->inlined;
  Core *all = core_lambda(p->arena, e->span, param + given, rest, body);
  for (int i = given - 1; i >= 0; i--)
    all = core_let(p->arena, e->span, param[i], e->call.arg[i], all);
  return all;
}

/* A call: true when *place has become something else that is to be simplified. */
static bool simplify_call(Simplifier *s, Core **place) {
  settle_head(s, place);
  Core *e = *place, *fn = e->call.fn;
  switch (fn->kind) {
  case CORE_LAMBDA:
    *place = bind_arguments(s->p, e, fn->lambda.param, fn->lambda.params, fn->lambda.body);
    s->p->changed = true;
    return true;
  case CORE_LET:
  case CORE_SEQ:
  case CORE_LETREC: { /* ((let (x v) f) a): the call moves inside */
    Core **end = fn->kind == CORE_LETREC ? &fn->letrec.body : chain_end(&e->call.fn);
    e->call.fn = *end;
    *end = e;
    *place = fn;
    return true;
  }
  case CORE_GLOBAL:
    if (is_wrapper(fn->global)) {
      *place = core_call(s->p->arena, e->span, e->call.arg[0], e->call.arg + 1, e->call.args - 1);
      return true;
    }
    if (e->call.args >= fn->global->arity &&
        ((e->inlined < INLINE_DEPTH && may_inline(fn->global)) ||
         (is_whole(s) && is_worth_it(s, e, fn->global)))) {
      *place = inline_call(s, e, fn->global);
      return true;
    }
    if (is_whole(s) && is_partial(e)) {
      *place = expand_partial(s, e);
      return true;
    }
    break;
  case CORE_VAR:
  case CORE_METHOD: break;
  case CORE_CALL:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_FIELD:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: simplify(s, &e->call.fn); break;
  }
  for (int i = 0; i < e->call.args; i++) simplify(s, &e->call.arg[i]);
  fold_call(s->p->arena, place);
  return false;
}

/* (let (x v) (match x ...)) is (match v ...) when nothing else uses x; the same for IF. */
static bool is_asked_at_once(const Core *e) {
  const Core *body = e->let.body;
  const Core *asked = body->kind == CORE_MATCH ? body->match.value
                      : body->kind == CORE_IF  ? body->iff.cond
                                               : NULL;
  return asked && e->let.var->uses == 1 && asked->kind == CORE_VAR && asked->var == e->let.var;
}

static void ask_at_once(Simplifier *s, Core **place) {
  Core *e = *place, *body = e->let.body;
  if (body->kind == CORE_MATCH) body->match.value = e->let.value;
  else body->iff.cond = e->let.value;
  *place = body;
  s->p->changed = true;
}

/* Is it a function that is only called, and goes to where that happens? */
static bool goes_to_calls(Simplifier *s, CoreVar *x, Core *value) {
  if (!is_whole(s) || value->kind != CORE_LAMBDA || x->uses != x->calls) return false;
  return x->uses == 1 || nodes_up_to(value->lambda.body, LAMBDA_NODES + 1) <= LAMBDA_NODES;
}

/* A LET: gives the place where to go on. */
static Core **simplify_let(Simplifier *s, Core **place) {
  Core *e = *place;
  CoreVar *x = e->let.var;
  if (is_whole(s) && !x->assigned && is_asked_at_once(e)) {
    ask_at_once(s, place);
    return place;
  }
  if (x->assigned) {
    simplify(s, &e->let.value);
    return &e->let.body;
  }
  bool once = x->uses == 1 && !x->is_nested;
  bool moves = e->let.value->kind == CORE_LAMBDA &&
               (once || (x->uses == 1 && goes_to_calls(s, x, e->let.value)));
  if ((x->uses == 0 && core_is_pure(e->let.value)) || moves) {
    x->subst = e->let.value;
    *place = e->let.body;
    return place;
  }
  simplify(s, &e->let.value);
  Core **end = chain_end(&e->let.value);
  Core *value = *end;
  if (end != &e->let.value) { /* (let (x (let (y v) w)) b) is (let (y v) (let (x w) b)) */
    Core *chain = e->let.value;
    e->let.value = value;
    *end = e;
    *place = chain;
    place = end;
  }
  if (core_is_atom(value) || is_known_dictionary(value) || goes_to_calls(s, x, value) ||
      (once && core_is_pure(value) && value->kind != CORE_LAMBDA)) {
    x->subst = value;
    *place = e->let.body;
    return place;
  }
  return &e->let.body;
}

/* 0 or 1 for a constant that is that word, as the Booleans are; else -1. */
static int known_boolean(const Core *e) {
  uint64_t word = 2;
  if (e->kind == CORE_WORD) word = e->word;
  if (e->kind == CORE_GLOBAL && e->global->kind == GLOBAL_CTOR && e->global->arity == 0)
    word = core_ctor_word(e->global->ctor);
  return word < 2 ? (int)word : -1;
}

/* An IF whose condition has been simplified: true when it has become something else to go on with. */
static bool settle_if(Core **place) {
  Core *e = *place, *c = e->iff.cond;
  int known = known_boolean(c);
  if (known >= 0) {
    *place = known ? e->iff.then : e->iff.otherwise;
    return true;
  }
  if (c->kind == CORE_IF && known_boolean(c->iff.then) == 0 &&
      known_boolean(c->iff.otherwise) == 1) {
    Core *then = e->iff.then;
    e->iff.then = e->iff.otherwise;
    e->iff.otherwise = then;
    e->iff.cond = c->iff.cond;
  }
  return false;
}

/* A test of a pattern is a function; written as a lambda, its call can be simplified, and often turns out to be the
 * comparison of a word, which match knows better how to deal with. */
static void simplify_test(Simplifier *s, CorePat *pat) {
  Pass *p = s->p;
  Span span = pat->span;
  if (pat->test->kind != CORE_LAMBDA) {
    CoreVar **param = ARENA_ARRAY(p->arena, CoreVar *, 1);
    param[0] = core_fresh(p->arena, p->next_id, NULL, span);
    count_binder(s, param[0]);
    param[0]->uses = 1;
    Core *call = core_call1(p->arena, span, pat->test, core_var(p->arena, span, param[0]));
    pat->test = core_lambda(p->arena, span, param, 1, call);
  }
  simplify(s, &pat->test->lambda.body);
  Core *body = pat->test->lambda.body;
  CoreVar *x = pat->test->lambda.param[0];
  if (pat->test->lambda.params != 1 || body->kind != CORE_CALL ||
      body->call.fn->kind != CORE_GLOBAL || body->call.args != 2)
    return;
  CoreGlobal *g = body->call.fn->global;
  Core *a = body->call.arg[0], *b = body->call.arg[1];
  Core *constant = a->kind == CORE_VAR && a->var == x   ? b
                   : b->kind == CORE_VAR && b->var == x ? a
                                                        : NULL;
  if (!constant || g->kind != GLOBAL_PRIM) return;
  const char *name = prim_info(g->prim)->name;
  if (strcmp(name, "word-eq") == 0 && constant->kind == CORE_WORD) {
    pat->kind = PAT_WORD;
    pat->word = constant->word;
  } else if (strcmp(name, "int-eq") == 0 && constant->kind == CORE_INTEGER) {
    pat->kind = PAT_INTEGER;
    pat->digits = constant->digits;
  } else if (strcmp(name, "string-eq") == 0 && constant->kind == CORE_STRING) {
    pat->kind = PAT_STRING;
    pat->text = constant->text;
    pat->size = constant->size;
  }
}

static void simplify_pattern(Simplifier *s, CorePat *pat) {
  if (pat->kind == PAT_TEST) simplify_test(s, pat);
  int subs = pat->kind == PAT_CTOR ? pat->ctor->arity : pat->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) simplify_pattern(s, pat->sub[i]);
}

static void simplify_match(Simplifier *s, Core *e) {
  simplify(s, &e->match.value);
  for (int i = 0; i < e->match.branches; i++) {
    simplify_pattern(s, e->match.branch[i].pat);
    simplify(s, &e->match.branch[i].body);
  }
}

static bool is_unused_recursion(const Core *e) {
  for (int i = 0; i < e->letrec.vars; i++)
    if (e->letrec.var[i]->uses || e->letrec.value[i]->kind != CORE_LAMBDA) return false;
  return true;
}

static void simplify(Simplifier *s, Core **place) {
  for (;;) {
    Core *e = *place;
    switch (e->kind) {
    case CORE_VAR:
      if (e->var->subst && take_value(s, place, e->var)) continue;
      return;
    case CORE_GLOBAL: {
      global_shape(s->p, e->global);
      Core *value = constant_value(e->global);
      if (!value) return;
      *place = copy_atom(s, value, e->span);
      return;
    }
    case CORE_LET: place = simplify_let(s, place); continue;
    case CORE_SEQ:
      simplify(s, &e->seq.first);
      if (core_is_pure(e->seq.first)) *place = e->seq.second;
      else place = &e->seq.second;
      continue;
    case CORE_LETREC:
      if (is_unused_recursion(e)) {
        *place = e->letrec.body;
        continue;
      }
      for (int i = 0; i < e->letrec.vars; i++) simplify(s, &e->letrec.value[i]);
      place = &e->letrec.body;
      continue;
    case CORE_IF:
      simplify(s, &e->iff.cond);
      if (settle_if(place)) continue;
      simplify(s, &e->iff.then);
      simplify(s, &e->iff.otherwise);
      if (known_boolean(e->iff.then) == 1 && known_boolean(e->iff.otherwise) == 0)
        *place = e->iff.cond;
      return;
    case CORE_CALL:
      if (simplify_call(s, place)) continue;
      return;
    case CORE_METHOD: {
      simplify(s, &e->method.dict);
      Core *known = method_resolve(s->p, e->method.dict, e->method.slot);
      if (known) *place = known;
      return;
    }
    case CORE_MATCH: simplify_match(s, e); return;
    case CORE_INTEGER:
    case CORE_WORD:
    case CORE_STRING:
    case CORE_LAMBDA:
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
    case CORE_CLOSURE: core_children(e, simplify_child, s); return;
    }
  }
}

void pass_simplify(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    p->unit->globals.data[i]->recursion = 0;
    p->unit->globals.data[i]->size = 0;
  }
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->body) continue;
    Simplifier s = {.p = p};
    p->here = g;
    count_binders(&s, g->param, g->arity);
    count(&s, &g->body);
    simplify(&s, &g->body);
  }
}
