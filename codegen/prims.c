/* prims.c -- see prims.h. */
#include "codegen/prims.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* The rows as written. */
static const struct {
  const char *name, *type, *c;
} rows[] = {
#define PRIM(name, type, c) {name, type, c},
#include "codegen/prims.def"
#undef PRIM
};

enum { COUNT = sizeof rows / sizeof *rows };

const int prim_count = COUNT;

static int count_arrows(const char *type) {
  int depth = 0, arrows = 0;
  for (const char *p = type; *p; p++) {
    depth += (*p == '(') - (*p == ')');
    if (depth == 0 && p[0] == '-' && p[1] == '>') arrows++;
  }
  return arrows;
}

/* Derived once, and the same whenever it is derived. */
const PrimInfo *prim_info(PrimId id) {
  static PrimInfo info[COUNT];
  assert(id >= 0 && id < COUNT);
  PrimInfo *p = &info[id];
  if (!p->name) {
    p->type = rows[id].type;
    p->has_effect = rows[id].c[0] == '!';
    p->c = rows[id].c + p->has_effect;
    p->arity = count_arrows(p->type);
    p->name = rows[id].name;
  }
  return p;
}

PrimId prim_find(const char *name) {
  for (int i = 0; i < COUNT; i++)
    if (strcmp(rows[i].name, name) == 0) return i;
  return -1;
}
