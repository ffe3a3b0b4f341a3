/* Kernel calls for files of memory; see sys.h. */
#ifndef PROCEX_SYS_MEMORY_FILE_H
#define PROCEX_SYS_MEMORY_FILE_H

#include "sys.h"
#include "sys_rules.h"
#include "sys_settings.h"

enum {
    SYS_MFD_CLOEXEC = 1,
    SYS_MFD_ALLOW_SEALING = 2,
    SYS_MFD_NOEXEC_SEAL = 8,
    SYS_MFD_EXEC = 16,
    SYS_O_CREAT = 0100,
    SYS_O_EXCL = 0200,
    SYS_TMPFS_MAGIC = 0x01021994,
};

/* The kernel's struct statfs of 64-bit CPUs: its first word matters here. */
struct sys_statfs {
    int64_t type;
    uint64_t other[14];
};

static inline long sys_memfd_create(const char *name, int flags) {
    return arch_syscall3(__NR_memfd_create, (long)name, flags, 0);
}

static inline long sys_unlinkat(const char *path) {
    return arch_syscall3(__NR_unlinkat, SYS_AT_FDCWD, (long)path, 0);
}

/* Creates a file that its owner alone may read and write. */
static inline long sys_open_new(const char *path) {
    const int flags = SYS_O_RDWR | SYS_O_CREAT | SYS_O_EXCL | SYS_O_CLOEXEC;
    return arch_syscall4(__NR_openat, SYS_AT_FDCWD, (long)path, flags, 0600);
}

static inline long sys_fstatfs(int fd, struct sys_statfs *system) {
    return arch_syscall3(__NR_fstatfs, fd, (long)system, 0);
}

#endif
