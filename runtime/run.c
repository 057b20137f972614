/* run.c -- one run of a program: its stack, its signals, its exit status.
 *
 * A program runs on a stack of its own, a large mapping that costs nothing until it is touched:
 *
 *   | signal stack | guard, not accessible | the Smelter stack, growing down            |
 *                                          ^ stack_low                     stack_base ^
 *
 * Running into the guard raises SIGSEGV, whose handler runs on the signal stack, reports the
 * overflow and leaves the program. Any other SIGSEGV has its usual effect. Everything that ends
 * a program comes back here by longjmp instead of calling exit, because a REPL runs many
 * programs in one process. */
#define _GNU_SOURCE
#include "internal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <ucontext.h>

enum { SIGNAL_STACK = 64 << 10, GUARD = 1 << 20 };
#define STACK_MIN ((W)1 << 30)
#define STACK_MAX ((W)4 << 30) /* ten million frames of 400 bytes */
#define STACK_LEAST ((W)8 << 20)
#define SHALLOW ((W)64 << 20) /* what most programs never get below */

SmtRuntime smt_rt;

static struct {
  char *mapping; /* the mapping drawn above; kept for the next run */
  W mapping_size;
  bool active; /* a program is running */
  int status;
  bool catches_interrupts;
  bool is_exit;         /* it ended by smt_exit */
  jmp_buf end;          /* where it ends */
  void (*body)(void *); /* what is to run there, on what */
  void *context;
  struct sigaction outer_segv; /* what others do about SIGSEGV, and on which stack */
  stack_t outer_stack;
  bool handles_segv;
} run;

_Noreturn void smt_leave(int status) {
  if (!run.active) {
    smt_stdout_flush();
    exit(status);
  }
  smt_frames_unwind(NULL);
  run.status = status;
  longjmp(run.end, 1);
}

W smt_args(void) {
  W list = 0;
  for (int i = smt_rt.argc - 1; i > 0; i--) list = smt_cons(smt_string_of_c(smt_rt.argv[i]), list);
  return list;
}

/* ---- the stack ---- */

/* A quarter of the machine's memory within bounds, or what we are given. The odd megabyte keeps
 * the top of the stack out of reach of huge pages, which would make the first touch expensive; what
 * only a deep recursion comes to is better off with them: a runaway one ends in a third of the time. */
