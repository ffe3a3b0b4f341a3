/* The groups that a child is in. See child.h for what may be done here. */
#include "child_settings.h"
#include "sys_rules.h"
#include "sys_settings.h"

/*
 * If clone3, which starts a child in its cgroup, is forbidden, the child enters the cgroup itself.
 * That needs the same rights, and takes a lock that all cgroups of the machine share. The child
 * moves alone, because its parent has another thread group.
 */
static long enter(int directory) {
    long fd = sys_openat_in((int)directory, "cgroup.procs", SYS_O_WRONLY | SYS_O_CLOEXEC);
    long result = fd < 0 ? fd : sys_write((int)fd, "0", 1);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return result < 0 ? result : 0;
}

/* leaf: its name in the group, or NULL for the group itself. */
static long enter_cgroup(const char *path, const char *leaf) {
    const int flags = SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC;
    long directory = sys_openat(path, flags);
    long group =
        leaf == NULL || directory < 0 ? directory : sys_openat_in((int)directory, leaf, flags);
    long result = group < 0 ? group : enter((int)group);
    if (group >= 0) {
        sys_close((int)group);
    }
    if (directory >= 0 && directory != group) {
        sys_close((int)directory);
    }
    return result;
}

/* Each setting that wants it says so: what cannot be entered is missed by all of them. */
static long enter_leaf(const struct setting *setting, const struct settings *settings) {
    int is_left = settings->enters_cgroup && settings->leaf != 0;
    return is_left && !settings_has_failed(settings, setting)
               ? enter_cgroup(setting_leaf_place(setting), settings->leaf_name)
               : 0;
}

/* If there is a leaf, it is below the slice: a child that cannot enter it is in neither. */
static long enter_slice(const struct setting *setting, const struct settings *settings) {
    const char *leaf = settings->leaf == 0 ? NULL : settings->leaf_name;
    return settings->enters_cgroup ? enter_cgroup((const char *)setting->value, leaf) : 0;
}

static long kill_mode(const struct setting *setting, const struct settings *settings) {
    if (settings->reaper < 0) {
        return 0; /* noted by the parent */
    }
    return setting->value[0] == KILL_CONTROL_GROUP ? enter_leaf(setting, settings) : sys_setpgid();
}

long child_groups(const struct setting *setting, const struct settings *settings) {
    switch (setting->number) {
    case SETTING_SLICE:
        return enter_slice(setting, settings);
    case SETTING_KILL_MODE:
        return kill_mode(setting, settings);
    case SETTING_MEMORY_MAX:
    case SETTING_TASKS_MAX:
    case SETTING_CPU_QUOTA:
    case SETTING_IO_WEIGHT:
        return enter_leaf(setting, settings);
    default: /* one that nobody applies must not count as applied */
        return -SYS_ENOSYS;
    }
}
