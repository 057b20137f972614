/* catalogue.h -- everything that the library's packages export, with its type and where it is defined.
 *
 * Made of what the checker knows, for smt doc and for whatever asks what the library has. Doc strings are not in the library
 * image: they are looked up in the sources that smt carries, when somebody wants one. */
#ifndef SMT_DRIVER_CATALOGUE_H
#define SMT_DRIVER_CATALOGUE_H

#include "driver/session.h"
#include "frontend/package.h"

typedef enum EntryKind {
#define ENTRY(id, word, title) ENTRY_##id,
#include "driver/entries.def"
#undef ENTRY
  ENTRY_KINDS
} EntryKind;

typedef struct Entry {
  EntryKind kind;
  const Package *package; /* that exports it; of an instance: that defines it */
  const Package *home;    /* that defines it */
  const Sym *name;        /* of an instance: of its class */
  const char *type;       /* its signature, on one line: see catalogue_make */
  const char *more;       /* types: their constructors; classes: their dependencies; or "" */
  const char *doc;        /* of what has no source; NULL: catalogue_doc finds it */
  Span span;              /* of the name where it is defined; nowhere: the compiler defines it */
  const void *entity;     /* a Global, TyCon, Class or Instance */
} Entry;

typedef VEC(Entry) Catalogue;

/* Sorted by package, then in the order of definition. The signature is a type ("List :a -> UFix"); of a class its superclasses and
 * its head ("Eq :a => Ord :a"); of an instance its context and head; of an alias what it stands for; of a macro
 * its pattern, of a special form its grammar (perhaps on several lines). */
Catalogue catalogue_make(Session *s);

/* What its doc string says; "" when it has none. */
const char *catalogue_doc(Session *s, const Entry *e);

/* The first comment of a package's file, which says what it is for; "" when there is none. The package of the language has no
 * file. */
const char *catalogue_about(Session *s, const Package *p);

/* "function", "functions" */
const char *entry_word(EntryKind kind);
const char *entry_title(EntryKind kind);

#endif
