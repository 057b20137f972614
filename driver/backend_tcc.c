/* backend_tcc.c -- run a program at once, compiled in memory by libtcc.
 *
 * The text includes no header and links with no library: everything it refers to is handed over by
 * address, from the table of symbols of this very executable. That is what makes it start in less
 * than a millisecond. */
#include "driver/backend.h"
#include "driver/symbols.h"
#include "runtime/smt.h"

#include <libtcc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

/* What code by tcc calls by itself; libgcc has only some of it. */
static double u64_to_f64(uint64_t n) { return (double)n; }
static float u64_to_f32(uint64_t n) { return (float)n; }
static uint64_t f64_to_u64(double x) { return (uint64_t)x; }
static uint64_t f32_to_u64(float x) { return (uint64_t)x; }

static const struct {
  const char *name;
  void *address;
} helpers[] = {
    {"memmove", (void *)memmove},
    {"memset", (void *)memset},
    {"memcpy", (void *)memcpy},
    {"__floatundidf", (void *)u64_to_f64},
    {"__floatundisf", (void *)u64_to_f32},
    {"__fixunsdfdi", (void *)f64_to_u64},
    {"__fixunssfdi", (void *)f32_to_u64},
};

/* libtcc's references to dlopen and its kin are turned to these (see the Makefile); with -nostdlib
 * it calls none of them. */
void *tcc_no_dlopen(const char *path, int flags);
void *tcc_no_dlsym(void *library, const char *name);
int tcc_no_dlclose(void *library);
void *tcc_no_dlopen(const char *path, int flags) { return (void)path, (void)flags, NULL; }
void *tcc_no_dlsym(void *library, const char *name) { return (void)library, (void)name, NULL; }
int tcc_no_dlclose(void *library) { return (void)library, 0; }

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

/* The program has the script's name for ps and top, as it would have when executed directly. */
static void set_process_name(const char *path) {
  const char *slash = strrchr(path, '/');
  prctl(PR_SET_NAME, slash ? slash + 1 : path);
}

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

/* Compile and link a unit; NULL, and the status, after driver_fail. */
static TCCState *load(Driver *d, const Emitted *c, const LoadedUnit *before, int *status) {
  Complaint complaint = {""};
  TCCState *tcc = tcc_new();
  tcc_set_error_func(tcc, &complaint, complain);
  tcc_set_options(tcc, "-nostdlib -nostdinc");
  tcc_set_output_type(tcc, TCC_OUTPUT_MEMORY);
  for (int i = 0; i < c->externs.len; i++) {
    const char *name = c->externs.data[i];
    void *address = find_symbol(before, name);
    if (!address) {
      *status = driver_fail(d, STATUS_INTERNAL,
                            "internal error: the runtime has no `%s`; please report this", name);
      return NULL;
    }
    tcc_add_symbol(tcc, name, address);
  }
  for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++)
    tcc_add_symbol(tcc, helpers[i].name, helpers[i].address);
  *status = STATUS_OK;
  if (tcc_compile_string(tcc, c->text) < 0) *status = internal_error(d, c, &complaint);
  else if (tcc_relocate(tcc, TCC_RELOCATE_AUTO) < 0)
    *status = complaint.text[0]
                  ? internal_error(d, c, &complaint)
                  : driver_fail(d, STATUS_ERROR,
                                "this system lets no program make code in memory; try --tier=cc");
  return *status == STATUS_OK ? tcc : NULL;
}

static int run_loaded(Driver *d, TCCState *tcc, int argc, char **argv) {
  const SmtProgram *program = tcc_get_symbol(tcc, "smt_program");
  if (!program)
    return driver_fail(d, STATUS_INTERNAL,
                       "internal error: the generated C has no program; please report this");
  return smt_run_program(program, argc, argv);
}

int backend_tcc_load(Driver *d, const Emitted *c) {
  int status;
  load(d, c, NULL, &status);
  return status;
}

int backend_tcc_run(Driver *d, const Emitted *c, int argc, char **argv) {
  int status;
  TCCState *tcc = load(d, c, NULL, &status);
  if (!tcc) return status;
  set_process_name(argv[0]);
  return run_loaded(d, tcc, argc, argv);
}

int backend_tcc_run_next(Driver *d, LoadedUnits *units, const Emitted *c, int argc, char **argv) {
  int status;
  LoadedUnit *u = malloc(sizeof *u);
  if (!u) return driver_fail(d, STATUS_ERROR, "out of memory");
  *u = (LoadedUnit){load(d, c, units->last, &status), units->last};
  if (!u->tcc) return status;
  units->last = u;
  return run_loaded(d, u->tcc, argc, argv);
}
