/* init.c -- smt init: a small project that builds and tests, for one of the build tools. */
#include "driver/commands.h"
#include "driver/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct ProjectFile {
  OptionId tool; /* HELP: every project has it */
  const char *name, *text;
} ProjectFile;

#define EVERY OPTION_HELP

static const ProjectFile project[] = {
    {EVERY, "hello.smt",
     ";; The program: hello [NAME...]\n"
     "(import greeting)\n\n"
     "(define (main names)\n"
     "  (for name in (if (== names Nil) (make-list \"world\") names)\n"
     "    (println (greet name))))\n"},
    {EVERY, "greeting.smt",
     "(package greeting\n  (import coalton-prelude)\n  (export greet))\n\n"
     "(declare greet (String -> String))\n"
     "(define (greet name) (<> (<> \"Hello, \" name) \"!\"))\n"},
    {EVERY, "test.sh",
     "#!/bin/sh\n# Does the program, $1, say what it should?\n"
     "[ \"$(\"$1\")\" = 'Hello, world!' ] && [ \"$(\"$1\" you)\" = 'Hello, you!' ]\n"},
    {OPTION_MAKE, "Makefile",
     "include $(shell pkg-config --variable=makefile smt)\n\n"
     "hello: hello.o\n\t$(CC) $(LDFLAGS) -o $@ $^ $(SMT_LIBS)\n\n"
     "check: hello\n\tsh test.sh ./hello\n\n"
     "clean:\n\trm -f hello hello.o hello.c hello.c.d\n\n"
     ".DEFAULT_GOAL = hello\n.PHONY: check clean\n"},
    {OPTION_CMAKE, "CMakeLists.txt",
     "cmake_minimum_required(VERSION 3.20)\nproject(hello C)\n\n"
     "find_package(Smelter REQUIRED)\nsmt_add_executable(hello hello.smt)\n\n"
     "enable_testing()\n"
     "add_test(NAME hello COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/test.sh $<TARGET_FILE:hello>)\n"},
    {OPTION_MESON, "meson.build",
     "project('hello', 'c', default_options: ['buildtype=debugoptimized'])\n\n"
     "smelter = dependency('smt')\n"
     "smt = find_program(smelter.get_variable(pkgconfig: 'smt'))\n"
     "scripts = generator(smt, output: '@BASENAME@.c', depfile: '@BASENAME@.c.d',\n"
     "  arguments: ['emit-c', '@INPUT@', '-o', '@OUTPUT@', '--depfile', '@DEPFILE@'])\n\n"
     "hello = executable('hello', scripts.process('hello.smt'), dependencies: smelter)\n\n"
     "test('hello', find_program('sh'), args: [files('test.sh'), hello])\n"},
    {OPTION_NINJA, "build.ninja",
     "include smt.ninja\n\n"
     "rule compile\n  command = sh -c 'cc -O2 $$(pkg-config --cflags smt) -c -o $out $in'\n"
     "rule link\n  command = sh -c 'cc -o $out $in $$(pkg-config --libs smt)'\n"
     "rule test\n  command = sh test.sh ./$in\n\n"
     "build hello.c: smt hello.smt\nbuild hello.o: compile hello.c\nbuild hello: link hello.o\n"
     "build check: test hello\n\ndefault hello\n"},
    {OPTION_NINJA, "smt.ninja",
     "smt = smt\nrule smt\n"
     "  command = $smt emit-c $in -o $out --depfile $out.d\n"
     "  depfile = $out.d\n  deps = gcc\n  restat = 1\n"},
};
enum { FILES = sizeof project / sizeof *project };

static const char *path_of(const Driver *d, const ProjectFile *file, char *path, size_t size) {
  snprintf(path, size, "%s/%s", d->operands ? d->operand[0] : ".", file->name);
  return path;
}

/* Nothing that is there is touched. */
static int look(Driver *d, OptionId tool) {
  struct stat st;
  char path[4096];
  for (int i = 0; i < FILES; i++)
    if ((project[i].tool == tool || project[i].tool == EVERY) &&
        lstat(path_of(d, &project[i], path, sizeof path), &st) == 0)
      return driver_fail(d, STATUS_ERROR, "%s: is there already", path);
  return STATUS_OK;
}

int command_init(Driver *d) {
  static const OptionId tools[] = {OPTION_MAKE, OPTION_CMAKE, OPTION_MESON, OPTION_NINJA};
  OptionId tool = EVERY;
  int given = 0;
  char path[4096];
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
    if (d->option[tools[i]]) tool = tools[i], given++;
  if (given != 1)
    return driver_fail(d, STATUS_USAGE, "say which: --make, --cmake, --meson or --ninja");
  if (d->operands && mkdir(d->operand[0], 0777) < 0 && errno != EEXIST)
    return driver_fail(d, STATUS_ERROR, "%s: cannot be made (%s)", d->operand[0], strerror(errno));
  int status = look(d, tool);
  for (int i = 0; i < FILES && status == STATUS_OK; i++)
    if ((project[i].tool == tool || project[i].tool == EVERY) &&
        !output_write(path_of(d, &project[i], path, sizeof path), project[i].text,
                      strlen(project[i].text)))
      status = driver_fail(d, STATUS_ERROR, "%s: cannot be written (%s)", path, strerror(errno));
  return status;
}
