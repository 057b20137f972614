/* use.c -- a C program that calls two Smelter libraries, shop.smt and other.smt: prints what is not as it should be. */
#include "other.h"
#include "shop.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

static void check(bool holds, int line, const char *what) {
  if (holds) return;
  printf("line %d: not so: %s (%s)\n", line, what, shop_error() ? shop_error() : "no error");
  failures++;
}
#define CHECK(x) check(x, __LINE__, #x)

static bool fails_with(const char *text) { return shop_error() && strstr(shop_error(), text); }

/* What shop.smt calls: it calls the library from inside of a call. */
int64_t shop_inner(int32_t n) {
  int64_t result = shop_recurse(n);
  return shop_error() ? -2 : result;
}

static void numbers(void) {
  const double row[] = {1, 2, 6};
  const uint8_t bytes[] = {1, 200};
  size_t count;
  CHECK(shop_mean(row, 3) == 3);
  double *scaled = shop_scaled(2, row, 3, &count);
  CHECK(count == 3 && scaled[2] == 12);
  free(scaled);
  free(shop_scaled(2, row, 0, NULL));
  CHECK(!shop_error());
  int16_t *negated = shop_bytes(bytes, 2, &count);
  CHECK(count == 2 && negated[0] == -1 && negated[1] == -200);
  free(negated);
  CHECK(shop_scaled(2, NULL, 3, &count) == NULL && count == 0 && fails_with("NULL"));
  CHECK(shop_six(-1, 255, -300, 4000000000u, 1.5f, true, 'x') == 4000000000 + 255 - 1 - 300 + 1);
  CHECK(shop_six(0, 0, 0, 0, 0, false, 0xd800) == 0 && fails_with("no character"));
  CHECK(shop_is_even(4) && !shop_is_even(5));
  CHECK(shop_answer() == 42);
}

static void texts(void) {
  char *text = shop_greet("w\xc3\xb6rld");
  CHECK(text && strcmp(text, "hello, w\xc3\xb6rld") == 0);
  free(text);
  CHECK(shop_greet(NULL) == NULL && fails_with("NULL"));
  CHECK(shop_maybe(false) == NULL && !shop_error());
  text = shop_maybe(true);
  CHECK(text && strcmp(text, "some") == 0);
  free(text);
  CHECK(shop_shout("abc") && shop_shout(NULL));
  text = shop_fact(25);
  CHECK(text && strcmp(text, "15511210043330985984000000") == 0);
  free(text);
}

/* Handles keep values alive, through collections that the other library has as well. */
static void values(void) {
  shop_Stack *stack = shop_empty_stack();
  CHECK(shop_top(stack) == 0 && fails_with("shop.smt:") && fails_with("nothing on the stack"));
  for (int i = 0; i < 300; i++) {
    shop_Stack *higher = shop_push(i, stack);
    shop_release(stack);
    stack = higher;
    CHECK(other_churn(2000) == 2000);
    free(shop_fact(300));
  }
  CHECK(shop_top(stack) == 299 && !shop_error());
  CHECK(shop_top(NULL) == 0 && fails_with("NULL"));
  shop_release(stack);
  shop_release(NULL);
}

static void errors(void) {
  CHECK(!shop_leave(3) && fails_with("exit with status 3"));
  CHECK(!shop_leave(0) && fails_with("exit with status 0"));
  CHECK(shop_depth(300000) == 300000 && !shop_error());
  CHECK(shop_again(7) == 7);
  CHECK(shop_again(-7) == -2 && !shop_error());
}

static void *many_calls(void *result) {
  long good = 0;
  for (int i = 0; i < 1000; i++) {
    char *text = shop_greet("t");
    good += other_next() > 0 && strcmp(text, "hello, t") == 0;
    free(text);
  }
  CHECK(shop_top(NULL) == 0 && shop_error());
  *(long *)result = good;
  return NULL;
}

static void threads(void) {
  enum { THREADS = 4 };
  pthread_t thread[THREADS];
  long good[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&thread[i], NULL, many_calls, &good[i]);
  for (int i = 0; i < THREADS; i++) {
    pthread_join(thread[i], NULL);
    CHECK(good[i] == 1000);
  }
  CHECK(!shop_error()); /* those were the threads' own */
  CHECK(other_next() == THREADS * 1000 + 1);
}

static volatile sig_atomic_t faults;
static void on_fault(int number) {
  faults++;
  signal(number, SIG_DFL);
  _Exit(faults == 1 && failures == 0 ? 0 : 1);
}

int main(void) {
  signal(SIGSEGV, on_fault);
  CHECK(shop_init() && !shop_error());
  numbers();
  texts();
  values();
  errors();
  threads();
  shop_shutdown();
  CHECK(shop_answer() == 0 && fails_with("shut down"));
  CHECK(other_next() == 4002);
  fflush(stdout);
  *(volatile int *)NULL = 0; /* our own handler has been let be, and ends this */
  return 1;
}
