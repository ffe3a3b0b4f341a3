/*
 * The environment as PassEnvironment, Environment and UnsetEnvironment want it, in systemd's order,
 * and then with the variables of a trace. Done here and not in Java, because a launch with the
 * JVM's own environment has no block there, and giving it one would change the rules by which PATH
 * is searched.
 */
#include "environment.h"
#include "settings_parent.h"
#include "settings_trace.h"
#include "text.h"
#include "variables.h"

static const char *list_of(const struct settings *settings, enum setting_number number) {
    const struct setting *setting = settings_find(settings, number);
    return setting == NULL ? NULL : (const char *)setting->value;
}

static size_t vector_room(size_t block_size, size_t count) {
    size_t most_set = block_size / 2; /* the shortest is a character and a NUL */
    return (count + most_set + 2) * sizeof(char *);
}

size_t settings_environment_room(size_t block_size, size_t count) {
    size_t first = vector_room(block_size, count);
    return first + vector_room(block_size, count + block_size / 2);
}

static size_t list_count(const char *list) {
    size_t count = 0;
    for (; list != NULL && *list != '\0'; list += text_length(list) + 1) {
        count++;
    }
    return count;
}

static char *const *as_operator_wants(const struct settings *settings, struct arena *arena,
                                      char *const *envp) {
    const char *set = list_of(settings, SETTING_ENVIRONMENT);
    const char *passed = list_of(settings, SETTING_PASS_ENVIRONMENT);
    const char *unset = list_of(settings, SETTING_UNSET_ENVIRONMENT);
    if (set == NULL && passed == NULL && unset == NULL) {
        return envp;
    }
    size_t count = environment_count(envp) + list_count(set);
    char **kept = arena_take(arena, (count + 1) * sizeof(char *));
    if (kept == NULL) {
        return NULL;
    }
    char **next = kept;
    for (; *envp != NULL; envp++) {
        int goes_on = passed == NULL || variables_name(passed, *envp);
        if (goes_on && !variables_name(set, *envp) && !variables_match(unset, *envp)) {
            *next++ = *envp;
        }
    }
    for (; set != NULL && *set != '\0'; set += text_length(set) + 1) {
        if (!variables_match(unset, set)) {
            *next++ = (char *)set;
        }
    }
    *next = NULL;
    return kept;
}

char *const *settings_environment(const struct settings *settings, struct arena *arena,
                                  char *const *envp, char *const *own) {
    char *const *wanted = as_operator_wants(settings, arena, envp);
    return wanted == NULL ? NULL : settings_trace(settings, arena, wanted, own);
}
