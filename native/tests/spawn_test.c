/* What a launched child has and has not, on every rung of the ladder. */
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>

#include "child.h"
#include "launch.h"
#include "refuse.h"
#include "slots.h"

#define EACH_RUNG(rung) for (int rung = SPAWN_SHARED_TABLE; rung < SPAWN_RUNGS; rung++)

static char *report_argv[] = {NULL, "./report_child", "two words", "", NULL};

static const char *report(int rung) {
    struct launch launch = launch_of(report_argv + 1, (enum spawn_rung)rung);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch.result.rung, rung);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_EQ(launch_wait(&launch), 0);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    return text;
}

static void self_test_chooses_the_shared_table_here(void) {
    launch_prepare();
    if (launch_ladder.rung != SPAWN_SHARED_TABLE && launch_ladder.refused[0].error == ENOSYS) {
        SKIP("this kernel has no close_range");
    }
    CHECK_EQ(launch_ladder.rung, SPAWN_SHARED_TABLE);
}

static void child_has_exactly_0_1_2_on_every_rung(void) {
    launch_prepare();
    for (int i = 0; i < 200; i++) {
        open("/dev/null", O_RDONLY);
    }
    int before = open_descriptors();
    EACH_RUNG(rung) {
        CHECK_LINE(report(rung), "fds 0 1 2");
        CHECK_EQ(open_descriptors(), before);
    }
}

static void what_other_code_has_put_in_the_place_of_a_placeholder_stays_out_too(void) {
    launch_prepare();
    for (int fd = 3; fd < 64; fd++) {
        if (fd % 9 == 0) {
            CHECK_EQ(dup2(1, fd), fd); /* not close-on-exec */
        }
    }
    CHECK_LINE(report(SPAWN_SHARED_TABLE), "fds 0 1 2");
    struct refusal before_5_11 = {SYS_close_range, 2, 4, EINVAL}; /* CLOSE_RANGE_CLOEXEC */
    CHECK_EQ(refuse(&before_5_11), 0);
    CHECK_LINE(report(SPAWN_SHARED_TABLE), "fds 0 1 2");
}

static void fifteen_thousand_descriptors_stay_out_of_the_child_on_every_rung(void) {
    const int count = 15000;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    if (limit.rlim_max < (rlim_t)count + 200 || setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        SKIP("the hard limit on open files is below 15,200");
    }
    launch_prepare();
    for (int i = 0; i < count; i++) {
        CHECK_EQ(open("/dev/null", O_RDONLY) >= 0, 1);
    }
    EACH_RUNG(rung) {
        CHECK_LINE(report(rung), "fds 0 1 2");
    }
    CHECK_EQ(open_descriptors() >= count, 1);
}

static void arguments_arrive_as_given(void) {
    launch_prepare();
    const char *text = report(SPAWN_SHARED_TABLE);
    CHECK_LINE(text, "arg <./report_child>");
    CHECK_LINE(text, "arg <two words>");
    CHECK_LINE(text, "arg <>");
}

static void on_signal(int signal) {
    (void)signal;
}

/* glibc's own sigaction refuses its two signals. */
static void ignore_as_glibc_does(int signal) {
    struct {
        void (*handler)(int);
        unsigned long rest[3];
    } action = {.handler = SIG_IGN};
    CHECK_EQ(syscall(SYS_rt_sigaction, signal, &action, NULL, 8), 0);
}

/* A parent with handlers, ignored and blocked signals: the child has only what was ignored. */
static void check_signals(void) {
    launch_prepare();
    sigset_t mask;
    sigfillset(&mask);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    ignore_as_glibc_does(32);
    signal(SIGTERM, on_signal);
    EACH_RUNG(rung) {
        const char *text = report(rung);
        CHECK_LINE(text, "blocked");
        CHECK_LINE(text, "ignored 1");
    }
    sigset_t after;
    sigprocmask(SIG_BLOCK, NULL, &after);
    CHECK_EQ(sigismember(&after, SIGTERM), 1);
    struct sigaction action;
    sigaction(SIGTERM, NULL, &action);
    CHECK_EQ(action.sa_handler == on_signal, 1);
}

static void signals_are_unblocked_handlers_gone_and_sigpipe_default(void) {
    check_signals();
}

