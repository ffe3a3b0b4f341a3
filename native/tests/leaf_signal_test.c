/* Whom a signal for a leaf reaches, and how often. */
#include <sys/resource.h>

#include "leaf_end.h"
#include "leaf_place.h"

static int entered[2];

static int is_wanted(int number) {
    return number == SIGRTMIN || number == SIGRTMIN + 1;
}

/* Counts a signal that the kernel queues, until another one comes, and ends by the count. */
static void count_signals(void) {
    sigset_t both;
    int number = SIGRTMIN;
    int count = -1;
    sigemptyset(&both);
    sigaddset(&both, SIGRTMIN);
    sigaddset(&both, SIGRTMIN + 1);
    sigprocmask(SIG_BLOCK, &both, NULL);
    leaf_enter("");
    CHECK_EQ(write(entered[1], "", 1), 1);
    for (; number != SIGRTMIN + 1; count++) {
        number = sigwaitinfo(&both, NULL);
        CHECK_EQ(is_wanted(number), 1);
    }
    _exit(count);
}

static pid_t start(void (*run)(void)) {
    char byte;
    pid_t pid = fork();
    if (pid == 0) {
        run();
    }
    CHECK_EQ(read(entered[0], &byte, 1), 1);
    return pid;
}

static void enter_and_stay(void) {
    leaf_enter("");
    CHECK_EQ(write(entered[1], "", 1), 1);
    for (;;) {
        pause();
    }
}

/* pid: -1 for any */
static int status_of(pid_t pid) {
    int status;
    CHECK_EQ(waitpid(pid, &status, 0) > 0, 1);
    return status;
}

static void prepare_leaf(void) {
    static struct block block;
    leaf_prepare();
    CHECK_EQ(pipe(entered), 0);
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
    leaf_make_empty(&block);
}

/* More of them than pidfds are open at once. The child is signalled by its pidfd, elsewhere. */
static void each_gets_a_signal_once_and_the_child_none(void) {
    enum { MANY = 40 };
    pid_t pids[MANY];
    prepare_leaf();
    for (int i = 0; i < MANY; i++) {
        pids[i] = start(count_signals);
    }
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGRTMIN, pids[7]), 0);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGRTMIN + 1, 0), 0);
    for (int i = 0; i < MANY; i++) {
        CHECK_EQ(status_of(pids[i]), (i != 7) << 8);
    }
    leaf_await_removal();
    leaf_finish();
}

static void kill_tells_whether_the_child_was_among_them(void) {
    prepare_leaf();
    pid_t child = start(enter_and_stay);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, getpid()), 0);
    CHECK_EQ(status_of(child), SIGKILL);
    child = start(enter_and_stay);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, child), 1);
    CHECK_EQ(status_of(child), SIGKILL);
    leaf_await_removal();
    leaf_finish();
}

/* A child of the same rights can move us there. */
static void process_that_was_moved_into_the_leaf_does_not_kill_itself(void) {
    const char *const below[] = {"", "/own"};
    char path[512];
    prepare_leaf();
    snprintf(path, sizeof path, "%s/%s/own", leaf_place, settings.leaf_name);
    CHECK_EQ(mkdir(path, 0755), 0);
    for (int i = 0; i < 2; i++) {
        pid_t child = start(enter_and_stay);
        leaf_enter(below[i]);
        CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, 0), 0);
        CHECK_EQ(status_of(child), SIGKILL);
        CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGTERM, 0), 0);
        CHECK_EQ(leaf_put(leaf_root, "cgroup.procs", "0"), 1);
    }
    leaf_await_removal();
    leaf_finish();
}

/* Of a fork bomb: whoever signals it is the thread that waits for all children. */
static void thousands_are_told_of_and_only_kill_reaches_all(void) {
    enum { MANY = 1100 };
    int reached = 0;
    prepare_leaf();
    if (check_number("PROCEX_CHECK_PATIENCE") > 1) {
        SKIP("this machine is too slow for so many processes");
    }
    for (int i = 0; i < MANY; i++) {
        start(enter_and_stay);
    }
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGTERM, 0), -E2BIG);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, 0), 0);
    for (int i = 0; i < MANY; i++) {
        reached += status_of(-1) == SIGTERM;
    }
    CHECK_EQ(reached > 0 && reached < MANY, 1);
    leaf_await_removal();
    leaf_finish();
}

static void rest_of_a_launch_that_fails_is_killed_if_the_leaf_is_for_that(void) {
    struct block limits = {0};
    prepare_leaf();
    pid_t rest = start(enter_and_stay);
    leaf_end(&settings);
    CHECK_EQ(status_of(rest), SIGKILL);
    leaf_await_removal();
    leaf_limit(&limits, 0, "cgroup.max.descendants", "7");
    leaf_make_empty(&limits);
    rest = start(enter_and_stay);
    leaf_end(&settings);
    CHECK_EQ(kill(rest, SIGTERM), 0);
    CHECK_EQ(status_of(rest), SIGTERM);
    leaf_await_removal();
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(each_gets_a_signal_once_and_the_child_none),
    CASE(kill_tells_whether_the_child_was_among_them),
    CASE(process_that_was_moved_into_the_leaf_does_not_kill_itself),
    CASE(thousands_are_told_of_and_only_kill_reaches_all),
    CASE(rest_of_a_launch_that_fails_is_killed_if_the_leaf_is_for_that),
};

CHECK_MAIN(cases)
