/* unsolved.c -- what to say of constraints that nothing satisfies: missing instances, missing constraints, ambiguous
 * types, numbers where none can be. */
#include "typecheck/mismatch.h"

#include "typecheck/infer_internal.h"
#include <string.h>

#define MOST_LISTED 6 /* instances of a class; a longer list helps nobody */

static bool is_rigid_var(Type *t) {
  t = ty_find(t);
  while (t->tag == TY_APP) t = ty_find(t->fun);
  return t->tag == TY_VAR && t->var.rigid;
}

static bool was_reported(Checker *c, Pred *pred) {
  for (int i = 0; i < c->reported.len; i++) {
    Pred *old = &c->reported.data[i];
    bool same = old->cls == pred->cls;
    for (int k = 0; same && k < pred->cls->params; k++) same = ty_equal(old->arg[k], pred->arg[k]);
    if (same) return true;
  }
  return false;
}

/* ---- numbers ---- */

void report_literal(Checker *c, Wanted *w) {
  Why why = {.kind = (WhyKind)w->why,
             .index = w->index,
             .form = w->form,
             .expected = w->pred.arg[0]},
      *outer = c->why;
  c->why = &why;
  mismatch_literal(c, w->literal, w->pred.arg[0]);
  c->why = outer;
}

static bool is_numeric(const Class *cls) {
  if (class_is_library(cls, "Num")) return true;
  for (int i = 0; i < cls->supers; i++)
    if (is_numeric(cls->super[i].cls)) return true;
  return false;
}

static bool is_around(Span outer, Span inner) {
  return outer.file == inner.file && outer.at <= inner.at && outer.len > inner.len &&
         inner.at + inner.len <= outer.at + outer.len;
}

/* (println (f 4)): the form that f makes is a number, and stands where something else is wanted. */
static bool report_number(Checker *c, Wanted *w, Span settled) {
  TypePrinter p = {.arena = c->arena};
  Type *t = w->pred.arg[0];
  if (!is_numeric(w->pred.cls) || w->pred.cls->params != 1 || !is_around(settled, w->pred.span))
    return false;
  diag_error(c->diag, DIAG_MISMATCH, settled, "this is a number, where none can be");
  diag_types(c->diag, ty_text(&p, t), "a number");
  const char *text = source_text(c, settled);
  if (ty_head(t) == c->builtin->string) {
    diag_hint(c->diag, "write `(show %s)`", text ? text : "...");
    if (text) diag_edit(c->diag, settled, "(show %s)", text);
  }
  return true;
}

/* ---- hints ---- */

static bool is_derivable(Class *cls) {
  static const char *const name[] = {"Eq", "Ord", "Hash", "Show", "Default"};
  for (size_t i = 0; i < sizeof name / sizeof *name; i++)
    if (class_is_library(cls, name[i])) return true;
  return false;
}

static void hint_derive(Checker *c, Class *cls, TyCon *type) {
  diag_hint(c->diag, "(derive %s) before the definition of `%s` makes it", cls->name->text,
            type->name->text);
  const Source *source = c->world->sources->file.data[type->span.file];
  uint32_t at = type->span.at;
  while (at > 0 && source->text[at - 1] != '\n') at--;
  if (source->text[at] == '(')
    diag_edit(c->diag, span_of(type->span.file, at, 0), "(derive %s)\n", cls->name->text);
}

static void hint_numeric(Checker *c, Wanted *w) {
  TyCon *head = ty_head(w->pred.arg[0]);
  if (head == c->builtin->string && w->what && strcmp(w->what, "+") == 0) {
    diag_hint(c->diag, "strings are joined by `<>`; `(show n)` makes a `String` of a number");
    diag_edit(c->diag, w->pred.span, "<>");
  } else if (head == c->builtin->string) {
    diag_hint(c->diag, "`(show n)` makes a `String` of a number; a `String` is none");
  } else if (head && head == library_type(c, "coalton", "Optional")) {
    diag_hint(c->diag,
              "an `Optional` may be `None`: take the value out with `match` or `with-default`");
  } else if (head == c->builtin->f64 && w->what && strcmp(w->what, "^") == 0) {
    diag_hint(c->diag, "the exponent of `^` is an integer; `(math:pow x y)` takes floats");
  } else if (head && head != c->builtin->f64 && class_is_library(w->pred.cls, "Reciprocable") &&
             mismatch_is_number(c, w->pred.arg[0])) {
    diag_hint(c->diag, "integers are divided by `(div a b)`; `(exact/ a b)` gives a `Fraction`");
  }
}

