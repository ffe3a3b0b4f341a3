/* How a child ended, found without reaping it. */
#ifndef PROCEX_EXIT_H
#define PROCEX_EXIT_H

#include <stdint.h>

struct exit_report {
    int code; /* exit code, or the number of the signal */
    int by_signal;
    int64_t user_ns;   /* CPU time of the child and of those that it has reaped */
    int64_t system_ns; /* CPU time of the child and of those that it has reaped, in the kernel */
};

/*
 * Waits until the child has ended, and leaves it to be reaped. 0 or -errno; -ECHILD if somebody
 * else has reaped it, or SIGCHLD is ignored.
 */
long exit_await(int pid, struct exit_report *report);

#endif
