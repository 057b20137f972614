/* type.h -- kinds, types, schemes, type constructors.
 *
 * Types are binary applications of constructors; a function type is `Arrow a b`, so that (Arrow a) is a
 * Functor like any other. Unification variables carry a level (Rémy, Extension of ML type system with a
 * sorted equation theory on types, 1992): a variable deeper than the level of a let is free to be generalised
 * there, without a search of the environment. A declared type's variables become rigid ones, which unify with nothing but
 * themselves. TY_ERROR unifies with everything in silence, so that one slip gives one message. */
#ifndef SMT_TYPECHECK_TYPE_H
#define SMT_TYPECHECK_TYPE_H

#include "frontend/package.h"

typedef struct Kind Kind;
typedef struct Type Type;
typedef struct TyCon TyCon;
typedef struct Class Class;

typedef enum { KIND_STAR, KIND_ARROW, KIND_VAR } KindTag;

struct Kind {
  KindTag tag;
  Kind *from, *to; /* KIND_ARROW */
  Kind *link;      /* KIND_VAR: what it turned out to be, or NULL */
};

typedef enum TypeTag {
  TY_CON,  /* con */
  TY_APP,  /* fun, arg */
  TY_VAR,  /* var */
  TY_GEN,  /* gen: variable number gen of the scheme around it */
  TY_KEYS, /* keys: the keyword arguments of a function, as if they were one argument */
  TY_ERROR,
} TypeTag;

struct Type {
  TypeTag tag;
  bool has_gen; /* some TY_GEN inside: instantiation must copy */
  union {
    TyCon *con;
    struct {
      Type *fun, *arg;
    };
    struct {
      Type *link;
      const Sym *name;
      Kind *kind;
      int level;
      int id : 31;
      bool rigid : 1;
      Span at; /* the form that bound it, for messages; nowhere when none did */
    } var;
    int gen;
    struct {
      const Sym **name;
      Type **type;
      int len;
    } keys;
  };
};

typedef struct Pred {
  Class *cls;
  Type **arg; /* cls->params of them */
  Span span;
} Pred;

typedef struct Scheme {
  int vars;
  Kind **kind;
  const Sym **name; /* as the user called them; NULL entries for inferred ones */
  Pred *pred;
  int preds;
  Type *type;
  bool scoped; /* written with an explicit forall: the names are visible in the body */
} Scheme;

typedef enum { VARIANCE_NONE, VARIANCE_CO, VARIANCE_CONTRA, VARIANCE_IN } Variance;

struct TyCon {
  const Sym *name;
  Package *home;
  Span span;
  Kind *kind;
  const char *doc;
  DataType *data;      /* algebraic types and structs; NULL for opaque ones and aliases */
  Global **ctor;       /* data->ctors of them */
  const Sym **field;   /* structs: names of the fields of the only constructor */
  Scheme **field_type; /* structs: over the type's variables, the type of each field */
  int fields;
  bool is_struct, is_exception, is_resumption;
  bool is_alias;
  int params;
  const Sym **param;
  Type *alias; /* over TY_GEN; NULL until worked out */
  Datum *alias_form;
  Scope *alias_scope;
  bool in_progress;
  Variance *variance; /* of each parameter; NULL: all invariant */
  Type *type;         /* the constructor as a type: one node for all its uses; made by ty_con */
  /* exceptions and resumptions: the function from a value to a String, which also identifies the type */
  CoreGlobal *describe;
};

/* ---- kinds ---- */
Kind *kind_star(Arena *a);
Kind *kind_arrow(Arena *a, Kind *from, Kind *to);
Kind *kind_var(Arena *a);
Kind *kind_find(Kind *k);
bool kind_unify(Kind *a, Kind *b);
void kind_default(Kind *k); /* what is still open becomes * */
const char *kind_text(Arena *a, Kind *k);

/* ---- types ---- */
Type *ty_con(Arena *a, TyCon *con);
Type *ty_app(Arena *a, Type *fun, Type *arg);
Type *ty_keys(Arena *a, const Sym **name, Type **type, int len); /* sorted by name */
Type *ty_var(Arena *a, int *next_id, int level, Kind *kind);
Type *ty_rigid(Arena *a, int *next_id, int level, Kind *kind, const Sym *name);
Type *ty_gen(Arena *a, int index);
Type *ty_error(Arena *a);
Type *ty_find(Type *t);  /* through the links of variables, to what t is now */
TyCon *ty_head(Type *t); /* constructor that t is an application of, or NULL */
Kind *ty_kind(Arena *a, Type *t);
bool ty_equal(Type *a, Type *b);
bool ty_has_error(Type *t);

/* TY_GEN i becomes arg[i]. */
Type *ty_instantiate(Arena *a, Type *t, Type **arg);

/* "List :a -> Integer". Type variables without a name are called :a, :b, ... in order of appearance within one TypePrinter. */
typedef struct TypePrinter {
  Arena *arena;
  Type *seen[64];
  int seen_count;
} TypePrinter;
const char *ty_text(TypePrinter *p, Type *t);
const char *ty_scheme_text(Arena *a, Scheme *s);
const char *ty_scheme_forall_text(Arena *a,
                                  Scheme *s); /* with its variables named: `forall :a. :a -> :a` */
const char *ty_pred_text(TypePrinter *p, Pred *pred);

#endif
