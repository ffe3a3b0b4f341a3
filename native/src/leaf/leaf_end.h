/* The end of a leaf, see leaf_make.h. place: the path of the group that it is in. */
#ifndef PROCEX_LEAF_END_H
#define PROCEX_LEAF_END_H

/*
 * Signals all processes of a leaf, and none other. 0 or the first -errno: -EPERM for a process of
 * other rights, -ENOENT if there is no such leaf. SIGKILL reaches all of them at once (Linux 5.14).
 * Other signals reach those that the leaf has, and those that they start meanwhile, each once, as
 * long as these are not thousands.
 */
long leaf_signal(const char *place, int number, int signal);

/*
 * Removes a leaf. 0 if it is gone, also if it was; -EBUSY if there is a process in it or in a group
 * that was made below it; or another -errno.
 */
long leaf_remove(const char *place, int number);

/* Removes the leaves of processes that are gone, unless one has processes. */
void leaf_sweep(const char *place);

#endif
