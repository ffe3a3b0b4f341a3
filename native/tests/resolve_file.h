/* Resolves files as a launch would, and the names to expect. */
#ifndef PROCEX_RESOLVE_FILE_H
#define PROCEX_RESOLVE_FILE_H

#include "resolve.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>

#include "files.h"
#include "launch.h"
#include "refuse.h"

static struct resolved resolved;
static const char *in_directory;

/* The name of the file, and behind a blank each, its interpreters'; "failed STEP ERRNO" if so. */
static inline const char *resolve_by(const char *path, const char *program, int as_execvp) {
    static char text[65536];
    struct resolve_request request = {program, path, as_execvp, in_directory};
    int before = open_descriptors();
    int fd = resolve(&request, &resolved);
    if (fd < 0) {
        CHECK_EQ(open_descriptors(), before);
        snprintf(text, sizeof text, "failed %d %d", (int)resolved.step, resolved.error);
        return text;
    }
    CHECK_EQ(open_descriptors(), before + 1);
    CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_PATH, O_PATH);
    CHECK_EQ(resolved.step, SPAWN_STEP_NONE);
    close(fd);
    strcpy(text, resolved.name);
    for (int i = 0; i < resolved.interpreters; i++) {
        strcat(strcat(text, " "), resolved.interpreter[i]);
    }
    return text;
}

static inline const char *resolve_file(const char *file) {
    return resolve_by("/nowhere", file, 0);
}

static inline const char *failed(int error) {
    static char text[32];
    snprintf(text, sizeof text, "failed %d %d", SPAWN_STEP_EXEC, error);
    return text;
}

/* The names of two files in the current directory. */
static inline const char *both(const char *first, const char *second) {
    static char text[16384];
    strcpy(text, full_name(first));
    return strcat(strcat(text, " "), full_name(second));
}

/* What /bin/sh is here. */
static inline const char *shell(void) {
    static char name[4096];
    CHECK_EQ(realpath("/bin/sh", name) != NULL, 1);
    return name;
}

static inline const char *with_shell(const char *file) {
    static char text[16384];
    strcpy(text, full_name(file));
    return strcat(strcat(text, " "), shell());
}

static inline void prepare(void) {
    launch_prepare();
    enter_directory();
}

static inline void become_nobody(void) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
        SKIP("no other user can be had here");
    }
}

#endif
