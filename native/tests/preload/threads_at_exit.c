/*
 * Tells, when a JVM calls exit(3), which threads of the reaper's and of the agent's are in native
 * code: in a system call that is no futex. HotSpot has waited for them by then.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The first line of a thread's file, or nothing. */
static const char *read_line(const char *thread, const char *name, char *line, size_t size) {
    char path[128];
    snprintf(path, sizeof path, "/proc/self/task/%s/%s", thread, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? 0 : read(fd, line, size - 1);
    close(fd);
    line[length < 0 ? 0 : length] = '\0';
    line[strcspn(line, "\n")] = '\0';
    return line;
}

static int begins(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* "process reaper (pid 7)" is cut off at 15 letters; from JDK 26 on in its middle. */
static int may_be_ours(const char *name) {
    return begins(name, "proces") || begins(name, "procex");
}

static void tell_of(const char *thread) {
    char name[32];
    char call[128];
    read_line(thread, "comm", name, sizeof name);
    read_line(thread, "syscall", call, sizeof call); /* its number first; or "running" */
    int in_call = call[0] >= '0' && call[0] <= '9' && atoi(call) != SYS_futex;
    if (in_call && may_be_ours(name)) {
        printf("in native code: %s, system call %d\n", name, atoi(call));
    }
}

static void tell(void) {
    DIR *threads = opendir("/proc/self/task");
    for (struct dirent *one; threads != NULL && (one = readdir(threads)) != NULL;) {
        tell_of(one->d_name);
    }
    printf("threads told\n");
    fflush(stdout);
}

/* Children get neither the library nor the handler. */
__attribute__((constructor)) static void begin(void) {
    unsetenv("LD_PRELOAD");
    atexit(tell);
}
