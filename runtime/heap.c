/* heap.c -- the heap and its collector: conservative, non-moving, generational, mark and lazy sweep.
 *
 * One range of addresses is reserved at the first allocation and divided into blocks of 64 KiB.
 * A block holds objects of one size class and one kind (SmtHeapKind); an
 * object of more than 32 KiB has whole blocks to itself. Beside the blocks lie two tables: one
 * descriptor and one bitmap of marks per block, so that marking writes nothing into objects and
 * a block of leaves is never read.
 *
 *   allocation   bumps a pointer through a run: the free objects between two marked ones
 *                (smt_alloc in smt.h).
 *   marking      any word from the roots or from a marked object that points into a block, at
 *                whatever place in an object, marks that object.
 *   sweeping     looks at no object either: the bitmap that marking left says where the runs of a
 *                block are. Blocks are searched one by one as allocation needs them; blocks without
 *                a marked object become free for any class.
 *
 * Why conservative: generated C stays plain C that gcc may optimise as it likes, nobody
 * registers roots, and any C library may hold our pointers on its stack. Why non-moving: it
 * follows. A word that happens to look like an address keeps an object too long; with 47 bits of
 * address space that is rare.
 *
 * Generations are sticky mark bits (Demers and others, "Combining generational and conservative
 * garbage collection", 1990): most collections are minor ones, which clear no mark. What was marked
 * before is old, stays, and is not looked at again; so the work is in proportion to what has survived
 * since. That needs to know which old objects have been written to. Others announce every write;
 * here nearly all objects are written only while they are made, and those that are not are of a kind
 * of their own, SMT_MUTABLE, in blocks of their own. A minor collection looks through
 *
 *   - the old objects of the mutable kind, and large ones,
 *   - what the roots point to directly, now or at the last collection (`held`), old or not: whoever
 *     was making an object then, say a list whose last tail is still missing, had hold of it.
 *
 * A full collection, when so much has become old that half of it may be dead, clears the marks first.
 *
 * Marking is bound by cache misses. So a word popped from the mark stack is not looked at at
 * once: its object and mark are prefetched and it waits in a short queue (Cher, Hosking and
 * Vitek, "Software prefetching for mark-sweep garbage collection", 2004).
 *
 * When a collection happens is decided in set_limits. `SMT_GC=stats` in the environment prints figures
 * at the end of the program, `SMT_GC=trace` a line for each collection, too. */
#define _GNU_SOURCE
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <time.h>
#include <unistd.h>

enum {
  BLOCK_SHIFT = 16,
  BLOCK = 1 << BLOCK_SHIFT,
  BLOCK_GRANULES = BLOCK / SMT_GRANULE,
  BITMAP_WORDS = BLOCK_GRANULES / 64,
  LARGEST_CLASS = 2048, /* granules: larger objects get blocks of their own */
  INVERSE_SHIFT = 24,
  QUEUE = 8,            /* objects waiting for their prefetch; a power of two */
  CHUNK = 4096,         /* words scanned between two looks at the room on the mark stack */
  ROOM_MIN = BLOCK / 4, /* less room in a block is not worth looking for */
  NONE = 0,             /* no block: block 0 is never handed out */
};

#define MINOR_MIN ((W)2 << 20)
#define MINOR_CAP ((W)8 << 20)
#define MAJOR_MIN ((W)4 << 20)
#define HUGE_FROM ((W)8 << 20)

typedef enum { BLOCK_FREE, BLOCK_SMALL, BLOCK_LARGE, BLOCK_TAIL } BlockKind;

/* The collector's only per-block state; 16 bytes. */
typedef struct Block {
  uint8_t kind;
  uint8_t class;     /* SMALL */
  uint8_t holds;     /* SMALL, LARGE: an SmtHeapKind */
  uint8_t marked;    /* LARGE */
  uint16_t granules; /* SMALL: size of an object */
  uint16_t objects;  /* SMALL: how many */
  uint32_t inverse;  /* SMALL: 2^24 / granules rounded up, to divide by multiplying;
                                  LARGE: size in granules */
  uint32_t next;     /* SMALL: next block with room; LARGE: number of blocks;
                                  TAIL: the first block */
} Block;

/* Words in a row: registered as roots, or to be looked at. */
typedef struct Range {
  const W *start;
  W words;
} Range;

