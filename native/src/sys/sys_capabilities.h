/* Kernel calls about capabilities and keyrings; see sys.h. */
#ifndef PROCEX_SYS_CAPABILITIES_H
#define PROCEX_SYS_CAPABILITIES_H

#include "sys.h"

enum {
    SYS_CAPABILITIES = 64, /* that there are bits for */
    SYS_PR_CAPBSET_READ = 23,
    SYS_PR_CAPBSET_DROP = 24,
    SYS_PR_CAP_AMBIENT_RAISE = 2,
    SYS_PR_CAP_AMBIENT_CLEAR_ALL = 4,
};

/* struct __user_cap_data_struct[2] */
struct sys_capabilities {
    struct sys_capability_half {
        uint32_t effective;
        uint32_t permitted;
        uint32_t inheritable;
    } low, high;
};

/* struct __user_cap_header_struct, for the calling task */
struct sys_capabilities_version {
    uint32_t version;
    int32_t task;
};

static inline long sys_capget(struct sys_capabilities *all) {
    struct sys_capabilities_version third = {0x20080522, 0};
    return arch_syscall3(__NR_capget, (long)&third, (long)all, 0);
}

static inline long sys_capset(const struct sys_capabilities *all) {
    struct sys_capabilities_version third = {0x20080522, 0};
    return arch_syscall3(__NR_capset, (long)&third, (long)all, 0);
}

/* Linux 4.3. EPERM for a capability that is not both permitted and inheritable. */
static inline long sys_ambient(int operation, int capability) {
    enum { PR_CAP_AMBIENT = 47 };
    return arch_syscall6(__NR_prctl, PR_CAP_AMBIENT, operation, capability, 0, 0, 0);
}

/* A new keyring without a name. ENOSYS in a kernel without keyrings, EPERM in most containers. */
static inline long sys_keyctl_join_session(void) {
    enum { KEYCTL_JOIN_SESSION_KEYRING = 1 };
    return arch_syscall3(__NR_keyctl, KEYCTL_JOIN_SESSION_KEYRING, 0, 0);
}

static inline long sys_keyctl_link_user(void) {
    enum { KEYCTL_LINK = 8, USER_KEYRING = -4, SESSION_KEYRING = -3 };
    return arch_syscall3(__NR_keyctl, KEYCTL_LINK, USER_KEYRING, SESSION_KEYRING);
}

#endif
