/* test_match.c -- decision trees against the plain meaning of a match.
 *
 * Matches are made at random over a small type; the tree that pass_match (and tidy) makes of each is interpreted for every
 * value up to a depth, and must choose the branch that trying one branch after the other chooses. */
#include "tests/unit/core_text.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

/* A value: a constructor and its fields, or a word. */
typedef struct Value {
  const Ctor *ctor;
  uint64_t word;
  struct Value *field[3];
} Value;

static uint32_t seed = 1;
static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 16) % sides;
}

/* T: A, B T, C T T, D word; E: an enumeration; W: a one-field wrapper around T. */
static const char types[] = "(data T tagged (A 0) (B 1) (C 2) (D 1)) (data E enum (E0 0) (E1 0) "
                            "(E2 0)) (data W newtype (W 1)) (data P tagged (P 3))"
                            "(define (main x) x)";

static CoreReader reader;
static DataType *type_of(const char *ctor) { return find_global(&reader, ctor)->ctor->type; }

/* --- Reference ------------------------------------------------------------------------------------- */

static bool fits(const CorePat *p, const Value *v) {
  switch (p->kind) {
  case PAT_WILD:
  case PAT_VAR: return true;
  case PAT_AS: return fits(p->sub[0], v);
  case PAT_WORD: return v->word == p->word;
  case PAT_CTOR:
    if (p->ctor->type->repr == REPR_NEWTYPE) return fits(p->sub[0], v);
    if (v->ctor != p->ctor) return false;
    for (int i = 0; i < p->ctor->arity; i++)
      if (!fits(p->sub[i], v->field[i])) return false;
    return true;
  case PAT_INTEGER:
  case PAT_STRING:
  case PAT_TEST: break;
  }
  abort();
}

/* The part of v that a variable of the pattern stands for. */
static const Value *part(const CorePat *p, const Value *v, const CoreVar *var) {
  if ((p->kind == PAT_VAR || p->kind == PAT_AS) && p->var == var) return v;
  if (p->kind == PAT_AS) return part(p->sub[0], v, var);
  if (p->kind != PAT_CTOR) return NULL;
  bool wrapper = p->ctor->type->repr == REPR_NEWTYPE;
  for (int i = 0; i < p->ctor->arity; i++) {
    const Value *found = part(p->sub[i], wrapper ? v : v->field[i], var);
    if (found) return found;
  }
  return NULL;
}

/* --- Interpreter of trees ---------------------------------------------------------------------------- */

/* A branch's body is (B-number variable): CORE_CALL of an INTEGER, so that both can be seen. -1: fell through. */
typedef struct Outcome {
  int branch;
  const Value *seen;
} Outcome;

static const Value *value_of(const Core *e) {
  ck_assert_int_eq(e->kind, CORE_VAR);
  return e->var->note;
}

static Outcome run(const Core *e) {
  for (;;) switch (e->kind) {
    case CORE_LET: {
      const Core *v = e->let.value;
      if (v->kind == CORE_FIELD) {
        const Value *whole = value_of(v->field.value);
        ck_assert_ptr_eq(whole->ctor, v->field.ctor);
        e->let.var->note = whole->field[v->field.index];
      } else {
        e->let.var->note = (void *)value_of(v);
      }
      e = e->let.body;
      continue;
    }
    case CORE_SWITCH: {
      const Value *v = value_of(e->sw.value);
      const Core *next = e->sw.otherwise;
      ck_assert_msg(++e->sw.value->var->depth == 1, "a value is looked at twice");
      for (int i = 0; i < e->sw.arms; i++)
        if (e->sw.type ? e->sw.arm[i].ctor == v->ctor : e->sw.arm[i].word == v->word)
          next = e->sw.arm[i].body;
      Outcome o = run(next);
      e->sw.value->var->depth = 0;
      return o;
    }
    case CORE_JOIN:
      for (int i = 0; i < e->join.joins; i++) e->join.join[i].label->join = &e->join.join[i];
      e = e->join.body;
      continue;
    case CORE_JUMP: {
      const CoreJoin *j = e->jump.label->join;
      ck_assert_int_eq(j->params, e->jump.args);
      for (int i = 0; i < j->params; i++) j->param[i]->note = (void *)value_of(e->jump.arg[i]);
      e = j->body;
      continue;
    }
    case CORE_FAIL: return (Outcome){-1, NULL};
    case CORE_CALL: return (Outcome){atoi(e->call.fn->digits), value_of(e->call.arg[0])};
    default: ck_abort_msg("unexpected Core of kind %d", e->kind);
    }
}

/* --- Random matches ---------------------------------------------------------------------------------- */

