/* evaluate_loop.c -- loop, in macro bodies.
 *
 *   loop     := (loop clause*) | (loop form*)          without any clause: endless, until `return`
 *   clause   := for pat in list | for pat on list | for name from n ({to | below | downto | above} n)? (by n)?
 *             | for name = form (then form)? | with name = form | repeat n
 *             | while form | until form | action | {when | if | unless} form action {and action}*
 *   action   := {collect | append | sum | count} form | do form* | return form
 *
 * The words may be keywords, too. All collecting actions of a loop go to one result, in order. */
#include "frontend/evaluate_internal.h"

#include <string.h>

typedef enum { STEP_IN, STEP_ON, STEP_NUMBER, STEP_FORM } StepKind;

/* A variable that changes from round to round. */
typedef struct Step {
  StepKind kind;
  Datum *pattern;
  Datum *list; /* STEP_IN, STEP_ON: what is left of it from `at` on */
  int at;
  int64_t number, last, by; /* STEP_NUMBER */
  bool has_last;
  Datum *first, *then; /* STEP_FORM */
  Value value;         /* STEP_FORM: in the round before */
} Step;

typedef struct MacroLoop {
  Evaluator *e;
  Datum *form;
  Env *env;
  VEC(Step) step;
  int64_t rounds; /* left; negative: no limit */
  bool first, done, returned;
  DatumVec collected;
  int64_t total;
  bool counts, collects;
  Value value; /* of return */
} MacroLoop;

static bool is_word(const Datum *d, const char *word) {
  if (d->kind != DATUM_NAME) return false;
  const char *text = d->name->text;
  return strcmp(text + (text[0] == ':'), word) == 0;
}

static bool is_any(const Datum *d, const char *const *word) {
  for (; *word; word++)
    if (is_word(d, *word)) return true;
  return false;
}

static const char *const clause_words[] = {
    "for",       "with",   "repeat",  "while", "until",   "collect",   "collecting", "append",
    "appending", "nconc",  "sum",     "count", "do",      "doing",     "when",       "if",
    "unless",    "return", "finally", "as",    "summing", "initially", "named",      NULL};

static Datum *next_item(MacroLoop *l, int *at) {
  if (*at < l->form->len) return l->form->item[(*at)++];
  evaluate_error(l->e, l->form->span, "the last clause of this `loop` ends too early");
  return l->form;
}

static bool accept(MacroLoop *l, int *at, const char *word) {
  if (*at >= l->form->len || !is_word(l->form->item[*at], word)) return false;
  ++*at;
  return true;
}

static Value next_value(MacroLoop *l, int *at) {
  Datum *d = next_item(l, at);
  return evaluate(l->e, d, l->env);
}

/* ---- variables ---- */

static void number_step(MacroLoop *l, Step *s, int *at) {
  s->kind = STEP_NUMBER;
  s->by = 1;
  bool down = false, exclusive = false;
  s->number = value_as_integer(l->e, next_value(l, at), l->form->span);
  for (bool more = true; more && !l->e->failed;) {
    bool below = accept(l, at, "below"), above = !below && accept(l, at, "above");
    bool downto = !below && !above && accept(l, at, "downto");
    if (below || above || downto || accept(l, at, "to") || accept(l, at, "upto")) {
      exclusive = below || above;
      down = above || downto;
      s->has_last = true;
      s->last = value_as_integer(l->e, next_value(l, at), l->form->span);
    } else if (accept(l, at, "by")) {
      s->by = value_as_integer(l->e, next_value(l, at), l->form->span);
    } else {
      more = false;
    }
  }
  if (exclusive) s->last += down ? 1 : -1;
  if (down) s->by = -s->by;
  if (s->by == 0) evaluate_error(l->e, l->form->span, "this `loop` counts by zero");
}

static void for_clause(MacroLoop *l, int *at) {
  Step s = {.pattern = next_item(l, at)};
  if (accept(l, at, "in") || accept(l, at, "on")) {
    s.kind = is_word(l->form->item[*at - 1], "in") ? STEP_IN : STEP_ON;
    s.list = value_as_list(l->e, next_value(l, at), l->form->span);
  } else if (accept(l, at, "from")) {
    number_step(l, &s, at);
  } else if (accept(l, at, "=")) {
    s.kind = STEP_FORM;
    s.first = next_item(l, at);
    if (accept(l, at, "then")) s.then = next_item(l, at);
  } else {
    evaluate_error(l->e, s.pattern->span,
                   "after this variable of `loop` comes `in`, `on`, `from` or `=`");
  }
  vec_push(l->e->world->arena, &l->step, s);
}

static void bind(MacroLoop *l, Datum *pattern, Value v) {
  if (!evaluate_bind(l->e, pattern, v, &l->env))
    evaluate_error(l->e, pattern->span, "an item of this `loop` does not have this form");
}

