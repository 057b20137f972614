/* evaluate_functions.c -- the functions of macro bodies: lists, names and strings, integers. A table at the end. */
#include "frontend/evaluate_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- lists ---- */

static Value sublist(Evaluator *e, Datum *list, int from, int to) {
  return value_of(datum_new_list(e->world, list->span, list->item + from, to - from));
}

static Value item_at(Evaluator *e, Datum *list, int64_t i) {
  return i >= 0 && i < list->len ? value_of(list->item[i]) : value_nil(e);
}

static Value tail_from(Evaluator *e, Datum *list, int64_t i) {
  return i < list->len ? sublist(e, list, (int)i, list->len) : value_nil(e);
}

static Value fn_car(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 0);
}

static Value fn_cdr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return tail_from(e, value_as_list(e, arg[0], at), 1);
}

static Value fn_cadr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 1);
}

static Value fn_caddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 2);
}

static Value fn_cadddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 3);
}

static Value fn_cddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return tail_from(e, value_as_list(e, arg[0], at), 2);
}

static Value fn_cdddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return tail_from(e, value_as_list(e, arg[0], at), 3);
}

static Value fn_caar(Evaluator *e, Value *arg, int args, Span at) {
  Value first = fn_car(e, arg, args, at);
  return fn_car(e, &first, 1, at);
}

static Value fn_cdar(Evaluator *e, Value *arg, int args, Span at) {
  Value first = fn_car(e, arg, args, at);
  return fn_cdr(e, &first, 1, at);
}

static Value fn_cadar(Evaluator *e, Value *arg, int args, Span at) {
  Value first = fn_car(e, arg, args, at);
  return fn_cadr(e, &first, 1, at);
}

/* (nth n list) */
static Value fn_nth(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[1], at), value_as_integer(e, arg[0], at));
}

/* (elt list n) */
static Value fn_elt(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), value_as_integer(e, arg[1], at));
}

/* (nthcdr n list) */
static Value fn_nthcdr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t n = value_as_integer(e, arg[0], at);
  return tail_from(e, value_as_list(e, arg[1], at), n < 0 ? 0 : n);
}

static Value fn_last(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  return list->len ? tail_from(e, list, list->len - 1) : value_nil(e);
}

static Value fn_butlast(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  return list->len ? sublist(e, list, 0, list->len - 1) : value_nil(e);
}

static Value fn_list(Evaluator *e, Value *arg, int args, Span at) {
  return value_list(e, arg, args, at);
}

/* (list* item ... list), (cons item list) */
static Value fn_list_star(Evaluator *e, Value *arg, int args, Span at) {
  Datum *tail = value_as_list(e, arg[args - 1], at);
  Value *item = ARENA_ARRAY(e->world->arena, Value, args + tail->len);
  for (int i = 0; i < args - 1; i++) item[i] = arg[i];
  for (int i = 0; i < tail->len; i++) item[args - 1 + i] = value_of(tail->item[i]);
  return value_list(e, item, args - 1 + tail->len, at);
}

static Value fn_append(Evaluator *e, Value *arg, int args, Span at) {
  DatumVec out = {0};
  for (int i = 0; i < args; i++) {
    Datum *list = value_as_list(e, arg[i], at);
    if (!evaluate_spend(e, list->len, at)) break;
    for (int k = 0; k < list->len; k++) vec_push(e->world->arena, &out, list->item[k]);
  }
  return value_of(datum_new_list(e->world, e->call->span, out.data, out.len));
}

static Value fn_reverse(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  Value *item = ARENA_ARRAY(e->world->arena, Value, list->len);
  for (int i = 0; i < list->len; i++) item[i] = value_of(list->item[list->len - 1 - i]);
  return value_list(e, item, list->len, at);
}

static Value fn_length(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  if (arg[0].datum && arg[0].datum->kind == DATUM_STRING) {
    int64_t n = 0;
    for (uint32_t i = 0; i < arg[0].datum->size; i++) n += (arg[0].datum->text[i] & 0xc0) != 0x80;
    return value_integer(e, n);
  }
  return value_integer(e, value_as_list(e, arg[0], at)->len);
}

/* ---- functions over lists ---- */

/* Call `each` with the i-th items of all lists; gives how many rounds the shortest allows. */
typedef struct Rounds {
  Evaluator *e;
  Value function;
  Datum **list;
  int lists, rounds;
  Span at;
} Rounds;

