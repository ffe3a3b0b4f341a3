/*
 * A trace replaces the variables that the JVM was started with, which belong to an earlier trace.
 * It never replaces what the application, or the operator, has given this child: a variable that is
 * not in the JVM's own environment with the same value.
 */
#include "settings_trace.h"

#include "environment.h"
#include "text.h"
#include "variables.h"

enum { MOST_TOGETHER = 2 };

/* Variables that belong together. They are found once: a launch looks at its whole environment. */
struct group {
    const char *entry[MOST_TOGETHER];
    int count;
};

static struct group group_of(const char *list) {
    struct group group = {.count = 0};
    for (; *list != '\0' && group.count < MOST_TOGETHER; list += text_length(list) + 1) {
        group.entry[group.count++] = list;
    }
    return group;
}

/* The first character tells most apart, without a call. */
static int is_named(const struct group *group, const char *variable) {
    for (int i = 0; i < group->count; i++) {
        const char *entry = group->entry[i];
        if (*entry == *variable && variables_same_name(entry, variable)) {
            return 1;
        }
    }
    return 0;
}

static int is_in(char *const *own, const char *variable) {
    for (; own != NULL && *own != NULL; own++) {
        if (text_is(*own, variable)) {
            return 1;
        }
    }
    return 0;
}

static int is_given(const struct group *group, char *const *envp, char *const *own) {
    for (; *envp != NULL; envp++) {
        if (is_named(group, *envp) && !is_in(own, *envp)) {
            return 1;
        }
    }
    return 0;
}

static int is_unset(const struct settings *settings, const struct group *group) {
    const struct setting *unset = settings_find(settings, SETTING_UNSET_ENVIRONMENT);
    for (int i = 0; unset != NULL && i < group->count; i++) {
        if (variables_match((const char *)unset->value, group->entry[i])) {
            return 1;
        }
    }
    return 0;
}

/* A name without a value in the group is only removed. */
static void replace(char **kept, const struct group *group) {
    char **next = kept;
    for (; *kept != NULL; kept++) {
        if (!is_named(group, *kept)) {
            *next++ = *kept;
        }
    }
    for (int i = 0; i < group->count; i++) {
        if (text_contains(group->entry[i], '=')) {
            *next++ = (char *)group->entry[i];
        }
    }
    *next = NULL;
}

char *const *settings_trace(const struct settings *settings, struct arena *arena, char *const *envp,
                            char *const *own) {
    if (settings_find(settings, SETTING_TRACE) == NULL) {
        return envp;
    }
    size_t most_added = settings->size / 2;
    size_t count = environment_count(envp);
    char **kept = arena_take(arena, (count + most_added + 1) * sizeof(char *));
    if (kept == NULL) {
        return NULL;
    }
    for (size_t i = 0; i <= count; i++) {
        kept[i] = envp[i];
    }
    const struct setting *setting = NULL;
    while ((setting = settings_next(settings, setting)) != NULL) {
        if (setting->number != SETTING_TRACE) {
            continue;
        }
        const struct group group = group_of((const char *)setting->value);
        if (!is_given(&group, envp, own) && !is_unset(settings, &group)) {
            replace(kept, &group);
        }
    }
    return kept;
}
