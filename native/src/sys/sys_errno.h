/* The errors that the core knows. errno_name.h has the names of all. */
#ifndef PROCEX_SYS_ERRNO_H
#define PROCEX_SYS_ERRNO_H

enum {
    SYS_EBADF = 9,
    SYS_EBUSY = 16,
    SYS_ECHILD = 10,
    SYS_EAGAIN = 11,
    SYS_EINTR = 4,
    SYS_EINVAL = 22,
    SYS_ENFILE = 23,
    SYS_EMFILE = 24,
    SYS_EPERM = 1,
    SYS_ENOENT = 2,
    SYS_ESRCH = 3,
    SYS_E2BIG = 7,
    SYS_ENOEXEC = 8,
    SYS_ENOMEM = 12,
    SYS_EACCES = 13,
    SYS_EEXIST = 17,
    SYS_ENODEV = 19,
    SYS_ENOTDIR = 20,
    SYS_ERANGE = 34,
    SYS_ENAMETOOLONG = 36,
    SYS_ENOSYS = 38,
    SYS_ELOOP = 40,
    SYS_EOPNOTSUPP = 95,
    SYS_ESHUTDOWN = 108,
    SYS_ETIMEDOUT = 110,
    SYS_ECANCELED = 125,
    SYS_ESTALE = 116,
};

#endif
