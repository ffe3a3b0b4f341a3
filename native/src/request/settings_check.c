/*
 * Checks that each value is long enough for its setting. Both sides of the clone read values
 * without a look at their bounds, and a block that Java has encoded wrongly must not be read
 * beyond.
 */
#include "settings_parent.h"

/* sizes in bytes, of value */
enum {
    NUMBER = 8,
    TWO_NUMBERS = 16,
    THREE_NUMBERS = 24,
    HEAD_OF_PATH = sizeof(struct settings_path)
};

static int ends_with_nuls(const char *bytes, size_t size, size_t nuls) {
    for (size_t i = 1; i <= nuls; i++) {
        if (i > size || bytes[size - i] != '\0') {
            return 0;
        }
    }
    return 1;
}

/* One behind the other, without a rest. */
static int are_paths(const struct setting *setting) {
    const char *at = (const char *)setting->value + TWO_NUMBERS;
    size_t left = setting->size - TWO_NUMBERS;
    uint64_t paths = setting->value[1];
    for (; paths > 0 && left >= HEAD_OF_PATH; paths--) {
        const struct settings_path *path = (const void *)at;
        size_t room = left - HEAD_OF_PATH;
        if (path->size % 8 != 0 || path->size > room ||
            !ends_with_nuls(path->path, path->size, 1)) {
            return 0;
        }
        at = path->path + path->size;
        left = room - path->size;
    }
    return paths == 0 && left == 0;
}

/* The kernel takes the number of instructions as 16 bits. */
static int is_filter(const struct setting *setting) {
    uint64_t instructions = setting->value[0];
    return instructions <= UINT16_MAX && instructions * 8 == setting->size - NUMBER;
}

static int is_list(const struct setting *setting) {
    return ends_with_nuls((const char *)setting->value, setting->size, 2);
}

/* A path, and pairs of file and value: strings, of which none is empty. */
static int is_leaf(const struct setting *setting) {
    const char *at = (const char *)setting->value;
    const char *end = at + setting->size;
    size_t strings = 0;
    if (!is_list(setting)) {
        return 0;
    }
    for (; *at != '\0'; strings++) {
        while (*at++ != '\0') {
        }
    }
    return strings % 2 == 1 && at < end;
}

/* A group is a path behind the number. */
static int is_kill_mode(const struct setting *setting) {
    return setting->size >= NUMBER &&
           (setting->value[0] != KILL_CONTROL_GROUP ||
            (setting->size > NUMBER &&
             ends_with_nuls((const char *)setting->value, setting->size, 1)));
}

int settings_fit(const struct setting *setting) {
    switch (setting->number) {
    case SETTING_ENVIRONMENT:
    case SETTING_PASS_ENVIRONMENT:
    case SETTING_UNSET_ENVIRONMENT:
    case SETTING_TRACE:
        return is_list(setting);
    case SETTING_SLICE:
    case SETTING_WORKING_DIRECTORY:
    case SETTING_APPARMOR_PROFILE:
    case SETTING_SELINUX_CONTEXT:
        return ends_with_nuls((const char *)setting->value, setting->size, 1);
    case SETTING_READ_ONLY_PATHS:
    case SETTING_READ_WRITE_PATHS:
    case SETTING_EXEC_PATHS:
        return setting->size >= TWO_NUMBERS && are_paths(setting);
    case SETTING_MEMORY_MAX:
    case SETTING_TASKS_MAX:
    case SETTING_CPU_QUOTA:
    case SETTING_IO_WEIGHT:
        return is_leaf(setting);
    case SETTING_KILL_MODE:
        return is_kill_mode(setting);
    case SETTING_SYSTEM_CALL_FILTER:
        return setting->size >= NUMBER && is_filter(setting);
    case SETTING_LIMIT_NOFILE:
        return setting->size >= THREE_NUMBERS;
    case SETTING_CPU_SCHEDULING_POLICY:
        return setting->size >= TWO_NUMBERS;
    default:
        return setting->size >= (setting->number >= SETTING_LIMIT ? TWO_NUMBERS : NUMBER);
    }
}
