/* What /proc tells of children, zombies among them. */
#ifndef PROCEX_ORPHANS_PROC_H
#define PROCEX_ORPHANS_PROC_H

#include <stdint.h>

/* 0; -ESRCH if /proc is that of another pid namespace, with other numbers; -EPERM, a filter. */
long orphans_proc_usable(void);

/*
 * The children of the first thread, to which the kernel gives orphans, and those of threads that
 * have ended: as many as there is room for, after the first `passed`. Their count or -errno;
 * ENOENT: without CONFIG_PROC_CHILDREN.
 */
long orphans_proc_children(int own, int passed, int *pids, int room);

/* The soft RLIMIT_LOCKS; 0 if it cannot be read. */
uint64_t orphans_proc_mark(int pid);

/* 1 if that process has the number, in any pid namespace; 0 if not; -1 if that is not known. */
int orphans_proc_has_number(int pid, int number);

/* The session; 0 if its number is of another pid namespace, -1 if it cannot be read. */
int orphans_proc_session(int pid);

#endif
