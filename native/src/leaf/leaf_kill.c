#include "leaf_kill.h"

#include "leaf_files.h"
#include "leaf_members.h"
#include "sys.h"

/* Whether a piece of a path, up to the next slash or the end of its line, is that name. */
struct search {
    const char *name;
    int at; /* how many bytes of it were seen; or -1 until the next slash */
    int is_found;
};

static void feed(struct search *search, char byte) {
    int is_end = byte == '/' || byte == '\n';
    if (is_end && search->at > 0 && search->name[search->at] == '\0') {
        search->is_found = 1;
    }
    if (byte == '/') {
        search->at = 0;
    } else if (search->at >= 0) {
        search->at = search->name[search->at] == byte && byte != '\0' ? search->at + 1 : -1;
    }
}

/*
 * Also in a group below it, or if nobody tells: cgroup.kill would kill this process too. Names of
 * leaves are not used again.
 */
static int are_we_in(const char *name) {
    struct search search = {.name = name, .at = -1};
    char text[512];
    long size = -SYS_EBADF;
    long fd = sys_openat("/proc/self/cgroup", SYS_O_RDONLY | SYS_O_CLOEXEC);
    while (fd >= 0 && (size = sys_read((int)fd, text, sizeof text)) > 0) {
        for (long i = 0; i < size; i++) {
            feed(&search, text[i]);
        }
    }
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return search.is_found || size < 0;
}

static int has_member(int group, int pid) {
    struct members members;
    int found = 0;
    if (members_open(&members, group) < 0) {
        return 0;
    }
    for (int next = 1; next > 0 && !found;) {
        next = members_next(&members);
        found = next == pid;
    }
    members_close(&members);
    return found;
}

long leaf_kill(int place, const char *name, int child) {
    if (are_we_in(name)) {
        return -SYS_EBUSY;
    }
    long group = leaf_open_in(place, name);
    if (group < 0) {
        return group;
    }
    int is_member = child > 0 && has_member((int)group, child);
    long error = leaf_write((int)group, "cgroup.kill", "1");
    sys_close((int)group);
    return error < 0 ? error : is_member;
}
