/* match.c -- pattern matching becomes decision trees.
 *
 *   takes:     simplified Core
 *   leaves:    CoreGlobal.low: a copy of the body without CORE_MATCH. Sub-values are tested at most once on every way through a
 *              match and bound once; a branch reached on several ways is a CORE_JOIN, so no code is repeated
 *   keeps:     the first branch that fits wins; tests (PAT_TEST) are made in order
 *   see it:    --dump=match
 *
 * The method is Maranget's (Compiling Pattern Matching to Good Decision Trees, 2008): a matrix with a row for each branch and a
 * column for each value still to be looked at; take a column that the first row cares about, split the rows by what
 * it asks for there, go on with each part. A tree may in rare cases explode; when one grows out of proportion the match is
 * done again branch by branch, which repeats tests but is linear. */
#include "base/map.h"
#include "codegen/passes.h"

#include <assert.h>
#include <string.h>

typedef struct Binding {
  CoreVar *var, *is;
  const struct Binding *next;
} Binding;

typedef struct Row {
  const CorePat **pat;  /* one for each column */
  const Binding *bound; /* pattern variables met so far */
  int branch;
} Row;
typedef VEC(Row) Rows;

typedef struct Matrix {
  CoreVar **value; /* what each column looks at */
  int columns;
  Rows rows;
} Matrix;

/* A branch of the match: its variables in order, and the jumps that lead to it. */
typedef struct Target {
  CoreVar *label;
  CoreVar **var;
  int vars;
  Core *body;
  Core *jump; /* the first one */
  int jumps;
} Target;

typedef struct Matcher {
  Pass *p;
  Span span;
  Target *target;
  CoreVar *next; /* where to go when no row fits; NULL: fail */
  int leaves, limit;
} Matcher;

static const CorePat wild = {.kind = PAT_WILD};

static void match_expression(void *pass, Core **place);
static Core *tree(Matcher *m, Matrix x);

/* --- Rows ----------------------------------------------------------------------------------------- */

/* Variables are bound, one-field wrappers looked through; what is left asks something or is wild. */
static void settle_row(Matcher *m, Row *r, CoreVar *const *value, int columns) {
  for (int i = 0; i < columns; i++)
    for (;;) {
      const CorePat *pat = r->pat[i];
      if (pat->kind == PAT_VAR || pat->kind == PAT_AS) {
        Binding *b = ARENA_NEW(m->p->arena, Binding);
        *b = (Binding){pat->var, value[i], r->bound};
        r->bound = b;
        r->pat[i] = pat->kind == PAT_VAR ? &wild : pat->sub[0];
      } else if (pat->kind == PAT_CTOR && pat->ctor->type->repr == REPR_NEWTYPE) {
        r->pat[i] = pat->sub[0];
      } else {
        break;
      }
    }
}

static bool is_specific(const CorePat *pat) {
  return pat->kind != PAT_WILD && pat->kind != PAT_TEST;
}

/* Of the columns that the first row asks something of, the one that most rows at the top ask something of; tests last. */
static int choose_column(const Matrix *x) {
  int best = -1, best_count = 0;
  for (int i = 0; i < x->columns; i++) {
    int count = 0;
    while (count < x->rows.len && is_specific(x->rows.data[count].pat[i])) count++;
    if (count > best_count) best = i, best_count = count;
  }
  for (int i = 0; best < 0 && i < x->columns; i++)
    if (x->rows.data[0].pat[i]->kind == PAT_TEST) best = i;
  return best;
}

/* --- Leaves --------------------------------------------------------------------------------------- */

static Core *jump_to(Matcher *m, CoreVar *label, Core **arg, int args) {
  Core *e = core_new(m->p->arena, CORE_JUMP, m->span);
  e->jump.label = label;
  e->jump.arg = arg;
  e->jump.args = args;
  return e;
}

static Core *no_row_fits(Matcher *m) {
  return m->next ? jump_to(m, m->next, NULL, 0) : core_new(m->p->arena, CORE_FAIL, m->span);
}

