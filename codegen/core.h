/* core.h -- Core: what the type checker leaves and everything after it works on.
 *
 * Core is a small strict lambda calculus. Types and classes are gone: a class constraint has become a
 * dictionary parameter, a method call a selection from a dictionary, an overloaded literal a call of
 * fromInt. Every value is one machine word (runtime/smt.h), so nothing after the checker needs to know
 * types; what a word means is known to the primitive or the constructor that touches it.
 *
 * Words used here:
 *   variable    a CoreVar: one binder, its own object; two variables are the same when the pointers are.
 *   global      a CoreGlobal: a top-level function, value, constructor, primitive or dictionary.
 *   arity       how many arguments a function takes before its body runs. Functions are curried: a call
 *               may give fewer (partial application) or more (the result is applied to the rest).
 *   dictionary  a record of a class instance: first the dictionaries of the superclasses in order, then
 *               the methods in order. A method whose declared type is no function is a slot holding a
 *               function of one ignored argument (Unit), called at each use.
 *
 * Evaluation is strict and left to right: CORE_CALL evaluates the function, then the arguments. */
#ifndef SMT_CODEGEN_CORE_H
#define SMT_CODEGEN_CORE_H

#include "base/arena.h"
#include "base/source.h"
#include "base/sym.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stdio.h>

struct Type;
typedef struct Core Core;
typedef struct CoreVar CoreVar;
typedef struct CoreGlobal CoreGlobal;
typedef struct CorePat CorePat;
typedef VEC(Core *) CoreVec;

/* One of the constructors of an algebraic type or struct. */
typedef struct Ctor {
  const Sym *name; /* as printed: "Cons" */
  int index;       /* place in the declaration, from 0 */
  int arity;       /* number of fields */
  struct DataType *type;
  CoreGlobal *global; /* the constructor as a value: a function of its fields, or a constant */
} Ctor;

/* How the values of an algebraic type are laid out; runtime/smt.h has the reasons.
 *   REPR_TAGGED   at most 16 constructors. Constructor i without fields is the word i; with fields a
 *                 16-byte-aligned pointer to its fields, plus i. tag(w) = w & 15.
 *   REPR_ENUM     no constructor has fields (any number): the word is the index. tag(w) = w.
 *   REPR_NEWTYPE  one constructor with one field: the word is the field itself.
 *   REPR_HEADER   more than 16 constructors, some with fields. Without fields: (i << 4) | 1. With fields: an aligned
 *                 pointer to the word i followed by the fields. tag(w) = w & 1 ? w >> 4 : ((W *)w)[0]. */
typedef enum { REPR_TAGGED, REPR_ENUM, REPR_NEWTYPE, REPR_HEADER } Repr;

typedef struct DataType {
  const Sym *name;
  Repr repr;
  Ctor **ctor;
  int ctors;
} DataType;

struct CoreVar {
  const Sym *name; /* for reading: need not be unique; NULL for one that the compiler made */
  Span span;
  int id;            /* unique in the session */
  bool assigned;     /* some CORE_ASSIGN sets it: captured by a closure it lives in a cell */
  struct Type *type; /* from the checker, may be NULL; only a hint for dumps and the optimiser */

  /* Scratch of the passes, which set each before they read it. */
  bool is_unused; /* tidy, emit: a parameter that was not used when last counted */
  bool is_nested; /* simplify: some use is inside a lambda or loop that the binder is outside of */
  int uses; /* simplify, tidy, emit: how often it is read; of a label, how often it is left or jumped to */
  int calls;   /* simplify: how many of its uses call it */
  int depth;   /* simplify: lambdas and loops around the binder */
  Core *subst; /* simplify: what stands for it */
  void *note;  /* cases, cells, specialise, match, closure, versions, ranges, emit: theirs */
  struct CoreJoin *join; /* tidy, emit: the join that a label begins */
};

typedef enum GlobalKind {
  GLOBAL_FUNCTION, /* params, body: top-level function; arity >= 1 */
  GLOBAL_VALUE,    /* body: computed once, at start, in the order of CoreUnit.init */
  GLOBAL_CTOR,     /* ctor */
  GLOBAL_PRIM,     /* prim: row of codegen/prims.def; arity >= 1 */
  GLOBAL_INSTANCE, /* an instance. Its value is a dictionary, or when `context` > 0 a function of that many
                        dictionaries to one. slot[i] is the global of slot i:
                        for a method a GLOBAL_FUNCTION taking first the `context` dictionaries and then the method's own
                        parameters; for a superclass a GLOBAL_FUNCTION of the `context` dictionaries (a GLOBAL_VALUE-like
                        body with arity 0 when context == 0: then kind GLOBAL_FUNCTION, arity 0) that gives its dictionary */
  GLOBAL_FOREIGN, /* C: foreign (codegen/foreign.h); arity >= 1 */
  GLOBAL_CLOSURE, /* param, body, captured: the code of a closure; made by pass closure. Called directly it takes the closure
                        as one more argument, the first */
} GlobalKind;

