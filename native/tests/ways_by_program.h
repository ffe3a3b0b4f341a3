/* Ways by libc, and by programs that are allowed themselves: see ways.h. */
#ifndef PROCEX_WAYS_BY_PROGRAM_H
#define PROCEX_WAYS_BY_PROGRAM_H

#include <dlfcn.h>
#include <spawn.h>

#include "ways.h"

static void way_posix_spawn(const struct place *place) {
    char *argv[] = {(char *)place->witness, NULL};
    pid_t pid;
    if (posix_spawn(&pid, place->witness, NULL, NULL, argv, environ) == 0) {
        waitpid(pid, NULL, 0);
    }
}

static void way_posix_spawnp(const struct place *place) {
    char *argv[] = {(char *)"witness", NULL};
    pid_t pid;
    setenv("PATH", place->folder, 1);
    if (posix_spawnp(&pid, "witness", NULL, NULL, argv, environ) == 0) {
        waitpid(pid, NULL, 0);
    }
}

static void way_system(const struct place *place) {
    if (system(place->witness) != 0) {
        _exit(1);
    }
}

static void way_popen(const struct place *place) {
    FILE *pipe = popen(place->witness, "re");
    if (pipe != NULL) {
        pclose(pipe);
    }
}

/* Runs a command of the shell that is allowed, with the witness as $0. */
static void ways_shell(const struct place *place, const char *command) {
    execl("/bin/sh", "sh", "-c", command, place->witness, (char *)NULL);
}

static void way_sh(const struct place *place) {
    ways_shell(place, "\"$0\"");
}

static void way_sh_exec(const struct place *place) {
    ways_shell(place, "exec \"$0\"");
}

static void way_sh_in_background(const struct place *place) {
    ways_shell(place, "(trap '' HUP; \"$0\" & wait)");
}

static void way_env(const struct place *place) {
    execlp("env", "env", place->witness, (char *)NULL);
}

static void way_xargs(const struct place *place) {
    ways_shell(place, "echo | xargs \"$0\"");
}

static void way_find(const struct place *place) {
    execlp("find", "find", place->folder, "-maxdepth", "0", "-exec", place->witness, ";",
           (char *)NULL);
}

static void way_setsid(const struct place *place) {
    execlp("setsid", "setsid", "-w", place->witness, (char *)NULL);
}

static void way_nohup(const struct place *place) {
    execlp("nohup", "nohup", place->witness, (char *)NULL);
}

static void way_timeout(const struct place *place) {
    execlp("timeout", "timeout", "9", place->witness, (char *)NULL);
}

static void way_perl(const struct place *place) {
    execlp("perl", "perl", "-e", "exec $ARGV[0]", place->witness, (char *)NULL);
}

static void way_awk(const struct place *place) {
    execlp("awk", "awk", "BEGIN {system(ARGV[1])}", place->witness, (char *)NULL);
}

#endif
