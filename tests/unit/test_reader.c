#define _GNU_SOURCE 1
#include "frontend/datum.h"
#include "tests/unit/unit.h"

#include <math.h>
#include <stdio.h>

static Arena arena;
static Sources sources;
static Diag diag;
static SymTable names;

static DatumVec read_bytes(const char *text, size_t size) {
  if (!arena.base) {
    arena = arena_new(0);
    sym_init(&names, &arena);
  }
  sources_init(&sources, &arena);
  diag_init(&diag, &arena, &sources);
  return read_source(&arena, &names, &diag, sources_add(&sources, "t", text, size));
}

static DatumVec read_text(const char *text) { return read_bytes(text, strlen(text)); }

/* All data as text, with a blank between. */
static char *print_all(DatumVec v) {
  static char *text;
  static size_t size;
  FILE *out = open_memstream(&text, &size);
  for (int i = 0; i < v.len; i++) {
    if (i) fputc(' ', out);
    datum_print(out, v.data[i]);
  }
  fclose(out);
  return text;
}

/* The codes and places of the messages in order of report, "E0001@1:2 ". */
static char *complaints(void) {
  char *text = "";
  for (int i = 0; i < diag.messages.len; i++) {
    uint32_t line, column;
    const Message *m = diag.messages.data[i];
    source_line(&sources, m->span, &line, &column);
    text = arena_printf(&arena, "%s%s%s@%u:%u", text, i ? " " : "", diag_code_name(m->code), line,
                        column);
  }
  return text;
}

#define READS(text, as)                                                                            \
  do {                                                                                             \
    char *got = print_all(read_text(text));                                                        \
    ck_assert_str_eq(complaints(), "");                                                            \
    ck_assert_str_eq(got, as);                                                                     \
  } while (0)

#define REFUSES(text, codes)                                                                       \
  do {                                                                                             \
    read_text(text);                                                                               \
    ck_assert_str_eq(complaints(), codes);                                                         \
  } while (0)

/* The only datum of a text without errors. */
static Datum *read_one(const char *text) {
  DatumVec v = read_text(text);
  ck_assert_str_eq(complaints(), "");
  ck_assert_int_eq(v.len, 1);
  return v.data[0];
}

START_TEST(lists_and_brackets) {
  READS("", "");
  READS("()", "()");
  READS(" ( a (b [c]\n()) d ) e ", "(a (b [c] ()) d) e");
  READS("(a)(b)c[d]\"e\"f", "(a) (b) c [d] \"e\" f");
}
END_TEST

START_TEST(comments) {
  READS("a ; b ( \" #|\nc", "a c");
  READS("a #| b #| c |# d |# e", "a e");
  READS("#||#a #|||#b #|x||#c #|# |#d", "a b c d");
  READS(";", "");
  READS("#!/usr/bin/env smt run\na", "a");
  READS("#!x", "");
  READS("\xef\xbb\xbf#!x\na", "a");
  READS("a;b", "a");
}
END_TEST

START_TEST(datum_comments) {
  READS("a #;b c", "a c");
  READS("(a #;(b (c)) d)", "(a d)");
  READS("#; #; a b c", "c");
  READS("#;#;a b c", "c");
  READS("#;'a b", "b");
  READS("'#;a b", "'b");
  READS("(a #;b)", "(a)");
  READS("#;#|x|# a b", "b");
  READS("a#;b", "a#");
}
END_TEST

START_TEST(plain_names) {
  static const char *const plain[] = {
      "a",    "+",    "-",     "...",   "…",      "->",  "1+",  "1-",    "1+2",  "a->b",
      "<=>",  "!!",   "%x",    "_",     ".field", "=",   "λ",   "naïve", "名前", "a#b",
      "*x*",  "&key", "1/2/3", "1.5.2", "+-1",    "1e",  "e1",  ".",     "..",   "1_",
      "_1",   "-1_",  "1/",    "/2",    "😀",      "a.b", "->x", "1.5x",  "1ee5", "-.",
      "+.e5", "∀",    ":key",  ":a->b", "~",      "@",   "{",   "a{}",   "0x1F"};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    Datum *d = read_one(plain[i]);
    ck_assert_int_eq(d->kind, DATUM_NAME);
    ck_assert_str_eq(d->name->text, plain[i]);
    ck_assert_ptr_null(d->pkg);
    READS(plain[i], plain[i]);
  }
}
END_TEST

