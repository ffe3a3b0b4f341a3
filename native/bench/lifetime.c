/*
 * The whole life of a program, from before its fork to the return of wait4: what a JVM cannot
 * see of itself, and the benchmark's driver, in Java, not of its children.
 *
 *   lifetime DESCRIPTORS EXIT-CODE PROGRAM [ARGUMENT...]
 *
 * The program inherits so many files, from number 100 on, and has to end with this code. It
 * prints to the stdout of this one; then follow lines of a name and a number: "begun" and
 * "ended", by the clock that System.nanoTime() reads; "wall" and "life-cpu" in ns, and "peak", the
 * most that was resident of it or of one of its children, in bytes.
 *
 * Being small matters: what is resident before execve counts, too.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DESCRIPTORS = 1, EXIT_CODE, PROGRAM, FIRST_DESCRIPTOR = 100, NOT_EXECUTED = 127 };

static void fail(const char *what) {
    fprintf(stderr, "lifetime: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long nanoseconds(struct timeval time) {
    return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

static void raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("setrlimit");
}

/* Not the lowest numbers, which the program's own first files have where nothing is inherited. */
static void open_descriptors(long count) {
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null < 0)
        fail("/dev/null");
    for (long i = 0; i < count; i++)
        if (fcntl(null, F_DUPFD, FIRST_DESCRIPTOR) < 0)
            fail("cannot open another descriptor");
}

static pid_t launch(char *const *command) {
    pid_t pid = fork();
    if (pid < 0)
        fail("fork");
    if (pid == 0) {
        execv(command[0], command);
        _exit(NOT_EXECUTED);
    }
    return pid;
}

static void wait_for(pid_t pid, int code, struct rusage *usage) {
    int status;
    if (wait4(pid, &status, 0, usage) != pid)
        fail("wait4");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != code) {
        fprintf(stderr, "lifetime: the program ended with wait status %d\n", status);
        exit(1);
    }
}

/* What the program has left behind: it ends with the program's end of its stdin. */
static void wait_for_orphans(void) {
    while (wait(NULL) > 0)
        continue;
}

int main(int argc, char **argv) {
    if (argc <= PROGRAM) {
        fprintf(stderr, "lifetime DESCRIPTORS EXIT-CODE PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    raise_descriptor_limit();
    open_descriptors(atol(argv[DESCRIPTORS]));
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        fail("prctl");
    struct rusage usage;
    long long begun = now();
    wait_for(launch(argv + PROGRAM), atoi(argv[EXIT_CODE]), &usage);
    long long ended = now();
    printf("begun %lld\nended %lld\nwall %lld\nlife-cpu %lld\npeak %ld\n", begun, ended,
           ended - begun, nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime),
           usage.ru_maxrss * 1024);
    wait_for_orphans();
    return 0;
}
