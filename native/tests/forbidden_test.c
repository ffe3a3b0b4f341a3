/* What a seccomp filter kills for is not called: whoever would call it answers that it may not. */
#include "datagram.h"
#include "descriptors.h"
#include "exit.h"
#include "orphans.h"
#include "tie.h"
#include "watch_start.h"

#include "check.h"
#include "refuse.h"

static long count_descriptors(void) {
    struct descriptors count;
    return descriptors_count(&count, NULL, 0);
}

static long name_descriptor(void) {
    char name[64];
    return descriptors_target(0, name, sizeof name);
}

static long await_exit(void) {
    struct exit_report report;
    return exit_await(getpid(), &report);
}

static long ask_for_orphans(void) {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return orphans_ask();
}

static long start_watcher(void) {
    int pid;
    return watch_start("/", "none", &pid);
}

static long tie_group(void) {
    static const int sources[] = {0, 1, 2};
    int ends[2];
    const struct tie tie = {.ends = ends, .signal = SIGTERM, .sources = sources};
    return tie_make(&tie);
}

/* The process ends with 0 if it is alive by then, and was told why not. */
static void check_forbidden(int call, long (*ask)(void)) {
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        const struct refusal refusal = {call, 0, 0, REFUSE_BY_KILLING};
        CHECK_EQ(refuse(&refusal), 0);
        CHECK_EQ(ask(), -EPERM);
        _exit(0);
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

static void descriptors_are_not_listed(void) {
    check_forbidden(SYS_getdents64, count_descriptors);
    check_forbidden(SYS_fcntl, count_descriptors);
    check_forbidden(SYS_readlinkat, name_descriptor);
}

static void datagrams_are_not_sent(void) {
    check_forbidden(SYS_socket, datagram_open);
    check_forbidden(SYS_sendto, datagram_open);
}

static void ends_are_not_awaited(void) {
    check_forbidden(SYS_waitid, await_exit);
}

static void orphans_are_not_looked_for(void) {
    check_forbidden(SYS_waitid, ask_for_orphans);
    check_forbidden(SYS_readlinkat, ask_for_orphans);
}

static void watcher_is_not_started(void) {
    check_forbidden(SYS_execveat, start_watcher);
    check_forbidden(SYS_close_range, start_watcher);
    check_forbidden(SYS_getdents64, start_watcher);
}

static void group_is_not_tied(void) {
    check_forbidden(SYS_close_range, tie_group);
    check_forbidden(SYS_pipe2, tie_group);
    check_forbidden(SYS_fcntl, tie_group);
}

static const struct check_case cases[] = {
    CASE(descriptors_are_not_listed), CASE(datagrams_are_not_sent), CASE(ends_are_not_awaited),
    CASE(orphans_are_not_looked_for), CASE(watcher_is_not_started), CASE(group_is_not_tied),
};

CHECK_MAIN(cases)
