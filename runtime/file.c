/* file.c -- files and folders. What the system refuses comes back as Err "path: reason". */
#define _GNU_SOURCE
#include "internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static W failed(W path) {
  W reason = smt_string_of_c(strerror(errno));
  return smt_err(smt_string_concat(path, smt_string_concat(smt_string_of_c(": "), reason)));
}

/* The path for the system; NULL, and errno set, when a zero character would cut it short. */
static const char *path_of(W path) {
  const SmtString *s = SMT_STR(path);
  if (memchr(s->text, 0, s->bytes) == NULL) return s->text;
  errno = EINVAL;
  return NULL;
}

static int open_path(W path, int flags) {
  const char *p = path_of(path);
  return p ? open(p, flags | O_CLOEXEC, 0666) : -1;
}

/* Close fd without disturbing errno. */
static void close_quietly(int fd) {
  int e = errno;
  close(fd);
  errno = e;
}

/* Everything that can be read from fd, which may be a pipe or a file of /proc that claims to be
 * empty. Gives a leaf of *size bytes, or NULL. */
static char *read_all(int fd, W *size) {
  struct stat st;
  if (fstat(fd, &st) != 0) return NULL;
  W room = S_ISREG(st.st_mode) && st.st_size > 0 ? (W)st.st_size + 1 : 4096;
  char *data = smt_alloc_leaf(room);
  *size = 0;
  for (;;) {
    if (*size == room) {
      char *bigger = smt_alloc_leaf(room * 2);
      memcpy(bigger, data, room);
      data = bigger;
      room *= 2;
    }
    ssize_t n = read(fd, data + *size, room - *size);
    if (n == 0) return data;
    if (n < 0 && errno != EINTR) return NULL;
    if (n > 0) *size += (W)n;
  }
}

W smt_read_file(W path) {
  int fd = open_path(path, O_RDONLY);
  if (fd < 0) return failed(path);
  W size;
  char *data = read_all(fd, &size);
  close_quietly(fd);
  return data ? smt_ok(smt_string_new(data, size)) : failed(path);
}

static W put_file(W path, W text, int flags) {
  int fd = open_path(path, O_WRONLY | O_CREAT | flags);
  if (fd < 0) return failed(path);
  const char *p = SMT_STR(text)->text;
  for (size_t left = SMT_STR(text)->bytes; left > 0;) {
    ssize_t n = write(fd, p, left);
    if (n < 0 && errno != EINTR) {
      close_quietly(fd);
      return failed(path);
    }
    if (n > 0) p += n, left -= (size_t)n;
  }
  return close(fd) == 0 ? smt_ok(0) : failed(path);
}

W smt_write_file(W path, W text) { return put_file(path, text, O_TRUNC); }
W smt_append_file(W path, W text) { return put_file(path, text, O_APPEND); }

W smt_file_exists(W path) {
  const char *p = path_of(path);
  return p != NULL && access(p, F_OK) == 0;
}

W smt_is_directory(W path) {
  struct stat st;
  const char *p = path_of(path);
  return p != NULL && stat(p, &st) == 0 && S_ISDIR(st.st_mode);
}

W smt_delete_file(W path) {
  const char *p = path_of(path);
  return p != NULL && unlink(p) == 0 ? smt_ok(0) : failed(path);
}

static int not_dots(const struct dirent *e) {
  return strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
}
static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

W smt_list_directory(W path) {
  const char *p = path_of(path);
  struct dirent **entry;
  int n = p ? scandir(p, &entry, not_dots, by_bytes) : -1;
  if (n < 0) return failed(path);
  W list = 0;
  while (n-- > 0) {
    list = smt_cons(smt_string_of_c(entry[n]->d_name), list);
    free(entry[n]);
  }
  free(entry);
  return smt_ok(list);
}
