/* map.c -- see map.h. The slots hold indices, so the entries stay in order when the table grows. */
#include "base/map.h"

#include "base/vec.h"

#define FIRST_SLOTS 8 /* a power of two, as every size of the table */

static uint32_t hash_of(const void *key) {
  uint64_t h = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;
  return (uint32_t)(h >> 32);
}

/* The slot that holds `key`, or the free one where it belongs. The table is never full. */
static int32_t *find_slot(const Map *m, const void *key) {
  uint32_t mask = m->slots - 1, at = hash_of(key) & mask;
  while (m->slot[at] && m->entry[m->slot[at] - 1].key != key) at = (at + 1) & mask;
  return &m->slot[at];
}

static void grow(Arena *a, Map *m) {
  m->slots = m->slots ? m->slots * 2 : FIRST_SLOTS;
  m->slot = ARENA_ARRAY(a, int32_t, m->slots);
  for (int i = 0; i < m->len; i++) *find_slot(m, m->entry[i].key) = i + 1;
}

void *map_get(const Map *m, const void *key) {
  if (!m->len) return NULL;
  int32_t at = *find_slot(m, key);
  return at ? m->entry[at - 1].value : NULL;
}

void map_put(Arena *a, Map *m, const void *key, void *value) {
  if ((uint32_t)m->len * 2 >= m->slots) grow(a, m);
  int32_t *slot = find_slot(m, key);
  if (*slot) {
    m->entry[*slot - 1].value = value;
    return;
  }
  if (m->len == m->cap) m->entry = vec_grow(a, m->entry, m->len, &m->cap, sizeof *m->entry);
  m->entry[m->len++] = (MapEntry){key, value};
  *slot = m->len;
}
