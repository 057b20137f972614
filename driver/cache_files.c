/* cache_files.c -- filling the cache, looking through it, emptying it. */
#define _GNU_SOURCE 1
#define XXH_INLINE_ALL
#include "driver/cache.h"
#include "driver/embed.h"
#include "driver/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

#define DEFAULT_LIMIT (512ll << 20)
#define TRIM_SECONDS (24 * 3600)
/* The runtime of another smt, and the note of a script, go when they have not been used for this long. */
#define LEAVING_SECONDS (30 * 24 * 3600)

/* ---- small things ---- */

static bool write_all(int fd, const void *data, size_t size) {
  const char *at = data;
  while (size) {
    ssize_t put = write(fd, at, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    at += put;
    size -= (size_t)put;
  }
  return true;
}

/* Remove a directory of files (directories in it too). */
static void remove_tree(int parent, const char *name) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  DIR *dir = fd < 0 ? NULL : fdopendir(fd);
  if (dir) {
    for (struct dirent *e; (e = readdir(dir));) {
      if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
      if (unlinkat(fd, e->d_name, 0) < 0 && (errno == EISDIR || errno == EPERM))
        remove_tree(fd, e->d_name);
    }
    closedir(dir);
  }
  unlinkat(parent, name, AT_REMOVEDIR);
}

/* ---- builds under way ---- */

/* Make a directory in the cache and lock it before anybody takes it for a leaving. */
static bool make_locked(Cache *c, WorkDir *dir) {
  struct stat st;
  snprintf(dir->path, sizeof dir->path, "%s/tmp-%d-XXXXXX", c->path, (int)getpid());
  if (!mkdtemp(dir->path)) return false;
  dir->lock = open(dir->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir->lock >= 0 && flock(dir->lock, LOCK_EX | LOCK_NB) == 0 && fstat(dir->lock, &st) == 0 &&
      st.st_nlink > 0)
    return true;
  if (dir->lock >= 0) close(dir->lock);
  return false;
}

bool cache_make_work_dir(Cache *c, WorkDir *dir) {
  const char *tmp = getenv("TMPDIR");
  if (c && cache_make(c))
    for (int tries = 0; tries < 3; tries++)
      if (make_locked(c, dir)) return true;
  dir->lock = -1;
  return snprintf(dir->path, sizeof dir->path, "%s/smt-XXXXXX",
                  tmp && tmp[0] == '/' ? tmp : "/tmp") < (int)sizeof dir->path &&
         mkdtemp(dir->path);
}

void cache_drop_work_dir(WorkDir *dir) {
  remove_tree(AT_FDCWD, dir->path);
  if (dir->lock >= 0) close(dir->lock);
}

static DIR *open_list(Cache *c) {
  int fd = c->dir < 0 ? -1 : openat(c->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return fd < 0 ? NULL : fdopendir(fd);
}

void cache_sweep(Cache *c) {
  DIR *dir = open_list(c);
  if (!dir) return;
  for (struct dirent *e; (e = readdir(dir));) {
    if (strncmp(e->d_name, "tmp-", 4) != 0) continue;
    int fd = openat(c->dir, e->d_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) continue;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && unlinkat(c->dir, e->d_name, 0) < 0)
      remove_tree(c->dir, e->d_name);
    close(fd);
  }
  closedir(dir);
}

/* ---- the runtime for the C compiler ---- */

static bool has_contents(const char *path, const Embedded *file) {
  struct stat st;
  bool is_same = false;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return false;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && !(st.st_mode & 022) &&
      (size_t)st.st_size == file->size) {
    void *data = mmap(NULL, file->size, PROT_READ, MAP_PRIVATE, fd, 0);
    is_same = data != MAP_FAILED && embedded_equals(file, data, file->size);
    if (data != MAP_FAILED) munmap(data, file->size);
  }
  close(fd);
  return is_same;
}

/* Put an embedded file into a directory, whole or not at all. */
static bool unpack(const char *dir, const Embedded *file) {
  char path[1400], fresh[1440];
  snprintf(path, sizeof path, "%s/%s", dir, file->name);
  if (has_contents(path, file)) return true;
  void *bytes = embedded_unpack(file);
  if (!bytes) return false;
  snprintf(fresh, sizeof fresh, "%s.%d", path, (int)getpid());
  int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  bool is_written = fd >= 0 && write_all(fd, bytes, file->size);
  if (fd >= 0 && close(fd) < 0) is_written = false;
  free(bytes);
  if (is_written && rename(fresh, path) == 0) return true;
  unlink(fresh);
  return false;
}

static bool unpack_runtime(const char *dir) {
  Embedded header = embedded_smt_h(), archive = embedded_libsmt();
  if (mkdir(dir, 0700) < 0 && errno != EEXIST) return false;
  return unpack(dir, &header) && unpack(dir, &archive);
}

