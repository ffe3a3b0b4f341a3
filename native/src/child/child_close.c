/* Closes everything from 3 up, by the best way that works. See child.h for what may be done. */
#include "child.h"

#include "sys.h"
#include "text.h"

enum {
    DIRECTORY_BUFFER = 4096,
    /*
     * systemd's default hard limit; about 0.1 s of close calls. Containers set limits of 2^30,
     * where a loop would run for minutes: the launch falls back instead.
     */
    LOOP_BOUND = 1 << 19,
};

/* Closes what one buffer of directory entries names. True if the directory itself was in it. */
static int close_listed(int directory, const char *buffer, long size) {
    int saw_itself = 0;
    for (long at = 0; at < size;) {
        const struct sys_dirent *entry = (const struct sys_dirent *)(buffer + at);
        int fd = text_number(entry->name);
        if (fd == directory) {
            saw_itself = 1;
        } else if (fd >= SYS_AFTER_STDIO) {
            sys_close(fd);
        }
        at += entry->length;
    }
    return saw_itself;
}

/*
 * procfs lists by descriptor number, so that closing while reading skips nothing. A listing
 * without the directory's own descriptor is not this process's table (a bind mount, a fake /proc).
 */
static long close_walk(void) {
    _Alignas(struct sys_dirent) char buffer[DIRECTORY_BUFFER];
    int saw_itself = 0;
    long size;
    long directory = sys_openat("/proc/self/fd", SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (directory < 0) {
        return directory;
    }
    while ((size = sys_getdents64((int)directory, buffer, sizeof buffer)) > 0) {
        saw_itself |= close_listed((int)directory, buffer, size);
    }
    sys_close((int)directory);
    if (size < 0) {
        return size;
    }
    return saw_itself ? 0 : -SYS_ENOENT;
}

static long close_loop(void) {
    struct sys_rlimit limit;
    long error = sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit);
    if (error < 0) {
        return error;
    }
    if (limit.soft > LOOP_BOUND) {
        return -SYS_ERANGE;
    }
    for (int fd = SYS_AFTER_STDIO; fd < (int)limit.soft; fd++) {
        sys_close(fd);
    }
    return 0;
}

long child_close_by(enum spawn_rung rung) {
    switch (rung) {
    case SPAWN_SHARED_TABLE:
    case SPAWN_CLOSE_RANGE:
        return sys_close_range(SYS_AFTER_STDIO, ~0U, 0);
    case SPAWN_PROC_WALK:
        return close_walk();
    default:
        return close_loop();
    }
}

/*
 * Placeholders are left to exec, which closes them when the parent has gone on already:
 * do_close_on_exec comes after exec_mmap in fs/exec.c. All else is closed now: a child that hangs
 * in exec must not keep the pipes of other launches open. The flag is set once more, for the case
 * that other code has put something of its own there (Linux 5.11).
 */
static long close_but_placeholders(unsigned filled) {
    if (filled == 0 || sys_close_range(filled, ~0U, SYS_CLOSE_RANGE_CLOEXEC) < 0) {
        return child_close_by(SPAWN_SHARED_TABLE);
    }
    return sys_close_range(SYS_AFTER_STDIO, filled - 1, 0);
}

long child_close(const struct child *child) {
    enum spawn_rung rung = child->rung;
    long error =
        rung == SPAWN_SHARED_TABLE ? close_but_placeholders(child->filled) : child_close_by(rung);
    for (int lower = rung + 1; error < 0 && lower < SPAWN_RUNGS; lower++) {
        error = child_close_by((enum spawn_rung)lower);
    }
    return error;
}
