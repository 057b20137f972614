/* build.c -- smt build: a native program of a script, that needs no smt. */
#define _GNU_SOURCE 1
#include "codegen/export.h"
#include "driver/backend.h"
#include "driver/cache.h"
#include "driver/compile.h"
#include "driver/exports.h"
#include "driver/output.h"
#include "driver/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* The program of dir/tool.smt is tool, here. */
static const char *default_output(const char *path) {
  static char name[1024];
  snprintf(name, sizeof name, "%s", base_name(path));
  char *dot = strrchr(name, '.');
  if (dot && dot != name) *dot = 0;
  return name;
}

/* Level 0 is really -O1: below that gcc and clang do not make proper tail calls. */
static const char *optimise_flag(const Driver *d) {
  const char *level = d->option[OPTION_OPTIMISE];
  if (!level) return "-O2";
  return level[0] == '0' ? "-O1" : level[0] == 's' ? "-Os" : "-O2";
}

static bool has_suffix(const char *name, const char *suffix) {
  size_t n = strlen(name), m = strlen(suffix);
  return n > m && strcmp(name + n - m, suffix) == 0;
}

static bool is_shared(const char *library) { return has_suffix(library, ".so"); }

static CcJob make_job(Driver *d, const CCompiler *cc, const Emitted *text) {
  CcJob job = {.cc = cc,
               .c = text,
               .optimise = optimise_flag(d),
               .must_be_static = d->option[OPTION_STATIC] != NULL,
               .is_stripped = d->option[OPTION_STRIP] != NULL,
               .show = d->option[OPTION_VERBOSE] ? stderr : NULL};
  if (d->option[OPTION_CFLAGS]) arguments_add_words(&job.cflags, strdup(d->option[OPTION_CFLAGS]));
  return job;
}

/* Commands that make the program of the script, by way of files beside it that stay. */
static int print_commands(Driver *d, Compilation *c, CcJob job, const char *output) {
  Arguments emit = {0};
  char source[1300];
  if (snprintf(source, sizeof source, "%s.c", output) >= (int)sizeof source)
    return driver_fail(d, STATUS_ERROR, "%s: the name is too long", output);
  arguments_add(&emit, "smt");
  arguments_add(&emit, "emit-c");
  arguments_add(&emit, d->operand[0]);
  arguments_add(&emit, "-o");
  arguments_add(&emit, source);
  arguments_print(&emit, stdout);
  free(emit.at);
  job.show = stdout;
  job.only_show = source;
  job.output = output;
  return compile_build(c, job, NULL);
}

/* The directory with smt.h and libsmt.a for the machine that we build for. */
static int find_runtime(Driver *d, const char *work_dir, char *path, size_t size) {
  Cache cache;
  if (d->option[OPTION_TARGET]) return target_find_runtime(d, d->option[OPTION_TARGET], path, size);
  cache_open(&cache, CACHE_WRITE);
  if (cache_runtime_dir(&cache, work_dir, path, size)) return STATUS_OK;
  return driver_fail(d, STATUS_ERROR, "%s: cannot be written, so there is no place to build in",
                     work_dir);
}

/* cc writes to a name beside the output, so that the output is whole or not touched (and may be
 * running). */
static int build_output(Driver *d, Compilation *c, const CCompiler *cc, const char *output,
                        const char *work_dir) {
  char runtime[1300], fresh[1300];
  const Exports *exports = c->unit->exports;
  c->is_portable = true;
  Emitted text = compile_emit(c, EMIT_CC);
  CcJob job = make_job(d, cc, &text);
  if (c->is_done) return STATUS_OK;
  int found = find_runtime(d, work_dir, runtime, sizeof runtime);
  if (found != STATUS_OK) return found;
  job.runtime_dir = runtime;
  job.work_dir = work_dir;
  if (d->option[OPTION_PRINT_COMMANDS]) return print_commands(d, c, job, output);
  if (snprintf(fresh, sizeof fresh, "%s.tmp%d", output, (int)getpid()) >= (int)sizeof fresh)
    return driver_fail(d, STATUS_ERROR, "%s: the name is too long", output);
  int probe = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
  if (probe < 0)
    return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", output, strerror(errno));
  close(probe);
  unlink(fresh); /* cc makes it anew, with the mode that programs have here */
  job.output = fresh;
  if (exports) job.exports = export_symbols(session_arena(c->session), exports);
  if (exports && is_shared(output)) job.soname = base_name(output);
  int status = compile_build(c, job, NULL);
  if (status == STATUS_OK && rename(fresh, output) < 0)
    status = driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", output, strerror(errno));
  if (status != STATUS_OK) unlink(fresh);
  return status == STATUS_OK && exports ? exports_write_header(d, c, output) : status;
}

/* Without a C compiler: libtcc's code, attached to a copy of what smt has of runtime and library. */
static int attach_output(Driver *d, const Loadable *program, const char *fresh) {
  int code = memfd_create("smt", MFD_CLOEXEC);
  int out = open(fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0777);
  bool is_done = code >= 0 && out >= 0 && loadable_is_portable(program) &&
                 loadable_write(program, code) && loadable_attach(code, out);
  int error = errno;
  if (code >= 0) close(code);
  if (out >= 0 && close(out) < 0) is_done = false;
  return is_done
             ? STATUS_OK
             : driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", fresh, strerror(error));
}

