/* Kernel calls that only rules about programs need; see sys.h. */
#ifndef PROCEX_SYS_RULES_H
#define PROCEX_SYS_RULES_H

#include "stat.h"
#include "sys.h"

/* This number is equal on all CPUs; headers before Linux 5.8 lack it. */
#ifndef __NR_faccessat2
#define __NR_faccessat2 439
#endif
/* Equal on all CPUs; headers before Linux 5.6 lack it. */
#ifndef __NR_openat2
#define __NR_openat2 437
#endif

enum {
    SYS_AT_FDCWD = -100,
    SYS_AT_SYMLINK_NOFOLLOW = 0x100,
    SYS_AT_EACCESS = 0x200,
    SYS_AT_EMPTY_PATH = 0x1000,
    SYS_X_OK = 1,
    SYS_R_OK = 4,
    SYS_S_IFMT = 0170000,
    SYS_S_IFREG = 0100000,
    SYS_RESOLVE_NO_SYMLINKS = 4,
};

/* struct open_how */
struct sys_open_how {
    uint64_t flags;
    uint64_t mode;
    uint64_t resolve;
};

static inline long sys_openat_in(int directory, const char *path, int flags) {
    return arch_syscall4(__NR_openat, directory, (long)path, flags, 0);
}

/* Linux 5.6. ELOOP if there is a symlink anywhere in the path. */
static inline long sys_openat2(int directory, const char *path, const struct sys_open_how *how) {
    return arch_syscall4(__NR_openat2, directory, (long)path, (long)how, sizeof *how);
}

/* CLOCK_REALTIME_COARSE, which is what files' times are taken from. */
static inline long sys_clock_files(struct sys_timespec *time) {
    enum { COARSE = 5 };
    return arch_syscall3(__NR_clock_gettime, COARSE, (long)time, 0);
}

static inline long sys_newfstatat(int directory, const char *path, struct arch_stat *stat,
                                  int flags) {
    return arch_syscall4(__NR_newfstatat, directory, (long)path, (long)stat, flags);
}

/* Linux 5.8. Without AT_EACCESS, and by faccessat, the real ids decide. */
static inline long sys_faccessat2(int directory, const char *path, int mode, int flags) {
    return arch_syscall4(__NR_faccessat2, directory, (long)path, mode, flags);
}

static inline long sys_access(const char *path, int mode) {
    return arch_syscall3(__NR_faccessat, SYS_AT_FDCWD, (long)path, mode);
}

static inline long sys_execveat(int directory, const char *path, char *const argv[],
                                char *const envp[], int flags) {
    return arch_syscall6(__NR_execveat, directory, (long)path, (long)argv, (long)envp, flags, 0);
}

#endif
