/* The signals of a launched child, whatever its parent does with them. */
#include <pthread.h>

#include "spawn_report.h"

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

static void signal_the_group_of_launches(void) {
    char *argv[] = {NULL, "/no/such/program", NULL};
    pthread_t thread;
    int stop = 0;
    int launches = check_rounds(3000);
    setpgid(0, 0);
    own_pid = getpid();
    signal(SIGURG, note_process);
    launch_prepare();
    CHECK_EQ(pthread_create(&thread, NULL, signal_the_group, &stop), 0);
    for (int i = 0; i < launches; i++) {
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        launch_run(&launch);
        CHECK_EQ(launch.result.error, ENOENT);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    pthread_join(thread, NULL);
    CHECK_EQ(handled_in_child, 0);
}

static void signals_to_the_group_never_run_a_handler_in_the_child(void) {
    signal_the_group_of_launches();
}

static void nor_do_they_where_clone3_is_refused(void) {
    struct refusal refusal = {SYS_clone3, 0, 0, ENOSYS};
    CHECK_EQ(refuse(&refusal), 0);
    signal_the_group_of_launches();
}

static const struct check_case cases[] = {
    CASE(signals_are_unblocked_handlers_gone_and_sigpipe_default),
    CASE(signals_are_as_clean_where_clone3_is_refused),
    CASE(signals_to_the_group_never_run_a_handler_in_the_child),
    CASE(nor_do_they_where_clone3_is_refused),
};

CHECK_MAIN(cases)
