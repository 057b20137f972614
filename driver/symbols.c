/* symbols.c -- binary search in the table of symbols. */
#include "driver/symbols.h"

#include <stddef.h>
#include <string.h>

void *symbol_find(const char *name) {
  int low = 0, high = symbol_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    int order = strcmp(name, symbol_table[middle].name);
    if (order == 0) return symbol_table[middle].address;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NULL;
}
