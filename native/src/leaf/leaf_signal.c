#include "leaf_end.h"
#include "leaf_files.h"
#include "leaf_members.h"
#include "leaf_name.h"
#include "sys_settings.h"

enum {
    BATCH = 16,  /* pidfds that are open at once */
    MOST = 1024, /* processes that are remembered, so that none gets a signal twice */
    ROUNDS = 16, /* each for those that were started during the last one */
    DEEPEST = 8, /* groups below the leaf */
};

struct sending {
    int signal;
    int depth;
    long error; /* the first one */
    int count;
    int done[MOST];
};

static void note(struct sending *sending, long error) {
    if (sending->error == 0 && error != -SYS_ESRCH) {
        sending->error = error;
    }
}

static int is_among(const int *pids, int count, int pid) {
    for (int i = 0; i < count; i++) {
        if (pids[i] == pid) {
            return 1;
        }
    }
    return 0;
}

/*
 * By the time a pid was read, it may have become another process's. So it is read once more when
 * there is a pidfd: if the pidfd's process takes the signal it has lived all the time, and so it
 * was the one in the list.
 */
static void signal_confirmed(struct sending *sending, int group, const int *pids, int count) {
    struct members members;
    int pidfds[BATCH];
    for (int i = 0; i < count; i++) {
        pidfds[i] = (int)sys_pidfd_open(pids[i]);
        note(sending, pidfds[i] < 0 ? pidfds[i] : 0);
    }
    long error = members_open(&members, group);
    note(sending, error);
    for (int pid = 1; error == 0 && pid > 0;) {
        pid = members_next(&members);
        for (int i = 0; i < count; i++) {
            if (pids[i] == pid && pidfds[i] >= 0) {
                note(sending, sys_pidfd_send_signal(pidfds[i], sending->signal));
                sys_close(pidfds[i]);
                pidfds[i] = -1; /* the list may name a process twice */
            }
        }
    }
    if (error == 0) {
        members_close(&members);
    }
    for (int i = 0; i < count; i++) {
        if (pidfds[i] >= 0) {
            sys_close(pidfds[i]);
        }
    }
}

/* Signals those of a group that are not done. Returns how many, or -errno. */
static long signal_new(struct sending *sending, int group) {
    struct members members;
    int batch[BATCH];
    int size = 0;
    long found = 0;
    long error = members_open(&members, group);
    for (int pid = 1; error == 0 && pid > 0;) {
        pid = members_next(&members);
        if (pid > 0 && !is_among(sending->done, sending->count, pid)) {
            batch[size++] = pid;
            found++;
            if (sending->count < MOST) {
                sending->done[sending->count++] = pid;
            }
        }
        if (size == BATCH || (pid == 0 && size > 0)) {
            signal_confirmed(sending, group, batch, size);
            size = 0;
        }
    }
    if (error == 0) {
        members_close(&members);
    }
    return error < 0 ? error : found;
}

static void signal_tree(int place, const char *name, void *argument) {
    struct sending *sending = argument;
    long group = sending->depth > 0 ? leaf_read_in(place, name) : -SYS_ENOENT;
    long found = group < 0 ? group : 1;
    for (int round = 0; found > 0 && round < ROUNDS; round++) {
        found = round > 0 && sending->count == MOST ? 0 : signal_new(sending, (int)group);
    }
    note(sending, found < 0 ? found : 0);
    if (group >= 0) {
        sending->depth--;
        leaf_each((int)group, signal_tree, sending);
        sending->depth++;
        sys_close((int)group);
    }
}

static long kill_all(int place, const char *name) {
    long group = leaf_open_in(place, name);
    if (group < 0) {
        return group;
    }
    long error = leaf_write((int)group, "cgroup.kill", "1");
    sys_close((int)group);
    return error;
}

long leaf_signal(const char *path, int number, int signal) {
    struct sending sending = {.signal = signal, .depth = DEEPEST};
    char name[LEAF_NAME_SIZE];
    long place = leaf_open(path);
    if (place < 0) {
        return place;
    }
    leaf_name(name, number);
    long error = signal == SYS_SIGKILL ? kill_all((int)place, name) : -SYS_ENOENT;
    if (error == -SYS_ENOENT) {
        signal_tree((int)place, name, &sending);
        error = sending.error;
    }
    sys_close((int)place);
    return error;
}
