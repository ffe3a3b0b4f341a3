/* Each thread of the process does what it is told, by a signal. */
#include "all_threads.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "check.h"

enum { THREADS = 8, A_FEW = 3 };

static int acted;
static int result_of_act;

static long act(int argument) {
    __atomic_fetch_add(&acted, argument, __ATOMIC_RELAXED);
    return result_of_act;
}

static void *read_one(void *pipe) {
    char byte = 0;
    return (void *)(long)(read(*(int *)pipe, &byte, 1) == 1 ? byte : -errno);
}

/* Which wait in a read; what they have read, all of them at the end. */
static int pipes[2];
static pthread_t threads[THREADS];

static void start(void) {
    CHECK_EQ(pipe(pipes), 0);
    for (int i = 0; i < THREADS; i++) {
        CHECK_EQ(pthread_create(&threads[i], NULL, read_one, &pipes[0]), 0);
    }
}

static void end(void) {
    CHECK_EQ(write(pipes[1], "xxxxxxxx", THREADS), THREADS);
    for (int i = 0; i < THREADS; i++) {
        void *value;
        CHECK_EQ(pthread_join(threads[i], &value), 0);
        CHECK_EQ((long)value, 'x');
    }
}

static void each_other_thread_acts_once_and_goes_on_with_its_call(void) {
    int count = 0;
    start();
    CHECK_EQ(all_threads_do(act, 10, ALL_THREADS_LOOKS, &count), 0);
    CHECK_EQ(count, THREADS);
    CHECK_EQ(acted, 10 * THREADS);
    end();
}

static void no_signal_has_another_action_afterwards(void) {
    int count = 0;
    start();
    CHECK_EQ(all_threads_do(act, 1, ALL_THREADS_LOOKS, &count), 0);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) {
        struct sigaction action;
        CHECK_EQ(sigaction(number, NULL, &action), 0);
        CHECK_EQ(action.sa_handler == SIG_DFL, 1);
    }
    end();
}

static void signal_that_the_process_uses_is_left_alone(void) {
    int count = 0;
    signal(SIGRTMAX, SIG_IGN);
    signal(SIGRTMAX - 1, (void (*)(int))(void *)end);
    start();
    CHECK_EQ(all_threads_do(act, 1, ALL_THREADS_LOOKS, &count), 0);
    CHECK_EQ(acted, THREADS);
    CHECK_EQ(signal(SIGRTMAX, SIG_DFL) == SIG_IGN, 1);
    CHECK_EQ(signal(SIGRTMAX - 1, SIG_DFL) == (void (*)(int))(void *)end, 1);
    end();
}

static void without_a_free_signal_nothing_is_done(void) {
    int count = 0;
    start();
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) {
        signal(number, SIG_IGN);
    }
    signal(35, SIG_IGN);
    CHECK_EQ(all_threads_rehearse(A_FEW), -EBUSY);
    CHECK_EQ(all_threads_do(act, 1, ALL_THREADS_LOOKS, &count), -EBUSY);
    CHECK_EQ(acted, 0);
    end();
}

static void rehearsal_leaves_threads_and_signals_alone(void) {
    struct sigaction action;
    sigset_t all;
    sigset_t before;
    start();
    CHECK_EQ(all_threads_rehearse(A_FEW), 0);
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    CHECK_EQ(all_threads_rehearse(A_FEW), -EBUSY);
    pthread_sigmask(SIG_SETMASK, &before, NULL); /* nothing is pending, which would end this */
    CHECK_EQ(sigaction(SIGRTMAX, NULL, &action), 0);
    CHECK_EQ(action.sa_handler == SIG_DFL, 1);
    end();
}

static void failure_of_one_ends_it(void) {
    int count = 0;
    start();
    result_of_act = -E2BIG;
    CHECK_EQ(all_threads_do(act, 1, ALL_THREADS_LOOKS, &count), -E2BIG);
    CHECK_EQ(acted, 1);
    CHECK_EQ(count, 0);
    end();
}

static volatile int ending;

static void *start_next(void *unused) {
    (void)unused;
    pthread_t next;
    prctl(PR_SET_NAME, "born");
    if (!ending && pthread_create(&next, NULL, start_next, NULL) == 0) {
        pthread_detach(next);
    }
    return NULL;
}

/* Each of them ends soon after it has started the next one. */
static void threads_that_start_others_without_end_do_not_keep_it_from_its_end(void) {
    int count = 0;
    pthread_t first;
    CHECK_EQ(pthread_create(&first, NULL, start_next, NULL), 0);
    pthread_join(first, NULL);
    long error = all_threads_do(act, 1, ALL_THREADS_LOOKS, &count);
    ending = 1;
    /* The last two: where one of them is not scheduled for so long, or blocks all at each look. */
    CHECK_EQ(error == 0 || error == -EAGAIN || error == -ETIMEDOUT || error == -EBUSY, 1);
}

/* Within the handler, which blocks all signals: the new thread must not inherit that. */
static long act_and_start_next(int unused) {
    sigset_t none;
    sigset_t before;
    (void)unused;
    int place = __atomic_add_fetch(&acted, 1, __ATOMIC_RELAXED);
    if (place < THREADS) {
        sigemptyset(&none);
        pthread_sigmask(SIG_SETMASK, &none, &before);
        long error = pthread_create(&threads[place], NULL, read_one, &pipes[0]);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        return -error;
    }
    return 0;
}

static void threads_that_start_meanwhile_act_too(void) {
    int count = 0;
    CHECK_EQ(pipe(pipes), 0);
    CHECK_EQ(pthread_create(&threads[0], NULL, read_one, &pipes[0]), 0);
    CHECK_EQ(all_threads_do(act_and_start_next, 0, ALL_THREADS_LOOKS, &count), 0);
    CHECK_EQ(acted, THREADS);
    CHECK_EQ(count, THREADS);
    end();
}

static const struct check_case cases[] = {
    CASE(each_other_thread_acts_once_and_goes_on_with_its_call),
    CASE(no_signal_has_another_action_afterwards),
    CASE(signal_that_the_process_uses_is_left_alone),
    CASE(without_a_free_signal_nothing_is_done),
    CASE(rehearsal_leaves_threads_and_signals_alone),
    CASE(failure_of_one_ends_it),
    CASE(threads_that_start_others_without_end_do_not_keep_it_from_its_end),
    CASE(threads_that_start_meanwhile_act_too),
};

CHECK_MAIN(cases)
