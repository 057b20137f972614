/* gmp.c -- what GMP's functions ask of their surroundings: memory for what they put aside, and the end when they are misused.
 *
 * GMP has all of this itself, but says what it has to say through stdio's stderr, which brings stdio into every program and which
 * code made for programs only, as GMP's is, cannot reach from a shared library. These names are GMP's. */
#include "internal.h"

#include <stdlib.h>

static void *checked(void *p) {
  if (p == NULL) smt_out_of_memory();
  return p;
}

static void *take(size_t size) { return checked(malloc(size)); }

static void *resize(void *p, size_t old_size, size_t size) {
  (void)old_size;
  return checked(realloc(p, size));
}

static void give(void *p, size_t size) {
  (void)size;
  free(p);
}

extern void *(*__gmp_allocate_func)(size_t), *(*__gmp_reallocate_func)(void *, size_t, size_t);
extern void (*__gmp_free_func)(void *, size_t);
void __gmp_assert_header(const char *file, int line);
_Noreturn void __gmp_assert_fail(const char *file, int line, const char *text);

void *(*__gmp_allocate_func)(size_t) = take;
void *(*__gmp_reallocate_func)(void *, size_t, size_t) = resize;
void (*__gmp_free_func)(void *, size_t) = give;

void __gmp_assert_header(const char *file, int line) { (void)file, (void)line; }

_Noreturn void __gmp_assert_fail(const char *file, int line, const char *text) {
  (void)file, (void)line, (void)text;
  abort();
}
