/* Children that are to die with this process, as the kernel refuses what their keeper needs. */
#include <pthread.h>

#include "keeper_launch.h"
#include "refuse.h"

static void refuse_all(int number, int error) {
    struct refusal refusal = {number, 0, 0, error};
    CHECK_EQ(refuse(&refusal), 0);
}

static void child_whose_end_may_not_be_waited_for_lives_on(void) {
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    launch_prepare();
    refuse_all(SYS_waitid, EPERM);
    start(&run, "read line; echo $line");
    CHECK_EQ(write(run.launch.result.fds[0], "alive\n", 6), 6);
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), "alive\n");
    CHECK_EQ(launch_wait(&run.launch), 0);
}

static void child_that_may_not_ask_for_its_parent_lives(void) {
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    launch_prepare();
    refuse_all(SYS_getppid, EPERM);
    start(&run, "echo alive");
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), "alive\n");
    CHECK_EQ(launch_wait(&run.launch), 0);
}

static void *in_a_thread_that_ends_and_has_no_keeper(void *argument) {
    refuse_all(SYS_clone, EAGAIN);
    start(argument, "read line; echo $line");
    return NULL;
}

static void child_without_a_keeper_outlives_its_launching_thread(void) {
    struct run run = {.flags = 0};
    pthread_t thread;
    launch_prepare();
    CHECK_EQ(pthread_create(&thread, NULL, in_a_thread_that_ends_and_has_no_keeper, &run), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(run.settings.failures, 1);
    CHECK_EQ(write(run.launch.result.fds[0], "alive\n", 6), 6);
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), "alive\n");
    CHECK_EQ(launch_wait(&run.launch), 0);
}

static const struct check_case cases[] = {
    CASE(child_whose_end_may_not_be_waited_for_lives_on),
    CASE(child_that_may_not_ask_for_its_parent_lives),
    CASE(child_without_a_keeper_outlives_its_launching_thread),
};

CHECK_MAIN(cases)
