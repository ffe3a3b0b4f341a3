/* What is kept for the first launch, and who prepares the core if several do. */
#include "preparation.h"

#include <pthread.h>

#include "launch.h"
#include "preparation_state.h"
#include "refuse.h"

enum { BOUND = 64 };

static int reserved_below_the_bound(void) {
    int count = 0;
    for (int fd = 3; fd < BOUND; fd++) {
        count += fcntl(fd, F_GETFD) == FD_CLOEXEC;
    }
    return count;
}

static void check_child(void) {
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_LINE(launch_read(launch.result.fds[1]), "fds 0 1 2");
    CHECK_EQ(launch_wait(&launch), 0);
}

static void all_numbers_below_the_bound_are_reserved_once(void) {
    preparation_reserve();
    CHECK_EQ(reserved_below_the_bound(), BOUND - 4); /* and the test's log */
    int before = open_descriptors();
    preparation_reserve();
    CHECK_EQ(open_descriptors(), before);
    preparation_run(NULL, 0);
    preparation_reserve();
    CHECK_EQ(open_descriptors(), before);
    check_child();
}

static void closed_stdio_stays_closed(void) {
    close(0);
    preparation_reserve();
    CHECK_EQ(fcntl(0, F_GETFD), -1);
    CHECK_EQ(reserved_below_the_bound(), BOUND - 4);
}

static void check_nothing_reserved(void) {
    int before = open_descriptors_asked_for();
    preparation_reserve();
    CHECK_EQ(open_descriptors_asked_for(), before);
}

static void application_with_a_low_limit_keeps_its_numbers(void) {
    const struct rlimit low = {511, 512};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);
    check_nothing_reserved();
}

static void nothing_is_reserved_if_the_limit_is_not_told(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_prlimit64, 0, 0, EPERM}), 0);
    check_nothing_reserved();
}

static void nothing_is_reserved_where_a_filter_kills_for_it(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_fcntl, 0, 0, REFUSE_BY_KILLING}), 0);
    int before = dup(0);
    close(before);
    preparation_reserve();
    int after = dup(0);
    CHECK_EQ(after, before);
}

/* A few numbers are free, and then none. */
static void full_table_reserves_what_there_is_and_launches(void) {
    const struct rlimit limit = {512, 512};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    while (open("/", O_RDONLY | O_CLOEXEC) >= 0) {
    }
    check_nothing_reserved();
    for (int fd = 20; fd < 25; fd++) {
        close(fd);
    }
    preparation_reserve();
    CHECK_EQ(preparation.reserved_count, 5);
    for (int fd = 400; fd < 500; fd++) {
        close(fd);
    }
    CHECK_EQ(preparation_run(NULL, 0)->rung < SPAWN_NO_RUNG, 1);
    check_child();
}

static void open_many(int fds[SLOTS_MOST_RESERVED], int count) {
    for (int i = 0; i < count; i++) {
        fds[i] = open("/dev/null", O_RDONLY | O_CLOEXEC);
        CHECK_EQ(fds[i] >= 0, 1);
    }
}

static void descriptors_that_are_handed_over_beyond_all_places_are_closed(void) {
    int fds[SLOTS_MOST_RESERVED];
    preparation_reserve();
    open_many(fds, SLOTS_MOST_RESERVED);
    preparation_run(fds, SLOTS_MOST_RESERVED);
    CHECK_EQ(open_descriptors(), BOUND);
    CHECK_EQ(fcntl(fds[SLOTS_MOST_RESERVED - 1], F_GETFD), -1);
}

static void descriptors_that_are_handed_over_too_late_are_closed(void) {
    int fds[SLOTS_MOST_RESERVED];
    preparation_run(NULL, 0);
    int before = open_descriptors();
    open_many(fds, 3);
    preparation_run(fds, 3);
    CHECK_EQ(open_descriptors(), before);
}

static void *leave(void *unused) {
    __atomic_store_n(&preparation.busy, 0, __ATOMIC_RELEASE);
    return unused;
}

/* The other one does not wake it. */
static void second_one_waits_for_the_first(void) {
    pthread_t first;
    preparation.busy = 1;
    preparation.done = 1;
    preparation.ladder.rung = SPAWN_CLOSE_LOOP;
    CHECK_EQ(pthread_create(&first, NULL, leave, NULL), 0);
    CHECK_EQ(preparation_run(NULL, 0)->rung, SPAWN_CLOSE_LOOP);
    CHECK_EQ(preparation.busy, 0);
    pthread_join(first, NULL);
}

static const struct check_case cases[] = {
    CASE(all_numbers_below_the_bound_are_reserved_once),
    CASE(closed_stdio_stays_closed),
    CASE(application_with_a_low_limit_keeps_its_numbers),
    CASE(nothing_is_reserved_if_the_limit_is_not_told),
    CASE(nothing_is_reserved_where_a_filter_kills_for_it),
    CASE(full_table_reserves_what_there_is_and_launches),
    CASE(descriptors_that_are_handed_over_beyond_all_places_are_closed),
    CASE(descriptors_that_are_handed_over_too_late_are_closed),
    CASE(second_one_waits_for_the_first),
};

CHECK_MAIN(cases)
