/* A group of its own for a child: made with its limits, and never left behind. */
#include "leaf_place.h"

static int is_in_leaf(const char *groups) {
    char end[128];
    snprintf(end, sizeof end, "%s/%s\n", strrchr(leaf_place, '/'), settings.leaf_name);
    return strstr(groups, end) != NULL;
}

static void child_starts_in_a_leaf_which_can_be_removed_when_it_has_ended(void) {
    struct block block = {0};
    leaf_prepare();
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
    const char *groups = shell(&block, "cat /proc/self/cgroup");
    CHECK_EQ(is_in_leaf(groups), 1);
    CHECK_EQ(settings.failures, 0);
    CHECK_EQ(leaf_exists(settings.leaf_name), 1);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0);
    CHECK_EQ(leaf_exists(settings.leaf_name), 0);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0); /* gone before is gone */
    leaf_finish();
}

static void limit_is_set_before_the_child_starts_and_its_controller_enabled(void) {
    struct block block = {0};
    struct limit limit;
    char script[1024];
    leaf_prepare();
    leaf_find_limit(&limit);
    leaf_limit(&block, SETTING_FLAG_REQUIRED, limit.file, limit.value);
    snprintf(script, sizeof script, "cat %s/procex-$PPID-*/%s; cat %s/cgroup.subtree_control",
             leaf_place, limit.file, leaf_place);
    const char *text = shell(&block, script);
    CHECK_EQ(strncmp(text, limit.value, strlen(limit.value)), 0);
    CHECK_EQ(strstr(text, limit.controller) != NULL, 1);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0);
    leaf_finish();
}

/* The kernel lets no group have both processes and groups with controllers. */
static void group_with_processes_takes_no_limits_below_it(void) {
    struct block block = {0};
    struct limit limit;
    leaf_prepare();
    leaf_find_limit(&limit);
    CHECK_EQ(leaf_put(leaf_place, "cgroup.procs", "0"), 1);
    leaf_limit(&block, 0, limit.file, limit.value);
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_TASKS_MAX);
    CHECK_EQ(settings.failed[0].error, EBUSY);
    CHECK_EQ(settings.leaf, 0);
    block.size = 0;
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED); /* which needs none: the group is as before */
    CHECK_EQ(is_in_leaf(shell(&block, "cat /proc/self/cgroup")), 1);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0);
    CHECK_EQ(leaf_put(leaf_root, "cgroup.procs", "0"), 1);
    leaf_finish();
}

static void limit_without_a_controller_is_missed_and_the_rest_is_not(void) {
    struct block block = {0};
    leaf_prepare();
    leaf_limit(&block, 0, "none.max", "1");
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_TASKS_MAX);
    CHECK_EQ(settings.leaf, 0); /* of no use for anything */
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
    CHECK_EQ(is_in_leaf(shell(&block, "cat /proc/self/cgroup")), 1);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0);
    leaf_finish();
}

static void required_limit_that_cannot_be_set_ends_the_launch_without_a_trace(void) {
    struct block block = {0};
    leaf_prepare();
    int before = open_descriptors();
    leaf_kill_mode(&block, 0);
    leaf_limit(&block, SETTING_FLAG_REQUIRED, "none.max", "1");
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(settings_open_cgroup(&settings), -EINVAL);
    CHECK_EQ(settings.required_failed, SETTING_TASKS_MAX);
    CHECK_EQ(settings.cgroup, -1);
    check_nothing_left(before);
    leaf_finish();
}

static void place_that_takes_no_groups_is_told_for_each_setting(void) {
    struct block block = {0};
    leaf_prepare();
    CHECK_EQ(rmdir(leaf_place), 0);
    leaf_kill_mode(&block, 0);
    leaf_limit(&block, 0, "pids.max", "1");
    struct launch launch = leaf_launch(&block, "/bin/true");
    output_of(&launch);
    CHECK_EQ(settings.failures, 2);
    CHECK_EQ(settings.failed[0].number, SETTING_KILL_MODE);
    CHECK_EQ(settings.failed[0].error, ENOENT);
    CHECK_EQ(settings.failed[1].number, SETTING_TASKS_MAX);
}

static void program_that_is_not_there_leaves_no_leaf(void) {
    struct block block = {0};
    leaf_prepare();
    int before = open_descriptors();
    leaf_kill_mode(&block, 0);
    struct launch launch = leaf_launch(&block, "/nowhere/program");
    CHECK_EQ(launch.result.step, SPAWN_STEP_EXEC);
    CHECK_EQ(settings.leaf, 0);
    check_nothing_left(before);
    leaf_finish();
}

static void child_enters_its_leaf_itself_where_clone3_is_refused(void) {
    const int errors[] = {ENOSYS, EPERM};
    for (int i = 0; i < 2; i++) {
        pid_t pid = fork(); /* the first refusal is remembered */
        if (pid == 0) {
            struct block block = {0};
            const struct refusal refusal = {SYS_clone3, 0, 0, errors[i]};
            CHECK_EQ(refuse(&refusal), 0);
            leaf_prepare();
            leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
            CHECK_EQ(is_in_leaf(shell(&block, "cat /proc/self/cgroup")), 1);
            CHECK_EQ(leaf_remove(leaf_place, settings.leaf), 0);
            leaf_finish();
            _exit(0);
        }
        int status = 0;
        waitpid(pid, &status, 0);
        if (WEXITSTATUS(status) == CHECK_SKIPPED) {
            _exit(CHECK_SKIPPED);
        }
        CHECK_EQ(status, 0);
    }
}

static const struct check_case cases[] = {
    CASE(child_starts_in_a_leaf_which_can_be_removed_when_it_has_ended),
    CASE(limit_is_set_before_the_child_starts_and_its_controller_enabled),
    CASE(group_with_processes_takes_no_limits_below_it),
    CASE(limit_without_a_controller_is_missed_and_the_rest_is_not),
    CASE(required_limit_that_cannot_be_set_ends_the_launch_without_a_trace),
    CASE(place_that_takes_no_groups_is_told_for_each_setting),
    CASE(program_that_is_not_there_leaves_no_leaf),
    CASE(child_enters_its_leaf_itself_where_clone3_is_refused),
};

CHECK_MAIN(cases)
