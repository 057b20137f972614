/* statements.c -- the body of a function as C statements.
 *
 * Every expression is emitted for a destination: its value is returned, assigned to a variable, or dropped. A destination
 * carries tail position along (a call to be returned is a tail call), needs no temporaries for branches, and lets LET, IF,
 * SWITCH, BLOCK and JOIN become plain statements. Chains of LETs are flat; nested branches are braces up to a depth that
 * C compilers can be trusted with, gotos beyond.
 *
 * The functions that give a bool give false when control does not come past what they wrote. */
#include "codegen/emitter.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DEEP = 30 }; /* levels of braces; clang refuses 256 */

/* Where a BLOCK ends or a JOIN begins: the note of its label. */
typedef struct Label {
  const char *name;
  Dest dest; /* of the BLOCK */
  const CoreJoin *join;
  int gotos; /* written and still there */
  int jumps; /* JOIN: seen so far */
} Label;

const Dest emit_nowhere = {DROP, NULL, false};

/* --- Lines ------------------------------------------------------------------------------------------ */

void emit_line(Emitter *e, const char *fmt, ...) {
  static const char blanks[] =
      "                                                                        ";
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
  emit_line(e, "goto %s;", l->name);
  e->goto_to = e->out->size;
  l->gotos++;
}

/* The label here, unless nobody goes to it: `more` gotos are still to come. A goto just before it is taken back. */
static void emit_label(Emitter *e, Label *l, int more) {
  const char *text = arena_printf(e->arena, "goto %s;\n", l->name);
  size_t n = strlen(text);
  if (l->gotos && e->goto_to == e->out->size &&
      strcmp(e->out->data + e->out->size - n, text) == 0) {
    e->out->size = e->goto_from;
    e->out->data[e->out->size] = 0;
    l->gotos--;
  }
  if (l->gotos + more > 0) text_printf(e->out, "%s:;\n", l->name);
}

static const char *prefix(const Dest *d) { return d->declare ? "W " : ""; }

static void declare(Emitter *e, Dest *d) {
  if (d->declare) emit_line(e, "W %s;", d->name);
  d->declare = false;
}

static bool is_call_text(const char *text) {
  return isalpha((unsigned char)text[0]) && is_simple(text) && strchr(text, '(');
}

bool emit_put(Emitter *e, const char *text, bool has_effect, Dest d) {
  switch (d.kind) {
  case RETURN: emit_line(e, "return %s;", text); return false;
  case ASSIGN: emit_line(e, "%s%s = %s;", prefix(&d), d.name, text); return true;
  case DROP:
    if (has_effect) emit_line(e, is_call_text(text) ? "%s;" : "(void)(%s);", text);
    return true;
  }
  return true;
}

/* --- Operands --------------------------------------------------------------------------------------- */

const char *emit_in_temp(Emitter *e, Core *c) {
  const char *name = name_temp(e, "t");
  emit_core(e, c, (Dest){ASSIGN, name, true});
  return name;
}

static const char *operand(Emitter *e, Core *c) {
  return is_inline(e, c) ? inline_text(e, c) : emit_in_temp(e, c);
}