/* The library has 4,400 of these and smt carries them all, so what excludes one another shares its place. */
struct CoreGlobal {
  int arity; /* GLOBAL_FUNCTION (dictionaries included), GLOBAL_CTOR, GLOBAL_PRIM, GLOBAL_FOREIGN; else 0 */
  GlobalKind kind : 8;
  /* compiled into smt and libsmt.a already: in-memory code refers to it by cname */
  bool is_library : 1;
  bool is_dynamic : 1; /* GLOBAL_VALUE: a dynamic variable */

  /* Set by the passes only, from here... */
  bool is_shaped : 1;   /* kind, arity and params are final (finish.c) */
  bool is_finished : 1; /* body has been through finish */
  /* of library code, in a script's unit (specialise): its positions are its caller's */
  bool is_copy : 1;
  bool is_local : 1; /* made by a pass: nobody outside of the unit refers to it */
  bool is_used : 1;  /* GLOBAL_VALUE of a script: something reads it */
  /* GLOBAL_FUNCTION: slot of an instance, first `context` parameters are dictionaries */
  bool is_slot : 1;
  char may_inline; /* simplify: 0 not looked at yet, 'y' or 'n' */
  char recursion;  /* recursion.c: does it come back to itself? 0 not looked at yet, 'y' or 'n' */
  int size;        /* simplify for EMIT_CC: nodes of body, up to a limit; 0 not counted yet */
  int mark;        /* scratch of whichever pass runs */
  int captures;    /* GLOBAL_CLOSURE: of `captured` */
  CoreVar *self; /* GLOBAL_CLOSURE: the name by which the code refers to its own closure, or NULL */
  /* body after the last pass: what is emitted. `body` stays as simplify left it, for inlining */
  Core *low; /* ...to here */

  int cname_number; /* sets it apart from others that are spelled alike in C; 0: nothing does */
  /* C identifier, unique in the session (codegen/cname.h); of the library's NULL until cname_of is asked */
  const char *cname;
  const Sym *pkg;  /* home package, e.g. "coalton/list"; NULL in a script without a package */
  const Sym *name; /* "length"; instance methods: "Show Integer.show-to" */
  Span span;       /* of the name at its definition */
  CoreVar **param; /* GLOBAL_FUNCTION */
  Core *body;      /* GLOBAL_FUNCTION, GLOBAL_VALUE */
  union {
    Ctor *ctor;              /* GLOBAL_CTOR */
    int prim;                /* GLOBAL_PRIM: PrimId */
    struct Foreign *foreign; /* GLOBAL_FOREIGN */
    /* GLOBAL_CLOSURE: variables of the function around it, found in the closure's captured words */
    CoreVar **captured;
    /* GLOBAL_FUNCTION of the library: param and body, until core_unpack is asked for them */
    struct {
      const uint8_t *pack;
      void **pack_table; /* what numbers in there mean */
    };
    /* GLOBAL_INSTANCE */
    struct {
      CoreGlobal **slot;
      int slots, context;
    };
  };
};

