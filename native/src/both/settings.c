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