static void is_name(const char *text, const char *pkg, const char *name) {
  Datum *d = read_one(text);
  ck_assert_int_eq(d->kind, DATUM_NAME);
  ck_assert_str_eq(d->name->text, name);
  if (pkg) {
    ck_assert_ptr_nonnull(d->pkg);
    ck_assert_str_eq(d->pkg->text, pkg);
  } else {
    ck_assert_ptr_null(d->pkg);
  }
}

START_TEST(spelled_names) {
  is_name("list:map", "list", "map");
  is_name("coalton/list::map", "coalton/list", "map");
  is_name("a.b/c:d", "a.b/c", "d");
  is_name("#:foo", NULL, "foo");
  is_name("|a b|", NULL, "a b");
  is_name("|a\\|b|", NULL, "a|b");
  is_name("x|a B|y", NULL, "xa By");
  is_name("a\\ b", NULL, "a b");
  is_name("\\(", NULL, "(");
  is_name("\\42", NULL, "42");
  is_name("|42|", NULL, "42");
  is_name("|a:b|", NULL, "a:b");
  is_name("a\\:b", NULL, "a:b");
  is_name("p:|x y|", "p", "x y");
  is_name("|p q|:x", "p q", "x");
  is_name(":|a b|", NULL, ":a b");
  is_name("1:2", "1", "2");
  is_name("|\n|", NULL, "\n");
  is_name("\\λ", NULL, "λ");
  is_name("a||", NULL, "a");
  is_name("#:|x y|", NULL, "x y");
}
END_TEST

START_TEST(bad_names) {
  REFUSES("(f a: b)", "E0011@1:4");
  REFUSES(":", "E0011@1:1");
  REFUSES("::a", "E0011@1:1");
  REFUSES("a:b:c", "E0011@1:1");
  REFUSES("a:::b", "E0011@1:1");
  REFUSES(":a:b", "E0011@1:1");
  REFUSES("||", "E0011@1:1");
  REFUSES("a:||", "E0011@1:1");
  REFUSES("||:a", "E0011@1:1");
  REFUSES("#:a:b", "E0011@1:1");
  REFUSES("(a |b c", "E0004@1:4");
  REFUSES("(a b|c", "E0004@1:4");
  REFUSES("a\\", "E0011@1:2");
}
END_TEST

static void is_integer(const char *text, const char *digits) {
  Datum *d = read_one(text);
  ck_assert_int_eq(d->kind, DATUM_INTEGER);
  ck_assert_str_eq(d->digits, digits);
}

START_TEST(integers) {
  is_integer("42", "42");
  is_integer("+5", "5");
  is_integer("-7", "-7");
  is_integer("5.", "5");
  is_integer("0", "0");
  is_integer("-0", "0");
  is_integer("007", "7");
  is_integer("000", "0");
  is_integer("1_000_000", "1000000");
  is_integer("1__0", "10");
  is_integer("#xFF", "255");
  is_integer("#XfF", "255");
  is_integer("#X-1A", "-26");
  is_integer("#x+1_A", "26");
  is_integer("#o17", "15");
  is_integer("#b101", "5");
  is_integer("#b-11", "-3");
  is_integer("#36rZZ", "1295");
  is_integer("#36Rzz", "1295");
  is_integer("#2r0", "0");
  is_integer("#x-0", "0");
  is_integer("#xFFFFFFFFFFFFFFFF", "18446744073709551615");
  is_integer("#x10000000000000000", "18446744073709551616");
  is_integer("#xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175");
  is_integer("123456789012345678901234567890", "123456789012345678901234567890");
  is_integer("4/2", "2");
  is_integer("-4/2", "-2");
  is_integer("0/5", "0");
  is_integer("1/1", "1");
  is_integer("#x10/8", "2");
}
END_TEST

START_TEST(long_integers) {
  enum { DIGITS = 200000 };
  char *text = malloc(DIGITS + 3);
  strcpy(text, "#x1");
  memset(text + 3, '0', DIGITS - 3);
  text[DIGITS] = 0;
  Datum *d = read_one(text); /* 2 to the power 4 * (DIGITS - 3) */
  ck_assert_uint_eq(strlen(d->digits), (size_t)floor(4.0 * (DIGITS - 3) * log10(2)) + 1);
  memset(text, '9', DIGITS);
  is_integer(text, text);
}
END_TEST

