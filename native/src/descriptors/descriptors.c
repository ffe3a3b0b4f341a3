#include "descriptors.h"

#include "filtered.h"
#include "sys.h"
#include "text.h"

enum { DIRECTORY_BUFFER = 16 * 1024 };

static const char DIRECTORY[] = "/proc/self/fd";

static int is_inheritable(int fd) {
    long flags = fd < SYS_AFTER_STDIO ? -1 : sys_fcntl(fd, SYS_F_GETFD, 0);
    return flags >= 0 && (flags & SYS_FD_CLOEXEC) == 0;
}

static void count_one(struct descriptors *count, int *found, int most, int fd) {
    count->open++;
    if (is_inheritable(fd)) {
        if (count->inheritable < most) {
            found[count->inheritable] = fd;
        }
        count->inheritable++;
    }
}

long descriptors_count(struct descriptors *count, int *found, int most) {
    _Alignas(struct sys_dirent) char buffer[DIRECTORY_BUFFER];
    long size;
    count->open = 0;
    count->inheritable = 0;
    if (filtered(FILTERED_GETDENTS64) || filtered(FILTERED_FCNTL)) {
        return -SYS_EPERM;
    }
    int directory = (int)sys_openat(DIRECTORY, SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (directory < 0) {
        return directory;
    }
    while ((size = sys_getdents64(directory, buffer, sizeof buffer)) > 0) {
        for (long at = 0; at < size;) {
            const struct sys_dirent *entry = (const struct sys_dirent *)(buffer + at);
            int fd = text_number(entry->name);
            if (fd >= 0 && fd != directory) {
                count_one(count, found, most, fd);
            }
            at += entry->length;
        }
    }
    sys_close(directory);
    return size;
}

void descriptors_link(int fd, char link[DESCRIPTORS_LINK]) {
    char *end = text_append(link, DIRECTORY, sizeof DIRECTORY - 1);
    *end++ = '/';
    *text_append_number(end, fd) = '\0';
}

long descriptors_target(int fd, char *out, size_t size) {
    char link[DESCRIPTORS_LINK];
    descriptors_link(fd, link);
    long got = filtered(FILTERED_READLINKAT) ? -SYS_EPERM : sys_readlink(link, out, size - 1);
    out[got < 0 ? 0 : got] = '\0';
    return got < 0 ? got : 0;
}
