/* Signals for all processes of a leaf and for none else; what is left by JVMs that are gone. */
#include <time.h>

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
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, 0), 0);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGKILL);
    leaf_await_removal();
    CHECK_EQ(kill(beside, 0), 0);
    leaf_finish();
}

static void other_signals_reach_each_of_them_and_who_ignores_them_stays(void) {
    struct launch launch = launch_tree(TREE);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGTERM, 0), 0);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGTERM);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), -EBUSY);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, 0), 0);
    leaf_await_removal();
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
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGTERM, 0), 0);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGTERM);
    leaf_await_removal();
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
    char own[LEAF_NAME_SIZE]; /* of an earlier process with this pid: numbers grow with the time */
    char later[LEAF_NAME_SIZE];
    const char *const foreign[] = {"procex-1x", "procex-99999999999-1-1", "other", "procex-0-0-1",
                                   "procex-1-1-1"};
    leaf_prepare();
    pid_t ended = fork();
    if (ended == 0) {
        _exit(0);
    }
    waitpid(ended, NULL, 0);
    name_of(gone, ended);
    name_of(lives, getppid());
    name_of(own, getpid());
    snprintf(later, sizeof later, "%.*s%d", (int)strlen(own) - 1, own, INT32_MAX);
    snprintf(busy, sizeof busy, "%.*s2", (int)strlen(gone) - 1, gone);
    const char *const all[] = {gone, own, busy, lives, later};
    for (int i = 0; i < 5; i++) {
        make_named(all[i]);
        make_named(foreign[i]);
    }
    char path[512];
    snprintf(path, sizeof path, "%s/%s", leaf_place, busy);
    CHECK_EQ(leaf_put(path, "cgroup.procs", "0"), 1);
    leaf_sweep(leaf_place);
    CHECK_EQ(leaf_exists(gone), 0);
    CHECK_EQ(leaf_exists(own), 0);
    CHECK_EQ(leaf_put(leaf_root, "cgroup.procs", "0"), 1);
    for (int i = 0; i < 5; i++) {
        if (i > 1) {
            remove_named(all[i]);
        }
        remove_named(foreign[i]);
    }
    leaf_finish();
}

/* A process without the case's filter, which removes the leaf and its place for a line. */
static int start_remover(void) {
    int ends[2];
    char byte;
    CHECK_EQ(pipe(ends), 0);
    if (fork() == 0) {
        close(ends[1]);
        while (read(ends[0], &byte, 1) < 0) {
        }
        remove_named(settings.leaf_name);
        leaf_finish();
        _exit(0);
    }
    close(ends[0]);
    return ends[1];
}

/* A kernel of 2026 may let rmdir wait for their end. */
static void rmdir_is_not_tried_while_there_are_processes(void) {
    struct launch launch = launch_tree("echo; read line");
    int helper = start_remover();
    CHECK_EQ(refuse(&(struct refusal){SYS_unlinkat, 0, 0, EIO}), 0);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), -EBUSY);
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, 0), 0);
    launch_wait(&launch);
    long error = -EBUSY;
    while (error == -EBUSY) {
        error = leaf_remove(leaf_place, settings.leaf);
    }
    CHECK_EQ(error, -EIO);
    CHECK_EQ(write(helper, "\n", 1), 1);
    int status;
    CHECK_EQ(wait(&status) > 0, 1);
    CHECK_EQ(status, 0);
}

static void leaves_can_be_named_though_proc_is_gone(void) {
    char before[LEAF_NAME_SIZE];
    char after[LEAF_NAME_SIZE];
    launch_prepare();
    leaf_name(before, 1);
    CHECK_EQ(refuse(&(struct refusal){SYS_readlinkat, 0, 0, ENOENT}), 0);
    leaf_name(after, 1);
    CHECK_TEXT(after, before);
}

static void numbers_begin_with_the_time_so_that_those_of_an_earlier_process_are_smaller(void) {
    const int64_t minute = 60;
    struct timespec now;
    int first = leaf_new_number();
    CHECK_EQ(leaf_new_number(), first + 1);
    clock_gettime(CLOCK_BOOTTIME, &now);
    int64_t seconds = (first - 1) / 10;
    CHECK_EQ(seconds <= now.tv_sec && seconds >= now.tv_sec - minute, 1);
}

static const struct check_case cases[] = {
    CASE(kill_reaches_a_tree_that_has_left_its_sessions),
    CASE(other_signals_reach_each_of_them_and_who_ignores_them_stays),
    CASE(groups_that_were_made_in_a_leaf_go_with_it),
    CASE(leaves_of_processes_that_are_gone_are_swept_and_no_others),
    CASE(rmdir_is_not_tried_while_there_are_processes),
    CASE(leaves_can_be_named_though_proc_is_gone),
    CASE(numbers_begin_with_the_time_so_that_those_of_an_earlier_process_are_smaller),
};

CHECK_MAIN(cases)
