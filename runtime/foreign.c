/* foreign.c -- what wrappers around C functions need (codegen/foreign.c): pointers with finalisers,
 * rows of narrow numbers, the functions that C calls.
 *
 * A pointer with a finaliser stands in a table that the collector does not search. After marking,
 * those that nothing else mentions leave the table; when the collection is over their finalisers
 * are called, by which time nothing of them is left but the address. A finaliser that calls back
 * into Smelter may cause a collection: what that finds waits in the same queue.
 *
 * What C prints goes through Smelter's buffer, so that it comes out in the order in which both have
 * printed. To flush on every change of sides instead would cost every call something. */
#define _GNU_SOURCE
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Pointer {
  void *address;           /* NULL: released */
  SmtFinalizer *finalizer; /* or NULL */
} Pointer;

static struct {
  Pointer **pointer; /* those with a finaliser; malloc's memory: keeps nothing alive */
  size_t pointers, room;
  Pointer *due; /* copies of those whose finaliser is to be called */
  size_t dues, due_room;
  size_t limit; /* so many pointers make a collection worth while */
  bool is_running;
} final;

/* ---- pointers ---- */

/* What stands behind a pointer may be large, or scarce, and the heap knows nothing of it. */
enum { POINTERS_MIN = 500 };

static void *grown(void *table, size_t count, size_t *room, size_t size) {
  if (count < *room) return table;
  *room = *room ? *room * 2 : 64;
  table = realloc(table, *room * size);
  if (table == NULL) smt_out_of_memory();
  return table;
}

/* Between marking and sweeping. */
static void find_unused(void) {
  size_t kept = 0;
  for (size_t i = 0; i < final.pointers; i++) {
    Pointer *p = final.pointer[i];
    if (p->address == NULL) continue; /* released */
    if (smt_heap_is_marked((W)p)) {
      final.pointer[kept++] = p;
    } else {
      final.due = grown(final.due, final.dues, &final.due_room, sizeof *final.due);
      final.due[final.dues++] = *p;
    }
  }
  final.pointers = kept;
  final.limit = kept > POINTERS_MIN / 2 ? kept * 2 : POINTERS_MIN;
}

static void run_finalizers(void) {
  if (final.is_running) return;
  final.is_running = true;
  while (final.dues > 0) {
    Pointer p = final.due[--final.dues];
    p.finalizer(p.address);
  }
  final.is_running = false;
}

W smt_pointer_new(void *address, SmtFinalizer *finalizer) {
  if (address == NULL)
    smt_error_text("C gave NULL for a Pointer (its type would be an Optional)", 0);
  Pointer *p = (Pointer *)smt_alloc(sizeof *p / sizeof(W));
  *p = (Pointer){address, finalizer};
  if (finalizer) {
    smt_heap_hooks = (SmtHeapHooks){find_unused, run_finalizers};
    if (final.pointers >= POINTERS_MIN && final.pointers >= final.limit) smt_heap_collect();
    final.pointer = grown(final.pointer, final.pointers, &final.room, sizeof *final.pointer);
    final.pointer[final.pointers++] = p;
  }
  return (W)p;
}

void *smt_pointer_address(W pointer) {
  void *address = ((Pointer *)pointer)->address;
  if (address == NULL) smt_error_text("this Pointer has been released", 0);
  return address;
}

W smt_pointer_release(W pointer) {
  Pointer *p = (Pointer *)pointer, old = *p;
  *p = (Pointer){NULL, NULL};
  if (old.finalizer) old.finalizer(old.address);
  return 0;
}

/* ---- numbers and text ---- */

int64_t smt_integer_to_c(W integer) {
  if (!smt_int_fits_signed(64, integer))
    smt_error_text("this Integer is too large for C, where it is an int64_t", 0);
  return (int64_t)smt_int_to_word(integer);
}

W smt_string_from_c(const char *text) {
  if (text == NULL) smt_error_text("C gave NULL for a String (its type would be an Optional)", 0);
  return smt_string_of_c(text);
}

