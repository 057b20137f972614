#include <stdio.h>

static long with_loops(long n) {
  long sum = 0;
  for (long i = 1; i <= n; i++)
    if ((i + 1) % 7 != 0) sum += 3 * (i + 1);
  return sum;
}

int main(void) {
  long sum = 0, total = 0;
  for (long i = 0; i < 30000000; i++) {
    long square = i * i;
    if (square % 3 == 1) sum = (sum + square) % 1000003;
  }
  printf("%ld\n", sum);
  for (int i = 0; i < 50; i++) {
    __asm__ volatile("" ::: "memory");
    total += with_loops(100000);
  }
  printf("%ld\n", total);
  return 0;
}
