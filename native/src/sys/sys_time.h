/* Time; see sys.h. */
#ifndef PROCEX_SYS_TIME_H
#define PROCEX_SYS_TIME_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall.h"

struct sys_timespec {
    int64_t seconds;
    int64_t nanoseconds;
};

struct sys_timeval {
    int64_t seconds;
    int64_t microseconds;
};

/* CLOCK_MONOTONIC, in which the kernel counts time-outs. It stands still while the machine sleeps.
 */
static inline long sys_clock_monotonic(struct sys_timespec *time) {
    enum { CLOCK_MONOTONIC = 1 };
    return arch_syscall3(__NR_clock_gettime, CLOCK_MONOTONIC, (long)time, 0);
}

/* CLOCK_BOOTTIME, in which the kernel tells when a process was started. */
static inline long sys_clock_boottime(struct sys_timespec *time) {
    enum { CLOCK_BOOTTIME = 7 };
    return arch_syscall3(__NR_clock_gettime, CLOCK_BOOTTIME, (long)time, 0);
}

#endif
