/* arena.h -- memory that dies whole.
 *
 * An arena is one reserved range of addresses that is filled from the bottom and never moved, so a
 * pointer into it stays good until the arena is dropped. Pages are committed by the kernel when they
 * are first touched; fresh memory is zero. There is no way to free one object: say at the allocation
 * how long it lives by choosing the arena (sess, unit or scratch; see docs/architecture.md).
 *
 * arena_new_at places an arena at a fixed address, which is what lets the checked library be written
 * out while smt is built and mapped back at start (the library image). */
#ifndef SMT_BASE_ARENA_H
#define SMT_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena {
  char *base;  /* first byte; 16-byte aligned */
  char *at;    /* next free byte */
  char *limit; /* end of what is ready to be filled; there arena_alloc_kind makes more ready */
  char *end;   /* end of the reserved range */
  /* NULL, or where every allocation is noted (while the library image is made) */
  struct ArenaLog *log;
} Arena;

/* What is known of an object beyond its size. */
typedef enum ArenaKind {
  ARENA_ANY,
  ARENA_CONSTANT, /* never changed once it is made, and equal ones are as good as one; made after what it points to */
  ARENA_TEXT, /* the same, and no pointer in it */
} ArenaKind;

/* Every object, in the order of addresses. */
typedef struct ArenaObject {
  size_t start; /* offset from the base */
  size_t size;  /* bytes asked for */
  ArenaKind kind;
} ArenaObject;

typedef struct ArenaLog {
  ArenaObject *object;
  size_t len, cap;
} ArenaLog;

/* A new arena of at most `reserve` bytes (0: the usual 64 GiB of address space). Aborts when the
 * kernel has no address space left. */
Arena arena_new(size_t reserve);

/* The same at a fixed address; aborts when the range is taken. */
Arena arena_new_at(void *base, size_t reserve);

/* Give everything back. The arena may not be used again. */
void arena_drop(Arena *a);

/* Forget everything allocated after `mark` (a value that a->at had); the memory is zeroed again. */
void arena_reset(Arena *a, char *mark);

/* `size` zeroed bytes, 16-byte aligned. Never NULL: prints "out of memory" and exits with status 70
 * when the range is exhausted. */
static inline void *arena_alloc(Arena *a, size_t size);

/* The same for an object of which more is known. */
void *arena_alloc_kind(Arena *a, size_t size, ArenaKind kind);

/* A NUL-terminated copy of `len` bytes. */
char *arena_strndup(Arena *a, const char *text, size_t len);

/* printf into the arena. */
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *a, const char *fmt, va_list ap);

static inline void *arena_alloc(Arena *a, size_t size) {
  char *p = a->at;
  if (a->log || size > (size_t)(a->limit - p)) return arena_alloc_kind(a, size, ARENA_ANY);
  a->at = p + ((size + 15) & ~(size_t)15); /* the limit is a multiple of 16, too */
  return p;
}

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count)                                                            \
  ((Type *)arena_alloc((arena), sizeof(Type) * (size_t)(count)))

#endif
