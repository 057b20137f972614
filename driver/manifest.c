/* manifest.c -- what a cached program was made of. */
#define XXH_INLINE_ALL
#include "driver/manifest.h"

#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

/* A file may be changed twice within one tick of its file system's clock. A status taken this many
 * seconds after a change proves nothing: then the contents are looked at. */
#define RACY_SECONDS 2

static const char magic[8] = {'s', 'm', 't', 'c', 'a', 'c', 'h', '2'};
static const char *const suffixes[] = {".smt", ".coal", ".ct"};
enum { SUFFIXES = sizeof suffixes / sizeof *suffixes };

/* What stat says of a file; all zero when that proves nothing. */
typedef struct Status {
  uint64_t size, inode, device;
  int64_t modified[2], changed[2];
} Status;

typedef struct Header {
  uint32_t imports, absents;
  uint32_t script_size, warnings_size[2]; /* of the texts, their NULs included */
  uint32_t spare;
} Header;

/* An imported file, followed by its path; an absent one is only the length and the path. All padded
 * to 8 bytes. */
typedef struct ImportRecord {
  Status status;
  uint64_t hash[2];
  uint64_t path_size; /* with its NUL, before padding */
} ImportRecord;

static size_t padded(size_t n) { return (n + 7) & ~(size_t)7; }

static Status status_of(const struct stat *st) {
  return (Status){(uint64_t)st->st_size,
                  st->st_ino,
                  st->st_dev,
                  {st->st_mtim.tv_sec, st->st_mtim.tv_nsec},
                  {st->st_ctim.tv_sec, st->st_ctim.tv_nsec}};
}

/* The status to note: none for a file that was changed a moment ago or will be in the future. */
static Status status_to_note(const struct stat *st) {
  time_t now = time(NULL);
  if (st->st_mtim.tv_sec + RACY_SECONDS >= now || st->st_ctim.tv_sec + RACY_SECONDS >= now)
    return (Status){0};
  return status_of(st);
}

/* Where the file of a manifest is: some lie beside the script. */
static const char *locate(const char *path, const char *script, char buffer[PATH_MAX]) {
  const char *slash = strrchr(script, '/');
  if (path[0] != SMT_BESIDE) return path;
  snprintf(buffer, PATH_MAX, "%.*s%s", slash ? (int)(slash - script) + 1 : 0, script, path + 1);
  return buffer;
}

static bool hash_file(const char *path, uint64_t hash[2]) {
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
    if (fd >= 0) close(fd);
    return false;
  }
  size_t size = (size_t)st.st_size;
  char *text = malloc(size + 1);
  ssize_t got = text ? read(fd, text, size + 1) : -1;
  close(fd);
  if (got >= 0) {
    XXH128_hash_t h = XXH3_128bits(text, (size_t)got);
    hash[0] = h.high64, hash[1] = h.low64;
  }
  free(text);
  return got == (ssize_t)size;
}

/* ---- making ---- */

typedef struct Writer {
  Arena *arena;
  VEC(char) out;
} Writer;

static void put(Writer *w, const void *data, size_t size) {
  for (size_t i = 0; i < padded(size); i++)
    vec_push(w->arena, &w->out, i < size ? ((const char *)data)[i] : 0);
}

typedef VEC(const char *) Paths;

static void add_once(Arena *a, Paths *paths, const char *path) {
  for (int i = 0; i < paths->len; i++)
    if (strcmp(paths->data[i], path) == 0) return;
  vec_push(a, paths, path);
}

/* In a form that its directory can be cut from, and that means the same in every working directory. */
static const char *absolute(Arena *a, const char *path) {
  char here[4096];
  if (path[0] == SMT_BESIDE) return arena_printf(a, "%c./%s", SMT_BESIDE, path + 1);
  if (path[0] == '/' || !getcwd(here, sizeof here)) return path;
  return arena_printf(a, "%s/%s", here, path);
}

static const char *directory(Arena *a, const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? arena_strndup(a, path, (size_t)(slash - path)) : ".";
}

