/*
 * What a launch costs at the very least, without a JVM around it: the shared-table launch of the
 * native core with everything left out that is not needed to get /bin/true going, and, as a second
 * floor, glibc's posix_spawn. Both hold N_FDS open descriptors and make three pipes per launch, as
 * ProcessBuilder does.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    FIRST_SLOT = 3, /* the child's ends lie at 3, 4, 5 for the time of the launch */
    CUT = 64,       /* descriptors below are copied for the child, the others never */
    /* After opening many descriptors the first 100 or so launches take twice as long, unless
     * pinned to one CPU: the process looks busy, and its child is put on another CPU. */
    WARM_UP_LAUNCHES = 200,
    STACK_SIZE = 64 * 1024
};

/* The parent's and the child's end of stdin, stdout and stderr. */
struct pipes {
    int parent[3];
    int child[3];
};

typedef pid_t (*launch_fn)(const struct pipes *pipes);

static const char PROGRAM[] = "/bin/true";
static char *const ARGV[] = {"true", NULL};
static char *child_stack_top;

static void fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int open_null(void) {
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail("cannot open another descriptor");
    return fd;
}

static void raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("setrlimit");
}

/* Fills every number below the cut first, so that the pipes and all others lie above it. */
static void open_descriptors(long count) {
    if (close_range(FIRST_SLOT, ~0U, 0) != 0)
        fail("close_range");
    while (open_null() < CUT - 1)
        continue;
    for (long i = 0; i < count; i++)
        open_null();
}

static void allocate_child_stack(void) {
    char *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED)
        fail("mmap");
    child_stack_top = stack + STACK_SIZE;
}

static void open_pipes(struct pipes *pipes) {
    for (int i = 0; i < 3; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            fail("pipe2");
        pipes->child[i] = ends[i == 0 ? 0 : 1];
        pipes->parent[i] = ends[i == 0 ? 1 : 0];
    }
}

static void close_pipes(const struct pipes *pipes) {
    for (int i = 0; i < 3; i++) {
        close(pipes->child[i]);
        close(pipes->parent[i]);
    }
}

/* Shares memory and, up to its first call, the descriptor table with the parent. */
static int child_main(void *unused) {
    (void)unused;
    if (close_range(CUT, ~0U, CLOSE_RANGE_UNSHARE) != 0)
        _exit(127);
    for (int i = 0; i < 3; i++) {
        if (dup2(FIRST_SLOT + i, i) != i)
            _exit(127);
    }
    if (close_range(FIRST_SLOT, ~0U, 0) != 0)
        _exit(127);
    execve(PROGRAM, ARGV, environ);
    _exit(127);
}

static pid_t launch_shared_table(const struct pipes *pipes) {
    for (int i = 0; i < 3; i++) {
        if (dup3(pipes->child[i], FIRST_SLOT + i, O_CLOEXEC) < 0)
            fail("dup3");
    }
    pid_t pid =
        clone(child_main, child_stack_top, CLONE_VM | CLONE_VFORK | CLONE_FILES | SIGCHLD, NULL);
    if (pid < 0)
        fail("clone");
    return pid;
}

static pid_t launch_posix_spawn(const struct pipes *pipes) {
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        fail("posix_spawn_file_actions_init");
    for (int i = 0; i < 3; i++) {
        if (posix_spawn_file_actions_adddup2(&actions, pipes->child[i], i) != 0)
            fail("posix_spawn_file_actions_adddup2");
    }
    pid_t pid;
    errno = posix_spawn(&pid, PROGRAM, &actions, NULL, ARGV, environ);
    if (errno != 0)
        fail("posix_spawn");
    posix_spawn_file_actions_destroy(&actions);
    return pid;
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

/* The child's ends must not stay open in the parent: it would never see the end of its output. */
static void empty_slots(void) {
    for (int i = 0; i < 3; i++) {
        if (dup3(FIRST_SLOT + 3, FIRST_SLOT + i, O_CLOEXEC) < 0)
            fail("dup3");
    }
}

/* Timed: all that start() has to do up to the return of clone. Not timed: waiting, tidying up. */
static long long time_launch(launch_fn launch) {
    struct pipes pipes;
    long long begin = now();
    open_pipes(&pipes);
    pid_t pid = launch(&pipes);
    long long end = now();
    empty_slots();
    close_pipes(&pipes);
    wait_for(pid);
    return end - begin;
}

static int compare(const void *left, const void *right) {
    long long a = *(const long long *)left;
    long long b = *(const long long *)right;
    return (a > b) - (a < b);
}

/* By nearest rank. */
static long long percentile(const long long *sorted, long count, long percent) {
    return sorted[(count * percent + 99) / 100 - 1];
}

static void measure(const char *way, launch_fn launch, long launches, int raw) {
    long long *samples = calloc((size_t)launches, sizeof *samples);
    if (samples == NULL)
        fail("calloc");
    for (int i = 0; i < WARM_UP_LAUNCHES; i++)
        time_launch(launch);
    for (long i = 0; i < launches; i++)
        samples[i] = time_launch(launch);
    printf("%s", way);
    for (long i = 0; raw && i < launches; i++)
        printf(" %lld", samples[i]);
    qsort(samples, (size_t)launches, sizeof *samples, compare);
    if (!raw)
        printf(" p50 %lld p99 %lld", percentile(samples, launches, 50),
               percentile(samples, launches, 99));
    printf("\n");
    free(samples);
}

static long parse_count(const char *text, long least) {
    char *end;
    errno = 0;
    long count = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || count < least || count > 1000000) {
        fprintf(stderr, "floor: not a count: %s\n", text);
        exit(2);
    }
    return count;
}

int main(int argc, char **argv) {
    int raw = argc == 4 && strcmp(argv[3], "raw") == 0;
    if (argc != 3 && !raw) {
        fprintf(stderr, "usage: floor N_FDS LAUNCHES [raw]\n");
        return 2;
    }
    long descriptors = parse_count(argv[1], 0);
    long launches = parse_count(argv[2], 1);
    raise_descriptor_limit();
    open_descriptors(descriptors);
    allocate_child_stack();
    measure("shared-table", launch_shared_table, launches, raw);
    measure("posix_spawn", launch_posix_spawn, launches, raw);
    return 0;
}
