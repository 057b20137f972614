/* deep.h -- a stack for the compiler.
 *
 * Its passes follow the nesting of a program with the C stack, and a list of 100,000 items is 100,000 forms deep: they run
 * on a stack that is large, and costs nothing until it is used. */
#ifndef SMT_DRIVER_DEEP_H
#define SMT_DRIVER_DEEP_H

typedef int DeepWork(void *context);

/* What work(context) gives, called on such a stack (on the usual one when there is no memory). Not from within. */
int deep_call(DeepWork *work, void *context);

#endif
