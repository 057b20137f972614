/* internal.h -- what files of the runtime share with each other but not with generated C. */
#ifndef SMT_INTERNAL_H
#define SMT_INTERNAL_H

#include "smt.h"
#include <signal.h>
#include <setjmp.h>
#include <stdbool.h>

#pragma GCC visibility push(hidden)

/* README.md, "Machines". */
_Static_assert(sizeof(void *) == 8 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "words are addresses, of 64 bits, their low byte first");

#define ARRAY_LENGTH(a) (sizeof(a) / sizeof(a)[0])

/* ---- heap.c ---- */

/* Print "out of memory" and end the program: nothing can be caught when nothing can be
 * allocated. */
_Noreturn void smt_out_of_memory(void);

/* Give all objects back to the system. */
void smt_heap_drop(void);

/* Between marking and sweeping: is the object in use that this word, of an object, points to? */
bool smt_heap_is_marked(W object);

/* Called in every collection: between marking and sweeping, and at its end, when anything may be
 * called again. NULL: nobody cares. */
typedef struct SmtHeapHooks {
  void (*marked)(void), (*collected)(void);
} SmtHeapHooks;
extern SmtHeapHooks smt_heap_hooks;

/* ---- exception.c ---- */

typedef enum { FRAME_CATCH, FRAME_RESUMABLE, FRAME_DYNAMIC, FRAME_EXIT } FrameKind;

/* One catch, resumable, dynamic-bind or exit in force; lives in the C frame of the function that made
 * it. */
typedef struct SmtFrame {
  struct SmtFrame *outer;   /* the next one out */
  struct SmtFrame *catches; /* smt_rt.catches outside of it */
  FrameKind kind;
  W handler;   /* CATCH, RESUMABLE */
  W result;    /* CATCH: the handler's; RESUMABLE: the function that goes on; EXIT */
  W *slot;     /* DYNAMIC */
  W old;       /* DYNAMIC: what to put back */
  W key;       /* EXIT */
  jmp_buf env; /* all but DYNAMIC */
} SmtFrame;

/* Leave every frame inside `target` (NULL: all of them): dynamic variables get their old values
 * back. */
void smt_frames_unwind(SmtFrame *target);

/* Called, when set, after an exception has left everything on the stack below that address. */
extern void (*smt_unwind_hook)(const void *target);

/* ---- trace.c ---- */

/* Report an error that nobody caught, with its position and a trace of the callers of the frame
 * at `fp`; the message is `bytes` long. With site 0 no position is given. */
void smt_report(const char *message, size_t bytes, W site, const void *fp);

/* The same for a stack overflow at address pc in the function whose frame is fp and whose stack
 * pointer is sp; safe in a signal handler. */
void smt_report_overflow(const void *pc, const void *fp, const void *sp);

/* Where reports go; NULL: to stderr. */
extern void (*smt_report_sink)(const char *text, size_t size);

/* ---- run.c ---- */

/* Leave the running program with this status: back to smt_run_program, or exit(3) where none is
 * running. */
_Noreturn void smt_leave(int status);

/* Call body(context) on the Smelter stack: 0, or the status with which it was left. */
int smt_run_on_stack(void (*body)(void *), void *context);

/* Give the stack back; nothing may be running. */
void smt_stack_drop(void);

/* SIGINT has asked for the end of the program (see smt_catch_interrupts); whoever can leave does. */
extern volatile sig_atomic_t smt_interrupt_wanted;

/* The same, for a program that wants to end. */
_Noreturn void smt_leave_by_exit(int status);

/* ---- string.c ---- */

/* A new string of so many bytes and characters; the caller fills the text (the zero at its end
 * is there). Too long: a run-time error. */
SmtString *smt_string_alloc(W bytes, W chars);

/* Is this byte one that continues a character? */
static inline bool utf8_is_tail(char c) { return (c & 0xc0) == 0x80; }

/* Length in bytes of the character that starts with this byte. */
static inline unsigned utf8_size(char c) {
  unsigned char u = (unsigned char)c;
  return u < 0x80 ? 1 : u < 0xe0 ? 2 : u < 0xf0 ? 3 : 4;
}

static inline unsigned utf8_size_of_char(W c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* Decode the character at p, which is valid, and step over it. */
static inline W utf8_read(const char **p) {
  const unsigned char *s = (const unsigned char *)*p;
  unsigned n = utf8_size(**p);
  *p += n;
  switch (n) {
  case 1: return s[0];
  case 2: return (W)(s[0] & 31) << 6 | (s[1] & 63);
  case 3: return (W)(s[0] & 15) << 12 | (W)(s[1] & 63) << 6 | (s[2] & 63);
  }
  return (W)(s[0] & 7) << 18 | (W)(s[1] & 63) << 12 | (W)(s[2] & 63) << 6 | (s[3] & 63);
}

/* Encode c at p; gives the address after it. */
static inline char *utf8_write(char *p, W c) {
  if (c < 0x80) {
    *p++ = (char)c;
  } else if (c < 0x800) {
    *p++ = (char)(0xc0 | c >> 6);
    *p++ = (char)(0x80 | (c & 63));
  } else if (c < 0x10000) {
    *p++ = (char)(0xe0 | c >> 12);
    *p++ = (char)(0x80 | (c >> 6 & 63));
    *p++ = (char)(0x80 | (c & 63));
  } else {
    *p++ = (char)(0xf0 | c >> 18);
    *p++ = (char)(0x80 | (c >> 12 & 63));
    *p++ = (char)(0x80 | (c >> 6 & 63));
    *p++ = (char)(0x80 | (c & 63));
  }
  return p;
}

/* Characters in `bytes` bytes of valid UTF-8. */
W utf8_count(const char *text, W bytes);

/* ---- vector.c ---- */

/* Grow a List at its end: *end is where the next Cons goes. Start with W list = 0, *end = &list. */
static inline W *list_append(W *end, W x) {
  W cell = smt_cons(x, 0);
  *end = cell;
  return &SMT_FIELDS(cell)[1];
}

/* ---- io.c ---- */

/* Print these bytes. */
void smt_print_bytes(const char *text, size_t bytes);

/* Write what is buffered for stdout. False when that fails (errno says why). */
bool smt_stdout_flush(void);

#pragma GCC visibility pop

#endif
