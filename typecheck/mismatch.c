/* mismatch.c -- see mismatch.h */
#include "typecheck/mismatch.h"

#include "typecheck/infer_internal.h"
#include <string.h>

#define LONGEST_QUOTE 40 /* bytes of source */

/* ---- what the program says ---- */

const char *source_text(Checker *c, Span span) {
  const Source *source = c->world->sources->file.data[span.file];
  if (!span.file || !source->text || span.len > LONGEST_QUOTE || !span.len ||
      span.at + span.len > source->size)
    return NULL;
  if (memchr(source->text + span.at, '\n', span.len)) return NULL;
  return arena_strndup(c->arena, source->text + span.at, span.len);
}

/* The text of an expression, or what can stand for it. */
static const char *expr_text(Checker *c, const Expr *e) {
  const char *text = e ? source_text(c, e->span) : NULL;
  return text ? text : "...";
}

const char *callee_name(const Expr *fn) {
  if (fn->kind == EXPR_LOCAL && fn->local->name) return fn->local->name->text;
  if (fn->kind == EXPR_GLOBAL && fn->global->name) return fn->global->name->text;
  return NULL;
}

static Scheme *callee_scheme(const Expr *fn) {
  if (fn->kind == EXPR_LOCAL) return fn->local->scheme;
  if (fn->kind != EXPR_GLOBAL) return NULL;
  const Global *g = fn->global;
  if (g->kind == VALUE_METHOD) return g->cls->method[g->method].scheme;
  return g->def && g->def->scheme ? g->def->scheme : g->scheme;
}

void note_callee(Checker *c, const Expr *fn) {
  const Global *g = fn->kind == EXPR_GLOBAL ? fn->global : NULL;
  Span span = g ? g->span : fn->kind == EXPR_LOCAL ? fn->local->span : (Span){0};
  if (g && g->def && g->def->declared) span = g->def->declared_at;
  if (g && g->home && g->home->is_library) span.file = 0;
  Scheme *s = callee_scheme(fn);
  const char *name = callee_name(fn);
  if (!name || !(span.file || s)) return;
  const char *type = s ? arena_printf(c->arena, "`%s : %s`", name, ty_scheme_text(c->arena, s))
                       : arena_printf(c->arena, "`%s`", name);
  if (span.file) diag_note(c->diag, span, "%s is defined here", type);
  else diag_hint(c->diag, "%s", type);
}

/* Did the user define it? */
static bool is_users(const Expr *fn) {
  return fn->kind == EXPR_LOCAL ||
         (fn->kind == EXPR_GLOBAL && !(fn->global->home && fn->global->home->is_library));
}

int type_arity(Checker *c, Type *t) {
  Type *from, *to;
  int n = 0;
  for (; ty_is_arrow(c, t, &from, &to); t = to)
    if (ty_find(from)->tag != TY_KEYS) n++;
  return n;
}

Span type_settled_at(Type *t) {
  ty_find(t);
  return t->tag == TY_VAR && t->var.link ? t->var.at : (Span){0};
}

/* ---- types that outlive the mismatch ---- */

static Type *copy_type(Checker *c, Type *t) {
  t = ty_find(t);
  if (t->tag == TY_VAR && !t->var.rigid)
    return ty_var(c->arena, c->world->next_id, c->level, t->var.kind);
  if (t->tag != TY_APP) return t;
  return ty_app(c->arena, copy_type(c, t->fun), copy_type(c, t->arg));
}

/* Could they be equal, whatever their variables stand for? */
static bool is_compatible(Type *a, Type *b) {
  a = ty_find(a);
  b = ty_find(b);
  if (a->tag == TY_ERROR || b->tag == TY_ERROR) return true;
  if ((a->tag == TY_VAR && !a->var.rigid) || (b->tag == TY_VAR && !b->var.rigid)) return true;
  if (a->tag == TY_APP && b->tag == TY_APP)
    return is_compatible(a->fun, b->fun) && is_compatible(a->arg, b->arg);
  return ty_equal(a, b);
}

