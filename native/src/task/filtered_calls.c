#include "filtered_calls.h"

#include "sys_cgroup.h"
#include "sys_rules.h"

enum {
    ABOVE_STDIO = 100,
    NOT_OPEN = 1 << 30, /* of one bit: a filter may look at some of a number */
};

/* A lack of descriptors is no answer of a filter. */
static int is_made(long result) {
    return result >= 0 || result == -SYS_EMFILE || result == -SYS_ENFILE;
}

/* The calls of each launch. */
static int launch_passes(enum filtered_call call) {
    struct arch_stat stat;
    struct sys_timespec now;
    uint64_t pending;
    int ends[2];
    switch (call) {
    case FILTERED_PIPE2:
        return is_made(sys_pipe2(ends, SYS_O_CLOEXEC));
    case FILTERED_FCNTL:
        return sys_fcntl(NOT_OPEN, SYS_F_DUPFD_CLOEXEC, 0) == -SYS_EBADF;
    case FILTERED_DUP3:
        return sys_dup3(NOT_OPEN, ABOVE_STDIO, SYS_O_CLOEXEC) == -SYS_EBADF;
    case FILTERED_FSTAT:
        return sys_fstat(NOT_OPEN, &stat) == -SYS_EBADF;
    case FILTERED_RT_SIGPENDING:
        return sys_rt_sigpending(&pending) == 0;
    case FILTERED_CLOCK_GETTIME:
        return sys_clock_boottime(&now) == 0;
    case FILTERED_CLOSE_RANGE:
        return sys_close_range(~0U, ~0U, 0) == 0;
    default:
        return sys_sched_yield() == 0;
    }
}

/* The calls of records, of the native entry and of the reaper. */
static int record_passes(enum filtered_call call) {
    struct sys_siginfo info;
    struct sys_rusage usage;
    char byte;
    switch (call) {
    case FILTERED_WAITID:
        return sys_waitid((int)sys_getpid(), &info, SYS_WEXITED | SYS_WNOWAIT, &usage) ==
               -SYS_ECHILD;
    case FILTERED_SOCKET:
        return is_made(sys_socket(SYS_AF_UNIX, SYS_SOCK_DGRAM | SYS_SOCK_CLOEXEC));
    case FILTERED_SENDTO:
        return sys_sendto(NOT_OPEN, "", 0, SYS_MSG_NOSIGNAL, NULL, 0) == -SYS_EBADF;
    case FILTERED_GETDENTS64:
        return sys_getdents64(NOT_OPEN, &byte, sizeof byte) == -SYS_EBADF;
    case FILTERED_READLINKAT:
        return sys_readlink("", &byte, sizeof byte) == -SYS_ENOENT;
    default:
        return sys_kill((int)sys_getpid(), 0) == 0;
    }
}

/* The calls that find a program. */
static int rule_passes(enum filtered_call call) {
    const struct sys_open_how how = {SYS_O_PATH, 0, SYS_RESOLVE_NO_SYMLINKS};
    struct arch_stat stat;
    switch (call) {
    case FILTERED_NEWFSTATAT:
        return sys_newfstatat(NOT_OPEN, "file", &stat, 0) == -SYS_EBADF;
    case FILTERED_FACCESSAT:
        return sys_access("", SYS_X_OK) == -SYS_ENOENT;
    case FILTERED_OPENAT2:
        return sys_openat2(NOT_OPEN, "file", &how) == -SYS_EBADF;
    case FILTERED_FACCESSAT2:
        return sys_faccessat2(NOT_OPEN, "", SYS_X_OK, SYS_AT_EMPTY_PATH | SYS_AT_EACCESS) ==
               -SYS_EBADF;
    default:
        return sys_execveat(NOT_OPEN, "", NULL, NULL, SYS_AT_EMPTY_PATH) == -SYS_EBADF;
    }
}

/* The calls that make, watch and remove groups. */
static int leaf_passes(enum filtered_call call) {
    struct sys_timespec at_once = {0, 0};
    switch (call) {
    case FILTERED_MKDIRAT:
        return sys_mkdir_in(NOT_OPEN, "group") == -SYS_EBADF;
    case FILTERED_UNLINKAT:
        return sys_rmdir_in(NOT_OPEN, "group") == -SYS_EBADF;
    default:
        return sys_ppoll(NULL, 0, &at_once) == 0;
    }
}

int filtered_passes(enum filtered_call call) {
    if (call < FILTERED_WAITID) {
        return launch_passes(call);
    }
    if (call >= FILTERED_EARLY) {
        return leaf_passes(call);
    }
    return call < FILTERED_NEWFSTATAT ? record_passes(call) : rule_passes(call);
}
