/* A set of watched processes, and children for it. */
#ifndef PROCEX_REAPER_CHILD_H
#define PROCEX_REAPER_CHILD_H

#include "reaper.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#include "launch.h"
#include "refuse.h"

enum { LONG = 30000, AT_ONCE = 0 };

/* A child that ends when the descriptor that is returned is closed. */
static inline int start(pid_t *pid) {
    int ends[2];
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    *pid = fork();
    if (*pid == 0) {
        close(ends[1]);
        char byte;
        _exit(read(ends[0], &byte, 1) == 0 ? 7 : 1);
    }
    close(ends[0]);
    return ends[1];
}

static inline int open_set(void) {
    long set = reaper_open();
    if (set < 0 && syscall(SYS_pidfd_open, getpid(), 0) < 0) {
        SKIP("no pidfd in this kernel");
    }
    CHECK_EQ(set >= 0, 1);
    return (int)set;
}

#endif
