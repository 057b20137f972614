/* map.h -- a hash map from pointers (most often interned names) to pointers, in an arena.
 *
 * Iteration goes in order of insertion, so that nothing that is printed depends on addresses:
 *   for (int i = 0; i < m.len; i++) use(m.entry[i].key, m.entry[i].value); */
#ifndef SMT_BASE_MAP_H
#define SMT_BASE_MAP_H

#include "base/arena.h"
#include <stdint.h>

struct Sym;

typedef struct MapEntry {
  const void *key;
  void *value;
} MapEntry;

/* All zero is an empty map. */
typedef struct Map {
  /* len of them, in order of insertion; a removed one keeps its place with value NULL */
  MapEntry *entry;
  int32_t *slot; /* open addressing; index into entry plus one, 0 when free */
  int len, cap;
  uint32_t slots;
} Map;

void *map_get(const Map *m, const void *key);                 /* NULL when absent */
void map_put(Arena *a, Map *m, const void *key, void *value); /* adds or replaces */

/* The same for a map all of whose keys are names (Sym). It is laid out by the hash of the text and not by addresses, so
 * that it is still a map when the names have been moved (driver/image.c). One map is used with one pair of functions. */
void *names_get(const Map *m, const struct Sym *key);
void names_put(Arena *a, Map *m, const struct Sym *key, void *value);

#endif
