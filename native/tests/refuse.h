/* Makes the kernel refuse a system call with a chosen errno, by a seccomp filter on this process.
 */
#ifndef PROCEX_REFUSE_H
#define PROCEX_REFUSE_H

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* In the place of an errno: the process, or the thread, ends by SIGSYS; or gets that signal. */
#define REFUSE_BY_KILLING (-1)
#define REFUSE_BY_KILLING_THREAD (-2)
#define REFUSE_BY_TRAP (-3)

/* Which calls: number, and only where argument has at least one bit of mask (mask 0: all calls). */
struct refusal {
    int number;
    int argument;
    unsigned mask;
    int error;
};

static inline unsigned refuse_action(int error) {
    switch (error) {
    case REFUSE_BY_KILLING:
        return SECCOMP_RET_KILL_PROCESS;
    case REFUSE_BY_KILLING_THREAD:
        return SECCOMP_RET_KILL_THREAD;
    case REFUSE_BY_TRAP:
        return SECCOMP_RET_TRAP;
    default:
        return SECCOMP_RET_ERRNO | (unsigned)error;
    }
}

/* 0, or -1 with errno where the process may not install filters. */
static inline int refuse(const struct refusal *refusal) {
    unsigned argument = (unsigned)(offsetof(struct seccomp_data, args) + 8U * refusal->argument);
    unsigned action = refuse_action(refusal->error);
    struct sock_filter all[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refusal->number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, action),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_filter masked[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refusal->number, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, argument),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, refusal->mask, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, action),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {4, all};
    if (refusal->mask != 0) {
        program = (struct sock_fprog){6, masked};
    }
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

#endif
