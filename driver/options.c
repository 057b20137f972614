/* options.c -- the command line, by the tables commands.def and options.def. */
#include "base/diag.h"
#include "driver/commands.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ON(id) (1u << COMMAND_##id)

const OptionRow option_rows[OPTION_COUNT] = {
#define OPTION(id, name, letter, value, allowed, commands, help)                                   \
  {name, letter, value, allowed, commands, help},
#include "driver/options.def"
#undef OPTION
};

const CommandRow command_rows[COMMAND_COUNT] = {
#define COMMAND(id, name, operands, least, most, help) {name, operands, least, most, help},
#include "driver/commands.def"
#undef COMMAND
};

int driver_fail(Driver *d, int status, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(d->error, sizeof d->error, fmt, ap);
  va_end(ap);
  return status;
}

void driver_print_failure(const Driver *d) {
  if (!d->error[0]) return;
  if (driver_json(d)) diag_print_json_failure(stderr, d->error);
  else fprintf(stderr, "smt: %s\n", d->error);
}

const char *command_name(CommandId id) { return command_rows[id].name; }

CommandId command_find(const char *name) {
  int id = 0;
  while (id < COMMAND_COUNT && strcmp(command_rows[id].name, name) != 0) id++;
  return (CommandId)id;
}

/* ---- errors ---- */

/* Where to read more: "`smt build --help`". */
static const char *help_hint(const Driver *d) {
  static const char *const hints[] = {
#define COMMAND(id, name, operands, least, most, help) "try `smt " name " --help`",
#include "driver/commands.def"
#undef COMMAND
  };
  return d->is_named ? hints[d->command] : "try `smt --help`";
}

static int unknown_option(Driver *d, const char *given, size_t length) {
  char name[64];
  int distance = INT_MAX;
  const char *near = NULL;
  snprintf(name, sizeof name, "%.*s", (int)length, given);
  for (int i = 0; i < OPTION_COUNT; i++)
    if (option_rows[i].name && (option_rows[i].commands & (1u << d->command)) &&
        near_name(name, option_rows[i].name, &distance))
      near = option_rows[i].name;
  if (near)
    return driver_fail(d, STATUS_USAGE, "unknown option `--%s`; did you mean `--%s`?\n     %s",
                       name, near, help_hint(d));
  for (int i = 0; i < OPTION_COUNT; i++)
    if (option_rows[i].name && strcmp(option_rows[i].name, name) == 0)
      return driver_fail(d, STATUS_USAGE, "`smt %s` has no option `--%s`\n     %s",
                         command_name(d->command), name, help_hint(d));
  return driver_fail(d, STATUS_USAGE, "unknown option `--%s`\n     %s", name, help_hint(d));
}

/* The first operand is neither a command nor anything that could be a file: most likely a mistyped
 * command. */
static int unknown_command(Driver *d, const char *given) {
  int distance = INT_MAX;
  const char *near = NULL;
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (command_rows[i].help[0] && near_name(given, command_rows[i].name, &distance))
      near = command_rows[i].name;
  if (near)
    return driver_fail(d, STATUS_USAGE,
                       "no command and no file is called `%s`; did you mean `smt %s`?\n     %s",
                       given, near, "try `smt --help`");
  return driver_fail(d, STATUS_USAGE,
                     "no command and no file is called `%s`\n     try `smt --help`", given);
}

/* ---- parsing ---- */

/* Is `value` one of "a|b|c"? */
static bool is_allowed(const char *allowed, const char *value) {
  size_t length = strlen(value);
  for (const char *at = allowed; at; at = strchr(at, '|'), at = at ? at + 1 : NULL)
    if (length && strncmp(at, value, length) == 0 && (at[length] == '|' || at[length] == 0))
      return true;
  return false;
}