static bool is_unit(Checker *c, Type *t) { return ty_head(t) == c->builtin->unit; }

static bool is_arrow(Checker *c, Type *t) {
  Type *from, *to;
  return ty_is_arrow(c, t, &from, &to);
}

static bool is_open(Type *t) {
  t = ty_find(t);
  return t->tag == TY_VAR && !t->var.rigid;
}

static bool has_instance(Checker *c, Class *cls, Type *a, Type *b) {
  Type *arg[2] = {a, b};
  if (!cls || cls->params != (b ? 2 : 1)) return false;
  return instance_exists(c, cls, arg);
}

static bool has_class(Checker *c, const char *package, const char *name, Type *t) {
  return has_instance(c, class_named(c, package, name), t, NULL);
}

bool mismatch_is_number(Checker *c, Type *t) {
  return !is_open(t) && has_class(c, "coalton/classes", "Num", t);
}

static bool is_library_type(Checker *c, Type *t, const char *package, const char *name) {
  TyCon *con = ty_head(t);
  return con && con == library_type(c, package, name);
}

/* ---- what to do about it ---- */

static void hint_rewrite(Checker *c, const Mismatch *m, const char *before, const char *after) {
  const char *text = expr_text(c, m->expr);
  diag_hint(c->diag, "write `%s%s%s`", before, text, after);
  if (m->expr && strcmp(text, "...") != 0)
    diag_edit(c->diag, m->span, "%s%s%s", before, text, after);
}

static void hint_numbers(Checker *c, const Mismatch *m) {
  Class *into = class_named(c, "coalton/classes", "Into");
  const char *target = m->expected_text;
  if (strchr(target, ' ')) target = arena_printf(c->arena, "(%s)", target);
  if (ty_head(m->found) == c->builtin->integer) {
    hint_rewrite(c, m, "(fromInt ", ")");
  } else if (has_instance(c, into, m->found, m->expected)) {
    hint_rewrite(c, m, "(into ", ")");
  } else if (has_instance(c, class_named(c, "coalton/classes", "TryInto"), m->found, m->expected)) {
    hint_rewrite(c, m, arena_printf(c->arena, "(unwrap-as %s ", target), ")");
  } else if (has_class(c, "coalton/math", "Quantizable", m->found) ||
             has_class(c, "coalton/math/real", "Quantizable", m->found)) {
    diag_hint(c->diag, "(round x), (floor x) and (truncate x) give an `Integer`");
  }
}

static bool hint_container(Checker *c, const Mismatch *m) {
  Type *from = ty_find(m->found), *to = ty_find(m->expected);
  if (is_library_type(c, from, "coalton", "Optional") && from->tag == TY_APP &&
      is_compatible(from->arg, to)) {
    diag_hint(
        c->diag,
        "this may be `None`: take the value out with `match`, or with `(with-default other %s)`",
        expr_text(c, m->expr));
    return true;
  }
  if (is_library_type(c, to, "coalton", "Optional") && to->tag == TY_APP &&
      is_compatible(to->arg, from)) {
    hint_rewrite(c, m, "(Some ", ")");
    return true;
  }
  if (ty_head(to) == c->builtin->list && to->tag == TY_APP && is_compatible(to->arg, from) &&
      !is_open(to->arg)) {
    hint_rewrite(c, m, "(make-list ", ")");
    return true;
  }
  return false;
}

