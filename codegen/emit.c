/* emit.c -- a unit as C text: functions, closures of globals, dictionaries, values, the table of the program.
 *
 * The text has four parts: declarations, static data, functions, and the table; they grow side by side and are put together
 * at the end. What a function mentions is declared when it is first mentioned; closures and dictionaries of this unit's own
 * globals are made when somebody uses them as values (all of them in the library). */
#include "codegen/emitter.h"

#include "codegen/tidy.h"

#include <assert.h>
#include <string.h>

/* Functions found to be needed while emitting: closures of globals, of constructors, of primitives. */
typedef VEC(CoreGlobal *) Globals;

typedef struct Unit {
  Emitter e;            /* first: an Emitter is a Unit */
  Globals todo;         /* functions still to be written */
  Globals dictionaries; /* still to be written */
  Globals table;        /* functions for traces */
  Map written;          /* functions whose text is there, or being written */
  Globals values;       /* EMIT_TCC: in the order of smt_unit_values */
} Unit;

static Unit *unit_of(Emitter *e) { return (Unit *)e; }

static bool is_own(const Emitter *e, const CoreGlobal *g) { return map_get(&e->own, g) != NULL; }

static bool is_exported(const Emitter *e, const CoreGlobal *g) {
  return e->is_open && !g->is_local;
}

struct OpenUnits {
  SiteVec sites;
  FileVec files;
};

OpenUnits *open_units_new(Arena *a) { return ARENA_NEW(a, OpenUnits); }

static const char *storage(const Emitter *e, const CoreGlobal *g) {
  return is_exported(e, g) ? "" : "static ";
}

/* --- Functions -------------------------------------------------------------------------------------- */

/* The C parameters of a function: named when its parameters have notes. */
static const char *parameters(Emitter *e, const CoreGlobal *g, bool named) {
  Text t = {.arena = e->arena};
  bool self = g->kind == GLOBAL_CLOSURE;
  int arity = g->kind == GLOBAL_INSTANCE ? g->context : g->arity;
  text_puts(&t, self ? (named ? "W self" : "W") : "");
  for (int i = 0; i < arity && i < REGS; i++) {
    text_puts(&t, i || self ? ", W" : "W");
    if (named) text_printf(&t, " %s", (const char *)g->param[i]->note);
  }
  return t.size ? t.data : "void";
}

static void declare_function(Emitter *e, CoreGlobal *g) {
  if (!declare_once(e, name_global(e, g))) return;
  const char *how = is_exported(e, g) ? "" : e->mode == EMIT_TCC ? "static " : "SMT_LOCAL ";
  text_printf(&e->declarations, "%sW %s(%s);\n", how, name_global(e, g), parameters(e, g, false));
}

/* In code: a function that stands further up needs no declaration, which is what libtcc reads most of. */
static void mention_function(Emitter *e, CoreGlobal *g) {
  if (e->mode != EMIT_TCC || !map_get(&unit_of(e)->written, g)) declare_function(e, g);
}

const char *global_code_name(Emitter *e, CoreGlobal *g) {
  if (is_own(e, g)) mention_function(e, g);
  else
    declare_extern(e, name_global(e, g),
                   arena_printf(e->arena, "W %s(%s);", name_global(e, g), parameters(e, g, false)));
  return name_global(e, g);
}

static void emit_function(Emitter *e, CoreGlobal *g) {
  e->fn = g;
  e->taken = (Map){0};
  e->temps = e->labels = 0;
  name_temp(e, "self");
  if (e->mode == EMIT_TCC) tidy_count(g);
  else tidy_count_exactly(g);
  for (int i = 0; i < g->arity; i++) g->param[i]->note = (void *)name_variable(e, g->param[i]);
  if (g->self) g->self->note = "self";
  e->entry.size = 0;
  map_put(e->arena, &unit_of(e)->written, g, g);
  emit_body(e, g, &e->entry);
  mention_function(e, g);
  text_printf(&e->code, "\n%sW %s(%s) {\n", storage(e, g), name_global(e, g),
              parameters(e, g, true));
  text_add(&e->code, e->entry.data, e->entry.size);
  text_puts(&e->code, "}\n");
  vec_push(e->arena, &unit_of(e)->table, g);
}

