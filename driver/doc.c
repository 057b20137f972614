/* doc.c -- smt doc: what the library has, in the terminal; with --table, for programs. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver/catalogue.h"
#include "driver/doc.h"
#include "typecheck/check.h"
#include "typecheck/class.h"

typedef struct Doc {
  Driver *driver;
  Session *session;
  Catalogue all;
} Doc;

/* ---- text ---- */

/* Bytes of the first sentence. */
static int first_sentence(const char *text) {
  int n = 0;
  while (text[n] && text[n] != '\n' && !(text[n] == '.' && (text[n + 1] == ' ' || !text[n + 1])))
    n++;
  return text[n] == '.' ? n + 1 : n;
}

static void print_indented(const char *text, int columns) {
  while (*text) {
    int n = (int)strcspn(text, "\n");
    printf("%*s%.*s\n", n ? columns : 0, "", n, text);
    text += n + (text[n] == '\n');
  }
}

/* "file:line", or "" for what the compiler defines. */
static const char *place_of(Doc *d, const Entry *e) {
  uint32_t line, column;
  const char *path = session_sources(d->session)->file.data[e->span.file]->path;
  if (strncmp(path, "library/", 8) != 0) return "";
  source_line(session_sources(d->session), e->span, &line, &column);
  return arena_printf(session_arena(d->session), "%s:%u", path, line);
}

static void print_signature(const Entry *e, const char *prefix) {
  switch (e->kind) {
  case ENTRY_FORM: print_indented(e->type, (int)strlen(prefix)); return;
  case ENTRY_MACRO:
  case ENTRY_TYPE:
  case ENTRY_STRUCT:
  case ENTRY_INSTANCE:
  case ENTRY_CLASS: printf("%s%s", prefix, e->type); break;
  case ENTRY_ALIAS: printf("%s%s = %s", prefix, e->type, e->more); break;
  case ENTRY_CONSTRUCTOR:
  case ENTRY_METHOD:
  case ENTRY_FUNCTION:
  case ENTRY_VALUE: printf("%s%s : %s", prefix, e->name->text, e->type); break;
  case ENTRY_KINDS: break;
  }
  if (e->kind == ENTRY_CLASS && *e->more) printf(" %s", e->more);
  printf("\n");
}

/* ---- one line for each thing ---- */

static void print_field(const char *text, char end) {
  for (; *text; text++) {
    if (*text == '\n') printf("\\n");
    else if (*text == '\t') printf("\\t");
    else if (*text == '\\') printf("\\\\");
    else putchar(*text);
  }
  putchar(end);
}

static int print_table(Doc *d) {
  printf("package\tkind\tname\ttype\tmore\thome\tplace\tdoc\n");
  const Package *last = NULL;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *e = &d->all.data[i];
    if (e->package != last) {
      last = e->package;
      printf("%s\tpackage\t%s\t\t\t%s\t\t", last->name->text, last->name->text, last->name->text);
      print_field(catalogue_about(d->session, last), '\n');
    }
    const char *field[] = {
        e->package->name->text, entry_word(e->kind), e->name->text, e->type, e->more,
        e->home->name->text,    place_of(d, e)};
    for (size_t k = 0; k < sizeof field / sizeof *field; k++) print_field(field[k], '\t');
    print_field(catalogue_doc(d->session, e), '\n');
  }
  return STATUS_OK;
}

/* ---- packages ---- */

/* The length of the longest name of a package. */
static int name_width(Doc *d) {
  int width = 0;
  for (int i = 0; i < d->all.len; i++) {
    int length = (int)strlen(d->all.data[i].package->name->text);
    if (length > width) width = length;
  }
  return width;
}

static int print_packages(Doc *d) {
  const Package *last = NULL;
  int width = name_width(d);
  printf("The packages of the standard library. `smt doc PACKAGE` shows what is in one, `smt doc "
         "NAME` what a name is.\n\n");
  for (int i = 0; i < d->all.len; i++) {
    const Package *p = d->all.data[i].package;
    if (p == last) continue;
    last = p;
    const char *about = catalogue_about(d->session, p);
    printf("  %-*s  %.*s\n", width, p->name->text, first_sentence(about), about);
  }
  return STATUS_OK;
}