static Core *row_fits(Matcher *m, const Row *r) {
  Target *t = &m->target[r->branch];
  Core **arg = ARENA_ARRAY(m->p->arena, Core *, t->vars);
  for (int i = 0; i < t->vars; i++) {
    const Binding *b = r->bound;
    while (b->var != t->var[i]) b = b->next;
    arg[i] = core_var(m->p->arena, t->var[i]->span, b->is);
  }
  Core *jump = jump_to(m, t->label, arg, t->vars);
  if (t->jumps++ == 0) t->jump = jump;
  m->leaves++;
  return jump;
}

/* --- Splitting ------------------------------------------------------------------------------------ */

/* The rows that remain possible when a column is known to be one thing. */
typedef struct Bucket {
  const CorePat *key; /* a pattern that asks for it */
  Rows rows;
  int next; /* one more with the same hash: its index plus one */
} Bucket;

typedef struct Buckets {
  VEC(Bucket) all; /* in order of appearance */
  Map by_hash;     /* hash of the key to index plus one */
} Buckets;

/* An Integer that is a word at run time: then comparing words will do. */
static bool small_integer(const CorePat *p, uint64_t *word) {
  int64_t n;
  if (!core_digits_fit(p->digits, &n) || n > INT64_MAX >> 1 || n < INT64_MIN >> 1) return false;
  *word = (uint64_t)n << 1 | 1;
  return true;
}

/* The word that a pattern compares with; false when it takes more than that. */
static bool pattern_word(const CorePat *p, uint64_t *word) {
  *word = p->word;
  return p->kind == PAT_WORD || (p->kind == PAT_INTEGER && small_integer(p, word));
}

static bool same_key(const CorePat *a, const CorePat *b) {
  uint64_t v, w;
  if (a->kind == PAT_CTOR || b->kind == PAT_CTOR)
    return a->kind == b->kind && a->ctor->index == b->ctor->index;
  if (a->kind == PAT_STRING || b->kind == PAT_STRING)
    return a->kind == b->kind && a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  bool is_word = pattern_word(a, &v);
  if (is_word != pattern_word(b, &w)) return false;
  return is_word ? v == w : strcmp(a->digits, b->digits) == 0;
}

static const void *key_hash(const CorePat *p) {
  uint64_t hash = 14695981039346656037u;
  if (p->kind == PAT_CTOR) return (void *)(intptr_t)p->ctor->index;
  if (pattern_word(p, &hash)) return (void *)hash;
  const char *text = p->kind == PAT_STRING ? p->text : p->digits;
  size_t size = p->kind == PAT_STRING ? p->size : strlen(text);
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
  return (void *)hash;
}

static Bucket *find_bucket(Buckets *b, const CorePat *key) {
  for (int i = (int)(intptr_t)map_get(&b->by_hash, key_hash(key)); i; i = b->all.data[i - 1].next)
    if (same_key(b->all.data[i - 1].key, key)) return &b->all.data[i - 1];
  return NULL;
}

static void add_bucket(Arena *a, Buckets *b, const CorePat *key) {
  const void *hash = key_hash(key);
  Bucket bucket = {.key = key, .next = (int)(intptr_t)map_get(&b->by_hash, hash)};
  vec_push(a, &b->all, bucket);
  map_put(a, &b->by_hash, hash, (void *)(intptr_t)b->all.len);
}

/* Sort the rows of x by what they ask of a column. Rows that accept anything there go into every bucket and into `rest`. */
static Buckets split(Matcher *m, const Matrix *x, int column, Rows *rest) {
  Arena *a = m->p->arena;
  Buckets buckets = {0};
  for (int i = 0; i < x->rows.len; i++) {
    const CorePat *pat = x->rows.data[i].pat[column];
    if (is_specific(pat) && !find_bucket(&buckets, pat)) add_bucket(a, &buckets, pat);
  }
  for (int i = 0; i < x->rows.len; i++) {
    Row row = x->rows.data[i];
    if (is_specific(row.pat[column])) {
      vec_push(a, &find_bucket(&buckets, row.pat[column])->rows, row);
      continue;
    }
    for (int j = 0; j < buckets.all.len; j++) vec_push(a, &buckets.all.data[j].rows, row);
    vec_push(a, rest, row);
  }
  return buckets;
}