static int set_option(Driver *d, int id, const char *shown, const char *value) {
  const OptionRow *row = &option_rows[id];
  if (row->value && !value)
    return driver_fail(d, STATUS_USAGE, "`%s` needs a value: %s\n     %s", shown,
                       row->allowed ? row->allowed : row->value, help_hint(d));
  if (!row->value && value)
    return driver_fail(d, STATUS_USAGE, "`%s` takes no value\n     %s", shown, help_hint(d));
  if (row->allowed && !is_allowed(row->allowed, value))
    return driver_fail(d, STATUS_USAGE, "`%s` is one of %s, not `%s`\n     %s", shown, row->allowed,
                       value, help_hint(d));
  d->option[id] = value ? value : "";
  return STATUS_OK;
}

/* --name, --name=value, --name value; *i is the argument's place and moves over a value of its own. */
static int parse_long(Driver *d, char **argv, int *i) {
  const char *name = argv[*i] + 2, *equals = strchr(name, '=');
  size_t length = equals ? (size_t)(equals - name) : strlen(name);
  for (int id = 0; id < OPTION_COUNT; id++) {
    const OptionRow *row = &option_rows[id];
    if (!row->name || strlen(row->name) != length || memcmp(row->name, name, length) != 0) continue;
    if (!(row->commands & (1u << d->command))) break;
    const char *value = equals ? equals + 1 : NULL;
    if (row->value && !value && argv[*i + 1]) value = argv[++*i];
    char shown[64];
    snprintf(shown, sizeof shown, "--%s", row->name);
    return set_option(d, id, shown, value);
  }
  return unknown_option(d, name, length);
}

/* -x, -xVALUE, -x VALUE. */
static int parse_short(Driver *d, char **argv, int *i) {
  char shown[3] = {'-', argv[*i][1], 0};
  for (int id = 0; id < OPTION_COUNT; id++) {
    const OptionRow *row = &option_rows[id];
    if (row->letter != shown[1] || !(row->commands & (1u << d->command))) continue;
    const char *value = argv[*i][2] ? argv[*i] + 2 : NULL;
    if (row->value && !value && argv[*i + 1]) value = argv[++*i];
    return set_option(d, id, shown, value);
  }
  return driver_fail(d, STATUS_USAGE, "unknown option `%s`\n     %s", argv[*i], help_hint(d));
}

static bool is_option(const char *arg) {
  return arg[0] == '-' && arg[1] != 0 && !(arg[1] >= '0' && arg[1] <= '9');
}

/* A word that can only be meant as a command: no file of that name, nothing of a path in it. */
static bool is_only_word(const char *arg) {
  return arg[0] && !strpbrk(arg, "./-") && access(arg, F_OK) != 0;
}

static int check_operands(Driver *d) {
  const CommandRow *row = &command_rows[d->command];
  if (d->option[OPTION_HELP] || d->option[OPTION_VERSION]) return STATUS_OK;
  if (d->operands < row->least)
    return driver_fail(d, STATUS_USAGE, "usage: smt %s %s\n     %s", row->name, row->operands,
                       help_hint(d));
  if (row->most >= 0 && d->operands > row->most)
    return driver_fail(d, STATUS_USAGE, "`smt %s` does not know what to do with `%s`\n     %s",
                       row->name, d->operand[row->most], help_hint(d));
  return STATUS_OK;
}

int options_parse(Driver *d, int argc, char **argv) {
  int status = STATUS_OK, i = 1, kept = 0;
  d->command = COMMAND_run;
  for (; i < argc; i++) {
    const char *arg = argv[i];
    CommandId id = !d->is_named && kept == 0 ? command_find(arg) : COMMAND_COUNT;
    if (id != COMMAND_COUNT) {
      d->command = id;
      d->is_named = true;
      for (int o = 0; o < OPTION_COUNT; o++)
        if (d->option[o] && !(option_rows[o].commands & (1u << id)))
          return unknown_option(d, option_rows[o].name, strlen(option_rows[o].name));
      continue;
    }
    if (strcmp(arg, "--") == 0) {
      i++;
      break;
    }
    if (is_option(arg)) {
      status = arg[1] == '-' ? parse_long(d, argv, &i) : parse_short(d, argv, &i);
      if (status != STATUS_OK) return status;
      continue;
    }
    if (d->command == COMMAND_run) {
      if (!d->is_named && is_only_word(arg)) return unknown_command(d, arg);
      break;
    }
    argv[1 + kept++] = argv[i]; /* operands move to the front, over what has been read */
  }
  while (i < argc) argv[1 + kept++] = argv[i++];
  argv[1 + kept] = NULL;
  d->operand = argv + 1;
  d->operands = kept;
  if (!d->is_named && kept == 0 && !d->option[OPTION_VERSION] && !d->option[OPTION_HELP])
    return driver_fail(d, STATUS_USAGE, "no script and no command\n     try `smt --help`");
  return check_operands(d);
}

