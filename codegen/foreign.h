/* foreign.h -- C that a program calls: define-foreign and inline `c`.
 *
 * Smelter functions take and give words; C functions have types. So the checker works out the C type of every parameter and
 * of the result (typecheck/foreign.c), and the emitter writes a wrapper of words around the C function (emit_foreign): it
 * includes the headers that the program names, and leaves it to the C compiler to say whether the types fit them. The
 * alternative, a call through a description of the types at run time (libffi), checks nothing and knows no macros.
 *
 * Only the system's C compiler can do this. A unit with foreign parts therefore has no EMIT_TCC text (core_needs_cc). */
#ifndef SMT_CODEGEN_FOREIGN_H
#define SMT_CODEGEN_FOREIGN_H

#include "base/source.h"
#include "base/vec.h"
#include <stdbool.h>

typedef enum CTypeKind {
#define CTYPE(kind, name, c, element, out, in) CTYPE_##kind,
#include "codegen/ctypes.def"
#undef CTYPE
  CTYPE_COUNT
} CTypeKind;

/* The C type of a value. */
typedef struct CType {
  CTypeKind kind;
  bool is_optional;    /* STRING, POINTER, FUNCTION: NULL is None */
  struct CType **item; /* VECTOR, ARRAY: the element; FUNCTION: the parameters, then the result */
  int items;
  const char *type_name; /* OPAQUE, to and from an exported function: the Smelter type */
} CType;

typedef struct CTypeInfo {
  const char *name, *c;
  int element;
  const char *out, *in;
} CTypeInfo;

const CTypeInfo *ctype_info(CTypeKind kind); /* the row of ctypes.def */

typedef enum { NEED_HEADER, NEED_LIBRARY, NEED_PKG_CONFIG } NeedKind;

/* What a form asks of the system. */
typedef struct ForeignNeed {
  NeedKind kind;
  const char *text; /* "math.h", "m", "sqlite3" */
  Span span;
} ForeignNeed;

/* One define-foreign or `c` form. */
typedef struct Foreign {
  Span span;        /* the whole form */
  const char *text; /* the C function's name; or inline C: an expression, or a body in braces */
  Span text_span;   /* the string that it is */
  bool is_inline;
  bool is_value; /* the name is that of a constant or variable, not of a function */
  CType **param;
  const char **name; /* inline C: what C calls the parameters */
  int params;        /* 0 for (Unit -> T), which takes one word all the same */
  CType *result;
  const char *finalizer; /* the C function for a result that is a Pointer, or NULL */
  bool keeps_functions;  /* C may call the functions that are passed later as well */
  VEC(ForeignNeed) needs;
} Foreign;

/* Where the emitter has put foreign part i of a unit, the C compiler's messages speak of the file "foreign:i"; of
 * "foreign:i:text", with lines counted from 1, where that is the user's own text. */
#define FOREIGN_FILE "foreign:"
#define FOREIGN_TEXT ":text"

#endif
