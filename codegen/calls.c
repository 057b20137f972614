/* calls.c -- calls as C statements: of known functions, of closures, of primitives and constructors.
 *
 *   saturated call of a known function    a C call; arguments beyond the registers go through smt_rt.spill
 *   tail call of the function itself      its parameters are assigned anew, and back to the start
 *   any other tail call                   `return f(...)`, which gcc and clang make a jump; SMT_JUMP for libtcc, which does not
 *   fewer or more arguments, closures     smt_applyN sorts it out
 *
 * Arguments are evaluated from left to right, all of them before the call. */
#include "codegen/emitter.h"

#include <string.h>

static const char *call_text(Emitter *e, const char *fn, const char *const *arg, int args) {
  Text t = {.arena = e->arena};
  text_printf(&t, "%s(", fn);
  for (int i = 0; i < args && i < REGS + 1; i++) text_printf(&t, "%s%s", i ? ", " : "", arg[i]);
  text_puts(&t, ")");
  return t.data;
}

static void emit_return_call(Emitter *e, const char *fn, const char *const *arg, int args) {
  if (e->mode != EMIT_TCC) {
    emit_line(e, "return %s;", call_text(e, fn, arg, args));
    return;
  }
  Text t = {.arena = e->arena};
  text_printf(&t, "SMT_JUMP%d(%s", args, fn);
  for (int i = 0; i < args; i++) text_printf(&t, ", %s", arg[i]);
  emit_line(e, "%s)", t.data);
  e->jump_used[args] = true;
}

/* Arguments beyond those in registers. `first`: 1 when the first one is the closure itself. */
static int spill(Emitter *e, const char *const *arg, int args, int first) {
  for (int i = REGS + first; i < args; i++)
    emit_line(e, "smt_rt.spill[%d] = %s;", i - REGS - first, arg[i]);
  return args < REGS + first ? args : REGS + first;
}

void emit_site(Emitter *e, Span span) {
  uint32_t site = site_of(e, span);
  if (site) emit_line(e, "smt_rt.site = %u;", site);
}

static bool put_call(Emitter *e, const char *fn, const char *const *arg, int args, Dest d) {
  if (d.kind != RETURN) return emit_put(e, call_text(e, fn, arg, args), true, d);
  emit_return_call(e, fn, arg, args);
  return false;
}

/* A call of a function known only as a value: arg[0] is that, `args` follow. */
static bool put_apply(Emitter *e, const char *const *arg, int args, Span span, Dest d) {
  emit_site(e, span);
  if (args <= REGS) {
    const char *fn = arena_printf(e->arena, "smt_apply%d", args);
    declare_runtime(e, fn, args + 1);
    return put_call(e, fn, arg, args + 1, d);
  }
  declare_extern(e, "smt_apply_n", "W smt_apply_n(W,W,const W*);");
  for (int i = 0; i < args; i++) emit_line(e, "smt_rt.args[%d] = %s;", i, arg[i + 1]);
  const char *buffer = e->mode == EMIT_TCC && d.kind == RETURN ? "(W)smt_rt.args" : "smt_rt.args";
  const char *all[] = {arg[0], arena_printf(e->arena, "%d", args), buffer};
  return put_call(e, "smt_apply_n", all, 3, d);
}

/* A tail call of the function being written: its parameters anew, and back to the start. */
static bool emit_self_call(Emitter *e, Core **arg, int args) {
  const char **text = emit_operands(e, arg, args, false),
             **to = ARENA_ARRAY(e->arena, const char *, args);
  for (int i = 0; i < args; i++) {
    CoreVar *v = e->fn->param[i];
    to[i] = v->uses || v->assigned ? v->note : NULL;
    if (!to[i] && !is_inline(e, arg[i])) emit_line(e, "(void)%s;", text[i]);
  }
  emit_assignments(e, to, text, args);
  emit_line(e, "goto again;");
  e->loops = true;
  return false;
}

static bool is_self_call(const Emitter *e, const Core *c) {
  const CoreGlobal *g = c->call.fn->global;
  if (g != e->fn) return false;
  if (g->kind == GLOBAL_FUNCTION) return c->call.args == g->arity;
  return g->kind == GLOBAL_CLOSURE && c->call.args == g->arity + 1 &&
         c->call.arg[0]->kind == CORE_VAR && c->call.arg[0]->var == g->self;
}

static int arguments_wanted(const CoreGlobal *g) {
  return g->kind == GLOBAL_INSTANCE  ? g->context
         : g->kind == GLOBAL_CLOSURE ? g->arity + 1
                                     : g->arity;
}

/* What is not needed is still evaluated when it does something. */
static bool drop_all(Emitter *e, Core **c, int n) {
  for (int i = 0; i < n; i++)
    if (!emit_core(e, c[i], emit_nowhere)) return false;
  return true;
}

static bool emit_partial(Emitter *e, Core *c, Dest d) {
  if (d.kind == DROP) return drop_all(e, c->call.arg, c->call.args);
  const char **given = emit_operands(e, c->call.arg, c->call.args, false);
  const char **arg = ARENA_ARRAY(e->arena, const char *, c->call.args + 1);
  arg[0] = global_value_text(e, c->call.fn->global);
  memcpy(arg + 1, given, sizeof *given * (size_t)c->call.args);
  Span nowhere = {0};
  return put_apply(e, arg, c->call.args, nowhere, d);
}

