#include "leaf_make.h"

#include "filtered.h"
#include "leaf_end.h"
#include "leaf_files.h"
#include "leaf_name.h"
#include "leaf_watch.h"
#include "sys_cgroup.h"
#include "sys_settings.h"
#include "text.h"

enum { MOST_TAKEN_NAMES = 1000, CONTROLLER_SIZE = 32 };

/* Names of an earlier process with our pid are passed over. */
static long make_in(int place, struct settings *settings, int dies) {
    char name[LEAF_NAME_SIZE];
    long error = -SYS_EEXIST;
    for (int i = 0; i < MOST_TAKEN_NAMES && error == -SYS_EEXIST; i++) {
        settings->leaf = leaf_new_number() | dies;
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
 * 0 if groups below the place may have controllers: it is the root of all, or has no processes. The
 * kernel refuses most below a group with processes. Those of threads (cpu, pids) it takes, but then
 * makes the group a root of threads, in whose groups no process can start. So nothing is written
 * there: to take it back would undo what another launch relies on.
 */
static long check_no_processes(int place) {
    char byte;
    long type = leaf_read_in(place, "cgroup.type");
    if (type == -SYS_ENOENT) {
        return 0;
    }
    long list = type < 0 ? type : leaf_read_in(place, "cgroup.procs");
    long size = list < 0 ? list : sys_read((int)list, &byte, 1);
    if (type >= 0) {
        sys_close((int)type);
    }
    if (list >= 0) {
        sys_close((int)list);
    }
    return size > 0 ? -SYS_EBUSY : size;
}

/* Has the controller of that file hold for all groups of the place. 0 or -errno. */
static long enable(int place, const char *file) {
    char text[CONTROLLER_SIZE] = "+";
    for (size_t i = 0; file[i] != '.' && file[i] != '\0' && i < sizeof text - 2; i++) {
        text[i + 1] = file[i];
        text[i + 2] = '\0';
    }
    long error = check_no_processes(place);
    return error < 0 ? error : leaf_write(place, "cgroup.subtree_control", text);
}

static long set_limit(int place, int leaf, const char *file, const char *value) {
    long error = leaf_write(leaf, file, value);
    if (error == -SYS_ENOENT) {
        error = enable(place, file);
        error = error < 0 ? error : leaf_write(leaf, file, value);
    }
    return error;
}

static const char *next_text(const char *text) {
    return text + text_length(text) + 1;
}

/* No limit is in force of which is told that it is not. Only sizes have more than one file. */
static void take_back(int leaf, const char *file, const char *end) {
    for (; file < end; file = next_text(next_text(file))) {
        leaf_write(leaf, file, "max");
    }
}

/* Behind the path of the place there are pairs of file and value: all are set, or none. */
static long set_limits(int place, int leaf, const struct setting *setting) {
    const char *first = next_text(setting_leaf_place(setting));
    for (const char *file = first; *file != '\0'; file = next_text(next_text(file))) {
        long error = set_limit(place, leaf, file, next_text(file));
        if (error < 0) {
            take_back(leaf, first, file);
            return error;
        }
    }
    return 0;
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
    const struct setting *first = settings_next_of_leaf(settings, NULL);
    if (settings->leaf != 0 && first != NULL &&
        leaf_remove(setting_leaf_place(first), settings->leaf) == 0) {
        settings->leaf = 0;
    }
}

void leaf_discard_unused(struct settings *settings) {
    const struct setting *setting = NULL;
    while ((setting = settings_next_of_leaf(settings, setting)) != NULL) {
        if (!settings_has_failed(settings, setting)) {
            return;
        }
    }
    leaf_discard(settings);
}

void leaf_end(const struct settings *settings) {
    const struct setting *mode = settings_find(settings, SETTING_KILL_MODE);
    if (settings->leaf != 0 && mode != NULL && mode->value[0] == KILL_CONTROL_GROUP) {
        leaf_signal(setting_leaf_place(mode), settings->leaf, SYS_SIGKILL, 0);
    }
}
