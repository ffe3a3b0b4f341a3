#include "pin.h"

#include "filtered.h"
#include "sys.h"
#include "text.h"

enum { TERMINATORS = 2, SPARE = 2 * sizeof(void *) };

size_t pin_room(size_t length) {
    return length + TERMINATORS + SPARE;
}

/* Cuts an absolute path at its last slash; the directory of /name is /. 0 or -errno. */
static long split(struct spawn_program *program, struct arena *arena) {
    const char *path = program->path;
    size_t slash = text_length(path);
    while (slash > 0 && path[slash] != '/') {
        slash--;
    }
    size_t length = slash == 0 ? 1 : slash;
    char *directory = arena_take(arena, length + 1);
    if (path[0] != '/') {
        return -SYS_EINVAL;
    }
    if (directory == NULL) {
        return -SYS_ENOMEM;
    }
    *text_append(directory, path, length) = '\0';
    program->directory = directory;
    program->name = path + slash + 1;
    return 0;
}

long pin_program(struct spawn_program *program, struct arena *arena,
                 const struct file_version *version, const char *path, enum spawn_how how) {
    *program = (struct spawn_program){.how = how, .version = *version, .path = path};
    if (how == SPAWN_BY_PATH) {
        return 0;
    }
    program->without_execveat = filtered(FILTERED_EXECVEAT);
    program->without_openat2 = filtered(FILTERED_OPENAT2);
    return split(program, arena);
}
