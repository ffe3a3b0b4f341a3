/* Signals for children whose time is over. */
#include "filtered.h"
#include "pidfd.h"
#include "reaper.h"
#include "sys.h"

/*
 * The kernel takes a signal for a child that has ended and is not reaped yet. It has no effect, and
 * must not count as what ended the child.
 */
static int has_ended(int pid) {
    struct sys_siginfo info = {0};
    if (filtered(FILTERED_WAITID)) {
        return 0;
    }
    const int options = SYS_WEXITED | SYS_WNOWAIT | SYS_WNOHANG;
    return sys_waitid(pid, &info, options, NULL) == 0 && info.pid == pid;
}

/* 0 if the child still runs, and the pidfd is its own. */
static long check(int pidfd, int pid) {
    return has_ended(pid) ? -SYS_ESRCH : pidfd_check(pidfd, pid);
}

long reaper_signal(int pidfd, int pid, int signal) {
    long error = check(pidfd, pid);
    return error < 0 ? error : sys_pidfd_send_signal(pidfd, signal);
}

/*
 * ESRCH if the child leads no group: while it is not reaped, no other process can have a group of
 * its number. If other code has reaped it against all rules, the pidfd tells.
 */
static long signal_led_group(int pidfd, int pid, int signal) {
    long error = sys_pidfd_signal_group(pidfd, signal);
    if (error != -SYS_EINVAL) {
        return error;
    }
    error = reaper_look(pidfd);
    if (error == 0) {
        error = filtered(FILTERED_KILL) ? -SYS_EPERM : sys_kill(-pid, signal);
    }
    return error;
}

long reaper_signal_group(int pidfd, int pid, int signal) {
    long error = check(pidfd, pid);
    if (error < 0) {
        return error;
    }
    error = signal_led_group(pidfd, pid, signal);
    return error == -SYS_ESRCH ? sys_pidfd_send_signal(pidfd, signal) : error;
}
