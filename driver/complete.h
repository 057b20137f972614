/* complete.h -- the names that can stand where somebody is typing. */
#ifndef SMT_DRIVER_COMPLETE_H
#define SMT_DRIVER_COMPLETE_H

#include "base/vec.h"
#include "driver/session.h"

typedef VEC(const char *) CompletionVec;

/* The names that begin with `text` and that the next input of an interactive session may use, sorted, each once: words of the
 * language, what is in sight, packages as "ordmap:"; of "ordmap:in", what that package exports. In the session's arena. */
CompletionVec complete_name(Session *s, const char *text, size_t size);

#endif
