/* symbols.c -- binary search in the table of symbols. */
#include "driver/symbols.h"

#include <stddef.h>

static uint32_t hash_of(const char *name) {
  uint64_t hash = 0;
  for (; *name; name++) hash = (hash * 257 + (unsigned char)*name) % 4294967291u;
  return (uint32_t)hash;
}

void *symbol_find(const char *name) {
  uint32_t hash = hash_of(name);
  int low = 0, high = symbol_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (symbol_table[middle].hash == hash) return (void *)(uintptr_t)symbol_table[middle].address;
    if (hash < symbol_table[middle].hash) high = middle;
    else low = middle + 1;
  }
  return NULL;
}