static void is_ratio(const char *text, const char *above, const char *below) {
  Datum *d = read_one(text);
  ck_assert_int_eq(d->kind, DATUM_RATIO);
  ck_assert_str_eq(d->digits, above);
  ck_assert_str_eq(d->denominator, below);
}

START_TEST(ratios) {
  is_ratio("1/2", "1", "2");
  is_ratio("-3/4", "-3", "4");
  is_ratio("+6/4", "3", "2");
  is_ratio("-6/4", "-3", "2");
  is_ratio("01/02", "1", "2");
  is_ratio("#x1/A", "1", "10");
  is_ratio("1_0/3_0_0", "1", "30");
  is_ratio("100000000000000000000000000000/300000000000000000000000000000", "1", "3");
}
END_TEST

START_TEST(bad_numbers) {
  REFUSES("(+ 1/0)", "E0008@1:4");
  REFUSES("0/000", "E0008@1:1");
  REFUSES("#x", "E0008@1:1");
  REFUSES("#xG", "E0008@1:3");
  REFUSES("#b102", "E0008@1:5");
  REFUSES("#x-", "E0008@1:1");
  REFUSES("#x1_", "E0008@1:1");
  REFUSES("#x_1", "E0008@1:3");
  REFUSES("#x1//2", "E0008@1:5");
  REFUSES("#x1/", "E0008@1:1");
  REFUSES("#1r0", "E0008@1:1");
  REFUSES("#37r0", "E0008@1:1");
  REFUSES("#99999999999r0", "E0008@1:1");
  REFUSES("#x1.5", "E0008@1:4");
  REFUSES("#xλ", "E0008@1:3");
  REFUSES("1e999", "E0008@1:1");
  REFUSES("-1f39", "E0008@1:1");
}
END_TEST

static void is_float(const char *text, double number, char suffix) {
  Datum *d = read_one(text);
  ck_assert_int_eq(d->kind, DATUM_FLOAT);
  ck_assert(d->number == number && !signbit(d->number) == !signbit(number));
  ck_assert_int_eq(d->suffix, suffix);
}

START_TEST(floats) {
  is_float("1.5", 1.5, 0);
  is_float(".5", 0.5, 0);
  is_float("-.5", -0.5, 0);
  is_float("1e3", 1000, 0);
  is_float("1E-3", 0.001, 0);
  is_float("1.e+2", 100, 0);
  is_float("1.5f0", 1.5, 'f');
  is_float("1.5s0", 1.5, 'f');
  is_float("1.5d0", 1.5, 'd');
  is_float("1.5L1", 15, 'd');
  is_float("-0.0", -0.0, 0);
  is_float("+0.0", 0.0, 0);
  is_float("1_0.2_5", 10.25, 0);
  is_float("0.1f0", (double)0.1f, 'f');
  is_float("1d308", 1e308, 'd');
  is_float("16777217f0", 16777216, 'f');
  is_float("1.00000017881393432617187499f0", (double)1.0000001f, 'f'); /* once rounded, not twice */
  is_float("1e-999", 0, 0);
}
END_TEST

static void is_string(const char *text, const char *bytes, uint32_t size) {
  Datum *d = read_one(text);
  ck_assert_int_eq(d->kind, DATUM_STRING);
  ck_assert_uint_eq(d->size, size);
  ck_assert_mem_eq(d->text, bytes, size + 1);
}

START_TEST(strings) {
  is_string("\"\"", "", 0);
  is_string("\"abc\"", "abc", 3);
  is_string("\"a\nb\"", "a\nb", 3);
  is_string("\"\\n\\t\\r\\\\\\\"\\e\"", "\n\t\r\\\"\033", 6);
  is_string("\"a\\0b\"", "a\0b", 3);
  is_string("\"\\x41\\x7fx\\xe9\"", "A\177xé", 5);
  is_string("\"\\u{3bb}\\u{1F600}\\u{0}\"", "λ😀\0", 7);
  is_string("\"joined \\\nlines\"", "joined lines", 12);
  is_string("\"joined \\\r\nlines\"", "joined lines", 12);
  is_string("\"; #| |# ( λ\"", "; #| |# ( λ", 12);
}
END_TEST