static Rounds rounds_of(Evaluator *e, Value function, Value *list, int lists, Span at) {
  Rounds r = {.e = e, .function = function, .lists = lists, .at = at};
  r.list = ARENA_ARRAY(e->world->arena, Datum *, lists);
  for (int i = 0; i < lists; i++) {
    r.list[i] = value_as_list(e, list[i], at);
    if (i == 0 || r.list[i]->len < r.rounds) r.rounds = r.list[i]->len;
  }
  return r;
}

static Value round_at(Rounds *r, int i) {
  Value *arg = ARENA_ARRAY(r->e->world->arena, Value, r->lists);
  for (int k = 0; k < r->lists; k++) arg[k] = value_of(r->list[k]->item[i]);
  return evaluate_apply(r->e, r->function, arg, r->lists, r->at);
}

/* (mapcar f list ...) */
static Value fn_mapcar(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, r.rounds);
  for (int i = 0; i < r.rounds; i++) out[i] = round_at(&r, i);
  return value_list(e, out, r.rounds, at);
}

/* (map f list ...), and Common Lisp's (map 'list f list ...) */
static Value fn_map(Evaluator *e, Value *arg, int args, Span at) {
  bool typed = arg[0].datum && datum_is_name(arg[0].datum, "list") && args > 2;
  return fn_mapcar(e, arg + typed, args - typed, at);
}

static Value fn_mapcan(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, r.rounds);
  for (int i = 0; i < r.rounds; i++) out[i] = round_at(&r, i);
  return fn_append(e, out, r.rounds, at);
}

static Value fn_every(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  for (int i = 0; i < r.rounds; i++)
    if (!value_is_true(round_at(&r, i))) return value_nil(e);
  return value_truth(e, true);
}

static Value fn_some(Evaluator *e, Value *arg, int args, Span at) {
  Rounds r = rounds_of(e, arg[0], arg + 1, args - 1, at);
  for (int i = 0; i < r.rounds; i++) {
    Value v = round_at(&r, i);
    if (value_is_true(v)) return v;
  }
  return value_nil(e);
}

static Value keep_where(Evaluator *e, Value *arg, Span at, bool wanted) {
  Rounds r = rounds_of(e, arg[0], arg + 1, 1, at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, r.rounds);
  int n = 0;
  for (int i = 0; i < r.rounds; i++)
    if (value_is_true(round_at(&r, i)) == wanted) out[n++] = value_of(r.list[0]->item[i]);
  return value_list(e, out, n, at);
}

static Value fn_remove_if(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return keep_where(e, arg, at, false);
}

static Value fn_filter(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return keep_where(e, arg, at, true);
}

/* (reduce f list {:initial-value v | :from-end t}*) */
static Value fn_reduce(Evaluator *e, Value *arg, int args, Span at) {
  Datum *list = value_as_list(e, arg[1], at);
  bool from_end = false, begun = false;
  Value v = value_nil(e);
  for (int i = 2; i + 1 < args; i += 2) {
    if (arg[i].datum && datum_is_name(arg[i].datum, ":initial-value")) {
      begun = true;
      v = arg[i + 1];
    } else if (arg[i].datum && datum_is_name(arg[i].datum, ":from-end")) {
      from_end = value_is_true(arg[i + 1]);
    } else {
      return evaluate_error(e, at, "`reduce` knows :initial-value and :from-end");
    }
  }
  for (int i = 0; i < list->len && !e->failed; i++) {
    Value item = value_of(list->item[from_end ? list->len - 1 - i : i]);
    Value pair[] = {from_end ? item : v, from_end ? v : item};
    v = begun ? evaluate_apply(e, arg[0], pair, 2, at) : item;
    begun = true;
  }
  return begun || e->failed ? v : evaluate_apply(e, arg[0], NULL, 0, at);
}

/* (funcall f arg ...) */
static Value fn_funcall(Evaluator *e, Value *arg, int args, Span at) {
  return evaluate_apply(e, arg[0], arg + 1, args - 1, at);
}

