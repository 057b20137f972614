/* exports.c -- names and header of a library for C. */
#include "driver/exports.h"
#include "codegen/export.h"
#include "driver/output.h"

#include <errno.h>
#include <string.h>

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

int exports_settle(Driver *d, Compilation *c, const char *path) {
  Arena *a = session_arena(c->session);
  Exports *x = c->unit->exports;
  const char *file = strcmp(path, "-") == 0 ? "library" : base_name(path);
  size_t stem = strcspn(file, ".");
  x->file = file;
  if (!x->prefix) x->prefix = arena_strndup(a, file, stem ? stem : strlen(file));
  bool is_letter = strchr("0123456789", x->prefix[0]) == NULL;
  if (!is_letter) x->prefix = arena_printf(a, "lib_%s", x->prefix);
  const Export *last = NULL;
  for (int i = 0; i < x->items.len; i++) {
    last = x->items.data[i];
    if (!last->why_not) return STATUS_OK;
  }
  if (!last)
    return driver_fail(d, STATUS_ERROR,
                       "%s: exports no function, so there is nothing to make a library of", path);
  return driver_fail(d, STATUS_ERROR,
                     "%s: C can call nothing that it exports: `%s : %s` not, because %s", path,
                     last->name, last->type, last->why_not);
}

const char *exports_default_output(Compilation *c) {
  Arena *a = session_arena(c->session);
  return arena_printf(a, "lib%s.a", export_prefix(a, c->unit->exports));
}

int exports_write_header(Driver *d, Compilation *c, const char *library) {
  Arena *a = session_arena(c->session);
  const Exports *x = c->unit->exports;
  const char *text = export_header(a, x), *path = d->option[OPTION_HEADER];
  if (!path)
    path = arena_printf(a, "%.*s%s.h", (int)(base_name(library) - library), library,
                        export_prefix(a, x));
  if (output_write(path, text, strlen(text))) return STATUS_OK;
  return driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", path, strerror(errno));
}
