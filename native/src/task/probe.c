#include "probe.h"

#include "release.h"
#include "sys.h"
#include "task.h"

/* The byte after text in the file; '\0' if it is not there, or -errno. */
static long byte_after(const char *text, int fd) {
    char buffer[1024];
    long size;
    const char *at = text;
    while ((size = sys_read(fd, buffer, sizeof buffer)) > 0) {
        for (long i = 0; i < size; i++) {
            if (*at == '\0') {
                return buffer[i];
            }
            at = buffer[i] == *at ? at + 1 : buffer[i] == *text ? text + 1 : text;
        }
    }
    return size;
}

/* prctl(PR_GET_SECCOMP) would not do: some filters kill for options that they do not know. */
int probe_has_filter(void) {
    long fd = sys_openat("/proc/thread-self/status", SYS_O_RDONLY | SYS_O_CLOEXEC); /* Linux 3.17 */
    if (fd < 0) {
        return 1;
    }
    long mode = byte_after("\nSeccomp:\t", (int)fd);
    sys_close((int)fd);
    return mode != '0' && mode != '\0'; /* no such line: a kernel without seccomp */
}

int probe_death_spreads(void) {
    struct sys_utsname name;
    return sys_uname(&name) < 0 || release_is_before(name.release, 5, 16);
}

void probe_dump_nothing(void) {
    const struct sys_rlimit none = {0, 0};
    sys_prlimit64(SYS_RLIMIT_CORE, &none, NULL);
}

int probe_survives(void (*child)(void *), void *argument, void *stack_top) {
    struct task task = {.run = child,
                        .argument = argument,
                        .stack_top = stack_top,
                        .has_own_memory = 1,
                        .exit_signal = SYS_SIGCHLD};
    int status = -1;
    long pid = task_run(&task);
    if (pid < 0) {
        return 0;
    }
    while (sys_wait4((int)pid, &status, SYS_WALL) == -SYS_EINTR) {
    }
    return status == 0;
}
