#include "base/source.h"
#include "base/utf8.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static Arena arena;
static Sources sources;

static uint32_t add(const char *text) {
  arena = arena_new(0);
  sources_init(&sources, &arena);
  return sources_add(&sources, "test.smt", text, strlen(text));
}

static void expect(uint32_t file, uint32_t at, uint32_t line, uint32_t column) {
  uint32_t l, c;
  source_line(&sources, span_of(file, at, 1), &l, &c);
  ck_assert_uint_eq(l, line);
  ck_assert_uint_eq(c, column);
}

START_TEST(file_zero_is_nowhere) {
  ck_assert_uint_eq(add("x"), 1);
  ck_assert_str_eq(sources.file.data[0]->path, "");
  expect(0, 0, 1, 1);
}
END_TEST

START_TEST(lines_and_columns_count_from_one) {
  uint32_t f = add("ab\ncd\n\ne");
  expect(f, 0, 1, 1);
  expect(f, 1, 1, 2);
  expect(f, 2, 1, 3);
  expect(f, 3, 2, 1);
  expect(f, 6, 3, 1);
  expect(f, 7, 4, 1);
  expect(f, 8, 4, 2);
  expect(f, 99, 4, 2);
}
END_TEST

START_TEST(columns_count_characters) {
  uint32_t f = add("λ€😀x");
  expect(f, 2, 1, 2);
  expect(f, 5, 1, 3);
  expect(f, 9, 1, 4);
}
END_TEST

START_TEST(after_a_last_newline) {
  uint32_t f = add("x\n");
  expect(f, 2, 2, 1);
}
END_TEST

START_TEST(joined_spans) {
  Span s = span_join(span_of(1, 10, 5), span_of(1, 20, 3));
  ck_assert_uint_eq(s.at, 10);
  ck_assert_uint_eq(s.len, 13);
  s = span_join(span_of(1, 20, 3), span_of(1, 10, 30));
  ck_assert_uint_eq(s.at, 10);
  ck_assert_uint_eq(s.len, 30);
  s = span_join((Span){0}, span_of(1, 20, 3));
  ck_assert_uint_eq(s.at, 20);
  s = span_join(span_of(1, 20, 3), (Span){0});
  ck_assert_uint_eq(s.file, 1);
}
END_TEST

START_TEST(span_lengths_are_capped) {
  ck_assert_uint_eq(span_of(1, 0, 1u << 20).len, (1u << 20) - 1);
  ck_assert_uint_eq(span_join(span_of(1, 0, 1), span_of(1, 1u << 30, 1)).len, (1u << 20) - 1);
}
END_TEST

START_TEST(texts_beyond_the_last_index_share_it) {
  add("x");
  for (int i = 2; i < 4096; i++) ck_assert_uint_eq(sources_add(&sources, "a", "", 0), i);
  ck_assert_uint_eq(sources_add(&sources, "b", "", 0), 4095);
  ck_assert_uint_eq(sources_add(&sources, "c", "", 0), 4095);
  ck_assert_str_eq(sources.file.data[4095]->path, "c");
}
END_TEST

START_TEST(utf8_every_character_goes_there_and_back) {
  for (uint32_t code = 0; code <= 0x10ffff; code++) {
    char text[4];
    const char *at = text;
    if (!utf8_is_scalar(code)) continue;
    int len = utf8_encode(code, text);
    ck_assert_uint_eq(utf8_check(text, (size_t)len), len);
    ck_assert_uint_eq(utf8_decode(&at, text + len), code);
    ck_assert_ptr_eq(at, text + len);
    if (len > 1) ck_assert_uint_eq(utf8_check(text, (size_t)len - 1), 0);
  }
}
END_TEST

START_TEST(utf8_refuses_what_is_not) {
  static const char *const bad[] = {"\x80",
                                    "\xc0\x80",
                                    "\xc1\xbf",
                                    "\xc3",
                                    "\xe0\x9f\xbf",
                                    "\xed\xa0\x80",
                                    "\xf0\x8f\xbf\xbf",
                                    "\xf4\x90\x80\x80",
                                    "\xf5\x80\x80\x80",
                                    "\xff",
                                    "\xe2\x82",
                                    "\xe2(\xa1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char text[32];
    int len = sprintf(text, "0123456789%s", bad[i]);
    const char *at = text + 10;
    ck_assert_uint_eq(utf8_check(text, (size_t)len), 10);
    ck_assert_uint_eq(utf8_decode(&at, text + len), UTF8_BAD);
    ck_assert_ptr_eq(at, text + 11);
  }
}
END_TEST

START_TEST(widths_on_a_terminal) {
  ck_assert_int_eq(utf8_width('a'), 1);
  ck_assert_int_eq(utf8_width(0x3bb), 1);
  ck_assert_int_eq(utf8_width(0x301), 0);
  ck_assert_int_eq(utf8_width(0x4e2d), 2);
  ck_assert_int_eq(utf8_width(0x1f600), 2);
  ck_assert_int_eq(utf8_width(0xff41), 2);
}
END_TEST

UNIT_MAIN("source", file_zero_is_nowhere, lines_and_columns_count_from_one,
          columns_count_characters, after_a_last_newline, joined_spans, span_lengths_are_capped,
          texts_beyond_the_last_index_share_it, utf8_every_character_goes_there_and_back,
          utf8_refuses_what_is_not, widths_on_a_terminal)
