/* Kernel calls for descriptors, files and directories; see sys.h. */
#ifndef PROCEX_SYS_FILES_H
#define PROCEX_SYS_FILES_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "cpu.h"
#include "syscall.h"

enum {
    SYS_O_RDONLY = 0,
    SYS_O_WRONLY = 1,
    SYS_O_ACCMODE = 3,
    SYS_O_LARGEFILE = ARCH_O_LARGEFILE,
    SYS_O_DIRECTORY = ARCH_O_DIRECTORY,
    SYS_O_NONBLOCK = 04000,
    SYS_O_ASYNC = 020000,
    SYS_O_PATH = 010000000,
    SYS_O_CLOEXEC = 02000000,
    SYS_F_DUPFD = 0,
    SYS_F_GETFD = 1,
    SYS_F_SETFD = 2,
    SYS_F_GETFL = 3,
    SYS_F_SETFL = 4,
    SYS_F_SETOWN = 8,
    SYS_F_SETSIG = 10,
    SYS_F_GETSIG = 11,
    SYS_F_DUPFD_CLOEXEC = 1030,
    SYS_F_SETPIPE_SZ = 1031,
    SYS_FD_CLOEXEC = 1,
    SYS_CLOSE_RANGE_UNSHARE = 2,
    SYS_CLOSE_RANGE_CLOEXEC = 4, /* Linux 5.11 */
    SYS_AFTER_STDIO = 3,         /* the first descriptor that is none of the standard streams */
};

/* struct linux_dirent64 of getdents64(2); name is NUL-terminated. */
struct sys_dirent {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

static inline long sys_chdir(const char *path) {
    return arch_syscall3(__NR_chdir, (long)path, 0, 0);
}

static inline long sys_close(int fd) {
    return arch_syscall3(__NR_close, fd, 0, 0);
}

/* Linux 5.9; ENOSYS before, and EPERM or ENOSYS under some seccomp profiles. */
static inline long sys_close_range(unsigned first, unsigned last, unsigned flags) {
    return arch_syscall3(__NR_close_range, first, last, flags);
}

static inline long sys_dup3(int from, int to, int flags) {
    return arch_syscall3(__NR_dup3, from, to, flags);
}

static inline long sys_fcntl(int fd, int command, long argument) {
    return arch_syscall3(__NR_fcntl, fd, command, argument);
}

/* buffer: struct arch_stat of stat.h. */
static inline long sys_fstat(int fd, void *buffer) {
    return arch_syscall3(__NR_fstat, fd, (long)buffer, 0);
}

/* Returns the length with its NUL. "(unreachable)/..." for what lies outside of the root. */
static inline long sys_getcwd(char *buffer, size_t size) {
    return arch_syscall3(__NR_getcwd, (long)buffer, (long)size, 0);
}

static inline long sys_getdents64(int fd, void *buffer, size_t size) {
    return arch_syscall3(__NR_getdents64, fd, (long)buffer, (long)size);
}

static inline long sys_openat(const char *path, int flags) {
    const long at_fdcwd = -100;
    return arch_syscall4(__NR_openat, at_fdcwd, (long)path, flags, 0);
}

static inline long sys_pipe2(int ends[2], int flags) {
    return arch_syscall3(__NR_pipe2, (long)ends, flags, 0);
}

static inline long sys_read(int fd, void *buffer, size_t size) {
    return arch_syscall3(__NR_read, fd, (long)buffer, (long)size);
}

/* Returns the length, without a NUL. */
static inline long sys_readlink(const char *path, char *buffer, size_t size) {
    const long at_fdcwd = -100;
    return arch_syscall4(__NR_readlinkat, at_fdcwd, (long)path, (long)buffer, (long)size);
}

static inline long sys_write(int fd, const void *bytes, size_t count) {
    return arch_syscall3(__NR_write, fd, (long)bytes, (long)count);
}

#endif
