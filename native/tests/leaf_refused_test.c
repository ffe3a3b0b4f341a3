/* A leaf that the kernel refuses, in whole or in part: what is told is what holds. */
#include <sys/inotify.h>

#include "filtered.h"
#include "leaf_place.h"
#include "task_state.h"

static void check_missed(int place, int number, int error) {
    CHECK_EQ(settings.failed[place].number, number);
    CHECK_EQ(settings.failed[place].error, error);
}

/* clone3 is refused, and so is every file that is opened to write to it. */
static void child_that_cannot_enter_its_leaf_has_none(void) {
    struct block block = {0};
    leaf_prepare();
    CHECK_EQ(refuse(&(struct refusal){SYS_clone3, 0, 0, ENOSYS}), 0);
    CHECK_EQ(refuse(&(struct refusal){SYS_openat, 2, O_WRONLY, EACCES}), 0);
    block_add(&block, SETTING_SLICE, 0, leaf_place, strlen(leaf_place) + 1);
    leaf_kill_mode(&block, 0);
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    CHECK_EQ(settings.failures, 2);
    check_missed(0, SETTING_SLICE, EACCES);
    check_missed(1, SETTING_KILL_MODE, EACCES);
    CHECK_EQ(settings.leaf, 0); /* or its signals would go there */
    leaf_finish();
}

static void group_with_processes_is_not_written_to(void) {
    struct block block = {0};
    char path[512];
    char event[4096];
    leaf_prepare();
    CHECK_EQ(leaf_put(leaf_place, "cgroup.procs", "0"), 1);
    snprintf(path, sizeof path, "%s/cgroup.subtree_control", leaf_place);
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    CHECK_EQ(inotify_add_watch(watch, path, IN_OPEN) >= 0, 1);
    leaf_limit(&block, 0, "none.max", "1");
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    check_missed(0, SETTING_TASKS_MAX, EBUSY);
    CHECK_EQ(read(watch, event, sizeof event), -1);
    CHECK_EQ(leaf_put(leaf_root, "cgroup.procs", "0"), 1);
    leaf_finish();
}

/* As cpu and pids make a group whose processes came after the look. */
static void limits_below_a_root_of_threads_are_missed(void) {
    struct block block = {0};
    char path[512];
    leaf_prepare();
    snprintf(path, sizeof path, "%s/threads", leaf_place);
    CHECK_EQ(mkdir(path, 0755), 0);
    CHECK_EQ(leaf_put(path, "cgroup.type", "threaded"), 1);
    leaf_limit(&block, 0, "cgroup.max.descendants", "7");
    leaf_kill_mode(&block, 0);
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    CHECK_EQ(settings.failures, 2);
    check_missed(0, SETTING_TASKS_MAX, EOPNOTSUPP);
    check_missed(1, SETTING_KILL_MODE, EOPNOTSUPP);
    CHECK_EQ(settings.leaf, 0);
    CHECK_EQ(rmdir(path), 0);
    leaf_finish();
}

static void limit_of_a_setting_that_is_missed_is_not_in_force(void) {
    static const char pairs[] = "cgroup.max.descendants\0"
                                "7\0"
                                "none.max\0"
                                "1\0";
    struct block block = {0};
    char list[512];
    char script[1024];
    leaf_prepare();
    size_t length = strlen(leaf_place) + 1;
    memcpy(list, leaf_place, length);
    memcpy(list + length, pairs, sizeof pairs);
    block_add(&block, SETTING_MEMORY_MAX, 0, list, length + sizeof pairs);
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
    snprintf(script, sizeof script, "cat %s/procex-$PPID-*/cgroup.max.descendants", leaf_place);
    CHECK_TEXT(shell(&block, script), "max\n");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_MEMORY_MAX);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0);
    leaf_finish();
}

static int is_known_to_be_spoilt(enum filtered_call call) {
    return task_state.filter >> call & 1;
}

/* To ask about them takes children, of which the filter kills one each. */
static void calls_that_make_leaves_are_asked_about_by_launches_with_leaves_alone(void) {
    struct block block = {0};
    leaf_make_place();
    CHECK_EQ(refuse(&(struct refusal){SYS_mkdirat, 0, 0, REFUSE_BY_KILLING}), 0);
    launch_prepare();
    block_number(&block, SETTING_UMASK, 0, 077);
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    CHECK_EQ(is_known_to_be_spoilt(FILTERED_MKDIRAT), 0);
    CHECK_EQ(settings.leaf, 0);
    block.size = 0;
    leaf_kill_mode(&block, 0);
    launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    check_missed(0, SETTING_KILL_MODE, EPERM);
    CHECK_EQ(is_known_to_be_spoilt(FILTERED_MKDIRAT), 1);
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(child_that_cannot_enter_its_leaf_has_none),
    CASE(group_with_processes_is_not_written_to),
    CASE(limits_below_a_root_of_threads_are_missed),
    CASE(limit_of_a_setting_that_is_missed_is_not_in_force),
    CASE(calls_that_make_leaves_are_asked_about_by_launches_with_leaves_alone),
};

CHECK_MAIN(cases)
