/* The process confines itself, and a thread that was there before: all of it, or it says why not.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../check.h"

#include "lockdown.h"
#include "scenario.h"

#define ALLOWED "./witness"
#define OTHER "./sign_child"

enum { NOT_EXECUTED = 127 };

/* Of this process: nobody can take it back, nor allow later what was not found. */
static int is_held;
static int was_absent;

static int can_execute(const char *program) {
    char *argv[] = {(char *)program, NULL};
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        for (int fd = 0; fd < 3; fd++) {
            dup2(open("/dev/null", O_RDWR), fd);
        }
        execve(program, argv, argv + 1);
        _exit(NOT_EXECUTED);
    }
    while (waitpid(pid, &status, 0) < 0) {
    }
    return WEXITSTATUS(status) != NOT_EXECUTED;
}

struct early {
    int go[2];
    int can_execute_other;
};

static void *wait_and_try(void *argument) {
    struct early *early = argument;
    char byte;
    while (read(early->go[0], &byte, 1) != 1) {
    }
    early->can_execute_other = can_execute(OTHER);
    return NULL;
}

/* What fails before anything is held must leave everything as it was. */
static int may_hold(enum lockdown_step step) {
    return step == LOCKDOWN_STEP_NONE || step == LOCKDOWN_STEP_THREADS;
}

static void note(const struct lockdown_report *report, int others, struct told *told) {
    told->is_good = report->step == LOCKDOWN_STEP_NONE;
    told->step = (int)report->step;
    told->error = report->error;
    was_absent |= report->absent > 0;
    told->missed = was_absent;
    told->code = others;
    is_held |= may_hold(report->step);
    CHECK_EQ(!is_held && others != 2, 0);
}

static void confine(const char *paths, size_t size, struct told *told) {
    struct lockdown_report report;
    struct early early;
    pthread_t thread;
    CHECK_EQ(pipe(early.go), 0);
    CHECK_EQ(pthread_create(&thread, NULL, wait_and_try, &early), 0);
    lockdown_exec(paths, size, &report);
    CHECK_EQ(write(early.go[1], "", 1), 1);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    close(early.go[0]);
    close(early.go[1]);
    note(&report, can_execute(OTHER) + early.can_execute_other, told);
    snprintf(told->text, sizeof told->text, "%s\n", can_execute(ALLOWED) ? "allowed" : "denied");
}

static void to_one_program(struct told *told) {
    confine(ALLOWED, sizeof ALLOWED, told);
}

static void to_no_program(struct told *told) {
    confine("", 0, told);
}

static void *end_at_once(void *nothing) {
    return nothing;
}

/* libc keeps the stack of its first thread. */
static void start_thread(void) {
    pthread_t thread;
    plan_prepare();
    CHECK_EQ(pthread_create(&thread, NULL, end_at_once, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}

enum { FLAGS = LAUNCHES_NOTHING | MAY_END_WHAT_RAN | HAS_OWN_REASONS };

const struct scenario lockdown_scenarios[] = {
    {"lockdown-nothing", start_thread, to_no_program, FLAGS},
    {"lockdown-some", start_thread, to_one_program, FLAGS},
    {NULL, NULL, NULL, 0},
};
