/* Kernel calls for signals; see sys.h. */
#ifndef PROCEX_SYS_SIGNALS_H
#define PROCEX_SYS_SIGNALS_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall.h"

enum {
    SYS_SIG_SETMASK = 2,
    SYS_SIGNALS = 64,
    SYS_SIGPIPE = 13,
    SYS_SIGCHLD = 17,
    SYS_SIGSYS = 31,
};

#define SYS_SIG_DFL ((void *)0)
#define SYS_SIG_IGN ((void *)1)

struct sys_sigaction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};

static inline long sys_rt_sigaction(int signal, const struct sys_sigaction *set,
                                    struct sys_sigaction *old) {
    return arch_syscall4(__NR_rt_sigaction, signal, (long)set, (long)old, sizeof(uint64_t));
}

static inline long sys_rt_sigpending(uint64_t *pending) {
    return arch_syscall3(__NR_rt_sigpending, (long)pending, sizeof *pending, 0);
}

static inline long sys_rt_sigprocmask(int how, const uint64_t *set, uint64_t *old) {
    return arch_syscall4(__NR_rt_sigprocmask, how, (long)set, (long)old, sizeof(uint64_t));
}

#endif
