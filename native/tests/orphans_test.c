/* Which zombies are reaped for want of a parent, and which are somebody's own. */
#include <dirent.h>

#include "orphans_child.h"
#include "orphans_proc.h"

static void orphan_of_a_launch_is_reaped_and_the_child_itself_is_not(void) {
    become_subreaper();
    struct launch launch;
    const pid_t orphan = launch_orphan(&launch, "exit 3");
    struct orphans_pass pass = {0, 0, 0};
    CHECK_EQ(orphans_reap(&pass), 1);
    CHECK_EQ(pass.reaped, 1);
    CHECK_EQ(pass.left, 1);
    CHECK_EQ(kill(orphan, 0), -1);
    CHECK_EQ(launch_wait(&launch), 7);
}

static void nothing_is_reaped_where_no_orphans_come(void) {
    launch_prepare();
    const pid_t child = ended_fork(5);
    struct orphans_pass pass = {0, 0, 0};
    CHECK_EQ(orphans_ask(), 0);
    CHECK_EQ(orphans_reap(&pass), 0);
    CHECK_EQ(exit_code(child), 5);
}

static void orphan_of_an_unmarked_launch_is_left(void) {
    become_subreaper();
    struct launch launch;
    is_marked = 0;
    const pid_t orphan = launch_orphan(&launch, "exit 3");
    struct orphans_pass pass = {0, 0, 0};
    CHECK_EQ(orphans_reap(&pass), 1);
    CHECK_EQ(pass.reaped, 0);
    CHECK_EQ(pass.left, 2);
    CHECK_EQ(exit_code(orphan), 3);
    CHECK_EQ(launch_wait(&launch), 7);
}

static void *fork_in_thread(void *pid) {
    *(pid_t *)pid = ended_fork(6);
    return NULL;
}

/* One that was joined may not have given its children away yet. */
static void await_single_thread(void) {
    int threads;
    do {
        DIR *tasks = opendir("/proc/self/task");
        CHECK_EQ(tasks != NULL, 1);
        threads = 0;
        for (struct dirent *task; (task = readdir(tasks)) != NULL;) {
            threads += task->d_name[0] != '.';
        }
        closedir(tasks);
    } while (threads > 1);
}

/* The kernel gives the children of a thread that ends to the first one, as it does orphans. */
static void what_native_code_forks_is_left(void) {
    become_subreaper();
    pthread_t thread;
    pid_t from_thread;
    const pid_t plain = ended_fork(5);
    const pid_t leader = fork();
    if (leader == 0) {
        _exit(setsid() > 0 ? 7 : 1);
    }
    await_end(leader);
    CHECK_EQ(pthread_create(&thread, NULL, fork_in_thread, &from_thread), 0);
    pthread_join(thread, NULL);
    await_single_thread();
    struct orphans_pass pass = {0, 0, 0};
    CHECK_EQ(orphans_reap(&pass), 1);
    CHECK_EQ(pass.reaped, 0);
    CHECK_EQ(pass.left, 3);
    CHECK_EQ(exit_code(plain), 5);
    CHECK_EQ(exit_code(leader), 7);
    CHECK_EQ(exit_code(from_thread), 6);
}

/* A child in a pid namespace of its own has another number there, which its mark has. */
static void child_in_another_pid_namespace_is_left(void) {
    become_subreaper();
    struct launch launch;
    if (unshare(CLONE_NEWPID) != 0) {
        SKIP("no pid namespace can be made here");
    }
    launch_shell(&launch, "exit 7");
    await_end(launch.result.pid);
    struct orphans_pass pass = {0, 0, 0};
    CHECK_EQ(orphans_reap(&pass), 1);
    CHECK_EQ(pass.reaped, 0);
    CHECK_EQ(launch_wait(&launch), 7);
}

/* As a program in a container does that was started from outside. */
static void orphan_of_another_session_is_reaped_without_a_mark(void) {
    become_subreaper();
    int ends[2];
    pid_t orphan;
    CHECK_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        setsid();
        orphan = fork();
        if (orphan > 0) {
            CHECK_EQ(write(ends[1], &orphan, sizeof orphan), sizeof orphan);
        }
        _exit(8);
    }
    CHECK_EQ(read(ends[0], &orphan, sizeof orphan), sizeof orphan);
    await_end(child);
    await_end(orphan);
    struct orphans_pass pass = {0, 0, 0};
    CHECK_EQ(orphans_reap(&pass), 1);
    CHECK_EQ(pass.reaped, 1);
    CHECK_EQ(exit_code(child), 8);
    CHECK_EQ(kill(orphan, 0), -1);
}

