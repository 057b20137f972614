#include <stdio.h>
#include <stdlib.h>

/* The same persistent tree: every insertion makes a new path. Nodes come from chunks that are never given back, as a
 * program without a collector would do it for such a tree. */
enum { RED, BLACK };
typedef struct Node {
  struct Node *l, *r;
  long key, value, color;
} Node;

static Node *node(long color, Node *l, long key, long value, Node *r) {
  static Node *chunk;
  static int left;
  if (left == 0) {
    left = 4096;
    chunk = malloc(sizeof *chunk * (size_t)left);
  }
  Node *n = &chunk[--left];
  *n = (Node){l, r, key, value, color};
  return n;
}

static int red(const Node *n) { return n && n->color == RED; }

static Node *balance(long color, Node *l, long k, long v, Node *r) {
  if (color == BLACK) {
    if (red(l) && red(l->l))
      return node(RED, node(BLACK, l->l->l, l->l->key, l->l->value, l->l->r), l->key, l->value,
                  node(BLACK, l->r, k, v, r));
    if (red(l) && red(l->r))
      return node(RED, node(BLACK, l->l, l->key, l->value, l->r->l), l->r->key, l->r->value,
                  node(BLACK, l->r->r, k, v, r));
    if (red(r) && red(r->l))
      return node(RED, node(BLACK, l, k, v, r->l->l), r->l->key, r->l->value,
                  node(BLACK, r->l->r, r->key, r->value, r->r));
    if (red(r) && red(r->r))
      return node(RED, node(BLACK, l, k, v, r->l), r->key, r->value,
                  node(BLACK, r->r->l, r->r->key, r->r->value, r->r->r));
  }
  return node(color, l, k, v, r);
}

static Node *add(long key, long value, Node *t) {
  if (!t) return node(RED, NULL, key, value, NULL);
  if (key < t->key) return balance(t->color, add(key, value, t->l), t->key, t->value, t->r);
  if (key > t->key) return balance(t->color, t->l, t->key, t->value, add(key, value, t->r));
  return node(t->color, t->l, key, value, t->r);
}

static Node *insert(long key, long value, Node *t) {
  Node *n = add(key, value, t);
  return node(BLACK, n->l, n->key, n->value, n->r);
}

static long next(long x) { return (x * 1103515245 + 12345) % 2147483648; }

int main(void) {
  Node *t = NULL;
  long x = 42, total = 0;
  for (long n = 200000; n > 0; n--, x = next(x)) t = insert(x, n, t);
  x = 42;
  for (long n = 200000; n > 0; n--, x = next(x)) {
    const Node *p = t;
    while (p && p->key != x) p = x < p->key ? p->l : p->r;
    if (p) total += p->value;
  }
  printf("%ld\n", total);
  return 0;
}
