/* commands.h -- the rows of commands.def and options.def, for whoever prints them: help, manual pages, completions. */
#ifndef SMT_DRIVER_COMMANDS_H
#define SMT_DRIVER_COMMANDS_H

#include "driver/driver.h"

typedef struct OptionRow {
  const char *name; /* NULL: has only a letter */
  char letter;      /* 0: has only a name */
  const char *value, *allowed;
  unsigned commands; /* a bit for each CommandId */
  const char *help;
} OptionRow;

typedef struct CommandRow {
  const char *name, *operands;
  int least, most;
  const char *help; /* "": not for users */
} CommandRow;

extern const OptionRow option_rows[OPTION_COUNT];
extern const CommandRow command_rows[COMMAND_COUNT];

/* How the option is written: "-o, --output=FILE". */
const char *option_text(const OptionRow *row, char *text, int size);

#endif
