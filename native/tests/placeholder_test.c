/* What the reserved descriptors look like, whose they are, and when the application gets them. */
#include "placeholder.h"

#include <sys/stat.h>

#include "launch.h"
#include "slots.h"
#include "sys.h"

static char *true_argv[] = {NULL, "true", NULL};

static void prepare_with(const int *reserved, int count) {
    ladder_prepare(reserved, count, &launch_ladder);
    if (launch_ladder.rung != SPAWN_SHARED_TABLE) {
        SKIP("the shared table does not work here");
    }
}

static struct spawn_result launch_true(void) {
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch_wait(&launch), 0);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    return launch.result;
}

static int is_nothing(int fd) {
    char link[64];
    char target[64] = {0};
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    return readlink(link, target, sizeof target - 1) > 0 && strcmp(target, "/dev/null") == 0 &&
           fcntl(fd, F_GETFL) == (O_RDONLY | SYS_O_LARGEFILE); /* as of each open */
}

/* Of all below the cut. */
static int count_nothing(void) {
    int count = 0;
    for (int fd = 3; fd < (int)slots_cut(); fd++) {
        count += is_nothing(fd);
    }
    return count;
}

/* As premain does. */
static int reserve_as_java_does(int *reserved, int most) {
    int count = 0;
    while (count < most) {
        reserved[count++] = open("/dev/null", O_RDONLY);
    }
    return count;
}

static void what_premain_opened_looks_as_before_after_many_launches(void) {
    int reserved[60];
    int count = reserve_as_java_does(reserved, 60);
    prepare_with(reserved, count);
    int at_first = count_nothing();
    CHECK_EQ(at_first >= count, 1);
    int open = open_descriptors();
    int launches = check_rounds(300);
    for (int i = 0; i < launches; i++) {
        CHECK_EQ(launch_true().rung, SPAWN_SHARED_TABLE);
    }
    CHECK_EQ(count_nothing(), at_first);
    CHECK_EQ(open_descriptors(), open);
}

static void file_of_the_application_among_what_premain_opened_stays_its_own(void) {
    int reserved[40];
    struct stat file;
    int count = reserve_as_java_does(reserved, 40);
    CHECK_EQ(dup2(open("/dev/zero", O_RDONLY), reserved[7]), reserved[7]);
    prepare_with(reserved, count);
    launch_true();
    CHECK_EQ(fstat(reserved[7], &file), 0);
    CHECK_EQ(file.st_rdev, 0x105); /* /dev/zero */
    ladder_release();
    CHECK_EQ(fstat(reserved[7], &file), 0);
}

static void null_device_that_the_application_opens_is_none_of_ours(void) {
    prepare_with(NULL, 0);
    CHECK_EQ(placeholder_is(open("/dev/null", O_RDONLY)), 0);
    CHECK_EQ(placeholder_is(placeholder_number()), 1);
    CHECK_EQ(placeholder_is(dup(placeholder_number())), 1);
    CHECK_EQ(placeholder_is(900), 0);
}

static void without_dev_it_is_a_pipe(void) {
    if (geteuid() != 0) {
        SKIP("chroot needs root");
    }
    int outside = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    CHECK_EQ(chroot(check_folder()), 0);
    CHECK_EQ(placeholder_open(), 0);
    CHECK_EQ(fchdir(outside), 0);
    CHECK_EQ(chroot("."), 0);
    struct stat file;
    CHECK_EQ(fstat(placeholder_number(), &file), 0);
    CHECK_EQ(S_ISFIFO(file.st_mode), 1);
    prepare_with(NULL, 0);
    CHECK_EQ(launch_true().rung, SPAWN_SHARED_TABLE);
}

/* A launch's slot is closed while it is under way, and the application gets the number. */
static void check_slot_is_left_to_the_application(int is_pipe, int flags) {
    struct stat file;
    int ends[2];
    int slot[3];
    prepare_with(NULL, 0);
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    int source[3] = {ends[0], ends[1], ends[1]};
    const int wanted[3] = {is_pipe ? SPAWN_PIPE : 0, is_pipe ? SPAWN_PIPE : 1, 2};
    int lane = slots_acquire();
    CHECK_EQ(slots_fill(lane, source, slot), 0);
    close(slot[1]);
    int taken = open("/tmp", O_WRONLY | O_TMPFILE | flags, 0600);
    CHECK_EQ(taken, slot[1]);
    slots_release(lane, slot, wanted);
    CHECK_EQ(fstat(taken, &file), 0);
    CHECK_EQ(S_ISREG(file.st_mode), 1);
    CHECK_EQ(launch_true().rung, SPAWN_CLOSE_RANGE); /* as all that come now */
    CHECK_EQ(fstat(taken, &file), 0);
    CHECK_EQ(S_ISREG(file.st_mode), 1);
}

