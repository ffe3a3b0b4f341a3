/*
 * fault RULE... -- PROGRAM [ARGUMENT...]
 *
 * Runs PROGRAM in a place where the kernel refuses some system calls, as containers and sandboxes
 * do. RULE is CALL=ERRNO, or CALL:ARGUMENT:MASK=ERRNO for calls whose numbered argument has a bit
 * of MASK: close_range=EPERM, close_range:2:2=EINVAL, clone:0:0x4000=EAGAIN. The errno KILL ends
 * the process that makes such a call, KILL_THREAD its thread, and TRAP sends it SIGSYS. CALL may be
 * a number. One that this CPU does not have is refused already: it has only the one that came
 * after.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "refuse.h"

struct word {
    const char *name;
    int value;
};

/* As pipe on newer CPUs. */
#define NO_SUCH_CALL (-1)

#define CALL(name)                                                                                 \
    { #name, SYS_##name }

#ifdef SYS_open
#define OLD_CALL(name) CALL(name)
#else
#define OLD_CALL(name)                                                                             \
    { #name, NO_SUCH_CALL }
#endif

static const struct word calls[] = {
    CALL(accept4),
    CALL(brk),
    CALL(capget),
    CALL(chdir),
    CALL(clock_gettime),
    CALL(clock_nanosleep),
    CALL(clone),
    CALL(clone3),
    CALL(close),
    CALL(close_range),
    CALL(dup),
    CALL(dup3),
    CALL(epoll_create1),
    CALL(epoll_ctl),
    CALL(epoll_pwait),
    CALL(execve),
    CALL(execveat),
    CALL(exit_group),
    CALL(faccessat),
    CALL(faccessat2),
    CALL(fchmod),
    CALL(fchmodat),
    CALL(fchdir),
    CALL(fcntl),
    CALL(flock),
    CALL(fstat),
    CALL(fstatfs),
    CALL(ftruncate),
    CALL(futex),
    CALL(getcwd),
    CALL(getdents64),
    CALL(geteuid),
    CALL(getpid),
    CALL(getppid),
    CALL(getrandom),
    CALL(getrlimit),
    CALL(getuid),
    CALL(ioctl),
    CALL(ioprio_set),
    CALL(kill),
    CALL(landlock_add_rule),
    CALL(landlock_create_ruleset),
    CALL(landlock_restrict_self),
    CALL(linkat),
    CALL(lseek),
    CALL(madvise),
    CALL(memfd_create),
    CALL(mkdirat),
    CALL(mmap),
    CALL(mprotect),
    CALL(munmap),
    CALL(newfstatat),
    CALL(openat),
    CALL(openat2),
    CALL(pidfd_open),
    CALL(pidfd_send_signal),
    CALL(pipe2),
    CALL(prctl),
    CALL(pread64),
    CALL(prlimit64),
    CALL(read),
    CALL(readlinkat),
    CALL(renameat),
    CALL(rt_sigaction),
    CALL(rt_sigpending),
    CALL(rt_sigprocmask),
    CALL(rt_tgsigqueueinfo),
    CALL(sched_setaffinity),
    CALL(sched_setscheduler),
    CALL(sched_yield),
    CALL(seccomp),
    CALL(sendto),
    CALL(setpgid),
    CALL(setpriority),
    CALL(setsid),
    CALL(socket),
    CALL(socketpair),
    CALL(statfs),
    CALL(statx),
    CALL(umask),
    CALL(uname),
    CALL(unlinkat),
    CALL(wait4),
    CALL(waitid),
    CALL(write),
    OLD_CALL(access),
    OLD_CALL(chmod),
    OLD_CALL(dup2),
    OLD_CALL(fork),
    OLD_CALL(lstat),
    OLD_CALL(mkdir),
    OLD_CALL(open),
    OLD_CALL(pipe),
    OLD_CALL(poll),
    OLD_CALL(readlink),
    OLD_CALL(rename),
    OLD_CALL(rmdir),
    OLD_CALL(symlink),
    OLD_CALL(unlink),
    OLD_CALL(vfork),
    {NULL, 0},
};

static const struct word errors[] = {
    {"EPERM", EPERM},
    {"ENOSYS", ENOSYS},
    {"EINVAL", EINVAL},
    {"EAGAIN", EAGAIN},
    {"ENOMEM", ENOMEM},
    {"EMFILE", EMFILE},
    {"ENFILE", ENFILE},
    {"KILL", REFUSE_BY_KILLING},
    {"KILL_THREAD", REFUSE_BY_KILLING_THREAD},
    {"TRAP", REFUSE_BY_TRAP},
    {NULL, 0},
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
    char *end;
    long number = strtol(rule, &end, 10);
    refusal.number = *end == '\0' ? (int)number : look_up(calls, rule, "call");
    refusal.error = look_up(errors, error, "errno");
    if (refusal.number != NO_SUCH_CALL && refuse(&refusal) != 0) {
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
