/*
 * Seccomp filters that kill, trap or refuse for each call that the core makes and a JVM need not,
 * before the self-test and after it. This process lives; and whoever is told that a program was
 * launched has one that was.
 */
#include <linux/landlock.h>
#include <sched.h>

#include "launch.h"
#include "refuse.h"
#include "settings_block.h"

static const int actions[] = {REFUSE_BY_KILLING, REFUSE_BY_KILLING_THREAD, REFUSE_BY_TRAP, EPERM,
                              ENOSYS};

enum { ACTIONS = sizeof actions / sizeof actions[0], LAUNCHES = 3, MOST_SECONDS = 20 };

struct call {
    const char *name;
    int number;
    int needed; /* on every rung: without it the JDK has to launch */
};

/*
 * Not those by which a process lives at all: memory, files, signals, uname, clone3 or clone;
 * nor newfstatat, which the dynamic linker of each program makes.
 */
static const struct call calls[] = {
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
    {"setpriority", SYS_setpriority, 0},
    {"socket", SYS_socket, 0},
    {"umask", SYS_umask, 0},
    {"waitid", SYS_waitid, 0},
#ifdef SYS_clone3
    {"clone", SYS_clone, 0}, /* where clone3 is what libc uses */
#endif
};

enum { CALLS = sizeof calls / sizeof calls[0] };

static void install(const struct call *call, int action) {
    struct refusal refusal = {call->number, 0, 0, action};
    CHECK_EQ(refuse(&refusal), 0);
}

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

/* Runs it in a process of its own, and says which cell has failed. */
static void check_cell(void (*cell)(const struct call *, int), const struct call *call,
                       int action) {
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        alarm(MOST_SECONDS);
        cell(call, action);
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    if (status != 0) {
        dprintf(check_log, "%s, action %d: status %x\n", call->name, action, status);
        _exit(1);
    }
}

static void check_all(void (*cell)(const struct call *, int)) {
    for (int call = 0; call < CALLS; call++) {
        for (int action = 0; action < ACTIONS; action++) {
            check_cell(cell, &calls[call], actions[action]);
        }
    }
}

static void early(const struct call *call, int action) {
    install(call, action);
    launch_prepare();
    CHECK_EQ(launch_ladder.rung == SPAWN_DECLINED, call->needed);
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

struct knob {
    int knob;
    struct call call; /* that it takes */
};

static const struct knob knobs[] = {
    {KNOB_NICE, {"setpriority", SYS_setpriority, 0}},
    {KNOB_CPU_SCHEDULING_POLICY, {"sched_setscheduler", SYS_sched_setscheduler, 0}},
    {KNOB_CPU_AFFINITY, {"sched_setaffinity", SYS_sched_setaffinity, 0}},
    {KNOB_IO_SCHEDULING_CLASS, {"ioprio_set", SYS_ioprio_set, 0}},
    {KNOB_UMASK, {"umask", SYS_umask, 0}},
    {KNOB_NO_NEW_PRIVILEGES, {"prctl", SYS_prctl, 0}},
    {KNOB_READ_WRITE_PATHS, {"landlock_create_ruleset", SYS_landlock_create_ruleset, 0}},
    {KNOB_READ_WRITE_PATHS, {"landlock_restrict_self", SYS_landlock_restrict_self, 0}},
    {KNOB_SYSTEM_CALL_FILTER, {"seccomp", SYS_seccomp, 0}},
};

enum { KNOBS_TRIED = sizeof knobs / sizeof knobs[0] };

static const struct knob *knob_tried;
static int flags_tried;
static struct settings settings;

static void add_knob(struct block *block, int knob, int flags) {
    const uint64_t policy[] = {SCHED_BATCH, 0};
    const uint64_t nowhere[] = {LANDLOCK_ACCESS_FS_MAKE_SOCK, 0};
    const struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    uint64_t filter[2] = {1};
    cpu_set_t all;
    memcpy(filter + 1, allow, sizeof allow);
    memset(&all, 0xff, sizeof all);
    switch (knob) {
    case KNOB_CPU_SCHEDULING_POLICY:
        block_add(block, knob, flags, policy, sizeof policy);
        return;
    case KNOB_CPU_AFFINITY:
        block_add(block, knob, flags, &all, sizeof all);
        return;
    case KNOB_READ_WRITE_PATHS:
        block_add(block, knob, flags, nowhere, sizeof nowhere);
        return;
    case KNOB_SYSTEM_CALL_FILTER:
        block_add(block, knob, flags, filter, sizeof filter);
        return;
    case KNOB_IO_SCHEDULING_CLASS:
        block_number(block, knob, flags, 3 << 13);
        return;
    default:
        block_number(block, knob, flags, 1);
    }
}

/* With one that is missed for another reason before it, which is told once. */
static void launch_with_knob(struct launch *launch) {
    struct block block = {0};
    block_number(&block, KNOB_OOM_SCORE_ADJUST, 0, 5000);
    add_knob(&block, knob_tried->knob, flags_tried);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    launch->request.settings = &settings;
    launch_run(launch);
}

static void missed(const struct call *call, int action) {
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    launch_prepare();
    install(call, action);
    for (int i = 0; i < LAUNCHES; i++) {
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        launch_with_knob(&launch);
        if (flags_tried & SETTING_REQUIRED) {
            CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
            CHECK_EQ(settings.required_failed, knob_tried->knob);
            continue;
        }
        CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
        CHECK_EQ(launch_wait(&launch), 0);
        CHECK_EQ(settings.failures, 2);
        CHECK_EQ(settings.failed[0].knob + settings.failed[1].knob,
                 KNOB_OOM_SCORE_ADJUST + knob_tried->knob);
    }
}

static void check_knobs(int flags) {
    flags_tried = flags;
    for (int knob = 0; knob < KNOBS_TRIED; knob++) {
        for (int action = 0; action < ACTIONS; action++) {
            knob_tried = &knobs[knob];
            check_cell(missed, &knob_tried->call, actions[action]);
        }
    }
}

static void setting_that_a_filter_kills_for_is_missed(void) {
    check_knobs(0);
}

static void required_setting_that_a_filter_kills_for_ends_the_launch(void) {
    check_knobs(SETTING_REQUIRED);
}

static const struct check_case cases[] = {
    CASE(filter_before_the_self_test_kills_nobody),
    CASE(filter_after_the_self_test_kills_no_child_that_was_told_of),
    CASE(directory_that_a_filter_kills_for_is_left_to_the_jdk),
    CASE(setting_that_a_filter_kills_for_is_missed),
    CASE(required_setting_that_a_filter_kills_for_ends_the_launch),
};

CHECK_MAIN(cases)