const char **emit_operands(Emitter *e, Core **c, int n, bool settle) {
  const char **text = ARENA_ARRAY(e->arena, const char *, n + 1);
  bool *in_place = ARENA_ARRAY(e->arena, bool, n + 1);
  int last = settle ? n : -1;
  for (int i = 0; i < n; i++) {
    in_place[i] = is_inline(e, c[i]);
    if (!in_place[i] && !settle) last = i;
  }
  for (int i = 0; i < n; i++) {
    if (!in_place[i]) text[i] = emit_in_temp(e, c[i]);
    else if (i < last && reads_variables(c[i])) text[i] = emit_in_temp(e, c[i]);
    else text[i] = inline_text(e, c[i]);
  }
  return text;
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

void emit_assignments(Emitter *e, const char **to, const char **text, int n) {
  int left = 0, aside = 0; /* texts before `aside` have been put into variables of their own */
  for (int i = 0; i < n; i++) {
    if (to[i] && strcmp(to[i], text[i]) == 0) to[i] = NULL;
    left += to[i] != NULL;
  }
  while (left) {
    int next = -1; /* one that no other still needs the old value of */
    for (int i = 0; i < n && next < 0; i++) {
      bool needed = !to[i];
      for (int j = 0; j < n && !needed; j++) needed = j != i && to[j] && mentions(text[j], to[i]);
      if (!needed) next = i;
    }
    if (next < 0) { /* a cycle: put one more value aside */
      while (!to[aside]) aside++;
      const char *name = name_temp(e, "t");
      emit_line(e, "W %s = %s;", name, text[aside]);
      text[aside++] = name;
      continue;
    }
    emit_line(e, "%s = %s;", to[next], text[next]);
    to[next] = NULL;
    left--;
  }
}

/* --- Bindings --------------------------------------------------------------------------------------- */

static void emit_let(Emitter *e, Core *c) {
  CoreVar *v = c->let.var;
  Core *value = c->let.value;
  if (!v->assigned && core_is_atom(value)) {
    v->note = (void *)inline_text(e, value); /* another name for the same thing */
    return;
  }
  if (!v->uses && !v->assigned) {
    emit_core(e, value, emit_nowhere);
    return;
  }
  const char *name = name_variable(e, v);
  v->note = (void *)name;
  emit_core(e, value, (Dest){ASSIGN, name, true});
  if (!v->uses) emit_line(e, "(void)%s;", name);
}

static const char *new_closure(Emitter *e, CoreGlobal *code) {
  const char *p = name_temp(e, "p");
  declare_extern(e, "smt_closure_new", e->mode == EMIT_TCC ? "W *smt_closure_new(void*,W,W);" : "");
  emit_line(e, "W *%s = (W *)smt_closure_new((void *)%s, %d, %d);", p, global_code_name(e, code),
            code->arity, code->captures);
  return p;
}

static void fill_closure(Emitter *e, const char *p, const CoreGlobal *code) {
  for (int i = 0; i < code->captures; i++)
    emit_line(e, "%s[%d] = %s;", p, i + 2, (const char *)code->captured[i]->note);
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
      assert(value->kind == CORE_CALL && value->call.fn->kind == CORE_GLOBAL &&
             value->call.fn->global->kind == GLOBAL_CTOR);
      const Ctor *ctor = value->call.fn->global->ctor;
      bool header = ctor->type->repr == REPR_HEADER;
      p[i] = name_temp(e, "p");
      declare_extern(e, "smt_alloc", e->mode == EMIT_TCC ? "W *smt_alloc(W);" : "");
      emit_line(e, "W *%s = smt_alloc(%d);", p[i], ctor->arity + header);
      if (header) emit_line(e, "%s[0] = %d;", p[i], ctor->index);
      tag = header ? 0 : ctor->index;
    }
    v->note = (void *)name_variable(e, v);
    if (v->uses)
      emit_line(e, tag ? "W %s = (W)%s + %d;" : "W %s = (W)%s;", (const char *)v->note, p[i], tag);
  }
  for (int i = 0; i < n; i++) {
    Core *value = c->letrec.value[i];
    if (value->kind == CORE_CLOSURE) fill_closure(e, p[i], value->closure.code);
    if (value->kind != CORE_CALL) continue;
    bool header = value->call.fn->global->ctor->type->repr == REPR_HEADER;
    const char **field = emit_operands(e, value->call.arg, value->call.args, false);
    for (int j = 0; j < value->call.args; j++)
      emit_line(e, "%s[%d] = %s;", p[i], j + header, field[j]);
  }
}

static bool emit_closure(Emitter *e, const Core *c, Dest d) {
  if (d.kind == DROP) return true;
  const char *p = new_closure(e, c->closure.code);
  fill_closure(e, p, c->closure.code);
  return emit_put(e, arena_printf(e->arena, "(W)%s", p), false, d);
}

/* --- Branches --------------------------------------------------------------------------------------- */

