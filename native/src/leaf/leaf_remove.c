#include "filtered.h"
#include "leaf_end.h"
#include "leaf_files.h"
#include "leaf_name.h"
#include "sys_cgroup.h"
#include "text.h"

enum { DEEPEST = 8 };

/* True if the group and those below it have no process: a zombie does not count. */
static int is_empty(int place, const char *name) {
    char text[64];
    long group = leaf_open_in(place, name);
    long fd = group < 0 ? group : leaf_read_in((int)group, "cgroup.events");
    long size = fd < 0 ? fd : sys_read((int)fd, text, sizeof text - 1);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    if (group >= 0) {
        sys_close((int)group);
    }
    text[size > 0 ? size : 0] = '\0';
    return text_starts(text, "populated 0");
}

/* Removes the groups below one, and then itself. depth: an int, how deep that may go. */
static void remove_tree(int place, const char *name, void *depth) {
    int *left = depth;
    long group = *left > 0 ? leaf_read_in(place, name) : -SYS_ENOENT;
    if (group >= 0) {
        --*left;
        leaf_each((int)group, remove_tree, depth);
        ++*left;
        sys_close((int)group);
    }
    sys_rmdir_in(place, name);
}

/* A program in the leaf may have made groups below it; the agent in a JVM does. */
static long remove_named(int place, const char *name) {
    int depth = DEEPEST;
    long error = sys_rmdir_in(place, name);
    if (error == -SYS_EBUSY && is_empty(place, name)) {
        remove_tree(place, name, &depth);
        error = sys_rmdir_in(place, name);
    }
    return error == -SYS_ENOENT ? 0 : error;
}

long leaf_remove(const char *path, int number) {
    char name[LEAF_NAME_SIZE];
    long place = leaf_open(path);
    if (place < 0) {
        return place == -SYS_ENOENT ? 0 : place;
    }
    leaf_name(name, number);
    long error = remove_named((int)place, name);
    sys_close((int)place);
    return error;
}

static void remove_if_left(int place, const char *name, void *unused) {
    int owner = leaf_owner(name);
    (void)unused;
    if (owner > 0 && owner != (int)sys_getpid() && sys_kill(owner, 0) == -SYS_ESRCH) {
        remove_named(place, name);
    }
}

void leaf_sweep(const char *path) {
    const int flags = SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC;
    if (filtered(FILTERED_KILL) || filtered(FILTERED_UNLINKAT)) {
        return;
    }
    long place = sys_openat(path, flags);
    if (place >= 0) {
        leaf_each((int)place, remove_if_left, NULL);
        sys_close((int)place);
    }
}