START_TEST(bad_strings) {
  REFUSES("\n \"a\\qb\\w\" #\\ab", "E0006@2:4 E0006@2:7 E0007@2:11");
  REFUSES("\"\\x4\"", "E0006@1:2");
  REFUSES("\"\\xg\"", "E0006@1:2");
  REFUSES("\"\\u41\"", "E0006@1:2");
  REFUSES("\"\\u{}\"", "E0006@1:2");
  REFUSES("\"\\u{41\"", "E0006@1:2");
  REFUSES("\"\\u{d800}\"", "E0006@1:2");
  REFUSES("\"\\u{110000}\"", "E0006@1:2");
  REFUSES("\"\\u{0000041}\"", "E0006@1:2");
  REFUSES("\"\\λ\"", "E0006@1:2");
  REFUSES("(a \"b", "E0004@1:4");
  REFUSES("(a \"b\\", "E0004@1:4");
  REFUSES("(a \"b\\\"", "E0004@1:4");
  REFUSES("'\"", "E0004@1:2");
}
END_TEST

START_TEST(a_lost_quote_is_looked_for) {
  REFUSES("(f \"a)\n(g \"b\")\n(h \"c\")\n", "E0004@1:4");
  const Message *note = diag.messages.data[0]->next;
  ck_assert_ptr_nonnull(note);
  ck_assert_uint_eq(note->span.at, 20);
}
END_TEST

static void is_char(const char *text, uint32_t code) {
  Datum *d = read_one(text);
  ck_assert_int_eq(d->kind, DATUM_CHAR);
  ck_assert_uint_eq(d->code, code);
}

START_TEST(characters) {
  is_char("#\\a", 'a');
  is_char("#\\λ", 0x3bb);
  is_char("#\\(", '(');
  is_char("#\\;", ';');
  is_char("#\\\"", '"');
  is_char("#\\\\", '\\');
  is_char("#\\|", '|');
  is_char("#\\#", '#');
  is_char("#\\:", ':');
  is_char("#\\ ", ' ');
  is_char("#\\u", 'u');
  is_char("#\\x", 'x');
  is_char("#\\😀", 0x1f600);
  is_char("#\\Space", ' ');
  is_char("#\\sPACE", ' ');
  is_char("#\\NEWLINE", '\n');
  is_char("#\\Tab", '\t');
  is_char("#\\Return", '\r');
  is_char("#\\Backspace", 8);
  is_char("#\\Rubout", 127);
  is_char("#\\Delete", 127);
  is_char("#\\Page", 12);
  is_char("#\\Linefeed", '\n');
  is_char("#\\Nul", 0);
  is_char("#\\Null", 0);
  is_char("#\\Escape", 27);
  is_char("#\\Altmode", 27);
  is_char("#\\U+3BB", 0x3bb);
  is_char("#\\u+3bb", 0x3bb);
  is_char("#\\U+10FFFF", 0x10ffff);
  READS("(#\\()", "(#\\()");
  READS("(#\\))", "(#\\))");
  READS("(#\\a)#\\b", "(#\\a) #\\b");
}
END_TEST

START_TEST(bad_characters) {
  REFUSES("(#\\ab #\\Spce)", "E0007@1:2 E0007@1:7");
  ck_assert_str_eq(diag.messages.data[1]->next->text, "did you mean `#\\Space`?");
  REFUSES("#\\U+D800", "E0007@1:1");
  REFUSES("#\\U+110000", "E0007@1:1");
  REFUSES("#\\U+", "E0007@1:1");
  REFUSES("#\\U+xyz", "E0007@1:1");
  REFUSES("#\\e\u0301", "E0007@1:1");
  REFUSES("#\\", "E0011@1:1");
}
END_TEST

START_TEST(quotes) {
  ck_assert_str_eq(read_one("'a")->item[0]->name->text, "quote");
  ck_assert_str_eq(read_one("`a")->item[0]->name->text, "quasiquote");
  ck_assert_str_eq(read_one(",a")->item[0]->name->text, "unquote");
  ck_assert_str_eq(read_one(",@a")->item[0]->name->text, "unquote-splicing");
  ck_assert_str_eq(read_one("#'a")->item[0]->name->text, "function");
  READS("`(a ,b ,@(c 'd) #'e ''f)", "`(a ,b ,@(c 'd) #'e ''f)");
  READS("(quote a) (quote) (quote a b)", "'a (quote) (quote a b)");
  READS("' ;x\n a", "'a");
  READS(", @a", ", @a");
  READS("foo'bar", "foo 'bar");
}
END_TEST

