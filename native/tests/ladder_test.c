/* Which rung the self-test chooses where the kernel refuses something, and the reason it keeps. */
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "launch.h"
#include "refuse.h"

static void check_rung(enum spawn_rung want) {
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, want);
    if (want == SPAWN_NO_RUNG) {
        return;
    }
    for (int i = 0; i < 100; i++) {
        open("/dev/null", O_RDONLY);
    }
    char *argv[] = {NULL, "./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch.result.rung, want);
    CHECK_LINE(launch_read(launch.result.fds[1]), "fds 0 1 2");
    CHECK_EQ(launch_wait(&launch), 0);
}

static void check_refused(enum spawn_rung rung, int step, int error) {
    CHECK_EQ(launch_ladder.refused[rung].step, step);
    CHECK_EQ(launch_ladder.refused[rung].error, error);
}

static void refuse_call(int number, int argument, unsigned mask, int error) {
    struct refusal refusal = {number, argument, mask, error};
    CHECK_EQ(refuse(&refusal), 0);
}

static void without_the_unshare_flag_a_private_table_is_closed_by_range(void) {
    refuse_call(SYS_close_range, 2, 2, EINVAL);
    check_rung(SPAWN_CLOSE_RANGE);
    check_refused(SPAWN_SHARED_TABLE, SPAWN_STEP_TABLE, EINVAL);
}

static void close_range_that_is_forbidden_leaves_the_walk_of_proc(void) {
    refuse_call(SYS_close_range, 0, 0, EPERM);
    check_rung(SPAWN_PROC_WALK);
    check_refused(SPAWN_SHARED_TABLE, SPAWN_STEP_TABLE, EPERM);
    check_refused(SPAWN_CLOSE_RANGE, SPAWN_STEP_CLOSE, EPERM);
}

static void close_range_that_is_unknown_leaves_the_walk_of_proc(void) {
    refuse_call(SYS_close_range, 0, 0, ENOSYS);
    check_rung(SPAWN_PROC_WALK);
    check_refused(SPAWN_CLOSE_RANGE, SPAWN_STEP_CLOSE, ENOSYS);
}

static void without_proc_a_bounded_loop_closes(void) {
    struct rlimit limit = {4096, 4096};
    setrlimit(RLIMIT_NOFILE, &limit);
    refuse_call(SYS_close_range, 0, 0, ENOSYS);
    refuse_call(SYS_getdents64, 0, 0, ENOENT);
    check_rung(SPAWN_CLOSE_LOOP);
    check_refused(SPAWN_PROC_WALK, SPAWN_STEP_CLOSE, ENOENT);
}

static void loop_over_more_than_half_a_million_numbers_falls_back(void) {
    struct rlimit limit = {(1 << 19) + 1, (1 << 19) + 1};
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        SKIP("the limit on open files cannot be raised above 2^19 here");
    }
    refuse_call(SYS_close_range, 0, 0, ENOSYS);
    refuse_call(SYS_getdents64, 0, 0, ENOENT);
    check_rung(SPAWN_NO_RUNG);
    check_refused(SPAWN_CLOSE_LOOP, SPAWN_STEP_CLOSE, ERANGE);
}

static void without_clone_all_falls_back(void) {
    refuse_call(SYS_clone3, 0, 0, ENOSYS);
    refuse_call(SYS_clone, 0, 0x4000, EPERM);
    check_rung(SPAWN_NO_RUNG);
    check_refused(SPAWN_SHARED_TABLE, SPAWN_STEP_CLONE, EPERM);
    check_refused(SPAWN_CLOSE_LOOP, SPAWN_STEP_CLONE, EPERM);
}

static void without_the_shared_table_flag_of_clone_a_private_one_is_used(void) {
    refuse_call(SYS_clone3, 0, 0, EPERM);
    refuse_call(SYS_clone, 0, 0x400, EPERM);
    check_rung(SPAWN_CLOSE_RANGE);
    check_refused(SPAWN_SHARED_TABLE, SPAWN_STEP_CLONE, EPERM);
}

