/* compile.c -- from a script's text to C. */
#include "driver/compile.h"
#include "driver/foreign.h"
#include "driver/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The stages that session_check prints by itself; "c" is printed here, every other name is that of a
 * pass over Core. */
static const char *const early[] = {"tokens", "data", "types", "core"};
enum { EARLY = sizeof early / sizeof *early };

static bool is_early_stage(const char *stage) {
  for (int i = 0; i < EARLY; i++)
    if (strcmp(stage, early[i]) == 0) return true;
  return false;
}

int compile_check_stage(Driver *d) {
  const char *stage = d->option[OPTION_DUMP], *without = d->option[OPTION_WITHOUT], *pass;
  char known[512] = "";
  const char *needed = without ? codegen_needed_pass(without) : NULL;
  if (needed)
    return driver_fail(d, STATUS_USAGE,
                       "`--without` can leave out passes of the optimiser, not `%.*s`",
                       (int)strcspn(needed, ","), needed);
  if (!stage || is_early_stage(stage) || strcmp(stage, "c") == 0) return STATUS_OK;
  for (int i = 0; i < EARLY; i++) strcat(strcat(known, early[i]), " ");
  for (size_t i = 0; (pass = codegen_pass_name(i)); i++) {
    if (strcmp(stage, pass) == 0) return STATUS_OK;
    if (strlen(known) + strlen(pass) + 3 < sizeof known) strcat(strcat(known, pass), " ");
  }
  return driver_fail(d, STATUS_USAGE, "`--dump` knows these stages: %sc", known);
}

void compile_print_messages(const Driver *d, Diag *dg) {
  if (!dg->messages.len) return;
  if (driver_json(d)) diag_print_json(dg, stderr);
  else diag_print(dg, stderr, driver_color(d));
}

int compile_check(Compilation *c, Driver *d, const Script *script, UnitKind kind) {
  const char *stage = d->option[OPTION_DUMP];
  bool early = stage && is_early_stage(stage);
  c->driver = d;
  c->is_placeless = c->is_portable = false;
  c->session = session_new(false);
  Diag *dg = session_diag(c->session);
  dg->strict = d->option[OPTION_STRICT] != NULL;
  c->unit = session_check(c->session, script->path, script->text, script->size, kind,
                          early ? stage : NULL);
  fflush(stdout);
  compile_print_messages(d, dg);
  if (!c->unit || dg->errors) return STATUS_NOT_COMPILED;
  c->is_done = early;
  return STATUS_OK;
}

/* Headers of the program's own are to be looked at before it is taken from the cache. */
static void note_headers(Compilation *c, const Emitted *text) {
  for (int i = 0; i < text->foreign.len; i++)
    for (int k = 0; k < text->foreign.data[i]->needs.len; k++) {
      const char *path =
          foreign_local_header(session_arena(c->session), session_sources(c->session),
                               &text->foreign.data[i]->needs.data[k]);
      if (path) session_note_import(c->session, path);
    }
}

Emitted compile_emit(Compilation *c, EmitMode mode) {
  const char *stage = c->driver->option[OPTION_DUMP];
  bool is_c = stage && strcmp(stage, "c") == 0;
  PassOptions options = {.dump = is_c ? NULL : stage,
                         .without = c->driver->option[OPTION_WITHOUT],
                         .explain = c->driver->option[OPTION_EXPLAIN_OPT] != NULL};
  Arena *a = session_arena(c->session);
  Emitted out = {0};
  codegen_passes(a, session_ids(c->session), c->unit, mode, &options);
  c->is_done = stage || options.explain;
  if (c->is_done && !is_c) return out;
  if (c->is_placeless) session_hide_place(c->session);
  if (c->is_portable) session_shorten_place(c->session);
  out = emit_unit(a, c->unit, session_sources(c->session), mode);
  if (c->is_placeless) session_show_place(c->session);
  note_headers(c, &out);
  if (is_c) fwrite(out.text, 1, out.size, stdout);
  return out;
}

bool compile_write_depfile(Compilation *c, const char *script, const char *target,
                           const char *path) {
  int count;
  const Import *import = session_imports(c->session, &count);
  const char **file = arena_alloc(session_arena(c->session), sizeof *file * ((size_t)count + 1));
  file[0] = script;
  for (int i = 0; i < count; i++) file[i + 1] = import[i].path;
  return depfile_write(path, target, file, count + 1);
}

bool compile_needs_cc(const Compilation *c) { return core_needs_cc(c->unit); }

int compile_build(Compilation *c, CcJob job, ProgramKind *kind) {
  Diag said;
  diag_init(&said, session_arena(c->session), session_sources(c->session));
  job.diag = &said;
  int status = backend_cc_build(c->driver, &job, kind);
  if (said.messages.len) diag_print(&said, stderr, driver_color(c->driver));
  return status;
}

char *compile_messages(Compilation *c, bool color) {
  char *text = NULL;
  size_t size;
  FILE *memory = open_memstream(&text, &size);
  if (!memory) return "";
  if (session_diag(c->session)->messages.len) diag_print(session_diag(c->session), memory, color);
  fclose(memory);
  return text ? text : "";
}
