/*
 * The child's side. Everything in this folder runs in a vfork child and nowhere else:
 *
 *   - it shares the JVM's memory, and so writes only to its own stack, to struct child_report, to
 *     struct spawn_observation, struct settings and the argv, all made for this launch;
 *   - it takes no lock, allocates nothing, calls no libc, touches no errno;
 *   - it has all signals blocked until its last steps;
 *   - it must not return.
 */
#ifndef PROCEX_CHILD_H
#define PROCEX_CHILD_H

#include "spawn_request.h"

/*
 * The parent reads this after the child has exec'd or ended. step: the step that the child was in;
 * NONE once only exec was left. error: 0 if the child did not reach the end of that step.
 */
struct child_report {
    volatile int step;
    volatile int error;
    volatile uint64_t open_files; /* the parent's soft limit; 0: not asked for */
};

struct child {
    const struct spawn_request *request;
    enum spawn_rung rung;
    unsigned cut;         /* SPAWN_SHARED_TABLE: nothing at or above it enters the child's table */
    unsigned filled;      /* and from here on, if that is not 0, there are placeholders alone */
    int handlers_cleared; /* by the kernel: only SIGPIPE and the mask are left to do */
    int without_sigpending; /* a filter would kill for it */
    int source[3]; /* what becomes 0, 1, 2; on the shared table these are the reserved slots */
    struct child_report *report;
};

/* A report before the child has started. */
static const struct child_report child_begins = {SPAWN_STEP_TABLE, 0, 0};

/* The entry point for arch_clone; argument is a struct child. */
void child_main(void *argument);

/* Each of these returns 0 or -errno. */
long child_stdio(const struct child *child);
long child_close(const struct child *child); /* goes down the ladder from its rung */
long child_close_by(enum spawn_rung rung);   /* that rung or nothing */
long child_limits(const struct child *child);
long child_signals(int handlers_cleared, int without_sigpending);
long child_tie(const struct spawn_request *request);           /* before any descriptor is closed */
long child_settings(const struct spawn_request *request);      /* all but the last ones */
long child_last_settings(const struct spawn_request *request); /* when exec alone is left */

/* True if any signal has a handler. */
int child_has_handlers(void);

/*
 * Checks that the program that was decided on is still at its path, and opens the directory from
 * which it is executed. This is a step of its own, because a filter among the last settings may
 * forbid these calls. 0 or -errno.
 */
long child_check_program(const struct spawn_request *request, int *directory);

/* Each of these returns only on failure: -errno as the JDK would report it. */
long child_exec_program(const struct spawn_request *request, int directory);
long child_exec(const struct spawn_request *request);
long child_exec_file(const struct spawn_request *request, const char *file);
/* POSIX: a file that the kernel answers with ENOEXEC is a script for the shell. */
long child_exec_shell(const struct spawn_request *request, const char *script);

/* Notes what is executed next. */
void child_observe(struct spawn_observation *observation, const char *file);

#endif
