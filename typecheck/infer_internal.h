/* infer_internal.h -- what the files of inference share: infer*.c, use.c, group.c, definitions.c, elab.c. Not for other files.
 *
 * Every infer_... function takes an expression of its form and the type expected of it (perhaps a fresh variable), reports where it
 * does not fit, and gives Core; after a message any Core will do. */
#ifndef SMT_TYPECHECK_INFER_INTERNAL_H
#define SMT_TYPECHECK_INFER_INTERNAL_H

#include "typecheck/checker.h"
#include "typecheck/mismatch.h"

/* What a name comes to where it stands: its type, and Core that still wants `dicts` in front of its arguments. */
typedef struct Use {
  Type *type;
  Core *core;
  Core **dict;
  int dicts;
  bool thunk;            /* a method that is no function: its slot takes Unit */
  Binding *open_binding; /* still being inferred: the call is noted there */
  Definition *open_definition;
} Use;

typedef struct FnCore {
  CoreVar **param;
  int params;
  Core *body;
} FnCore;

typedef struct Item {
  const Sym *name;
  Span span; /* of the name */
  Span whole;
  Function *function;
  Expr *value;
  Type *type;
  Core *core; /* value; or body of function */
  FnCore fn;
  WantedVec wanted;
  Definition *def;
  Binding *binding;
  bool principal; /* it gets its most general type, as nobody will run it */
  Scheme *scheme; /* what generalise_group made of type */
  CoreVar **dict; /* parameters for retained constraints */
  int dicts;
  Holes holes; /* its uses of the group's members */
} Item;

/* Variables of a declared scheme as rigid types, its constraints as givens. */
typedef struct Rigid {
  Type **type;
  CoreVar **dict;
  int given_from, names_from;
} Rigid;

/* ---- elab.c: nodes. A hole (CORE_HOLE) is a dictionary that is still to be found ---- */
Core *elab_var(Checker *c, Span span, CoreVar *v);
Core *elab_unit(Checker *c, Span span);
Core *elab_poison(Checker *c, Span span);
Core *elab_lambda1(Checker *c, Span span, CoreVar *param, Core *body);
Core *elab_string(Checker *c, Span span, const char *text);
Core *elab_prim(Checker *c, Span span, const char *name);
void want_pred(Checker *c, Pred *pred, Core *hole, Span span, const char *what);
Core *want_one(Checker *c, Class *cls, Type *t, Span span, const char *what);
Core *elab_slot(Checker *c, Span span, Core *dict, int slot);
int class_slot(Class *cls, const char *name);
Core *elab_some(Checker *c, Span span, Core *value);
Core *elab_integer(Checker *c, Span span, const char *digits);
CorePat *elab_pat(Checker *c, PatKind kind, Span span);
void elab_bind_local(Checker *c, Local *l, Type *t);
Core *elab_match(Checker *c, Span span, Core *value, CorePat **pat, Core **body, int n);
Core *elab_if(Checker *c, Span span, Core *cond, Core *then, Core *otherwise);
Core *elab_exit(Checker *c, Span span, CoreVar *label, Core *value);
/* body, which a closure inside of it may leave with elab_exit_to: `key` is bound around it. */
Core *elab_with_exit(Checker *c, Span span, CoreVar *key, Core *body);
Core *elab_exit_to(Checker *c, Span span, CoreVar *key, Core *value);
Core *elab_block(Checker *c, Span span, CoreVar *label, Core *body);
Core *elab_assign(Checker *c, Span span, CoreVar *var, Core *value);

/* ---- use.c ---- */
Type **use_fresh_types(Checker *c, Scheme *s);
Use use_global(Checker *c, Global *g, Span span);
Use use_local(Checker *c, Local *l, Span span);
Core *use_apply(Checker *c, Use *u, Span span, Core **arg, int args);
/* A function with keyword arguments, given `some` arguments, that is not called on the spot takes their defaults, save of
 * those that the expected type has: a function of what is left (*type, which loses the other keywords). NULL when it loses none. */
Core *use_drop_keywords(Checker *c, Use *u, Span span, Core **some, int somes, Type **type,
                        Type *expected);
void use_fill_recursive(Checker *c, Core **use, int uses, CoreVar **dict, int dicts);
Core *infer_name(Checker *c, Expr *e, Type *expected);

/* ---- infer_call.c ---- */
Core *infer_call(Checker *c, Expr *e, Type *expected);

/* ---- infer_pattern.c ---- */
Core *infer_integer(Checker *c, Expr *e, Type *expected);
Core *infer_float(Checker *c, Expr *e, Type *expected);
CorePat *infer_pattern(Checker *c, Pattern *p, Type *t);

/* ---- infer_function.c ---- */
FnCore infer_function(Checker *c, Function *f, Span span, Type *expected);
Core *infer_fn(Checker *c, Expr *e, Type *expected);
Core *infer_return(Checker *c, Expr *e);

/* ---- group.c ---- */
Expr *expr_strip(Expr *e);
void infer_item(Checker *c, Item *it);
Type *group_new_type(Checker *c, const Function *f);
/* Is t the declared type of the definition that is being checked? */
static inline bool declares(Checker *c, Type *t) { return c->declared && c->declared->type == t; }
void group_finish_definition(Checker *c, Item *it, bool has_dicts);
Core *group_finish_binding(Checker *c, Item *it);
Rigid rigid_enter(Checker *c, Scheme *s, Span span);
void infer_declared(Checker *c, Item *it, Scheme *s);

/* ---- generalise.c ---- */

/* Give each item of a group its scheme: c->level is that of what is around the group, the items were inferred one level deeper,
 * record accesses from access_from on are theirs. Constraints become parameters of the items (Item.dict), or go outward. */
void generalise_group(Checker *c, Item *item, int n, int access_from, bool toplevel);

/* Solve what a declared body wants; what it cannot decide goes to the binding outside (`outer`: its constraints), or is an
 * error when there is none. */
void generalise_declared(Checker *c, WantedVec *wanted, int access_from, int outer_level,
                         WantedVec *outer);

/* ---- infer_let.c ---- */
Core *infer_let(Checker *c, Expr *e, Type *expected);

/* ---- infer_loop.c ---- */
Core *infer_jump(Checker *c, Expr *e);
Core *infer_for(Checker *c, Expr *e, Type *expected);

/* ---- infer_bracket.c ---- */
Core *infer_builder(Checker *c, Expr *e, Type *expected);
Core *infer_comprehension(Checker *c, Expr *e, Type *expected);
Core *infer_adjoin(Checker *c, Expr *e, Type *expected);

/* ---- infer_effect.c ---- */
Core *infer_throw(Checker *c, Expr *e);
Core *infer_catch(Checker *c, Expr *e, Type *expected);
Core *infer_dynamic(Checker *c, Expr *e, Type *expected);

/* ---- foreign.c ---- */
Core *infer_c(Checker *c, Expr *e, Type *expected);

#endif
