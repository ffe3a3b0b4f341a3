/* The threads of this process, as the kernel lists them. */
#ifndef PROCEX_THREADS_H
#define PROCEX_THREADS_H

#include <stdint.h>

/*
 * Calls visit for each thread that is listed now, but not for the calling one, until it returns
 * other than 0. Returns that, or -errno.
 */
long threads_visit(long (*visit)(void *argument, int thread), void *argument);

struct thread_state {
    int has_ended;    /* and is still listed, as the first one is until all others have ended */
    uint64_t blocked; /* signal n is bit n - 1 */
};

/* Looks at one of them. 0, or -errno: -ESRCH if it is not listed any more. */
long threads_look(int thread, struct thread_state *state);

#endif
