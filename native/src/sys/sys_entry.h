/* Kernel calls that only the native entry needs; see sys.h. */
#ifndef PROCEX_SYS_ENTRY_H
#define PROCEX_SYS_ENTRY_H

#include "sys.h"

enum {
    SYS_F_ADD_SEALS = 1033,
    SYS_F_SEAL_SEAL = 1,
    SYS_F_SEAL_SHRINK = 2,
};

/* Maps an open file, so that other processes that have it open see each change. */
static inline long sys_mmap_shared(int fd, size_t size) {
    const int shared = 1;
    return arch_syscall6(__NR_mmap, 0, (long)size, SYS_PROT_READ_WRITE, shared, fd, 0);
}

static inline long sys_getppid(void) {
    return arch_syscall3(__NR_getppid, 0, 0, 0);
}

#endif