/* (apply f arg ... list) */
static Value fn_apply(Evaluator *e, Value *arg, int args, Span at) {
  Datum *tail = value_as_list(e, arg[args - 1], at);
  Value *all = ARENA_ARRAY(e->world->arena, Value, args + tail->len);
  int n = 0;
  for (int i = 1; i < args - 1; i++) all[n++] = arg[i];
  for (int i = 0; i < tail->len; i++) all[n++] = value_of(tail->item[i]);
  return evaluate_apply(e, arg[0], all, n, at);
}

static int index_in(Datum *list, Value v) {
  for (int i = 0; i < list->len; i++)
    if (value_equal(v, value_of(list->item[i]))) return i;
  return -1;
}

/* (member item list) */
static Value fn_member(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[1], at);
  int i = index_in(list, arg[0]);
  return i < 0 ? value_nil(e) : tail_from(e, list, i);
}

static Value fn_position(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int i = index_in(value_as_list(e, arg[1], at), arg[0]);
  return i < 0 ? value_nil(e) : value_integer(e, i);
}

static Value fn_remove(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[1], at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, list->len);
  int n = 0;
  for (int i = 0; i < list->len; i++)
    if (!value_equal(arg[0], value_of(list->item[i]))) out[n++] = value_of(list->item[i]);
  return value_list(e, out, n, at);
}

static Value fn_remove_duplicates(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, list->len);
  int n = 0;
  for (int i = 0; i < list->len && evaluate_spend(e, list->len, at); i++) {
    Datum later = {.kind = DATUM_LIST, .item = list->item + i + 1, .len = list->len - i - 1};
    if (index_in(&later, value_of(list->item[i])) < 0) out[n++] = value_of(list->item[i]);
  }
  return value_list(e, out, n, at);
}

/* (assoc key ((key . value) ...)) */
static Value fn_assoc(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[1], at);
  for (int i = 0; i < list->len; i++) {
    Datum *pair = list->item[i];
    if (pair->kind == DATUM_LIST && pair->len && value_equal(arg[0], value_of(pair->item[0])))
      return value_of(pair);
  }
  return value_nil(e);
}

/* (getf (key value ...) key default?) */
static Value fn_getf(Evaluator *e, Value *arg, int args, Span at) {
  Datum *list = value_as_list(e, arg[0], at);
  for (int i = 0; i + 1 < list->len; i += 2)
    if (value_equal(arg[1], value_of(list->item[i]))) return value_of(list->item[i + 1]);
  return args > 2 ? arg[2] : value_nil(e);
}

/* ---- what a thing is ---- */

static bool has_kind(Value v, DatumKind kind) { return v.datum && v.datum->kind == kind; }

static Value fn_not(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, !value_is_true(arg[0]));
}

static Value fn_consp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_LIST) && arg[0].datum->len > 0);
}

static Value fn_atom(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, !has_kind(arg[0], DATUM_LIST) || arg[0].datum->len == 0);
}

static Value fn_listp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_LIST) || !value_is_true(arg[0]));
}

static Value fn_symbolp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_NAME) || !value_is_true(arg[0]));
}

static Value fn_keywordp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_NAME) && datum_is_keyword(arg[0].datum));
}

static Value fn_stringp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_STRING));
}

static Value fn_characterp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_CHAR));
}

static Value fn_integerp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_INTEGER));
}

static Value fn_numberp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, has_kind(arg[0], DATUM_INTEGER) || has_kind(arg[0], DATUM_FLOAT) ||
                            has_kind(arg[0], DATUM_RATIO));
}

static Value fn_functionp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, arg[0].function != NULL);
}

static Value fn_equal(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_equal(arg[0], arg[1]));
}

static Value fn_identity(Evaluator *e, Value *arg, int args, Span at) {
  (void)e, (void)args, (void)at;
  return arg[0];
}

/* ---- integers ---- */

typedef enum { SUM, DIFFERENCE, PRODUCT } Arithmetic;

static bool combine(Arithmetic op, int64_t a, int64_t b, int64_t *out) {
  switch (op) {
  case SUM: return !__builtin_add_overflow(a, b, out);
  case DIFFERENCE: return !__builtin_sub_overflow(a, b, out);
  case PRODUCT: return !__builtin_mul_overflow(a, b, out);
  }
  return false;
}

static Value fold(Evaluator *e, Arithmetic op, int64_t first, Value *arg, int args, Span at) {
  for (int i = 0; i < args; i++)
    if (!combine(op, first, value_as_integer(e, arg[i], at), &first))
      return evaluate_error(e, at, "the number does not fit 64 bits");
  return value_integer(e, first);
}

