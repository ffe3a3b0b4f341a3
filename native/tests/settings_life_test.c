/* RuntimeMaxSec and KillMode: what the launch gives to the reaper, which enforces them. */
#include "settings_launch.h"

static char *cat[] = {NULL, (char *)"/bin/cat", NULL};

static void need_pidfd(void) {
    int pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    if (pidfd < 0) {
        SKIP("no pidfd in this kernel");
    }
    close(pidfd);
    launch_prepare();
}

static void limit(struct block *block, int flags) {
    block_number(block, SETTING_RUNTIME_MAX, flags, 1000000000);
}

static void end(struct launch *launch, int exit_code) {
    for (int i = 0; i < 3; i++) {
        close(launch->result.fds[i]);
    }
    CHECK_EQ(launch_wait(launch), exit_code);
}

static void launch_with_a_time_limit_opens_a_pidfd_of_the_child(void) {
    struct block block = {0};
    need_pidfd();
    limit(&block, SETTING_FLAG_REQUIRED);
    struct launch launch = launch_of(cat + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
    CHECK_EQ(settings.failures, 0);
    CHECK_EQ(fcntl(settings.pidfd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(syscall(SYS_pidfd_send_signal, settings.pidfd, SIGKILL, NULL, 0), 0);
    end(&launch, 1000 + SIGKILL);
}

static void launch_without_one_opens_none(void) {
    struct block block = {0};
    need_pidfd();
    block_number(&block, SETTING_UMASK, 0, 077);
    struct launch launch = launch_of(cat + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(settings.pidfd, -1);
    end(&launch, 0);
}

/* From now on: the launch itself opens pipes, and not this. */
static void refuse_pidfds(int error) {
    struct refusal refusal = {SYS_pidfd_open, 0, 0, error};
    CHECK_EQ(refuse(&refusal), 0);
}

static void limit_without_a_pidfd_is_noted(void) {
    struct block block = {0};
    need_pidfd();
    refuse_pidfds(EMFILE);
    limit(&block, 0);
    struct launch launch = launch_of(cat + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(settings.pidfd, -1);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_RUNTIME_MAX);
    CHECK_EQ(settings.failed[0].error, EMFILE);
    end(&launch, 0);
}

static void pidfds_of_many_children_leave_the_last_descriptors_to_others(void) {
    struct block block = {0};
    struct rlimit open_files = {256, 256};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &open_files), 0);
    need_pidfd();
    while (dup(0) < 191) {
    }
    limit(&block, 0);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(settings_expect_reaper(&settings, 4), 0);
    struct launch launch = launch_of(cat + 1, SPAWN_SHARED_TABLE);
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(settings.pidfd, -1);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].error, EMFILE);
    end(&launch, 0);
}

static void required_limit_without_a_pidfd_ends_the_launch(void) {
    struct block block = {0};
    need_pidfd();
    refuse_pidfds(ENOMEM);
    int before = open_descriptors();
    limit(&block, SETTING_FLAG_REQUIRED);
    struct launch launch = launch_of(cat + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.pid, -1);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, ENOMEM);
    CHECK_EQ(settings.required_failed, SETTING_RUNTIME_MAX);
    check_nothing_left(before);
}

static void child_that_cannot_be_killed_runs_on_and_is_told_of(void) {
    struct refusal no_kill = {SYS_kill, 0, 0, EPERM};
    struct block block = {0};
    need_pidfd();
    refuse_pidfds(ENOMEM);
    CHECK_EQ(refuse(&no_kill), 0);
    limit(&block, SETTING_FLAG_REQUIRED);
    struct launch launch = launch_of(cat + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
    CHECK_EQ(settings.required_failed, SETTING_NONE);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_RUNTIME_MAX);
    CHECK_EQ(settings.failed[0].error, ENOMEM);
    end(&launch, 0);
}

static const char *report_without_a_reaper(struct block *block) {
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    CHECK_EQ(settings_use(&settings, (const char *)block->words, block->size), 0);
    CHECK_EQ(settings_expect_reaper(&settings, -EOPNOTSUPP), 0);
    launch.request.settings = &settings;
    launch_run(&launch);
    return output_of(&launch);
}

static void nothing_is_limited_where_nobody_watches(void) {
    struct block block = {0};
    need_pidfd();
    limit(&block, 0);
    block_number(&block, SETTING_KILL_MODE, 0, 1);
    CHECK_LINE(report_without_a_reaper(&block), "group inherited");
    CHECK_EQ(settings.pidfd, -1);
    CHECK_EQ(settings.failures, 2);
    CHECK_EQ(settings.failed[0].number, SETTING_RUNTIME_MAX);
    CHECK_EQ(settings.failed[1].number, SETTING_KILL_MODE);
    CHECK_EQ(settings.failed[1].error, EOPNOTSUPP);
}

static void required_limit_is_refused_where_nobody_watches(void) {
    struct block block = {0};
    limit(&block, SETTING_FLAG_REQUIRED);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(settings_expect_reaper(&settings, -EOPNOTSUPP), -EOPNOTSUPP);
    CHECK_EQ(settings.required_failed, SETTING_RUNTIME_MAX);
}

static void child_leads_a_process_group_of_its_own(void) {
    struct block block = {0};
    launch_prepare();
    block_number(&block, SETTING_KILL_MODE, SETTING_FLAG_REQUIRED, 1);
    CHECK_LINE(report(&block), "group own");
    block.size = 0;
    block_number(&block, SETTING_UMASK, 0, 077);
    CHECK_LINE(report(&block), "group inherited");
}

static const struct check_case cases[] = {
    CASE(launch_with_a_time_limit_opens_a_pidfd_of_the_child),
    CASE(launch_without_one_opens_none),
    CASE(limit_without_a_pidfd_is_noted),
    CASE(pidfds_of_many_children_leave_the_last_descriptors_to_others),
    CASE(required_limit_without_a_pidfd_ends_the_launch),
    CASE(child_that_cannot_be_killed_runs_on_and_is_told_of),
    CASE(nothing_is_limited_where_nobody_watches),
    CASE(required_limit_is_refused_where_nobody_watches),
    CASE(child_leads_a_process_group_of_its_own),
};

CHECK_MAIN(cases)
