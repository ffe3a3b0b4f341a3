#include "program.h"

#include "descriptors.h"
#include "filtered.h"
#include "head.h"
#include "known.h"
#include "path.h"
#include "sys_rules.h"
#include "text.h"

/* Asks with the real ids. If even that is refused, execve itself decides. */
static int is_executable_by_path(int fd) {
    char link[DESCRIPTORS_LINK];
    if (filtered(FILTERED_FACCESSAT)) {
        return 1;
    }
    descriptors_link(fd, link);
    return sys_access(link, SYS_X_OK) != -SYS_EACCES;
}

/* As execve judges: by the effective ids, and false on a file system mounted noexec. */
static int is_executable(int fd) {
    if (!filtered(FILTERED_FACCESSAT2)) {
        long error = sys_faccessat2(fd, "", SYS_X_OK, SYS_AT_EMPTY_PATH | SYS_AT_EACCESS);
        if (error == 0 || error == -SYS_EACCES) {
            return error == 0;
        }
    }
    return is_executable_by_path(fd);
}

/*
 * O_PATH: opening a device or a FIFO otherwise may wait, or do something. A canonical path on which
 * there is no symlink is the file's name; that is cheaper to ask for than the name.
 */
static long open_file(struct program *program, int directory, const char *path) {
    const struct sys_open_how how = {SYS_O_PATH | SYS_O_CLOEXEC, 0, SYS_RESOLVE_NO_SYMLINKS};
    program->is_named = 0;
    if (path_is_canonical(path) && !filtered(FILTERED_OPENAT2)) {
        long fd = sys_openat2(directory, path, &how);
        program->is_named = fd >= 0;
        if (fd >= 0 || fd == -SYS_ENOENT) {
            return fd;
        }
    }
    return sys_openat_in(directory, path, SYS_O_PATH | SYS_O_CLOEXEC);
}

/* Of a file that is there: what hides it is a refusal, all else its own reason. */
static long refusal_of(long error) {
    return error == -SYS_ENOENT || error == -SYS_ENOTDIR || error == -SYS_EPERM ? -SYS_EACCES
                                                                                : error;
}

static long check_program(struct program *program) {
    long error = sys_fstat(program->fd, &program->stat);
    if (error < 0) {
        return refusal_of(error);
    }
    int is_regular = (program->stat.mode & SYS_S_IFMT) == SYS_S_IFREG;
    return is_regular && is_executable(program->fd) ? 0 : -SYS_EACCES;
}

long program_open(struct program *program, int directory, const char *path) {
    long fd = open_file(program, directory, path);
    program->fd = (int)fd;
    long error = fd < 0 ? fd : check_program(program);
    if (fd >= 0 && error < 0) {
        sys_close((int)fd);
    }
    return error;
}

static int ends_with(const char *text, const char *end) {
    size_t length = text_length(text);
    size_t end_length = text_length(end);
    if (length < end_length) {
        return 0;
    }
    for (size_t i = 0; i < end_length; i++) {
        if (text[length - end_length + i] != end[i]) {
            return 0;
        }
    }
    return 1;
}

/*
 * The kernel has resolved all symlinks on the way, those of /proc/self/exe too, so that its own
 * name for the file is asked for. There is none that means anything
 *   - if /proc is hidden or another process's,
 *   - of a file that has been removed: the kernel says "/path (deleted)", also of a memfd. A file
 *     whose name really ends so cannot be told from those,
 *   - longer than PATH_MAX.
 */
static long ask_name(int fd, char *out, size_t size) {
    long error = descriptors_target(fd, out, size);
    if (error < 0) {
        return refusal_of(error);
    }
    if (out[0] != '/' || ends_with(out, " (deleted)")) {
        return -SYS_EACCES;
    }
    return text_length(out) + 1 == size ? -SYS_EACCES : 0; /* it may have been cut */
}

long program_name(const struct program *program, const char *path, char *out, size_t size) {
    size_t length = text_length(path);
    if (!program->is_named) {
        return ask_name(program->fd, out, size);
    }
    if (length >= size) {
        return -SYS_EACCES;
    }
    text_append(out, path, length + 1);
    return 0;
}

/*
 * The kind of a file that could not be opened. What we may execute but not read is taken for a
 * binary: no interpreter that runs as we do could read it either. All else is a /proc that hides
 * our descriptors.
 */
static long kind_of_unread(int fd, long error) {
    int denied = error == -SYS_EACCES || error == -SYS_EPERM;
    if (denied && (filtered(FILTERED_FACCESSAT2) ||
                   sys_faccessat2(fd, "", SYS_R_OK, SYS_AT_EMPTY_PATH | SYS_AT_EACCESS) != 0)) {
        return SCRIPT_BINARY;
    }
    return refusal_of(error);
}

long program_kind(const struct program *program, char interpreter[SCRIPT_HEAD]) {
    char head[SCRIPT_HEAD];
    if (!known_head(&program->stat, head)) {
        long size = head_read(program->fd, head);
        if (size < 0) {
            return kind_of_unread(program->fd, size);
        }
        known_add(&program->stat, head);
    }
    return script_parse(head, interpreter);
}
