/* package.c -- see package.h */
#include "frontend/package.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

Package *package_get(World *w, const Sym *name) {
  Package *p = names_get(&w->package, name);
  if (p) return p;
  p = ARENA_NEW(w->arena, Package);
  p->name = name;
  names_put(w->arena, &w->package, name, p);
  return p;
}

/* coalton-library/x was the name of coalton/x until 2026. */
static const Sym *modern_name(World *w, const Sym *name) {
  static const char old[] = "coalton-library/";
  if (strncmp(name->text, old, sizeof old - 1) != 0) return name;
  return sym_printf(w->names, "coalton/%s", name->text + sizeof old - 1);
}

static void note_seen(World *w, const Scope *scope, void *entity) {
  if (scope->seen && entity) map_put(w->arena, scope->seen, entity, entity);
}

Package *package_find(World *w, const Scope *scope, const Sym *name) {
  Package *p = names_get(&scope->nickname, name);
  if (!p) p = names_get(&w->package, name);
  if (!p) p = names_get(&w->package, modern_name(w, name));
  note_seen(w, scope, p);
  return p;
}

void package_export(World *w, Package *p, Space space, const Sym *name, void *entity) {
  names_put(w->arena, &p->exported[space], name, entity);
}

void scope_open(World *w, Scope *scope, Package *from) {
  for (int s = 0; s < SPACES; s++) {
    const Map *m = &from->exported[s];
    for (int i = 0; i < m->len; i++)
      names_put(w->arena, &scope->visible[s], m->entry[i].key, m->entry[i].value);
  }
}

static void copy_names(Arena *a, Map *to, const Map *from) {
  for (int i = 0; i < from->len; i++)
    if (from->entry[i].value) names_put(a, to, from->entry[i].key, from->entry[i].value);
}

void scope_inherit(World *w, Scope *to, const Scope *from) {
  for (int s = 0; s < SPACES; s++) copy_names(w->arena, &to->visible[s], &from->visible[s]);
  copy_names(w->arena, &to->nickname, &from->nickname);
}

/* The scope in which the text of d stands: that of the macro which brought it in, or the file's own. */
static Scope *scope_of(World *w, const Scope *scope, uint32_t mark) {
  return mark ? w->mark.data[mark].scope : (Scope *)scope;
}

static void *find_plain(World *w, const Scope *scope, Space space, const Sym *name) {
  void *e = names_get(&scope->package->own[space], name);
  if (e) return e;
  e = names_get(&scope->visible[space], name);
  note_seen(w, scope, e);
  return e;
}

static void *lookup_in(World *w, const Scope *scope, Space space, const Datum *d) {
  if (!d->pkg) return find_plain(w, scope, space, d->name);
  Package *p = package_find(w, scope, d->pkg);
  if (!p) return NULL;
  void *e = names_get(&p->exported[space], d->name);
  if (!e && p == scope->package) e = names_get(&p->own[space], d->name);
  return e;
}

/* A name from a macro means what it means where the macro is defined; what it means nothing there may be something that the
 * expansion itself defines: then it is found where the macro is called. */
void *scope_lookup(World *w, const Scope *scope, Space space, const Datum *d) {
  for (uint32_t mark = d->mark; mark; mark = w->mark.data[mark].parent) {
    void *e = lookup_in(w, scope_of(w, scope, mark), space, d);
    if (e) return e;
  }
  return lookup_in(w, scope, space, d);
}

/* Names reachable from here, for suggestions: calls visit for each. */
typedef struct Search {
  const Sym *wanted;
  const Sym *best; /* nearest so far */
  int distance;
  const Sym *other_case; /* same but for case */
  void *other_entity;
  int other_count; /* different entities under other capitalisations */
} Search;

