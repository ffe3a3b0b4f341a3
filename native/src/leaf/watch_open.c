#include "watch_open.h"

#include "leaf_name.h"
#include "pidfd.h"
#include "sys_rules.h"
#include "text.h"

enum { LOOKS = 2000, PAUSE_NANOSECONDS = 1000 * 1000 };

/* How many bytes there are of what it was executed with, or -errno. */
static long read_arguments(int pid, char *text, size_t size) {
    char path[sizeof "/proc//cmdline" + 16];
    char *at = text_append(path, "/proc/", sizeof "/proc/" - 1);
    at = text_append_number(at, pid);
    text_append(at, "/cmdline", sizeof "/cmdline");
    long fd = sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
    long read = fd < 0 ? fd : sys_read((int)fd, text, size);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return read;
}

/* Whether text begins with these, each with its NUL. */
static int are(const char *text, size_t size, const char *const *arguments, int count) {
    for (int i = 0; i < count; i++) {
        size_t length = text_length(arguments[i]) + 1;
        if (length > size || !text_is(text, arguments[i])) {
            return 0;
        }
        text += length;
        size -= length;
    }
    return size == 0;
}

/* Not by a signal: it may be a zombie if pid 1 is no init. */
int watch_runs(int pidfd) {
    struct sys_pollfd end = {pidfd, SYS_POLLIN, 0};
    struct sys_timespec at_once = {0, 0};
    return sys_ppoll(&end, 1, &at_once) == 0;
}

/* 1 if it has these arguments, 0 if it has others or none, or -errno. */
static long has(int pid, const char *const *arguments, int count) {
    char text[sizeof WATCH_NAME + WATCH_PLACE_SIZE + LEAF_NAME_SIZE + 1];
    long size = read_arguments(pid, text, sizeof text - 1);
    text[size > 0 ? size : 0] = '\0';
    return size < 0 ? size : are(text, (size_t)size, arguments, count);
}

/*
 * The kernel lets the parent of a vfork child go on before the child has its new memory (exec_mmap
 * in fs/exec.c): for a moment its arguments are still those of the JVM, and for another none.
 */
static long await(int pid, int pidfd, const char *const *arguments, int count) {
    long has_them = has(pid, arguments, count);
    for (int i = 0; i < LOOKS && has_them == 0 && watch_runs(pidfd); i++) {
        struct sys_timespec pause = {0, PAUSE_NANOSECONDS};
        sys_ppoll(NULL, 0, &pause);
        has_them = has(pid, arguments, count);
    }
    return has_them;
}

/* Whose pidfd has not ended at the end had the pid all the time, and so was the one looked at. */
static long check(int pid, int pidfd, const char *const *arguments, int count, int is_new) {
    long has_them = 1;
    if (pidfd_procfs_is_ours()) {
        has_them = is_new ? await(pid, pidfd, arguments, count) : has(pid, arguments, count);
    }
    return has_them < 0 ? has_them : has_them && watch_runs(pidfd) ? 0 : -SYS_ESRCH;
}

long watch_open(int pid, const char *place, const char *prefix, int is_new) {
    const char *const arguments[] = {WATCH_NAME, place, prefix};
    const int count = sizeof arguments / sizeof arguments[0];
    long pidfd = sys_pidfd_open(pid);
    if (pidfd < 0) {
        return pidfd;
    }
    long error = check(pid, (int)pidfd, arguments, count, is_new);
    if (error < 0) {
        sys_close((int)pidfd);
        return error;
    }
    return pidfd;
}
