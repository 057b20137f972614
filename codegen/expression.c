/* expression.c -- Core that is one C expression.
 *
 * Something is written in place, instead of into a variable first, when it has no effect, cannot fail and is small: then it
 * does not matter when C evaluates it. The exception are reads of variables that change (reads_variables):
 * those are one expression too, but statements.c must not let anything slip in between. */
#include "codegen/emitter.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { INLINE_NODES = 12 }; /* in one C expression */

/* --- Text ----------------------------------------------------------------------------------------- */

/* A name, a number, or a name followed by one pair of brackets around everything else. */
bool is_simple(const char *text) {
  const char *p = text;
  while (isalnum((unsigned char)*p) || *p == '_') p++;
  if (*p == 0) return true;
  if (p == text || (*p != '(' && *p != '[')) return false;
  for (int depth = 0; *p; p++) {
    depth += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
    if (depth == 0) return p[1] == 0;
  }
  return false;
}

const char *grouped(Emitter *e, const char *text) {
  return is_simple(text) ? text : arena_printf(e->arena, "(%s)", text);
}

/* "(W)(x == y)" as a condition is "x == y". */
const char *condition_text(const char *text, Emitter *e) {
  if (strncmp(text, "(W)(", 4) != 0) return text;
  int depth = 0;
  for (const char *p = text + 3; *p; p++) {
    depth += (*p == '(') - (*p == ')');
    if (depth == 0 && p[1]) return text;
  }
  return arena_strndup(e->arena, text + 4, strlen(text) - 5);
}

/* --- Primitives ------------------------------------------------------------------------------------- */

bool prim_repeats(PrimId id, int arg) {
  int seen = 0;
  for (const char *p = prim_info(id)->c; *p; p++) seen += p[0] == '$' && p[1] == '0' + arg;
  return seen > 1;
}

/* Declare the runtime functions that a template calls. */
static void declare_called(Emitter *e, const char *c) {
  if (e->mode != EMIT_TCC) return;
  for (const char *p = strstr(c, "smt_"); p; p = strstr(p, "smt_")) {
    const char *name = p;
    while (isalnum((unsigned char)*p) || *p == '_') p++;
    size_t length = (size_t)(p - name);
    int depth = 1, args = p[1] != ')';
    for (p++; *p && depth; p++) {
      depth += (*p == '(') - (*p == ')');
      args += depth == 1 && *p == ',';
    }
    declare_runtime(e, arena_strndup(e->arena, name, length), args);
    p = name + length;
  }
}

const char *prim_text(Emitter *e, PrimId id, const char *const *arg, Span span) {
  const char *c = prim_info(id)->c;
  Text t = {.arena = e->arena};
  declare_called(e, c);
  for (const char *p = c; *p; p++) {
    if (*p != '$') {
      text_add(&t, p, 1);
      continue;
    }
    p++;
    if (*p == 's') {
      text_printf(&t, "%u", site_of(e, span));
      continue;
    }
    const char *x = arg[*p - '0'];
    bool alone = p - c >= 2 && (p[-2] == '(' || (p[-2] == ' ' && p[-3] == ',')) &&
                 (p[1] == ')' || p[1] == ',');
    text_puts(&t, alone || (p == c + 1 && p[1] == 0) ? x : grouped(e, x));
  }
  return t.data;
}

/* --- Constructors ----------------------------------------------------------------------------------- */

const char *ctor_text(Emitter *e, const Ctor *ctor, const char *const *field) {
  bool header = ctor->type->repr == REPR_HEADER;
  int words = ctor->arity + header;
  if (words > 3) return NULL;
  declare_runtime(e, arena_printf(e->arena, "smt_data%d", words), words + 1);
  Text t = {.arena = e->arena};
  text_printf(&t, "smt_data%d(%d", words, header ? 0 : ctor->index);
  if (header) text_printf(&t, ", %d", ctor->index);
  for (int i = 0; i < ctor->arity; i++) text_printf(&t, ", %s", field[i]);
  text_puts(&t, ")");
  return t.data;
}

/* --- Inline or not ---------------------------------------------------------------------------------- */

static bool weigh(Emitter *e, const Core *c, int *budget);

static bool weigh_call(Emitter *e, const Core *c, int *budget) {
  if (c->call.fn->kind != CORE_GLOBAL) return false;
  const CoreGlobal *g = c->call.fn->global;
  if (g->kind == GLOBAL_PRIM) {
    if (c->call.args != g->arity || prim_info(g->prim)->has_effect) return false;
    for (int i = 0; i < c->call.args; i++)
      if (prim_repeats(g->prim, i) && c->call.arg[i]->kind != CORE_VAR &&
          !constant_text(e, c->call.arg[i]))
        return false;
  } else if (g->kind != GLOBAL_CTOR || c->call.args != g->arity ||
             g->arity + (g->ctor->type->repr == REPR_HEADER) > 3) {
    return false;
  }
  for (int i = 0; i < c->call.args; i++)
    if (!weigh(e, c->call.arg[i], budget)) return false;
  return true;
}