static void hint_into(Checker *c, Pred *pred) {
  TypePrinter p = {.arena = c->arena};
  const char *to = ty_text(&p, pred->arg[1]);
  diag_hint(c->diag,
            "where not every value fits, (try-as %s ...) gives an Optional, and (unwrap-as %s "
            "...) fails at run time",
            to, to);
}

static void hint_function(Checker *c, Pred *pred) {
  TypePrinter p = {.arena = c->arena};
  Type *from, *to;
  if (ty_is_arrow(c, pred->arg[0], &from, &to) && ty_head(from) == c->builtin->unit)
    diag_hint(c->diag, "a function without parameters is called like this: `(f)`");
  else diag_hint(c->diag, "`%s` is a function: is an argument missing?", ty_text(&p, pred->arg[0]));
}

/* The instances that there are, when they are few. */
static void hint_instances(Checker *c, Class *cls) {
  const char *list = "";
  if (!cls->instance.len || cls->instance.len > MOST_LISTED) return;
  for (int i = 0; i < cls->instance.len; i++) {
    TypePrinter p = {.arena = c->arena};
    Pred head = {.cls = cls, .arg = cls->instance.data[i]->arg};
    list = arena_printf(c->arena, "%s%s`%s`", list, i ? ", " : "", ty_pred_text(&p, &head));
  }
  diag_hint(c->diag, "there is %s", list);
}

static void hint_unsolved(Checker *c, Wanted *w) {
  Pred *pred = &w->pred;
  Type *from, *to;
  TyCon *head = ty_head(pred->arg[0]);
  if (pred->cls->params == 1 && ty_is_arrow(c, pred->arg[0], &from, &to)) hint_function(c, pred);
  else if (class_is_library(pred->cls, "Into")) hint_into(c, pred);
  else if (is_derivable(pred->cls) && head && head->data && head->home && !head->home->is_library)
    hint_derive(c, pred->cls, head);
  else if (is_numeric(pred->cls) || class_is_library(pred->cls, "Reciprocable")) hint_numeric(c, w);
  else hint_instances(c, pred->cls);
}

/* ---- messages ---- */

/* Who wants it: ", which `f` needs". */
static const char *needed_by(Checker *c, const Wanted *w) {
  if (w->literal) return ", which a number needs";
  return w->what ? arena_printf(c->arena, ", which `%s` needs", w->what) : "";
}

static void report_missing_constraint(Checker *c, Wanted *w) {
  TypePrinter p = {.arena = c->arena};
  const char *text = ty_pred_text(&p, &w->pred);
  const Declared *d = c->declared;
  if (d && diag_is_wrong_in(c->diag, d->type_span)) return;
  diag_error(c->diag, DIAG_MISSING_CONSTRAINT, w->pred.span,
             "the declared type lacks the constraint `%s`%s", text, needed_by(c, w));
  if (!d || !d->span.file) return;
  diag_note(c->diag, d->span, "declared here");
  const char *type = ty_scheme_text(c->arena, d->scheme), *context = "";
  for (int i = 0; i < d->scheme->preds; i++) {
    TypePrinter names = {.arena = c->arena};
    context = arena_printf(c->arena, "%s(%s) ", context, ty_pred_text(&names, &d->scheme->pred[i]));
  }
  if (d->scheme->preds) {
    Scheme bare = *d->scheme;
    bare.preds = 0;
    text = arena_printf(c->arena, "%s(%s)", context, text);
    type = ty_scheme_text(c->arena, &bare);
  }
  diag_hint(c->diag, "declare it with the type `%s => %s`", text, type);
}

