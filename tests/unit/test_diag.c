#define _GNU_SOURCE 1
#include "base/diag.h"
#include "tests/unit/unit.h"

#include <limits.h>

static Arena arena;
static Sources sources;
static Diag diag;

static uint32_t start(const char *text) {
  arena = arena_new(0);
  sources_init(&sources, &arena);
  diag_init(&diag, &arena, &sources);
  return sources_add(&sources, "list.smt", text, strlen(text));
}

static char *printed(bool color) {
  static char *text;
  static size_t size;
  FILE *out = open_memstream(&text, &size);
  diag_print(&diag, out, color);
  fclose(out);
  return text;
}

#define EXPECT(text) ck_assert_str_eq(printed(false), text)

START_TEST(a_message_with_everything) {
  uint32_t f = start("(define add +)\n\n(print (add 1 2 3))\n");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 23, 11), "`%s` takes %d arguments, not %d", "add", 2,
             3);
  diag_note(&diag, span_of(f, 8, 3), "declared here");
  diag_hint(&diag, "leave out `3`");
  EXPECT("list.smt:3:8: error[E0201]: `add` takes 2 arguments, not 3\n"
         "  3 | (print (add 1 2 3))\n"
         "    |        ^~~~~~~~~~~\n"
         "list.smt:1:9: note: declared here\n"
         "  1 | (define add +)\n"
         "    |         ^~~\n"
         "  hint: leave out `3`\n");
  ck_assert_int_eq(diag.errors, 1);
}
END_TEST

START_TEST(warnings) {
  uint32_t f = start("x");
  diag_warn(&diag, DIAG_UNUSED, span_of(f, 0, 1), "`x` is never used");
  EXPECT("list.smt:1:1: warning[W0003]: `x` is never used\n  1 | x\n    | ^\n");
  ck_assert_int_eq(diag.errors, 0);
  ck_assert_int_eq(diag.warnings, 1);
}
END_TEST

START_TEST(strict_warnings_are_errors) {
  uint32_t f = start("x");
  diag.strict = true;
  diag_warn(&diag, DIAG_UNUSED, span_of(f, 0, 1), "`x` is never used");
  EXPECT("list.smt:1:1: error[W0003]: `x` is never used\n  1 | x\n    | ^\n");
  ck_assert_int_eq(diag.errors, 1);
}
END_TEST

START_TEST(a_message_without_a_place) {
  start("x");
  diag_error(&diag, DIAG_IMPORT_FAILED, (Span){0}, "no file");
  EXPECT("smt: error: no file\n");
}
END_TEST

START_TEST(types_stand_one_above_the_other) {
  uint32_t f = start("x");
  diag_error(&diag, DIAG_MISMATCH, span_of(f, 0, 1), "wrong");
  diag_types(&diag, "String", "Integer");
  diag_hint(&diag, "(show x)");
  diag_edit(&diag, span_of(f, 0, 1), "(show %s)", "x");
  EXPECT("list.smt:1:1: error[E0301]: wrong\n  1 | x\n    | ^\n"
         "  expected: String\n"
         "     found: Integer\n"
         "  hint: (show x)\n");
}
END_TEST

START_TEST(warnings_wait_for_the_errors_unless_they_may_explain_one) {
  uint32_t f = start("abc");
  diag_warn(&diag, DIAG_UNUSED, span_of(f, 0, 1), "unused");
  diag_warn(&diag, DIAG_OTHER_CASE, span_of(f, 1, 1), "other case");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 2, 1), "wrong");
  char *text = printed(false);
  ck_assert_ptr_null(strstr(text, "unused"));
  ck_assert_ptr_nonnull(strstr(text, "other case"));
  diag.strict = true;
  ck_assert_ptr_nonnull(strstr(printed(false), "unused"));
}
END_TEST

START_TEST(sorted_by_place) {
  uint32_t f = start("a\nb\n");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 2, 1), "second");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 0, 1), "first");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 2, 1), "third");
  diag_error(&diag, DIAG_SYNTAX, (Span){0}, "nowhere");
  char *text = printed(false);
  ck_assert(strstr(text, "nowhere") < strstr(text, "first"));
  ck_assert(strstr(text, "first") < strstr(text, "second"));
  ck_assert(strstr(text, "second") < strstr(text, "third"));
}
END_TEST

