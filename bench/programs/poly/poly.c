#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 100 };
typedef long Matrix[N][N];

/* What the polymorphic program does, written out twice. INFINITE stands for no way at all. */
#define INFINITE (-1)

static void multiply_modular(Matrix to, Matrix a, Matrix b) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      long sum = 0;
      for (int k = 0; k < N; k++) sum = (sum + a[i][k] * b[k][j] % 1000003) % 1000003;
      to[i][j] = sum;
    }
}

static void multiply_cost(Matrix to, Matrix a, Matrix b) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      long least = INFINITE;
      for (int k = 0; k < N; k++) {
        if (a[i][k] == INFINITE || b[k][j] == INFINITE) continue;
        long cost = a[i][k] + b[k][j];
        if (least == INFINITE || cost < least) least = cost;
      }
      to[i][j] = least;
    }
}

static void power(long n, Matrix m, Matrix to, void (*multiply)(Matrix, Matrix, Matrix)) {
  Matrix t;
  if (n == 0) return;
  if (n % 2 == 0) {
    multiply(t, m, m);
    power(n / 2, t, to, multiply);
  } else {
    power(n - 1, m, to, multiply);
    multiply(t, m, to);
    memcpy(to, t, sizeof t);
  }
}

static long total(Matrix m) {
  long sum = 0;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) sum += m[i][j];
  return sum;
}

int main(void) {
  static Matrix m, to;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) m[i][j] = ((i + 1) * 7 + (j + 1) * 13) % 101, to[i][j] = i == j;
  power(1000000, m, to, multiply_modular);
  printf("%ld\n", total(to));
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++)
      m[i][j] = m[i][j] < 20 ? INFINITE : m[i][j], to[i][j] = i == j ? 0 : INFINITE;
  power(1000000, m, to, multiply_cost);
  printf("%ld\n", total(to));
  return 0;
}
