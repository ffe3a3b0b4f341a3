#include "original_limit.h"

#include "sys_entry.h"
#include "text.h"

static const char row[] = "\nMax open files";

/*
 * After the name of the row: blanks, the soft limit, blanks, the hard limit. Never "unlimited":
 * the kernel has a highest number of descriptors (fs.nr_open).
 */
static const char *take_limit(const char *text, uint64_t *limit) {
    while (*text == ' ') {
        text++;
    }
    const char *start = text;
    for (*limit = 0; text_is_digit(*text); text++) {
        *limit = *limit * 10 + (uint64_t)(*text - '0');
    }
    return text == start ? NULL : text;
}

static int read_limits(const char *file, struct sys_rlimit *limit) {
    char text[4096];
    long fd = sys_openat(file, SYS_O_RDONLY | SYS_O_CLOEXEC);
    if (fd < 0) {
        return 0;
    }
    long size = sys_read((int)fd, text, sizeof text - 1);
    sys_close((int)fd);
    text[size > 0 ? size : 0] = '\0';
    for (const char *at = text; *at != '\0'; at++) {
        if (text_starts(at, row)) {
            at = take_limit(at + sizeof row - 1, &limit->soft);
            return at != NULL && take_limit(at, &limit->hard) != NULL;
        }
    }
    return 0;
}

/* Reads its file, because prlimit64 of another process takes more rights. */
static int limits_of(int pid, struct sys_rlimit *limit) {
    char file[32];
    char *next = text_append(file, "/proc/", 6);
    next = text_append_number(next, pid);
    text_append(next, "/limits", 8);
    return pid > 0 && read_limits(file, limit);
}

uint64_t original_limit(void) {
    struct sys_rlimit own;
    struct sys_rlimit parents;
    if (sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &own) < 0) {
        return 0;
    }
    if (own.soft != own.hard) {
        return own.soft; /* -XX:-MaxFDLimit: nothing was raised */
    }
    /* Another hard limit: someone has set limits in between, systemd for a unit, a shell. */
    return limits_of((int)sys_getppid(), &parents) && parents.hard == own.hard ? parents.soft : 0;
}