static Value fn_plus(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, SUM, 0, arg, args, at);
}

static Value fn_times(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, PRODUCT, 1, arg, args, at);
}

static Value fn_minus(Evaluator *e, Value *arg, int args, Span at) {
  if (args == 1) return fold(e, DIFFERENCE, 0, arg, 1, at);
  return fold(e, DIFFERENCE, value_as_integer(e, arg[0], at), arg + 1, args - 1, at);
}

static Value fn_add1(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, SUM, 1, arg, args, at);
}

static Value fn_sub1(Evaluator *e, Value *arg, int args, Span at) {
  return fold(e, SUM, -1, arg, args, at);
}

/* Quotient towards negative infinity, or towards zero; and its remainder. */
static bool divide(Evaluator *e, Value *arg, Span at, bool floor, int64_t *quotient,
                   int64_t *remainder) {
  int64_t a = value_as_integer(e, arg[0], at), b = value_as_integer(e, arg[1], at);
  if (e->failed) return false;
  if (b == 0 || (b == -1 && a == INT64_MIN)) {
    evaluate_error(e, at, b ? "the number does not fit 64 bits" : "division by zero");
    return false;
  }
  *quotient = a / b;
  *remainder = a % b;
  if (floor && *remainder && (*remainder < 0) != (b < 0)) {
    --*quotient;
    *remainder += b;
  }
  return true;
}

static Value fn_floor(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, true, &q, &r) ? value_integer(e, q) : value_nil(e);
}

static Value fn_truncate(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, false, &q, &r) ? value_integer(e, q) : value_nil(e);
}

static Value fn_mod(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, true, &q, &r) ? value_integer(e, r) : value_nil(e);
}

static Value fn_rem(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t q, r;
  return divide(e, arg, at, false, &q, &r) ? value_integer(e, r) : value_nil(e);
}

static Value fn_evenp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) % 2 == 0);
}

static Value fn_oddp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) % 2 != 0);
}

static Value fn_zerop(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) == 0);
}

static Value fn_plusp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) > 0);
}

static Value fn_minusp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return value_truth(e, value_as_integer(e, arg[0], at) < 0);
}

static Value fn_max(Evaluator *e, Value *arg, int args, Span at) {
  int64_t best = value_as_integer(e, arg[0], at);
  for (int i = 1; i < args; i++) {
    int64_t n = value_as_integer(e, arg[i], at);
    if (n > best) best = n;
  }
  return value_integer(e, best);
}

static Value fn_min(Evaluator *e, Value *arg, int args, Span at) {
  int64_t best = value_as_integer(e, arg[0], at);
  for (int i = 1; i < args; i++) {
    int64_t n = value_as_integer(e, arg[i], at);
    if (n < best) best = n;
  }
  return value_integer(e, best);
}

enum { LESS = 1, SAME = 2, MORE = 4 };

/* Does every argument stand to the next as wanted? */
static Value in_order(Evaluator *e, Value *arg, int args, Span at, int wanted) {
  bool good = true;
  for (int i = 0; i + 1 < args; i++) {
    int64_t a = value_as_integer(e, arg[i], at), b = value_as_integer(e, arg[i + 1], at);
    good = good && (wanted & (a < b ? LESS : a > b ? MORE : SAME));
  }
  return value_truth(e, good);
}

static Value fn_less(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, LESS);
}
static Value fn_more(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, MORE);
}
static Value fn_at_most(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, LESS | SAME);
}
static Value fn_at_least(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, MORE | SAME);
}
static Value fn_same(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, SAME);
}
static Value fn_different(Evaluator *e, Value *arg, int args, Span at) {
  return in_order(e, arg, args, at, LESS | MORE);
}

/* ---- names and strings ---- */

typedef struct Text {
  char *data;
  size_t len, cap;
} Text;

static void text_add(Evaluator *e, Text *t, const char *s, size_t n) {
  if (t->len + n > t->cap) {
    size_t cap = (t->len + n) * 2;
    char *wider = arena_alloc(e->world->arena, cap);
    if (t->len) memcpy(wider, t->data, t->len);
    t->data = wider;
    t->cap = cap;
  }
  memcpy(t->data + t->len, s, n);
  t->len += n;
}

