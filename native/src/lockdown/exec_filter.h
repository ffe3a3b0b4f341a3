/* Filters of system calls (seccomp) on all threads of the JVM. */
#ifndef PROCEX_EXEC_FILTER_H
#define PROCEX_EXEC_FILTER_H

/* Nothing can be executed any more: EPERM, whatever kind of call asks for it. 0 or -errno. */
long exec_filter_deny_all(void);

/*
 * A file in memory (memfd) cannot be executed: Landlock does not see it, as it is in no directory.
 * One with MFD_NOEXEC_SEAL (Linux 6.3) can still be made, others fail with EACCES, as with
 * vm.memfd_noexec=2. 0 or -errno.
 */
long exec_filter_deny_memory_files(void);

#endif
