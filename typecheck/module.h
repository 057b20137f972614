/* module.h -- a file while it is checked, shared by module.c and its phases. Not for other folders. */
#ifndef SMT_TYPECHECK_MODULE_H
#define SMT_TYPECHECK_MODULE_H

#include "typecheck/check.h"
#include "typecheck/checker.h"

typedef struct TypeForm {
  TyCon  *tycon;
  Datum  *form;
  Datum **ctor;      /* of the constructors, by index */
  Datum **field;     /* of the fields of a struct: their types */
} TypeForm;

typedef struct DeriveForm {
  TyCon *tycon;
  Datum *cls;        /* the class's name as written */
  Datum *form;
} DeriveForm;

typedef struct Module {
  Checker  c;
  FileKind kind;
  VEC(TypeForm) type;
  VEC(DeriveForm) derived;
  VEC(Datum *) derive;       /* classes of a derive attribute, waiting for their type */
  Datum   *attribute;        /* the attribute waiting for a definition, or NULL */
  VEC(Datum *) declare, instance, export;
  VEC(Instance *) made;      /* instances of this file, in order */
  int      expansions;
} Module;

void module_types(Module *m);       /* types.c: kinds, constructors, fields, aliases, variance */
void module_close_kinds(Module *m); /* types.c: after the classes: open kinds become *, variance */
void module_classes(Module *m);     /* classes.c: superclasses, methods */
void module_instances(Module *m);   /* instances.c: heads, derived contexts */
void module_values(Module *m);      /* values.c: declarations, definitions, methods */
void module_finish(Module *m);      /* program.c: order of initialisation, main */
void module_methods(Module *m);     /* instances.c: bodies */
void module_describe(Module *m);    /* program.c: how uncaught exceptions of this file's types are shown */

#endif
