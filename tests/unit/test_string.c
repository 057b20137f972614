/* test_string.c -- strings count characters, stay valid UTF-8, and do what semantics.md says at
 * their bounds. */
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static W S(const char *text) { return smt_string_of_c(text); }
static const char *T(W s) { return SMT_STR(s)->text; }

/* Right text, and counts that fit it. */
static void ck_text(W s, const char *want) {
  W chars = 0;
  ck_assert_str_eq(T(s), want);
  ck_assert_uint_eq(SMT_STR(s)->bytes, strlen(want));
  for (const char *p = want; *p; p++) chars += (*p & 0xc0) != 0x80;
  ck_assert_uint_eq(SMT_STR(s)->chars, chars);
}

/* The pieces of a List String joined with |, in brackets. */
static W pieces(W list) {
  return smt_string_concat(S("["), smt_string_concat(smt_string_join(S("|"), list), S("]")));
}

static W list_of(const char *const *text, size_t n) {
  W list = 0;
  while (n-- > 0) list = smt_cons(S(text[n]), list);
  return list;
}

#define WIDE "a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80z" /* a, e acute, a CJK character, an emoji, z */

START_TEST(length_and_index_count_characters) {
  W s = S(WIDE);
  static const W codes[] = {'a', 0xe9, 0x65e5, 0x1f600, 'z'};
  ck_assert_uint_eq(smt_string_length(s), 5);
  ck_assert_uint_eq(smt_string_bytes(s), 11);
  W byte = 0;
  for (W i = 0; i < 5; i++) {
    ck_assert_uint_eq(smt_string_ref(s, i, 0), codes[i]);
    ck_assert_uint_eq(smt_string_char_at_byte(s, byte), codes[i]);
    byte = smt_string_next(s, byte);
  }
  ck_assert_uint_eq(byte, 11);
}
END_TEST

START_TEST(index_walks_long_texts) {
  enum { N = 3000 };
  static W code[N];
  W builder = smt_builder_new(), seed = 7;
  for (W i = 0; i < N; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    static const W ranges[] = {0x7f, 0x7ff, 0xd000, 0x10ffff};
    W c = (seed >> 33) % ranges[seed >> 62];
    if (c >= 0xd800 && c < 0xe000) c = 'x';
    if (c == 0) c = 'y';
    code[i] = c;
    smt_builder_add_char(builder, c);
  }
  W s = smt_builder_to_string(builder);
  ck_assert_uint_eq(smt_string_length(s), N);
  ck_assert_uint_eq(smt_string_eq(s, smt_string_new(T(s), SMT_STR(s)->bytes)), 1);
  for (W i = 0; i < N; i++) ck_assert_uint_eq(smt_string_ref(s, i, 0), code[i]);
  W reversed = smt_string_reverse(s);
  for (W i = 0; i < N; i += 17) ck_assert_uint_eq(smt_string_ref(reversed, N - 1 - i, 0), code[i]);
  for (W i = 0; i + 40 < N; i += 37) {
    W part = smt_string_substring(s, i, i + 40);
    ck_assert_uint_eq(smt_string_length(part), 40);
    ck_assert_uint_eq(smt_string_ref(part, 0, 0), code[i]);
    ck_assert_uint_eq(smt_string_ref(part, 39, 0), code[i + 39]);
  }
  ck_assert_uint_eq(smt_string_eq(smt_string_of_chars(smt_string_to_chars(s)), s), 1);
}
END_TEST

