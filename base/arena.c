/* arena.c -- see arena.h. */
#define _GNU_SOURCE 1
#include "base/arena.h"

#include "base/format.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* headers older than the kernel */
#endif

#define USUAL_RESERVE ((size_t)64 << 30)
#define SMALL_PAGES ((size_t)2 << 20) /* what an arena has before it grows by huge pages */
#define LEAST_RESERVE ((size_t)16 << 20)

static void *reserve_range(void *at, size_t size, int flags) {
  return mmap(at, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags,
              -1, 0);
}

static _Noreturn void die(const char *why) {
  fprintf(stderr, "smt: %s\n", why);
  abort();
}

static Arena arena_of(void *base, size_t size) {
  /* A long script would spend a third of its time on page faults. A short one never gets here. */
  if (size > SMALL_PAGES) madvise((char *)base + SMALL_PAGES, size - SMALL_PAGES, MADV_HUGEPAGE);
  return (Arena){.base = base, .at = base, .limit = base, .end = (char *)base + size};
}

Arena arena_new(size_t reserve) {
  size_t size = reserve ? reserve : USUAL_RESERVE;
  void *base = reserve_range(NULL, size, 0);
  /* Under `ulimit -v` or strict overcommit the usual size may be refused: take what there is. */
  while (base == MAP_FAILED && !reserve && size > LEAST_RESERVE) {
    size /= 2;
    base = reserve_range(NULL, size, 0);
  }
  if (base == MAP_FAILED) die("no address space left");
  return arena_of(base, size);
}

Arena arena_new_at(void *base, size_t reserve) {
  void *got = reserve_range(base, reserve, MAP_FIXED_NOREPLACE);
  if (got != base) die("an address range of the compiler is taken"); /* old kernels only hint */
  return arena_of(base, reserve);
}

void arena_drop(Arena *a) {
  if (a->base) munmap(a->base, (size_t)(a->end - a->base));
  *a = (Arena){0};
}

void arena_reset(Arena *a, char *mark) {
  const size_t page = 4096, cheap_to_clear = 256 << 10;
  char *whole = (char *)(((uintptr_t)mark + page - 1) & ~(uintptr_t)(page - 1));
  if ((size_t)(a->at - mark) <= cheap_to_clear) {
    memset(mark, 0, (size_t)(a->at - mark));
  } else { /* whole pages go back to the kernel, which gives fresh ones on the next touch */
    memset(mark, 0, (size_t)(whole - mark));
    madvise(whole, (size_t)(a->at - whole), MADV_DONTNEED);
  }
  a->at = mark;
  while (a->log && a->log->len && a->log->object[a->log->len - 1].start >= (size_t)(mark - a->base))
    a->log->len--;
}

static _Noreturn void out_of_memory(void) {
  fputs("smt: error: out of memory\n", stderr);
  exit(70);
}

static void note(ArenaLog *log, ArenaObject object) {
  if (log->len == log->cap) {
    log->cap = log->cap ? log->cap * 2 : 4096;
    log->object = realloc(log->object, log->cap * sizeof *log->object);
    if (!log->object) out_of_memory();
  }
  log->object[log->len++] = object;
}

/* Move the limit by half of what is used and the size at least. One call of the kernel for many pages: a fault for each of
 * them is a tenth of the time that a short script takes. Beyond SMALL_PAGES faults are rare. */
static void make_ready(Arena *a, size_t size) {
  const size_t least = 64 << 10;
  size_t used = (size_t)(a->at - a->base), more = size + (used / 2 > least ? used / 2 : least);
  more = (more + least - 1) & ~(least - 1);
  if (used + more > SMALL_PAGES || more > (size_t)(a->end - a->limit)) {
    a->limit = a->end;
    return;
  }
  madvise(a->limit, more,
          MADV_POPULATE_WRITE); /* an old kernel has none: the pages come one by one */
  a->limit += more;
}

void *arena_alloc_kind(Arena *a, size_t size, ArenaKind kind) {
  char *p = a->at;
  if (a->log) note(a->log, (ArenaObject){(size_t)(p - a->base), size, kind});
  if (size > (size_t)(a->end - p)) out_of_memory();
  if (size > (size_t)(a->limit - p)) make_ready(a, size);
  size = (size + 15) & ~(size_t)15;
  a->at = size > (size_t)(a->end - p) ? a->end : p + size;
  return p;
}

char *arena_strndup(Arena *a, const char *text, size_t len) {
  char *copy = arena_alloc_kind(a, len + 1, ARENA_TEXT);
  if (len) memcpy(copy, text, len);
  return copy;
}

char *arena_vprintf(Arena *a, const char *fmt, va_list ap) {
  /* Formatted in place: there is nothing after a->at, so no length need be known first. */
  size_t room = (size_t)(a->end - a->at);
  size_t len = format_text(a->at, room < INT_MAX ? room : INT_MAX, fmt, ap);
  return arena_alloc_kind(a, len + 1, ARENA_TEXT);
}

char *arena_printf(Arena *a, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  char *text = arena_vprintf(a, fmt, ap);
  va_end(ap);
  return text;
}
