/* test_io.c -- lines, files, folders, and output that is not lost. */
#define _GNU_SOURCE
#include "runtime/smt.h"
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static W S(const char *text) { return smt_string_of_c(text); }
static const char *T(W s) { return SMT_STR(s)->text; }
static W value_of(W data) { return SMT_FIELDS(data)[0]; }

static char folder[] = "/tmp/smt-test-XXXXXX";

static void folder_make(void) {
  ck_assert(mkdtemp(folder) != NULL);
  ck_assert(chdir(folder) == 0);
}

static void folder_remove(void) {
  W names = value_of(smt_list_directory(S(".")));
  for (; names; names = SMT_FIELDS(names)[1]) unlink(T(SMT_FIELDS(names)[0]));
  ck_assert(chdir("/") == 0);
  rmdir(folder);
}

/* Stdin is this text from now on. */
static void feed(const char *text, size_t n) {
  int fd[2];
  ck_assert(pipe(fd) == 0);
  if (fork() == 0) {
    close(fd[0]);
    for (size_t done = 0; done < n;) {
      ssize_t part = write(fd[1], text + done, n - done);
      if (part <= 0) break;
      done += (size_t)part;
    }
    _exit(0);
  }
  close(fd[1]);
  dup2(fd[0], 0);
}

START_TEST(lines_come_without_their_newline) {
  feed("one\n\nthr\xc3\xa9\xc3\xa9\r\n\xff\nlast", 21);
  ck_assert_str_eq(T(value_of(smt_read_line())), "one");
  ck_assert_str_eq(T(value_of(smt_read_line())), "");
  ck_assert_str_eq(T(value_of(smt_read_line())), "thr\xc3\xa9\xc3\xa9\r");
  ck_assert_str_eq(T(value_of(smt_read_line())), "\xef\xbf\xbd");
  ck_assert_str_eq(T(value_of(smt_read_line())), "last");
  ck_assert_uint_eq(smt_read_line(), 0);
  ck_assert_uint_eq(smt_read_line(), 0);
}
END_TEST

START_TEST(a_line_may_be_longer_than_any_buffer) {
  enum { N = 300000 };
  static char text[N + 8];
  memset(text, 'x', N);
  memcpy(text + N, "\nrest\n", 6);
  feed(text, N + 6);
  ck_assert_uint_eq(smt_string_length(value_of(smt_read_line())), N);
  ck_assert_str_eq(T(smt_read_all()), "rest\n");
  ck_assert_str_eq(T(smt_read_all()), "");
}
END_TEST

START_TEST(files_are_written_and_read) {
  W name = S("a.txt"), text = smt_string_repeat(50000, S("h\xc3\xa9\n"));
  ck_assert_uint_eq(smt_file_exists(name), 0);
  ck_assert_uint_eq(SMT_TAG(smt_write_file(name, text)), 1);
  ck_assert_uint_eq(smt_string_eq(value_of(smt_read_file(name)), text), 1);
  smt_append_file(name, S("end"));
  ck_assert_uint_eq(smt_string_length(value_of(smt_read_file(name))), 150003);
  smt_write_file(name, S("short"));
  ck_assert_str_eq(T(value_of(smt_read_file(name))), "short");
  ck_assert_uint_eq(smt_file_exists(name), 1);
  ck_assert_uint_eq(smt_is_directory(name), 0);
  ck_assert_uint_eq(smt_is_directory(S(".")), 1);
  ck_assert_uint_eq(SMT_TAG(smt_delete_file(name)), 1);
  ck_assert_str_eq(T(value_of(smt_delete_file(name))), "a.txt: No such file or directory");
}
END_TEST

