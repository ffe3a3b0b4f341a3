/* Finds the program watch/watch.c by its pid. */
#ifndef PROCEX_WATCH_OPEN_H
#define PROCEX_WATCH_OPEN_H

#define WATCH_NAME "procex-watch"

/* The longest path of a group that it watches, with its NUL. */
enum { WATCH_PLACE_SIZE = 512 };

/*
 * A pidfd of the process, if it is that program for the group and the prefix, and runs; -ESRCH if
 * it is gone; or another -errno. Waits for the exec of one that is new.
 */
long watch_open(int pid, const char *place, const char *prefix, int is_new);

/* True if what the pidfd is of has not ended. False also for what is no pidfd at all. */
int watch_runs(int pidfd);

#endif