/* The matrix for rows of which `column` is known: that column goes (or stays, when there is still a test to make), `fields` new
 * ones come first, for the sub-patterns of a constructor. */
static Matrix narrow(Matcher *m, const Matrix *x, int column, const Rows *rows, CoreVar **field,
                     int fields) {
  Arena *a = m->p->arena;
  bool keep = false;
  for (int i = 0; i < rows->len; i++) keep |= rows->data[i].pat[column]->kind == PAT_TEST;
  Matrix y = {.columns = x->columns + fields - (keep ? 0 : 1)};
  y.value = ARENA_ARRAY(a, CoreVar *, y.columns);
  for (int c = 0, at = 0; c < fields + x->columns; c++) {
    if (c - fields == column && !keep) continue;
    y.value[at++] = c < fields ? field[c] : x->value[c - fields];
  }
  for (int i = 0; i < rows->len; i++) {
    Row row = rows->data[i];
    const CorePat **old = row.pat, *known = old[column];
    row.pat = ARENA_ARRAY(a, const CorePat *, y.columns);
    for (int c = 0, at = 0; c < fields + x->columns; c++) {
      if (c < fields) row.pat[at++] = known->kind == PAT_CTOR ? known->sub[c] : &wild;
      else if (c - fields != column) row.pat[at++] = old[c - fields];
      else if (keep) row.pat[at++] = known->kind == PAT_TEST ? known : &wild;
    }
    vec_push(a, &y.rows, row);
  }
  return y;
}

/* A name for a field, as the first row that names it does. */
static const Sym *field_name(const Rows *rows, int column, int field) {
  for (int i = 0; i < rows->len; i++) {
    const CorePat *p = rows->data[i].pat[column];
    if (p->kind != PAT_CTOR) continue;
    p = p->sub[field];
    while (p->kind == PAT_CTOR && p->ctor->type->repr == REPR_NEWTYPE) p = p->sub[0];
    if ((p->kind == PAT_VAR || p->kind == PAT_AS) && p->var->name) return p->var->name;
  }
  return NULL;
}

/* The tree below a constructor: its fields are bound first. Tidy drops the ones that nobody asks for. */
static Core *constructor_tree(Matcher *m, const Matrix *x, int column, const Bucket *b) {
  Pass *p = m->p;
  Ctor *ctor = b->key->ctor;
  CoreVar **field = ARENA_ARRAY(p->arena, CoreVar *, ctor->arity);
  for (int i = 0; i < ctor->arity; i++)
    field[i] = core_fresh(p->arena, p->next_id, field_name(&b->rows, column, i), m->span);
  Core *e = tree(m, narrow(m, x, column, &b->rows, field, ctor->arity));
  for (int i = ctor->arity - 1; i >= 0; i--) {
    Core *whole = core_var(p->arena, m->span, x->value[column]);
    e = core_let(p->arena, m->span, field[i], core_field(p->arena, m->span, whole, ctor, i), e);
  }
  return e;
}

static Core *switch_on(Matcher *m, const Matrix *x, int column, const Buckets *buckets,
                       const Rows *rest) {
  Pass *p = m->p;
  const CorePat *first = buckets->all.data[0].key;
  DataType *type = first->kind == PAT_CTOR ? first->ctor->type : NULL;
  if (type && type->ctors == 1) return constructor_tree(m, x, column, &buckets->all.data[0]);
  Core *e = core_new(p->arena, CORE_SWITCH, m->span);
  e->sw.value = core_var(p->arena, m->span, x->value[column]);
  e->sw.type = type;
  e->sw.arm = ARENA_ARRAY(p->arena, CoreArm, buckets->all.len);
  for (int i = 0; i < buckets->all.len; i++) {
    const Bucket *b = &buckets->all.data[i];
    CoreArm *arm = &e->sw.arm[i];
    if (type) arm->ctor = b->key->ctor;
    else pattern_word(b->key, &arm->word);
    arm->body =
        type ? constructor_tree(m, x, column, b) : tree(m, narrow(m, x, column, &b->rows, NULL, 0));
  }
  e->sw.arms = buckets->all.len;
  if (!type || buckets->all.len < type->ctors)
    e->sw.otherwise = tree(m, narrow(m, x, column, rest, NULL, 0));
  return e;
}

