#include "leaf_end.h"
#include "leaf_files.h"
#include "leaf_kill.h"
#include "leaf_members.h"
#include "leaf_name.h"
#include "sys_settings.h"

enum {
    BATCH = 16,        /* pidfds that are open at once */
    MOST = 1024,       /* processes that are remembered, so that none gets a signal twice */
    MOST_READ = 65536, /* lines of lists, in all: some ten milliseconds */
    GROUP_COST = 16,   /* in lines */
    ROUNDS = 16,       /* each for those that were started during the last one */
    DEEPEST = 8,       /* groups below the leaf */
};

struct sending {
    int signal;
    int depth;
    int unread; /* lines that may still be read */
    long error; /* the first one */
    int count;
    int done[MOST]; /* this process and the child are so from the beginning */
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

static int is_exhausted(const struct sending *sending) {
    return sending->count == MOST || sending->unread <= 0;
}

/* The next pid of the list; 0 at its end, or if no more may be read. */
static int next_of(struct sending *sending, struct members *members) {
    return sending->unread-- > 0 ? members_next(members) : 0;
}

/* Signals those of the pidfds whose processes are in the list. Ends when it has met all. */
static void signal_listed(struct sending *sending, struct members *members, const int *pids,
                          int *pidfds, int count) {
    int left = count;
    for (int pid = 1; pid > 0 && left > 0;) {
        pid = next_of(sending, members);
        for (int i = 0; i < count; i++) {
            if (pids[i] == pid && pidfds[i] >= 0) {
                note(sending, sys_pidfd_send_signal(pidfds[i], sending->signal));
                sys_close(pidfds[i]);
                pidfds[i] = -1; /* the list may name a process twice */
                left--;
            }
        }
    }
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
    if (error == 0) {
        signal_listed(sending, &members, pids, pidfds, count);
        note(sending, members.error);
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
        pid = is_exhausted(sending) ? 0 : next_of(sending, &members);
        if (pid > 0 && !is_among(sending->done, sending->count, pid)) {
            sending->done[sending->count++] = pid;
            batch[size++] = pid;
            found++;
        }
        if (size == BATCH || (pid == 0 && size > 0)) {
            signal_confirmed(sending, group, batch, size);
            size = 0;
        }
    }
    if (error == 0) {
        members_close(&members);
        error = members.error;
    }
    return error < 0 ? error : found;
}

static void signal_tree(int place, const char *name, void *argument) {
    struct sending *sending = argument;
    sending->unread -= GROUP_COST;
    long group = sending->depth > 0 ? leaf_read_in(place, name) : -SYS_ENOENT;
    long found = group < 0 ? group : 1;
    for (int round = 0; found > 0 && round < ROUNDS && !is_exhausted(sending); round++) {
        found = signal_new(sending, (int)group);
    }
    int is_gone = (found == -SYS_ENOENT || found == -SYS_ENODEV) && sending->depth < DEEPEST;
    note(sending, found < 0 && !is_gone ? found : 0);
    if (group >= 0 && !is_exhausted(sending)) {
        sending->depth--;
        leaf_each((int)group, signal_tree, sending);
        sending->depth++;
    }
    if (group >= 0) {
        sys_close((int)group);
    }
}

static long signal_each(int place, const char *name, int signal, int child) {
    struct sending sending = {.signal = signal,
                              .depth = DEEPEST,
                              .unread = MOST_READ,
                              .count = 2,
                              .done = {(int)sys_getpid(), child}};
    signal_tree(place, name, &sending);
    note(&sending, is_exhausted(&sending) ? -SYS_E2BIG : 0);
    return sending.error;
}

long leaf_signal(const char *path, int number, int signal, int child) {
    char name[LEAF_NAME_SIZE];
    long place = leaf_open(path);
    if (place < 0) {
        return place;
    }
    leaf_name(name, number);
    long error = signal == SYS_SIGKILL ? leaf_kill((int)place, name, child) : -SYS_ENOENT;
    if (error < 0) {
        error = signal_each((int)place, name, signal, child);
    }
    sys_close((int)place);
    return error;
}
