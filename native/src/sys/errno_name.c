#include "errno_name.h"

#include <asm/errno.h>
#include <stddef.h>

#define NAME(error)                                                                                \
    case error:                                                                                    \
        return #error

const char *errno_name(int error) {
    switch (error) {
        NAME(EPERM);
        NAME(ENOENT);
        NAME(ESRCH);
        NAME(EINTR);
        NAME(EIO);
        NAME(ENXIO);
        NAME(E2BIG);
        NAME(ENOEXEC);
        NAME(EBADF);
        NAME(ECHILD);
        NAME(EAGAIN);
        NAME(ENOMEM);
        NAME(EACCES);
        NAME(EFAULT);
        NAME(EBUSY);
        NAME(EEXIST);
        NAME(EXDEV);
        NAME(ENODEV);
        NAME(ENOTDIR);
        NAME(EISDIR);
        NAME(EINVAL);
        NAME(ENFILE);
        NAME(EMFILE);
        NAME(ETXTBSY);
        NAME(ENOSPC);
        NAME(EROFS);
        NAME(EPIPE);
        NAME(ERANGE);
        NAME(ENAMETOOLONG);
        NAME(ENOSYS);
        NAME(ELOOP);
        NAME(EOVERFLOW);
        NAME(EOPNOTSUPP);
        NAME(ETIMEDOUT);
        NAME(ESTALE);
    default:
        return NULL;
    }
}
