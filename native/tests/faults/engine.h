/*
 * Sees each system call that the core makes in traced tasks, and makes some of them fail: by ptrace
 * and not by seccomp, because the core notices a filter, and then does other things.
 *
 * A child is left alone once it has executed a program.
 */
#ifndef PROCEX_FAULTS_ENGINE_H
#define PROCEX_FAULTS_ENGINE_H

#include <stdint.h>
#include <sys/types.h>

enum { ENGINE_MOST_CALLS = 4096, ENGINE_NUMBERS = 1024, ENGINE_MOST_TASKS = 256 };

enum fault_kind {
    FAULT_REFUSES, /* nothing is done */
    FAULT_DOES,    /* the call is made all the same */
    FAULT_CLOSES,  /* other code has just closed the descriptor */
    /* The call is made, and something else comes with it. */
    FAULT_INTERRUPTS, /* a signal with a handler, to the process that launches */
    FAULT_STOPS,      /* SIGSTOP to the process that makes the call, and SIGCONT a moment later */
    FAULT_KILLS,      /* SIGKILL to the process that launches */
};

/* Which call fails, and how. */
struct fault {
    int number;
    int from;    /* which of the calls of that number: 0 is the first */
    int forever; /* and all of that number that come after */
    int error;
    enum fault_kind kind;
};

/* What was seen. */
struct engine_report {
    int calls[ENGINE_MOST_CALLS]; /* their numbers, in order */
    int count;
    int failed; /* how many calls were made to fail */
    int execs;  /* programs executed by children */
};

struct engine_task {
    pid_t pid;
    int result; /* 0: that of the kernel */
};

struct engine {
    const struct fault *fault; /* or NULL */
    struct engine_report *report;
    int (*is_of_core)(pid_t pid, uint64_t instruction);
    int (*is_followed)(pid_t pid); /* a new task; NULL: each */
    pid_t root;
    int begin;    /* a signal to the root that begins, or 0 */
    uint64_t end; /* the number of a system call that ends it: no kernel has it */
    int is_seeing;
    int seen[ENGINE_NUMBERS]; /* how many calls of each number */
    struct engine_task task[ENGINE_MOST_TASKS];
    int tasks;
};

/* Forgets what was seen. */
void engine_reset(struct engine *engine, const struct fault *fault);

void engine_add(struct engine *engine, pid_t pid);

/* A task has stopped, as waitpid tells it: goes on with it. */
void engine_stop(struct engine *engine, pid_t pid, int status);

void engine_forget(struct engine *engine, pid_t pid);

void engine_kill(const struct engine *engine);

/* Options of ptrace for each task. */
long engine_options(void);

#endif
