/* sym.c -- see sym.h. Linear probing in a table kept at most half full; names are never removed. */
#include "base/sym.h"

#include <string.h>

#define FIRST_CAP 1024 /* a power of two, as every capacity */

/* Eight bytes at a step; the two multiplications spread every bit of the text over the upper half. */
static uint32_t hash_of(const char *text, size_t len) {
  const uint64_t odd = 0x9e3779b97f4a7c15u;
  uint64_t h = len * odd, word;
  for (; len >= 8; text += 8, len -= 8) {
    memcpy(&word, text, 8);
    h = (h ^ word) * odd;
    h ^= h >> 29;
  }
  word = 0;
  for (size_t i = 0; i < len; i++) word |= (uint64_t)(unsigned char)text[i] << (8 * i);
  h = (h ^ word) * odd;
  h = (h ^ h >> 32) * odd;
  return (uint32_t)(h >> 32);
}

void sym_init(SymTable *table, Arena *arena) {
  *table = (SymTable){.arena = arena, .cap = FIRST_CAP};
  table->slot = ARENA_ARRAY(arena, const Sym *, FIRST_CAP);
}

static void grow(SymTable *table) {
  const Sym **old = table->slot;
  uint32_t old_cap = table->cap, mask = old_cap * 2 - 1;
  table->slot = ARENA_ARRAY(table->arena, const Sym *, (size_t)old_cap * 2);
  table->cap = old_cap * 2;
  for (uint32_t i = 0; i < old_cap; i++) {
    if (!old[i]) continue;
    uint32_t at = old[i]->hash & mask;
    while (table->slot[at]) at = (at + 1) & mask;
    table->slot[at] = old[i];
  }
}

/* Where the name is, or the free slot where it belongs. */
static const Sym **find_slot(const SymTable *table, uint32_t hash, const char *text, size_t len) {
  uint32_t mask = table->cap - 1, at = hash & mask;
  for (const Sym *s; (s = table->slot[at]); at = (at + 1) & mask)
    if (s->hash == hash && s->len == len && memcmp(s->text, text, len) == 0) break;
  return &table->slot[at];
}

const Sym *sym_find(const SymTable *table, const char *text, size_t len) {
  return *find_slot(table, hash_of(text, len), text, len);
}

const Sym *sym_get(SymTable *table, const char *text, size_t len) {
  uint32_t hash = hash_of(text, len);
  const Sym **slot = find_slot(table, hash, text, len);
  if (*slot) return *slot;
  Sym *fresh = arena_alloc_kind(table->arena, sizeof(Sym) + len + 1, ARENA_TEXT);
  fresh->hash = hash;
  fresh->len = (uint32_t)len;
  memcpy(fresh->text, text, len);
  *slot = fresh;
  if (++table->count > table->cap / 2) grow(table);
  return fresh;
}

const Sym *sym_of(SymTable *table, const char *text) { return sym_get(table, text, strlen(text)); }

const Sym *sym_printf(SymTable *table, const char *fmt, ...) {
  char *mark = table->arena->at;
  va_list ap;
  va_start(ap, fmt);
  char *text = arena_vprintf(table->arena, fmt, ap);
  va_end(ap);
  const Sym *s = sym_find(table, text, strlen(text));
  if (s) { /* known: the text is not needed */
    arena_reset(table->arena, mark);
    return s;
  }
  return sym_of(table, text);
}
