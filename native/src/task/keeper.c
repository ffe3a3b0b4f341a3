#include "keeper.h"

#include "filtered.h"
#include "sys.h"

enum { GUARD = 4096, STACK = 8 * 1024, SIZE = GUARD + STACK };

/* Lies on the stack of the launching thread, which waits for done. */
struct launch {
    const struct task *task;
    char *stack;
    long pid;
    uint32_t done;
};

/* A child that the launching thread reaps at once is gone already. */
static void await_end(int pid) {
    long error;
    do {
        error = filtered(FILTERED_WAITID) ? -SYS_EPERM
                                          : sys_waitid(pid, NULL, SYS_WEXITED | SYS_WNOWAIT, NULL);
    } while (error == -SYS_EINTR);
    while (error < 0 && error != -SYS_ECHILD) {
        uint32_t never = 0; /* a filter forbids to wait: the child must not be killed for that */
        sys_futex_wait(&never, 0, NULL);
    }
}

static void keep(void *argument) {
    struct launch *launch = argument;
    char *stack = launch->stack;
    long pid = task_clone(launch->task);
    launch->pid = pid;
    __atomic_store_n(&launch->done, 1, __ATOMIC_RELEASE);
    sys_futex_wake(&launch->done,
                   1); /* it may be another launch's word by now, whose waiter looks again */
    if (pid > 0) {
        sys_prctl(SYS_PR_SET_NAME, (long)"procex-keeper");
        await_end((int)pid);
    }
    arch_leave(stack, SIZE);
}

static long map_stack(char **stack) {
    long start = sys_mmap_populated(SIZE, SYS_PROT_READ_WRITE);
    if (start < 0 && start > -4096) {
        return start;
    }
    *stack = (char *)start;
    long error = sys_mprotect(*stack, GUARD, SYS_PROT_NONE);
    if (error < 0) {
        sys_munmap(*stack, SIZE);
    }
    return error;
}

long keeper_run(const struct task *task, long *pid) {
    const unsigned long flags = SYS_CLONE_VM | SYS_CLONE_FS | SYS_CLONE_FILES | SYS_CLONE_SIGHAND |
                                SYS_CLONE_THREAD | SYS_CLONE_SYSVSEM;
    struct launch launch = {.task = task};
    long error = map_stack(&launch.stack);
    if (error < 0) {
        return error;
    }
    long thread = task_start_thread(flags, launch.stack + SIZE, keep, &launch);
    if (thread < 0) {
        sys_munmap(launch.stack, SIZE);
        return thread;
    }
    while (!__atomic_load_n(&launch.done, __ATOMIC_ACQUIRE)) {
        sys_futex_wait(&launch.done, 0, NULL);
    }
    *pid = launch.pid;
    return 0;
}
