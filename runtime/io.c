/* io.c -- stdin, stdout, stderr.
 *
 * stdout has a buffer of our own: flushed when full, at exit, before an error is reported,
 * before stdin is read, and on a terminal after every newline. A closed pipe ends the program by
 * SIGPIPE, quietly, as Unix tools do; any other failure to write is an error. */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER = 64 << 10 };

static struct {
  size_t out;     /* bytes in out_data */
  int terminal;   /* 0: not asked yet, 1: stdout is one, 2: it is none */
  bool failed;    /* writing failed: what is printed goes nowhere */
  size_t at, end; /* unread bytes of in_data */
  char out_data[BUFFER], in_data[BUFFER];
} io;

static bool write_all(int fd, const char *p, size_t n) {
  while (n > 0) {
    ssize_t done = write(fd, p, n);
    if (done < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    p += done, n -= (size_t)done;
  }
  return true;
}

/* ---- output ---- */

bool smt_stdout_flush(void) {
  size_t n = io.out;
  if (n == 0) return !io.failed;
  io.out = 0; /* first: reporting a failure flushes again */
  if (!io.failed && !write_all(1, io.out_data, n)) {
    char text[160];
    io.failed = true;
    int size = snprintf(text, sizeof text, "cannot write to stdout: %s", strerror(errno));
    smt_report(text, (size_t)size, 0, NULL);
  }
  return !io.failed;
}

/* C that the program calls may end it. */
__attribute__((destructor)) static void flush_at_exit(void) { smt_stdout_flush(); }

static void flush_or_end(void) {
  if (!smt_stdout_flush()) smt_leave(1);
}

W smt_flush(void) {
  flush_or_end();
  return 0;
}

static void put(const char *p, size_t n) {
  while (n > 0) {
    if (io.out == BUFFER) flush_or_end();
    size_t part = BUFFER - io.out < n ? BUFFER - io.out : n;
    memcpy(io.out_data + io.out, p, part);
    io.out += part, p += part, n -= part;
  }
}

static bool is_terminal(void) {
  if (io.terminal == 0) io.terminal = isatty(1) ? 1 : 2;
  return io.terminal == 1;
}

void smt_print_bytes(const char *text, size_t bytes) {
  put(text, bytes);
  if (is_terminal() && memchr(text, '\n', bytes)) flush_or_end();
}

W smt_print(W s) {
  smt_print_bytes(SMT_STR(s)->text, SMT_STR(s)->bytes);
  return 0;
}

W smt_println(W s) {
  put(SMT_STR(s)->text, SMT_STR(s)->bytes);
  put("\n", 1);
  if (is_terminal()) flush_or_end();
  return 0;
}

W smt_print_error(W s) {
  write_all(2, SMT_STR(s)->text, SMT_STR(s)->bytes);
  return 0;
}

/* ---- input ---- */

/* Read more when everything was taken; false at the end (an error is one, too). */
static bool fill(void) {
  if (io.at < io.end) return true;
  flush_or_end();
  ssize_t n;
  do n = read(0, io.in_data, BUFFER);
  while (n < 0 && errno == EINTR);
  io.at = 0;
  io.end = n > 0 ? (size_t)n : 0;
  return n > 0;
}

/* What a line or the whole of stdin needs beyond one buffer. */
typedef struct Gathered {
  char *data;
  size_t size, room;
} Gathered;

static void gather(Gathered *g, const char *p, size_t n) {
  if (g->size + n > g->room) {
    g->room = (g->size + n) * 2;
    g->data = realloc(g->data, g->room);
    if (g->data == NULL) smt_out_of_memory();
  }
  memcpy(g->data + g->size, p, n);
  g->size += n;
}

static W gathered_string(Gathered *g) {
  W s = smt_string_new(g->data ? g->data : "", g->size);
  free(g->data);
  return s;
}

/* The part of a line that is in the buffer; true when its newline was there, too. */
static bool take_part(const char **start, size_t *size) {
  *start = io.in_data + io.at;
  size_t left = io.end - io.at;
  const char *newline = memchr(*start, '\n', left);
  *size = newline ? (size_t)(newline - *start) : left;
  io.at += *size + (newline != NULL);
  return newline != NULL;
}

W smt_read_line(void) {
  Gathered g = {0};
  const char *start;
  size_t size;
  if (!fill()) return 0;
  do {
    bool is_whole = take_part(&start, &size);
    if (is_whole && g.size == 0) return smt_some(smt_string_new(start, size));
    gather(&g, start, size);
    if (is_whole) break;
  } while (fill());
  return smt_some(gathered_string(&g));
}

char *smt_next_line(size_t *size) {
  Gathered g = {0};
  const char *start;
  bool is_whole = false;
  if (!fill()) return NULL;
  do {
    is_whole = take_part(&start, size);
    gather(&g, start, *size);
  } while (!is_whole && fill());
  *size = g.size;
  gather(&g, "", 1);
  return g.data;
}

W smt_read_all(void) {
  Gathered g = {0};
  while (fill()) {
    gather(&g, io.in_data + io.at, io.end - io.at);
    io.at = io.end;
  }
  return gathered_string(&g);
}
