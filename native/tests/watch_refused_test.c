/* Leaves that cannot die with this process, as a call is refused: that is told, and nobody runs. */
#include "watch_launch.h"

/* Twice: the second launch would find the first one's program. */
static void check_not_watched(const struct refusal *refusal, int error) {
    leaf_prepare();
    CHECK_EQ(refuse(refusal), 0);
    for (int i = 0; i < 2; i++) {
        struct launch launch = start_in_leaf("exec cat", 0, 1);
        CHECK_EQ(settings.failures, 1);
        CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
        CHECK_EQ(settings.failed[0].error, error);
        CHECK_EQ(settings.dies_alone, 1); /* for a second attempt */
        CHECK_EQ(find_watcher(), 0);
        CHECK_EQ(leaf_watchers(), 0);
        CHECK_EQ(settings.leaf > 0 && strstr(settings.leaf_name, LEAF_DIES_SUFFIX) == NULL, 1);
        close(launch.result.fds[0]);
        launch_wait(&launch);
        remove_leaf(settings.leaf);
    }
    leaf_finish();
}

static void refusal_is_noted_and_the_leaf_made_all_the_same(void) {
    check_not_watched(&(struct refusal){SYS_memfd_create, 0, 0, ENOSYS}, ENOSYS);
}

/* With it the program waits, and this process asks whether that still runs. */
static void ppoll_is_not_made_where_it_is_refused(void) {
    check_not_watched(&(struct refusal){SYS_ppoll, 0, 0, EPERM}, EPERM);
}

static void ppoll_is_not_made_where_a_filter_kills_for_it(void) {
    check_not_watched(&(struct refusal){SYS_ppoll, 0, 0, REFUSE_BY_KILLING}, EPERM);
}

/* Then another process of the same pid may have leaves of the same names. */
static void nobody_watches_in_an_unknown_pid_namespace(void) {
    check_not_watched(&(struct refusal){SYS_readlinkat, 0, 0, ENOENT}, EOPNOTSUPP);
}

static void nobody_watches_a_process_that_is_not_its_parent(void) {
    check_not_watched(&(struct refusal){SYS_getppid, 0, 0, ESRCH}, ESRCH);
}

static void refusal_fails_a_launch_that_requires_it(void) {
    static struct block block;
    struct refusal refusal = {SYS_execveat, 0, 0, EPERM};
    leaf_prepare();
    CHECK_EQ(refuse(&refusal), 0);
    block_number(&block, SETTING_DIE_WITH_PARENT, SETTING_FLAG_REQUIRED, SIGKILL);
    leaf_kill_mode(&block, 0);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    int before = open_descriptors();
    CHECK_EQ(settings_open_cgroup(&settings), -EPERM);
    CHECK_EQ(settings.required_failed, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(open_descriptors(), before);
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(refusal_is_noted_and_the_leaf_made_all_the_same),
    CASE(ppoll_is_not_made_where_it_is_refused),
    CASE(ppoll_is_not_made_where_a_filter_kills_for_it),
    CASE(nobody_watches_in_an_unknown_pid_namespace),
    CASE(nobody_watches_a_process_that_is_not_its_parent),
    CASE(refusal_fails_a_launch_that_requires_it),
};

CHECK_MAIN(cases)
