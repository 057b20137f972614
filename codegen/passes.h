/* passes.h -- the passes over Core; private to codegen/. Each is one file with one entry point, run by passes.c in the
 * order in which they stand here. */
#ifndef SMT_CODEGEN_PASSES_H
#define SMT_CODEGEN_PASSES_H

#include "codegen/core.h"
#include "codegen/emit.h"
#include "codegen/prims.h"

/* What every pass is given. */
typedef struct Pass {
  Arena *arena; /* lives as long as the library: passes leave things in library globals too */
  int *next_id;
  CoreUnit *unit;
  EmitMode mode;
  CoreGlobal **prim;               /* globals for the primitives that passes call; see pass_prim */
  bool changed;                    /* specialise, cases: there is more to simplify */
  const CoreGlobal *here;          /* specialise, simplify: the function they are at */
  struct Specialiser *specialised; /* specialise: what it has made so far */
  struct Explanation *explanation; /* NULL: nobody asks */
  int doubled;                     /* versions: nodes that are there twice so far */
} Pass;

void pass_finish(Pass *p);   /* finish.c:    holes and methods of known instances */
void pass_simplify(Pass *p); /* simplify.c:  small, safe improvements */
void pass_cases(Pass *p);    /* cases.c:     matches on what is known (EMIT_CC) */
void pass_cells(Pass *p); /* cells.c:     cells that nobody else sees become variables (EMIT_CC) */
void pass_specialise(
    Pass *p); /* specialise.c: functions of known functions and dictionaries (EMIT_CC) */
void pass_instances(Pass *p); /* instances.c: dictionaries known at compile time become constants */
void pass_reach(Pass *p);     /* reach.c:     what the program cannot come to goes */
void pass_sink(
    Pass *p); /* sink.c:      functions that only one other ends in move into it (EMIT_CC) */
void pass_match(
    Pass *p); /* match.c:     pattern matching to decision trees; from here on in CoreGlobal.low */
void pass_tidy(Pass *p);     /* tidy.c:      unused and unreachable code goes */
void pass_contify(Pass *p);  /* contify.c:   local functions that are only jumped to become joins */
void pass_closure(Pass *p);  /* closure.c:   no function mentions a variable of another one */
void pass_modcons(Pass *p);  /* modcons.c:   recursion under a constructor becomes a loop */
void pass_versions(Pass *p); /* versions.c: loops for small Integers (EMIT_CC) */
void pass_ranges(Pass *p);   /* ranges.c:    arithmetic without tests that cannot fail (EMIT_CC) */
void pass_trim(Pass *p);     /* tidy.c:      again */

/* The invariants that all passes keep (check.c): aborts with a message naming the pass when one does not hold. */
void core_check(Pass *p, const char *pass);

/* Decide about every function of a library whether calls of it are inlined (simplify.c), while the bodies are at hand. */
void simplify_judge(Pass *p);

/* Settle kind, arity and parameters of a global: needed before anything looks at them (finish.c). */
void global_shape(Pass *p, CoreGlobal *g);

/* The same for an instance and its slots. */
void instance_shape(Pass *p, CoreGlobal *instance);

/* Finish the body of a global, of the library too; nothing when that is done already (finish.c). */
void global_finish(Pass *p, CoreGlobal *g);
void core_finish(Pass *p, Core **place);

/* What (METHOD dict slot) is when the instance is known, finished; else NULL (finish.c). */
Core *method_resolve(Pass *p, Core *dict, int slot);

/* May a function come back to itself? Remembered in CoreGlobal.recursion (recursion.c). */
bool global_is_recursive(Pass *p, CoreGlobal *g);

/* Remark on what has been done to a function, for --explain-opt (explain.c). */
void pass_remark(Pass *p, const CoreGlobal *g, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
struct Explanation *explain_new(Arena *a);

/* All remarks, and what calls the functions are left with. */
void explain_print(Pass *p, FILE *out);

/* The name of a global as the user knows it. */
const char *global_label(const CoreGlobal *g);

/* A primitive as a global. */
CoreGlobal *pass_prim(Pass *p, const char *name);

/* A new global of this unit. Its C name is made of that of `outer` and a number of the session. */
CoreGlobal *pass_global(Pass *p, GlobalKind kind, CoreGlobal *outer, const Sym *name, Span span);

#endif