static void search_map(Search *s, const Map *m) {
  for (int i = 0; i < m->len; i++) {
    const Sym *name = m->entry[i].key;
    if (!m->entry[i].value || name->text[0] == '%') continue;
    if (name->len == s->wanted->len && strcasecmp(name->text, s->wanted->text) == 0 &&
        name != s->wanted) {
      if (s->other_entity != m->entry[i].value) s->other_count++;
      s->other_case = name;
      s->other_entity = m->entry[i].value;
    }
    if (near_name(s->wanted->text, name->text, &s->distance)) s->best = name;
  }
}

void suggest_name(World *w, const Datum *d, const char *name) {
  diag_hint(w->diag, "did you mean `%s`?", name);
  if (d->pkg && !strchr(name, ':')) diag_edit(w->diag, d->span, "%s:%s", d->pkg->text, name);
  else diag_edit(w->diag, d->span, "%s", name);
}

/* A name of another language. */
static bool suggest_translation(World *w, Space space, const Datum *d) {
  static const struct {
    Space space;
    const char *word, *here, *advice;
  } table[] = {
#define NAME(space, word, here) {SPACE_##space, word, here, NULL},
#define ADVICE(space, word, advice) {SPACE_##space, word, NULL, advice},
#include "frontend/elsewhere.def"
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (table[i].space != space || strcmp(table[i].word, d->name->text) != 0) continue;
    if (table[i].advice) {
      diag_hint(w->diag, "%s", table[i].advice);
    } else {
      diag_hint(w->diag, "here it is written `%s`", table[i].here);
      diag_edit(w->diag, d->span, "%s", table[i].here);
    }
    return true;
  }
  return false;
}

/* a, where :a is meant */
static bool suggest_type_variable(World *w, Space space, const Datum *d) {
  if (space != SPACE_TYPE || d->name->len > 2 || !islower((unsigned char)d->name->text[0]))
    return false;
  diag_hint(w->diag, "a type variable is written with a colon: `:%s`", d->name->text);
  diag_edit(w->diag, d->span, ":%s", d->name->text);
  return true;
}

/* p.name, where (.name p) is meant, or (name p) */
static bool suggest_accessor(World *w, const Scope *scope, Space space, const Datum *d) {
  const char *name = d->name->text, *dot = strchr(name, '.');
  if (space != SPACE_VALUE || !dot || dot == name || !isalpha((unsigned char)dot[1])) return false;
  if (find_plain(w, scope, space, sym_of(w->names, dot + 1))) dot++; /* xs.length */
  diag_hint(w->diag, "here it is written `(%s %.*s)`", dot, (int)(strchr(name, '.') - name), name);
  diag_edit(w->diag, d->span, "(%s %.*s)", dot, (int)(strchr(name, '.') - name), name);
  return true;
}

/* make-person, where the constructor Person is meant */
static bool suggest_constructor(World *w, const Scope *scope, Space space, const Datum *d) {
  const char *name = d->name->text;
  if (space != SPACE_VALUE || strncmp(name, "make-", 5) != 0) return false;
  Search s = {.wanted = sym_of(w->names, name + 5), .distance = INT_MAX};
  search_map(&s, &scope->package->own[space]);
  if (s.other_count != 1 || ((const Global *)s.other_entity)->kind != VALUE_CTOR) return false;
  suggest_name(w, d, s.other_case->text);
  return true;
}

/* A name elsewhere: what it stands for, and a package that exports it, by its nickname here. */
typedef struct Elsewhere {
  const void *entity;
  const Package *package;
  const Sym *nick;
} Elsewhere;

/* Of several ways to write one thing: the package of the shorter name, which gathers others, and its name in full. */
static bool reads_better(const Elsewhere *a, const Elsewhere *b) {
  if (a->package != b->package) return a->package->name->len < b->package->name->len;
  return a->nick->len > b->nick->len;
}

