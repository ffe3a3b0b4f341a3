/* Leaves that die with this process: DieWithParent beside KillMode=control-group. */
#include "watch_launch.h"

/* A tree of three levels, with orphans and sessions of their own; all tell their pids. */
#define TREE                                                                                       \
    "member='echo $$; exec sleep 600'; setsid sh -c \"$member\" & (sh -c \"$member\" &); "         \
    "sh -c \"setsid sh -c '$member' & $member\" & echo $$; exec sleep 600"
enum { TREE_SIZE = 5 };

/* A process like the JVM, which launches and stays. Returns its pid, and the pids told. */
static pid_t fork_host(const char *script, int dies, int *pids, int count) {
    int ends[2];
    ssize_t size = (ssize_t)sizeof pids[0] * count;
    CHECK_EQ(pipe(ends), 0);
    pid_t host = fork();
    if (host == 0) {
        if (!dies) { /* beside one that does */
            start_in_leaf("exec sleep 600", SETTING_FLAG_REQUIRED, 1);
        }
        struct launch launch = start_in_leaf(script, SETTING_FLAG_REQUIRED, dies);
        CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
        CHECK_EQ(settings.failures, 0);
        read_pids(launch.result.fds[1], pids, count);
        CHECK_EQ(write(ends[1], pids, (size_t)size), size);
        pause();
    }
    close(ends[1]);
    CHECK_EQ(read(ends[0], pids, (size_t)size), size);
    close(ends[0]);
    return host;
}

/* The case's alarm ends a wait without end. */
static void await_no_leaf(void) {
    while (leaf_count() > 0) {
        sched_yield();
    }
    leaf_finish();
}

static void all_of_a_leaf_end_with_the_killed_process(void) {
    int pids[MOST_OF_TREE];
    int pidfds[MOST_OF_TREE];
    leaf_prepare();
    pid_t host = fork_host(TREE, 1, pids, TREE_SIZE);
    for (int i = 0; i < TREE_SIZE; i++) {
        pidfds[i] = open_pidfd(pids[i]);
        CHECK_EQ(has_ended(pidfds[i], 0), 0);
    }
    kill_host(host);
    for (int i = 0; i < TREE_SIZE; i++) {
        CHECK_EQ(has_ended(pidfds[i], SOON_MILLISECONDS), 1);
    }
    await_no_leaf();
}

static void leaf_of_a_child_that_need_not_die_stays(void) {
    int pid;
    leaf_prepare();
    pid_t host = fork_host("echo $$; exec sleep 600", 0, &pid, 1);
    int pidfd = open_pidfd(pid);
    CHECK_EQ(leaf_count(), 2);
    int watcher = open_pidfd(find_watcher());
    kill_host(host);
    CHECK_EQ(has_ended(watcher, SOON_MILLISECONDS), 1);
    CHECK_EQ(leaf_count(), 1);
    CHECK_EQ(has_ended(pidfd, 0), 0);
    CHECK_EQ(kill(pid, SIGKILL), 0);
    CHECK_EQ(has_ended(pidfd, SOON_MILLISECONDS), 1);
    while (leaf_count() > 0) {
        leaf_sweep(leaf_place);
    }
    leaf_finish();
}

/* A group below, as of an agent in a JVM that is a child. */
static void groups_below_a_leaf_are_removed_too(void) {
    int ends[2];
    char path[512];
    leaf_prepare();
    CHECK_EQ(pipe(ends), 0);
    pid_t host = fork();
    if (host == 0) {
        start_in_leaf("exec sleep 600", SETTING_FLAG_REQUIRED, 1);
        for (const char *below = "/a\0/a/b\0"; *below != '\0'; below += strlen(below) + 1) {
            snprintf(path, sizeof path, "%s/%s%s", leaf_place, settings.leaf_name, below);
            CHECK_EQ(mkdir(path, 0755), 0);
        }
        leaf_enter("/a");
        CHECK_EQ(write(ends[1], "", 1), 1);
        pause();
    }
    CHECK_EQ(read(ends[0], path, 1), 1);
    kill_host(host);
    await_no_leaf();
}

/* Unlinkat stands for one that sleeps until a process has ended. It is refused after it was tried.
 */
static void all_leaves_are_killed_before_one_is_removed(void) {
    const char *script = "sh -c 'echo $$; exec sleep 600' & exec sleep 600";
    int ends[2];
    int pids[2];
    leaf_prepare();
    CHECK_EQ(pipe(ends), 0);
    pid_t host = fork();
    if (host == 0) {
        struct launch launch = start_in_leaf("true", SETTING_FLAG_REQUIRED, 0);
        launch_wait(&launch);
        remove_leaf(settings.leaf);
        CHECK_EQ(refuse(&(struct refusal){SYS_unlinkat, 0, 0, REFUSE_BY_KILLING}), 0);
        for (int i = 0; i < 2; i++) {
            launch = start_in_leaf(script, SETTING_FLAG_REQUIRED, 1);
            read_pids(launch.result.fds[1], &pids[i], 1);
        }
        CHECK_EQ(write(ends[1], pids, sizeof pids), sizeof pids);
        pause();
    }
    CHECK_EQ(read(ends[0], pids, sizeof pids), sizeof pids);
    int pidfds[] = {open_pidfd(pids[0]), open_pidfd(pids[1])};
    int watcher = open_pidfd(find_watcher());
    kill_host(host);
    CHECK_EQ(has_ended(pidfds[0], SOON_MILLISECONDS), 1);
    CHECK_EQ(has_ended(pidfds[1], SOON_MILLISECONDS), 1);
    CHECK_EQ(has_ended(watcher, SOON_MILLISECONDS), 1);
    while (leaf_count() > 0) {
        leaf_sweep(leaf_place);
    }
    leaf_finish();
}

static void process_that_is_killed_while_it_launches_leaves_nothing(void) {
    const int rounds = check_rounds(50);
    const int step_microseconds = 200;
    leaf_prepare();
    for (int i = 0; i < rounds; i++) {
        pid_t host = fork();
        while (host == 0) {
            start_in_leaf("exec sleep 600", SETTING_FLAG_REQUIRED, 1);
        }
        usleep((useconds_t)(i * step_microseconds));
        kill_host(host);
        while (leaf_count() > 0 || find_watcher() != 0) {
            sched_yield();
        }
    }
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(all_of_a_leaf_end_with_the_killed_process),
    CASE(leaf_of_a_child_that_need_not_die_stays),
    CASE(groups_below_a_leaf_are_removed_too),
    CASE(all_leaves_are_killed_before_one_is_removed),
    CASE(process_that_is_killed_while_it_launches_leaves_nothing),
};

CHECK_MAIN(cases)
