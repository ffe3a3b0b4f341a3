#include "resolve.h"

#include "file_settled.h"
#include "filtered.h"
#include "program.h"
#include "search.h"
#include "signals.h"
#include "slots.h"
#include "sys_rules.h"
#include "text.h"

struct resolution {
    struct resolved *resolved;
    int directory; /* what relative names are relative to */
};

/* Puts the file's own name behind the names before it. 0 or -errno. */
static long take_name(struct resolved *resolved, const struct program *program, const char *path,
                      const char **name) {
    char *out = resolved->text + resolved->used;
    size_t room = sizeof resolved->text - resolved->used;
    size_t size = room < SPAWN_FILE_SIZE ? room : SPAWN_FILE_SIZE;
    long error = program_name(program, path, out, size);
    if (error == 0) {
        *name = out;
        resolved->used += text_length(out) + 1;
    }
    return error;
}

static long take_found(struct resolved *resolved, const char *found) {
    size_t size = text_length(found) + 1;
    if (size > SPAWN_FILE_SIZE) {
        return -SYS_ENAMETOOLONG;
    }
    resolved->found = resolved->text;
    text_append(resolved->text, found, size);
    resolved->used = size;
    return 0;
}

static long take_named(struct resolved *resolved, const char *named) {
    size_t size = text_length(named) + 1;
    if (size > sizeof resolved->text - resolved->used) {
        return -SYS_ENAMETOOLONG;
    }
    char *out = resolved->text + resolved->used;
    text_append(out, named, size);
    resolved->named[resolved->interpreters] = out;
    resolved->used += size;
    return 0;
}

/* Its kind, with the name of the next one in interpreter; or -errno. */
static long take_interpreter(struct resolution *resolution, char interpreter[SCRIPT_HEAD]) {
    struct resolved *resolved = resolution->resolved;
    if (resolved->interpreters == RESOLVE_INTERPRETERS) {
        return -SYS_ELOOP;
    }
    /* The kernel takes an empty name here for the current directory. */
    const char *path = *interpreter == '\0' ? "." : interpreter;
    struct program program;
    long result = program_open(&program, resolution->directory, path);
    if (result < 0) {
        return result;
    }
    const char **name = &resolved->interpreter[resolved->interpreters];
    result = take_named(resolved, path);
    if (result == 0) {
        result = take_name(resolved, &program, path, name);
    }
    if (result == 0) {
        resolved->interpreters++;
        result = program_kind(&program, interpreter);
    }
    sys_close(program.fd);
    return result;
}

/*
 * Follows the interpreters down to a binary. What the kernel cannot load, be it the file or one of
 * its interpreters, makes all of it a script for /bin/sh; interpreters before it stay named, for
 * binfmt_misc may know them.
 */
static long take_interpreters(struct resolution *resolution, long kind, char *interpreter) {
    static const char shell[] = "/bin/sh";
    struct resolved *resolved = resolution->resolved;
    resolved->kind = (enum script_kind)kind;
    while (kind == SCRIPT_SCRIPT || kind == SCRIPT_UNKNOWN) {
        if (kind == SCRIPT_UNKNOWN) {
            if (resolved->kind == SCRIPT_UNKNOWN && resolved->interpreters > 0) {
                return -SYS_ENOEXEC; /* the shell itself */
            }
            resolved->kind = SCRIPT_UNKNOWN;
            text_append(interpreter, shell, sizeof shell);
        }
        kind = take_interpreter(resolution, interpreter);
    }
    return kind < 0 ? kind : 0;
}

/* Without it, a name that was found before may not be used again: see child_program.c. */
static int symlinks_can_be_refused(void) {
    const struct sys_open_how how = {SYS_O_PATH, 0, SYS_RESOLVE_NO_SYMLINKS};
    return !filtered(FILTERED_OPENAT2) && sys_openat2(-1, "file", &how) == -SYS_EBADF;
}

static long take_program(struct resolution *resolution, const struct program *program,
                         const char *found) {
    struct resolved *resolved = resolution->resolved;
    char interpreter[SCRIPT_HEAD];
    resolved->interpreters = 0;
    long error = take_found(resolved, found);
    if (error == 0) {
        error = take_name(resolved, program, found, &resolved->name);
    }
    if (error < 0) {
        return error;
    }
    resolved->version = file_version_of(&program->stat);
    long kind = program_kind(program, interpreter);
    resolved->lasting =
        kind == SCRIPT_BINARY && file_is_settled(&program->stat) && symlinks_can_be_refused();
    return kind < 0 ? kind : take_interpreters(resolution, kind, interpreter);
}

/* A script without its interpreter counts as not found: the search goes on, as with execve. */
static long candidate(void *context, const char *file) {
    struct resolution *resolution = context;
    struct program program;
    long error = program_open(&program, resolution->directory, file);
    if (error < 0) {
        return error;
    }
    error = take_program(resolution, &program, file);
    if (error < 0) {
        sys_close(program.fd);
        return error;
    }
    return program.fd;
}

/* Opens the directory that chdir would enter. -errno as chdir's, which needs search permission. */
static long open_directory(const char *dir) {
    const int flags = SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC;
    if (dir == NULL) {
        return SYS_AT_FDCWD;
    }
    long fd = sys_openat_in(SYS_AT_FDCWD, dir, flags);
    if (fd < 0) {
        return fd;
    }
    long entered = sys_openat_in((int)fd, ".", flags);
    sys_close((int)fd);
    return entered;
}

static int fail(struct resolved *resolved, enum spawn_step step, long error) {
    resolved->step = step;
    resolved->error = (int)-error;
    return -1;
}

static int look_up(const struct resolve_request *request, struct resolved *resolved) {
    struct resolution resolution = {.resolved = resolved};
    const struct search search = {.program = request->program,
                                  .path = request->path,
                                  .as_execvp = request->as_execvp,
                                  .candidate = candidate,
                                  .context = &resolution};
    resolved->kind = SCRIPT_BINARY;
    resolved->lasting = 0;
    long directory = open_directory(request->dir);
    if (request->dir != NULL && directory < 0) {
        return fail(resolved, SPAWN_STEP_CHDIR, directory);
    }
    resolution.directory = (int)directory;
    long fd = search_program(&search);
    if (request->dir != NULL) {
        sys_close(resolution.directory);
    }
    if (fd < 0) {
        return fail(resolved, SPAWN_STEP_EXEC, fd);
    }
    resolved->step = SPAWN_STEP_NONE;
    resolved->error = 0;
    return slots_lift((int)fd);
}

/*
 * Looks go to the file system, and a slow one (FUSE) ends them with EINTR when a signal comes, were
 * the handler to restart calls or not. A child that looks by itself gets none of a profiler's.
 */
int resolve(const struct resolve_request *request, struct resolved *resolved) {
    uint64_t mask = signals_block();
    int fd = look_up(request, resolved);
    signals_restore(mask);
    return fd;
}