/* (length "abc"): the package of the argument's type may have a function of that name. */
static bool hint_other_package(Checker *c, const Mismatch *m) {
  if (m->why.kind != WHY_ARGUMENT || m->is_literal) return false;
  const Expr *fn = m->why.form->call.fn;
  TyCon *con = ty_head(m->found);
  if (!con || !con->home || !con->home->is_library || fn->kind != EXPR_GLOBAL || is_users(fn))
    return false;
  const char *package = con == c->builtin->string ? "coalton/string"
                        : con == c->builtin->list ? "coalton/list"
                                                  : con->home->name->text;
  Global *g = library_global(c, package, fn->global->name->text);
  if (!g || g == fn->global || !strchr(package, '/')) return false;
  const char *qualified = arena_printf(c->arena, "%s:%s", strrchr(package, '/') + 1, g->name->text);
  diag_hint(c->diag, "for a `%s` there is `%s`", con->name->text, qualified);
  diag_edit(c->diag, fn->span, "%s", qualified);
  return true;
}

/* A function where something else is wanted. */
static void hint_function(Checker *c, const Mismatch *m) {
  Type *from, *to;
  if (!ty_is_arrow(c, m->found, &from, &to)) return;
  if (m->expr && (m->expr->kind == EXPR_GLOBAL || m->expr->kind == EXPR_LOCAL)) {
    if (is_unit(c, from)) hint_rewrite(c, m, "(", ")");
    else diag_hint(c->diag, "`%s` is a function, and nothing calls it here", expr_text(c, m->expr));
  } else {
    diag_hint(c->diag, "this is a function: is an argument missing?");
  }
}

static void hint_condition(Checker *c, const Mismatch *m) {
  if (m->is_literal || mismatch_is_number(c, m->found))
    diag_hint(c->diag, "a number is neither true nor false: compare it, as in `(/= %s 0)`",
              expr_text(c, m->expr));
  else if (ty_head(m->found) == c->builtin->list)
    diag_hint(c->diag, "is it empty? `(null? %s)`", expr_text(c, m->expr));
  else if (is_library_type(c, m->found, "coalton", "Optional"))
    diag_hint(c->diag, "is there a value? `(some? %s)`", expr_text(c, m->expr));
}

static void hint_result(Checker *c, const Mismatch *m) {
  int wants = type_arity(c, m->expected);
  if (wants && !is_arrow(c, m->found))
    diag_hint(c->diag, "the declared type has %d parameter%s more than the definition", wants,
              wants == 1 ? "" : "s");
  else if (is_unit(c, m->found))
    diag_hint(c->diag, "the last form of a body is its value, and this one gives nothing");
}

static bool mentions_optional(Checker *c, Type *t) {
  t = ty_find(t);
  if (t->tag == TY_CON) return t->con == library_type(c, "coalton", "Optional");
  return t->tag == TY_APP && (mentions_optional(c, t->fun) || mentions_optional(c, t->arg));
}

static void hint_mismatch(Checker *c, const Mismatch *m) {
  TyCon *want = ty_head(m->expected);
  if (m->why.kind == WHY_PATTERN) return;
  if (m->result == UNIFY_INFINITE &&
      mentions_optional(c, m->expected) != mentions_optional(c, m->found))
    diag_hint(c->diag, "one of them has an `Optional` more: take its value out with `match` or "
                       "`with-default`");
  if (m->rigid || m->result == UNIFY_INFINITE) return;
  if (m->is_literal && m->expr->kind == EXPR_FLOAT && want == c->builtin->integer) {
    const char *other = source_text(c, m->fixed);
    diag_hint(c->diag, "an `Integer` has no fraction; `(fromInt %s)` makes a float of one",
              other ? other : "n");
    return;
  }
  if (m->why.kind == WHY_RESULT) {
    hint_result(c, m);
    if (is_unit(c, m->found) || type_arity(c, m->expected)) return;
  }
  if (is_arrow(c, m->found)) {
    if (!is_arrow(c, m->expected)) hint_function(c, m);
  } else if (want == c->builtin->boolean) {
    hint_condition(c, m);
  } else if (hint_other_package(c, m) || hint_container(c, m)) {
    return;
  } else if (want == c->builtin->string) {
    if (m->is_literal || (!is_open(m->found) && !is_unit(c, m->found) &&
                          has_class(c, "coalton/show", "Show", m->found)))
      hint_rewrite(c, m, "(show ", ")");
    else if (is_unit(c, m->found) && m->expr && m->expr->kind == EXPR_CALL)
      diag_hint(c->diag, "`%s` does something and gives no value",
                callee_name(m->expr->call.fn) ? callee_name(m->expr->call.fn) : "this");
  } else if (!m->is_literal && !is_open(m->found) && !is_open(m->expected) &&
             mismatch_is_number(c, m->found) && mismatch_is_number(c, m->expected)) {
    hint_numbers(c, m);
  } else if (is_arrow(c, m->expected)) {
    diag_hint(c->diag, "a function is wanted here, such as `(fn (x) ...)` or the name of one");
  }
}

