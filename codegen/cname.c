/* cname.c -- see cname.h */
#include "codegen/cname.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 256

/* How a character that C has no place for is spelled. */
static const char *spelled(char c, char hex[8]) {
  static const struct {
    char c;
    const char *word;
  } spell[] = {{'-', "_"}, {'?', "_p"},  {'!', "_x"},  {'*', "_star"}, {'+', "_plus"},
               {'/', "_"}, {'<', "_lt"}, {'>', "_gt"}, {'=', "_eq"},   {'%', "_pc"},
               {'.', "_"}, {' ', "_"},   {':', "_"},   {'(', "_"},     {')', "_"}};
  for (size_t i = 0; i < sizeof spell / sizeof *spell; i++)
    if (spell[i].c == c) return spell[i].word;
  snprintf(hex, 8, "_%02x", (unsigned char)c);
  return hex;
}

/* The identifier but for its number; its length. */
static size_t spell_stem(const CoreGlobal *g, char text[LONGEST]) {
  const char *part[] = {g->is_library ? "lib_" : "s_", g->pkg ? g->pkg->text : "",
                        g->pkg ? "__" : "", g->name ? g->name->text : "expression"};
  size_t n = 0;
  for (int k = 0; k < 4; k++)
    for (const char *p = part[k]; *p && n < 200; p++) {
      bool plain = isalnum((unsigned char)*p);
      char hex[8];
      /* No "__" inside of a name: what comes after one is the emitter's (s_f__c is the closure of f). */
      if (k == 3 && text[n - 1] == '_' && !plain) text[n++] = '0';
      if (plain || *p == '_') text[n++] = *p;
      else n += (size_t)snprintf(text + n, LONGEST - n, "%s", spelled(*p, hex));
    }
  text[n] = 0;
  return n;
}

void cnames_init(CNames *names, Arena *arena) {
  *names = (CNames){0};
  sym_init(&names->text, arena);
}

void cname_give(CNames *names, CoreGlobal *g) {
  char text[LONGEST];
  const Sym *stem = sym_get(&names->text, text, spell_stem(g, text)), *s = stem;
  uintptr_t last = (uintptr_t)names_get(&names->last, stem);
  for (uintptr_t i = last + 1; last && i; i++) {
    s = sym_printf(&names->text, "%s_%d", text, (int)i);
    names_put(names->text.arena, &names->last, stem, (void *)i);
    g->cname_number = (int)i;
    if (!names_get(&names->last, s)) break;
  }
  names_put(names->text.arena, &names->last, s, (void *)1);
  g->cname = s->text;
}

const char *cname_of(Arena *a, CoreGlobal *g) {
  if (g->cname) return g->cname;
  char text[LONGEST];
  size_t n = spell_stem(g, text);
  g->cname =
      g->cname_number ? arena_printf(a, "%s_%d", text, g->cname_number) : arena_strndup(a, text, n);
  return g->cname;
}
