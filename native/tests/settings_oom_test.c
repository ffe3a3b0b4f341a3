/* The OOM score of children: theirs alone, and set by whoever may. */
#include "files.h"
#include "oom.h"
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

/* Its child ends when its stdin does, and so after the score was set. */
static const char *launch_with_input_open(const struct block *block) {
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c",
                    (char *)"read line; cat /proc/self/oom_score_adj", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    close(launch.result.fds[0]);
    return output_of(&launch);
}

static void oom_score_is_set_also_by_a_parent_that_may_not_be_dumped(void) {
    struct block block = {0};
    prepare_undumpable();
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    CHECK_TEXT(launch_with_input_open(&block), "777\n");
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

static void thread_that_sets_it_from_outside_has_its_signals_afterwards(void) {
    struct block block = {0};
    sigset_t one;
    sigset_t now;
    prepare_undumpable();
    sigemptyset(&one);
    sigaddset(&one, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &one, NULL), 0);
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    launch_with_input_open(&block);
    CHECK_EQ(settings.oom_score_is_left, 1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, NULL, &now), 0);
    CHECK_EQ(sigismember(&now, SIGUSR1), 1);
    CHECK_EQ(sigismember(&now, SIGUSR2), 0);
    CHECK_EQ(sigismember(&now, SIGTERM), 0);
}

/* A zombie's file is root's too. The launch was made, and nothing is left to be set. */
static void child_that_has_ended_meanwhile_is_no_failure(void) {
    enum { LAUNCHES = 30 };
    struct block block = {0};
    prepare_undumpable();
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    for (int i = 0; i < LAUNCHES; i++) {
        char *argv[] = {NULL, (char *)"./check_child", NULL};
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        launch_with(&launch, &block);
        output_of(&launch);
        CHECK_EQ(settings.failures, 0);
    }
}

/* The kernel keeps the files of a setuid program root's. */
static void score_of_a_program_with_other_rights_is_missed_or_ends_the_launch(void) {
    struct block block = {0};
    char *argv[] = {NULL, (char *)"./other-rights", NULL};
    if (getuid() != 0) {
        SKIP("only root makes such a program");
    }
    enter_directory();
    copy_file("/bin/cat", "other-rights", 04755);
    prepare_undumpable();
    block_number(&block, SETTING_OOM_SCORE_ADJUST,
                 SETTING_FLAG_REQUIRED | SETTING_FLAG_ONLY_TIGHTEN, 777);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(settings.failures, 1); /* a profile's: the program has begun */
    CHECK_EQ(settings.failed[0].error, EACCES);
    close(launch.result.fds[0]);
    output_of(&launch);
    block.size = 0;
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
}

/* Not every root may lower its own score: a file in the place of the kernel's. */
static void profile_raises_a_score_below_zero(void) {
    char text[8] = {0};
    uint64_t words[] = {0, 200};
    struct setting *setting = (struct setting *)words;
    setting->flags = SETTING_FLAG_ONLY_TIGHTEN;
    enter_directory();
    make_file("score", "-500", 0600);
    CHECK_EQ(oom_score_set("score", setting), 0);
    int fd = open("score", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1), 7);
    close(fd);
    CHECK_TEXT(text, "-500200"); /* the kernel's file has no position */
}

static const struct check_case cases[] = {
    CASE(oom_score_of_the_child_is_not_that_of_its_parent),
    CASE(oom_score_of_a_profile_is_never_lowered),
    CASE(oom_score_is_set_also_by_a_parent_that_may_not_be_dumped),
    CASE(oom_score_that_the_parent_cannot_set_either_ends_the_launch_or_is_noted),
    CASE(child_that_has_ended_meanwhile_is_no_failure),
    CASE(thread_that_sets_it_from_outside_has_its_signals_afterwards),
    CASE(score_of_a_program_with_other_rights_is_missed_or_ends_the_launch),
    CASE(profile_raises_a_score_below_zero),
};

CHECK_MAIN(cases)
