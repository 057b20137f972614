/* target.c -- compilers and runtimes for other machines. */
#define _GNU_SOURCE 1
#include "driver/target.h"
#include "driver/embed.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* It becomes part of names of files and programs. */
static bool is_triple(const char *text) {
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return text[0] != '-' && text[0] != '.' && strchr(text, '-') &&
         text[strspn(text, allowed)] == 0 && strlen(text) < 64;
}

int target_find_cc(Driver *d, const char *triple, CCompiler *cc) {
  char name[80];
  const char *option = d->option[OPTION_CC], *given = getenv("CC");
  if (!is_triple(triple))
    return driver_fail(d, STATUS_USAGE,
                       "--target takes the name of a machine as compilers have it, "
                       "aarch64-linux-gnu for one, not `%s`",
                       triple);
  snprintf(name, sizeof name, "%s-gcc", triple);
  cc->triple = triple;
  if (option && option[0]) given = option;
  else if (!given || !strstr(given, triple)) given = name;
  if (cc_find_named(cc, given)) return STATUS_OK;
  return driver_fail(d, STATUS_NO_COMPILER,
                     "no C compiler for %s can be found: `%s` is none\n"
                     "     install it (`apt-get install gcc-%s`) or name another in CC",
                     triple, given, triple);
}

/* Has this smt made what is in the directory? -1: there is nothing. */
static int is_ours(const char *dir) {
  char path[PATH_MAX + 16], id[64] = "";
  snprintf(path, sizeof path, "%s/build-id", dir);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t got = read(fd, id, sizeof id - 1);
  close(fd);
  if (got < 0) return -1;
  id[strcspn(id, "\n")] = 0;
  return strcmp(id, smt_build_id) == 0;
}

/* Where runtimes of other machines may be, seen from the directory of smt: installed, built in build/, built elsewhere. */
static const char *const places[] = {"../lib/smelter", "build/lib/smelter", "lib/smelter"};

int target_find_runtime(Driver *d, const char *triple, char *path, size_t size) {
  char self[PATH_MAX];
  const char *given = getenv("SMT_TARGETS");
  bool is_stale = false;
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  self[length > 0 ? length : 0] = 0;
  if (strrchr(self, '/')) *strrchr(self, '/') = 0;
  for (size_t i = 0; i < (given && given[0] ? 1 : sizeof places / sizeof *places); i++) {
    int n = given && given[0] ? snprintf(path, size, "%s/%s", given, triple)
                              : snprintf(path, size, "%s/%s/%s", self, places[i], triple);
    int found = n < (int)size ? is_ours(path) : -1;
    if (found == 1) return STATUS_OK;
    if (found == 0) is_stale = true;
  }
  return driver_fail(d, STATUS_ERROR,
                     "the runtime for %s %s\n     `make CROSS=%s` in the sources of smt makes it, "
                     "`make install CROSS=%s` installs it",
                     triple, is_stale ? "belongs to another smt than this one" : "cannot be found",
                     triple, triple);
}
