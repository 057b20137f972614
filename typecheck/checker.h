/* checker.h -- the state of checking one unit, shared by the files of this folder.
 *
 * Not for other folders: they see typecheck/check.h. */
#ifndef SMT_TYPECHECK_CHECKER_H
#define SMT_TYPECHECK_CHECKER_H

#include "frontend/syntax.h"
#include "typecheck/class.h"

/* A constraint that an expression needs solved: hole is where its dictionary goes. */
typedef struct Wanted {
  Pred pred;
  Core *hole;
  double number;    /* class %Float: the literal */
  Span user;        /* the name whose use asked for it */
  const char *what; /* that name, for messages, or NULL */
  Expr *literal;    /* the number that asked for it, or NULL, ... */
  Expr *form;       /* ... and why it stands where it does (Why) */
  short why, index;
  int depth; /* how many instances led here */
} Wanted;

typedef VEC(Wanted) WantedVec;

/* A constraint known to hold: from a declared type or an instance's context. */
typedef struct Given {
  Pred pred;
  Core *dict;
  bool used;
} Given;

/* `.field` whose struct is not known yet. */
typedef struct Access {
  Type *record, *result;
  const Sym *field;
  Core *node; /* CORE_FIELD */
  Span span;
  bool done;
} Access;

typedef struct TypeName { /* a type variable that is in scope by name */
  const Sym *name;
  Type *type;
} TypeName;

typedef struct TypeText { /* (type-of e): the text is made when everything is known */
  Core *node;
  Scheme *scheme; /* may mention variables of the outside, which become known later */
} TypeText;

typedef struct
    LatePattern { /* a literal pattern: a plain word when its type turns out to be built in */
  CorePat *pat;
  Type *type;
  const char *digits;
} LatePattern;

typedef struct
    LateUnit { /* (when c e), e dropped for Unit: when e is itself of type Unit, it is a tail call like any other */
  Core *node;  /* CORE_SEQ */
  Type *type;  /* of its first part */
} LateUnit;

typedef struct Enclosing { /* a binding being inferred */
  int level;               /* of the variables that are its own */
  WantedVec *wanted;
} Enclosing;

typedef struct LateForeign { /* inline C: what crosses, once the types are known */
  CoreGlobal *core;
  Type **part; /* of the variables, then of the result */
  Span *span;  /* of the same */
} LateForeign;

typedef struct Builtins {
  TyCon *arrow, *integer, *i8, *i16, *i32, *i64, *ifix, *u8, *u16, *u32, *u64, *ufix;
  TyCon *f32, *f64, *character, *string, *boolean, *unit, *list, *optional, *pointer;
  Class *floating; /* %Float: an unsuffixed float literal; F64 and F32 have it */
} Builtins;

typedef struct Checker {
  World *world;
  Arena *arena;
  Diag *diag;
  Scope *scope;
  Package *package;
  Builtins *builtin;
  CoreUnit *unit;
  int level;
  WantedVec *wanted;        /* of the binding being inferred */
  VEC(Enclosing) enclosing; /* the bindings being inferred, from the outermost */
  VEC(Given) given;
  VEC(Access) access;
  VEC(TypeName) type_name; /* type variables in scope */
  VEC(TypeText) type_text;
  VEC(LatePattern) late_pattern;
  VEC(LateUnit) late_unit;
  VEC(LateForeign) late_foreign;
  VEC(Pred)
  reported; /* unsolved constraints told of in this group: its literals are not blamed again */
  int errors_before;         /* errors reported before the definition being checked */
  bool principal;            /* expressions get their most general type, as nobody will run them */
  int lambda;                /* nesting of closures where we are */
  struct Why *why;           /* what is known of the type expected now; see mismatch.h */
  struct Declared *declared; /* the innermost definition with a declared type */
  VEC(struct OddCall) odd_call; /* of the group being inferred */
  Span place;                   /* the form that types are made equal for */
  Type *clash[2];               /* the parts that could not be made equal: expected, found */
  Function *function;
  VEC(Definition *) definition;
  VEC(TyCon *) tycon; /* of this unit */
  VEC(Class *) cls;
  VEC(Instance *) instance;
  struct Parser *parser;
} Checker;

/* ---- tyexpr.c: types as written ---- */

/* How names of type variables are treated. */
typedef struct TyVars {
  VEC(TypeName) name;
  bool open;        /* an unknown variable is added; otherwise it is an error */
  bool rigid_scope; /* look in c->type_name first */
} TyVars;

Type *tyexpr_parse(Checker *c, Datum *d, TyVars *vars, Kind *want);
/* A whole qualified type: context, forall. Gives a scheme over its free variables (those not scoped). */
Scheme *tyexpr_scheme(Checker *c, Datum *d);
/* A predicate `Cls ty+` from items. */
bool tyexpr_pred(Checker *c, Datum **item, int len, Span span, TyVars *vars, Pred *out);
/* Items of a type without its parentheses: an application, a function or a product. */
Type *tyexpr_items(Checker *c, Datum **item, int len, Span span, TyVars *vars, Kind *want);
void tyexpr_alias(Checker *c, TyCon *alias); /* works out alias->alias */

/* Make a scheme of a type with unification variables `var` (in order): they become TY_GEN. */
Scheme *scheme_close(Checker *c, Type *type, Type **var, int vars, Pred *pred, int preds);

/* ---- unify.c ---- */
typedef enum { UNIFY_OK, UNIFY_MISMATCH, UNIFY_INFINITE, UNIFY_RIGID, UNIFY_KIND } UnifyResult;
UnifyResult unify(Checker *c, Type *expected, Type *found);
/* unify, and say what is wrong: `span` has type `found` where `expected` is wanted. False after a message. */
bool unify_at(Checker *c, Span span, Type *expected, Type *found);

