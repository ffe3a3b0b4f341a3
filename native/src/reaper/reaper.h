/*
 * Watches processes for their end: a pidfd each (Linux 5.3), all in one epoll set. It reaps nobody:
 * that stays with the JDK.
 */
#ifndef PROCEX_REAPER_H
#define PROCEX_REAPER_H

/*
 * Proves with a child that the kernel reports an end here, and makes a set. Its descriptor, or
 * -errno: ENOSYS before Linux 5.3, EPERM under some seccomp filters. After ladder_prepare.
 */
long reaper_open(void);

/*
 * A pidfd for a process, reaped or not; or -errno. -EMFILE if its number falls into the last 1/32
 * of the limit on open files, or into the last 1/4 while more than 1/64 of the limit is watched.
 */
long reaper_pidfd(int pid, int watched);

/* Puts a pidfd into the set. 0 or -errno. */
long reaper_watch(int set, int pidfd);

/*
 * Waits until one process has ended. Returns its pidfd, which the set reports no more, and which
 * has to be dropped; -ETIMEDOUT when the time is over; -ECANCELED after reaper_wake; -ESHUTDOWN,
 * without waiting, once the JVM ends (vm_end.h); another -errno if the set is gone, or its number
 * is another file's.
 */
long reaper_await(int set, int milliseconds);

/*
 * Closes a pidfd that was put into the set, if it still is there: its number may have become the
 * application's. 0 or -errno.
 */
long reaper_drop(int set, int pidfd);

/* Closes a pidfd of which no set tells any more; nothing that is no pidfd. */
void reaper_close_pidfd(int pidfd);

/* Closes the set, if that number still is one. */
void reaper_close(int set);

/* Makes one reaper_await, now or later, return -ECANCELED. 0 or -errno. */
long reaper_wake(int set);

/*
 * Sends a signal to a child that runs. Never to another process: a pidfd stays that of its process.
 * 0 or -errno; -ESRCH if the child has ended, reaped or not, and -EPERM if it has other rights.
 */
long reaper_signal(int pidfd, int pid, int signal);

/*
 * Sends it to all processes of the group that the child leads, or to the child alone if it leads
 * none. The caller keeps the child from being reaped: until then its group's number is no other's.
 */
long reaper_signal_group(int pidfd, int pid, int signal);

/* 0 while the process is there, be it a zombie; -ESRCH once it is reaped; -EBADF: no pidfd. */
long reaper_look(int pidfd);

#endif
