/* extern.c -- the inline functions of smt.h as ordinary ones, for code compiled in memory. */
#define SMT_INLINE
#include "smt.h"