START_TEST(prefixes_of_nothing) {
  REFUSES("(a ')", "E0011@1:4");
  REFUSES("'", "E0011@1:1");
  REFUSES("(a #;)", "E0011@1:4");
  REFUSES("(a '`,)", "E0011@1:6");
  REFUSES("(f ƒx.)", "E0011@1:4");
}
END_TEST

START_TEST(short_functions) {
  READS("ƒx.(* x x)", "(fn (x) (* x x))");
  READS("ƒxy.x", "(fn (x y) x)");
  READS("ƒ.5", "(fn () 5)");
  READS("ƒ.\"a\"", "(fn () \"a\")");
  READS("ƒ_x_.x", "(fn (_ x _) x)");
  READS("(map ƒλ名.λ l)", "(map (fn (λ 名) λ) l)");
  READS("ƒx.ƒy.x.y", "(fn (x) (fn (y) x.y))");
  READS("ƒx..field", "(fn (x) .field)");
  READS("'ƒx.'x", "'(fn (x) 'x)");
  REFUSES("(ƒxy)", "E0011@1:2");
  REFUSES("ƒx1.x", "E0011@1:3");
}
END_TEST

START_TEST(other_tokens) {
  READS("(#+sbcl a #-sbcl b)", "(b)");
  READS("#+(and smelter (not (or sbcl :ccl))) a", "a");
  READS("#+sbcl #+ccl a b c", "c");
  READS("(#-smelter #.(x #\\nonsense) y)", "(y)");
  REFUSES("(a #+)", "E0011@1:4");
  REFUSES("(a #+x)", "E0011@1:4");
  REFUSES("#(a b)", "E0202@1:1");
  REFUSES("#.(a)", "E0202@1:1");
  REFUSES("#foo", "E0011@1:1");
  REFUSES("# a", "E0011@1:1");
  REFUSES("(a \x01 b)", "E0011@1:4");
  REFUSES("a\u200bb", "E0011@1:2");
  REFUSES("\u202e", "E0011@1:1");
  READS("a\u00a0b\u3000c\u2028d\fe", "a b c d e");
}
END_TEST

START_TEST(not_text) {
  REFUSES("abc\n\xff (", "E0009@2:1");
  ck_assert_ptr_nonnull(strstr(diag.messages.data[0]->text, "byte 4"));
  REFUSES("(\xc3", "E0009@1:2");
  ck_assert_int_eq(read_bytes("a\0b (", 5).len, 0);
  ck_assert_str_eq(complaints(), "E0011@1:2");
}
END_TEST

START_TEST(brackets_never_closed) {
  REFUSES("(a", "E0001@1:1");
  REFUSES("(a (b", "E0001@1:1");
  REFUSES("[a", "E0001@1:1");
  REFUSES("(a b)\n(c\n  (d)\n", "E0001@2:1");
  REFUSES("(a\n  (b\n\n(c)\n", "E0001@1:1");
  REFUSES("(a)\n(c\n(d\n", "E0001@2:1 E0001@3:1");
}
END_TEST

START_TEST(brackets_by_indentation) {
  /* in the second form, though it is only the first of all that stays open to the end */
  REFUSES("(a)\n\n(b\n  (c)\n\n(d)\n(e)\n", "E0001@3:1");
  /* within one great form */
  REFUSES("(toplevel\n  (b\n    (c)\n  (d)\n  (e))\n", "E0001@2:3");
  /* two broken forms, two errors, and none for what follows */
  REFUSES("(a\n\n(b))\n\n(c\n\n(d)\n", "E0001@1:1 E0002@3:4 E0001@5:1");
  /* not by indentation when all is closed */
  READS("(a\n(b)\n(c)\n)", "(a (b) (c))");
  REFUSES("(a\n(b)\n)\n)", "E0002@4:1");
}
END_TEST

START_TEST(stray_closers) {
  REFUSES("(a))", "E0002@1:4");
  REFUSES(")", "E0002@1:1");
  REFUSES("]", "E0002@1:1");
  REFUSES("(a)))))\n(b))\n(c)", "E0002@1:4 E0002@2:4");
  READS("(a) (b)", "(a) (b)");
}
END_TEST

START_TEST(closers_of_the_wrong_kind) {
  REFUSES("(a [1 2))", "E0003@1:8");
  REFUSES("(a [1 2) 3)", "E0003@1:8");
  REFUSES("(a]", "E0003@1:3");
  REFUSES("(a]\n(b)\n(c", "E0003@1:3 E0001@3:1");
  ck_assert_uint_eq(diag.messages.data[0]->next->span.at, 0);
}
END_TEST