START_TEST(the_same_twice_is_printed_once) {
  uint32_t f = start("a");
  for (int i = 0; i < 3; i++) {
    diag_error(&diag, DIAG_SYNTAX, span_of(f, 0, 1), "same");
    diag_error(&diag, DIAG_SYNTAX, span_of(f, 0, 1), "other");
  }
  char *text = printed(false);
  ck_assert_ptr_null(strstr(strstr(text, "same") + 1, "same"));
  ck_assert_ptr_null(strstr(strstr(text, "other") + 1, "other"));
}
END_TEST

START_TEST(after_twenty_errors_the_rest_is_counted) {
  uint32_t f = start("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  for (uint32_t i = 0; i < 25; i++)
    diag_error(&diag, DIAG_SYNTAX, span_of(f, i, 1), "error %u.", i);
  diag_warn(&diag, DIAG_OTHER_CASE, span_of(f, 30, 1), "a warning");
  char *text = printed(false);
  ck_assert_ptr_nonnull(strstr(text, "error 19."));
  ck_assert_ptr_null(strstr(text, "error 20."));
  ck_assert_ptr_nonnull(strstr(text, "\nsmt: not shown: 5 more errors, 1 more warning\n"));
}
END_TEST

START_TEST(spans_of_several_lines_underline_the_first) {
  uint32_t f = start("(a  \n b)");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 0, 8), "x");
  EXPECT("list.smt:1:1: error[E0201]: x\n  1 | (a\n    | ^~\n");
}
END_TEST

START_TEST(at_the_end_of_the_text) {
  uint32_t f = start("(a\n");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 3, 0), "x");
  EXPECT("list.smt:2:1: error[E0201]: x\n  2 |\n    | ^\n");
}
END_TEST

START_TEST(after_the_end_of_a_line) {
  uint32_t f = start("(a\r\nb");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 2, 1), "x");
  EXPECT("list.smt:1:3: error[E0201]: x\n  1 | (a\n    |   ^\n");
}
END_TEST

START_TEST(tabs_become_blanks) {
  uint32_t f = start("\ta\tbc");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 3, 2), "x");
  EXPECT("list.smt:1:4: error[E0201]: x\n  1 |         a       bc\n    |                 ^~\n");
}
END_TEST

START_TEST(wide_and_combining_characters) {
  uint32_t f = start("中e\u0301文");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 6, 3), "x");
  EXPECT("list.smt:1:4: error[E0201]: x\n  1 | 中e\u0301文\n    |    ^~\n");
}
END_TEST

START_TEST(nothing_harmful_reaches_the_terminal) {
  uint32_t f = start("a\033[31m\u202e\xff z");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 11, 1), "bad \033 and \xff");
  EXPECT("list.smt:1:10: error[E0201]: bad \uFFFD and \uFFFD\n"
         "  1 | a\uFFFD[31m\uFFFD\uFFFD z\n"
         "    |          ^\n");
}
END_TEST

START_TEST(line_numbers_move_the_bar) {
  uint32_t f = start("\n\n\n\n\n\n\n\n\n\n\nx");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 11, 1), "x");
  EXPECT("list.smt:12:1: error[E0201]: x\n  12 | x\n     | ^\n");
}
END_TEST

/* The line of ten million characters has the place in view, underlined where it is. */
START_TEST(long_lines_are_cut) {
  enum { SIZE = 10000000 };
  char *text = malloc(SIZE + 1);
  for (int at = 0; at < SIZE; at += 4999000) {
    memset(text, '.', SIZE);
    text[SIZE] = 0;
    memcpy(text + at, "here", 4 < SIZE - at ? 4 : SIZE - at);
    uint32_t f = start(text);
    diag_error(&diag, DIAG_SYNTAX, span_of(f, (uint32_t)at, 4), "x");
    char *out = printed(false), *line = strchr(out, '\n') + 1, *under = strchr(line, '\n') + 1;
    ck_assert_uint_lt(strlen(out), 400);
    int cut = strstr(line, "…") < strstr(line, "here") ? (int)strlen("…") - 1
                                                       : 0; /* more bytes than columns */
    ck_assert_int_eq(strstr(line, "here") - line - cut, strchr(under, '^') - under);
    ck_assert(strstr(line, "…") < under);
    ck_assert_ptr_nonnull(strstr(under, "^~~~\n"));
    arena_drop(&arena);
  }
}
END_TEST

