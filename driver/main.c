/* main.c -- read the command line, do the command, say what went wrong. */
#include "config.h"
#include "driver/compile.h"
#include "driver/deep.h"
#include "driver/loadable.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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

static int do_command(void *context) {
  Driver *d = context;
  return commands[d->command](d);
}

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
  if (status != STATUS_OK) return status;
  /* The cache, in which run looks first, needs no such stack. */
  return d->command == COMMAND_run || d->command == COMMAND_optimise ? do_command(d)
                                                                     : deep_call(do_command, d);
}

int main(int argc, char **argv) {
  if (loadable_attached()) return loadable_run(loadable_attached(), argc, argv);
  static Driver d;
  int status = obey(&d, argc, argv);
  driver_print_failure(&d);
  if (fflush(stdout) != 0 && status == STATUS_OK) {
    fprintf(stderr, "smt: cannot write to the standard output (%s)\n", strerror(errno));
    return STATUS_ERROR;
  }
  return status;
}
