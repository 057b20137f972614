/* session.c -- see session.h */
#include "driver/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "driver/embed.h"
#include "driver/image.h"
#include "frontend/datum.h"
#include "frontend/token.h"
#include "runtime/smt.h"
#include "typecheck/check.h"
#include "typecheck/class.h"

struct Session {
  Arena arena;
  SymTable names;
  Sources sources;
  Diag diag;
  World world;
  int next_id;
  struct Builtins *builtins;
  CoreUnit library;
  CoreUnit *user; /* being checked: imported packages go into it, too */
  VEC(Import) imports;
  Map by_file;        /* library: name of the file (Sym) -> LibraryFile */
  uint32_t script;    /* its index in sources */
  const char *place;  /* its path, while that is hidden */
  Package *entered;   /* the last input of an interactive session */
  OpenUnits *open;    /* what its inputs share; NULL before the first */
  Map loading;        /* packages that failed or are being read: Sym -> anything */
  VEC(DatumVec) data; /* of the files that session_data has read */
};

Diag *session_diag(Session *s) { return &s->diag; }
Sources *session_sources(Session *s) { return &s->sources; }
Arena *session_arena(Session *s) { return &s->arena; }
int *session_ids(Session *s) { return &s->next_id; }
CoreUnit *session_library_unit(Session *s) { return &s->library; }

const Import *session_imports(Session *s, int *count) {
  *count = s->imports.len;
  return s->imports.data;
}

/* A path as seen from the script, whose directory is the first `length` bytes of it. */
static const char *path_beside(Arena *a, const char *path, const char *script, size_t length) {
  bool is_beside = strncmp(path, script, length) == 0 && path[length] != '/';
  return is_beside ? arena_printf(a, "%c%s", SMT_BESIDE, path + length) : path;
}

/* The path of a file, hidden or not. */
static void rename_file(Session *s, const char *from, const char *to) {
  for (int i = 0; i < s->sources.file.len; i++)
    if (strcmp(s->sources.file.data[i]->path, from) == 0) s->sources.file.data[i]->path = to;
}

void session_hide_place(Session *s) {
  Source *script = s->sources.file.data[s->script];
  const char *path = s->place = script->path, *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) + 1 : 0;
  for (int i = 0; i < s->imports.len; i++) {
    Import *import = &s->imports.data[i];
    const char *name = path_beside(&s->arena, import->path, path, length);
    rename_file(s, import->path, name);
    import->path = name;
  }
  script->path = arena_printf(&s->arena, "%c", SMT_SCRIPT);
}

void session_shorten_place(Session *s) {
  Source *script = s->sources.file.data[s->script];
  const char *path = script->path, *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) + 1 : 0;
  for (int i = 0; i < s->sources.file.len; i++) {
    Source *file = s->sources.file.data[i];
    if (strncmp(file->path, path, length) == 0) file->path += length;
  }
}

void session_show_place(Session *s) {
  const char *path = s->place, *slash = strrchr(path, '/');
  int length = slash ? (int)(slash - path) + 1 : 0;
  s->sources.file.data[s->script]->path = path;
  for (int i = 0; i < s->imports.len; i++) {
    Import *import = &s->imports.data[i];
    if (import->path[0] != SMT_BESIDE) continue;
    const char *name = arena_printf(&s->arena, "%.*s%s", length, path, import->path + 1);
    rename_file(s, import->path, name);
    import->path = name;
  }
}

void session_note_import(Session *s, const char *path) {
  for (int i = 0; i < s->imports.len; i++)
    if (strcmp(s->imports.data[i].path, path) == 0) return;
  Import import = {path};
  vec_push(&s->arena, &s->imports, import);
}

/* ---- the library ---- */

static void library_failed(Session *s) {
  if (s->diag.errors == 0) return;
  fprintf(stderr, "smt: internal error: the library does not compile\n");
  diag_print(&s->diag, stderr, false);
  exit(70);
}

