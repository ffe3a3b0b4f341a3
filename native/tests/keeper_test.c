/* Children that die with this process: launched by a thread that has what the launching one has. */
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <time.h>

#include "keeper_launch.h"
#include "refuse.h"
#include "task.h"

enum { LAUNCHES = 20 };

/* By either call; newer CPUs have one. Sets no_new_privs too. */
static void refuse_symlinks(void) {
    struct refusal at = {SYS_symlinkat, 0, 0, EPERM};
    CHECK_EQ(refuse(&at), 0);
#ifdef SYS_symlink
    struct refusal plain = {SYS_symlink, 0, 0, EPERM};
    CHECK_EQ(refuse(&plain), 0);
#endif
}

static void *in_a_confined_thread(void *argument) {
    struct run *run = argument;
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    CHECK_EQ(sched_setaffinity(0, sizeof first, &first), 0);
    CHECK_EQ(setpriority(PRIO_PROCESS, 0, 19), 0);
    refuse_symlinks();
    start(run, "echo $(grep -E '^(NoNewPrivs|Seccomp|Cpus_allowed_list|SigBlk):' "
               "/proc/self/status) $(nice); ln -s x /tmp/never 2>&1 | grep -c permitted");
    run->output = launch_read(run->launch.result.fds[1]);
    launch_wait(&run->launch);
    return NULL;
}

static void child_has_what_its_launching_thread_has(void) {
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    pthread_t thread;
    char own[16];
    snprintf(own, sizeof own, "%d\n", getpriority(PRIO_PROCESS, 0));
    launch_prepare();
    start(&run, "echo $(nice)");
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), own);
    launch_wait(&run.launch);
    CHECK_EQ(pthread_create(&thread, NULL, in_a_confined_thread, &run), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_TEXT(run.output, "SigBlk: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 "
                           "Cpus_allowed_list: 0 19\n1\n");
}

static void *in_a_thread_that_ends(void *argument) {
    start(argument, "read line; echo $line");
    return NULL;
}

static void child_outlives_its_launching_thread(void) {
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    pthread_t thread;
    launch_prepare();
    CHECK_EQ(pthread_create(&thread, NULL, in_a_thread_that_ends, &run), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(write(run.launch.result.fds[0], "alive\n", 6), 6);
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), "alive\n");
    CHECK_EQ(launch_wait(&run.launch), 0);
}

static void child_is_killed_with_its_process(void) {
    int ends[2];
    char byte;
    CHECK_EQ(pipe(ends), 0);
    pid_t parent = fork();
    if (parent == 0) {
        struct run run = {.flags = SETTING_FLAG_REQUIRED};
        launch_prepare();
        start(&run, "exec sleep 600");
        CHECK_EQ(dprintf(ends[1], "%d\n", run.launch.result.pid) > 0, 1);
        pause();
    }
    FILE *told = fdopen(ends[0], "r");
    int child = 0;
    CHECK_EQ(fscanf(told, "%d%c", &child, &byte), 2);
    int pidfd = (int)syscall(SYS_pidfd_open, child, 0);
    CHECK_EQ(pidfd >= 0, 1);
    CHECK_EQ(kill(parent, SIGKILL), 0);
    CHECK_EQ(waitpid(parent, NULL, 0), parent);
    close(ends[1]);
    CHECK_EQ(fgetc(told), EOF); /* no other process holds it */
    while (syscall(SYS_pidfd_send_signal, pidfd, 0, NULL, 0) == 0) {
        sched_yield();
    }
}

static int threads(void) {
    char text[4096] = "";
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return atoi(strstr(text, "Threads:") + 8);
}

static void thread_ends_with_its_child(void) {
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    launch_prepare();
    start(&run, "read line");
    CHECK_EQ(threads(), 2);
    close(run.launch.result.fds[0]);
    launch_wait(&run.launch);
    for (int i = 0; i < LAUNCHES; i++) {
        start(&run, "exec /no/such/program");
        launch_wait(&run.launch);
    }
    while (threads() > 1) {
        sched_yield();
    }
}

static void without_a_thread_the_setting_is_missed(void) {
    struct run run = {.flags = 0};
    struct refusal refusal = {SYS_clone, 0, 0, EAGAIN};
    launch_prepare();
    CHECK_EQ(refuse(&refusal), 0);
    start(&run, "echo launched");
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), "launched\n");
    CHECK_EQ(run.settings.failures, 1);
    CHECK_EQ(run.settings.failed[0].number, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(run.settings.failed[0].error, EAGAIN);
    launch_wait(&run.launch);
    run.flags = SETTING_FLAG_REQUIRED;
    start(&run, "echo launched");
    CHECK_EQ(run.launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(run.launch.result.error, EAGAIN);
    CHECK_EQ(run.settings.required_failed, SETTING_DIE_WITH_PARENT);
}

static _Noreturn void exit_at_once(void *argument) {
    (void)argument;
    _exit(0);
}

/* In the thread that waits for it, so that nobody else sets the words. */
static void kernel_tells_that_a_task_has_ended(int by_clone3) {
    _Alignas(16) static char stack[16 * 1024];
    int pid = 0;
    uint32_t running = 1;
    struct task task = {
        .run = exit_at_once,
        .stack_top = stack + sizeof stack,
        .exit_signal = SIGCHLD,
        .pid = &pid,
        .running = &running,
    };
    long told = task_clone(&task);
    CHECK_EQ(told > 0, 1);
    CHECK_EQ(running, by_clone3 ? 0 : 1);
    CHECK_EQ(pid, by_clone3 ? told : 0);
    task_reap((int)told);
}

static void launching_thread_is_woken_by_the_kernel(void) {
    kernel_tells_that_a_task_has_ended(1);
}

static void launching_thread_is_woken_by_the_keeper_without_clone3(void) {
    struct refusal refusal = {SYS_clone3, 0, 0, ENOSYS};
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    CHECK_EQ(refuse(&refusal), 0);
    kernel_tells_that_a_task_has_ended(0);
    launch_prepare();
    start(&run, "echo launched");
    CHECK_TEXT(launch_read(run.launch.result.fds[1]), "launched\n");
    CHECK_EQ(launch_wait(&run.launch), 0);
}

static int64_t milliseconds(void) {
    struct timespec now;
    CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &now), 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* It looks again every 100 ms by itself, so that without a wake no launch at all is faster. */
static void launching_thread_is_woken_before_it_looks_again(void) {
    enum { SLICE = 100 };
    struct refusal refusal = {SYS_clone3, 0, 0, ENOSYS};
    struct run run = {.flags = SETTING_FLAG_REQUIRED};
    int64_t fastest = SLICE;
    CHECK_EQ(refuse(&refusal), 0);
    launch_prepare();
    for (int i = 0; i < LAUNCHES; i++) {
        int64_t begun = milliseconds();
        start(&run, "exit 0");
        int64_t took = milliseconds() - begun;
        fastest = took < fastest ? took : fastest;
        launch_wait(&run.launch);
    }
    CHECK_EQ(fastest < SLICE, 1);
}

static const struct check_case cases[] = {
    CASE(child_has_what_its_launching_thread_has),
    CASE(child_outlives_its_launching_thread),
    CASE(child_is_killed_with_its_process),
    CASE(thread_ends_with_its_child),
    CASE(without_a_thread_the_setting_is_missed),
    CASE(launching_thread_is_woken_by_the_kernel),
    CASE(launching_thread_is_woken_by_the_keeper_without_clone3),
    CASE(launching_thread_is_woken_before_it_looks_again),
};

CHECK_MAIN(cases)
