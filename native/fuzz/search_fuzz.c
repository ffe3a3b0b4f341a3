/*
 * A byte of flags, the program with a NUL, PATH with a NUL, and for each candidate a byte that
 * says what becomes of it.
 */
#include "search.h"

#include <errno.h>

#include "fuzz.h"

enum { AS_EXECVP = 1, NO_PATH = 2, PATH_SIZE = 4096 };

struct tries {
    const char *program;
    const uint8_t *outcomes;
    size_t left;
    int calls;
    long last;
};

static const int errors[] = {ENOENT, EACCES, ENOTDIR, ELOOP,  ESTALE,
                             ENODEV, EPERM,  ENOEXEC, ENOMEM, ENAMETOOLONG};

static long candidate(void *context, const char *file) {
    struct tries *tries = context;
    size_t length = strlen(file);
    size_t end = strlen(tries->program);
    FUZZ_HOLDS(length >= end && strcmp(file + length - end, tries->program) == 0);
    FUZZ_HOLDS(length < PATH_SIZE || strchr(tries->program, '/') != NULL);
    tries->calls++;
    uint8_t outcome = tries->left > 0 ? *tries->outcomes++ : 0;
    tries->left -= tries->left > 0;
    size_t kinds = sizeof errors / sizeof errors[0];
    tries->last = outcome % (kinds + 1) == kinds ? outcome : -errors[outcome % (kinds + 1)];
    return tries->last;
}

static int parts_of(const char *path) {
    int parts = 1;
    for (; *path != '\0'; path++) {
        parts += *path == ':';
    }
    return parts;
}

/* What is found is what the last try has given; and no directory is tried twice. */
static void check(const struct search *search, struct tries *tries) {
    long result = search_program(search);
    const char *path = search->path == NULL ? ":/bin:/usr/bin" : search->path;
    FUZZ_HOLDS(tries->calls <= parts_of(path));
    if (tries->calls == 0) {
        FUZZ_HOLDS(result == -ENOENT || result == -ENAMETOOLONG);
    } else if (result >= 0) {
        FUZZ_HOLDS(result == tries->last);
    } else {
        int known = result == -ENAMETOOLONG || result == -EACCES;
        FUZZ_HOLDS(result == tries->last || known);
    }
    if (strchr(search->program, '/') != NULL) {
        FUZZ_HOLDS(tries->calls == 1 && result == tries->last);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    char *text = fuzz_text(data + 1, size - 1);
    size_t program_length = strlen(text);
    size_t rest = program_length + 1 < size ? program_length + 1 : size - 1;
    char *program = fuzz_text(text, program_length);
    char *path = fuzz_text(text + rest, strlen(text + rest));
    size_t used = rest + strlen(path) + 1;
    used = used < size - 1 ? used : size - 1;
    struct tries tries = {program, data + 1 + used, size - 1 - used, 0, 0};
    const struct search search = {.program = program,
                                  .path = data[0] & NO_PATH ? NULL : path,
                                  .as_execvp = data[0] & AS_EXECVP,
                                  .candidate = candidate,
                                  .context = &tries};
    check(&search, &tries);
    free(path);
    free(program);
    free(text);
    return 0;
}
