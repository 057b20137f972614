/* syntax.h -- expressions with every name resolved: what the parser makes and the checker reads.
 *
 * Sugar whose errors read as well after rewriting is gone (cond, when, and, or, do, pipe, ...); forms that
 * the checker can explain better are kept. Types inside expressions are still data: the checker reads them. */
#ifndef SMT_FRONTEND_SYNTAX_H
#define SMT_FRONTEND_SYNTAX_H

#include "frontend/package.h"

typedef struct Expr Expr;
typedef struct Pattern Pattern;

/* A local variable: one binder. */
typedef struct Local {
  const Sym *name;
  uint32_t mark;
  Span span;
  bool used;
  bool is_loop;            /* bound by `for`: may be captured and stepped */
  struct Local *shadowed;  /* while in scope: what the name meant before */
  int depth;               /* of the function it belongs to */
  CoreVar *core;           /* the checker's from here on */
  struct Type *type;       /* monomorphic, or */
  struct Scheme *scheme;   /* generalised */
  struct Binding *binding; /* when bound by let */
} Local;

/* Recursive uses inside one member of a group that is being inferred; they get that member's dictionaries. */
typedef VEC(Core *) Holes;

typedef struct Binding { /* of a let, or a loop variable */
  Local *local;
  Datum *declared; /* type, or NULL */
  Expr *value;
  VEC(struct Binding *) uses; /* other bindings of the same let that the value mentions */
  /* Tarjan's algorithm and inference */
  int index, low;
  bool on_stack;
  Holes **holes; /* of the member of its group that is being inferred now */
  bool in_progress;
  bool mono;   /* never generalised: the function of a rec, a loop variable */
  void *group; /* equal for the bindings of one let */
} Binding;

typedef struct Loop { /* what break and continue name */
  const Sym *label;   /* ":outer" or NULL */
  Span span;
  struct Function *function; /* that it stands in, or NULL */
  int depth;                 /* nesting of closures there */
  bool breaks, continues;
  /* one of these jumps is in a closure that the compiler makes (of catch, do, ...) */
  bool left_by_closure;
  CoreVar *on_break, *on_continue; /* the checker's from here on: labels */
  CoreVar *on_turn, *key;          /* when left_by_closure */
  int lambda;                      /* nesting of closures in its body, then */
} Loop;

typedef struct Keyword {
  const Sym *name; /* without the colon */
  Span span;
  Expr *value;  /* argument, or default of a parameter */
  Local *local; /* of a parameter */
} Keyword;

/* fn, and every function-style definition. */
typedef struct Function {
  Pattern **param; /* at least one, save with keywords only: (fn () e) has a wildcard for Unit */
  int params;
  Keyword *keyword;
  int keywords;
  bool nullary;     /* written without parameters */
  bool returns;     /* a `return` names it */
  bool transparent; /* made by do: return passes through */
  Expr *body;
  CoreVar *on_return; /* the checker's from here on: label, or */
  CoreVar *escape;    /* key of a return from inside an inner closure */
  int lambda;         /* nesting of closures at its body */
  struct Type *result;
} Function;

typedef struct MatchBranch {
  Pattern *pat;
  Expr *body;
} MatchBranch;

/* A top-level value, function or expression of the unit being checked; also an instance method. */
typedef struct Definition {
  Global *global; /* of an expression statement: one without a name */
  Span span;      /* the whole form */
  Datum *form;
  Datum *declared; /* type of its declare form, or NULL */
  Span declared_at;
  struct Scheme *scheme; /* of the declaration */
  struct Type *type;     /* while it is being inferred */
  Function *function;    /* function style, or */
  Expr *value;
  struct Foreign *foreign; /* define-foreign: has neither (codegen/foreign.h) */
  bool is_expression;      /* a top-level expression: its value is dropped */
  bool is_method;          /* of an instance: what its parameters are is not its choice */
  VEC(struct Definition *) uses;
  int index, low;
  bool on_stack, in_progress, checked, ordered;
  Holes **holes; /* of the member of its group that is being inferred now */
} Definition;

