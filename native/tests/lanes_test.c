/* Threads that launch at once share the lanes of reserved descriptors. */
#include "launch.h"
#include "slots_state.h"

#include <pthread.h>
#include <sched.h>

static char *true_argv[] = {NULL, "/bin/true", NULL};

struct launches {
    pthread_t thread;
    int failed;
    int shared; /* by way of a lane */
};

/* On a busy machine a lane may be waited for in vain: then the launch has a table of its own. */
static void launch_one(struct launches *launches) {
    struct launch launch = launch_of(true_argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    enum spawn_rung rung = launch.result.rung;
    int launched = launch.result.error == 0 && rung <= SPAWN_CLOSE_RANGE;
    launches->failed += !launched || launch_wait(&launch) != 0;
    launches->shared += launched && rung == SPAWN_SHARED_TABLE;
    for (int end = 0; end < 3; end++) {
        close(launch.result.fds[end]);
    }
}

static void *launch_hundred(void *launches) {
    int rounds = check_rounds(100);
    for (int i = 0; i < rounds; i++) {
        launch_one(launches);
    }
    return NULL;
}

static void sixteen_threads_share_four_lanes(void) {
    enum { THREADS = 16 };
    struct launches all[THREADS] = {{0}};
    int shared = 0;
    launch_prepare();
    int before = open_descriptors();
    for (int i = 0; i < THREADS; i++) {
        CHECK_EQ(pthread_create(&all[i].thread, NULL, launch_hundred, &all[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(all[i].thread, NULL);
        CHECK_EQ(all[i].failed, 0);
        shared += all[i].shared;
    }
    CHECK_EQ(shared > 0, 1);
    check_nothing_left(before);
}

static void *launch_in_thread(void *launches) {
    launch_one(launches);
    return NULL;
}

static void await_waiting(void) {
    while (__atomic_load_n(&slots.waiting, __ATOMIC_SEQ_CST) == 0 &&
           !__atomic_load_n(&slots.stuck, __ATOMIC_RELAXED)) {
        sched_yield();
    }
}

/* Tried again where the machine was so busy that the wait was over before the lane was free. */
static void launch_that_finds_all_lanes_taken_gets_the_next_free_one(void) {
    static const int unused[SLOT_ENDS] = {0, 1, 2};
    struct launches launches = {0};
    launch_prepare();
    while (launches.shared == 0) {
        int lanes[SLOT_LANES];
        for (int i = 0; i < SLOT_LANES; i++) {
            lanes[i] = slots_acquire();
            CHECK_EQ(lanes[i] >= 0, 1);
        }
        CHECK_EQ(pthread_create(&launches.thread, NULL, launch_in_thread, &launches), 0);
        await_waiting();
        slots_release(lanes[0], unused, unused);
        pthread_join(launches.thread, NULL);
        CHECK_EQ(launches.failed, 0);
        for (int i = 1; i < SLOT_LANES; i++) {
            slots_release(lanes[i], unused, unused);
        }
    }
}

static const struct check_case cases[] = {
    CASE(sixteen_threads_share_four_lanes),
    CASE(launch_that_finds_all_lanes_taken_gets_the_next_free_one),
};

CHECK_MAIN(cases)
