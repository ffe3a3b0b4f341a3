/*
 * By the ERRORS sections of the man pages (man-pages 6.03). A call in at-form has those of the
 * plain one too. Left out is what never reaches a caller: ERESTARTNOINTR of clone(2).
 */
#include "errnos.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>

#ifndef EKEYEXPIRED
#include <linux/errno.h>
#endif

#define CALL(name, flags, ...)                                                                     \
    {                                                                                              \
        SYS_##name, #name, flags, {                                                                \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

#define OF_A_PATH EACCES, EFAULT, EIO, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR
#define OF_CLONE EACCES, EAGAIN, EBUSY, EEXIST, EINVAL, ENOMEM, ENOSPC, EOPNOTSUPP, EPERM, EUSERS
#define OF_EXEC                                                                                    \
    OF_A_PATH, E2BIG, EAGAIN, EINVAL, EISDIR, ELIBBAD, EMFILE, ENFILE, ENOEXEC, EPERM, ETXTBSY
#define OF_OPEN                                                                                    \
    OF_A_PATH, EBADF, EBUSY, EDQUOT, EEXIST, EFBIG, EINTR, EINVAL, EISDIR, EMFILE, ENFILE, ENODEV, \
        ENOSPC, ENXIO, EOPNOTSUPP, EOVERFLOW, EPERM, EROFS, ETXTBSY, EAGAIN
#define OF_ACCESS OF_A_PATH, EBADF, EINVAL, EPERM, EROFS, ETXTBSY
#define OF_STAT OF_A_PATH, EBADF, EINVAL, EOVERFLOW
#define OF_WAIT EAGAIN, ECHILD, EINTR, EINVAL, ESRCH

static const struct fault_call calls[] = {
    CALL(capget, MAY_BE_FILTERED, EFAULT, EINVAL, EPERM, ESRCH),
    CALL(capset, MAY_BE_FILTERED, EFAULT, EINVAL, EPERM, ESRCH),
    CALL(chdir, 0, OF_A_PATH, EBADF),
    CALL(clock_gettime, MAY_BE_FILTERED, EACCES, EFAULT, EINVAL, ENODEV, ENOTSUP, EPERM),
    CALL(clone, 0, OF_CLONE),
    CALL(clone3, MAY_BE_FILTERED, OF_CLONE),
    CALL(close, DONE_ALL_THE_SAME, EBADF, EDQUOT, EINTR, EIO, ENOSPC),
    CALL(close_range, MAY_BE_FILTERED, EINVAL, EMFILE, ENOMEM),
    CALL(dup3, 0, EBADF, EBUSY, EINTR, EINVAL, EMFILE),
    CALL(epoll_create1, MAY_BE_FILTERED, EINVAL, EMFILE, ENFILE, ENOMEM),
    CALL(epoll_ctl, MAY_BE_FILTERED, EBADF, EEXIST, EINVAL, ELOOP, ENOENT, ENOMEM, ENOSPC, EPERM),
    CALL(epoll_pwait, MAY_BE_FILTERED, EBADF, EFAULT, EINTR, EINVAL),
    CALL(execve, 0, OF_EXEC),
    CALL(execveat, MAY_BE_FILTERED, OF_EXEC, EBADF),
    CALL(exit, CANNOT_FAIL, 0),
    CALL(exit_group, CANNOT_FAIL, 0),
    CALL(faccessat, MAY_BE_FILTERED, OF_ACCESS),
    CALL(faccessat2, MAY_BE_FILTERED, OF_ACCESS),
    CALL(fcntl, 0, EACCES, EAGAIN, EBADF, EBUSY, EDEADLK, EFAULT, EINTR, EINVAL, EMFILE, ENOLCK,
         ENOTDIR, EPERM),
    CALL(fstat, 0, OF_STAT),
    CALL(fstatfs, 0, OF_A_PATH, EBADF, EINTR, ENOSYS, EOVERFLOW),
    CALL(futex, 0, EACCES, EAGAIN, EDEADLK, EFAULT, EINTR, EINVAL, ENFILE, ENOMEM, ENOSYS, EPERM,
         ESRCH, ETIMEDOUT),
    CALL(getcwd, 0, EACCES, EFAULT, EINVAL, ENAMETOOLONG, ENOENT, ENOMEM, ERANGE),
    CALL(getdents64, 0, EBADF, EFAULT, EINVAL, ENOENT, ENOTDIR),
    CALL(getpid, CANNOT_FAIL, 0),
    CALL(getppid, CANNOT_FAIL, 0),
    CALL(gettid, CANNOT_FAIL, 0),
    CALL(ioprio_set, MAY_BE_FILTERED, EINVAL, EPERM, ESRCH),
    CALL(keyctl, MAY_BE_FILTERED, EACCES, EAGAIN, EDEADLK, EDQUOT, EEXIST, EFAULT, EINVAL,
         EKEYEXPIRED, EKEYREJECTED, EKEYREVOKED, ELOOP, EMSGSIZE, ENFILE, ENOENT, ENOKEY, ENOMEM,
         ENOTDIR, EOPNOTSUPP, EPERM, ETIMEDOUT),
    CALL(kill, 0, EINVAL, EPERM, ESRCH),
    CALL(landlock_add_rule, MAY_BE_FILTERED, EBADF, EBADFD, EFAULT, EINVAL, ENOMSG, EOPNOTSUPP,
         EPERM),
    CALL(landlock_create_ruleset, MAY_BE_FILTERED, E2BIG, EFAULT, EINVAL, ENOMSG, EOPNOTSUPP),
    CALL(landlock_restrict_self, MAY_BE_FILTERED, E2BIG, EBADF, EBADFD, EINVAL, EOPNOTSUPP, EPERM),
    CALL(memfd_create, MAY_BE_FILTERED, EFAULT, EINVAL, EMFILE, ENFILE, ENOMEM),
    CALL(mkdirat, MAY_BE_FILTERED, OF_A_PATH, EBADF, EDQUOT, EEXIST, EINVAL, EMLINK, ENOSPC, EPERM,
         EROFS),
    CALL(mmap, 0, EACCES, EAGAIN, EBADF, EEXIST, EINVAL, ENFILE, ENODEV, ENOMEM, EOVERFLOW, EPERM,
         ETXTBSY),
    CALL(mprotect, 0, EACCES, EFAULT, EINVAL, ENOMEM),
    CALL(mremap, 0, EAGAIN, EFAULT, EINVAL, ENOMEM),
    CALL(munmap, 0, EINVAL, ENOMEM),
    CALL(newfstatat, MAY_BE_FILTERED, OF_STAT),
    CALL(openat, 0, OF_OPEN),
    CALL(openat2, MAY_BE_FILTERED, OF_OPEN, E2BIG, EXDEV),
    CALL(pidfd_open, MAY_BE_FILTERED, EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM, ESRCH),
    CALL(pidfd_send_signal, MAY_BE_FILTERED, EBADF, EINVAL, EPERM, ESRCH),
    CALL(pipe2, 0, EFAULT, EINVAL, EMFILE, ENFILE, ENOPKG),
    CALL(prctl, MAY_BE_FILTERED, EACCES, EBADF, EBUSY, EFAULT, EINVAL, ENODEV, ENXIO, EOPNOTSUPP,
         EPERM, ERANGE),
    CALL(ppoll, MAY_BE_FILTERED, EFAULT, EINTR, EINVAL, ENOMEM),
    CALL(pread64, 0, EAGAIN, EBADF, EFAULT, EINTR, EINVAL, EIO, EISDIR, ENXIO, EOVERFLOW, ESPIPE),
    CALL(prlimit64, MAY_BE_FILTERED, EFAULT, EINVAL, EPERM, ESRCH),
    CALL(read, 0, EAGAIN, EBADF, EFAULT, EINTR, EINVAL, EIO, EISDIR),
    CALL(readlinkat, 0, OF_A_PATH, EBADF, EINVAL),
    CALL(rt_sigaction, 0, EFAULT, EINVAL),
    CALL(rt_sigpending, MAY_BE_FILTERED, EFAULT),
    CALL(rt_sigprocmask, 0, EFAULT, EINVAL),
    CALL(rt_sigreturn, CANNOT_FAIL, 0),
    CALL(rt_tgsigqueueinfo, MAY_BE_FILTERED, EAGAIN, EINVAL, EPERM, ESRCH),
    CALL(sched_setaffinity, MAY_BE_FILTERED, EFAULT, EINVAL, EPERM, ESRCH),
    CALL(sched_setscheduler, MAY_BE_FILTERED, EINVAL, EPERM, ESRCH),
    CALL(sched_yield, CANNOT_FAIL, 0),
    CALL(seccomp, MAY_BE_FILTERED, EACCES, EBUSY, EFAULT, EINVAL, ENOMEM, EOPNOTSUPP, ESRCH),
    CALL(sendto, MAY_BE_FILTERED, EACCES, EAGAIN, EALREADY, EBADF, ECONNRESET, EDESTADDRREQ, EFAULT,
         EINTR, EINVAL, EISCONN, EMSGSIZE, ENOBUFS, ENOMEM, ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPIPE),
    CALL(setpgid, MAY_BE_FILTERED, EACCES, EINVAL, EPERM, ESRCH),
    CALL(setpriority, MAY_BE_FILTERED, EACCES, EINVAL, EPERM, ESRCH),
    CALL(setsid, 0, EPERM),
    CALL(socket, MAY_BE_FILTERED, EACCES, EAFNOSUPPORT, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM,
         EPROTONOSUPPORT),
    CALL(umask, CANNOT_FAIL, 0),
    CALL(uname, 0, EFAULT),
    CALL(unlinkat, 0, OF_A_PATH, EBADF, EBUSY, EINVAL, EISDIR, EPERM, EROFS),
    CALL(wait4, 0, OF_WAIT),
    CALL(waitid, MAY_BE_FILTERED, OF_WAIT),
    CALL(write, 0, EAGAIN, EBADF, EDESTADDRREQ, EDQUOT, EFAULT, EFBIG, EINTR, EINVAL, EIO, ENOSPC,
         EPERM, EPIPE),
};

const struct fault_call *errnos_of(int number) {
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (calls[i].number == number) {
            return &calls[i];
        }
    }
    return NULL;
}

const char *errnos_name(int error) {
#ifdef __GLIBC__
    return strerrorname_np(error);
#else
    return strerror(error);
#endif
}
