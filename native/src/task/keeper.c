#include "keeper.h"

#include "clone.h"
#include "filtered.h"
#include "libc.h"
#include "sys.h"

enum { STACK = 8 * 1024 };

/* Lies on the stack of the launching thread, which waits for done. */
struct launch {
    const struct task *task;
    char *stack; /* with its guard page */
    size_t size;
    long pid;
    uint32_t done;
};

static long wait_for(int pid) {
    return filtered(FILTERED_WAITID) ? -SYS_EPERM
                                     : sys_waitid(pid, NULL, SYS_WEXITED | SYS_WNOWAIT, NULL);
}

/*
 * A child that the launching thread reaps at once is gone already. If the kernel refuses to wait,
 * this thread must not end, which would kill the child: it asks again, unless a filter forbids it.
 */
static void await_end(int pid) {
    struct sys_timespec second = {1, 0};
    long error = wait_for(pid);
    while (error < 0 && error != -SYS_ECHILD) {
        uint32_t never = 0;
        if (error != -SYS_EINTR) {
            sys_futex_wait(&never, 0, filtered(FILTERED_WAITID) ? NULL : &second);
        }
        error = wait_for(pid);
    }
}

static void keep(void *argument) {
    struct launch *launch = argument;
    char *stack = launch->stack;
    size_t size = launch->size;
    long pid = task_clone(launch->task);
    launch->pid = pid;
    __atomic_store_n(&launch->done, 1, __ATOMIC_RELEASE);
    sys_futex_wake(&launch->done,
                   1); /* it may be another launch's word by now, whose waiter looks again */
    if (pid > 0) {
        sys_prctl(SYS_PR_SET_NAME, (long)"procex-keeper");
        await_end((int)pid);
    }
    arch_leave(stack, size);
}

static long map_stack(struct launch *launch) {
    size_t guard = libc_page_size();
    launch->size = guard + STACK;
    long start = sys_mmap_populated(launch->size, SYS_PROT_READ_WRITE);
    if (sys_is_error(start)) {
        return start;
    }
    launch->stack = (char *)start;
    long error = sys_mprotect(launch->stack, guard, SYS_PROT_NONE);
    if (error < 0) {
        sys_munmap(launch->stack, launch->size);
    }
    return error;
}

long keeper_run(const struct task *task, long *pid) {
    const unsigned long flags = SYS_CLONE_VM | SYS_CLONE_FS | SYS_CLONE_FILES | SYS_CLONE_SIGHAND |
                                SYS_CLONE_THREAD | SYS_CLONE_SYSVSEM;
    struct launch launch = {.task = task};
    long error = map_stack(&launch);
    if (error < 0) {
        return error;
    }
    long thread = task_start_thread(flags, launch.stack + launch.size, keep, &launch);
    if (thread < 0) {
        sys_munmap(launch.stack, launch.size);
        return thread;
    }
    /* Looks again now and then: a launch must not hang if the keeper cannot wake. */
    struct sys_timespec slice = {0, 100000000};
    while (!__atomic_load_n(&launch.done, __ATOMIC_ACQUIRE)) {
        sys_futex_wait(&launch.done, 0, &slice);
    }
    *pid = launch.pid;
    return 0;
}
