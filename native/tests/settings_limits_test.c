/* Resource limits of children. */
#include "settings_launch.h"

static void limits_are_set_and_those_of_profiles_only_lowered(void) {
    struct block block = {0};
    struct rlimit own = {100, 200};
    const uint64_t exact[] = {1000, 2000};
    const uint64_t higher[] = {300, 300};
    launch_prepare();
    setrlimit(RLIMIT_SIGPENDING, &own);
    block_add(&block, SETTING_LIMIT + RLIMIT_LOCKS, SETTING_FLAG_REQUIRED, exact, sizeof exact);
    block_add(&block, SETTING_LIMIT + RLIMIT_SIGPENDING, SETTING_FLAG_ONLY_TIGHTEN, higher,
              sizeof higher);
    const char *text = report(&block);
    CHECK_LINE(text, "limit10 1000 2000");
    CHECK_LINE(text, "limit11 100 200");
}

static void limit_on_open_files_may_be_another_for_one_launch(void) {
    struct block block = {0};
    const uint64_t limit[] = {2000, 3000, 0};
    const uint64_t keep[] = {SPAWN_LIMIT_KEEP, SPAWN_LIMIT_KEEP, 0};
    const uint64_t lower[] = {5000, SPAWN_LIMIT_KEEP, 1};
    const struct rlimit own = {4000, 4096};
    setrlimit(RLIMIT_NOFILE, &own);
    launch_prepare();
    block_add(&block, SETTING_LIMIT_NOFILE, SETTING_FLAG_REQUIRED, limit, sizeof limit);
    CHECK_LINE(report(&block), "nofile 2000 3000");
    block = (struct block){0};
    block_add(&block, SETTING_LIMIT_NOFILE, SETTING_FLAG_REQUIRED, keep, sizeof keep);
    CHECK_LINE(report(&block), "nofile 4000 4096");
    block = (struct block){0};
    block_add(&block, SETTING_LIMIT_NOFILE, SETTING_FLAG_REQUIRED, lower, sizeof lower);
    CHECK_LINE(report(&block), "nofile 4000 4096");
    CHECK_LINE(report(&(struct block){0}), "nofile 1024 4096");
}

/* Above fs.nr_open not even root may set it. */
static void nearest_limit_on_open_files_is_set_unless_the_exact_one_is_required(void) {
    const uint64_t too_high[] = {~(uint64_t)0 - 9, ~(uint64_t)0 - 9, 0};
    const struct rlimit own = {4000, 4096};
    struct block block = {0};
    setrlimit(RLIMIT_NOFILE, &own);
    launch_prepare();
    block_add(&block, SETTING_LIMIT_NOFILE, 0, too_high, sizeof too_high);
    CHECK_LINE(report(&block), "nofile 4096 4096");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_LIMIT_NOFILE);
    CHECK_EQ(settings.failed[0].error, EPERM);

    block = (struct block){0};
    block_add(&block, SETTING_LIMIT_NOFILE, SETTING_FLAG_REQUIRED, too_high, sizeof too_high);
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EPERM);
    CHECK_EQ(settings.required_failed, SETTING_LIMIT_NOFILE);
}

static void descriptors_for_the_settings_are_had_below_the_limit_on_files(void) {
    struct block block = {0};
    launch_prepare();
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 600);
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.limit.soft = 3;
    launch_with(&launch, &block);
    output_of(&launch);
    CHECK_EQ(settings.failures, 0);
}

static void soft_limit_is_never_asked_for_above_the_hard_one(void) {
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", (char *)"ulimit -Sn; ulimit -Hn", NULL};
    struct rlimit limit = {900, 1000};
    launch_prepare();
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.limit = (struct spawn_limit){5000, SPAWN_LIMIT_KEEP, 0};
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_TEXT(launch_read(launch.result.fds[1]), "1000\n1000\n");
}

static void kernel_without_such_a_call_fails_no_launch(void) {
    char *argv[] = {NULL, (char *)"true", NULL};
    struct refusal refusal = {SYS_prlimit64, 0, 0, ENOSYS};
    launch_prepare();
    CHECK_EQ(refuse(&refusal), 0);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
}

static const struct check_case cases[] = {
    CASE(limits_are_set_and_those_of_profiles_only_lowered),
    CASE(limit_on_open_files_may_be_another_for_one_launch),
    CASE(nearest_limit_on_open_files_is_set_unless_the_exact_one_is_required),
    CASE(descriptors_for_the_settings_are_had_below_the_limit_on_files),
    CASE(soft_limit_is_never_asked_for_above_the_hard_one),
    CASE(kernel_without_such_a_call_fails_no_launch),
};

CHECK_MAIN(cases)
