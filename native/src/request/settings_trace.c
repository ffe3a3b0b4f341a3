/*
 * A trace replaces the variables that the JVM was started with, which belong to an earlier trace.
 * It never replaces what the application, or the operator, has given this child: a variable that is
 * not in the JVM's own environment with the same value.
 */
#include "settings_trace.h"

#include "environment.h"
#include "text.h"
#include "variables.h"

static int is_in(char *const *own, const char *variable) {
    for (; own != NULL && *own != NULL; own++) {
        if (text_is(*own, variable)) {
            return 1;
        }
    }
    return 0;
}

static int is_given(const char *group, char *const *envp, char *const *own) {
    for (; *envp != NULL; envp++) {
        if (variables_name(group, *envp) && !is_in(own, *envp)) {
            return 1;
        }
    }
    return 0;
}

static int is_unset(const struct settings *settings, const char *group) {
    const struct setting *unset = settings_find(settings, SETTING_UNSET_ENVIRONMENT);
    for (; unset != NULL && *group != '\0'; group += text_length(group) + 1) {
        if (variables_match((const char *)unset->value, group)) {
            return 1;
        }
    }
    return 0;
}

/* A name without a value in the group is only removed. */
static void replace(char **kept, const char *group) {
    char **next = kept;
    for (; *kept != NULL; kept++) {
        if (!variables_name(group, *kept)) {
            *next++ = *kept;
        }
    }
    for (; *group != '\0'; group += text_length(group) + 1) {
        if (text_contains(group, '=')) {
            *next++ = (char *)group;
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
        const char *group = (const char *)setting->value;
        if (setting->number == SETTING_TRACE && !is_given(group, envp, own) &&
            !is_unset(settings, group)) {
            replace(kept, group);
        }
    }
    return kept;
}