/* A constructor with more fields than smt_dataN takes. */
static bool put_record(Emitter *e, const Ctor *ctor, const char *const *field, Dest d) {
  bool header = ctor->type->repr == REPR_HEADER;
  const char *p = name_temp(e, "p");
  declare_extern(e, "smt_alloc", e->mode == EMIT_TCC ? "W *smt_alloc(W);" : "");
  emit_line(e, "W *%s = smt_alloc(%d);", p, ctor->arity + header);
  if (header) emit_line(e, "%s[0] = %d;", p, ctor->index);
  for (int i = 0; i < ctor->arity; i++) emit_line(e, "%s[%d] = %s;", p, i + header, field[i]);
  const char *tag = header || ctor->index == 0 ? "" : arena_printf(e->arena, " + %d", ctor->index);
  return emit_put(e, arena_printf(e->arena, "(W)%s%s", p, tag), false, d);
}

static bool emit_constructor(Emitter *e, Core *c, Dest d) {
  const Ctor *ctor = c->call.fn->global->ctor;
  if (d.kind == DROP) return drop_all(e, c->call.arg, c->call.args);
  const char **field = emit_operands(e, c->call.arg, c->call.args, false);
  const char *text = ctor_text(e, ctor, field);
  return text ? emit_put(e, text, false, d) : put_record(e, ctor, field, d);
}

static bool emit_prim(Emitter *e, Core *c, Dest d) {
  const PrimInfo *prim = prim_info(c->call.fn->global->prim);
  if (d.kind == DROP && !prim->has_effect) return drop_all(e, c->call.arg, c->call.args);
  const char **arg = emit_operands(e, c->call.arg, c->call.args, false);
  for (int i = 0; i < c->call.args; i++)
    if (prim_repeats(c->call.fn->global->prim, i) && !is_simple(arg[i])) {
      const char *name = name_temp(e, "t");
      emit_line(e, "W %s = %s;", name, arg[i]);
      arg[i] = name;
    }
  const char *text = prim_text(e, c->call.fn->global->prim, arg, c->span);
  size_t n = strlen(text);
  if (n > 7 && text[0] == '(' &&
      strcmp(text + n - 7, ", (W)0)") == 0) { /* "(x = y, (W)0)": do, then Unit */
    emit_line(e, "%.*s;", (int)n - 8, text + 1);
    return emit_put(e, "0ul", false, d);
  }
  return emit_put(e, text, prim->has_effect, d);
}

/* A call of a function of this text or of the library with at least the arguments it wants. */
static bool emit_known(Emitter *e, Core *c, Dest d) {
  CoreGlobal *g = c->call.fn->global;
  int wanted = arguments_wanted(g), more = c->call.args - wanted;
  if (d.kind == RETURN && is_self_call(e, c)) {
    int self = g->kind == GLOBAL_CLOSURE;
    return emit_self_call(e, c->call.arg + self, g->arity);
  }
  const char **arg = emit_operands(e, c->call.arg, c->call.args, more > 0);
  int passed = spill(e, arg, wanted, g->kind == GLOBAL_CLOSURE);
  const char *fn = global_code_name(e, g);
  if (g->is_library || g->is_copy || g->kind == GLOBAL_FOREIGN) emit_site(e, c->span);
  if (more == 0) return put_call(e, fn, arg, passed, d);
  const char *result = name_temp(e, "f");
  put_call(e, fn, arg, passed, (Dest){ASSIGN, result, true});
  arg[wanted - 1] = result;
  return put_apply(e, arg + wanted - 1, more, c->span, d);
}

static bool emit_unknown(Emitter *e, Core *c, Dest d) {
  Core **all = ARENA_ARRAY(e->arena, Core *, c->call.args + 1);
  all[0] = c->call.fn;
  memcpy(all + 1, c->call.arg, sizeof *all * (size_t)c->call.args);
  return put_apply(e, emit_operands(e, all, c->call.args + 1, false), c->call.args, c->span, d);
}

/* One that the emitter itself reads; its note is the C variable. */
static CoreVar *emitted_variable(Emitter *e) {
  CoreVar *v = ARENA_NEW(e->arena, CoreVar);
  v->uses = 1;
  return v;
}

bool emit_call(Emitter *e, Core *c, Dest d) {
  if (c->call.fn->kind != CORE_GLOBAL) return emit_unknown(e, c, d);
  CoreGlobal *g = c->call.fn->global;
  if (g->kind == GLOBAL_VALUE || arguments_wanted(g) == 0) return emit_unknown(e, c, d);
  if (c->call.args < arguments_wanted(g)) return emit_partial(e, c, d);
  if (c->call.args > arguments_wanted(g) && (g->kind == GLOBAL_PRIM || g->kind == GLOBAL_CTOR)) {
    Core *inner = core_call(e->arena, c->span, c->call.fn, c->call.arg, g->arity);
    Core *outer = core_new(e->arena, CORE_CALL, c->span);
    CoreVar *f = emitted_variable(e);
    for (int i = 0; i < c->call.args; i++)
      if (!is_inline(e, c->call.arg[i]) ||
          reads_variables(c->call.arg[i])) { /* all arguments before the first call */
        CoreVar *v = emitted_variable(e);
        v->note = (void *)emit_in_temp(e, c->call.arg[i]);
        c->call.arg[i] = core_var(e->arena, c->span, v);
      }
    f->note = (void *)emit_in_temp(e, inner);
    outer->call.fn = core_var(e->arena, c->span, f);
    outer->call.arg = c->call.arg + g->arity;
    outer->call.args = c->call.args - g->arity;
    return emit_unknown(e, outer, d);
  }
  if (g->kind == GLOBAL_PRIM) return emit_prim(e, c, d);
  if (g->kind == GLOBAL_CTOR) return emit_constructor(e, c, d);
  return emit_known(e, c, d);
}