/* A pass goes past those that stay, in several calls, and ends. */
static void many_are_reaped_past_those_that_stay(void) {
    enum { OWN = 300, ORPHANS = 900 };
    static pid_t own[OWN];
    become_subreaper();
    struct launch launch;
    for (int i = 0; i < OWN; i++) {
        own[i] = ended_fork(i % 200);
    }
    launch_shell(&launch, "i=0; while [ $i -lt 900 ]; do (: &); i=$((i+1)); done; exit 7");
    await_end(launch.result.pid);
    struct orphans_pass pass = {0, 0, 0};
    int calls = 0;
    while (pass.reaped < ORPHANS) {
        pass.left = 0;
        do {
            calls++;
        } while (orphans_reap(&pass) == 2);
        CHECK_EQ(pass.passed, 0);
    }
    CHECK_EQ(pass.left, OWN + 1);
    CHECK_EQ(calls > (OWN + ORPHANS) / 64, 1);
    for (int i = 0; i < OWN; i++) {
        CHECK_EQ(exit_code(own[i]), i % 200);
    }
    CHECK_EQ(launch_wait(&launch), 7);
    CHECK_EQ(open_descriptors(), open_before + 3); /* the ends of the pipes */
}

static void limit_that_the_operator_has_set_stays(void) {
    struct block block = {0};
    static struct settings settings;
    const uint64_t limit[] = {1000, 9223372036854775807U}; /* which leaves room for a mark */
    block_add(&block, SETTING_LIMIT + RLIMIT_LOCKS, SETTING_FLAG_REQUIRED, limit, sizeof limit);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    launch_prepare();
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.marked = 1;
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_LINE(launch_read(launch.result.fds[1]), "limit10 1000 9223372036854775807");
}

static void refusals_are_told_and_reap_nobody(void) {
    become_subreaper();
    const pid_t child = ended_fork(5);
    struct rlimit locks;
    CHECK_EQ(orphans_ask(), 1);
    getrlimit(RLIMIT_LOCKS, &locks);
    const struct rlimit low = {0, 1000};
    setrlimit(RLIMIT_LOCKS, &low);
    CHECK_EQ(orphans_ask(), -ERANGE);
    const struct rlimit few = {3, 3};
    struct orphans_pass pass = {0, 0, 0};
    setrlimit(RLIMIT_NOFILE, &few);
    CHECK_EQ(orphans_reap(&pass) < 0, 1);
    CHECK_EQ(exit_code(child), 5);
}

static void many_are_reaped_past_children_that_run(void) {
    enum { RUNNING = 200 }; /* three calls' worth */
    struct launch launch;
    struct orphans_pass pass = {0, 0, 0};
    become_subreaper();
    for (int i = 0; i < RUNNING; i++) {
        if (fork() == 0) {
            pause();
        }
    }
    const pid_t orphan = launch_orphan(&launch, "exit 3");
    int calls = 0;
    while (orphans_reap(&pass) == 2 && calls < RUNNING) {
        calls++;
    }
    CHECK_EQ(pass.reaped, 1);
    CHECK_EQ(kill(orphan, 0), -1);
}

/* "pid (name) state parent group session" in its file. */
static void session_is_read_behind_any_name(void) {
    const char *const names[] = {"plain", "a) b", ") R 1 1 1", "((", "))"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        CHECK_EQ(prctl(PR_SET_NAME, names[i]), 0);
        CHECK_EQ(orphans_proc_session(getpid()), getsid(0));
    }
    CHECK_EQ(orphans_proc_session(1 << 29), -1);
}

static const struct check_case cases[] = {
    CASE(orphan_of_a_launch_is_reaped_and_the_child_itself_is_not),
    CASE(nothing_is_reaped_where_no_orphans_come),
    CASE(orphan_of_an_unmarked_launch_is_left),
    CASE(what_native_code_forks_is_left),
    CASE(child_in_another_pid_namespace_is_left),
    CASE(orphan_of_another_session_is_reaped_without_a_mark),
    CASE(many_are_reaped_past_those_that_stay),
    CASE(limit_that_the_operator_has_set_stays),
    CASE(refusals_are_told_and_reap_nobody),
    CASE(many_are_reaped_past_children_that_run),
    CASE(session_is_read_behind_any_name),
};

CHECK_MAIN(cases)
