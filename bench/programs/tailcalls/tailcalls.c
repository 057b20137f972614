#include <stdio.h>

static long odd_step(long n, long acc);
static long third_step(long n, long acc);

static long even_step(long n, long acc) {
  if (n == 0) return acc;
  return acc % 3 == 0 ? odd_step(n - 1, acc + 5) : third_step(n - 1, acc + 1);
}

static long odd_step(long n, long acc) {
  if (n == 0) return -acc;
  return acc < 1000000 ? third_step(n - 1, acc * 2) : even_step(n - 1, acc - 999999);
}

static long third_step(long n, long acc) {
  if (n == 0) return acc + 7;
  return even_step(n - 1, acc + 11);
}

int main(void) {
  printf("%ld\n", even_step(300000000, 1));
  return 0;
}
