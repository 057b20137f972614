/* export.c -- C functions around exported ones, and the header that declares them.
 *
 * For a function mean : Vector F64 -> F64 of package stats:
 *
 *   struct mean_call { const double *x0; size_t n0; double r; };
 *   static void mean_body(void *p) {
 *     struct mean_call *call = p;
 *     W a0 = smt_vector_from_c(call->x0, call->n0, sizeof *call->x0, 0);
 *     W r = s_mean_2(a0);
 *     call->r = smt_f64_of(r);
 *   }
 *   SMT_EXPORT double stats_mean(const double *numbers, size_t numbers_count) {
 *     struct mean_call call = {.x0 = numbers, .n0 = numbers_count};
 *     smt_library_call(&smt_library, mean_body, &call);
 *     return call.r;
 *   }
 *
 * The body runs on the Smelter stack; conversions are in it, for they may fail. When it does not come to its end, the result is what
 * the struct began with: zero. */
#include "codegen/export.h"

#include <string.h>

#include "codegen/emitter.h"

/* --- Names ------------------------------------------------------------------------------------------- */

/* Words of C and C++ that Smelter programs use as names. */
static bool is_keyword(const char *name) {
  static const char words[] = " alignas alignof and and_eq asm auto bitand bitor bool break case "
                              "catch char class compl concept const "
                              "const_cast consteval constexpr constinit continue co_await "
                              "co_return co_yield decltype default delete do double "
                              "dynamic_cast else enum explicit export extern false float for "
                              "friend goto if inline int linux long mutable "
                              "namespace new noexcept not not_eq NULL nullptr operator or or_eq "
                              "private protected public register "
                              "reinterpret_cast requires restrict return short signed sizeof "
                              "static static_assert static_cast struct switch "
                              "template this thread_local throw true try typedef typeid typename "
                              "typeof union unix unsigned using virtual void "
                              "volatile wchar_t while xor xor_eq ";
  const char *at = strstr(words, name);
  for (; at; at = strstr(at + 1, name))
    if (at[-1] == ' ' && at[strlen(name)] == ' ') return true;
  return false;
}

/* What every library has: stats_init, ... */
static const char *const own_names[] = {"init", "shutdown", "error", "release"};
enum { OWN_NAMES = sizeof own_names / sizeof *own_names };

const char *export_prefix(Arena *a, const Exports *x) { return readable_name(a, x->prefix, 64); }

/* The name of something in the header: stats_mean; stats_mean_2 when that is another's. */
static const char *c_name(Arena *a, const Exports *x, const Export *e) {
  int before = 0;
  const char *name = readable_name(a, e->name, 96);
  for (int i = 0; i < x->items.len && x->items.data[i] != e; i++)
    if (strcmp(readable_name(a, x->items.data[i]->name, 96), name) == 0) before++;
  for (int i = 0; i < OWN_NAMES; i++)
    if (strcmp(name, own_names[i]) == 0) before++;
  if (before) return arena_printf(a, "%s_%s_%d", export_prefix(a, x), name, before + 1);
  return arena_printf(a, "%s_%s", export_prefix(a, x), name);
}

/* The type of the handles of values of a Smelter type: stats_List_Integer. */
static const char *handle_name(Arena *a, const Exports *x, const CType *t) {
  return arena_printf(a, "%s_%s", export_prefix(a, x), readable_name(a, t->type_name, 96));
}

static const char *param_name(Arena *a, const Export *e, int i) {
  const char *name = e->param_name[i] ? readable_name(a, e->param_name[i], 64) : "";
  if (!*name || (*name >= '0' && *name <= '9')) return arena_printf(a, "x%d", i + 1);
  for (int k = 0; k < i; k++)
    if (strcmp(param_name(a, e, k), name) == 0) return arena_printf(a, "%s_%d", name, i + 1);
  return is_keyword(name) ? arena_printf(a, "%s_", name) : name;
}

/* --- Types ------------------------------------------------------------------------------------------- */

static bool is_row(const CType *t) { return t->kind == CTYPE_VECTOR || t->kind == CTYPE_ARRAY; }

