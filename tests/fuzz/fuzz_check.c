/* fuzz_check.c -- libFuzzer over the whole front end and the type checker, through to C text: no input may crash it.
 *
 * The library is checked once for a few hundred inputs; a session is dropped before its arena has grown large. */
#include "driver/session.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Session *session;
  static int uses;
  if (!session) session = session_new(false);
  Arena *a = session_arena(session);
  const char *text = arena_strndup(a, (const char *)data, size);
  CoreUnit *unit = session_check(session, "fuzz.smt", text, size, UNIT_SCRIPT, NULL);
  if (unit && !session_diag(session)->errors) {
    codegen_passes(a, session_ids(session), unit, EMIT_TCC, NULL);
    emit_unit(a, unit, session_sources(session), EMIT_TCC);
  }
  if (++uses == 300) {
    session_drop(session);
    session = NULL;
    uses = 0;
  }
  return 0;
}
