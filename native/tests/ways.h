/*
 * Ways to execute a program by native code or from a child. Each runs in a process of its own, and
 * tries to execute place->witness, which leaves the file place->sign if it runs.
 */
#ifndef PROCEX_WAYS_H
#define PROCEX_WAYS_H

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { WAYS_PATH = 256 };

struct place {
    char folder[WAYS_PATH];
    char witness[WAYS_PATH]; /* not allowed */
    char allowed[WAYS_PATH]; /* the same program, which is */
    char sign[WAYS_PATH];
};

struct way {
    const char *name;
    void (*run)(const struct place *);
};

#define WAY(function)                                                                              \
    { #function, way_##function }

static inline char *ways_path(const struct place *place, const char *name) {
    static __thread char path[WAYS_PATH + 32];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    return path;
}

static inline void ways_copy(const char *from, const char *to) {
    char buffer[65536];
    ssize_t size;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
    while ((size = read(in, buffer, sizeof buffer)) > 0) {
        if (write(out, buffer, (size_t)size) != size) {
            break;
        }
    }
    fchmod(out, 0755);
    close(in);
    close(out);
}

static inline void ways_exec(const char *path) {
    char *argv[] = {(char *)path, NULL};
    execve(path, argv, environ);
}

/* Runs it, and says if the witness has run. */
static inline int ways_try(const struct way *way, const struct place *place) {
    fflush(NULL);
    unlink(place->sign);
    setenv("WITNESS_SIGN", place->sign, 1);
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);
        dup2(null, 0);
        dup2(null, 1);
        dup2(null, 2);
        alarm(20); /* it may hang, as a child of many threads */
        way->run(place);
        _exit(0);
    }
    int status;
    while (waitpid(pid, &status, 0) < 0) {
    }
    return access(place->sign, F_OK) == 0;
}

/* program: sign_child.c, from which the folder's files are made, unless they are there. */
static inline void ways_set_up(struct place *place, const char *folder, const char *program) {
    snprintf(place->folder, sizeof place->folder, "%.200s", folder);
    snprintf(place->witness, sizeof place->witness, "%.200s/witness", folder);
    snprintf(place->allowed, sizeof place->allowed, "%.200s/allowed", folder);
    snprintf(place->sign, sizeof place->sign, "%.200s/sign", folder);
    if (access(place->witness, F_OK) != 0) {
        ways_copy(program, place->witness);
    }
    if (access(place->allowed, F_OK) != 0) {
        ways_copy(program, place->allowed);
    }
}

#endif
