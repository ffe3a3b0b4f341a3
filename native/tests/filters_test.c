/*
 * Seccomp filters that kill, trap or refuse for each call that the core makes and a JVM need not,
 * before the self-test and after it. This process lives; and whoever is told that a program was
 * launched has one that was.
 */
#include "filters.h"

/*
 * Not those by which a process lives at all: memory, files, signals, uname, clone3 or clone;
 * nor newfstatat, which the dynamic linker of each program makes.
 */
static const struct call calls[] = {
    {"capget", SYS_capget, 0},
    {"capset", SYS_capset, 0},
    {"clock_gettime", SYS_clock_gettime, 0},
    {"close_range", SYS_close_range, 0},
    {"dup3", SYS_dup3, 1},
    {"epoll_create1", SYS_epoll_create1, 0},
    {"epoll_ctl", SYS_epoll_ctl, 0},
    {"epoll_pwait", SYS_epoll_pwait, 0},
    {"execveat", SYS_execveat, 0},
    {"faccessat", SYS_faccessat, 0},
    {"faccessat2", SYS_faccessat2, 0},
    {"fcntl", SYS_fcntl, 1},
    {"fstat", SYS_fstat, 0},
    {"getdents64", SYS_getdents64, 0},
    {"getppid", SYS_getppid, 0},
    {"ioprio_set", SYS_ioprio_set, 0},
    {"keyctl", SYS_keyctl, 0},
    {"landlock_create_ruleset", SYS_landlock_create_ruleset, 0},
    {"openat2", SYS_openat2, 0},
    {"pidfd_open", SYS_pidfd_open, 0},
    {"pidfd_send_signal", SYS_pidfd_send_signal, 0},
    {"pipe2", SYS_pipe2, 1},
    {"prctl", SYS_prctl, 0},
    {"readlinkat", SYS_readlinkat, 0},
    {"rt_sigpending", SYS_rt_sigpending, 0},
    {"sched_setaffinity", SYS_sched_setaffinity, 0},
    {"sched_setscheduler", SYS_sched_setscheduler, 0},
    {"sched_yield", SYS_sched_yield, 0},
    {"sendto", SYS_sendto, 0},
    {"setpgid", SYS_setpgid, 0},
    {"setpriority", SYS_setpriority, 0},
    {"socket", SYS_socket, 0},
    {"umask", SYS_umask, 0},
    {"waitid", SYS_waitid, 0},
#if defined SYS_clone3 && defined __GLIBC__
    {"clone", SYS_clone, 0}, /* where clone3 is what libc uses: see filtered.c */
#endif
};

enum { CALLS = sizeof calls / sizeof calls[0] };

/* How many of the launches were made, each of a program that ran to its end. */
static int launches(void) {
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    int made = 0;
    for (int i = 0; i < LAUNCHES; i++) {
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        launch_run(&launch);
        if (launch.result.pid > 0) {
            CHECK_EQ(launch_wait(&launch), 0);
            made++;
        } else {
            CHECK_EQ(launch.result.step != SPAWN_STEP_NONE, 1);
        }
    }
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1);
    return made;
}

/*
 * Which calls the dynamic linker makes for a program depends on libc and CPU: faccessat where there
 * is no access, fstat from some glibc on.
 */
static int program_needs(const struct call *call, int action) {
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        close(2); /* what the linker says of it */
        install(call, action);
        execl("/bin/true", "/bin/true", NULL);
        _exit(1);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return status != 0;
}

static void check_all(void (*cell)(const struct call *, int)) {
    for (int call = 0; call < CALLS; call++) {
        for (int action = 0; action < ACTIONS; action++) {
            if (is_tried(call, action) && !program_needs(&calls[call], actions[action])) {
                check_cell(cell, &calls[call], actions[action]);
            }
        }
    }
}

static void early(const struct call *call, int action) {
    install(call, action);
    launch_prepare();
    CHECK_EQ(launch_ladder.rung == SPAWN_NO_RUNG, call->needed);
    CHECK_EQ(launches(), call->needed ? 0 : LAUNCHES);
}

static void filter_before_the_self_test_kills_nobody(void) {
    check_all(early);
}

/* That the launching thread makes itself: whoever installs such a filter later ends it. */
static int is_made_by_the_parent(const struct call *call) {
    static const int numbers[] = {SYS_clock_gettime, SYS_dup3, SYS_fcntl, SYS_fstat, SYS_pipe2};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (call->number == numbers[i]) {
            return 1;
        }
    }
    return 0;
}

static void late(const struct call *call, int action) {
    if (action < 0 && is_made_by_the_parent(call)) {
        return;
    }
    launch_prepare();
    install(call, action);
    int made = launches();
    CHECK_EQ(made == LAUNCHES || call->needed, 1);
}

static void filter_after_the_self_test_kills_no_child_that_was_told_of(void) {
    check_all(late);
}

/* The JDK's own way cannot do without chdir either, and says so in its words. */
static void directory_that_a_filter_kills_for_is_left_to_the_jdk(void) {
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    install(&(struct call){"chdir", SYS_chdir, 0}, REFUSE_BY_KILLING);
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_SHARED_TABLE);
    CHECK_EQ(launches(), LAUNCHES);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.dir = "/";
    launch_run(&launch);
    CHECK_EQ(launch.result.step, SPAWN_STEP_FILTER);
    CHECK_EQ(launches(), LAUNCHES);
}

static const struct check_case cases[] = {
    CASE(filter_before_the_self_test_kills_nobody),
    CASE(filter_after_the_self_test_kills_no_child_that_was_told_of),
    CASE(directory_that_a_filter_kills_for_is_left_to_the_jdk),
};

CHECK_MAIN(cases)
