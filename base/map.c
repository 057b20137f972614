/* map.c -- see map.h. The slots hold indices, so the entries stay in order when the table grows. */
#include "base/map.h"

#include <stdbool.h>

#include "base/sym.h"
#include "base/vec.h"

#define FIRST_SLOTS 8 /* a power of two, as every size of the table */

static uint32_t hash_of(const void *key, bool name) {
  uint64_t k = name ? ((const Sym *)key)->hash : (uint64_t)(uintptr_t)key;
  uint64_t h = k * 0x9e3779b97f4a7c15u;
  return (uint32_t)(h >> 32);
}

/* The slot that holds `key`, or the free one where it belongs. The table is never full. */
static int32_t *find_slot(const Map *m, const void *key, bool name) {
  uint32_t mask = m->slots - 1, at = hash_of(key, name) & mask;
  while (m->slot[at] && m->entry[m->slot[at] - 1].key != key) at = (at + 1) & mask;
  return &m->slot[at];
}

static void grow(Arena *a, Map *m, bool name) {
  m->slots = m->slots ? m->slots * 2 : FIRST_SLOTS;
  m->slot = ARENA_ARRAY(a, int32_t, m->slots);
  for (int i = 0; i < m->len; i++) *find_slot(m, m->entry[i].key, name) = i + 1;
}

static void *get(const Map *m, const void *key, bool name) {
  if (!m->len) return NULL;
  int32_t at = *find_slot(m, key, name);
  return at ? m->entry[at - 1].value : NULL;
}

static void put(Arena *a, Map *m, const void *key, void *value, bool name) {
  if ((uint32_t)m->len * 2 >= m->slots) grow(a, m, name);
  int32_t *slot = find_slot(m, key, name);
  if (*slot) {
    m->entry[*slot - 1].value = value;
    return;
  }
  if (m->len == m->cap) m->entry = vec_grow(a, m->entry, m->len, &m->cap, sizeof *m->entry);
  m->entry[m->len++] = (MapEntry){key, value};
  *slot = m->len;
}

void *map_get(const Map *m, const void *key) { return get(m, key, false); }
void map_put(Arena *a, Map *m, const void *key, void *value) { put(a, m, key, value, false); }
void *names_get(const Map *m, const Sym *key) { return get(m, key, true); }
void names_put(Arena *a, Map *m, const Sym *key, void *value) { put(a, m, key, value, true); }
