/* library.c -- a Smelter library in a C program: codegen/export.c makes the functions that C calls, which come here.
 *
 * A call runs on the Smelter stack, as a program does: a deep recursion needs room that a thread of C's may not have, and what
 * ends a program (an uncaught exception, a stack overflow, an exit) ends the call, with the report kept for
 * smt_library_error. Between calls nothing of Smelter's is on any stack: what C keeps are handles, objects in a list.
 *
 * Each library has a runtime of its own, whose symbols are hidden, so that several can be in one process. A shared one must find out
 * where its data are, which the collector searches. */
#define _GNU_SOURCE
#include "internal.h"

#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Handle {
  W value;
  struct Handle *next, *before; /* before: NULL in one that has been released */
} Handle;

enum { REPORT = 2048 };

static struct {
  pthread_mutex_t lock;
  enum { UNTOUCHED, STARTING, READY, ENDED } state;
  int depth;   /* calls under way: of one thread, one in another */
  size_t size; /* of the report */
  char report[REPORT];
  Handle handles; /* head of the ring */
} library = {.lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP};

/* The report of this thread's last call, "" for none. */
static __thread char last_error[REPORT];

/* ---- errors ---- */

static void keep_report(const char *text, size_t size) {
  size_t room = REPORT - 1 - library.size, part = size < room ? size : room;
  memcpy(library.report + library.size, text, part);
  library.size += part;
}

static void fail(const char *text) { snprintf(last_error, REPORT, "%s", text); }

/* The call has been left. */
static void take_report(int status) {
  while (library.size && library.report[library.size - 1] == '\n') library.size--;
  library.report[library.size] = 0;
  if (library.size) fail(library.report);
  else snprintf(last_error, REPORT, "%s: exit with status %d", smt_rt.script, status);
  library.size = 0;
}

const char *smt_library_error(void) { return last_error[0] ? last_error : NULL; }

/* ---- start and end ---- */

extern char __data_start[] __attribute__((weak, visibility("hidden"))),
    _end[] __attribute__((visibility("hidden")));

/* The writable segments of the shared library that this is in. */
static int add_segments(struct dl_phdr_info *info, size_t size, void *context) {
  const W here = (W)&library;
  bool is_it = false;
  (void)size, (void)context;
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < info->dlpi_phnum; i++) {
      const ElfW(Phdr) *h = &info->dlpi_phdr[i];
      W start = (info->dlpi_addr + h->p_vaddr + 7) & ~(W)7,
        end = info->dlpi_addr + h->p_vaddr + h->p_memsz;
      if (h->p_type != PT_LOAD || !(h->p_flags & PF_W)) continue;
      if (here >= start && here < end) is_it = true;
      if (pass && is_it) smt_heap_add_roots((const W *)start, (end - start) / sizeof(W));
    }
  return is_it;
}

static void start(void) {
  const char *here = (const char *)&library;
  library.handles.next = library.handles.before = &library.handles;
  bool is_program = __data_start && here >= __data_start && here < _end; /* mark_roots sees to it */
  if (!is_program) dl_iterate_phdr(add_segments, NULL);
  smt_report_sink = keep_report;
}

void smt_library_end(void) {
  pthread_mutex_lock(&library.lock);
  if (library.depth == 0 && library.state != ENDED) {
    smt_stdout_flush();
    smt_stack_drop();
    smt_heap_drop();
    library.state = ENDED;
  }
  pthread_mutex_unlock(&library.lock);
}

/* ---- calls ---- */

static void compute_values(void *program) {
  if (((const SmtProgram *)program)->init) ((const SmtProgram *)program)->init();
}

static bool run(void (*body)(void *), void *context) {
  library.depth++;
  smt_rt.site = 0;
  int status = smt_run_on_stack(body, context);
  library.depth--;
  if (library.depth == 0) smt_stdout_flush();
  if (status == 0 && !smt_program_exited()) return true;
  take_report(status);
  return false;
}

/* Are the top-level values there, or can they be computed? */
static bool is_ready(const SmtLibrary *it) {
  switch (library.state) {
  case STARTING: /* a function that computes one of them calls C, and that comes back */
  case READY: return true;
  case ENDED: fail("the library has been shut down"); return false;
  case UNTOUCHED: break;
  }
  if (library.handles.next == NULL) start();
  smt_rt.program = it->program;
  smt_rt.script = it->name;
  library.state = STARTING;
  library.state = run(compute_values, (void *)it->program) ? READY : UNTOUCHED;
  return library.state == READY;
}

_Bool smt_library_call(const SmtLibrary *it, void (*body)(void *), void *context) {
  last_error[0] = 0;
  pthread_mutex_lock(&library.lock);
  bool is_done = is_ready(it) && (body == NULL || run(body, context));
  if (is_done) last_error[0] = 0; /* an inner call may have failed */
  pthread_mutex_unlock(&library.lock);
  return is_done;
}

/* ---- values that C keeps ---- */

void *smt_handle_new(W value) {
  Handle *h = (Handle *)smt_alloc_mutable(sizeof *h / sizeof(W));
  *h = (Handle){value, library.handles.next, &library.handles};
  h->next->before = library.handles.next = h;
  return h;
}

W smt_handle_value(void *handle) {
  if (handle == NULL) smt_error_text("C gave NULL for a value of Smelter's", 0);
  return ((const Handle *)handle)->value;
}

void smt_handle_release(void *handle) {
  Handle *h = handle;
  if (h == NULL) return;
  pthread_mutex_lock(&library.lock);
  if (library.state != ENDED && h->before) {
    h->before->next = h->next;
    h->next->before = h->before;
    h->before = NULL;
  }
  pthread_mutex_unlock(&library.lock);
}

/* ---- copies ---- */

static void *copy(const void *from, size_t size) {
  void *to = malloc(size ? size : 1);
  if (to == NULL) smt_out_of_memory();
  if (size) memcpy(to, from, size);
  return to;
}

char *smt_string_to_c(W string) { return copy(SMT_STR(string)->text, SMT_STR(string)->bytes + 1); }

void *smt_row_to_c(const W *from, W count, W size) {
  return copy(size == sizeof(W) ? from : smt_numbers_out(from, count, size), count * size);
}

static void fill(W *to, const void *row, W count, W size, int is_signed) {
  if (row == NULL && count) smt_error_text("C gave NULL for a row of numbers", 0);
  if (size == sizeof(W) && count) memcpy(to, row, count * size);
  else smt_numbers_in(to, count, row, size, is_signed);
}

W smt_vector_from_c(const void *row, W count, W size, int is_signed) {
  W vector = smt_vector_new(count);
  fill(SMT_VECTOR_DATA(vector), row, count, size, is_signed);
  *(W *)vector = count;
  return vector;
}

W smt_array_from_c(const void *row, W count, W size, int is_signed) {
  W array = smt_array_new(count, 0);
  fill(SMT_ARRAY_DATA(array), row, count, size, is_signed);
  return array;
}
