#include "leaf_files.h"

#include "filtered.h"
#include "sys_cgroup.h"
#include "sys_rules.h"
#include "text.h"

enum { NAMES = 1024 };

long leaf_open(const char *path) {
    return sys_openat(path, SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
}

long leaf_open_in(int directory, const char *name) {
    return sys_openat_in(directory, name, SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
}

long leaf_read_in(int directory, const char *name) {
    return sys_openat_in(directory, name, SYS_O_RDONLY | SYS_O_CLOEXEC);
}

long leaf_write(int directory, const char *file, const char *text) {
    long fd = sys_openat_in(directory, file, SYS_O_WRONLY | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    long written = sys_write((int)fd, text, text_length(text));
    sys_close((int)fd);
    return written < 0 ? written : 0;
}

void leaf_each(int directory, void (*visit)(int directory, const char *name, void *argument),
               void *argument) {
    uint64_t entries[NAMES / sizeof(uint64_t)];
    long size;
    if (filtered(FILTERED_GETDENTS64)) {
        return;
    }
    while ((size = sys_getdents64(directory, entries, sizeof entries)) > 0) {
        for (long at = 0; at < size;) {
            const struct sys_dirent *entry = (const void *)((const char *)entries + at);
            if (entry->type == SYS_DT_DIR && entry->name[0] != '.') {
                visit(directory, entry->name, argument);
            }
            at += entry->length;
        }
    }
}
