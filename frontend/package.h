/* package.h -- packages, what they define, and what a name means where it stands.
 *
 * There are three name spaces: values (functions, constructors, methods, macros), types, and classes. A
 * package owns entities in each and exports some of its own or of what it imported. A Scope is what one
 * file sees: the package's own entities, then imports (a later import wins over an earlier one), and
 * nicknames for packages. Types and classes are the checker's (typecheck/type.h, class.h) and opaque here. */
#ifndef SMT_FRONTEND_PACKAGE_H
#define SMT_FRONTEND_PACKAGE_H

#include "base/diag.h"
#include "base/map.h"
#include "base/sym.h"
#include "codegen/cname.h"
#include "frontend/datum.h"

struct Scheme;
struct TyCon;
struct Class;
struct Macro;
struct Definition;

typedef struct Package Package;

typedef enum {
  VALUE_PLAIN,  /* a function or value */
  VALUE_CTOR,   /* core->ctor */
  VALUE_METHOD, /* cls, method */
  VALUE_MACRO,  /* macro */
} ValueKind;

/* A top-level value. */
typedef struct Global {
  ValueKind kind;
  bool dynamic; /* *earmuffed* */
  bool used;
  const Sym *name;
  Package *home;
  Span span;              /* its name where it is defined */
  const char *doc;        /* or NULL */
  CoreGlobal *core;       /* VALUE_PLAIN, VALUE_CTOR */
  struct Scheme *scheme;  /* NULL while it is not yet known */
  struct Class *cls;      /* VALUE_METHOD */
  int method;             /* VALUE_METHOD: index into cls->method */
  struct Macro *macro;    /* VALUE_MACRO */
  struct Definition *def; /* while its own unit is being checked */
} Global;

typedef enum { SPACE_VALUE, SPACE_TYPE, SPACE_CLASS, SPACES } Space;

struct Package {
  const Sym *name;
  Map own[SPACES];      /* Sym -> Global, TyCon, Class */
  Map exported[SPACES]; /* the same; includes what is re-exported */
  bool is_library;
  bool has_effects; /* it has instances, or expressions: importing it may be all that is wanted */
  bool exports_all; /* no export form: everything of its own is exported */
  bool loading;     /* being checked at the moment: importing it is a cycle */
  Span loaded_from; /* the import form that asked for it */
  Global *eval_result; /* of expressions to evaluate: the last one */
};

/* What one file sees. */
typedef struct Scope {
  Package *package;
  Map visible[SPACES];
  Map nickname; /* Sym -> Package */
  /* what was found by imports and nicknames, to know of unused ones; NULL: nobody asks */
  Map *seen;
  /* an import failed: what is unbound may have come from there, and is not reported */
  bool incomplete;
} Scope;

/* Where macro expansions come from: mark m of a datum was made by world->mark.data[m]. */
typedef struct MarkOrigin {
  Scope *scope;    /* of the macro's definition: where names of its template are looked up */
  Span use;        /* the macro call */
  uint32_t parent; /* mark of the call itself */
} MarkOrigin;

/* Everything known to a session. */
typedef struct World {
  Arena *arena;
  SymTable *names;
  Diag *diag;
  Sources *sources;
  int *next_id; /* for core_fresh */
  Map package;  /* Sym -> Package */
  CNames cnames;
  VEC(MarkOrigin) mark;
  /* what the inputs of an interactive session have brought into sight; NULL before the first */
  Scope *entered;
  /* Finds and loads a package that is not there yet; NULL when there is none (reported). */
  Package *(*load)(struct World *w, const Sym *name, Span at, uint32_t importing_file);
  void *load_context;
} World;

Package *package_get(World *w, const Sym *name); /* makes it when it is new */
Package *package_find(World *w, const Scope *scope,
                      const Sym *name); /* by nickname, name or old name; NULL */
void package_export(World *w, Package *p, Space space, const Sym *name, void *entity);

/* Open all that `from` exports. */
void scope_open(World *w, Scope *scope, Package *from);

/* What `from` sees, `to` sees too. */
void scope_inherit(World *w, Scope *to, const Scope *from);

/* What a name means in a space, or NULL. Looks at the mark of `d` for the scope to look in; falls back to a
 * name of another capitalisation with a warning. With `report`, says what is wrong (unknown package, unbound name with a
 * near name) when there is nothing. */
void *scope_find(World *w, Scope *scope, Space space, const Datum *d, bool report);

/* What to say of an unbound name: that another one was meant, and the edit for it. */
void suggest_name(World *w, const Datum *d, const char *name);

/* The same without fallback and messages. */
void *scope_lookup(World *w, const Scope *scope, Space space, const Datum *d);

#endif
