/* The footer of a cache entry: it must refuse every entry that is not wholly what was written. */
#include "driver/manifest.h"

#include <string.h>

#include "tests/unit/unit.h"

static const CacheKey key = {"0123456789abcdef0123456789abcdef"};
static const CacheKey other_key = {"fedcba9876543210fedcba9876543210"};

/* Sixteen bytes stand for a manifest: the footer only hashes them. */
static char bytes[16] = "a manifest";
static const uint64_t hash[2] = {1, 2};

static Footer made(struct stat *st) {
  Footer footer;
  Manifest manifest = {bytes, sizeof bytes};
  memset(&footer, 0, sizeof footer);
  footer_make(&footer, &key, 1000, hash, &manifest, 42);
  memset(st, 0, sizeof *st);
  st->st_size = 1000 + (off_t)sizeof bytes + (off_t)sizeof footer;
  st->st_mtim.tv_sec = 42;
  return footer;
}

START_TEST(a_footer_fits_what_it_was_made_for) {
  struct stat st;
  Footer footer = made(&st);
  ck_assert(footer_fits(&footer, bytes, &key, &st));
  ck_assert(footer_fits(&footer, bytes, NULL, &st));
}
END_TEST

START_TEST(another_key_does_not_fit) {
  struct stat st;
  Footer footer = made(&st);
  ck_assert(!footer_fits(&footer, bytes, &other_key, &st));
}
END_TEST

START_TEST(a_file_of_another_size_does_not_fit) {
  struct stat st;
  Footer footer = made(&st);
  st.st_size--;
  ck_assert(!footer_fits(&footer, bytes, &key, &st));
}
END_TEST

START_TEST(any_altered_bit_is_noticed) {
  struct stat st;
  Footer good = made(&st);
  for (size_t i = 0; i < sizeof good; i++)
    for (int bit = 0; bit < 8; bit++) {
      Footer bad = good;
      ((unsigned char *)&bad)[i] ^= (unsigned char)(1 << bit);
      ck_assert_msg(!footer_fits(&bad, bytes, &key, &st), "bit %d of byte %zu", bit, i);
    }
  char altered[sizeof bytes];
  memcpy(altered, bytes, sizeof bytes);
  altered[3] ^= 1;
  ck_assert(!footer_fits(&good, altered, &key, &st));
}
END_TEST

UNIT_MAIN("manifest", a_footer_fits_what_it_was_made_for, another_key_does_not_fit,
          a_file_of_another_size_does_not_fit, any_altered_bit_is_noticed)
