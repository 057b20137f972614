/* check.c -- smt check: what is wrong with some scripts, without running them. */
#include "driver/compile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* build and check speak of input files, not of programs that cannot be run. */
static int check_one(Driver *d, const char *path) {
  Script script;
  Compilation c;
  int status = script_read(d, path, &script);
  if (status != STATUS_OK) return STATUS_NO_INPUT;
  status = compile_check(&c, d, &script, UNIT_SCRIPT);
  if (status == STATUS_OK && d->option[OPTION_DUMP] && !c.is_done) compile_emit(&c, EMIT_CC);
  if (fflush(stdout) != 0)
    return driver_fail(d, STATUS_ERROR, "cannot write (%s)", strerror(errno));
  return status;
}

/* A process for each of several files: they know nothing of each other, and the library that is
 * mapped into this process stays as it was. */
static int check_apart(Driver *d, const char *path) {
  int status;
  pid_t pid = fork();
  if (pid < 0) return driver_fail(d, STATUS_ERROR, "no process can be made (%s)", strerror(errno));
  if (pid == 0) {
    status = check_one(d, path);
    driver_print_failure(d);
    _exit(status);
  }
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return STATUS_ERROR;
  return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_INTERNAL;
}

int command_check(Driver *d) {
  int worst = STATUS_OK;
  if (d->operands == 1) return check_one(d, d->operand[0]);
  for (int i = 0; i < d->operands; i++) {
    int status = check_apart(d, d->operand[i]);
    if (status > worst) worst = status;
  }
  return worst;
}