static int print_package(Doc *d, const Package *p) {
  printf("%s", p->name->text);
  const char *about = catalogue_about(d->session, p);
  printf(*about ? " -- %s\n" : "%s\n", about);
  for (int kind = 0; kind < ENTRY_KINDS; kind++) {
    bool any = false;
    if (kind == ENTRY_INSTANCE) continue; /* they are shown with their class and their type */
    for (int i = 0; i < d->all.len; i++) {
      const Entry *e = &d->all.data[i];
      if (e->package != p || e->kind != (EntryKind)kind) continue;
      if (!any) printf("\n%s\n", entry_title((EntryKind)kind));
      any = true;
      print_signature(e, "  ");
      const char *text = catalogue_doc(d->session, e);
      if (*text) printf("      %.*s\n", first_sentence(text), text);
    }
  }
  return STATUS_OK;
}

static const char *last_part(const char *name) {
  const char *slash = strrchr(name, '/');
  return slash ? slash + 1 : name;
}

/* A package by its name, its old name, its nickname in scripts, or the last part of its name. */
static const Package *find_package(Doc *d, const char *name, size_t length) {
  char *wanted = arena_strndup(session_arena(d->session), name, length);
  const char *nick = check_nickname(wanted);
  const Package *by_part = NULL;
  if (nick) wanted = (char *)nick;
  if (strncmp(wanted, "coalton-library/", 16) == 0) {
    wanted += 8;
    memcpy(wanted, "coalton", 7);
  }
  for (int i = 0; i < d->all.len; i++) {
    const Package *p = d->all.data[i].package;
    if (strcmp(p->name->text, wanted) == 0) return p;
    if (!by_part && strcmp(last_part(p->name->text), wanted) == 0) by_part = p;
  }
  return by_part;
}

/* ---- names ---- */

/* Under a class: its methods, then its instances. */
static void print_class_parts(Doc *d, const Entry *e) {
  const Class *k = e->entity;
  int n = 0;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *m = &d->all.data[i];
    if (m->kind != ENTRY_METHOD || m->package != e->package) continue;
    if (((const Global *)m->entity)->cls != k) continue;
    if (n++ == 0) printf("\n  Methods\n");
    print_signature(m, "    ");
  }
  n = 0;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *inst = &d->all.data[i];
    if (inst->kind != ENTRY_INSTANCE || ((const Instance *)inst->entity)->cls != k) continue;
    if (n++ == 0) printf("\n  Instances\n");
    print_signature(inst, "    ");
  }
}

static bool is_constructor_of(const TyCon *t, const void *global) {
  for (int k = 0; t->data && k < t->data->ctors; k++)
    if (t->ctor[k] == global) return true;
  return false;
}

/* The fields of a struct, in terms of its own type variables. */
static void print_fields(Doc *d, const TyCon *t) {
  Arena *a = session_arena(d->session);
  TypePrinter printer = {.arena = a};
  Type **param = ARENA_ARRAY(a, Type *, t->params + 1);
  int id = 0;
  for (int i = 0; i < t->params; i++) {
    param[i] = ty_rigid(a, &id, 0, kind_star(a), t->param ? t->param[i] : NULL);
    ty_text(&printer, param[i]); /* those without a name are :a, :b... in their order */
  }
  for (int i = 0; i < t->fields; i++) {
    if (i == 0) printf("\n  Fields\n");
    const char *type = ty_text(&printer, ty_instantiate(a, t->field_type[i]->type, param));
    printf("    .%s : %s\n", t->field[i]->text, type);
  }
}

/* Under a type: its constructors and fields, then the classes of one parameter that it has instances of. */
static void print_type_parts(Doc *d, const Entry *e) {
  const TyCon *t = e->entity;
  int n = 0;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *c = &d->all.data[i];
    if (c->kind != ENTRY_CONSTRUCTOR || c->package != e->package) continue;
    if (!is_constructor_of(t, c->entity)) continue;
    if (n++ == 0) printf("\n  Constructors\n");
    print_signature(c, "    ");
  }
  print_fields(d, t);
  n = 0;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *c = &d->all.data[i];
    const Instance *inst = c->entity;
    if (c->kind != ENTRY_INSTANCE || inst->cls->params != 1 || ty_head(inst->arg[0]) != t) continue;
    printf(n++ ? ", %s" : "\n  Instance of %s", c->name->text);
  }
  if (n) printf("\n");
}

