/* The OOM score of children: theirs alone, and set by whoever may. */
#include "settings_launch.h"

static int own_oom_score(void) {
    char text[16] = "";
    int fd = open("/proc/self/oom_score_adj", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return atoi(text);
}

static void oom_score_of_the_child_is_not_that_of_its_parent(void) {
    struct block block = {0};
    launch_prepare();
    int before = own_oom_score();
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    CHECK_LINE(report(&block), "oom-score-adjust 777");
    CHECK_EQ(own_oom_score(), before);
}

static void oom_score_of_a_profile_is_never_lowered(void) {
    struct block block = {0};
    launch_prepare();
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    CHECK_EQ(write(fd, "500", 3), 3);
    close(fd);
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_ONLY_TIGHTEN, 200);
    CHECK_LINE(report(&block), "oom-score-adjust 500");
}

static void oom_score_is_set_also_by_a_parent_that_may_not_be_dumped(void) {
    struct block block = {0};
    prepare_undumpable();
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    /* It ends when its stdin does, and so after it was set. */
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c",
                    (char *)"read line; cat /proc/self/oom_score_adj", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    close(launch.result.fds[0]);
    CHECK_TEXT(output_of(&launch), "777\n");
    CHECK_EQ(settings.failures, 0);
}

/* -1000 takes CAP_SYS_RESOURCE, also from outside. */
static void oom_score_that_the_parent_cannot_set_either_ends_the_launch_or_is_noted(void) {
    struct block block = {0};
    if (getuid() == 0) {
        CHECK_EQ(setgid(65534) + setuid(65534), 0);
    }
    launch_prepare();
    prctl(PR_SET_DUMPABLE, 0);
    int before = open_descriptors();
    char *argv[] = {NULL, (char *)"/bin/cat", NULL};
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, -1000);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EACCES);
    CHECK_EQ(settings.required_failed, SETTING_OOM_SCORE_ADJUST);
    check_nothing_left(before);
    block.size = 0;
    block_number(&block, SETTING_OOM_SCORE_ADJUST, 0, -1000);
    launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    close(launch.result.fds[0]);
    output_of(&launch);
    CHECK_EQ(settings.failures, 1);
}

static const struct check_case cases[] = {
    CASE(oom_score_of_the_child_is_not_that_of_its_parent),
    CASE(oom_score_of_a_profile_is_never_lowered),
    CASE(oom_score_is_set_also_by_a_parent_that_may_not_be_dumped),
    CASE(oom_score_that_the_parent_cannot_set_either_ends_the_launch_or_is_noted),
};

CHECK_MAIN(cases)
