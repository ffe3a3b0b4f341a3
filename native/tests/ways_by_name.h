/* Ways that give the program another name, or its bytes a name that is allowed: see ways.h. */
#ifndef PROCEX_WAYS_BY_NAME_H
#define PROCEX_WAYS_BY_NAME_H

#include <sys/mount.h>
#include <sys/syscall.h>

#include "ways_direct.h"

static void way_symbolic_link(const struct place *place) {
    char *name = ways_path(place, "symbolic");
    unlink(name);
    if (symlink(place->witness, name) == 0) {
        ways_exec(name);
    }
}

static void way_hard_link(const struct place *place) {
    char *name = ways_path(place, "hard");
    unlink(name);
    if (link(place->witness, name) == 0) {
        ways_exec(name);
    }
}

/* The allowed program comes back to its name, as it is the file that is allowed. */
static void ways_in_its_place(const struct place *place, int moves) {
    char saved[WAYS_PATH + 32];
    char other[WAYS_PATH + 32];
    snprintf(saved, sizeof saved, "%s.saved", place->allowed);
    snprintf(other, sizeof other, "%s.other", place->witness);
    rename(place->allowed, saved);
    if (moves) {
        ways_copy(place->witness, other);
        rename(other, place->allowed);
    } else {
        ways_copy(place->witness, place->allowed);
    }
    pid_t pid = fork();
    if (pid == 0) {
        ways_exec(place->allowed);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
    rename(saved, place->allowed);
}

static void way_move_to_an_allowed_name(const struct place *place) {
    ways_in_its_place(place, 1);
}

static void way_copy_to_an_allowed_name(const struct place *place) {
    ways_in_its_place(place, 0);
}

static void way_copy_in_memory(const struct place *place) {
    char name[64];
    snprintf(name, sizeof name, "/dev/shm/witness-%d", (int)getpid());
    ways_copy(place->witness, name);
    pid_t pid = fork();
    if (pid == 0) {
        ways_exec(name);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
    unlink(name);
}

/* Root as it is, anybody else by a namespace of users. */
static int ways_may_mount(void) {
    return unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
}

static void way_mount_on_an_allowed_name(const struct place *place) {
    if (ways_may_mount()) {
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
        if (mount(place->witness, place->allowed, NULL, MS_BIND, NULL) == 0) {
            ways_exec(place->allowed);
        }
    }
}

static void way_root_of_its_own(const struct place *place) {
    if ((chroot(place->folder) == 0 || (ways_may_mount() && chroot(place->folder) == 0)) &&
        chdir("/") == 0) {
        setenv("WITNESS_SIGN", "/sign", 1);
        ways_exec("/witness");
    }
}

/* A file system that is mounted nowhere. */
static void way_detached_mount(const struct place *place) {
    ways_may_mount();
    int context = (int)syscall(430 /* fsopen */, "tmpfs", 0);
    syscall(431 /* fsconfig */, context, 6 /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0);
    int mounted = (int)syscall(432 /* fsmount */, context, 0, 0);
    if (mounted >= 0) {
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d/witness", mounted);
        ways_copy(place->witness, path);
        ways_execveat(mounted, "witness", 0);
    }
}

static void ways_script(const char *path, const char *first, const char *rest) {
    FILE *file = fopen(path, "we");
    fprintf(file, "#!%s\n%s\n", first, rest);
    fchmod(fileno(file), 0755);
    fclose(file);
}

static void way_interpreter_of_a_script(const struct place *place) {
    char *name = ways_path(place, "script");
    ways_script(name, place->witness, "");
    ways_exec(name);
}

/* The interpreter is allowed, but not this script. */
static void way_script_of_an_allowed_shell(const struct place *place) {
    char *name = ways_path(place, "shell-script");
    ways_script(name, "/bin/sh", ": >\"$WITNESS_SIGN\"");
    ways_exec(name);
}

#endif
