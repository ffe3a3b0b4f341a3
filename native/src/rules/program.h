/* One file that may be executed, as the parent sees it before a launch. */
#ifndef PROCEX_PROGRAM_H
#define PROCEX_PROGRAM_H

#include <stddef.h>

#include "script.h"
#include "stat.h"

struct program {
    int fd; /* O_PATH, close-on-exec */
    struct arch_stat stat;
    int is_named; /* the path that it was opened by is its name */
};

/*
 * Opens it, relative to directory. 0, or the -errno that execve would give: EACCES for what is no
 * regular file or may not be executed.
 */
long program_open(struct program *program, int directory, const char *path);

/*
 * Its absolute path without symlinks, with a NUL; path: which it was opened by. 0, or -EACCES if
 * it cannot be told: nothing can be decided on such a file.
 */
long program_name(const struct program *program, const char *path, char *out, size_t size);

/* Its enum script_kind, with the interpreter's name for a script; or -errno. */
long program_kind(const struct program *program, char interpreter[SCRIPT_HEAD]);

#endif
