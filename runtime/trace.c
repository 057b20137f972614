/* trace.c -- how an error that nobody caught is reported: message, position, and the way there.
 *
 *   script.smt:4:7: error: negative numbers have no place here
 *     in checked
 *     in total (12 more times)
 *     in main
 *
 * All code is compiled with frame pointers, so the callers are found by following them, within
 * our own stack. A return address belongs to the function that starts last at or before it;
 * generated functions stand in a section of their own (SMT_CODE), which keeps the runtime's own
 * frames apart. Everything here is safe in a signal handler: a stack overflow is reported by the
 * same code. */
#include "internal.h"

#include <string.h>
#include <unistd.h>

enum {
  TRACE_LINES = 10,
  TRACE_FRAMES = 100000, /* followed at most: a stack may hold a hundred million */
  CODE_GAP = 1 << 20,    /* no function is longer */
};

extern char __start_smt_code[] __attribute__((weak, visibility("hidden"))),
    __stop_smt_code[] __attribute__((weak, visibility("hidden")));

/* ---- text to stderr ---- */

typedef struct Text {
  size_t size;
  char data[2048];
} Text;

void (*smt_report_sink)(const char *text, size_t size);

static void text_flush(Text *t) {
  if (smt_report_sink) {
    smt_report_sink(t->data, t->size);
    t->size = 0;
    return;
  }
  for (size_t done = 0; done < t->size;) {
    ssize_t n = write(2, t->data + done, t->size - done);
    if (n <= 0) break;
    done += (size_t)n;
  }
  t->size = 0;
}

static void text_add(Text *t, const char *s, size_t n) {
  while (n > 0) {
    if (t->size == sizeof t->data) text_flush(t);
    size_t part = sizeof t->data - t->size < n ? sizeof t->data - t->size : n;
    memcpy(t->data + t->size, s, part);
    t->size += part, s += part, n -= part;
  }
}

static void text_puts(Text *t, const char *s) { text_add(t, s, strlen(s)); }

static void text_number(Text *t, W n) {
  char digits[20];
  size_t at = sizeof digits;
  do digits[--at] = (char)('0' + n % 10);
  while (n /= 10);
  text_add(t, digits + at, sizeof digits - at);
}

/* ---- addresses to names ---- */

static const char *name_of(const SmtProgram *p, uint32_t function) {
  const char *name = p->names;
  while (function--) name += strlen(name) + 1;
  return name[0] ? name : NULL;
}

/* The name of the generated function that contains the address, or NULL. */
static const char *find_function(W address) {
  const SmtProgram *p = smt_rt.program;
  W best = 0;
  uint32_t function = 0;
  if (p == NULL) return NULL;
  for (uint32_t i = 0; i < p->nfunctions; i++) {
    W code = (W)p->functions[i];
    if (code <= address && code > best) best = code, function = i;
  }
  if (best == 0 || address - best > CODE_GAP) return NULL;
  W start = (W)__start_smt_code, stop = (W)__stop_smt_code;
  if (best >= start && best < stop && address >= stop) return NULL;
  return name_of(p, function);
}

/* Consecutive frames of one function become one line. */
typedef struct Trace {
  Text *out;
  const char *name; /* of the line being counted, NULL at the start */
  W times;
  int lines;
  W last; /* the address named last: recursion meets it again and again */
  const char *last_name;
} Trace;

static void trace_line(Trace *t) {
  if (t->name == NULL) return;
  text_puts(t->out, "  in ");
  text_puts(t->out, t->name);
  if (t->times > 1) {
    text_puts(t->out, " (");
    text_number(t->out, t->times - 1);
    text_puts(t->out, t->times == 2 ? " more time)" : " more times)");
  }
  text_puts(t->out, "\n");
  t->lines++;
}

static void trace_address(Trace *t, W address) {
  if (address != t->last) {
    t->last = address;
    t->last_name = find_function(address);
  }
  const char *name = t->last_name;
  if (name == NULL) return;
  if (*name == SMT_CALLS_MAIN) {
    name = "main";
    if (t->name && strcmp(t->name, name) == 0) return;
  }
  if (t->name && strcmp(name, t->name) == 0) {
    t->times++;
    return;
  }
  trace_line(t);
  t->name = name;
  t->times = 1;
}

