#include "tie.h"

#include "filtered.h"
#include "sys.h"

enum {
    PAGE = 4096,
    FIRST_PAUSE_MILLISECONDS = 1,
    LONGEST_PAUSE_MILLISECONDS = 16 * 1024,
    MILLISECONDS = 1000,
};
static const int64_t NANOSECONDS = 1000 * 1000;

static int is_forbidden(void) {
    return filtered(FILTERED_CLOSE_RANGE) || filtered(FILTERED_PIPE2) || filtered(FILTERED_FCNTL);
}

/*
 * A copy of the table would hold files that other threads close, if only for an instant: an exec of
 * such a file fails with ETXTBSY. So what is at or above the cut is not copied.
 */
static long take_table(const struct tie *tie) {
    const unsigned cgroup = tie->cgroup == NULL || *tie->cgroup < 0 ? 0 : (unsigned)*tie->cgroup;
    if (tie->cut == TIE_WHOLE_TABLE) {
        return sys_close_range(~0U, ~0U, 0); /* only if tie_keep can do its work */
    }
    if (cgroup < tie->cut) {
        return sys_close_range(tie->cut, ~0U, SYS_CLOSE_RANGE_UNSHARE);
    }
    long error = sys_close_range(cgroup + 1, ~0U, SYS_CLOSE_RANGE_UNSHARE);
    return error < 0 || cgroup == tie->cut ? error : sys_close_range(tie->cut, cgroup - 1, 0);
}

static long arm(int end, int signal) {
    long error = sys_fcntl(end, SYS_F_SETSIG, signal);
    return error < 0 ? error : sys_fcntl(end, SYS_F_SETFL, SYS_O_ASYNC);
}

long tie_make(const struct tie *tie) {
    if (is_forbidden()) {
        return -SYS_EPERM;
    }
    long error = take_table(tie);
    if (error == 0) {
        error = sys_pipe2(tie->ends, SYS_O_CLOEXEC);
    }
    if (error < 0) {
        return error;
    }
    /* Nothing is ever written, and a user has only so many pages for pipes (pipe-user-pages-soft).
     */
    sys_fcntl(tie->ends[1], SYS_F_SETPIPE_SZ, PAGE);
    error = arm(tie->ends[0], tie->signal);
    return error < 0 ? error : arm(tie->ends[1], tie->signal);
}

/* first is above last if nothing is in between. */
static void close_from_to(int first, int last) {
    if (first <= last) {
        sys_close_range((unsigned)first, (unsigned)last, 0);
    }
}

void tie_keep(const int ends[2]) {
    int low = ends[0] < ends[1] ? ends[0] : ends[1];
    int high = ends[0] < ends[1] ? ends[1] : ends[0];
    close_from_to(0, low - 1);
    close_from_to(low + 1, high - 1);
    sys_close_range((unsigned)high + 1, ~0U, 0);
}

static void untie(const int ends[2]) {
    for (int i = 0; i < 2; i++) {
        sys_fcntl(ends[i], SYS_F_SETOWN, 0);
    }
}

/*
 * Nothing tells that a group has become empty. The leader is reaped within a millisecond, and
 * usually was alone.
 */
void tie_await_end(const int ends[2], int group) {
    uint32_t never = 0;
    if (filtered(FILTERED_KILL)) {
        untie(ends);
        return;
    }
    for (int64_t pause = FIRST_PAUSE_MILLISECONDS; sys_kill(-group, 0) != -SYS_ESRCH;) {
        struct sys_timespec time = {pause / MILLISECONDS, pause % MILLISECONDS * NANOSECONDS};
        sys_futex_wait(&never, 0, &time);
        pause = pause < LONGEST_PAUSE_MILLISECONDS ? 2 * pause : pause;
    }
}