/* A function that is called through a closure and goes on to `g`; it stands for code named `cname`. */
static CoreGlobal *make_closure_code(Emitter *e, CoreGlobal *g, const char *cname) {
  Span nowhere = {0};
  CoreGlobal *code = ARENA_NEW(e->arena, CoreGlobal);
  Core **arg = ARENA_ARRAY(e->arena, Core *, g->arity);
  code->kind = GLOBAL_CLOSURE;
  code->cname = cname;
  code->is_local = true;
  code->arity = g->arity;
  code->param = ARENA_ARRAY(e->arena, CoreVar *, g->arity);
  for (int i = 0; i < g->arity; i++) {
    code->param[i] = ARENA_NEW(e->arena, CoreVar);
    arg[i] = core_var(e->arena, nowhere, code->param[i]);
  }
  code->low = core_call(e->arena, nowhere, core_global(e->arena, nowhere, g), arg, g->arity);
  if (g->kind == GLOBAL_CTOR && g->ctor->type->repr == REPR_NEWTYPE) code->low = arg[0];
  map_put(e->arena, &e->own, code, code);
  declare_function(e, code);
  vec_push(e->arena, &unit_of(e)->todo, code);
  return code;
}

/* The static closure `name` of a function, constructor or primitive. */
static const char *closure_object(Emitter *e, CoreGlobal *g, const char *name,
                                  const char *code_name) {
  const char *text = arena_printf(e->arena, "(W)%s", name);
  if (!declare_once(e, name)) return text;
  bool exported = g->kind == GLOBAL_FUNCTION && is_exported(e, g);
  text_printf(&e->declarations, "%sconst W %s[2]%s;\n", exported ? "extern " : "static ", name,
              exported ? "" : " SMT_ALIGNED");
  CoreGlobal *code = g->kind == GLOBAL_CLOSURE ? g : make_closure_code(e, g, code_name);
  declare_function(e, code); /* data stand before code */
  text_printf(&e->data, "%sconst W %s[2] SMT_ALIGNED = {(W)%s, %d};\n", exported ? "" : "static ",
              name, global_code_name(e, code), code->arity);
  return text;
}

static const char *dictionary_text(Emitter *e, CoreGlobal *g) {
  const char *name = arena_printf(e->arena, "%s__d", name_global(e, g)),
             *text = arena_printf(e->arena, "(W)%s", name);
  assert(g->context == 0);
  if (!is_own(e, g)) {
    declare_extern(e, name, arena_printf(e->arena, "extern const W %s[];", name));
  } else if (declare_once(e, name)) {
    bool exported = is_exported(e, g);
    text_printf(&e->declarations, "%sconst W %s[%d]%s;\n", exported ? "extern " : "static ", name,
                g->slots ? g->slots : 1, exported ? "" : " SMT_ALIGNED");
    vec_push(e->arena, &unit_of(e)->dictionaries, g);
  }
  return text;
}

const char *global_value_text(Emitter *e, CoreGlobal *g) {
  const char *name = arena_printf(e->arena, "%s__c", name_global(e, g)),
             *code = arena_printf(e->arena, "%s__closure", name_global(e, g));
  switch (g->kind) {
  case GLOBAL_FUNCTION:
  case GLOBAL_FOREIGN:
    assert(g->arity > 0);
    if (is_own(e, g)) return closure_object(e, g, name, code);
    declare_extern(e, name, arena_printf(e->arena, "extern const W %s[];", name));
    return arena_printf(e->arena, "(W)%s", name);
  case GLOBAL_CLOSURE: return closure_object(e, g, name, code);
  case GLOBAL_CTOR:
    if (g->arity == 0) return word_text(e, core_ctor_word(g->ctor));
    return closure_object(e, g, arena_printf(e->arena, "k_%s", name),
                          arena_printf(e->arena, "k_%s", code));
  case GLOBAL_PRIM:
    name = arena_printf(e->arena, "k_prim_%d", g->prim);
    return closure_object(e, g, name, arena_printf(e->arena, "%s__closure", name));
  case GLOBAL_INSTANCE: return dictionary_text(e, g);
  case GLOBAL_VALUE: break;
  }
  assert(!"a value has no constant text");
  return "";
}

/* --- Dictionaries ------------------------------------------------------------------------------------ */

static const char *slot_text(Emitter *e, CoreGlobal *slot) {
  if (slot->arity > 0) return global_value_text(e, slot);
  const char *text = constant_text(e, slot->body);
  assert(text && "the superclass of an instance without a context is known");
  return text;
}

