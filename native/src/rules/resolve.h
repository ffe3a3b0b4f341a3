/*
 * Finds in the parent, before a launch, what it would execute, so that rules can decide on it: the
 * file, by the search that the child would make, and the interpreters that the kernel would load
 * for it.
 *
 *   search.c -> program.c: open, name, kind -> script.c: the interpreter -> program.c: open ...
 */
#ifndef PROCEX_RESOLVE_H
#define PROCEX_RESOLVE_H

#include <stddef.h>

#include "file_version.h"
#include "script.h"
#include "spawn_request.h"

enum {
    RESOLVE_INTERPRETERS = 5, /* the kernel's own limit: exec_binprm in fs/exec.c */
    RESOLVE_TEXT = 20 * 1024, /* for all names together */
};

struct resolve_request {
    const char *program;
    const char *path; /* the PATH to search, or NULL if the JVM has none */
    int as_execvp;
    const char *dir; /* the child's working directory, or NULL for this process's */
};

/* All names end with a NUL, and lie in text. */
struct resolved {
    enum script_kind kind;
    struct file_version version;                   /* of the file */
    int lasting;                                   /* see resolve_is_still */
    const char *found;                             /* what execve would be given */
    const char *name;                              /* the file's absolute path without symlinks */
    const char *named[RESOLVE_INTERPRETERS];       /* interpreters as scripts name them */
    const char *interpreter[RESOLVE_INTERPRETERS]; /* without symlinks, the outermost first */
    int interpreters;
    enum spawn_step step; /* where it has failed */
    int error;
    size_t used;
    char text[RESOLVE_TEXT];
};

/*
 * An O_PATH descriptor of the file, close-on-exec and above the cut of slots.h; or -1 with step and
 * error as the launch would have failed. Thread-safe. After ladder_prepare.
 */
int resolve(const struct resolve_request *request, struct resolved *resolved);

/*
 * True if a launch would still find that version of a file, whatever its working directory. This is
 * cheaper than to resolve again. If the result was lasting, a binary whose state shows each later
 * change, then everything else is still as it was resolved; except that the file may have other
 * names by now. dir is not looked at.
 */
int resolve_is_still(const struct resolve_request *request, const struct file_version *version);

#endif