START_TEST(failures_name_the_path_and_the_reason) {
  ck_assert_uint_eq(SMT_TAG(smt_read_file(S("nowhere"))), 0);
  ck_assert_str_eq(T(value_of(smt_read_file(S("nowhere")))), "nowhere: No such file or directory");
  ck_assert_str_eq(T(value_of(smt_read_file(S(".")))), ".: Is a directory");
  ck_assert_str_eq(T(value_of(smt_write_file(S("no/where"), S("x")))),
                   "no/where: No such file or directory");
  ck_assert_str_eq(T(value_of(smt_list_directory(S("nowhere")))),
                   "nowhere: No such file or directory");
  W cut = smt_string_new("a\0b", 3);
  ck_assert_uint_eq(SMT_TAG(smt_write_file(cut, S("x"))), 0);
  ck_assert_uint_eq(smt_file_exists(S("a")), 0);
}
END_TEST

START_TEST(files_of_unknown_size_are_read_whole) {
  W text = value_of(smt_read_file(S("/proc/self/status")));
  ck_assert_uint_eq(smt_string_starts_with(S("Name:"), text), 1);
}
END_TEST

START_TEST(folders_are_listed_in_order) {
  smt_write_file(S("b"), S("")), smt_write_file(S("a"), S("")), smt_write_file(S(".c"), S(""));
  ck_assert_str_eq(T(smt_string_join(S(" "), value_of(smt_list_directory(S("."))))), ".c a b");
}
END_TEST

START_TEST(the_environment) {
  setenv("SMT_TEST_VARIABLE", "v\xc3\xa9", 1);
  ck_assert_str_eq(T(value_of(smt_getenv(S("SMT_TEST_VARIABLE")))), "v\xc3\xa9");
  unsetenv("SMT_TEST_VARIABLE");
  ck_assert_uint_eq(smt_getenv(S("SMT_TEST_VARIABLE")), 0);
}
END_TEST

START_TEST(clocks_run) {
  W first = smt_time_monotonic_ns();
  ck_assert_uint_eq(smt_int_le(first, smt_time_monotonic_ns()), 1);
  ck_assert_uint_eq(smt_int_lt(SMT_SMALL(1600000000), smt_time_unix()), 1);
  ck_assert_uint_ne(smt_random_word(), smt_random_word());
}
END_TEST

START_TEST(output_keeps_its_order_and_is_flushed) {
  int out = open("out", O_CREAT | O_RDWR, 0600);
  W line = smt_string_repeat(1000, S("0123456789"));
  if (fork() == 0) {
    dup2(out, 1);
    for (int i = 0; i < 50; i++) smt_println(line);
    smt_print(S("end"));
    smt_flush();
    _exit(0);
  }
  wait(NULL);
  W text = value_of(smt_read_file(S("out")));
  ck_assert_uint_eq(smt_string_length(text), 50 * 10001 + 3);
  ck_assert_uint_eq(smt_string_ends_with(S("9\nend"), text), 1);
}
END_TEST

START_TEST(a_full_disk_is_reported) {
  int full = open("/dev/full", O_WRONLY), err = open("err", O_CREAT | O_RDWR, 0600), status;
  if (fork() == 0) {
    dup2(full, 1), dup2(err, 2);
    smt_println(S("lost"));
    smt_flush();
    _exit(0);
  }
  wait(&status);
  ck_assert_int_eq(WEXITSTATUS(status), 1);
  ck_assert_str_eq(T(value_of(smt_read_file(S("err")))),
                   "program: error: cannot write to stdout: No space left on device\n");
}
END_TEST

int main(void) {
  Suite *s = suite_create("io");
  TCase *t = tcase_create("io");
  tcase_add_checked_fixture(t, folder_make, folder_remove);
  tcase_add_test(t, lines_come_without_their_newline);
  tcase_add_test(t, a_line_may_be_longer_than_any_buffer);
  tcase_add_test(t, files_are_written_and_read);
  tcase_add_test(t, failures_name_the_path_and_the_reason);
  tcase_add_test(t, files_of_unknown_size_are_read_whole);
  tcase_add_test(t, folders_are_listed_in_order);
  tcase_add_test(t, the_environment);
  tcase_add_test(t, clocks_run);
  tcase_add_test(t, output_keeps_its_order_and_is_flushed);
  tcase_add_test(t, a_full_disk_is_reported);
  suite_add_tcase(s, t);
  return unit_run(s);
}
