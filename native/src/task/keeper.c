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

/* What the child inherits, this thread must not hold: who reads its output waits for the end. */
static long start_tied(const struct task *task, int ends[2], int *is_tied) {
    if (task->tie == NULL) {
        return task_clone(task);
    }
    long error = tie_make(task->tie);
    if (error < 0) {
        task->tie->error = (int)-error;
        return error;
    }
    long pid = task_clone(task);
    ends[0] = task->tie->ends[0];
    ends[1] = task->tie->ends[1];
    *is_tied = 1;
    tie_keep(ends);
    return pid;
}

static void keep(void *argument) {
    struct launch *launch = argument;
    char *stack = launch->stack;
    size_t size = launch->size;
    int ends[2] = {0, 0}; /* what the launch points to is gone when it is done */
    int is_tied = 0;
    long pid = start_tied(launch->task, ends, &is_tied);
    launch->pid = pid;
    __atomic_store_n(&launch->done, 1, __ATOMIC_RELEASE);
    sys_futex_wake(&launch->done,
                   1); /* it may be another launch's word by now, whose waiter looks again */
    if (pid > 0) {
        sys_prctl(SYS_PR_SET_NAME, (long)"procex-keeper");
        await_end((int)pid);
    }
    if (pid > 0 && is_tied) {
        tie_await_end(ends, (int)pid);
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
    const int copies = task->tie != NULL && task->tie->cut == TIE_WHOLE_TABLE;
    const unsigned long flags = SYS_CLONE_VM | SYS_CLONE_FS | (copies ? 0 : SYS_CLONE_FILES) |
                                SYS_CLONE_SIGHAND | SYS_CLONE_THREAD | SYS_CLONE_SYSVSEM;
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
    while (!__atomic_load_n(&launch.done, __ATOMIC_ACQUIRE)) {
        sys_futex_wait(&launch.done, 0, NULL);
    }
    *pid = launch.pid;
    return 0;
}
