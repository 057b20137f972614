#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct Entry {
  struct Entry *next;
  char *word;
  size_t size;
  long count;
} Entry;
static Entry **bucket;
static size_t buckets, entries;

static uint64_t hash(const char *s, size_t n) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 1099511628211u;
  return h ^ h >> 29;
}

static void grow(void) {
  size_t more = buckets ? buckets * 2 : 64;
  Entry **wider = calloc(more, sizeof *wider);
  for (size_t i = 0; i < buckets; i++)
    for (Entry *e = bucket[i], *next; e; e = next) {
      Entry **at = &wider[hash(e->word, e->size) & (more - 1)];
      next = e->next;
      e->next = *at;
      *at = e;
    }
  free(bucket);
  bucket = wider;
  buckets = more;
}

static Entry *find(const char *word, size_t size) {
  if (entries >= buckets) grow();
  Entry **at = &bucket[hash(word, size) & (buckets - 1)];
  for (Entry *e = *at; e; e = e->next)
    if (e->size == size && memcmp(e->word, word, size) == 0) return e;
  Entry *e = malloc(sizeof *e);
  char *copy = malloc(size + 1);
  memcpy(copy, word, size);
  copy[size] = 0;
  *e = (Entry){*at, copy, size, 0};
  *at = e;
  entries++;
  return e;
}

int main(void) {
  size_t used = 0, room = 1 << 20;
  char *text = malloc(room);
  long x = 1;
  for (int n = 0; n < 2000000; n++, x = (x * 1103515245 + 12345) % 2147483648) {
    if (used + 16 > room) text = realloc(text, room *= 2);
    used += (size_t)sprintf(text + used, n ? " w%ld" : "w%ld", x / 65536 % 5000);
  }
  for (char *p = text, *end = text + used; p < end;) {
    char *space = memchr(p, ' ', (size_t)(end - p));
    if (!space) space = end;
    find(p, (size_t)(space - p))->count++;
    p = space + 1;
  }
  printf("%zu\n", entries);
  static const char *const shown[] = {"w1", "w42", "w4999"};
  for (int i = 0; i < 3; i++) printf("%s %ld\n", shown[i], find(shown[i], strlen(shown[i]))->count);
  return 0;
}
