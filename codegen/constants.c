/* constants.c -- what is known while compiling becomes static data: strings, big integers, and constructor applications
 * (a list literal of constants costs nothing at run time). The same string or number is there once.
 *
 * Everything is an array of words aligned to 16 bytes, so that a tag can be added to its address; strings excepted, which
 * have a struct of their own each. */
#include "codegen/emitter.h"

#include <inttypes.h>
#include <string.h>

static const char no_constant[] = "";

const char *word_text(Emitter *e, uint64_t word) {
  int64_t n = (int64_t)word;
  if (n >= -65536 && n < (int64_t)1 << 32) return arena_printf(e->arena, "%" PRId64 "ul", n);
  return arena_printf(e->arena, "0x%" PRIx64 "ul", word);
}

void emit_static(Emitter *e, const char *name, const char *const *word, int words) {
  text_printf(&e->data, "static const W %s[%d] SMT_ALIGNED = {", name, words);
  for (int i = 0; i < words; i++) text_printf(&e->data, "%s%s", i ? ", " : "", word[i]);
  text_puts(&e->data, "};\n");
}

/* --- Strings ---------------------------------------------------------------------------------------- */

static uint32_t count_chars(const char *text, uint32_t size) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < size; i++) n += ((unsigned char)text[i] & 0xc0) != 0x80;
  return n;
}

static void add_literal(Text *t, const char *text, uint32_t size) {
  text_puts(t, "\"");
  for (uint32_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\') text_printf(t, "\\%c", c);
    else if (c == '\n') text_puts(t, "\\n");
    else if (c < ' ' || c >= 127 || c == '?') text_printf(t, "\\%03o", c);
    else text_add(t, text + i, 1);
    if (i % 100 == 99 && i + 1 < size) text_puts(t, "\"\n  \"");
  }
  text_puts(t, "\"");
}

static const char *string_text(Emitter *e, const Core *c) {
  const Sym *key = sym_get(&e->names, c->text, c->size);
  const char *known = map_get(&e->strings, key);
  if (known) return known;
  char *start = arena_strndup(e->arena, c->text, c->size < 16 ? c->size : 16);
  const char *name =
      arena_printf(e->arena, "str_%d_%s", ++e->constant_count, readable_name(e->arena, start, 16));
  text_printf(
      &e->data,
      "static const struct { uint32_t bytes, chars; char text[%u]; } %s SMT_ALIGNED = {%u, %u,\n  ",
      c->size + 1, name, c->size, count_chars(c->text, c->size));
  add_literal(&e->data, c->text, c->size);
  text_puts(&e->data, "};\n");
  const char *text = arena_printf(e->arena, "(W)&%s", name);
  map_put(e->arena, &e->strings, key, (void *)text);
  return text;
}

/* --- Integers --------------------------------------------------------------------------------------- */

/* The magnitude of a number in decimal as 64-bit limbs, least significant first. */
static int limbs_of(const char *digits, uint64_t *limb) {
  int n = 0;
  for (const char *p = digits; *p; p++) {
    uint64_t carry = (uint64_t)(*p - '0');
    for (int i = 0; i < n; i++) {
      uint64_t low = (limb[i] & 0xffffffff) * 10 + carry, high = (limb[i] >> 32) * 10 + (low >> 32);
      limb[i] = high << 32 | (low & 0xffffffff);
      carry = high >> 32;
    }
    if (carry) limb[n++] = carry;
  }
  return n;
}

static const char *big_text(Emitter *e, const char *digits) {
  bool negative = *digits == '-';
  size_t length = strlen(digits);
  uint64_t *limb = ARENA_ARRAY(e->arena, uint64_t, length / 19 + 2);
  int n = limbs_of(digits + negative, limb);
  const char **word = ARENA_ARRAY(e->arena, const char *, n + 1);
  word[0] = arena_printf(e->arena, "%dul", negative ? -n : n);
  for (int i = 0; i < n; i++) word[i + 1] = word_text(e, limb[i]);
  const char *name = arena_printf(e->arena, "big_%d", ++e->constant_count);
  emit_static(e, name, word, n + 1);
  return arena_printf(e->arena, "(W)%s", name);
}

static const char *integer_text(Emitter *e, const char *digits) {
  const Sym *key = sym_of(&e->names, digits);
  const char *text = map_get(&e->integers, key);
  int64_t n;
  if (text) return text;
  if (!core_digits_fit(digits, &n) || n > INT64_MAX >> 1 || n < INT64_MIN >> 1)
    text = big_text(e, digits);
  else if (e->mode != EMIT_TCC) text = arena_printf(e->arena, "SMT_SMALL(%" PRId64 ")", n);
  else text = word_text(e, (uint64_t)n << 1 | 1);
  map_put(e->arena, &e->integers, key, (void *)text);
  return text;
}

/* --- Constructors ----------------------------------------------------------------------------------- */

static const char *data_text(Emitter *e, const Core *c) {
  CoreGlobal *g = c->call.fn->global;
  bool header = g->ctor->type->repr == REPR_HEADER;
  const char **word = ARENA_ARRAY(e->arena, const char *, c->call.args + 1);
  for (int i = c->call.args - 1; i >= 0;
       i--) { /* backwards: where a literal is not constant, that is often its end */
    word[header + i] = constant_text(e, c->call.arg[i]);
    if (!word[header + i]) return no_constant;
  }
  if (header) word[0] = word_text(e, (uint64_t)g->ctor->index);
  const char *name = arena_printf(e->arena, "data_%d_%s", ++e->constant_count,
                                  readable_name(e->arena, g->ctor->name->text, 16));
  emit_static(e, name, word, c->call.args + header);
  return g->ctor->index && !header ? arena_printf(e->arena, "(W)%s + %d", name, g->ctor->index)
                                   : arena_printf(e->arena, "(W)%s", name);
}

static const char *find_constant(Emitter *e, Core *c) {
  switch (c->kind) {
  case CORE_INTEGER: return integer_text(e, c->digits);
  case CORE_WORD: return word_text(e, c->word);
  case CORE_STRING: return string_text(e, c);
  case CORE_GLOBAL:
    return c->global->kind == GLOBAL_VALUE ? no_constant : global_value_text(e, c->global);
  case CORE_CALL:
    if (c->call.fn->kind != CORE_GLOBAL || c->call.fn->global->kind != GLOBAL_CTOR)
      return no_constant;
    return c->call.args == c->call.fn->global->arity ? data_text(e, c) : no_constant;
  case CORE_VAR:
  case CORE_LAMBDA:
  case CORE_LET:
  case CORE_LETREC:
  case CORE_IF:
  case CORE_MATCH:
  case CORE_SEQ:
  case CORE_METHOD:
  case CORE_FIELD:
  case CORE_BLOCK:
  case CORE_EXIT:
  case CORE_LOOP:
  case CORE_ASSIGN:
  case CORE_ADDRESS:
  case CORE_HOLE:
  case CORE_SWITCH:
  case CORE_JOIN:
  case CORE_JUMP:
  case CORE_FAIL:
  case CORE_CLOSURE: return no_constant;
  }
  return no_constant;
}

const char *constant_text(Emitter *e, Core *c) {
  if (c->kind == CORE_VAR || c->kind == CORE_LET || c->kind == CORE_IF) return NULL;
  const char *text = c->kind == CORE_CALL ? map_get(&e->constants, c) : NULL;
  if (!text) {
    text = find_constant(e, c);
    if (c->kind == CORE_CALL) map_put(e->arena, &e->constants, c, (void *)text);
  }
  return text == no_constant ? NULL : text;
}
