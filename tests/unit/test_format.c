#include "base/format.h"
#include "tests/unit/unit.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static size_t format(char *to, size_t room, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  size_t n = format_text(to, room, fmt, ap);
  va_end(ap);
  return n;
}

/* The same as libc, in text and length, with room for all of it and for none. */
#define CHECK(...)                                                                                 \
  do {                                                                                             \
    char got[200], want[200];                                                                      \
    int n = snprintf(want, sizeof want, __VA_ARGS__);                                              \
    ck_assert_uint_eq(format(got, sizeof got, __VA_ARGS__), (size_t)n);                            \
    ck_assert_str_eq(got, want);                                                                   \
    ck_assert_uint_eq(format(got, 0, __VA_ARGS__), (size_t)n);                                     \
    for (size_t room = 1; room <= (size_t)n; room++) {                                             \
      format(got, room, __VA_ARGS__);                                                              \
      snprintf(want, room, __VA_ARGS__);                                                           \
      ck_assert_str_eq(got, want);                                                                 \
    }                                                                                              \
  } while (0)

START_TEST(is_what_libc_does) {
  CHECK("%s", "nothing else");
  CHECK("a%sb%sc", "", "xyz");
  CHECK("%d %d %d %d", 0, -1, INT_MAX, INT_MIN);
  CHECK("%u %u", 0u, UINT_MAX);
  CHECK("%.*s|%.*s|%.*s", 3, "abcdef", 9, "abc", 0, "abc");
  CHECK("%c%c %d%%", 'a', '?', 100);
}
END_TEST

START_TEST(the_rest_is_libcs) {
  CHECK("%s %03o %5d", "x", 7, 42);
  CHECK("%d %lld %#llx", 1, -5LL, 255ULL);
  CHECK("%.*s", -1, "all of it");
  CHECK("%s %.3s %-6s|", "a", "abcdef", "x");
}
END_TEST

UNIT_MAIN("format", is_what_libc_does, the_rest_is_libcs)
