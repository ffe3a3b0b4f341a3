#include "filtered.h"
#include "leaf_end.h"
#include "leaf_files.h"
#include "leaf_name.h"
#include "sys_cgroup.h"
#include "text.h"

enum { DEEPEST = 8, MOST_GROUPS = 1000, LONGEST_NAME = 255 };

/* How far one attempt goes. */
struct removal {
    int depth;
    int groups;
};

/* 0 if the group and those below it have no process, not even one that is ending; or -errno. */
static long check_empty(int place, const char *name) {
    static const char file[] = "/cgroup.events";
    char path[LONGEST_NAME + sizeof file];
    char text[64];
    size_t length = text_length(name);
    if (length > LONGEST_NAME) {
        return -SYS_ENAMETOOLONG;
    }
    text_append(text_append(path, name, length), file, sizeof file);
    long fd = leaf_read_in(place, path);
    if (fd < 0) {
        return fd;
    }
    long size = sys_read((int)fd, text, sizeof text - 1);
    sys_close((int)fd);
    if (size < 0) {
        return size;
    }
    text[size] = '\0';
    return text_starts(text, "populated 0") ? 0 : -SYS_EBUSY;
}

/*
 * A kernel of 2026 lets rmdir sleep, uninterruptibly, until the last processes of a group have
 * ended: those that hang in their end let it hang too. So it is asked first whether there are any.
 */
static long remove_group(int place, const char *name) {
    long error = check_empty(place, name);
    return error < 0 ? error : sys_rmdir_in(place, name);
}

static void remove_tree(int place, const char *name, void *argument) {
    struct removal *removal = argument;
    long group =
        removal->depth > 0 && removal->groups-- > 0 ? leaf_read_in(place, name) : -SYS_ENOENT;
    if (group >= 0) {
        removal->depth--;
        leaf_each((int)group, remove_tree, removal);
        removal->depth++;
        sys_close((int)group);
        remove_group(place, name);
    }
}

/* A program in the leaf may have made groups below it; the agent in a JVM does. */
static long remove_named(int place, const char *name) {
    struct removal removal = {DEEPEST, MOST_GROUPS};
    long error = check_empty(place, name);
    if (error == 0) {
        error = sys_rmdir_in(place, name);
        if (error == -SYS_EBUSY) {
            remove_tree(place, name, &removal);
            error = remove_group(place, name);
        }
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

static void remove_if_left(int place, const char *name, void *argument) {
    int *left = argument;
    int owner = leaf_owner(name);
    int is_left = owner > 0 ? sys_kill(owner, 0) == -SYS_ESRCH : leaf_is_of_predecessor(name);
    if (is_left && *left > 0) {
        --*left;
        remove_named(place, name);
    }
}

void leaf_sweep(const char *path) {
    const int flags = SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC;
    int left = MOST_GROUPS;
    if (filtered(FILTERED_KILL) || filtered(FILTERED_UNLINKAT)) {
        return;
    }
    long place = sys_openat(path, flags);
    if (place >= 0) {
        leaf_each((int)place, remove_if_left, &left);
        sys_close((int)place);
    }
}