static void emit_dictionary(Emitter *e, CoreGlobal *g) {
  Text t = {.arena = e->arena};
  for (int i = 0; i < g->slots; i++)
    text_printf(&t, "%s%s", i ? ", " : "", slot_text(e, g->slot[i]));
  text_printf(&e->data, "%sconst W %s__d[%d] SMT_ALIGNED = {%s};\n", storage(e, g),
              name_global(e, g), g->slots ? g->slots : 1, g->slots ? t.data : "0");
}

/* --- Values ------------------------------------------------------------------------------------------ */

bool value_is_variable(const Emitter *e, const CoreGlobal *g) {
  return e->mode != EMIT_LIBRARY && is_own(e, g);
}

const char *value_place(Emitter *e, CoreGlobal *g) {
  if (e->mode == EMIT_TCC && is_own(e, g)) {
    uintptr_t index = (uintptr_t)map_get(&e->value_index, g);
    if (!index) {
      vec_push(e->arena, &unit_of(e)->values, g);
      index = (uintptr_t)unit_of(e)->values.len;
      map_put(e->arena, &e->value_index, g, (void *)index);
    }
    return arena_printf(e->arena, "smt_unit_values[%d]", (int)index - 1);
  }
  if (value_is_variable(e, g)) {
    if (declare_once(e, name_global(e, g)))
      text_printf(&e->declarations, "static W %s;\n", name_global(e, g));
    return name_global(e, g);
  }
  const char *place = arena_printf(e->arena, "%s__value", name_global(e, g));
  if (!is_own(e, g)) declare_extern(e, place, arena_printf(e->arena, "extern W %s;", place));
  else if (declare_once(e, place))
    text_printf(&e->declarations, "%sW %s;\n", g->is_dynamic ? "extern " : "static ", place);
  return place;
}

const char *value_getter(Emitter *e, CoreGlobal *g) {
  const char *get = arena_printf(e->arena, "%s__get", name_global(e, g));
  if (!is_own(e, g)) declare_extern(e, get, arena_printf(e->arena, "W %s(void);", get));
  else if (declare_once(e, get)) text_printf(&e->declarations, "W %s(void);\n", get);
  return get;
}

/* The function that computes a value: NULL when that is a constant. */
static const char *emit_computation(Emitter *e, CoreGlobal *g) {
  if (constant_text(e, g->low)) return NULL;
  CoreGlobal *f = ARENA_NEW(e->arena, CoreGlobal);
  f->kind = GLOBAL_FUNCTION;
  f->name = g->name;
  f->cname = arena_printf(e->arena, "%s__init", name_global(e, g));
  f->low = g->low;
  f->is_local = true;
  map_put(e->arena, &e->own, f, f);
  emit_function(e, f);
  return f->cname;
}

static void emit_library_value(Emitter *e, CoreGlobal *g) {
  const char *compute = emit_computation(e, g);
  value_getter(e, g);
  if (!compute && !g->is_dynamic) {
    text_printf(&e->code, "\nW %s__get(void) { return %s; }\n", name_global(e, g),
                constant_text(e, g->low));
    return;
  }
  const char *value = compute ? arena_printf(e->arena, "%s()", compute) : constant_text(e, g->low);
  const char *place = value_place(e, g);
  text_printf(&e->data, "%sW %s;\nstatic W %s__ready;\n", g->is_dynamic ? "" : "static ", place,
              name_global(e, g));
  text_printf(&e->code,
              "\nW %s__get(void) {\n  if (!%s__ready) {\n    %s = %s;\n    %s__ready = 1;\n  }\n  "
              "return %s;\n}\n",
              name_global(e, g), name_global(e, g), place, value, name_global(e, g), place);
}

/* How later units come to a value of this one. */
static void emit_value_access(Emitter *e, CoreGlobal *g) {
  const char *place = value_place(e, g);
  text_printf(&e->code, "\nW %s__get(void) { return %s; }\n", name_global(e, g), place);
  if (g->is_dynamic) text_printf(&e->code, "W *%s__at = &%s;\n", name_global(e, g), place);
}

static void emit_init(Emitter *e) {
  Text t = {.arena = e->arena};
  for (int i = 0; i < e->unit->init.len; i++) {
    CoreGlobal *g = e->unit->init.data[i];
    const char *compute = emit_computation(e, g);
    const char *value =
        compute ? arena_printf(e->arena, "%s()", compute) : constant_text(e, g->low);
    if (g->is_used || g->is_dynamic) text_printf(&t, "  %s = %s;\n", value_place(e, g), value);
    else if (compute) text_printf(&t, "  %s;\n", value);
  }
  text_printf(&e->code, "\nstatic void smt_init(void) {\n%s}\n", t.size ? t.data : "");
}

