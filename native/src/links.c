#include "links.h"

#include "path.h"
#include "sys_rules.h"
#include "text.h"

enum { SHARED = 01002 }; /* S_ISVTX | S_IWOTH */

struct trace {
    const char *name;
    char path[LINKS_PATH]; /* as far as links are followed */
    char target[LINKS_TARGET];
    char *out;
    size_t room;
};

/* The length of the first part of the path that is a link, which then is in target; or 0. */
static size_t find_link(struct trace *trace) {
    char *path = trace->path;
    size_t end = 1;
    do {
        for (; path[end] != '/' && path[end] != '\0'; end++) {
        }
        char behind = path[end];
        path[end] = '\0';
        long length = sys_readlink(path, trace->target, sizeof trace->target);
        path[end] = behind;
        if (length > 0) {
            /* One that is cut has no end, and so is not followed. */
            trace->target[length < LINKS_TARGET ? length : 0] = '\0';
            return end;
        }
    } while (path[end++] != '\0');
    return 0;
}

/* Where the kernel may refuse to follow a link that anybody may read: fs.protected_symlinks. */
static int is_in_shared_directory(struct trace *trace, size_t directory) {
    struct arch_stat found;
    char *end = trace->path + (directory == 0 ? 1 : directory);
    char behind = *end;
    *end = '\0';
    long error = sys_newfstatat(SYS_AT_FDCWD, trace->path, &found, 0);
    *end = behind;
    return error < 0 || (found.mode & SHARED) == SHARED;
}

/* Once a directory above it leads to one of /proc, the link may be one of /proc with that text. */
static int may_become_magic(const char *name, size_t length) {
    static const char *const magic[] = {"cwd", "root", "exe"};
    size_t digits = 0;
    while (digits < length && name[digits] >= '0' && name[digits] <= '9') {
        digits++;
    }
    int found = digits == length;
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++) {
        found |= text_length(magic[i]) == length && text_starts(name, magic[i]);
    }
    return found;
}

/* The child opens the directory of the name without following links: these parts are none. */
static int is_on_the_way(const struct trace *trace, size_t directory) {
    for (size_t i = 0; i < directory; i++) {
        if (trace->name[i] != trace->path[i]) {
            return 0;
        }
    }
    return trace->name[directory] == '/';
}

static int put(struct trace *trace, const char *text, size_t length) {
    if (length >= trace->room) {
        return 0;
    }
    trace->out = text_append(trace->out, text, length);
    *trace->out++ = '\0';
    trace->room -= length + 1;
    return 1;
}

/* Puts what the link reads in its place. False where that may not be told from its text. */
static int follow(struct trace *trace, size_t end) {
    char next[LINKS_PATH];
    size_t directory = end - 1;
    while (trace->path[directory] != '/') {
        directory--;
    }
    int absolute = trace->target[0] == '/';
    size_t before = absolute ? 0 : directory + 1;
    size_t target = text_length(trace->target);
    size_t behind = text_length(trace->path + end) + 1;
    if (target == 0 || before + target + behind > sizeof next ||
        is_in_shared_directory(trace, directory) ||
        may_become_magic(trace->path + directory + 1, end - directory - 1) ||
        (!absolute && !is_on_the_way(trace, directory))) {
        return 0;
    }
    char *at = text_append(next, trace->path, before);
    at = text_append(at, trace->target, target);
    text_append(at, trace->path + end, behind);
    text_append(trace->path, next, before + target + behind);
    return path_is_canonical(trace->path);
}

/* A link of /proc leads to what it stands for, also where that has another name or none here. */
static int is_without_magic(const char *path) {
    const struct sys_open_how how = {SYS_O_PATH | SYS_O_CLOEXEC, 0, SYS_RESOLVE_NO_MAGICLINKS};
    long fd = sys_openat2(SYS_AT_FDCWD, path, &how);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return fd >= 0;
}

long links_trace(const char *path, const char *name, char *out, size_t size) {
    struct trace trace = {.name = name, .out = out, .room = size};
    size_t length = text_length(path) + 1;
    if (length > sizeof trace.path || !path_is_canonical(path) || !is_without_magic(path)) {
        return -1;
    }
    text_append(trace.path, path, length);
    for (int links = 0; links <= LINKS_MOST; links++) {
        size_t end = find_link(&trace);
        if (end == 0) {
            return text_is(trace.path, name) ? trace.out - out : -1;
        }
        if (!put(&trace, trace.path, end) || !follow(&trace, end) ||
            !put(&trace, trace.target, text_length(trace.target))) {
            return -1;
        }
    }
    return -1;
}

static int reads(const char *link, const char *target) {
    char now[LINKS_TARGET];
    long length = sys_readlink(link, now, sizeof now);
    if (length < 0 || length == sizeof now) {
        return 0;
    }
    now[length] = '\0';
    return text_is(now, target);
}

int links_hold(const char *links) {
    while (*links != '\0') {
        const char *target = links + text_length(links) + 1;
        if (!reads(links, target)) {
            return 0;
        }
        links = target + text_length(target) + 1;
    }
    return 1;
}