/* { what c does }: false when control does not come to the end of it. */
static bool emit_braced(Emitter *e, Core *c, Dest d) {
  e->indent++;
  bool falls = emit_core(e, c, d);
  e->indent--;
  return falls;
}

static bool does_nothing(Emitter *e, const Core *c, const Dest *d) {
  return d->kind == DROP && is_inline(e, c);
}

/* if (cond) then, else otherwise. */
static bool emit_choice(Emitter *e, const char *cond, const char *negated, Core *then,
                        Core *otherwise, Dest d) {
  declare(e, &d);
  if (does_nothing(e, then, &d)) {
    Core *swap = then;
    const char *c = cond;
    then = otherwise, otherwise = swap;
    cond = negated, negated = c;
  }
  if (e->indent > DEEP) {
    Label *no = new_label(e, NULL, "no"), *end = new_label(e, NULL, "end");
    emit_line(e, "if (%s) goto %s;", negated, no->name);
    no->gotos++;
    bool falls = emit_core(e, then, d);
    if (falls) emit_goto(e, end);
    emit_label(e, no, 0);
    bool falls2 = emit_core(e, otherwise, d);
    emit_label(e, end, 0);
    return falls || falls2;
  }
  emit_line(e, "if (%s) {", cond);
  bool falls = emit_braced(e, then, d);
  if (does_nothing(e, otherwise, &d)) {
    emit_line(e, "}");
    return true;
  }
  if (!falls) {
    emit_line(e, "}");
    return emit_core(e, otherwise, d);
  }
  emit_line(e, "} else {");
  emit_braced(e, otherwise, d);
  emit_line(e, "}");
  return true;
}

static bool emit_if(Emitter *e, Core *c, Dest d) {
  const char *cond = condition_text(operand(e, c->iff.cond), e);
  return emit_choice(
      e, cond,
      arena_printf(e->arena, "!%s", is_simple(cond) ? cond : arena_printf(e->arena, "(%s)", cond)),
      c->iff.then, c->iff.otherwise, d);
}

/* Is `value` what this arm is for? `op` is "==" or "!=". */
static const char *arm_test(Emitter *e, const Core *c, const CoreArm *arm, const char *value,
                            const char *op) {
  const char *v = grouped(e, value);
  if (!c->sw.type) return arena_printf(e->arena, "%s %s %s", v, op, word_text(e, arm->word));
  Repr repr = c->sw.type->repr;
  if (arm->ctor->arity == 0)
    return arena_printf(e->arena, "%s %s %d", v, op, (int)core_ctor_word(arm->ctor));
  if (repr == REPR_TAGGED)
    return arena_printf(e->arena, "(%s & 15) %s %d", v, op, arm->ctor->index);
  return arena_printf(e->arena, "(%s & 1 ? %s >> 4 : *(W *)%s) %s %d", v, v, v, op,
                      arm->ctor->index);
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
  const char *yes = arm_test(e, c, &arm[0], value, "=="),
             *no = arm_test(e, c, &arm[0], value, "!=");
  if (c->sw.arms == 2 && c->sw.type && arm[0].ctor->arity &&
      !arm[1].ctor->arity) { /* the cheaper of two tests */
    no = arm_test(e, c, &arm[1], value, "==");
    yes = arm_test(e, c, &arm[1], value, "!=");
  }
  return emit_choice(e, yes, no, arm[0].body, otherwise, d);
}

static const char *case_label(Emitter *e, const Core *c, const CoreArm *arm) {
  if (!c->sw.type) return arena_printf(e->arena, "case %s:", word_text(e, arm->word));
  if (e->mode == EMIT_TCC) return arena_printf(e->arena, "case %d:", arm->ctor->index);
  return arena_printf(e->arena, "case %d: /* %s */", arm->ctor->index,
                      readable_name(e->arena, arm->ctor->name->text, 40));
}

/* The arms of a switch in order; the last one is the default, so that C sees that one of them is taken. */
static Core *arm_body(const Core *c, int i) {
  return i < c->sw.arms ? c->sw.arm[i].body : c->sw.otherwise;
}