static bool weigh(Emitter *e, const Core *c, int *budget) {
  if (--*budget < 0) return false;
  switch (c->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_VAR: return true;
  case CORE_GLOBAL: return c->global->kind != GLOBAL_VALUE || value_is_variable(e, c->global);
  case CORE_ADDRESS: return value_is_variable(e, c->global);
  case CORE_CALL: return constant_text(e, (Core *)c) || weigh_call(e, c, budget);
  case CORE_METHOD: return weigh(e, c->method.dict, budget);
  case CORE_FIELD: return weigh(e, c->field.value, budget);
  case CORE_IF:
    return weigh(e, c->iff.cond, budget) && weigh(e, c->iff.then, budget) &&
           weigh(e, c->iff.otherwise, budget);
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: return false;
  }
  return false;
}

bool is_inline(Emitter *e, const Core *c) {
  int budget = INLINE_NODES;
  return weigh(e, c, &budget);
}

bool reads_variables(const Core *c) {
  switch (c->kind) {
  case CORE_VAR: return c->var->assigned;
  case CORE_GLOBAL: return c->global->kind == GLOBAL_VALUE;
  case CORE_METHOD: return reads_variables(c->method.dict);
  case CORE_FIELD: return reads_variables(c->field.value);
  case CORE_IF:
    return reads_variables(c->iff.cond) || reads_variables(c->iff.then) ||
           reads_variables(c->iff.otherwise);
  case CORE_CALL:
    for (int i = 0; i < c->call.args; i++)
      if (reads_variables(c->call.arg[i])) return true;
    return false;
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: return false;
  }
  return false;
}

/* --- The text of an inline expression ---------------------------------------------------------------- */

/* The index of a constructor of a type of two constructors without fields, such as Boolean; else -1. */
static int truth(const Core *c) {
  if (c->kind != CORE_GLOBAL || c->global->kind != GLOBAL_CTOR) return -1;
  const DataType *type = c->global->ctor->type;
  return type->ctors == 2 && type->repr == REPR_ENUM ? c->global->ctor->index : -1;
}

static const char *if_text(Emitter *e, Core *c) {
  const char *cond = grouped(e, condition_text(inline_text(e, c->iff.cond), e));
  const char *then = inline_text(e, c->iff.then), *otherwise = inline_text(e, c->iff.otherwise);
  if (truth(c->iff.otherwise) == 0)
    return arena_printf(e->arena, "(W)(%s && %s)", cond, grouped(e, condition_text(then, e)));
  if (truth(c->iff.then) == 1)
    return arena_printf(e->arena, "(W)(%s || %s)", cond, grouped(e, condition_text(otherwise, e)));
  return arena_printf(e->arena, "%s ? %s : %s", cond, grouped(e, then), grouped(e, otherwise));
}

const char *field_text(Emitter *e, const Ctor *ctor, int index, const char *value) {
  if (ctor->type->repr == REPR_HEADER) return word_at(e, value, index + 1);
  if (ctor->index == 0) return word_at(e, value, index);
  return arena_printf(e->arena, "((W *)(%s - %d))[%d]", grouped(e, value), ctor->index, index);
}

const char *word_at(Emitter *e, const char *address, int index) {
  return arena_printf(e->arena, "((W *)%s)[%d]", grouped(e, address), index);
}

static const char *call_text(Emitter *e, Core *c) {
  CoreGlobal *g = c->call.fn->global;
  const char *constant = constant_text(e, c);
  if (constant) return constant;
  const char **arg = ARENA_ARRAY(e->arena, const char *, c->call.args);
  for (int i = 0; i < c->call.args; i++) arg[i] = inline_text(e, c->call.arg[i]);
  if (g->kind == GLOBAL_PRIM) return prim_text(e, g->prim, arg, c->span);
  return ctor_text(e, g->ctor, arg);
}

/* What nothing reads has no name: it still stands where it is passed to a parameter that nothing reads (tidy.c). */
static const char *variable_text(const CoreVar *v) {
  return v->uses || v->assigned ? v->note : "0ul";
}

const char *inline_text(Emitter *e, Core *c) {
  switch (c->kind) {
  case CORE_INTEGER:
  case CORE_WORD:
  case CORE_STRING: return constant_text(e, c);
  case CORE_VAR: return variable_text(c->var);
  case CORE_GLOBAL:
    return c->global->kind == GLOBAL_VALUE ? value_place(e, c->global)
                                           : global_value_text(e, c->global);
  case CORE_ADDRESS: return arena_printf(e->arena, "(W)&%s", value_place(e, c->global));
  case CORE_CALL: return call_text(e, c);
  case CORE_METHOD: return word_at(e, inline_text(e, c->method.dict), c->method.slot);
  case CORE_FIELD:
    return field_text(e, c->field.ctor, c->field.index, inline_text(e, c->field.value));
  case CORE_IF: return if_text(e, c);
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: break;
  }
  assert(!"not inline");
  return "";
}
