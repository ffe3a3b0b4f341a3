#include "program.h"

#include "descriptors.h"
#include "filtered.h"
#include "sys_rules.h"
#include "text.h"

/* By the real ids. Where even that cannot be asked, execve itself has the last word. */
static int is_executable_by_path(int fd) {
    char link[DESCRIPTORS_LINK];
    descriptors_link(fd, link);
    return sys_access(link, SYS_X_OK) != -SYS_EACCES;
}

/* As execve judges: by the effective ids, and false on a file system mounted noexec. */
static int is_executable(int fd) {
    if (!filtered_faccessat2()) {
        long error = sys_faccessat2(fd, "", SYS_X_OK, SYS_AT_EMPTY_PATH | SYS_AT_EACCESS);
        if (error == 0 || error == -SYS_EACCES) {
            return error == 0;
        }
    }
    return is_executable_by_path(fd);
}

static int is_program(int fd) {
    struct arch_stat stat;
    return sys_fstat(fd, &stat) == 0 && (stat.mode & SYS_S_IFMT) == SYS_S_IFREG &&
           is_executable(fd);
}

/* O_PATH: opening a device or a FIFO otherwise may wait, or do something. */
long program_open(int directory, const char *path) {
    long fd = sys_openat_in(directory, path, SYS_O_PATH | SYS_O_CLOEXEC);
    if (fd >= 0 && !is_program((int)fd)) {
        sys_close((int)fd);
        return -SYS_EACCES;
    }
    return fd;
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
 *   - where /proc is hidden or another process's,
 *   - of a file that has been removed: the kernel says "/path (deleted)", also of a memfd. A file
 *     whose name really ends so cannot be told from those,
 *   - longer than PATH_MAX.
 */
long program_name(int fd, char *out, size_t size) {
    long error = descriptors_target(fd, out, size);
    if (error < 0 || out[0] != '/' || ends_with(out, " (deleted)")) {
        return -SYS_EACCES;
    }
    return text_length(out) + 1 == size ? -SYS_EACCES : 0; /* it may have been cut */
}

/*
 * What we may execute but not read is taken for a binary: no interpreter that runs as we do could
 * read it either.
 */
long program_kind(int fd, char interpreter[SCRIPT_HEAD]) {
    char link[DESCRIPTORS_LINK];
    char head[SCRIPT_HEAD] = {0};
    descriptors_link(fd, link);
    long file = sys_openat_in(SYS_AT_FDCWD, link, SYS_O_RDONLY | SYS_O_CLOEXEC);
    if (file < 0) {
        return file == -SYS_EACCES || file == -SYS_EPERM ? SCRIPT_BINARY : file;
    }
    long size = sys_read((int)file, head, sizeof head);
    sys_close((int)file);
    return size < 0 ? size : (long)script_parse(head, interpreter);
}