/* Strings and big integers: compared one after the other. */
static Core *compare_chain(Matcher *m, const Matrix *x, int column, const Buckets *buckets,
                           const Rows *rest) {
  Pass *p = m->p;
  Core *e = NULL, **place = &e;
  for (int i = 0; i < buckets->all.len; i++) {
    const CorePat *key = buckets->all.data[i].key;
    Core *constant =
        core_new(p->arena, key->kind == PAT_STRING ? CORE_STRING : CORE_INTEGER, key->span);
    if (key->kind == PAT_STRING) constant->text = key->text, constant->size = key->size;
    else constant->digits = key->digits;
    Core *equal = core_global(p->arena, m->span,
                              pass_prim(p, key->kind == PAT_STRING ? "string-eq" : "int-eq"));
    Core *same = core_call2(p->arena, m->span, equal, core_var(p->arena, m->span, x->value[column]),
                            constant);
    *place = core_if(p->arena, m->span, same,
                     tree(m, narrow(m, x, column, &buckets->all.data[i].rows, NULL, 0)), NULL);
    place = &(*place)->iff.otherwise;
  }
  *place = tree(m, narrow(m, x, column, rest, NULL, 0));
  return e;
}

/* The test of the first row: when it holds go on without it, else without the row. */
static Core *test_tree(Matcher *m, const Matrix *x, int column) {
  Pass *p = m->p;
  const CorePat *pat = x->rows.data[0].pat[column];
  Core *test = core_copy(p->arena, p->next_id, pat->test, NULL, 0);
  Core *value = core_var(p->arena, pat->span, x->value[column]);
  Core *holds = test->kind == CORE_LAMBDA && test->lambda.params == 1
                    ? core_let(p->arena, pat->span, test->lambda.param[0], value, test->lambda.body)
                    : core_call1(p->arena, pat->span, test, value);
  /* The rows after the first keep their patterns: all are settled, so neither tree changes them. */
  Matrix then = {x->value, x->columns, {0}}, otherwise = *x;
  otherwise.rows.data++;
  otherwise.rows.len--;
  otherwise.rows.cap = otherwise.rows.len;
  Row first = x->rows.data[0];
  first.pat = ARENA_ARRAY(p->arena, const CorePat *, x->columns);
  bool fits = true;
  for (int c = 0; c < x->columns; c++) {
    first.pat[c] = c == column ? &wild : x->rows.data[0].pat[c];
    fits = fits && first.pat[c]->kind == PAT_WILD;
  }
  vec_push(p->arena, &then.rows, first);
  for (int i = 1; !fits && i < x->rows.len; i++) vec_push(p->arena, &then.rows, x->rows.data[i]);
  Core *yes = tree(m, then);
  return core_if(p->arena, pat->span, holds, yes, tree(m, otherwise));
}

static Core *tree(Matcher *m, Matrix x) {
  if (x.rows.len == 0 || m->leaves > m->limit) return no_row_fits(m);
  for (int i = 0; i < x.rows.len; i++) settle_row(m, &x.rows.data[i], x.value, x.columns);
  int column = choose_column(&x);
  if (column < 0) return row_fits(m, &x.rows.data[0]);
  if (x.rows.data[0].pat[column]->kind == PAT_TEST) return test_tree(m, &x, column);
  Rows rest = {0};
  Buckets buckets = split(m, &x, column, &rest);
  uint64_t word;
  const CorePat *key = buckets.all.data[0].key;
  if (key->kind == PAT_STRING || (key->kind == PAT_INTEGER && !pattern_word(key, &word)))
    return compare_chain(m, &x, column, &buckets, &rest);
  for (int i = 1; i < buckets.all.len; i++) /* one big integer among small ones */
    if (key->kind == PAT_INTEGER && !pattern_word(buckets.all.data[i].key, &word))
      return compare_chain(m, &x, column, &buckets, &rest);
  return switch_on(m, &x, column, &buckets, &rest);
}

