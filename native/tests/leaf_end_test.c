/* Signals for all processes of a leaf and for none else; what is left by JVMs that are gone. */
#include "leaf_place.h"

/* Of three levels: half of them leave the session, and are nobody's children here. */
#define TREE                                                                                       \
    "(setsid sh -c 'setsid sleep 600 & sleep 600' &) ; (sh -c 'sleep 600 & sleep 600' &);"         \
    "(setsid sh -c \"trap '' TERM; echo; sleep 600\" &); sleep 600"

static void await_line(int fd) {
    char byte = 0;
    while (byte != '\n') {
        CHECK_EQ(read(fd, &byte, 1), 1);
    }
}

/* Waits until no process is in it; the case's alarm ends a wait without end. */
static void await_removal(void) {
    while (leaf_remove(leaf_place, settings.leaf) == -EBUSY) {
        usleep(1000);
    }
    CHECK_EQ(leaf_exists(settings.leaf_name), 0);
}

static struct launch launch_tree(const char *script) {
    static struct block block;
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", (char *)script, NULL};
    leaf_prepare();
    block.size = 0;
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
    await_line(launch.result.fds[1]);
    return launch;
}

static void kill_reaches_a_tree_that_has_left_its_sessions(void) {
    struct launch launch = launch_tree(TREE);
    pid_t beside = fork();
    if (beside == 0) {
        pause();
    }
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), -EBUSY);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL), 0);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGKILL);
    await_removal();
    CHECK_EQ(kill(beside, 0), 0);
    leaf_finish();
}

static void other_signals_reach_each_of_them_and_who_ignores_them_stays(void) {
    struct launch launch = launch_tree(TREE);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGTERM), 0);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGTERM);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), -EBUSY);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL), 0);
    await_removal();
    leaf_finish();
}

/* More of them than pidfds are open at once. Each writes a line for each signal. */
static void each_gets_a_signal_once(void) {
    enum { MANY = 40 };
    struct launch launch =
        launch_tree("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 "
                    "27 28 29 30 31 32 33 34 35 36 37 38 39 40; do "
                    "sh -c 'trap \"echo got\" USR1; echo here; "
                    "while :; do read -r line; done' <&3 & done 3<&0; trap '' USR1; wait");
    for (int i = 1; i < MANY; i++) {
        await_line(launch.result.fds[1]);
    }
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGUSR1), 0);
    for (int i = 0; i < MANY; i++) {
        await_line(launch.result.fds[1]);
    }
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL), 0);
    CHECK_TEXT(launch_read(launch.result.fds[1]), "");
    launch_wait(&launch);
    await_removal();
    leaf_finish();
}

static void groups_that_were_made_in_a_leaf_go_with_it(void) {
    char path[512];
    struct launch launch = launch_tree("echo; read line");
    snprintf(path, sizeof path, "%s/%s/own", leaf_place, settings.leaf_name);
    CHECK_EQ(mkdir(path, 0755), 0);
    snprintf(path, sizeof path, "%s/%s/own/deep", leaf_place, settings.leaf_name);
    CHECK_EQ(mkdir(path, 0755), 0);
    char pid[16];
    snprintf(pid, sizeof pid, "%d", launch.result.pid);
    CHECK_EQ(leaf_put(path, "cgroup.procs", pid), 1);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), -EBUSY);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGTERM), 0);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGTERM);
    await_removal();
    leaf_finish();
}

static void make_named(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", leaf_place, name);
    CHECK_EQ(mkdir(path, 0755), 0);
}

static void remove_named(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", leaf_place, name);
    CHECK_EQ(rmdir(path), 0);
}

/* The name that a process of this pid would give its leaf. */
static void name_of(char name[LEAF_NAME_SIZE], pid_t pid) {
    char own[LEAF_NAME_SIZE];
    leaf_name(own, 1);
    snprintf(name, LEAF_NAME_SIZE, "procex-%d%s", (int)pid, strchr(own + strlen("procex-"), '-'));
}

static void leaves_of_processes_that_are_gone_are_swept_and_no_others(void) {
    char gone[LEAF_NAME_SIZE];
    char busy[LEAF_NAME_SIZE];
    char lives[LEAF_NAME_SIZE];
    char own[LEAF_NAME_SIZE];
    const char *const foreign[] = {"procex-1x", "procex-99999999999-1-1", "other", "procex-0-0-1"};
    leaf_prepare();
    pid_t ended = fork();
    if (ended == 0) {
        _exit(0);
    }
    waitpid(ended, NULL, 0);
    name_of(gone, ended);
    name_of(lives, getppid());
    name_of(own, getpid());
    snprintf(busy, sizeof busy, "%.*s2", (int)strlen(gone) - 1, gone);
    const char *const all[] = {gone, busy, lives, own};
    for (int i = 0; i < 4; i++) {
        make_named(all[i]);
        make_named(foreign[i]);
    }
    char path[512];
    snprintf(path, sizeof path, "%s/%s", leaf_place, busy);
    CHECK_EQ(leaf_put(path, "cgroup.procs", "0"), 1);
    leaf_sweep(leaf_place);
    CHECK_EQ(leaf_exists(gone), 0);
    CHECK_EQ(leaf_put(leaf_root, "cgroup.procs", "0"), 1);
    for (int i = 0; i < 4; i++) {
        if (i > 0) {
            remove_named(all[i]);
        }
        remove_named(foreign[i]);
    }
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(kill_reaches_a_tree_that_has_left_its_sessions),
    CASE(other_signals_reach_each_of_them_and_who_ignores_them_stays),
    CASE(each_gets_a_signal_once),
    CASE(groups_that_were_made_in_a_leaf_go_with_it),
    CASE(leaves_of_processes_that_are_gone_are_swept_and_no_others),
};

CHECK_MAIN(cases)