bool cache_runtime_dir(Cache *c, const char *work_dir, char *path, size_t size) {
  if (c && cache_make(c) &&
      snprintf(path, size, "%s/runtime-%s", c->path, smt_build_id) < (int)size &&
      unpack_runtime(path)) {
    utimensat(AT_FDCWD, path, NULL, 0);
    return true;
  }
  return snprintf(path, size, "%s/runtime", work_dir) < (int)size && unpack_runtime(path);
}

/* ---- publishing ---- */

/* Also sees to it that it is one. */
static bool hash_program(int fd, size_t size, uint64_t hash[2]) {
  char *program = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (program == MAP_FAILED) return false;
  XXH128_hash_t h = XXH3_128bits(program, size);
  bool is_elf = size > 64 && memcmp(program, "\177ELF", 4) == 0;
  munmap(program, size);
  hash[0] = h.high64, hash[1] = h.low64;
  return is_elf;
}

/* Append manifest and footer and give the file its final mode and time. */
static bool complete(int fd, const CacheKey *key, ProgramKind kind, const Manifest *manifest) {
  struct stat st;
  Footer footer;
  uint64_t hash[2];
  int64_t now = (int64_t)time(NULL) & ~(int64_t)1;
  struct timespec times[2] = {{.tv_sec = now}, {.tv_sec = now}};
  if (fstat(fd, &st) < 0) return false;
  size_t size = ((size_t)st.st_size + 15) & ~(size_t)15;
  if (ftruncate(fd, (off_t)size) < 0 || !hash_program(fd, size, hash)) return false;
  footer_make(&footer, key, kind, size, hash, manifest, now);
  return lseek(fd, (off_t)size, SEEK_SET) == (off_t)size &&
         write_all(fd, manifest->data, manifest->size) && write_all(fd, &footer, sizeof footer) &&
         fchmod(fd, 0500) == 0 && (kind == PROGRAM_QUICK || fsync(fd) == 0) &&
         futimens(fd, times) == 0;
}

