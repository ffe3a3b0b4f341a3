/*
 * cp SOURCE... TARGET   copies files, for an image that has nothing else to run: operators and init containers start "cp" in
 * it. Options are those of cp(1) and change nothing. A copy gets a name of its own and then the target's, so that a JVM
 * that runs with the old file keeps it: an init container that is started again may not write into it.
 *
 * No libc: with one, the image would be ten times as large without the jar.
 */
#include <stddef.h>

#include "start.h"
#include "sys.h"
#include "text.h"

enum {
    NO_ROOM = -36, /* ENAMETOOLONG */
    IS_DIRECTORY = -21,
    AT_FDCWD = -100,
    EXISTS = -17, /* EEXIST */
    O_CREAT = 0100,
    O_EXCL = 0200,
    BLOCK = 1 << 16,
    LONGEST = 4096,
    EVERYBODY_READS = 0644,
    ATTEMPTS = 1000,
};

static char block[BLOCK];

static void tell(const char *text) {
    sys_write(2, text, text_length(text));
}

static int fail(const char *what, const char *name, long error) {
    char digits[] = "0000\n";
    for (int at = 3; at >= 0; at--, error /= 10) {
        digits[at] = (char)('0' - error % 10);
    }
    tell("cp: ");
    tell(what);
    tell(" ");
    tell(name);
    tell(": errno ");
    tell(digits);
    return 1;
}

static const char *base_name(const char *path) {
    const char *base = path;
    for (; *path != '\0'; path++) {
        base = *path == '/' && path[1] != '\0' ? path + 1 : base;
    }
    return base;
}

static long append(char *path, size_t *length, const char *text) {
    size_t more = text_length(text);
    if (*length + more >= LONGEST) {
        return NO_ROOM;
    }
    for (size_t i = 0; i <= more; i++) {
        path[*length + i] = text[i];
    }
    *length += more;
    return 0;
}

static int is_directory(const char *path) {
    long fd = sys_openat(path, SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return fd >= 0;
}

/* The target, or the file of the source's name in it. */
static long place(char *path, const char *source, const char *target) {
    size_t length = 0;
    path[0] = '\0';
    long error = append(path, &length, target);
    if (error == 0 && is_directory(target)) {
        error = append(path, &length, "/");
        error = error == 0 ? append(path, &length, base_name(source)) : error;
    }
    return error;
}

static long write_all(int to, const char *bytes, long count) {
    while (count > 0) {
        long written = sys_write(to, bytes, (size_t)count);
        if (written < 0) {
            return written;
        }
        bytes += written;
        count -= written;
    }
    return 0;
}

static long copy_bytes(int from, int to) {
    long got;
    while ((got = sys_read(from, block, BLOCK)) > 0) {
        long error = write_all(to, block, got);
        if (error != 0) {
            return error;
        }
    }
    return got;
}

/* A new file beside the target: its name ends in a number that nobody has taken. */
static long make(char *path, size_t length) {
    long fd = -1;
    for (int i = 0; i < ATTEMPTS; i++) {
        path[length] = '.';
        path[length + 1] = (char)('0' + i / 100);
        path[length + 2] = (char)('0' + i / 10 % 10);
        path[length + 3] = (char)('0' + i % 10);
        path[length + 4] = '\0';
        fd = arch_syscall4(__NR_openat, AT_FDCWD, (long)path,
                           SYS_O_WRONLY | O_CREAT | O_EXCL | SYS_O_CLOEXEC, EVERYBODY_READS);
        if (fd != EXISTS) {
            break;
        }
    }
    return fd;
}

static long copy_to(int from, const char *target) {
    char path[LONGEST + 8];
    size_t length = 0;
    long error = append(path, &length, target);
    long to = error == 0 ? make(path, length) : error;
    if (to < 0) {
        return to;
    }
    /* Whatever the umask: the JVM may be another user's. */
    arch_syscall3(__NR_fchmod, to, EVERYBODY_READS, 0);
    error = copy_bytes(from, (int)to);
    sys_close((int)to);
    if (error == 0) {
        error = arch_syscall4(__NR_renameat2, AT_FDCWD, (long)path, AT_FDCWD, (long)target);
    }
    if (error < 0) {
        arch_syscall3(__NR_unlinkat, AT_FDCWD, (long)path, 0);
    }
    return error;
}

static int copy(const char *source, const char *target) {
    char path[LONGEST];
    long from = is_directory(source) ? IS_DIRECTORY : sys_openat(source, SYS_O_CLOEXEC);
    if (from < 0) {
        return fail("cannot read", source, from);
    }
    long error = place(path, source, target);
    error = error == 0 ? copy_to((int)from, path) : error;
    sys_close((int)from);
    return error < 0 ? fail("cannot write", path, error) : 0;
}

/* argc, argv[0], argv[1], ... as the kernel puts them on the stack. */
__attribute__((used)) void arch_main(long *stack);
void arch_main(long *stack) {
    long count = stack[0];
    char **words = (char **)(stack + 1);
    int first = 1;
    while (first < count && words[first][0] == '-' && words[first][1] != '\0') {
        first++;
    }
    int status = 0;
    if (count - first < 2) {
        tell("usage: cp SOURCE... TARGET\n");
        status = 2;
    }
    for (int i = first; status != 2 && i < count - 1; i++) {
        status |= copy(words[i], words[count - 1]);
    }
    sys_exit_group(status);
}
