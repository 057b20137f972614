/* evaluate_predicates.c -- the functions of macro bodies that say what a thing is. */
#include "frontend/evaluate_internal.h"

Value builtin_not(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, !value_is_true(arg[0]));
}

Value builtin_consp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_LIST) && arg[0].datum->len > 0);
}

Value builtin_atom(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, !value_has_kind(arg[0], DATUM_LIST) || arg[0].datum->len == 0);
}

Value builtin_listp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_LIST) || !value_is_true(arg[0]));
}

Value builtin_symbolp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_NAME) || !value_is_true(arg[0]));
}

Value builtin_keywordp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_NAME) && datum_is_keyword(arg[0].datum));
}

Value builtin_stringp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_STRING));
}

Value builtin_characterp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_CHAR));
}

Value builtin_integerp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_INTEGER));
}

Value builtin_numberp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_has_kind(arg[0], DATUM_INTEGER) ||
                            value_has_kind(arg[0], DATUM_FLOAT) ||
                            value_has_kind(arg[0], DATUM_RATIO));
}

Value builtin_functionp(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, arg[0].function != NULL);
}

Value builtin_equal(Evaluator *e, Value *arg, int args, Span at) {
  (void)args, (void)at;
  return value_truth(e, value_equal(arg[0], arg[1]));
}

Value builtin_identity(Evaluator *e, Value *arg, int args, Span at) {
  (void)e, (void)args, (void)at;
  return arg[0];
}
