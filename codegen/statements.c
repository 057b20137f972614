/* statements.c -- the body of a function as C statements.
 *
 * Every expression is emitted for a destination: its value is returned, assigned to a variable, or dropped. A destination
 * carries tail position along (a call to be returned is a tail call), needs no temporaries for branches, and lets LET, IF,
 * SWITCH, BLOCK and JOIN become plain statements. Chains of LETs are flat; nested branches are braces up to a depth that
 * C compilers can be trusted with, gotos beyond.
 *
 * emit gives false when control does not come past what it wrote. */
#include "codegen/emitter.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DEEP = 30 };            /* levels of braces; clang refuses 256 */

typedef enum { RETURN, ASSIGN, DROP } DestKind;

typedef struct Dest {
  DestKind    kind;
  const char *name;            /* ASSIGN */
  bool        declare;         /* ASSIGN: the variable is not declared yet */
} Dest;

/* Where a BLOCK ends or a JOIN begins: the note of its label. */
typedef struct Label {
  const char *name;
  Dest        dest;            /* of the BLOCK */
  const CoreJoin *join;
  int         gotos;           /* written and still there */
  int         jumps;           /* JOIN: seen so far */
} Label;

static const Dest to_return = {RETURN, NULL, false}, to_nowhere = {DROP, NULL, false};

static bool emit(Emitter *e, Core *c, Dest d);

/* --- Lines ------------------------------------------------------------------------------------------ */