/* The variable's value for the next round; false when there is none. */
static bool take_step(MacroLoop *l, Step *s) {
  World *w = l->e->world;
  switch (s->kind) {
  case STEP_IN:
    if (s->at >= s->list->len) return false;
    bind(l, s->pattern, value_of(s->list->item[s->at++]));
    return true;
  case STEP_ON:
    if (s->at >= s->list->len) return false;
    bind(l, s->pattern,
         value_of(datum_new_list(w, s->list->span, s->list->item + s->at, s->list->len - s->at)));
    s->at++;
    return true;
  case STEP_NUMBER:
    if (s->has_last && (s->by > 0 ? s->number > s->last : s->number < s->last)) return false;
    bind(l, s->pattern, value_integer(l->e, s->number));
    s->number += s->by;
    return true;
  case STEP_FORM:
    if (!l->first && s->then) bind(l, s->pattern, s->value);
    s->value = evaluate(l->e, l->first || !s->then ? s->first : s->then, l->env);
    bind(l, s->pattern, s->value);
    return true;
  }
  return false;
}

/* ---- actions ---- */

static void collect(MacroLoop *l, Value v, bool splice) {
  Arena *a = l->e->world->arena;
  l->collects = true;
  if (!splice) {
    vec_push(a, &l->collected, value_datum(l->e, v, l->form->span));
    return;
  }
  Datum *list = value_as_list(l->e, v, l->form->span);
  evaluate_spend(l->e, list->len, l->form->span);
  for (int i = 0; i < list->len; i++) vec_push(a, &l->collected, list->item[i]);
}

/* An action from *at on; it is only passed over when it is not to be `run`. */
static void action(MacroLoop *l, int *at, bool run) {
  static const char *const collecting[] = {"collect", "collecting", NULL};
  static const char *const appending[] = {"append", "appending", "nconc", NULL};
  static const char *const summing[] = {"sum", "summing", NULL};
  static const char *const doing[] = {"do", "doing", NULL};
  Datum *word = next_item(l, at);
  if (is_any(word, doing)) {
    for (; *at < l->form->len && l->form->item[*at]->kind == DATUM_LIST; ++*at)
      if (run && !l->e->failed) evaluate(l->e, l->form->item[*at], l->env);
    return;
  }
  Datum *form = next_item(l, at);
  if (l->e->failed) return;
  if (is_any(word, summing) || is_word(word, "count")) l->counts = true;
  Value v = run ? evaluate(l->e, form, l->env) : value_nil(l->e);
  if (is_word(word, "return")) {
    l->done = l->returned = l->done || run;
    l->value = v;
  } else if (is_any(word, summing)) {
    if (run) l->total += value_as_integer(l->e, v, form->span);
  } else if (is_word(word, "count")) {
    l->total += value_is_true(v);
  } else if (is_any(word, collecting) || is_any(word, appending)) {
    if (run) collect(l, v, is_any(word, appending));
    l->collects = true;
  } else {
    evaluate_error(l->e, word->span, "this is no clause of `loop` that macros know");
  }
}

static void conditional(MacroLoop *l, int *at) {
  bool negated = is_word(l->form->item[*at - 1], "unless");
  bool run = value_is_true(next_value(l, at)) != negated;
  do action(l, at, run);
  while (!l->done && accept(l, at, "and"));
}

/* What comes after the variables, once. */
static void round_of(MacroLoop *l, int at) {
  while (at < l->form->len && !l->done && !l->e->failed) {
    if (accept(l, &at, "while")) l->done = !value_is_true(next_value(l, &at));
    else if (accept(l, &at, "until")) l->done = value_is_true(next_value(l, &at));
    else if (accept(l, &at, "when") || accept(l, &at, "if") || accept(l, &at, "unless"))
      conditional(l, &at);
    else action(l, &at, true);
  }
}

/* Variables and counts, up to the first clause that is for every round. */
static int prologue(MacroLoop *l) {
  int at = 1;
  while (at < l->form->len && !l->e->failed) {
    if (accept(l, &at, "for") || accept(l, &at, "as")) {
      for_clause(l, &at);
    } else if (accept(l, &at, "with")) {
      Datum *name = next_item(l, &at);
      bind(l, name, accept(l, &at, "=") ? next_value(l, &at) : value_nil(l->e));
    } else if (accept(l, &at, "repeat")) {
      l->rounds = value_as_integer(l->e, next_value(l, &at), l->form->span);
      if (l->rounds < 0) l->rounds = 0;
    } else {
      break;
    }
  }
  return at;
}

Value evaluate_loop(Evaluator *e, Datum *d, Env *env) {
  MacroLoop l = {.e = e, .form = d, .env = env, .rounds = -1, .first = true};
  if (d->len > 1 && !is_any(d->item[1], clause_words))
    return evaluate_error(e, d->item[1]->span, "a `loop` in a macro begins with a clause");
  int body = prologue(&l);
  Env *outside = l.env;
  while (!l.done && evaluate_spend(e, 1, d->span)) {
    l.env = outside;
    if (l.rounds >= 0 && l.rounds-- == 0) break;
    for (int i = 0; i < l.step.len && !l.done; i++) l.done = !take_step(&l, &l.step.data[i]);
    l.first = false;
    if (!l.done) {
      if (body == d->len && l.step.len == 0 && l.rounds < 0)
        return evaluate_error(e, d->span, "this `loop` never ends");
      round_of(&l, body);
    }
  }
  if (l.returned) return l.value;
  if (l.counts) return value_integer(e, l.total);
  return value_of(datum_new_list(e->world, e->call->span, l.collected.data, l.collected.len));
}
