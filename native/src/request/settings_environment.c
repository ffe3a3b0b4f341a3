/*
 * The environment as PassEnvironment, Environment and UnsetEnvironment want it, in systemd's order.
 * Done here and not in Java, because a launch with the JVM's own environment has no block there,
 * and giving it one would change the rules by which PATH is searched.
 */
#include "environment.h"
#include "settings_parent.h"
#include "text.h"

static const char *list_of(const struct settings *settings, enum settings_knob knob) {
    const struct setting *setting = settings_find(settings, knob);
    return setting == NULL ? NULL : (const char *)setting->value;
}

/* True if both have the same name before the equals sign, or the end. */
static int is_same_name(const char *a, const char *b) {
    while (*a == *b && *a != '\0' && *a != '=') {
        a++;
        b++;
    }
    return (*a == '\0' || *a == '=') && (*b == '\0' || *b == '=');
}

static int names(const char *list, const char *variable) {
    for (; list != NULL && *list != '\0'; list += text_length(list) + 1) {
        if (is_same_name(list, variable)) {
            return 1;
        }
    }
    return 0;
}

/* One with a value in the list goes only where it has that value. */
static int is_unset(const char *list, const char *variable) {
    for (; list != NULL && *list != '\0'; list += text_length(list) + 1) {
        if (text_contains(list, '=') ? text_is(list, variable) : is_same_name(list, variable)) {
            return 1;
        }
    }
    return 0;
}

size_t settings_environment_room(size_t block_size, size_t count) {
    size_t most_set = block_size / 2; /* the shortest is a character and a NUL */
    return (count + most_set + 2) * sizeof(char *);
}

char *const *settings_environment(const struct settings *settings, struct arena *arena,
                                  char *const *envp) {
    const char *set = list_of(settings, KNOB_ENVIRONMENT);
    const char *passed = list_of(settings, KNOB_PASS_ENVIRONMENT);
    const char *unset = list_of(settings, KNOB_UNSET_ENVIRONMENT);
    if (set == NULL && passed == NULL && unset == NULL) {
        return envp;
    }
    size_t count = environment_count(envp);
    for (const char *entry = set; entry != NULL && *entry != '\0';
         entry += text_length(entry) + 1) {
        count++;
    }
    char **kept = arena_take(arena, (count + 1) * sizeof(char *));
    if (kept == NULL) {
        return NULL;
    }
    char **next = kept;
    for (; *envp != NULL; envp++) {
        int goes_on = passed == NULL || names(passed, *envp);
        if (goes_on && !names(set, *envp) && !is_unset(unset, *envp)) {
            *next++ = *envp;
        }
    }
    for (; set != NULL && *set != '\0'; set += text_length(set) + 1) {
        if (!is_unset(unset, set)) {
            *next++ = (char *)set;
        }
    }
    *next = NULL;
    return kept;
}
