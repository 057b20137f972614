/* datum.h -- what the reader makes of text: s-expressions with places.
 *
 * The reader knows brackets, literals and names; it does not know the language. Quotation marks become lists
 * headed by the names quote, quasiquote, unquote and unquote-splicing; `[a b]` becomes a DATUM_BRACKET;
 * `ƒxy.body` becomes (fn (x y) body). Numbers are kept as spelled out digits so that nothing is lost. */
#ifndef SMT_FRONTEND_DATUM_H
#define SMT_FRONTEND_DATUM_H

#include "base/diag.h"
#include "base/source.h"
#include "base/sym.h"

typedef enum DatumKind {
  DATUM_LIST,    /* ( ... )            item, len */
  DATUM_BRACKET, /* [ ... ]            item, len */
  DATUM_NAME,    /* foo, +, .field, :kw, pkg:name, _     name, pkg */
  DATUM_INTEGER, /* 42 #xFF 1_000 4/2  digits */
  DATUM_RATIO,   /* 1/2, -3/4          digits, denominator (reduced, denominator > 1) */
  DATUM_FLOAT,   /* 1.5 1e-3           number, suffix */
  DATUM_STRING,  /* "..."              text (escapes done), size */
  DATUM_CHAR,    /* #\a                code */
} DatumKind;

typedef struct Datum Datum;
struct Datum {
  DatumKind kind;
  uint32_t mark; /* DATUM_NAME: which macro expansion brought it in; 0: the user wrote it */
  Span span;
  union {
    struct {
      Datum **item;
      int len;
    };                 /* DATUM_LIST, DATUM_BRACKET */
    struct {           /* DATUM_NAME */
      const Sym *name; /* without the package; keywords keep their colon (":key") */
      const Sym *pkg;  /* of `pkg:name` and `pkg::name`, else NULL */
    };
    struct { /* DATUM_INTEGER, DATUM_RATIO */
      /* optional '-', then decimal digits without leading zeros; NUL-terminated */
      const char *digits;
      const char *denominator; /* DATUM_RATIO: decimal digits */
    };
    struct {
      double number;
      char suffix;
    }; /* DATUM_FLOAT: suffix 'f' (f s), 'd' (d l) or 0 (none, e) */
    struct {
      const char *text;
      uint32_t size;
    };             /* DATUM_STRING: UTF-8, may hold NUL bytes, NUL-terminated besides */
    uint32_t code; /* DATUM_CHAR: Unicode scalar value */
  };
};

typedef VEC(Datum *) DatumVec;

/* All top-level data of source file `file`. Reports what is wrong and goes on; never NULL data. Data live in
 * `arena`, names in `names`. After errors the data are good for nothing but finding more errors, except that after
 * DIAG_STRAY_CLOSER alone they are all there. A first line `#!...` is skipped. Nesting deeper than 10,000 is DIAG_TOO_DEEP. */
DatumVec read_source(Arena *arena, SymTable *names, Diag *dg, uint32_t file);

/* One datum as text on one line, as a user would write it. */
void datum_print(FILE *out, const Datum *d);

#endif