/* --- The program table ------------------------------------------------------------------------------- */

/* What is between the quotes of a string in C. */
static void add_c_text(Text *t, const char *s) {
  for (; *s; s++) {
    unsigned char c = (unsigned char)*s;
    if (c == '"' || c == '\\') text_printf(t, "\\%c", c);
    else if (c < ' ' || c >= 127 || c == '?') text_printf(t, "\\%03o", c);
    else text_add(t, s, 1);
  }
}

/* What traces look at, as smt.h says. Strings and not tables: libtcc takes a third of its time for those. */
static void emit_sites(Emitter *e, Text *t) {
  uint32_t file = 0;
  text_puts(t, "static const char smt_sites[] = \"");
  for (int i = 1; i < e->sites.len; i++) {
    const Site *s = &e->sites.data[i];
    if (s->file != file) text_printf(t, "%u@", file = s->file);
    text_printf(t, "%u:%u %s", s->line, s->column, i % 8 == 0 ? "\"\n  \"" : "");
  }
  text_puts(t, "\";\n");
}

static void emit_functions(Emitter *e, Text *t) {
  Unit *u = unit_of(e);
  const char *cast = e->mode == EMIT_TCC ? "" : "(void *)";
  text_puts(t, "static void *const smt_functions[] = {\n");
  for (int i = 0; i < u->table.len; i++)
    text_printf(t, "%s%s,%s", cast, name_global(e, u->table.data[i]), i % 4 == 3 ? "\n" : " ");
  text_puts(t, u->table.len ? "};\n" : "0};\n");
  text_puts(t, "static const char smt_names[] = \"");
  for (int i = 0; i < u->table.len; i++) {
    const CoreGlobal *g = u->table.data[i];
    if (g == e->unit->main) text_puts(t, "\\001"); /* SMT_CALLS_MAIN */
    else if (g->name && g->kind != GLOBAL_INSTANCE) add_c_text(t, g->name->text);
    text_puts(t, i % 8 == 7 ? "\\000\"\n  \"" : "\\000");
  }
  text_puts(t, "\";\n");
}

static void emit_program(Emitter *e) {
  Unit *u = unit_of(e);
  Text *t = &e->code;
  const char *cast = e->mode == EMIT_TCC ? "(void*)" : "";
  if (e->mode == EMIT_TCC)
    text_puts(t,
              "typedef struct{void*i,*m;const void*f,*s,*c,*n;uint32_t k;W*r;W v;}SmtProgram;\n");
  text_puts(t, "\nstatic const char *const smt_files[] = {");
  for (int i = 0; i < e->files.len; i++) {
    text_puts(t, i ? ", \"" : "\"");
    add_c_text(t, e->files.data[i]);
    text_puts(t, "\"");
  }
  text_puts(t, "};\n");
  emit_sites(e, t);
  emit_functions(e, t);
  const char *main = e->unit->main ? global_code_name(e, e->unit->main) : "0";
  text_printf(
      t,
      "const SmtProgram smt_program = {%ssmt_init, %s%s, smt_files, smt_sites, smt_functions, "
      "smt_names, %d, %s, %d};\n",
      cast, cast, main, u->table.len, u->values.len ? "smt_unit_values" : "0", u->values.len);
}

/* --- The whole ---------------------------------------------------------------------------------------- */

static void emit_jump_macro(Text *t, int args) {
  static const char *const reg[] = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};
  text_printf(t, "#define SMT_JUMP%d(f", args);
  for (int i = 0; i < args; i++) text_printf(t, ",a%d", i);
  text_puts(t, "){W smt_f=(W)(f)");
  for (int i = 0; i < args; i++) text_printf(t, ",smt_%d=(a%d)", i, i);
  text_puts(t, ";__asm__ volatile(\"");
  for (int i = 0; i < args; i++) text_printf(t, "movq %%%d,%%%%%s\\n\\t", i + 1, reg[i]);
  text_puts(t, "movq %0,%%rax\\n\\tleave\\n\\tjmp *%%rax\"::\"m\"(smt_f)");
  for (int i = 0; i < args; i++) text_printf(t, ",\"m\"(smt_%d)", i);
  text_puts(t, ");}\n");
}

