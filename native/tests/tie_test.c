/* Process groups that die with this process: DieWithParent beside KillMode=process-group. */
#include "refuse.h"
#include "tie_launch.h"
#include "trees.h"

/* A tree of three levels, of which some are orphans; all tell their pids. */
#define TREE                                                                                       \
    "member='echo $$; exec sleep 600'; sh -c \"$member\" & (sh -c \"$member\" &); "                \
    "sh -c \"sh -c '$member' & $member\" & echo $$; exec sleep 600"
enum { TREE_SIZE = 5 };

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

static const struct check_case cases[] = {
    CASE(whole_group_ends_with_the_killed_process),
    CASE(whole_group_ends_also_where_tables_are_copied),
    CASE(rest_of_a_group_whose_leader_was_reaped_ends_too),
    CASE(process_that_has_left_the_group_lives_on),
    CASE(first_process_of_a_pid_namespace_lives_on),
};

CHECK_MAIN(cases)
