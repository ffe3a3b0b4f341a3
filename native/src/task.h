/* Starting and reaping a task that shares our memory. */
#ifndef PROCEX_TASK_H
#define PROCEX_TASK_H

/*
 * Runs child(argument) as a vfork child with all signals blocked, on the stack below stack_top;
 * returns when it has exec'd or exited. flags: what to add to CLONE_VM|CLONE_VFORK, with the
 * signal that its exit sends. Returns the pid, or -errno.
 */
long task_run(unsigned long flags, void *stack_top, void (*child)(void *), void *argument);

/* Waits for a child that has exited; it may already have been reaped by a waitpid(-1) elsewhere. */
void task_reap(int pid);

#endif
