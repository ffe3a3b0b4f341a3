/* Threads that block signals, or have ended, are no reason to wait in vain. */
#include "all_threads.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>

#include "check.h"
#include "threads.h"

enum { A_FEW = 20 };

static int acted;
static int to_thread[2];
static int from_thread[2];
static sigset_t blocked;
static pthread_t other;

static long act(int argument) {
    acted += argument;
    return 0;
}

static char read_one(int fd) {
    char byte = 0;
    CHECK_EQ(read(fd, &byte, 1), 1);
    return byte;
}

static void *block_and_read(void *unused) {
    sigset_t before;
    (void)unused;
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    CHECK_EQ(write(from_thread[1], "b", 1), 1);
    CHECK_EQ(read_one(to_thread[0]), 'x');
    pthread_sigmask(SIG_SETMASK, &before, NULL); /* what is still pending would end the process */
    return NULL;
}

static void open_pipes(void) {
    CHECK_EQ(pipe(to_thread), 0);
    CHECK_EQ(pipe(from_thread), 0);
}

static void start_that_blocks(void) {
    open_pipes();
    CHECK_EQ(pthread_create(&other, NULL, block_and_read, NULL), 0);
    CHECK_EQ(read_one(from_thread[0]), 'b');
}

static void end(void) {
    CHECK_EQ(write(to_thread[1], "x", 1), 1);
    CHECK_EQ(pthread_join(other, NULL), 0);
}

static void signal_that_a_thread_waits_for_is_not_chosen(void) {
    int count = 0;
    sigaddset(&blocked, SIGRTMAX);
    start_that_blocks();
    CHECK_EQ(all_threads_rehearse(A_FEW), 0);
    CHECK_EQ(all_threads_do(act, 1, A_FEW, &count), 0);
    CHECK_EQ(acted, 1);
    end();
}

static void if_a_thread_blocks_all_nobody_is_interrupted(void) {
    int count = 0;
    sigfillset(&blocked);
    start_that_blocks();
    CHECK_EQ(all_threads_rehearse(A_FEW), -EBUSY);
    CHECK_EQ(all_threads_do(act, 1, A_FEW, &count), -EBUSY);
    CHECK_EQ(acted, 0);
    end();
}

/* In the first of two threads: the second one then blocks all. */
static long act_and_let_other_block(int unused) {
    (void)unused;
    acted++;
    if (acted == 1) {
        CHECK_EQ(write(to_thread[1], "x", 1), 1);
        CHECK_EQ(read_one(from_thread[0]), 'b');
    }
    return 0;
}

static void *read_and_end(void *unused) {
    (void)unused;
    CHECK_EQ(read_one(from_thread[0]), 'e');
    return NULL;
}

static void *block_when_told(void *unused) {
    CHECK_EQ(read_one(to_thread[0]), 'x');
    return block_and_read(unused);
}

static void thread_that_blocks_all_meanwhile_is_told_and_survives(void) {
    pthread_t first;
    int count = 0;
    sigfillset(&blocked);
    open_pipes();
    CHECK_EQ(pthread_create(&first, NULL, read_and_end, NULL), 0);
    CHECK_EQ(pthread_create(&other, NULL, block_when_told, NULL), 0);
    CHECK_EQ(all_threads_do(act_and_let_other_block, 0, A_FEW, &count), -ETIMEDOUT);
    CHECK_EQ(count, 1);
    end();
    CHECK_EQ(acted, 1);
    CHECK_EQ(write(from_thread[1], "e", 1), 1);
    CHECK_EQ(pthread_join(first, NULL), 0);
}

static int first_thread;

static void *do_without_the_first(void *unused) {
    struct thread_state state = {0, 0};
    int count = 0;
    (void)unused;
    while (!state.has_ended) {
        CHECK_EQ(threads_look(first_thread, &state), 0);
    }
    CHECK_EQ(all_threads_rehearse(A_FEW), 0);
    CHECK_EQ(all_threads_do(act, 1, A_FEW, &count), 0);
    CHECK_EQ(acted, 0);
    _exit(0);
}

/* The kernel lists it until the last of the others has ended, and takes signals for it. */
static void first_thread_that_has_ended_is_passed_over(void) {
    first_thread = (int)syscall(SYS_gettid);
    CHECK_EQ(pthread_create(&other, NULL, do_without_the_first, NULL), 0);
    pthread_exit(NULL);
}

static const struct check_case cases[] = {
    CASE(signal_that_a_thread_waits_for_is_not_chosen),
    CASE(if_a_thread_blocks_all_nobody_is_interrupted),
    CASE(thread_that_blocks_all_meanwhile_is_told_and_survives),
    CASE(first_thread_that_has_ended_is_passed_over),
};

CHECK_MAIN(cases)