/* "double x", "const char *x": what C gives, or what it gets. */
static const char *declarator(Arena *a, const Exports *x, const CType *t, bool is_result,
                              const char *name) {
  const char *c = ctype_info(t->kind)->c;
  switch (t->kind) {
  case CTYPE_BOOLEAN: c = "bool"; break;
  case CTYPE_UNIT: c = "bool"; break;
  case CTYPE_STRING: c = is_result ? "char *" : "const char *"; break;
  case CTYPE_OPAQUE: c = arena_printf(a, "%s *", handle_name(a, x, t)); break;
  case CTYPE_VECTOR:
  case CTYPE_ARRAY:
    c = arena_printf(a, "%s%s *", is_result ? "" : "const ", ctype_info(t->item[0]->kind)->c);
    break;
  default: break;
  }
  return arena_printf(a, "%s%s%s", c, c[strlen(c) - 1] == '*' ? "" : " ", name);
}

/* "double stats_mean(const double *numbers, size_t numbers_count)" */
static const char *prototype(Arena *a, const Exports *x, const Export *e) {
  Text t = {.arena = a};
  const char *between = "(";
  text_puts(&t, declarator(a, x, e->result, true, c_name(a, x, e)));
  for (int i = 0; i < e->params; i++, between = ", ") {
    const char *name = param_name(a, e, i);
    text_printf(&t, "%s%s", between, declarator(a, x, e->param[i], false, name));
    if (is_row(e->param[i])) text_printf(&t, ", size_t %s_count", name);
  }
  if (is_row(e->result)) {
    text_printf(&t, "%ssize_t *result_count", between);
    between = ", ";
  }
  text_puts(&t, *between == '(' ? "(void)" : ")");
  return t.data;
}

/* --- The functions ----------------------------------------------------------------------------------- */

static const char *fill(Arena *a, const char *pattern, const char *value) {
  Text t = {.arena = a};
  for (const char *p = pattern; *p; p++) {
    if (*p == '$') text_puts(&t, value);
    else text_add(&t, p, 1);
  }
  return t.size ? t.data : "";
}

static int element_sign(const CType *row) { return ctype_info(row->item[0]->kind)->element < 0; }

/* Parameter i, from C, as a word. */
static const char *word_of(Arena *a, const CType *t, int i) {
  const char *x = arena_printf(a, "call->x%d", i);
  switch (t->kind) {
  case CTYPE_OPAQUE: return arena_printf(a, "smt_handle_value(%s)", x);
  case CTYPE_VECTOR:
    return arena_printf(a, "smt_vector_from_c(%s, call->n%d, sizeof *%s, %d)", x, i, x,
                        element_sign(t));
  case CTYPE_ARRAY:
    return arena_printf(a, "smt_array_from_c(%s, call->n%d, sizeof *%s, %d)", x, i, x,
                        element_sign(t));
  default: break;
  }
  const char *word = fill(a, ctype_info(t->kind)->in, x);
  return t->is_optional ? arena_printf(a, "%s ? smt_some(%s) : 0", x, word) : word;
}

/* Keep the result, the word r. */
static void emit_result(Text *out, const CType *t) {
  Arena *a = out->arena;
  const char *r = t->is_optional ? "SMT_FIELDS(r)[0]" : "r";
  const char *when = t->is_optional ? "if (r) " : "";
  switch (t->kind) {
  case CTYPE_UNIT: text_puts(out, "  (void)r;\n  call->r = 1;\n"); return;
  case CTYPE_STRING: text_printf(out, "  %scall->r = smt_string_to_c(%s);\n", when, r); return;
  case CTYPE_OPAQUE: text_puts(out, "  call->r = smt_handle_new(r);\n"); return;
  case CTYPE_VECTOR:
  case CTYPE_ARRAY:
    text_printf(out,
                "  call->r = smt_row_to_c(%s, *(W *)r, sizeof *call->r);\n  call->n = *(W *)r;\n"
                "  SMT_KEEP(r);\n",
                fill(a, ctype_info(t->kind)->out, "r"));
    return;
  default: text_printf(out, "  call->r = %s;\n", fill(a, ctype_info(t->kind)->out, "r"));
  }
}

