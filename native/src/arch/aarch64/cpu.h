/* Numbers of the kernel's interface that aarch64 has for itself. */
#ifndef PROCEX_ARCH_CPU_H
#define PROCEX_ARCH_CPU_H

enum {
    ARCH_LARGEST_PAGE = 65536, /* a kernel has 4 KiB, 16 KiB or 64 KiB */
    ARCH_O_DIRECTORY = 040000, /* what is O_DIRECT here is O_DIRECTORY on others */
    ARCH_O_LARGEFILE = 0400000,
};

/* The kernel's EPOLL_PACKED is for x86_64 alone. */
#define ARCH_EPOLL_PACKED

#endif
