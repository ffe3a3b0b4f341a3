/*
 * Blocks all 64 signals in this thread for a moment, also those that glibc keeps for itself and
 * that its own sigprocmask would leave out.
 */
#ifndef PROCEX_SIGNALS_H
#define PROCEX_SIGNALS_H

#include "sys.h"

/* No mask of the kernel's: two signals cannot be blocked. */
#define SIGNALS_UNKNOWN (~(uint64_t)0)

/* Returns the signals that were blocked before; SIGNALS_UNKNOWN if that was refused. */
static inline uint64_t signals_block(void) {
    const uint64_t all = ~(uint64_t)0;
    uint64_t before = 0;
    return sys_rt_sigprocmask(SYS_SIG_SETMASK, &all, &before) < 0 ? SIGNALS_UNKNOWN : before;
}

static inline void signals_restore(uint64_t before) {
    if (before != SIGNALS_UNKNOWN) {
        sys_rt_sigprocmask(SYS_SIG_SETMASK, &before, NULL);
    }
}

#endif
