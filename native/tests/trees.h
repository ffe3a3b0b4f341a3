/* Trees of processes that tests launch and wait for, and threads that launch them. */
#ifndef PROCEX_TREES_H
#define PROCEX_TREES_H

#include <poll.h>
#include <sched.h>
#include <sys/syscall.h>

#include "launch.h"

enum { MOST_OF_TREE = 16, SOON_MILLISECONDS = 10000 };

/* The pids that the script tells, each on a line. */
static inline void read_pids(int fd, int *pids, int count) {
    FILE *told = fdopen(dup(fd), "r");
    for (int i = 0; i < count; i++) {
        CHECK_EQ(fscanf(told, "%d", &pids[i]), 1);
    }
    fclose(told);
}

static inline int open_pidfd(int pid) {
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    CHECK_EQ(pidfd >= 0, 1);
    return pidfd;
}

static inline int has_ended(int pidfd, int milliseconds) {
    struct pollfd end = {pidfd, POLLIN, 0};
    return poll(&end, 1, milliseconds) == 1;
}

static inline int threads(void) {
    char text[4096] = "";
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return atoi(strstr(text, "Threads:") + 8);
}

/* So many, once those are gone that have told already what became of their launch. */
static inline void await_threads(int count) {
    while (threads() > count) {
        sched_yield();
    }
}

#endif
