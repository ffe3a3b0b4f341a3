/* Kernel calls for epoll sets and sockets; see sys.h. */
#ifndef PROCEX_SYS_EVENTS_H
#define PROCEX_SYS_EVENTS_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "cpu.h"
#include "sys_files.h"
#include "syscall.h"
#include "sys_time.h"

enum {
    SYS_EPOLL_CTL_ADD = 1,
    SYS_EPOLL_CTL_DEL = 2,
    SYS_EPOLLIN = 1,
    SYS_POLLIN = 1,
    SYS_EPOLLONESHOT = 1 << 30,
    SYS_AF_UNIX = 1,
    SYS_SOCK_DGRAM = 2,
    SYS_SOCK_CLOEXEC = 02000000,
    SYS_MSG_DONTWAIT = 0x40,
    SYS_MSG_NOSIGNAL = 0x4000,
};

/* struct epoll_event */
struct sys_epoll_event {
    uint32_t events;
    uint64_t data;
} ARCH_EPOLL_PACKED;

/* struct pollfd */
struct sys_pollfd {
    int fd;
    int16_t wanted;
    int16_t seen;
};

struct sys_sockaddr_un {
    uint16_t family;
    char path[108];
};

static inline long sys_epoll_create(void) {
    return arch_syscall3(__NR_epoll_create1, SYS_O_CLOEXEC, 0, 0);
}

static inline long sys_epoll_ctl(int set, int operation, int fd, struct sys_epoll_event *event) {
    return arch_syscall4(__NR_epoll_ctl, set, operation, fd, (long)event);
}

/* Waits for one event. Returns 1, 0 when the time is over, or -errno. */
static inline long sys_epoll_wait_one(int set, struct sys_epoll_event *event, int milliseconds) {
    return arch_syscall6(__NR_epoll_pwait, set, (long)event, 1, milliseconds, 0, 0);
}

/* timeout: NULL for none; changed by the kernel. Returns how many were seen, or -errno. */
static inline long sys_ppoll(struct sys_pollfd *fds, int count, struct sys_timespec *timeout) {
    return arch_syscall6(__NR_ppoll, (long)fds, count, (long)timeout, 0, 0, 0);
}

static inline long sys_socket(int family, int type) {
    return arch_syscall3(__NR_socket, family, type, 0);
}

static inline long sys_sendto(int fd, const void *data, size_t size, int flags,
                              const struct sys_sockaddr_un *to, size_t to_size) {
    return arch_syscall6(__NR_sendto, fd, (long)data, (long)size, flags, (long)to, (long)to_size);
}

#endif
