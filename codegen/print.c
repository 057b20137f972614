/* print.c -- Core as s-expressions, for --dump and for golden tests.
 *
 * Variables are printed by name and numbered in order of appearance within each global (x, x.2, x.3), so a dump
 * changes only when the program does. */
#include "base/map.h"
#include "codegen/core.h"
#include "codegen/foreign.h"
#include "codegen/prims.h"

#include <inttypes.h>

typedef struct Printer {
  FILE *out;
  Arena arena;
  Map names;  /* CoreVar to its text */
  Map counts; /* Sym (or "") to how many variables have that name */
  int indent;
} Printer;

static void print(Printer *p, const Core *e);

static void line(Printer *p, int by) {
  p->indent += by;
  fprintf(p->out, "\n%*s", p->indent * 2, "");
}

static const char *var_text(Printer *p, const CoreVar *v) {
  const char *text = map_get(&p->names, v);
  if (text) return text;
  const char *name = v->name ? v->name->text : "_";
  const void *key = v->name ? (const void *)v->name : (const void *)p;
  uintptr_t n = (uintptr_t)map_get(&p->counts, key) + 1;
  map_put(&p->arena, &p->counts, key, (void *)n);
  text =
      n == 1 ? arena_printf(&p->arena, "%s", name) : arena_printf(&p->arena, "%s.%d", name, (int)n);
  map_put(&p->arena, &p->names, v, (void *)text);
  return text;
}

static void print_var(Printer *p, const CoreVar *v) {
  fprintf(p->out, "%s%s", var_text(p, v), v->assigned ? "!" : "");
}

static void print_vars(Printer *p, CoreVar *const *v, int n) {
  fputc('(', p->out);
  for (int i = 0; i < n; i++) {
    if (i) fputc(' ', p->out);
    print_var(p, v[i]);
  }
  fputc(')', p->out);
}

static void print_text(Printer *p, const char *text, uint32_t size) {
  fputc('"', p->out);
  for (uint32_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\') fprintf(p->out, "\\%c", c);
    else if (c == '\n') fputs("\\n", p->out);
    else if (c < ' ' || c == 127) fprintf(p->out, "\\x%02x", c);
    else fputc(c, p->out);
  }
  fputc('"', p->out);
}

static void print_global(Printer *p, const CoreGlobal *g) {
  if (g->kind == GLOBAL_PRIM) fprintf(p->out, "prim:%s", prim_info(g->prim)->name);
  else
    fprintf(p->out, "%s%s%s", g->pkg ? g->pkg->text : "", g->pkg ? ":" : "",
            g->name ? g->name->text : g->cname);
}

static void print_pattern(Printer *p, const CorePat *pat) {
  switch (pat->kind) {
  case PAT_WILD: fputc('_', p->out); return;
  case PAT_VAR: print_var(p, pat->var); return;
  case PAT_AS:
    fputs("(as ", p->out);
    print_var(p, pat->var);
    fputc(' ', p->out);
    print_pattern(p, pat->sub[0]);
    fputc(')', p->out);
    return;
  case PAT_CTOR:
    fprintf(p->out, "(%s", pat->ctor->name->text);
    for (int i = 0; i < pat->ctor->arity; i++) {
      fputc(' ', p->out);
      print_pattern(p, pat->sub[i]);
    }
    fputc(')', p->out);
    return;
  case PAT_WORD: fprintf(p->out, "#%" PRId64, (int64_t)pat->word); return;
  case PAT_INTEGER: fputs(pat->digits, p->out); return;
  case PAT_STRING: print_text(p, pat->text, pat->size); return;
  case PAT_TEST:
    fputs("(test ", p->out);
    print(p, pat->test);
    fputc(')', p->out);
    return;
  }
}

static void print_on_line(Printer *p, const Core *e) {
  line(p, 1);
  print(p, e);
  p->indent--;
}

static void print_all(Printer *p, Core *const *e, int n) {
  for (int i = 0; i < n; i++) {
    fputc(' ', p->out);
    print(p, e[i]);
  }
}

