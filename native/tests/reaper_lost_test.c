/* Descriptors of the reaper that native code has closed, or that the application needs. */
#include "reaper_child.h"

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

static const struct check_case cases[] = {
    CASE(says_that_the_set_is_gone),
    CASE(set_of_the_application_at_its_number_is_left_alone),
    CASE(file_of_the_application_at_a_pidfds_number_is_not_closed),
    CASE(what_is_dropped_is_closed_and_told_no_more),
    CASE(what_is_dropped_after_the_set_is_closed_too),
    CASE(leaves_the_last_descriptors_to_others),
};

CHECK_MAIN(cases)
