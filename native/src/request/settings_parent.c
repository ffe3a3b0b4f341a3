#include "settings_parent.h"

#include "sys.h"

long settings_use(struct settings *settings, const char *block, size_t size) {
    *settings = (struct settings){
        .block = block, .size = size, .parent = (int)sys_getpid(), .cgroup = -1, .pidfd = -1};
    size_t seen = 0;
    const struct setting *setting = NULL;
    while ((setting = settings_next(settings, setting)) != NULL) {
        if (!settings_fit(setting)) {
            return -SYS_EINVAL;
        }
        seen += sizeof *setting + setting->size;
    }
    return seen == size ? 0 : -SYS_EINVAL;
}

/* Who else should end the child when its time is over, or know that it leads a process group? */
static int is_of_reaper(int number) {
    return number == SETTING_RUNTIME_MAX || number == SETTING_KILL_MODE;
}

/* Its failures are noted by the parent; or by a child that enters its leaf, which then skips it. */
static int is_of_leaf(const struct settings *settings, int number) {
    const struct setting *setting = NULL;
    while ((setting = settings_next_of_leaf(settings, setting)) != NULL) {
        if (setting->number == number) {
            return 1;
        }
    }
    return 0;
}

/* Removes failures that the next child or its clone will note again. */
static void forget_what_is_found_again(struct settings *settings) {
    int kept = 0;
    for (int i = 0; i < settings->failures; i++) {
        int number = settings->failed[i].number;
        int is_parents =
            (number == SETTING_SLICE && settings->cgroup < 0 && !settings->enters_cgroup) ||
            (number == SETTING_DIE_WITH_PARENT &&
             (settings->parent == 0 || settings->dies_alone)) ||
            (is_of_reaper(number) && settings->reaper < 0) || is_of_leaf(settings, number);
        if (is_parents || (settings->killed >> number & 1) != 0) {
            settings->failed[kept++] = settings->failed[i];
        }
    }
    settings->failures = kept;
}

long settings_killed(struct settings *settings) {
    const struct setting *setting = settings_find(settings, (enum setting_number)settings->now);
    forget_what_is_found_again(settings);
    settings->killed |= (uint64_t)1 << setting->number;
    return settings_failed(settings, setting, -SYS_EPERM);
}

long settings_unwatched(struct settings *settings, long error) {
    const struct setting *setting = NULL;
    while ((setting = settings_next(settings, setting)) != NULL) {
        if (is_of_reaper(setting->number) && settings_failed(settings, setting, error) < 0) {
            return error;
        }
    }
    return 0;
}

long settings_expect_reaper(struct settings *settings, int reaper) {
    settings->reaper = reaper;
    return reaper < 0 ? settings_unwatched(settings, reaper) : 0;
}

int settings_need_reaper(const struct settings *settings) {
    const struct setting *setting = NULL;
    if (settings->leaf != 0 && settings->reaper >= 0) {
        return 1;
    }
    while ((setting = settings_next(settings, setting)) != NULL) {
        if (is_of_reaper(setting->number)) {
            return settings->reaper >= 0;
        }
    }
    return 0;
}
