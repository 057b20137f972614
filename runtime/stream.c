/* stream.c -- open files, byte by byte, and what else coalton/file and coalton/system ask of the system.
 *
 * An open file is its descriptor, a word; what is read ahead or waits to be written is kept in library/coalton-file.smt.
 * Bytes travel in vectors, one in a word. What the system refuses comes back as Err "reason". */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static W refused(void) { return smt_err(smt_string_of_c(strerror(errno))); }

static W done(int status) { return status == 0 ? smt_ok(0) : refused(); }

/* The path for the system; NULL, and errno set, when a zero character would cut it short. */
static const char *path_of(W path) {
  const SmtString *s = SMT_STR(path);
  if (memchr(s->text, 0, s->bytes) == NULL) return s->text;
  errno = EINVAL;
  return NULL;
}

W smt_stream_open(W path, W mode) {
  static const int flags[] = {O_RDONLY, O_CREAT | O_EXCL, O_CREAT, O_CREAT | O_APPEND,
                              O_CREAT | O_TRUNC};
  const char *p = path_of(path);
  W how = mode & 7;
  int access = how == 0 ? O_RDONLY : mode & 8 ? O_RDWR : O_WRONLY;
  int fd = p && how < ARRAY_LENGTH(flags) ? open(p, flags[how] | access | O_CLOEXEC, 0666) : -1;
  return fd < 0 ? refused() : smt_ok((W)fd);
}

W smt_stream_close(W fd) { return done(close((int)fd)); }

W smt_stream_read(W fd, W count) {
  unsigned char bytes[4096];
  ssize_t n;
  do n = read((int)fd, bytes, count < sizeof bytes ? count : sizeof bytes);
  while (n < 0 && errno == EINTR);
  if (n < 0) return refused();
  W vector = smt_vector_new((W)n);
  for (ssize_t i = 0; i < n; i++) smt_vector_push(bytes[i], vector);
  return smt_ok(vector);
}

W smt_stream_write(W fd, W vector) {
  const W *v = (const W *)vector;
  unsigned char bytes[4096];
  for (W at = 0; at < v[0];) {
    size_t size = 0, written = 0;
    while (size < sizeof bytes && at < v[0]) bytes[size++] = (unsigned char)((const W *)v[2])[at++];
    while (written < size) {
      ssize_t n = write((int)fd, bytes + written, size - written);
      if (n < 0 && errno != EINTR) return refused();
      if (n > 0) written += (size_t)n;
    }
  }
  return smt_ok(0);
}

W smt_stream_seek(W fd, W offset, W whence) {
  static const int from[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  off_t at = lseek((int)fd, (off_t)offset, from[whence % ARRAY_LENGTH(from)]);
  return at < 0 ? refused() : smt_ok((W)at);
}

W smt_make_directory(W path) {
  const char *p = path_of(path);
  return done(p ? mkdir(p, 0777) : -1);
}

W smt_remove_directory(W path) {
  const char *p = path_of(path);
  return done(p ? rmdir(p) : -1);
}

W smt_rename_file(W from, W to) {
  const char *f = path_of(from), *t = path_of(to);
  return done(f && t ? rename(f, t) : -1);
}

W smt_real_path(W path) {
  const char *p = path_of(path);
  char *real = p ? realpath(p, NULL) : NULL;
  if (!real) return refused();
  W result = smt_ok(smt_string_of_c(real));
  free(real);
  return result;
}

W smt_file_info(W path) {
  const char *p = path_of(path);
  struct stat st;
  if (!p || stat(p, &st) != 0) return refused();
  W vector = smt_vector_new(3);
  smt_vector_push((W)st.st_size, vector);
  smt_vector_push((W)st.st_mtime, vector);
  smt_vector_push(S_ISDIR(st.st_mode), vector);
  return smt_ok(vector);
}

/* The pattern of a temporary name in the folder for such: NAME-XXXXXX and the suffix. */
static char *temporary_name(const char *suffix) {
  const char *folder = getenv("TMPDIR");
  char *name;
  if (asprintf(&name, "%s/smelter-XXXXXX%s", folder && *folder ? folder : "/tmp", suffix) < 0)
    smt_out_of_memory();
  return name;
}

static W made(char *name, bool worked) {
  W result = worked ? smt_ok(smt_string_of_c(name)) : refused();
  free(name);
  return result;
}

W smt_make_temporary_file(W suffix) {
  const char *s = path_of(suffix);
  if (!s) return refused();
  char *name = temporary_name(s);
  int fd = mkstemps(name, (int)strlen(s));
  if (fd >= 0) close(fd);
  return made(name, fd >= 0);
}

W smt_make_temporary_directory(void) {
  char *name = temporary_name("");
  bool worked = mkdtemp(name) != NULL;
  return made(name, worked);
}

W smt_setenv(W name, W value) {
  const char *n = path_of(name), *v = path_of(value);
  if (n && v) setenv(n, v, 1);
  return 0;
}

W smt_sleep(W nanoseconds) {
  struct timespec left = {(time_t)(nanoseconds / 1000000000), (long)(nanoseconds % 1000000000)};
  smt_flush();
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
  return 0;
}
