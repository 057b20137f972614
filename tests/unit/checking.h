/* checking.h -- what the tests of frontend/ and typecheck/ share: one session with the library, and questions to it. */
#ifndef SMT_TESTS_CHECKING_H
#define SMT_TESTS_CHECKING_H

#include "driver/session.h"
#include "tests/unit/unit.h"

#include <string.h>

/* Each test is a process of its own, so each has a fresh session. */
static inline Session *session(void) {
  static Session *s;
  if (!s) s = session_new(false);
  return s;
}

/* What was said before is forgotten. */
static inline void forget(void) {
  Diag *dg = session_diag(session());
  dg->messages.len = dg->errors = dg->warnings = 0;
}

/* The type of an expression as text; "" when it has errors. */
static inline const char *type_of(const char *text) {
  forget();
  const char *type = session_type_of(session(), text, strlen(text));
  return type ? type : "";
}

static inline void check_script(const char *text) {
  forget();
  session_check(session(), "test.smt", text, strlen(text), UNIT_SCRIPT, NULL);
}

/* The i-th message about a script, or NULL. */
static inline const Message *message(int i) {
  const Diag *dg = session_diag(session());
  return i < dg->messages.len ? dg->messages.data[i] : NULL;
}

static inline int messages(void) { return session_diag(session())->messages.len; }

/* The script has one message, of that kind, at that line and column. */
static inline void expect_message(const char *text, DiagCode code, uint32_t line, uint32_t column) {
  uint32_t l = 0, c = 0;
  check_script(text);
  ck_assert_int_eq(messages(), 1);
  ck_assert_str_eq(diag_code_name(message(0)->code), diag_code_name(code));
  source_line(session_sources(session()), message(0)->span, &l, &c);
  ck_assert_uint_eq(l, line);
  ck_assert_uint_eq(c, column);
}

static inline void expect_clean(const char *text) {
  check_script(text);
  if (messages()) ck_abort_msg("%s", message(0)->text);
}

/* The only message, or a note or hint below it, contains this. */
static inline void message_says(const char *part) {
  ck_assert_int_gt(messages(), 0);
  for (const Message *m = message(0); m; m = m->next)
    if (strstr(m->text, part)) return;
  ck_abort_msg("`%s` does not say `%s`", message(0)->text, part);
}

#endif
