/* completions.c -- smt completions: commands, options and their values for shells, of the same tables as --help. */
#include "driver/commands.h"

#include <stdio.h>
#include <string.h>

static bool is_shown(int id) { return command_rows[id].help[0] != 0; }

static bool takes(int id, const OptionRow *row) { return row->commands >> id & 1; }

/* "a|b|c" with blanks for the bars. */
static void put_words(const char *allowed) {
  for (; *allowed; allowed++) fputc(*allowed == '|' ? ' ' : *allowed, stdout);
}

/* Are the operands one of some words? */
static bool has_words(const CommandRow *row) {
  return strchr(row->operands, '|') && row->operands[0] != '[';
}

static void put_command_names(const char *end) {
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (is_shown(i)) printf("%s%s", command_rows[i].name, end);
}

/* ---- bash ---- */

static void put_bash_options(int id) {
  for (int i = 0; i < OPTION_COUNT; i++)
    if (takes(id, &option_rows[i]) && option_rows[i].name) printf(" --%s", option_rows[i].name);
}

static void put_bash(void) {
  fputs("# Completions of bash for smt. Made by `smt completions bash`.\n"
        "_smt() {\n"
        "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} "
        "command=run i words=\n"
        "  [[ $current == = ]] && current=\n"
        "  [[ $previous == = ]] && previous=${COMP_WORDS[COMP_CWORD-2]}\n"
        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "    case ${COMP_WORDS[i]} in\n"
        "      ",
        stdout);
  const char *between = "";
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (is_shown(i)) printf("%s%s", between, command_rows[i].name), between = "|";
  fputs(") command=${COMP_WORDS[i]}; break ;;\n    esac\n  done\n  case $previous in\n", stdout);
  for (int i = 0; i < OPTION_COUNT; i++) {
    if (!option_rows[i].allowed || !option_rows[i].name) continue;
    printf("    --%s) COMPREPLY=($(compgen -W '", option_rows[i].name);
    put_words(option_rows[i].allowed);
    fputs("' -- \"$current\")); return ;;\n", stdout);
  }
  fputs("  esac\n  case $command in\n", stdout);
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (!is_shown(i)) continue;
    printf("    %s) words='", command_rows[i].name);
    if (has_words(&command_rows[i])) put_words(command_rows[i].operands);
    put_bash_options(i);
    fputs("' ;;\n", stdout);
  }
  fputs("  esac\n  ((i < COMP_CWORD)) || words+=' ", stdout);
  put_command_names(" ");
  fputs("'\n"
        "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "  [[ $current == -* ]] || COMPREPLY+=($(compgen -f -- \"$current\"))\n"
        "}\n"
        "complete -o filenames -F _smt smt\n",
        stdout);
}

/* ---- zsh ---- */

/* In single quotes, inside of brackets, before a colon: what zsh would read is quoted. */
static void put_zsh(const char *text) {
  for (; *text; text++) {
    if (*text == '\'') fputs("'\\'", stdout);
    if (strchr("[]:", *text)) fputc('\\', stdout);
    fputc(*text, stdout);
  }
}

static void put_zsh_option(const OptionRow *row) {
  if (row->name) printf(" \\\n        '--%s%s[", row->name, row->value ? "=" : "");
  else printf(" \\\n        '-%c%s[", row->letter, row->value ? "-" : "");
  put_zsh(row->help);
  fputs("]", stdout);
  if (row->value) {
    printf(":%s:", row->value);
    if (row->allowed) {
      fputs("(", stdout);
      put_words(row->allowed);
      fputs(")", stdout);
    } else {
      fputs("_files", stdout);
    }
  }
  fputs("'", stdout);
}

static void put_zsh_all(void) {
  fputs("#compdef smt\n# Completions of zsh for smt. Made by `smt completions zsh`.\n"
        "local -a commands\ncommands=(\n",
        stdout);
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (!is_shown(i)) continue;
    printf("  '%s:", command_rows[i].name);
    put_zsh(command_rows[i].help);
    fputs("'\n", stdout);
  }
  fputs(")\nif ((CURRENT == 2)); then\n  _describe command commands\n  _files\n  return\nfi\n"
        "case $words[2] in\n",
        stdout);
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (!is_shown(i)) continue;
    printf("  %s) shift words; ((CURRENT--))\n      _arguments", command_rows[i].name);
    for (int o = 0; o < OPTION_COUNT; o++)
      if (takes(i, &option_rows[o])) put_zsh_option(&option_rows[o]);
    fputs(" \\\n        '*:operand:", stdout);
    if (has_words(&command_rows[i])) {
      fputs("(", stdout);
      put_words(command_rows[i].operands);
      fputs(")", stdout);
    } else {
      fputs("_files", stdout);
    }
    fputs("' ;;\n", stdout);
  }
  fputs("  *) _files ;;\nesac\n", stdout);
}

/* ---- fish ---- */

static void put_fish_quoted(const char *text) {
  fputs("'", stdout);
  for (; *text; text++) {
    if (*text == '\'' || *text == '\\') fputc('\\', stdout);
    fputc(*text, stdout);
  }
  fputs("'", stdout);
}

static void put_fish_option(const OptionRow *row, int id) {
  printf("complete -c smt -n '__fish_seen_subcommand_from %s'", command_rows[id].name);
  if (row->name) printf(" -l %s", row->name);
  if (row->letter) printf(" -%c %c", row->name ? 's' : 'o', row->letter);
  if (row->value) fputs(" -r", stdout);
  if (row->allowed) {
    fputs(" -f -a '", stdout);
    put_words(row->allowed);
    fputs("'", stdout);
  }
  fputs(" -d ", stdout);
  put_fish_quoted(row->help);
  fputs("\n", stdout);
}

static void put_fish(void) {
  fputs("# Completions of fish for smt. Made by `smt completions fish`.\n", stdout);
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (!is_shown(i)) continue;
    printf("complete -c smt -n __fish_use_subcommand -a %s -d ", command_rows[i].name);
    put_fish_quoted(command_rows[i].help);
    fputs("\n", stdout);
    if (has_words(&command_rows[i])) {
      printf("complete -c smt -f -n '__fish_seen_subcommand_from %s' -a '", command_rows[i].name);
      put_words(command_rows[i].operands);
      fputs("'\n", stdout);
    }
    for (int o = 0; o < OPTION_COUNT; o++)
      if (takes(i, &option_rows[o])) put_fish_option(&option_rows[o], i);
  }
}

int command_completions(Driver *d) {
  const char *shell = d->operand[0];
  if (strcmp(shell, "bash") == 0) put_bash();
  else if (strcmp(shell, "zsh") == 0) put_zsh_all();
  else if (strcmp(shell, "fish") == 0) put_fish();
  else
    return driver_fail(d, STATUS_USAGE,
                       "there are completions for bash, zsh and fish, not for `%s`", shell);
  return STATUS_OK;
}
