/* start.c -- main of a built program. */
#include "smt.h"

#include <string.h>
#include <sys/prctl.h>

extern const SmtProgram smt_program;

/* A program from the cache is executed through a descriptor, after which the kernel would name it. */
static void name_process(const char *path) {
  const char *slash = strrchr(path, '/');
  prctl(PR_SET_NAME, slash ? slash + 1 : path);
}

int main(int argc, char **argv) {
  if (argc > 0) name_process(argv[0]);
  return smt_run_program(&smt_program, argc, argv);
}
