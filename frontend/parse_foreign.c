/* parse_foreign.c -- C in a program: inline `c`, and the clauses that it shares with define-foreign. */
#include "codegen/foreign.h"

#include <string.h>

#include "frontend/parse_internal.h"

/* ---- clauses ---- */

static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Nothing in the text of a header or library may end the place where it is put, or be an option. */
static bool is_need_text(const Datum *d) {
  if (d->kind != DATUM_STRING || d->size == 0 || d->text[0] == '-') return false;
  for (uint32_t i = 0; i < d->size; i++)
    if (!is_plain(d->text[i]) && !strchr("./+-", d->text[i])) return false;
  return true;
}

bool parse_is_c_name(const char *text) {
  if (*text >= '0' && *text <= '9') return false;
  for (const char *p = text; *p; p++)
    if (!is_plain(*p)) return false;
  return *text != 0;
}

static bool clause_error(World *w, Span span, const char *text) {
  diag_error(w->diag, DIAG_SYNTAX, span, "%s", text);
  return false;
}

/* (:header "h" ...) (:library "l" ...) (:pkg-config "p" ...) (:finalizer "function") (:keep) */
static bool parse_clause(World *w, Datum *d, Foreign *f) {
  static const char *const word[] = {
      [NEED_HEADER] = ":header", [NEED_LIBRARY] = ":library", [NEED_PKG_CONFIG] = ":pkg-config"};
  if (datum_is_form(d, ":finalizer")) {
    if (d->len != 2 || d->item[1]->kind != DATUM_STRING || !parse_is_c_name(d->item[1]->text))
      return clause_error(w, d->span,
                          "a finalizer is the name of a C function: (:finalizer \"f\")");
    f->finalizer = d->item[1]->text;
    return true;
  }
  if (datum_is_form(d, ":keep") && d->len == 1) {
    f->keeps_functions = true;
    return true;
  }
  for (int kind = 0; kind < (int)(sizeof word / sizeof *word); kind++) {
    if (!datum_is_form(d, word[kind])) continue;
    for (int i = 1; i < d->len; i++) {
      if (!is_need_text(d->item[i]))
        return clause_error(w, d->item[i]->span,
                            "here stands the name of a header, of a library "
                            "or of a package of pkg-config, in quotes");
      ForeignNeed need = {(NeedKind)kind, d->item[i]->text, d->item[i]->span};
      vec_push(w->arena, &f->needs, need);
    }
    return true;
  }
  return clause_error(
      w, d->span,
      "a clause is (:header \"h\"), (:library \"l\"), (:pkg-config \"p\"), (:finalizer \"f\") or "
      "(:keep)");
}

bool parse_foreign_clauses(World *w, Datum **item, int len, Foreign *f) {
  for (int i = 0; i < len; i++)
    if (!parse_clause(w, item[i], f)) return false;
  return true;
}

/* ---- inline C ---- */

bool is_inline_c(const Datum *d) {
  return d->len >= 4 && datum_is_name(d->item[0], "c") && datum_is_list(d->item[1]) &&
         d->item[1]->len > 0 && datum_is_name(d->item[1]->item[0], "->");
}

/* After `open`, in [at, end): the end of what it quotes. */
static const char *skip_quoted(const char *at, const char *end, char quote) {
  while (at < end && *at != quote) at += *at == '\\' ? 2 : 1;
  return at + 1;
}

/* The first bracket that has no partner, or NULL: it would go on beyond the text. */
static const char *stray_bracket(const char *text, size_t size) {
  const char *open[256], *end = text + size;
  int depth = 0;
  for (const char *p = text; p < end; p++) {
    static const char brackets[] = "()[]{}";
    if (*p == '"' || *p == '\'') {
      p = skip_quoted(p + 1, end, *p) - 1;
    } else if (*p == '/' && p[1] == '/') {
      while (p < end && *p != '\n') p++;
    } else if (*p == '/' && p[1] == '*') {
      p = strstr(p + 2, "*/");
      if (!p) return text;
      p++;
    } else if (*p && strchr(brackets, *p)) {
      int kind = (int)(strchr(brackets, *p) - brackets);
      if (kind % 2 == 0 && depth == 256) return p;
      if (kind % 2 == 0) open[depth++] = p;
      else if (depth == 0 || *open[--depth] != brackets[kind - 1]) return p;
    }
  }
  return depth ? open[depth - 1] : NULL;
}

/* What C calls a variable: the name with _ for -. NULL when it has no such name. */
static const char *c_name(Arena *a, const Sym *name) {
  char *text = arena_strndup(a, name->text, name->len);
  for (char *p = text; *p; p++)
    if (*p == '-') *p = '_';
  return parse_is_c_name(text) ? text : NULL;
}

static bool parse_variables(Parser *p, Datum *list, Expr *e) {
  Foreign *f = e->foreign.foreign;
  Arena *a = p->world->arena;
  f->params = list->len;
  f->name = ARENA_ARRAY(a, const char *, list->len + 1);
  e->foreign.arg = ARENA_ARRAY(a, Expr *, list->len + 1);
  for (int i = 0; i < list->len; i++) {
    Datum *d = list->item[i];
    if (d->kind != DATUM_NAME || datum_is_keyword(d))
      return clause_error(p->world, d->span, "only variables can be passed to inline C");
    f->name[i] = c_name(a, d->name);
    e->foreign.arg[i] = parse_expr(p, d);
    if (!f->name[i]) {
      clause_error(p->world, d->span, "C has no such names");
      diag_hint(p->world->diag, "bind the value to one of letters, digits, `-` and `_`");
      return false;
    }
    for (int k = 0; k < i; k++)
      if (strcmp(f->name[k], f->name[i]) == 0)
        return clause_error(p->world, d->span, "C would see two variables of this name");
  }
  return true;
}

/* (c (-> type) (variable*) "C" clause*) */
Expr *parse_c(Parser *p, Datum *d) {
  if (!is_inline_c(d) || !datum_is_list(d->item[2]) || d->item[3]->kind != DATUM_STRING)
    return SYNTAX_ERROR(p, d->span, "C is written (c (-> Type) (variables) \"expression\")");
  if (d->item[2]->len > 64) return SYNTAX_ERROR(p, d->item[2]->span, "at most 64 variables");
  Expr *e = ast_new(p, EXPR_C, d->span);
  Foreign *f = e->foreign.foreign = ARENA_NEW(p->world->arena, Foreign);
  e->foreign.type = d->item[1];
  f->span = d->span;
  f->is_inline = true;
  f->text = d->item[3]->text;
  f->text_span = d->item[3]->span;
  if (!parse_variables(p, d->item[2], e) ||
      !parse_foreign_clauses(p->world, d->item + 4, d->len - 4, f))
    return ast_error(p, d->span);
  const char *stray = stray_bracket(f->text, d->item[3]->size);
  if (stray || strlen(f->text) != d->item[3]->size) {
    diag_error(p->world->diag, DIAG_FOREIGN, f->text_span,
               stray ? "the brackets of this C are not balanced: `%c`"
                     : "there is a zero byte in this C",
               stray ? *stray : 0);
    return ast_error(p, d->span);
  }
  if (!f->text[strspn(f->text, " \t\n;")])
    return SYNTAX_ERROR(p, f->text_span, "there is no C here");
  return e;
}
