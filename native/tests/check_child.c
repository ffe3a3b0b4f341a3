/*
 * A child that checks by itself what it was given, for launches by the hundred thousand: exits with
 * 0 if all is right, else with the number of what is wrong. Its arguments are a number, which has
 * to come by the environment (the one variable NUMBER) and on stdin too and goes back on stdout,
 * and the directory that it has to run in. Linked statically, for the dynamic linker would take
 * most of a launch's time.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
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
    WRONG_DISPOSITION,
    WRONG_DIRECTORY,
    WRONG_STDIN,
    WRONG_STDOUT
};

enum { FIRST_FREE = 3, SELECT_SAFE = 1024, LONGEST_NUMBER = 32, LAST_SIGNAL = 64 };

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

/* nohup and a shell's & leave these ignored, and so do launches, as the stock JDK's. */
static int may_be_ignored(int number) {
    return number == SIGHUP || number == SIGINT || number == SIGQUIT;
}

/* By the kernel's own numbers, for libc hides 32 and 33: SIGCHLD at its default too. */
static int all_signals_are_default(void) {
    for (int number = 1; number <= LAST_SIGNAL; number++) {
        struct {
            void (*handler)(int);
            unsigned long flags;
            void (*restorer)(void);
            unsigned long mask;
        } action;
        if (syscall(SYS_rt_sigaction, number, NULL, &action, sizeof action.mask) != 0) {
            return 0;
        }
        int ignored = action.handler == SIG_IGN && may_be_ignored(number);
        if (action.handler != SIG_DFL && !ignored) {
            return 0;
        }
    }
    return 1;
}

static int directory_is(const char *expected) {
    char directory[PATH_MAX];
    return getcwd(directory, sizeof directory) && strcmp(directory, expected) == 0;
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
    if (argc != 3 || strlen(argv[1]) >= LONGEST_NUMBER) {
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
    if (!all_signals_are_default()) {
        return WRONG_DISPOSITION;
    }
    if (!directory_is(argv[2])) {
        return WRONG_DIRECTORY;
    }
    if (!stdin_is(argv[1])) {
        return WRONG_STDIN;
    }
    ssize_t length = (ssize_t)strlen(argv[1]);
    return write(1, argv[1], (size_t)length) == length ? RIGHT : WRONG_STDOUT;
}
