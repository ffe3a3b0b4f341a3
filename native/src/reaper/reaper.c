#include "reaper.h"

#include "arena.h"
#include "filtered.h"
#include "mark.h"
#include "open_limit.h"
#include "probe.h"
#include "signals.h"
#include "slots.h"
#include "sys.h"
#include "task.h"
#include "vm_end.h"

/* Marks, in an event, a descriptor that is no pidfd and wakes whoever waits. */
static const uint64_t WAKER = (uint64_t)1 << 32;

/* Each is told once, and stays in the set until it is dropped. */
static long add(int set, int fd, uint64_t data) {
    struct sys_epoll_event event = {SYS_EPOLLIN | SYS_EPOLLONESHOT, data};
    return sys_epoll_ctl(set, SYS_EPOLL_CTL_ADD, fd, &event);
}

/* Else other code has closed it, and its number may be an epoll set of the application's. */
static int is_ours(int set) {
    return mark_is(set, MARK_REAPER);
}

/* How many descriptors this process may have. */
static uint64_t open_most = ~(uint64_t)0;

static void find_open_most(void) {
    struct sys_rlimit limit;
    if (sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit) == 0) {
        open_most = limit.soft;
    }
}

/*
 * Each watched process takes a descriptor, and with the JDK's threads none would be taken: what the
 * application may come to need is left to it.
 */
static int is_crowded(uint64_t pidfd, int watched) {
    const uint64_t seen = open_limit_seen(); /* it may have been lowered */
    const uint64_t most = seen < open_most ? seen : open_most;
    const uint64_t few = most / 64;
    return pidfd >= most - most / 32 || (pidfd >= most / 4 * 3 && (uint64_t)watched >= few);
}

/* Above the cut, so that no launch copies it. */
static long lifted(long fd) {
    return fd < 0 ? fd : slots_lift((int)fd);
}

/* Two seconds, by a count: what interrupts a wait, or stops this process, costs one of them. */
enum { AT_ONCE = 0, SLICES = 200, SLICE_MILLISECONDS = 10 };

static long await_event(int set, int slices) {
    struct sys_epoll_event event;
    long result = sys_epoll_wait_one(set, &event, AT_ONCE);
    while ((result == 0 || result == -SYS_EINTR) && slices-- > 0) {
        result = sys_epoll_wait_one(set, &event, SLICE_MILLISECONDS);
    }
    return result;
}

/* Whether the set tells an end of that process within the time. 1, 0, or -errno. */
static long tells_end(int set, int pid, int slices) {
    long pidfd = sys_pidfd_open(pid);
    if (pidfd < 0) {
        return pidfd;
    }
    long result = add(set, (int)pidfd, 0);
    if (result == 0) {
        result = await_event(set, slices);
    }
    sys_close((int)pidfd);
    return result;
}

struct proof {
    volatile long result;
};

/* In a child: a filter that kills for one of these calls kills it alone. It is alive, still. */
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

/* What it tells of the calls that are needed: 0 or -errno. */
static long try_in_child(void *stack_top, long *pid) {
    struct proof proof = {-SYS_EPERM};
    struct task task = {.run = child_prove, .argument = &proof, .stack_top = stack_top};
    *pid = 0;
    if (filtered_must_ask() && !probe_survives(child_prove, &proof, stack_top)) {
        return -SYS_EPERM;
    }
    *pid = task_run(&task);
    if (*pid < 0) {
        return *pid;
    }
    return proof.result > 0 ? -SYS_ENOSYS : proof.result;
}

/* Without signals: more of them than slices, from a profiler or native code, end it too early. */
static long tells_end_in_time(int set, int pid) {
    uint64_t mask = signals_block();
    long told = tells_end(set, pid, SLICES);
    signals_restore(mask);
    return told;
}

/*
 * Makes the set only when a child has made one, for a filter may kill for that. CLONE_VFORK has the
 * child ended, or nearly: the parent goes on before an end is told.
 */
