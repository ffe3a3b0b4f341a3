/* The set of watched processes: who is told, when, and what stays with whoever reaps. */
#include "reaper.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#include "launch.h"
#include "refuse.h"

enum { LONG = 30000, AT_ONCE = 0 };

/* A child that ends when the descriptor that is returned is closed. */
static int start(pid_t *pid) {
    int ends[2];
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    *pid = fork();
    if (*pid == 0) {
        close(ends[1]);
        char byte;
        _exit(read(ends[0], &byte, 1) == 0 ? 7 : 1);
    }
    close(ends[0]);
    return ends[1];
}

static int open_set(void) {
    long set = reaper_open();
    if (set < 0 && syscall(SYS_pidfd_open, getpid(), 0) < 0) {
        SKIP("no pidfd in this kernel");
    }
    CHECK_EQ(set >= 0, 1);
    return (int)set;
}

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

static void says_that_the_set_is_gone(void) {
    int set = open_set();
    close(set);
    CHECK_EQ(reaper_await(set, LONG), -EBADF);
    CHECK_EQ(reaper_look(set), -EBADF);
}

/* An application's own epoll set that has come to the number of ours, with an event of its own. */
static int other_set_at(int set) {
    int ends[2];
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    CHECK_EQ(write(ends[1], "", 1), 1);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = ends[0]};
    int other = epoll_create1(EPOLL_CLOEXEC);
    CHECK_EQ(epoll_ctl(other, EPOLL_CTL_ADD, ends[0], &event), 0);
    CHECK_EQ(dup2(other, set), set);
    return ends[0];
}

static void set_of_the_application_at_its_number_is_left_alone(void) {
    struct epoll_event event;
    pid_t pid;
    int set = open_set();
    int alive = start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, pidfd), 0);
    int own = other_set_at(set);
    CHECK_EQ(reaper_await(set, LONG), -EBADF);
    CHECK_EQ(reaper_watch(set, pidfd), -EBADF);
    CHECK_EQ(reaper_wake(set), -EBADF);
    CHECK_EQ(reaper_drop(set, own), -EBADF);
    reaper_close(set);
    CHECK_EQ(epoll_wait(set, &event, 1, AT_ONCE), 1);
    CHECK_EQ(event.data.fd, own);
    close(alive);
}

static void file_of_the_application_at_a_pidfds_number_is_not_closed(void) {
    pid_t pid;
    int set = open_set();
    int alive = start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, pidfd), 0);
    close(alive);
    CHECK_EQ(reaper_await(set, LONG), pidfd);
    CHECK_EQ(dup2(0, pidfd), pidfd);
    CHECK_EQ(reaper_drop(set, pidfd) < 0, 1);
    reaper_close_pidfd(pidfd);
    CHECK_EQ(fcntl(pidfd, F_GETFD), 0);
}

static void what_is_dropped_is_closed_and_told_no_more(void) {
    pid_t pid;
    int set = open_set();
    close(start(&pid));
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, pidfd), 0);
    CHECK_EQ(reaper_await(set, LONG), pidfd);
    CHECK_EQ(reaper_drop(set, pidfd), 0);
    CHECK_EQ(fcntl(pidfd, F_GETFD), -1);
    CHECK_EQ(reaper_await(set, AT_ONCE), -ETIMEDOUT);
}

/* As when the agent is detached while the last child ends. */
static void what_is_dropped_after_the_set_is_closed_too(void) {
    pid_t pid;
    int set = open_set();
    close(start(&pid));
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, pidfd), 0);
    CHECK_EQ(reaper_await(set, LONG), pidfd);
    reaper_close(set);
    CHECK_EQ(reaper_drop(set, pidfd), -EBADF);
    CHECK_EQ(fcntl(pidfd, F_GETFD), -1);
}

static int last_pidfd(int watched) {
    long pidfd = 0;
    long last = 0;
    while ((pidfd = reaper_pidfd(getpid(), watched)) >= 0) {
        last = pidfd;
    }
    CHECK_EQ(pidfd, -EMFILE);
    return (int)last;
}

static void leaves_the_last_descriptors_to_others(void) {
    struct rlimit limit = {256, 256};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    close(open_set());
    CHECK_EQ(last_pidfd(4), 191);
    CHECK_EQ(last_pidfd(3), 247);
    CHECK_EQ(dup(0), 248);
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
    CASE(says_that_the_set_is_gone),
    CASE(set_of_the_application_at_its_number_is_left_alone),
    CASE(file_of_the_application_at_a_pidfds_number_is_not_closed),
    CASE(what_is_dropped_is_closed_and_told_no_more),
    CASE(what_is_dropped_after_the_set_is_closed_too),
    CASE(leaves_the_last_descriptors_to_others),
    CASE(refused_calls_are_told),
};

CHECK_MAIN(cases)
