/* symbols.c -- see symbols.h */
#include "driver/symbols.h"

#include <elf.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static uint32_t hash_of(const char *name) {
  uint64_t hash = 0;
  for (; *name; name++) hash = (hash * 257 + (unsigned char)*name) % 4294967291u;
  return (uint32_t)hash;
}

void *symbol_find(const char *name) {
  uint32_t hash = hash_of(name);
  int low = 0, high = symbol_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (symbol_table[middle].hash == hash) return (void *)(uintptr_t)symbol_table[middle].address;
    if (hash < symbol_table[middle].hash) high = middle;
    else low = middle + 1;
  }
  return NULL;
}

/* libgcc has only some of what tcc calls. */
static double u64_to_f64(uint64_t n) { return (double)n; }
static float u64_to_f32(uint64_t n) { return (float)n; }
static uint64_t f64_to_u64(double x) { return (uint64_t)x; }
static uint64_t f32_to_u64(float x) { return (uint64_t)x; }

const SymbolHelper symbol_helpers[] = {
    {"memmove", (void *)memmove},
    {"memset", (void *)memset},
    {"memcpy", (void *)memcpy},
    {"memcmp", (void *)memcmp},
    {"__floatundidf", (void *)u64_to_f64},
    {"__floatundisf", (void *)u64_to_f32},
    {"__fixunsdfdi", (void *)f64_to_u64},
    {"__fixunssfdi", (void *)f32_to_u64},
};
const int symbol_helper_count = sizeof symbol_helpers / sizeof *symbol_helpers;

/* ---- for a linker ---- */

static void *address_of(const char *name) {
  for (int i = 0; i < symbol_helper_count; i++)
    if (strcmp(symbol_helpers[i].name, name) == 0) return symbol_helpers[i].address;
  return symbol_find(name);
}

static bool resolve_table(const char *file, const Elf64_Shdr *sections, const Elf64_Shdr *table,
                          FILE *out) {
  const Elf64_Sym *symbol = (const Elf64_Sym *)(file + table->sh_offset);
  const char *names = file + sections[table->sh_link].sh_offset;
  for (size_t i = 1; i < table->sh_size / sizeof *symbol; i++) {
    const char *name = names + symbol[i].st_name;
    if (symbol[i].st_shndx != SHN_UNDEF || !name[0]) continue;
    void *address = address_of(name);
    if (!address) return false;
    fprintf(out, "%s = %p;\n", name, address);
  }
  return true;
}

/* The C compiler has just written the object: it is believed. */
static bool resolve(const char *file, size_t size, FILE *out) {
  const Elf64_Ehdr *elf = (const Elf64_Ehdr *)file;
  if (size < sizeof *elf || memcmp(elf->e_ident, ELFMAG, SELFMAG) != 0 ||
      elf->e_shoff + elf->e_shnum * sizeof(Elf64_Shdr) > size)
    return false;
  const Elf64_Shdr *section = (const Elf64_Shdr *)(file + elf->e_shoff);
  for (int i = 0; i < elf->e_shnum; i++)
    if (section[i].sh_type == SHT_SYMTAB) return resolve_table(file, section, &section[i], out);
  return false;
}

bool symbols_resolve(const char *object, const char *script) {
  struct stat st;
  bool is_done = false;
  int fd = open(object, O_RDONLY | O_CLOEXEC);
  FILE *out = fopen(script, "we");
  if (fd >= 0 && out && fstat(fd, &st) == 0) {
    char *file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    is_done = file != MAP_FAILED && resolve(file, (size_t)st.st_size, out);
    if (file != MAP_FAILED) munmap(file, (size_t)st.st_size);
  }
  if (fd >= 0) close(fd);
  return out && fclose(out) == 0 && is_done;
}
