/* The thread to which a process group is tied: what it holds, how long it stays, what it lacks. */
#include <pthread.h>
#include <sys/prctl.h>

#include "refuse.h"
#include "task.h"
#include "tie_launch.h"
#include "trees.h"

static void end(const struct launch *launch) {
    for (int i = 0; i < 3; i++) {
        close(launch->result.fds[i]);
    }
    launch_wait(launch);
}

static void process_has_no_descriptor_of_it(void) {
    launch_prepare();
    int before = open_descriptors();
    struct launch launch = start_on(SPAWN_SHARED_TABLE, "read line", SETTING_FLAG_REQUIRED);
    CHECK_EQ(open_descriptors(), before + 4); /* the pipes, and the pidfd for the reaper */
    CHECK_EQ(threads(), 2);
    end(&launch);
    await_threads(1);
    close(settings.pidfd);
    CHECK_EQ(open_descriptors(), before);
}

static void thread_stays_until_the_group_is_empty(void) {
    launch_prepare();
    struct launch launch =
        start_on(SPAWN_SHARED_TABLE, "exec 3<&0; (read line <&3; kill -9 0) & exec 3<&-", 0);
    CHECK_EQ(launch_wait(&launch), 0);
    int group = launch.result.pid;
    for (int i = 0; i < 100; i++) {
        CHECK_EQ(threads(), 2);
        sched_yield();
    }
    close(launch.result.fds[0]);
    await_threads(1);
    CHECK_EQ(kill(-group, 0), -1);
}

static void reader_sees_the_end_of_output_that_the_child_has_closed(void) {
    launch_prepare();
    struct launch launch =
        start_on(SPAWN_SHARED_TABLE, "echo told; exec >&-; read line", SETTING_FLAG_REQUIRED);
    CHECK_TEXT(launch_read(launch.result.fds[1]), "told\n");
    close(launch.result.fds[0]);
    CHECK_EQ(launch_wait(&launch), 1);
}

/* How many descriptors the thread that launches has. */
static volatile int held;
static volatile int kernel_tells;

long __real_task_clone(const struct task *task);
long __wrap_task_clone(const struct task *task);

long __wrap_task_clone(const struct task *task) {
    held = 0;
    kernel_tells = task->running != NULL;
    for (int fd = 0; fd < 1024; fd++) {
        held += syscall(SYS_fcntl, fd, F_GETFD, 0) >= 0;
    }
    return __real_task_clone(task);
}

static void thread_holds_only_what_its_child_needs_while_that_is_launched(void) {
    const enum spawn_rung rungs[] = {SPAWN_SHARED_TABLE, SPAWN_CLOSE_RANGE};
    launch_prepare();
    CHECK_EQ(dup2(0, 200) + dup2(0, 900), 1100);
    for (size_t i = 0; i < 2; i++) {
        struct launch launch = start_on(rungs[i], "exit 0", SETTING_FLAG_REQUIRED);
        CHECK_EQ(launch_wait(&launch), 0);
        CHECK_EQ(held, 5); /* three streams, and the ends */
        CHECK_EQ(kernel_tells, 1);
    }
}

/* Else who executes a program that a child has written may find it open for writing. */
static void process_goes_on_when_no_file_of_the_child_is_held(void) {
    static char *argv[] = {NULL, (char *)"/bin/true", NULL};
    launch_prepare();
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.fds[1] = open("/dev/null", O_WRONLY | O_CLOEXEC);
    use_settings(SETTING_FLAG_REQUIRED);
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(kernel_tells, 0);
    CHECK_EQ(launch_wait(&launch), 0);
}

static void *in_a_thread_that_ends(void *argument) {
    *(struct launch *)argument = start_on(SPAWN_SHARED_TABLE, "(read line; echo $line)", 0);
    return NULL;
}

static void group_outlives_its_launching_thread(void) {
    struct launch launch;
    pthread_t thread;
    launch_prepare();
    CHECK_EQ(pthread_create(&thread, NULL, in_a_thread_that_ends, &launch), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(write(launch.result.fds[0], "alive\n", 6), 6);
    CHECK_TEXT(launch_read(launch.result.fds[1]), "alive\n");
}

/* F_SETOWN and F_SETSIG, by the bit that no other command of a launch has. */
static void refuse_owners(void) {
    struct refusal refusal = {SYS_fcntl, 1, 8, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
}

static void child_dies_alone_and_that_is_told_where_a_group_cannot_be_tied(void) {
    launch_prepare();
    refuse_owners();
    struct launch launch = start_on(SPAWN_SHARED_TABLE, "echo launched; read line", 0);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(settings.failed[0].error, EPERM);
    CHECK_EQ(settings.dies_alone, 1); /* for a second attempt */
    await_threads(2);                 /* that of the first is ending */
    CHECK_EQ(threads(), 2);           /* the child itself still gets its signal */
    end(&launch);
    await_threads(1);
    int before = open_descriptors();
    launch = start_on(SPAWN_SHARED_TABLE, "echo launched", SETTING_FLAG_REQUIRED);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EPERM);
    CHECK_EQ(settings.required_failed, SETTING_DIE_WITH_PARENT);
    await_threads(1);
    check_nothing_left(before);
}

static void program_that_is_not_there_leaves_nothing(void) {
    launch_prepare();
    int before = open_descriptors();
    for (int i = 0; i < 20; i++) {
        static char *argv[] = {NULL, (char *)"/no/such/program", NULL};
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        use_settings(SETTING_FLAG_REQUIRED);
        launch.request.settings = &settings;
        launch_run(&launch);
        CHECK_EQ(launch.result.step, SPAWN_STEP_EXEC);
    }
    await_threads(1);
    check_nothing_left(before);
}

/* F_SETOWN alone, which the child calls, and not F_SETSIG, which its keeper does. */
static void refuse_setown(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fcntl, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[1])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETOWN, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    CHECK_EQ(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), 0);
}

static void child_that_may_not_tie_itself_is_told_of(void) {
    launch_prepare();
    refuse_setown();
    struct launch launch = start_on(SPAWN_SHARED_TABLE, "read line", 0);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(settings.failed[0].error, EPERM);
    end(&launch);
}

static const struct check_case cases[] = {
    CASE(process_has_no_descriptor_of_it),
    CASE(thread_stays_until_the_group_is_empty),
    CASE(reader_sees_the_end_of_output_that_the_child_has_closed),
    CASE(thread_holds_only_what_its_child_needs_while_that_is_launched),
    CASE(process_goes_on_when_no_file_of_the_child_is_held),
    CASE(group_outlives_its_launching_thread),
    CASE(child_dies_alone_and_that_is_told_where_a_group_cannot_be_tied),
    CASE(program_that_is_not_there_leaves_nothing),
    CASE(child_that_may_not_tie_itself_is_told_of),
};

CHECK_MAIN(cases)
