/* backend_tcc.c -- run a program at once, compiled in memory by libtcc.
 *
 * The text includes no header and links with no library: everything it refers to is handed over by
 * address, from the table of symbols of this very executable. That is what makes it start in less
 * than a millisecond. */
#define _GNU_SOURCE 1
#include "driver/backend.h"
#include "driver/symbols.h"

#include <fcntl.h>
#include <libtcc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern char **environ;

/* libtcc's references to dlopen and its kin are turned to these (see the Makefile); with -nostdlib
 * it calls none of them. What may be executed is decided here, not by libtcc. */
void *tcc_no_dlopen(const char *path, int flags);
void *tcc_no_dlsym(void *library, const char *name);
int tcc_no_dlclose(void *library);
int tcc_no_mprotect(void *address, size_t size, int protection);
void *tcc_no_dlopen(const char *path, int flags) { return (void)path, (void)flags, NULL; }
void *tcc_no_dlsym(void *library, const char *name) { return (void)library, (void)name, NULL; }
int tcc_no_dlclose(void *library) { return (void)library, 0; }
int tcc_no_mprotect(void *address, size_t size, int protection) {
  return (void)address, (void)size, (void)protection, 0;
}

typedef struct Complaint {
  char text[1024];
} Complaint;

/* libtcc's way to say what is wrong; the first error is the one that counts. */
static void complain(void *opaque, const char *message) {
  Complaint *c = opaque;
  if (!c->text[0] && !strstr(message, "warning:")) snprintf(c->text, sizeof c->text, "%s", message);
}

/* The line of the C text that a message like "<string>:12: error: ..." is about. */
static const char *blamed_line(const char *text, const char *message, int *length) {
  const char *colon = strchr(message, ':');
  int line = colon ? atoi(colon + 1) : 0;
  for (int i = 1; i < line && text; i++) {
    text = strchr(text, '\n');
    if (text) text++;
  }
  if (line == 0 || !text) return *length = 0, "";
  *length = (int)strcspn(text, "\n");
  return text;
}

static int internal_error(Driver *d, const Emitted *c, const Complaint *complaint) {
  int length;
  const char *line = blamed_line(c->text, complaint->text, &length);
  return driver_fail(
      d, STATUS_INTERNAL,
      "internal error: the generated C does not compile; please report this\n  %s\n  %.*s",
      complaint->text, length > 400 ? 400 : length, line);
}

/* Data begin on a page of their own, so that text can be executed and not written, and data the reverse. libtcc lays out
 * all text first, and then .data before what else there is. Stands in front of the first line, for its number to stay; a
 * text of its own would cost as much as a small script. */
static const char layout[] =
    "__asm__(\".data\\n.balign 4096\\n.globl smt_data\\nsmt_data:\\n.text\");";

/* A unit in memory; those before it are found by way of it. */
struct LoadedUnit {
  TCCState *tcc;
  LoadedUnit *before;
};

/* A name with another end, as the emitter derives names; NULL when it does not have the first one. */
static char *with_suffix(const char *name, const char *suffix, const char *other) {
  size_t n = strlen(name), k = strlen(suffix);
  char *derived = malloc(n + strlen(other) + 1);
  if (!derived || n < k || strcmp(name + n - k, suffix) != 0) return NULL;
  sprintf(derived, "%.*s%s", (int)(n - k), name, other);
  return derived;
}

/* What a unit refers to: defined by an earlier unit, by the runtime or by the library. */
static void *find_symbol(const LoadedUnit *before, const char *name) {
  char *pointer = before ? with_suffix(name, "__value", "__at") : NULL;
  for (const LoadedUnit *u = before; u; u = u->before) {
    void *address = tcc_get_symbol(u->tcc, name);
    W **place = pointer && !address ? tcc_get_symbol(u->tcc, pointer) : NULL;
    if (address || place) return address ? address : *place;
  }
  return symbol_find(name);
}

static char *with_layout(const Emitted *c) {
  char *text = malloc(sizeof layout + c->size);
  if (!text) return NULL;
  memcpy(text, layout, sizeof layout - 1);
  memcpy(text + sizeof layout - 1, c->text, c->size + 1);
  return text;
}

