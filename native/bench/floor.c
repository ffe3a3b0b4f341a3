/*
 * What a launch costs at the very least, without a JVM around it: the shared-table launch of the
 * native core with everything left out that is not needed to get /bin/true going, and, as a second
 * floor, glibc's posix_spawn. With pipes both make three per launch, as ProcessBuilder does.
 *
 * Prints a line for each thing measured: its name, and a number for each launch. Times in ns:
 * "start" up to the return of clone, "wait" up to the end of waitpid; "cpu" is one number, the
 * CPU time of a launch in parent and child.
 */
#define _GNU_SOURCE
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    /* After opening many descriptors the first 100 or so launches take twice as long, unless
     * pinned to one CPU: the process looks busy, and its child is put on another CPU. */
    WARM_UP_LAUNCHES = 200,
    ARGUMENT_SIZE = 64 * 1024, /* with its NUL; the kernel takes at most twice as much */
    MOST_ARGUMENTS = 64
};

struct timed {
    long long start;
    long long wait;
};

static launch_fn launch;
static open_fn open_ends;
static char *arguments[MOST_ARGUMENTS + 2] = {"true"};

void fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("setrlimit");
}

static int open_descriptor(void) {
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail("cannot open another descriptor");
    return fd;
}

/* Fills every number below the cut first, so that the pipes and all others lie above it. */
static void open_descriptors(long count) {
    if (close_range(FIRST_SLOT, ~0U, 0) != 0)
        fail("close_range");
    while (open_descriptor() < CUT - 1)
        continue;
    for (long i = 0; i < count; i++)
        open_descriptor();
}

static void make_arguments(long bytes) {
    for (long i = 0; i < bytes / ARGUMENT_SIZE; i++) {
        char *argument = malloc(ARGUMENT_SIZE);
        if (argument == NULL)
            fail("malloc");
        memset(argument, 'a', ARGUMENT_SIZE - 1);
        argument[ARGUMENT_SIZE - 1] = '\0';
        arguments[i + 1] = argument;
    }
}

static void wait_for(pid_t pid) {
    int status;
    if (waitpid(pid, &status, 0) != pid)
        fail("waitpid");
    if (status != 0) {
        fprintf(stderr, "floor: the child ended with wait status %d\n", status);
        exit(1);
    }
}

/* The start is all that start() has to do up to the return of clone, without tidying up. */
static struct timed time_launch(void) {
    struct ends ends;
    long long begin = now();
    open_ends(&ends);
    pid_t pid = launch(&ends, arguments);
    long long launched = now();
    launch_close(&ends);
    wait_for(pid);
    return (struct timed){launched - begin, now() - begin};
}

static long long cpu_of(int who) {
    struct rusage usage;
    if (getrusage(who, &usage) != 0)
        fail("getrusage");
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
}

static long long cpu(void) {
    return cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN);
}

static void measure(long launches) {
    struct timed *times = calloc((size_t)launches, sizeof *times);
    if (times == NULL)
        fail("calloc");
    for (int i = 0; i < WARM_UP_LAUNCHES; i++)
        time_launch();
    long long before = cpu();
    for (long i = 0; i < launches; i++)
        times[i] = time_launch();
    printf("cpu %lld\nstart", (cpu() - before) / launches);
    for (long i = 0; i < launches; i++)
        printf(" %lld", times[i].start);
    printf("\nwait");
    for (long i = 0; i < launches; i++)
        printf(" %lld", times[i].wait);
    printf("\n");
    free(times);
}

static long parse_count(const char *text, long least, long most) {
    char *end;
    errno = 0;
    long count = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || count < least || count > most) {
        fprintf(stderr, "floor: not a count: %s\n", text);
        exit(2);
    }
    return count;
}

int main(int argc, char **argv) {
    launch = argc == 6 ? launch_by_name(argv[1]) : NULL;
    open_ends = argc == 6 ? open_by_name(argv[2]) : NULL;
    if (launch == NULL || open_ends == NULL) {
        fprintf(stderr, "usage: floor shared-table|posix_spawn pipes|files|discard|inherit "
                        "DESCRIPTORS ARGUMENT_BYTES LAUNCHES\n");
        return 2;
    }
    raise_descriptor_limit();
    open_descriptors(parse_count(argv[3], 0, 1000000));
    make_arguments(parse_count(argv[4], 0, MOST_ARGUMENTS * (long)ARGUMENT_SIZE));
    launch_prepare();
    measure(parse_count(argv[5], 1, 1000000));
    launch_end();
    return 0;
}
