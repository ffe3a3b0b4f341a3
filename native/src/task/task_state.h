/* Facts about system calls in this process, found once by filtered.c and task.c. */
#ifndef PROCEX_TASK_STATE_H
#define PROCEX_TASK_STATE_H

/*
 * A filter is in force for the process, and to ask about it takes a child: so the answer is kept.
 * The words are independent of each other, written and read atomically. Each only gets worse.
 */
struct task_state {
    int filter;           /* of filtered.c: which calls a filter spoils; 0: not known yet */
    int distrusts_clone3; /* of task.c: it was refused, or did not clear handlers */
};

extern struct task_state task_state;

#endif
