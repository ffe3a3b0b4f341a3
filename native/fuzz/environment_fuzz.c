/* The words to strip, a NUL after each; an empty one; and the variables, a NUL after each. */
#include "environment.h"

#include "fuzz.h"

enum { MOST_VARIABLES = 64 };

static int is_stripped(const char *entry) {
    const char *variables[] = {"JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS="};
    for (int i = 0; i < 3; i++) {
        if (strncmp(entry, variables[i], strlen(variables[i])) == 0) {
            return 1;
        }
    }
    return 0;
}

static char *const *strip(const char *list, struct arena *arena, char *const *envp) {
    FUZZ_HOLDS(arena_open(arena, environment_room(list, envp)) == 0);
    char *const *stripped = environment_stripped(list, arena, envp);
    FUZZ_HOLDS(stripped != NULL); /* the room was enough */
    return stripped;
}

/* The next that is none of the variables with options, or the NULL at the end. */
static char *const *next_other(char *const *envp) {
    while (*envp != NULL && is_stripped(*envp)) {
        envp++;
    }
    return envp;
}

/* All other variables are there as they were, in their order. */
static void check_others(char *const *envp, char *const *stripped) {
    do {
        envp = next_other(envp);
        stripped = next_other(stripped);
        FUZZ_HOLDS(*envp == *stripped);
    } while (*envp++ != NULL && *stripped++ != NULL);
}

/* What has been stripped once has nothing more to strip. */
static void check_twice(const char *list, char *const *stripped) {
    struct arena arena;
    char *const *twice;
    FUZZ_HOLDS(arena_open(&arena, environment_room(list, stripped)) == 0);
    twice = environment_stripped(list, &arena, stripped);
    FUZZ_HOLDS(twice != NULL);
    for (; *stripped != NULL; stripped++, twice++) {
        FUZZ_HOLDS(*twice != NULL && strcmp(*twice, *stripped) == 0);
    }
    FUZZ_HOLDS(*twice == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *words = fuzz_text(data, size);
    size_t at = 0;
    while (at < size && words[at] != '\0') {
        at += strlen(words + at) + 1;
    }
    char *list = malloc(at + 1);
    FUZZ_HOLDS(list != NULL);
    memcpy(list, words, at);
    list[at] = '\0';
    char *envp[MOST_VARIABLES + 1];
    int count = 0;
    for (at++; at < size && count < MOST_VARIABLES; at += strlen(words + at) + 1) {
        envp[count++] = fuzz_text(words + at, strlen(words + at));
    }
    envp[count] = NULL;
    struct arena arena;
    char *const *stripped = strip(list, &arena, envp);
    check_others(envp, stripped);
    check_twice(list, stripped);
    arena_close(&arena);
    while (count > 0) {
        free(envp[--count]);
    }
    free(list);
    free(words);
    return 0;
}
