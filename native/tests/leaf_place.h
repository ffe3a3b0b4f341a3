/* A group of cgroup v2 in which the tests of leaves make theirs. */
#ifndef PROCEX_LEAF_PLACE_H
#define PROCEX_LEAF_PLACE_H

#include "leaf_end.h"
#include "leaf_make.h"
#include "leaf_name.h"
#include "settings_launch.h"

static char leaf_root[128];
static char leaf_place[256];
static char leaf_to_disable[64]; /* what the root has only got from this case */

static inline int leaf_put(const char *directory, const char *file, const char *text) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    ssize_t written = fd < 0 ? -1 : write(fd, text, strlen(text));
    if (fd >= 0) {
        close(fd);
    }
    return written > 0;
}

static inline int leaf_exists(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", leaf_place, name);
    return access(path, F_OK) == 0;
}

/* How many groups there are in the place. */
static inline int leaf_count(void) {
    DIR *directory = opendir(leaf_place);
    int count = 0;
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        count += entry->d_type == DT_DIR && entry->d_name[0] != '.';
    }
    closedir(directory);
    return count;
}

static inline void leaf_find_root(void) {
    FILE *mounts = fopen("/proc/self/mounts", "re");
    char type[64];
    char at[128];
    while (mounts != NULL && fscanf(mounts, "%*s %127s %63s %*[^\n]", at, type) == 2) {
        if (strcmp(type, "cgroup2") == 0 && leaf_root[0] == '\0') {
            strcpy(leaf_root, at);
        }
    }
    if (mounts != NULL) {
        fclose(mounts);
    }
}

/* Of an earlier process with this pid, whose case failed. */
static inline void leaf_remove_old(void) {
    char path[1024];
    DIR *directory = opendir(leaf_place);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.') {
            snprintf(path, sizeof path, "%s/%s", leaf_place, entry->d_name);
            rmdir(path);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
}

/* Makes an empty one. */
static inline void leaf_make_place(void) {
    leaf_find_root();
    snprintf(leaf_place, sizeof leaf_place, "%s/procex-leaf-test-%d", leaf_root, (int)getpid());
    if (leaf_root[0] == '\0' || (mkdir(leaf_place, 0755) != 0 && errno != EEXIST)) {
        SKIP("no cgroup v2 hierarchy to write to");
    }
    leaf_remove_old();
}

/* Likewise, and prepares for launches. */
static inline void leaf_prepare(void) {
    leaf_make_place();
    launch_prepare();
}

static inline void leaf_finish(void) {
    CHECK_EQ(leaf_count(), 0);
    CHECK_EQ(rmdir(leaf_place), 0);
    leaf_put(leaf_root, "cgroup.subtree_control", leaf_to_disable);
}

/* A controller that groups here can have: its file and a value. */
struct limit {
    char controller[32];
    char file[64];
    const char *value;
};

/* Makes it available in the place; skips the case if there is none. */
static inline void leaf_find_limit(struct limit *limit) {
    static const char *const known[][3] = {{"pids", "pids.max", "17"},
                                           {"hugetlb", "hugetlb.2MB.max", "2097152"}};
    char enabled[64];
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        snprintf(limit->controller, sizeof limit->controller, "%s", known[i][0]);
        snprintf(limit->file, sizeof limit->file, "%s", known[i][1]);
        snprintf(enabled, sizeof enabled, "+%s", known[i][0]);
        limit->value = known[i][2];
        if (leaf_exists(limit->file)) {
            return;
        }
        if (leaf_put(leaf_root, "cgroup.subtree_control", enabled) && leaf_exists(limit->file)) {
            enabled[0] = '-';
            strcpy(leaf_to_disable, enabled);
            return;
        }
    }
    rmdir(leaf_place);
    SKIP("no controller of cgroup v2 that this case knows");
}

static inline void leaf_kill_mode(struct block *block, int flags) {
    struct {
        uint64_t mode;
        char place[sizeof leaf_place];
    } value = {.mode = KILL_CONTROL_GROUP};
    strcpy(value.place, leaf_place);
    block_add(block, SETTING_KILL_MODE, flags, &value, sizeof value);
}

static inline void leaf_limit(struct block *block, int flags, const char *file, const char *value) {
    char list[512] = "";
    char *at = list + snprintf(list, sizeof list, "%s", leaf_place) + 1;
    at += sprintf(at, "%s", file) + 1;
    at += sprintf(at, "%s", value) + 2;
    block_add(block, SETTING_TASKS_MAX, flags, list, (size_t)(at - list));
}

/* Makes an empty leaf for a child that is not launched. */
static inline void leaf_make_empty(struct block *block) {
    CHECK_EQ(settings_use(&settings, (const char *)block->words, block->size), 0);
    CHECK_EQ(settings_open_cgroup(&settings), 0);
    settings_close_cgroup(&settings);
    CHECK_EQ(leaf_exists(settings.leaf_name), 1);
}

/* The process that writes 0 enters the leaf, or a group below it. */
static inline void leaf_enter(const char *below) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s%s", leaf_place, settings.leaf_name, below);
    CHECK_EQ(leaf_put(path, "cgroup.procs", "0"), 1);
}

/* Waits until no process is in it; the case's alarm ends a wait without end. */
static inline void leaf_await_removal(void) {
    while (leaf_remove(leaf_place, settings.leaf) == -EBUSY) {
        usleep(1000);
    }
    CHECK_EQ(leaf_exists(settings.leaf_name), 0);
}

static inline struct launch leaf_launch(struct block *block, const char *program) {
    char *argv[] = {NULL, (char *)program, NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    return launch;
}

#endif
