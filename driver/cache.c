/* cache.c -- finding the cache, entries in it, and executing them: the way of every warm start.
 *
 * Nothing here touches compiler data, and what is not needed for a hit is in cache_files.c. */
#define _GNU_SOURCE 1
#define XXH_INLINE_ALL
#include "driver/cache.h"
#include "driver/embed.h"
#include "driver/manifest.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

extern char **environ;

/* An entry whose file was touched later than this after it was made is believed only after its
 * whole contents have been hashed. */
#define SETTLE_SECONDS 4
/* Last use is noted at most this often. */
#define NOTE_SECONDS 3600
#define MOST_FAILURES 3

/* ---- the directory ---- */

static bool find_path(char *path, size_t size) {
  const char *own = getenv("SMT_CACHE_DIR"), *xdg = getenv("XDG_CACHE_HOME"),
             *home = getenv("HOME");
  int length;
  if (own && own[0] == '/') length = snprintf(path, size, "%s", own);
  else if (own && own[0]) {
    char here[1024];
    if (!getcwd(here, sizeof here)) return false;
    length = snprintf(path, size, "%s/%s", here, own);
  } else if (xdg && xdg[0] == '/') length = snprintf(path, size, "%s/smelter", xdg);
  else if (home && home[0] == '/') length = snprintf(path, size, "%s/.cache/smelter", home);
  else return false;
  return length > 0 && (size_t)length < size;
}

static bool is_ours(const struct stat *st) {
  return st->st_uid == geteuid() && !(st->st_mode & 022);
}

