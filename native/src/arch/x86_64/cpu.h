/* Numbers of the kernel's interface that x86_64 has for itself. */
#ifndef PROCEX_ARCH_CPU_H
#define PROCEX_ARCH_CPU_H

enum {
    ARCH_LARGEST_PAGE = 4096, /* no kernel has another size */
    ARCH_O_DIRECTORY = 0200000,
    ARCH_O_LARGEFILE = 0100000,
};

/* The kernel's EPOLL_PACKED: struct epoll_event has no padding, as on i386. */
#define ARCH_EPOLL_PACKED __attribute__((packed))

#endif