W smt_char_from_c(uint32_t code) {
  if ((code >= 0xd800 && code <= 0xdfff) || code >= 0x110000)
    smt_error_text("C gave a number for a Char that is no character", 0);
  return code;
}

/* ---- rows of numbers ---- */

#define COPY_OUT(T)                                                                                \
  for (W i = 0; i < count; i++) ((T *)row)[i] = (T)from[i]
#define COPY_IN(T)                                                                                 \
  for (W i = 0; i < count; i++) to[i] = (W)((const T *)from)[i]

void *smt_numbers_out(const W *from, W count, W size) {
  void *row = smt_alloc_leaf(count * size + 1); /* also of nothing */
  switch (size) {
  case 1: COPY_OUT(uint8_t); break;
  case 2: COPY_OUT(uint16_t); break;
  case 4: COPY_OUT(uint32_t); break;
  }
  return row;
}

void smt_numbers_in(W *to, W count, const void *from, W size, int is_signed) {
  switch (is_signed ? -(int)size : (int)size) {
  case 1: COPY_IN(uint8_t); break;
  case 2: COPY_IN(uint16_t); break;
  case 4: COPY_IN(uint32_t); break;
  case -1: COPY_IN(int8_t); break;
  case -2: COPY_IN(int16_t); break;
  case -4: COPY_IN(int32_t); break;
  }
}

/* ---- functions that C calls ---- */

static SmtCallbacks *pools; /* all that have been used */

/* An exception has left the frames inside of `target`. The stack grows down. */
static void forget_left(const void *target) {
  for (SmtCallbacks *pool = pools; pool; pool = pool->next)
    for (unsigned k = 0; k < SMT_CALLBACKS; k++)
      if (pool->frame[k] && pool->frame[k] < (const char *)target) smt_callback_give(pool, k);
}

unsigned smt_callback_take(SmtCallbacks *pool, W function, void *frame) {
  if (!pool->is_listed) {
    pool->is_listed = 1;
    pool->next = pools;
    pools = pool;
    smt_unwind_hook = forget_left;
  }
  for (unsigned k = 0; k < SMT_CALLBACKS && frame == NULL; k++)
    if (pool->function[k] == function && pool->frame[k] == NULL) return k;
  for (unsigned i = 1; i <= SMT_CALLBACKS; i++) {
    /* The place given back last comes last: should C still use it, it finds nobody there. */
    unsigned k = (pool->last + i) % SMT_CALLBACKS;
    if (pool->function[k]) continue;
    pool->function[k] = function;
    pool->frame[k] = frame;
    pool->last = k;
    return k;
  }
  smt_error_text("C has been given too many functions of one type at once (64)", 0);
}

void smt_callback_give(SmtCallbacks *pool, unsigned k) {
  if (k == SMT_CALLBACKS || pool->frame[k] == NULL) return;
  pool->function[k] = 0;
  pool->frame[k] = NULL;
}

W smt_callback_function(const SmtCallbacks *pool, unsigned k) {
  if (pool->function[k] == 0)
    smt_error_text("C calls a function that it was given for a call which is over", 0);
  return pool->function[k];
}

/* ---- what C prints ---- */

int smt_fflush(void *file) {
  int failed = fflush(file);
  if (file == NULL || file == stdout) failed |= smt_stdout_flush() ? 0 : EOF;
  return failed;
}

#ifdef __GLIBC__
static ssize_t print_from_c(void *cookie, const char *text, size_t size) {
  (void)cookie;
  smt_print_bytes(text, size);
  return (ssize_t)size;
}

void smt_join_stdout(void) {
  FILE *joined = fopencookie(NULL, "w", (cookie_io_functions_t){.write = print_from_c});
  if (joined == NULL) return;
  setvbuf(joined, NULL, _IONBF, 0);
  stdout = joined;
}
#else
void smt_join_stdout(void) {}
#endif
