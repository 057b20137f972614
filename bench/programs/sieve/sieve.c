#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  size_t n = 20000000, count = 0;
  bool *composite = calloc(n + 1, 1);
  for (size_t i = 2; i <= n; i++) {
    if (composite[i]) continue;
    for (size_t j = i * i; j <= n; j += i) composite[j] = true;
    count++;
  }
  printf("%zu\n", count);
  free(composite);
  return 0;
}
