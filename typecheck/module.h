/* module.h -- a file while it is checked, shared by module.c and its phases. Not for other folders. */
#ifndef SMT_TYPECHECK_MODULE_H
#define SMT_TYPECHECK_MODULE_H

#include "typecheck/check.h"
#include "typecheck/checker.h"

typedef struct TypeForm {
  TyCon *tycon;
  Datum *form;
  Datum **ctor;  /* of the constructors, by index */
  Datum **field; /* of the fields of a struct: their types */
} TypeForm;

typedef struct DeriveForm {
  TyCon *tycon;
  Datum *cls; /* the class's name as written */
  Datum *form;
} DeriveForm;

/* What an import brought in. */
typedef struct ImportUse {
  Package *package;
  const Sym *name; /* of import-from, or NULL */
  bool is_nickname;
  Span span;
} ImportUse;

typedef struct Module {
  Checker c;
  FileKind kind;
  VEC(TypeForm) type;
  VEC(DeriveForm) derived;
  VEC(Datum *) derive; /* classes of a derive attribute, waiting for their type */
  Datum *attribute;    /* the attribute waiting for a definition, or NULL */
  VEC(Datum *) declare, instance, export;
  VEC(Instance *) made; /* instances of this file, in order */
  int expansions;
  VEC(ImportUse) imports;
} Module;

void module_types(Module *m);       /* types.c: kinds, constructors, fields, aliases, variance */
void module_close_kinds(Module *m); /* types.c: after the classes: open kinds become *, variance */
void module_classes(Module *m);     /* classes.c: superclasses, methods */
void module_instances(Module *m);   /* instances.c: heads, derived contexts */
void module_values(Module *m);      /* values.c: declarations, definitions, methods */
void module_finish(Module *m);      /* program.c: order of initialisation, main */
void module_methods(Module *m);     /* instances.c: bodies */
void module_exports(Module *m);     /* export.c: what C can call, with FILE_EXPORTS */
void module_describe(
    Module *m); /* program.c: how uncaught exceptions of this file's types are shown */

/* ---- module.c ---- */
bool define_entity(Checker *c, Space space, const Sym *name, Span span, void *entity,
                   Span old_span);
Global *value_new(Checker *c, ValueKind kind, const Sym *name, Span span);

/* ---- collect.c: one top-level form each ---- */
void collect_error(Checker *c, Span span, const char *text);
void check_attribute_left(Module *m);
void collect_macro(Module *m, Datum *d);
void collect_form(Module *m, Datum *d);

/* ---- foreign.c ---- */
void collect_foreign(Module *m, Datum *d);

/* ---- imports.c: packages, imports, exports ---- */
void collect_import(Module *m, Datum *d);
void collect_import_from(Module *m, Datum *d);
void package_clause(Module *m, Datum *d);
Scope *scope_new(World *w, Package *p);
void open_script_environment(Module *m);
void export_all(Module *m);
void warn_unused_imports(Module *m);

#endif
