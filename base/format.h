/* format.h -- vsnprintf for what the compiler writes all day.
 *
 * A fifth of what compiling a script costs was libc's printf, which sets up a stream for every call. %s, %.*s, %c, %d, %u and
 * %% are done here; a format with anything else in it goes to libc. */
#ifndef SMT_BASE_FORMAT_H
#define SMT_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf: at most `room` bytes with the final NUL are written; gives the length that the whole text has. */
size_t format_text(char *to, size_t room, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
