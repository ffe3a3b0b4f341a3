#include "entry_flags.h"

#include "sys_rules.h"
#include "text.h"

enum { LONGEST = 4096 };

static const char *const variables[] = {
    "JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS="};
static const char *const flags[] = {"-agentpath:", "-javaagent:"};
static const char by_name[] = "-agentlib:";

static int is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Both kinds of quotes hold white space together. Copies the word without them, and cuts it. */
static const char *take_word(const char *at, char plain[LONGEST]) {
    size_t length = 0;
    char quote = '\0';
    for (; *at != '\0' && (quote != '\0' || !is_space(*at)); at++) {
        if (*at == quote || (quote == '\0' && (*at == '"' || *at == '\''))) {
            quote = quote == '\0' ? *at : '\0';
        } else if (length < LONGEST - 1) {
            plain[length++] = *at;
        }
    }
    plain[length] = '\0';
    return at;
}

static int is_same_file(const char *a, const char *b) {
    struct arch_stat of_a;
    struct arch_stat of_b;
    return sys_newfstatat(SYS_AT_FDCWD, a, &of_a, 0) == 0 &&
           sys_newfstatat(SYS_AT_FDCWD, b, &of_b, 0) == 0 && of_a.device == of_b.device &&
           of_a.inode == of_b.inode;
}

static void cut_options(char *flag) {
    while (*flag != '\0' && *flag != '=') {
        flag++;
    }
    *flag = '\0';
}

/* As -agentlib:NAME has it: libNAME.so, wherever the JVM and the dynamic linker look for it. */
static int is_library_named(const char *name, const char *library) {
    const char *last = library;
    for (const char *at = library; *at != '\0'; at++) {
        last = *at == '/' ? at + 1 : last;
    }
    size_t length = text_length(name);
    return text_starts(last, "lib") && text_starts(last + 3, name) &&
           text_is(last + 3 + length, ".so");
}

/* plain is cut at the options. */
static int is_flag(char *plain, const char *library) {
    cut_options(plain);
    if (text_starts(plain, by_name)) {
        return is_library_named(plain + sizeof by_name - 1, library);
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (text_starts(plain, flags[i])) {
            return is_same_file(plain + text_length(flags[i]), library);
        }
    }
    return 0;
}

/* Returns how many bytes it takes, or 0 if there is no room for it and the end. */
static size_t append(char *out, size_t size, const char *word, size_t length) {
    if (length + 2 > size) {
        return 0;
    }
    char *end = text_append(out, word, length);
    end[0] = end[1] = '\0';
    return length + 1;
}

int entry_flags_find(char *const *environment, const char *library, char *out, size_t size) {
    char plain[LONGEST];
    int found = 0;
    out[0] = '\0';
    for (; environment != NULL && *environment != NULL; environment++) {
        const char *at = NULL;
        for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
            if (text_starts(*environment, variables[i])) {
                at = *environment + text_length(variables[i]);
            }
        }
        while (at != NULL && *at != '\0') {
            const char *word = at;
            at = take_word(word, plain);
            if (is_flag(plain, library)) {
                size_t taken = append(out, size, word, (size_t)(at - word));
                out += taken;
                size -= taken;
                found += taken > 0;
            }
            at += *at != '\0';
        }
    }
    return found;
}
