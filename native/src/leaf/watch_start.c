#include "watch_start.h"

#include "arena.h"
#include "filtered.h"
#include "sys_memory_file.h"
#include "task.h"
#include "watch_open.h"

/* Of watch/image.S. */
extern const char watch_image[];
extern const char watch_image_end[];

enum { STACK_OF_FIRST = 16 * 1024 };

/* Shared with both children. */
struct start {
    char *argv[4];
    const char *place;
    void *stack_top; /* of the second */
    int jvm;
    volatile int program;
    volatile long pid; /* or -errno */
};

/* If vm.memfd_noexec is 2, no such file can be executed. Linux 6.3; unknown to those before. */
static long open_program(void) {
    const char name[] = "procex-watch";
    long fd = sys_memfd_create(name, SYS_MFD_CLOEXEC | SYS_MFD_EXEC);
    fd = fd == -SYS_EINVAL ? sys_memfd_create(name, SYS_MFD_CLOEXEC) : fd;
    const char *at = watch_image;
    while (fd >= 0 && at < watch_image_end) {
        long size = sys_write((int)fd, at, (size_t)(watch_image_end - at));
        if (size <= 0) {
            return size < 0 ? size : -SYS_ENOMEM;
        }
        at += size;
    }
    return fd;
}

/*
 * In this order: whose parent is still the JVM when the pidfd is there has one of the JVM, and of
 * no process that was given its pid since, nor of one that takes orphans.
 */
static long open_jvm(int pid) {
    long jvm = sys_pidfd_open(pid);
    long error = jvm < 0 ? jvm : sys_fcntl((int)jvm, SYS_F_SETFD, 0);
    return error == 0 && sys_getppid() != pid ? -SYS_ESRCH : error;
}

static _Noreturn void child_execute(void *argument) {
    struct start *start = argument;
    char *const environment[] = {NULL};
    start->pid = sys_execveat(start->program, "", start->argv, environment, SYS_AT_EMPTY_PATH);
    sys_exit_group(1);
}

/*
 * In a table of its own, without a copy of the JVM's: one that another thread has closed meanwhile
 * must be closed. The first two numbers are those of watch.c. 0 or -errno.
 */
static long open_all(struct start *start) {
    long error = sys_close_range(0, ~0U, SYS_CLOSE_RANGE_UNSHARE);
    error = error < 0 ? error : open_jvm(start->jvm);
    error = error < 0 ? error : sys_openat(start->place, SYS_O_RDONLY | SYS_O_DIRECTORY);
    long program = error < 0 ? error : open_program();
    start->program = (int)program;
    return program < 0 ? program : 0;
}

/* In a session of its own: no terminal's signals reach it, nor those for the JVM's group. */
static _Noreturn void child_leave(void *argument) {
    struct start *start = argument;
    struct task task = {.run = child_execute,
                        .argument = start,
                        .stack_top = start->stack_top,
                        .flags = SYS_CLONE_FILES,
                        .exit_signal = SYS_SIGCHLD};
    long error = sys_setsid();
    error = error < 0 ? error : sys_chdir("/");
    error = error < 0 ? error : open_all(start);
    if (error < 0) {
        start->pid = error;
        sys_exit_group(1);
    }
    long pid = task_clone(&task);
    if (start->pid == 0) {
        start->pid = pid; /* else the second has said why it could not be executed */
    }
    sys_exit_group(0);
}

/* A filter might kill the children, and this process with them; or the program, in silence. */
static int is_forbidden(void) {
    return filtered_needs_probe() || filtered(FILTERED_EXECVEAT) ||
           filtered(FILTERED_CLOSE_RANGE) || filtered(FILTERED_GETDENTS64);
}

long watch_start(const char *place, const char *prefix, int *pid) {
    struct arena arena;
    struct start start = {.argv = {(char *)WATCH_NAME, (char *)place, (char *)prefix, NULL},
                          .place = place,
                          .jvm = (int)sys_getpid(),
                          .pid = 0};
    *pid = 0;
    if (is_forbidden()) {
        return -SYS_EPERM;
    }
    long error = arena_open(&arena, 0);
    if (error < 0) {
        return error;
    }
    char *stack_top = arena_stack_top(&arena);
    struct task task = {
        .run = child_leave, .argument = &start, .stack_top = stack_top, .flags = SYS_CLONE_FILES};
    start.stack_top = stack_top - STACK_OF_FIRST;
    error = task_complete(&task);
    arena_close(&arena);
    if (error < 0) {
        return error;
    }
    if (start.pid == 0) {
        return -SYS_EPERM; /* a filter has killed the first */
    }
    *pid = start.pid < 0 ? 0 : (int)start.pid;
    return start.pid < 0 ? start.pid : watch_open(*pid, place, prefix, 1);
}
