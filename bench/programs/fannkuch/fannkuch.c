#include <stdbool.h>
#include <stdio.h>

enum { N = 10 };

int main(void) {
  int p[N], q[N], counter[N], r = N;
  long checksum = 0, most = 0;
  bool even = true;
  for (int i = 0; i < N; i++) p[i] = i;
  for (;; even = !even) {
    for (int i = 1; i < r; i++) counter[i] = i + 1;
    for (int i = 0; i < N; i++) q[i] = p[i];
    long flips = 0;
    for (; q[0] != 0; flips++)
      for (int i = 0, j = q[0]; i < j; i++, j--) {
        int x = q[i];
        q[i] = q[j], q[j] = x;
      }
    if (flips > most) most = flips;
    checksum += even ? flips : -flips;
    for (r = 1; r < N; r++) {
      int first = p[0];
      for (int i = 0; i < r; i++) p[i] = p[i + 1];
      p[r] = first;
      if (--counter[r] > 0) break;
    }
    if (r == N) break;
  }
  printf("%ld\n%ld\n", checksum, most);
  return 0;
}
