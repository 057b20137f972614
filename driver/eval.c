/* eval.c -- smt eval: the value, or the type, of expressions on the command line. */
#include "driver/optimise.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The operands with newlines between them, so that a comment in one does not hide the next. */
static Script join(char **operand) {
  Script script = {.path = "<eval>"};
  for (char **at = operand; *at; at++) script.size += strlen(*at) + 1;
  char *end = script.text = malloc(script.size + 1);
  for (char **at = operand; end && *at; at++) end += sprintf(end, "%s\n", *at);
  if (script.size) script.text[--script.size] = 0;
  return script;
}

static int print_type(Driver *d, const Script *script) {
  Session *session = session_new(false);
  session_diag(session)->strict = d->option[OPTION_STRICT] != NULL;
  const char *type = session_type_of(session, script->text, script->size);
  compile_print_messages(d, session_diag(session));
  if (!type) return STATUS_NOT_COMPILED;
  printf("%s\n", type);
  return fflush(stdout) == 0 ? STATUS_OK
                             : driver_fail(d, STATUS_ERROR, "cannot write (%s)", strerror(errno));
}

/* What calls C becomes a program that is kept nowhere. */
static int run_program(Compilation *c, const Script *script, char **argv) {
  Driver *d = c->driver;
  CCompiler cc;
  Cache cache;
  CacheKey key = {.script = script->path};
  CacheEntry entry;
  if (!cc_find(&cc, NULL)) return cc_missing(d, &cc, "a program that calls C");
  cache_open(&cache, CACHE_OFF);
  Job job = {
      .driver = d, .compilation = c, .script = script, .cc = &cc, .cache = &cache, .key = &key};
  int status = optimise_now(&job, &entry);
  if (status != STATUS_OK) return status;
  if (cache_run(&entry, 1, argv, &status)) return status;
  return driver_fail(d, STATUS_ERROR, "the program cannot be executed (%s)", strerror(errno));
}

int command_eval(Driver *d) {
  Compilation c;
  Script script = join(d->operand);
  char *argv[] = {"<eval>", NULL};
  if (!script.text) return driver_fail(d, STATUS_ERROR, "out of memory");
  if (d->option[OPTION_TYPE]) return print_type(d, &script);
  int status = compile_check(&c, d, &script, UNIT_EVAL);
  if (status != STATUS_OK || c.is_done) return status;
  if (compile_needs_cc(&c)) {
    if (!d->option[OPTION_DUMP]) return run_program(&c, &script, argv);
    compile_emit(&c, EMIT_CC);
    return STATUS_OK;
  }
  Emitted text = compile_emit(&c, EMIT_TCC);
  return c.is_done ? STATUS_OK : backend_tcc_run(d, &text, 1, argv);
}