static void print_parts(Doc *d, const Entry *e) {
  if (e->kind == ENTRY_CLASS) print_class_parts(d, e);
  if (e->kind == ENTRY_TYPE || e->kind == ENTRY_STRUCT) print_type_parts(d, e);
}

static bool is_shown_before(Doc *d, int at) {
  const Entry *e = &d->all.data[at];
  for (int i = 0; i < at; i++)
    if (d->all.data[i].entity == e->entity && e->entity && d->all.data[i].name == e->name)
      return true;
  return false;
}

/* The entry from which to show a thing that several packages export: that of its home. */
static const Entry *home_entry(Doc *d, const Entry *e) {
  for (int i = 0; i < d->all.len; i++) {
    const Entry *other = &d->all.data[i];
    if (other->entity == e->entity && e->entity && other->package == other->home) return other;
  }
  return e;
}

static void print_entry(Doc *d, const Entry *e) {
  bool is_form = e->kind == ENTRY_FORM;
  printf("%s  (%s", e->name->text, entry_word(e->kind));
  printf(is_form ? ")\n" : " of %s)\n", e->package->name->text);
  print_signature(e, "  ");
  const char *text = catalogue_doc(d->session, e), *place = place_of(d, e);
  if (*text) printf("\n");
  print_indented(text, 2);
  print_parts(d, e);
  if (*place) printf("\n  %s\n", place);
}

/* Everything of that name, in one package or in all; how many there were. */
static int print_named(Doc *d, const Package *p, const char *name) {
  int n = 0;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *e = &d->all.data[i];
    if (e->kind == ENTRY_INSTANCE || strcmp(e->name->text, name) != 0) continue;
    if (p ? e->package != p : is_shown_before(d, i)) continue;
    if (n++) printf("\n");
    print_entry(d, p ? e : home_entry(d, e));
  }
  return n;
}

static int unknown(Doc *d, const Package *p, const char *name) {
  const char *near = NULL;
  int distance = INT_MAX;
  for (int i = 0; i < d->all.len; i++) {
    const Entry *e = &d->all.data[i];
    if (p && e->package != p) continue;
    if (e->kind != ENTRY_INSTANCE && near_name(name, e->name->text, &distance))
      near = e->name->text;
    if (!p && near_name(name, e->package->name->text, &distance)) near = e->package->name->text;
  }
  const char *where = p ? arena_printf(session_arena(d->session), "the package `%s`", p->name->text)
                        : "the library";
  return near ? driver_fail(d->driver, STATUS_ERROR, "%s has no `%s`; did you mean `%s`?", where,
                            name, near)
              : driver_fail(d->driver, STATUS_ERROR,
                            "%s has no `%s`\n     `smt doc` lists its packages", where, name);
}

static int print_what(Doc *d, const char *what) {
  const Package *p = find_package(d, what, strlen(what));
  bool is_package = p && (strcmp(p->name->text, what) == 0 || strchr(what, '/'));
  const char *colon = strchr(what, ':');
  const char *name = colon && colon != what && colon[1] ? colon + 1 : what;
  if (is_package) return print_package(d, p);
  if (name == what && print_named(d, NULL, what)) {
    if (p) printf("\n`smt doc %s` shows the package of that name.\n", p->name->text);
    return STATUS_OK;
  }
  if (name == what && p) return print_package(d, p);
  if (name == what) return unknown(d, NULL, what);
  p = find_package(d, what, (size_t)(colon - what));
  if (!p)
    return unknown(d, NULL, arena_strndup(session_arena(d->session), what, (size_t)(colon - what)));
  return print_named(d, p, name) ? STATUS_OK : unknown(d, p, name);
}

int doc_print(Driver *driver, Session *s, const char *what) {
  Doc d = {.driver = driver, .session = s, .all = catalogue_make(s)};
  return print_what(&d, what);
}

int command_doc(Driver *driver) {
  Session *s = session_new(false);
  if (driver->operands && !driver->option[OPTION_TABLE])
    return doc_print(driver, s, driver->operand[0]);
  Doc d = {.driver = driver, .session = s, .all = catalogue_make(s)};
  return driver->option[OPTION_TABLE] ? print_table(&d) : print_packages(&d);
}
