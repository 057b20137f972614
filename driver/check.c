/* check.c -- smt check: what is wrong with some scripts, without running them. */
#include "driver/compile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* build and check speak of input files, not of programs that cannot be run. */
static int check_one(Driver *d, const char *path) {
  Script script;
  Compilation c;
  int status = script_read(d, path, &script);
  if (status != STATUS_OK) {
    fprintf(stderr, "smt: %s\n", d->error);
    d->error[0] = 0;
    return STATUS_NO_INPUT;
  }
  status = compile_check(&c, d, &script, UNIT_SCRIPT);
  if (status == STATUS_OK && d->option[OPTION_DUMP] && !c.is_done) compile_emit(&c, EMIT_CC);
  session_drop(c.session);
  return status;
}

int command_check(Driver *d) {
  int worst = STATUS_OK;
  for (int i = 0; i < d->operands; i++) {
    int status = check_one(d, d->operand[i]);
    if (status > worst) worst = status;
  }
  if (fflush(stdout) != 0)
    return driver_fail(d, STATUS_ERROR, "cannot write (%s)", strerror(errno));
  return worst;
}
