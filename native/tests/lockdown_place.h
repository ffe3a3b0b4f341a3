/* A process that is locked down to some programs, and a folder with one that is allowed. */
#ifndef PROCEX_LOCKDOWN_PLACE_H
#define PROCEX_LOCKDOWN_PLACE_H

#include "lockdown.h"

#include <errno.h>
#include <pthread.h>

#include "check.h"
#include "ways_all.h"

static struct place place;

static inline void set_up(void) {
    char folder[] = "/tmp/lockdown.XXXXXX";
    CHECK_EQ(mkdtemp(folder) != NULL, 1);
    ways_set_up(&place, folder, "./sign_child");
}

static inline void clean_up(void) {
    char path[WAYS_PATH];
    const char *made[] = {"witness", "allowed", "sign",        "symbolic",
                          "hard",    "script",  "shell-script"};
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        snprintf(path, sizeof path, "%.200s/%s", place.folder, made[i]);
        unlink(path);
    }
    rmdir(place.folder);
}

/* when: NULL if many are expected to be open. */
static inline int open_ways(const char *when) {
    int count = 0;
    for (int i = 0; i < WAYS; i++) {
        int is_open = ways_try(&ways[i], &place);
        if (is_open && when != NULL) {
            dprintf(check_log, "open %s: %s\n", when, ways[i].name);
        }
        count += is_open;
    }
    return count;
}

static inline void run_allowed(const struct place *of) {
    ways_exec(of->allowed);
}

static inline int allowed_runs(void) {
    const struct way way = {"allowed", run_allowed};
    return ways_try(&way, &place);
}

/* What the ways go through: /bin/sh and so on, and the loaders of the libcs that tests are for. */
static inline size_t list(char *paths, size_t room) {
    const char *programs[] = {"/bin/sh",
                              "/usr/bin/env",
                              "/usr/bin/xargs",
                              "/usr/bin/find",
                              "/usr/bin/setsid",
                              "/usr/bin/nohup",
                              "/usr/bin/timeout",
                              "/usr/bin/perl",
                              "/usr/bin/awk",
                              "/lib64/ld-linux-x86-64.so.2",
                              "/lib/ld-linux-aarch64.so.1",
                              "/lib/ld-musl-x86_64.so.1",
                              "/lib/ld-musl-aarch64.so.1",
                              place.allowed};
    size_t size = 0;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        size += (size_t)snprintf(paths + size, room - size, "%s", programs[i]) + 1;
    }
    return size;
}

static inline struct lockdown_report lock_down_to_list(void) {
    char paths[2048];
    struct lockdown_report report;
    lockdown_exec(paths, list(paths, sizeof paths), &report);
    return report;
}

static inline void need_landlock(void) {
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 2) {
        SKIP("this kernel has no Landlock, too old a one, or it is switched off");
    }
}

/* What a thread does that was there before: it starts another one, which tries. */
struct early {
    pthread_t thread;
    pthread_barrier_t *go;
    int tries_itself;
    int ran;
};

static inline void *try_execve(void *argument) {
    struct early *early = argument;
    pid_t pid = fork();
    if (pid == 0) {
        ways_exec(place.witness);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
    early->ran = access(place.sign, F_OK) == 0;
    return NULL;
}

static inline void *wait_and_try(void *argument) {
    struct early *early = argument;
    pthread_barrier_wait(early->go);
    if (early->tries_itself) {
        return try_execve(early);
    }
    pthread_t other;
    pthread_create(&other, NULL, try_execve, early);
    pthread_join(other, NULL);
    return NULL;
}

#endif
