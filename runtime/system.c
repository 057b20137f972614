/* system.c -- exit, environment, clocks, what we run on. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

W smt_exit(W status) {
  int code = (int)(smt_int_to_word(status) & 255);
  smt_leave_by_exit(smt_stdout_flush() ? code : 1);
}

W smt_getenv(W name) {
  const SmtString *s = SMT_STR(name);
  const char *value = memchr(s->text, 0, s->bytes) ? NULL : getenv(s->text);
  return value ? smt_some(smt_string_of_c(value)) : 0;
}

W smt_time_unix(void) { return smt_int_from_signed((W)time(NULL)); }

W smt_time_monotonic_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return smt_int_from_signed((W)now.tv_sec * 1000000000 + (W)now.tv_nsec);
}

W smt_collect(void) {
  smt_heap_collect();
  return 0;
}

W smt_bytes_allocated(void) { return smt_int_from_signed(smt_heap_info().allocated_bytes); }

W smt_program_name(void) { return smt_rt.argc > 0 ? smt_some(smt_string_of_c(smt_rt.argv[0])) : 0; }

W smt_system_name(W field) {
  struct utsname u;
  if (uname(&u) != 0) return smt_string_of_c("");
  return smt_string_of_c(field == 0 ? u.sysname : field == 1 ? u.nodename : u.machine);
}