/* ---- the message ---- */

static bool is_within(Span a, Span b) {
  return a.file == b.file && a.at >= b.at && a.at + a.len <= b.at + b.len;
}

static const char *form_word(const Expr *form) {
  if (form->kind == EXPR_MATCH) return "match";
  if (form->kind == EXPR_THE) return form->the.word;
  if (form->kind == EXPR_FOR) return form->loop.test == TEST_UNTIL ? "until" : "while";
  return form->iff.word ? form->iff.word : "if";
}

static const char *headline(Checker *c, const Mismatch *m) {
  const Why *why = &m->why;
  const char *name;
  if (m->result == UNIFY_INFINITE)
    return "this would need an infinite type, one that contains itself";
  switch (why->kind) {
  case WHY_ARGUMENT:
    name = callee_name(why->form->call.fn);
    name = name ? arena_printf(c->arena, "`%s`", name) : "this call";
    if (why->form->call.args == 1)
      return arena_printf(c->arena, "the argument of %s has the wrong type", name);
    return arena_printf(c->arena, "argument %d of %s has the wrong type", why->index + 1, name);
  case WHY_CONDITION:
    return arena_printf(c->arena, "a condition of `%s` must be a `Boolean`", form_word(why->form));
  case WHY_BRANCH:
    return arena_printf(c->arena, "the branches of this `%s` have different types",
                        form_word(why->form));
  case WHY_ELEMENT: return "the elements of a collection must all have the same type";
  case WHY_PATTERN: return "this pattern matches values of another type";
  case WHY_SAID: return "this does not have the type that it is said to have";
  case WHY_RETURN: return "what is returned here has another type than the function gives";
  case WHY_RESULT:
    name = c->declared && c->declared->name
               ? arena_printf(c->arena, "`%s`", c->declared->name->text)
               : "this";
    return arena_printf(c->arena,
                        c->declared && c->declared->is_method
                            ? "the method %s does not give what its class says"
                            : "%s does not give what its declared type says",
                        name);
  case WHY_UNKNOWN: break;
  }
  return "this has the wrong type";
}

/* A declared type variable would have to be one certain type. */
static void emit_too_general(Checker *c, const Mismatch *m) {
  const Declared *d = c->declared;
  diag_error(c->diag, DIAG_TOO_GENERAL, m->span, "the declared type%s%s%s is too general",
             d && d->name ? " of `" : "", d && d->name ? d->name->text : "",
             d && d->name ? "`" : "");
  diag_types(c->diag, m->expected_text, m->found_text);
  if (d && d->span.file) diag_note(c->diag, d->span, "declared here");
  diag_hint(
      c->diag,
      "`%s` may be any type, and whoever calls this chooses it; the body works for one type only",
      m->rigid->text);
}

static void note_reason(Checker *c, const Mismatch *m) {
  const Why *why = &m->why;
  if (m->result == UNIFY_INFINITE) return;
  bool fixed = m->fixed.file && !is_within(m->span, m->fixed) && !is_within(m->fixed, m->span);
  if (why->kind == WHY_RESULT && c->declared && c->declared->span.file)
    diag_note(c->diag, c->declared->span, "declared here: `%s`",
              ty_scheme_text(c->arena, c->declared->scheme));
  else if (why->kind == WHY_SAID) diag_note(c->diag, why->form->the.type->span, "said here");
  else if (fixed) diag_note(c->diag, m->fixed, "`%s` is expected because of this", m->fixed_text);
  else if (why->kind == WHY_ARGUMENT && is_users(why->form->call.fn))
    note_callee(c, why->form->call.fn);
}

