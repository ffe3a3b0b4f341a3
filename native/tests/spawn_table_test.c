/*
 * That no child ever holds a file which another thread writes (the ETXTBSY race of JDK-8068370) is
 * shown by its parts. To look who holds such a file would not do: whoever reads /proc/PID/fd holds
 * each file for an instant, too.
 */
#include <pthread.h>

#include "child.h"
#include "launch.h"
#include "slots.h"

enum { LAUNCHING_THREADS = 4, LAUNCHES_EACH = 300, WORD_OF_THE_KERNELS_TABLE = 64 };

static int is_watched;
static volatile int opened_by_child;
static volatile int copied;

/* The linker puts these two around the child's steps: see the Makefile. */
void __real_child_main(void *argument);
void __wrap_child_main(void *argument);
long __real_child_close(const struct child *child);
long __wrap_child_close(const struct child *child);

void __wrap_child_main(void *argument) {
    const struct child *child = argument;
    if (is_watched) {
        opened_by_child = fcntl(0, F_DUPFD_CLOEXEC, (int)child->cut);
    }
    __real_child_main(argument);
}

long __wrap_child_close(const struct child *child) {
    for (int fd = (int)child->cut; is_watched && fd <= opened_by_child; fd++) {
        copied += fcntl(fd, F_GETFD) >= 0;
    }
    return __real_child_close(child);
}

static void launch_true(int sweep) {
    char *argv[] = {NULL, "/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.sweep = sweep;
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch.result.rung, SPAWN_SHARED_TABLE);
    CHECK_EQ(launch_wait(&launch), 0);
    for (int end = 0; end < 3; end++) {
        close(launch.result.fds[end]);
    }
}

static void child_has_its_parents_table_until_it_has_one_without_other_threads_files(void) {
    launch_prepare();
    int file = open("/dev/null", O_WRONLY);
    CHECK_EQ(file >= (int)slots_cut(), 1);
    CHECK_EQ(slots_cut() % WORD_OF_THE_KERNELS_TABLE, 0); /* else it copies more than it is told */
    is_watched = 1;
    for (int sweep = 0; sweep <= 1; sweep++) {
        launch_true(sweep);
        CHECK_EQ(opened_by_child > file, 1);
        CHECK_EQ(close(opened_by_child), 0); /* it is this process's */
        CHECK_EQ(copied, 0);
    }
}

struct launches {
    int sweep;
    int finished; /* threads */
};

static void *launch_many(void *argument) {
    struct launches *launches = argument;
    int rounds = check_rounds(LAUNCHES_EACH);
    for (int i = 0; i < rounds; i++) {
        launch_true(launches->sweep);
    }
    __atomic_add_fetch(&launches->finished, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

static void check_numbers_beside(struct launches *launches) {
    pthread_t threads[LAUNCHING_THREADS];
    for (int i = 0; i < LAUNCHING_THREADS; i++) {
        CHECK_EQ(pthread_create(&threads[i], NULL, launch_many, launches), 0);
    }
    while (__atomic_load_n(&launches->finished, __ATOMIC_SEQ_CST) < LAUNCHING_THREADS) {
        int fd = open("/dev/null", O_WRONLY);
        CHECK_EQ(fd >= (int)slots_cut(), 1);
        close(fd);
    }
    for (int i = 0; i < LAUNCHING_THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

static void no_other_thread_gets_a_number_that_children_copy(void) {
    launch_prepare();
    for (int sweep = 0; sweep <= 1; sweep++) {
        struct launches launches = {.sweep = sweep};
        check_numbers_beside(&launches);
    }
}

static const struct check_case cases[] = {
    CASE(child_has_its_parents_table_until_it_has_one_without_other_threads_files),
    CASE(no_other_thread_gets_a_number_that_children_copy),
};

CHECK_MAIN(cases)
