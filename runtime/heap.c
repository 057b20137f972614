/* heap.c -- the heap and its collector: conservative, non-moving, mark and lazy sweep.
 *
 * One range of addresses is reserved at the first allocation and divided into blocks of 64 KiB.
 * A block holds objects of one size class and one kind (words, or leaves without pointers); an
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
 * Marking is bound by cache misses. So a word popped from the mark stack is not looked at at
 * once: its object and mark are prefetched and it waits in a short queue (Cher, Hosking and
 * Vitek, "Software prefetching for mark-sweep garbage collection", 2004).
 *
 * A collection happens when, since the last one, as much was allocated as was live then, but at
 * least 32 MiB and at least the depth of the stack, which must be scanned whole. */
#define _GNU_SOURCE
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <unistd.h>

enum {
  BLOCK_SHIFT = 16,
  BLOCK = 1 << BLOCK_SHIFT,
  BLOCK_GRANULES = BLOCK / SMT_GRANULE,
  BITMAP_WORDS = BLOCK_GRANULES / 64,
  LARGEST_CLASS = 2048, /* granules: larger objects get blocks of their own */
  INVERSE_SHIFT = 24,
  QUEUE = 8,    /* objects waiting for their prefetch; a power of two */
  CHUNK = 4096, /* words scanned between two looks at the room on the mark stack */
  NONE = 0,     /* no block: block 0 is never handed out */
};

#define THRESHOLD_MIN ((W)32 << 20)
#define HUGE_FROM ((W)8 << 20)

typedef enum { BLOCK_FREE, BLOCK_SMALL, BLOCK_LARGE, BLOCK_TAIL } BlockKind;

/* The collector's only per-block state; 16 bytes. */
typedef struct Block {
  uint8_t kind;
  uint8_t class;     /* SMALL */
  uint8_t leaf;      /* SMALL, LARGE */
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
  } cursor[2][SMT_CLASSES];

  W since;  /* bytes handed out since the last collection */
  W before; /* and until then */
  W threshold;
  W huge_from; /* where the kernel has not been asked for huge pages yet */
  W live, collections;

  W *mark, *mark_end; /* the mark stack; empty between two calls of mark_range */
  W depth;            /* bytes of stack scanned last */
  Range *root;
  uint32_t roots, root_room;
#ifdef SMT_STRESS
  W stress_every, stress_count;
#endif
} heap;

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
  heap.threshold = THRESHOLD_MIN;
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

/* Double the mark stack; gives where its top now is. */
static W *mark_grow(const W *top) {
  W used = (W)(top - heap.mark), room = (W)(heap.mark_end - heap.mark);
  W bigger = room ? room * 2 : (W)1 << 17;
  void *p = room ? mremap(heap.mark, room * sizeof(W), bigger * sizeof(W), MREMAP_MAYMOVE)
                 : reserve(bigger * sizeof(W));
  if (p == MAP_FAILED || p == NULL) smt_out_of_memory();
  heap.mark = p;
  heap.mark_end = heap.mark + bigger;
  return heap.mark + used;
}

/* The object that a word points into: its number in the block. */
static inline uint32_t object_index(const Block *k, W offset) {
  uint32_t granule = (uint32_t)(offset & (BLOCK - 1)) / SMT_GRANULE;
  return (uint32_t)((uint64_t)granule * k->inverse >> INVERSE_SHIFT);
}

static inline void prefetch_object(W w) {
  W offset = w - heap.base;
  uint32_t b = (uint32_t)(offset >> BLOCK_SHIFT);
  const Block *k = &heap.block[b];
  __builtin_prefetch(&heap.bits[b][object_index(k, offset) / 64 % BITMAP_WORDS], 1);
  if (!k->leaf) __builtin_prefetch((void *)(w & ~(W)15));
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
    if (k->leaf) return (Range){NULL, 0};
    return (Range){(const W *)(block_address(b) + (W)i * k->granules * SMT_GRANULE),
                   (W)k->granules * 2};
  }
  if (k->kind == BLOCK_FREE) return (Range){NULL, 0};
  if (k->kind == BLOCK_TAIL) k = &heap.block[b = k->next];
  if (k->marked) return (Range){NULL, 0};
  k->marked = 1;
  if (k->leaf) return (Range){NULL, 0};
  return (Range){(const W *)block_address(b), (W)k->inverse * 2};
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

static void mark_roots(const char *stack_pointer) {
  const char *base = smt_rt.stack_base ? smt_rt.stack_base : __libc_stack_end;
  heap.depth = (W)(base - stack_pointer);
  mark_range((Range){(const W *)stack_pointer, heap.depth / sizeof(W)});
  W data = ((W)__data_start + 7) & ~(W)7;
  if (data) mark_range((Range){(const W *)data, ((W)_end - data) / sizeof(W)});
  for (uint32_t i = 0; i < heap.roots; i++) mark_range(heap.root[i]);
}

#ifdef SMT_STRESS
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
  W live = 0;
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
      live += (W)count * k->granules * SMT_GRANULE;
      if (count == 0) {
        blocks_free(b, 1);
        heap.free_dirty++;
      } else if (count < k->objects) {
        uint32_t *more = &heap.cursor[k->leaf][k->class].more;
        k->next = *more;
        *more = b;
      }
    } else if (k->kind == BLOCK_LARGE) {
      uint32_t n = k->next;
      if (k->marked) {
        live += (W)n * BLOCK;
      } else {
        blocks_free(b, n);
        heap.free_dirty += n;
      }
    }
  }
  heap.live = live;
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
  for (unsigned leaf = 0; leaf < 2; leaf++)
    for (unsigned class = 0; class < SMT_CLASSES; class ++)
      unused += (W)(smt_rt.run[leaf][class].end - smt_rt.run[leaf][class].next);
  return unused;
}