/* A call that gives a function because arguments are missing: how many does the function take? 0 when it is not that. */
static int missing_arguments(Checker *c, const Mismatch *m) {
  Expr *e = m->expr;
  Type *from, *to, *t = m->found;
  if (!e || e->kind != EXPR_CALL || !callee_name(e->call.fn) || is_arrow(c, m->expected) ||
      e->call.keywords)
    return 0;
  int missing = 0;
  for (; ty_is_arrow(c, t, &from, &to); t = to) missing++;
  return missing ? e->call.args + missing : 0;
}

static void emit(Checker *c, const Mismatch *m) {
  Type *expected = m->expected;
  if (m->rigid) {
    emit_too_general(c, m);
    return;
  }
  int takes = missing_arguments(c, m);
  if (takes) {
    report_too_few(c, m->expr, takes);
    diag_types(c->diag, m->expected_text, m->found_text);
    return;
  }
  if (m->why.kind == WHY_ARGUMENT && is_unit(c, expected) && m->why.index == 0) {
    report_too_many(c, m->why.form, 0);
    return;
  }
  diag_error(c->diag, m->result == UNIFY_INFINITE ? DIAG_INFINITE_TYPE : DIAG_MISMATCH, m->span,
             "%s", headline(c, m));
  diag_types(c->diag, m->expected_text, m->found_text);
  note_reason(c, m);
  int hints = c->diag->remarks;
  hint_mismatch(c, m);
  /* Without a better idea, the type of a library's function tells more than nothing. */
  if (c->diag->remarks == hints && m->why.kind == WHY_ARGUMENT && m->result != UNIFY_INFINITE &&
      !is_users(m->why.form->call.fn))
    note_callee(c, m->why.form->call.fn);
}

/* ---- noticing ---- */

static void poison(Checker *c, Type *t) {
  TypeSet open = {0};
  type_vars(c->arena, t, &open);
  for (int i = 0; i < open.len; i++)
    if (!open.data[i]->var.rigid) open.data[i]->var.link = ty_error(c->arena);
}

/* What an argument should be, before anything is poisoned. */
static void note_params(Checker *c, ArgumentCheck *check) {
  if (check->param) return;
  Type *t = check->type, *from, *to;
  check->param = ARENA_ARRAY(c->arena, Type *, check->call->call.args + 1);
  for (int i = 0; i < check->call->call.args; i++) {
    bool is_function = ty_is_arrow(c, t, &from, &to);
    if (is_function && ty_find(from)->tag == TY_KEYS) is_function = ty_is_arrow(c, to, &from, &to);
    check->param[i] = is_function ? copy_type(c, from) : fresh_type(c);
    if (is_function) t = to;
  }
}

/* Tell now, or when all arguments have been seen. */
static void tell(Checker *c, Mismatch *m) {
  ArgumentCheck *check = m->why.check;
  if (!check || m->result == UNIFY_INFINITE || m->expr != check->call->call.arg[m->why.index]) {
    emit(c, m);
    return;
  }
  note_params(c, check);
  vec_push(c->arena, &check->wrong, *m);
}

static Mismatch mismatch_of(Checker *c, Expr *e, Span span, Type *expected) {
  Mismatch m = {.expr = e, .span = span};
  if (c->why && c->why->expected == expected) m.why = *c->why;
  m.fixed = type_settled_at(expected);
  return m;
}

