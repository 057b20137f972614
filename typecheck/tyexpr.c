/* tyexpr.c -- types as the user writes them.
 *
 *   qty   := ty | (pred => ty) | ((pred)+ => ty) | (forall (:v*) qty)
 *   ty    := :v | Ty | Void | (Ty ty+) | (inputs -> outputs)
 *
 * `A * B -> C` and `A -> B -> C` are the same type; `*` on the right of an arrow is a tuple; Void is Unit. Kinds are
 * checked on the way: every application unifies the kind of its head with that of its argument. */
#include <string.h>

#include "frontend/parse.h"
#include "typecheck/mismatch.h"

static Type *kind_error(Checker *c, Span span, Type *t, Kind *have, Kind *want) {
  TypePrinter p = {.arena = c->arena};
  have = kind_find(have);
  if (have->tag == KIND_ARROW && kind_find(want)->tag != KIND_ARROW)
    diag_error(c->diag, DIAG_KIND, span, "`%s` needs an argument here: it has kind %s, not %s",
               ty_text(&p, t), kind_text(c->arena, have), kind_text(c->arena, want));
  else
    diag_error(c->diag, DIAG_KIND, span, "`%s` has kind %s where kind %s is needed", ty_text(&p, t),
               kind_text(c->arena, have), kind_text(c->arena, want));
  return ty_error(c->arena);
}

static Type *check_kind(Checker *c, Span span, Type *t, Kind *want) {
  if (!want || ty_find(t)->tag == TY_ERROR) return t;
  Kind *have = ty_kind(c->arena, t);
  return kind_unify(have, want) ? t : kind_error(c, span, t, have, want);
}

static Type *parse_type_var(Checker *c, Datum *d, TyVars *vars) {
  for (int i = vars->name.len - 1; i >= 0; i--)
    if (vars->name.data[i].name == d->name) return vars->name.data[i].type;
  for (int i = c->type_name.len - 1; i >= 0; i--)
    if (c->type_name.data[i].name == d->name) return c->type_name.data[i].type;
  if (!vars->open) {
    diag_error(c->diag, DIAG_UNBOUND_TYPE_VAR, d->span, "the type variable `%s` is not bound here",
               d->name->text);
    diag_hint(c->diag, "what a definition is for, its head names: `(Name %s)`", d->name->text);
    return ty_error(c->arena);
  }
  Type *t = ty_var(c->arena, c->world->next_id, c->level + 1, kind_var(c->arena));
  t->var.name = d->name;
  TypeName n = {d->name, t};
  vec_push(c->arena, &vars->name, n);
  return t;
}

void tyexpr_alias(Checker *c, TyCon *alias) {
  if (alias->alias) return;
  if (alias->in_progress) {
    diag_error(c->diag, DIAG_ALIAS, alias->span, "the alias `%s` is recursive: it refers to itself",
               alias->name->text);
    alias->alias = ty_error(c->arena);
    return;
  }
  alias->in_progress = true;
  Scope *outer = c->scope;
  c->scope = alias->alias_scope;
  TyVars vars = {0};
  Kind *kind = kind_var(c->arena);
  Type **var = ARENA_ARRAY(c->arena, Type *, alias->params + 1);
  for (int i = 0; i < alias->params; i++) {
    var[i] = ty_var(c->arena, c->world->next_id, c->level + 1, kind_var(c->arena));
    var[i]->var.name = alias->param[i];
    TypeName n = {alias->param[i], var[i]};
    vec_push(c->arena, &vars.name, n);
  }
  Type *t = tyexpr_parse(c, alias->alias_form, &vars, kind);
  for (int i = 0; i < alias->params; i++)
    if (!ty_has_error(t) && !type_mentions(t, var[i])) {
      Span at = alias->span;
      diag_error(c->diag, DIAG_ALIAS, at, "the parameter `%s` of the alias `%s` is not used",
                 alias->param[i]->text, alias->name->text);
    }
  Scheme *s = scheme_close(c, t, var, alias->params, NULL, 0);
  Kind *k = kind;
  for (int i = alias->params - 1; i >= 0; i--) k = kind_arrow(c->arena, var[i]->var.kind, k);
  if (!alias->alias) {
    alias->alias = s->type;
    alias->kind = k;
  }
  alias->in_progress = false;
  c->scope = outer;
}

/* Is t a type of this file whose definition uses variables that its head does not name? That has been reported. */
static bool lacks_parameters(Checker *c, Type *t) {
  TyCon *con = ty_head(t);
  if (!con || con->params || con->home != c->package) return false;
  for (int i = 0; i < c->diag->messages.len; i++)
    if (c->diag->messages.data[i]->code == DIAG_UNBOUND_TYPE_VAR) return true;
  return false;
}