static long open_proven(void *stack_top) {
    long pid;
    long set = try_in_child(stack_top, &pid);
    if (set == 0) {
        set = lifted(sys_epoll_create());
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
    find_open_most();
    long set = arena_open(&arena, 0);
    if (set == 0) {
        set = open_proven(arena_stack_top(&arena));
        arena_close(&arena);
    }
    return set;
}

long reaper_pidfd(int pid, int watched) {
    long pidfd = lifted(sys_pidfd_open(pid));
    if (pidfd >= 0 && is_crowded((uint64_t)pidfd, watched)) {
        find_open_most(); /* the limit may be another by now */
    }
    if (pidfd >= 0 && is_crowded((uint64_t)pidfd, watched)) {
        sys_close((int)pidfd);
        return -SYS_EMFILE;
    }
    return pidfd;
}

long reaper_watch(int set, int pidfd) {
    return !is_ours(set) ? -SYS_EBADF : add(set, pidfd, (uint64_t)pidfd);
}

/* Each interruption restarts the wait: signals of a profiler would put its end off for ever. */
enum { MOST_INTERRUPTIONS = 100 };

static long await_end(int set, int milliseconds) {
    struct sys_epoll_event event = {0, 0};
    long count = -SYS_EINTR;
    for (int i = 0; i < MOST_INTERRUPTIONS && count == -SYS_EINTR; i++) {
        count = sys_epoll_wait_one(set, &event, vm_end_has_begun() ? AT_ONCE : milliseconds);
    }
    if (count < 0 && count != -SYS_EINTR) {
        return count;
    }
    if (count <= 0) {
        return vm_end_has_begun() ? -SYS_ESHUTDOWN : -SYS_ETIMEDOUT;
    }
    if (!is_ours(set)) {
        return -SYS_EBADF;
    }
    int fd = (int)event.data;
    if ((event.data & WAKER) != 0) {
        reaper_drop(set, fd);
        return vm_end_has_begun() ? -SYS_ESHUTDOWN : -SYS_ECANCELED;
    }
    return fd;
}

long reaper_await(int set, int milliseconds) {
    const int place = vm_end_enter(set);
    const long found = await_end(set, milliseconds);
    vm_end_leave(place);
    return found;
}

void reaper_close_pidfd(int pidfd) {
    long seen = reaper_look(pidfd);
    if (seen == 0 || seen == -SYS_ESRCH) {
        sys_close(pidfd);
    }
}

/*
 * The set knows a file by its description and number: what it gives out is at that number still.
 * Where other code has closed the set, only the number is left to go by.
 */
long reaper_drop(int set, int pidfd) {
    struct sys_epoll_event unused;
    if (!is_ours(set)) {
        reaper_close_pidfd(pidfd);
        return -SYS_EBADF;
    }
    long error = sys_epoll_ctl(set, SYS_EPOLL_CTL_DEL, pidfd, &unused);
    if (error == 0) {
        sys_close(pidfd);
    }
    return error;
}

void reaper_close(int set) {
    if (is_ours(set)) {
        sys_close(set);
    }
}

/* What is reserved for launches is given up for it, where those are the last that there are. */
static long open_pipe(int ends[2]) {
    long error = sys_pipe2(ends, SYS_O_CLOEXEC);
    if (error == -SYS_EMFILE) {
        slots_make_room();
        error = sys_pipe2(ends, SYS_O_CLOEXEC);
    }
    return error;
}

/*
 * By a pipe that holds a byte. Without one it would be reported only once all writers are gone, and
 * a child that other code has just forked may hold a copy of the write end until it executes.
 */
long reaper_wake(int set) {
    int ends[2];
    if (!is_ours(set)) {
        return -SYS_EBADF;
    }
    long error = open_pipe(ends);
    if (error < 0) {
        return error;
    }
    sys_write(ends[1], "", 1);
    sys_close(ends[1]);
    int fd = slots_lift(ends[0]);
    error = add(set, fd, WAKER | (uint64_t)fd);
    if (error < 0) {
        sys_close(fd);
    }
    return error;
}

long reaper_look(int pidfd) {
    long error = sys_pidfd_send_signal(pidfd, 0);
    return error == -SYS_EPERM ? 0 : error;
}