static Package *load_library_file(Session *s, const LibraryFile *f, const Sym *name) {
  const char *path = arena_printf(&s->arena, "library/%s", f->name);
  uint32_t file = sources_add(&s->sources, path, f->text, f->size);
  DatumVec data = read_source(&s->arena, &s->names, &s->diag, file);
  library_failed(s);
  Package *p = check_file(&s->world, s->builtins, data, FILE_LIBRARY, &s->library, name);
  library_failed(s);
  return p;
}

/* coalton/list lives in coalton-list.smt. */
static const LibraryFile *library_file_of(Session *s, const Sym *package) {
  char *file = arena_printf(&s->arena, "%s.smt", package->text);
  for (char *c = file; *c; c++)
    if (*c == '/') *c = '-';
  const Sym *key = sym_find(&s->names, file, strlen(file));
  return key ? names_get(&s->by_file, key) : NULL;
}

/* ---- packages in files beside the script ---- */

static char *read_whole(Arena *a, const char *path, size_t *size) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  char *text = NULL;
  size_t used = 0, room = 0;
  for (;;) {
    if (used + 65536 > room) {
      room = room ? room * 2 : 65536 * 2;
      char *wider = arena_alloc(a, room + 1);
      if (used) memcpy(wider, text, used);
      text = wider;
    }
    size_t n = fread(text + used, 1, 65536, f);
    if (n == 0) break;
    used += n;
  }
  bool bad = ferror(f);
  fclose(f);
  if (bad) return NULL;
  text[used] = 0;
  *size = used;
  return text;
}

static char *find_in(Session *s, const char *directory, size_t length, const Sym *name,
                     size_t *size, const char **path) {
  static const char *const suffix[] = {"smt", "coal", "ct"};
  for (int i = 0; i < 3; i++) {
    char *p = length ? arena_printf(&s->arena, "%.*s/%s.%s", (int)length, directory, name->text,
                                    suffix[i])
                     : arena_printf(&s->arena, "%s.%s", name->text, suffix[i]);
    char *text = read_whole(&s->arena, p, size);
    if (text) {
      *path = p;
      return text;
    }
  }
  return NULL;
}

/* Beside the importing file, beside the script, along SMT_PATH. */
static char *find_package(Session *s, uint32_t importing, const Sym *name, size_t *size,
                          const char **path) {
  uint32_t from[] = {importing, s->script};
  char *text = NULL;
  for (int i = 0; !text && i < 2; i++) {
    const char *file = s->sources.file.data[from[i]]->path, *slash = strrchr(file, '/');
    text = find_in(s, file, slash ? (size_t)(slash - file) : 0, name, size, path);
  }
  const char *more = getenv("SMT_PATH");
  while (!text && more && *more) {
    size_t n = strcspn(more, ":");
    if (n) text = find_in(s, more, n, name, size, path);
    more += n + (more[n] == ':');
  }
  return text;
}

static Package *load_package(World *w, const Sym *name, Span at, uint32_t importing) {
  Session *s = w->load_context;
  const LibraryFile *lib = library_file_of(s, name);
  if (lib) return load_library_file(s, lib, name);
  if (names_get(&s->loading, name)) return NULL;
  const char *path = NULL;
  size_t size = 0;
  char *text = find_package(s, importing, name, &size, &path);
  if (!text) return NULL;
  session_note_import(s, path);
  int errors = s->diag.errors;
  uint32_t file = sources_add(&s->sources, path, text, size);
  DatumVec data = read_source(&s->arena, &s->names, &s->diag, file);
  if (s->diag.errors > errors) return NULL;
  Package *p = package_get(w, name);
  p->loaded_from = at;
  p = check_file(w, s->builtins, data, FILE_PACKAGE, s->user, name);
  if (!p) names_put(&s->arena, &s->loading, name, s);
  return p;
}

/* ---- sessions ---- */

