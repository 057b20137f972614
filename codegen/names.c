/* names.c -- identifiers of the generated C, what has been declared, and the table of sites. */
#include "codegen/cname.h"
#include "codegen/emitter.h"

#include <stdlib.h>
#include <string.h>

static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

const char *readable_name(Arena *a, const char *text, int max) {
  char *name = arena_alloc_kind(a, (size_t)max + 1, ARENA_TEXT);
  int n = 0;
  for (const char *c = text; *c && n < max; c++) {
    if (is_plain(*c)) name[n++] = *c;
    else if (n && name[n - 1] != '_') name[n++] = '_';
  }
  while (n && name[n - 1] == '_') n--;
  name[n] = 0;
  return name;
}

/* Words of C, macros that compilers define by themselves, and the names that every function may mention. */
static bool is_reserved(const char *name) {
  static const char *const words[] = {
      "auto",     "break",  "case",   "char",     "const",    "continue", "default",  "do",
      "double",   "else",   "enum",   "extern",   "float",    "for",      "goto",     "if",
      "inline",   "int",    "long",   "register", "restrict", "return",   "short",    "signed",
      "sizeof",   "static", "struct", "switch",   "typedef",  "union",    "unsigned", "void",
      "volatile", "while",  "asm",    "typeof",   "linux",    "unix",     "i386",     "main",
      "bool",     "true",   "false",  "int64_t",  "uint64_t", "uint32_t", "int32_t",  "int8_t",
      "int16_t",  "again",
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(name, words[i]) == 0) return true;
  return false;
}

/* Global names begin with these; so may no local one. */
static bool looks_global(const char *name) {
  static const char *const prefix[] = {"s_",   "ls_",  "lib_",  "llib_", "smt_",
                                       "str_", "big_", "data_", "k_"};
  for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++)
    if (strncmp(name, prefix[i], strlen(prefix[i])) == 0) return true;
  return !(name[0] >= 'a' && name[0] <= 'z');
}

/* base, base_2, base_3... `taken` has for each name the number to try next. */
static const char *take(Emitter *e, const char *base) {
  const Sym *first = sym_of(&e->names, base), *s = first;
  uintptr_t n = (uintptr_t)map_get(&e->taken, first);
  for (; map_get(&e->taken, s); n++) s = sym_printf(&e->names, "%s_%d", base, (int)n);
  map_put(e->arena, &e->taken, first, (void *)(n < 2 ? 2 : n));
  if (s != first) map_put(e->arena, &e->taken, s, (void *)2);
  return s->text;
}

const char *name_global(Emitter *e, CoreGlobal *g) { return cname_of(e->arena, g); }

const char *name_variable(Emitter *e, const CoreVar *v) {
  const char *base = v->name ? readable_name(e->arena, v->name->text, 32) : "";
  if (!*base) base = "x";
  if (is_reserved(base) || looks_global(base)) base = arena_printf(e->arena, "v_%s", base);
  return take(e, base);
}

const char *name_temp(Emitter *e, const char *prefix) { return take(e, prefix); }

bool declare_once(Emitter *e, const char *name) {
  const Sym *s = sym_of(&e->names, name);
  if (map_get(&e->declared, s)) return false;
  map_put(e->arena, &e->declared, s, (void *)s);
  return true;
}

void declare_extern(Emitter *e, const char *name, const char *declaration) {
  if (!declare_once(e, name)) return;
  text_printf(&e->declarations, "%s\n", declaration);
  if (e->mode == EMIT_TCC) vec_push(e->arena, &e->externs, arena_printf(e->arena, "%s", name));
}

void declare_runtime(Emitter *e, const char *name, int args) {
  if (e->mode != EMIT_TCC) return;
  static const char list[] = "W,W,W,W,W,W,W,W";
  if (args == 0) declare_extern(e, name, arena_printf(e->arena, "W %s(void);", name));
  else declare_extern(e, name, arena_printf(e->arena, "W %s(%.*s);", name, args * 2 - 1, list));
}

static uint32_t file_of(Emitter *e, uint32_t file) {
  if (!e->file_index[file]) {
    vec_push(e->arena, &e->files, e->sources->file.data[file]->path);
    e->file_index[file] = e->files.len;
  }
  return (uint32_t)e->file_index[file] - 1;
}

uint32_t site_of(Emitter *e, Span span) {
  if (e->mode == EMIT_LIBRARY || span.file == 0) return 0;
  void *key = (void *)((uintptr_t)span.file << 32 | span.at);
  uintptr_t known = (uintptr_t)map_get(&e->site_at, key);
  if (known) return (uint32_t)known;
  Site s;
  source_line(e->sources, span, &s.line, &s.column);
  if (!s.line) return 0; /* inside of the library, whose text is not at hand: nobody's business */
  s.file = file_of(e, span.file);
  vec_push(e->arena, &e->sites, s);
  map_put(e->arena, &e->site_at, key, (void *)(uintptr_t)(e->sites.len - 1));
  return (uint32_t)e->sites.len - 1;
}
