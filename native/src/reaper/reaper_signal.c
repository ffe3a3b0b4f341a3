/* Signals for children whose time is over. */
#include "filtered.h"
#include "reaper.h"
#include "sys.h"
#include "text.h"

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

/* 0 if the text about a pidfd names that process; ESRCH if its process was reaped; else EBADF. */
static long compared(const char *text, int pid) {
    const char *digits = text_behind("\nPid:\t", text);
    int named = 0;
    if (*digits == '-') {
        return -SYS_ESRCH;
    }
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        named = named * 10 + (*digits - '0');
    }
    return named == pid ? 0 : -SYS_EBADF;
}

/* Else it is of another pid namespace, with other numbers. */
static int procfs_counts_as_we_do(void) {
    char self[16];
    long size = sys_readlink("/proc/self", self, sizeof self - 1);
    self[size > 0 ? size : 0] = '\0';
    return text_number(self) == (int)sys_getpid();
}

/*
 * Other code may have closed the pidfd, and another child's may have its number by now. 0 also
 * where procfs does not tell; -EBADF if the number is another file's.
 */
static long check_pidfd(int pidfd, int pid) {
    char path[sizeof "/proc/self/fdinfo/" + 16];
    char text[256];
    char *at = text_append(path, "/proc/self/fdinfo/", sizeof "/proc/self/fdinfo/" - 1);
    *text_append_number(at, pidfd) = '\0';
    if (filtered(FILTERED_READLINKAT) || !procfs_counts_as_we_do()) {
        return 0;
    }
    long fd = sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
    long size = fd < 0 ? fd : sys_read((int)fd, text, sizeof text - 1);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    text[size > 0 ? size : 0] = '\0';
    return size <= 0 ? 0 : compared(text, pid);
}

/* 0 if the child still runs, and the pidfd is its own. */
static long check(int pidfd, int pid) {
    return has_ended(pid) ? -SYS_ESRCH : check_pidfd(pidfd, pid);
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
