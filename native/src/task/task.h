/* Starting and reaping a task that shares our memory. */
#ifndef PROCEX_TASK_H
#define PROCEX_TASK_H

#include <stdint.h>

#include "tie.h"

struct task {
    void (*run)(void *); /* must not return */
    void *argument;
    void *stack_top;
    unsigned long flags; /* beside CLONE_VM and CLONE_VFORK */
    int has_own_memory;  /* a copy of ours, in place of CLONE_VM */
    int exit_signal;     /* sent to us when it ends; 0 for none */
    /*
     * If not NULL: set before the task starts. True if the kernel gives it default dispositions
     * instead of our handlers. Otherwise resetting them takes some 60 calls.
     */
    int *handlers_cleared;
    const int *cgroup; /* if not NULL: a descriptor of the cgroup that it starts in, Linux 5.7 */
    /*
     * If not NULL: a thread that lives as long as the task launches it, see keeper.h. Receives 0,
     * or the errno if there is no such thread; then nothing was run.
     */
    int *kept;
    struct tie *tie; /* if not NULL: ties its process group to that thread */
    /*
     * If not NULL, and clone3 makes the task in our memory: receives the pid before the task
     * starts; and is set to 0 and woken, as a shared futex, when the task has exec'd or exited.
     */
    int *pid;
    uint32_t *running;
    uint64_t *blocked; /* if not NULL: receives the signals that the thread had blocked */
};

/*
 * Runs the task with all signals blocked; returns when it has exec'd or exited. Returns the pid,
 * or -errno.
 */
long task_run(const struct task *task);

/* Runs a task that does not exec, and reaps it. Returns its pid, or -errno. */
long task_complete(const struct task *task);

/* As task_run, in a thread that has all signals blocked already. */
long task_clone(const struct task *task);

/* Starts a thread with these flags of clone(2). Its id, or -errno. */
long task_start_thread(unsigned long flags, void *stack_top, void (*run)(void *), void *argument);

/*
 * True if a seccomp filter has killed a child that ended before it could exec. It is reaped then;
 * otherwise the caller has to reap it.
 */
int task_was_killed_by_filter(int pid);

/*
 * Notes that clone3 is refused, or that the kernel has left handlers where it should have cleared
 * them.
 */
void task_distrust_clearing(void);

/* Waits for a child that has exited; it may already have been reaped by a waitpid(-1) elsewhere. */
void task_reap(int pid);

#endif
