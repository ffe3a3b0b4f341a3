#include "mark.h"

#include "sys.h"

int mark_is(int fd, int mark) {
    return sys_fcntl(fd, SYS_F_GETSIG, 0) == mark;
}

long mark_set(int fd, int mark) {
    long error = sys_fcntl(fd, SYS_F_SETSIG, mark);
    if (error < 0) {
        return error;
    }
    return mark_is(fd, mark) ? 0 : -SYS_EINVAL;
}
