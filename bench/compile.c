/* compile.c -- how long each stage of the compiler takes with a script, and how much memory.
 *
 *   compile FILE...
 *
 * Prints for every file, in microseconds of processor time: reading, checking (with parsing), the passes over Core with the C text, and libtcc;
 * and the bytes that the first three took. A process can only check one script, so every measurement is a child of its own; the
 * best of a few is printed, as disturbances only add. */
#include "driver/backend.h"
#include "driver/compile.h"
#include "frontend/datum.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READER, CHECKER, CODEGEN, LIBTCC, STAGES, RUNS = 5 };

typedef struct Figures {
  double time[STAGES];
  size_t memory[STAGES];
  int status;
} Figures;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The reader alone, with an arena of its own; session_check reads the text once more. */
static void measure_reader(const Script *script, Figures *f) {
  Arena arena = arena_new(0);
  SymTable names;
  Sources sources;
  Diag diag;
  sym_init(&names, &arena);
  sources_init(&sources, &arena);
  diag_init(&diag, &arena, &sources);
  char *from = arena.at;
  double start = now();
  read_source(&arena, &names, &diag,
              sources_add(&sources, script->path, script->text, script->size));
  f->time[READER] = now() - start;
  f->memory[READER] = (size_t)(arena.at - from);
}

static int measure(const char *path, Figures *f) {
  Driver d = {0};
  Script script;
  Compilation c;
  int status = script_read(&d, path, &script);
  if (status != STATUS_OK) return status;
  measure_reader(&script, f);
  double start = now();
  status = compile_check(&c, &d, &script, UNIT_SCRIPT);
  if (status != STATUS_OK) return status;
  f->time[CHECKER] = now() - start - f->time[READER];
  Arena *a = session_arena(c.session);
  f->memory[CHECKER] = (size_t)(a->at - a->base) - f->memory[READER];
  char *from = a->at;
  start = now();
  Emitted text = compile_emit(&c, EMIT_TCC);
  f->time[CODEGEN] = now() - start;
  f->memory[CODEGEN] = (size_t)(a->at - from);
  start = now();
  Loadable program;
  status = backend_tcc_compile(&d, &text, &program);
  f->time[LIBTCC] = now() - start;
  return status;
}

static void keep_best(Figures *best, const Figures *f) {
  for (int i = 0; i < STAGES; i++) {
    if (best->time[i] == 0 || f->time[i] < best->time[i]) best->time[i] = f->time[i];
    best->memory[i] = f->memory[i];
  }
}

int main(int argc, char **argv) {
  Figures *f = mmap(NULL, sizeof *f, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (f == MAP_FAILED) return 1;
  for (int i = 1; i < argc; i++) {
    Figures best = {0};
    for (int run = 0; run < RUNS; run++) {
      fflush(stdout);
      pid_t child = fork();
      if (child == 0) _exit(measure(argv[i], f));
      int status = 1;
      if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
        fprintf(stderr, "%s: it does not compile\n", argv[i]);
        return 1;
      }
      keep_best(&best, f);
    }
    for (int k = 0; k < STAGES; k++) printf("%.0f ", best.time[k]);
    for (int k = 0; k < LIBTCC; k++) printf("%zu ", best.memory[k]);
    printf("%s\n", argv[i]);
  }
  return 0;
}
