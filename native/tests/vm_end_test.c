/* While the JVM ends nobody waits in native code for the end of a process; it is told all the same.
 */
#include "vm_end.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>

#include "launch.h"
#include "reaper.h"

enum { LONG = 30000 };

struct waiter {
    pthread_t thread;
    int set;
    pid_t id;
    long found;
};

static void *await(void *argument) {
    struct waiter *waiter = argument;
    __atomic_store_n(&waiter->id, gettid(), __ATOMIC_RELEASE);
    waiter->found = reaper_await(waiter->set, LONG);
    return NULL;
}

static int call_of(pid_t thread) {
    char path[64];
    char text[32] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/syscall", thread);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        SKIP("no file tells of a thread's system call here");
    }
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return atoi(text);
}

static void start(struct waiter *waiter, int set) {
    waiter->set = set;
    waiter->id = 0;
    CHECK_EQ(pthread_create(&waiter->thread, NULL, await, waiter), 0);
    pid_t id;
    while ((id = __atomic_load_n(&waiter->id, __ATOMIC_ACQUIRE)) == 0 ||
           call_of(id) != SYS_epoll_pwait) {
        sched_yield();
    }
}

static long end_of(struct waiter *waiter) {
    pthread_join(waiter->thread, NULL);
    return waiter->found;
}

static int open_set(void) {
    long set = reaper_open();
    if (set < 0 && syscall(SYS_pidfd_open, getpid(), 0) < 0) {
        SKIP("no pidfd in this kernel");
    }
    CHECK_EQ(set >= 0, 1);
    return (int)set;
}

static void who_waits_is_called_back(void) {
    struct waiter waiter;
    start(&waiter, open_set());
    vm_end_begin();
    CHECK_EQ(end_of(&waiter), -ESHUTDOWN);
}

/* As when the agent was detached while a child lives, and attached again. */
static void so_is_who_waits_for_another_set(void) {
    struct waiter waiters[3];
    int set = open_set();
    start(&waiters[0], set);
    start(&waiters[1], open_set());
    start(&waiters[2], set);
    vm_end_begin();
    for (int i = 0; i < 3; i++) {
        CHECK_EQ(end_of(&waiters[i]), -ESHUTDOWN);
    }
}

static void nobody_waits_any_more(void) {
    int set = open_set();
    CHECK_EQ(vm_end_has_begun(), 0);
    vm_end_begin();
    CHECK_EQ(vm_end_has_begun(), 1);
    CHECK_EQ(reaper_await(set, LONG), -ESHUTDOWN);
    CHECK_EQ(reaper_await(set, LONG), -ESHUTDOWN);
}

static void ends_are_told_still(void) {
    int status;
    int set = open_set();
    pid_t pid = fork();
    if (pid == 0) {
        _exit(7);
    }
    long pidfd = reaper_pidfd(pid, 0);
    siginfo_t info;
    CHECK_EQ(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    vm_end_begin();
    CHECK_EQ(reaper_watch(set, (int)pidfd), 0);
    CHECK_EQ(reaper_await(set, LONG), pidfd);
    CHECK_EQ(reaper_await(set, LONG), -ESHUTDOWN);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
}

static void take_all_descriptors(void) {
    while (dup(0) >= 0) {
    }
    CHECK_EQ(errno, EMFILE);
}

static void what_is_reserved_is_given_up_for_the_call(void) {
    struct waiter waiter;
    launch_prepare();
    if (launch_ladder.rung != SPAWN_SHARED_TABLE) {
        SKIP("nothing is reserved here");
    }
    start(&waiter, open_set());
    take_all_descriptors();
    vm_end_begin();
    CHECK_EQ(dup(0) >= 0, 1); /* who waits would say so without the call too, after its 30 s */
    CHECK_EQ(end_of(&waiter), -ESHUTDOWN);
}

static void without_descriptors_it_goes_on_at_once(void) {
    struct waiter waiter;
    start(&waiter, open_set());
    int last = 0;
    for (int fd = 0; (fd = dup(0)) >= 0;) {
        last = fd;
    }
    vm_end_begin();
    close(last);
    CHECK_EQ(call_of(waiter.id), SYS_epoll_pwait);
}

/* They are not called back, and all else is as ever. */
static void more_than_there_are_places_for_wait_too(void) {
    int set = open_set();
    int places[16];
    for (int i = 0; i < 16; i++) {
        places[i] = vm_end_enter(set);
    }
    CHECK_EQ(places[15], -1);
    CHECK_EQ(reaper_await(set, 0), -ETIMEDOUT);
    for (int i = 0; i < 16; i++) {
        vm_end_leave(places[i]);
    }
    CHECK_EQ(vm_end_enter(set), 0);
}

static const struct check_case cases[] = {
    CASE(who_waits_is_called_back),
    CASE(so_is_who_waits_for_another_set),
    CASE(nobody_waits_any_more),
    CASE(ends_are_told_still),
    CASE(what_is_reserved_is_given_up_for_the_call),
    CASE(without_descriptors_it_goes_on_at_once),
    CASE(more_than_there_are_places_for_wait_too),
};

CHECK_MAIN(cases)