static bool emit_switch_flat(Emitter *e, Core *c, const char *value, Dest d) {
  int arms = c->sw.arms + (c->sw.otherwise != NULL);
  Label **l = ARENA_ARRAY(e->arena, Label *, arms), *end = new_label(e, NULL, "end");
  emit_line(e, "switch (%s) {", tag_text(e, c, value));
  for (int i = 0; i < arms; i++) {
    l[i] = new_label(e, NULL, "arm");
    l[i]->gotos++;
    emit_line(e, "%s goto %s;", i == arms - 1 ? "default:" : case_label(e, c, &c->sw.arm[i]),
              l[i]->name);
  }
  emit_line(e, "}");
  bool falls = false;
  for (int i = 0; i < arms; i++) {
    emit_label(e, l[i], 0);
    if (!emit_core(e, arm_body(c, i), d)) continue;
    falls = true;
    emit_goto(e, end);
  }
  emit_label(e, end, 0);
  return falls;
}

static bool emit_switch(Emitter *e, Core *c, Dest d) {
  const char *value = operand(e, c->sw.value);
  int arms = c->sw.arms + (c->sw.otherwise != NULL);
  if (arms == 1) return emit_core(e, arm_body(c, 0), d);
  if (arms == 2) return emit_two_way(e, c, value, d);
  declare(e, &d);
  if (e->indent > DEEP) return emit_switch_flat(e, c, value, d);
  bool falls = false;
  emit_line(e, "switch (%s) {", tag_text(e, c, value));
  for (int i = 0; i < arms; i++) {
    emit_line(e, "%s {", i == arms - 1 ? "default:" : case_label(e, c, &c->sw.arm[i]));
    e->indent++;
    if (emit_core(e, arm_body(c, i), d)) {
      emit_line(e, "break;");
      falls = true;
    }
    e->indent--;
    emit_line(e, "}");
  }
  emit_line(e, "}");
  return falls;
}

/* --- Jumps ------------------------------------------------------------------------------------------ */

static bool emit_block(Emitter *e, Core *c, Dest d) {
  declare(e, &d);
  Label *l = new_label(e, c->block.label, "end");
  l->dest = d;
  c->block.label->note = l;
  bool falls = emit_core(e, c->block.body, d);
  bool left = l->gotos > 0;
  emit_label(e, l, 0);
  return falls || left;
}

static bool emit_exit(Emitter *e, Core *c) {
  Label *l = c->exit.label->note;
  if (emit_core(e, c->exit.value, l->dest)) emit_goto(e, l);
  return false;
}

static bool emit_loop(Emitter *e, Core *c) {
  if (e->indent > DEEP) {
    Label *start = new_label(e, NULL, "loop");
    emit_label(e, start, 1);
    if (emit_core(e, c->loop.body, emit_nowhere)) emit_goto(e, start);
    else emit_line(e, "if (0) goto %s;", start->name);
    return false;
  }
  emit_line(e, "for (;;) {");
  emit_braced(e, c->loop.body, emit_nowhere);
  emit_line(e, "}");
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
    emit_line(e, "W %s;", (const char *)v->note);
  }
}