void mismatch_literal(Checker *c, Expr *e, Type *expected) {
  TypePrinter p = {.arena = c->arena};
  Mismatch m = mismatch_of(c, e, e->span, expected);
  m.is_literal = true;
  m.expected_text = m.fixed_text = ty_text(&p, expected);
  m.found_text = e->kind == EXPR_INTEGER ? "a number" : "a floating-point number";
  m.expected = copy_type(c, expected);
  m.found = ty_var(c->arena, c->world->next_id, c->level, kind_star(c->arena));
  tell(c, &m);
  poison(c, expected);
}

static const Sym *rigid_name(Type *t) {
  t = ty_find(t);
  return t->tag == TY_VAR && t->var.rigid ? t->var.name : NULL;
}

void mismatch_report(Checker *c, Expr *expr, Span span, Type *expected, Type *found,
                     UnifyResult result) {
  if (result == UNIFY_INFINITE ? mismatch_odd_call(c, NULL)
                               : mismatch_odd_call(c, expected) || mismatch_odd_call(c, found)) {
    poison(c, expected);
    poison(c, found);
    return;
  }
  TypePrinter p = {.arena = c->arena};
  Mismatch m = mismatch_of(c, expr, span, expected);
  m.result = result;
  m.expected_text = ty_text(&p, expected);
  m.found_text = ty_text(&p, found);
  m.fixed_text = m.expected_text;
  if (c->clash[0] && result != UNIFY_INFINITE) { /* the very parts that differ */
    Span settled = type_settled_at(c->clash[0]);
    if (settled.file) {
      m.fixed = settled;
      m.fixed_text = ty_text(&p, c->clash[0]);
    }
    m.rigid = rigid_name(c->clash[0]);
    if (!m.rigid) m.rigid = rigid_name(c->clash[1]);
  }
  m.expected = copy_type(c, expected);
  m.found = copy_type(c, found);
  tell(c, &m);
  poison(c, expected);
  poison(c, found);
}

/* ---- arguments in each other's places ---- */

/* What type would it have where any is allowed? NULL: that cannot be told without checking it. */
static Type *shape_of(Checker *c, Expr *e) {
  Scheme *s = callee_scheme(e);
  if (s) return ty_instantiate(c->arena, s->type, use_fresh_types(c, s));
  if (e->kind == EXPR_LOCAL && e->local->type) return copy_type(c, e->local->type);
  if (e->kind == EXPR_STRING) return ty_con(c->arena, c->builtin->string);
  if (e->kind == EXPR_CHAR) return ty_con(c->arena, c->builtin->character);
  if (e->kind == EXPR_FN) return ty_arrow(c, fresh_type(c), fresh_type(c));
  return NULL;
}

static bool fits(Checker *c, const Mismatch *m, Type *param) {
  if (!m->is_literal) return is_compatible(m->found, param);
  if (m->expr->kind == EXPR_INTEGER) return is_open(param) || mismatch_is_number(c, param);
  return is_open(param) || ty_head(param) == c->builtin->f64 || ty_head(param) == c->builtin->f32;
}

/* The argument that is meant to stand where m's does, or -1. */
static int find_swapped(Checker *c, ArgumentCheck *check, const Mismatch *m) {
  int at = m->why.index;
  if (check->wrong.len == 2) {
    Mismatch *other = &check->wrong.data[m == &check->wrong.data[0]];
    bool both = fits(c, m, check->param[other->why.index]) && fits(c, other, check->param[at]);
    return both ? other->why.index : -1;
  }
  for (int i = 0; check->wrong.len == 1 && i < check->call->call.args; i++) {
    Type *shape = i == at ? NULL : shape_of(c, check->call->call.arg[i]);
    if (shape && !is_open(shape) && is_compatible(shape, check->param[at]) &&
        fits(c, m, check->param[i]))
      return i;
  }
  return -1;
}

