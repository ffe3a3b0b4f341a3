/*
 * The kernel calls that the core makes, typed: sys_NAME returns a value, or -errno.
 *
 * No libc: the child runs in the JVM's memory, where a libc call could take a lock that another
 * thread holds, or write to that thread's errno. The structures are the kernel's own layouts.
 */
#ifndef PROCEX_SYS_H
#define PROCEX_SYS_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall.h"

enum {
    SYS_EBADF = 9,
    SYS_EBUSY = 16,
    SYS_ECHILD = 10,
    SYS_EAGAIN = 11,
    SYS_EINTR = 4,
    SYS_EINVAL = 22,
    SYS_ENFILE = 23,
    SYS_EMFILE = 24,
    SYS_EPERM = 1,
    SYS_ENOENT = 2,
    SYS_ESRCH = 3,
    SYS_E2BIG = 7,
    SYS_ENOEXEC = 8,
    SYS_ENOMEM = 12,
    SYS_EACCES = 13,
    SYS_ENODEV = 19,
    SYS_ENOTDIR = 20,
    SYS_ERANGE = 34,
    SYS_ENAMETOOLONG = 36,
    SYS_ENOSYS = 38,
    SYS_ELOOP = 40,
    SYS_ESHUTDOWN = 108,
    SYS_ETIMEDOUT = 110,
    SYS_ECANCELED = 125,
    SYS_ESTALE = 116,
};

enum {
    SYS_O_RDONLY = 0,
    SYS_O_WRONLY = 1,
    SYS_O_ACCMODE = 3,
    SYS_O_LARGEFILE = 0100000,
    SYS_O_DIRECTORY = 0200000,
    SYS_O_NONBLOCK = 04000,
    SYS_O_PATH = 010000000,
    SYS_O_CLOEXEC = 02000000,
    SYS_F_DUPFD = 0,
    SYS_F_GETFD = 1,
    SYS_F_SETFD = 2,
    SYS_F_GETFL = 3,
    SYS_F_SETFL = 4,
    SYS_F_SETSIG = 10,
    SYS_F_GETSIG = 11,
    SYS_F_DUPFD_CLOEXEC = 1030,
    SYS_CLOSE_RANGE_UNSHARE = 2,
    SYS_CLOSE_RANGE_CLOEXEC = 4, /* Linux 5.11 */
    SYS_EPOLL_CTL_ADD = 1,
    SYS_EPOLL_CTL_DEL = 2,
    SYS_EPOLLIN = 1,
    SYS_EPOLLONESHOT = 1 << 30,
    SYS_SIG_SETMASK = 2,
    SYS_SIGNALS = 64,
    SYS_SIGPIPE = 13,
    SYS_SIGCHLD = 17,
    SYS_SIGSYS = 31,
    SYS_RLIMIT_CORE = 4,
    SYS_AFTER_STDIO = 3, /* the first descriptor that is none of the standard streams */
    SYS_RLIMIT_NOFILE = 7,
    SYS_PR_SET_NAME = 15,
    SYS_PROT_NONE = 0,
    SYS_PROT_READ = 1,
    SYS_PROT_WRITE = 2,
    SYS_PROT_READ_WRITE = 3,
    SYS_PROT_EXEC = 4,
    SYS_MAP_PRIVATE_ANONYMOUS = 0x22,
    SYS_MAP_POPULATE = 0x8000,
    SYS_FUTEX_WAIT_PRIVATE = 0x80,
    SYS_FUTEX_WAKE_PRIVATE = 0x81,
    SYS_WALL = 0x40000000,
    SYS_P_PID = 1,
    SYS_WEXITED = 4,
    SYS_WNOWAIT = 0x01000000,
    SYS_FD_CLOEXEC = 1,
    SYS_AF_UNIX = 1,
    SYS_SOCK_DGRAM = 2,
    SYS_SOCK_CLOEXEC = 02000000,
    SYS_MSG_DONTWAIT = 0x40,
    SYS_MSG_NOSIGNAL = 0x4000,
};

#define SYS_CLONE_VM 0x00000100UL
#define SYS_CLONE_FS 0x00000200UL
#define SYS_CLONE_FILES 0x00000400UL
#define SYS_CLONE_SIGHAND 0x00000800UL
#define SYS_CLONE_VFORK 0x00004000UL
#define SYS_CLONE_THREAD 0x00010000UL
#define SYS_CLONE_SYSVSEM 0x00040000UL
/* For clone3 alone, Linux 5.5. */
#define SYS_CLONE_CLEAR_SIGHAND 0x100000000UL
/* The same, Linux 5.7. */
#define SYS_CLONE_INTO_CGROUP 0x200000000UL

