/* start.c -- main of a built program. */
#include "smt.h"

extern const SmtProgram smt_program;

int main(int argc, char **argv) { return smt_run_program(&smt_program, argc, argv); }
