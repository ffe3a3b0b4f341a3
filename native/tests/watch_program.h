/* The program procex-watch by itself, with what the JVM gives it. */
#ifndef PROCEX_WATCH_PROGRAM_H
#define PROCEX_WATCH_PROGRAM_H

#include <fcntl.h>

#include "check.h"
#include "refuse.h"

/* A descriptor below 0 is closed. refused: a call that fails for it; or NULL. Returns its pid. */
static inline pid_t watch_start_program(int jvm, int place, char *const argv[],
                                        const struct refusal *refused) {
    extern const char watch_image[];
    extern const char watch_image_end[];
    char *const environment[] = {NULL};
    const int given[] = {jvm, place};
    int program = (int)syscall(SYS_memfd_create, "watch", 0);
    ssize_t size = watch_image_end - watch_image;
    CHECK_EQ(write(program, watch_image, (size_t)size), size);
    pid_t pid = fork();
    if (pid == 0) {
        for (int i = 0; i < 2; i++) {
            if (given[i] < 0) {
                close(i);
            } else {
                dup2(given[i], i);
            }
        }
        if (refused != NULL) {
            CHECK_EQ(refuse(refused), 0);
        }
        syscall(SYS_execveat, program, "", argv, environment, AT_EMPTY_PATH);
        _exit(2);
    }
    close(program);
    return pid;
}

static inline int watch_status(pid_t pid) {
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return status;
}

#endif
