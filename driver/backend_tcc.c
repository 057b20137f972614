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

int backend_tcc_run(Driver *d, const Emitted *c, int argc, char **argv) {
  Complaint complaint = {""};
  TCCState *tcc = tcc_new();
  tcc_set_error_func(tcc, &complaint, complain);
  tcc_set_options(tcc, "-nostdlib -nostdinc");
  tcc_set_output_type(tcc, TCC_OUTPUT_MEMORY);
  for (int i = 0; i < c->externs.len; i++) {
    const char *name = c->externs.data[i];
    void *address = symbol_find(name);
    if (!address)
      return driver_fail(d, STATUS_INTERNAL,
                         "internal error: the runtime has no `%s`; please report this", name);
    tcc_add_symbol(tcc, name, address);
  }
  for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++)
    tcc_add_symbol(tcc, helpers[i].name, helpers[i].address);
  if (tcc_compile_string(tcc, c->text) < 0) return internal_error(d, c, &complaint);
  if (tcc_relocate(tcc, TCC_RELOCATE_AUTO) < 0) {
    if (complaint.text[0]) return internal_error(d, c, &complaint);
    return driver_fail(d, STATUS_ERROR,
                       "this system lets no program make code in memory; try --tier=cc");
  }
  const SmtProgram *program = tcc_get_symbol(tcc, "smt_program");
  if (!program)
    return driver_fail(d, STATUS_INTERNAL,
                       "internal error: the generated C has no program; please report this");
  set_process_name(argv[0]);
  return smt_run_program(program, argc, argv);
}