static struct {
  W base;         /* address of block 0; 0 until the first allocation */
  W extent;       /* bytes from base to the end of the last block ever used */
  uint32_t top;   /* first block never used */
  uint32_t limit; /* number of blocks reserved */
  Block *block;
  uint64_t (*bits)[BITMAP_WORDS];
  uint64_t *free_map; /* a bit per block below top: free */
  uint32_t free_from; /* no free block before this one */
  W free_dirty;       /* free blocks that still hold pages */

  struct {
    uint32_t block, at; /* where the search for the next run goes on */
    uint32_t more;      /* further blocks with room */
  } cursor[SMT_HEAP_KINDS][SMT_CLASSES];

  W since;     /* bytes handed out since the last collection */
  W before;    /* and until then */
  W nursery;   /* bytes worth collecting for */
  W threshold; /* the next collection comes when since reaches it */
  W major_at;  /* it is a full one when live has reached this */
  W huge_from; /* where the kernel has not been asked for huge pages yet */
  W live;      /* bytes that survived the last collection */
  W changing;  /* of these, what a minor collection must look through */

  W *mark, *mark_end; /* the mark stack; empty between two calls of mark_range */
  W depth;            /* bytes of stack scanned last */
  W *held;            /* words of the roots that pointed into the heap at the last collection */
  W helds, held_room;
  Range *root;
  uint32_t roots, root_room;
#ifdef SMT_STRESS
  W stress_every, stress_count;
#endif
} heap;

/* Figures for smt_heap_info and SMT_GC; times only when they are wanted. */
static struct {
  enum { QUIET, STATS, TRACE } wanted;
  W minor, major;
  W promoted; /* bytes that survived minor collections */
  W live_most;
  double minor_ms, major_ms, longest_ms;
} figures;

/* Sizes of the classes in granules: one each up to 16, then four per doubling, then what divides
 * a block well. */
static const uint16_t class_granules[SMT_CLASSES] = {
    1,   2,   3,   4,   5,   6,   7,   8,   9,   10,  11,  12,   13,   14,
    15,  16,  20,  24,  28,  32,  40,  48,  56,  64,  80,  96,   112,  128,
    160, 192, 224, 256, 320, 384, 448, 512, 585, 682, 819, 1024, 1365, 2048,
};

_Noreturn void smt_out_of_memory(void) {
  static const char text[] = "out of memory";
  smt_stdout_flush();
  smt_report(text, sizeof text - 1, 0, __builtin_frame_address(0));
  smt_leave(1);
}