START_TEST(what_is_no_utf8_is_replaced) {
#define BAD "\xef\xbf\xbd"
  static const struct {
    const char *in, *out;
  } rows[] = {
      {"plain", "plain"},
      {"\xff", BAD},
      {"a\x80z", "a" BAD "z"},
      {"\xc3", BAD},
      {"\xc3(", BAD "("},
      {"\xc0\x80", BAD BAD}, /* overlong */
      {"\xe0\x80\x80", BAD BAD BAD},
      {"\xed\xa0\x80", BAD BAD BAD},         /* a surrogate */
      {"\xf4\x90\x80\x80", BAD BAD BAD BAD}, /* beyond U+10FFFF */
      {"\xf0\x9f\x98", BAD BAD BAD},         /* cut short */
      {"0123456789\xfe" WIDE, "0123456789" BAD WIDE},
      {"\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80", "\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) ck_text(S(rows[i].in), rows[i].out);
}
END_TEST

START_TEST(substring_swaps_and_clamps) {
  W s = S("hello");
  ck_text(smt_string_substring(s, 1, 3), "el");
  ck_text(smt_string_substring(s, 0, 5), "hello");
  ck_text(smt_string_substring(s, 2, 2), "");
  ck_text(smt_string_substring(s, 3, 1), "el");
  ck_text(smt_string_substring(s, 2, 99), "llo");
  ck_text(smt_string_substring(s, 7, 99), "");
  ck_text(smt_string_substring(s, ~(W)0, 0), "hello");
  ck_text(smt_string_substring(S(WIDE), 1, 4), "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80");
  ck_text(smt_string_substring(S(WIDE), 3, 9), "\xf0\x9f\x98\x80z");
}
END_TEST

START_TEST(concatenation_and_joining) {
  W a = S("ab"), e = S("");
  ck_assert_uint_eq(smt_string_concat(a, e), a);
  ck_assert_uint_eq(smt_string_concat(e, a), a);
  ck_text(smt_string_concat(a, S(WIDE)), "ab" WIDE);
  static const char *const words[] = {"x", "", WIDE, "y"};
  ck_text(smt_string_join(S(", "), list_of(words, 4)), "x, , " WIDE ", y");
  ck_text(smt_string_concat_list(list_of(words, 4)), "x" WIDE "y");
  ck_text(smt_string_join(S(", "), 0), "");
  ck_text(smt_string_join(S(", "), list_of(words, 1)), "x");
  ck_text(smt_string_repeat(3, S("\xc3\xa9-")), "\xc3\xa9-\xc3\xa9-\xc3\xa9-");
  ck_text(smt_string_repeat(0, a), "");
}
END_TEST

START_TEST(splitting_keeps_empty_pieces) {
  ck_text(pieces(smt_string_split(',', S("a,b,,c"))), "[a|b||c]");
  ck_text(pieces(smt_string_split(',', S(","))), "[|]");
  ck_text(pieces(smt_string_split(',', S("abc"))), "[abc]");
  ck_assert_uint_eq(smt_string_split(',', S("")), 0);
  ck_text(pieces(smt_string_split(0xe9, S("1\xc3\xa9"
                                          "2\xc3\xa9"))),
          "[1|2|]");
  ck_text(pieces(smt_string_split_string(S("--"), S("a--b---c"))), "[a|b|-c]");
  ck_text(pieces(smt_string_split_string(S(""), S("a\xc3\xa9z"))), "[a|\xc3\xa9|z]");
}
END_TEST

START_TEST(searching) {
  W s = S(WIDE WIDE);
  W hit = smt_string_find(S("z"), s, 0);
  ck_assert_uint_eq(SMT_FIELDS(hit)[0], 4);
  ck_assert_uint_eq(SMT_FIELDS(smt_string_find(S("z"), s, 5))[0], 9);
  ck_assert_uint_eq(smt_string_find(S("z"), s, 10), 0);
  ck_assert_uint_eq(smt_string_find(S("z"), s, 99), 0);
  ck_assert_uint_eq(SMT_FIELDS(smt_string_find(S(""), s, 3))[0], 3);
  ck_assert_uint_eq(SMT_FIELDS(smt_string_find(S("lo"), S("hello"), 0))[0], 3);
  ck_assert_uint_eq(smt_string_starts_with(S("he"), S("hello")), 1);
  ck_assert_uint_eq(smt_string_starts_with(S("lo"), S("hello")), 0);
  ck_assert_uint_eq(smt_string_ends_with(S("lo"), S("hello")), 1);
  ck_assert_uint_eq(smt_string_ends_with(S("hello!"), S("hello")), 0);
  ck_text(smt_string_replace(S("l"), S("\xc3\xa9\xc3\xa9"), S("hello")),
          "he\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9o");
  ck_text(smt_string_replace(S("aa"), S("b"), S("aaaaa")), "bba");
  ck_text(smt_string_replace(S(""), S("b"), S("aaa")), "aaa");
}
END_TEST

START_TEST(comparison_follows_code_points) {
  static const char *const sorted[] = {
      "", "B", "a", "ab", "b", "z", "\xc3\xa9", "\xef\xbf\xbd", "\xf0\x9f\x98\x80"};
  for (int i = 0; i < 9; i++)
    for (int j = 0; j < 9; j++) {
      ck_assert_uint_eq(smt_string_cmp(S(sorted[i]), S(sorted[j])), (W)((i > j) - (i < j) + 1));
      ck_assert_uint_eq(smt_string_lt(S(sorted[i]), S(sorted[j])), i < j);
      ck_assert_uint_eq(smt_string_eq(S(sorted[i]), S(sorted[j])), i == j);
    }
  ck_assert_uint_eq(smt_string_hash(S(WIDE)), smt_string_hash(S(WIDE)));
  ck_assert_uint_ne(smt_string_hash(S("abc")), smt_string_hash(S("abd")));
  ck_assert_uint_lt(smt_string_hash(S("abc")), (W)1 << 62);
}
END_TEST

START_TEST(case_changes_one_to_one) {
  ck_text(smt_string_upcase(S("stra\xc3\x9f"
                              "e 12 \xc3\xa9")),
          "STRA\xc3\x9f"
          "E 12 \xc3\x89");
  ck_text(smt_string_downcase(S("\xc3\x80"
                                "B \xc3\x87")),
          "\xc3\xa0"
          "b \xc3\xa7");
  ck_assert_uint_eq(smt_char_upcase('q'), 'Q');
  ck_assert_uint_eq(smt_char_upcase('{'), '{');
  ck_assert_uint_eq(smt_char_upcase('`'), '`');
  ck_assert_uint_eq(smt_char_downcase('['), '[');
  ck_assert_uint_eq(smt_char_downcase('@'), '@');
  ck_assert_uint_eq(smt_char_downcase(0x3a9), 0x3c9);
}
END_TEST

START_TEST(character_classes) {
  static const struct {
    W c;
    const char *alpha_digit_upper_lower_space;
  } rows[] = {
      {'a', "yn ny n"},  {'Z', "yn yn n"},   {'5', "ny nn n"}, {' ', "nn nn y"},
      {0xe9, "yn ny n"}, {0x3a9, "yn yn n"}, {'_', "nn nn n"}, {'@', "nn nn n"},
      {'[', "nn nn n"},  {'/', "nn nn n"},   {':', "nn nn n"}, {0x2003, "nn nn y"},
      {'\n', "nn nn y"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    W c = rows[i].c;
    char got[8];
    snprintf(got, sizeof got, "%c%c %c%c %c", "ny"[smt_char_is_alpha(c)],
             "ny"[smt_char_is_digit(c)], "ny"[smt_char_is_uppercase(c)],
             "ny"[smt_char_is_lowercase(c)], "ny"[smt_char_is_space(c)]);
    ck_assert_str_eq(got, rows[i].alpha_digit_upper_lower_space);
  }
  ck_assert_uint_eq(smt_char_of_code(0xd800), 0);
  ck_assert_uint_eq(smt_char_of_code(0xdfff), 0);
  ck_assert_uint_eq(smt_char_of_code(0x110000), 0);
  ck_assert_uint_eq(SMT_FIELDS(smt_char_of_code(0x10ffff))[0], 0x10ffff);
}
END_TEST

START_TEST(quoting) {
  ck_text(smt_string_quote(S("a\"b\\c\n\xc3\xa9")), "\"a\\\"b\\\\c\n\xc3\xa9\"");
  ck_text(smt_char_quote('a'), "#\\a");
  ck_text(smt_char_quote('('), "#\\(");
  ck_text(smt_char_quote(0x3bb), "#\\\xce\xbb");
  ck_text(smt_char_quote(' '), "#\\Space");
  ck_text(smt_char_quote('\n'), "#\\Newline");
  ck_text(smt_char_quote('\t'), "#\\Tab");
  ck_text(smt_char_quote(7), "#\\U+7");
  ck_text(smt_char_quote(0xa0), "#\\U+A0");
}
END_TEST

START_TEST(trimming) {
  W s = S(" \t\xe3\x80\x80 a b\xc3\xa9 \n\xc2\xa0");
  ck_text(smt_string_trim(s), "a b\xc3\xa9");
  ck_text(smt_string_trim_left(s), "a b\xc3\xa9 \n\xc2\xa0");
  ck_text(smt_string_trim_right(s), " \t\xe3\x80\x80 a b\xc3\xa9");
  ck_text(smt_string_trim(S("  ")), "");
  W clean = S("x");
  ck_assert_uint_eq(smt_string_trim(clean), clean);
}
END_TEST

START_TEST(a_builder_takes_linear_time) {
  W b = smt_builder_new(), piece = S("0123456789");
  ck_text(smt_builder_to_string(b), "");
  for (int i = 0; i < 1000000; i++) smt_builder_add(b, piece);
  smt_builder_add_char(b, 0x1f600);
  W s = smt_builder_to_string(b);
  ck_assert_uint_eq(smt_string_bytes(s), 10000004);
  ck_assert_uint_eq(smt_string_length(s), 10000001);
  smt_builder_add(b, piece);
  ck_assert_uint_eq(smt_string_length(s), 10000001);
}
END_TEST

START_TEST(static_strings_are_strings) {
  SMT_STATIC_STRING(s, 5, 4, "a\xc3\xa9z!");
  ck_text((W)&s, "a\xc3\xa9z!");
  ck_assert_uint_eq(smt_string_eq((W)&s, S("a\xc3\xa9z!")), 1);
}
END_TEST

UNIT_MAIN("string", length_and_index_count_characters, index_walks_long_texts,
          what_is_no_utf8_is_replaced, substring_swaps_and_clamps, concatenation_and_joining,
          splitting_keeps_empty_pieces, searching, comparison_follows_code_points,
          case_changes_one_to_one, character_classes, quoting, trimming,
          a_builder_takes_linear_time, static_strings_are_strings)
