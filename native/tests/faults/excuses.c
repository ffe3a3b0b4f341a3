#include "excuses.h"

#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>

struct row {
    int number;
    int error; /* 0: any */
    enum excuse excuse;
};

static const struct row rows[] = {
    /* Nobody else may reap: a pid that this process has given back could be another child's. */
    {SYS_wait4, 0, EXCUSES_ZOMBIE},
    /* A default that nobody has asked for must not fail a launch. */
    {SYS_prlimit64, 0, EXCUSES_LIMIT},
    /* The parent sets the OOM score once the program runs, which may look before. */
    {SYS_openat, EACCES, EXCUSES_LIMIT},
    /* What cannot be told to be /dev/null is not taken for it. */
    {SYS_fstat, 0, EXCUSES_PIPES},
    /* The kernel has kept what it was told to take back. */
    {SYS_munmap, 0, EXCUSES_MEMORY},
    /* The mask cannot be put back while the kernel refuses the call. */
    {SYS_rt_sigprocmask, 0, EXCUSES_STATE},
    /* The harness has closed one of the application's, or the pipe of the program. */
    {SYS_fcntl, EBADF, EXCUSES_STATE},
    {SYS_fstat, EBADF, EXCUSES_STATE},
    {SYS_fcntl, EBADF, EXCUSES_PROGRAM},
    {SYS_fstat, EBADF, EXCUSES_PROGRAM},
    /* What the kernel does not tell from the application's must not be closed. */
    {SYS_fcntl, 0, EXCUSES_RESERVED},
    {SYS_fcntl, 0, EXCUSES_SET},
    {SYS_epoll_ctl, ENOENT, EXCUSES_SET},
    {SYS_epoll_ctl, EBADF, EXCUSES_SET},
    /* That the pidfd is in the set already, which then reports its end: the reaper relies on it. */
    {SYS_epoll_ctl, EEXIST, EXCUSES_LIE},
    {SYS_epoll_ctl, 0, EXCUSES_WAKER},
    {SYS_epoll_pwait, 0, EXCUSES_WAKER},
    /* The end of the list of capabilities: PR_CAPBSET_READ. */
    {SYS_prctl, EINVAL, EXCUSES_PROGRAM},
    /* The one call that removes it, and what has to be open for that: the next JVM sweeps. */
    {SYS_unlinkat, 0, EXCUSES_GROUP},
    {SYS_openat, 0, EXCUSES_GROUP},
    /* The kernel says that the process has ended. */
    {SYS_pidfd_open, ESRCH, EXCUSES_GROUP},
    {SYS_pidfd_send_signal, ESRCH, EXCUSES_GROUP},
    /* A file that is there, and cannot be looked at, must not be executed: EACCES. */
    {SYS_fstat, ENOENT, EXCUSES_REASON},
    {SYS_fstat, ENOTDIR, EXCUSES_REASON},
    {SYS_readlinkat, ENOENT, EXCUSES_REASON},
    {SYS_readlinkat, ENOTDIR, EXCUSES_REASON},
    {SYS_openat, ENOENT, EXCUSES_REASON},
    {SYS_openat, ENOTDIR, EXCUSES_REASON},
    {SYS_openat, EPERM, EXCUSES_REASON},
    {SYS_openat2, ELOOP, EXCUSES_REASON},
    /* POSIX: what the kernel cannot load is a script for the shell. */
    {SYS_execve, ENOEXEC, EXCUSES_PROGRAM},
    {SYS_execveat, ENOEXEC, EXCUSES_PROGRAM},
};

int excuses(const struct fault *fault, enum excuse excuse) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].number == fault->number &&
            (rows[i].error == 0 || rows[i].error == fault->error) && rows[i].excuse == excuse) {
            return 1;
        }
    }
    return 0;
}
