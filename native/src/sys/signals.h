/*
 * Blocks all 64 signals in this thread for a moment, also those that glibc keeps for itself and
 * that its own sigprocmask would leave out.
 */
#ifndef PROCEX_SIGNALS_H
#define PROCEX_SIGNALS_H

#include "sys.h"

/* Returns the signals that were blocked before. */
static inline uint64_t signals_block(void) {
    const uint64_t all = ~(uint64_t)0;
    uint64_t before = 0;
    sys_rt_sigprocmask(SYS_SIG_SETMASK, &all, &before);
    return before;
}

static inline void signals_restore(uint64_t before) {
    sys_rt_sigprocmask(SYS_SIG_SETMASK, &before, NULL);
}

#endif
