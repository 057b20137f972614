/* image.c -- see image.h */
#include "driver/image.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
  uint8_t *is_pointer; /* of each word */
  size_t *moved; /* of each object of the log: new offset plus 16, or 0 when it was not reached */
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
    if (m->log.start[mid] <= offset) low = mid;
    else high = mid;
  }
  return low;
}

static size_t object_end(const Memory *m, size_t i) {
  return i + 1 < m->log.len ? m->log.start[i + 1] : m->words * 8;
}

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

static void reach(Writer *w, size_t offset) {
  size_t i = object_at(&w->a, offset);
  if (w->moved[i]) return;
  w->moved[i] = w->used + 16;
  w->used += object_end(&w->a, i) - w->a.log.start[i];
  w->todo[w->todo_len++] = i;
}

static void reach_all(Writer *w) {
  w->moved = calloc(w->a.log.len, sizeof *w->moved);
  w->todo = malloc(w->a.log.len * sizeof *w->todo);
  reach(w, 0); /* the Session itself is the first object */
  while (w->todo_len) {
    size_t i = w->todo[--w->todo_len];
    for (size_t k = w->a.log.start[i] / 8; k < object_end(&w->a, i) / 8; k++)
      if (w->is_pointer[k]) reach(w, w->a.word[k] - (uint64_t)w->a.base);
  }
}

/* The end of a name may look like an address of a small program. */
static bool is_text(uint64_t x) {
  for (; x; x >>= 8)
    if ((x & 255) < ' ' || (x & 255) > '~') return false;
  return true;
}

/* A word that is no pointer into the arena but could be one into stage 1 itself would be wrong in the final program. */
static int complain_outside(Writer *w) {
  extern char __executable_start[], _end[];
  int count = 0;
  for (size_t i = 0; i < w->a.log.len; i++) {
    if (!w->moved[i]) continue;
    for (size_t k = w->a.log.start[i] / 8; k < object_end(&w->a, i) / 8; k++) {
      uint64_t x = w->a.word[k];
      if (w->is_pointer[k] || x < (uint64_t)__executable_start || x >= (uint64_t)_end || is_text(x))
        continue;
      if (count++ < 20)
        fprintf(stderr,
                "image: object %zu, %zu bytes, word %zu is %#llx, which points outside of the "
                "image (\"%.40s\")\n",
                i, object_end(&w->a, i) - w->a.log.start[i], k - w->a.log.start[i] / 8,
                (unsigned long long)x, (const char *)x);
    }
  }
  return count;
}

static void write_object(Writer *w, size_t i, char *out) {
  uint64_t *to = (uint64_t *)(out + (w->moved[i] - 16));
  for (size_t k = w->a.log.start[i] / 8; k < object_end(&w->a, i) / 8; k++) {
    uint64_t x = w->a.word[k];
    if (w->is_pointer[k]) {
      size_t offset = x - (uint64_t)w->a.base, o = object_at(&w->a, offset);
      x = (uint64_t)IMAGE_BASE + (w->moved[o] - 16) + (offset - w->a.log.start[o]);
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
  reach_all(&w);
  if (complain_outside(&w)) return STATUS_INTERNAL;
  char *out = calloc(1, w.used);
  for (size_t i = 0; i < w.a.log.len; i++)
    if (w.moved[i]) write_object(&w, i, out);
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(out, 1, w.used, f) != w.used || fclose(f) != 0) {
    perror(path);
    return STATUS_ERROR;
  }
  return STATUS_OK;
}
