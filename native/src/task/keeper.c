#include "keeper.h"

#include "clone.h"
#include "filtered.h"
#include "libc.h"
#include "sys.h"

enum { STACK = 8 * 1024, SLICE_NANOSECONDS = 100 * 1000 * 1000, NOT_TIED = -1 };

/* At the top of the keeper's stack, which stays until the launching thread has left. */
struct launch {
    _Alignas(16) const struct task *task; /* the launching thread's: gone once that has left */
    char *stack;                          /* with its guard page */
    size_t size;
    int pid; /* or -errno */
    uint32_t running;
    uint32_t left;
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

static long clone_telling(struct launch *launch) {
    struct task task = *launch->task;
    task.pid = &launch->pid;
    task.running = &launch->running;
    return task_clone(&task);
}

/*
 * The kernel wakes the launching thread and this one at once: one hand-over less. It does so only
 * if clone3 made the child, and before 5.16 not if the child dumps core.
 */
static void tell(struct launch *launch, long pid) {
    __atomic_store_n(&launch->pid, (int)pid, __ATOMIC_RELAXED);
    if (__atomic_exchange_n(&launch->running, 0, __ATOMIC_ACQ_REL) != 0) {
        sys_futex_wake_shared(&launch->running, 1);
    }
}

/*
 * What the child inherits, this thread must not hold: who reads its output waits for the end. The
 * launching thread may leave before this one has closed it; but not if a file is among it, which
 * somebody may want to execute once the child has ended. Returns the pid, or -errno.
 */
static long start(struct launch *launch, int ends[2]) {
    struct tie *tie = launch->task->tie;
    if (tie == NULL) {
        return clone_telling(launch);
    }
    long error = tie_make(tie);
    if (error < 0) {
        tie->error = (int)-error;
        return error;
    }
    int held[TIE_HELD];
    tie_list(tie, held); /* the tie may be gone after the clone */
    ends[0] = tie->ends[0];
    ends[1] = tie->ends[1];
    long pid = tie->has_files ? task_clone(launch->task) : clone_telling(launch);
    tie_keep(ends, held);
    return pid;
}

static void keep(void *argument) {
    struct launch *launch = argument;
    int ends[2] = {NOT_TIED, NOT_TIED};
    long pid = start(launch, ends);
    tell(launch, pid);
    if (pid > 0) {
        sys_prctl(SYS_PR_SET_NAME, (long)"procex-keeper");
        await_end((int)pid);
    }
    if (pid > 0 && ends[0] != NOT_TIED) {
        tie_await_end(ends, (int)pid);
    }
    struct sys_timespec slice = {0, SLICE_NANOSECONDS};
    while (!__atomic_load_n(&launch->left, __ATOMIC_ACQUIRE)) {
        sys_futex_wait(&launch->left, 0, &slice);
    }
    arch_leave(launch->stack, launch->size);
}

static struct launch *map_stack(const struct task *task, long *error) {
    size_t guard = libc_page_size();
    size_t size = guard + STACK;
    long start = sys_mmap_populated(size, SYS_PROT_READ_WRITE);
    *error = start;
    if (sys_is_error(start)) {
        return NULL;
    }
    *error = sys_mprotect((char *)start, guard, SYS_PROT_NONE);
    if (*error < 0) {
        sys_munmap((char *)start, size);
        return NULL;
    }
    struct launch *launch = (struct launch *)(start + (long)size) - 1;
    *launch = (struct launch){.task = task, .stack = (char *)start, .size = size, .running = 1};
    return launch;
}

/* The wake comes when the keeper may have gone, and wakes who waits there now, who looks again. */
static void leave(struct launch *launch) {
    uint32_t *left = &launch->left;
    __atomic_store_n(left, 1, __ATOMIC_RELEASE);
    sys_futex_wake(left, 1);
}

long keeper_run(const struct task *task, long *pid) {
    const int copies = task->tie != NULL && task->tie->cut == TIE_WHOLE_TABLE;
    const unsigned long flags = SYS_CLONE_VM | SYS_CLONE_FS | (copies ? 0 : SYS_CLONE_FILES) |
                                SYS_CLONE_SIGHAND | SYS_CLONE_THREAD | SYS_CLONE_SYSVSEM;
    long error;
    struct launch *launch = map_stack(task, &error);
    if (launch == NULL) {
        return error;
    }
    long thread = task_start_thread(flags, launch, keep, launch);
    if (thread < 0) {
        sys_munmap(launch->stack, launch->size);
        return thread;
    }
    /* Looks again now and then: a launch must not hang if nobody can wake. */
    struct sys_timespec slice = {0, SLICE_NANOSECONDS};
    while (__atomic_load_n(&launch->running, __ATOMIC_ACQUIRE)) {
        sys_futex_wait_shared(&launch->running, 1, &slice);
    }
    *pid = __atomic_load_n(&launch->pid, __ATOMIC_RELAXED);
    leave(launch);
    return 0;
}