/* --- A whole match -------------------------------------------------------------------------------- */

static void pattern_variables(Arena *a, const CorePat *p, Target *t, int *cap) {
  if (p->kind == PAT_VAR || p->kind == PAT_AS) {
    if (t->vars == *cap) t->var = vec_grow(a, t->var, t->vars, cap, sizeof *t->var);
    t->var[t->vars++] = p->var;
  }
  int subs = p->kind == PAT_CTOR ? p->ctor->arity : p->kind == PAT_AS ? 1 : 0;
  for (int i = 0; i < subs; i++) pattern_variables(a, p->sub[i], t, cap);
}

static Row first_row(Matcher *m, const Core *e, int i) {
  const CorePat **pat = ARENA_ARRAY(m->p->arena, const CorePat *, 1);
  pat[0] = e->match.branch[i].pat;
  return (Row){pat, NULL, i};
}

static Matrix one_column(Matcher *m, CoreVar *value) {
  Matrix x = {.columns = 1};
  x.value = ARENA_ARRAY(m->p->arena, CoreVar *, 1);
  x.value[0] = value;
  return x;
}

static Core *decision_tree(Matcher *m, const Core *e, CoreVar *value) {
  Matrix x = one_column(m, value);
  for (int i = 0; i < e->match.branches; i++) vec_push(m->p->arena, &x.rows, first_row(m, e, i));
  return tree(m, x);
}

/* (match (Tuple a b) ...): the fields are the columns, and the tuple need not be made. Fields that are variables already
 * (of `field`, NULL elsewhere) get no other name. */
static Core *fields_tree(Matcher *m, const Core *e, CoreVar **field) {
  Arena *a = m->p->arena;
  Matrix x = {.value = field, .columns = e->match.value->call.args};
  for (int i = 0; i < e->match.branches; i++) {
    const CorePat *pat = e->match.branch[i].pat;
    const CorePat **column = ARENA_ARRAY(a, const CorePat *, x.columns);
    for (int c = 0; c < x.columns; c++) column[c] = pat->kind == PAT_CTOR ? pat->sub[c] : &wild;
    vec_push(a, &x.rows, ((Row){column, NULL, i}));
  }
  return tree(m, x);
}

/* Does a match take apart what is put together only for it? */
static bool asks_fields(const Core *e) {
  const Core *v = e->match.value;
  if (v->kind != CORE_CALL || v->call.fn->kind != CORE_GLOBAL ||
      v->call.fn->global->kind != GLOBAL_CTOR)
    return false;
  const Ctor *ctor = v->call.fn->global->ctor;
  if (ctor->type->ctors != 1 || ctor->type->repr == REPR_NEWTYPE || v->call.args != ctor->arity)
    return false;
  for (int i = 0; i < e->match.branches; i++) {
    const CorePat *pat = e->match.branch[i].pat;
    if (pat->kind != PAT_WILD && (pat->kind != PAT_CTOR || pat->ctor != ctor)) return false;
  }
  return true;
}

/* Branch after branch, each with a tree of its own that goes on to the next branch. */
static Core *branch_by_branch(Matcher *m, const Core *e, CoreVar *value) {
  Arena *a = m->p->arena;
  m->limit = INT32_MAX;
  for (int i = 0; i < e->match.branches; i++) m->target[i].jumps = 0;
  Core *rest = no_row_fits(m);
  for (int i = e->match.branches - 1; i >= 0; i--) {
    Matrix x = one_column(m, value);
    vec_push(a, &x.rows, first_row(m, e, i));
    m->next = core_fresh(a, m->p->next_id, NULL, m->span);
    Core *join = core_new(a, CORE_JOIN, m->span);
    join->join.joins = 1;
    join->join.join = ARENA_NEW(a, CoreJoin);
    join->join.join[0] = (CoreJoin){.label = m->next, .body = rest};
    join->join.body = tree(m, x);
    rest = join;
  }
  return rest;
}

