#include "settings.h"

static const struct setting *at(const struct settings *settings, size_t offset) {
    size_t left = settings->size - offset;
    if (left < sizeof(struct setting)) {
        return NULL;
    }
    const struct setting *setting = (const void *)(settings->block + offset);
    return setting->size % 8 == 0 && setting->size <= left - sizeof *setting ? setting : NULL;
}

const struct setting *settings_next(const struct settings *settings, const struct setting *after) {
    if (after == NULL) {
        return at(settings, 0);
    }
    const char *end = (const char *)after->value + after->size;
    return at(settings, (size_t)(end - settings->block));
}

const struct setting *settings_find(const struct settings *settings, enum setting_number number) {
    const struct setting *setting = NULL;
    while ((setting = settings_next(settings, setting)) != NULL) {
        if (setting->number == number) {
            return setting;
        }
    }
    return NULL;
}

/* Nobody would kill a group whose child is not watched. */
static int wants_leaf(const struct settings *settings, const struct setting *setting) {
    int is_limit = setting->number >= SETTING_MEMORY_MAX && setting->number <= SETTING_IO_WEIGHT;
    return is_limit || (setting->number == SETTING_KILL_MODE && settings->reaper >= 0 &&
                        setting->value[0] == KILL_CONTROL_GROUP);
}

const struct setting *settings_next_of_leaf(const struct settings *settings,
                                            const struct setting *after) {
    const struct setting *setting = after;
    while ((setting = settings_next(settings, setting)) != NULL) {
        if (wants_leaf(settings, setting)) {
            return setting;
        }
    }
    return NULL;
}

const char *setting_leaf_place(const struct setting *setting) {
    return (const char *)&setting->value[setting->number == SETTING_KILL_MODE];
}

int settings_has_failed(const struct settings *settings, const struct setting *setting) {
    for (int i = 0; i < settings->failures; i++) {
        if (settings->failed[i].number == setting->number) {
            return 1;
        }
    }
    return 0;
}

static int is_killed(const struct settings *settings, int number) {
    return (settings->killed >> number & 1) != 0;
}

static int die_together(const struct settings *settings, enum kill_mode wanted) {
    const struct setting *mode = settings_find(settings, SETTING_KILL_MODE);
    return mode != NULL && mode->value[0] == wanted && settings->reaper >= 0 &&
           settings->parent != 0 && !settings->dies_alone &&
           settings_find(settings, SETTING_DIE_WITH_PARENT) != NULL &&
           !is_killed(settings, SETTING_DIE_WITH_PARENT) && !is_killed(settings, SETTING_KILL_MODE);
}

int settings_tie_group(const struct settings *settings) {
    return die_together(settings, KILL_PROCESS_GROUP);
}

int settings_leaf_dies(const struct settings *settings) {
    return die_together(settings, KILL_CONTROL_GROUP);
}

long settings_failed(struct settings *settings, const struct setting *setting, long error) {
    if ((setting->flags & SETTING_FLAG_REQUIRED) && !settings->requires_nothing) {
        settings->required_failed = setting->number;
        return error;
    }
    if (settings->failures < SETTINGS) {
        settings->failed[settings->failures].number = setting->number;
        settings->failed[settings->failures].error = (uint16_t)-error;
        settings->failures++;
    }
    return 0;
}