static unsigned class_of(W granules) {
  if (granules <= 16) return (unsigned)granules - 1;
  unsigned low = 16, high = SMT_CLASSES - 1;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (class_granules[middle] < granules) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* ---- blocks ---- */

static void *reserve(W bytes) {
  void *p =
      mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? NULL : p;
}

/* Reserve three quarters of the machine's memory, or what address space we are allowed. */
static void heap_init(void) {
  struct sysinfo info;
  W blocks = (W)1 << 16;
  if (sysinfo(&info) == 0) blocks = (W)info.totalram * info.mem_unit / BLOCK / 4 * 3;
  if (blocks > (W)1 << 24) blocks = (W)1 << 24;
  for (;; blocks /= 2) {
    if (blocks < 64) smt_out_of_memory();
    W bits = blocks * sizeof *heap.bits, table = blocks * sizeof(Block), map = blocks / 8 + 8;
    W total = bits + table + map + (blocks + 1) * BLOCK;
    char *p = reserve(total);
    if (p == NULL) continue;
    /* The first pages decide how fast a small program starts: no huge ones. */
    madvise(p, total, MADV_NOHUGEPAGE);
    heap.bits = (void *)p;
    heap.block = (Block *)(p + bits);
    heap.free_map = (uint64_t *)(p + bits + table);
    heap.base = ((W)p + bits + table + map + BLOCK - 1) / BLOCK * BLOCK;
    break;
  }
  heap.limit = (uint32_t)blocks;
  heap.top = NONE + 1;
  heap.extent = (W)heap.top * BLOCK;
  heap.free_from = heap.top;
  heap.huge_from = HUGE_FROM;
  heap.threshold = heap.nursery = MINOR_MIN;
  heap.major_at = MAJOR_MIN;
  const char *wanted = getenv("SMT_GC");
  if (wanted)
    figures.wanted = strcmp(wanted, "trace") == 0   ? TRACE
                     : strcmp(wanted, "stats") == 0 ? STATS
                                                    : QUIET;
#ifdef SMT_STRESS
  const char *every = getenv("SMT_STRESS_EVERY");
  heap.stress_every = every ? strtoull(every, NULL, 10) : 1;
#endif
}

static char *block_address(uint32_t b) { return (char *)heap.base + ((W)b << BLOCK_SHIFT); }

static bool is_free(uint32_t b) { return heap.free_map[b / 64] >> (b % 64) & 1; }

static void blocks_free(uint32_t b, uint32_t n) {
  if (b < heap.free_from) heap.free_from = b;
  for (uint32_t i = b; i < b + n; i++) {
    heap.block[i] = (Block){.kind = BLOCK_FREE};
    heap.free_map[i / 64] |= (uint64_t)1 << (i % 64);
  }
}

/* The first of n free blocks in a row below top, or NONE. */
static uint32_t find_free(uint32_t n) {
  uint32_t b = heap.free_from;
  bool first = true;
  while (b < heap.top) {
    uint64_t word = heap.free_map[b / 64] >> (b % 64);
    if (word == 0) {
      b = (b / 64 + 1) * 64;
      continue;
    }
    b += (uint32_t)__builtin_ctzll(word);
    if (first) heap.free_from = b, first = false;
    uint32_t end = b + 1;
    while (end < b + n && end < heap.top && is_free(end)) end++;
    if (end == b + n) return b;
    b = end;
  }
  if (first) heap.free_from = heap.top;
  return NONE;
}

/* n blocks in a row, or NONE when the range is used up. Their bitmaps are clear. */
static uint32_t blocks_take(uint32_t n) {
  uint32_t b = find_free(n);
  if (b != NONE) {
    for (uint32_t i = b; i < b + n; i++) heap.free_map[i / 64] &= ~((uint64_t)1 << (i % 64));
    heap.free_dirty -= heap.free_dirty < n ? heap.free_dirty : n;
    return b;
  }
  if (n > heap.limit - heap.top) return NONE;
  b = heap.top;
  heap.top += n;
  heap.extent = (W)heap.top * BLOCK;
  if (heap.extent > heap.huge_from) {
    /* A program that has come this far gains from huge pages; asked for in growing steps. */
    W end = heap.extent + heap.extent / 2, whole = (W)heap.limit * BLOCK;
    if (end > whole) end = whole;
    madvise((char *)heap.base + heap.huge_from, end - heap.huge_from, MADV_HUGEPAGE);
    heap.huge_from = end;
  }
  return b;
}

/* ---- marking ---- */

/* The first bit in from..end-1 that is set, where flip is 0, or clear, where it is all ones; else end. */
static uint32_t find_bit(const uint64_t *bits, uint32_t from, uint32_t end, uint64_t flip) {
  while (from < end) {
    uint64_t word = (bits[from / 64] ^ flip) >> (from % 64);
    if (word) {
      from += (uint32_t)__builtin_ctzll(word);
      return from < end ? from : end;
    }
    from = (from / 64 + 1) * 64;
  }
  return end;
}

/* Double the room of a row of words outside of the heap. */
static W *words_grow(W *old, W *room) {
  W bigger = *room ? *room * 2 : (W)1 << 17;
  void *p = *room ? mremap(old, *room * sizeof(W), bigger * sizeof(W), MREMAP_MAYMOVE)
                  : reserve(bigger * sizeof(W));
  if (p == MAP_FAILED || p == NULL) smt_out_of_memory();
  *room = bigger;
  return p;
}

/* Double the mark stack; gives where its top now is. */
static W *mark_grow(const W *top) {
  W used = (W)(top - heap.mark), room = (W)(heap.mark_end - heap.mark);
  heap.mark = words_grow(heap.mark, &room);
  heap.mark_end = heap.mark + room;
  return heap.mark + used;
}

/* The object that a word points into: its number in the block. */
static inline uint32_t object_index(const Block *k, W offset) {
  uint32_t granule = (uint32_t)(offset & (BLOCK - 1)) / SMT_GRANULE;
  return (uint32_t)((uint64_t)granule * k->inverse >> INVERSE_SHIFT);
}

/* The words of n small objects in a row, of a large one. */
static inline Range objects_range(uint32_t b, uint32_t i, uint32_t n) {
  W granules = heap.block[b].granules;
  return (Range){(const W *)(block_address(b) + i * granules * SMT_GRANULE), n * granules * 2};
}
static inline Range large_range(uint32_t b) {
  return (Range){(const W *)block_address(b), (W)heap.block[b].inverse * 2};
}

static inline void prefetch_object(W w) {
  W offset = w - heap.base;
  uint32_t b = (uint32_t)(offset >> BLOCK_SHIFT);
  const Block *k = &heap.block[b];
  __builtin_prefetch(&heap.bits[b][object_index(k, offset) / 64 % BITMAP_WORDS], 1);
  if (k->holds != SMT_LEAF) __builtin_prefetch((void *)(w & ~(W)15));
}

/* Mark the object that w points into. Gives the words in it that must be looked at: none when it
 * was marked before or is a leaf. */
static inline Range mark_object(W w) {
  W offset = w - heap.base;
  uint32_t b = (uint32_t)(offset >> BLOCK_SHIFT);
  Block *k = &heap.block[b];
  if (SMT_LIKELY(k->kind == BLOCK_SMALL)) {
    uint32_t i = object_index(k, offset);
    uint64_t *word = &heap.bits[b][i / 64], bit = (uint64_t)1 << (i % 64);
    if (i >= k->objects || *word & bit) return (Range){NULL, 0};
    *word |= bit;
    if (k->holds == SMT_LEAF) return (Range){NULL, 0};
    return objects_range(b, i, 1);
  }
  if (k->kind == BLOCK_FREE) return (Range){NULL, 0};
  if (k->kind == BLOCK_TAIL) k = &heap.block[b = k->next];
  if (k->marked) return (Range){NULL, 0};
  k->marked = 1;
  if (k->holds == SMT_LEAF) return (Range){NULL, 0};
  return large_range(b);
}

/* Mark everything that can be reached from r. What is too long to be pushed at once waits on the
 * stack as three words: how much is left, where, and NONE, which is the address of no object.
 * Reads whatever is on the stack and in static data, so the address sanitizer must not watch. */
__attribute__((no_sanitize("address"))) static void mark_range(Range r) {
  const W base = heap.base, extent = heap.extent;
  W queue[QUEUE] = {0};
  unsigned at = 0, waiting = 0;
  W *top = heap.mark;
  for (;;) {
    if (SMT_UNLIKELY(heap.mark_end - top < CHUNK + 4)) top = mark_grow(top);
    if (SMT_UNLIKELY(r.words > CHUNK)) {
      *top++ = r.words - CHUNK;
      *top++ = (W)(r.start + CHUNK);
      *top++ = NONE;
      r.words = CHUNK;
    }
    for (const W *p = r.start, *end = p + r.words; p < end; p++) {
      *top = *p;
      top += *p - base < extent;
    }

    r.words = 0;
    while (r.words == 0) {
      W oldest = queue[at];
      if (top > heap.mark) {
        W w = *--top;
        if (SMT_UNLIKELY(w == NONE)) {
          r.start = (const W *)*--top;
          r.words = *--top;
          break;
        }
        prefetch_object(w);
        queue[(at + waiting) % QUEUE] = w;
        if (waiting < QUEUE) {
          waiting++;
          continue;
        }
      } else if (waiting-- == 0) { /* a list leads from one object to the next: none can wait */
        return;
      }
      at = (at + 1) % QUEUE;
      r = mark_object(oldest);
    }
  }
}

/* ---- a collection ---- */

/* Nothing in a shared library, which registers what it has (library.c). */
extern char __data_start[] __attribute__((weak, visibility("hidden"))),
    _end[] __attribute__((visibility("hidden")));
extern void *__libc_stack_end;

SmtHeapHooks smt_heap_hooks;

bool smt_heap_is_marked(W object) {
  W offset = object - heap.base;
  uint32_t b = (uint32_t)(offset >> BLOCK_SHIFT);
  const Block *k = &heap.block[b];
  if (k->kind == BLOCK_TAIL) k = &heap.block[k->next];
  if (k->kind != BLOCK_SMALL) return k->marked;
  uint32_t i = object_index(k, offset);
  return heap.bits[b][i / 64] >> (i % 64) & 1;
}

static void clear_marks(void) {
  for (uint32_t b = NONE + 1; b < heap.top; b++) {
    Block *k = &heap.block[b];
    if (k->kind == BLOCK_SMALL) memset(heap.bits[b], 0, (k->objects + 63u) / 64 * 8);
    else if (k->kind == BLOCK_LARGE) k->marked = 0;
  }
}

/* Add the words of r that point into the heap to `held`. */
__attribute__((no_sanitize("address"))) static void hold(Range r) {
  while (r.words) {
    W n = r.words < CHUNK ? r.words : CHUNK;
    if (heap.held_room - heap.helds < n) heap.held = words_grow(heap.held, &heap.held_room);
    W *top = heap.held + heap.helds;
    for (const W *p = r.start, *end = p + n; p < end; p++) {
      *top = *p;
      top += *p - heap.base < heap.extent;
    }
    heap.helds = (W)(top - heap.held);
    r.start += n;
    r.words -= n;
  }
}

static void hold_roots(const char *stack_pointer) {
  const char *base = smt_rt.stack_base ? smt_rt.stack_base : __libc_stack_end;
  heap.depth = (W)(base - stack_pointer);
  hold((Range){(const W *)stack_pointer, heap.depth / sizeof(W)});
  W data = ((W)__data_start + 7) & ~(W)7;
  if (data) hold((Range){(const W *)data, ((W)_end - data) / sizeof(W)});
  for (uint32_t i = 0; i < heap.roots; i++) hold(heap.root[i]);
}

/* Is this an object that has been marked and that only its maker writes to? Then its words. */
static Range old_and_constant(W w) {
  uint32_t b = (uint32_t)((w - heap.base) >> BLOCK_SHIFT);
  const Block *k = &heap.block[b];
  if (k->kind != BLOCK_SMALL || k->holds != SMT_CONSTANT) return (Range){NULL, 0};
  uint32_t i = object_index(k, w - heap.base);
  if (i >= k->objects || !(heap.bits[b][i / 64] >> (i % 64) & 1)) return (Range){NULL, 0};
  return objects_range(b, i, 1);
}

/* Mark from the old objects that may have been written to since. */
static void mark_from_mutable(void) {
  for (uint32_t b = NONE + 1; b < heap.top; b++) {
    const Block *k = &heap.block[b];
    if (k->kind == BLOCK_LARGE && k->marked && k->holds != SMT_LEAF) mark_range(large_range(b));
    if (k->kind != BLOCK_SMALL || k->holds != SMT_MUTABLE) continue;
    for (uint32_t from = 0, end; (from = find_bit(heap.bits[b], from, k->objects, 0)) < k->objects;
         from = end) {
      end = find_bit(heap.bits[b], from, k->objects, ~(uint64_t)0);
      mark_range(objects_range(b, from, end - from));
    }
  }
}

/* A minor collection looks also into what was held at the last one. */
static void mark_all(const char *stack_pointer, bool is_minor) {
  W before = heap.helds;
  hold_roots(stack_pointer);
  if (is_minor) {
    mark_from_mutable();
    for (W i = 0; i < heap.helds; i++) {
      Range r = old_and_constant(heap.held[i]);
      if (r.words) mark_range(r);
    }
  }
  mark_range((Range){heap.held + before, heap.helds - before});
  heap.helds -= before;
  memmove(heap.held, heap.held + before, heap.helds * sizeof(W));
}

#ifdef SMT_STRESS
/* What a constant object points to was marked with it. If not, somebody has written to it. */
static void check_constants(void) {
  for (uint32_t b = NONE + 1; b < heap.top; b++) {
    const Block *k = &heap.block[b];
    if (k->kind != BLOCK_SMALL || k->holds != SMT_CONSTANT) continue;
    for (uint32_t i = 0; i < k->objects; i++) {
      if (!(heap.bits[b][i / 64] >> (i % 64) & 1)) continue;
      Range r = objects_range(b, i, 1);
      for (W j = 0; j < r.words; j++)
        if (r.start[j] - heap.base < heap.extent && mark_object(r.start[j]).words) abort();
    }
  }
}

/* Overwrite what was not marked: whoever still uses it will notice. */
static void poison(uint32_t b) {
  const Block *k = &heap.block[b];
  W size = (W)k->granules * SMT_GRANULE;
  for (uint32_t i = 0; i < k->objects; i++)
    if (!(heap.bits[b][i / 64] >> (i % 64) & 1)) memset(block_address(b) + i * size, 0xdb, size);
}
#endif

/* Count what is live, free the blocks that hold nothing, and list for each class the blocks with
 * room. */
static void sweep_blocks(void) {
  W live = 0, changing = 0;
  memset(heap.cursor, 0, sizeof heap.cursor);
  for (uint32_t b = heap.top; b-- > NONE + 1;) {
    Block *k = &heap.block[b];
    if (k->kind == BLOCK_SMALL) {
      uint32_t count = 0;
      for (uint32_t i = 0; i * 64 < k->objects; i++)
        count += (uint32_t)__builtin_popcountll(heap.bits[b][i]);
#ifdef SMT_STRESS
      poison(b);
#endif
      W bytes = (W)count * k->granules * SMT_GRANULE;
      live += bytes;
      if (k->holds == SMT_MUTABLE) changing += bytes;
      if (count == 0) {
        blocks_free(b, 1);
        heap.free_dirty++;
      } else if (BLOCK - (W)count * k->granules * SMT_GRANULE >= ROOM_MIN) {
        uint32_t *more = &heap.cursor[k->holds][k->class].more;
        k->next = *more;
        *more = b;
      }
    } else if (k->kind == BLOCK_LARGE) {
      uint32_t n = k->next;
      if (k->marked) {
        live += (W)n * BLOCK;
        if (k->holds != SMT_LEAF) changing += (W)n * BLOCK;
      } else {
        blocks_free(b, n);
        heap.free_dirty += n;
      }
    }
  }
  heap.live = live;
  heap.changing = changing;
}

/* Give the pages of all free blocks back to the system. */
static void release_free(void) {
  for (uint32_t b = NONE + 1; b < heap.top;) {
    if (!is_free(b)) {
      b++;
      continue;
    }
    uint32_t end = b + 1;
    while (end < heap.top && is_free(end)) end++;
    madvise(block_address(b), (W)(end - b) * BLOCK, MADV_DONTNEED);
    b = end;
  }
  heap.free_dirty = 0;
}

/* What was counted as handed out, but has not been yet. */
static W unused_in_runs(void) {
  W unused = 0;
  for (unsigned kind = 0; kind < SMT_HEAP_KINDS; kind++)
    for (unsigned class = 0; class < SMT_CLASSES; class ++)
      unused += (W)(smt_rt.run[kind][class].end - smt_rt.run[kind][class].next);
  return unused;
}

static W at_least(W a, W b) { return a > b ? a : b; }

/* Next time: when as much was allocated as a minor collection must look through anyway, the stack and what is mutable. At
 * least so much that it fits into a cache; more, as long as much of what was allocated survives, because it may only have had too
 * little time to die. Half of what is live may be dead before a full collection looks for it. */
static void set_limits(bool is_minor, W survived) {
  W cap = at_least(MINOR_CAP, heap.live / 2);
  if (is_minor && survived > heap.since / 8) heap.nursery *= 2;
  if (is_minor && survived < heap.since / 64) heap.nursery /= 2;
  if (heap.nursery > cap) heap.nursery = cap;
  if (heap.nursery < MINOR_MIN) heap.nursery = MINOR_MIN;
  heap.threshold = at_least(heap.nursery, at_least(heap.depth, heap.changing / 2));
  heap.since = 0;
  if (!is_minor) heap.major_at = heap.live + at_least(heap.live, MAJOR_MIN);
}

static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void count_collection(bool is_minor, W live_before, W since, double start) {
  if (is_minor)
    figures.minor++, figures.promoted += heap.live > live_before ? heap.live - live_before : 0;
  else figures.major++;
  figures.live_most = at_least(figures.live_most, heap.live);
  if (figures.wanted == QUIET) return;
  double ms = milliseconds() - start;
  *(is_minor ? &figures.minor_ms : &figures.major_ms) += ms;
  if (ms > figures.longest_ms) figures.longest_ms = ms;
  if (figures.wanted == TRACE)
    fprintf(stderr,
            "gc %" PRIu64 ": %s, %.3f ms, allocated %" PRIu64 " kB, live %" PRIu64
            " kB, heap %" PRIu64 " kB\n",
            figures.minor + figures.major, is_minor ? "minor" : "full", ms, since >> 10,
            heap.live >> 10, heap.extent >> 10);
}

/* Not inlined: its frame lies below the one in which the caller has saved its registers. */
__attribute__((noinline)) static void collect(bool is_minor) {
  const char *stack_pointer = (const char *)((W)__builtin_frame_address(0) & ~(W)7);
  double start = figures.wanted ? milliseconds() : 0;
  W live_before = heap.live, since = heap.since - unused_in_runs();
  heap.before += since;
  memset(smt_rt.run, 0, sizeof smt_rt.run);
  if (!is_minor) clear_marks();
  mark_all(stack_pointer, is_minor);
  if (smt_heap_hooks.marked) smt_heap_hooks.marked();
  W grown = (W)(heap.mark_end - heap.mark) * sizeof(W);
  if (grown > (W)1 << 20) madvise(heap.mark, grown, MADV_DONTNEED);
#ifdef SMT_STRESS
  check_constants();
#endif
  sweep_blocks();
  set_limits(is_minor, heap.live > live_before ? heap.live - live_before : 0);
  if (!is_minor && heap.free_dirty * BLOCK > 2 * heap.threshold) release_free();
  count_collection(is_minor, live_before, since, start);
}

/* Collect with every register on the stack. */
static void collect_from_here(bool is_minor) {
  __builtin_unwind_init(); /* puts every callee-saved register on the stack */
  collect(is_minor);
  if (smt_heap_hooks.collected) smt_heap_hooks.collected();
  __asm__ volatile("" ::: "memory"); /* no sibling call: this frame must last */
}

void smt_heap_collect(void) {
  if (heap.base == 0) heap_init();
  collect_from_here(false);
}

/* ---- allocation ---- */

static void collect_as_due(void) { collect_from_here(heap.live < heap.major_at); }

/* The next run of the class in blocks that it has; false when there is none. */
static bool next_run(unsigned kind, unsigned class, SmtRun *run) {
  uint32_t *block = &heap.cursor[kind][class].block, *at = &heap.cursor[kind][class].at;
  uint32_t *more = &heap.cursor[kind][class].more;
  for (;;) {
    if (*block != NONE) {
      const Block *k = &heap.block[*block];
      uint32_t from = find_bit(heap.bits[*block], *at, k->objects, ~(uint64_t)0);
      if (from < k->objects) {
        uint32_t end = find_bit(heap.bits[*block], from, k->objects, 0);
        W size = (W)k->granules * SMT_GRANULE;
        run->next = block_address(*block) + from * size;
        run->end = block_address(*block) + end * size;
        heap.since += (end - from) * size;
        *at = end;
        return true;
      }
    }
    *block = *more;
    *at = 0;
    if (*block == NONE) return false;
    *more = heap.block[*block].next;
  }
}

static void refill(unsigned kind, unsigned class, SmtRun *run) {
  if (SMT_UNLIKELY(heap.base == 0)) heap_init();
  if (heap.since >= heap.threshold) collect_as_due();
  if (next_run(kind, class, run)) return;
  uint32_t b = blocks_take(1);
  if (b == NONE) {
    smt_heap_collect();
    if (next_run(kind, class, run)) return;
    b = blocks_take(1);
    if (b == NONE) smt_out_of_memory();
  }
  uint16_t granules = class_granules[class];
  heap.block[b] = (Block){
      .kind = BLOCK_SMALL,
      .class = (uint8_t) class,
      .holds = (uint8_t)kind,
      .granules = granules,
      .objects = (uint16_t)(BLOCK_GRANULES / granules),
      .inverse = ((1u << INVERSE_SHIFT) + granules - 1) / granules,
  };
  heap.cursor[kind][class].block = b;
  heap.cursor[kind][class].at = 0;
  next_run(kind, class, run);
}

static void *alloc_large(unsigned kind, W bytes) {
  if (SMT_UNLIKELY(heap.base == 0)) heap_init();
  W n = (bytes + BLOCK - 1) / BLOCK;
  if (n > heap.limit) smt_out_of_memory();
  if (heap.since + n * BLOCK >= heap.threshold) collect_as_due();
  heap.since += n * BLOCK;
  uint32_t b = blocks_take((uint32_t)n);
  if (b == NONE) {
    smt_heap_collect();
    b = blocks_take((uint32_t)n);
    if (b == NONE) smt_out_of_memory();
  }
  uint32_t granules = (uint32_t)((bytes + SMT_GRANULE - 1) / SMT_GRANULE);
  heap.block[b] = (Block){
      .kind = BLOCK_LARGE, .holds = (uint8_t)kind, .inverse = granules, .next = (uint32_t)n};
  for (uint32_t i = b + 1; i < b + n; i++)
    heap.block[i] = (Block){.kind = BLOCK_TAIL, .holds = (uint8_t)kind, .next = b};
  return block_address(b);
}

static void *alloc(unsigned kind, W bytes) {
  if (SMT_UNLIKELY(bytes > (W)LARGEST_CLASS * SMT_GRANULE)) return alloc_large(kind, bytes);
#ifdef SMT_STRESS
  if (heap.base == 0) heap_init();
  if (heap.stress_every && ++heap.stress_count % heap.stress_every == 0)
    collect_from_here(heap.stress_count / heap.stress_every % 4 != 0);
#endif
  unsigned class = class_of((bytes + SMT_GRANULE - 1) / SMT_GRANULE);
  SmtRun *run = &smt_rt.run[kind][class];
  if (SMT_UNLIKELY(run->next == run->end)) refill(kind, class, run);
  char *p = run->next;
  run->next = p + (W)class_granules[class] * SMT_GRANULE;
  return p;
}

static W *alloc_words(SmtHeapKind kind, W words) {
  if (SMT_UNLIKELY(smt_interrupt_wanted)) smt_leave(130);
  if (words > (W)1 << 60) smt_out_of_memory();
  W *p = alloc(kind, words * sizeof(W));
  if (words <= LARGEST_CLASS * 2) {
    /* What the class has beyond the object must not keep anything alive. */
    W end = (W)class_granules[class_of((words + 1) / 2)] * 2;
    for (W i = words; i < end; i++) p[i] = 0;
  } else if (words & 1) {
    p[words] = 0;
  }
  return p;
}

W *smt_alloc_slow(W words) { return alloc_words(SMT_CONSTANT, words); }

W *smt_alloc_mutable(W words) { return alloc_words(SMT_MUTABLE, words); }

W smt_cell_new_slow(W x) {
  W *p = smt_alloc_mutable(1);
  p[0] = x;
  return (W)p;
}

W smt_data1_slow(W tag, W a) {
  W *p = smt_alloc_slow(1);
  p[0] = a;
  return (W)p + tag;
}

W smt_data2_slow(W tag, W a, W b) {
  W *p = smt_alloc_slow(2);
  p[0] = a, p[1] = b;
  return (W)p + tag;
}

W smt_data3_slow(W tag, W a, W b, W c) {
  W *p = smt_alloc_slow(3);
  p[0] = a, p[1] = b, p[2] = c;
  return (W)p + tag;
}

void *smt_alloc_leaf(W bytes) {
  if (bytes > (W)1 << 60) smt_out_of_memory();
  return alloc(SMT_LEAF, bytes ? bytes : 1);
}

/* ---- roots and figures ---- */

void smt_heap_add_roots(const W *start, W words) {
  if (heap.roots == heap.root_room) {
    heap.root_room = heap.root_room ? heap.root_room * 2 : 16;
    heap.root = realloc(heap.root, heap.root_room * sizeof *heap.root);
    if (heap.root == NULL) smt_out_of_memory();
  }
  heap.root[heap.roots++] = (Range){start, words};
}

void smt_heap_remove_roots(const W *start) {
  for (uint32_t i = heap.roots; i-- > 0;)
    if (heap.root[i].start == start) {
      heap.root[i] = heap.root[--heap.roots];
      return;
    }
}

void smt_heap_drop(void) {
  if (heap.base == 0) return;
  char *end = block_address(heap.limit);
  munmap(heap.bits, (W)(end - (char *)heap.bits));
  if (heap.held_room) munmap(heap.held, heap.held_room * sizeof(W));
  if (heap.mark) munmap(heap.mark, (W)(heap.mark_end - heap.mark) * sizeof(W));
  free(heap.root);
  memset(&heap, 0, sizeof heap);
  memset(smt_rt.run, 0, sizeof smt_rt.run);
}

SmtHeapInfo smt_heap_info(void) {
  return (SmtHeapInfo){figures.minor + figures.major, heap.live, (W)heap.limit * BLOCK, heap.extent,
                       heap.before + heap.since - unused_in_runs()};
}

void smt_heap_report(void) {
  if (figures.wanted == QUIET) return;
  fprintf(stderr,
          "gc: allocated %.1f MB, heap %.1f MB, most live %.1f MB\n"
          "gc: %" PRIu64 " minor collections, %.1f ms, %.1f MB survived\n"
          "gc: %" PRIu64 " full collections, %.1f ms\n"
          "gc: longest pause %.3f ms\n",
          (double)smt_heap_info().allocated_bytes / 1e6, (double)heap.extent / 1e6,
          (double)figures.live_most / 1e6, figures.minor, figures.minor_ms,
          (double)figures.promoted / 1e6, figures.major, figures.major_ms, figures.longest_ms);
}
