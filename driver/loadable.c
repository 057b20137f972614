/* loadable.c -- see loadable.h */
#define _GNU_SOURCE 1
#include "driver/loadable.h"
#include "config.h"
#include "driver/image.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The header has a page of its own. */
#define TEXT_ADDRESS (LOADABLE_BASE + LOADABLE_PAGE)
enum { MOST_SEGMENTS = 12 };

typedef struct Header {
  Elf64_Ehdr elf;
  Elf64_Phdr segment[MOST_SEGMENTS];
} Header;

static size_t round_up(size_t n) { return (n + LOADABLE_PAGE - 1) & ~(LOADABLE_PAGE - 1); }
static size_t round_down(size_t n) { return n & ~(LOADABLE_PAGE - 1); }

/* ---- made in memory ---- */

static bool is_free(uintptr_t address, size_t size) {
  unsigned char resident;
  for (size_t i = 0; i < size; i += LOADABLE_PAGE)
    if (mincore((void *)(address + i), LOADABLE_PAGE, &resident) == 0 || errno != ENOMEM)
      return false;
  return true;
}

/* mmap at exactly this address, or MAP_FAILED when something is there. Linux gives the address that was asked for when
 * it can; valgrind does not. */
static void *map_at(uintptr_t address, size_t size, int protection, int flags, int fd,
                    size_t offset) {
  void *at = (void *)address;
  void *p = mmap(at, size, protection, flags | MAP_PRIVATE, fd, (off_t)offset);
  if (p == MAP_FAILED || p == at) return p;
  munmap(p, size);
  if (is_free(address, size))
    return mmap(at, size, protection, flags | MAP_PRIVATE | MAP_FIXED, fd, (off_t)offset);
  errno = EEXIST;
  return MAP_FAILED;
}