static bool on_stack(W address) {
  return address >= (W)smt_rt.stack_low && address + 16 <= (W)smt_rt.stack_base && address % 8 == 0;
}

/* The callers of the frame at fp. */
static void trace_frames(Trace *t, const void *fp) {
  W frame = (W)fp;
  int n = 0;
  for (; on_stack(frame) && n < TRACE_FRAMES && t->lines < TRACE_LINES; n++) {
    const W *f = (const W *)frame;
    if (f[1]) trace_address(t, f[1] - 1); /* a call may be the last instruction of its function */
    if (f[0] <= frame) break;
    frame = f[0];
  }
  if (t->lines < TRACE_LINES) trace_line(t);
  if (t->lines >= TRACE_LINES || n >= TRACE_FRAMES) text_puts(t->out, "  ...\n");
}

/* ---- reports ---- */

static void text_file(Text *t, const char *name) {
  const char *script = smt_rt.script ? smt_rt.script : "program", *slash = strrchr(script, '/');
  if (name[0] == SMT_SCRIPT) name = script;
  if (name[0] == SMT_BESIDE) {
    text_add(t, script, slash ? (size_t)(slash - script) + 1 : 0);
    name++;
  }
  text_puts(t, name);
}

/* "line:column" of a site and the number of its file; false when there is no such site. */
static bool find_site(const SmtProgram *p, W site, const char **position, size_t *length,
                      size_t *file) {
  const char *s = p->sites;
  *file = 0;
  for (; site && *s; site--, s += *length + 1) {
    size_t number = 0, digits = 0;
    for (; s[digits] >= '0' && s[digits] <= '9'; digits++)
      number = number * 10 + (size_t)(s[digits] - '0');
    if (s[digits] == '@') *file = number, s += digits + 1;
    *position = s;
    *length = strcspn(s, " ");
  }
  return site == 0;
}

static void text_position(Text *t, W site) {
  const SmtProgram *p = smt_rt.program;
  const char *position;
  size_t length, file;
  if (site && p && find_site(p, site, &position, &length, &file)) {
    text_file(t, p->files[file]);
    text_puts(t, ":");
    text_add(t, position, length);
  } else {
    text_puts(t, smt_rt.script ? smt_rt.script : "program");
  }
  text_puts(t, ": error: ");
}

void smt_report(const char *message, size_t bytes, W site, const void *fp) {
  Text text = {0};
  Trace trace = {.out = &text};
  smt_stdout_flush();
  text_position(&text, site);
  text_add(&text, message, bytes);
  text_puts(&text, "\n");
  trace_frames(&trace, fp);
  text_flush(&text);
}

/* The innermost generated function when the stack overflowed: at pc, among the callers, or, when
 * C code without frame pointers was running, behind any word on the stack that looks like a
 * return address. */
static const char *find_overflower(const void *pc, const void *fp, const void *sp) {
  const char *name = find_function((W)pc);
  if (name) return name;
  W frame = (W)fp;
  for (int n = 0; on_stack(frame) && n < 64; n++) {
    const W *f = (const W *)frame;
    if ((name = find_function(f[1] - 1))) return name;
    if (f[0] <= frame) break;
    frame = f[0];
  }
  W at = (W)sp < (W)smt_rt.stack_low ? (W)smt_rt.stack_low : (W)sp;
  for (at = (at + 7) & ~(W)7; on_stack(at) && at < (W)smt_rt.stack_low + 65536; at += 8)
    if ((name = find_function(*(const W *)at))) return name;
  return NULL;
}

void smt_report_overflow(const void *pc, const void *fp, const void *sp) {
  Text text = {0};
  Trace trace = {.out = &text};
  smt_stdout_flush();
  text_position(&text, 0);
  text_puts(&text, "stack overflow");
  const char *name = find_overflower(pc, fp, sp);
  if (name && *name != SMT_CALLS_MAIN) {
    text_puts(&text, " in `");
    text_puts(&text, name);
    text_puts(&text, "`");
  }
  text_puts(&text, "\n");
  trace_frames(&trace, fp);
  text_flush(&text);
}