/* Fraction and Bit belong to the language, but are data of the library's, which the compiler cannot make before it. */
static void export_literals(World *w) {
  static const char *const name[] = {"Fraction", "Bit"};
  Package *to = package_get(w, sym_of(w->names, "coalton"));
  Package *from = package_get(w, sym_of(w->names, "smelter/literal"));
  for (int i = 0; i < 2; i++) {
    const Sym *sym = sym_of(w->names, name[i]);
    package_export(w, to, SPACE_TYPE, sym, names_get(&from->exported[SPACE_TYPE], sym));
  }
}

static Session *session_load(Arena arena) {
  Session *s = ARENA_NEW(&arena, Session);
  s->arena = arena;
  sym_init(&s->names, &s->arena);
  sources_init(&s->sources, &s->arena);
  diag_init(&s->diag, &s->arena, &s->sources);
  s->next_id = 1;
  s->world.arena = &s->arena;
  s->world.names = &s->names;
  s->world.diag = &s->diag;
  s->world.sources = &s->sources;
  s->world.next_id = &s->next_id;
  cnames_init(&s->world.cnames, &s->arena);
  s->world.load = load_package;
  s->world.load_context = s;
  s->user = &s->library;
  s->builtins = check_builtins(&s->world);
  library_failed(s);
  int count;
  const LibraryFile *file = library_files(&count);
  for (int i = 0; i < count; i++)
    names_put(&s->arena, &s->by_file, sym_of(&s->names, file[i].name), (void *)&file[i]);
  for (int i = 0; i < count; i++) {
    size_t n = strlen(file[i].name);
    if (n < 4 || strcmp(file[i].name + n - 4, ".smt") != 0) continue;
    /* its package may have been loaded by an import already */
    const char *text = strstr(file[i].text, "(package ");
    if (!text) continue;
    text += strlen("(package ");
    const Sym *name = sym_get(&s->names, text, strcspn(text, " \n\t()"));
    if (names_get(&s->world.package, name)) continue;
    load_library_file(s, &file[i], name);
  }
  export_literals(&s->world);
  return s;
}

/* The session in the library image, made ready: what cannot be in the image is put in. */
static Session *session_open(void) {
  Session *s = (Session *)IMAGE_BASE;
  s->arena = arena_new(
      0); /* anywhere: what is new may point into the image, and the image's pages are our own */
  s->world.load = load_package;
  s->world.load_context = s;
  return s;
}

Session *session_new(bool library_only) {
  if (image_size && !library_only) return session_open();
  return session_load(arena_new(0));
}

/* Doc strings are in the sources, which smt carries, too: session_data. */
static void forget_docs(World *w) {
  for (int i = 0; i < w->package.len; i++) {
    Package *p = w->package.entry[i].value;
    for (int k = 0; k < p->own[SPACE_VALUE].len; k++)
      ((Global *)p->own[SPACE_VALUE].entry[k].value)->doc = NULL;
    for (int k = 0; k < p->own[SPACE_TYPE].len; k++)
      ((TyCon *)p->own[SPACE_TYPE].entry[k].value)->doc = NULL;
    for (int k = 0; k < p->own[SPACE_CLASS].len; k++)
      ((Class *)p->own[SPACE_CLASS].entry[k].value)->doc = NULL;
  }
}

/* Names in C are spelled again when a script comes to them (codegen/cname.h). */
static void forget_cnames(Session *s) {
  for (int i = 0; i < s->library.globals.len; i++) s->library.globals.data[i]->cname = NULL;
  cnames_init(&s->world.cnames, &s->arena);
}

Session *session_new_at(char *base, ArenaLog *log, size_t *size) {
  Arena arena = arena_new_at(base, IMAGE_RESERVE);
  arena.log = log;
  Session *s = session_load(arena);
  codegen_prepare_library(&s->arena, &s->next_id, &s->library);
  for (int i = 0; i < s->sources.file.len; i++) s->sources.file.data[i]->text = NULL;
  forget_docs(&s->world);
  forget_cnames(s);
  *size = (size_t)(s->arena.at - s->arena.base);
  s->arena = (Arena){0};
  s->world.load = NULL;
  s->library = (CoreUnit){0};
  s->user = NULL;
  s->by_file = (Map){0};
  s->diag.expansions.len = 0;
  s->diag.expansion_at = (Map){0};
  return s;
}

