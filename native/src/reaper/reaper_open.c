/* Proves with a child that the kernel reports an end by a pidfd, and makes the set. */
#include "arena.h"
#include "filtered.h"
#include "mark.h"
#include "open_limit.h"
#include "probe.h"
#include "reaper.h"
#include "reaper_set.h"
#include "signals.h"
#include "task.h"

/* Two seconds, by a count: an interruption, or a stop of this process, costs one slice. */
enum { SLICES = 200, SLICE_MILLISECONDS = 10 };

static long await_event(int set, int slices) {
    struct sys_epoll_event event;
    long result = sys_epoll_wait_one(set, &event, AT_ONCE);
    while ((result == 0 || result == -SYS_EINTR) && slices-- > 0) {
        result = sys_epoll_wait_one(set, &event, SLICE_MILLISECONDS);
    }
    return result;
}

/* Returns 1 if the set reports the end of that process in time, 0 if not, or -errno. */
static long tells_end(int set, int pid, int slices) {
    long pidfd = sys_pidfd_open(pid);
    if (pidfd < 0) {
        return pidfd;
    }
    long result = reaper_add(set, (int)pidfd, 0);
    if (result == 0) {
        result = await_event(set, slices);
    }
    sys_close((int)pidfd);
    return result;
}

struct proof {
    volatile long result;
};

/* Runs in a child, which alone a filter then kills. The child must report itself alive. */
static void child_prove(void *argument) {
    struct proof *proof = argument;
    probe_dump_nothing();
    long set = sys_epoll_create();
    long told = set < 0 ? set : tells_end((int)set, (int)sys_getpid(), AT_ONCE);
    long pidfd = sys_pidfd_open((int)sys_getpid());
    long looked = pidfd < 0 ? pidfd : sys_pidfd_send_signal((int)pidfd, 0);
    proof->result = told != 0 ? told : looked;
    sys_exit_group(0);
}

/* Makes the calls that are needed in a child. 0 or -errno. */
static long try_in_child(void *stack_top, long *pid) {
    struct proof proof = {-SYS_EPERM};
    struct task task = {.run = child_prove, .argument = &proof, .stack_top = stack_top};
    *pid = 0;
    if (filtered_needs_probe() && !probe_survives(child_prove, &proof, stack_top)) {
        return -SYS_EPERM;
    }
    *pid = task_run(&task);
    if (*pid < 0) {
        return *pid;
    }
    return proof.result > 0 ? -SYS_ENOSYS : proof.result;
}

/*
 * Blocks signals: more of them than slices, from a profiler or native code, would end the wait too
 * early.
 */
static long tells_end_in_time(int set, int pid) {
    uint64_t mask = signals_block();
    long told = tells_end(set, pid, SLICES);
    signals_restore(mask);
    return told;
}

/*
 * Makes the set only after a child has made one, because a filter may kill for that. When the
 * parent returns from CLONE_VFORK the child has ended or is about to; its end may be reported
 * slightly later.
 */
static long open_proven(void *stack_top) {
    long pid;
    long set = try_in_child(stack_top, &pid);
    if (set == 0) {
        set = reaper_lifted(sys_epoll_create());
    }
    long told = set < 0 ? set : mark_set((int)set, MARK_REAPER);
    if (set >= 0 && told == 0) {
        told = tells_end_in_time((int)set, (int)pid);
    }
    if (pid > 0) {
        task_reap((int)pid);
    }
    if (set >= 0 && told <= 0) {
        sys_close((int)set);
        return told == 0 ? -SYS_ENOSYS : told;
    }
    return set;
}

long reaper_open(void) {
    struct arena arena;
    open_limit_ask();
    long set = arena_open(&arena, 0);
    if (set == 0) {
        set = open_proven(arena_stack_top(&arena));
        arena_close(&arena);
    }
    return set;
}