/* Open the directory if it is there and to be trusted. */
static void open_directory(Cache *c) {
  struct stat st;
  c->dir = open(c->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (c->dir < 0) {
    if (errno != ENOENT) c->mode = CACHE_OFF, c->problem = "it cannot be opened";
    return;
  }
  if (fstat(c->dir, &st) == 0 && is_ours(&st)) return;
  close(c->dir);
  c->dir = -1;
  c->mode = CACHE_OFF;
  c->problem = "another user owns it or may write it";
}

void cache_open(Cache *c, CacheMode mode) {
  *c = (Cache){.mode = mode, .dir = -1};
  if (getauxval(AT_SECURE))
    c->mode = CACHE_OFF, c->problem = "smt runs with the rights of another user";
  else if (!find_path(c->path, sizeof c->path)) {
    c->path[0] = 0;
    c->mode = CACHE_OFF, c->problem = "HOME is not set";
  } else if (mode != CACHE_OFF) open_directory(c);
}

/* Whoever owns a directory above ours could put another in its place: only root and we may. */
static bool is_safe_place(const char *path) {
  char prefix[1024];
  struct stat st;
  for (size_t i = 1; path[i]; i++) {
    if (path[i] != '/') continue;
    memcpy(prefix, path, i);
    prefix[i] = 0;
    if (stat(prefix, &st) < 0) return errno == ENOENT;
    if (st.st_uid != 0 && st.st_uid != geteuid()) return false;
    if ((st.st_mode & 002) && !(st.st_mode & S_ISVTX)) return false;
  }
  return true;
}

/* mkdir -p, private. */
static bool make_directories(const char *path) {
  char prefix[1024];
  for (size_t i = 1;; i++) {
    if (path[i] != '/' && path[i] != 0) continue;
    memcpy(prefix, path, i);
    prefix[i] = 0;
    if (mkdir(prefix, 0700) < 0 && errno != EEXIST && errno != EISDIR && access(prefix, F_OK) != 0)
      return false;
    if (path[i] == 0) return true;
  }
}

bool cache_make(Cache *c) {
  if (c->mode != CACHE_WRITE) return false;
  if (c->dir >= 0) return true;
  if (!is_safe_place(c->path)) {
    c->mode = CACHE_OFF, c->problem = "another user may replace it";
    return false;
  }
  if (make_directories(c->path)) open_directory(c);
  if (c->dir < 0 && c->mode == CACHE_WRITE) c->mode = CACHE_OFF, c->problem = "it cannot be made";
  return c->dir >= 0;
}

/* ---- the key ---- */

/* Everything that decides what the program is, laid side by side. Texts are separated by their
 * NULs. */
typedef struct KeyText {
  char data[8192];
  size_t size;
  bool is_cut;
} KeyText;

static void key_add(KeyText *k, const void *data, size_t size) {
  if (size > sizeof k->data - k->size) {
    XXH128_hash_t h = XXH3_128bits(data, size); /* too long to lie there itself */
    k->is_cut = sizeof h > sizeof k->data - k->size;
    if (k->is_cut) return;
    memcpy(k->data + k->size, &h, sizeof h);
    k->size += sizeof h;
    return;
  }
  memcpy(k->data + k->size, data, size);
  k->size += size;
}

static void key_add_text(KeyText *k, const char *text) { key_add(k, text, strlen(text) + 1); }

static void key_add_file(KeyText *k, const struct stat *st) {
  uint64_t words[] = {(uint64_t)st->st_size, (uint64_t)st->st_mtim.tv_sec,
                      (uint64_t)st->st_mtim.tv_nsec};
  key_add(k, words, sizeof words);
}

/* Imports are looked for beside the script: the same text in another directory is another program. */
static void key_add_directory(KeyText *k, const char *path) {
  char dir[4096] = ".";
  struct stat st = {0};
  const char *slash = strrchr(path, '/');
  if (slash && (size_t)(slash - path) < sizeof dir) {
    memcpy(dir, path, (size_t)(slash - path) + 1);
    dir[slash - path + 1] = 0;
  }
  if (stat(dir, &st) == 0) {
    uint64_t words[] = {st.st_dev, st.st_ino};
    key_add(k, words, sizeof words);
  }
}

/* The linker's hash over this smt: loadables know its addresses, which smt_build_id does not tell. */
static void key_add_layout(KeyText *k) {
  extern const Elf64_Ehdr __ehdr_start;
  const Elf64_Phdr *segment =
      (const Elf64_Phdr *)((const char *)&__ehdr_start + __ehdr_start.e_phoff);
  for (int i = 0; i < __ehdr_start.e_phnum; i++)
    if (segment[i].p_type == PT_NOTE)
      key_add(k, (const void *)segment[i].p_vaddr, segment[i].p_filesz);
}

CacheKey cache_key(const Script *script, const CCompiler *cc, bool is_strict) {
  KeyText k;
  const char *packages = getenv("SMT_PATH");
  CacheKey key = {.script = script->path};
  k.size = 0;
  key_add_text(&k, smt_build_id);
  key_add_layout(&k);
  key_add_text(&k, is_strict ? "strict" : "");
  key_add_directory(&k, script->path);
  if (packages && packages[0]) {
    char here[4096];
    key_add_text(&k, packages);
    key_add_text(&k, getcwd(here, sizeof here) ? here : "");
  }
  for (int i = 0; i < cc->count; i++) key_add_text(&k, cc->word[i]);
  key_add_text(&k, cc->path);
  key_add_file(&k, &cc->st[0]);
  key_add_file(&k, &cc->st[1]);
  XXH128_hash_t text = XXH3_128bits(script->text, script->size);
  key_add(&k, &text, sizeof text);
  key_add(&k, &script->size, sizeof script->size);
  XXH128_hash_t all = XXH3_128bits(k.data, k.size);
  snprintf(key.name, sizeof key.name, "%016llx%016llx", (unsigned long long)all.high64,
           (unsigned long long)all.low64);
  return key;
}

/* ---- looking up ---- */

/* The file is whole if it reached the disk and nothing touched it since; else its contents decide. */
static bool is_whole(int fd, const Footer *footer, const struct stat *st) {
  if (footer->kind != PROGRAM_QUICK && st->st_ctim.tv_sec >= footer->time &&
      st->st_ctim.tv_sec <= footer->time + SETTLE_SECONDS)
    return true;
  char *program = mmap(NULL, footer->program_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (program == MAP_FAILED) return false;
  XXH128_hash_t h = XXH3_128bits(program, footer->program_size);
  munmap(program, footer->program_size);
  return h.high64 == footer->program_hash[0] && h.low64 == footer->program_hash[1];
}

/* Read footer and manifest; NULL when they are not what they should be. `tail` has room for TAIL
 * bytes, most often enough. */
#define TAIL 4096
static const char *read_manifest(int fd, const struct stat *st, char *tail, Footer *footer) {
  size_t size = (size_t)st->st_size, take = size < TAIL ? size : TAIL;
  if (size < sizeof *footer || size % 8 != 0) return NULL;
  if (pread(fd, tail, take, (off_t)(size - take)) != (ssize_t)take) return NULL;
  memcpy(footer, tail + take - sizeof *footer, sizeof *footer);
  size_t rest = size - sizeof *footer;
  if (footer->manifest_size > rest || footer->program_size != rest - footer->manifest_size ||
      footer->manifest_size % 8)
    return NULL;
  if (footer->manifest_size + sizeof *footer <= take)
    return tail + take - sizeof *footer - footer->manifest_size;
  char *manifest = malloc(footer->manifest_size);
  if (manifest && pread(fd, manifest, footer->manifest_size, (off_t)footer->program_size) !=
                      (ssize_t)footer->manifest_size)
    return NULL;
  return manifest;
}

/* The file that is KEY.ran; -1. */
static int open_note(Cache *c, const CacheKey *key, int flags) {
  char name[48];
  snprintf(name, sizeof name, "%s.ran", key->name);
  return openat(c->dir, name, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static bool is_recent(const struct stat *st) {
  time_t now = time(NULL);
  return st->st_mtim.tv_sec <= now && st->st_mtim.tv_sec > now - NOTE_SECONDS;
}

/* Note that an entry is used, now and then. */
static void touch(Cache *c, const CacheKey *key, const struct stat *entry) {
  char name[48];
  struct stat st;
  if (is_recent(entry)) return;
  snprintf(name, sizeof name, "%s.ran", key->name);
  if (fstatat(c->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && is_recent(&st)) return;
  int fd = open_note(c, key, O_WRONLY | O_CREAT);
  if (fd < 0) return;
  futimens(fd, NULL);
  close(fd);
}

/* The statuses in the manifest are out of date, the contents are not: write them anew, as a new
 * file. */
static void refresh(Cache *c, const CacheKey *key, int fd, const Footer *footer,
                    const char *manifest) {
  WorkDir dir;
  char copy[1300];
  Manifest fresh = manifest_refresh(manifest, footer->manifest_size, key->script);
  if (!fresh.data || memcmp(fresh.data, manifest, fresh.size) == 0) return;
  if (!cache_make_work_dir(c, &dir)) return;
  snprintf(copy, sizeof copy, "%s/program", dir.path);
  int out = open(copy, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  off_t at = 0;
  bool is_copied = out >= 0;
  while (is_copied && (uint64_t)at < footer->program_size)
    is_copied = copy_file_range(fd, &at, out, NULL, footer->program_size - (uint64_t)at, 0) > 0;
  if (out >= 0) close(out);
  if (is_copied) cache_publish(c, key, (ProgramKind)footer->kind, copy, &fresh);
  cache_drop_work_dir(&dir);
}

bool cache_find(Cache *c, const CacheKey *key, CacheEntry *entry) {
  static _Alignas(8) char tail[TAIL];
  char name[48];
  struct stat st;
  Footer footer;
  ManifestView view;
  if (c->mode == CACHE_OFF || c->dir < 0) return false;
  snprintf(name, sizeof name, "%s.x", key->name);
  int fd = openat(c->dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return false;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && is_ours(&st)) {
    const char *manifest = read_manifest(fd, &st, tail, &footer);
    if (manifest && footer_fits(&footer, manifest, key, &st) && is_whole(fd, &footer, &st)) {
      manifest_view(manifest, &view);
      if (manifest_holds(manifest, key->script, &view)) {
        if (c->mode == CACHE_WRITE) touch(c, key, &st);
        if (c->mode == CACHE_WRITE && !view.is_fresh) refresh(c, key, fd, &footer, manifest);
        *entry = (CacheEntry){fd, (ProgramKind)footer.kind, {view.warnings[0], view.warnings[1]}};
        return true;
      }
    }
  }
  close(fd);
  return false;
}

/* ---- executing ---- */

/* The cache is on a file system that executes nothing: execute a copy in memory. */
static void exec_copy(int fd, char **argv) {
  struct stat st;
  off_t at = 0;
  int copy = memfd_create("smt", MFD_CLOEXEC);
  if (copy < 0 || fstat(fd, &st) < 0) return;
  while (at < st.st_size)
    if (copy_file_range(fd, &at, copy, NULL, (size_t)(st.st_size - at), 0) <= 0) break;
  if (at < st.st_size) {
    char *all = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (all == MAP_FAILED || lseek(copy, 0, SEEK_SET) != 0) return;
    for (at = 0; at < st.st_size;) {
      ssize_t put = write(copy, all + at, (size_t)(st.st_size - at));
      if (put <= 0) return;
      at += put;
    }
  }
  execveat(copy, "", argv, environ, AT_EMPTY_PATH);
  close(copy);
}

static void exec_program(int fd, char **argv) {
  for (int tries = 0; tries < 20; tries++) {
    execveat(fd, "", argv, environ, AT_EMPTY_PATH);
    if (errno != ETXTBSY) break;
    usleep(1000);
  }
  if (errno == EACCES) exec_copy(fd, argv);
}

/* No memory can be made executable here: as a program of its own. */
static void exec_attached(int fd, char **argv) {
  int out = memfd_create("smt", MFD_CLOEXEC);
  if (out >= 0 && loadable_attach(fd, out)) execveat(out, "", argv, environ, AT_EMPTY_PATH);
}

bool cache_run(const CacheEntry *entry, int argc, char **argv, int *status) {
  if (entry->kind == PROGRAM_EXECUTABLE) {
    exec_program(entry->fd, argv);
  } else {
    const SmtProgram *program = loadable_map(entry->fd);
    if (program) {
      close(entry->fd);
      *status = loadable_run(program, argc, argv);
      return true;
    }
    exec_attached(entry->fd, argv);
  }
  close(entry->fd);
  return false;
}

/* ---- notes and locks ---- */

/* Lock KEY.ran and see whether building may be tried. */
static bool may_build(int fd) {
  struct stat st;
  return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &st) == 0 && st.st_size < MOST_FAILURES;
}

int cache_lock(Cache *c, const CacheKey *key) {
  int fd = cache_make(c) ? open_note(c, key, O_RDWR | O_CREAT | O_APPEND) : -1;
  if (fd < 0 || may_build(fd)) return fd;
  close(fd);
  return -1;
}

bool cache_wants_builder(Cache *c, const CacheKey *key) {
  if (c->mode != CACHE_WRITE) return false;
  int lock = cache_lock(c, key);
  if (lock >= 0) close(lock);
  return lock >= 0;
}

void cache_note_failure(int lock) {
  if (write(lock, "x", 1) < 0) return; /* then it will be tried again: no harm */
}
