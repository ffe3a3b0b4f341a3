/* A directory of its own for a case, and files in it. */
#ifndef PROCEX_FILES_H
#define PROCEX_FILES_H

#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

/* As the current one: a/ and b/ to search in. */
static inline void enter_directory(void) {
    CHECK_EQ(chdir(check_folder()), 0);
    CHECK_EQ(mkdir("a", 0755), 0);
    CHECK_EQ(mkdir("b", 0755), 0);
}

static inline void make_file_of(const char *path, const void *bytes, size_t size, int mode) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CHECK_EQ(write(fd, bytes, size), (long long)size);
    CHECK_EQ(fchmod(fd, (mode_t)mode), 0);
    close(fd);
}

static inline void make_file(const char *path, const char *text, int mode) {
    make_file_of(path, text, strlen(text), mode);
}

static inline void copy_file(const char *from, const char *to, int mode) {
    static char bytes[4 << 20];
    int fd = open(from, O_RDONLY);
    ssize_t size = read(fd, bytes, sizeof bytes);
    CHECK_EQ(size > 0, 1);
    close(fd);
    make_file_of(to, bytes, (size_t)size, mode);
}

/* The name of path in the current directory, as the kernel calls it. */
static inline const char *full_name(const char *path) {
    static char name[8192];
    CHECK_EQ(getcwd(name, 4096) != NULL, 1);
    strcat(name, "/");
    return strcat(name, path);
}

/* Before Linux 6.13 files have the time of the clock's last tick: what changes within one looks as
 * it did. */
static inline void change_until_it_shows(const char *path, mode_t mode) {
    struct stat before;
    struct stat after;
    CHECK_EQ(stat(path, &before), 0);
    do {
        CHECK_EQ(chmod(path, mode), 0);
        CHECK_EQ(stat(path, &after), 0);
    } while (after.st_ctim.tv_sec == before.st_ctim.tv_sec &&
             after.st_ctim.tv_nsec == before.st_ctim.tv_nsec);
}

#endif