/* Apply a head to arguments, checking kinds. */
static Type *apply_items(Checker *c, Datum **item, int len, Span span, TyVars *vars, Kind *want) {
  Datum *head = item[0];
  Type *t = NULL;
  if (head->kind == DATUM_NAME && !datum_is_keyword(head)) {
    TyCon *con = datum_is_name(head, "Void")
                     ? c->builtin->unit
                     : scope_find(c->world, c->scope, SPACE_TYPE, head, true);
    if (!con) {
      for (int i = 1; i < len; i++) tyexpr_parse(c, item[i], vars, NULL);
      return ty_error(c->arena);
    }
    if (con->is_alias) {
      tyexpr_alias(c, con);
      if (len - 1 < con->params) {
        diag_error(c->diag, DIAG_KIND, head->span,
                   "the alias `%s` takes %d argument%s, but is applied to %d", con->name->text,
                   con->params, con->params == 1 ? "" : "s", len - 1);
        return ty_error(c->arena);
      }
      Type **arg = ARENA_ARRAY(c->arena, Type *, con->params + 1);
      for (int i = 0; i < con->params; i++)
        arg[i] = tyexpr_parse(c, item[i + 1], vars, kind_var(c->arena));
      t = ty_instantiate(c->arena, con->alias, arg);
      for (int i = con->params + 1; i < len; i++)
        t = ty_app(c->arena, t, tyexpr_parse(c, item[i], vars, NULL));
      return check_kind(c, span, t, want);
    }
    t = ty_con(c->arena, con);
  } else {
    t = tyexpr_parse(c, head, vars, NULL);
  }
  for (int i = 1; i < len; i++) {
    Kind *arg_kind = kind_var(c->arena), *result = kind_var(c->arena);
    if (ty_find(t)->tag != TY_ERROR) {
      Kind *have = ty_kind(c->arena, t);
      if (!kind_unify(have, kind_arrow(c->arena, arg_kind, result))) {
        TypePrinter p = {.arena = c->arena};
        if (lacks_parameters(c, t)) return ty_error(c->arena);
        diag_error(c->diag, DIAG_KIND, head->span, "`%s` of kind %s takes no argument",
                   ty_text(&p, t), kind_text(c->arena, have));
        if (i == 1)
          diag_hint(c->diag, "the type of a function is written with arrows: `(%s -> ...)`",
                    ty_text(&p, t));
        return ty_error(c->arena);
      }
    }
    Type *arg = tyexpr_parse(c, item[i], vars, arg_kind);
    if (ty_find(t)->tag == TY_ERROR) continue;
    t = ty_app(c->arena, t, arg);
  }
  return check_kind(c, span, t, want);
}

static Span items_span(Datum **item, int len) {
  return span_join(item[0]->span, item[len - 1]->span);
}

static Type *star(Checker *c, Datum **item, int len, Span span, TyVars *vars) {
  if (len == 0) {
    diag_error(c->diag, DIAG_SYNTAX, span, "a type is missing here");
    return ty_error(c->arena);
  }
  return apply_items(c, item, len, items_span(item, len), vars, kind_star(c->arena));
}

/* A * B * C as a tuple */
static Type *product(Checker *c, Datum **item, int len, Span span, TyVars *vars, Kind *want) {
  Type *part[8];
  int n = 0, at = 0;
  if (datum_find_name(item, len, "*") == len)
    return apply_items(c, item, len, items_span(item, len), vars, want);
  while (at <= len && n < 8) {
    int end = at + datum_find_name(item + at, len - at, "*");
    part[n++] = star(c, item + at, end - at, span, vars);
    at = end + 1;
  }
  static const char *const name[] = {"Tuple", "Tuple3", "Tuple4", "Tuple5"};
  if (n > 5) {
    diag_error(c->diag, DIAG_SYNTAX, span, "a function gives at most five values");
    return ty_error(c->arena);
  }
  TyCon *con = library_type(c, n == 2 ? "coalton/classes" : "coalton/tuple", name[n - 2]);
  if (!con) return ty_error(c->arena);
  Type *t = ty_con(c->arena, con);
  for (int i = 0; i < n; i++) t = ty_app(c->arena, t, part[i]);
  return t;
}

