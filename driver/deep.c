/* deep.c -- see deep.h */
#include "driver/deep.h"

#include <stddef.h>
#include <sys/mman.h>
#include <ucontext.h>

#define STACK_SIZE ((size_t)1 << 30)

typedef struct Call {
  DeepWork *work;
  void *context;
  int result;
  ucontext_t here, there;
} Call;

/* makecontext hands over ints only. */
static Call call;

static void enter(void) { call.result = call.work(call.context); }

int deep_call(DeepWork *work, void *context) {
  void *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED || getcontext(&call.there) != 0) return work(context);
  call.work = work;
  call.context = context;
  call.there.uc_stack.ss_sp = stack;
  call.there.uc_stack.ss_size = STACK_SIZE;
  call.there.uc_link = &call.here;
  makecontext(&call.there, enter, 0);
  swapcontext(&call.here, &call.there);
  return call.result;
}
