/* foreign.c -- wrappers of words around C functions and inline C.
 *
 * For (define-foreign cube-root "cbrt" (:header "math.h") ...) of type F64 -> F64:
 *
 *   static W s_cube_root(W a0) {
 *     double x0 = smt_f64_of(a0);
 *     double r = cbrt(x0);
 *     return smt_f64_word(r);
 *   }
 *
 * Every conversion goes through a variable of the declared type, so that the C compiler compares that type with the header's
 * prototype and complains where a value might be changed. Without a header the prototype is ours, under a name
 * of our own that stands for the symbol, so that it contradicts nobody's. Inline C is a typed function that
 * such a wrapper calls.
 *
 * A function passed to C becomes the address of one of SMT_CALLBACKS stubs, which exist for each C function type that is
 * needed; the runtime keeps which Smelter function each of them stands for (runtime/foreign.c).
 *
 * All of it stands at the end of the text: the macros of headers come too late to disturb generated names. Lines carry the number
 * of the foreign part that they belong to as their file name (foreign.h), for whoever reads the C compiler's messages. */
#include "codegen/foreign.h"

#include <string.h>

#include "codegen/emitter.h"

const CTypeInfo *ctype_info(CTypeKind kind) {
  static const CTypeInfo info[] = {
#define CTYPE(kind, name, c, element, out, in) {name, c, element, out, in},
#include "codegen/ctypes.def"
#undef CTYPE
  };
  return &info[kind];
}

/* --- Types in C -------------------------------------------------------------------------------------- */

static const char *callback_type(Emitter *e, const CType *t);

/* "double x0", "void *x0"; without a name the type alone. */
static const char *declarator(Emitter *e, const CType *t, const char *name) {
  const char *c = ctype_info(t->kind)->c;
  if (t->kind == CTYPE_VECTOR || t->kind == CTYPE_ARRAY)
    return arena_printf(e->arena, "%s *%s", ctype_info(t->item[0]->kind)->c, name);
  if (t->kind == CTYPE_FUNCTION) return arena_printf(e->arena, "%s *%s", callback_type(e, t), name);
  bool space = *name && c[strlen(c) - 1] != '*';
  return arena_printf(e->arena, "%s%s%s", c, space ? " " : "", name);
}

/* "(int64_t a, double b)": of parameters with these names, or x0, x1, ... */
static const char *parameter_list(Emitter *e, CType **param, const char **name, int n) {
  Text t = {.arena = e->arena};
  text_puts(&t, "(");
  for (int i = 0; i < n; i++) {
    const char *own = name ? name[i] : arena_printf(e->arena, "x%d", i);
    text_printf(&t, "%s%s", i ? ", " : "", declarator(e, param[i], own));
  }
  text_puts(&t, n ? ")" : "void)");
  return t.data;
}

static const char *fill(Emitter *e, const char *pattern, const char *value) {
  Text t = {.arena = e->arena};
  for (const char *p = pattern; *p; p++) {
    if (*p == '$') text_puts(&t, value);
    else text_add(&t, p, 1);
  }
  return t.data;
}

/* The word `word`, a name, as a C value. */
static const char *value_out(Emitter *e, const CType *t, const char *word) {
  const char *out = ctype_info(t->kind)->out;
  if (!t->is_optional) return fill(e, out, word);
  const char *inside = fill(e, out, arena_printf(e->arena, "SMT_FIELDS(%s)[0]", word));
  return arena_printf(e->arena, "%s ? %s : 0", word, inside);
}

/* The C value `value`, a name, as a word. */
static const char *value_in(Emitter *e, const CType *t, const char *value, const char *finalizer) {
  const char *in = ctype_info(t->kind)->in;
  if (finalizer)
    in =
        arena_printf(e->arena, "smt_pointer_new($, (SmtFinalizer *)(void (*)(void))%s)", finalizer);
  const char *text = fill(e, in, value);
  return t->is_optional ? arena_printf(e->arena, "%s ? smt_some(%s) : 0", value, text) : text;
}

/* --- Functions that C calls -------------------------------------------------------------------------- */