/* &key (:name type)* */
static Type *keys(Checker *c, Datum **item, int len, TyVars *vars) {
  Type *t = ARENA_NEW(c->arena, Type);
  t->tag = TY_KEYS;
  t->keys.name = ARENA_ARRAY(c->arena, const Sym *, len + 1);
  t->keys.type = ARENA_ARRAY(c->arena, Type *, len + 1);
  for (int i = 0; i < len; i++) {
    Datum *d = item[i];
    if (d->kind != DATUM_LIST || d->len < 2 || !datum_is_keyword(d->item[0])) {
      diag_error(c->diag, DIAG_SYNTAX, d->span,
                 "a keyword argument's type is written (:name Type)");
      continue;
    }
    const Sym *name = sym_of(c->world->names, d->item[0]->name->text + 1);
    Type *type = tyexpr_items(c, d->item + 1, d->len - 1, d->span, vars, kind_star(c->arena));
    int at = t->keys.len++; /* kept sorted by name */
    while (at > 0 && strcmp(t->keys.name[at - 1]->text, name->text) > 0) {
      t->keys.name[at] = t->keys.name[at - 1];
      t->keys.type[at] = t->keys.type[at - 1];
      at--;
    }
    t->keys.name[at] = name;
    t->keys.type[at] = type;
  }
  return t;
}

/* inputs := 'Void' | in ('*' in)* ('&key' kwty*)? -- wrapped around the result, from the last to the first */
static Type *function(Checker *c, Datum **item, int len, Span span, TyVars *vars, int arrow) {
  Type *input[64];
  int n = 0, at = 0;
  int key = datum_find_name(item, arrow, "&key");
  int plain = key < arrow ? key : arrow;
  while (at < plain && n < 63) {
    int end = at + datum_find_name(item + at, plain - at, "*");
    input[n++] = star(c, item + at, end - at, span, vars);
    at = end + 1;
  }
  if (key < arrow && arrow - key - 1 > 0)
    input[n++] = keys(c, item + key + 1, arrow - key - 1, vars);
  if (n == 0) {
    diag_error(c->diag, DIAG_SYNTAX, item[0]->span, "a type is missing in front of this arrow");
    diag_hint(c->diag, "a function without arguments has the type `(Void -> ...)`");
    diag_edit(c->diag, span_of(item[0]->span.file, item[0]->span.at, 0), "Void ");
    input[n++] = ty_con(c->arena, c->builtin->unit);
  }
  Type *t = tyexpr_items(c, item + arrow + 1, len - arrow - 1, span, vars, kind_star(c->arena));
  while (n > 0) t = ty_arrow(c, input[--n], t);
  return t;
}

Type *tyexpr_items(Checker *c, Datum **item, int len, Span span, TyVars *vars, Kind *want) {
  if (len == 0) {
    diag_error(c->diag, DIAG_SYNTAX, span, "a type is missing here");
    return ty_error(c->arena);
  }
  int arrow = datum_find_name(item, len, "->");
  int other = datum_find_name(item, len, "→");
  if (other < arrow) arrow = other;
  if (arrow < len) return check_kind(c, span, function(c, item, len, span, vars, arrow), want);
  return product(c, item, len, span, vars, want);
}

Type *tyexpr_parse(Checker *c, Datum *d, TyVars *vars, Kind *want) {
  switch (d->kind) {
  case DATUM_NAME:
    if (datum_is_keyword(d)) return check_kind(c, d->span, parse_type_var(c, d, vars), want);
    return apply_items(c, &d, 1, d->span, vars, want);
  case DATUM_LIST:
    if (d->len == 0) break;
    return tyexpr_items(c, d->item, d->len, d->span, vars, want);
  case DATUM_BRACKET:
  case DATUM_INTEGER:
  case DATUM_RATIO:
  case DATUM_FLOAT:
  case DATUM_STRING:
  case DATUM_CHAR: break;
  }
  diag_error(c->diag, DIAG_SYNTAX, d->span, "this is not a type");
  if (d->kind == DATUM_BRACKET && d->len == 1) {
    const char *item = source_text(c, d->item[0]->span);
    diag_hint(c->diag, "the type of a list is written `(List %s)`", item ? item : "...");
    if (item) diag_edit(c->diag, d->span, "(List %s)", item);
  }
  return ty_error(c->arena);
}

