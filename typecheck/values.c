/* values.c -- declarations, bodies of values, methods: everything that infer.c does for a file. */
#include <string.h>

#include "frontend/parse.h"
#include "typecheck/module.h"

/* (declare name type) */
static void declare(Module *m, Datum *d) {
  Checker *c = &m->c;
  if (d->len != 3 || d->item[1]->kind != DATUM_NAME) {
    diag_error(c->diag, DIAG_SYNTAX, d->span, "a declaration is written (declare name Type)");
    if (d->len <= 3 || datum_find_name(d->item, d->len, "->") == d->len) return;
    Span last = d->item[d->len - 1]->span;
    diag_hint(c->diag, "a type of several words stands in parentheses: `(Integer -> Integer)`");
    diag_edit(c->diag, span_of(last.file, d->item[2]->span.at, 0), "(");
    diag_edit(c->diag, span_of(last.file, last.at + last.len, 0), ")");
    return;
  }
  Datum *name = d->item[1];
  Global *g = names_get(&c->package->own[SPACE_VALUE], name->name);
  if (!g || !g->def) {
    tyexpr_scheme(c, d->item[2]);
    diag_error(c->diag, DIAG_UNDECLARED, name->span,
               "`%s` is declared here but defined nowhere in this file", name->name->text);
    return;
  }
  if (g->def->declared) {
    diag_error(c->diag, DIAG_DUPLICATE, name->span, "duplicate declaration of `%s`",
               name->name->text);
    diag_note(c->diag, g->def->declared_at, "declared here already");
    return;
  }
  g->def->declared = d->item[2];
  g->def->declared_at = name->span;
  g->def->scheme = tyexpr_scheme(c, d->item[2]);
  g->scheme = g->def->scheme;
}

/* The word that a decimal literal comes to. */
static uint64_t decimal_word(const char *digits) {
  bool negative = *digits == '-';
  uint64_t n = 0;
  for (const char *p = digits + negative; *p; p++)
    n = n * 10 + (uint64_t)(*p - '0'); /* modulo 2^64 is what wrapping wants */
  return negative ? 0 - n : n;
}

/* Does the literal fit a type of `bits`, so that comparing words is comparing numbers? */
static bool fits(const char *digits, int bits, bool is_signed) {
  size_t len = strlen(digits);
  if (len > 19) return false;
  bool negative = *digits == '-';
  if (negative && !is_signed) return false;
  uint64_t n = 0;
  for (const char *p = digits + negative; *p; p++) n = n * 10 + (uint64_t)(*p - '0');
  int value_bits = is_signed ? bits - 1 : bits;
  if (value_bits >= 64) return true;
  return n < ((uint64_t)1 << value_bits) || (negative && n == ((uint64_t)1 << value_bits));
}

/* Literal patterns whose type turned out to be built in compare words instead of calling ==. */
static void settle_late_patterns(Checker *c) {
  const struct {
    TyCon *con;
    int bits;
    bool is_signed;
  } word[] = {{c->builtin->i8, 8, true},    {c->builtin->i16, 16, true},
              {c->builtin->i32, 32, true},  {c->builtin->i64, 64, true},
              {c->builtin->ifix, 64, true}, {c->builtin->u8, 8, false},
              {c->builtin->u16, 16, false}, {c->builtin->u32, 32, false},
              {c->builtin->u64, 64, false}, {c->builtin->ufix, 64, false}};
  for (int i = 0; i < c->late_pattern.len; i++) {
    LatePattern *p = &c->late_pattern.data[i];
    Type *t = ty_find(p->type);
    if (t->tag != TY_CON) continue;
    if (t->con == c->builtin->integer) {
      p->pat->kind = PAT_INTEGER;
      p->pat->digits = p->digits;
    }
    for (size_t k = 0; k < sizeof word / sizeof *word; k++)
      if (t->con == word[k].con && fits(p->digits, word[k].bits, word[k].is_signed)) {
        p->pat->kind = PAT_WORD;
        p->pat->word = decimal_word(p->digits);
      }
  }
}

static void settle_late_units(Checker *c) {
  for (int i = 0; i < c->late_unit.len; i++) {
    Core *seq = c->late_unit.data[i].node;
    Type *t = ty_find(c->late_unit.data[i].type);
    if (t->tag == TY_CON && t->con == c->builtin->unit) *seq = *seq->seq.first;
  }
}

static void settle_type_texts(Checker *c) {
  for (int i = 0; i < c->type_text.len; i++) {
    const char *text = ty_scheme_forall_text(c->arena, c->type_text.data[i].scheme);
    c->type_text.data[i].node->text = text;
    c->type_text.data[i].node->size = (uint32_t)strlen(text);
  }
}

void module_values(Module *m) {
  Checker *c = &m->c;
  Parser parser;
  parser_init(&parser, c->world, c->scope);
  c->parser = &parser;
  for (int i = 0; i < m->declare.len; i++) declare(m, m->declare.data[i]);
  for (int i = 0; i < c->definition.len; i++) {
    Definition *d = c->definition.data[i];
    if (d->foreign) foreign_declared(c, d);
    else if (d->is_expression) parse_toplevel_expression(&parser, d);
    else parse_definition(&parser, d);
  }
  infer_definitions(c);
  module_methods(m);
  settle_late_patterns(c);
  settle_late_units(c);
  settle_type_texts(c);
  foreign_settle(c);
  module_describe(m);
}