static bool emit_join(Emitter *e, Core *c, Dest d) {
  declare(e, &d);
  for (int i = 0; i < c->join.joins; i++) declare_join(e, &c->join.join[i]);
  Label *end = new_label(e, NULL, "end");
  bool falls = emit_core(e, c->join.body, d), any = falls;
  for (int i = 0; i < c->join.joins; i++) {
    CoreJoin *j = &c->join.join[i];
    Label *l = j->label->note;
    if (falls) emit_goto(e, end);
    emit_label(e, l, j->label->uses - l->jumps);
    for (int k = 0; k < j->params; k++)
      if (j->param[k]->assigned && !j->param[k]->uses)
        emit_line(e, "(void)%s;", (const char *)j->param[k]->note);
    falls = emit_core(e, j->body, d);
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
  const char **text = emit_operands(e, arg, used, false);
  for (int i = 0; i < used; i++)
    if (!to[i]) emit_line(e, "(void)%s;", text[i]);
  emit_assignments(e, to, text, used);
  l->jumps++;
  emit_goto(e, l);
  return false;
}

/* --- Everything ------------------------------------------------------------------------------------- */

static bool emit_global(Emitter *e, Core *c, Dest d) {
  CoreGlobal *g = c->global;
  const char *get = value_getter(e, g);
  if (c->kind == CORE_ADDRESS)
    return emit_put(e, arena_printf(e->arena, "(%s(), (W)&%s)", get, value_place(e, g)), true, d);
  emit_site(e, c->span);
  return emit_put(e, arena_printf(e->arena, "%s()", get), true, d);
}

static bool emit_assign(Emitter *e, Core *c, Dest d) {
  emit_core(e, c->assign.value, (Dest){ASSIGN, c->assign.var->note, false});
  return emit_put(e, "0ul", false, d);
}

static bool emit_fail(Emitter *e, const Core *c, Dest d) {
  declare_runtime(e, "smt_match_failed", 1);
  emit_line(e, "%ssmt_match_failed(%u);", d.kind == RETURN ? "return " : "", site_of(e, c->span));
  return false;
}

bool emit_core(Emitter *e, Core *c, Dest d) {
  for (;;) {
    if (c->kind == CORE_LET) {
      emit_let(e, c);
      c = c->let.body;
    } else if (c->kind == CORE_SEQ) {
      emit_core(e, c->seq.first, emit_nowhere);
      c = c->seq.second;
    } else if (c->kind == CORE_LETREC) {
      emit_letrec(e, c);
      c = c->letrec.body;
    } else {
      break;
    }
  }
  if (is_inline(e, c) && c->kind != CORE_IF) return emit_put(e, inline_text(e, c), false, d);
  switch (c->kind) {
  case CORE_CALL: return emit_call(e, c, d);
  case CORE_IF:
    if (d.kind != RETURN && is_inline(e, c)) return emit_put(e, inline_text(e, c), false, d);
    return emit_if(e, c, d);
  case CORE_SWITCH: return emit_switch(e, c, d);
  case CORE_METHOD:
    return emit_put(e, word_at(e, operand(e, c->method.dict), c->method.slot), false, d);
  case CORE_FIELD:
    return emit_put(e, field_text(e, c->field.ctor, c->field.index, operand(e, c->field.value)),
                    false, d);
  case CORE_BLOCK: return emit_block(e, c, d);
  case CORE_EXIT: return emit_exit(e, c);
  case CORE_LOOP: return emit_loop(e, c);
  case CORE_ASSIGN: return emit_assign(e, c, d);
  case CORE_GLOBAL:
  case CORE_ADDRESS: return emit_global(e, c, d);
  case CORE_JOIN: return emit_join(e, c, d);
  case CORE_JUMP: return emit_jump(e, c);
  case CORE_FAIL: return emit_fail(e, c, d);
  case CORE_CLOSURE: return emit_closure(e, c, d);
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_VAR:
  case CORE_LET:
  case CORE_SEQ:
  case CORE_LETREC:
  case CORE_LAMBDA:
  case CORE_MATCH:
  case CORE_HOLE: break;
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
    if (!uses_self) emit_line(e, "(void)self;");
  }
  for (int i = 0; i < g->arity; i++) {
    const char *name = g->param[i]->note;
    if (i >= REGS && (g->param[i]->uses || g->param[i]->assigned))
      emit_line(e, "W %s = smt_rt.spill[%d];", name, i - REGS);
    if (!g->param[i]->uses && (i < REGS || g->param[i]->assigned)) emit_line(e, "(void)%s;", name);
  }
  for (int i = 0; i < g->captures; i++) {
    CoreVar *v = g->captured[i];
    if (!v->uses) continue;
    v->note = (void *)name_variable(e, v);
    emit_line(e, "W %s = ((W *)self)[%d];", (const char *)v->note, i + 2);
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
  emit_core(e, g->low, (Dest){RETURN, NULL, false});
  if (e->loops) text_puts(out, "again:;\n");
  if (e->body.size) text_add(out, e->body.data, e->body.size);
}