void report_unsolved(Checker *c, Wanted *w) {
  TypePrinter p = {.arena = c->arena};
  Pred *pred = &w->pred;
  if (w->literal && was_reported(c, pred)) return;
  vec_push(c->arena, &c->reported, *pred);
  bool rigid = false;
  for (int i = 0; i < pred->cls->params; i++) rigid = rigid || is_rigid_var(pred->arg[i]);
  if (!pred->cls->params || diag_covers(c->diag, pred->span)) return; /* there lies the reason */
  if (rigid) {
    report_missing_constraint(c, w);
    return;
  }
  if (mismatch_odd_call(c, pred->arg[0])) {
    unify(c, pred->arg[0], ty_error(c->arena));
    return;
  }
  if (w->literal) {
    report_literal(c, w);
    return;
  }
  Span settled = type_settled_at(pred->arg[0]);
  if (report_number(c, w, settled)) return;
  diag_error(c->diag, DIAG_NO_INSTANCE, pred->span, "there is no instance `%s`%s",
             ty_pred_text(&p, pred),
             w->what ? arena_printf(c->arena, "%s here", needed_by(c, w)) : "");
  if (settled.file && !is_around(settled, pred->span) && settled.at != pred->span.at)
    diag_note(c->diag, settled, "the type is `%s` because of this", ty_text(&p, pred->arg[0]));
  hint_unsolved(c, w);
  Type *from, *to; /* that a function is there is one slip, however many classes it lacks */
  if (pred->cls->params == 1 && ty_is_arrow(c, pred->arg[0], &from, &to))
    unify(c, pred->arg[0], ty_error(c->arena));
}

/* Is it a number whose type is a container of unknown make, as in (map f 5)? */
static bool is_number_in_container(const Wanted *w) {
  return w->literal && ty_find(w->pred.arg[0])->tag == TY_APP;
}

/* Is it the struct that an accessor reads, or the field? Then that the struct is not known is what will be reported. */
static bool is_accessed(Checker *c, const Wanted *w) {
  Type *t = w->pred.cls->params ? ty_find(w->pred.arg[0]) : NULL;
  for (int i = 0; t && i < c->access.len; i++) {
    const Access *a = &c->access.data[i];
    if (!a->done && (ty_find(a->record) == t || ty_find(a->result) == t)) return true;
  }
  return false;
}

/* A number of a type that lacks an instance: with the type it would have by itself, the lack shows. */
static bool report_as_default(Checker *c, WantedVec *w) {
  for (int i = 0; i < w->len; i++) {
    Type *t = w->data[i].literal ? ty_find(w->data[i].pred.arg[0]) : NULL;
    if (!t || t->tag != TY_VAR || t->var.rigid) continue;
    bool whole = w->data[i].literal->kind == EXPR_INTEGER;
    int errors = c->diag->errors;
    t->var.at = w->data[i].pred.span;
    t->var.link = ty_con(c->arena, whole ? c->builtin->integer : c->builtin->f64);
    solve(c, w);
    if (c->diag->errors > errors) return true;
  }
  return false;
}

void report_ambiguous(Checker *c, WantedVec *w) {
  /* The innermost producer of the type says most: the last in the text. One message for a list. */
  Wanted *worst = NULL;
  for (int i = 0; i < w->len; i++) {
    Core *h = w->data[i].hole;
    h->kind = CORE_WORD;
    h->word = 0;
    if (!worst || w->data[i].pred.span.at > worst->pred.span.at) worst = &w->data[i];
  }
  if (!worst) return;
  if (c->diag->errors > c->errors_before) return; /* what is wrong already may well be the reason */
  if (is_accessed(c, worst)) return;
  if (is_number_in_container(worst)) {
    report_literal(c, worst);
    return;
  }
  if (report_as_default(c, w)) return;
  TypePrinter p = {.arena = c->arena};
  const char *text = source_text(c, worst->pred.span);
  diag_error(c->diag, DIAG_AMBIGUOUS_TYPE, worst->pred.span,
             "the type is ambiguous here: nothing determines which `%s` is meant",
             ty_pred_text(&p, &worst->pred));
  bool is_call = worst->what && text && strcmp(worst->what, text) == 0;
  diag_hint(c->diag, "say the type of what `%s` %s: `(the Type ...)`", text ? text : "this",
            is_call ? "gives or takes" : "is");
}
