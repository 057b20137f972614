#include <stdio.h>
#include <stdlib.h>

typedef struct Tree {
  struct Tree *left, *right;
} Tree;

static Tree *build(long depth) {
  Tree *t = malloc(sizeof *t);
  if (depth == 0) {
    t->left = t->right = NULL;
  } else {
    t->left = build(depth - 1);
    t->right = build(depth - 1);
  }
  return t;
}

static long count(const Tree *t) { return t ? 1 + count(t->left) + count(t->right) : 0; }

static void drop(Tree *t) {
  if (!t) return;
  drop(t->left);
  drop(t->right);
  free(t);
}

int main(void) {
  long max = 17, times = 131072;
  Tree *long_lived = build(max);
  for (long depth = 4; depth <= max; depth += 2, times /= 4) {
    long sum = 0;
    for (long i = 0; i < times; i++) {
      Tree *t = build(depth);
      sum += count(t);
      drop(t);
    }
    printf("%ld trees of depth %ld, check %ld\n", times, depth, sum);
  }
  printf("long lived tree, check %ld\n", count(long_lived));
  drop(long_lived);
  return 0;
}
