/* sym.h -- interned names: two names are the same exactly when their pointers are. */
#ifndef SMT_BASE_SYM_H
#define SMT_BASE_SYM_H

#include "base/arena.h"
#include <stdint.h>

typedef struct Sym {
  uint32_t hash;
  uint32_t len; /* bytes, without the final NUL */
  char text[];  /* UTF-8, NUL-terminated */
} Sym;

/* Every name of a session: open addressing, all of it inside the arena. */
typedef struct SymTable {
  Arena *arena;
  const Sym **slot;
  uint32_t cap, count;
} SymTable;

void sym_init(SymTable *table, Arena *arena);
const Sym *sym_get(SymTable *table, const char *text, size_t len); /* makes it when it is new */
const Sym *sym_find(const SymTable *table, const char *text, size_t len); /* NULL when never seen */

/* sym_get of a C string. */
const Sym *sym_of(SymTable *table, const char *text);

/* sym_get of printf. */
const Sym *sym_printf(SymTable *table, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
