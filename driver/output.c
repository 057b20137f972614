/* output.c -- files that smt makes for others. */
#include "driver/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool same_file(const char *a, const char *b) {
  struct stat x, y;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool write_all(int fd, const char *text, size_t size) {
  while (size) {
    ssize_t put = write(fd, text, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    text += put;
    size -= (size_t)put;
  }
  return true;
}

/* Does the open file have these bytes, and no more? */
static bool has_bytes(int fd, const char *text, size_t size) {
  char part[4096];
  ssize_t got;
  while ((got = read(fd, part, sizeof part)) > 0) {
    if ((size_t)got > size || memcmp(part, text, (size_t)got) != 0) return false;
    text += got;
    size -= (size_t)got;
  }
  return got == 0 && size == 0;
}

static bool close_written(int fd, bool is_written) {
  int error = errno;
  if (close(fd) < 0 && is_written) return false;
  errno = error;
  return is_written;
}

static bool replace(const char *path, const char *text, size_t size) {
  char fresh[4096];
  if (snprintf(fresh, sizeof fresh, "%s.tmp%d", path, (int)getpid()) >= (int)sizeof fresh)
    return errno = ENAMETOOLONG, false;
  int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) return false;
  if (close_written(fd, write_all(fd, text, size)) && rename(fresh, path) == 0) return true;
  int error = errno;
  unlink(fresh);
  errno = error;
  return false;
}

bool output_write(const char *path, const char *text, size_t size) {
  struct stat st;
  char target[PATH_MAX];
  bool is_there = stat(path, &st) == 0;
  if (is_there && realpath(path, target)) path = target; /* what a link leads to */
  if (is_there && !S_ISREG(st.st_mode)) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    return fd >= 0 && close_written(fd, write_all(fd, text, size));
  }
  if (is_there && (size_t)st.st_size == size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool is_same = fd >= 0 && has_bytes(fd, text, size);
    if (fd >= 0) close(fd);
    if (is_same) return true;
  }
  return replace(path, text, size);
}

/* A name as make and ninja read it. */
static void add_name(FILE *out, const char *name) {
  for (; *name; name++) {
    if (*name == ' ' || *name == '#' || *name == '\t') fputc('\\', out);
    if (*name == '$') fputc('$', out);
    fputc(*name, out);
  }
}

bool depfile_write(const char *path, const char *target, const char *const *file, int files) {
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  if (!out) return false;
  add_name(out, target);
  fputs(":", out);
  for (int i = 0; i < files; i++) {
    fputs(" \\\n  ", out);
    add_name(out, file[i]);
  }
  fputs("\n", out);
  for (int i = 1; i < files; i++) {
    fputs("\n", out);
    add_name(out, file[i]);
    fputs(":\n", out);
  }
  bool is_written = fclose(out) == 0 && output_write(path, text, size);
  free(text);
  return is_written;
}
