/* A lockdown that is not possible changes nothing, and says why. */
#include "lockdown.h"

#include "lockdown_place.h"
#include "refuse.h"

static void without_landlock_nothing_changes(void) {
    set_up();
    struct refusal no_landlock = {SYS_landlock_create_ruleset, 0, 0, ENOSYS};
    CHECK_EQ(refuse(&no_landlock), 0);
    const struct lockdown_report report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_ABI);
    CHECK_EQ(report.error, ENOSYS);
    CHECK_EQ(allowed_runs(), 1);
    CHECK_EQ(open_ways(NULL) >= 30, 1);
    clean_up();
}

static void check_that_filter_ends_nobody(int number) {
    struct lockdown_report report;
    struct refusal kills = {number, 0, 0, REFUSE_BY_KILLING};
    set_up();
    CHECK_EQ(refuse(&kills), 0);
    report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_PROBE);
    CHECK_EQ(allowed_runs(), 1);
    clean_up();
}

static void filter_that_kills_for_it_ends_nobody(void) {
    check_that_filter_ends_nobody(SYS_landlock_create_ruleset);
}

static void filter_that_kills_for_what_comes_last_ends_nobody(void) {
    need_landlock();
    check_that_filter_ends_nobody(SYS_landlock_restrict_self);
}

static void need_signal(void) {
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) >= 8) {
        SKIP("this kernel confines all threads at once");
    }
}

static void filter_that_kills_for_the_signal_ends_nobody(void) {
    need_landlock();
    need_signal();
    check_that_filter_ends_nobody(SYS_rt_tgsigqueueinfo);
}

/* With threads that are there, and so would have to be told. */
static void if_threads_cannot_be_told_nothing_changes(void) {
    struct early early = {.tries_itself = 1};
    pthread_barrier_t go;
    need_landlock();
    need_signal();
    set_up();
    setenv("WITNESS_SIGN", place.sign, 1);
    pthread_barrier_init(&go, NULL, 2);
    early.go = &go;
    pthread_create(&early.thread, NULL, wait_and_try, &early);
    struct refusal no_signal = {SYS_rt_tgsigqueueinfo, 0, 0, EAGAIN};
    CHECK_EQ(refuse(&no_signal), 0);
    const struct lockdown_report report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_SIGNAL);
    CHECK_EQ(report.error, EAGAIN);
    pthread_barrier_wait(&go);
    pthread_join(early.thread, NULL);
    CHECK_EQ(early.ran, 1);
    CHECK_EQ(open_ways(NULL) >= 30, 1);
    clean_up();
}

static const struct check_case cases[] = {
    CASE(without_landlock_nothing_changes),
    CASE(filter_that_kills_for_it_ends_nobody),
    CASE(filter_that_kills_for_what_comes_last_ends_nobody),
    CASE(filter_that_kills_for_the_signal_ends_nobody),
    CASE(if_threads_cannot_be_told_nothing_changes),
};

CHECK_MAIN(cases)
