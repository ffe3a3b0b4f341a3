#include "pidfd.h"

#include "filtered.h"
#include "sys.h"
#include "text.h"

/* 0 if the text about a pidfd names that process; ESRCH if its process was reaped; else EBADF. */
static long compared(const char *text, int pid) {
    const char *digits = text_behind("\nPid:\t", text);
    int named = 0;
    if (*digits == '-') {
        return -SYS_ESRCH;
    }
    for (; text_is_digit(*digits); digits++) {
        named = named * 10 + (*digits - '0');
    }
    return named == pid ? 0 : -SYS_EBADF;
}

int pidfd_procfs_is_ours(void) {
    char self[16];
    long size =
        filtered(FILTERED_READLINKAT) ? -1 : sys_readlink("/proc/self", self, sizeof self - 1);
    self[size > 0 ? size : 0] = '\0';
    return text_number(self) == (int)sys_getpid();
}

long pidfd_check(int pidfd, int pid) {
    char path[sizeof "/proc/self/fdinfo/" + 16];
    char text[256];
    char *at = text_append(path, "/proc/self/fdinfo/", sizeof "/proc/self/fdinfo/" - 1);
    *text_append_number(at, pidfd) = '\0';
    if (!pidfd_procfs_is_ours()) {
        return 0;
    }
    long fd = sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
    long size = fd < 0 ? fd : sys_read((int)fd, text, sizeof text - 1);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    text[size > 0 ? size : 0] = '\0';
    return size <= 0 ? 0 : compared(text, pid);
}