bool tyexpr_pred(Checker *c, Datum **item, int len, Span span, TyVars *vars, Pred *out) {
  if (len < 1 || item[0]->kind != DATUM_NAME || datum_is_keyword(item[0])) {
    diag_error(c->diag, DIAG_SYNTAX, span, "a constraint is written Class :a");
    return false;
  }
  Class *cls = scope_find(c->world, c->scope, SPACE_CLASS, item[0], true);
  if (!cls) return false;
  if (len - 1 != cls->params) {
    diag_error(c->diag, DIAG_KIND, span, "the class `%s` takes %d argument%s, not %d",
               cls->name->text, cls->params, cls->params == 1 ? "" : "s", len - 1);
    return false;
  }
  out->cls = cls;
  out->span = span;
  out->arg = ARENA_ARRAY(c->arena, Type *, cls->params + 1);
  for (int i = 0; i < cls->params; i++)
    out->arg[i] = tyexpr_parse(c, item[i + 1], vars, cls->kind[i]);
  return true;
}

static Pred pred_close(Checker *c, Pred *p, Type **var, int vars);

/* Replace variables by TY_GEN. */
static Type *close_type(Checker *c, Type *t, Type **var, int vars) {
  t = ty_find(t);
  switch (t->tag) {
  case TY_VAR:
    for (int i = 0; i < vars; i++)
      if (var[i] == t) return ty_gen(c->arena, i);
    return t;
  case TY_APP: {
    Type *f = close_type(c, t->fun, var, vars), *x = close_type(c, t->arg, var, vars);
    return f == t->fun && x == t->arg ? t : ty_app(c->arena, f, x);
  }
  case TY_KEYS: {
    Type *k = ARENA_NEW(c->arena, Type);
    k->tag = TY_KEYS;
    k->keys.name = t->keys.name;
    k->keys.len = t->keys.len;
    k->keys.type = ARENA_ARRAY(c->arena, Type *, t->keys.len + 1);
    for (int i = 0; i < t->keys.len; i++) {
      k->keys.type[i] = close_type(c, t->keys.type[i], var, vars);
      k->has_gen |= k->keys.type[i]->has_gen;
    }
    return k;
  }
  case TY_CON:
  case TY_GEN:
  case TY_ERROR: break;
  }
  return t;
}

static Pred pred_close(Checker *c, Pred *p, Type **var, int vars) {
  Pred out = *p;
  out.arg = ARENA_ARRAY(c->arena, Type *, p->cls->params + 1);
  for (int i = 0; i < p->cls->params; i++) out.arg[i] = close_type(c, p->arg[i], var, vars);
  return out;
}

Scheme *scheme_close(Checker *c, Type *type, Type **var, int vars, Pred *pred, int preds) {
  Scheme *s = ARENA_NEW(c->arena, Scheme);
  s->vars = vars;
  s->kind = ARENA_ARRAY(c->arena, Kind *, vars + 1);
  s->name = ARENA_ARRAY(c->arena, const Sym *, vars + 1);
  for (int i = 0; i < vars; i++) {
    s->kind[i] = var[i]->var.kind;
    s->name[i] = var[i]->var.name;
  }
  s->type = close_type(c, type, var, vars);
  s->preds = preds;
  s->pred = ARENA_ARRAY(c->arena, Pred, preds + 1);
  for (int i = 0; i < preds; i++) s->pred[i] = pred_close(c, &pred[i], var, vars);
  return s;
}

/* Is every variable of a predicate reachable from the type (also through functional dependencies)? */
static bool pred_is_reachable(Type *type, Pred *pred, int n, Pred *p) {
  Type *known[64];
  int k = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    for (int i = 0; i < n; i++) {
      for (int f = -1; f < pred[i].cls->fundeps; f++) {
        bool determined = f >= 0;
        if (f >= 0)
          for (int a = 0; a < pred[i].cls->params && determined; a++)
            if (pred[i].cls->fundep[f].from & (1u << a)) {
              Type *t = ty_find(pred[i].arg[a]);
              bool ok = t->tag != TY_VAR || type_mentions(type, t);
              for (int q = 0; q < k; q++) ok = ok || known[q] == t;
              determined = ok;
            }
        if (!determined) continue;
        for (int a = 0; a < pred[i].cls->params; a++) {
          Type *t = ty_find(pred[i].arg[a]);
          bool seen = false;
          for (int q = 0; q < k; q++) seen = seen || known[q] == t;
          if (!seen && k < 64 && t->tag == TY_VAR) {
            known[k++] = t;
            changed = true;
          }
        }
      }
    }
  }
  for (int a = 0; a < p->cls->params; a++) {
    Type *t = ty_find(p->arg[a]);
    if (t->tag != TY_VAR || t->var.rigid || type_mentions(type, t)) continue;
    bool ok = false;
    for (int q = 0; q < k; q++) ok = ok || known[q] == t;
    if (!ok) return false;
  }
  return true;
}