/* As princ (without quotation marks) or prin1 shows it. */
static void text_add_datum(Evaluator *e, Text *t, const Datum *d, bool readable) {
  if (!readable && d->kind == DATUM_STRING) {
    text_add(e, t, d->text, d->size);
    return;
  }
  char utf8[4];
  if (!readable && d->kind == DATUM_CHAR) {
    text_add(e, t, utf8, (size_t)utf8_encode(d->code, utf8));
    return;
  }
  char *shown = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&shown, &size);
  if (!out) return;
  datum_print(out, d);
  fclose(out);
  text_add(e, t, shown, size);
  free(shown);
}

static Value text_value(Evaluator *e, const Text *t) {
  return value_string(e, t->len ? t->data : "", t->len);
}

static Value name_value(Evaluator *e, const char *text, size_t size, uint32_t mark) {
  Datum *d = datum_new_name(e->world, e->call->span, "g");
  d->name = sym_get(e->world->names, text, size);
  d->mark = mark;
  return value_of(d);
}

/* A name that the user cannot have written: it is marked as nothing else is. */
static Value fn_gensym(Evaluator *e, Value *arg, int args, Span at) {
  World *w = e->world;
  size_t size = 1;
  const char *stem = args ? value_as_text(e, arg[0], at, &size) : "g";
  MarkOrigin origin = {
      .scope = e->body->scope, .use = e->call->span, .parent = e->call->item[0]->mark};
  if (w->mark.len == 0) vec_push(w->arena, &w->mark, ((MarkOrigin){0}));
  uint32_t mark = (uint32_t)w->mark.len;
  vec_push(w->arena, &w->mark, origin);
  const char *text = arena_printf(w->arena, "%.*s%u", (int)size, stem, mark);
  return name_value(e, text, strlen(text), mark);
}

/* (intern text): the name as if the caller had written it */
static Value fn_intern(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  return name_value(e, text, size, e->call->item[0]->mark);
}

/* (make-keyword text) */
static Value fn_make_keyword(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  text = arena_printf(e->world->arena, ":%.*s", (int)size, text);
  return name_value(e, text, size + 1, 0);
}

/* (symbol-name name), (string name) */
static Value fn_string(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  if (has_kind(arg[0], DATUM_CHAR)) {
    char utf8[4];
    return value_string(e, utf8, (size_t)utf8_encode(arg[0].datum->code, utf8));
  }
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  return value_string(e, text, size);
}

static Value change_case(Evaluator *e, Value v, Span at, int (*change)(int)) {
  size_t size;
  const char *text = value_as_text(e, v, at, &size);
  char *out = arena_strndup(e->world->arena, text, size);
  for (size_t i = 0; i < size; i++)
    if ((unsigned char)out[i] < 128) out[i] = (char)change(out[i]);
  return value_string(e, out, size);
}

static Value fn_string_upcase(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return change_case(e, arg[0], at, toupper);
}

static Value fn_string_downcase(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return change_case(e, arg[0], at, tolower);
}

/* (string-append text ...) */
static Value fn_string_append(Evaluator *e, Value *arg, int args, Span at) {
  Text t = {0};
  for (int i = 0; i < args; i++) {
    size_t size;
    const char *text = value_as_text(e, arg[i], at, &size);
    if (!evaluate_spend(e, (int)size, at)) break;
    text_add(e, &t, text, size);
  }
  return text_value(e, &t);
}

/* (concatenate 'string text ...), (concatenate 'list list ...) */
static Value fn_concatenate(Evaluator *e, Value *arg, int args, Span at) {
  if (arg[0].datum && datum_is_name(arg[0].datum, "list"))
    return fn_append(e, arg + 1, args - 1, at);
  if (arg[0].datum && datum_is_name(arg[0].datum, "string"))
    return fn_string_append(e, arg + 1, args - 1, at);
  return evaluate_error(e, at, "`concatenate` makes a 'string or a 'list here");
}

