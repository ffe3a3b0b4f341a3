/* Kernel calls that only the lockdown of the JVM needs; see sys.h. */
#ifndef PROCEX_SYS_LOCKDOWN_H
#define PROCEX_SYS_LOCKDOWN_H

#include "sys.h"
#include "sys_settings.h"
#include "sys_signals.h"

enum {
    SYS_SECCOMP_TSYNC = 1,
    SYS_SECCOMP_SPEC_ALLOW = 4,
    SYS_LANDLOCK_TSYNC = 8,
    SYS_SI_QUEUE = -1,
    SYS_SIGRTMAX = 64,
    SYS_SIGRTMIN = 35, /* the first that neither glibc nor musl has taken */
};

#define SYS_SA_SIGINFO 0x00000004UL
#define SYS_SA_ONSTACK 0x08000000UL
#define SYS_SA_RESTART 0x10000000UL

/* siginfo_t as of sigqueue(3) on 64-bit CPUs, padded to its 128 bytes. */
struct sys_queued_signal {
    int signal;
    int error;
    int code;
    int padding;
    int pid;
    int uid;
    void *value;
    int others[24];
};

static inline long sys_gettid(void) {
    return arch_syscall3(__NR_gettid, 0, 0, 0);
}

/*
 * Puts all threads of this process under the filter, Linux 3.17. Returns 0, -errno, or the thread
 * that has a filter which this one does not know.
 */
static inline long sys_seccomp_all(const struct sys_filter_program *program, int flags) {
    return arch_syscall3(__NR_seccomp, SYS_SECCOMP_SET_MODE_FILTER, SYS_SECCOMP_TSYNC | flags,
                         (long)program);
}

/* As sys_landlock_restrict_self, for all threads of this process. Linux 7.0, EINVAL before. */
static inline long sys_landlock_restrict_all(int ruleset) {
    return arch_syscall3(__NR_landlock_restrict_self, ruleset, SYS_LANDLOCK_TSYNC, 0);
}

/* Sends a signal to one thread of this process, with what its handler is told. */
static inline long sys_signal_thread(int pid, int thread, int signal,
                                     const struct sys_queued_signal *info) {
    return arch_syscall4(__NR_rt_tgsigqueueinfo, pid, thread, signal, (long)info);
}

#endif