typedef enum ExprKind {
  EXPR_ERROR,    /* already reported */
  EXPR_INTEGER,  /* digits */
  EXPR_RATIO,    /* digits, denominator */
  EXPR_FLOAT,    /* number, suffix */
  EXPR_STRING,   /* text, size */
  EXPR_CHAR,     /* code */
  EXPR_LOCAL,    /* local */
  EXPR_GLOBAL,   /* global */
  EXPR_ACCESSOR, /* field */
  EXPR_LIST,     /* list: item, items */
  EXPR_CALL,     /* call: fn, arg, args, keyword, keywords; nullary: written (f) */
  EXPR_FN,       /* function */
  EXPR_LET,      /* let: bindings (mutually recursive), body */
  EXPR_BIND,     /* bind: pat, value, body; irrefutable */
  EXPR_MATCH,    /* match */
  EXPR_IF,       /* iff */
  EXPR_SEQ,      /* seq: first, second */
  EXPR_THE,      /* the: type, value */
  EXPR_UNIT,     /* the value Unit */
  EXPR_FAIL,     /* fail: cond fell through; text */
  EXPR_RETURN,   /* ret: function, value */
  EXPR_FOR,      /* loop */
  EXPR_BREAK,    /* jump */
  EXPR_CONTINUE, /* jump */
  EXPR_BUILDER,  /* builder: item, items; for an association keys at even, values at odd places */
  EXPR_COMPREHENSION, /* comp */
  EXPR_ADJOIN,        /* adjoin: inside the loops of a comprehension, take in one element */
  EXPR_THROW,         /* value */
  EXPR_RESUME,        /* value */
  EXPR_CATCH,         /* catching: value, branches; pat NULL for `_` */
  EXPR_RESUMABLE,     /* catching */
  EXPR_DYNAMIC,       /* dynamic: vars, values, body */
  EXPR_TYPE_OF,       /* value */
  EXPR_C,             /* foreign */
} ExprKind;

typedef enum { TEST_NONE, TEST_WHILE, TEST_UNTIL, TEST_REPEAT } LoopTest;

struct Expr {
  ExprKind kind;
  Span span;
  union {
    struct {
      const char *digits, *denominator;
    };
    struct {
      double number;
      char suffix;
    };
    struct {
      const char *text;
      uint32_t size;
    };
    uint32_t code;
    Local *local;
    Global *global;
    const Sym *field;
    struct {
      Expr *fn, **arg;
      int args;
      Keyword *keyword;
      int keywords;
      bool nullary;
    } call;
    struct {
      Expr **item;
      int items;
    } list;
    Function *function;
    struct {
      Binding **binding;
      int bindings;
      Expr *body;
    } let;
    struct {
      Pattern *pat;
      Expr *value, *body;
    } bind;
    struct {
      Expr *value;
      MatchBranch *branch;
      int branches;
    } match;
    struct {
      Expr *cond, *then, *otherwise;
      const char *word; /* the form that this was written as; NULL: if */
    } iff;
    struct {
      Expr *first, *second;
    } seq;
    struct {
      Datum *type;
      Expr *value;
      const char *word; /* the form whose condition this is; NULL: the user wrote it */
    } the;
    struct {
      Function *function;
      Expr *value;
    } ret;
    struct {
      Loop *loop;
      Binding **var; /* initial values */
      Expr **step;
      int vars;
      bool sequential; /* for* */
      LoopTest test;
      Expr *limit;   /* of the test */
      Expr *returns; /* or NULL */
      Expr *body;
    } loop;
    struct {
      Loop *loop;
    } jump;
    struct {
      Expr **item;
      int items;
      bool association;
    } builder;
    struct {
      Expr *body; /* loops around the EXPR_ADJOIN */
      bool association;
      CoreVar *builder, *proxy; /* the checker's */
      struct Type *key, *item, *state;
      Core *adjoin;
    } comp;
    struct {
      Expr *of, *key, *item;
    } adjoin; /* key NULL: a collection */
    Expr *value;
    struct {
      Expr *value;
      MatchBranch *branch;
      int branches;
    } catching;
    struct {
      Global **var;
      Expr **value;
      int vars;
      Expr *body;
    } dynamic;
    struct {
      Datum *type;             /* (-> T) */
      struct Foreign *foreign; /* codegen/foreign.h; its types are the checker's */
      Expr **arg;              /* its params */
    } foreign;
  };
};

typedef enum PatternKind {
  PATTERN_ERROR,
  PATTERN_WILD,
  PATTERN_VAR,     /* local */
  PATTERN_AS,      /* local, sub[0] */
  PATTERN_CTOR,    /* ctor, sub, subs */
  PATTERN_INTEGER, /* digits */
  PATTERN_RATIO,   /* digits, denominator */
  PATTERN_FLOAT,   /* number, suffix */
  PATTERN_STRING,  /* text, size */
  PATTERN_CHAR,    /* code */
} PatternKind;

struct Pattern {
  PatternKind kind;
  Span span;
  Local *local;
  Global *ctor;
  Pattern **sub;
  int subs;
  union {
    struct {
      const char *digits, *denominator;
    };
    struct {
      double number;
      char suffix;
    };
    struct {
      const char *text;
      uint32_t size;
    };
    uint32_t code;
  };
};

#endif
