#include "rehearsal.h"

#include "arena.h"
#include "child.h"
#include "filtered.h"
#include "probe.h"
#include "sys.h"
#include "task.h"

enum { ENDS = 2 };

struct rehearsal {
    enum spawn_rung rung;
    void *child_stack;
    volatile int passed;
    volatile int step;
    volatile long error;
};

static void note(struct rehearsal *rehearsal, long pid, const struct child_report *report) {
    rehearsal->passed = report->step == SPAWN_STEP_EXEC && report->error == SYS_ENOENT;
    rehearsal->step = pid < 0 ? SPAWN_STEP_CLONE : report->step;
    rehearsal->error = pid;
    if (pid > 0) {
        rehearsal->error = report->error == 0 ? -SYS_EPERM : -report->error; /* 0: killed */
    }
}

/* Runs in a child, because the child of this one may share its descriptors. */
static void child_rehearse(void *argument) {
    struct rehearsal *rehearsal = argument;
    char *argv[] = {NULL, (char *)"", NULL};
    int pipe[ENDS];
    int source[3] = {0, 1, 2}; /* if descriptors are short they stay where they are */
    probe_dump_nothing();
    if (sys_pipe2(pipe, SYS_O_CLOEXEC) == 0) {
        source[0] = pipe[0];
        source[1] = source[2] = pipe[1];
    }
    const struct spawn_request request = {
        .argv = argv + 1, .fds = {source[0], source[1], source[2]}, .limit = {0, 0, 1}};
    struct child_report report = child_begins;
    struct child child = {.request = &request,
                          .rung = rehearsal->rung,
                          .cut = (unsigned)source[2] + 1,
                          .without_sigpending = filtered(FILTERED_RT_SIGPENDING),
                          .source = {source[0], source[1], source[2]},
                          .report = &report};
    struct task task = {.run = child_main,
                        .argument = &child,
                        .stack_top = rehearsal->child_stack,
                        .flags = rehearsal->rung == SPAWN_SHARED_TABLE ? SYS_CLONE_FILES : 0,
                        .handlers_cleared = &child.handlers_cleared};
    long pid = task_complete(&task);
    note(rehearsal, pid, &report);
    sys_exit_group(rehearsal->passed ? 0 : 1);
}

static void run(struct rehearsal *rehearsal, void *stack_top) {
    struct task task = {.run = child_rehearse, .argument = rehearsal, .stack_top = stack_top};
    if (filtered_needs_probe()) {
        rehearsal->passed = probe_survives(child_rehearse, rehearsal, stack_top);
        return;
    }
    long pid = task_complete(&task);
    if (pid < 0) {
        rehearsal->step = SPAWN_STEP_CLONE;
        rehearsal->error = pid;
    }
}

long rehearse(enum spawn_rung rung, enum spawn_step *step) {
    struct arena child;
    struct arena grandchild;
    struct rehearsal rehearsal = {.rung = rung, .step = SPAWN_STEP_FILTER, .error = -SYS_EPERM};
    if (!filtered_any()) {
        return 0;
    }
    *step = SPAWN_STEP_MEMORY;
    long error = arena_open(&child, 0);
    if (error < 0) {
        return error;
    }
    error = arena_open(&grandchild, 0);
    if (error == 0) {
        rehearsal.child_stack = arena_stack_top(&grandchild);
        run(&rehearsal, arena_stack_top(&child));
        *step = (enum spawn_step)rehearsal.step;
        error = rehearsal.passed ? 0 : rehearsal.error;
        arena_close(&grandchild);
    }
    arena_close(&child);
    return error;
}