bool cache_publish(Cache *c, const CacheKey *key, ProgramKind kind, const char *program,
                   const Manifest *manifest) {
  char name[48];
  if (!cache_make(c)) return false;
  int fd = open(program, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return false;
  bool is_complete = complete(fd, key, kind, manifest);
  if (close(fd) < 0 || !is_complete) return false;
  snprintf(name, sizeof name, "%s.x", key->name);
  return renameat(AT_FDCWD, program, c->dir, name) == 0;
}

/* Is there an entry that is as good as what has just been compiled? */
static bool has_entry(Cache *c, const CacheKey *key) {
  CacheEntry entry;
  if (!cache_find(c, key, &entry)) return false;
  close(entry.fd);
  return true;
}

void cache_keep(Cache *c, const CacheKey *key, const Loadable *program, const Manifest *manifest,
                bool is_forced) {
  char fresh[64], name[48];
  if (!loadable_is_portable(program) || !cache_make(c)) return;
  snprintf(fresh, sizeof fresh, "tmp-%d-%s", (int)getpid(), key->name);
  snprintf(name, sizeof name, "%s.x", key->name);
  int fd = openat(c->dir, fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return;
  bool is_kept = flock(fd, LOCK_EX | LOCK_NB) == 0 && loadable_write(program, fd) &&
                 complete(fd, key, PROGRAM_QUICK, manifest) && (is_forced || !has_entry(c, key)) &&
                 renameat(c->dir, fresh, c->dir, name) == 0;
  if (!is_kept) unlinkat(c->dir, fresh, 0);
  close(fd);
}

/* ---- looking through ---- */

static bool has_suffix(const char *name, const char *suffix) {
  return strlen(name) == 32 + strlen(suffix) && strspn(name, "0123456789abcdef") == 32 &&
         strcmp(name + 32, suffix) == 0;
}

/* What is known of an entry from its footer and manifest. */
static void read_item(int fd, const struct stat *st, CacheItem *item) {
  Footer footer;
  ManifestView view;
  off_t end = st->st_size - (off_t)sizeof footer;
  if (end < 0 || pread(fd, &footer, sizeof footer, end) != sizeof footer ||
      footer.manifest_size > (uint64_t)end ||
      footer.program_size != (uint64_t)end - footer.manifest_size)
    return;
  char *manifest = malloc(footer.manifest_size + 1);
  if (manifest &&
      pread(fd, manifest, footer.manifest_size, (off_t)footer.program_size) ==
          (ssize_t)footer.manifest_size &&
      footer_fits(&footer, manifest, NULL, st)) {
    manifest_view(manifest, &view);
    item->is_known = true;
    item->kind = (ProgramKind)footer.kind;
    snprintf(item->script, sizeof item->script, "%s", view.script);
  }
  free(manifest);
}

bool cache_walk(Cache *c, CacheVisit *visit, void *context) {
  DIR *dir = open_list(c);
  if (!dir) return false;
  for (struct dirent *e; (e = readdir(dir));) {
    CacheItem item = {.script = "?"};
    char ran[48];
    struct stat st, last;
    if (!has_suffix(e->d_name, ".x")) continue;
    int fd = openat(c->dir, e->d_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) continue;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
      snprintf(item.name, sizeof item.name, "%.32s", e->d_name);
      snprintf(ran, sizeof ran, "%.32s.ran", e->d_name);
      item.size = (long long)st.st_blocks * 512;
      item.last_use = fstatat(c->dir, ran, &last, 0) == 0 ? last.st_mtim.tv_sec : st.st_mtim.tv_sec;
      read_item(fd, &st, &item);
      visit(context, &item);
    }
    close(fd);
  }
  closedir(dir);
  return true;
}

int cache_clear(Cache *c) {
  DIR *dir = open_list(c);
  int count = 0;
  if (!dir) return c->mode == CACHE_OFF ? -1 : 0;
  for (struct dirent *e; (e = readdir(dir));) {
    bool is_entry = has_suffix(e->d_name, ".x");
    if (is_entry || has_suffix(e->d_name, ".ran") || strcmp(e->d_name, "trimmed") == 0) {
      if (unlinkat(c->dir, e->d_name, 0) < 0 && errno != ENOENT) count = -1;
      else if (is_entry && count >= 0) count++;
    } else if (strncmp(e->d_name, "tmp-", 4) == 0 || strncmp(e->d_name, "runtime-", 8) == 0) {
      remove_tree(c->dir, e->d_name);
    }
  }
  closedir(dir);
  return count;
}

/* ---- keeping it small ---- */

long long cache_limit(void) {
  const char *given = getenv("SMT_CACHE_SIZE");
  if (!given || !given[0]) return DEFAULT_LIMIT;
  char *end;
  long long size = strtoll(given, &end, 10);
  switch (*end) {
  case 'k':
  case 'K': return size << 10;
  case 'm':
  case 'M': return size << 20;
  case 'g':
  case 'G': return size << 30;
  default: return size;
  }
}

typedef struct Items {
  CacheItem *at;
  int count, room;
} Items;

static void collect(void *context, const CacheItem *item) {
  Items *items = context;
  if (items->count == items->room) {
    int room = items->room * 2 + 64;
    CacheItem *more = realloc(items->at, sizeof *more * (size_t)room);
    if (!more) return;
    items->at = more;
    items->room = room;
  }
  items->at[items->count++] = *item;
}

static int by_last_use(const void *a, const void *b) {
  long long x = ((const CacheItem *)a)->last_use, y = ((const CacheItem *)b)->last_use;
  return (x > y) - (x < y);
}

static void trim_entries(Cache *c) {
  Items items = {0};
  long long total = 0, limit = cache_limit();
  cache_walk(c, collect, &items);
  qsort(items.at, (size_t)items.count, sizeof *items.at, by_last_use);
  for (int i = 0; i < items.count; i++) total += items.at[i].size;
  for (int i = 0; i < items.count && total > limit; i++) {
    char name[48];
    for (int part = 0; part < 2; part++) {
      snprintf(name, sizeof name, "%s%s", items.at[i].name, part ? ".ran" : ".x");
      unlinkat(c->dir, name, 0);
    }
    total -= items.at[i].size;
  }
  free(items.at);
}

/* What other versions of smt have left, and notes of scripts that have not run for long. */
static void trim_leavings(Cache *c) {
  DIR *dir = open_list(c);
  time_t now = time(NULL);
  struct stat st;
  if (!dir) return;
  for (struct dirent *e; (e = readdir(dir));) {
    if (fstatat(c->dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
        now - st.st_mtim.tv_sec <= LEAVING_SECONDS)
      continue;
    if (strncmp(e->d_name, "runtime-", 8) == 0) remove_tree(c->dir, e->d_name);
    else if (has_suffix(e->d_name, ".ran")) unlinkat(c->dir, e->d_name, 0);
  }
  closedir(dir);
}

void cache_trim(Cache *c) {
  struct stat st;
  time_t now = time(NULL);
  if (!cache_make(c)) return;
  if (fstatat(c->dir, "trimmed", &st, AT_SYMLINK_NOFOLLOW) == 0 && st.st_mtim.tv_sec <= now &&
      st.st_mtim.tv_sec > now - TRIM_SECONDS)
    return;
  int fd = openat(c->dir, "trimmed", O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return;
  futimens(fd, NULL);
  close(fd);
  trim_leavings(c);
  trim_entries(c);
}
