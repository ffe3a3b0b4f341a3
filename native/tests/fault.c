/*
 * fault RULE... -- PROGRAM [ARGUMENT...]
 *
 * Runs PROGRAM in a place where the kernel refuses some system calls, as containers and sandboxes
 * do. RULE is CALL=ERRNO, or CALL:ARGUMENT:MASK=ERRNO for calls whose numbered argument has a bit
 * of MASK: close_range=EPERM, close_range:2:2=EINVAL, clone:0:0x4000=EAGAIN. The errno KILL ends
 * the process that makes such a call.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "refuse.h"

struct word {
    const char *name;
    int value;
};

static const struct word calls[] = {
    {"clone", SYS_clone},
    {"clone3", SYS_clone3},
    {"pipe", SYS_pipe},
    {"pipe2", SYS_pipe2},
    {"mmap", SYS_mmap},
    {"close_range", SYS_close_range},
    {"openat", SYS_openat},
    {"unlink", SYS_unlink},
    {"vfork", SYS_vfork},
    {"execve", SYS_execve},
    {"dup3", SYS_dup3},
    {"close", SYS_close},
    {"fcntl", SYS_fcntl},
    {"pidfd_open", SYS_pidfd_open},
    {"epoll_create1", SYS_epoll_create1},
    {"epoll_pwait", SYS_epoll_pwait},
    {NULL, 0},
};

static const struct word errors[] = {
    {"EPERM", EPERM},   {"ENOSYS", ENOSYS},          {"EINVAL", EINVAL},
    {"EAGAIN", EAGAIN}, {"ENOMEM", ENOMEM},          {"EMFILE", EMFILE},
    {"ENFILE", ENFILE}, {"KILL", REFUSE_BY_KILLING}, {NULL, 0},
};

static int look_up(const struct word *words, const char *name, const char *what) {
    for (; words->name != NULL; words++) {
        if (strcmp(words->name, name) == 0) {
            return words->value;
        }
    }
    fprintf(stderr, "fault: unknown %s '%s'\n", what, name);
    exit(2);
}

static void install(char *rule) {
    struct refusal refusal = {0};
    char *error = strchr(rule, '=');
    if (error == NULL) {
        fprintf(stderr, "fault: '%s' has no '='\n", rule);
        exit(2);
    }
    *error++ = '\0';
    char *argument = strchr(rule, ':');
    if (argument != NULL) {
        *argument++ = '\0';
        refusal.argument = (int)strtol(argument, &argument, 0);
        refusal.mask = (unsigned)strtoul(argument + 1, NULL, 0);
    }
    refusal.number = look_up(calls, rule, "call");
    refusal.error = look_up(errors, error, "errno");
    if (refuse(&refusal) != 0) {
        perror("fault: seccomp");
        exit(2);
    }
}

int main(int argc, char **argv) {
    int i = 1;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        install(argv[i]);
    }
    if (i + 1 >= argc) {
        fprintf(stderr, "usage: fault RULE... -- PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    execvp(argv[i + 1], argv + i + 1);
    perror(argv[i + 1]);
    return 2;
}
