/*
 * An ordinary program of the select(2) age: it opens as many files as it may and watches each. It
 * relies on the system to stop it at FD_SETSIZE, by a soft limit of 1024 on open files.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>

enum { MOST = 2 * FD_SETSIZE };

int main(void) {
    fd_set watched;
    FD_ZERO(&watched);
    int fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd < MOST) {
        FD_SET(fd, &watched);
        fd = open("/dev/null", O_RDONLY);
    }
    printf("no more files: %s\n", fd < 0 ? strerror(errno) : "enough");
    return 0;
}
