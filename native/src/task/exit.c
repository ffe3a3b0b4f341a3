#include "exit.h"

#include "filtered.h"
#include "sys.h"

enum { EXITED = 1 }; /* CLD_EXITED; the others that WEXITED gives are deaths by signal */

static int64_t nanoseconds(const struct sys_timeval *time) {
    const int64_t in_second = 1000000000;
    const int64_t in_microsecond = 1000;
    return time->seconds * in_second + time->microseconds * in_microsecond;
}

long exit_await(int pid, struct exit_report *report) {
    struct sys_siginfo info = {0};
    struct sys_rusage usage = {0};
    long error;
    *report = (struct exit_report){0};
    if (filtered(FILTERED_WAITID)) {
        return -SYS_EPERM;
    }
    do {
        error = sys_waitid(pid, &info, SYS_WEXITED | SYS_WNOWAIT, &usage);
    } while (error == -SYS_EINTR);
    report->code = info.status;
    report->by_signal = info.code != EXITED;
    report->user_ns = nanoseconds(&usage.user);
    report->system_ns = nanoseconds(&usage.system);
    return error;
}
