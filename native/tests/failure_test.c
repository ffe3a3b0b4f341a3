/* Every step that can fail: the right step and errno, no zombie, no descriptor left. */
#include "launch.h"
#include "refuse.h"

static char *true_argv[] = {NULL, "/bin/true", NULL};

static void check_fails(struct launch *launch, int step, int error) {
    int before = open_descriptors();
    launch_run(launch);
    CHECK_EQ(launch->result.pid, -1);
    CHECK_EQ(launch->result.step, step);
    CHECK_EQ(launch->result.error, error);
    check_nothing_left(before);
}

static void check_refused(struct refusal refusal, int rung, int step) {
    launch_prepare();
    struct launch launch = launch_of(true_argv + 1, (enum spawn_rung)rung);
    CHECK_EQ(refuse(&refusal), 0);
    check_fails(&launch, step, refusal.error);
}

static void missing_program_is_exec_enoent_on_every_rung(void) {
    char *argv[] = {NULL, "/no/such/program", NULL};
    launch_prepare();
    for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
        struct launch launch = launch_of(argv + 1, (enum spawn_rung)rung);
        check_fails(&launch, SPAWN_STEP_EXEC, ENOENT);
    }
}

static void program_without_permission_is_exec_eacces(void) {
    char *argv[] = {NULL, "/etc/passwd", NULL};
    launch_prepare();
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    check_fails(&launch, SPAWN_STEP_EXEC, EACCES);
}

static void too_long_an_argument_is_exec_e2big(void) {
    static char huge[3 << 20]; /* the most are 32 pages, of up to 64 KiB */
    char *argv[] = {NULL, "/bin/true", huge, NULL};
    memset(huge, 'x', sizeof huge - 1);
    launch_prepare();
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    check_fails(&launch, SPAWN_STEP_EXEC, E2BIG);
}

static void missing_directory_is_chdir_enoent(void) {
    launch_prepare();
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    launch.request.dir = "/no/such/directory";
    check_fails(&launch, SPAWN_STEP_CHDIR, ENOENT);
}

/* Refuses both calls that start a child. */
static void check_clone_refused(int error) {
    launch_prepare();
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    struct refusal clone3 = {SYS_clone3, 0, 0, error};
    struct refusal clone = {SYS_clone, 0, 0, error};
    CHECK_EQ(refuse(&clone3), 0);
    CHECK_EQ(refuse(&clone), 0);
    check_fails(&launch, SPAWN_STEP_CLONE, error);
}

static void refused_signal_reset_is_its_own_step(void) {
    /* The mask is set by the parent too: refuse the dispositions alone. */
    check_refused((struct refusal){SYS_rt_sigaction, 0, 0, EPERM}, 0, SPAWN_STEP_SIGNAL);
}

static void limit_that_may_not_be_set_does_not_fail_the_launch(void) {
    const struct refusal refusal = {SYS_prlimit64, 0, 0, EPERM};
    launch_prepare();
    CHECK_EQ(refuse(&refusal), 0);
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch_wait(&launch), 0);
}

static void closed_source_is_a_stdio_failure(void) {
    launch_prepare();
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    launch.request.fds[1] = 900;
    check_fails(&launch, SPAWN_STEP_STDIO, EBADF);
}

static void closing_that_no_rung_can_do_is_its_own_step(void) {
    struct refusal close_range = {SYS_close_range, 0, 0, ENOSYS};
    struct refusal getdents = {SYS_getdents64, 0, 0, EPERM};
    launch_prepare();
    CHECK_EQ(refuse(&close_range), 0);
    CHECK_EQ(refuse(&getdents), 0);
    struct launch launch = launch_of(true_argv + 1, SPAWN_CLOSE_RANGE);
    struct refusal prlimit = {SYS_prlimit64, 0, 0, EPERM};
    CHECK_EQ(refuse(&prlimit), 0);
    check_fails(&launch, SPAWN_STEP_CLOSE, EPERM);
}

static void no_memory_for_the_table_is_a_clone_failure(void) {
    check_clone_refused(ENOMEM);
}

static void process_limit_is_a_clone_failure(void) {
    check_clone_refused(EAGAIN);
}

static void no_descriptor_for_a_pipe_is_a_pipe_failure(void) {
    launch_prepare();
    ladder_release();
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    /* Room for two pipes, not for three: the first two must go again. */
    struct rlimit limit = {(rlim_t)open_descriptors() + 5, 20000};
    setrlimit(RLIMIT_NOFILE, &limit);
    check_fails(&launch, SPAWN_STEP_PIPE, EMFILE);
}

static void full_file_table_is_a_pipe_failure(void) {
    check_refused((struct refusal){SYS_pipe2, 0, 0, ENFILE}, 0, SPAWN_STEP_PIPE);
}

static void filter_that_comes_later_lowers_the_rung_and_the_launch_succeeds(void) {
    struct refusal unshare = {SYS_close_range, 2, 2, EPERM};
    launch_prepare();
    CHECK_EQ(refuse(&unshare), 0);
    for (int i = 0; i < 2; i++) {
        struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
        launch_run(&launch);
        CHECK_EQ(launch.result.error, 0);
        CHECK_EQ(launch.result.rung, SPAWN_CLOSE_RANGE);
        CHECK_EQ(launch_wait(&launch), 0);
    }
}

static void slots_closed_by_native_code_are_not_overwritten_once_they_are_reused(void) {
    launch_prepare();
    for (int fd = 3; fd < 64; fd++) {
        close(fd); /* as a library that turns itself into a daemon would */
    }
    int own[32];
    for (int i = 0; i < 32; i++) {
        own[i] = open("/dev/zero", O_RDONLY);
    }
    for (int i = 0; i < 3; i++) {
        struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
        launch_run(&launch);
        CHECK_EQ(launch.result.error, 0);
        CHECK_EQ(launch.result.rung, SPAWN_CLOSE_RANGE);
        CHECK_EQ(launch_wait(&launch), 0);
    }
    for (int i = 0; i < 32; i++) {
        char byte = 'x';
        CHECK_EQ(read(own[i], &byte, 1), 1);
        CHECK_EQ(byte, 0);
    }
}

static const struct check_case cases[] = {
    CASE(missing_program_is_exec_enoent_on_every_rung),
    CASE(program_without_permission_is_exec_eacces),
    CASE(too_long_an_argument_is_exec_e2big),
    CASE(missing_directory_is_chdir_enoent),
    CASE(refused_signal_reset_is_its_own_step),
    CASE(limit_that_may_not_be_set_does_not_fail_the_launch),
    CASE(closed_source_is_a_stdio_failure),
    CASE(closing_that_no_rung_can_do_is_its_own_step),
    CASE(no_memory_for_the_table_is_a_clone_failure),
    CASE(process_limit_is_a_clone_failure),
    CASE(no_descriptor_for_a_pipe_is_a_pipe_failure),
    CASE(full_file_table_is_a_pipe_failure),
    CASE(filter_that_comes_later_lowers_the_rung_and_the_launch_succeeds),
    CASE(slots_closed_by_native_code_are_not_overwritten_once_they_are_reused),
};

CHECK_MAIN(cases)
