/* main.c -- read the command line, do the command, say what went wrong. */
#include "config.h"
#include "driver/compile.h"
#include "driver/loadable.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#ifdef SMT_SANITIZE
/* Arenas and libtcc's memory live as long as the process. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0:handle_segv=0"; }
#endif

typedef int Command(Driver *d);

static Command *const commands[] = {
#define COMMAND(id, name, operands, least, most, help) command_##id,
#include "driver/commands.def"
#undef COMMAND
};

/* Do what the command line says. */
static int obey(Driver *d, int argc, char **argv) {
  int status = options_parse(d, argc, argv);
  if (status != STATUS_OK) return status;
  if (d->option[OPTION_HELP]) {
    if (d->is_named) help_print_command(d->command);
    else help_print();
    return STATUS_OK;
  }
  if (d->option[OPTION_VERSION]) return command_version(d);
  status = compile_check_stage(d);
  return status == STATUS_OK ? commands[d->command](d) : status;
}

/* The passes of the compiler follow the nesting of a program with the C stack, and a list of 100,000 items is 100,000 forms
 * deep: they run on a stack that is large, and costs nothing until it is used. */
#define STACK_SIZE ((size_t)1 << 30)

typedef struct Work {
  Driver d;
  int argc;
  char **argv;
  int status;
  ucontext_t here, there;
} Work;

static Work work;

static void obey_there(void) { work.status = obey(&work.d, work.argc, work.argv); }

static int obey_deeply(int argc, char **argv) {
  void *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED || getcontext(&work.there) != 0) return obey(&work.d, argc, argv);
  work.argc = argc;
  work.argv = argv;
  work.there.uc_stack.ss_sp = stack;
  work.there.uc_stack.ss_size = STACK_SIZE;
  work.there.uc_link = &work.here;
  makecontext(&work.there, obey_there, 0);
  swapcontext(&work.here, &work.there);
  return work.status;
}

int main(int argc, char **argv) {
  if (loadable_attached()) return loadable_run(loadable_attached(), argc, argv);
  int status = obey_deeply(argc, argv);
  Driver *d = &work.d;
  if (d->error[0]) fprintf(stderr, "smt: %s\n", d->error);
  if (fflush(stdout) != 0 && status == STATUS_OK) {
    fprintf(stderr, "smt: cannot write to the standard output (%s)\n", strerror(errno));
    return STATUS_ERROR;
  }
  return status;
}
