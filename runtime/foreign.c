/* foreign.c -- what wrappers around C functions need (codegen/foreign.c): pointers with finalisers,
 * rows of narrow numbers, the functions that C calls.
 *
 * A pointer with a finaliser stands in a table that the collector does not search. After marking,
 * those that nothing else mentions leave the table; when the collection is over their finalisers
 * are called, by which time nothing of them is left but the address. A finaliser that calls back
 * into Smelter may cause a collection: what that finds waits in the same queue. */
#include "internal.h"

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
  bool is_running;
} final;

/* ---- pointers ---- */

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
    if (smt_heap_is_marked((W)p)) {
      final.pointer[kept++] = p;
    } else {
      final.due = grown(final.due, final.dues, &final.due_room, sizeof *final.due);
      final.due[final.dues++] = *p;
    }
  }
  final.pointers = kept;
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
  if (old.finalizer == NULL) return 0;
  for (size_t i = 0; i < final.pointers; i++)
    if (final.pointer[i] == p) {
      final.pointer[i] = final.pointer[--final.pointers];
      break;
    }
  old.finalizer(old.address);
  return 0;
}

/* ---- text ---- */

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

void *smt_numbers_out(const W *from, W count, W size) {
  char *row = smt_alloc_leaf(count * size + 1);
  for (W i = 0; i < count; i++) {
    uint8_t byte = (uint8_t)from[i];
    uint16_t half = (uint16_t)from[i];
    uint32_t word = (uint32_t)from[i];
    memcpy(row + i * size,
           size == 1   ? (void *)&byte
           : size == 2 ? (void *)&half
                       : (void *)&word,
           size);
  }
  return row;
}

void smt_numbers_in(W *to, W count, const void *from, W size, int is_signed) {
  unsigned unused = 64 - 8 * (unsigned)size;
  const char *row = from;
  for (W i = 0; i < count; i++) {
    uint8_t byte = 0;
    uint16_t half = 0;
    uint32_t word = 0;
    memcpy(size == 1   ? (void *)&byte
           : size == 2 ? (void *)&half
                       : (void *)&word,
           row + i * size, size);
    W n = size == 1 ? byte : size == 2 ? half : word;
    to[i] = is_signed ? (W)((int64_t)(n << unused) >> unused) : n;
  }
}

/* ---- functions that C calls ---- */

void smt_callbacks_sweep(SmtCallbacks *pool, void *frame) {
  /* The stack grows down: calls with a deeper frame are over, and this one has taken nothing yet. */
  for (unsigned k = 0; k < SMT_CALLBACKS; k++)
    if (pool->frame[k] && pool->frame[k] <= (char *)frame) {
      pool->function[k] = 0;
      pool->frame[k] = NULL;
    }
}

unsigned smt_callback_take(SmtCallbacks *pool, W function, void *frame) {
  bool is_static = !smt_heap_contains(function);
  unsigned free = SMT_CALLBACKS;
  for (unsigned k = SMT_CALLBACKS; k-- > 0;) {
    if (pool->function[k] == 0) free = k;
    else if (is_static && pool->function[k] == function) return k;
  }
  if (free == SMT_CALLBACKS)
    smt_error_text("C has been given too many functions of one type at once (64)", 0);
  pool->function[free] = function;
  pool->frame[free] = is_static ? NULL : frame;
  return free;
}

void smt_callback_give(SmtCallbacks *pool, unsigned k) {
  if (k == SMT_CALLBACKS || pool->frame[k] == NULL) return;
  pool->function[k] = 0;
  pool->frame[k] = NULL;
}
