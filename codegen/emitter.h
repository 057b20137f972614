/* emitter.h -- the parts of the C emitter among themselves; private to codegen/.
 *
 *   emit.c        functions, closures of globals, dictionaries, the program table: the text as a whole
 *   statements.c  the body of one function
 *   calls.c       calls in it
 *   expression.c  what is one C expression: variables, constants, pure primitives
 *   foreign.c     wrappers around C functions and inline C
 *   export.c      C functions around ours, for C to call
 *   constants.c   static data: strings, big integers, constant constructor applications
 *   names.c       C identifiers, tables of what has been declared
 *
 * How the names in the C begin: s_ what the program or library defines, ls_ what passes made of it, str_ big_ data_ constants,
 * k_ closures of constructors and primitives; then the suffix __c for the static closure of a function, __closure for that
 * closure's code, __d for a dictionary, __get and __value for values of the library, __init for what computes a value. */
#ifndef SMT_CODEGEN_EMITTER_H
#define SMT_CODEGEN_EMITTER_H

#include "base/map.h"
#include "codegen/core.h"
#include "codegen/emit.h"
#include "codegen/prims.h"
#include "codegen/text.h"

enum { REGS = 5 }; /* SMT_REGS of runtime/smt.h */

typedef struct Site {
  uint32_t line, column, file;
} Site;

typedef VEC(Site) SiteVec;
typedef VEC(const char *) FileVec;

typedef struct Emitter {
  Arena *arena;
  CoreUnit *unit;
  Sources *sources;
  EmitMode mode;
  bool is_open; /* others will refer to what this text defines: the library, CoreUnit.open */
  Text declarations, data, code;
  Text includes, foreign; /* at the end of the text: what headers define must not reach the rest */
  VEC(struct Foreign *) foreigns; /* in the order of their numbers, less one */
  Map callbacks;                  /* Sym of a C function type to the name of its typedef */
  SymTable names;
  Map declared; /* Sym of what has been declared already */
  Map own;      /* CoreGlobals that this text defines */
  VEC(const char *) externs;
  Map strings;   /* Sym of the text to the name of its object */
  Map integers;  /* Sym of the digits to their text */
  Map constants; /* Core node to its text, or `no_constant` */
  int constant_count;
  SiteVec sites;
  Map site_at; /* span, as a pointer, to index */
  FileVec files;
  int file_index[1 << 12];  /* Span.file to index into files, 0 when not there yet */
  Map value_index;          /* EMIT_TCC: CoreGlobal to its place in smt_unit_values, plus one */
  bool jump_used[REGS + 2]; /* EMIT_TCC: SMT_JUMPn of so many registers */

  /* The function being written. */
  CoreGlobal *fn;
  Text *out;        /* where statements go */
  Text entry, body; /* of the function: used again for the next one */
  Map taken;        /* Sym of the identifiers in use in it */
  int indent, temps, labels;
  bool loops;                /* a tail call of itself goes back to label `again` */
  size_t goto_from, goto_to; /* where in `out` the last goto stands */
} Emitter;

/* names.c */
const char *name_global(Emitter *e, CoreGlobal *g);
const char *name_variable(Emitter *e, const CoreVar *v); /* a fresh identifier in the function */
const char *name_temp(Emitter *e, const char *prefix);
bool declare_once(Emitter *e, const char *name); /* true the first time */
void declare_extern(Emitter *e, const char *name,
                    const char *declaration); /* EMIT_TCC: also in externs */
void declare_runtime(Emitter *e, const char *name,
                     int args); /* a W smt_...(W, ...) function, for EMIT_TCC */
const char *readable_name(Arena *a, const char *text, int max);
uint32_t site_of(Emitter *e, Span span);

/* constants.c */
const char *constant_text(Emitter *e, Core *c); /* NULL: not a constant */
const char *word_text(Emitter *e, uint64_t word);
void emit_static(Emitter *e, const char *name, const char *const *word,
                 int words); /* an array of words in data */

/* emit.c */
const char *
global_value_text(Emitter *e,
                  CoreGlobal *g); /* a function, constructor, primitive or dictionary as a word */
const char *global_code_name(Emitter *e, CoreGlobal *g); /* its C function, declared */
bool value_is_variable(const Emitter *e,
                       const CoreGlobal *g); /* a GLOBAL_VALUE that is read without a call */
const char *value_place(Emitter *e,
                        CoreGlobal *g); /* that variable, or the one behind the getter */
const char *value_getter(Emitter *e,
                         CoreGlobal *g); /* the function that gives a value of the library */

/* expression.c */
bool is_inline(Emitter *e, const Core *c); /* one C expression without effects? */
bool reads_variables(const Core *c);       /* of those: does it depend on when it is evaluated? */
const char *inline_text(Emitter *e, Core *c);      /* its text */
bool is_simple(const char *text);                  /* a name or number */
const char *grouped(Emitter *e, const char *text); /* in brackets unless that is needless */
const char *prim_text(Emitter *e, PrimId id, const char *const *arg, Span span);
bool prim_repeats(PrimId id, int arg); /* does its C mention that argument twice? */
const char *condition_text(const char *text, Emitter *e); /* without an outer (W)(...) */
const char *word_at(Emitter *e, const char *address, int index);
const char *field_text(Emitter *e, const Ctor *ctor, int index, const char *value);
const char *ctor_text(Emitter *e, const Ctor *ctor,
                      const char *const *field); /* NULL: needs statements */

/* Where a value goes: see statements.c. */
typedef enum { RETURN, ASSIGN, DROP } DestKind;
typedef struct Dest {
  DestKind kind;
  const char *name; /* ASSIGN */
  bool declare;     /* ASSIGN: the variable is not declared yet */
} Dest;

extern const Dest emit_nowhere;

/* statements.c */
void emit_body(Emitter *e, CoreGlobal *g,
               Text *out); /* everything between the braces of its C function */
bool emit_core(Emitter *e, Core *c, Dest d);
bool emit_put(Emitter *e, const char *text, bool has_effect,
              Dest d); /* hand a finished C expression to the destination */
void emit_line(Emitter *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *emit_in_temp(Emitter *e, Core *c); /* its value in a new variable */

/* Texts for expressions that are evaluated in order; what is not an inline expression goes into a temporary, and so does what
 * reads a variable when a later one needs statements (or when `settle` says that there will be some). */
const char **emit_operands(Emitter *e, Core **c, int n, bool settle);

/* to[i] = text[i] for all i at once. A target of NULL is left out. */
void emit_assignments(Emitter *e, const char **to, const char **text, int n);

/* foreign.c */
void emit_foreign(Emitter *e, CoreGlobal *g); /* the wrapper of a GLOBAL_FOREIGN, in e->foreign */

/* export.c */
void emit_exports(Emitter *e); /* in e->foreign */

/* calls.c */
void emit_site(Emitter *e, Span span); /* smt_rt.site = what stands at span */
bool emit_call(Emitter *e, Core *c, Dest d);

#endif
