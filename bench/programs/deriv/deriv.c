#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { NUM, VAR, ADD, MUL, POW } Kind;
typedef struct Expr {
  Kind kind;
  union {
    long n;
    const char *name;
    struct {
      const struct Expr *a, *b;
    };
    struct {
      const struct Expr *base;
      long exponent;
    };
  };
} Expr;

/* Expressions share parts, so none is given back before the end: they come from chunks. */
static Expr *make(Expr e) {
  static Expr *chunk;
  static int left;
  if (left == 0) {
    left = 4096;
    chunk = malloc(sizeof *chunk * (size_t)left);
  }
  Expr *p = &chunk[--left];
  *p = e;
  return p;
}

static const Expr *num(long n) { return make((Expr){.kind = NUM, .n = n}); }
static const Expr *var(const char *name) { return make((Expr){.kind = VAR, .name = name}); }
static const Expr *two(Kind kind, const Expr *a, const Expr *b) {
  return make((Expr){.kind = kind, .a = a, .b = b});
}
static const Expr *raised(const Expr *a, long n) {
  return make((Expr){.kind = POW, .base = a, .exponent = n});
}
static int is(const Expr *e, long n) { return e->kind == NUM && e->n == n; }

static const Expr *add(const Expr *a, const Expr *b) {
  if (a->kind == NUM && b->kind == NUM) return num(a->n + b->n);
  return is(a, 0) ? b : is(b, 0) ? a : two(ADD, a, b);
}

static const Expr *mul(const Expr *a, const Expr *b) {
  if (a->kind == NUM && b->kind == NUM) return num(a->n * b->n);
  if (is(a, 0) || is(b, 0)) return num(0);
  return is(a, 1) ? b : is(b, 1) ? a : two(MUL, a, b);
}

static const Expr *power(const Expr *a, long n) {
  return n == 0 ? num(1) : n == 1 ? a : raised(a, n);
}

static const Expr *derive(const char *v, const Expr *e) {
  switch (e->kind) {
  case NUM: return num(0);
  case VAR: return num(strcmp(v, e->name) == 0);
  case ADD: {
    const Expr *a = derive(v, e->a);
    return add(a, derive(v, e->b));
  }
  case MUL: {
    const Expr *a = mul(e->a, derive(v, e->b));
    return add(a, mul(e->b, derive(v, e->a)));
  }
  case POW: {
    const Expr *a = mul(num(e->exponent), power(e->base, e->exponent - 1));
    return mul(a, derive(v, e->base));
  }
  }
  return NULL;
}

static long size(const Expr *e) {
  switch (e->kind) {
  case NUM:
  case VAR: return 1;
  case ADD:
  case MUL: return 1 + size(e->a) + size(e->b);
  case POW: return 1 + size(e->base);
  }
  return 0;
}

int main(void) {
  long sum = 0;
  for (long k = 1; k <= 2000; k++) {
    const Expr *x = var("x");
    const Expr *e = two(MUL, raised(two(ADD, x, num(k)), 5),
                        two(MUL, two(ADD, raised(x, 4), two(MUL, num(3), var("y"))),
                            two(ADD, two(MUL, x, x), num(7))));
    for (int i = 0; i < 6; i++) e = derive("x", e);
    sum += size(e);
  }
  printf("%ld\n", sum);
  return 0;
}
