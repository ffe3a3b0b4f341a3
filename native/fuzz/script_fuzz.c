/*
 * The first bytes of a file, against a second reading of what the kernel does with them: in its
 * own order, on a copy, with the line cut where the kernel cuts it.
 */
#include "script.h"

#include "fuzz.h"

static int is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* The first place from which on there is none of the bytes; or the end. */
static size_t past_blanks(const char *head, size_t from, size_t end) {
    while (from < end && is_blank(head[from])) {
        from++;
    }
    return from;
}

/* NULL if it is no script that the kernel would run. */
static const char *interpreter_of(char *head) {
    size_t end = strnlen(head, SCRIPT_HEAD);
    char *newline = memchr(head, '\n', end);
    if (memcmp(head, "#!", 2) != 0) {
        return NULL;
    }
    if (newline == NULL) {
        /* the name must be seen to end, be it by the zeros behind a short file */
        size_t name = past_blanks(head, 2, SCRIPT_HEAD);
        while (name < SCRIPT_HEAD && head[name] != '\0' && !is_blank(head[name])) {
            name++;
        }
        if (name == SCRIPT_HEAD) {
            return NULL;
        }
        newline = head + SCRIPT_HEAD - 1;
    }
    *newline = '\0';
    size_t name = past_blanks(head, 2, (size_t)(newline - head));
    if (head + name == newline) {
        return NULL;
    }
    head[name + strcspn(head + name, " \t")] = '\0';
    return head + name;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char given[SCRIPT_HEAD] = {0};
    memcpy(given, data, size < SCRIPT_HEAD ? size : SCRIPT_HEAD);
    char *head = fuzz_copy(given, SCRIPT_HEAD);
    char *interpreter = malloc(SCRIPT_HEAD);
    FUZZ_HOLDS(interpreter != NULL);
    enum script_kind kind = script_parse(head, interpreter);
    FUZZ_HOLDS(memcmp(head, given, SCRIPT_HEAD) == 0);
    const char *expected = interpreter_of(head);
    FUZZ_HOLDS((kind == SCRIPT_BINARY) == (memcmp(given, "\177ELF", 4) == 0));
    FUZZ_HOLDS((kind == SCRIPT_SCRIPT) == (expected != NULL));
    FUZZ_HOLDS(expected == NULL || strcmp(expected, interpreter) == 0);
    free(interpreter);
    free(head);
    return 0;
}
