#include "leaf_members.h"

#include "leaf_files.h"
#include "sys.h"
#include "text.h"

enum { END = -1 };

long members_open(struct members *members, int group) {
    long fd = leaf_read_in(group, "cgroup.procs");
    members->fd = (int)fd;
    members->at = 0;
    members->size = 0;
    members->error = 0;
    return fd < 0 ? fd : 0;
}

static int next_byte(struct members *members) {
    if (members->at == members->size) {
        long size = sys_read(members->fd, members->text, sizeof members->text);
        members->at = 0;
        members->size = size > 0 ? (int)size : 0;
        members->error = size < 0 ? size : members->error;
    }
    return members->at == members->size ? END : members->text[members->at++];
}

int members_next(struct members *members) {
    int pid = 0;
    int byte;
    do {
        for (pid = 0; text_is_digit(byte = next_byte(members));) {
            pid = pid * 10 + (byte - '0');
        }
    } while (pid == 0 && byte != END);
    return pid;
}

void members_close(struct members *members) {
    sys_close(members->fd);
}
