#include "probe.h"

#include "sys.h"
#include "task.h"

enum { FILTERED = 2 };

int probe_has_filter(void) {
    return sys_prctl(SYS_PR_GET_SECCOMP, 0) == FILTERED;
}

static int take_number(const char **text) {
    int number = 0;
    while (**text >= '0' && **text <= '9') {
        number = number * 10 + (*(*text)++ - '0');
    }
    return number;
}

int probe_release_is_before(const char *release, int major, int minor) {
    int found_major = take_number(&release);
    if (*release == '.') {
        release++;
    }
    int found_minor = take_number(&release);
    return found_major < major || (found_major == major && found_minor < minor);
}

int probe_must_ask(void) {
    struct sys_utsname name;
    return probe_has_filter() &&
           (sys_uname(&name) < 0 || probe_release_is_before(name.release, 5, 16));
}

static void child_close_range(void *argument) {
    const struct sys_rlimit no_core = {0, 0};
    (void)argument;
    sys_prlimit64(SYS_RLIMIT_CORE, &no_core, NULL);
    sys_close_range(~0U, ~0U, SYS_CLOSE_RANGE_UNSHARE);
    sys_exit_group(0);
}

int probe_survives_close_range(void *stack_top) {
    return probe_survives(child_close_range, NULL, stack_top);
}

int probe_survives(void (*child)(void *), void *argument, void *stack_top) {
    const uint64_t all = ~(uint64_t)0;
    uint64_t mask = 0;
    int status = -1;
    sys_rt_sigprocmask(SYS_SIG_SETMASK, &all, &mask);
    long pid = arch_clone(SYS_SIGCHLD, stack_top, child, argument);
    sys_rt_sigprocmask(SYS_SIG_SETMASK, &mask, NULL);
    if (pid < 0) {
        return 0;
    }
    while (sys_wait4((int)pid, &status, SYS_WALL) == -SYS_EINTR) {
    }
    return status == 0;
}