/* Messages may show lines of the library. */
static void restore_sources(Session *s) {
  int count;
  const LibraryFile *file = library_files(&count);
  for (int i = 0; i < s->sources.file.len; i++) {
    Source *source = s->sources.file.data[i];
    if (source->text) continue;
    source->text = "";
    for (int k = 0; k < count && strncmp(source->path, "library/", 8) == 0; k++)
      if (strcmp(source->path + 8, file[k].name) == 0) source->text = file[k].text;
    if (!*source->text) source->size = 0;
  }
}

World *session_world(Session *s) { return &s->world; }

DatumVec session_data(Session *s, uint32_t file) {
  static const DatumVec unread = {0};
  restore_sources(s);
  while ((uint32_t)s->data.len <= file) vec_push(&s->arena, &s->data, unread);
  DatumVec *data = &s->data.data[file];
  if (data->len == 0) *data = read_source(&s->arena, &s->names, &s->diag, file);
  return *data;
}

const Source *session_package_source(Session *s, const Sym *package) {
  char *path = arena_printf(&s->arena, "library/%s.smt", package->text);
  for (char *c = path + strlen("library/"); *c; c++)
    if (*c == '/') *c = '-';
  restore_sources(s);
  for (int i = 0; i < s->sources.file.len; i++)
    if (strcmp(s->sources.file.data[i]->path, path) == 0) return s->sources.file.data[i];
  return NULL;
}

void session_drop(Session *s) {
  Arena arena = s->arena;
  arena_drop(&arena);
}

/* ---- checking a program ---- */

static void dump_tokens(const char *text, size_t size, uint32_t file) {
  Lexer lexer;
  lexer_init(&lexer, text, size, file, NULL);
  for (Token t = lexer_next(&lexer); t.kind != TOK_END; t = lexer_next(&lexer))
    printf("%u %s %.*s\n", t.at, token_name(t.kind), (int)(t.end - t.at), text + t.at);
}

static void dump_data(DatumVec data) {
  for (int i = 0; i < data.len; i++) {
    datum_print(stdout, data.data[i]);
    putchar('\n');
  }
}

static void dump_types(Session *s, Package *p) {
  for (int i = 0; i < p->own[SPACE_VALUE].len; i++) {
    Global *g = p->own[SPACE_VALUE].entry[i].value;
    if (g->scheme) printf("%s : %s\n", g->name->text, ty_scheme_text(&s->arena, g->scheme));
  }
}

/* Only errors that leave the data whole let checking go on. */
static bool data_are_whole(Diag *dg) {
  for (int i = 0; i < dg->messages.len; i++)
    if (dg->messages.data[i]->severity == SEVERITY_ERROR &&
        dg->messages.data[i]->code != DIAG_STRAY_CLOSER)
      return false;
  return true;
}

static Package *check_text(Session *s, const char *path, const char *text, size_t size,
                           FileKind kind, const char *dump) {
  s->user = ARENA_NEW(&s->arena, CoreUnit);
  s->user->open = kind == FILE_INPUT ? s->open : NULL;
  uint32_t file = sources_add(&s->sources, path, text, size);
  s->script = file;
  DatumVec data = read_source(&s->arena, &s->names, &s->diag, file);
  if (s->diag.errors && !data_are_whole(&s->diag)) {
    restore_sources(s);
    return NULL;
  }
  if (dump && strcmp(dump, "tokens") == 0) dump_tokens(text, size, file);
  if (dump && strcmp(dump, "data") == 0) dump_data(data);
  Package *p = check_file(&s->world, s->builtins, data, kind, s->user, NULL);
  if (s->diag.messages.len) restore_sources(s);
  if (p && dump && strcmp(dump, "types") == 0) dump_types(s, p);
  if (p && dump && strcmp(dump, "core") == 0) core_print_unit(stdout, s->user);
  return s->diag.errors ? NULL : p;
}