/* The only jump to a branch becomes the branch. */
static void put_in_place(Arena *a, Target *t) {
  Core *e = t->body;
  for (int i = t->vars - 1; i >= 0; i--)
    e = core_let(a, t->var[i]->span, t->var[i], t->jump->jump.arg[i], e);
  *t->jump = *e;
}

static Core *with_joins(Matcher *m, Core *e, int branches) {
  Arena *a = m->p->arena;
  int shared = 0;
  for (int i = 0; i < branches; i++) shared += m->target[i].jumps > 1;
  Core *join = e;
  if (shared) {
    join = core_new(a, CORE_JOIN, m->span);
    join->join.join = ARENA_ARRAY(a, CoreJoin, shared);
    join->join.body = e;
  }
  for (int i = 0; i < branches; i++) {
    Target *t = &m->target[i];
    if (t->jumps == 1) put_in_place(a, t);
    if (t->jumps > 1)
      join->join.join[join->join.joins++] = (CoreJoin){t->label, t->var, t->vars, t->body};
  }
  return join;
}

/* A match on an application. When its tree grows too large the value is made after all. */
static void match_fields(Matcher *m, Core **place) {
  Pass *p = m->p;
  Core *e = *place, *v = e->match.value, *t;
  int fields = v->call.args;
  CoreVar **field = ARENA_ARRAY(p->arena, CoreVar *, fields);
  for (int i = 0; i < fields; i++) {
    Core *arg = v->call.arg[i];
    bool named = arg->kind == CORE_VAR && !arg->var->assigned;
    field[i] = named ? arg->var : core_fresh(p->arena, p->next_id, NULL, arg->span);
  }
  t = fields_tree(m, e, field);
  CoreVar *whole = NULL;
  if (m->leaves > m->limit) {
    whole = core_fresh(p->arena, p->next_id, NULL, v->span);
    t = branch_by_branch(m, e, whole);
  }
  t = with_joins(m, t, e->match.branches);
  if (whole) {
    *place = core_let(p->arena, e->span, whole, v, t);
    return;
  }
  for (int i = fields - 1; i >= 0; i--)
    if (v->call.arg[i]->kind != CORE_VAR || v->call.arg[i]->var != field[i])
      t = core_let(p->arena, e->span, field[i], v->call.arg[i], t);
  *place = t;
}

static void match_match(Pass *p, Core **place) {
  Core *e = *place, *v = e->match.value;
  int branches = e->match.branches;
  Matcher m = {.p = p, .span = e->span, .limit = 64 + 8 * branches};
  m.target = ARENA_ARRAY(p->arena, Target, branches);
  for (int i = 0; i < branches; i++) {
    int cap = 0;
    m.target[i].body = e->match.branch[i].body;
    m.target[i].label = core_fresh(p->arena, p->next_id, NULL, e->match.branch[i].body->span);
    pattern_variables(p->arena, e->match.branch[i].pat, &m.target[i], &cap);
  }
  if (asks_fields(e)) {
    match_fields(&m, place);
    return;
  }
  bool named = v->kind == CORE_VAR && !v->var->assigned;
  CoreVar *value = named ? v->var : core_fresh(p->arena, p->next_id, NULL, v->span);
  Core *t = decision_tree(&m, e, value);
  if (m.leaves > m.limit) t = branch_by_branch(&m, e, value);
  t = with_joins(&m, t, branches);
  *place = named ? t : core_let(p->arena, e->span, value, v, t);
}

static void match_expression(void *pass, Core **place) {
  for (;;) {
    Core *e = *place;
    if (e->kind == CORE_LET) {
      match_expression(pass, &e->let.value);
      place = &e->let.body;
    } else if (e->kind == CORE_SEQ) {
      match_expression(pass, &e->seq.first);
      place = &e->seq.second;
    } else {
      core_children(e, match_expression, pass);
      if (e->kind == CORE_MATCH) match_match(pass, place);
      return;
    }
  }
}

void pass_match(Pass *p) {
  for (int i = 0; i < p->unit->globals.len; i++) {
    CoreGlobal *g = p->unit->globals.data[i];
    if (!g->body) continue;
    g->low = core_copy(p->arena, p->next_id, g->body, NULL, 0);
    match_expression(p, &g->low);
  }
}
