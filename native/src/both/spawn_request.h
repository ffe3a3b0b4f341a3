/* One launch as both sides of the clone know it: how it is made, and what is wanted. */
#ifndef PROCEX_SPAWN_REQUEST_H
#define PROCEX_SPAWN_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "file_version.h"

/*
 * The ladder: how a child gets rid of the parent's descriptors, best way first. ladder_prepare
 * chooses the first that works here. spawn_words.c has their names.
 */
enum spawn_rung {
    SPAWN_SHARED_TABLE, /* close_range(CLOSE_RANGE_UNSHARE) on the parent's table, 5.9 */
    SPAWN_CLOSE_RANGE,  /* a private copy of the table, close_range on it, 5.9 */
    SPAWN_PROC_WALK,    /* a private copy, getdents64 on /proc/self/fd */
    SPAWN_CLOSE_LOOP,   /* a private copy, close() of every number up to a bound */
    SPAWN_NO_RUNG,      /* clone(CLONE_VM|CLONE_VFORK) cannot be used here at all */
    SPAWN_RUNGS = SPAWN_NO_RUNG,
};

/* The step in which a launch failed. spawn_words.c has the names. */
enum spawn_step {
    SPAWN_STEP_NONE,
    SPAWN_STEP_MEMORY, /* mmap of the child's stack; in a self-test: memory is not shared */
    SPAWN_STEP_PIPE,   /* pipe2 */
    SPAWN_STEP_SLOT,   /* the reserved descriptors: dup3 of a source, or they are gone */
    SPAWN_STEP_CLONE,
    SPAWN_STEP_TABLE, /* the child's own descriptor table: close_range(CLOSE_RANGE_UNSHARE) */
    SPAWN_STEP_STDIO, /* dup of a source to 0, 1 or 2 */
    SPAWN_STEP_CLOSE, /* closing all else */
    SPAWN_STEP_LIMIT, /* RLIMIT_NOFILE */
    SPAWN_STEP_SIGNAL,
    SPAWN_STEP_CHDIR,
    SPAWN_STEP_EXEC,
    SPAWN_STEP_SETTING, /* a required one of settings.h; before and after CHDIR */
    SPAWN_STEP_FILTER,  /* a seccomp filter has killed the child before it executed anything */
    SPAWN_STEPS,
};

/* No descriptor: a pipe is wanted (in a request), or none was made (in a result). */
#define SPAWN_PIPE (-1)

/* Leaves that part of the limit as the parent has it. */
#define SPAWN_LIMIT_KEEP (~(uint64_t)0 - 1)

/* RLIMIT_NOFILE of the child; ~0 is infinity. */
struct spawn_limit {
    uint64_t soft;
    uint64_t hard;
    int only_lower; /* never above what the parent has: for a default that nobody asked for */
};

enum { SPAWN_FILE_SIZE = 4096 }; /* PATH_MAX, with its NUL */

/* Facts about a launch that records need beside its outcome. Limits as getrlimit reports them. */
struct spawn_observation {
    uint64_t limit_before[2];   /* soft and hard, of the parent */
    uint64_t limit_after[2];    /* of the child */
    uint64_t blocked;           /* signals that the child would have inherited blocked: bit N-1 */
    char file[SPAWN_FILE_SIZE]; /* what was executed, or tried last; empty before */
};

/* How a program is executed that was decided on beforehand. */
enum spawn_how {
    SPAWN_PINNED,       /* a binary: that file or none */
    SPAWN_BY_PATH,      /* a script: its interpreter opens the path once more */
    SPAWN_BY_DIRECTORY, /* a script, below /dev/fd/N: the directory is what it was */
    SPAWN_REMEMBERED    /* a binary resolved for an earlier launch, if its path has no symlink */
};

/* Made by pin.h of the file that was decided on. */
struct spawn_program {
    enum spawn_how how;
    struct file_version version;
    const char *path;
    const char *directory; /* of the path, and the name in it */
    const char *name;
    int is_own_name;      /* of what is remembered: the launch names it by this very path */
    int without_execveat; /* a filter would kill for it */
    int without_openat2;
};

struct spawn_request {
    char **argv;          /* argv[0] is the program; argv[-1] is a spare entry, for /bin/sh */
    char *const *envp;    /* the child's environment */
    int search_as_execvp; /* PATH rules of libc's execvp, which the JDK uses with its own environ */
    const char *path;     /* the PATH to search, or NULL if the JVM has none */
    const char *dir;      /* working directory, or NULL for the parent's */
    const struct spawn_program *program; /* executed instead of what a search finds; or NULL */
    int fds[3];                          /* sources of 0, 1, 2; SPAWN_PIPE makes a pipe */
    int redirect_error_stream;
    struct spawn_limit limit;
    const char *stripped; /* of environment.h; or NULL */
    int sweep;  /* first make the parent's own descriptors from 3 on close-on-exec: Linux 5.11 */
    int marked; /* bears the mark of orphan_mark.h, as its descendants will */
    enum spawn_rung rung;                  /* try no better rung than this */
    void *stack_top;                       /* the child's stack grows down from here */
    struct settings *settings;             /* of settings.h; or NULL for none */
    struct spawn_observation *observation; /* to be filled in; or NULL, as nearly always */
};

#endif