static int build_without_cc(Driver *d, Compilation *c, const char *output) {
  char fresh[1300];
  Loadable program;
  Emitted text = compile_emit(c, EMIT_TCC);
  int status = backend_tcc_compile(d, &text, &program);
  if (status != STATUS_OK) return status;
  if (snprintf(fresh, sizeof fresh, "%s.tmp%d", output, (int)getpid()) >= (int)sizeof fresh)
    return driver_fail(d, STATUS_ERROR, "%s: the name is too long", output);
  status = attach_output(d, &program, fresh);
  if (status == STATUS_OK && rename(fresh, output) < 0)
    status = driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", output, strerror(errno));
  if (status != STATUS_OK) unlink(fresh);
  else fprintf(stderr, "smt: no C compiler was found, so %s is not optimised\n", output);
  return status;
}

static int write_depfile(Driver *d, Compilation *c, const char *output) {
  const char *depfile = d->option[OPTION_DEPFILE];
  bool is_dry = d->option[OPTION_DUMP] || d->option[OPTION_PRINT_COMMANDS];
  if (!depfile || is_dry || compile_write_depfile(c, d->operand[0], output, depfile))
    return STATUS_OK;
  return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", depfile, strerror(errno));
}

/* Options that contradict each other or the names of files. */
static int check_options(Driver *d) {
  const char *output = d->option[OPTION_OUTPUT];
  if (d->option[OPTION_HEADER] && !d->option[OPTION_LIB])
    return driver_fail(d, STATUS_USAGE, "--header is for libraries: it needs --lib");
  if (!d->option[OPTION_LIB]) return STATUS_OK;
  if (output && !has_suffix(output, ".a") && !is_shared(output))
    return driver_fail(d, STATUS_USAGE, "%s: a library is called libNAME.a or libNAME.so", output);
  if (d->option[OPTION_STATIC])
    return driver_fail(d, STATUS_USAGE, "--static is for programs: libNAME.a serves static ones");
  if (d->option[OPTION_PRINT_COMMANDS])
    return driver_fail(d, STATUS_USAGE,
                       "--print-commands is for programs; -v shows what --lib does");
  return STATUS_OK;
}

/* A program takes the place of what has its name: that must not be the script, nor a device or a directory. */
static int check_output(Driver *d, const char *output, const char *script) {
  struct stat there;
  if (same_file(output, script))
    return driver_fail(d, STATUS_USAGE, "%s: is the script itself; name the program with -o",
                       output);
  if (stat(output, &there) == 0 && !S_ISREG(there.st_mode))
    return driver_fail(d, STATUS_USAGE,
                       "%s: is no ordinary file; `smt check` only looks for errors", output);
  return STATUS_OK;
}

static int find_cc(Driver *d, CCompiler *cc) {
  const char *triple = d->option[OPTION_TARGET];
  if (triple) return target_find_cc(d, triple, cc);
  cc_find(cc, d->option[OPTION_CC]);
  return STATUS_OK;
}

int command_build(Driver *d) {
  Script script;
  Compilation c;
  CCompiler cc = {0};
  WorkDir work;
  bool is_library = d->option[OPTION_LIB] != NULL;
  bool is_dump = d->option[OPTION_DUMP] || d->option[OPTION_EXPLAIN_OPT];
  const char *path = d->operand[0], *output = d->option[OPTION_OUTPUT];
  int status = check_options(d);
  if (status != STATUS_OK) return status;
  if (script_read(d, path, &script) != STATUS_OK) return STATUS_NO_INPUT;
  status = compile_check(&c, d, &script, is_library ? UNIT_EXPORTS : UNIT_SCRIPT);
  if (status == STATUS_OK && !c.is_done && is_library) status = exports_settle(d, &c, path);
  if (status != STATUS_OK || c.is_done) return status;
  if (!output && is_library) output = exports_default_output(&c);
  if (!output) output = strcmp(path, "-") == 0 ? "a.out" : default_output(path);
  status = check_output(d, output, path);
  if (status == STATUS_OK) status = find_cc(d, &cc);
  if (status != STATUS_OK) return status;
  if (!cc.is_found && !is_dump) {
    bool needs_cc = cc.named_by || is_library || compile_needs_cc(&c);
    status = needs_cc || d->option[OPTION_PRINT_COMMANDS] ? cc_missing(d, &cc, "smt build")
                                                          : build_without_cc(d, &c, output);
    return status == STATUS_OK ? write_depfile(d, &c, output) : status;
  }
  if (!cache_make_work_dir(NULL, &work))
    return driver_fail(d, STATUS_ERROR, "%s: no directory can be made to build in (%s)", work.path,
                       strerror(errno));
  status = build_output(d, &c, &cc, output, work.path);
  cache_drop_work_dir(&work);
  return status == STATUS_OK ? write_depfile(d, &c, output) : status;
}
