/* The end of a child, as the reaper's thread sees it. */
#include "../reaper_child.h"

#include "orphans.h"
#include "reaper.h"
#include "scenario.h"

enum { MOST_MILLISECONDS = 2000 };

static void fail(struct told *told, long error) {
    told->is_good = 0;
    told->step = SPAWN_STEPS; /* of the reaper: the JDK waits by itself */
    told->error = (int)-error;
}

/* As the reaper's thread does: the child is reported, dropped, and reaped by whoever reaps. */
static void await_child(int set, int pidfd, struct told *told) {
    long found = reaper_await(set, MOST_MILLISECONDS);
    if (found != pidfd) {
        fail(told, found < 0 ? found : -EBADF);
    }
    reaper_drop(set, pidfd);
}

static void watch_child(int set, pid_t pid, int alive, struct told *told) {
    long pidfd = reaper_pidfd(pid, 0);
    if (pidfd < 0) {
        fail(told, pidfd);
        return;
    }
    long error = reaper_watch(set, (int)pidfd);
    if (error < 0) {
        reaper_close_pidfd((int)pidfd);
        fail(told, error);
        return;
    }
    close(alive);
    await_child(set, (int)pidfd, told);
}

static void end_of_a_child(struct told *told) {
    pid_t pid;
    int status;
    told->is_good = 1;
    long set = reaper_open();
    if (set < 0) {
        fail(told, set);
        return;
    }
    int alive = start(&pid);
    watch_child((int)set, pid, alive, told);
    close(alive);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(WEXITSTATUS(status), 7);
    reaper_close((int)set);
}

static void signal_child(struct told *told, int leads_group) {
    pid_t pid;
    int status;
    told->is_good = 1;
    int alive = start(&pid);
    CHECK_EQ(leads_group ? setpgid(pid, pid) : 0, 0);
    long error = reaper_pidfd(pid, 0);
    const int pidfd = (int)error;
    if (pidfd >= 0) {
        error = leads_group ? reaper_signal_group(pidfd, pid, SIGTERM)
                            : reaper_signal(pidfd, pid, SIGTERM);
    }
    if (error < 0) {
        fail(told, error);
    }
    close(alive);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(error == 0, WIFSIGNALED(status));
    if (pidfd >= 0) {
        close(pidfd);
    }
}

static void signal_to_a_child(struct told *told) {
    signal_child(told, 0);
}

static void signal_to_a_group(struct told *told) {
    signal_child(told, 1);
}

static void wake(struct told *told) {
    told->is_good = 1;
    long set = reaper_open();
    long error = set < 0 ? set : reaper_wake((int)set);
    long found = error < 0 ? error : reaper_await((int)set, MOST_MILLISECONDS);
    if (error < 0 || found != -ECANCELED) {
        fail(told, found);
    }
    if (set >= 0) {
        reaper_close((int)set);
    }
}

/* A zombie that is nobody's own may stay; one that is somebody's must. */
static void orphans(struct told *told) {
    struct orphans_pass pass = {0, 0, 0};
    pid_t pid = fork();
    int status;
    siginfo_t info;
    if (pid == 0) {
        _exit(7);
    }
    CHECK_EQ(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    told->is_good = 1;
    long answer = orphans_reap(&pass);
    if (answer <= 0) {
        fail(told, answer == 0 ? -ENODATA : answer);
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
}

static void ask_for_orphans(struct told *told) {
    told->is_good = 1;
    long answer = orphans_ask();
    if (answer <= 0) {
        fail(told, answer == 0 ? -ENODATA : answer);
    }
}

static void await_orphans(void) {
    plan_prepare();
    CHECK_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
}

const struct scenario reaper_scenarios[] = {
    {"reaper", plan_prepare, end_of_a_child, LAUNCHES_NOTHING | HAS_OWN_REASONS},
    {"reaper-wake", plan_prepare, wake, LAUNCHES_NOTHING | WAKES | HAS_OWN_REASONS},
    {"signal", plan_prepare, signal_to_a_child, LAUNCHES_NOTHING},
    {"signal-group", plan_prepare, signal_to_a_group, LAUNCHES_NOTHING},
    {"orphans-ask", await_orphans, ask_for_orphans, LAUNCHES_NOTHING | HAS_OWN_REASONS},
    {"orphans", await_orphans, orphans, LAUNCHES_NOTHING | HAS_OWN_REASONS},
    {NULL, NULL, NULL, 0},
};