static void print_bindings(Printer *p, CoreVar *const *var, Core *const *value, int n) {
  for (int i = 0; i < n; i++) {
    if (i) line(p, 0);
    fputc('(', p->out);
    print_var(p, var[i]);
    fputc(' ', p->out);
    print(p, value[i]);
    fputc(')', p->out);
  }
}

static void print_switch(Printer *p, const Core *e) {
  fputs("(switch ", p->out);
  print(p, e->sw.value);
  p->indent++;
  for (int i = 0; i < e->sw.arms; i++) {
    line(p, 0);
    if (e->sw.type) fprintf(p->out, "(%s ", e->sw.arm[i].ctor->name->text);
    else fprintf(p->out, "(#%" PRId64 " ", (int64_t)e->sw.arm[i].word);
    print(p, e->sw.arm[i].body);
    fputc(')', p->out);
  }
  if (e->sw.otherwise) {
    line(p, 0);
    fputs("(else ", p->out);
    print(p, e->sw.otherwise);
    fputc(')', p->out);
  }
  p->indent--;
  fputc(')', p->out);
}

static void print_joins(Printer *p, const Core *e) {
  fputs("(join", p->out);
  for (int i = 0; i < e->join.joins; i++) {
    const CoreJoin *j = &e->join.join[i];
    line(p, i == 0 ? 2 : 0);
    fputc('(', p->out);
    print_var(p, j->label);
    fputc(' ', p->out);
    print_vars(p, j->param, j->params);
    print_on_line(p, j->body);
    fputc(')', p->out);
  }
  line(p, -1);
  print(p, e->join.body);
  p->indent--;
  fputc(')', p->out);
}

static void print_match(Printer *p, const Core *e) {
  fputs("(match ", p->out);
  print(p, e->match.value);
  p->indent++;
  for (int i = 0; i < e->match.branches; i++) {
    line(p, 0);
    fputc('(', p->out);
    print_pattern(p, e->match.branch[i].pat);
    print_on_line(p, e->match.branch[i].body);
    fputc(')', p->out);
  }
  p->indent--;
  fputc(')', p->out);
}

/* A chain of LETs and SEQs is printed flat, the closing brackets at its end: (let (x ..) (let (y ..) ..)). */
static const Core *print_chain(Printer *p, const Core *e, int *open) {
  for (; e->kind == CORE_LET || e->kind == CORE_SEQ; (*open)++) {
    if (e->kind == CORE_LET) {
      fputs("(let (", p->out);
      print_var(p, e->let.var);
      fputc(' ', p->out);
      p->indent++;
      print(p, e->let.value);
      p->indent--;
      fputc(')', p->out);
      e = e->let.body;
    } else {
      fputs("(seq ", p->out);
      print(p, e->seq.first);
      e = e->seq.second;
    }
    line(p, 0);
  }
  return e;
}

