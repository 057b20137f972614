/* test_manifest.c -- what makes a cached program the wrong one is found. */
#define _GNU_SOURCE 1
#include "driver/manifest.h"
#include "tests/unit/unit.h"

#include <string.h>

/* A manifest of nothing but the three texts. */
static char bytes[64];
static const Manifest manifest = {bytes, sizeof bytes};
static const CacheKey key = {.name = "0123456789abcdef0123456789abcdef", .script = "script.smt"};
static const uint64_t hash[2] = {1, 2};

static Footer footer_of(int64_t time) {
  Footer footer;
  footer_make(&footer, &key, PROGRAM_QUICK, 4096, hash, &manifest, time);
  return footer;
}

static struct stat status_of(int64_t time) {
  struct stat st = {.st_size = 4096 + sizeof bytes + sizeof(Footer)};
  st.st_mtim.tv_sec = time;
  return st;
}

START_TEST(an_untouched_entry_fits) {
  Footer footer = footer_of(1000);
  struct stat st = status_of(1000);
  ck_assert(footer_fits(&footer, bytes, &key, &st));
  ck_assert(footer_fits(&footer, bytes, NULL, &st));
}
END_TEST

START_TEST(every_byte_of_the_footer_counts) {
  struct stat st = status_of(1000);
  for (size_t i = 0; i < sizeof(Footer); i++) {
    Footer footer = footer_of(1000);
    ((char *)&footer)[i] ^= 1;
    ck_assert(!footer_fits(&footer, bytes, &key, &st));
  }
}
END_TEST

START_TEST(every_byte_of_the_manifest_counts) {
  Footer footer = footer_of(1000);
  struct stat st = status_of(1000);
  for (size_t i = 0; i < sizeof bytes; i++) {
    bytes[i] ^= 1;
    ck_assert(!footer_fits(&footer, bytes, &key, &st));
    bytes[i] ^= 1;
  }
}
END_TEST

START_TEST(size_time_and_key_count) {
  Footer footer = footer_of(1000);
  CacheKey other = key;
  other.name[31] = '0';
  struct stat longer = status_of(1000), later = status_of(1002), touched = status_of(1000),
              st = status_of(1000);
  longer.st_size++;
  touched.st_mtim.tv_nsec = 1;
  ck_assert(!footer_fits(&footer, bytes, &key, &longer));
  ck_assert(!footer_fits(&footer, bytes, &key, &later));
  ck_assert(!footer_fits(&footer, bytes, &key, &touched));
  ck_assert(!footer_fits(&footer, bytes, &other, &st));
}
END_TEST

UNIT_MAIN("manifest", an_untouched_entry_fits, every_byte_of_the_footer_counts,
          every_byte_of_the_manifest_counts, size_time_and_key_count)
