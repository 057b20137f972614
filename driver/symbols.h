/* symbols.h -- where code that is made in memory finds the runtime and the compiled library.
 *
 * A static program has no dynamic symbols to look up, so the build writes a table of every global
 * of the runtime and of library.o (tools/make-symbols), sorted by name. */
#ifndef SMT_DRIVER_SYMBOLS_H
#define SMT_DRIVER_SYMBOLS_H

typedef struct Symbol {
  const char *name;
  void *address;
} Symbol;

extern const Symbol symbol_table[];
extern const int symbol_count;

/* The address of a symbol, or NULL when there is none of that name. */
void *symbol_find(const char *name);

#endif