static void print_one(Printer *p, const Core *e) {
  switch (e->kind) {
  case CORE_INTEGER: fputs(e->digits, p->out); return;
  case CORE_WORD: fprintf(p->out, "#%" PRId64, (int64_t)e->word); return;
  case CORE_STRING: print_text(p, e->text, e->size); return;
  case CORE_VAR: print_var(p, e->var); return;
  case CORE_GLOBAL: print_global(p, e->global); return;
  case CORE_ADDRESS:
    fputs("(address ", p->out);
    print_global(p, e->global);
    break;
  case CORE_CALL:
    fputc('(', p->out);
    print(p, e->call.fn);
    print_all(p, e->call.arg, e->call.args);
    break;
  case CORE_LAMBDA:
    fputs("(fn ", p->out);
    print_vars(p, e->lambda.param, e->lambda.params);
    print_on_line(p, e->lambda.body);
    break;
  case CORE_LETREC:
    fputs("(letrec (", p->out);
    p->indent += 2;
    print_bindings(p, e->letrec.var, e->letrec.value, e->letrec.vars);
    p->indent -= 2;
    fputc(')', p->out);
    print_on_line(p, e->letrec.body);
    break;
  case CORE_IF:
    fputs("(if ", p->out);
    print(p, e->iff.cond);
    print_on_line(p, e->iff.then);
    print_on_line(p, e->iff.otherwise);
    break;
  case CORE_MATCH: print_match(p, e); return;
  case CORE_METHOD:
    fprintf(p->out, "(method %d ", e->method.slot);
    print(p, e->method.dict);
    break;
  case CORE_FIELD:
    fprintf(p->out, "(field %s %d ", e->field.ctor->name->text, e->field.index);
    print(p, e->field.value);
    break;
  case CORE_BLOCK:
    fputs("(block ", p->out);
    print_var(p, e->block.label);
    print_on_line(p, e->block.body);
    break;
  case CORE_EXIT:
    fputs("(exit ", p->out);
    print_var(p, e->exit.label);
    fputc(' ', p->out);
    print(p, e->exit.value);
    break;
  case CORE_LOOP:
    fputs("(loop", p->out);
    print_on_line(p, e->loop.body);
    break;
  case CORE_ASSIGN:
    fputs("(set ", p->out);
    print_var(p, e->assign.var);
    fputc(' ', p->out);
    print(p, e->assign.value);
    break;
  case CORE_HOLE:
    if (e->filled) print(p, e->filled);
    else fputs("<hole>", p->out);
    return;
  case CORE_SWITCH: print_switch(p, e); return;
  case CORE_JOIN: print_joins(p, e); return;
  case CORE_JUMP:
    fputs("(jump ", p->out);
    print_var(p, e->jump.label);
    print_all(p, e->jump.arg, e->jump.args);
    break;
  case CORE_FAIL: fputs("(fail", p->out); break;
  case CORE_CLOSURE:
    fputs("(closure ", p->out);
    print_global(p, e->closure.code);
    fputc(' ', p->out);
    print_vars(p, e->closure.code->captured, e->closure.code->captures);
    break;
  case CORE_LET:
  case CORE_SEQ: return;
  }
  fputc(')', p->out);
}

static void print(Printer *p, const Core *e) {
  int open = 0;
  print_one(p, print_chain(p, e, &open));
  while (open--) fputc(')', p->out);
}

static void print_definition(Printer *p, const CoreGlobal *g) {
  const Core *body = g->low ? g->low : g->body;
  switch (g->kind) {
  case GLOBAL_FUNCTION:
  case GLOBAL_CLOSURE:
    fprintf(p->out, "(%s (", g->kind == GLOBAL_CLOSURE ? "closure" : "define");
    print_global(p, g);
    for (int i = 0; i < g->arity; i++) {
      fputc(' ', p->out);
      print_var(p, g->param[i]);
    }
    fputc(')', p->out);
    if (g->kind == GLOBAL_CLOSURE) {
      fputs(" captured ", p->out);
      print_vars(p, g->captured, g->captures);
    }
    break;
  case GLOBAL_VALUE:
    fprintf(p->out, "(%s ", g->is_dynamic ? "dynamic" : "define");
    print_global(p, g);
    break;
  case GLOBAL_INSTANCE:
    fprintf(p->out, "(instance ");
    print_global(p, g);
    fprintf(p->out, " context %d", g->context);
    for (int i = 0; i < g->slots; i++) {
      line(p, i == 0 ? 1 : 0);
      print_global(p, g->slot[i]);
    }
    if (g->slots) p->indent--;
    break;
  case GLOBAL_FOREIGN:
    fputs("(foreign ", p->out);
    print_global(p, g);
    fprintf(p->out, " \"%s\"", g->foreign->text);
    break;
  case GLOBAL_CTOR:
  case GLOBAL_PRIM: return;
  }
  if (body && g->kind != GLOBAL_INSTANCE) print_on_line(p, body);
  fputs(")\n", p->out);
}

void core_print(FILE *out, const CoreGlobal *g) {
  Printer p = {.out = out, .arena = arena_new(0)};
  print_definition(&p, g);
  arena_drop(&p.arena);
}

void core_print_unit(FILE *out, const CoreUnit *u) {
  for (int i = 0; i < u->globals.len; i++) core_print(out, u->globals.data[i]);
  if (u->init.len) {
    fputs("(init", out);
    for (int i = 0; i < u->init.len; i++)
      fprintf(out, " %s",
              u->init.data[i]->name ? u->init.data[i]->name->text : u->init.data[i]->cname);
    fputs(")\n", out);
  }
}
