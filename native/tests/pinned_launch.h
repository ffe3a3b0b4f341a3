/* Launches of a program that was resolved and pinned beforehand. */
#ifndef PROCEX_PINNED_LAUNCH_H
#define PROCEX_PINNED_LAUNCH_H

#include "pin.h"
#include "resolve.h"

#include <sys/syscall.h>

#include "files.h"
#include "launch.h"
#include "refuse.h"
#include "settings_block.h"

static struct resolved resolved;
static struct spawn_program program;

static inline void resolve_program(const char *file, const char *dir) {
    struct resolve_request request = {file, "a:b:/usr/bin:/bin", 0, dir};
    int fd = resolve(&request, &resolved);
    CHECK_EQ(fd >= 0, 1);
    close(fd);
}

/* Room for a copied path, beside that of the launch. */
static inline void pin(enum spawn_how how) {
    static struct arena arena;
    const char *path = how == SPAWN_BY_PATH ? resolved.found : resolved.name;
    CHECK_EQ(arena_open(&arena, pin_room(strlen(path))), 0);
    CHECK_EQ(pin_program(&program, &arena, &resolved.version, path, how), 0);
}

/* argv[0] is the program that was resolved. */
static inline struct launch pinned_launch(char **argv, enum spawn_rung rung, enum spawn_how how) {
    struct launch launch = launch_of(argv, rung);
    pin(how);
    launch.request.program = &program;
    return launch;
}

/* What the program prints; "failed N" for an errno. */
static inline const char *output(struct launch *launch) {
    static char failure[32];
    launch_run(launch);
    if (launch->result.pid < 0) {
        CHECK_EQ(launch->result.step, SPAWN_STEP_EXEC);
        snprintf(failure, sizeof failure, "failed %d", launch->result.error);
        return failure;
    }
    const char *text = launch_read(launch->result.fds[1]);
    launch_wait(launch);
    return text;
}

static inline const char *run(const char *name, enum spawn_how how) {
    char *argv[] = {NULL, (char *)name, (char *)"argument", NULL};
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, how);
    return output(&launch);
}

static inline void prepare(void) {
    launch_prepare();
    enter_directory();
}

#endif
