/* expression.c -- the table of forms, and choosing one. */
#include "parts.h"

#include <string.h>

Extras extras;
Place place;

/* --- Hiding from the optimiser. Its dice are its own. */

static bool hiding;
static uint64_t hiding_state;

void expression_hide(bool hide) { hiding = hide; }

bool hide_here(void) {
  if (!hiding) return false;
  hiding_state = hiding_state * 6364136223846793005u + 1442695040888963407u;
  return (hiding_state >> 33) % 4 == 0;
}

void expression(Type *goal, int depth) {
  if (hide_here()) {
    put("(opaque ");
    write_any(goal, depth, false);
    put(")");
  } else {
    write_any(goal, depth, false);
  }
}

void expression_tail(Type *goal, int depth) { write_any(goal, depth, true); }

void expression_small(Type *goal, int depth) {
  static const char *const bounded[] = {"Integer", "String", "List", "Fraction"};
  static const char *const with[] = {"clip", "clip-string", "clip-list", "clip-fraction"};
  const char *head = type_head(goal);
  for (int i = 0; i < 4; i++)
    if (head == intern(bounded[i])) {
      put("(%s ", with[i]);
      expression(goal, depth);
      put(")");
      return;
    }
  expression(goal, depth);
}

/* Where the context says nothing about the type. */
void write_annotated(Type *t, int depth) {
  put("(the ");
  put_type(t);
  put(" ");
  expression(t, depth);
  put(")");
}

void write_boolean(int depth) { expression(plain("Boolean"), depth); }

static const struct {
  bool (*write)(Type *goal, int depth, bool tail);
  int weight;
} forms[] = {
    {form_call, 50},       {form_recursion, 10}, {form_if, 6},
    {form_match, 14},      {form_let, 7},        {form_fn, 30},
    {form_beta, 3},        {form_progn, 6},      {form_local_function, 3},
    {form_polymorphic, 4}, {form_catch, 3},      {form_resumable, 2},
    {form_dynamic, 3},     {form_throw, 2},      {form_resume, 1},
    {form_return, 2},      {form_tick, 5},       {form_the, 2},
    {form_for, 3},         {form_rec, 3},        {form_do, 8},
    {form_builder, 8},     {form_keywords, 6},
};

void write_any(Type *goal, int depth, bool tail) {
  if (place.nodes-- <= 0 || depth <= 0) {
    if (tail && place.calls > 0 && form_recursion(goal, 1, true)) return;
    write_leaf(goal);
    return;
  }
  if (tail && place.tail_only && random_percent(30) && form_recursion(goal, depth, true)) return;
  for (int tries = 0; tries < 6; tries++) {
    int total = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) total += forms[i].weight;
    int dice = random_below(total);
    size_t i = 0;
    for (; dice >= forms[i].weight; i++) dice -= forms[i].weight;
    if (forms[i].write(goal, depth, tail)) return;
  }
  write_leaf(goal);
}
