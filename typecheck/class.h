/* class.h -- type classes and instances.
 *
 * A dictionary is a record: the dictionaries of the superclasses, then the methods (codegen/core.h). Types
 * of classes and instances are over TY_GEN: in a class the parameters are 0..params-1, and a method's own variables follow. */
#ifndef SMT_TYPECHECK_CLASS_H
#define SMT_TYPECHECK_CLASS_H

#include "typecheck/type.h"

typedef struct Fundep {
  uint32_t from, to; /* sets of parameters, as bits */
} Fundep;

typedef struct Method {
  const Sym *name;
  Span span;
  Scheme *scheme;   /* pred[0] is the class itself; further ones are the method's own */
  bool is_function; /* its declared type is a function: the slot holds the function; else a thunk */
  Global *global;
  /* default implementation: a function of the class's dictionary, then as the slot; or NULL */
  CoreGlobal *fallback;
  Datum *fallback_form;
} Method;

typedef struct Instance {
  Class *cls;
  Span span; /* of the head */
  int vars;
  Kind **kind;
  const Sym **name;
  Type **arg; /* cls->params types */
  Pred *context;
  int contexts;
  CoreGlobal *core;
  Package *home;
  Datum *form;         /* while its unit is checked: the define-instance form, or */
  Datum **method_form; /* definitions of the methods, by index (derived ones too) */
  bool derived;
} Instance;

typedef VEC(Instance *) InstanceVec;

struct Class {
  const Sym *name;
  Package *home;
  Span span;
  const char *doc;
  int params;
  Kind **kind;
  const Sym **param;
  Pred *super;
  int supers;
  Fundep *fundep;
  int fundeps;
  Method *method;
  int methods;
  InstanceVec instance; /* all of them, in order; they are found by the head of their first type: */
  Map by_head;          /* name of a type constructor (Sym) -> InstanceVec */
  InstanceVec open;     /* those whose first type has a variable at its head */
  Datum *form;          /* while its unit is checked */
  Scope *scope;
  bool in_progress;
};

#endif
