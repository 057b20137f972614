/* driver.h -- what every command shares: its arguments, exit statuses, and how it fails.
 *
 * A command is a function from a Driver to an exit status. Where the world is wrong (a file, the
 * disk, the C compiler) it returns driver_fail(...): the message is kept and main prints it. Errors
 * in the user's program go through base/diag.h instead and are printed by the compile_ functions. */
#ifndef SMT_DRIVER_DRIVER_H
#define SMT_DRIVER_DRIVER_H

#include <stdbool.h>

enum {
  STATUS_OK = 0,
  STATUS_ERROR = 1, /* an uncaught error in the script; a command that could not do its work */
  STATUS_USAGE = 2,
  STATUS_NOT_COMPILED = 65, /* the script has errors */
  STATUS_NO_INPUT = 66,     /* build, check: the file cannot be read */
  STATUS_NO_COMPILER = 69,  /* a C compiler is needed and there is none */
  STATUS_INTERNAL = 70,     /* our bug */
  STATUS_CANNOT_READ =
      126, /* run, as a shell would say: there is such a file, but it cannot be run */
  STATUS_NOT_FOUND = 127, /* run: no such file */
};

typedef enum CommandId {
#define COMMAND(id, name, operands, least, most, help) COMMAND_##id,
#include "driver/commands.def"
#undef COMMAND
  COMMAND_COUNT
} CommandId;

typedef enum OptionId {
#define OPTION(id, name, letter, value, allowed, commands, help) OPTION_##id,
#include "driver/options.def"
#undef OPTION
  OPTION_COUNT
} OptionId;

typedef struct Driver {
  CommandId command;
  bool is_named;                    /* the command was given, not implied */
  const char *option[OPTION_COUNT]; /* the value, "" for a switch; NULL when not given */
  char **operand;                   /* NULL-terminated, part of argv */
  int operands;
  char error[2048]; /* set by driver_fail */
} Driver;

/* Keep a message for main to print after "smt: "; gives `status`. */
int driver_fail(Driver *d, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Print that message to stderr, if there is one. */
void driver_print_failure(const Driver *d);

/* Read the command line into *d: STATUS_OK, or STATUS_USAGE with a message. Options stand before
 * the operands of `run` (everything from FILE on is the script's) and anywhere for the other
 * commands. */
int options_parse(Driver *d, int argc, char **argv);

/* Print what --help shows, to stdout: about smt, or about one command. */
void help_print(void);
void help_print_command(CommandId id);

/* The command of that name, or COMMAND_COUNT. */
CommandId command_find(const char *name);
const char *command_name(CommandId id);

/* Are messages to be JSON objects (--diagnostics)? */
bool driver_json(const Driver *d);

/* Is stderr to be coloured? --color, then NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR, then whether it is
 * a terminal. */
bool driver_color(const Driver *d);

#define COMMAND(id, name, operands, least, most, help) int command_##id(Driver *d);
#include "driver/commands.def"
#undef COMMAND

#endif
