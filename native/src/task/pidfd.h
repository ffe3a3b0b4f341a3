/* What a number was that other code may have closed. */
#ifndef PROCEX_PIDFD_H
#define PROCEX_PIDFD_H

/*
 * 0 if it is a pidfd of that process, also where procfs does not tell; -ESRCH if its process was
 * reaped; -EBADF if the number is another file's by now.
 */
long pidfd_check(int pidfd, int pid);

/* False if it is not mounted, or is of another pid namespace, with other numbers. */
int pidfd_procfs_is_ours(void);

#endif