/* Where imports may have been looked for: beside the script, beside each import, along SMT_PATH. */
static Paths search_places(Arena *a, const Paths *imports) {
  Paths places = {0};
  add_once(a, &places, arena_printf(a, "%c.", SMT_BESIDE));
  for (int i = 0; i < imports->len; i++) add_once(a, &places, directory(a, imports->data[i]));
  for (const char *at = getenv("SMT_PATH"); at && *at;) {
    size_t length = strcspn(at, ":");
    if (length) add_once(a, &places, absolute(a, arena_strndup(a, at, length)));
    at += length + (at[length] == ':');
  }
  return places;
}

/* "dir/sub/name.smt" seen from dir is the package "sub/name"; NULL when it is not below dir. */
static const char *package_below(Arena *a, const char *path, const char *dir) {
  size_t length = strlen(dir);
  if (strncmp(path, dir, length) != 0 || path[length] != '/') return NULL;
  const char *rest = path + length + 1, *dot = strrchr(rest, '.');
  return arena_strndup(a, rest, dot ? (size_t)(dot - rest) : strlen(rest));
}

/* Files that do not exist, and of which any would be imported in place of one that was. More than
 * are needed, but that only means to look at them too. */
static Paths absent_rivals(Arena *a, const char *script, const Paths *imports) {
  char buffer[PATH_MAX];
  Paths places = search_places(a, imports), packages = {0}, absent = {0};
  for (int i = 0; i < imports->len; i++)
    for (int p = 0; p < places.len; p++) {
      const char *package = package_below(a, imports->data[i], places.data[p]);
      if (package) add_once(a, &packages, package);
    }
  for (int i = 0; i < packages.len; i++)
    for (int p = 0; p < places.len; p++)
      for (int s = 0; s < SUFFIXES; s++) {
        const char *rival =
            arena_printf(a, "%s/%s%s", places.data[p], packages.data[i], suffixes[s]);
        if (access(locate(rival, script, buffer), F_OK) != 0) add_once(a, &absent, rival);
      }
  return absent;
}

/* The text that the compiler has read from this path. */
static const Source *find_source(const Sources *sources, const char *path) {
  for (int i = 0; i < sources->file.len; i++)
    if (strcmp(sources->file.data[i]->path, path) == 0) return sources->file.data[i];
  return NULL;
}

static bool put_import(Writer *w, const Sources *sources, const char *script, const char *opened,
                       const char *path) {
  struct stat st;
  char buffer[PATH_MAX];
  const char *file = locate(path, script, buffer);
  ImportRecord record = {.path_size = strlen(path) + 1};
  const Source *source = find_source(sources, opened);
  if (source) {
    XXH128_hash_t h = XXH3_128bits(source->text, source->size);
    record.hash[0] = h.high64, record.hash[1] = h.low64;
  } else if (!hash_file(file, record.hash)) {
    return false;
  }
  if (stat(file, &st) < 0) return false;
  record.status = status_to_note(&st);
  put(w, &record, sizeof record);
  put(w, path, record.path_size);
  return true;
}

Manifest *manifest_make(Session *session, const Script *script, const char *plain,
                        const char *color) {
  Writer w = {.arena = session_arena(session)};
  const char *texts[] = {script->path, plain, color};
  int count;
  const Import *imports = session_imports(session, &count);
  Paths paths = {0}, absent = {0};
  for (int i = 0; i < count; i++) vec_push(w.arena, &paths, absolute(w.arena, imports[i].path));
  if (count) absent = absent_rivals(w.arena, script->path, &paths);
  Header header = {
      .imports = (uint32_t)count,
      .absents = (uint32_t)absent.len,
      .script_size = (uint32_t)strlen(texts[0]) + 1,
      .warnings_size = {(uint32_t)strlen(texts[1]) + 1, (uint32_t)strlen(texts[2]) + 1}};
  put(&w, &header, sizeof header);
  for (int i = 0; i < 3; i++) put(&w, texts[i], strlen(texts[i]) + 1);
  for (int i = 0; i < count; i++)
    if (!put_import(&w, session_sources(session), script->path, imports[i].path, paths.data[i]))
      return NULL;
  for (int i = 0; i < absent.len; i++) {
    uint64_t size = strlen(absent.data[i]) + 1;
    put(&w, &size, sizeof size);
    put(&w, absent.data[i], size);
  }
  Manifest *m = ARENA_NEW(w.arena, Manifest);
  *m = (Manifest){w.out.data, (size_t)w.out.len};
  return m;
}

