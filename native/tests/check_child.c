/*
 * A child that checks by itself what it was given, for launches by the hundred thousand: exits with
 * 0 if all is right, else with the number of what is wrong. Its one argument is a number, which has
 * to come by the environment (the one variable NUMBER) and on stdin too; it goes back on stdout.
 * Linked statically, for the dynamic linker would take most of a launch's time.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum fault {
    RIGHT,
    WRONG_ARGUMENTS,
    WRONG_ENVIRONMENT,
    WRONG_DESCRIPTORS,
    WRONG_LIMIT,
    WRONG_MASK,
    WRONG_SIGPIPE,
    WRONG_STDIN,
    WRONG_STDOUT
};

enum { FIRST_FREE = 3, SELECT_SAFE = 1024, LONGEST_NUMBER = 32 };

extern char **environ;

static int environment_is(const char *number) {
    char variable[LONGEST_NUMBER + sizeof "NUMBER="];
    snprintf(variable, sizeof variable, "NUMBER=%s", number);
    return environ[0] && !environ[1] && strcmp(environ[0], variable) == 0;
}

/* /proc/self/fd, itself opened as the lowest free number, lists four: 0 to 3. */
static int only_stdio_is_open(void) {
    _Alignas(struct dirent64) char entries[4096];
    int directory = open("/proc/self/fd", O_RDONLY | O_DIRECTORY);
    if (directory != FIRST_FREE) {
        return 0;
    }
    long size = syscall(SYS_getdents64, directory, entries, sizeof entries);
    int open_descriptors = -2; /* . and .. */
    for (long at = 0; at < size; at += ((struct dirent64 *)(entries + at))->d_reclen) {
        open_descriptors++;
    }
    close(directory);
    return open_descriptors == FIRST_FREE + 1;
}

static int limit_is_select_safe(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur == (limit.rlim_max < SELECT_SAFE ? limit.rlim_max : SELECT_SAFE);
}

static int nothing_is_blocked(void) {
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    return sigisemptyset(&mask);
}

static int sigpipe_is_default(void) {
    struct sigaction action;
    sigaction(SIGPIPE, NULL, &action);
    return action.sa_handler == SIG_DFL;
}

static int stdin_is(const char *number) {
    char text[LONGEST_NUMBER];
    size_t size = 0;
    ssize_t more = 1;
    while (more > 0 && size < sizeof text) {
        more = read(0, text + size, sizeof text - size);
        size += more > 0 ? (size_t)more : 0;
    }
    return size == strlen(number) && memcmp(text, number, size) == 0;
}

int main(int argc, char **argv) {
    if (argc != 2 || strlen(argv[1]) >= LONGEST_NUMBER) {
        return WRONG_ARGUMENTS;
    }
    if (!environment_is(argv[1])) {
        return WRONG_ENVIRONMENT;
    }
    if (!only_stdio_is_open()) {
        return WRONG_DESCRIPTORS;
    }
    if (!limit_is_select_safe()) {
        return WRONG_LIMIT;
    }
    if (!nothing_is_blocked()) {
        return WRONG_MASK;
    }
    if (!sigpipe_is_default()) {
        return WRONG_SIGPIPE;
    }
    if (!stdin_is(argv[1])) {
        return WRONG_STDIN;
    }
    ssize_t length = (ssize_t)strlen(argv[1]);
    return write(1, argv[1], (size_t)length) == length ? RIGHT : WRONG_STDOUT;
}
