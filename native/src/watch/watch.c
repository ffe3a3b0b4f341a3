/*
 * procex-watch PLACE PREFIX   a program that outlives the JVM, and ends what must not: started by
 *                             leaf_watch.c, once for each group in which the JVM makes leaves
 *
 * It has two descriptors: a pidfd of the JVM, and the group's directory. When the JVM has ended,
 * all groups in it whose names begin with PREFIX and end as those of leaves that die with it are
 * killed and removed. All signals are blocked: a stop of the JVM's service must not end this before
 * the JVM.
 */
#include "leaf_suffix.h"
#include "start.h"
#include "sys_cgroup.h"
#include "sys_rules.h"
#include "text.h"

enum {
    JVM,
    PLACE,
    ARGUMENTS = 3,
    ENTRIES = 2048,
    DEEPEST = 8,
    ROUNDS = 400,
    PAUSE_NANOSECONDS = 5 * 1000 * 1000,
};

struct leaves {
    const char *prefix;
    int64_t last; /* the highest number when the JVM had ended: higher ones are not its own */
    int left;
};

typedef void visit(int directory, const char *name, void *argument);

/* Called by start.h with argc, argv and a NULL on the stack. */
_Noreturn void arch_main(const long *stack);

static void each_in(int directory, visit *visit_one, void *argument) {
    uint64_t entries[ENTRIES / sizeof(uint64_t)];
    long size;
    while ((size = sys_getdents64(directory, entries, sizeof entries)) > 0) {
        for (long at = 0; at < size;) {
            const struct sys_dirent *entry = (const void *)((const char *)entries + at);
            if (entry->type == SYS_DT_DIR && entry->name[0] != '.') {
                visit_one(directory, entry->name, argument);
            }
            at += entry->length;
        }
    }
}

static void each_leaf(visit *visit_one, struct leaves *leaves) {
    long place = sys_openat_in(PLACE, ".", SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (place >= 0) {
        each_in((int)place, visit_one, leaves);
        sys_close((int)place);
    }
}

/* The number in the name of a leaf of the JVM that dies with it; else -1. */
static int64_t number_of(const char *name, const char *prefix) {
    int64_t number = 0;
    if (!text_starts(name, prefix)) {
        return -1;
    }
    name += text_length(prefix);
    for (int i = 0; i < 10 && text_is_digit(*name); i++) {
        number = number * 10 + (*name++ - '0');
    }
    return text_is(name, LEAF_DIES_SUFFIX) ? number : -1;
}

/* The descriptor of a file in a group, or -errno. */
static long open_file(int place, const char *name, const char *file, int flags) {
    long group = sys_openat_in(place, name, SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    long fd = group < 0 ? group : sys_openat_in((int)group, file, flags | SYS_O_CLOEXEC);
    if (group >= 0) {
        sys_close((int)group);
    }
    return fd;
}

static void kill_all(int place, const char *name) {
    long file = open_file(place, name, "cgroup.kill", SYS_O_WRONLY);
    if (file >= 0) {
        sys_write((int)file, "1", 1);
        sys_close((int)file);
    }
}

/* Also if one of its processes hangs in its end. */
static int has_processes(int place, const char *name) {
    char text[64];
    long file = open_file(place, name, "cgroup.events", SYS_O_RDONLY);
    long size = file < 0 ? file : sys_read((int)file, text, sizeof text - 1);
    if (file >= 0) {
        sys_close((int)file);
    }
    text[size > 0 ? size : 0] = '\0';
    return !text_starts(text, "populated 0");
}

/* Who runs in a leaf may have made groups below it. They have no processes if it has none. */
static void remove_group(int place, const char *name, void *argument) {
    int below = *(const int *)argument - 1;
    if (sys_rmdir_in(place, name) != -SYS_EBUSY || below < 0) {
        return;
    }
    long group = sys_openat_in(place, name, SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (group >= 0) {
        each_in((int)group, remove_group, &below);
        sys_close((int)group);
        sys_rmdir_in(place, name);
    }
}

static void kill_first(int place, const char *name, void *argument) {
    struct leaves *leaves = argument;
    int64_t number = number_of(name, leaves->prefix);
    if (number >= 0) {
        leaves->last = number > leaves->last ? number : leaves->last;
        leaves->left++;
        kill_all(place, name);
    }
}

/*
 * A kernel of 2026 lets rmdir sleep, uninterruptibly, until the last processes of a group have
 * ended: if one hangs in its end, the other leaves must have been killed by then, and be removed.
 */
static void remove_if_empty(int place, const char *name, void *argument) {
    struct leaves *leaves = argument;
    int64_t number = number_of(name, leaves->prefix);
    if (number < 0 || number > leaves->last) {
        return;
    }
    if (has_processes(place, name)) {
        leaves->left++;
        kill_all(place, name);
        return;
    }
    int depth = DEEPEST;
    remove_group(place, name, &depth);
}

/* First all are killed, and then removed as they become empty. */
static void end_all(const char *prefix) {
    struct leaves leaves = {.prefix = prefix, .last = -1};
    each_leaf(kill_first, &leaves);
    for (int round = 0; leaves.left > 0 && round < ROUNDS; round++) {
        struct sys_timespec pause = {0, PAUSE_NANOSECONDS};
        leaves.left = 0;
        each_leaf(remove_if_empty, &leaves);
        if (leaves.left > 0) {
            sys_ppoll(NULL, 0, &pause);
        }
    }
}

_Noreturn void arch_main(const long *stack) {
    const char *const *argv = (const void *)(stack + 1);
    struct sys_pollfd jvm = {JVM, SYS_POLLIN, 0};
    if (stack[0] != ARGUMENTS) {
        sys_exit_group(1);
    }
    sys_prctl(SYS_PR_SET_NAME, (long)"procex-watch"); /* an execveat has left a number there */
    long seen;
    do {
        seen = sys_ppoll(&jvm, 1, NULL);
    } while (seen == -SYS_EINTR);
    if (seen != 1 || (jvm.seen & SYS_POLLIN) == 0) {
        sys_exit_group(1); /* a filter, say: the next launch finds that nobody watches */
    }
    end_all(argv[2]);
    sys_exit_group(0);
}
