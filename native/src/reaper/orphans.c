#include "orphans.h"

#include "filtered.h"
#include "orphans_certain.h"
#include "orphans_proc.h"
#include "reaper.h"
#include "sys.h"
#include "vm_end.h"

/* Takes about five milliseconds if all are orphans. Ends of children are reported between two
 * calls. */
enum { AT_A_TIME = 64 };

enum { NONE_COME = 0, ALL_SEEN = 1, MORE = 2 };

enum found { GONE, RUNS, LEFT, REAPED };

int orphans_come_here(void) {
    int is_subreaper = 0;
    return sys_getpid() == 1 ||
           (sys_prctl(SYS_PR_GET_CHILD_SUBREAPER, (long)&is_subreaper) == 0 && is_subreaper);
}

/* ECHILD from a kernel that knows P_PIDFD: this process is no child of its own. */
static long try_pidfd(void) {
    struct sys_siginfo info;
    long pidfd = sys_pidfd_open((int)sys_getpid());
    if (pidfd < 0) {
        return pidfd;
    }
    long error = sys_waitid_pidfd((int)pidfd, &info, SYS_WEXITED | SYS_WNOHANG);
    sys_close((int)pidfd);
    return error == -SYS_ECHILD ? 0 : -SYS_EINVAL;
}

static long try_mark(void) {
    struct sys_rlimit limit;
    long error = sys_prlimit64(SYS_RLIMIT_LOCKS, NULL, &limit);
    if (error < 0) {
        return error;
    }
    const uint64_t most = orphan_mark_of(limit.soft, ORPHAN_MARK_PID);
    return limit.hard < most ? -SYS_ERANGE : 0;
}

long orphans_ask(void) {
    int child;
    if (!orphans_come_here()) {
        return NONE_COME;
    }
    if (filtered(FILTERED_WAITID)) {
        return -SYS_EPERM;
    }
    long error = orphans_proc_usable();
    error = error < 0 ? error : orphans_proc_children((int)sys_getpid(), 0, &child, 1);
    error = error < 0 ? error : try_pidfd();
    error = error < 0 ? error : try_mark();
    return error < 0 ? error : ALL_SEEN;
}

static int is_certain(int pid, const struct orphans_own *own) {
    const uint64_t mark = orphans_proc_mark(pid);
    if (orphan_mark_is(mark)) {
        const int named = orphans_proc_has_number(pid, orphan_mark_pid(mark));
        return orphans_certain_by_mark(own, mark, named != 0);
    }
    return orphans_certain_by_session(own, pid, orphans_proc_session(pid));
}

/*
 * The pidfd is opened first. If its process is there still after all was read, then the number was
 * that process's all the time, and only that one can be reaped by it.
 */
static enum found reap_if_certain(int pid, const struct orphans_own *own) {
    struct sys_siginfo info = {0};
    long pidfd = sys_pidfd_open(pid);
    if (pidfd < 0) {
        return LEFT;
    }
    enum found found = LEFT;
    if (is_certain(pid, own) && reaper_look((int)pidfd) == 0 &&
        sys_waitid_pidfd((int)pidfd, &info, SYS_WEXITED | SYS_WNOHANG) == 0 && info.pid == pid) {
        found = REAPED;
    }
    sys_close((int)pidfd);
    return found;
}

/* Most children run, or are reaped at once by whoever has made them. */
static enum found look_at(int pid, const struct orphans_own *own) {
    struct sys_siginfo info = {0};
    const int options = SYS_WEXITED | SYS_WNOWAIT | SYS_WNOHANG;
    if (sys_waitid(pid, &info, options, NULL) < 0) {
        return GONE;
    }
    return info.pid == pid ? reap_if_certain(pid, own) : RUNS;
}

/* If a file of ours cannot be read, all zombies would look strange. */
static long find_own(struct orphans_own *own) {
    struct sys_rlimit limit;
    long error = sys_prlimit64(SYS_RLIMIT_LOCKS, NULL, &limit);
    own->pid = (int)sys_getpid();
    own->session = orphans_proc_session(own->pid);
    own->mark = limit.soft;
    return error == 0 && own->session < 0 ? -SYS_EMFILE : error;
}

long orphans_reap(struct orphans_pass *pass) {
    int pids[AT_A_TIME];
    struct orphans_own own;
    if (!orphans_come_here()) {
        return NONE_COME;
    }
    long error = find_own(&own);
    long count = error < 0 ? error : orphans_proc_children(own.pid, pass->passed, pids, AT_A_TIME);
    if (count < 0) {
        return count;
    }
    for (long i = 0; i < count && !vm_end_has_begun(); i++) {
        const enum found found = look_at(pids[i], &own);
        pass->reaped += found == REAPED;
        pass->left += found == LEFT;
        pass->passed += found == LEFT || found == RUNS;
    }
    if (count == AT_A_TIME) {
        return MORE;
    }
    pass->passed = 0;
    return ALL_SEEN;
}