CoreUnit *session_check(Session *s, const char *path, const char *text, size_t size, UnitKind kind,
                        const char *dump) {
  static const FileKind file_kind[] = {
      [UNIT_SCRIPT] = FILE_SCRIPT, [UNIT_EVAL] = FILE_EVAL, [UNIT_EXPORTS] = FILE_EXPORTS};
  Package *p = check_text(s, path, text, size, file_kind[kind], dump);
  return p ? s->user : NULL;
}

const char *session_type_of(Session *s, const char *text, size_t size) {
  Package *p = check_text(s, "<eval>", text, size, FILE_TYPE, NULL);
  return p ? check_eval_type(&s->world, p) : NULL;
}

/* ---- an interactive session ---- */

CoreUnit *session_enter(Session *s, const char *path, const char *text, size_t size) {
  if (!s->open) s->open = open_units_new(&s->arena);
  diag_clear(&s->diag);
  Scope *before = s->world.entered;
  s->entered = check_text(s, path, text, size, FILE_INPUT, NULL);
  if (s->entered && core_needs_cc(s->user)) {
    Span span = span_of(s->script, 0, size ? size - 1 : 0);
    diag_error(&s->diag, DIAG_UNSUPPORTED, span, "the REPL cannot call C");
    diag_hint(&s->diag, "in a script that `smt run` starts, it works");
    s->world.entered = before;
    s->entered = NULL;
  }
  return s->entered ? s->user : NULL;
}

void session_entered(Session *s) {
  for (int i = 0; i < s->user->globals.len; i++) s->user->globals.data[i]->is_library = true;
}

void session_print_entered(Session *s, FILE *out) {
  const Package *p = s->entered;
  for (int i = 0; i < p->own[SPACE_TYPE].len; i++)
    fprintf(out, "type %s\n", ((const Sym *)p->own[SPACE_TYPE].entry[i].key)->text);
  for (int i = 0; i < p->own[SPACE_CLASS].len; i++)
    fprintf(out, "class %s\n", ((const Sym *)p->own[SPACE_CLASS].entry[i].key)->text);
  for (int i = 0; i < p->own[SPACE_VALUE].len; i++) {
    const Global *g = p->own[SPACE_VALUE].entry[i].value;
    if (g->kind == VALUE_MACRO) fprintf(out, "macro %s\n", g->name->text);
    else if (g->kind != VALUE_CTOR && g->scheme)
      fprintf(out, "%s : %s\n", g->name->text, ty_scheme_text(&s->arena, g->scheme));
  }
}

/* Does a form with this head say something of the next one? */
static bool is_attribute(const char *head, size_t length) {
  static const char *const attribute[] = {"declare", "derive",   "repr",
                                          "inline",  "noinline", "monomorphize"};
  for (size_t i = 0; i < sizeof attribute / sizeof *attribute; i++)
    if (strlen(attribute[i]) == length && strncmp(attribute[i], head, length) == 0) return true;
  return false;
}

bool session_wants_more(const char *text, size_t size) {
  Lexer lexer;
  int depth = 0;
  bool is_waiting = false; /* for what a prefix such as ', or an attribute, stands before */
  bool is_attributed = false;
  TokKind last = TOK_END;
  lexer_init(&lexer, text, size, 0, NULL);
  for (Token t = lexer_next(&lexer); t.kind != TOK_END; t = lexer_next(&lexer)) {
    depth += (t.kind == TOK_LPAREN || t.kind == TOK_LBRACKET) -
             (t.kind == TOK_RPAREN || t.kind == TOK_RBRACKET);
    if (depth < 0) return false; /* an error, to be reported */
    if (depth == 1 && last == TOK_LPAREN)
      is_attributed = t.kind == TOK_NAME && is_attribute(text + t.at, t.end - t.at);
    is_waiting = token_is_prefix(t.kind) || (depth == 0 && t.kind == TOK_RPAREN && is_attributed);
    last = t.kind;
  }
  return depth > 0 || is_waiting || lexer.cut_short;
}
