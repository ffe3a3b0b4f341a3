/* Kernel calls that only settings of children need; see sys.h. */
#ifndef PROCEX_SYS_SETTINGS_H
#define PROCEX_SYS_SETTINGS_H

#include "sys.h"

/* These numbers are equal on all CPUs; headers before Linux 5.13 lack them. */
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_add_rule 445
#define __NR_landlock_restrict_self 446
#endif

enum {
    SYS_O_RDWR = 2,
    SYS_SIGKILL = 9,
    SYS_PR_SET_PDEATHSIG = 1,
    SYS_PR_SET_NO_NEW_PRIVS = 38,
    SYS_PRIO_PROCESS = 0,
    SYS_IOPRIO_WHO_PROCESS = 1,
    SYS_SECCOMP_SET_MODE_FILTER = 1,
    SYS_LANDLOCK_CREATE_RULESET_VERSION = 1,
    SYS_LANDLOCK_RULE_PATH_BENEATH = 1,
};

/* struct landlock_path_beneath_attr, which is packed. */
struct sys_path_beneath {
    uint64_t rights;
    int32_t parent;
} __attribute__((packed));

/* struct sock_fprog; filter: struct sock_filter each, of 8 bytes. */
struct sys_filter_program {
    uint16_t length;
    const void *filter;
};

static inline long sys_getppid(void) {
    return arch_syscall3(__NR_getppid, 0, 0, 0);
}

/* Makes the calling process the leader of a process group of its own. */
static inline long sys_setpgid(void) {
    return arch_syscall3(__NR_setpgid, 0, 0, 0);
}

static inline long sys_umask(int mask) {
    return arch_syscall3(__NR_umask, mask, 0, 0);
}

static inline long sys_setpriority(int nice) {
    return arch_syscall3(__NR_setpriority, SYS_PRIO_PROCESS, 0, nice);
}

static inline long sys_sched_setscheduler(int policy, const int *priority) {
    return arch_syscall3(__NR_sched_setscheduler, 0, policy, (long)priority);
}

static inline long sys_sched_setaffinity(size_t size, const void *mask) {
    return arch_syscall3(__NR_sched_setaffinity, 0, (long)size, (long)mask);
}

static inline long sys_ioprio_set(int priority) {
    return arch_syscall3(__NR_ioprio_set, SYS_IOPRIO_WHO_PROCESS, 0, priority);
}

/* Linux 3.17. EACCES without no-new-privileges and without CAP_SYS_ADMIN. */
static inline long sys_seccomp_filter(const struct sys_filter_program *program) {
    return arch_syscall3(__NR_seccomp, SYS_SECCOMP_SET_MODE_FILTER, 0, (long)program);
}

/* These three: Linux 5.13; ENOSYS before, EOPNOTSUPP if it is switched off at boot. */
static inline long sys_landlock_create_ruleset(const uint64_t *handled, size_t size, int flags) {
    return arch_syscall3(__NR_landlock_create_ruleset, (long)handled, (long)size, flags);
}

static inline long sys_landlock_add_path(int ruleset, const struct sys_path_beneath *rule) {
    return arch_syscall4(__NR_landlock_add_rule, ruleset, SYS_LANDLOCK_RULE_PATH_BENEATH,
                         (long)rule, 0);
}

static inline long sys_landlock_restrict_self(int ruleset) {
    return arch_syscall3(__NR_landlock_restrict_self, ruleset, 0, 0);
}

#endif
