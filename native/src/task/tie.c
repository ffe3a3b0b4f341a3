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
 * Returns a number from which on nothing is needed, of whole words of the kernel's table: it
 * copies words, and kernels with CVE-2024-45025 no parts of them rightly.
 */
static unsigned end_of(const struct tie *tie) {
    const unsigned word = 64;
    const int cgroup = tie->cgroup == NULL ? -1 : *tie->cgroup;
    return cgroup < (int)tie->cut ? tie->cut : ((unsigned)cgroup / word + 1) * word;
}

static long close_all_but(const int *kept, int count) {
    unsigned next = 0;
    for (;;) {
        unsigned lowest = ~0U;
        for (int i = 0; i < count; i++) {
            if (kept[i] >= (int)next && (unsigned)kept[i] < lowest) {
                lowest = (unsigned)kept[i];
            }
        }
        if (lowest == ~0U) {
            return sys_close_range(next, ~0U, 0);
        }
        long error = lowest == next ? 0 : sys_close_range(next, lowest - 1, 0);
        if (error < 0) {
            return error;
        }
        next = lowest + 1;
    }
}

void tie_list(const struct tie *tie, int held[TIE_HELD]) {
    for (int i = 0; i < 3; i++) {
        held[i] = tie->sources[i];
    }
    held[3] = tie->cgroup == NULL ? -1 : *tie->cgroup;
}

/*
 * Only what the child needs is held while that is launched. It may hang in its exec, and who reads
 * from another child waits until all have closed the pipe. Of a file that is written elsewhere no
 * copy may be made, if only for an instant: its exec would fail with ETXTBSY. So the kernel copies
 * nothing from the cut on, unless a control group lies above it.
 */
static long take_table(const struct tie *tie) {
    int needed[TIE_HELD];
    tie_list(tie, needed);
    long error = tie->cut == TIE_WHOLE_TABLE
                     ? 0
                     : sys_close_range(end_of(tie), ~0U, SYS_CLOSE_RANGE_UNSHARE);
    return error < 0 ? error : close_all_but(needed, TIE_HELD);
}

/* A number below 3 that is not open would else become the child's standard stream. */
static long open_ends(int ends[2]) {
    long error = sys_pipe2(ends, SYS_O_CLOEXEC);
    for (int i = 0; i < 2 && error == 0; i++) {
        if (ends[i] < SYS_AFTER_STDIO) {
            long lifted = sys_fcntl(ends[i], SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
            sys_close(ends[i]);
            ends[i] = (int)lifted;
            error = lifted < 0 ? lifted : 0;
        }
    }
    return error;
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
        error = open_ends(tie->ends);
    }
    if (error < 0) {
        return error;
    }
    /* Nothing is ever written, and a user has only so many pages for pipes. */
    sys_fcntl(tie->ends[1], SYS_F_SETPIPE_SZ, PAGE);
    error = arm(tie->ends[0], tie->signal);
    return error < 0 ? error : arm(tie->ends[1], tie->signal);
}

void tie_keep(const int ends[2], const int held[TIE_HELD]) {
    long error = close_all_but(ends, 2);
    for (int i = 0; i < TIE_HELD && error < 0; i++) {
        if (held[i] >= 0) {
            sys_close(held[i]);
        }
    }
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
