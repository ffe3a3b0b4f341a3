#include "oom_outside.h"

#include "filtered.h"
#include "oom.h"
#include "signals.h"
#include "sys.h"
#include "text.h"

enum { DIGITS = 16, MOST_MILLISECONDS = 100 };

static void sleep_a_millisecond(void) {
    uint32_t nobody_wakes = 0;
    struct sys_timespec timeout = {0, 1000000};
    sys_futex_wait(&nobody_wakes, 0, &timeout);
}

/* A file of a process that has ended is root's. Nobody has reaped this one. */
static int has_ended(int pid) {
    struct sys_siginfo info = {0};
    const int options = SYS_WEXITED | SYS_WNOWAIT | SYS_WNOHANG;
    return !filtered(FILTERED_WAITID) && sys_waitid(pid, &info, options, NULL) == 0 &&
           info.pid == pid;
}

/*
 * The parent of a vfork child goes on before the memory of the new program may be dumped
 * (begin_new_exec: exec_mmap, then set_dumpable). Nothing reports the latter.
 */
static long set_when_dumpable(int pid, const char *path, const struct setting *setting) {
    long error = oom_score_set(path, setting);
    for (int i = 0; i < MOST_MILLISECONDS && error == -SYS_EACCES; i++) {
        if (has_ended(pid)) {
            return 0; /* there is nothing left to be set */
        }
        sleep_a_millisecond();
        error = oom_score_set(path, setting);
    }
    return error;
}

long oom_score_set_of(int pid, const struct setting *setting) {
    const char before[] = "/proc/";
    const char after[] = "/oom_score_adj";
    char path[sizeof before + sizeof after + DIGITS];
    char *at = text_append(path, before, sizeof before - 1);
    at = text_append_number(at, pid);
    text_append(at, after, sizeof after);
    uint64_t mask = signals_block(); /* each would cut a millisecond short */
    long error = set_when_dumpable(pid, path, setting);
    signals_restore(mask);
    return error;
}
