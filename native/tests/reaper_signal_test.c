/* Signals for children whose time is over: to whom they go, and to whom never. */
#include "reaper_child.h"

static int how_it_ended(pid_t pid) {
    int status = 0;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void await_zombie(pid_t pid) {
    siginfo_t info;
    CHECK_EQ(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
}

static void child_that_runs_gets_the_signal(void) {
    pid_t pid;
    close(open_set());
    start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_signal(pidfd, pid, SIGTERM), 0);
    CHECK_EQ(how_it_ended(pid), 1000 + SIGTERM);
}

/* The kernel itself would say that the zombie has got it. */
static void child_that_has_ended_by_itself_gets_none(void) {
    pid_t pid;
    close(open_set());
    close(start(&pid));
    int pidfd = (int)reaper_pidfd(pid, 0);
    await_zombie(pid);
    CHECK_EQ(reaper_look(pidfd), 0);
    CHECK_EQ(reaper_signal(pidfd, pid, SIGTERM), -ESRCH);
    CHECK_EQ(reaper_signal_group(pidfd, pid, SIGTERM), -ESRCH);
    CHECK_EQ(how_it_ended(pid), 7);
    CHECK_EQ(reaper_signal(pidfd, pid, SIGTERM), -ESRCH);
    CHECK_EQ(reaper_signal_group(pidfd, pid, SIGTERM), -ESRCH);
}

/* Whoever has the pid by then: here a child that the pidfd does not belong to. */
static void check_another_gets_none(void) {
    pid_t reaped;
    pid_t other;
    close(start(&reaped));
    int pidfd = (int)reaper_pidfd(reaped, 0);
    how_it_ended(reaped);
    int alive = start(&other);
    CHECK_EQ(setpgid(other, other), 0);
    CHECK_EQ(reaper_signal(pidfd, other, SIGTERM), -ESRCH);
    CHECK_EQ(reaper_signal_group(pidfd, other, SIGTERM), -ESRCH);
    close(alive);
    CHECK_EQ(how_it_ended(other), 7);
}

static void process_with_the_pid_of_a_reaped_child_gets_none(void) {
    struct refusal flags = {SYS_pidfd_send_signal, 3, 4, EINVAL};
    close(open_set());
    check_another_gets_none();
    CHECK_EQ(refuse(&flags), 0);
    check_another_gets_none();
}

/* Other code closes the pidfd, and another child's gets its number, before the leader looks. */
static void child_whose_pidfd_has_that_number_by_now_gets_none(void) {
    pid_t first;
    pid_t second;
    close(open_set());
    int alive = start(&first);
    int pidfd = (int)reaper_pidfd(first, 0);
    int other = start(&second);
    CHECK_EQ(dup2((int)reaper_pidfd(second, 0), pidfd), pidfd);
    CHECK_EQ(reaper_signal(pidfd, first, SIGTERM), -EBADF);
    CHECK_EQ(reaper_signal_group(pidfd, first, SIGTERM), -EBADF);
    CHECK_EQ(dup2(alive, pidfd), pidfd);
    CHECK_EQ(reaper_signal(pidfd, first, SIGTERM), -EBADF);
    close(pidfd);
    close(alive);
    close(other);
    CHECK_EQ(how_it_ended(first), 7);
    CHECK_EQ(how_it_ended(second), 7);
}

/* A leader with one more in its group; both are children of this process. */
static void start_group(pid_t *leader, pid_t *member) {
    start(leader);
    start(member);
    CHECK_EQ(setpgid(*leader, *leader), 0);
    CHECK_EQ(setpgid(*member, *leader), 0);
}

static void check_group(void) {
    pid_t leader;
    pid_t member;
    pid_t beside;
    start_group(&leader, &member);
    int alive = start(&beside);
    int pidfd = (int)reaper_pidfd(leader, 0);
    CHECK_EQ(reaper_signal_group(pidfd, leader, SIGTERM), 0);
    CHECK_EQ(how_it_ended(leader), 1000 + SIGTERM);
    CHECK_EQ(how_it_ended(member), 1000 + SIGTERM);
    close(alive);
    CHECK_EQ(how_it_ended(beside), 7);
}

static void whole_group_gets_the_signal(void) {
    close(open_set());
    check_group();
}

static void whole_group_gets_it_before_linux_6_9_too(void) {
    struct refusal flags = {SYS_pidfd_send_signal, 3, 4, EINVAL};
    close(open_set());
    CHECK_EQ(refuse(&flags), 0);
    check_group();
}

static void group_is_left_alone_where_a_filter_forbids_to_signal_it(void) {
    struct refusal flags = {SYS_pidfd_send_signal, 3, 4, EINVAL};
    struct refusal group = {SYS_kill, 0, 0, EPERM};
    pid_t leader;
    pid_t member;
    close(open_set());
    start_group(&leader, &member);
    int pidfd = (int)reaper_pidfd(leader, 0);
    CHECK_EQ(refuse(&flags), 0);
    CHECK_EQ(refuse(&group), 0);
    CHECK_EQ(reaper_signal_group(pidfd, leader, SIGTERM), -EPERM);
    CHECK_EQ(reaper_look(pidfd), 0);
}

static void child_that_leads_no_group_gets_it_alone(void) {
    pid_t pid;
    close(open_set());
    start(&pid);
    int pidfd = (int)reaper_pidfd(pid, 0);
    CHECK_EQ(reaper_signal_group(pidfd, pid, SIGTERM), 0);
    CHECK_EQ(how_it_ended(pid), 1000 + SIGTERM); /* and this process goes on */
}

static const struct check_case cases[] = {
    CASE(child_that_runs_gets_the_signal),
    CASE(child_that_has_ended_by_itself_gets_none),
    CASE(process_with_the_pid_of_a_reaped_child_gets_none),
    CASE(child_whose_pidfd_has_that_number_by_now_gets_none),
    CASE(whole_group_gets_the_signal),
    CASE(whole_group_gets_it_before_linux_6_9_too),
    CASE(group_is_left_alone_where_a_filter_forbids_to_signal_it),
    CASE(child_that_leads_no_group_gets_it_alone),
};

CHECK_MAIN(cases)
