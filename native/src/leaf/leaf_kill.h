/* SIGKILL for all processes of a leaf at once. */
#ifndef PROCEX_LEAF_KILL_H
#define PROCEX_LEAF_KILL_H

/*
 * Kills all, by cgroup.kill (Linux 5.14). 0; 1 if the child with that pid was among them; or
 * -errno, and then nothing was sent: -EBUSY if this process is in the leaf itself, into which a
 * child of its rights can move it.
 */
long leaf_kill(int place, const char *name, int child);

#endif