/* ---- looking ---- */

static const char *first_record(const char *manifest) {
  const Header *header = (const Header *)manifest;
  return manifest + sizeof *header + padded(header->script_size) +
         padded(header->warnings_size[0]) + padded(header->warnings_size[1]);
}

void manifest_view(const char *manifest, ManifestView *view) {
  const Header *header = (const Header *)manifest;
  view->script = manifest + sizeof *header;
  view->warnings[0] = view->script + padded(header->script_size);
  view->warnings[1] = view->warnings[0] + padded(header->warnings_size[0]);
  view->is_fresh = true;
}

bool manifest_holds(const char *manifest, const char *script, ManifestView *view) {
  char buffer[PATH_MAX];
  const Header *header = (const Header *)manifest;
  const char *at = first_record(manifest);
  struct stat st;
  for (uint32_t i = 0; i < header->imports; i++) {
    const ImportRecord *record = (const ImportRecord *)at;
    const char *path = locate(at + sizeof *record, script, buffer);
    at += sizeof *record + padded(record->path_size);
    if (stat(path, &st) < 0) return false;
    Status status = status_of(&st);
    if (memcmp(&status, &record->status, sizeof status) == 0) continue;
    uint64_t hash[2];
    view->is_fresh = false;
    if (!hash_file(path, hash) || memcmp(hash, record->hash, sizeof hash) != 0) return false;
  }
  for (uint32_t i = 0; i < header->absents; i++) {
    uint64_t size = *(const uint64_t *)at;
    at += sizeof size;
    if (access(locate(at, script, buffer), F_OK) == 0) return false;
    at += padded(size);
  }
  return true;
}

Manifest manifest_refresh(const char *manifest, size_t size, const char *script) {
  char buffer[PATH_MAX];
  Manifest fresh = {malloc(size), size};
  if (!fresh.data) return fresh;
  memcpy(fresh.data, manifest, size);
  const Header *header = (const Header *)fresh.data;
  char *at = fresh.data + (first_record(manifest) - manifest);
  for (uint32_t i = 0; i < header->imports; i++) {
    ImportRecord *record = (ImportRecord *)at;
    struct stat st;
    uint64_t hash[2];
    const char *path = locate(at + sizeof *record, script, buffer);
    at += sizeof *record + padded(record->path_size);
    /* The status first, then the contents: what changes in between shows in the next status. */
    if (stat(path, &st) < 0 || !hash_file(path, hash) ||
        memcmp(hash, record->hash, sizeof hash) != 0)
      continue;
    record->status = status_to_note(&st);
  }
  return fresh;
}

/* ---- the footer ---- */

static uint64_t footer_check(const Footer *footer, const char *manifest) {
  uint64_t seed = XXH3_64bits(manifest, footer->manifest_size);
  return XXH3_64bits_withSeed(footer, offsetof(Footer, check), seed);
}

void footer_make(Footer *footer, const CacheKey *key, ProgramKind kind, uint64_t program_size,
                 const uint64_t hash[2], const Manifest *manifest, int64_t time) {
  *footer = (Footer){.kind = kind,
                     .program_size = program_size,
                     .program_hash = {hash[0], hash[1]},
                     .manifest_size = manifest->size,
                     .time = time};
  memcpy(footer->magic, magic, sizeof magic);
  memcpy(footer->key, key->name, sizeof footer->key);
  footer->check = footer_check(footer, manifest->data);
}

bool footer_fits(const Footer *footer, const char *manifest, const CacheKey *key,
                 const struct stat *st) {
  return memcmp(footer->magic, magic, sizeof magic) == 0 &&
         (!key || memcmp(footer->key, key->name, sizeof footer->key) == 0) &&
         footer->program_size + footer->manifest_size + sizeof *footer == (uint64_t)st->st_size &&
         st->st_mtim.tv_sec == footer->time && st->st_mtim.tv_nsec == 0 &&
         footer->kind <= PROGRAM_EXECUTABLE && footer->check == footer_check(footer, manifest);
}
