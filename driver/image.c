/* image.c -- see image.h */
#define XXH_INLINE_ALL
#include "driver/image.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "driver/driver.h"
#include "driver/session.h"

/* A session as it lies in memory. */
typedef struct Memory {
  char *base;     /* where it was made */
  uint64_t *word; /* a copy */
  size_t words;
  ArenaLog log;
} Memory;

typedef struct Writer {
  Memory a, b;
  uint8_t *is_pointer; /* of each word of memory */
  size_t *same; /* of each object of the log: the first that is equal, for constants; else itself */
  size_t *place; /* of each object: where it goes in the image, plus 1; 0 when it was not reached */
  size_t *todo;
  size_t todo_len;
  size_t used;
} Writer;

static Memory make(char *base) {
  Memory m = {.base = base};
  size_t size;
  session_new_at(base, &m.log, &size);
  m.words = size / 8;
  m.word = malloc(size);
  if (m.word) memcpy(m.word, base, size);
  return m;
}

/* Index in the log of the object that an offset lies in. */
static size_t object_at(const Memory *m, size_t offset) {
  size_t low = 0, high = m->log.len;
  while (high - low > 1) {
    size_t mid = (low + high) / 2;
    if (m->log.object[mid].start <= offset) low = mid;
    else high = mid;
  }
  return low;
}

static size_t words_of(const ArenaObject *o) { return (o->size + 7) / 8; }

static bool find_pointers(Writer *w) {
  uint64_t delta = (uint64_t)(w->b.base - w->a.base);
  if (w->a.words != w->b.words || w->a.log.len != w->b.log.len) return false;
  w->is_pointer = calloc(w->a.words, 1);
  for (size_t i = 0; i < w->a.words; i++) {
    uint64_t x = w->a.word[i], y = w->b.word[i];
    w->is_pointer[i] = x != y;
    if (x != y && y - x != delta) return false;
  }
  return true;
}

/* ---- equal constants become one ---- */

/* The words of a constant, pointers led to the first of what is equal. A constant is made after what it points to,
 * so that has been looked at before. */
static void lead_to_first(Writer *w, const ArenaObject *o) {
  for (size_t k = o->start / 8; k < o->start / 8 + words_of(o); k++) {
    if (!w->is_pointer[k]) continue;
    size_t offset = w->a.word[k] - (uint64_t)w->a.base, i = object_at(&w->a, offset);
    offset += w->a.log.object[w->same[i]].start - w->a.log.object[i].start;
    w->a.word[k] = (uint64_t)w->a.base + offset;
  }
}

static bool is_equal(const Writer *w, size_t i, size_t j) {
  const ArenaObject *x = &w->a.log.object[i], *y = &w->a.log.object[j];
  size_t n = words_of(x);
  return x->kind == y->kind && x->size == y->size &&
         memcmp(w->a.word + x->start / 8, w->a.word + y->start / 8, n * 8) == 0 &&
         memcmp(w->is_pointer + x->start / 8, w->is_pointer + y->start / 8, n) == 0;
}

static void find_equal(Writer *w) {
  size_t slots = 1024;
  while (slots < w->a.log.len * 2) slots *= 2;
  size_t *slot = calloc(slots, sizeof *slot); /* index plus 1 */
  w->same = malloc(w->a.log.len * sizeof *w->same);
  for (size_t i = 0; i < w->a.log.len; i++) {
    const ArenaObject *o = &w->a.log.object[i];
    w->same[i] = i;
    if (o->kind == ARENA_ANY) continue;
    lead_to_first(w, o);
    size_t at = XXH3_64bits(w->a.word + o->start / 8, words_of(o) * 8) & (slots - 1);
    while (slot[at] && !is_equal(w, slot[at] - 1, i)) at = (at + 1) & (slots - 1);
    if (slot[at]) w->same[i] = slot[at] - 1;
    else slot[at] = i + 1;
  }
  free(slot);
}

/* ---- what can be reached ---- */

static void reach(Writer *w, size_t offset) {
  size_t i = w->same[object_at(&w->a, offset)];
  if (w->place[i]) return;
  w->place[i] = w->used + 1;
  w->used += words_of(&w->a.log.object[i]) * 8;
  w->todo[w->todo_len++] = i;
}

static void reach_all(Writer *w) {
  w->place = calloc(w->a.log.len, sizeof *w->place);
  w->todo = malloc(w->a.log.len * sizeof *w->todo);
  reach(w, 0); /* the Session itself is the first object */
  while (w->todo_len) {
    const ArenaObject *o = &w->a.log.object[w->todo[--w->todo_len]];
    for (size_t k = o->start / 8; k < o->start / 8 + words_of(o); k++)
      if (w->is_pointer[k]) reach(w, w->a.word[k] - (uint64_t)w->a.base);
  }
}

/* A word that is no pointer into the arena but could be one into stage 1 itself would be wrong in the final program. */
static int complain_outside(Writer *w) {
  extern char __executable_start[], _end[];
  int count = 0;
  for (size_t i = 0; i < w->a.log.len; i++) {
    const ArenaObject *o = &w->a.log.object[i];
    if (!w->place[i] || o->kind == ARENA_TEXT) continue;
    for (size_t k = 0; k < words_of(o); k++) {
      uint64_t x = w->a.word[o->start / 8 + k];
      if (w->is_pointer[o->start / 8 + k] || x < (uint64_t)__executable_start ||
          x >= (uint64_t)_end)
        continue;
      if (count++ < 20)
        fprintf(stderr,
                "image: object %zu, %zu bytes, word %zu is %#llx, which points outside of the "
                "image (\"%.40s\")\n",
                i, o->size, k, (unsigned long long)x, (const char *)x);
    }
  }
  return count;
}

static void write_object(Writer *w, size_t i, char *out) {
  const ArenaObject *o = &w->a.log.object[i];
  uint64_t *to = (uint64_t *)(out + (w->place[i] - 1));
  for (size_t k = o->start / 8; k < o->start / 8 + words_of(o); k++) {
    uint64_t x = w->a.word[k];
    if (w->is_pointer[k]) {
      size_t offset = x - (uint64_t)w->a.base, j = object_at(&w->a, offset);
      x = (uint64_t)IMAGE_BASE + (w->place[w->same[j]] - 1) + (offset - w->a.log.object[j].start);
    }
    *to++ = x;
  }
}

int image_write(const char *path) {
  Writer w = {0};
  w.a = make(IMAGE_BASE);
  w.b = make(IMAGE_BASE + ((size_t)1 << 37));
  if (!w.a.word || !w.b.word || !find_pointers(&w)) {
    fprintf(stderr, "image: two sessions differ in more than addresses\n");
    return STATUS_INTERNAL;
  }
  find_equal(&w);
  reach_all(&w);
  if (complain_outside(&w)) return STATUS_INTERNAL;
  char *out = calloc(1, w.used);
  for (size_t i = 0; i < w.a.log.len; i++)
    if (w.place[i]) write_object(&w, i, out);
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(out, 1, w.used, f) != w.used || fclose(f) != 0) {
    perror(path);
    return STATUS_ERROR;
  }
  return STATUS_OK;
}
