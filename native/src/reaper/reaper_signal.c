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

/* The number behind "Pid:", which is -1 for a process that was reaped; 0 if there is none. */
static int pid_in(const char *text) {
    while (*text != '\0' && !text_starts(text, "\nPid:\t")) {
        text++;
    }
    int pid = 0;
    for (text += *text == '\0' ? 0 : sizeof "\nPid:\t" - 1; *text >= '0' && *text <= '9'; text++) {
        pid = pid * 10 + (*text - '0');
    }
    return pid;
}

/* Else it is of another pid namespace, with other numbers. */
static int procfs_counts_as_we_do(void) {
    char self[16];
    long size = sys_readlink("/proc/self", self, sizeof self - 1);
    self[size > 0 ? size : 0] = '\0';
    return text_number(self) == (int)sys_getpid();
}

/*
 * Other code may have closed the pidfd, and another child's may have its number by now. 0 if the
 * number stands for another process; 1 also where procfs does not tell.
 */
static int is_pidfd_of(int pidfd, int pid) {
    char path[sizeof "/proc/self/fdinfo/" + 16];
    char text[256];
    char *at = text_append(path, "/proc/self/fdinfo/", sizeof "/proc/self/fdinfo/" - 1);
    *text_append_number(at, pidfd) = '\0';
    if (filtered(FILTERED_READLINKAT) || !procfs_counts_as_we_do()) {
        return 1;
    }
    long fd = sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
    long size = fd < 0 ? fd : sys_read((int)fd, text, sizeof text - 1);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    text[size > 0 ? size : 0] = '\0';
    return size <= 0 || pid_in(text) == pid;
}

long reaper_signal(int pidfd, int pid, int signal) {
    if (has_ended(pid) || !is_pidfd_of(pidfd, pid)) {
        return -SYS_ESRCH;
    }
    return sys_pidfd_send_signal(pidfd, signal);
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
    if (has_ended(pid) || !is_pidfd_of(pidfd, pid)) {
        return -SYS_ESRCH;
    }
    long error = signal_led_group(pidfd, pid, signal);
    return error == -SYS_ESRCH ? sys_pidfd_send_signal(pidfd, signal) : error;
}
