/* Kernel calls for processes and their limits; see sys.h. */
#ifndef PROCEX_SYS_PROCESS_H
#define PROCEX_SYS_PROCESS_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall.h"
#include "sys_time.h"

enum {
    SYS_RLIMIT_CORE = 4,
    SYS_RLIMIT_NOFILE = 7,
    SYS_RLIMIT_LOCKS = 10,
    SYS_PR_SET_NAME = 15,
    SYS_PR_GET_CHILD_SUBREAPER = 37,
    SYS_WALL = 0x40000000,
    SYS_P_PID = 1,
    SYS_P_PIDFD = 3,
    SYS_WNOHANG = 1,
    SYS_WEXITED = 4,
    SYS_WNOWAIT = 0x01000000,
};

#define SYS_CLONE_VM 0x00000100UL
#define SYS_CLONE_FS 0x00000200UL
#define SYS_CLONE_FILES 0x00000400UL
#define SYS_CLONE_SIGHAND 0x00000800UL
#define SYS_CLONE_VFORK 0x00004000UL
#define SYS_CLONE_THREAD 0x00010000UL
#define SYS_CLONE_SYSVSEM 0x00040000UL
#define SYS_CLONE_PARENT_SETTID 0x00100000UL
#define SYS_CLONE_CHILD_CLEARTID 0x00200000UL
/* clone3 only, Linux 5.5. */
#define SYS_CLONE_CLEAR_SIGHAND 0x100000000UL
/* clone3 only, Linux 5.7. */
#define SYS_CLONE_INTO_CGROUP 0x200000000UL

struct sys_rlimit {
    uint64_t soft;
    uint64_t hard;
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

static inline long sys_execve(const char *file, char *const argv[], char *const envp[]) {
    return arch_syscall3(__NR_execve, (long)file, (long)argv, (long)envp);
}

static inline _Noreturn void sys_exit_group(int status) {
    for (;;) {
        arch_syscall3(__NR_exit_group, status, 0, 0);
    }
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

/* Linux 6.9, EINVAL before. To all processes of the group that the process leads or has led. */
static inline long sys_pidfd_signal_group(int pidfd, int signal) {
    enum { PIDFD_SIGNAL_PROCESS_GROUP = 4 };
    return arch_syscall4(__NR_pidfd_send_signal, pidfd, signal, 0, PIDFD_SIGNAL_PROCESS_GROUP);
}

static inline long sys_kill(int pid, int signal) {
    return arch_syscall3(__NR_kill, pid, signal, 0);
}

static inline long sys_prctl(int option, long argument) {
    return arch_syscall6(__NR_prctl, option, argument, 0, 0, 0, 0);
}

/* Changes the calling process. Either of set and old may be NULL. */
static inline long sys_prlimit64(int resource, const struct sys_rlimit *set,
                                 struct sys_rlimit *old) {
    return arch_syscall4(__NR_prlimit64, 0, resource, (long)set, (long)old);
}

static inline long sys_sched_yield(void) {
    return arch_syscall3(__NR_sched_yield, 0, 0, 0);
}

static inline long sys_setsid(void) {
    return arch_syscall3(__NR_setsid, 0, 0, 0);
}

static inline long sys_uname(struct sys_utsname *name) {
    return arch_syscall3(__NR_uname, (long)name, 0, 0);
}

/* Waits for one child. Unlike libc's waitid, the kernel's also fills a rusage. */
static inline long sys_waitid(int pid, struct sys_siginfo *info, int options,
                              struct sys_rusage *usage) {
    return arch_syscall6(__NR_waitid, SYS_P_PID, pid, (long)info, options, (long)usage, 0);
}

/* Linux 5.4, EINVAL before. */
static inline long sys_waitid_pidfd(int pidfd, struct sys_siginfo *info, int options) {
    return arch_syscall6(__NR_waitid, SYS_P_PIDFD, pidfd, (long)info, options, 0, 0);
}

static inline long sys_wait4(int pid, int *status, int options) {
    return arch_syscall4(__NR_wait4, pid, (long)status, options, 0);
}

#endif
