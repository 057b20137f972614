#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { NUL, NUMBER, TEXT, ARRAY, OBJECT } Kind;
typedef struct Json {
  Kind kind;
  long number;
  char *text, *key;
  struct Json *first, *next;
} Json;

static const char *at;

static void skip(void) {
  while (*at == ' ') at++;
}

static char *quoted(void) {
  const char *start = ++at;
  while (*at != '"') at++;
  size_t n = (size_t)(at++ - start);
  char *s = malloc(n + 1);
  if (!s) abort();
  memcpy(s, start, n);
  s[n] = 0;
  return s;
}

static Json *value(void) {
  Json *v = calloc(1, sizeof *v);
  if (!v) abort();
  skip();
  if (*at == '{' || *at == '[') {
    v->kind = *at == '{' ? OBJECT : ARRAY;
    char close = *at++ == '{' ? '}' : ']';
    Json **end = &v->first;
    for (skip(); *at != close; skip()) {
      if (*at == ',') {
        at++;
        continue;
      }
      char *key = NULL;
      if (v->kind == OBJECT) {
        key = quoted();
        skip();
        at++;
      }
      *end = value();
      (*end)->key = key;
      end = &(*end)->next;
    }
    at++;
  } else if (*at == '"') {
    v->kind = TEXT;
    v->text = quoted();
  } else if (*at == 'n') {
    at += 4;
  } else {
    v->kind = NUMBER;
    for (; *at >= '0' && *at <= '9'; at++) v->number = v->number * 10 + (*at - '0');
  }
  return v;
}

static long sum(const Json *v) {
  long total = v->kind == NUL      ? 1
               : v->kind == NUMBER ? v->number
               : v->kind == TEXT   ? (long)strlen(v->text)
                                   : 0;
  for (const Json *child = v->first; child; child = child->next) {
    if (child->key) total += (long)strlen(child->key);
    total += sum(child);
  }
  return total;
}

int main(void) {
  size_t size = 0, room = 1 << 20;
  char *text = malloc(room);
  if (!text) abort();
  text[size++] = '[';
  for (long i = 1; i <= 100000; i++) {
    if (size + 200 > room && !(text = realloc(text, room *= 2))) abort();
    size += (size_t)sprintf(
        text + size,
        "%s{\"id\": %ld, \"name\": \"name %ld\", \"tags\": [\"a\", \"bc\", null, %ld], "
        "\"next\": {\"deep\": [[1, 2], [3]]}}",
        i > 1 ? ", " : "", i, i * 7919 % 1000, i % 97);
  }
  text[size++] = ']';
  text[size] = 0;
  printf("%zu\n", size);
  at = text;
  printf("%ld\n", sum(value()));
  return 0;
}