typedef struct Variables {
  CoreVar *var[64];
  int count;
} Variables;

static CoreVar *variable(Variables *vs) {
  CoreVar *v = core_fresh(&reader.arena, &reader.next_id, NULL, (Span){0});
  if (vs->count < 64) vs->var[vs->count++] = v;
  return v;
}

/* A pattern for a value of a type; NULL: a word. */
static CorePat *pattern(DataType *type, int depth, Variables *vs) {
  CorePat *p = ARENA_NEW(&reader.arena, CorePat);
  uint32_t d = dice(10);
  if (d < 2 || depth == 0) {
    p->kind = PAT_WILD;
  } else if (d < 4) {
    p->kind = PAT_VAR;
    p->var = variable(vs);
  } else if (d == 4) {
    p->kind = PAT_AS;
    p->var = variable(vs);
    p->sub = ARENA_ARRAY(&reader.arena, CorePat *, 1);
    p->sub[0] = pattern(type, depth - 1, vs);
  } else if (!type) {
    p->kind = PAT_WORD;
    p->word = dice(3);
  } else {
    DataType *t = type_of("A"), *e = type_of("E0"), *w = type_of("W");
    p->kind = PAT_CTOR;
    p->ctor = type->ctor[dice((uint32_t)type->ctors)];
    p->sub = ARENA_ARRAY(&reader.arena, CorePat *, p->ctor->arity);
    for (int i = 0; i < p->ctor->arity; i++) {
      DataType *field = type == type_of("P")               ? (DataType *[]){t, e, w}[i]
                        : type == t && p->ctor->index == 3 ? NULL
                                                           : t;
      p->sub[i] = pattern(field, depth - 1, vs);
    }
  }
  return p;
}

static Core *random_match(CoreVar *value, int branches, int depth) {
  Core *m = core_new(&reader.arena, CORE_MATCH, (Span){0});
  m->match.value = core_var(&reader.arena, m->span, value);
  m->match.branches = branches;
  m->match.branch = ARENA_ARRAY(&reader.arena, CoreBranch, branches);
  for (int i = 0; i < branches; i++) {
    Variables vs = {0};
    m->match.branch[i].pat = pattern(type_of("P"), depth, &vs);
    Core *number = core_new(&reader.arena, CORE_INTEGER, m->span);
    number->digits = arena_printf(&reader.arena, "%d", i);
    CoreVar *shown = vs.count ? vs.var[dice((uint32_t)vs.count)] : value;
    m->match.branch[i].body =
        core_call1(&reader.arena, m->span, number, core_var(&reader.arena, m->span, shown));
  }
  return m;
}

/* --- All values up to a depth ------------------------------------------------------------------------ */

typedef VEC(Value *) Values;

static Value *make(const Ctor *c, Value *x, Value *y, Value *z) {
  Value *v = ARENA_NEW(&reader.arena, Value);
  *v = (Value){.ctor = c, .field = {x, y, z}};
  return v;
}

static Values all_words(void) {
  Values vs = {0};
  for (uint64_t w = 0; w < 4; w++) {
    Value *v = ARENA_NEW(&reader.arena, Value);
    v->word = w;
    vec_push(&reader.arena, &vs, v);
  }
  return vs;
}

static Values all_t(int depth) {
  Values vs = {0}, words = all_words();
  DataType *t = type_of("A");
  vec_push(&reader.arena, &vs, make(t->ctor[0], NULL, NULL, NULL));
  for (int i = 0; i < words.len; i++)
    vec_push(&reader.arena, &vs, make(t->ctor[3], words.data[i], NULL, NULL));
  if (depth == 0) return vs;
  Values sub = all_t(depth - 1);
  for (int i = 0; i < sub.len; i++) {
    vec_push(&reader.arena, &vs, make(t->ctor[1], sub.data[i], NULL, NULL));
    for (int j = 0; j < sub.len; j++)
      vec_push(&reader.arena, &vs, make(t->ctor[2], sub.data[i], sub.data[j], NULL));
  }
  return vs;
}

static Values all_p(void) {
  Values vs = {0}, deep = all_t(1), flat = all_t(0);
  DataType *e = type_of("E0");
  const Ctor *p = type_of("P")->ctor[0];
  for (int i = 0; i < deep.len; i++)
    for (int j = 0; j < e->ctors; j++)
      for (int k = 0; k < flat.len; k++)
        vec_push(&reader.arena, &vs,
                 make(p, deep.data[i], make(e->ctor[j], NULL, NULL, NULL), flat.data[k]));
  return vs;
}

/* --- Tests -------------------------------------------------------------------------------------------- */

static int count_calls;
static void count(void *ctx, Core **place) {
  count_calls += (*place)->kind == CORE_CALL;
  core_children(*place, count, ctx);
}

