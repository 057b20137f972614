/* manifest.h -- what a cached program was made of, as bytes behind the program.
 *
 *   program | manifest | footer
 *
 * The manifest names each imported file with its status (size, times, inode) and the hash of what
 * the compiler read, and each file that was not there but would have been taken in place of an
 * import; what lies beside the script, wherever that is, with SMT_BESIDE in front. The footer ties the parts
 * together. */
#ifndef SMT_DRIVER_MANIFEST_H
#define SMT_DRIVER_MANIFEST_H

#include "driver/cache.h"

#include <sys/stat.h>

struct Manifest {
  char *data;
  size_t size; /* a multiple of 8 */
};

/* The last bytes of an entry. */
typedef struct Footer {
  char magic[8];
  char key[32];
  uint64_t kind;         /* a ProgramKind */
  uint64_t program_size; /* the manifest begins here */
  uint64_t program_hash[2];
  uint64_t manifest_size;
  int64_t time;   /* of the last modification: an even number of seconds, so that every file system
                     keeps it */
  uint64_t check; /* hash of the manifest and of the footer up to here */
} Footer;

typedef struct ManifestView {
  const char *script;      /* path it was compiled as */
  const char *warnings[2]; /* plain, coloured */
  bool is_fresh; /* every import has the status that was noted; false: some were equal by contents
                    only */
} ManifestView;

/* Fill in the footer for a manifest and a program of this kind, size and hash. */
void footer_make(Footer *footer, const CacheKey *key, ProgramKind kind, uint64_t program_size,
                 const uint64_t hash[2], const Manifest *manifest, int64_t time);

/* Does the footer belong to these manifest bytes, this key (NULL: any) and a file of this status? */
bool footer_fits(const Footer *footer, const char *manifest, const CacheKey *key,
                 const struct stat *st);

/* Look at a manifest that footer_fits has vouched for. */
void manifest_view(const char *manifest, ManifestView *view);

/* Are the imported files of this script what they were? view->is_fresh tells whether the statuses say so too. */
bool manifest_holds(const char *manifest, const char *script, ManifestView *view);

/* A copy of the manifest with the statuses that the imports have now; never freed. */
Manifest manifest_refresh(const char *manifest, size_t size, const char *script);

#endif
