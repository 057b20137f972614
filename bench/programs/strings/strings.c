#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Text {
  char *data;
  size_t size, room;
} Text;

static void add(Text *t, const char *piece, size_t n) {
  if (t->size + n > t->room) {
    t->room = 2 * (t->size + n);
    t->data = realloc(t->data, t->room);
    if (!t->data) abort();
  }
  memcpy(t->data + t->size, piece, n);
  t->size += n;
}

static long check(const char *s, size_t n) {
  long sum = 0;
  for (size_t i = 0; i < n; i++) sum = (sum * 31 + (unsigned char)s[i]) % 1000003;
  return sum;
}

int main(void) {
  Text t = {0};
  for (long i = 1; i <= 500000; i++) {
    char line[80];
    int n = snprintf(line, sizeof line, "%sitem %ld: %ld %s", i > 1 ? "; " : "", i, i * i % 1009,
                     i % 2 ? "odd" : "even");
    add(&t, line, (size_t)n);
  }
  printf("%zu\n%ld\n", t.size, check(t.data, t.size));
  char *upper = malloc(t.size);
  if (!upper) abort();
  for (size_t i = 0; i < t.size; i++) upper[i] = (char)toupper((unsigned char)t.data[i]);
  printf("%ld\n", check(upper, t.size));
  return 0;
}
