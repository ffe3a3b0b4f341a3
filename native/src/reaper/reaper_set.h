/* How a descriptor gets into the reaper's set. */
#ifndef PROCEX_REAPER_SET_H
#define PROCEX_REAPER_SET_H

#include "slots.h"
#include "sys.h"

enum { AT_ONCE = 0 }; /* milliseconds to wait for an event */

/* The set reports it once; it stays in the set until it is dropped. 0 or -errno. */
static inline long reaper_add(int set, int fd, uint64_t data) {
    struct sys_epoll_event event = {SYS_EPOLLIN | SYS_EPOLLONESHOT, data};
    return sys_epoll_ctl(set, SYS_EPOLL_CTL_ADD, fd, &event);
}

/* Above the cut, so that no launch copies it. fd may be -errno, and is returned then. */
static inline long reaper_lifted(long fd) {
    return fd < 0 ? fd : slots_lift((int)fd);
}

#endif