typedef enum CoreKind {
  CORE_INTEGER, /* digits: an exact Integer */
  CORE_WORD, /* word: any other literal that is one word: fixed-width integer (two's complement, sign-extended to 64
                      bits for signed types, zero-extended for unsigned), Char, F64 (its bits), F32 (its bits, upper half 0), Unit 0 */
  CORE_STRING, /* text, size */
  CORE_VAR,    /* var */
  CORE_GLOBAL, /* global (as a value: a function of arity n is a closure) */
  CORE_CALL,   /* fn, args, nargs >= 1 */
  CORE_LAMBDA, /* params, nparams >= 1, body */
  CORE_LET,    /* var, value, body: not recursive */
  CORE_LETREC, /* vars, values, nvars, body: each value is a CORE_LAMBDA, or a constructor application (cyclic data) */
  CORE_IF,     /* cond (a Boolean: 0 or 1), then, otherwise */
  CORE_MATCH, /* value, branches (in order; first that fits), nbranches; span is where a fall-through is reported */
  CORE_SEQ,   /* first (its value is dropped), second */
  CORE_METHOD, /* dict (an expression), slot: selection from a dictionary. An instance known at compile time gives a
                      direct reference: METHOD(GLOBAL i, s) is i->slot[s]; METHOD(CALL(GLOBAL i, ds), s) is slot[s] applied to ds */
  CORE_FIELD,  /* value, ctor, index: field of a value known to be built with ctor */
  CORE_BLOCK, /* label (a CoreVar used as a name only), body: the value of body, or what an EXIT to the label gives */
  CORE_EXIT,  /* label, value: leave the enclosing block of that label (same function) with value */
  CORE_LOOP,  /* body: evaluated for ever; left by an EXIT to a block around it */
  CORE_ASSIGN,  /* var, value: set a variable; the result is Unit */
  CORE_ADDRESS, /* global: the address (a word) of the slot of a GLOBAL_VALUE that is_dynamic */
  CORE_HOLE,    /* filled: a dictionary found after the node was made. Gone after finish */

  /* Made by the passes; the checker uses none of these. */
  CORE_SWITCH, /* value (a variable), type, arms, otherwise: the arm for its constructor, or for its word when type is
                      NULL; otherwise is NULL when the arms are all there are. Made by match */
  CORE_JOIN, /* joins, body: the value of body; a JUMP in body or in a join to one of the joins goes on there, and what that
                      gives is the value. Made by match (shared branches) and closure (local loops) */
  CORE_JUMP, /* label, args: go on at the join of that label, with args for its parameters */
  CORE_FAIL, /* no branch of the match at span fits */
  CORE_CLOSURE, /* code: a closure of that GLOBAL_CLOSURE and of the present values of its captured variables */
} CoreKind;

typedef struct CoreArm {
  Ctor *ctor;    /* CORE_SWITCH on constructors */
  uint64_t word; /* CORE_SWITCH on words */
  Core *body;
} CoreArm;

typedef struct CoreJoin {
  CoreVar *label;
  CoreVar **param;
  int params;
  Core *body;
} CoreJoin;

typedef struct CoreBranch {
  CorePat *pat;
  Core *body;
} CoreBranch;

struct Core {
  CoreKind kind;
  short inlined; /* how many inlinings of functions brought this node here (simplify) */
  bool is_seen;  /* finish has been here: another place that shares the node gets a copy */
  Span span;
  union {
    const char *digits; /* CORE_INTEGER */
    uint64_t word;      /* CORE_WORD */
    struct {
      const char *text;
      uint32_t size;
    };                  /* CORE_STRING */
    CoreVar *var;       /* CORE_VAR */
    CoreGlobal *global; /* CORE_GLOBAL, CORE_ADDRESS */
    struct {
      Core *fn;
      Core **arg;
      int args;
    } call; /* CORE_CALL */
    struct {
      CoreVar **param;
      int params;
      Core *body;
      const char *name;
    } lambda; /* CORE_LAMBDA; name for traces, may be NULL */
    struct {
      CoreVar *var;
      Core *value, *body;
    } let; /* CORE_LET */
    struct {
      CoreVar **var;
      Core **value;
      int vars;
      Core *body;
    } letrec; /* CORE_LETREC */
    struct {
      Core *cond, *then, *otherwise;
    } iff; /* CORE_IF */
    struct {
      Core *value;
      CoreBranch *branch;
      int branches;
    } match; /* CORE_MATCH */
    struct {
      Core *first, *second;
    } seq; /* CORE_SEQ */
    struct {
      Core *dict;
      int slot;
    } method; /* CORE_METHOD */
    struct {
      Core *value;
      Ctor *ctor;
      int index;
    } field; /* CORE_FIELD */
    struct {
      CoreVar *label;
      Core *body;
    } block; /* CORE_BLOCK */
    struct {
      CoreVar *label;
      Core *value;
    } exit; /* CORE_EXIT */
    struct {
      Core *body;
    } loop; /* CORE_LOOP */
    struct {
      CoreVar *var;
      Core *value;
    } assign;     /* CORE_ASSIGN */
    Core *filled; /* CORE_HOLE */
    struct {
      Core *value;
      DataType *type;
      CoreArm *arm;
      int arms;
      Core *otherwise;
    } sw; /* CORE_SWITCH */
    struct {
      CoreJoin *join;
      int joins;
      Core *body;
    } join; /* CORE_JOIN */
    struct {
      CoreVar *label;
      Core **arg;
      int args;
    } jump; /* CORE_JUMP */
    struct {
      CoreGlobal *code;
    } closure; /* CORE_CLOSURE */
  };
};

