/*
 * exec by the JDK's rules: the JVM's own PATH, an EACCES that is remembered while the search goes
 * on, and /bin/sh for what the kernel cannot load. See child.h for what may be done here.
 *
 * There are two sets of rules. With an environment of its own the JDK searches by itself; with
 * the JVM's it calls libc's execvp, which differs in an unset PATH, in an empty part of it and in
 * ELOOP. A script sees the difference in $0.
 */
#include "child.h"

#include "sys.h"
#include "text.h"

enum {
    PATH_SIZE = SPAWN_FILE_SIZE,
    NAME_LENGTH = 255 /* NAME_MAX */
};

static void observe(struct spawn_observation *observation, const char *file) {
    if (observation == NULL) {
        return;
    }
    size_t length = text_length(file);
    size_t copied = length < PATH_SIZE ? length : PATH_SIZE - 1;
    *text_append(observation->file, file, copied) = '\0';
}

/* POSIX: a file that the kernel answers with ENOEXEC is a script for the shell. */
static long exec_file(const char *file, const struct spawn_request *request) {
    char **argv = request->argv;
    char *const *envp = request->envp;
    observe(request->observation, file);
    long error = sys_execve(file, argv, envp);
    if (error != -SYS_ENOEXEC) {
        return error;
    }
    char *own = argv[0];
    argv[-1] = (char *)"/bin/sh";
    argv[0] = (char *)file;
    error = sys_execve("/bin/sh", argv - 1, envp);
    argv[0] = own;
    return error;
}

/* True where the search goes on in the next directory. */
static int not_here(long error, int as_execvp) {
    switch (-error) {
    case SYS_ELOOP:
        return !as_execvp;
    case SYS_EACCES:
    case SYS_ENOENT:
    case SYS_ENOTDIR:
    case SYS_ESTALE:
    case SYS_ENODEV:
    case SYS_ETIMEDOUT:
        return 1;
    default:
        return 0;
    }
}

/* Writes directory/file. 0, or -ENAMETOOLONG. */
static long join(char out[PATH_SIZE], const char *directory, size_t length, const char *file,
                 int as_execvp) {
    size_t file_length = text_length(file);
    if (file_length + length + 2 >= PATH_SIZE) {
        return -SYS_ENAMETOOLONG;
    }
    if (length == 0 && !as_execvp) {
        directory = ".";
        length = 1;
    }
    char *end = text_append(out, directory, length);
    if (length > 0 && (as_execvp || directory[length - 1] != '/')) {
        *end++ = '/';
    }
    text_append(end, file, file_length + 1);
    return 0;
}

static long search(const struct spawn_request *request, const char *path) {
    char candidate[PATH_SIZE];
    int denied = 0;
    long error = -SYS_ENOENT;
    for (;;) {
        size_t length = 0;
        while (path[length] != '\0' && path[length] != ':') {
            length++;
        }
        long joined = join(candidate, path, length, request->argv[0], request->search_as_execvp);
        if (joined == 0) {
            error = exec_file(candidate, request);
            if (!not_here(error, request->search_as_execvp)) {
                return error;
            }
        } else if (!request->search_as_execvp) {
            error = joined; /* execvp passes such a part over without a word */
        }
        denied |= error == -SYS_EACCES;
        if (path[length] == '\0') {
            return denied ? -SYS_EACCES : error;
        }
        path += length + 1;
    }
}

long child_exec(const struct spawn_request *request) {
    const char *file = request->argv[0];
    if (*file == '\0') {
        return -SYS_ENOENT;
    }
    if (text_contains(file, '/')) {
        return exec_file(file, request);
    }
    if (request->search_as_execvp && text_length(file) > NAME_LENGTH) {
        return -SYS_ENAMETOOLONG;
    }
    if (request->path != NULL) {
        return search(request, request->path);
    }
    return search(request, request->search_as_execvp ? "/bin:/usr/bin" : ":/bin:/usr/bin");
}