START_TEST(color_on_request) {
  uint32_t f = start("x");
  diag_error(&diag, DIAG_SYNTAX, span_of(f, 0, 1), "x");
  ck_assert_ptr_nonnull(strstr(printed(true), "\033[1;31merror[E0201]:\033[0m x\n"));
  ck_assert_ptr_null(strchr(printed(false), '\033'));
}
END_TEST

START_TEST(nothing_to_print) {
  start("x");
  EXPECT("");
}
END_TEST

START_TEST(codes_have_names_and_titles) {
  ck_assert_str_eq(diag_code_name(DIAG_UNCLOSED), "E0001");
  ck_assert_str_eq(diag_code_title(DIAG_UNCLOSED), "a form is never closed");
  for (int i = 0; i < DIAG_COUNT; i++)
    for (int j = 0; j < i; j++)
      ck_assert_str_ne(diag_code_name((DiagCode)i), diag_code_name((DiagCode)j));
}
END_TEST

/* The distance when `candidate` is near `name`, else -1. */
static int near(const char *name, const char *candidate) {
  int best = INT_MAX;
  return near_name(name, candidate, &best) ? best : -1;
}

START_TEST(near_names) {
  ck_assert_int_eq(near("println", "pritnln"), 1);
  ck_assert_int_eq(near("println", "prntln"), 1);
  ck_assert_int_eq(near("println", "printlnn"), 1);
  ck_assert_int_eq(near("println", "prinxln"), 1);
  ck_assert_int_eq(near("println", "pirntlm"), 2);
  ck_assert_int_eq(near("println", "PrintLn"), 0);
  ck_assert_int_eq(near("println", "println"), -1);
  ck_assert_int_eq(near("println", "display"), -1);
  ck_assert_int_eq(near("ab", "ac"), 1);
  ck_assert_int_eq(near("x", "y"), -1);
  ck_assert_int_eq(near("x", "X"), 0);
  ck_assert_int_eq(near("λx", "λy"), 1);
  ck_assert_int_eq(near("abcdefghijkl", "abcdefgh"), -1);
  ck_assert_int_eq(near("", "a"), -1);
}
END_TEST

START_TEST(the_nearest_name_wins) {
  int best = INT_MAX;
  ck_assert(near_name("length", "lenghts", &best));
  ck_assert(near_name("length", "lenght", &best));
  ck_assert(!near_name("length", "lengt", &best));
  ck_assert(near_name("length", "Length", &best));
  ck_assert(!near_name("length", "lengthy", &best));
}
END_TEST

START_TEST(very_long_names_do_no_harm) {
  char a[1000], b[1000];
  memset(a, 'a', sizeof a);
  memset(b, 'a', sizeof b);
  a[999] = b[999] = 0;
  b[500] = 'b';
  ck_assert_int_eq(near(a, b), -1);
}
END_TEST

UNIT_MAIN("diag", a_message_with_everything, warnings, strict_warnings_are_errors,
          a_message_without_a_place, types_stand_one_above_the_other,
          warnings_wait_for_the_errors_unless_they_may_explain_one, sorted_by_place,
          the_same_twice_is_printed_once, after_twenty_errors_the_rest_is_counted,
          spans_of_several_lines_underline_the_first, at_the_end_of_the_text,
          after_the_end_of_a_line, tabs_become_blanks, wide_and_combining_characters,
          nothing_harmful_reaches_the_terminal, line_numbers_move_the_bar, long_lines_are_cut,
          color_on_request, nothing_to_print, codes_have_names_and_titles, near_names,
          the_nearest_name_wins, very_long_names_do_no_harm)
