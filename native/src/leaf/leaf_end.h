/* The end of a leaf, see leaf_make.h. place: the path of the group that it is in. */
#ifndef PROCEX_LEAF_END_H
#define PROCEX_LEAF_END_H

/*
 * Signals the processes of a leaf: neither this one, nor the child, who is signalled by its pidfd,
 * wherever it is. child: its pid; or 0 if it has ended.
 *
 * 0; or 1 if SIGKILL was sent to the child too; or the first -errno: -EPERM for a process of other
 * rights, -E2BIG if there were too many, -ENOENT if there is no such leaf. SIGKILL reaches all of
 * them at once (Linux 5.14). Other signals reach those that the leaf has, and those that they start
 * meanwhile, each once; a thousand at most, since the caller waits.
 */
long leaf_signal(const char *place, int number, int signal, int child);

/*
 * Removes a leaf. 0 if it is gone, also if it was; -EBUSY if there is a process in it or in a group
 * that was made below it, or if there were too many groups; or another -errno. Never sleeps until a
 * process has ended.
 */
long leaf_remove(const char *place, int number);

/* Removes the leaves of processes that are gone, unless one has processes; a thousand at most. */
void leaf_sweep(const char *place);

#endif
