/* help.c -- smt help, and what --help gives. */
#include "base/diag.h"
#include "driver/driver.h"

#include <limits.h>
#include <string.h>

int command_help(Driver *d) {
  if (d->operands == 0) {
    help_print();
    return STATUS_OK;
  }
  const char *name = d->operand[0], *near = NULL;
  CommandId id = command_find(name);
  if (id != COMMAND_COUNT) {
    help_print_command(id);
    return STATUS_OK;
  }
  int distance = INT_MAX;
  for (int i = 0; i < COMMAND_build_library; i++)
    if (near_name(name, command_name((CommandId)i), &distance)) near = command_name((CommandId)i);
  if (near)
    return driver_fail(d, STATUS_USAGE, "there is no command `%s`; did you mean `%s`?", name, near);
  return driver_fail(d, STATUS_USAGE, "there is no command `%s`\n     try `smt --help`", name);
}
