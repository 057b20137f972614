/* evaluate_functions.c -- which function of macro bodies a name means. */
#include "frontend/evaluate_internal.h"

#include <string.h>

enum { ANY = -1 };

static const Builtin builtin[] = {
#define FUNCTION(name, least, most, code) {name, least, most, builtin_##code},
#include "frontend/evaluate_functions.def"
#undef FUNCTION
};

const Builtin *evaluate_builtin(const Sym *name) {
  for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++)
    if (strcmp(name->text, builtin[i].name) == 0) return &builtin[i];
  return NULL;
}
