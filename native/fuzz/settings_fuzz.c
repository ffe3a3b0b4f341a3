/*
 * Any bytes as a block of settings. What settings_use takes, both sides of the clone read without
 * a look at its bounds: so here is read all that they would read.
 */
#include "settings_parent.h"

#include "fuzz.h"

static volatile size_t sink;

/* As child_landlock.c does. */
static void read_paths(const struct setting *setting) {
    const struct settings_path *path = (const void *)&setting->value[2];
    for (uint64_t left = setting->value[1]; left > 0; left--) {
        sink += path->rights + path->optional + strlen(path->path);
        path = (const void *)(path->path + path->size);
    }
}

static const char *next_text(const char *text) {
    return text + strlen(text) + 1;
}

/* As leaf_make.c does. */
static void read_limits(const struct setting *setting) {
    const char *file = next_text(setting_leaf_place(setting));
    for (; *file != '\0'; file = next_text(next_text(file))) {
        sink += strlen(file) + strlen(next_text(file));
    }
}

/* As child_settings.c and what it calls do. */
static void read_value(const struct setting *setting) {
    switch (setting->number) {
    case SETTING_SLICE:
    case SETTING_WORKING_DIRECTORY:
    case SETTING_APPARMOR_PROFILE:
    case SETTING_SELINUX_CONTEXT:
        sink += strlen((const char *)setting->value);
        break;
    case SETTING_READ_ONLY_PATHS:
    case SETTING_READ_WRITE_PATHS:
    case SETTING_EXEC_PATHS:
        read_paths(setting);
        break;
    case SETTING_SYSTEM_CALL_FILTER:
        for (uint16_t i = 1; i <= (uint16_t)setting->value[0]; i++) {
            sink += setting->value[i];
        }
        break;
    case SETTING_MEMORY_MAX:
    case SETTING_TASKS_MAX:
    case SETTING_CPU_QUOTA:
    case SETTING_IO_WEIGHT:
        read_limits(setting);
        break;
    case SETTING_KILL_MODE:
        sink += setting->value[0];
        sink += setting->value[0] == KILL_CONTROL_GROUP ? strlen(setting_leaf_place(setting)) : 0;
        break;
    case SETTING_ENVIRONMENT:
    case SETTING_PASS_ENVIRONMENT:
    case SETTING_UNSET_ENVIRONMENT:
    case SETTING_TRACE:
    case SETTING_NONE:
    case SETTING_NO_EXEC_PATHS:
        break;
    case SETTING_CPU_SCHEDULING_POLICY:
        sink += setting->value[1];
        break;
    default:
        sink += setting->value[0] + (setting->number >= SETTING_LIMIT ? setting->value[1] : 0);
    }
}

static void check_environment(const struct settings *settings) {
    char *envp[] = {(char *)"PATH=/bin", (char *)"A=b", (char *)"no equals sign", (char *)"", NULL};
    struct arena arena;
    FUZZ_HOLDS(arena_open(&arena, settings_environment_room(settings->size, 4)) == 0);
    char *const *result = settings_environment(settings, &arena, envp, envp + 1);
    FUZZ_HOLDS(result != NULL); /* the room was enough */
    for (; *result != NULL; result++) {
        sink += strlen(*result);
    }
    arena_close(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct settings settings;
    char *block = fuzz_copy(data, size);
    if (settings_use(&settings, block, size) == 0) {
        const struct setting *setting = NULL;
        while ((setting = settings_next(&settings, setting)) != NULL) {
            FUZZ_HOLDS(settings_find(&settings, setting->number) != NULL);
            read_value(setting);
            settings_failed(&settings, setting, -1);
        }
        check_environment(&settings);
    }
    free(block);
    return 0;
}
