/* world.h -- what the program being written may use: names with their types, data types, classes and instances.
 *
 * Names form one stack: the library at the bottom, then what the program defines, then the locals of the expression being
 * written. A name hides those of the same spelling below it. */
#ifndef SMT_TESTS_GENERATE_WORLD_H
#define SMT_TESTS_GENERATE_WORLD_H

#include "type.h"

#include <stdint.h>

enum {
  LOOSE = 1,   /* its type may be more general than said: arguments need annotations */
  SYNTAX = 2,  /* no value: only with all its arguments */
  FUELLED = 4, /* recursive: the first argument is a count that falls with every call */
  CONSTRUCTOR = 8,
  LOCAL = 16,
};

typedef struct Entry {
  const char *name;
  Scheme scheme;
  unsigned flags;
  int group;   /* of functions that call each other; 0: none */
  double cost; /* of a call, in calls */
} Entry;

typedef struct Data {
  const char *name;
  int constructors;
  int constructor[24]; /* places in the stack of names */
} Data;

typedef struct Class {
  const char *name;
  bool higher;       /* its parameter takes a type */
  const char *super; /* or NULL */
} Class;

typedef struct Instance {
  const char *class;
  Scheme head;
} Instance;

typedef struct World {
  Entry entry[2000];
  int entries;
  Data data[64];
  int datas;
  Class class[64];
  int classes;
  Instance instance[800];
  int instances;
  Need context[8]; /* what the function being written may assume */
  int needs;
  Type *rigid[8]; /* its type variables of kind * */
  int rigids;
} World;

extern World world;

/* The library. */
void world_init(void);
/* What the next program does not see: back to what world_init left. */
void world_reset(void);

Entry *world_add(const char *name, Scheme scheme, unsigned flags);
/* Its type as text, as scheme_of_text reads it. */
Entry *world_add_text(const char *name, const char *type, unsigned flags);
bool world_visible(const Entry *e);
void world_add_class(const char *name, bool higher, const char *super);
/* `Eq :a => List :a` */
void world_add_instance(const char *class, const char *head);
Data *world_add_data(const char *name);
/* The constructors of a type; NULL when it has none to match. */
Data *world_data(Type *t);

bool world_entails(const char *class, Type *t);
/* Choose types for all variables in it, such that what it needs is there. */
bool world_solve(Scheme *s);
/* A random type without variables; depth: how far it may nest. */
Type *world_type(int depth);

/* Random numbers: the program is a function of the seed. random_below(n): 0 to n-1. */
void random_seed(uint64_t seed);
int random_below(int n);
bool random_percent(int n);

#endif
