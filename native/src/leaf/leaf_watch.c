#include "leaf_watch.h"

#include "filtered.h"
#include "leaf_name.h"
#include "pidfd.h"
#include "release.h"
#include "sys_rules.h"
#include "text.h"
#include "watch_open.h"
#include "watch_start.h"

enum {
    PLACES = 4,        /* rules may name slices of their own */
    MOST_STARTED = 16, /* somebody kills them: it would not end */
    INIT = 1,
    ABOVE_RESERVED = 64,
    NONE = -1,
};

/* A watcher lives as long as this process, and so is known from one launch to the next. */
static struct {
    uint32_t is_taken;
    struct watcher {
        char place[WATCH_PLACE_SIZE]; /* empty: there was none yet */
        int pid;
        int pidfd; /* or NONE */
        int started;
    } watchers[PLACES];
} watch;

static void take(void) {
    while (__atomic_exchange_n(&watch.is_taken, 1, __ATOMIC_ACQUIRE)) {
        struct sys_timespec some_time = {0, 1000 * 1000};
        sys_futex_wait(&watch.is_taken, 1, &some_time);
    }
}

static void give_back(void) {
    __atomic_store_n(&watch.is_taken, 0, __ATOMIC_RELEASE);
    sys_futex_wake(&watch.is_taken, 1);
}

/* NULL if there are too many. */
static struct watcher *watcher_of(const char *place) {
    for (int i = 0; i < PLACES; i++) {
        struct watcher *watcher = &watch.watchers[i];
        if (watcher->place[0] == '\0' || text_is(watcher->place, place)) {
            return watcher;
        }
    }
    return NULL;
}

/* Other code may have closed the pidfd, and given its number to another file. */
static int runs(const struct watcher *watcher) {
    return watcher->place[0] != '\0' && watcher->pidfd >= 0 &&
           pidfd_check(watcher->pidfd, watcher->pid) == 0 && watch_runs(watcher->pidfd);
}

static void keep(struct watcher *watcher, int pidfd) {
    long lifted = sys_fcntl(pidfd, SYS_F_DUPFD_CLOEXEC, ABOVE_RESERVED);
    if (lifted >= 0) {
        sys_close(pidfd);
    }
    watcher->pidfd = (int)(lifted >= 0 ? lifted : pidfd);
}

static void let_go(struct watcher *watcher) {
    if (watcher->pidfd >= 0 && pidfd_check(watcher->pidfd, watcher->pid) != -SYS_EBADF) {
        sys_close(watcher->pidfd);
    }
    watcher->pidfd = NONE;
}

/* A watcher whose pidfd was closed is opened again; one that has ended has a successor. */
static long start(struct watcher *watcher, const char *place, const char *prefix) {
    if (watcher->place[0] != '\0') {
        let_go(watcher);
        long pidfd = watch_open(watcher->pid, place, prefix, 0);
        if (pidfd >= 0) {
            keep(watcher, (int)pidfd);
            return 0;
        }
    }
    if (watcher->started == MOST_STARTED) {
        return -SYS_ECHILD;
    }
    int pid;
    long pidfd = watch_start(place, prefix, &pid);
    if (pid > 0) { /* if only to be killed at once */
        *text_append(watcher->place, place, text_length(place)) = '\0';
        watcher->pid = pid;
        watcher->pidfd = NONE;
        watcher->started++;
    }
    if (pidfd < 0) {
        return pidfd;
    }
    keep(watcher, (int)pidfd);
    return 0;
}

/* The program has no other means than cgroup.kill. */
static int is_too_old(void) {
    struct sys_utsname name;
    return sys_uname(&name) < 0 || release_is_before(name.release, 5, 14);
}

static long watch_place(const char *place) {
    char prefix[LEAF_NAME_SIZE];
    if (text_length(place) >= WATCH_PLACE_SIZE) {
        return -SYS_ENAMETOOLONG;
    }
    if (filtered(FILTERED_PPOLL)) {
        return -SYS_EPERM;
    }
    if (is_too_old() || !leaf_prefix(prefix)) {
        return -SYS_EOPNOTSUPP;
    }
    take();
    struct watcher *watcher = watcher_of(place);
    long error = watcher == NULL ? -SYS_E2BIG : runs(watcher) ? 0 : start(watcher, place, prefix);
    give_back();
    return error;
}

long leaf_watched(struct settings *settings, const char *place) {
    if (!settings_leaf_dies(settings)) {
        return 0;
    }
    /* With the first process of a pid namespace the kernel ends all others. */
    long error = sys_getpid() == INIT ? 0 : watch_place(place);
    if (error == 0) {
        return LEAF_DIES;
    }
    settings->dies_alone = 1;
    return settings_failed(settings, settings_find(settings, SETTING_DIE_WITH_PARENT), error);
}

int leaf_watchers(void) {
    int count = 0;
    take();
    for (int i = 0; i < PLACES && watch.watchers[i].place[0] != '\0'; i++) {
        count += runs(&watch.watchers[i]) ? 1 : 1 << 16;
    }
    give_back();
    return count;
}
