/* evaluate_lists.c -- the functions of macro bodies that take lists apart, make them and search in them. */
#include "frontend/evaluate_internal.h"

static Value item_at(Evaluator *e, Datum *list, int64_t i) {
  return i >= 0 && i < list->len ? value_of(list->item[i]) : value_nil(e);
}

static Value tail_from(Evaluator *e, Datum *list, int64_t i) {
  return i < list->len ? value_sublist(e, list, (int)i, list->len) : value_nil(e);
}

Value builtin_car(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 0);
}

Value builtin_cdr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return tail_from(e, value_as_list(e, arg[0], at), 1);
}

Value builtin_cadr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 1);
}

Value builtin_caddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 2);
}

Value builtin_cadddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), 3);
}

Value builtin_cddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return tail_from(e, value_as_list(e, arg[0], at), 2);
}

Value builtin_cdddr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return tail_from(e, value_as_list(e, arg[0], at), 3);
}

Value builtin_caar(Evaluator *e, Value *arg, int args, Span at) {
  Value first = builtin_car(e, arg, args, at);
  return builtin_car(e, &first, 1, at);
}

Value builtin_cdar(Evaluator *e, Value *arg, int args, Span at) {
  Value first = builtin_car(e, arg, args, at);
  return builtin_cdr(e, &first, 1, at);
}

Value builtin_cadar(Evaluator *e, Value *arg, int args, Span at) {
  Value first = builtin_car(e, arg, args, at);
  return builtin_cadr(e, &first, 1, at);
}

/* (nth n list) */
Value builtin_nth(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[1], at), value_as_integer(e, arg[0], at));
}

/* (elt list n) */
Value builtin_elt(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  return item_at(e, value_as_list(e, arg[0], at), value_as_integer(e, arg[1], at));
}

/* (nthcdr n list) */
Value builtin_nthcdr(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int64_t n = value_as_integer(e, arg[0], at);
  return tail_from(e, value_as_list(e, arg[1], at), n < 0 ? 0 : n);
}

Value builtin_last(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  return list->len ? tail_from(e, list, list->len - 1) : value_nil(e);
}

Value builtin_butlast(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  return list->len ? value_sublist(e, list, 0, list->len - 1) : value_nil(e);
}

Value builtin_list(Evaluator *e, Value *arg, int args, Span at) {
  return value_list(e, arg, args, at);
}

/* (list* item ... list), (cons item list) */
Value builtin_list_star(Evaluator *e, Value *arg, int args, Span at) {
  Datum *tail = value_as_list(e, arg[args - 1], at);
  Value *item = ARENA_ARRAY(e->world->arena, Value, args + tail->len);
  for (int i = 0; i < args - 1; i++) item[i] = arg[i];
  for (int i = 0; i < tail->len; i++) item[args - 1 + i] = value_of(tail->item[i]);
  return value_list(e, item, args - 1 + tail->len, at);
}

Value builtin_append(Evaluator *e, Value *arg, int args, Span at) {
  DatumVec out = {0};
  for (int i = 0; i < args; i++) {
    Datum *list = value_as_list(e, arg[i], at);
    if (!evaluate_spend(e, list->len, at)) break;
    for (int k = 0; k < list->len; k++) vec_push(e->world->arena, &out, list->item[k]);
  }
  return value_of(datum_new_list(e->world, e->call->span, out.data, out.len));
}

Value builtin_reverse(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[0], at);
  Value *item = ARENA_ARRAY(e->world->arena, Value, list->len);
  for (int i = 0; i < list->len; i++) item[i] = value_of(list->item[list->len - 1 - i]);
  return value_list(e, item, list->len, at);
}

Value builtin_length(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  if (arg[0].datum && arg[0].datum->kind == DATUM_STRING) {
    int64_t n = 0;
    for (uint32_t i = 0; i < arg[0].datum->size; i++) n += (arg[0].datum->text[i] & 0xc0) != 0x80;
    return value_integer(e, n);
  }
  return value_integer(e, value_as_list(e, arg[0], at)->len);
}

static int index_in(Datum *list, Value v) {
  for (int i = 0; i < list->len; i++)
    if (value_equal(v, value_of(list->item[i]))) return i;
  return -1;
}

/* (member item list) */
Value builtin_member(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[1], at);
  int i = index_in(list, arg[0]);
  return i < 0 ? value_nil(e) : tail_from(e, list, i);
}

Value builtin_position(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  int i = index_in(value_as_list(e, arg[1], at), arg[0]);
  return i < 0 ? value_nil(e) : value_integer(e, i);
}

Value builtin_remove(Evaluator *e, Value *arg, int args, Span at) {
  (void)args;
  Datum *list = value_as_list(e, arg[1], at);
  Value *out = ARENA_ARRAY(e->world->arena, Value, list->len);
  int n = 0;
  for (int i = 0; i < list->len; i++)
    if (!value_equal(arg[0], value_of(list->item[i]))) out[n++] = value_of(list->item[i]);
  return value_list(e, out, n, at);
}

Value builtin_remove_duplicates(Evaluator *e, Value *arg, int args, Span at) {
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
Value builtin_assoc(Evaluator *e, Value *arg, int args, Span at) {
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
Value builtin_getf(Evaluator *e, Value *arg, int args, Span at) {
  Datum *list = value_as_list(e, arg[0], at);
  for (int i = 0; i + 1 < list->len; i += 2)
    if (value_equal(arg[1], value_of(list->item[i]))) return value_of(list->item[i + 1]);
  return args > 2 ? arg[2] : value_nil(e);
}
