/* Launches into leaves that die with the process, and a look at the program that sees to that. */
#ifndef PROCEX_WATCH_LAUNCH_H
#define PROCEX_WATCH_LAUNCH_H

#include "leaf_place.h"
#include "leaf_suffix.h"
#include "leaf_watch.h"
#include "trees.h"

static inline struct launch start_in_leaf(const char *script, int flags, int dies) {
    static char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", NULL, NULL};
    static struct block block;
    block.size = 0;
    argv[3] = (char *)script;
    if (dies) {
        block_number(&block, SETTING_DIE_WITH_PARENT, flags, SIGKILL);
    }
    leaf_kill_mode(&block, flags);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    return launch;
}

/* A process counts as one of the leaf until a moment after its end. */
static inline void remove_leaf(int number) {
    while (leaf_remove(leaf_place, number) == -EBUSY) {
        sched_yield();
    }
}

/* The pid of a program of ours for our place; 0 if there is none. */
static inline int find_watcher(void) {
    DIR *directory = opendir("/proc");
    const struct dirent *entry;
    int found = 0;
    while ((entry = readdir(directory)) != NULL) {
        char path[300];
        char line[1024] = "";
        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t size = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
        if (fd >= 0) {
            close(fd);
        }
        if (size > 0 && strcmp(line, "procex-watch") == 0 &&
            strcmp(line + sizeof "procex-watch", leaf_place) == 0) {
            found = atoi(entry->d_name);
        }
    }
    closedir(directory);
    return found;
}

static inline void kill_host(pid_t host) {
    CHECK_EQ(kill(host, SIGKILL), 0);
    CHECK_EQ(waitpid(host, NULL, 0), host);
}

#endif