static void emit_call_struct(Text *out, const Exports *x, const Export *e, const char *name) {
  Arena *a = out->arena;
  text_printf(out, "struct %s_call {\n", name);
  for (int i = 0; i < e->params; i++) {
    text_printf(out, "  %s;\n", declarator(a, x, e->param[i], false, arena_printf(a, "x%d", i)));
    if (is_row(e->param[i])) text_printf(out, "  size_t n%d;\n", i);
  }
  text_printf(out, "  %s;\n", declarator(a, x, e->result, true, "r"));
  if (is_row(e->result)) text_puts(out, "  size_t n;\n");
  text_puts(out, "};\n");
}

static void emit_body_function(Emitter *e, const Export *it, const char *name) {
  Text *out = &e->foreign;
  text_printf(out, "static void %s_body(void *p) {\n  struct %s_call *call = p;\n", name, name);
  for (int i = 0; i < it->params; i++)
    text_printf(out, "  W a%d = %s;\n", i, word_of(e->arena, it->param[i], i));
  for (int i = REGS; i < it->params; i++)
    text_printf(out, "  smt_rt.spill[%d] = a%d;\n", i - REGS, i);
  text_printf(out, "  W r = %s(", global_code_name(e, it->function));
  for (int i = 0; i < it->params && i < REGS; i++) text_printf(out, "%sa%d", i ? ", " : "", i);
  text_puts(out, it->params ? ");\n" : "0);\n");
  emit_result(out, it->result);
  text_puts(out, "}\n");
}

static void emit_c_function(Emitter *e, const Exports *x, const Export *it, const char *name) {
  Text *out = &e->foreign;
  text_printf(out, "SMT_EXPORT %s {\n  struct %s_call call = {", prototype(e->arena, x, it), name);
  for (int i = 0; i < it->params; i++) {
    const char *param = param_name(e->arena, it, i);
    text_printf(out, ".x%d = %s, ", i, param);
    if (is_row(it->param[i])) text_printf(out, ".n%d = %s_count, ", i, param);
  }
  text_printf(out, ".r = 0};\n  smt_library_call(&smt_library, %s_body, &call);\n", name);
  if (is_row(it->result)) text_puts(out, "  if (result_count) *result_count = call.n;\n");
  text_puts(out, "  return call.r;\n}\n");
}

/* The types of handles, each once. */
static void emit_handles(Arena *a, Text *out, const Exports *x, SymTable *seen) {
  Map known = {0};
  for (int i = 0; i < x->items.len; i++) {
    const Export *e = x->items.data[i];
    for (int k = 0; !e->why_not && k <= e->params; k++) {
      const CType *t = k < e->params ? e->param[k] : e->result;
      if (t->kind != CTYPE_OPAQUE) continue;
      const char *name = handle_name(a, x, t);
      const Sym *key = sym_of(seen, name);
      if (map_get(&known, key)) continue;
      map_put(a, &known, key, (void *)key);
      text_printf(out, "typedef struct %s %s; /* %s */\n", name, name, t->type_name);
    }
  }
}

void emit_exports(Emitter *e) {
  const Exports *x = e->unit->exports;
  Text *out = &e->foreign;
  const char *prefix = export_prefix(e->arena, x);
  text_printf(out, "\n/* For C to call. */\n#include <stdbool.h>\n"
                   "#define SMT_EXPORT __attribute__((visibility(\"default\")))\n");
  emit_handles(e->arena, out, x, &e->names);
  text_printf(out, "static const SmtLibrary smt_library = {&smt_program, \"%s\"};\n", prefix);
  text_printf(out,
              "SMT_EXPORT bool %s_init(void) { return smt_library_call(&smt_library, 0, 0); }\n",
              prefix);
  text_printf(out, "SMT_EXPORT void %s_shutdown(void) { smt_library_end(); }\n", prefix);
  text_printf(out, "SMT_EXPORT const char *%s_error(void) { return smt_library_error(); }\n",
              prefix);
  text_printf(out, "SMT_EXPORT void %s_release(void *value) { smt_handle_release(value); }\n",
              prefix);
  for (int i = 0; i < x->items.len; i++) {
    const Export *it = x->items.data[i];
    if (it->why_not) continue;
    const char *name = c_name(e->arena, x, it);
    text_puts(out, "\n");
    emit_call_struct(out, x, it, name);
    emit_body_function(e, it, name);
    emit_c_function(e, x, it, name);
  }
}