static bool stack_map(void) {
  if (run.mapping) return true;
  struct sysinfo info;
  W size = sysinfo(&info) == 0 ? (W)info.totalram * info.mem_unit / 4 : STACK_MIN;
  size = size < STACK_MIN ? STACK_MIN : size > STACK_MAX ? STACK_MAX : size;
  size &= ~(((W)2 << 20) - 1);
  for (; size >= STACK_LEAST; size /= 2) {
    W whole = size + GUARD;
    void *p = mmap(NULL, whole, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (p == MAP_FAILED) continue;
    run.mapping = p;
    run.mapping_size = whole;
    if (whole > SHALLOW) madvise(p, whole - SHALLOW, MADV_HUGEPAGE); /* a hint: it may well fail */
    return mprotect(run.mapping + SIGNAL_STACK, GUARD, PROT_NONE) == 0;
  }
  return false;
}

/* A fault of somebody else's. Not by giving the signal back to its old handler: another library with a runtime of its own may
 * have installed one since, and its calls need it. */
static void pass_on(int signal_number, siginfo_t *info, void *context) {
  const struct sigaction *outer = &run.outer_segv;
  if (outer->sa_flags & SA_SIGINFO) outer->sa_sigaction(signal_number, info, context);
  else if (outer->sa_handler != SIG_DFL && outer->sa_handler != SIG_IGN)
    outer->sa_handler(signal_number);
  else {
    signal(signal_number, SIG_DFL); /* the instruction faults again */
    run.handles_segv = false;
  }
}

static void on_segv(int signal_number, siginfo_t *info, void *context) {
  char *at = info->si_addr;
  if (!run.active || at < run.mapping + SIGNAL_STACK || at >= run.mapping + SIGNAL_STACK + GUARD) {
    pass_on(signal_number, info, context);
    return;
  }
  const void *pc = NULL, *fp = NULL, *sp = NULL;
#if defined(__x86_64__)
  const mcontext_t *m = &((ucontext_t *)context)->uc_mcontext;
  pc = (const void *)m->gregs[REG_RIP];
  fp = (const void *)m->gregs[REG_RBP];
  sp = (const void *)m->gregs[REG_RSP];
#elif defined(__aarch64__)
  const mcontext_t *m = &((ucontext_t *)context)->uc_mcontext;
  pc = (const void *)m->pc;
  fp = (const void *)m->regs[29];
  sp = (const void *)m->sp;
#else
  (void)context;
#endif
  smt_report_overflow(pc, fp, sp);
  smt_leave(1);
}

/* ---- interrupts ---- */

volatile sig_atomic_t smt_interrupt_wanted;

static bool in_generated_code(const void *pc) {
  extern char __executable_start[], etext[];
  return (const char *)pc < __executable_start || (const char *)pc >= etext;
}

/* Neither the heap nor stdio may be left half way. As long as the program is in smt itself, look again a little later; the
 * next allocation will do, too. */
static void on_interrupt(int signal_number, siginfo_t *info, void *context) {
  (void)info;
  if (!run.active) return;
  if (signal_number == SIGINT) signal(SIGINT, SIG_DFL);
#if defined(__x86_64__)
  const void *pc = (const void *)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  const void *pc = (const void *)((ucontext_t *)context)->uc_mcontext.pc;
#else
  const void *pc = __executable_start;
#endif
  if (in_generated_code(pc)) smt_leave(130);
  smt_interrupt_wanted = 1;
  struct itimerval soon = {.it_value = {.tv_usec = 1000}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

void smt_catch_interrupts(void) {
  struct itimerval never = {0};
  setitimer(ITIMER_REAL, &never, NULL);
  run.catches_interrupts = true;
  smt_interrupt_wanted = 0;
  struct sigaction action = {.sa_sigaction = on_interrupt, .sa_flags = SA_SIGINFO | SA_NODEFER};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGALRM, &action, NULL);
}

static void signals_install(void) {
  stack_t stack = {.ss_sp = run.mapping, .ss_size = SIGNAL_STACK};
  sigaltstack(&stack, &run.outer_stack);
  /* Once: two libraries that took turns to install theirs would pass faults on to each other for ever. */
  if (run.handles_segv) return;
  /* SA_NODEFER: the handler leaves by longjmp, and the signal must not stay blocked. */
  struct sigaction action = {.sa_sigaction = on_segv,
                             .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  run.handles_segv = sigaction(SIGSEGV, &action, &run.outer_segv) == 0;
}

/* The handler stays, and so does our signal stack unless the thread had another. */
static void signals_restore(void) {
  if (!(run.outer_stack.ss_flags & SS_DISABLE)) sigaltstack(&run.outer_stack, NULL);
}

/* Call body() with the stack pointer at top. */
#if defined(__x86_64__)
static void call_on_stack(void (*body)(void), char *top) {
  __asm__ volatile("movq %%rsp, %%rbx\n\t"
                   "movq %[top], %%rsp\n\t"
                   "call *%[body]\n\t"
                   "movq %%rbx, %%rsp"
                   : [body] "+a"(body), [top] "+c"(top)
                   :
                   : "rbx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc", "memory", "xmm0",
                     "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                     "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}
#else
static void call_on_stack(void (*body)(void), char *top) {
  ucontext_t here, there;
  getcontext(&there);
  there.uc_stack.ss_sp = smt_rt.stack_low;
  there.uc_stack.ss_size = (size_t)(top - smt_rt.stack_low);
  there.uc_link = &here;
  makecontext(&there, body, 0);
  swapcontext(&here, &there);
}
#endif

/* The address sanitizer must be told when the stack changes. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
#include <sanitizer/common_interface_defs.h>
static const void *outer_stack;
static size_t outer_size;
static void enter_stack(void) { __sanitizer_finish_switch_fiber(NULL, &outer_stack, &outer_size); }
static void leave_stack(void) { __sanitizer_start_switch_fiber(NULL, outer_stack, outer_size); }
static void before_stack(void **fake) {
  __sanitizer_start_switch_fiber(fake, smt_rt.stack_low,
                                 (size_t)(smt_rt.stack_base - smt_rt.stack_low));
}
static void after_stack(void *fake) { __sanitizer_finish_switch_fiber(fake, NULL, NULL); }
#else
static void enter_stack(void) {}
static void leave_stack(void) {}
static void before_stack(void **fake) { (void)fake; }
static void after_stack(void *fake) { (void)fake; }
#endif

/* ---- the run ---- */

static void run_body(void) {
  enter_stack();
  run.status = 0;
  if (_setjmp(run.end) == 0) run.body(run.context);
  leave_stack();
}

/* C that a program has called calls it again: on the stack that is there. What is in force outside is none of the inner
 * run's business. */
static int run_inside(void (*body)(void *), void *context) {
  jmp_buf outer;
  struct SmtFrame *frames = smt_rt.frames, *catches = smt_rt.catches;
  memcpy(&outer, &run.end, sizeof outer);
  smt_rt.frames = smt_rt.catches = NULL;
  run.is_exit = false;
  run.status = 0;
  if (_setjmp(run.end) == 0) body(context);
  int status = run.status;
  run.status = 0;
  smt_rt.frames = frames;
  smt_rt.catches = catches;
  memcpy(&run.end, &outer, sizeof outer);
  return status;
}

int smt_run_on_stack(void (*body)(void *), void *context) {
  if (run.active) return run_inside(body, context);
  char *outer_base = smt_rt.stack_base, *outer_low = smt_rt.stack_low;
  smt_rt.frames = smt_rt.catches = NULL;
  if (!stack_map()) smt_out_of_memory();
  smt_rt.stack_low = run.mapping + SIGNAL_STACK + GUARD;
  smt_rt.stack_base = run.mapping + run.mapping_size;
  signals_install();
  run.is_exit = false;
  run.body = body;
  run.context = context;
  run.active = true;
  void *fake = NULL;
  before_stack(&fake);
  call_on_stack(run_body, smt_rt.stack_base - 64);
  after_stack(fake);
  run.active = false;
  signals_restore();
  smt_rt.stack_base = outer_base;
  smt_rt.stack_low = outer_low;
  return run.status;
}

void smt_stack_drop(void) {
  if (!run.mapping) return;
  struct sigaction now;
  if (sigaction(SIGSEGV, NULL, &now) == 0 && now.sa_sigaction == on_segv)
    sigaction(SIGSEGV, &run.outer_segv, NULL);
  run.handles_segv = false;
  /* The signal stack stays: other threads may have it, too. */
  munmap(run.mapping + SIGNAL_STACK, run.mapping_size - SIGNAL_STACK);
  run.mapping = NULL;
}

_Noreturn void smt_leave_by_exit(int status) {
  run.is_exit = true;
  smt_leave(status);
}

int smt_program_exited(void) { return run.is_exit; }

static void program_body(void *context) {
  const SmtProgram *program = context;
  if (program->init) program->init();
  W status = program->main ? program->main(smt_args()) : 0;
  smt_leave(smt_stdout_flush() ? (int)(status & 255) : 1);
}

int smt_run_program(const SmtProgram *program, int argc, char **argv) {
  smt_rt.program = program;
  smt_rt.script = argc > 0 ? argv[0] : NULL;
  smt_rt.argc = argc;
  smt_rt.argv = argv;
  smt_rt.site = 0;
  if (program->nroots) smt_heap_add_roots(program->roots, program->nroots);
  int status = smt_run_on_stack(program_body, (void *)program);
  smt_heap_report();
  if (run.catches_interrupts) smt_catch_interrupts();
  return status;
}
