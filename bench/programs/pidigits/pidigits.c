/* needs: -lgmp */
#include <gmp.h>
#include <stdio.h>

int main(void) {
  mpz_t num, acc, den, t, digit;
  mpz_init_set_ui(num, 1);
  mpz_init_set_ui(acc, 0);
  mpz_init_set_ui(den, 1);
  mpz_init(t);
  mpz_init(digit);
  unsigned long found = 0, sum = 0;
  for (unsigned long k = 1; found < 4000; k++) {
    unsigned long odd = 2 * k + 1;
    mpz_addmul_ui(acc, num, 2);
    mpz_mul_ui(acc, acc, odd);
    mpz_mul_ui(den, den, odd);
    mpz_mul_ui(num, num, k);
    if (mpz_cmp(num, acc) > 0) continue;
    mpz_mul_ui(t, num, 3);
    mpz_add(t, t, acc);
    mpz_fdiv_q(digit, t, den);
    mpz_add(t, t, num);
    mpz_fdiv_q(t, t, den);
    if (mpz_cmp(digit, t) != 0) continue;
    unsigned long d = mpz_get_ui(digit);
    mpz_submul_ui(acc, den, d);
    mpz_mul_ui(acc, acc, 10);
    mpz_mul_ui(num, num, 10);
    sum += d * ++found;
  }
  printf("%lu\n", sum);
  return 0;
}