/* A call of the Smelter function f as an expression. */
static const char *callback_call(Emitter *e, const CType *t) {
  Text call = {.arena = e->arena};
  int params = t->items - 1;
  bool many = params > REGS;
  if (many) text_printf(&call, "smt_apply_n(f, %d, (W[]){", params);
  else text_printf(&call, "smt_apply%d(f, ", params ? params : 1);
  if (!params) text_puts(&call, "0");
  for (int i = 0; i < params; i++)
    text_printf(&call, "%s%s", i ? ", " : "",
                value_in(e, t->item[i], arena_printf(e->arena, "x%d", i), NULL));
  text_puts(&call, many ? "})" : ")");
  return call.data;
}

static const char *stub_arguments(Emitter *e, int params) {
  Text t = {.arena = e->arena};
  text_puts(&t, "k");
  for (int i = 0; i < params; i++) text_printf(&t, ", x%d", i);
  return t.data;
}

/* The typedef for a C function type; with it come its pool and stubs, once. */
static const char *callback_type(Emitter *e, const CType *t) {
  int params = t->items - 1;
  const CType *result = t->item[params];
  const char *r = ctype_info(result->kind)->c, *list = parameter_list(e, t->item, NULL, params);
  const Sym *key = sym_printf(&e->names, "callback");
  for (int i = 0; i < t->items;
       i++) /* more than the C types say: an Integer and an I64 are the same to C */
    key = sym_printf(&e->names, "%s %d%s", key->text, t->item[i]->kind,
                     t->item[i]->is_optional ? "?" : "");
  const char *known = map_get(&e->callbacks, key), *name;
  if (known) return known;
  name = arena_printf(e->arena, "ls_callback_%d", e->callbacks.len + 1);
  map_put(e->arena, &e->callbacks, key, (void *)name);

  Text *out = &e->includes; /* before every wrapper */
  bool is_void = result->kind == CTYPE_UNIT;
  text_printf(out, "\ntypedef %s %s%s;\nstatic SmtCallbacks %s_pool;\n", r, name, list, name);
  text_printf(out, "static %s %s_call(unsigned k%s%s {\n", r, name, params ? ", " : "",
              params ? list + 1 : ")");
  text_printf(out, "  W f = smt_callback_function(&%s_pool, k);\n", name);
  text_printf(out, "  %s%s;\n", is_void ? "" : "W r = ", callback_call(e, t));
  if (!is_void) text_printf(out, "  return %s;\n", value_out(e, result, "r"));
  text_printf(out,
              "}\n#define SMT_STUB(k) static %s %s_##k%s { %s%s_call(%s); "
              "}\nSMT_EACH_CALLBACK(SMT_STUB)\n#undef SMT_STUB\n",
              r, name, list, is_void ? "" : "return ", name, stub_arguments(e, params));
  text_printf(out,
              "#define SMT_STUB(k) %s_##k,\nstatic %s *const %s_stub[] = "
              "{SMT_EACH_CALLBACK(SMT_STUB)};\n#undef SMT_STUB\n",
              name, name, name);
  return name;
}

/* --- Arguments --------------------------------------------------------------------------------------- */

static bool is_row(const CType *t) { return t->kind == CTYPE_VECTOR || t->kind == CTYPE_ARRAY; }

/* Numbers of 64 bits lie in a row of Smelter's as they do in C; narrower ones are copied out and back. */
static bool is_copied(const CType *t) {
  int bits = is_row(t) ? ctype_info(t->item[0]->kind)->element : 0;
  return bits && bits != 64 && bits != -64;
}

/* Could the collector need to know that it is in use? */
static bool is_object(const CType *t) { return t->kind >= CTYPE_STRING; }

static void emit_row(Emitter *e, const CType *t, int i) {
  Text *out = &e->foreign;
  const char *word = arena_printf(e->arena, "a%d", i),
             *data = fill(e, ctype_info(t->kind)->out, word);
  const char *c = declarator(e, t, arena_printf(e->arena, "x%d", i));
  if (!is_copied(t)) {
    text_printf(out, "  %s = (%s)%s;\n", c, declarator(e, t, ""), data);
    return;
  }
  text_printf(out, "  W n%d = *(W *)a%d;\n", i, i);
  text_printf(out, "  %s = smt_numbers_out(%s, n%d, sizeof *x%d);\n", c, data, i, i);
}

