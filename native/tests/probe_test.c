/* What is asked before a system call is made for the first time under a seccomp filter. */
#include "probe.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "child.h"
#include "check.h"
#include "filtered.h"
#include "libc.h"
#include "refuse.h"
#include "release.h"
#include "task.h"

enum { STACK = 65536 };

static char *stack_top(void) {
    char *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return stack + STACK;
}

static void kill_for(int number) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {4, filter};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    CHECK_EQ(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), 0);
}

static void child_close_range(void *argument) {
    (void)argument;
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    syscall(SYS_close_range, ~0U, ~0U, 0);
    _exit(0);
}

static void filter_that_kills_is_found_and_survived(void) {
    CHECK_EQ(probe_has_filter(), 0);
    CHECK_EQ(probe_survives(child_close_range, NULL, stack_top()), 1);
    kill_for(SYS_close_range);
    CHECK_EQ(probe_has_filter(), 1);
    CHECK_EQ(probe_survives(child_close_range, NULL, stack_top()), 0);
    CHECK_EQ(filtered(FILTERED_CLOSE_RANGE), 1);
    CHECK_EQ(filtered(FILTERED_DUP3), 0);
}

static void filter_that_refuses_is_survived(void) {
    struct refusal refusal = {SYS_close_range, 0, 0, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(probe_has_filter(), 1);
    CHECK_EQ(probe_survives(child_close_range, NULL, stack_top()), 1);
    CHECK_EQ(filtered(FILTERED_CLOSE_RANGE), 1);
}

static void where_the_kernel_does_not_tell_there_may_be_a_filter(void) {
    struct refusal refusal = {SYS_openat, 0, 0, ENOENT}; /* as without /proc */
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(probe_has_filter(), 1);
}

static void without_a_filter_nothing_is_tried_and_all_may_be_called(void) {
    for (int call = 0; call < FILTERED_CALLS; call++) {
        CHECK_EQ(filtered((enum filtered_call)call), 0);
    }
    CHECK_EQ(filtered_any(), 0);
    kill_for(SYS_dup3); /* comes too late to be found */
    CHECK_EQ(filtered(FILTERED_DUP3), 0);
}

static const struct {
    enum filtered_call call;
    int number;
} kinds[FILTERED_CALLS] = {
    {FILTERED_PIPE2, SYS_pipe2},
    {FILTERED_FCNTL, SYS_fcntl},
    {FILTERED_DUP3, SYS_dup3},
    {FILTERED_FSTAT, SYS_fstat},
    {FILTERED_RT_SIGPENDING, SYS_rt_sigpending},
    {FILTERED_CLOCK_GETTIME, SYS_clock_gettime},
    {FILTERED_CLOSE_RANGE, SYS_close_range},
    {FILTERED_SCHED_YIELD, SYS_sched_yield},
    {FILTERED_WAITID, SYS_waitid},
    {FILTERED_SOCKET, SYS_socket},
    {FILTERED_SENDTO, SYS_sendto},
    {FILTERED_GETDENTS64, SYS_getdents64},
    {FILTERED_READLINKAT, SYS_readlinkat},
    {FILTERED_KILL, SYS_kill},
    {FILTERED_NEWFSTATAT, SYS_newfstatat},
    {FILTERED_FACCESSAT, SYS_faccessat},
    {FILTERED_OPENAT2, SYS_openat2},
    {FILTERED_FACCESSAT2, SYS_faccessat2},
    {FILTERED_EXECVEAT, SYS_execveat},
    {FILTERED_MKDIRAT, SYS_mkdirat},
    {FILTERED_UNLINKAT, SYS_unlinkat},
    {FILTERED_PPOLL, SYS_ppoll},
};

/* Each in a process of its own: what is found is kept. */
static void check_found(int kind, int kills) {
    pid_t pid = fork();
    if (pid == 0) {
        if (kills) {
            kill_for(kinds[kind].number);
        } else {
            CHECK_EQ(refuse(&(struct refusal){kinds[kind].number, 0, 0, EPERM}), 0);
        }
        for (int other = 0; other < FILTERED_CALLS; other++) {
            CHECK_EQ(filtered(kinds[other].call), other == kind);
        }
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

static void each_call_that_a_filter_spoils_is_found_and_no_other(void) {
    for (int kind = 0; kind < FILTERED_CALLS; kind++) {
        CHECK_EQ(kinds[kind].call, kind);
        check_found(kind, 1);
        check_found(kind, 0);
    }
}

static void releases_compare_by_number(void) {
    CHECK_EQ(release_is_before("5.14.0-427.el9_4.x86_64", 5, 16), 1);
    CHECK_EQ(release_is_before("4.18.0-553.el8", 5, 16), 1);
    CHECK_EQ(release_is_before("5.16", 5, 16), 0);
    CHECK_EQ(release_is_before("6.1.0-21-amd64", 5, 16), 0);
    CHECK_EQ(release_is_before("10.0", 5, 16), 0);
#ifdef __GLIBC__
    CHECK_EQ(libc_is_glibc_since(2, 17), 1);
#else
    CHECK_EQ(libc_is_glibc_since(2, 17), 0);
#endif
    CHECK_EQ(libc_is_glibc_since(99, 0), 0);
}

static volatile long signals_result;
static int without_a_look;

static void quit_before_the_program(void *argument) {
    (void)argument;
    kill(getpid(), SIGQUIT);
    signals_result = child_signals(0, without_a_look);
    _exit(0);
}

static void run_quit(void) {
    struct task task = {
        .run = quit_before_the_program, .stack_top = stack_top(), .exit_signal = 17};
    signals_result = -1;
    long pid = task_run(&task);
    int status;
    CHECK_EQ(waitpid((pid_t)pid, &status, 0), pid);
    CHECK_EQ(status, 0);
    CHECK_EQ(signals_result, 0);
}

static void signal_that_would_dump_core_counts_as_having_come_before(void) {
    run_quit();
}

static void signal_that_may_not_be_looked_for_does_too(void) {
    without_a_look = 1;
    kill_for(SYS_rt_sigpending);
    run_quit();
}

static void signal_that_the_kernel_does_not_tell_of_does_too(void) {
    struct refusal refusal = {SYS_rt_sigpending, 0, 0, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
    run_quit();
}

static void ignored_signal_stays_ignored(void) {
    signal(SIGQUIT, SIG_IGN);
    run_quit();
}

/* Not a filter's answer. */
static void lack_of_descriptors_makes_no_call_forbidden(void) {
    struct refusal harmless = {SYS_swapon, 0, 0, EPERM};
    struct rlimit none = {3, 3};
    CHECK_EQ(refuse(&harmless), 0);
    while (dup(0) >= 0) {
    }
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    CHECK_EQ(filtered(FILTERED_DUP3), 0);
    CHECK_EQ(filtered(FILTERED_PIPE2), 0);
    CHECK_EQ(filtered(FILTERED_SOCKET), 0);
}

static const struct check_case cases[] = {
    CASE(filter_that_kills_is_found_and_survived),
    CASE(filter_that_refuses_is_survived),
    CASE(releases_compare_by_number),
    CASE(where_the_kernel_does_not_tell_there_may_be_a_filter),
    CASE(without_a_filter_nothing_is_tried_and_all_may_be_called),
    CASE(each_call_that_a_filter_spoils_is_found_and_no_other),
    CASE(signal_that_would_dump_core_counts_as_having_come_before),
    CASE(signal_that_may_not_be_looked_for_does_too),
    CASE(signal_that_the_kernel_does_not_tell_of_does_too),
    CASE(ignored_signal_stays_ignored),
    CASE(lack_of_descriptors_makes_no_call_forbidden),
};

CHECK_MAIN(cases)
