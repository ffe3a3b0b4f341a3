#include "leaf_make.h"

#include "filtered.h"
#include "leaf_files.h"
#include "leaf_name.h"
#include "leaf_watch.h"
#include "sys_cgroup.h"
#include "text.h"

enum { MOST_TAKEN_NAMES = 1000, CONTROLLER_SIZE = 32 };

/* The number of the last leaf of this process: all threads launch, and no two names are equal. */
static uint32_t last_number;

static int next_number(void) {
    return (int)(__atomic_add_fetch(&last_number, 1, __ATOMIC_RELAXED) & (LEAF_DIES - 1));
}

/* Names of an earlier process with our pid are passed over. */
static long make_in(int place, struct settings *settings, int dies) {
    char name[LEAF_NAME_SIZE];
    long error = -SYS_EEXIST;
    for (int i = 0; i < MOST_TAKEN_NAMES && error == -SYS_EEXIST; i++) {
        settings->leaf = next_number() | dies;
        leaf_name(name, settings->leaf);
        error = sys_mkdir_in(place, name);
    }
    if (error < 0) {
        settings->leaf = 0;
        return error;
    }
    text_append(settings->leaf_name, name, sizeof name);
    return leaf_open_in(place, name);
}

/*
 * The kernel refuses most controllers below a group with processes, with EBUSY. Those of threads
 * (cpu, pids) it takes, but then makes the group a root of threads, in whose groups no process can
 * start.
 */
static int is_of_threads(int leaf) {
    char type[32];
    long fd = leaf_read_in(leaf, "cgroup.type");
    long size = fd < 0 ? fd : sys_read((int)fd, type, sizeof type - 1);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    type[size > 0 ? size : 0] = '\0';
    return text_starts(type, "domain invalid");
}

/* Has the controller of that file hold for all groups of the place. 0 or -errno. */
static long enable(int place, int leaf, const char *file) {
    char text[CONTROLLER_SIZE] = "+";
    for (size_t i = 0; file[i] != '.' && file[i] != '\0' && i < sizeof text - 2; i++) {
        text[i + 1] = file[i];
        text[i + 2] = '\0';
    }
    long error = leaf_write(place, "cgroup.subtree_control", text);
    if (error == 0 && is_of_threads(leaf)) {
        text[0] = '-';
        leaf_write(place, "cgroup.subtree_control", text);
        error = -SYS_EBUSY;
    }
    return error;
}

static long set_limit(int place, int leaf, const char *file, const char *value) {
    long error = leaf_write(leaf, file, value);
    if (error == -SYS_ENOENT) {
        error = enable(place, leaf, file);
        error = error < 0 ? error : leaf_write(leaf, file, value);
    }
    return error;
}

/* Behind the path of the place there are pairs of file and value. 0 or the first -errno. */
static long set_limits(int place, int leaf, const struct setting *setting) {
    const char *file = setting_leaf_place(setting);
    long first = 0;
    file += text_length(file) + 1;
    while (*file != '\0') {
        const char *value = file + text_length(file) + 1;
        long error = set_limit(place, leaf, file, value);
        first = first < 0 ? first : error;
        file = value + text_length(value) + 1;
    }
    return first;
}

/* Returns how many settings the leaf is of use for, or -errno. */
static long apply(int place, struct settings *settings) {
    long used = 0;
    const struct setting *setting = NULL;
    while ((setting = settings_next_of_leaf(settings, setting)) != NULL) {
        long error =
            setting->number == SETTING_KILL_MODE ? 0 : set_limits(place, settings->cgroup, setting);
        if (error < 0 && settings_failed(settings, setting, error) < 0) {
            return error;
        }
        used += error == 0;
    }
    return used;
}

static void close_and_discard(struct settings *settings) {
    sys_close(settings->cgroup);
    settings->cgroup = -1;
    leaf_discard(settings);
}

long leaf_missed(struct settings *settings, long error) {
    const struct setting *setting = NULL;
    while ((setting = settings_next_of_leaf(settings, setting)) != NULL) {
        if (!settings_has_failed(settings, setting) &&
            settings_failed(settings, setting, error) < 0) {
            return error;
        }
    }
    return 0;
}

static int is_forbidden(void) {
    return filtered(FILTERED_MKDIRAT) || filtered(FILTERED_UNLINKAT);
}

long leaf_make(struct settings *settings) {
    const struct setting *first = settings_next_of_leaf(settings, NULL);
    if (first == NULL) {
        return 0;
    }
    long place = is_forbidden() ? -SYS_EPERM : leaf_open(setting_leaf_place(first));
    long dies = place < 0 ? 0 : leaf_watched(settings, setting_leaf_place(first));
    if (dies < 0) {
        sys_close((int)place);
        return dies;
    }
    long leaf = place < 0 ? place : make_in((int)place, settings, (int)dies);
    long used = leaf;
    if (leaf >= 0) {
        settings->cgroup = (int)leaf;
        used = apply((int)place, settings);
    }
    if (place >= 0) {
        sys_close((int)place);
    }
    if (leaf < 0) {
        leaf_discard(settings); /* made, and no descriptor was left to open it */
        return leaf_missed(settings, leaf);
    }
    if (used <= 0) {
        close_and_discard(settings);
    }
    return used < 0 ? used : 0;
}

void leaf_discard(struct settings *settings) {
    if (settings->leaf == 0) {
        return;
    }
    const struct setting *first = settings_next_of_leaf(settings, NULL);
    long place = first == NULL ? -SYS_ENOENT : leaf_open(setting_leaf_place(first));
    if (place < 0) {
        return;
    }
    if (sys_rmdir_in((int)place, settings->leaf_name) == 0) {
        settings->leaf = 0;
    }
    sys_close((int)place);
}