/* A function is a stub from now on. */
static void emit_function(Emitter *e, const Foreign *f, int i) {
  Text *out = &e->foreign;
  bool is_optional = f->param[i]->is_optional;
  const char *name = callback_type(e, f->param[i]),
             *frame = f->keeps_functions ? "0" : "__builtin_frame_address(0)";
  const char *word = arena_printf(e->arena, is_optional ? "SMT_FIELDS(a%d)[0]" : "a%d", i);
  const char *take =
      arena_printf(e->arena, "smt_callback_take(&%s_pool, %s, %s)", name, word, frame);
  if (is_optional) take = arena_printf(e->arena, "a%d == 0 ? SMT_CALLBACKS : %s", i, take);
  text_printf(out, "  unsigned k%d = %s;\n", i, take);
  text_printf(out, "  %s *x%d = k%d < SMT_CALLBACKS ? %s_stub[k%d] : 0;\n", name, i, i, name, i);
}

static void emit_argument(Emitter *e, const Foreign *f, int i) {
  const CType *t = f->param[i];
  const char *x = arena_printf(e->arena, "x%d", i), *a = arena_printf(e->arena, "a%d", i);
  if (i >= REGS) text_printf(&e->foreign, "  W a%d = smt_rt.spill[%d];\n", i, i - REGS);
  if (is_row(t)) emit_row(e, t, i);
  else if (t->kind == CTYPE_FUNCTION) emit_function(e, f, i);
  else text_printf(&e->foreign, "  %s = %s;\n", declarator(e, t, x), value_out(e, t, a));
}

/* After the call. */
static void emit_argument_end(Emitter *e, const CType *t, int i) {
  Text *out = &e->foreign;
  if (is_copied(t)) {
    const char *data = fill(e, ctype_info(t->kind)->out, arena_printf(e->arena, "a%d", i));
    int bits = ctype_info(t->item[0]->kind)->element;
    text_printf(out,
                "  smt_numbers_in(%s, n%d < *(W *)a%d ? n%d : *(W *)a%d, x%d, sizeof *x%d, %d);\n",
                data, i, i, i, i, i, i, bits < 0);
  }
  if (t->kind == CTYPE_FUNCTION)
    text_printf(out, "  smt_callback_give(&%s_pool, k%d);\n", callback_type(e, t), i);
  if (is_object(t)) text_printf(out, "  SMT_KEEP(a%d);\n", i);
}

/* --- The wrapper ------------------------------------------------------------------------------------- */

static void emit_include(Emitter *e, const char *header, int number) {
  if (!declare_once(e, arena_printf(e->arena, "include %s", header))) return;
  text_printf(&e->includes, "#line 1 \"" FOREIGN_FILE "%d\"\n#include <%s>\n", number, header);
}

/* What inline C sees without asking. */
static const char *const usual[] = {"errno.h", "math.h",   "stdbool.h",
                                    "stdio.h", "stdlib.h", "string.h"};

/* Once, before every wrapper. */
static void emit_start(Emitter *e) {
  text_puts(
      &e->foreign,
      "#define fflush smt_fflush\n"
      "__attribute__((constructor)) static void smt_start_foreign(void) { smt_join_stdout(); }\n");
}

static void emit_includes(Emitter *e, const Foreign *f, int number) {
  if (declare_once(e, "foreign"))
    text_puts(&e->includes, "/* C of the program's own. */\n"
                            "#pragma GCC diagnostic error \"-Wimplicit-function-declaration\"\n"
                            "#pragma GCC diagnostic error \"-Wint-conversion\"\n"
                            "#pragma GCC diagnostic error \"-Wincompatible-pointer-types\"\n"
                            "#pragma GCC diagnostic error \"-Wreturn-type\"\n");
  for (size_t i = 0; f->is_inline && i < sizeof usual / sizeof *usual; i++)
    emit_include(e, usual[i], number);
  for (int i = 0; i < f->needs.len; i++)
    if (f->needs.data[i].kind == NEED_HEADER) emit_include(e, f->needs.data[i].text, number);
}

static bool has_header(const Foreign *f) {
  for (int i = 0; i < f->needs.len; i++)
    if (f->needs.data[i].kind == NEED_HEADER) return true;
  return false;
}

/* Without the last semicolon: people write that of a statement, too. */
static size_t expression_length(const char *text) {
  size_t n = strlen(text);
  while (n && strchr(" \t\n;", text[n - 1])) n--;
  return n;
}

