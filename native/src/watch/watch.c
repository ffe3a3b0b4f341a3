/*
 * procex-watch PLACE PREFIX   a program that outlives the JVM, and ends what must not: started by
 *                             leaf_watch.c, once for each group in which the JVM makes leaves
 *
 * Standard input is a pidfd of the JVM, and the only descriptor. When the JVM has ended, all groups
 * in PLACE whose names begin with PREFIX and end as those of leaves that die with it are killed and
 * removed. All signals are blocked: a stop of the JVM's service must not end this before the JVM.
 */
#include "leaf_suffix.h"
#include "start.h"
#include "sys_cgroup.h"
#include "sys_rules.h"
#include "text.h"

enum {
    ARGUMENTS = 3,
    ENTRIES = 2048,
    ROUNDS = 400,
    PAUSE_NANOSECONDS = 5 * 1000 * 1000,
};

/* Called by start.h with argc, argv and a NULL on the stack. */
_Noreturn void arch_main(const long *stack);

static int is_ours(const char *name, const char *prefix) {
    const size_t length = text_length(name);
    const size_t suffix = sizeof LEAF_DIES_SUFFIX - 1;
    return text_starts(name, prefix) && length > suffix &&
           text_is(name + length - suffix, LEAF_DIES_SUFFIX);
}

static void kill_all(int place, const char *name) {
    long group = sys_openat_in(place, name, SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    long file =
        group < 0 ? group : sys_openat_in((int)group, "cgroup.kill", SYS_O_WRONLY | SYS_O_CLOEXEC);
    if (file >= 0) {
        sys_write((int)file, "1", 1);
        sys_close((int)file);
    }
    if (group >= 0) {
        sys_close((int)group);
    }
}

/* Returns how many are left, as their processes are still ending. */
static int end_those_in(int place, const char *prefix) {
    uint64_t entries[ENTRIES / sizeof(uint64_t)];
    int left = 0;
    long size;
    while ((size = sys_getdents64(place, entries, sizeof entries)) > 0) {
        for (long at = 0; at < size;) {
            const struct sys_dirent *entry = (const void *)((const char *)entries + at);
            if (entry->type == SYS_DT_DIR && is_ours(entry->name, prefix)) {
                kill_all(place, entry->name);
                left += sys_rmdir_in(place, entry->name) == -SYS_EBUSY;
            }
            at += entry->length;
        }
    }
    return left;
}

/* Again until none is left: the last launch of the JVM may not have been through. */
static void end_all(const char *path, const char *prefix) {
    struct sys_timespec pause = {0, PAUSE_NANOSECONDS};
    int left = 1;
    for (int round = 0; left > 0 && round < ROUNDS; round++) {
        long place = sys_openat(path, SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
        left = place < 0 ? 0 : end_those_in((int)place, prefix);
        if (place >= 0) {
            sys_close((int)place);
        }
        if (left > 0) {
            sys_ppoll(NULL, 0, &pause);
        }
    }
}

_Noreturn void arch_main(const long *stack) {
    const char *const *argv = (const void *)(stack + 1);
    struct sys_pollfd jvm = {0, SYS_POLLIN, 0};
    if (stack[0] != ARGUMENTS) {
        sys_exit_group(1);
    }
    sys_prctl(SYS_PR_SET_NAME, (long)"procex-watch"); /* an execveat has left a number there */
    while (sys_ppoll(&jvm, 1, NULL) <= 0) {
    }
    if ((jvm.seen & SYS_POLLIN) != 0) {
        end_all(argv[1], argv[2]);
    }
    sys_exit_group(0);
}