/* qty without its parentheses */
static Scheme *scheme_items(Checker *c, Datum *whole, Datum **item, int len, TyVars *vars,
                            bool scoped) {
  VEC(Pred) preds = {0};
  int at = datum_find_name(item, len, "=>");
  int other = datum_find_name(item, len, "⇒");
  if (other < at) at = other;
  if (at < len) {
    bool bare = at > 0 && item[0]->kind == DATUM_NAME;
    if (bare) {
      Pred p;
      if (tyexpr_pred(c, item, at, items_span(item, at), vars, &p)) vec_push(c->arena, &preds, p);
    } else {
      for (int i = 0; i < at; i++) {
        Pred p;
        if (item[i]->kind == DATUM_LIST &&
            tyexpr_pred(c, item[i]->item, item[i]->len, item[i]->span, vars, &p))
          vec_push(c->arena, &preds, p);
      }
    }
    item += at + 1;
    len -= at + 1;
  }
  Type *t = tyexpr_items(c, item, len, whole->span, vars, kind_star(c->arena));
  for (int i = 0; i < preds.len; i++)
    if (!ty_has_error(t) && !pred_is_reachable(t, preds.data, preds.len, &preds.data[i])) {
      TypePrinter p = {.arena = c->arena};
      diag_error(c->diag, DIAG_AMBIGUOUS_TYPE, preds.data[i].span,
                 "the constraint `%s` is ambiguous: nothing in the type determines it",
                 ty_pred_text(&p, &preds.data[i]));
    }
  Type **var = ARENA_ARRAY(c->arena, Type *, vars->name.len + 1);
  for (int i = 0; i < vars->name.len; i++) {
    var[i] = vars->name.data[i].type;
    kind_default(var[i]->var.kind);
  }
  Scheme *s = scheme_close(c, t, var, vars->name.len, preds.data, preds.len);
  s->scoped = scoped;
  return s;
}

Scheme *tyexpr_scheme(Checker *c, Datum *d) {
  TyVars vars = {.open = true};
  if (d->kind == DATUM_LIST && d->len >= 3 &&
      (datum_is_name(d->item[0], "forall") || datum_is_name(d->item[0], "∀")) &&
      d->item[1]->kind == DATUM_LIST) {
    Datum *names = d->item[1], **bound = ARENA_ARRAY(c->arena, Datum *, names->len + 1);
    for (int i = 0; i < names->len; i++) {
      if (!datum_is_keyword(names->item[i])) {
        diag_error(c->diag, DIAG_SYNTAX, names->item[i]->span,
                   "`forall` binds type variables: (forall (:a) ...)");
        continue;
      }
      Type *t = ty_var(c->arena, c->world->next_id, c->level + 1, kind_var(c->arena));
      t->var.name = names->item[i]->name;
      TypeName n = {t->var.name, t};
      bound[vars.name.len] = names->item[i];
      vec_push(c->arena, &vars.name, n);
    }
    vars.open = false;
    int binders = vars.name.len;
    Datum **item = d->item + 2;
    int len = d->len - 2;
    if (len == 1 && item[0]->kind == DATUM_LIST) {
      len = item[0]->len;
      item = item[0]->item;
    }
    Scheme *s = scheme_items(c, d, item, len, &vars, true);
    for (int i = 0; i < binders; i++) {
      bool used = false;
      /* mentioned in the closed type or in a constraint? */
      VEC(Type *) stack = {0};
      vec_push(c->arena, &stack, s->type);
      for (int k = 0; k < s->preds; k++)
        for (int a = 0; a < s->pred[k].cls->params; a++)
          vec_push(c->arena, &stack, s->pred[k].arg[a]);
      while (stack.len && !used) {
        Type *t = ty_find(stack.data[--stack.len]);
        if (t->tag == TY_GEN) used = t->gen == i;
        if (t->tag == TY_APP) {
          vec_push(c->arena, &stack, t->fun);
          vec_push(c->arena, &stack, t->arg);
        }
        if (t->tag == TY_KEYS)
          for (int k = 0; k < t->keys.len; k++) vec_push(c->arena, &stack, t->keys.type[k]);
      }
      if (!used)
        diag_warn(c->diag, DIAG_UNUSED_TYPE_VAR, bound[i]->span,
                  "the type variable `%s` of this forall is never used", bound[i]->name->text);
    }
    return s;
  }
  if (d->kind == DATUM_LIST) return scheme_items(c, d, d->item, d->len, &vars, false);
  return scheme_items(c, d, &d, 1, &vars, false);
}