static void reset_depths(void *ctx, Core **place) {
  if ((*place)->kind == CORE_SWITCH) (*place)->sw.value->var->depth = 0;
  core_children(*place, reset_depths, ctx);
}

static void check_match_against_reference(Values values, int branches, int depth) {
  CoreGlobal *g = find_global(&reader, "main");
  Core *m = g->body = random_match(g->param[0], branches, depth);
  CoreVar **shown = ARENA_ARRAY(&reader.arena, CoreVar *, branches);
  for (int i = 0; i < branches; i++) shown[i] = m->match.branch[i].body->call.arg[0]->var;
  Pass p = {.arena = &reader.arena, .next_id = &reader.next_id, .unit = reader.unit};
  /* The passes work on a copy with new variables; that the right part is bound is seen through which branch shows what. */
  pass_match(&p);
  core_check(&p, "match");
  pass_tidy(&p);
  core_check(&p, "tidy");
  count_calls = 0;
  Core *low = g->low;
  count(NULL, &low);
  ck_assert_msg(count_calls <= branches, "a branch occurs twice");
  reset_depths(NULL, &low);
  for (int i = 0; i < values.len; i++) {
    const Value *v = values.data[i];
    int want = 0;
    while (want < branches && !fits(m->match.branch[want].pat, v)) want++;
    g->param[0]->note = (void *)v;
    Outcome got = run(low);
    ck_assert_int_eq(got.branch, want < branches ? want : -1);
    if (want == branches) continue;
    const Value *bound =
        shown[want] == g->param[0] ? v : part(m->match.branch[want].pat, v, shown[want]);
    ck_assert_ptr_eq(got.seen, bound);
  }
}

START_TEST(trees_choose_the_first_branch_that_fits) {
  read_unit(&reader, types);
  Values values = all_p();
  for (int i = 0; i < 500; i++)
    check_match_against_reference(values, 1 + (int)dice(8), 1 + (int)dice(4));
}
END_TEST

/* Rows that each care about two columns: the tree for n of them has 2^n leaves when nothing is done about it. */
START_TEST(trees_do_not_explode) {
  read_unit(&reader, types);
  CoreGlobal *g = find_global(&reader, "main");
  enum { N = 24 };
  DataType *pair = type_of("C");
  Core *m = core_new(&reader.arena, CORE_MATCH, (Span){0});
  m->match.value = core_var(&reader.arena, m->span, g->param[0]);
  m->match.branches = N;
  m->match.branch = ARENA_ARRAY(&reader.arena, CoreBranch, N);
  for (int i = 0; i < N; i++) {
    /* C (... C (_, B _) ...): a list in which places i and i+1 must be B. */
    CorePat *p = ARENA_NEW(&reader.arena, CorePat);
    p->kind = PAT_WILD;
    for (int j = N; j >= 0; j--) {
      CorePat *head = ARENA_NEW(&reader.arena, CorePat), *list = ARENA_NEW(&reader.arena, CorePat);
      head->kind = PAT_WILD;
      if (j == i || j == (i * 7 + 3) % N) {
        head->kind = PAT_CTOR;
        head->ctor = pair->ctor[0];
        head->sub = NULL;
      }
      list->kind = PAT_CTOR;
      list->ctor = pair->ctor[2];
      list->sub = ARENA_ARRAY(&reader.arena, CorePat *, 2);
      list->sub[0] = head;
      list->sub[1] = p;
      p = list;
    }
    m->match.branch[i].pat = p;
    m->match.branch[i].body = core_word(&reader.arena, m->span, (uint64_t)i);
  }
  g->body = m;
  Pass pass = {.arena = &reader.arena, .next_id = &reader.next_id, .unit = reader.unit};
  pass_match(&pass);
  core_check(&pass, "match");
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  core_print(out, g);
  fclose(out);
  ck_assert_msg(size < 400000, "%zu bytes of Core", size);
}
END_TEST

START_TEST(one_field_wrappers_are_the_field) {
  read_unit(&reader, "(data W newtype (W 1)) (define (main x) (match x ((W y) y)))");
  Pass p = {.arena = &reader.arena, .next_id = &reader.next_id, .unit = reader.unit};
  pass_match(&p);
  pass_tidy(&p);
  CoreGlobal *g = find_global(&reader, "main");
  ck_assert_int_eq(g->low->kind, CORE_VAR);
  ck_assert_ptr_eq(g->low->var, g->param[0]);
}
END_TEST

UNIT_MAIN("match", trees_choose_the_first_branch_that_fits, trees_do_not_explode,
          one_field_wrappers_are_the_field)
