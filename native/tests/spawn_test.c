/* What a launched child has and has not, on every rung of the ladder. */
#include "spawn_report.h"

static void self_test_chooses_the_shared_table_here(void) {
    launch_prepare();
    if (launch_ladder.rung != SPAWN_SHARED_TABLE && launch_ladder.refused[0].error == ENOSYS) {
        SKIP("this kernel has no close_range");
    }
    CHECK_EQ(launch_ladder.rung, SPAWN_SHARED_TABLE);
}

static void child_has_exactly_0_1_2_on_every_rung(void) {
    launch_prepare();
    for (int i = 0; i < 200; i++) {
        open("/dev/null", O_RDONLY);
    }
    int before = open_descriptors();
    EACH_RUNG(rung) {
        CHECK_LINE(report(rung), "fds 0 1 2");
        CHECK_EQ(open_descriptors(), before);
    }
}

static void what_other_code_has_put_in_the_place_of_a_placeholder_stays_out_too(void) {
    launch_prepare();
    for (int fd = 3; fd < 64; fd++) {
        if (fd % 9 == 0) {
            CHECK_EQ(dup2(1, fd), fd); /* not close-on-exec */
        }
    }
    CHECK_LINE(report(SPAWN_SHARED_TABLE), "fds 0 1 2");
    struct refusal before_5_11 = {SYS_close_range, 2, 4, EINVAL}; /* CLOSE_RANGE_CLOEXEC */
    CHECK_EQ(refuse(&before_5_11), 0);
    CHECK_LINE(report(SPAWN_SHARED_TABLE), "fds 0 1 2");
}

static void fifteen_thousand_descriptors_stay_out_of_the_child_on_every_rung(void) {
    const int count = 15000;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = (rlim_t)count + 200; /* the loop's rung is not for a limit that is huge */
    if (limit.rlim_max < limit.rlim_cur || setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        SKIP("the hard limit on open files is below 15,200");
    }
    launch_prepare();
    for (int i = 0; i < count; i++) {
        CHECK_EQ(open("/dev/null", O_RDONLY) >= 0, 1);
    }
    EACH_RUNG(rung) {
        CHECK_LINE(report(rung), "fds 0 1 2");
    }
    CHECK_EQ(open_descriptors() >= count, 1);
}

static void arguments_arrive_as_given(void) {
    launch_prepare();
    const char *text = report(SPAWN_SHARED_TABLE);
    CHECK_LINE(text, "arg <./report_child>");
    CHECK_LINE(text, "arg <two words>");
    CHECK_LINE(text, "arg <>");
}

static const char *report_with_limit(uint64_t soft, uint64_t hard, int only_lower) {
    struct launch launch = launch_of(report_argv + 1, SPAWN_SHARED_TABLE);
    launch.request.limit = (struct spawn_limit){soft, hard, only_lower};
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_EQ(launch_wait(&launch), 0);
    return text;
}

static void soft_limit_becomes_1024_and_the_parents_stays(void) {
    struct rlimit limit = {4096, 4096};
    setrlimit(RLIMIT_NOFILE, &limit);
    launch_prepare();
    CHECK_LINE(report(SPAWN_SHARED_TABLE), "nofile 1024 4096");
    getrlimit(RLIMIT_NOFILE, &limit);
    CHECK_EQ(limit.rlim_cur, 4096);
}

static void default_limit_never_rises_above_the_hard_or_the_soft_one(void) {
    struct rlimit limit = {512, 512};
    launch_prepare();
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_LINE(report_with_limit(1024, SPAWN_LIMIT_KEEP, 1), "nofile 512 512");
    limit.rlim_cur = 256;
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_LINE(report_with_limit(1024, SPAWN_LIMIT_KEEP, 1), "nofile 256 512");
}

static void a_limit_that_was_asked_for_is_set_as_far_as_it_can_be(void) {
    struct rlimit limit = {1024, 2048};
    launch_prepare();
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_LINE(report_with_limit(SPAWN_LIMIT_KEEP, SPAWN_LIMIT_KEEP, 0), "nofile 1024 2048");
    CHECK_LINE(report_with_limit(2000, SPAWN_LIMIT_KEEP, 0), "nofile 2000 2048");
    CHECK_LINE(report_with_limit(100, 200, 0), "nofile 100 200");
    /* Infinity is above what even root may set (fs.nr_open): the nearest is taken. */
    CHECK_LINE(report_with_limit(~(uint64_t)0, ~(uint64_t)0, 0), "nofile 2048 2048");
}

static void working_directory_and_environment_are_the_childs_own(void) {
    launch_prepare();
    char path[4096];
    CHECK_EQ(realpath("report_child", path) != NULL, 1);
    char *argv[] = {NULL, path, NULL};
    char *envp[] = {"MARK=seen", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.dir = "/";
    launch.request.envp = envp;
    launch_run(&launch);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_LINE(text, "cwd /");
    CHECK_LINE(text, "MARK seen");
    CHECK_EQ(launch_wait(&launch), 0);
}

static void error_stream_joins_standard_output_when_asked(void) {
    launch_prepare();
    char *argv[] = {NULL, "sh", "-c", "echo out; echo err >&2", NULL};
    EACH_RUNG(rung) {
        struct launch launch = launch_of(argv + 1, (enum spawn_rung)rung);
        launch.request.redirect_error_stream = 1;
        launch_run(&launch);
        CHECK_TEXT(launch_read(launch.result.fds[1]), "out\nerr\n");
        CHECK_TEXT(launch_read(launch.result.fds[2]), "");
        CHECK_EQ(launch_wait(&launch), 0);
    }
}

static void parents_pipe_ends_are_close_on_exec(void) {
    launch_prepare();
    char *argv[] = {NULL, "true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    for (int i = 0; i < 3; i++) {
        CHECK_EQ(fcntl(launch.result.fds[i], F_GETFD), FD_CLOEXEC);
    }
    CHECK_EQ(launch_wait(&launch), 0);
}

static const struct check_case cases[] = {
    CASE(self_test_chooses_the_shared_table_here),
    CASE(child_has_exactly_0_1_2_on_every_rung),
    CASE(what_other_code_has_put_in_the_place_of_a_placeholder_stays_out_too),
    CASE(fifteen_thousand_descriptors_stay_out_of_the_child_on_every_rung),
    CASE(arguments_arrive_as_given),
    CASE(soft_limit_becomes_1024_and_the_parents_stays),
    CASE(default_limit_never_rises_above_the_hard_or_the_soft_one),
    CASE(a_limit_that_was_asked_for_is_set_as_far_as_it_can_be),
    CASE(working_directory_and_environment_are_the_childs_own),
    CASE(error_stream_joins_standard_output_when_asked),
    CASE(parents_pipe_ends_are_close_on_exec),
};

CHECK_MAIN(cases)