START_TEST(nothing_bogus_after_an_unclosed_comment_or_string) {
  REFUSES("(a #| b", "E0005@1:4");
  REFUSES("#| a #| b |# (", "E0005@1:1");
  REFUSES("(a (b \" )", "E0004@1:7");
  REFUSES("'#|", "E0005@1:2");
}
END_TEST

static void is_span(const Datum *d, uint32_t at, uint32_t len) {
  ck_assert_uint_eq(d->span.at, at);
  ck_assert_uint_eq(d->span.len, len);
}

START_TEST(spans) {
  Datum *d = read_one("  (ab 'c [#\\a]\n \"d\\n\" ƒx.y)  ");
  is_span(d, 2, 26);
  is_span(d->item[0], 3, 2);
  is_span(d->item[1], 6, 2);
  is_span(d->item[1]->item[0], 6, 1);
  is_span(d->item[1]->item[1], 7, 1);
  is_span(d->item[2], 9, 5);
  is_span(d->item[2]->item[0], 10, 3);
  is_span(d->item[3], 16, 5);
  is_span(d->item[4], 22, 5);
  is_span(d->item[4]->item[0], 22, 2);
  is_span(d->item[4]->item[1], 24, 1);
  is_span(d->item[4]->item[1]->item[0], 24, 1);
  is_span(d->item[4]->item[2], 26, 1);
}
END_TEST

static char *repeated(const char *text, int times, const char *end) {
  size_t len = strlen(text);
  char *many = malloc(len * (size_t)times + strlen(end) + 1), *p = many;
  for (int i = 0; i < times; i++, p += len) memcpy(p, text, len);
  strcpy(p, end);
  return many;
}

START_TEST(deep_nesting) {
  REFUSES(repeated("(", 100000, ""), "E0010@1:10001");
  REFUSES(repeated("[a ", 100000, ""), "E0010@1:30001");
  REFUSES(repeated("'", 100000, "a"), "E0010@1:10001");
  REFUSES(repeated("ƒ.", 100000, "a"), "E0010@1:20001");
  READS(repeated("()", 100000, "") + 199998, "()");
  DatumVec v = read_text(repeated("'", 9999, "a"));
  ck_assert_str_eq(complaints(), "");
  ck_assert_uint_eq(strlen(print_all(v)), 10000);
  READS(repeated("#|", 100000, repeated("|#", 100000, "")), "");
}
END_TEST

START_TEST(ten_megabytes_on_one_line) {
  DatumVec v = read_text(repeated("(a b) ", 1700000, "#\\wrong"));
  ck_assert_int_eq(v.len, 1700001);
  ck_assert_str_eq(complaints(), "E0007@1:10200001");
  char *text = repeated("a", 10000000, "");
  ck_assert_uint_eq(read_one(text)->name->len, 10000000);
}
END_TEST

static bool same(const Datum *a, const Datum *b) {
  if (a->kind != b->kind) return false;
  switch (a->kind) {
  case DATUM_LIST:
  case DATUM_BRACKET:
    if (a->len != b->len) return false;
    for (int i = 0; i < a->len; i++)
      if (!same(a->item[i], b->item[i])) return false;
    return true;
  case DATUM_NAME: return a->name == b->name && a->pkg == b->pkg;
  case DATUM_INTEGER: return strcmp(a->digits, b->digits) == 0;
  case DATUM_RATIO:
    return strcmp(a->digits, b->digits) == 0 && strcmp(a->denominator, b->denominator) == 0;
  case DATUM_FLOAT:
    return memcmp(&a->number, &b->number, sizeof a->number) == 0 && a->suffix == b->suffix;
  case DATUM_STRING: return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  case DATUM_CHAR: return a->code == b->code;
  }
  return false;
}

static uint32_t seed;
static uint32_t random_below(uint32_t n) {
  seed = seed * 1664525 + 1013904223;
  return (uint32_t)((uint64_t)seed * n >> 32);
}

