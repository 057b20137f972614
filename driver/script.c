/* script.c -- reading a script. */
#include "driver/script.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Spans count bytes in 32 bits. */
#define LARGEST ((size_t)1 << 30)

/* Read fd to its end. 0, or an errno. `guess` is the size it seems to have. */
static int read_all(int fd, size_t guess, Script *script) {
  size_t room = guess + 1;
  char *text = malloc(room + 1);
  size_t size = 0;
  for (;;) {
    if (!text) return ENOMEM;
    ssize_t got = read(fd, text + size, room - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    size += (size_t)got;
    if (size > LARGEST) return EFBIG;
    if (size == room) text = realloc(text, (room = room * 2 + 4096) + 1);
  }
  text[size] = 0;
  script->text = text;
  script->size = size;
  return 0;
}

int script_read(Driver *d, const char *path, Script *script) {
  struct stat st;
  bool is_stdin = strcmp(path, "-") == 0;
  int fd = is_stdin ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  int error = fd < 0 ? errno : fstat(fd, &st) < 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
  script->path = is_stdin ? "<stdin>" : path;
  if (!error)
    error = read_all(
        fd, S_ISREG(st.st_mode) && (size_t)st.st_size <= LARGEST ? (size_t)st.st_size : 4096,
        script);
  if (fd > 0) close(fd);
  switch (error) {
  case 0: return STATUS_OK;
  case ENOENT: return driver_fail(d, STATUS_NOT_FOUND, "%s: there is no such file", script->path);
  case ENOTDIR: return driver_fail(d, STATUS_NOT_FOUND, "%s: there is no such file", script->path);
  case EISDIR:
    return driver_fail(d, STATUS_CANNOT_READ, "%s: is a directory, not a script", script->path);
  case EACCES:
    return driver_fail(d, STATUS_CANNOT_READ, "%s: may not be read (permission denied)",
                       script->path);
  case EFBIG:
    return driver_fail(d, STATUS_CANNOT_READ, "%s: is larger than a script can be (1 GiB)",
                       script->path);
  default:
    return driver_fail(d, STATUS_CANNOT_READ, "%s: cannot be read (%s)", script->path,
                       strerror(error));
  }
}