/* (subseq string-or-list from to?), in characters */
static Value fn_subseq(Evaluator *e, Value *arg, int args, Span at) {
  int64_t length = value_as_integer(e, fn_length(e, arg, 1, at), at);
  int64_t from = value_as_integer(e, arg[1], at);
  int64_t to = args > 2 && value_is_true(arg[2]) ? value_as_integer(e, arg[2], at) : length;
  if (e->failed) return value_nil(e);
  if (from < 0 || from > to || to > length)
    return evaluate_error(e, at, "there is nothing from %lld to %lld", (long long)from,
                          (long long)to);
  if (!has_kind(arg[0], DATUM_STRING))
    return sublist(e, value_as_list(e, arg[0], at), (int)from, (int)to);
  const char *p = arg[0].datum->text, *end = p + arg[0].datum->size;
  for (int64_t i = 0; i < from; i++) utf8_decode(&p, end);
  const char *start = p;
  for (int64_t i = from; i < to; i++) utf8_decode(&p, end);
  return value_string(e, start, (size_t)(p - start));
}

static Value fn_string_equal(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t a, b;
  const char *s = value_as_text(e, arg[0], at, &a), *t = value_as_text(e, arg[1], at, &b);
  return value_truth(e, a == b && memcmp(s, t, a) == 0);
}

static Value fn_parse_integer(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  size_t size;
  const char *text = value_as_text(e, arg[0], at, &size);
  char *end;
  long long n = strtoll(text, &end, 10);
  if (end == text || *end) return evaluate_error(e, at, "`%s` is no integer", text);
  return value_integer(e, n);
}

static Value fn_princ_to_string(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Text t = {0};
  text_add_datum(e, &t, value_datum(e, arg[0], at), false);
  return text_value(e, &t);
}

static Value fn_prin1_to_string(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Text t = {0};
  text_add_datum(e, &t, value_datum(e, arg[0], at), true);
  return text_value(e, &t);
}

/* (format nil control arg ...), with ~A ~S ~D ~% ~~ */
static Value fn_format(Evaluator *e, Value *arg, int args, Span at) {
  if (value_is_true(arg[0]))
    return evaluate_error(e, at, "macros print nothing: `format` is called with nil here");
  size_t size;
  const char *p = value_as_text(e, arg[1], at, &size), *end = p + size;
  Text t = {0};
  int next = 2;
  for (; p < end && !e->failed; p++) {
    if (*p != '~' || p + 1 == end) {
      text_add(e, &t, p, 1);
      continue;
    }
    int directive = toupper((unsigned char)*++p);
    if (directive == '%') text_add(e, &t, "\n", 1);
    else if (directive == '~') text_add(e, &t, "~", 1);
    else if (!strchr("ASD", directive))
      return evaluate_error(e, at, "`format` knows ~A, ~S, ~D, ~%% and ~~ here");
    else if (next >= args) return evaluate_error(e, at, "`format` has too few arguments");
    else text_add_datum(e, &t, value_datum(e, arg[next++], at), directive == 'S');
  }
  return text_value(e, &t);
}

/* (error text arg ...): refuse the call */
static Value fn_error(Evaluator *e, Value *arg, int args, Span at) {
  Value *all = ARENA_ARRAY(e->world->arena, Value, args + 1);
  all[0] = value_nil(e);
  memcpy(all + 1, arg, sizeof *all * (size_t)args);
  Value text = fn_format(e, all, args + 1, at);
  if (e->failed) return text;
  e->failed = true;
  diag_error(e->world->diag, DIAG_MACRO, e->call->span, "%s", text.datum->text);
  diag_note(e->world->diag, at, "says the macro `%s`", e->body->name->text);
  return value_nil(e);
}

