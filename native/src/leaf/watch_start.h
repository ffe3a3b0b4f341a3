/* Starts the program watch/watch.c. */
#ifndef PROCEX_WATCH_START_H
#define PROCEX_WATCH_START_H

/*
 * Starts it for the leaves in that group whose names have that prefix. A pidfd of it,
 * or -errno: what the kernel or a filter answers to memfd_create, pidfd_open or execveat, or -ESRCH
 * if it was killed at once. pid: its own if it was started, else 0.
 */
long watch_start(const char *place, const char *prefix, int *pid);

#endif
