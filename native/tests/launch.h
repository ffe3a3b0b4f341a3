/* What the tests of the core share: a request with sensible defaults, and looks at this process. */
#ifndef PROCEX_LAUNCH_H
#define PROCEX_LAUNCH_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>

#include "arena.h"
#include "check.h"
#include "spawn_process.h"

extern char **environ;

static struct spawn_ladder launch_ladder;

struct launch {
    struct spawn_request request;
    struct spawn_result result;
    struct arena arena;
};

static inline void launch_prepare(void) {
    ladder_prepare(NULL, 0, &launch_ladder);
}

/* argv must have a spare entry before it. */
static inline struct launch launch_of(char **argv, enum spawn_rung rung) {
    struct launch launch = {0};
    CHECK_EQ(arena_open(&launch.arena, 0), 0);
    launch.request = (struct spawn_request){
        .argv = argv,
        .envp = environ,
        .path = "/usr/bin:/bin",
        .fds = {SPAWN_PIPE, SPAWN_PIPE, SPAWN_PIPE},
        .limit = {1024, SPAWN_LIMIT_KEEP, 1},
        .rung = rung,
        .stack_top = arena_stack_top(&launch.arena),
    };
    return launch;
}

static inline void launch_run(struct launch *launch) {
    spawn_process(&launch->request, &launch->result);
    arena_close(&launch->arena);
}

/* All that the child wrote to one of its ends, until it ended. */
static inline const char *launch_read(int fd) {
    static char text[65536];
    size_t length = 0;
    ssize_t got;
    while ((got = read(fd, text + length, sizeof text - 1 - length)) > 0) {
        length += (size_t)got;
    }
    text[length] = '\0';
    return text;
}

static inline int launch_wait(const struct launch *launch) {
    int status = 0;
    CHECK_EQ(waitpid(launch->result.pid, &status, 0), launch->result.pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* Fails the case if text has no such line. */
#define CHECK_LINE(text, line)                                                                     \
    do {                                                                                           \
        const char *launch_text = (text);                                                          \
        const char *launch_at = strstr(launch_text, line "\n");                                    \
        if (launch_at == NULL || (launch_at != launch_text && launch_at[-1] != '\n')) {            \
            dprintf(check_log, "%s:%d: no line \"%s\" in:\n%s", __FILE__, __LINE__, line,          \
                    launch_text);                                                                  \
            _exit(1);                                                                              \
        }                                                                                          \
    } while (0)

/* Of those below 30,000, one by one: where there is no /proc, or a filter keeps it from being read.
 */
static inline int open_descriptors_asked_for(void) {
    int count = 0;
    for (int fd = 0; fd < 30000; fd++) {
        count += fcntl(fd, F_GETFD) >= 0;
    }
    return count;
}

static inline int open_descriptors(void) {
    DIR *directory = opendir("/proc/self/fd");
    int count = -3; /* ".", ".." and its own */
    if (directory == NULL) {
        return open_descriptors_asked_for();
    }
    errno = 0;
    while (readdir(directory) != NULL) {
        count++;
    }
    int error = errno;
    closedir(directory);
    return error == 0 ? count : open_descriptors_asked_for();
}

/* A failed launch must leave neither a zombie nor a descriptor. */
static inline void check_nothing_left(int open_before) {
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1);
    CHECK_EQ(errno, ECHILD);
    CHECK_EQ(open_descriptors(), open_before);
}

#endif
