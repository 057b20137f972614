#include <math.h>
#include <stdio.h>

enum { N = 1500 };

static double a(long i, long j) { return 1.0 / (double)((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(const double *from, double *to) {
  for (int i = 0; i < N; i++) {
    double sum = 0;
    for (int j = 0; j < N; j++) sum += a(i, j) * from[j];
    to[i] = sum;
  }
}

static void multiply_transposed(const double *from, double *to) {
  for (int i = 0; i < N; i++) {
    double sum = 0;
    for (int j = 0; j < N; j++) sum += a(j, i) * from[j];
    to[i] = sum;
  }
}

static void both(const double *from, double *to, double *between) {
  multiply(from, between);
  multiply_transposed(between, to);
}

int main(void) {
  static double u[N], v[N], t[N];
  double uv = 0, vv = 0;
  for (int i = 0; i < N; i++) u[i] = 1;
  for (int i = 0; i < 10; i++) {
    both(u, v, t);
    both(v, u, t);
  }
  for (int i = 0; i < N; i++) uv += u[i] * v[i], vv += v[i] * v[i];
  printf("%ld\n", (long)(1e9 * sqrt(uv / vv)));
  return 0;
}