static void signals_are_as_clean_where_clone3_is_refused(void) {
    struct refusal refusal = {SYS_clone3, 0, 0, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
    check_signals();
}

static pid_t own_pid;
static volatile int handled_in_child;

static void note_process(int signal) {
    (void)signal;
    if (syscall(SYS_getpid) != own_pid) {
        handled_in_child = 1;
    }
}

static void *signal_the_group(void *stop) {
    while (!__atomic_load_n((int *)stop, __ATOMIC_RELAXED)) {
        kill(0, SIGURG);
    }
    return NULL;
}

static void signals_to_the_group_never_run_a_handler_in_the_child(void) {
    char *argv[] = {NULL, "/no/such/program", NULL};
    pthread_t thread;
    int stop = 0;
    setpgid(0, 0);
    own_pid = getpid();
    signal(SIGURG, note_process);
    launch_prepare();
    CHECK_EQ(pthread_create(&thread, NULL, signal_the_group, &stop), 0);
    for (int i = 0; i < 3000; i++) {
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        launch_run(&launch);
        CHECK_EQ(launch.result.error, ENOENT);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    pthread_join(thread, NULL);
    CHECK_EQ(handled_in_child, 0);
}

static const char *report_with_limit(uint64_t soft, uint64_t hard, int only_lower) {
    struct launch launch = launch_of(report_argv + 1, SPAWN_SHARED_TABLE);
    launch.request.limit = (struct spawn_limit){soft, hard, only_lower};
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_EQ(launch_wait(&launch), 0);
    return text;
}

static void soft_limit_becomes_1024_and_the_parents_stays(void) {
    struct rlimit limit = {4096, 4096};
    setrlimit(RLIMIT_NOFILE, &limit);
    launch_prepare();
    CHECK_LINE(report(SPAWN_SHARED_TABLE), "nofile 1024 4096");
    getrlimit(RLIMIT_NOFILE, &limit);
    CHECK_EQ(limit.rlim_cur, 4096);
}

static void default_limit_never_rises_above_the_hard_or_the_soft_one(void) {
    struct rlimit limit = {512, 512};
    launch_prepare();
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_LINE(report_with_limit(1024, SPAWN_LIMIT_KEEP, 1), "nofile 512 512");
    limit.rlim_cur = 256;
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_LINE(report_with_limit(1024, SPAWN_LIMIT_KEEP, 1), "nofile 256 512");
}

static void a_limit_that_was_asked_for_is_set_as_far_as_it_can_be(void) {
    struct rlimit limit = {1024, 2048};
    launch_prepare();
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_LINE(report_with_limit(SPAWN_LIMIT_KEEP, SPAWN_LIMIT_KEEP, 0), "nofile 1024 2048");
    CHECK_LINE(report_with_limit(2000, SPAWN_LIMIT_KEEP, 0), "nofile 2000 2048");
    CHECK_LINE(report_with_limit(100, 200, 0), "nofile 100 200");
    /* Infinity is above what even root may set (fs.nr_open): the nearest is taken. */
    CHECK_LINE(report_with_limit(~(uint64_t)0, ~(uint64_t)0, 0), "nofile 2048 2048");
}

static void working_directory_and_environment_are_the_childs_own(void) {
    launch_prepare();
    char path[4096];
    CHECK_EQ(realpath("report_child", path) != NULL, 1);
    char *argv[] = {NULL, path, NULL};
    char *envp[] = {"MARK=seen", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.dir = "/";
    launch.request.envp = envp;
    launch_run(&launch);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_LINE(text, "cwd /");
    CHECK_LINE(text, "MARK seen");
    CHECK_EQ(launch_wait(&launch), 0);
}

static void error_stream_joins_standard_output_when_asked(void) {
    launch_prepare();
    char *argv[] = {NULL, "sh", "-c", "echo out; echo err >&2", NULL};
    EACH_RUNG(rung) {
        struct launch launch = launch_of(argv + 1, (enum spawn_rung)rung);
        launch.request.redirect_error_stream = 1;
        launch_run(&launch);
        CHECK_TEXT(launch_read(launch.result.fds[1]), "out\nerr\n");
        CHECK_TEXT(launch_read(launch.result.fds[2]), "");
        CHECK_EQ(launch_wait(&launch), 0);
    }
}

static void parents_pipe_ends_are_close_on_exec(void) {
    launch_prepare();
    char *argv[] = {NULL, "true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    for (int i = 0; i < 3; i++) {
        CHECK_EQ(fcntl(launch.result.fds[i], F_GETFD), FD_CLOEXEC);
    }
    CHECK_EQ(launch_wait(&launch), 0);
}

/*
 * That no child ever holds a file which another thread writes (the ETXTBSY race of JDK-8068370) is
 * shown by its parts. To look who holds such a file would not do: whoever reads /proc/PID/fd holds
 * each file for an instant, too.
 */
enum { LAUNCHING_THREADS = 4, LAUNCHES_EACH = 300, WORD_OF_THE_KERNELS_TABLE = 64 };

static int is_watched;
static volatile int opened_by_child;
static volatile int copied;

/* The linker puts these two around the child's steps: see the Makefile. */
void __real_child_main(void *argument);
void __wrap_child_main(void *argument);
long __real_child_close(const struct child *child);
long __wrap_child_close(const struct child *child);

void __wrap_child_main(void *argument) {
    const struct child *child = argument;
    if (is_watched) {
        opened_by_child = fcntl(0, F_DUPFD_CLOEXEC, (int)child->cut);
    }
    __real_child_main(argument);
}

long __wrap_child_close(const struct child *child) {
    for (int fd = (int)child->cut; is_watched && fd <= opened_by_child; fd++) {
        copied += fcntl(fd, F_GETFD) >= 0;
    }
    return __real_child_close(child);
}

static void launch_true(int sweep) {
    char *argv[] = {NULL, "/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.sweep = sweep;
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch.result.rung, SPAWN_SHARED_TABLE);
    CHECK_EQ(launch_wait(&launch), 0);
    for (int end = 0; end < 3; end++) {
        close(launch.result.fds[end]);
    }
}

static void child_has_its_parents_table_until_it_has_one_without_other_threads_files(void) {
    launch_prepare();
    int file = open("/dev/null", O_WRONLY);
    CHECK_EQ(file >= (int)slots_cut(), 1);
    CHECK_EQ(slots_cut() % WORD_OF_THE_KERNELS_TABLE, 0); /* else it copies more than it is told */
    is_watched = 1;
    for (int sweep = 0; sweep <= 1; sweep++) {
        launch_true(sweep);
        CHECK_EQ(opened_by_child > file, 1);
        CHECK_EQ(close(opened_by_child), 0); /* it is this process's */
        CHECK_EQ(copied, 0);
    }
}

struct launches {
    int sweep;
    int finished; /* threads */
};

static void *launch_many(void *argument) {
    struct launches *launches = argument;
    for (int i = 0; i < LAUNCHES_EACH; i++) {
        launch_true(launches->sweep);
    }
    __atomic_add_fetch(&launches->finished, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

static void check_numbers_beside(struct launches *launches) {
    pthread_t threads[LAUNCHING_THREADS];
    for (int i = 0; i < LAUNCHING_THREADS; i++) {
        CHECK_EQ(pthread_create(&threads[i], NULL, launch_many, launches), 0);
    }
    while (__atomic_load_n(&launches->finished, __ATOMIC_SEQ_CST) < LAUNCHING_THREADS) {
        int fd = open("/dev/null", O_WRONLY);
        CHECK_EQ(fd >= (int)slots_cut(), 1);
        close(fd);
    }
    for (int i = 0; i < LAUNCHING_THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

static void no_other_thread_gets_a_number_that_children_copy(void) {
    launch_prepare();
    for (int sweep = 0; sweep <= 1; sweep++) {
        struct launches launches = {.sweep = sweep};
        check_numbers_beside(&launches);
    }
}

static const struct check_case cases[] = {
    CASE(self_test_chooses_the_shared_table_here),
    CASE(child_has_exactly_0_1_2_on_every_rung),
    CASE(what_other_code_has_put_in_the_place_of_a_placeholder_stays_out_too),
    CASE(fifteen_thousand_descriptors_stay_out_of_the_child_on_every_rung),
    CASE(arguments_arrive_as_given),
    CASE(signals_are_unblocked_handlers_gone_and_sigpipe_default),
    CASE(signals_are_as_clean_where_clone3_is_refused),
    CASE(signals_to_the_group_never_run_a_handler_in_the_child),
    CASE(soft_limit_becomes_1024_and_the_parents_stays),
    CASE(default_limit_never_rises_above_the_hard_or_the_soft_one),
    CASE(a_limit_that_was_asked_for_is_set_as_far_as_it_can_be),
    CASE(child_has_its_parents_table_until_it_has_one_without_other_threads_files),
    CASE(no_other_thread_gets_a_number_that_children_copy),
    CASE(working_directory_and_environment_are_the_childs_own),
    CASE(error_stream_joins_standard_output_when_asked),
    CASE(parents_pipe_ends_are_close_on_exec),
};

CHECK_MAIN(cases)
