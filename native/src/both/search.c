#include "search.h"

#include "spawn_request.h"
#include "sys.h"
#include "text.h"

enum {
    PATH_SIZE = SPAWN_FILE_SIZE,
    NAME_LENGTH = 255 /* NAME_MAX */
};

/* True if the search goes on in the next directory. */
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

static long search_in(const struct search *search, const char *path) {
    char candidate[PATH_SIZE];
    int denied = 0;
    long error = -SYS_ENOENT;
    for (;;) {
        size_t length = 0;
        while (path[length] != '\0' && path[length] != ':') {
            length++;
        }
        long joined = join(candidate, path, length, search->program, search->as_execvp);
        if (joined == 0) {
            error = search->candidate(search->context, candidate);
            if (!not_here(error, search->as_execvp)) {
                return error;
            }
        } else if (!search->as_execvp) {
            error = joined; /* execvp passes such a part over without a word */
        }
        denied |= error == -SYS_EACCES;
        if (path[length] == '\0') {
            return denied ? -SYS_EACCES : error;
        }
        path += length + 1;
    }
}

long search_program(const struct search *search) {
    const char *program = search->program;
    if (*program == '\0') {
        return -SYS_ENOENT;
    }
    if (text_contains(program, '/')) {
        return search->candidate(search->context, program);
    }
    if (search->as_execvp && text_length(program) > NAME_LENGTH) {
        return -SYS_ENAMETOOLONG;
    }
    if (search->path != NULL) {
        return search_in(search, search->path);
    }
    return search_in(search, search->as_execvp ? "/bin:/usr/bin" : ":/bin:/usr/bin");
}
