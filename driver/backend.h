/* backend.h -- the two ways from C text to a running program.
 *
 *   backend_tcc   libtcc, inside this process: there at once, no files, no C compiler needed.
 *   backend_cc    the system's C compiler: slow to make, fast to run; makes executables.
 *
 * C that either of them refuses is our bug, an internal error that shows the C; unless it is the C that the program itself
 * calls, with which only backend_cc can deal (codegen/foreign.h). */
#ifndef SMT_DRIVER_BACKEND_H
#define SMT_DRIVER_BACKEND_H

#include "base/diag.h"
#include "codegen/emit.h"
#include "driver/driver.h"
#include "driver/loadable.h"
#include "driver/process.h"

#include <stdio.h>
#include <sys/stat.h>

/* The kinds of program that are kept between runs. */
typedef enum ProgramKind {
  PROGRAM_QUICK,      /* a loadable by libtcc, which an optimised program should replace */
  PROGRAM_LOADABLE,   /* a loadable, optimised */
  PROGRAM_EXECUTABLE, /* optimised; needs nothing of smt */
} ProgramKind;

/* Compile EMIT_TCC text in memory and run it with these arguments (argv[0] is the script's path) in
 * this process. Gives the program's exit status, unless the program exits by itself first. */
int backend_tcc_run(Driver *d, const Emitted *c, int argc, char **argv);

/* The two halves of that: compile, then run. In between the program can be written to a file. */
int backend_tcc_compile(Driver *d, const Emitted *c, Loadable *program);
int backend_tcc_start(Driver *d, const Loadable *program, int argc, char **argv);

/* The same for units that refer to those before them (CoreUnit.open); they stay in memory. */
typedef struct LoadedUnit LoadedUnit;
typedef struct LoadedUnits {
  LoadedUnit *last;
} LoadedUnits;
int backend_tcc_run_next(Driver *d, LoadedUnits *units, const Emitted *c, int argc, char **argv);

/* The C compiler to use: what --cc or $CC says, which may be several words ("ccache cc"), else the first of cc, gcc and clang. */
#define CC_WORDS 16
typedef struct CCompiler {
  char words[1024];               /* the text that word[] points into */
  const char *word[CC_WORDS + 1]; /* NULL-terminated */
  int count;
  char path[1024]; /* of the first word */
  bool is_found;
  const char *named_by; /* "--cc", "$CC", or NULL */
  const char *triple; /* the machine that it makes programs for (driver/target.h); NULL: this one */
  struct stat st[2];  /* of the first word's file, and of the second's when it is a program too */
} CCompiler;

/* Look for it; changes nothing and starts nothing. False when there is none. `option` is the value of --cc, or NULL. */
bool cc_find(CCompiler *cc, const char *option);

/* The compiler of this name, which may be several words, and no other. */
bool cc_find_named(CCompiler *cc, const char *name);

/* "cc: not found" with advice, for driver_fail; `task` is what it is needed for. */
int cc_missing(Driver *d, const CCompiler *cc, const char *task);

typedef struct CcJob {
  const CCompiler *cc;
  const Emitted *c;     /* EMIT_CC text */
  const char *optimise; /* "-O2" */
  bool is_static;       /* a static program, when there is a static libc (else a dynamic one) */
  bool must_be_static;  /* the same, but fail without a static libc */
  bool is_stripped;
  const char *const
      *exports;            /* a library, in which only these names can be seen; NULL: a program */
  const char *soname;      /* the library is a shared one of this name; NULL: an archive */
  const char *runtime_dir; /* has smt.h and libsmt.a */
  const char *work_dir;    /* for temporary files; the caller removes it */
  Diag *diag;              /* for what is wrong with the C that the program calls */
  const char *output;
  Arguments cflags; /* --cflags */
  FILE *show;       /* print every command there, or NULL */
  const char
      *only_show; /* do nothing but print commands that compile this C file; NULL: do the work */
} CcJob;

/* Compile and link an executable or library; or, when `kind` is not NULL, what smt itself can use: a loadable, or an executable where
 * that cannot be linked. STATUS_OK; STATUS_NOT_COMPILED when something is wrong with C that the program
 * calls, told to job->diag; STATUS_INTERNAL when cc refused our C, with what it said; STATUS_ERROR
 * when it could not do its work (a full disk, it was killed). */
int backend_cc_build(Driver *d, const CcJob *job, ProgramKind *kind);

#endif
