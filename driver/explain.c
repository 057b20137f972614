/* explain.c -- smt explain: what a code means, out of docs/errors.md, which smt carries. */
#define _GNU_SOURCE 1
#include "base/diag.h"
#include "driver/driver.h"
#include "driver/embed.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int list_codes(void) {
  for (int i = 0; i < DIAG_COUNT; i++)
    printf("%s  %s\n", diag_code_name((DiagCode)i), diag_code_title((DiagCode)i));
  printf("\n`smt explain CODE` explains one of them.\n");
  return STATUS_OK;
}

/* E0101, e0101, E101 and 101 are all the same; DIAG_COUNT when there is no such code. */
static DiagCode find_code(const char *given) {
  char letter = (char)(isalpha((unsigned char)*given) ? toupper((unsigned char)*given++) : 'E');
  char *end, name[16];
  long number = strtol(given, &end, 10);
  int i = 0;
  if (*end || end == given || number < 0 || number > 9999) return DIAG_COUNT;
  snprintf(name, sizeof name, "%c%04ld", letter, number);
  while (i < DIAG_COUNT && strcmp(diag_code_name((DiagCode)i), name) != 0) i++;
  return (DiagCode)i;
}

/* A line of the section: headings and fences become what a terminal needs. */
static void print_line(const char *line, size_t length, bool *in_code) {
  if (length >= 3 && strncmp(line, "```", 3) == 0) {
    *in_code = !*in_code;
    if (!*in_code) return;
    const char *word = memchr(line, ' ', length);
    if (!word) return;
    word++;
    if (strncmp(word, "file=", 5) == 0) word += 5;
    printf("%.*s:\n\n", (int)(line + length - word), word);
  } else {
    printf("%s%.*s\n", *in_code && length ? "    " : "", (int)length, line);
  }
}

static bool print_section(const char *manual, size_t size, const char *code) {
  char heading[32];
  snprintf(heading, sizeof heading, "\n## %s: ", code);
  const char *at = memmem(manual, size, heading, strlen(heading)), *end = manual + size;
  bool in_code = false;
  if (!at) return false;
  at += strlen("\n## ");
  while (at < end) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    print_line(at, (size_t)(stop - at), &in_code);
    at = stop + 1;
    if (end - at > 3 && !in_code && strncmp(at, "\n##", 3) == 0) break;
  }
  return true;
}

int command_explain(Driver *d) {
  if (d->operands == 0) return list_codes();
  DiagCode code = find_code(d->operand[0]);
  if (code == DIAG_COUNT)
    return driver_fail(d, STATUS_USAGE, "there is no code `%s`\n     `smt explain` lists all",
                       d->operand[0]);
  Embedded file = embedded_errors_md();
  char *manual = embedded_unpack(&file);
  if (!manual) return driver_fail(d, STATUS_ERROR, "out of memory");
  bool found = print_section(manual, file.size, diag_code_name(code));
  free(manual);
  return found ? STATUS_OK
               : driver_fail(d, STATUS_INTERNAL, "`%s` is not explained", d->operand[0]);
}