/* Packages that go by a nickname here may have the name. */
static bool suggest_package(World *w, const Scope *scope, Space space, const Datum *d) {
  enum { MOST = 4 }; /* more would be no help */
  Elsewhere found[MOST];
  int n = 0;
  for (int i = 0; i < scope->nickname.len; i++) {
    Elsewhere e = {.package = scope->nickname.entry[i].value, .nick = scope->nickname.entry[i].key};
    e.entity = names_get(&e.package->exported[space], d->name);
    if (!e.entity) continue;
    int k = 0;
    while (k < n && found[k].entity != e.entity) k++;
    if (k == MOST) return false;
    if (k == n || reads_better(&e, &found[k])) found[k] = e;
    if (k == n) n++;
  }
  if (n == 0) return false;
  const char *text = "";
  for (int i = 0; i < n; i++)
    text = arena_printf(w->arena, "%s%s%s:%s", text,
                        i == 0      ? ""
                        : i < n - 1 ? "`, `"
                                    : "` or `",
                        found[i].nick->text, d->name->text);
  if (n == 1) suggest_name(w, d, text);
  else diag_hint(w->diag, "did you mean `%s`?", text);
  return true;
}

static void report_unknown_package(World *w, const Scope *scope, const Datum *d) {
  Search s = {.wanted = d->pkg, .distance = INT_MAX};
  search_map(&s, &w->package);
  search_map(&s, &scope->nickname);
  diag_error(w->diag, DIAG_UNKNOWN_PACKAGE, d->span, "there is no package `%s`", d->pkg->text);
  if (!s.best) return;
  Datum plain = *d;
  plain.pkg = NULL;
  bool is_import = d->name == d->pkg; /* the package itself is named */
  suggest_name(w, &plain,
               is_import ? s.best->text
                         : arena_printf(w->arena, "%s:%s", s.best->text, d->name->text));
}

static const char *space_word(Space space) {
  switch (space) {
  case SPACE_VALUE: return "name";
  case SPACE_TYPE: return "type";
  case SPACE_CLASS: return "class";
  case SPACES: break;
  }
  return "name";
}

static void report_unbound(World *w, const Scope *scope, Space space, const Datum *d,
                           const Package *p, const Search *s) {
  static const DiagCode code[] = {DIAG_UNBOUND_NAME, DIAG_UNKNOWN_TYPE, DIAG_UNKNOWN_CLASS};
  if (p)
    diag_error(w->diag, code[space], d->span, "unknown %s: package `%s` exports no `%s`",
               space_word(space), p->name->text, d->name->text);
  else if (space == SPACE_VALUE)
    diag_error(w->diag, code[space], d->span, "unbound name `%s`", d->name->text);
  else
    diag_error(w->diag, code[space], d->span, "unknown %s `%s`", space_word(space), d->name->text);
  if (p && s->best) suggest_name(w, d, s->best->text);
  else if (!p && (suggest_translation(w, space, d) || suggest_type_variable(w, space, d) ||
                  suggest_accessor(w, scope, space, d) || suggest_constructor(w, scope, space, d)))
    return;
  else if (!p && !d->mark && suggest_package(w, scope, space, d)) return;
  else if (s->best) suggest_name(w, d, s->best->text);
}

void *scope_find(World *w, Scope *scope, Space space, const Datum *d, bool report) {
  void *e = scope_lookup(w, scope, space, d);
  if (e) return e;
  scope = scope_of(w, scope, d->mark);
  Package *p = NULL;
  Search s = {.wanted = d->name, .distance = INT_MAX};
  if (d->pkg) {
    p = package_find(w, scope, d->pkg);
    if (!p) {
      if (report && !scope->incomplete) report_unknown_package(w, scope, d);
      return NULL;
    }
    search_map(&s, &p->exported[space]);
  } else {
    search_map(&s, &scope->package->own[space]);
    search_map(&s, &scope->visible[space]);
  }
  if (s.other_count == 1) {
    if (report)
      diag_warn(w->diag, DIAG_OTHER_CASE, d->span, "`%s` is not bound; taken to mean `%s`",
                d->name->text, s.other_case->text);
    return s.other_entity;
  }
  if (report && (p || !scope->incomplete)) report_unbound(w, scope, space, d, p, &s);
  return NULL;
}
