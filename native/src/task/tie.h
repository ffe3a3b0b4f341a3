/*
 * Ties a process group to a thread: when the thread ends, whatever ends it, the kernel signals all
 * processes of the group.
 *
 *   thread   a table of descriptors for itself, in it the two ends of a pipe
 *   end      O_ASYNC, with a signal (F_SETSIG) and the group as owner (F_SETOWN)
 *
 * When a process ends, the kernel closes its descriptors, and the end that is closed first signals
 * the owner of the other one. Which is first does not matter. An owner is not a number: the kernel
 * keeps the group itself, so no later group with that number is signalled, and the group may
 * outlive its leader. A process that forks meanwhile is signalled with its child or before it.
 *
 * The table is the thread's own, so that the application neither sees the ends nor can close them,
 * and no other process inherits them.
 */
#ifndef PROCEX_TIE_H
#define PROCEX_TIE_H

struct tie {
    int *ends;          /* receives them: the child makes its group their owner */
    int signal;         /* for the group */
    const int *sources; /* of the child's standard streams: three */
    const int *cgroup;  /* in which it starts; or NULL */
    int has_files;      /* what the sources are may be a file that the application has opened */
    unsigned cut;       /* all sources are below; or TIE_WHOLE_TABLE */
    int error;          /* why there is none, or 0 */
};

/* The thread has been started with a copy of the table. */
enum { TIE_WHOLE_TABLE = 0, TIE_HELD = 4 };

/*
 * Gives the calling thread a table for itself, and the ends, which the child will find in it. 0 or
 * -errno: -ENOSYS before Linux 5.9.
 */
long tie_make(const struct tie *tie);

/* What else is in the table when the ends are: of the child's streams, and its control group. */
void tie_list(const struct tie *tie, int held[TIE_HELD]);

/*
 * Closes all but the ends. From then on nothing else of the process is held here. held: what there
 * is to close if the kernel does not close all others at once.
 */
void tie_keep(const int ends[2], const int held[TIE_HELD]);

/*
 * Waits until the group is empty, after its leader has ended: then nobody is tied any more, and the
 * thread may end. If a filter does not let it see that, it unties the group.
 */
void tie_await_end(const int ends[2], int group);

#endif
