/* Giving the reserved descriptors back to an application that goes on without the agent. */
#include "launch.h"
#include "refuse.h"
#include "slots.h"

static const int no_pipes[3];

static char *true_argv[] = {NULL, "true", NULL};

static void prepare_shared(void) {
    launch_prepare();
    if (launch_ladder.rung != SPAWN_SHARED_TABLE) {
        SKIP("the shared table does not work here");
    }
}

static void launch_true(enum spawn_rung expected) {
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch.result.rung, expected);
    CHECK_EQ(launch_wait(&launch), 0);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
}

static void all_are_closed(void) {
    int before = open_descriptors();
    prepare_shared();
    CHECK_EQ(open_descriptors() > before + 50, 1);
    ladder_release();
    CHECK_EQ(open_descriptors(), before);
}

static void launches_go_on_without_the_reserved_descriptors(void) {
    prepare_shared();
    ladder_release();
    int before = open_descriptors();
    launch_true(SPAWN_CLOSE_RANGE);
    CHECK_EQ(open_descriptors(), before);
}

static void rounds_leave_nothing_behind(void) {
    prepare_shared();
    int reserved = open_descriptors();
    int rounds = check_rounds(100);
    for (int i = 0; i < rounds; i++) {
        ladder_release();
        prepare_shared();
        launch_true(SPAWN_SHARED_TABLE);
        CHECK_EQ(open_descriptors(), reserved);
    }
}

static void descriptors_of_the_application_are_not_touched(void) {
    prepare_shared();
    ladder_release();
    int own = open("/dev/zero", O_RDONLY); /* gets a number that was reserved */
    CHECK_EQ(own < (int)slots_cut(), 1);
    ladder_release();
    prepare_shared();
    launch_true(SPAWN_SHARED_TABLE);
    ladder_release();
    char byte = 1;
    CHECK_EQ(read(own, &byte, 1), 1);
    CHECK_EQ(byte, 0);
}

static void launch_under_way_keeps_its_slots_until_it_ends(void) {
    int before = open_descriptors();
    prepare_shared();
    int source[3] = {open("/dev/zero", O_RDONLY), source[0], source[0]};
    int slot[3];
    int lane = slots_acquire();
    CHECK_EQ(slots_fill(lane, source, slot), 0);
    ladder_release();
    for (int i = 0; i < 3; i++) {
        char byte = 1;
        CHECK_EQ(read(slot[i], &byte, 1), 1);
    }
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_CLOSE_RANGE);
    CHECK_EQ(launch_ladder.refused[SPAWN_SHARED_TABLE].error, EBUSY);
    slots_release(lane, slot, no_pipes);
    CHECK_EQ(open_descriptors(), before + 1); /* the source */
    prepare_shared();
    launch_true(SPAWN_SHARED_TABLE);
}

static void lane_that_was_not_filled_is_closed_when_it_comes_back(void) {
    int before = open_descriptors();
    prepare_shared();
    int lane = slots_acquire();
    ladder_release();
    CHECK_EQ(slots_acquire(), -EBADF);
    int own = open("/dev/zero", O_RDONLY);
    int source[3] = {own, own, own};
    int slot[3];
    CHECK_EQ(slots_fill(lane, source, slot), -EBADF);
    slots_release(lane, slot, no_pipes);
    CHECK_EQ(open_descriptors(), before + 1);
}

static int release_after_fill;
void __real_placeholder_fill(int fd);
void __wrap_placeholder_fill(int fd);

/* Another thread may give all back just after a slot was refilled, while its lane is taken. */
void __wrap_placeholder_fill(int fd) {
    __real_placeholder_fill(fd);
    if (release_after_fill) {
        ladder_release();
    }
}

static void slot_that_was_refilled_before_is_closed_when_its_lane_comes_back(void) {
    int before = open_descriptors();
    prepare_shared();
    int own = open("/dev/zero", O_RDONLY);
    int source[3] = {own, 1, 2};
    int slot[3];
    int lane = slots_acquire();
    CHECK_EQ(slots_fill(lane, source, slot), 0);
    release_after_fill = 1;
    slots_release(lane, slot, no_pipes);
    release_after_fill = 0;
    CHECK_EQ(open_descriptors(), before + 1);
}

static void second_release_closes_nothing(void) {
    prepare_shared();
    ladder_release();
    for (int i = 0; i < 61; i++) {
        CHECK_EQ(open("/dev/null", O_RDONLY) >= 0, 1);
    }
    int before = open_descriptors();
    ladder_release();
    CHECK_EQ(open_descriptors(), before);
}

static void launch_that_waited_for_a_lane_keeps_nothing(void) {
    const int unused[3] = {0, 1, 2};
    int before = open_descriptors();
    int lanes[16];
    int count = 0;
    prepare_shared();
    while ((lanes[count] = slots_acquire()) >= 0) {
        count++;
    }
    CHECK_EQ(lanes[count], -ETIMEDOUT);
    while (count-- > 0) {
        slots_release(lanes[count], unused, no_pipes);
    }
    ladder_release();
    CHECK_EQ(open_descriptors(), before);
}

/* As if the kernel refused to tell what is at a number: it must not be the pipe's end any more. */
static void copy_that_the_kernel_does_not_tell_of_is_replaced(void) {
    int ends[2];
    int slot[3];
    char byte;
    prepare_shared();
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    int source[3] = {ends[0], 1, 2};
    int lane = slots_acquire();
    CHECK_EQ(slots_fill(lane, source, slot), 0);
    struct refusal refusal = {SYS_fcntl, 0, 0, ENOMEM};
    CHECK_EQ(refuse(&refusal), 0);
    slots_release(lane, slot, source);
    CHECK_EQ(read(slot[0], &byte, 1), 0); /* the null device; the pipe has a writer */
}

static const struct check_case cases[] = {
    CASE(all_are_closed),
    CASE(launches_go_on_without_the_reserved_descriptors),
    CASE(rounds_leave_nothing_behind),
    CASE(descriptors_of_the_application_are_not_touched),
    CASE(launch_under_way_keeps_its_slots_until_it_ends),
    CASE(lane_that_was_not_filled_is_closed_when_it_comes_back),
    CASE(slot_that_was_refilled_before_is_closed_when_its_lane_comes_back),
    CASE(second_release_closes_nothing),
    CASE(launch_that_waited_for_a_lane_keeps_nothing),
    CASE(copy_that_the_kernel_does_not_tell_of_is_replaced),
};

CHECK_MAIN(cases)
