/* symbols.h -- where code that is made in memory finds the runtime and the compiled library.
 *
 * A static program has no dynamic symbols to look up, so the build writes a table of every global of the runtime and of
 * library.o (tools/make-symbols). Thousands of long names would take more space than the functions they name, so the table
 * has a hash of each, and the build fails if two are the same; sorted by hash. Addresses fit 32 bits: smt is linked
 * statically below 4 GiB. */
#ifndef SMT_DRIVER_SYMBOLS_H
#define SMT_DRIVER_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Symbol {
  uint32_t hash; /* of the name: bytes as digits to base 257, modulo 2^32 - 5 */
  uint32_t address;
} Symbol;

extern const Symbol symbol_table[];
extern const int symbol_count;

/* The address of a symbol. A name that is none of the runtime's or the library's gives NULL, most likely: ask only for
 * what the compiler itself has referred to. */
void *symbol_find(const char *name);

/* Functions that C compilers call by themselves. */
typedef struct SymbolHelper {
  const char *name;
  void *address;
} SymbolHelper;

extern const SymbolHelper symbol_helpers[];
extern const int symbol_helper_count;

/* Write, as a linker script, the address here of everything that an object refers to and does not have. False when
 * something is not here, or a file cannot be read or written. */
bool symbols_resolve(const char *object, const char *script);

#endif