static void file_that_got_the_number_of_a_launchs_pipe_is_left_alone(void) {
    check_slot_is_left_to_the_application(1, O_CLOEXEC);
}

static void file_that_got_the_number_of_a_launchs_redirect_is_left_alone(void) {
    check_slot_is_left_to_the_application(0, 0);
}

static void slot_that_is_closed_during_a_launch_stays_closed(void) {
    int slot[3];
    prepare_with(NULL, 0);
    int own = open("/dev/zero", O_RDONLY);
    int source[3] = {own, own, own};
    int lane = slots_acquire();
    CHECK_EQ(slots_fill(lane, source, slot), 0);
    close(slot[1]);
    slots_release(lane, slot, source);
    CHECK_EQ(fcntl(slot[1], F_GETFD), -1);
}

static void set_limit(rlim_t soft) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = soft;
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/* With room for its pipes, and for nothing more. */
static void launch_under_a_limit_that_was_lowered_works(void) {
    const rlim_t limits[] = {1000, 512, 511, 100, 64, 63, 20, 12};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            prepare_with(NULL, 0);
            launch_true();
            set_limit(limits[i]);
            launch_true();
            CHECK_EQ(launch_true().rung, limits[i] < 512 ? SPAWN_CLOSE_RANGE : SPAWN_SHARED_TABLE);
            CHECK_EQ(open("/dev/null", O_RDONLY) >= 0, 1);
            _exit(0);
        }
        int status;
        waitpid(pid, &status, 0);
        CHECK_EQ(status, 0);
    }
}

static void limit_that_was_lowered_gives_the_application_all_numbers_back(void) {
    int before = open_descriptors();
    prepare_with(NULL, 0);
    set_limit(100);
    launch_true();
    CHECK_EQ(open_descriptors(), before);
}

/* Stock would launch: the reserved numbers are what is missing. */
static void last_descriptors_of_the_process_are_the_reserved_ones(void) {
    prepare_with(NULL, 0);
    set_limit(600);
    int last = 0;
    for (int fd = open("/dev/zero", O_RDONLY); fd >= 0; fd = dup(fd)) {
        last = fd;
    }
    CHECK_EQ(last, 599);
    for (int i = 0; i < 3; i++) {
        CHECK_EQ(launch_true().rung, SPAWN_SHARED_TABLE);
    }
    for (int fd = 100; fd <= last; fd++) {
        close(fd);
    }
    launch_true(); /* by low numbers, whose holes are filled */
    launch_true();
    CHECK_EQ(open("/dev/zero", O_RDONLY) >= 64, 1);
}

static void no_rung_but_the_shared_table_keeps_any(void) {
    int before = open_descriptors();
    set_limit(100); /* the self-test needs 128 */
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_CLOSE_RANGE);
    CHECK_EQ(open_descriptors(), before);
}

static void null_device_for_writing_among_what_premain_opened_stays_its_own(void) {
    int reserved[40];
    int count = reserve_as_java_does(reserved, 40);
    CHECK_EQ(dup2(open("/dev/null", O_WRONLY), reserved[7]), reserved[7]);
    prepare_with(reserved, count);
    launch_true();
    CHECK_EQ(fcntl(reserved[7], F_GETFL) & O_ACCMODE, O_WRONLY);
}

static const struct check_case cases[] = {
    CASE(what_premain_opened_looks_as_before_after_many_launches),
    CASE(file_of_the_application_among_what_premain_opened_stays_its_own),
    CASE(null_device_that_the_application_opens_is_none_of_ours),
    CASE(without_dev_it_is_a_pipe),
    CASE(file_that_got_the_number_of_a_launchs_pipe_is_left_alone),
    CASE(file_that_got_the_number_of_a_launchs_redirect_is_left_alone),
    CASE(slot_that_is_closed_during_a_launch_stays_closed),
    CASE(launch_under_a_limit_that_was_lowered_works),
    CASE(limit_that_was_lowered_gives_the_application_all_numbers_back),
    CASE(last_descriptors_of_the_process_are_the_reserved_ones),
    CASE(no_rung_but_the_shared_table_keeps_any),
    CASE(null_device_for_writing_among_what_premain_opened_stays_its_own),
};

CHECK_MAIN(cases)
