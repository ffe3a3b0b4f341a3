#include "environment.h"

#include "text.h"

enum { VARIABLES = 3 };

/* HotSpot reads JAVA_TOOL_OPTIONS and _JAVA_OPTIONS, the launcher JDK_JAVA_OPTIONS since 9. */
static const char *const variables[VARIABLES] = {
    "JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS="};

/* Returns where the value begins if the entry is one of the variables, else NULL. */
static const char *options_in(const char *entry) {
    for (int i = 0; i < VARIABLES; i++) {
        if (text_starts(entry, variables[i])) {
            return entry + text_length(variables[i]);
        }
    }
    return NULL;
}

static int is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* HotSpot and the launcher let both kinds of quotes hold white space together. */
static const char *end_of_word(const char *at) {
    char quote = '\0';
    for (; *at != '\0' && (quote != '\0' || !is_space(*at)); at++) {
        if (quote != '\0') {
            quote = *at == quote ? '\0' : quote;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        }
    }
    return at;
}

static int is_one_of(const char *list, const char *word, size_t length) {
    for (; *list != '\0'; list += text_length(list) + 1) {
        size_t same = 0;
        while (same < length && word[same] == list[same]) {
            same++;
        }
        if (same == length && list[length] == '\0') {
            return 1;
        }
    }
    return 0;
}

/* Copies a value without the words; each of them takes the white space after it along. */
static char *append_others(char *to, const char *value, const char *list) {
    while (*value != '\0') {
        const char *end = end_of_word(value);
        const char *next = end;
        while (is_space(*next)) {
            next++;
        }
        if (!is_one_of(list, value, (size_t)(end - value))) {
            to = text_append(to, value, (size_t)(next - value));
        }
        value = next;
    }
    *to = '\0';
    return to;
}

size_t environment_room(const char *words, char *const *envp) {
    size_t room = 0;
    for (; words != NULL && envp != NULL && *envp != NULL; envp++) {
        room += 2 * sizeof(char *); /* the entry, and one rounding */
        if (options_in(*envp) != NULL) {
            room += text_length(*envp) + 1;
        }
    }
    return room + 2 * sizeof(char *);
}

static int is_blank(const char *text) {
    while (is_space(*text)) {
        text++;
    }
    return *text == '\0';
}

/* The entry as it was, or a copy without the words, or NULL if nothing is left of its value. */
static char *stripped_entry(char *entry, const char *value, char *copy, const char *list) {
    char *start = text_append(copy, entry, (size_t)(value - entry));
    char *end = append_others(start, value, list);
    if ((size_t)(end - start) == text_length(value)) {
        return entry;
    }
    return is_blank(start) ? NULL : copy; /* a JVM reports even an empty variable on stderr */
}

char *const *environment_stripped(const char *words, struct arena *arena, char *const *envp) {
    if (words == NULL) {
        return envp;
    }
    size_t count = environment_count(envp);
    char **kept = arena_take(arena, (count + 1) * sizeof(char *));
    size_t next = 0;
    for (size_t i = 0; i < count && kept != NULL; i++) {
        char *entry = envp[i];
        const char *value = options_in(entry);
        if (value != NULL) {
            char *copy = arena_take(arena, text_length(entry) + 1);
            if (copy == NULL) {
                return NULL;
            }
            entry = stripped_entry(entry, value, copy, words);
        }
        if (entry != NULL) {
            kept[next++] = entry;
        }
    }
    if (kept != NULL) {
        kept[next] = NULL;
    }
    return kept;
}