static void report_swapped(Checker *c, ArgumentCheck *check, int a, int b) {
  Expr *call = check->call, *one = call->call.arg[a < b ? a : b],
       *two = call->call.arg[a < b ? b : a];
  const char *name = callee_name(call->call.fn);
  diag_error(c->diag, DIAG_SWAPPED, one->span,
             "these two arguments of %s%s%s are in the other order", name ? "`" : "",
             name ? name : "this call", name ? "`" : "");
  diag_note(c->diag, two->span, "this one belongs in the place of the other");
  note_callee(c, call->call.fn);
  const char *one_text = source_text(c, one->span), *two_text = source_text(c, two->span);
  if (!one_text || !two_text) return;
  diag_edit(c->diag, one->span, "%s", two_text);
  diag_edit(c->diag, two->span, "%s", one_text);
}

void mismatch_arguments(Checker *c, ArgumentCheck *check) {
  if (!check->wrong.len) return;
  int other = find_swapped(c, check, &check->wrong.data[0]);
  if (other >= 0) {
    report_swapped(c, check, check->wrong.data[0].why.index, other);
    return;
  }
  for (int i = 0; i < check->wrong.len; i++) emit(c, &check->wrong.data[i]);
}

/* ---- numbers of arguments ---- */

static const char *count_text(Checker *c, int n, const char *noun) {
  return arena_printf(c->arena, n == 1 ? "%d %s" : "%d %ss", n, noun);
}

void report_too_many(Checker *c, Expr *e, int takes) {
  const char *name = callee_name(e->call.fn);
  const char *who = name ? arena_printf(c->arena, "`%s`", name) : "this function";
  if (takes)
    diag_error(c->diag, DIAG_TOO_MANY_ARGUMENTS, e->span, "%s takes %s, but is given %d", who,
               count_text(c, takes, "argument"), e->call.args);
  else
    diag_error(c->diag, DIAG_TOO_MANY_ARGUMENTS, e->span, "%s takes no argument, but is given %d",
               who, e->call.args);
  note_callee(c, e->call.fn);
  if (name && (strcmp(name, "println") == 0 || strcmp(name, "print") == 0))
    diag_hint(c->diag, "put the parts into one string: `(<> \"x is \" (show x))`");
}

void report_too_few(Checker *c, Expr *e, int takes) {
  const char *name = callee_name(e->call.fn);
  const char *given = e->call.args ? arena_printf(c->arena, "%d", e->call.args) : "none";
  diag_error(c->diag, DIAG_TOO_FEW_ARGUMENTS, e->span, "%s%s%s takes %s, but is given %s",
             name ? "`" : "", name ? name : "this function", name ? "`" : "",
             count_text(c, takes, "argument"), given);
  note_callee(c, e->call.fn);
}

void mismatch_note_call(Checker *c, Expr *call, int takes, Type *made) {
  OddCall odd = {call, takes, made};
  vec_push(c->arena, &c->odd_call, odd);
}

/* ((f x)): the value of a form is called. */
static void report_called_form(Checker *c, Expr *e) {
  diag_error(c->diag, DIAG_NOT_A_FUNCTION, e->span,
             "the value of this form is called, without arguments");
  diag_hint(c->diag, "one pair of parentheses is too many: a form in parentheses is a call");
  const char *inner = source_text(c, e->call.fn->span);
  if (inner) diag_edit(c->diag, e->span, "%s", inner);
}

static bool explains(Checker *c, OddCall *odd, Type *function) {
  if (!function) return true;
  if (!is_arrow(c, function)) return false;
  if (!odd->made) return true;
  return ty_equal(odd->made, function);
}

bool mismatch_odd_call(Checker *c, Type *function) {
  for (int i = c->odd_call.len - 1; i >= 0; i--) {
    OddCall odd = c->odd_call.data[i];
    if (!explains(c, &odd, function)) continue;
    c->odd_call.len = 0;
    if (odd.call->call.fn->kind == EXPR_CALL) report_called_form(c, odd.call);
    else if (odd.made) report_too_many(c, odd.call, odd.takes);
    else report_too_few(c, odd.call, odd.takes);
    return true;
  }
  return false;
}
