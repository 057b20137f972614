#include <stdio.h>
#include <stdlib.h>

typedef struct List {
  struct List *next;
  long value;
} List;
typedef struct Boards {
  struct Boards *next;
  List *board;
} Boards;

static int safe(long column, const List *placed) {
  for (long distance = 1; placed; placed = placed->next, distance++)
    if (placed->value == column || placed->value == column + distance ||
        placed->value == column - distance)
      return 0;
  return 1;
}

static Boards *queens(long k, long n) {
  Boards *all = NULL, **end = &all;
  if (k == 0) {
    all = malloc(sizeof *all);
    *all = (Boards){NULL, NULL};
    return all;
  }
  Boards *before = queens(k - 1, n);
  for (Boards *b = before; b; b = b->next)
    for (long c = 1; c <= n; c++) {
      if (!safe(c, b->board)) continue;
      List *placed = malloc(sizeof *placed);
      *placed = (List){b->board, c};
      *end = malloc(sizeof **end);
      **end = (Boards){NULL, placed};
      end = &(*end)->next;
    }
  while (before) {
    Boards *next = before->next;
    free(before);
    before = next;
  }
  return all;
}

int main(void) {
  long count = 0;
  for (Boards *b = queens(12, 12); b; b = b->next) count++;
  printf("%ld\n", count);
  return 0;
}
