/* What is asked before a system call is made for the first time under a seccomp filter. */
#include "probe.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "child.h"
#include "check.h"
#include "libc.h"
#include "refuse.h"
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

static void filter_that_kills_is_found_and_survived(void) {
    CHECK_EQ(probe_has_filter(), 0);
    CHECK_EQ(probe_survives_close_range(stack_top()), 1);
    kill_for(SYS_close_range);
    CHECK_EQ(probe_has_filter(), 1);
    CHECK_EQ(probe_survives_close_range(stack_top()), 0);
}

static void filter_that_refuses_is_survived(void) {
    struct refusal refusal = {SYS_close_range, 0, 0, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(probe_has_filter(), 1);
    CHECK_EQ(probe_survives_close_range(stack_top()), 1);
}

static void releases_compare_by_number(void) {
    CHECK_EQ(probe_release_is_before("5.14.0-427.el9_4.x86_64", 5, 16), 1);
    CHECK_EQ(probe_release_is_before("4.18.0-553.el8", 5, 16), 1);
    CHECK_EQ(probe_release_is_before("5.16", 5, 16), 0);
    CHECK_EQ(probe_release_is_before("6.1.0-21-amd64", 5, 16), 0);
    CHECK_EQ(probe_release_is_before("10.0", 5, 16), 0);
    CHECK_EQ(libc_is_glibc_since(2, 17), 1);
    CHECK_EQ(libc_is_glibc_since(99, 0), 0);
}

static volatile long signals_result;

static void quit_before_the_program(void *argument) {
    (void)argument;
    kill(getpid(), SIGQUIT);
    signals_result = child_signals(0);
    _exit(0);
}

static void run_quit(void) {
    struct task task = {
        .run = quit_before_the_program, .stack_top = stack_top(), .exit_signal = 17};
    long pid = task_run(&task);
    int status;
    CHECK_EQ(waitpid((pid_t)pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

static void signal_that_would_dump_core_ends_the_launch_instead(void) {
    run_quit();
    CHECK_EQ(signals_result, -EINTR);
}

static void ignored_signal_does_not(void) {
    signal(SIGQUIT, SIG_IGN);
    run_quit();
    CHECK_EQ(signals_result, 0);
}

static const struct check_case cases[] = {
    CASE(filter_that_kills_is_found_and_survived),
    CASE(filter_that_refuses_is_survived),
    CASE(releases_compare_by_number),
    CASE(signal_that_would_dump_core_ends_the_launch_instead),
    CASE(ignored_signal_does_not),
};

CHECK_MAIN(cases)
