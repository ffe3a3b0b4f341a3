/* Process groups that die with this process: DieWithParent beside KillMode=process-group. */
#include <pthread.h>
#include <sys/prctl.h>

#include "launch.h"
#include "refuse.h"
#include "settings_block.h"
#include "task.h"
#include "trees.h"

/* A tree of three levels, of which some are orphans; all tell their pids. */
#define TREE                                                                                       \
    "member='echo $$; exec sleep 600'; sh -c \"$member\" & (sh -c \"$member\" &); "                \
    "sh -c \"sh -c '$member' & $member\" & echo $$; exec sleep 600"
enum { TREE_SIZE = 5 };

static struct settings settings;

static void use_settings(int flags) {
    static struct block block;
    block.size = 0;
    block_number(&block, SETTING_DIE_WITH_PARENT, flags, SIGKILL);
    block_number(&block, SETTING_KILL_MODE, flags, KILL_PROCESS_GROUP);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
}

static struct launch start_on(enum spawn_rung rung, const char *script, int flags) {
    static char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", NULL, NULL};
    argv[3] = (char *)script;
    struct launch launch = launch_of(argv + 1, rung);
    use_settings(flags);
    launch.request.settings = &settings;
    launch_run(&launch);
    return launch;
}

/* A process like the JVM, which launches and stays. reap: once all pids are known. */
static pid_t fork_host(enum spawn_rung rung, const char *script, int count, int reap, int told) {
    pid_t host = fork();
    if (host == 0) {
        int pids[MOST_OF_TREE];
        launch_prepare();
        struct launch launch = start_on(rung, script, SETTING_FLAG_REQUIRED);
        CHECK_EQ(launch.result.rung, rung);
        CHECK_EQ(settings.failures, 0);
        read_pids(launch.result.fds[1], pids, count);
        if (reap) {
            launch_wait(&launch);
        }
        CHECK_EQ(write(told, pids, sizeof pids[0] * (size_t)count), sizeof pids[0] * (size_t)count);
        pause();
    }
    return host;
}

/* Runs the script in a host, kills that, and waits until all whose pids the script has told end. */
static void kill_host_of(enum spawn_rung rung, const char *script, int count, int reap) {
    int ends[2];
    int pids[MOST_OF_TREE];
    int pidfds[MOST_OF_TREE];
    CHECK_EQ(pipe(ends), 0);
    pid_t host = fork_host(rung, script, count, reap, ends[1]);
    ssize_t size = (ssize_t)sizeof pids[0] * count;
    close(ends[1]);
    CHECK_EQ(read(ends[0], pids, (size_t)size), size);
    for (int i = 0; i < count; i++) {
        pidfds[i] = (int)syscall(SYS_pidfd_open, pids[i], 0);
        CHECK_EQ(pidfds[i] >= 0, 1);
        CHECK_EQ(has_ended(pidfds[i], 0), 0);
    }
    CHECK_EQ(kill(host, SIGKILL), 0);
    for (int i = 0; i < count; i++) {
        CHECK_EQ(has_ended(pidfds[i], SOON_MILLISECONDS), 1);
    }
}

static void whole_group_ends_with_the_killed_process(void) {
    kill_host_of(SPAWN_SHARED_TABLE, TREE, TREE_SIZE, 0);
}

static void whole_group_ends_also_where_tables_are_copied(void) {
    kill_host_of(SPAWN_CLOSE_RANGE, TREE, TREE_SIZE, 0);
    kill_host_of(SPAWN_PROC_WALK, TREE, TREE_SIZE, 0);
}

static void rest_of_a_group_whose_leader_was_reaped_ends_too(void) {
    kill_host_of(SPAWN_SHARED_TABLE, "sh -c 'echo $$; exec sleep 600 >&- 2>&-' &", 1, 1);
}

static void process_that_has_left_the_group_lives_on(void) {
    int pid = 0;
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    pid_t host =
        fork_host(SPAWN_SHARED_TABLE, "setsid sh -c 'echo $$; exec sleep 600' & exec sleep 600", 1,
                  0, ends[1]);
    CHECK_EQ(read(ends[0], &pid, sizeof pid), sizeof pid);
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    CHECK_EQ(kill(host, SIGKILL), 0);
    CHECK_EQ(waitpid(host, NULL, 0), host); /* all of its descriptors are closed by then */
    CHECK_EQ(has_ended(pidfd, 100), 0);
    CHECK_EQ(kill(pid, SIGKILL), 0);
}

/*
 * A limit of the kernel's: such a process is ended by signals of other processes alone, and this
 * one comes from a file. The documentation says so.
 */
static void first_process_of_a_pid_namespace_lives_on(void) {
    int pid = 0;
    int ends[2];
    if (system("unshare -fp true 2>/dev/null") != 0) {
        SKIP("no pid namespaces");
    }
    CHECK_EQ(pipe(ends), 0);
    pid_t host = fork_host(
        SPAWN_SHARED_TABLE,
        "exec unshare -fp sh -c 'read -r pid rest </proc/self/stat; echo $pid; exec sleep 600'", 1,
        0, ends[1]);
    CHECK_EQ(read(ends[0], &pid, sizeof pid), sizeof pid);
    int pidfd = open_pidfd(pid);
    CHECK_EQ(kill(host, SIGKILL), 0);
    CHECK_EQ(waitpid(host, NULL, 0), host);
    CHECK_EQ(has_ended(pidfd, 100), 0);
    CHECK_EQ(kill(pid, SIGKILL), 0);
    CHECK_EQ(has_ended(pidfd, SOON_MILLISECONDS), 1);
}

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
    await_one_thread();
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
    await_one_thread();
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
    CHECK_EQ(threads(), 2); /* the child itself still gets its signal */
    end(&launch);
    await_one_thread();
    int before = open_descriptors();
    launch = start_on(SPAWN_SHARED_TABLE, "echo launched", SETTING_FLAG_REQUIRED);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EPERM);
    CHECK_EQ(settings.required_failed, SETTING_DIE_WITH_PARENT);
    await_one_thread();
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
    await_one_thread();
    check_nothing_left(before);
}

static const struct check_case cases[] = {
    CASE(whole_group_ends_with_the_killed_process),
    CASE(whole_group_ends_also_where_tables_are_copied),
    CASE(rest_of_a_group_whose_leader_was_reaped_ends_too),
    CASE(process_that_has_left_the_group_lives_on),
    CASE(first_process_of_a_pid_namespace_lives_on),
    CASE(process_has_no_descriptor_of_it),
    CASE(thread_stays_until_the_group_is_empty),
    CASE(reader_sees_the_end_of_output_that_the_child_has_closed),
    CASE(thread_holds_only_what_its_child_needs_while_that_is_launched),
    CASE(process_goes_on_when_no_file_of_the_child_is_held),
    CASE(group_outlives_its_launching_thread),
    CASE(child_dies_alone_and_that_is_told_where_a_group_cannot_be_tied),
    CASE(program_that_is_not_there_leaves_nothing),
};

CHECK_MAIN(cases)