typedef enum PatKind {
  PAT_WILD,    /* _ */
  PAT_VAR,     /* var: binds */
  PAT_AS,      /* var, sub[0]: binds the whole and goes on */
  PAT_CTOR,    /* ctor, sub (ctor->arity of them) */
  PAT_WORD,    /* word: equal as a 64-bit word (fixed-width integers, Char) */
  PAT_INTEGER, /* digits: an exact Integer */
  PAT_STRING,  /* text, size */
  PAT_TEST, /* test: a Core function from the value to Boolean (any other literal: through Num and Eq) */
} PatKind;

struct CorePat {
  PatKind kind;
  Span span;
  CoreVar *var;
  Ctor *ctor;
  CorePat **sub;
  uint64_t word;
  const char *digits;
  const char *text;
  uint32_t size;
  Core *test;
};

/* A checked program: what is compiled together. */
typedef struct CoreUnit {
  VEC(CoreGlobal *)
  globals; /* every global defined here, methods and superclass slots of instances included */
  VEC(CoreGlobal *)
  init; /* the GLOBAL_VALUEs in the order in which they are to be computed; a top-level expression is a
                                  value nobody names */
  /* GLOBAL_FUNCTION of arity 1 taking the arguments as a (List String) and giving the exit status as a word; runs after init. NULL when the unit is a library */
  CoreGlobal *main;
  /* one of several units that are run one after the other, each referring to those before it, in memory (an interactive session): what they share; else NULL */
  struct OpenUnits *open;
  /* a library for C: what that can call (codegen/export.h); else NULL */
  struct Exports *exports;
} CoreUnit;

/* Constructors: each gives a node in `a` with the span. */
Core *core_new(Arena *a, CoreKind kind, Span span);
Core *core_var(Arena *a, Span span, CoreVar *var);
Core *core_global(Arena *a, Span span, CoreGlobal *global);
Core *core_call(Arena *a, Span span, Core *fn, Core **arg,
                int args); /* fn itself when args == 0; merges CALL(CALL(f,x),y)
                                                                            only when f is a global */
Core *core_call1(Arena *a, Span span, Core *fn, Core *x);
Core *core_call2(Arena *a, Span span, Core *fn, Core *x, Core *y);
Core *core_word(Arena *a, Span span, uint64_t word);
Core *core_let(Arena *a, Span span, CoreVar *var, Core *value, Core *body);
Core *core_seq(Arena *a, Span span, Core *first, Core *second);
Core *core_lambda(Arena *a, Span span, CoreVar **param, int params,
                  Core *body); /* body itself when params == 0 */
CoreVar *core_fresh(Arena *a, int *next_id, const Sym *name,
                    Span span); /* takes the next id of the session */

Core *core_string(Arena *a, Span span, const char *text, uint32_t size);
Core *core_if(Arena *a, Span span, Core *cond, Core *then, Core *otherwise);
Core *core_method(Arena *a, Span span, Core *dict, int slot);
Core *core_field(Arena *a, Span span, Core *value, Ctor *ctor, int index);

/* Call `visit` with the place of every subexpression of e (patterns' tests included), in order of evaluation. */
void core_children(Core *e, void (*visit)(void *ctx, Core **child), void *ctx);

/* A copy in which every binder is new. A variable bound outside of e stays what it is; CORE_HOLEs are looked through. With
 * `at` all spans become that one (library code inlined into a script); `inlined` is added to every node's count. */
Core *core_copy(Arena *a, int *next_id, const Core *e, const Span *at, int inlined);

/* Can e be left out, moved or evaluated later without anybody noticing? (It reads no variable that is assigned, cannot fail and
 * has no effect.) False also for what is very large. */
bool core_is_pure(const Core *e);

/* The same at its own place: can e be left out there? It may read variables that are assigned. */
bool core_is_droppable(const Core *e);

/* Does one of the joins of a CORE_JOIN from number `first` on jump back to that one? The JOIN is a loop when there is such a one. */
bool core_jumps_back(const Core *join, int first);
bool core_is_loop(const Core *join);

/* Is it a constant or a variable that is never assigned: no work to repeat? */
bool core_is_atom(const Core *e);

/* The word of a constructor without fields. */
uint64_t core_ctor_word(const Ctor *ctor);

/* When `digits` ("-123") fits 64 bits: true, and the number. */
bool core_digits_fit(const char *digits, int64_t *n);

/* Is there something in the unit that only the system's C compiler can compile (codegen/foreign.h)? */
bool core_needs_cc(const CoreUnit *u);

/* Print one global or a whole unit as s-expressions: stable, no addresses (--dump=core). */
void core_print(FILE *out, const CoreGlobal *g);
void core_print_unit(FILE *out, const CoreUnit *u);

#endif