static const char *const words[] = {
    "foo",
    "+",
    "1+",
    "-7",
    "4/6",
    "1_000",
    "#xFF",
    "#36rZZ",
    "1.5",
    "-0.0",
    ".1f0",
    "1e22",
    "1d-300",
    "1.1s5",
    "5.",
    "\"a\\n\\u{3bb}\\0\\e\"",
    "\"\"",
    "\"λ\"",
    "#\\a",
    "#\\(",
    "#\\Space",
    "#\\U+301",
    "#\\U+A0",
    "#\\Nul",
    "#\\U+E0001",
    ":key",
    "p:n",
    "p/q::n",
    "|a b|",
    "|a\\|b|",
    ":|k l|",
    "|p q|:|:n|",
    "\\#a",
    "\\1",
    "a\\:b",
    "@x",
    "|ƒ|",
    "|#|",
    "|\\\\|",
    "ƒx.",
    "ƒ_y.",
    "'",
    "`",
    ",",
    ",@",
    ", @x",
    "#'",
    "#;x ",
    "; c\n",
    "#| c |#",
    "…",
    "λ",
    "a|B|c",
    "|:|",
    "|.|",
    "|\xe2\x80\x8b|",
    "\\\xc2\xa0",
    "\"\xe2\x80\x8b\"",
    "1e-5",
    "123456789.123",
    "3.4028235f38",
    "1f-45",
};

/* A random text with all kinds of data, brackets closed. */
static char *random_text(void) {
  char *text;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  char open[64];
  int depth = 0;
  for (uint32_t i = random_below(60); i > 0; i--) {
    uint32_t kind = random_below(8);
    if (kind == 0 && depth < 60) {
      open[depth++] = random_below(3) ? ')' : ']';
      fputc(open[depth - 1] == ')' ? '(' : '[', out);
    } else if (kind == 1 && depth) {
      fprintf(out, " x%c", open[--depth]);
    } else {
      fprintf(out, "%s ", words[random_below(sizeof words / sizeof *words)]);
    }
  }
  fputs(" end", out); /* for prefixes that wait */
  while (depth) fprintf(out, " x%c", open[--depth]);
  fclose(out);
  return text;
}

/* What is printed reads back as the same data. */
START_TEST(printed_data_read_back) {
  for (seed = 1; seed < 2000000000; seed += 997654) {
    uint32_t keep = seed;
    char *text = random_text();
    DatumVec v = read_text(text);
    ck_assert_msg(!diag.errors, "%s\n%s", text, complaints());
    char *shown = strdup(print_all(v));
    DatumVec again = read_text(shown);
    ck_assert_msg(!diag.errors && v.len == again.len, "%s\n%s", text, shown);
    for (int i = 0; i < v.len; i++)
      ck_assert_msg(same(v.data[i], again.data[i]), "%s\n%s", text, shown);
    free(text);
    free(shown);
    seed = keep;
  }
}
END_TEST

/* Random bytes of the alphabet of the language give messages or data, and at least one of them. */
START_TEST(random_characters_do_no_harm) {
  static const char alphabet[] = "()[]'`,@#;|\\\":.ƒx_1/-+eabc \n\tu{}!\xce\xbb";
  char text[64];
  for (seed = 1; seed < 2000000000; seed += 99765) {
    uint32_t keep = seed;
    size_t len = random_below(sizeof text - 1);
    for (size_t i = 0; i < len; i++) text[i] = alphabet[random_below(sizeof alphabet - 1)];
    text[len] = 0;
    DatumVec v = read_bytes(text, len);
    if (!diag.errors) {
      char *shown = strdup(print_all(v));
      DatumVec again = read_text(shown);
      ck_assert_msg(!diag.errors && v.len == again.len, "%s\n%s", text, shown);
      for (int i = 0; i < v.len; i++)
        ck_assert_msg(same(v.data[i], again.data[i]), "%s\n%s", text, shown);
      free(shown);
    }
    arena_drop(&arena);
    seed = keep;
  }
}
END_TEST

UNIT_MAIN("reader", lists_and_brackets, comments, datum_comments, plain_names, spelled_names,
          bad_names, integers, long_integers, ratios, bad_numbers, floats, strings, bad_strings,
          a_lost_quote_is_looked_for, characters, bad_characters, quotes, prefixes_of_nothing,
          short_functions, other_tokens, not_text, brackets_never_closed, brackets_by_indentation,
          stray_closers, closers_of_the_wrong_kind,
          nothing_bogus_after_an_unclosed_comment_or_string, spans, deep_nesting,
          ten_megabytes_on_one_line, printed_data_read_back, random_characters_do_no_harm)