static void add_header(Emitter *e, Text *t) {
  if (e->mode != EMIT_TCC) {
    text_printf(t,
                "/* Made by smt; do not edit. */\n%s%s#include \"smt.h\"\n\n"
                "#define SMT_ALIGNED __attribute__((aligned(16), unused))\n"
                "#define SMT_LOCAL %sstatic __attribute__((unused))\n\n",
                e->foreigns.len ? "#define _GNU_SOURCE 1\n" : "",
                e->mode == EMIT_CC ? "#define SMT_PROGRAM 1\n" : "",
                e->mode == EMIT_CC ? "SMT_CODE " : "");
    return;
  }
  text_puts(t, "typedef unsigned long W;typedef long int64_t;typedef unsigned uint32_t;\n"
               "#define SMT_ALIGNED __attribute__((aligned(16)))\n"
               "extern struct{uint32_t site,spare;W spill[64],args[64];}smt_rt;\n");
  for (int i = 0; i <= REGS + 1; i++)
    if (e->jump_used[i]) emit_jump_macro(t, i);
  if (unit_of(e)->values.len) text_printf(t, "W smt_unit_values[%d];\n", unit_of(e)->values.len);
}

static bool is_emitted(const CoreGlobal *g) {
  return (g->kind == GLOBAL_FUNCTION || g->kind == GLOBAL_CLOSURE || g->kind == GLOBAL_INSTANCE) &&
         g->low && g->arity > 0;
}

static void emit_globals(Emitter *e) {
  Unit *u = unit_of(e);
  for (int i = 0; i < e->unit->globals.len; i++)
    map_put(e->arena, &e->own, e->unit->globals.data[i], e->unit->globals.data[i]);
  for (int i = 0; i < e->unit->globals.len; i++) {
    CoreGlobal *g = e->unit->globals.data[i];
    if (is_emitted(g)) emit_function(e, g);
    if (g->kind == GLOBAL_FOREIGN) emit_foreign(e, g);
    if (!e->is_open) continue;
    if (g->kind == GLOBAL_VALUE && e->mode == EMIT_LIBRARY) emit_library_value(e, g);
    if (g->kind == GLOBAL_VALUE && e->mode != EMIT_LIBRARY && g->is_used) emit_value_access(e, g);
    if (g->is_local) continue;
    if (g->kind == GLOBAL_INSTANCE && g->context == 0) dictionary_text(e, g);
    if (g->kind == GLOBAL_FUNCTION && g->arity > 0) global_value_text(e, g);
  }
  if (e->mode != EMIT_LIBRARY) emit_init(e);
  while (u->todo.len || u->dictionaries.len) {
    if (u->dictionaries.len) emit_dictionary(e, u->dictionaries.data[--u->dictionaries.len]);
    else emit_function(e, u->todo.data[--u->todo.len]);
  }
}

static Emitted put_together(Emitter *e) {
  Text t = {.arena = e->arena};
  add_header(e, &t);
  const Text *part[] = {&e->declarations, &e->data, &e->code, &e->includes, &e->foreign};
  for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
    if (part[i]->size) text_add(&t, part[i]->data, part[i]->size);
    if (part[i]->size || i < 3) text_puts(&t, "\n");
  }
  Emitted out = {.text = t.data, .size = t.size};
  for (int i = 0; i < e->externs.len; i++) vec_push(e->arena, &out.externs, e->externs.data[i]);
  for (int i = 0; i < e->foreigns.len; i++) vec_push(e->arena, &out.foreign, e->foreigns.data[i]);
  return out;
}

Emitted emit_unit(Arena *a, CoreUnit *unit, Sources *sources, EmitMode mode) {
  Unit *u = ARENA_NEW(a, Unit);
  Emitter *e = &u->e;
  e->arena = e->entry.arena = e->body.arena = e->declarations.arena = e->data.arena =
      e->code.arena = a;
  e->includes.arena = e->foreign.arena = a;
  e->unit = unit;
  e->sources = sources;
  e->mode = mode;
  e->is_open = mode == EMIT_LIBRARY || unit->open;
  sym_init(&e->names, a);
  if (unit->open && unit->open->sites.len) {
    e->sites = unit->open->sites;
    e->files = unit->open->files;
  } else {
    vec_push(a, &e->files, "");
    vec_push(a, &e->sites, (Site){0});
  }
  if (mode == EMIT_TCC) vec_push(a, &e->externs, "smt_rt");
  emit_globals(e);
  if (mode != EMIT_LIBRARY) emit_program(e);
  if (unit->exports) emit_exports(e);
  if (unit->open) {
    unit->open->sites = e->sites;
    unit->open->files = e->files;
  }
  return put_together(e);
}
