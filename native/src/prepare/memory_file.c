#include "memory_file.h"

#include "note.h"
#include "sys_memory_file.h"

/* If vm.memfd_noexec is 2, only such files can be made. Linux 6.3; unknown to those before. */
static long open_memfd(const char *name) {
    const int flags = SYS_MFD_CLOEXEC | SYS_MFD_ALLOW_SEALING;
    long fd = sys_memfd_create(name, flags | SYS_MFD_NOEXEC_SEAL);
    return fd == -SYS_EINVAL ? sys_memfd_create(name, flags) : fd;
}

/* Only tmpfs: on a full disk a page would be missing, and SIGBUS would end the JVM. */
static int is_memory(int fd) {
    struct sys_statfs system;
    return sys_fstatfs(fd, &system) == 0 && system.type == SYS_TMPFS_MAGIC;
}

/*
 * unlinkat is called first, so that a filter that kills for it does so before there is a file. It
 * also takes away what a process of this number left behind that was killed between two calls.
 */
static long open_shm(const char *name) {
    char path[64];
    struct note note = {path, sizeof path, 0};
    note_add(&note, "/dev/shm/");
    note_add(&note, name);
    note_add(&note, "-");
    note_add_number(&note, (uint64_t)sys_getpid());
    long error = sys_unlinkat(path);
    if (error < 0 && error != -SYS_ENOENT) {
        return error;
    }
    long fd = sys_open_new(path);
    if (fd < 0) {
        return fd;
    }
    sys_unlinkat(path);
    if (!is_memory((int)fd)) {
        sys_close((int)fd);
        return -SYS_EINVAL;
    }
    return fd;
}

long memory_file_open(enum memory_file_kind kind, const char *name) {
    return kind == MEMORY_FILE_MEMFD ? open_memfd(name) : open_shm(name);
}
