/* man.c -- the manual pages, of the same tables as --help. */
#include "config.h"
#include "driver/commands.h"

#include <stdio.h>
#include <string.h>

/* Text for troff: hyphens that can be copied, backslashes and leading dots that mean nothing. */
static void put_text(const char *text) {
  if (*text == '.' || *text == '\'') fputs("\\&", stdout);
  for (; *text; text++)
    if (*text == '-') fputs("\\-", stdout);
    else if (*text == '\\') fputs("\\e", stdout);
    else fputc(*text, stdout);
}

static void put_item(const char *name, const char *help) {
  fputs(".TP\n.B ", stdout);
  put_text(name);
  fputs("\n", stdout);
  put_text(help);
  fputs(".\n", stdout);
}

static void put_head(const char *page, const char *help) {
  printf(".TH \"%s\" 1 \"\" \"Smelter %s\"\n.SH NAME\n", page, SMT_VERSION);
  put_text(page);
  fputs(" \\- ", stdout);
  put_text(help);
  fputs("\n.SH SYNOPSIS\n", stdout);
}

static void put_options(unsigned commands) {
  char text[64];
  fputs(".SH OPTIONS\n", stdout);
  for (int i = 0; i < OPTION_COUNT; i++)
    if (option_rows[i].commands & commands)
      put_item(option_text(&option_rows[i], text, sizeof text), option_rows[i].help);
}

static void put_end(void) {
  static const char *const status[][2] = {
      {"1", "an uncaught error in a script; a command that could not do its work"},
      {"2", "wrong usage"},
      {"65", "the script does not compile"},
      {"66", "the file cannot be read (run: 126, 127)"},
      {"69", "a C compiler is needed, and there is none"},
      {"70", "an internal error"},
  };
  fputs(".SH EXIT STATUS\nThat of the script, if one is run; else 0, or\n", stdout);
  for (size_t i = 0; i < sizeof status / sizeof *status; i++) put_item(status[i][0], status[i][1]);
}

static void put_main_page(void) {
  put_head("smt", "run typed scripts as native code");
  fputs(".B smt\n[\\fIOPTION\\fR...] \\fIFILE\\fR [\\fIARG\\fR...]\n.br\n"
        ".B smt\n\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIOPERAND\\fR...]\n"
        ".SH DESCRIPTION\n\\fBsmt\\fR \\fIFILE\\fR runs a script, as \\fBsmt run\\fR does.\n"
        "Each command has a page of its own, \\fBsmt\\-\\fICOMMAND\\fR(1).\n.SH COMMANDS\n",
        stdout);
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (command_rows[i].help[0]) put_item(command_rows[i].name, command_rows[i].help);
  put_end();
}

static void put_command_page(const CommandRow *row) {
  char page[64];
  snprintf(page, sizeof page, "smt-%s", row->name);
  put_head(page, row->help);
  fputs(".B smt ", stdout);
  put_text(row->name);
  fputs("\n[\\fIOPTION\\fR...] ", stdout);
  put_text(row->operands);
  fputs("\n", stdout);
  put_options(1u << (row - command_rows));
  put_end();
  fputs(".SH SEE ALSO\n.BR smt (1)\n", stdout);
}

int command_man(Driver *d) {
  CommandId id = d->operands ? command_find(d->operand[0]) : COMMAND_COUNT;
  if (d->operands && (id == COMMAND_COUNT || !command_rows[id].help[0]))
    return driver_fail(d, STATUS_USAGE, "there is no command `%s`", d->operand[0]);
  if (d->operands) put_command_page(&command_rows[id]);
  else put_main_page();
  return STATUS_OK;
}