char *loadable_reserve(size_t size) {
  void *p = map_at(TEXT_ADDRESS, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return p == MAP_FAILED ? NULL : p;
}

bool loadable_is_possible(void) {
#ifdef SMT_SANITIZE
  return false;
#else
  return true;
#endif
}

bool loadable_is_portable(const Loadable *l) {
  return loadable_is_possible() && (uintptr_t)l->text == TEXT_ADDRESS;
}

bool loadable_enable(const Loadable *l) {
  return mprotect(l->text, round_up(l->text_size), PROT_READ | PROT_EXEC) == 0;
}

static bool write_at(int fd, const void *data, size_t size, size_t offset) {
  while (size) {
    ssize_t put = pwrite(fd, data, size, (off_t)offset);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    data = (const char *)data + put;
    size -= (size_t)put;
    offset += (size_t)put;
  }
  return true;
}

static void init_elf(Elf64_Ehdr *elf, uintptr_t entry, int segments) {
  *elf = (Elf64_Ehdr){.e_type = ET_EXEC,
                      .e_machine = EM_X86_64,
                      .e_version = EV_CURRENT,
                      .e_entry = entry,
                      .e_phoff = offsetof(Header, segment),
                      .e_ehsize = sizeof *elf,
                      .e_phentsize = sizeof(Elf64_Phdr),
                      .e_phnum = (Elf64_Half)segments};
  memcpy(elf->e_ident, ELFMAG, SELFMAG);
  elf->e_ident[EI_CLASS] = ELFCLASS64;
  elf->e_ident[EI_DATA] = ELFDATA2LSB;
  elf->e_ident[EI_VERSION] = EV_CURRENT;
}

static Elf64_Phdr segment_of(uintptr_t address, size_t offset, size_t size, int flags) {
  return (Elf64_Phdr){.p_type = PT_LOAD,
                      .p_flags = (Elf64_Word)flags,
                      .p_offset = offset,
                      .p_vaddr = address,
                      .p_paddr = address,
                      .p_filesz = size,
                      .p_memsz = size,
                      .p_align = LOADABLE_PAGE};
}

bool loadable_write(const Loadable *l, int fd) {
  Header h = {0};
  size_t data_offset = LOADABLE_PAGE + round_up(l->text_size), data = l->data_size;
  while (data && l->data[data - 1] == 0) data--; /* zeros need no room */
  init_elf(&h.elf, (uintptr_t)l->program, 2);
  h.segment[0] = segment_of(LOADABLE_BASE, 0, LOADABLE_PAGE + l->text_size, PF_R | PF_X);
  h.segment[1] = segment_of((uintptr_t)l->data, data_offset, data, PF_R | PF_W);
  h.segment[1].p_memsz = l->data_size;
  return write_at(fd, &h, sizeof h, 0) && write_at(fd, l->text, l->text_size, LOADABLE_PAGE) &&
         write_at(fd, l->data, data, data_offset);
}

/* ---- from a file ---- */

static bool read_header(int fd, Header *h) {
  return pread(fd, h, sizeof *h, 0) == sizeof *h && memcmp(h->elf.e_ident, ELFMAG, SELFMAG) == 0 &&
         h->elf.e_phoff == offsetof(Header, segment) && h->elf.e_phnum <= MOST_SEGMENTS;
}

static int protection_of(const Elf64_Phdr *s) {
  return (s->p_flags & PF_R ? PROT_READ : 0) | (s->p_flags & PF_W ? PROT_WRITE : 0) |
         (s->p_flags & PF_X ? PROT_EXEC : 0);
}

/* The file is on a file system that executes nothing: its contents, then. */
static bool copy_segment(int fd, const Elf64_Phdr *s, uintptr_t start, size_t size) {
  char *to = map_at(start, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS, -1, 0);
  return to != MAP_FAILED &&
         pread(fd, (char *)s->p_vaddr, s->p_filesz, (off_t)s->p_offset) == (ssize_t)s->p_filesz &&
         mprotect(to, size, protection_of(s)) == 0;
}

static bool map_segment(int fd, const Elf64_Phdr *s) {
  uintptr_t start = round_down(s->p_vaddr), file_end = s->p_vaddr + s->p_filesz,
            end = s->p_vaddr + s->p_memsz;
  if (s->p_vaddr < LOADABLE_BASE || s->p_filesz > s->p_memsz) return false;
  if (s->p_filesz && map_at(start, file_end - start, protection_of(s), 0, fd,
                            round_down(s->p_offset)) == MAP_FAILED) {
    if (errno != EPERM && errno != EACCES) return false;
    if (!copy_segment(fd, s, start, file_end - start)) return false;
  }
  if (end == file_end) return true;
  uintptr_t fresh = s->p_filesz ? round_up(file_end) : start;
  if (s->p_filesz) memset((char *)file_end, 0, fresh - file_end);
  return fresh >= end ||
         map_at(fresh, end - fresh, protection_of(s), MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

/* The program's top-level values are in its data, which the collector does not know of. */
static void add_roots(const Elf64_Phdr *segments, int count) {
  for (int i = 0; i < count; i++) {
    uintptr_t start = (segments[i].p_vaddr + 7) & ~(uintptr_t)7,
              end = segments[i].p_vaddr + segments[i].p_memsz;
    if (segments[i].p_type == PT_LOAD && segments[i].p_flags & PF_W && end > start)
      smt_heap_add_roots((const W *)start, (end - start) / sizeof(W));
  }
}

const SmtProgram *loadable_map(int fd) {
  Header h;
  if (!read_header(fd, &h)) return NULL;
  for (int i = 0; i < h.elf.e_phnum; i++)
    if (h.segment[i].p_type == PT_LOAD && !map_segment(fd, &h.segment[i])) return NULL;
  add_roots(h.segment, h.elf.e_phnum);
  return (const SmtProgram *)h.elf.e_entry;
}

/* The program has the script's name for ps and top, as it would have when executed directly. */
static void set_process_name(const char *path) {
  const char *slash = strrchr(path, '/');
  prctl(PR_SET_NAME, slash ? slash + 1 : path);
}

int loadable_run(const SmtProgram *program, int argc, char **argv) {
  set_process_name(argv[0]);
  return smt_run_program(program, argc, argv);
}

/* ---- as a program of its own ---- */

/* Found in the file of smt by its address and overwritten there; so it must have a place in the file. */
static volatile uintptr_t attached __attribute__((section(".data")));

const SmtProgram *loadable_attached(void) {
  extern const Header __ehdr_start;
  if (!attached) return NULL;
  int first = 0; /* of the loadable's segments */
  while (__ehdr_start.segment[first].p_vaddr < LOADABLE_BASE) first++;
  add_roots(__ehdr_start.segment + first, __ehdr_start.elf.e_phnum - first);
  return (const SmtProgram *)attached;
}

/* smt's own file, by the name that it was executed by where /proc is not there. */
static int open_self(void) {
  int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  const char *name = (const char *)getauxval(AT_EXECFN);
  return fd < 0 && name ? open(name, O_RDONLY | O_CLOEXEC) : fd;
}

static bool copy_bytes(int from, size_t offset, size_t size, int to, size_t at) {
  static char buffer[1 << 16];
  while (size) {
    ssize_t got = pread(from, buffer, size < sizeof buffer ? size : sizeof buffer, (off_t)offset);
    if (got <= 0 || !write_at(to, buffer, (size_t)got, at)) return false;
    offset += (size_t)got;
    at += (size_t)got;
    size -= (size_t)got;
  }
  return true;
}

typedef struct Attachment {
  int self, loadable, out;
  Header header; /* of the new file */
  size_t size;   /* of the new file, so far */
} Attachment;

/* What a program needs of smt: all but the library image. Notes describe the file, not the process. */
static bool is_needed(const Elf64_Phdr *s) {
  switch (s->p_type) {
  case PT_LOAD: return s->p_vaddr != (uintptr_t)IMAGE_BASE;
  case PT_TLS:
  case PT_GNU_STACK: return true;
  }
  return false;
}

/* Append a segment with its contents, at a place in the file that is congruent to its address. */
static bool add_segment(Attachment *a, int from, Elf64_Phdr segment) {
  if (a->header.elf.e_phnum == MOST_SEGMENTS) return false;
  size_t source = segment.p_offset;
  if (segment.p_type == PT_LOAD) {
    segment.p_offset = round_up(a->size) + segment.p_vaddr % LOADABLE_PAGE;
    a->size = segment.p_offset + segment.p_filesz;
  }
  a->header.segment[a->header.elf.e_phnum++] = segment;
  return segment.p_type != PT_LOAD ||
         copy_bytes(from, source, segment.p_filesz, a->out, segment.p_offset);
}

/* Append those segments of a file that are to be loaded, or those that are not. */
static bool add_segments(Attachment *a, int from, const Header *h, bool is_loaded) {
  for (int i = 0; i < h->elf.e_phnum; i++)
    if (is_needed(&h->segment[i]) && (h->segment[i].p_type == PT_LOAD) == is_loaded &&
        !add_segment(a, from, h->segment[i]))
      return false;
  return true;
}

/* Thread-local data are part of a segment that has moved in the file. */
static void place_tls(Header *h) {
  for (int i = 0; i < h->elf.e_phnum; i++)
    for (int k = 0; h->segment[i].p_type == PT_TLS && k < h->elf.e_phnum; k++) {
      const Elf64_Phdr *s = &h->segment[k];
      if (s->p_type == PT_LOAD && h->segment[i].p_vaddr >= s->p_vaddr &&
          h->segment[i].p_vaddr < s->p_vaddr + s->p_memsz)
        h->segment[i].p_offset = s->p_offset + (h->segment[i].p_vaddr - s->p_vaddr);
    }
}

/* Say in the new file what is attached to it. */
static bool note_program(const Attachment *a, uintptr_t program) {
  uintptr_t address = (uintptr_t)&attached;
  for (int i = 0; i < a->header.elf.e_phnum; i++) {
    const Elf64_Phdr *s = &a->header.segment[i];
    if (s->p_type == PT_LOAD && address >= s->p_vaddr && address < s->p_vaddr + s->p_filesz)
      return write_at(a->out, &program, sizeof program, s->p_offset + (address - s->p_vaddr));
  }
  return false;
}

static bool attach(Attachment *a) {
  Header self, loadable;
  if (!read_header(a->self, &self) || !read_header(a->loadable, &loadable)) return false;
  init_elf(&a->header.elf, self.elf.e_entry, 0);
  /* In the order of their addresses. A loadable's stack and thread-local data are smt's. */
  if (!add_segments(a, a->self, &self, true) || !add_segments(a, a->loadable, &loadable, true) ||
      !add_segments(a, a->self, &self, false))
    return false;
  place_tls(&a->header);
  return a->header.elf.e_phnum <= self.elf.e_phnum &&
         write_at(a->out, &a->header, offsetof(Header, segment[a->header.elf.e_phnum]), 0) &&
         note_program(a, loadable.elf.e_entry);
}

bool loadable_attach(int fd, int out) {
  Attachment a = {.self = open_self(), .loadable = fd, .out = out};
  bool is_done = a.self >= 0 && attach(&a);
  if (a.self >= 0) close(a.self);
  return is_done;
}
