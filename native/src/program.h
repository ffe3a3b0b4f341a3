/* One file that may be executed, as the parent sees it before a launch. */
#ifndef PROCEX_PROGRAM_H
#define PROCEX_PROGRAM_H

#include <stddef.h>

#include "script.h"

/*
 * An O_PATH descriptor of the file, relative to directory; or the -errno that execve would give:
 * EACCES for what is no regular file or may not be executed.
 */
long program_open(int directory, const char *path);

/*
 * Its absolute path without symlinks, with a NUL. 0, or -EACCES where it cannot be told: nothing
 * can be decided on such a file.
 */
long program_name(int fd, char *out, size_t size);

/* Its enum script_kind, with the interpreter's name for a script; or -errno. */
long program_kind(int fd, char interpreter[SCRIPT_HEAD]);

#endif
