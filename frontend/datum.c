/* datum.c -- data as text that reads back as the same data. */
#include "frontend/datum.h"

#include "base/utf8.h"
#include "frontend/literal.h"
#include "frontend/token.h"
#include <math.h>
#include <stdlib.h>

static void print_between_bars(FILE *out, const char *text) {
  fputc('|', out);
  for (; *text; text++) {
    if (*text == '|' || *text == '\\') fputc('\\', out);
    fputc(*text, out);
  }
  fputc('|', out);
}

/* As it is when it reads back as this name, otherwise between bars. */
static void print_word(FILE *out, const char *text, size_t len) {
  if (lexer_is_name(text, len)) {
    fputs(text, out);
  } else {
    print_between_bars(out, text);
  }
}

static void print_name(FILE *out, const Datum *d) {
  if (d->pkg) { /* a colon in front of it would make pkg a keyword, and the name has none to lose */
    if (d->pkg->text[0] == ':' || !lexer_is_name(d->pkg->text, d->pkg->len)) {
      print_between_bars(out, d->pkg->text);
    } else {
      fputs(d->pkg->text, out);
    }
    fputc(':', out);
    if (d->name->text[0] == ':') {
      print_between_bars(out, d->name->text);
      return;
    }
  }
  print_word(out, d->name->text, d->name->len);
}

/* The fewest digits that read back as the same number, always with a point or an exponent. */
static void print_float(FILE *out, double number, char suffix) {
  char text[40];
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, number);
    if ((suffix == 'f' ? (double)strtof(text, NULL) : strtod(text, NULL)) == number) break;
  }
  char *exponent = strchr(text, 'e');
  if (exponent) {
    if (suffix) *exponent = suffix;
    fputs(text, out);
  } else {
    fputs(text, out);
    if (isfinite(number) && !strchr(text, '.')) fputs(".0", out);
    if (suffix) fprintf(out, "%c0", suffix);
  }
}

static void print_string(FILE *out, const char *text, uint32_t size) {
  const char *end = text + size;
  fputc('"', out);
  while (text < end) {
    const char *from = text;
    uint32_t code = utf8_decode(&text, end);
    switch (code) {
    case '"': fputs("\\\"", out); break;
    case '\\': fputs("\\\\", out); break;
    case '\n': fputs("\\n", out); break;
    case '\t': fputs("\\t", out); break;
    case '\r': fputs("\\r", out); break;
    case '\0': fputs("\\0", out); break;
    case 27: fputs("\\e", out); break;
    default:
      if (utf8_is_hidden(code)) {
        fprintf(out, "\\u{%x}", (unsigned)code);
      } else {
        fwrite(from, 1, (size_t)(text - from), out);
      }
    }
  }
  fputc('"', out);
}

static void print_char(FILE *out, uint32_t code) {
  const char *name = literal_char_name(code);
  char text[4];
  if (name) {
    fprintf(out, "#\\%s", name);
  } else if (utf8_is_hidden(code) || utf8_is_blank(code) || utf8_width(code) == 0) {
    fprintf(out, "#\\U+%X", (unsigned)code);
  } else {
    fputs("#\\", out);
    fwrite(text, 1, (size_t)utf8_encode(code, text), out);
  }
}

static const struct {
  const char *head, *prefix;
} prefixes[] = {
    {"quote", "'"},   {"quasiquote", "`"}, {"unquote-splicing", ",@"},
    {"unquote", ","}, {"function", "#'"},
};

/* The prefix that stands for the head of a list of two, or NULL. */
static const char *find_prefix(const Datum *d) {
  if (d->kind != DATUM_LIST || d->len != 2) return NULL;
  const Datum *head = d->item[0];
  if (head->kind != DATUM_NAME || head->pkg) return NULL;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (strcmp(head->name->text, prefixes[i].head) == 0) return prefixes[i].prefix;
  return NULL;
}

static void print_items(FILE *out, const Datum *d, const char *brackets) {
  fputc(brackets[0], out);
  for (int i = 0; i < d->len; i++) {
    if (i) fputc(' ', out);
    datum_print(out, d->item[i]);
  }
  fputc(brackets[1], out);
}

static bool starts_with_at(const Datum *d) {
  return d->kind == DATUM_NAME && (d->pkg ? d->pkg : d->name)->text[0] == '@';
}

static void print_list(FILE *out, const Datum *d) {
  const char *prefix = find_prefix(d);
  if (!prefix) {
    print_items(out, d, "()");
    return;
  }
  fputs(prefix, out);
  if (strcmp(prefix, ",") == 0 && starts_with_at(d->item[1])) fputc(' ', out); /* not ,@ */
  datum_print(out, d->item[1]);
}

void datum_print(FILE *out, const Datum *d) {
  switch (d->kind) {
  case DATUM_LIST: print_list(out, d); break;
  case DATUM_BRACKET: print_items(out, d, "[]"); break;
  case DATUM_NAME: print_name(out, d); break;
  case DATUM_INTEGER: fputs(d->digits, out); break;
  case DATUM_RATIO: fprintf(out, "%s/%s", d->digits, d->denominator); break;
  case DATUM_FLOAT: print_float(out, d->number, d->suffix); break;
  case DATUM_STRING: print_string(out, d->text, d->size); break;
  case DATUM_CHAR: print_char(out, d->code); break;
  }
}