/* Inline C as a function; its name. Nothing but statements can have no result. */
static const char *emit_inline(Emitter *e, CoreGlobal *g, const Foreign *f, int number) {
  Text *out = &e->foreign;
  const char *name = arena_printf(e->arena, "%s__text", name_global(e, g)), *text = f->text;
  bool is_void = f->result->kind == CTYPE_UNIT;
  bool is_body = text[strspn(text, " \t\n")] == '{';
  text_printf(out, "static inline %s%s {\n%s", declarator(e, f->result, name),
              parameter_list(e, f->param, f->name, f->params),
              is_void || is_body ? "" : "return (\n");
  text_printf(out, "#line 1 \"" FOREIGN_FILE "%d" FOREIGN_TEXT "\"\n", number);
  text_add(out, text, is_body ? strlen(text) : expression_length(text));
  text_printf(out, "\n#line 1 \"" FOREIGN_FILE "%d\"\n", number);
  text_puts(out, is_body ? "}\n" : is_void ? ";\n}\n" : ");\n}\n");
  return name;
}

/* Our own prototype for what no header declares; the name that it has. */
static const char *emit_prototype(Emitter *e, CoreGlobal *g, const Foreign *f) {
  const char *name = arena_printf(e->arena, "%s__symbol", name_global(e, g));
  const char *list = f->is_value ? "" : parameter_list(e, f->param, NULL, f->params);
  text_printf(&e->foreign, "extern %s%s __asm__(\"%s\");\n", declarator(e, f->result, name), list,
              f->text);
  return name;
}

static const char *call_text(Emitter *e, const Foreign *f, const char *callee) {
  Text t = {.arena = e->arena};
  text_puts(&t, callee);
  for (int i = 0; i < f->params;
       i++) /* whose own idea of the parameters of a callback C has is not compared */
    text_printf(&t, "%s%sx%d", i ? ", " : "(",
                f->param[i]->kind == CTYPE_FUNCTION && !f->is_inline ? "(void *)" : "", i);
  if (!f->is_value) text_puts(&t, f->params ? ")" : "()");
  return t.data;
}

static void emit_wrapper(Emitter *e, CoreGlobal *g, const Foreign *f, const char *callee) {
  Text *out = &e->foreign;
  bool is_void = f->result->kind == CTYPE_UNIT;
  text_printf(out, "static W %s(W a0", name_global(e, g));
  for (int i = 1; i < g->arity && i < REGS; i++) text_printf(out, ", W a%d", i);
  text_puts(out, ") {\n");
  if (!f->params) text_puts(out, "  (void)a0;\n");
  for (int i = 0; i < f->params; i++) emit_argument(e, f, i);
  const char *call = call_text(e, f, callee);
  if (is_void) text_printf(out, "  %s;\n", call);
  else text_printf(out, "  %s = %s;\n", declarator(e, f->result, "r"), call);
  for (int i = 0; i < f->params; i++) emit_argument_end(e, f->param[i], i);
  text_printf(out, "  return %s;\n}\n", value_in(e, f->result, "r", f->finalizer));
}

void emit_foreign(Emitter *e, CoreGlobal *g) {
  const Foreign *f = g->foreign;
  vec_push(e->arena, &e->foreigns, g->foreign);
  int number = e->foreigns.len;
  if (number == 1 && !e->unit->exports)
    emit_start(e); /* a library leaves its program's stdout alone */
  emit_includes(e, f, number);
  text_printf(&e->foreign, "\n#line 1 \"" FOREIGN_FILE "%d\"\n", number);
  if (f->is_inline) {
    emit_wrapper(e, g, f, emit_inline(e, g, f, number));
    return;
  }
  bool is_known = has_header(f);
  const char *callee = is_known ? f->text : emit_prototype(e, g, f);
  text_puts(&e->foreign,
            "#pragma GCC diagnostic push\n#pragma GCC diagnostic error \"-Wconversion\"\n"
            "#pragma GCC diagnostic ignored \"-Wsign-conversion\"\n"
            "#pragma GCC diagnostic ignored \"-Wpointer-sign\"\n");
  emit_wrapper(e, g, f, callee);
  text_puts(&e->foreign, "#pragma GCC diagnostic pop\n");
}