/* ---- help ---- */

void help_print(void) {
  printf("smt runs typed scripts as native code.\n\n"
         "usage: smt [OPTION...] FILE [ARG...]\n"
         "       smt COMMAND [OPTION...] [OPERAND...]\n\n"
         "commands:\n");
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (command_rows[i].help[0]) printf("  %-8s  %s\n", command_rows[i].name, command_rows[i].help);
  printf("\nexamples:\n"
         "  smt hello.smt              run a script (so does the line #!/usr/bin/env smt in it)\n"
         "  smt eval '(map show (range 1 5))'\n"
         "  smt build tool.smt -o tool make a program that needs nothing of smt\n"
         "  smt check *.smt            report what is wrong\n\n"
         "`smt help COMMAND` has the options of a command.\n");
}

const char *option_text(const OptionRow *row, char *text, int size) {
  const char *value = !row->value ? "" : row->allowed ? row->allowed : row->value;
  const char *equals = row->value && row->name ? "=" : "";
  if (!row->letter) snprintf(text, (size_t)size, "--%s%s%s", row->name, equals, value);
  else if (!row->name) snprintf(text, (size_t)size, "-%c%s", row->letter, value);
  else snprintf(text, (size_t)size, "-%c, --%s%s%s", row->letter, row->name, equals, value);
  return text;
}

static void print_option(const OptionRow *row) {
  char text[64];
  printf("  %s%-*s  %s\n", row->letter ? "" : "    ", row->letter ? 30 : 26,
         option_text(row, text, sizeof text), row->help);
}

void help_print_command(CommandId id) {
  const CommandRow *row = &command_rows[id];
  printf("smt %s: %s\n\nusage: smt %s [OPTION...] %s\n\noptions:\n", row->name, row->help,
         row->name, row->operands);
  for (int i = 0; i < OPTION_COUNT; i++)
    if (option_rows[i].commands & (1u << id)) print_option(&option_rows[i]);
  if (id == COMMAND_run)
    printf("\nOptions before FILE are for smt; everything after FILE is for the script. The exit "
           "status is the\n"
           "script's own; 65: it did not compile, 1: an uncaught error, 126 or 127: it could not "
           "be read.\n"
           "SMT_TIER, SMT_CACHE=off|ro|rw, SMT_CACHE_DIR and SMT_BG=0 in the environment are "
           "obeyed;\nSMT_GC=stats|trace shows what the collector does.\n");
}

/* ---- how messages look ---- */

bool driver_json(const Driver *d) {
  const char *format = d->option[OPTION_DIAGNOSTICS];
  return format && strcmp(format, "json") == 0;
}

static bool is_set(const char *name) {
  const char *value = getenv(name);
  return value && value[0] && strcmp(value, "0") != 0;
}

bool driver_color(const Driver *d) {
  const char *when = d->option[OPTION_COLOR], *no_color = getenv("NO_COLOR"),
             *term = getenv("TERM");
  if (when && strcmp(when, "auto") != 0) return strcmp(when, "always") == 0;
  if (no_color && no_color[0]) return false;
  if (is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR")) return true;
  return isatty(2) && term && strcmp(term, "dumb") != 0;
}
