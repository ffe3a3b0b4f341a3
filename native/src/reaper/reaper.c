#include "reaper.h"

#include "filtered.h"
#include "mark.h"
#include "reaper_set.h"
#include "slots.h"
#include "sys.h"
#include "vm_end.h"

/* Marks an event of a descriptor that is no pidfd and wakes a waiter. */
static const uint64_t WAKER = (uint64_t)1 << 32;

/* If other code has closed it, its number may be an epoll set of the application's. */
static int is_ours(int set) {
    return mark_is(set, MARK_REAPER);
}

long reaper_watch(int set, int pidfd) {
    return !is_ours(set) ? -SYS_EBADF : reaper_add(set, pidfd, (uint64_t)pidfd);
}

/* Each interruption restarts the wait: signals of a profiler would put its end off for ever. */
enum { MOST_INTERRUPTIONS = 100 };

/*
 * What is left of a wait that was interrupted. Only then the clock is read, so that the wait ends
 * too late by the time before its first interruption.
 */
static int left_of(int milliseconds, int64_t *end) {
    struct sys_timespec time;
    if (filtered(FILTERED_CLOCK_GETTIME) || sys_clock_monotonic(&time) < 0) {
        return milliseconds;
    }
    const int64_t now = time.seconds * 1000 + time.nanoseconds / 1000000;
    if (*end == 0) {
        *end = now + milliseconds;
    }
    return *end > now ? (int)(*end - now) : AT_ONCE;
}

static long await_end(int set, int milliseconds) {
    struct sys_epoll_event event = {0, 0};
    int64_t end = 0;
    int left = milliseconds;
    long count = -SYS_EINTR;
    for (int i = 0; i < MOST_INTERRUPTIONS && count == -SYS_EINTR; i++) {
        count = sys_epoll_wait_one(set, &event, vm_end_has_begun() ? AT_ONCE : left);
        left = count == -SYS_EINTR ? left_of(milliseconds, &end) : left;
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
 * If other code has closed the set, only the number is left to go by.
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
    } else if (error != -SYS_ENOENT && error != -SYS_EBADF) {
        reaper_close_pidfd(pidfd); /* the set does not tell whose number it is */
    }
    return error;
}

void reaper_close(int set) {
    if (is_ours(set)) {
        sys_close(set);
    }
}

/* Gives up descriptors that are reserved for launches if they are the last that there are. */
static long open_pipe(int ends[2]) {
    long error = sys_pipe2(ends, SYS_O_CLOEXEC);
    if (error == -SYS_EMFILE) {
        slots_make_room();
        error = sys_pipe2(ends, SYS_O_CLOEXEC);
    }
    return error;
}

/*
 * A pipe that holds a byte wakes the waiter. Without the byte it would be reported only once all
 * writers are gone, and a child that other code has just forked may hold a copy of the write end
 * until it executes.
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
    error = reaper_add(set, fd, WAKER | (uint64_t)fd);
    if (error < 0) {
        sys_close(fd);
    }
    return error;
}

long reaper_look(int pidfd) {
    long error = sys_pidfd_send_signal(pidfd, 0);
    return error == -SYS_EPERM ? 0 : error;
}
