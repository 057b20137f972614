#include "forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *forms_read_file(const char *path, size_t *size) {
  FILE *in = fopen(path, "r");
  if (!in) return NULL;
  size_t room = 1 << 16, n = 0;
  char *text = malloc(room);
  for (size_t got; (got = fread(text + n, 1, room - 1 - n, in)) > 0;) {
    n += got;
    if (n + 1 == room) text = realloc(text, room *= 2);
  }
  fclose(in);
  text[n] = 0;
  *size = n;
  return text;
}

/* Past the space and the comments at `at`. */
static size_t skip(const char *text, size_t at, size_t size) {
  for (;;) {
    while (at < size && (unsigned char)text[at] <= ' ') at++;
    if (at < size && text[at] == ';') {
      while (at < size && text[at] != '\n') at++;
    } else if (at + 1 < size && text[at] == '#' && text[at + 1] == '|') {
      const char *end = memmem(text + at, size - at, "|#", 2);
      at = end ? (size_t)(end - text) + 2 : size;
    } else {
      return at;
    }
  }
}

static size_t atom_end(const char *text, size_t at, size_t size) {
  if (text[at] == '"') {
    for (at++; at < size && text[at] != '"'; at++)
      if (text[at] == '\\') at++;
    return at < size ? at + 1 : size;
  }
  if (at + 2 < size && text[at] == '#' && text[at + 1] == '\\') at += 2;
  for (at++; at < size && (unsigned char)text[at] > ' ' && !strchr("()[]\";", text[at]); at++) {}
  return at;
}

Forms forms_of(const char *text, size_t size) {
  Forms f = {NULL, 0};
  int room = 0, open = -1;
  for (size_t at = skip(text, 0, size); at < size; at = skip(text, at, size)) {
    if (open >= 0 && (text[at] == ')' || text[at] == ']')) {
      Form *closed = &f.form[open];
      closed->end = ++at;
      closed->last = f.count - 1;
      open = closed->parent;
      continue;
    }
    if (f.count == room) f.form = realloc(f.form, (room = room ? 2 * room : 256) * sizeof *f.form);
    Form *new = &f.form[f.count];
    *new = (Form){.at = at, .end = size, .parent = open, .last = f.count};
    if (text[at] == '(' || text[at] == '[') {
      open = f.count;
      at++;
    } else {
      at = new->end = atom_end(text, at, size);
    }
    f.count++;
  }
  for (; open >= 0; open = f.form[open].parent) f.form[open].last = f.count - 1;
  return f;
}