static void no_room_for_the_slots_leaves_the_private_table(void) {
    struct rlimit limit = {16, 16};
    setrlimit(RLIMIT_NOFILE, &limit);
    int before = open_descriptors();
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_CLOSE_RANGE);
    check_refused(SPAWN_SHARED_TABLE, SPAWN_STEP_SLOT, EMFILE);
    CHECK_EQ(open_descriptors(), before);
}

static void below_512_open_files_the_application_keeps_its_numbers(void) {
    struct rlimit limit = {511, 512};
    setrlimit(RLIMIT_NOFILE, &limit);
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_CLOSE_RANGE);
    check_refused(SPAWN_SHARED_TABLE, SPAWN_STEP_SLOT, EMFILE);
    CHECK_EQ(open_descriptors(), 4);
}

/* As Java does it: the numbers are handed over, those below 3 are closed, the rest is filled. */
static void given_descriptors_are_taken_over(void) {
    int given[61];
    close(0);
    for (int i = 0; i < 61; i++) {
        given[i] = open("/dev/null", O_RDONLY);
    }
    ladder_prepare(given, 61, &launch_ladder);
    CHECK_EQ(launch_ladder.rung, SPAWN_SHARED_TABLE);
    CHECK_EQ(fcntl(0, F_GETFD), -1);
    for (int fd = 4; fd < 64; fd++) {
        char byte;
        CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
        CHECK_EQ(read(fd, &byte, 1), 0);
    }
    CHECK_EQ(open_descriptors(), 63);
}

static void self_test_leaves_nothing_behind(void) {
    launch_prepare();
    check_nothing_left(open_descriptors());
    CHECK_EQ(open_descriptors(), 64); /* 0, 1, 2, the test's log, and the reserved ones */
}

static void make_directory(const char *path) {
    CHECK_EQ(mkdir(path, 0755), 0);
}

/* Whose entries are of nobody's table. */
static void listing_that_is_not_of_the_childs_descriptors_is_not_believed(void) {
    char *argv[] = {NULL, "/bin/sh", "-c", "true <&7 && echo leaked", NULL};
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        SKIP("no mount namespace here");
    }
    launch_prepare();
    CHECK_EQ(mount("none", "/proc", "tmpfs", 0, NULL), 0);
    make_directory("/proc/self");
    make_directory("/proc/self/fd");
    make_directory("/proc/self/fd/5");
    CHECK_EQ(dup2(1, 7), 7);
    struct launch launch = launch_of(argv + 1, SPAWN_PROC_WALK);
    launch_run(&launch);
    CHECK_EQ(launch.result.rung, SPAWN_PROC_WALK);
    CHECK_TEXT(launch_read(launch.result.fds[1]), "");
    launch_wait(&launch);
}

static void rung_without_a_shared_table_keeps_no_descriptor(void) {
    int before = open_descriptors();
    refuse_call(SYS_close_range, 2, 2, EINVAL);
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_CLOSE_RANGE);
    CHECK_EQ(open_descriptors(), before);
}

static const struct check_case cases[] = {
    CASE(without_the_unshare_flag_a_private_table_is_closed_by_range),
    CASE(close_range_that_is_forbidden_leaves_the_walk_of_proc),
    CASE(close_range_that_is_unknown_leaves_the_walk_of_proc),
    CASE(without_proc_a_bounded_loop_closes),
    CASE(loop_over_more_than_half_a_million_numbers_falls_back),
    CASE(without_clone_all_falls_back),
    CASE(without_the_shared_table_flag_of_clone_a_private_one_is_used),
    CASE(no_room_for_the_slots_leaves_the_private_table),
    CASE(below_512_open_files_the_application_keeps_its_numbers),
    CASE(given_descriptors_are_taken_over),
    CASE(self_test_leaves_nothing_behind),
    CASE(listing_that_is_not_of_the_childs_descriptors_is_not_believed),
    CASE(rung_without_a_shared_table_keeps_no_descriptor),
};

CHECK_MAIN(cases)