/* ---- solve.c ---- */
void solve(Checker *c, WantedVec *wanted); /* what can be; the rest stays in the list */
bool solve_one(Checker *c, Wanted *w,
               WantedVec *more); /* true: its hole is filled, new ones are in `more` */

/* The instances of a class that a first type may be an instance of, judged by its head alone. */
typedef struct Candidates {
  const InstanceVec *part[2];
} Candidates;

Candidates instance_candidates(const Class *cls, Type *first);
Instance *candidate_at(const Candidates *all, int i); /* NULL after the last */
void instance_add(Checker *c, Instance *inst);        /* to those of its class */
void instance_forget(Checker *c, Instance *inst);     /* the last one that was added */
/* Does its head match? binding: inst->vars slots for what its variables stand for. */
bool instance_matches(Instance *inst, Type **arg, Type **binding);
bool instance_exists(Checker *c, const Class *cls, Type **arg); /* whose head matches */
bool instance_may_be(Checker *c, Class *cls,
                     Type *t); /* could there be one for t, or is it given? */

void given_push(Checker *c, Pred *pred, Core *dict); /* with its superclasses */
Core *given_find(Checker *c, Pred *pred, int from);
/* unsolved.c: tell why a constraint has no solution; why a number cannot be where it is; that nothing determines a type */
void report_unsolved(Checker *c, Wanted *w);
void report_literal(Checker *c, Wanted *w);
void report_ambiguous(Checker *c, WantedVec *w);
/* Is it the library's class of that name? */
bool class_is_library(const Class *cls, const char *name);
void improve(Checker *c, Pred *p); /* by functional dependencies */
void solve_access(Checker *c, int from);
bool type_mentions(Type *t, Type *var);

/* Type variables, each once, in the order in which they were added. */
typedef struct TypeSet {
  Type **data;
  int len, cap;
  Map place; /* of a large set: variable -> anything */
} TypeSet;

bool type_set_has(const TypeSet *set, Type *var);
void type_set_add(Arena *a, TypeSet *set, Type *var);
void type_vars(Arena *a, Type *t, TypeSet *out); /* adds the unbound variables of t */
void pred_vars(Arena *a, Pred *p, TypeSet *out);

/* Types whose variables are not to be given a type by default. */
typedef struct Kept {
  Type **type;
  int types;
  bool not_builders; /* what `[...]` builds becomes a Seq all the same */
  TypeSet vars;      /* of the types, as they were when last looked at */
  bool known;        /* have they been looked at? */
} Kept;

/* vars, and what they determine through the functional dependencies of `wanted`. */
TypeSet determined_vars(Checker *c, const WantedVec *wanted, const TypeSet *vars);

/* Choose types for the variables of `wanted` that nothing else determines; true when something changed, and solving
 * may show more. Only variables deeper than `level` are touched. */
bool solve_default(Checker *c, WantedVec *wanted, int level, Kept *kept);

/* ---- infer.c ---- */
Type *global_type(Checker *c, Global *g, Span span, Core **core, Core **pending);
void infer_definitions(Checker *c); /* all of c->definition, by dependency */
void infer_method(Checker *c, Definition *def, CoreGlobal *slot, Scheme *scheme, Type **scoped_type,
                  const Sym **scoped_name, int scoped, CoreVar **dict, Pred *dict_pred, int dicts);
Core *infer(Checker *c, Expr *e, Type *expected);
Class *class_named(Checker *c, const char *package, const char *name);
Global *library_global(Checker *c, const char *package, const char *name);
TyCon *library_type(Checker *c, const char *package, const char *name);
CoreVar *fresh_var(Checker *c, const Sym *name, Span span);
CoreGlobal *global_new(Checker *c, GlobalKind kind, const Sym *name, Span span);

/* ---- foreign.c ---- */
void foreign_declared(Checker *c, Definition *def); /* the C types of a define-foreign */
/* The C type of a value that an exported function takes or gives; of a type without variables that is no function. */
struct CType *foreign_export_type(Checker *c, Type *t);
void foreign_settle(Checker *c); /* those of inline C, when the file is inferred */

/* ---- cover.c: exhaustiveness ---- */
/* Warn (or, with `must`, report) what a list of branches misses, and branches that are never reached. */
void cover_branches(Checker *c, Pattern **pat, int n, Span span, const char *must);

/* ---- derive.c ---- */
/* Definitions of the methods of a derived instance, as data; false when the class cannot be derived for the type. */
bool derive_methods(Checker *c, Class *cls, TyCon *t, Datum **out, Span span);

static inline Type *ty_arrow(Checker *c, Type *from, Type *to) {
  return ty_app(c->arena, ty_app(c->arena, ty_con(c->arena, c->builtin->arrow), from), to);
}

/* Is t a function type? Gives its two sides. */
static inline bool ty_is_arrow(Checker *c, Type *t, Type **from, Type **to) {
  t = ty_find(t);
  if (t->tag != TY_APP) return false;
  Type *f = ty_find(t->fun);
  if (f->tag != TY_APP) return false;
  Type *k = ty_find(f->fun);
  if (k->tag != TY_CON || k->con != c->builtin->arrow) return false;
  *from = f->arg;
  *to = t->arg;
  return true;
}

static inline Type *fresh_type(Checker *c) {
  return ty_var(c->arena, c->world->next_id, c->level, kind_star(c->arena));
}

#endif
