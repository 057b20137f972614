#include <stdbool.h>
#include <stdio.h>

static bool stays(double cr, double ci) {
  double zr = 0, zi = 0;
  for (int n = 0;; n++) {
    if (zr * zr + zi * zi > 4) return false;
    if (n == 50) return true;
    double r = zr * zr - zi * zi + cr;
    zi = 2 * (zr * zi) + ci;
    zr = r;
  }
}

int main(void) {
  long size = 2000, sum = 0;
  for (long y = 0; y < size; y++)
    for (long x = 0; x < size; x++)
      sum += stays(2.0 * (double)x / (double)size - 1.5, 2.0 * (double)y / (double)size - 1);
  printf("%ld\n", sum);
  return 0;
}