static void line(Emitter *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void line(Emitter *e, const char *fmt, ...) {
  static const char blanks[] = "                                                                        ";
  va_list ap;
  if (e->mode != EMIT_TCC) text_add(e->out, blanks, (size_t)(2 * e->indent + 2));
  va_start(ap, fmt);
  text_vprintf(e->out, fmt, ap);
  va_end(ap);
  text_add(e->out, "\n", 1);
}

static Label *new_label(Emitter *e, const CoreVar *v, const char *fallback) {
  Label *l = ARENA_NEW(e->arena, Label);
  const char *base = v && v->name ? readable_name(e->arena, v->name->text, 24) : fallback;
  l->name = name_temp(e, arena_printf(e->arena, "%s_%d", *base ? base : fallback, ++e->labels));
  if (!isalpha((unsigned char)l->name[0])) l->name = arena_printf(e->arena, "l_%s", l->name);
  return l;
}

static void emit_goto(Emitter *e, Label *l) {
  e->goto_from = e->out->size;
  line(e, "goto %s;", l->name);
  e->goto_to = e->out->size;
  l->gotos++;
}

/* The label here, unless nobody goes to it: `more` gotos are still to come. A goto just before it is taken back. */
static void emit_label(Emitter *e, Label *l, int more) {
  const char *text = arena_printf(e->arena, "goto %s;\n", l->name);
  size_t n = strlen(text);
  if (l->gotos && e->goto_to == e->out->size && strcmp(e->out->data + e->out->size - n, text) == 0) {
    e->out->size = e->goto_from;
    e->out->data[e->out->size] = 0;
    l->gotos--;
  }
  if (l->gotos + more > 0) text_printf(e->out, "%s:;\n", l->name);
}

static const char *prefix(const Dest *d) { return d->declare ? "W " : ""; }

static void declare(Emitter *e, Dest *d) {
  if (d->declare) line(e, "W %s;", d->name);
  d->declare = false;
}

static bool is_call_text(const char *text) { return isalpha((unsigned char)text[0]) && is_simple(text) && strchr(text, '('); }

/* Hand a finished C expression to the destination. */
static bool put(Emitter *e, const char *text, bool has_effect, Dest d) {
  switch (d.kind) {
  case RETURN: line(e, "return %s;", text); return false;
  case ASSIGN: line(e, "%s%s = %s;", prefix(&d), d.name, text); return true;
  case DROP:
    if (has_effect) line(e, is_call_text(text) ? "%s;" : "(void)(%s);", text);
    return true;
  }
  return true;
}

/* --- Operands --------------------------------------------------------------------------------------- */

static const char *in_temp(Emitter *e, Core *c) {
  const char *name = name_temp(e, "t");
  emit(e, c, (Dest){ASSIGN, name, true});
  return name;
}

static const char *operand(Emitter *e, Core *c) { return is_inline(e, c) ? inline_text(e, c) : in_temp(e, c); }

/* Texts for expressions that are evaluated in order; what is not an inline expression goes into a temporary, and so does what
 * reads a variable when a later one needs statements (or when `settle` says that there will be some). */
static const char **operands(Emitter *e, Core **c, int n, bool settle) {
  const char **text = ARENA_ARRAY(e->arena, const char *, n + 1);
  bool *in_place = ARENA_ARRAY(e->arena, bool, n + 1);
  int last = settle ? n : -1;
  for (int i = 0; i < n; i++) {
    in_place[i] = is_inline(e, c[i]);
    if (!in_place[i] && !settle) last = i;
  }
  for (int i = 0; i < n; i++) {
    if (!in_place[i]) text[i] = in_temp(e, c[i]);
    else if (i < last && reads_variables(c[i])) text[i] = in_temp(e, c[i]);
    else text[i] = inline_text(e, c[i]);
  }
  return text;
}

/* --- Calls ------------------------------------------------------------------------------------------ */

static const char *call_text(Emitter *e, const char *fn, const char *const *arg, int args) {
  Text t = {.arena = e->arena};
  text_printf(&t, "%s(", fn);
  for (int i = 0; i < args && i < REGS + 1; i++) text_printf(&t, "%s%s", i ? ", " : "", arg[i]);
  text_puts(&t, ")");
  return t.data;
}

void emit_return_call(Emitter *e, const char *fn, const char *const *arg, int args) {
  if (e->mode != EMIT_TCC) {
    line(e, "return %s;", call_text(e, fn, arg, args));
    return;
  }
  Text t = {.arena = e->arena};
  text_printf(&t, "SMT_JUMP%d(%s", args, fn);
  for (int i = 0; i < args; i++) text_printf(&t, ", %s", arg[i]);
  line(e, "%s)", t.data);
  e->jump_used[args] = true;
}

/* Arguments beyond those in registers. `first`: 1 when the first one is the closure itself. */
static int spill(Emitter *e, const char *const *arg, int args, int first) {
  for (int i = REGS + first; i < args; i++) line(e, "smt_rt.spill[%d] = %s;", i - REGS - first, arg[i]);
  return args < REGS + first ? args : REGS + first;
}

static void set_site(Emitter *e, Span span) {
  uint32_t site = site_of(e, span);
  if (site) line(e, "smt_rt.site = %u;", site);
}

static bool put_call(Emitter *e, const char *fn, const char *const *arg, int args, Dest d) {
  if (d.kind != RETURN) return put(e, call_text(e, fn, arg, args), true, d);
  emit_return_call(e, fn, arg, args);
  return false;
}

/* A call of a function known only as a value: arg[0] is that, `args` follow. */
static bool put_apply(Emitter *e, const char *const *arg, int args, Span span, Dest d) {
  set_site(e, span);
  if (args <= REGS) {
    const char *fn = arena_printf(e->arena, "smt_apply%d", args);
    declare_runtime(e, fn, args + 1);
    return put_call(e, fn, arg, args + 1, d);
  }
  declare_extern(e, "smt_apply_n", "W smt_apply_n(W,W,const W*);");
  for (int i = 0; i < args; i++) line(e, "smt_rt.args[%d] = %s;", i, arg[i + 1]);
  const char *all[] = {arg[0], arena_printf(e->arena, "%d", args), e->mode == EMIT_TCC && d.kind == RETURN ? "(W)smt_rt.args" : "smt_rt.args"};
  return put_call(e, "smt_apply_n", all, 3, d);
}

/* Does `text` mention the variable `name`? */
static bool mentions(const char *text, const char *name) {
  size_t n = strlen(name);
  for (const char *p = strstr(text, name); p; p = strstr(p + 1, name)) {
    bool starts = p == text || (!isalnum((unsigned char)p[-1]) && p[-1] != '_');
    if (starts && !isalnum((unsigned char)p[n]) && p[n] != '_') return true;
  }
  return false;
}

/* to[i] = text[i] for all i at once. A target of NULL is left out. */
static void assign_all(Emitter *e, const char **to, const char **text, int n) {
  int left = 0;
  for (int i = 0; i < n; i++) {
    if (to[i] && strcmp(to[i], text[i]) == 0) to[i] = NULL;
    left += to[i] != NULL;
  }
  while (left) {
    int next = -1;             /* one that no other still needs the old value of */
    for (int i = 0; i < n && next < 0; i++) {
      bool needed = !to[i];
      for (int j = 0; j < n && !needed; j++) needed = j != i && to[j] && mentions(text[j], to[i]);
      if (!needed) next = i;
    }
    if (next < 0) {            /* a cycle: put one value aside */
      for (next = 0; !to[next]; next++) {}
      const char *aside = name_temp(e, "t");
      line(e, "W %s = %s;", aside, text[next]);
      text[next] = aside;
      continue;
    }
    line(e, "%s = %s;", to[next], text[next]);
    to[next] = NULL;
    left--;
  }
}

/* A tail call of the function being written: its parameters anew, and back to the start. */
static bool emit_self_call(Emitter *e, Core **arg, int args) {
  const char **text = operands(e, arg, args, false), **to = ARENA_ARRAY(e->arena, const char *, args);
  for (int i = 0; i < args; i++) {
    CoreVar *v = e->fn->param[i];
    to[i] = v->uses || v->assigned ? v->note : NULL;
    if (!to[i] && !is_inline(e, arg[i])) line(e, "(void)%s;", text[i]);
  }
  assign_all(e, to, text, args);
  line(e, "goto again;");
  e->loops = true;
  return false;
}

static bool is_self_call(const Emitter *e, const Core *c) {
  const CoreGlobal *g = c->call.fn->global;
  if (g != e->fn) return false;
  if (g->kind == GLOBAL_FUNCTION) return c->call.args == g->arity;
  return g->kind == GLOBAL_CLOSURE && c->call.args == g->arity + 1 && c->call.arg[0]->kind == CORE_VAR && c->call.arg[0]->var == g->self;
}

static int arguments_wanted(const CoreGlobal *g) {
  return g->kind == GLOBAL_INSTANCE ? g->context : g->kind == GLOBAL_CLOSURE ? g->arity + 1 : g->arity;
}

/* What is not needed is still evaluated when it does something. */
static bool drop_all(Emitter *e, Core **c, int n) {
  for (int i = 0; i < n; i++)
    if (!emit(e, c[i], to_nowhere)) return false;
  return true;
}

static bool emit_partial(Emitter *e, Core *c, Dest d) {
  if (d.kind == DROP) return drop_all(e, c->call.arg, c->call.args);
  const char **given = operands(e, c->call.arg, c->call.args, false);
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
  line(e, "W *%s = smt_alloc(%d);", p, ctor->arity + header);
  if (header) line(e, "%s[0] = %d;", p, ctor->index);
  for (int i = 0; i < ctor->arity; i++) line(e, "%s[%d] = %s;", p, i + header, field[i]);
  const char *tag = header || ctor->index == 0 ? "" : arena_printf(e->arena, " + %d", ctor->index);
  return put(e, arena_printf(e->arena, "(W)%s%s", p, tag), false, d);
}

static bool emit_constructor(Emitter *e, Core *c, Dest d) {
  const Ctor *ctor = c->call.fn->global->ctor;
  if (d.kind == DROP) return drop_all(e, c->call.arg, c->call.args);
  const char **field = operands(e, c->call.arg, c->call.args, false);
  const char *text = ctor_text(e, ctor, field);
  return text ? put(e, text, false, d) : put_record(e, ctor, field, d);
}

static bool emit_prim(Emitter *e, Core *c, Dest d) {
  const PrimInfo *prim = prim_info(c->call.fn->global->prim);
  if (d.kind == DROP && !prim->has_effect) return drop_all(e, c->call.arg, c->call.args);
  const char **arg = operands(e, c->call.arg, c->call.args, false);
  for (int i = 0; i < c->call.args; i++)
    if (prim_repeats(c->call.fn->global->prim, i) && !is_simple(arg[i])) {
      const char *name = name_temp(e, "t");
      line(e, "W %s = %s;", name, arg[i]);
      arg[i] = name;
    }
  const char *text = prim_text(e, c->call.fn->global->prim, arg, c->span);
  size_t n = strlen(text);
  if (n > 7 && text[0] == '(' && strcmp(text + n - 7, ", (W)0)") == 0) {  /* "(x = y, (W)0)": do, then Unit */
    line(e, "%.*s;", (int)n - 8, text + 1);
    return put(e, "0ul", false, d);
  }
  return put(e, text, prim->has_effect, d);
}

/* A call of a function of this text or of the library with at least the arguments it wants. */
static bool emit_known(Emitter *e, Core *c, Dest d) {
  CoreGlobal *g = c->call.fn->global;
  int wanted = arguments_wanted(g), more = c->call.args - wanted;
  if (d.kind == RETURN && is_self_call(e, c)) {
    int self = g->kind == GLOBAL_CLOSURE;
    return emit_self_call(e, c->call.arg + self, g->arity);
  }
  const char **arg = operands(e, c->call.arg, c->call.args, more > 0);
  int passed = spill(e, arg, wanted, g->kind == GLOBAL_CLOSURE);
  const char *fn = global_code_name(e, g);
  if (g->is_library) set_site(e, c->span);
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
  return put_apply(e, operands(e, all, c->call.args + 1, false), c->call.args, c->span, d);
}

static bool emit_call(Emitter *e, Core *c, Dest d) {
  if (c->call.fn->kind != CORE_GLOBAL) return emit_unknown(e, c, d);
  CoreGlobal *g = c->call.fn->global;
  if (g->kind == GLOBAL_VALUE || arguments_wanted(g) == 0) return emit_unknown(e, c, d);
  if (c->call.args < arguments_wanted(g)) return emit_partial(e, c, d);
  if (c->call.args > arguments_wanted(g) && (g->kind == GLOBAL_PRIM || g->kind == GLOBAL_CTOR)) {
    Core *inner = core_call(e->arena, c->span, c->call.fn, c->call.arg, g->arity);
    Core *outer = core_new(e->arena, CORE_CALL, c->span);
    CoreVar *f = ARENA_NEW(e->arena, CoreVar);
    for (int i = 0; i < c->call.args; i++)
      if (!is_inline(e, c->call.arg[i]) || reads_variables(c->call.arg[i])) {  /* all arguments before the first call */
        CoreVar *v = ARENA_NEW(e->arena, CoreVar);
        v->note = (void *)in_temp(e, c->call.arg[i]);
        c->call.arg[i] = core_var(e->arena, c->span, v);
      }
    f->note = (void *)in_temp(e, inner);
    outer->call.fn = core_var(e->arena, c->span, f);
    outer->call.arg = c->call.arg + g->arity;
    outer->call.args = c->call.args - g->arity;
    return emit_unknown(e, outer, d);
  }
  if (g->kind == GLOBAL_PRIM) return emit_prim(e, c, d);
  if (g->kind == GLOBAL_CTOR) return emit_constructor(e, c, d);
  return emit_known(e, c, d);
}

/* --- Bindings --------------------------------------------------------------------------------------- */

static void emit_let(Emitter *e, Core *c) {
  CoreVar *v = c->let.var;
  Core *value = c->let.value;
  if (!v->assigned && core_is_atom(value)) {
    v->note = (void *)inline_text(e, value);  /* another name for the same thing */
    return;
  }
  if (!v->uses && !v->assigned) {
    emit(e, value, to_nowhere);
    return;
  }
  const char *name = name_variable(e, v);
  v->note = (void *)name;
  emit(e, value, (Dest){ASSIGN, name, true});
  if (!v->uses) line(e, "(void)%s;", name);
}

static const char *new_closure(Emitter *e, CoreGlobal *code) {
  const char *p = name_temp(e, "p");
  declare_extern(e, "smt_closure_new", e->mode == EMIT_TCC ? "W *smt_closure_new(void*,W,W);" : "");
  line(e, "W *%s = (W *)smt_closure_new((void *)%s, %d, %d);", p, global_code_name(e, code), code->arity, code->captures);
  return p;
}

static void fill_closure(Emitter *e, const char *p, const CoreGlobal *code) {
  for (int i = 0; i < code->captures; i++) line(e, "%s[%d] = %s;", p, i + 2, (const char *)code->captured[i]->note);
}

/* Objects first, so that all of them have addresses, then what is in them. */
static void emit_letrec(Emitter *e, const Core *c) {
  int n = c->letrec.vars;
  const char **p = ARENA_ARRAY(e->arena, const char *, n);
  for (int i = 0; i < n; i++) {
    Core *value = c->letrec.value[i];
    CoreVar *v = c->letrec.var[i];
    if (value->kind == CORE_GLOBAL) {
      v->note = (void *)inline_text(e, value);
      continue;
    }
    int tag = 0;
    if (value->kind == CORE_CLOSURE) {
      p[i] = new_closure(e, value->closure.code);
    } else {
      assert(value->kind == CORE_CALL && value->call.fn->kind == CORE_GLOBAL && value->call.fn->global->kind == GLOBAL_CTOR);
      const Ctor *ctor = value->call.fn->global->ctor;
      bool header = ctor->type->repr == REPR_HEADER;
      p[i] = name_temp(e, "p");
      declare_extern(e, "smt_alloc", e->mode == EMIT_TCC ? "W *smt_alloc(W);" : "");
      line(e, "W *%s = smt_alloc(%d);", p[i], ctor->arity + header);
      if (header) line(e, "%s[0] = %d;", p[i], ctor->index);
      tag = header ? 0 : ctor->index;
    }
    v->note = (void *)name_variable(e, v);
    if (v->uses) line(e, tag ? "W %s = (W)%s + %d;" : "W %s = (W)%s;", (const char *)v->note, p[i], tag);
  }
  for (int i = 0; i < n; i++) {
    Core *value = c->letrec.value[i];
    if (value->kind == CORE_CLOSURE) fill_closure(e, p[i], value->closure.code);
    if (value->kind != CORE_CALL) continue;
    bool header = value->call.fn->global->ctor->type->repr == REPR_HEADER;
    const char **field = operands(e, value->call.arg, value->call.args, false);
    for (int j = 0; j < value->call.args; j++) line(e, "%s[%d] = %s;", p[i], j + header, field[j]);
  }
}

static bool emit_closure(Emitter *e, const Core *c, Dest d) {
  if (d.kind == DROP) return true;
  const char *p = new_closure(e, c->closure.code);
  fill_closure(e, p, c->closure.code);
  return put(e, arena_printf(e->arena, "(W)%s", p), false, d);
}

/* --- Branches --------------------------------------------------------------------------------------- */

/* { what c does }: false when control does not come to the end of it. */
static bool emit_braced(Emitter *e, Core *c, Dest d) {
  e->indent++;
  bool falls = emit(e, c, d);
  e->indent--;
  return falls;
}

static bool does_nothing(Emitter *e, const Core *c, const Dest *d) { return d->kind == DROP && is_inline(e, c); }

/* if (cond) then, else otherwise. */
static bool emit_choice(Emitter *e, const char *cond, const char *negated, Core *then, Core *otherwise, Dest d) {
  declare(e, &d);
  if (does_nothing(e, then, &d)) {
    Core *swap = then;
    const char *c = cond;
    then = otherwise, otherwise = swap;
    cond = negated, negated = c;
  }
  if (e->indent > DEEP) {
    Label *no = new_label(e, NULL, "no"), *end = new_label(e, NULL, "end");
    line(e, "if (%s) goto %s;", negated, no->name);
    no->gotos++;
    bool falls = emit(e, then, d);
    if (falls) emit_goto(e, end);
    emit_label(e, no, 0);
    bool falls2 = emit(e, otherwise, d);
    emit_label(e, end, 0);
    return falls || falls2;
  }
  line(e, "if (%s) {", cond);
  bool falls = emit_braced(e, then, d);
  if (does_nothing(e, otherwise, &d)) {
    line(e, "}");
    return true;
  }
  if (!falls) {
    line(e, "}");
    return emit(e, otherwise, d);
  }
  line(e, "} else {");
  emit_braced(e, otherwise, d);
  line(e, "}");
  return true;
}

static bool emit_if(Emitter *e, Core *c, Dest d) {
  const char *cond = condition_text(operand(e, c->iff.cond), e);
  return emit_choice(e, cond, arena_printf(e->arena, "!%s", is_simple(cond) ? cond : arena_printf(e->arena, "(%s)", cond)),
                     c->iff.then, c->iff.otherwise, d);
}

/* Is `value` what this arm is for? `op` is "==" or "!=". */
static const char *arm_test(Emitter *e, const Core *c, const CoreArm *arm, const char *value, const char *op) {
  const char *v = grouped(e, value);
  if (!c->sw.type) return arena_printf(e->arena, "%s %s %s", v, op, word_text(e, arm->word));
  Repr repr = c->sw.type->repr;
  if (arm->ctor->arity == 0) return arena_printf(e->arena, "%s %s %d", v, op, (int)core_ctor_word(arm->ctor));
  if (repr == REPR_TAGGED) return arena_printf(e->arena, "(%s & 15) %s %d", v, op, arm->ctor->index);
  return arena_printf(e->arena, "(%s & 1 ? %s >> 4 : *(W *)%s) %s %d", v, v, v, op, arm->ctor->index);
}

static const char *tag_text(Emitter *e, const Core *c, const char *value) {
  const char *v = grouped(e, value);
  if (!c->sw.type || c->sw.type->repr == REPR_ENUM) return value;
  if (c->sw.type->repr == REPR_TAGGED) return arena_printf(e->arena, "%s & 15", v);
  return arena_printf(e->arena, "%s & 1 ? %s >> 4 : *(W *)%s", v, v, v);
}

static bool emit_two_way(Emitter *e, Core *c, const char *value, Dest d) {
  CoreArm *arm = c->sw.arm;
  Core *otherwise = c->sw.arms == 2 ? arm[1].body : c->sw.otherwise;
  const char *yes = arm_test(e, c, &arm[0], value, "=="), *no = arm_test(e, c, &arm[0], value, "!=");
  if (c->sw.arms == 2 && c->sw.type && arm[0].ctor->arity && !arm[1].ctor->arity) {  /* the cheaper of two tests */
    no = arm_test(e, c, &arm[1], value, "==");
    yes = arm_test(e, c, &arm[1], value, "!=");
  }
  return emit_choice(e, yes, no, arm[0].body, otherwise, d);
}

static const char *case_label(Emitter *e, const Core *c, const CoreArm *arm) {
  if (!c->sw.type) return arena_printf(e->arena, "case %s:", word_text(e, arm->word));
  if (e->mode == EMIT_TCC) return arena_printf(e->arena, "case %d:", arm->ctor->index);
  return arena_printf(e->arena, "case %d: /* %s */", arm->ctor->index, readable_name(e->arena, arm->ctor->name->text, 40));
}

/* The arms of a switch in order; the last one is the default, so that C sees that one of them is taken. */
static Core *arm_body(const Core *c, int i) { return i < c->sw.arms ? c->sw.arm[i].body : c->sw.otherwise; }

static bool emit_switch_flat(Emitter *e, Core *c, const char *value, Dest d) {
  int arms = c->sw.arms + (c->sw.otherwise != NULL);
  Label **l = ARENA_ARRAY(e->arena, Label *, arms), *end = new_label(e, NULL, "end");
  line(e, "switch (%s) {", tag_text(e, c, value));
  for (int i = 0; i < arms; i++) {
    l[i] = new_label(e, NULL, "arm");
    l[i]->gotos++;
    line(e, "%s goto %s;", i == arms - 1 ? "default:" : case_label(e, c, &c->sw.arm[i]), l[i]->name);
  }
  line(e, "}");
  bool falls = false;
  for (int i = 0; i < arms; i++) {
    emit_label(e, l[i], 0);
    if (!emit(e, arm_body(c, i), d)) continue;
    falls = true;
    emit_goto(e, end);
  }
  emit_label(e, end, 0);
  return falls;
}

static bool emit_switch(Emitter *e, Core *c, Dest d) {
  const char *value = operand(e, c->sw.value);
  int arms = c->sw.arms + (c->sw.otherwise != NULL);
  if (arms == 1) return emit(e, arm_body(c, 0), d);
  if (arms == 2) return emit_two_way(e, c, value, d);
  declare(e, &d);
  if (e->indent > DEEP) return emit_switch_flat(e, c, value, d);
  bool falls = false;
  line(e, "switch (%s) {", tag_text(e, c, value));
  for (int i = 0; i < arms; i++) {
    line(e, "%s {", i == arms - 1 ? "default:" : case_label(e, c, &c->sw.arm[i]));
    e->indent++;
    if (emit(e, arm_body(c, i), d)) {
      line(e, "break;");
      falls = true;
    }
    e->indent--;
    line(e, "}");
  }
  line(e, "}");
  return falls;
}

/* --- Jumps ------------------------------------------------------------------------------------------ */

static bool emit_block(Emitter *e, Core *c, Dest d) {
  declare(e, &d);
  Label *l = new_label(e, c->block.label, "end");
  l->dest = d;
  c->block.label->note = l;
  bool falls = emit(e, c->block.body, d);
  bool left = l->gotos > 0;
  emit_label(e, l, 0);
  return falls || left;
}

static bool emit_exit(Emitter *e, Core *c) {
  Label *l = c->exit.label->note;
  if (emit(e, c->exit.value, l->dest)) emit_goto(e, l);
  return false;
}

static bool emit_loop(Emitter *e, Core *c) {
  if (e->indent > DEEP) {
    Label *start = new_label(e, NULL, "loop");
    emit_label(e, start, 1);
    if (emit(e, c->loop.body, to_nowhere)) emit_goto(e, start);
    else line(e, "if (0) goto %s;", start->name);
    return false;
  }
  line(e, "for (;;) {");
  emit_braced(e, c->loop.body, to_nowhere);
  line(e, "}");
  return false;
}

static void declare_join(Emitter *e, CoreJoin *j) {
  Label *l = new_label(e, j->label, "join");
  l->join = j;
  j->label->note = l;
  for (int i = 0; i < j->params; i++) {
    CoreVar *v = j->param[i];
    v->note = NULL;
    if (!v->uses && !v->assigned) continue;
    v->note = (void *)name_variable(e, v);
    line(e, "W %s;", (const char *)v->note);
  }
}

static bool emit_join(Emitter *e, Core *c, Dest d) {
  declare(e, &d);
  for (int i = 0; i < c->join.joins; i++) declare_join(e, &c->join.join[i]);
  Label *end = new_label(e, NULL, "end");
  bool falls = emit(e, c->join.body, d), any = falls;
  for (int i = 0; i < c->join.joins; i++) {
    CoreJoin *j = &c->join.join[i];
    Label *l = j->label->note;
    if (falls) emit_goto(e, end);
    emit_label(e, l, j->label->uses - l->jumps);
    for (int k = 0; k < j->params; k++)
      if (j->param[k]->assigned && !j->param[k]->uses) line(e, "(void)%s;", (const char *)j->param[k]->note);
    falls = emit(e, j->body, d);
    any |= falls;
  }
  emit_label(e, end, 0);
  return any;
}

static bool emit_jump(Emitter *e, Core *c) {
  Label *l = c->jump.label->note;
  int n = c->jump.args;
  Core **arg = ARENA_ARRAY(e->arena, Core *, n);
  const char **to = ARENA_ARRAY(e->arena, const char *, n);
  int used = 0;
  for (int i = 0; i < n; i++) {
    const char *name = l->join->param[i]->note;
    if (!name && is_inline(e, c->jump.arg[i])) continue;
    arg[used] = c->jump.arg[i];
    to[used++] = name;
  }
  const char **text = operands(e, arg, used, false);
  for (int i = 0; i < used; i++)
    if (!to[i]) line(e, "(void)%s;", text[i]);
  assign_all(e, to, text, used);
  l->jumps++;
  emit_goto(e, l);
  return false;
}

/* --- Everything ------------------------------------------------------------------------------------- */

static bool emit_global(Emitter *e, Core *c, Dest d) {
  CoreGlobal *g = c->global;
  const char *get = value_getter(e, g);
  if (c->kind == CORE_ADDRESS) return put(e, arena_printf(e->arena, "(%s(), (W)&%s)", get, value_place(e, g)), true, d);
  set_site(e, c->span);
  return put(e, arena_printf(e->arena, "%s()", get), true, d);
}

static bool emit_assign(Emitter *e, Core *c, Dest d) {
  emit(e, c->assign.value, (Dest){ASSIGN, c->assign.var->note, false});
  return put(e, "0ul", false, d);
}

static bool emit_fail(Emitter *e, const Core *c, Dest d) {
  declare_runtime(e, "smt_match_failed", 1);
  line(e, "%ssmt_match_failed(%u);", d.kind == RETURN ? "return " : "", site_of(e, c->span));
  return false;
}

static bool emit(Emitter *e, Core *c, Dest d) {
  for (;;) {
    if (c->kind == CORE_LET) {
      emit_let(e, c);
      c = c->let.body;
    } else if (c->kind == CORE_SEQ) {
      emit(e, c->seq.first, to_nowhere);
      c = c->seq.second;
    } else if (c->kind == CORE_LETREC) {
      emit_letrec(e, c);
      c = c->letrec.body;
    } else {
      break;
    }
  }
  if (is_inline(e, c) && c->kind != CORE_IF) return put(e, inline_text(e, c), false, d);
  switch (c->kind) {
  case CORE_CALL: return emit_call(e, c, d);
  case CORE_IF:
    if (d.kind != RETURN && is_inline(e, c)) return put(e, inline_text(e, c), false, d);
    return emit_if(e, c, d);
  case CORE_SWITCH: return emit_switch(e, c, d);
  case CORE_METHOD: return put(e, word_at(e, operand(e, c->method.dict), c->method.slot), false, d);
  case CORE_FIELD: return put(e, field_text(e, c->field.ctor, c->field.index, operand(e, c->field.value)), false, d);
  case CORE_BLOCK: return emit_block(e, c, d);
  case CORE_EXIT: return emit_exit(e, c);
  case CORE_LOOP: return emit_loop(e, c);
  case CORE_ASSIGN: return emit_assign(e, c, d);
  case CORE_GLOBAL: case CORE_ADDRESS: return emit_global(e, c, d);
  case CORE_JOIN: return emit_join(e, c, d);
  case CORE_JUMP: return emit_jump(e, c);
  case CORE_FAIL: return emit_fail(e, c, d);
  case CORE_CLOSURE: return emit_closure(e, c, d);
  case CORE_INTEGER: case CORE_WORD: case CORE_STRING: case CORE_VAR: case CORE_LET: case CORE_SEQ: case CORE_LETREC:
  case CORE_LAMBDA: case CORE_MATCH: case CORE_HOLE:
    break;
  }
  assert(!"no such Core here");
  return true;
}

/* --- Functions -------------------------------------------------------------------------------------- */

/* Parameters, in registers and in the spill buffer, and captured variables. */
static void emit_entry(Emitter *e, CoreGlobal *g) {
  if (g->kind == GLOBAL_CLOSURE) {
    bool uses_self = g->self && g->self->uses;
    for (int i = 0; i < g->captures; i++) uses_self |= g->captured[i]->uses > 0;
    if (!uses_self) line(e, "(void)self;");
  }
  for (int i = 0; i < g->arity; i++) {
    const char *name = g->param[i]->note;
    if (i >= REGS && (g->param[i]->uses || g->param[i]->assigned)) line(e, "W %s = smt_rt.spill[%d];", name, i - REGS);
    if (!g->param[i]->uses && (i < REGS || g->param[i]->assigned)) line(e, "(void)%s;", name);
  }
  for (int i = 0; i < g->captures; i++) {
    CoreVar *v = g->captured[i];
    if (!v->uses) continue;
    v->note = (void *)name_variable(e, v);
    line(e, "W %s = ((W *)self)[%d];", (const char *)v->note, i + 2);
  }
}

void emit_body(Emitter *e, CoreGlobal *g, Text *out) {
  e->indent = 0;
  e->loops = false;
  e->out = out;
  emit_entry(e, g);
  e->body.size = 0;
  e->out = &e->body;
  e->goto_from = e->goto_to = (size_t)-1;
  emit(e, g->low, to_return);
  if (e->loops) text_puts(out, "again:;\n");
  if (e->body.size) text_add(out, e->body.data, e->body.size);
}
