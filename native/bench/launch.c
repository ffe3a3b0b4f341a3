#define _GNU_SOURCE
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STACK_SIZE = 64 * 1024 };

static const char PROGRAM[] = "/bin/true";
static char output[] = "/tmp/procex-floor-XXXXXX";
static char *child_stack_top;

/* What the child reads of the parent's memory, since clone passes one pointer. */
struct plan {
    const struct ends *ends;
    char *const *argv;
};

void launch_prepare(void) {
    char *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED)
        fail("mmap");
    child_stack_top = stack + STACK_SIZE;
    int fd = mkstemp(output);
    if (fd < 0)
        fail(output);
    close(fd);
}

void launch_end(void) {
    unlink(output);
}

static void open_pipes(struct ends *ends) {
    for (int i = 0; i < 3; i++) {
        int both[2];
        if (pipe2(both, O_CLOEXEC) != 0)
            fail("pipe2");
        ends->child[i] = both[i == 0 ? 0 : 1];
        ends->parent[i] = both[i == 0 ? 1 : 0];
    }
}

static void open_files_named(struct ends *ends, const char *out) {
    for (int i = 0; i < 3; i++) {
        const char *name = i == 0 ? "/dev/null" : out;
        int flags = i == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC;
        ends->parent[i] = NONE;
        ends->child[i] = open(name, flags | O_CLOEXEC, 0600);
        if (ends->child[i] < 0)
            fail(name);
    }
}

static void open_files(struct ends *ends) {
    open_files_named(ends, output);
}

static void open_null(struct ends *ends) {
    open_files_named(ends, "/dev/null");
}

static void open_nothing(struct ends *ends) {
    for (int i = 0; i < 3; i++)
        ends->parent[i] = ends->child[i] = NONE;
}

open_fn open_by_name(const char *stdio) {
    if (strcmp(stdio, "pipes") == 0)
        return open_pipes;
    if (strcmp(stdio, "files") == 0)
        return open_files;
    if (strcmp(stdio, "discard") == 0)
        return open_null;
    return strcmp(stdio, "inherit") == 0 ? open_nothing : NULL;
}

/* Shares memory and, up to its first call, the descriptor table with the parent. */
static int child_main(void *argument) {
    const struct plan *plan = argument;
    if (close_range(CUT, ~0U, CLOSE_RANGE_UNSHARE) != 0)
        _exit(127);
    for (int i = 0; i < 3; i++) {
        if (plan->ends->child[i] != NONE && dup2(FIRST_SLOT + i, i) != i)
            _exit(127);
    }
    if (close_range(FIRST_SLOT, ~0U, 0) != 0)
        _exit(127);
    execve(PROGRAM, plan->argv, environ);
    _exit(127);
}

static pid_t launch_shared_table(const struct ends *ends, char *const argv[]) {
    for (int i = 0; i < 3; i++) {
        if (ends->child[i] != NONE && dup3(ends->child[i], FIRST_SLOT + i, O_CLOEXEC) < 0)
            fail("dup3");
    }
    struct plan plan = {ends, argv};
    pid_t pid =
        clone(child_main, child_stack_top, CLONE_VM | CLONE_VFORK | CLONE_FILES | SIGCHLD, &plan);
    if (pid < 0)
        fail("clone");
    return pid;
}

static pid_t launch_posix_spawn(const struct ends *ends, char *const argv[]) {
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        fail("posix_spawn_file_actions_init");
    for (int i = 0; i < 3; i++) {
        if (ends->child[i] != NONE &&
            posix_spawn_file_actions_adddup2(&actions, ends->child[i], i) != 0)
            fail("posix_spawn_file_actions_adddup2");
    }
    pid_t pid;
    errno = posix_spawn(&pid, PROGRAM, &actions, NULL, argv, environ);
    if (errno != 0)
        fail("posix_spawn");
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

launch_fn launch_by_name(const char *way) {
    if (strcmp(way, "shared-table") == 0)
        return launch_shared_table;
    return strcmp(way, "posix_spawn") == 0 ? launch_posix_spawn : NULL;
}

/* The child's ends must not stay open in the parent: it would never see the end of its output. */
void launch_close(const struct ends *ends) {
    for (int i = 0; i < 3; i++) {
        if (dup3(FIRST_SLOT + 3, FIRST_SLOT + i, O_CLOEXEC) < 0)
            fail("dup3");
        if (ends->child[i] != NONE)
            close(ends->child[i]);
        if (ends->parent[i] != NONE)
            close(ends->parent[i]);
    }
}