static TCCState *make_state(Complaint *complaint) {
  TCCState *tcc = tcc_new();
  tcc_set_error_func(tcc, complaint, complain);
  tcc_set_options(tcc, "-nostdlib -nostdinc");
  tcc_set_output_type(tcc, TCC_OUTPUT_MEMORY);
  return tcc;
}

static int add_symbols(Driver *d, TCCState *tcc, const Emitted *c, const LoadedUnit *before) {
  for (int i = 0; i < c->externs.len; i++) {
    const char *name = c->externs.data[i];
    void *address = find_symbol(before, name);
    if (!address)
      return driver_fail(d, STATUS_INTERNAL,
                         "internal error: the runtime has no `%s`; please report this", name);
    tcc_add_symbol(tcc, name, address);
  }
  for (int i = 0; i < symbol_helper_count; i++)
    tcc_add_symbol(tcc, symbol_helpers[i].name, symbol_helpers[i].address);
  return STATUS_OK;
}

static int place(Driver *d, TCCState *tcc, Loadable *program) {
  int size = tcc_relocate(tcc, NULL);
  program->text = size < 0 ? NULL : loadable_reserve((size_t)size);
  if (size >= 0 && !program->text) return driver_fail(d, STATUS_ERROR, "out of memory");
  if (size < 0 || tcc_relocate(tcc, program->text) < 0) return STATUS_INTERNAL;
  program->data = tcc_get_symbol(tcc, "smt_data");
  program->program = tcc_get_symbol(tcc, "smt_program");
  program->text_size = (size_t)(program->data - program->text);
  program->data_size = (size_t)size - program->text_size;
  return program->program ? STATUS_OK : STATUS_INTERNAL;
}

/* Compile and link a unit, with *tcc to find its symbols. */
static int load(Driver *d, const Emitted *c, const LoadedUnit *before, TCCState **tcc,
                Loadable *program) {
  Complaint complaint = {""};
  *tcc = make_state(&complaint);
  int status = add_symbols(d, *tcc, c, before);
  if (status != STATUS_OK) return status;
  char *text = with_layout(c);
  if (!text) return driver_fail(d, STATUS_ERROR, "out of memory");
  int result = tcc_compile_string(*tcc, text);
  free(text);
  if (result < 0) return internal_error(d, c, &complaint);
  status = place(d, *tcc, program);
  return status == STATUS_INTERNAL ? internal_error(d, c, &complaint) : status;
}

int backend_tcc_compile(Driver *d, const Emitted *c, Loadable *program) {
  TCCState *tcc;
  return load(d, c, NULL, &tcc, program);
}

static int no_code(Driver *d) {
  return driver_fail(d, STATUS_ERROR,
                     "this system lets no program make code in memory; try --tier=cc");
}

/* Memory that cannot be executed: the program as a file can be, perhaps. */
static void execute(const Loadable *program, char **argv) {
  int fd = memfd_create("smt", MFD_CLOEXEC), out = memfd_create("smt", MFD_CLOEXEC);
  if (loadable_is_portable(program) && loadable_write(program, fd) && loadable_attach(fd, out))
    execveat(out, "", argv, environ, AT_EMPTY_PATH);
}

int backend_tcc_start(Driver *d, const Loadable *program, int argc, char **argv) {
  if (loadable_enable(program)) return loadable_run(program->program, argc, argv);
  execute(program, argv);
  return no_code(d);
}

int backend_tcc_run(Driver *d, const Emitted *c, int argc, char **argv) {
  Loadable program;
  int status = backend_tcc_compile(d, c, &program);
  return status == STATUS_OK ? backend_tcc_start(d, &program, argc, argv) : status;
}

int backend_tcc_run_next(Driver *d, LoadedUnits *units, const Emitted *c, int argc, char **argv) {
  Loadable program;
  LoadedUnit *u = malloc(sizeof *u);
  if (!u) return driver_fail(d, STATUS_ERROR, "out of memory");
  u->before = units->last;
  int status = load(d, c, u->before, &u->tcc, &program);
  if (status != STATUS_OK) return status;
  if (!loadable_enable(&program)) return no_code(d);
  units->last = u;
  return smt_run_program(program.program, argc, argv);
}