/* --- The header -------------------------------------------------------------------------------------- */

/* Text inside of a comment. */
static void add_comment(Text *t, const char *text) {
  for (; *text; text++) {
    if (*text == '\n') {
      text_puts(t, "\n *");
      text += strspn(text, "\n ") - 1;
      if (text[1]) text_puts(t, " ");
    } else {
      text_add(t, text, 1);
      if (*text == '*' && text[1] == '/') text_puts(t, " ");
    }
  }
}

static void add_own(Text *t, const char *p, const char *file) {
  text_printf(t, "/* %s.h -- %s for C. Made by smt build --lib; do not edit.\n *\n", p, file);
  text_printf(
      t, " * A call that fails gives 0, false or NULL, and %s_error() says what has happened.\n",
      p);
  text_puts(t, " * Text and rows of numbers are copied. Text is UTF-8. What comes as a `char *` or "
               "a row is the\n"
               " * caller's, to be given to free(). Pointers to the types below stand for values "
               "that Smelter\n");
  text_printf(t, " * keeps until %s_release() is called with them.\n", p);
  text_puts(t, " * Any thread may call; one is served at a time. */\n");
}

static void add_functions_of_library(Text *t, const char *p) {
  text_puts(t, "/* Compute the top-level values. The first call of a function does it, too. */\n");
  text_printf(t, "bool %s_init(void);\n\n", p);
  text_puts(t, "/* Give all memory back, that of values which were not released as well. No call "
               "after it succeeds. */\n");
  text_printf(t, "void %s_shutdown(void);\n\n", p);
  text_puts(t, "/* What went wrong in this thread's last call: message and call trace. NULL: "
               "nothing did. Valid until the\n"
               " * thread's next call. */\n");
  text_printf(t, "const char *%s_error(void);\n\n", p);
  text_puts(t, "/* Smelter need not keep this value any longer. NULL is let be. */\n");
  text_printf(t, "void %s_release(void *value);\n", p);
}

static void add_omitted(Text *t, const Exports *x) {
  bool has_begun = false;
  for (int i = 0; i < x->items.len; i++) {
    const Export *e = x->items.data[i];
    if (!e->why_not) continue;
    text_puts(t, has_begun ? "" : "\n/* Not for C:\n");
    has_begun = true;
    text_puts(t, " *   ");
    add_comment(t, arena_printf(t->arena, "%s : %s (%s)", e->name, e->type, e->why_not));
    text_puts(t, "\n");
  }
  if (has_begun) text_puts(t, " */\n");
}

const char *export_header(Arena *a, const Exports *x) {
  Text t = {.arena = a};
  SymTable names;
  const char *p = export_prefix(a, x), *guard = arena_printf(a, "SMELTER_%s_H", p);
  sym_init(&names, a);
  add_own(&t, p, x->file);
  text_printf(&t, "#ifndef %s\n#define %s\n\n", guard, guard);
  text_puts(&t, "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
                "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
  size_t before = t.size;
  emit_handles(a, &t, x, &names);
  if (t.size > before) text_puts(&t, "\n");
  add_functions_of_library(&t, p);
  for (int i = 0; i < x->items.len; i++) {
    const Export *e = x->items.data[i];
    if (e->why_not) continue;
    text_puts(&t, "\n/* ");
    add_comment(&t, arena_printf(a, "%s : %s", e->name, e->type));
    if (e->doc) {
      text_puts(&t, "\n * ");
      add_comment(&t, e->doc);
    }
    text_printf(&t, " */\n%s;\n", prototype(a, x, e));
  }
  add_omitted(&t, x);
  text_puts(&t, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
  return t.data;
}

const char **export_symbols(Arena *a, const Exports *x) {
  int n = 0;
  const char **symbol = ARENA_ARRAY(a, const char *, x->items.len + OWN_NAMES + 1);
  for (; n < OWN_NAMES; n++)
    symbol[n] = arena_printf(a, "%s_%s", export_prefix(a, x), own_names[n]);
  for (int i = 0; i < x->items.len; i++)
    if (!x->items.data[i]->why_not) symbol[n++] = c_name(a, x, x->items.data[i]);
  symbol[n] = NULL;
  return symbol;
}