static const Builtin builtin[] = {
    {"car", 1, 1, fn_car},
    {"cdr", 1, 1, fn_cdr},
    {"first", 1, 1, fn_car},
    {"rest", 1, 1, fn_cdr},
    {"second", 1, 1, fn_cadr},
    {"third", 1, 1, fn_caddr},
    {"fourth", 1, 1, fn_cadddr},
    {"cadr", 1, 1, fn_cadr},
    {"caddr", 1, 1, fn_caddr},
    {"cadddr", 1, 1, fn_cadddr},
    {"cddr", 1, 1, fn_cddr},
    {"cdddr", 1, 1, fn_cdddr},
    {"caar", 1, 1, fn_caar},
    {"cdar", 1, 1, fn_cdar},
    {"cadar", 1, 1, fn_cadar},
    {"nth", 2, 2, fn_nth},
    {"elt", 2, 2, fn_elt},
    {"nthcdr", 2, 2, fn_nthcdr},
    {"last", 1, 1, fn_last},
    {"butlast", 1, 1, fn_butlast},
    {"cons", 2, 2, fn_list_star},
    {"list", 0, -1, fn_list},
    {"list*", 1, -1, fn_list_star},
    {"append", 0, -1, fn_append},
    {"reverse", 1, 1, fn_reverse},
    {"length", 1, 1, fn_length},
    {"map", 2, -1, fn_map},
    {"mapcar", 2, -1, fn_mapcar},
    {"mapcan", 2, -1, fn_mapcan},
    {"every", 2, -1, fn_every},
    {"some", 2, -1, fn_some},
    {"remove-if", 2, 2, fn_remove_if},
    {"remove-if-not", 2, 2, fn_filter},
    {"filter", 2, 2, fn_filter},
    {"reduce", 2, 6, fn_reduce},
    {"funcall", 1, -1, fn_funcall},
    {"apply", 2, -1, fn_apply},
    {"member", 2, 2, fn_member},
    {"position", 2, 2, fn_position},
    {"remove", 2, 2, fn_remove},
    {"remove-duplicates", 1, 1, fn_remove_duplicates},
    {"assoc", 2, 2, fn_assoc},
    {"getf", 2, 3, fn_getf},
    {"not", 1, 1, fn_not},
    {"null", 1, 1, fn_not},
    {"endp", 1, 1, fn_not},
    {"consp", 1, 1, fn_consp},
    {"atom", 1, 1, fn_atom},
    {"listp", 1, 1, fn_listp},
    {"symbolp", 1, 1, fn_symbolp},
    {"keywordp", 1, 1, fn_keywordp},
    {"stringp", 1, 1, fn_stringp},
    {"characterp", 1, 1, fn_characterp},
    {"integerp", 1, 1, fn_integerp},
    {"numberp", 1, 1, fn_numberp},
    {"functionp", 1, 1, fn_functionp},
    {"eq", 2, 2, fn_equal},
    {"eql", 2, 2, fn_equal},
    {"equal", 2, 2, fn_equal},
    {"identity", 1, 1, fn_identity},
    {"+", 0, -1, fn_plus},
    {"-", 1, -1, fn_minus},
    {"*", 0, -1, fn_times},
    {"1+", 1, 1, fn_add1},
    {"1-", 1, 1, fn_sub1},
    {"floor", 2, 2, fn_floor},
    {"truncate", 2, 2, fn_truncate},
    {"mod", 2, 2, fn_mod},
    {"rem", 2, 2, fn_rem},
    {"evenp", 1, 1, fn_evenp},
    {"oddp", 1, 1, fn_oddp},
    {"zerop", 1, 1, fn_zerop},
    {"plusp", 1, 1, fn_plusp},
    {"minusp", 1, 1, fn_minusp},
    {"max", 1, -1, fn_max},
    {"min", 1, -1, fn_min},
    {"<", 1, -1, fn_less},
    {">", 1, -1, fn_more},
    {"<=", 1, -1, fn_at_most},
    {">=", 1, -1, fn_at_least},
    {"=", 1, -1, fn_same},
    {"/=", 2, 2, fn_different},
    {"gensym", 0, 1, fn_gensym},
    {"intern", 1, 1, fn_intern},
    {"make-keyword", 1, 1, fn_make_keyword},
    {"symbol-name", 1, 1, fn_string},
    {"string", 1, 1, fn_string},
    {"string-upcase", 1, 1, fn_string_upcase},
    {"string-downcase", 1, 1, fn_string_downcase},
    {"string-append", 0, -1, fn_string_append},
    {"concatenate", 1, -1, fn_concatenate},
    {"subseq", 2, 3, fn_subseq},
    {"string=", 2, 2, fn_string_equal},
    {"parse-integer", 1, 1, fn_parse_integer},
    {"princ-to-string", 1, 1, fn_princ_to_string},
    {"prin1-to-string", 1, 1, fn_prin1_to_string},
    {"write-to-string", 1, 1, fn_prin1_to_string},
    {"format", 2, -1, fn_format},
    {"error", 1, -1, fn_error},
};

const Builtin *evaluate_builtin(const Sym *name) {
  for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++)
    if (strcmp(name->text, builtin[i].name) == 0) return &builtin[i];
  return NULL;
}