#define SYS_SIG_DFL ((void *)0)
#define SYS_SIG_IGN ((void *)1)

struct sys_rlimit {
    uint64_t soft;
    uint64_t hard;
};

struct sys_sigaction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};

/* struct clone_args of linux/sched.h, in its first size. */
struct sys_clone_args {
    uint64_t flags;
    uint64_t pidfd;
    uint64_t child_tid;
    uint64_t parent_tid;
    uint64_t exit_signal;
    uint64_t stack;
    uint64_t stack_size;
    uint64_t tls;
};

struct sys_utsname {
    char system[65];
    char node[65];
    char release[65];
    char version[65];
    char machine[65];
    char domain[65];
};

struct sys_timespec {
    int64_t seconds;
    int64_t nanoseconds;
};

/* struct linux_dirent64 of getdents64(2); name is NUL-terminated. */
struct sys_dirent {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

struct sys_timeval {
    int64_t seconds;
    int64_t microseconds;
};

/* struct rusage; of what follows the two times nothing is read here. */
struct sys_rusage {
    struct sys_timeval user;
    struct sys_timeval system;
    int64_t others[14];
};

/* siginfo_t as of SIGCHLD on 64-bit CPUs, padded to its 128 bytes. */
struct sys_siginfo {
    int signal;
    int error;
    int code;
    int padding;
    int pid;
    int uid;
    int status;
    int others[25];
};

/* struct epoll_event; the kernel's EPOLL_PACKED is for this CPU alone. */
struct sys_epoll_event {
    uint32_t events;
    uint64_t data;
}
#ifdef __x86_64__
__attribute__((packed))
#endif
;

struct sys_sockaddr_un {
    uint16_t family;
    char path[108];
};

static inline long sys_chdir(const char *path) {
    return arch_syscall3(__NR_chdir, (long)path, 0, 0);
}

/* CLOCK_BOOTTIME, in which the kernel tells when a process was started. */
static inline long sys_clock_boottime(struct sys_timespec *time) {
    enum { CLOCK_BOOTTIME = 7 };
    return arch_syscall3(__NR_clock_gettime, CLOCK_BOOTTIME, (long)time, 0);
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

static inline long sys_execve(const char *file, char *const argv[], char *const envp[]) {
    return arch_syscall3(__NR_execve, (long)file, (long)argv, (long)envp);
}

static inline _Noreturn void sys_exit_group(int status) {
    for (;;) {
        arch_syscall3(__NR_exit_group, status, 0, 0);
    }
}

static inline long sys_fcntl(int fd, int command, long argument) {
    return arch_syscall3(__NR_fcntl, fd, command, argument);
}

/* buffer: struct arch_stat of stat.h. */
static inline long sys_fstat(int fd, void *buffer) {
    return arch_syscall3(__NR_fstat, fd, (long)buffer, 0);
}

static inline long sys_sched_yield(void) {
    return arch_syscall3(__NR_sched_yield, 0, 0, 0);
}

static inline long sys_futex_wait(uint32_t *word, uint32_t expected, struct sys_timespec *timeout) {
    return arch_syscall4(__NR_futex, (long)word, SYS_FUTEX_WAIT_PRIVATE, expected, (long)timeout);
}

static inline long sys_futex_wake(uint32_t *word, int waiters) {
    return arch_syscall4(__NR_futex, (long)word, SYS_FUTEX_WAKE_PRIVATE, waiters, 0);
}

static inline long sys_getdents64(int fd, void *buffer, size_t size) {
    return arch_syscall3(__NR_getdents64, fd, (long)buffer, (long)size);
}

static inline long sys_mmap(size_t size, int protection) {
    return arch_syscall6(__NR_mmap, 0, (long)size, protection, SYS_MAP_PRIVATE_ANONYMOUS, -1, 0);
}

/* The same with all its pages at once: cheaper than a fault for each that is written to. */
static inline long sys_mmap_populated(size_t size, int protection) {
    return arch_syscall6(__NR_mmap, 0, (long)size, protection,
                         SYS_MAP_PRIVATE_ANONYMOUS | SYS_MAP_POPULATE, -1, 0);
}

/* Memory of an open file, of which nothing can be read or written. */
static inline long sys_mmap_name(int fd, size_t size) {
    const int private_mapping = 2;
    return arch_syscall6(__NR_mmap, 0, (long)size, 0, private_mapping, fd, 0);
}

static inline long sys_mprotect(void *start, size_t size, int protection) {
    return arch_syscall3(__NR_mprotect, (long)start, (long)size, protection);
}

/* Puts what lies at from in the place of what lies at to. */
static inline long sys_mremap_to(void *from, size_t size, void *to) {
    const long may_move_to_fixed = 1 | 2;
    return arch_syscall6(__NR_mremap, (long)from, (long)size, (long)size, may_move_to_fixed,
                         (long)to, 0);
}

static inline long sys_munmap(void *start, size_t size) {
    return arch_syscall3(__NR_munmap, (long)start, (long)size, 0);
}

static inline long sys_openat(const char *path, int flags) {
    const long at_fdcwd = -100;
    return arch_syscall4(__NR_openat, at_fdcwd, (long)path, flags, 0);
}

static inline long sys_getpid(void) {
    return arch_syscall3(__NR_getpid, 0, 0, 0);
}

/* Linux 5.3. Close-on-exec by itself. */
static inline long sys_pidfd_open(int pid) {
    return arch_syscall3(__NR_pidfd_open, pid, 0, 0);
}

/* Linux 5.1. With signal 0: 0 or EPERM while the process is there, ESRCH once it is reaped. */
static inline long sys_pidfd_send_signal(int pidfd, int signal) {
    return arch_syscall4(__NR_pidfd_send_signal, pidfd, signal, 0, 0);
}

static inline long sys_pipe2(int ends[2], int flags) {
    return arch_syscall3(__NR_pipe2, (long)ends, flags, 0);
}

static inline long sys_write(int fd, const void *bytes, size_t count) {
    return arch_syscall3(__NR_write, fd, (long)bytes, (long)count);
}

/* Of the calling process. Either of set and old may be NULL. */
static inline long sys_prlimit64(int resource, const struct sys_rlimit *set,
                                 struct sys_rlimit *old) {
    return arch_syscall4(__NR_prlimit64, 0, resource, (long)set, (long)old);
}

static inline long sys_prctl(int option, long argument) {
    return arch_syscall6(__NR_prctl, option, argument, 0, 0, 0, 0);
}

static inline long sys_read(int fd, void *buffer, size_t size) {
    return arch_syscall3(__NR_read, fd, (long)buffer, (long)size);
}

/* Returns the length, without a NUL. */
static inline long sys_readlink(const char *path, char *buffer, size_t size) {
    const long at_fdcwd = -100;
    return arch_syscall4(__NR_readlinkat, at_fdcwd, (long)path, (long)buffer, (long)size);
}

static inline long sys_rt_sigpending(uint64_t *pending) {
    return arch_syscall3(__NR_rt_sigpending, (long)pending, sizeof *pending, 0);
}

/* Returns the length with its NUL. "(unreachable)/..." for what lies outside of the root. */
static inline long sys_getcwd(char *buffer, size_t size) {
    return arch_syscall3(__NR_getcwd, (long)buffer, (long)size, 0);
}

static inline long sys_uname(struct sys_utsname *name) {
    return arch_syscall3(__NR_uname, (long)name, 0, 0);
}

static inline long sys_rt_sigaction(int signal, const struct sys_sigaction *set,
                                    struct sys_sigaction *old) {
    return arch_syscall4(__NR_rt_sigaction, signal, (long)set, (long)old, sizeof(uint64_t));
}

static inline long sys_rt_sigprocmask(int how, const uint64_t *set, uint64_t *old) {
    return arch_syscall4(__NR_rt_sigprocmask, how, (long)set, (long)old, sizeof(uint64_t));
}

static inline long sys_socket(int family, int type) {
    return arch_syscall3(__NR_socket, family, type, 0);
}

static inline long sys_sendto(int fd, const void *data, size_t size, int flags,
                              const struct sys_sockaddr_un *to, size_t to_size) {
    return arch_syscall6(__NR_sendto, fd, (long)data, (long)size, flags, (long)to, (long)to_size);
}

/* Of one child. Unlike libc's waitid the kernel's own fills a rusage too. */
static inline long sys_waitid(int pid, struct sys_siginfo *info, int options,
                              struct sys_rusage *usage) {
    return arch_syscall6(__NR_waitid, SYS_P_PID, pid, (long)info, options, (long)usage, 0);
}

static inline long sys_wait4(int pid, int *status, int options) {
    return arch_syscall4(__NR_wait4, pid, (long)status, options, 0);
}

#endif
