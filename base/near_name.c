/* near_name.c -- how far apart two names are, for "did you mean". Declared in diag.h. */
#define _GNU_SOURCE 1
#include "base/diag.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <strings.h>

#define LONGEST 128 /* characters; nobody mistypes longer ones in a way we could guess */

static int decode(const char *name, uint32_t *out) {
  const char *end = name + strlen(name);
  int len = 0;
  while (name < end && len <= LONGEST) out[len++] = utf8_decode(&name, end);
  return len;
}

static int min(int a, int b) { return a < b ? a : b; }

/* Damerau-Levenshtein distance without edits inside a transposed pair: insertions, deletions,
 * replacements and swaps of neighbours. Three rows of the table are enough. */
static int distance(const uint32_t *a, int a_len, const uint32_t *b, int b_len) {
  int rows[3][LONGEST + 1];
  int *before = rows[0], *above = rows[1], *row = rows[2];
  for (int j = 0; j <= b_len; j++) above[j] = j;
  for (int i = 1; i <= a_len; i++) {
    row[0] = i;
    for (int j = 1; j <= b_len; j++) {
      row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = min(row[j], min(above[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = min(row[j], before[j - 2] + 1);
    }
    int *spare = before;
    before = above, above = row, row = spare;
  }
  return above[b_len];
}

bool near_name(const char *name, const char *candidate, int *best_distance) {
  uint32_t a[LONGEST + 1], b[LONGEST + 1];
  if (strcmp(name, candidate) == 0) return false;
  int far;
  if (strcasecmp(name, candidate) == 0) {
    far = 0;
  } else {
    int a_len = decode(name, a), b_len = decode(candidate, b);
    int limit = a_len / 3 < 1 ? 1 : min(a_len / 3, 3);
    if (a_len > LONGEST || b_len > LONGEST || abs(a_len - b_len) > limit) return false;
    far = distance(a, a_len, b, b_len);
    if (far > limit || far >= min(a_len, b_len)) return false; /* something must be in common */
  }
  if (far >= *best_distance) return false;
  *best_distance = far;
  return true;
}
