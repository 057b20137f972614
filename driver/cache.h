/* cache.h -- native programs kept between runs.
 *
 * An entry is one file: the program, with a manifest behind it (what it was made of) and a
 * footer behind that (sizes, hashes, time). One file can appear by one rename, so there is no
 * moment at which an entry is half there, and nothing that could fit together wrongly. An entry is
 * named by a key: a hash over everything that says what the program is, save the files it imports;
 * those are in the manifest.
 *
 * Refused alternative: program and manifest in two files. Two builders of one entry can leave the
 * program of the one beside the manifest of the other.
 *
 * In the cache directory:
 *   KEY.x            an entry (KEY: 32 hexadecimal digits)
 *   KEY.ran          its time is when the script was last run, its length how often building the optimised program
 *                    failed; its lock is held by who builds it
 *   runtime-BUILD/   smt.h and libsmt.a for the C compiler
 *   tmp-...          files and directories of a build under way, locked by it
 *   trimmed          the time at which the size was last looked at
 *
 * Nothing is trusted that another user owns or may write: the directory is opened and checked once,
 * and everything in it is reached through that descriptor. docs/cache.md is the user's view. */
#ifndef SMT_DRIVER_CACHE_H
#define SMT_DRIVER_CACHE_H

#include "driver/backend.h"
#include "driver/script.h"
#include "driver/session.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum { CACHE_OFF, CACHE_READ, CACHE_WRITE } CacheMode;

typedef struct Cache {
  CacheMode mode;      /* CACHE_OFF also when there is no usable directory */
  int dir;             /* the directory; -1: not there (yet) */
  char path[1024];     /* absolute; "" when there is no place for a cache */
  const char *problem; /* why it is off, for `smt cache info`; NULL */
} Cache;

typedef struct CacheKey {
  char name[33];      /* 32 hexadecimal digits */
  const char *script; /* path of the script now: imports are beside it */
} CacheKey;

/* A valid entry, open for execution. */
typedef struct CacheEntry {
  int fd;
  ProgramKind kind;
  const char *warnings
      [2]; /* what the compiler said when it was built, plain and coloured; "" for nothing; with
                              SMT_SCRIPT and SMT_BESIDE in names of files */
} CacheEntry;

/* What an entry was made of, to be written behind the program. */
typedef struct Manifest Manifest;

/* Find the directory: SMT_CACHE_DIR, else XDG_CACHE_HOME/smelter, else HOME/.cache/smelter. Nothing
 * is created. `mode` is what is wished for (SMT_CACHE and --no-cache have been looked at). */
void cache_open(Cache *c, CacheMode mode);

/* Make the directory if it is not there. False when the cache cannot be written. */
bool cache_make(Cache *c);

/* The key of a script for programs made with this compiler and these options: the same for every path that leads to
 * this text in this directory. */
CacheKey cache_key(const Script *script, const CCompiler *cc, bool is_strict);

/* Look an entry up and check that it is whole, ours, and made of the files that are there now. */
bool cache_find(Cache *c, const CacheKey *key, CacheEntry *entry);

/* Run the program in this process, or become it. True when it has run, with its exit status; false when it cannot be
 * executed (errno says why). */
bool cache_run(const CacheEntry *entry, int argc, char **argv, int *status);

/* Would a builder of this entry find work? False while another one is at it, and when it has failed too often. */
bool cache_wants_builder(Cache *c, const CacheKey *key);

/* Only one builder for an entry: a lock that is held until the descriptor is closed; -1 when
 * another one has it or when building it has failed too often. */
int cache_lock(Cache *c, const CacheKey *key);

/* Building failed: counted, so that it is not tried for ever. */
void cache_note_failure(int lock);

/* Describe what a session has just compiled. NULL when it cannot be described (an imported file has
 * gone). In `arena`. */
Manifest *manifest_make(Session *session, const Script *script, const char *plain,
                        const char *color);

/* A directory for a build. It is locked as long as its maker lives: what is not locked was left by something that was
 * killed. */
typedef struct WorkDir {
  char path[1200]; /* absolute */
  int lock;        /* -1: outside of the cache, where nobody looks after it */
} WorkDir;

/* A new one, in the cache directory (in TMPDIR when c is NULL or cannot be written). */
bool cache_make_work_dir(Cache *c, WorkDir *dir);
void cache_drop_work_dir(WorkDir *dir);

/* Remove what killed builds have left. */
void cache_sweep(Cache *c);

/* The directory with smt.h and libsmt.a, unpacked when it is not there: in the cache, or into
 * work_dir. False: no room. */
bool cache_runtime_dir(Cache *c, const char *work_dir, char *path, size_t size);

/* Make the file `program` (in a work directory of this cache) the entry of this key. False: it
 * could not be written. */
bool cache_publish(Cache *c, const CacheKey *key, ProgramKind kind, const char *program,
                   const Manifest *manifest);

/* Make a program that has just been compiled in memory, and not run yet, the entry of this key; a better one that is
 * there stays unless it `is_forced`. Nobody waits for the disk, so these entries are hashed whenever they are used. */
void cache_keep(Cache *c, const CacheKey *key, const Loadable *program, const Manifest *manifest,
                bool is_forced);

/* Remove what was used longest ago until the cache is no larger than SMT_CACHE_SIZE (512 MiB); looks at most once a
 * day. */
void cache_trim(Cache *c);

/* For `smt cache`: walk over the entries. */
typedef struct CacheItem {
  char name[33];
  bool is_known; /* what follows: not so for what another version of smt has left */
  ProgramKind kind;
  char script[1024];        /* path it was run as */
  long long size, last_use; /* bytes; seconds since 1970 */
} CacheItem;
typedef void CacheVisit(void *context, const CacheItem *item);
bool cache_walk(Cache *c, CacheVisit *visit, void *context);

/* Remove everything that is ours from the directory; the number of entries removed, -1 on failure. */
int cache_clear(Cache *c);

/* The most that the cache may hold, in bytes. */
long long cache_limit(void);

#endif