/* Not inlined: its frame lies below the one in which the caller has saved its registers. */
__attribute__((noinline)) static void collect(void) {
  const char *stack_pointer = (const char *)((W)__builtin_frame_address(0) & ~(W)7);
  heap.before += heap.since - unused_in_runs();
  memset(smt_rt.run, 0, sizeof smt_rt.run);
  clear_marks();
  mark_roots(stack_pointer);
  if (smt_heap_hooks.marked) smt_heap_hooks.marked();
  W grown = (W)(heap.mark_end - heap.mark) * sizeof(W);
  if (grown > (W)1 << 20) madvise(heap.mark, grown, MADV_DONTNEED);
  sweep_blocks();
  heap.collections++;
  heap.since = 0;
  heap.threshold = heap.live > THRESHOLD_MIN ? heap.live : THRESHOLD_MIN;
  if (heap.threshold < heap.depth) heap.threshold = heap.depth;
  if (heap.free_dirty * BLOCK > 2 * heap.threshold) release_free();
}

void smt_heap_collect(void) {
  if (heap.base == 0) heap_init();
  __builtin_unwind_init(); /* puts every callee-saved register on the stack */
  collect();
  if (smt_heap_hooks.collected) smt_heap_hooks.collected();
  __asm__ volatile("" ::: "memory"); /* no sibling call: this frame must last */
}

/* ---- allocation ---- */

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

/* The next run of the class in blocks that it has; false when there is none. */
static bool next_run(unsigned leaf, unsigned class, SmtRun *run) {
  uint32_t *block = &heap.cursor[leaf][class].block, *at = &heap.cursor[leaf][class].at;
  uint32_t *more = &heap.cursor[leaf][class].more;
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

static void refill(unsigned leaf, unsigned class, SmtRun *run) {
  if (SMT_UNLIKELY(heap.base == 0)) heap_init();
  if (heap.since >= heap.threshold) smt_heap_collect();
  if (next_run(leaf, class, run)) return;
  uint32_t b = blocks_take(1);
  if (b == NONE) {
    smt_heap_collect();
    if (next_run(leaf, class, run)) return;
    b = blocks_take(1);
    if (b == NONE) smt_out_of_memory();
  }
  uint16_t granules = class_granules[class];
  heap.block[b] = (Block){
      .kind = BLOCK_SMALL,
      .class = (uint8_t) class,
      .leaf = (uint8_t)leaf,
      .granules = granules,
      .objects = (uint16_t)(BLOCK_GRANULES / granules),
      .inverse = ((1u << INVERSE_SHIFT) + granules - 1) / granules,
  };
  heap.cursor[leaf][class].block = b;
  heap.cursor[leaf][class].at = 0;
  next_run(leaf, class, run);
}

static void *alloc_large(unsigned leaf, W bytes) {
  if (SMT_UNLIKELY(heap.base == 0)) heap_init();
  W n = (bytes + BLOCK - 1) / BLOCK;
  if (n > heap.limit) smt_out_of_memory();
  if (heap.since + n * BLOCK >= heap.threshold) smt_heap_collect();
  heap.since += n * BLOCK;
  uint32_t b = blocks_take((uint32_t)n);
  if (b == NONE) {
    smt_heap_collect();
    b = blocks_take((uint32_t)n);
    if (b == NONE) smt_out_of_memory();
  }
  uint32_t granules = (uint32_t)((bytes + SMT_GRANULE - 1) / SMT_GRANULE);
  heap.block[b] =
      (Block){.kind = BLOCK_LARGE, .leaf = (uint8_t)leaf, .inverse = granules, .next = (uint32_t)n};
  for (uint32_t i = b + 1; i < b + n; i++)
    heap.block[i] = (Block){.kind = BLOCK_TAIL, .leaf = (uint8_t)leaf, .next = b};
  return block_address(b);
}

static void *alloc(unsigned leaf, W bytes) {
  if (SMT_UNLIKELY(bytes > (W)LARGEST_CLASS * SMT_GRANULE)) return alloc_large(leaf, bytes);
#ifdef SMT_STRESS
  if (heap.base == 0) heap_init();
  if (heap.stress_every && ++heap.stress_count % heap.stress_every == 0) smt_heap_collect();
#endif
  unsigned class = class_of((bytes + SMT_GRANULE - 1) / SMT_GRANULE);
  SmtRun *run = &smt_rt.run[leaf][class];
  if (SMT_UNLIKELY(run->next == run->end)) refill(leaf, class, run);
  char *p = run->next;
  run->next = p + (W)class_granules[class] * SMT_GRANULE;
  return p;
}

W *smt_alloc_slow(W words) {
  if (SMT_UNLIKELY(smt_interrupt_wanted)) smt_leave(130);
  if (words > (W)1 << 60) smt_out_of_memory();
  W *p = alloc(0, words * sizeof(W));
  if (words <= LARGEST_CLASS * 2) {
    /* What the class has beyond the object must not keep anything alive. */
    W end = (W)class_granules[class_of((words + 1) / 2)] * 2;
    for (W i = words; i < end; i++) p[i] = 0;
  } else if (words & 1) {
    p[words] = 0;
  }
  return p;
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
  return alloc(1, bytes ? bytes : 1);
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

SmtHeapInfo smt_heap_info(void) {
  return (SmtHeapInfo){heap.collections, heap.live, (W)heap.limit * BLOCK, heap.extent,
                       heap.before + heap.since - unused_in_runs()};
}
