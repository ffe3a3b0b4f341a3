/* The set of watched processes: who is told, when, and what stays with whoever reaps. */
#include "reaper_child.h"

static void tells_an_end_and_leaves_the_child_to_be_reaped(void) {
    pid_t pid;
    int status;
    int set = open_set();
    int alive = start(&pid);
    long pidfd = reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, (int)pidfd), 0);
    CHECK_EQ(reaper_await(set, AT_ONCE), -ETIMEDOUT);
    close(alive);
    CHECK_EQ(reaper_await(set, LONG), pidfd);
    CHECK_EQ(reaper_await(set, AT_ONCE), -ETIMEDOUT);
    CHECK_EQ(reaper_look((int)pidfd), 0);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(WEXITSTATUS(status), 7);
    CHECK_EQ(reaper_look((int)pidfd), -ESRCH);
}

static void tells_of_one_that_ended_before_it_was_watched(void) {
    pid_t pid;
    int set = open_set();
    close(start(&pid));
    siginfo_t info;
    CHECK_EQ(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    long pidfd = reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, (int)pidfd), 0);
    CHECK_EQ(reaper_await(set, LONG), pidfd);
}

static void tells_each_of_many_once(void) {
    enum { MANY = 40 };
    pid_t pid[MANY];
    int alive[MANY];
    int set = open_set();
    for (int i = 0; i < MANY; i++) {
        alive[i] = start(&pid[i]);
        CHECK_EQ(reaper_watch(set, (int)reaper_pidfd(pid[i], i)), 0);
    }
    for (int i = 0; i < MANY; i++) {
        close(alive[i]);
    }
    for (int i = 0; i < MANY; i++) {
        CHECK_EQ(reaper_await(set, LONG) > 0, 1);
    }
    CHECK_EQ(reaper_await(set, AT_ONCE), -ETIMEDOUT);
}

static void is_woken_once(void) {
    int set = open_set();
    CHECK_EQ(reaper_wake(set), 0);
    CHECK_EQ(reaper_await(set, LONG), -ECANCELED);
    CHECK_EQ(reaper_await(set, AT_ONCE), -ETIMEDOUT);
}

/* Holds copies of all descriptors, as a child of the JDK's does until it executes. */
static int child_of_others(void *unused) {
    (void)unused;
    usleep(1000);
    _exit(0);
}

static void *fork_on(void *ended) {
    static char stack[16384] __attribute__((aligned(16)));
    while (!__atomic_load_n((int *)ended, __ATOMIC_ACQUIRE)) {
        int pid = clone(child_of_others, stack + sizeof stack, SIGCHLD, NULL);
        waitpid(pid, NULL, 0);
    }
    return NULL;
}

static void is_woken_at_once_while_others_fork(void) {
    pthread_t forking;
    int ended = 0;
    int missed = 0;
    int set = open_set();
    CHECK_EQ(pthread_create(&forking, NULL, fork_on, &ended), 0);
    for (int i = 0; i < 20000; i++) {
        CHECK_EQ(reaper_wake(set), 0);
        while (reaper_await(set, AT_ONCE) != -ECANCELED) {
            missed++;
        }
    }
    __atomic_store_n(&ended, 1, __ATOMIC_RELEASE);
    pthread_join(forking, NULL);
    CHECK_EQ(missed, 0);
}

static void leaves_no_descriptor_and_no_child_behind(void) {
    int before = dup(0);
    close(before);
    close(open_set());
    int after = dup(0);
    CHECK_EQ(after, before);
    CHECK_EQ(waitpid(-1, NULL, __WALL), -1);
    CHECK_EQ(errno, ECHILD);
}

static void refused_calls_are_told(void) {
    struct refusal refusal = {SYS_pidfd_open, 0, 0, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(reaper_open(), -EPERM);
    struct refusal another = {SYS_epoll_create1, 0, 0, ENOSYS};
    CHECK_EQ(refuse(&another), 0);
    CHECK_EQ(reaper_open(), -ENOSYS);
}

static const struct check_case cases[] = {
    CASE(tells_an_end_and_leaves_the_child_to_be_reaped),
    CASE(tells_of_one_that_ended_before_it_was_watched),
    CASE(tells_each_of_many_once),
    CASE(is_woken_once),
    CASE(is_woken_at_once_while_others_fork),
    CASE(leaves_no_descriptor_and_no_child_behind),
    CASE(refused_calls_are_told),
};

CHECK_MAIN(cases)
