/* What the reaper leaves behind if the kernel refuses one of its calls: nothing. */
#include "reaper_child.h"

static void refuse_bit(int number, int argument, unsigned mask, int error) {
    struct refusal refusal = {number, argument, mask, error};
    CHECK_EQ(refuse(&refusal), 0);
}

static void refuse_all(int number, int error) {
    refuse_bit(number, 0, 0, error);
}

static void wake_that_the_set_does_not_take_leaves_nothing_open(void) {
    int set = open_set();
    int before = open_descriptors();
    refuse_all(SYS_epoll_ctl, ENOMEM);
    CHECK_EQ(reaper_wake(set), -ENOMEM);
    CHECK_EQ(open_descriptors(), before);
}

static void pidfd_that_the_set_cannot_drop_is_closed(void) {
    pid_t pid;
    int set = open_set();
    int alive = start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_watch(set, pidfd), 0);
    refuse_all(SYS_epoll_ctl, ENOMEM);
    CHECK_EQ(reaper_drop(set, pidfd), -ENOMEM);
    CHECK_EQ(fcntl(pidfd, F_GETFD), -1);
    close(alive);
}

static void pidfd_of_a_child_that_was_reaped_is_closed(void) {
    pid_t pid;
    int alive = start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    close(alive);
    CHECK_EQ(waitpid(pid, NULL, 0), pid);
    reaper_close_pidfd(pidfd);
    CHECK_EQ(fcntl(pidfd, F_GETFD), -1);
}

/* F_SETSIG, by which the set is known as ours, and nothing else that is called. */
static void set_that_cannot_be_marked_is_closed(void) {
    enum { OF_SETSIG = 8 };
    close(open_set());
    int before = open_descriptors();
    refuse_bit(SYS_fcntl, 1, OF_SETSIG, EPERM);
    CHECK_EQ(reaper_open(), -EPERM);
    CHECK_EQ(open_descriptors(), before);
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1);
    CHECK_EQ(errno, ECHILD);
}

/* One that has changed its user. */
static void child_that_may_not_be_signalled_is_not_lost(void) {
    pid_t pid;
    int alive = start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    refuse_all(SYS_pidfd_send_signal, EPERM);
    CHECK_EQ(reaper_look(pidfd), 0);
    close(alive);
}

static void set_that_is_closed_is_gone(void) {
    close(open_set());
    int before = open_descriptors();
    int set = open_set();
    CHECK_EQ(open_descriptors(), before + 1);
    reaper_close(set);
    CHECK_EQ(open_descriptors(), before);
}

static const struct check_case cases[] = {
    CASE(wake_that_the_set_does_not_take_leaves_nothing_open),
    CASE(pidfd_that_the_set_cannot_drop_is_closed),
    CASE(pidfd_of_a_child_that_was_reaped_is_closed),
    CASE(set_that_cannot_be_marked_is_closed),
    CASE(child_that_may_not_be_signalled_is_not_lost),
    CASE(set_that_is_closed_is_gone),
};

CHECK_MAIN(cases)
